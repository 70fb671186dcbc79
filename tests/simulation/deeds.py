"""What people do at the desks of a seed: impatient, at random, at each other's orders. A refusal is an answer too."""

from __future__ import annotations

from collections.abc import Callable

from tests.house import on
from tests.simulation.template import raw, who
from tests.simulation.world import Desk
from ticketoffice.desk import admit, cancel, cash, hand_out, invoice, notes, on_a_ticket, payment, release
from ticketoffice.desk.cases import close_case
from ticketoffice.desk.choosing import Wanted
from ticketoffice.desk.customer import change_customer, erase_customer
from ticketoffice.desk.import_orders import FileReport, ImportReport, take_in
from ticketoffice.desk.selling import Tender
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.sync.selling import Counter

REASON = "duplicate"


def act(desk: Desk) -> None:
    """One deed of the person at this desk."""
    name = desk.world.draw.choices(list(DEEDS), weights=[weight for weight, _ in DEEDS.values()])[0]
    try:
        DEEDS[name][1](desk)
        desk.world.count[f"deed: {name}"] += 1
    except RuleBroken as no:
        desk.world.count[f"refused here: {no.code}"] += 1
    except Unavailable as why:
        desk.world.count[f"unavailable: {why.code}"] += 1


def _ticket(desk: Desk, states: str) -> str:
    rows = (
        raw(desk.book).execute(f"SELECT lower(hex(id)) FROM tickets WHERE state IN ({states}) ORDER BY id").fetchall()
    )
    if not rows:
        raise RuleBroken("nothing_here")
    return str(desk.world.draw.choice(rows)[0])


def _order(desk: Desk, condition: str = "1") -> str:
    rows = raw(desk.book).execute(f"SELECT lower(hex(id)) FROM orders WHERE {condition} ORDER BY id").fetchall()
    if not rows:
        raise RuleBroken("nothing_here")
    return str(desk.world.draw.choice(rows)[0])


LIVE, GONE = "'valid', 'pending', 'used'", "'cancelled', 'replaced'"
METHODS = ("cash", "card", "bank_transfer", "nothing", None)


def _click(desk: Desk) -> None:
    desk.do(lambda: cancel.click(desk.book, [_ticket(desk, LIVE)], who=who(desk.image)))


def _cancel(desk: Desk) -> None:
    ticket, method = _ticket(desk, LIVE), desk.world.draw.choice(METHODS)
    now = desk.world.draw.random() < 0.5
    desk.do(lambda: cancel.cancel(desk.book, [ticket], who=who(desk.image), reason=REASON, method=method, now=now))


def _finish(desk: Desk) -> None:
    ticket, method = _ticket(desk, GONE), desk.world.draw.choice(METHODS)
    desk.do(lambda: cancel.finish(desk.book, [ticket], who=who(desk.image), reason=REASON, method=method))


def _paid_out(desk: Desk) -> None:
    desk.do(lambda: hand_out.paid_out(desk.book, [_ticket(desk, GONE)], who=who(desk.image, alone=True)))


def _keep(desk: Desk) -> None:
    desk.do(lambda: cancel.keep(desk.book, [_ticket(desk, GONE)], who=who(desk.image)))


def _reinstate(desk: Desk) -> None:
    desk.do(lambda: cancel.reinstate(desk.book, _ticket(desk, GONE), who=who(desk.image)))


def _inform(desk: Desk) -> None:
    desk.do(lambda: cancel.inform(desk.book, [_ticket(desk, GONE)], who=who(desk.image), by="told"))


def _pay(desk: Desk) -> None:
    order, method = _order(desk, "method = 'invoice'"), desk.world.draw.choice(("cash", "card"))
    amount = desk.world.draw.choice((None, None, 1000))
    desk.do(lambda: payment.pay(desk.book, order, method=method, amount=amount, who=who(desk.image)))


def _reissue(desk: Desk) -> None:
    ticket = _ticket(desk, "'pending'")
    found = raw(desk.book).execute('SELECT lower(hex("order")) FROM tickets WHERE id = ?', (bytes.fromhex(ticket),))
    order = found.fetchone()[0]
    desk.do(lambda: invoice.reissue(desk.book, order, without=[ticket], who=who(desk.image)))


def _release(desk: Desk) -> None:
    desk.do(lambda: release.release(desk.book, _order(desk, "method = 'invoice'"), who=who(desk.image)))


def _admit(desk: Desk) -> None:
    ticket = _ticket(desk, LIVE)
    row = raw(desk.book).execute("SELECT number FROM tickets WHERE id = ?", (bytes.fromhex(ticket),)).fetchone()
    desk.do(lambda: admit.admit(desk.book, row[0], who=who(desk.image)))


def _undo_entry(desk: Desk) -> None:
    desk.do(lambda: admit.undo_entry(desk.book, _ticket(desk, "'used'"), who=who(desk.image, alone=True)))


def _note(desk: Desk) -> None:
    text = f"note {desk.world.draw.random()}"
    desk.do(lambda: notes.add_note(desk.book, _order(desk), text=text, who=who(desk.image)))


def _goodwill(desk: Desk) -> None:
    ticket = _ticket(desk, "'used'")
    desk.do(lambda: cancel.goodwill(desk.book, ticket, who=who(desk.image, alone=True), method="cash", amount=500))


def _take_in(desk: Desk) -> None:
    """A shop's file brings an order on a seat that looked free there: somebody may sit on it by now."""
    draw = desk.world.draw
    desk.world.count["orders taken in"] += 1
    number = f"S{desk.world.count['orders taken in']}"
    order = on(f"A-{draw.randint(2, 13)}", number=number, waiting=draw.random() < 0.3)
    desk.do(lambda: take_in(desk.book, [order], who=who(desk.image), report=ImportReport(), told=FileReport("file")))


def _close(desk: Desk) -> None:
    rows = raw(desk.book).execute("SELECT lower(hex(id)) FROM cases WHERE closed_at IS NULL ORDER BY id").fetchall()
    if not rows:
        raise RuleBroken("nothing_here")
    case = desk.world.draw.choice(rows)[0]
    desk.do(lambda: close_case(desk.book, case, who=who(desk.image), note="looked at it with both"))


def _customer(desk: Desk) -> None:
    """A mail address that was never typed before, so that it is found wherever it still stands."""
    order, typed = _order(desk), desk.world.new_address()
    desk.do(lambda: change_customer(desk.book, order, fields={"email": typed}, who=who(desk.image)))
    desk.world.typed[typed] = _person(desk, order)


def _erase(desk: Desk) -> None:
    order = _order(desk, "customer IS NOT NULL")
    desk.do(lambda: erase_customer(desk.book, order, who=who(desk.image), even_if_owed=True))


def _sell(desk: Desk) -> None:
    """Seats or standing places, the best ones or some that may be gone; as a desk with a centre sells."""
    draw, book = desk.world.draw, desk.book
    count = draw.randint(1, 3)
    wanted = draw.choice(
        (
            [Wanted("p", "Hall", "Adult")] * count,
            [Wanted("p", "Hall", "Child", f"{draw.choice('AB')}-{draw.randint(1, 8)}")],
            [Wanted("p", "Standing", "Adult")] * count,
        )
    )
    pay = [Tender(draw.choice(("cash", "card", "on_site", "twint")))]
    counter = Counter(book, desk.line, desk.postman)
    desk.do(lambda: counter.sell(wanted, pay=pay, who=who(desk.image)))


def _replace(desk: Desk) -> None:
    desk.do(lambda: on_a_ticket.replace(desk.book, _ticket(desk, LIVE), who=who(desk.image)))


def _tariff(desk: Desk) -> None:
    ticket, tariff = _ticket(desk, "'valid', 'pending'"), desk.world.draw.choice(("Adult", "Child"))
    pay = [Tender("cash")]
    desk.do(lambda: on_a_ticket.change_tariff(desk.book, ticket, tariff=tariff, who=who(desk.image), pay=pay))


def _rename(desk: Desk) -> None:
    ticket, name = _ticket(desk, LIVE), f"holder {desk.world.draw.randint(1, 99)}"
    desk.do(lambda: on_a_ticket.rename(desk.book, ticket, name=name, who=who(desk.image)))


def _paper(desk: Desk) -> None:
    deed = desk.world.draw.choice((on_a_ticket.printed, on_a_ticket.collect))
    desk.do(lambda: deed(desk.book, [_ticket(desk, LIVE)], who=who(desk.image)))


def _drawer(desk: Desk) -> None:
    """What is next done to the drawer: opened, moved, counted or closed; it is counted wrong as often as right."""
    view, draw, person = cash.till(desk.book), desk.world.draw, who(desk.image, alone=True)
    if view.session is None:
        desk.do(lambda: cash.open_drawer(desk.book, floats={"CHF": draw.choice((0, 20_000))}, who=person))
    elif view.is_counted:
        desk.do(lambda: cash.close(desk.book, who=person, why="as it was counted"))
    elif draw.random() < 0.5:
        what, amounts = draw.choice(("in", "out", "drop")), {"CHF": draw.choice((500, 2_000))}
        desk.do(lambda: cash.move(desk.book, what=what, amounts=amounts, who=person, why="change"))
    else:
        lies = sum(one.expected for one in view.currencies) + draw.choice((0, 0, -500, 2_000))
        desk.do(lambda: cash.count(desk.book, counts={"CHF": {5: max(0, lies) // 5}}, who=person))


def _person(desk: Desk, order: str) -> str:
    query = "SELECT lower(hex(customer)) FROM orders WHERE id = ?"
    return str(raw(desk.book).execute(query, (bytes.fromhex(order),)).fetchone()[0])


DEEDS: dict[str, tuple[int, Callable[[Desk], None]]] = {
    "click": (10, _click),
    "cancel": (14, _cancel),
    "finish": (8, _finish),
    "paid out": (6, _paid_out),
    "keep": (8, _keep),
    "reinstate": (8, _reinstate),
    "inform": (2, _inform),
    "pay": (8, _pay),
    "reissue": (4, _reissue),
    "release": (3, _release),
    "admit": (8, _admit),
    "undo entry": (3, _undo_entry),
    "note": (4, _note),
    "goodwill": (3, _goodwill),
    "take in": (5, _take_in),
    "close": (2, _close),
    "customer": (4, _customer),
    "erase": (1, _erase),
    "sell": (12, _sell),
    "replace": (3, _replace),
    "tariff": (3, _tariff),
    "rename": (2, _rename),
    "paper": (2, _paper),
    "drawer": (6, _drawer),
}
