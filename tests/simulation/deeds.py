"""What people do at the desks of a seed: impatient, at random, at each other's orders. A refusal is an answer too."""

from __future__ import annotations

from collections.abc import Callable

from tests.house import on
from tests.simulation import selling_deeds, web_shop
from tests.simulation.picking import GONE, LIVE, an_order, person_of, ticket_in
from tests.simulation.template import raw, who
from tests.simulation.world import Desk
from ticketoffice.desk import admit, cancel, hand_out, invoice, notes, payment, release
from ticketoffice.desk.cases import close_case
from ticketoffice.desk.customer import change_customer, erase_customer
from ticketoffice.desk.import_orders import FileReport, ImportReport, take_in
from ticketoffice.domain.errors import RuleBroken, Unavailable

REASON = "duplicate"


def act(desk: Desk) -> None:
    """One deed of the person at this desk, or of a customer of the web shop."""
    table = web_shop.DEEDS if desk.is_the_shop else DEEDS
    name = desk.world.draw.choices(list(table), weights=[weight for weight, _ in table.values()])[0]
    try:
        table[name][1](desk)
        desk.world.count[f"deed: {name}"] += 1
    except RuleBroken as no:
        desk.world.count[f"refused here: {no.code}"] += 1
    except Unavailable as why:
        desk.world.count[f"unavailable: {why.code}"] += 1


METHODS = ("cash", "card", "bank_transfer", "nothing", None)


def _click(desk: Desk) -> None:
    desk.do(lambda: cancel.click(desk.book, [ticket_in(desk, LIVE)], who=who(desk.image)))


def _cancel(desk: Desk) -> None:
    ticket, method = ticket_in(desk, LIVE), desk.world.draw.choice(METHODS)
    now, to_sale = desk.world.draw.random() < 0.5, desk.world.draw.random() < 0.3
    how = {"reason": REASON, "method": method, "now": now, "to_sale": to_sale}
    desk.do(lambda: cancel.cancel(desk.book, [ticket], who=who(desk.image), **how))


def _finish(desk: Desk) -> None:
    ticket, method = ticket_in(desk, GONE), desk.world.draw.choice(METHODS)
    desk.do(lambda: cancel.finish(desk.book, [ticket], who=who(desk.image), reason=REASON, method=method))


def _paid_out(desk: Desk) -> None:
    desk.do(lambda: hand_out.paid_out(desk.book, [ticket_in(desk, GONE)], who=who(desk.image, alone=True)))


def _keep(desk: Desk) -> None:
    desk.do(lambda: cancel.keep(desk.book, [ticket_in(desk, GONE)], who=who(desk.image)))


def _reinstate(desk: Desk) -> None:
    desk.do(lambda: cancel.reinstate(desk.book, ticket_in(desk, GONE), who=who(desk.image)))


def _inform(desk: Desk) -> None:
    desk.do(lambda: cancel.inform(desk.book, [ticket_in(desk, GONE)], who=who(desk.image), by="told"))


def _pay(desk: Desk) -> None:
    order, method = an_order(desk, "method = 'invoice'"), desk.world.draw.choice(("cash", "card"))
    amount = desk.world.draw.choice((None, None, 1000))
    desk.do(lambda: payment.pay(desk.book, order, method=method, amount=amount, who=who(desk.image)))


def _reissue(desk: Desk) -> None:
    ticket = ticket_in(desk, "'pending'")
    found = raw(desk.book).execute('SELECT lower(hex("order")) FROM tickets WHERE id = ?', (bytes.fromhex(ticket),))
    order = found.fetchone()[0]
    desk.do(lambda: invoice.reissue(desk.book, order, without=[ticket], who=who(desk.image)))


def _release(desk: Desk) -> None:
    desk.do(lambda: release.release(desk.book, an_order(desk, "method = 'invoice'"), who=who(desk.image)))


def _admit(desk: Desk) -> None:
    ticket = ticket_in(desk, LIVE)
    row = raw(desk.book).execute("SELECT number FROM tickets WHERE id = ?", (bytes.fromhex(ticket),)).fetchone()
    desk.do(lambda: admit.admit(desk.book, row[0], who=who(desk.image)))


def _undo_entry(desk: Desk) -> None:
    desk.do(lambda: admit.undo_entry(desk.book, ticket_in(desk, "'used'"), who=who(desk.image, alone=True)))


def _note(desk: Desk) -> None:
    text = f"note {desk.world.draw.random()}"
    desk.do(lambda: notes.add_note(desk.book, an_order(desk), text=text, who=who(desk.image)))


def _goodwill(desk: Desk) -> None:
    ticket = ticket_in(desk, "'used'")
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
    order, typed = an_order(desk), desk.world.new_address()
    desk.do(lambda: change_customer(desk.book, order, fields={"email": typed}, who=who(desk.image)))
    desk.world.typed[typed] = person_of(desk, order)


def _erase(desk: Desk) -> None:
    order = an_order(desk, "customer IS NOT NULL")
    desk.do(lambda: erase_customer(desk.book, order, who=who(desk.image), even_if_owed=True))


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
    "sell": (12, selling_deeds.sell),
    "sell kept": (6, selling_deeds.sell_kept),
    "exchange": (8, selling_deeds.exchange),
    "correct": (3, selling_deeds.correct),
    "move": (3, selling_deeds.move),
    "replace": (3, selling_deeds.replace),
    "tariff": (3, selling_deeds.tariff),
    "rename": (2, selling_deeds.rename),
    "paper": (2, selling_deeds.paper),
    "drawer": (6, selling_deeds.drawer),
}
