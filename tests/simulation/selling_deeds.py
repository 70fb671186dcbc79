"""What is sold at the desks of a seed, exchanged, moved and printed, and what is done to their drawers."""

from __future__ import annotations

from tests.simulation.picking import LIVE, an_order, ticket_in, tickets_in
from tests.simulation.selling_house import KEPT
from tests.simulation.template import who
from tests.simulation.world import Desk
from ticketoffice.desk import cash, on_a_ticket
from ticketoffice.desk.choosing import Wanted
from ticketoffice.desk.correcting import correct as do_correct
from ticketoffice.desk.correcting import correctable
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.sync.selling import Counter

PART = 1000
"""What is paid first, in minor units: less than any ticket costs."""


def counter_of(desk: Desk) -> Counter:
    """As a desk with a centre sells."""
    return Counter(desk.book, desk.line, desk.postman)


def wanted_at(desk: Desk, *, most: int = 3) -> list[Wanted]:
    """Seats or standing places, the best ones or one that may be gone, tonight or on the other date."""
    draw = desk.world.draw
    count = draw.randint(1, most)
    return draw.choice(
        (
            [Wanted("p", "Hall", "Adult")] * count,
            [Wanted("p", "Hall", draw.choice(("Adult", "Child")), _seat(desk))],
            [Wanted("p", "Standing", "Adult")] * count,
            [Wanted("q", "Terrace", "Adult")] * count,
        )
    )


def _seat(desk: Desk) -> str:
    """Any of a row's first eight, and often one that the house keeps."""
    draw = desk.world.draw
    if draw.random() < 0.25:
        return str(draw.choice(KEPT[0].seats))
    return f"{draw.choice('AB')}-{draw.randint(1, 8)}"


def sell(desk: Desk) -> None:
    """Seats or standing places, paid in any way, or in two."""
    wanted, draw = wanted_at(desk), desk.world.draw
    pay = [Tender(draw.choice(("cash", "card", "on_site", "twint")))]
    if pay[0].method != "on_site" and draw.random() < 0.3:
        pay = [Tender("cash", PART), *pay]
    counter = counter_of(desk)
    desk.do(lambda: counter.sell(wanted, pay=pay, who=who(desk.image)))


def sell_kept(desk: Desk) -> None:
    """From what the house keeps, which may all be gone."""
    draw, counter = desk.world.draw, counter_of(desk)
    zone, tariff, hold = draw.choice((("Hall", "Adult", "press"), ("Standing", "Adult", "house")))
    wanted = [Wanted("p", zone, tariff, hold=hold)] * draw.randint(1, 2)
    pay = [Tender(draw.choice(("free", "cash", "on_site")))]
    desk.do(lambda: counter.sell(wanted, pay=pay, who=who(desk.image), note="invited by the house"))


def exchange(desk: Desk) -> None:
    """One old ticket or several, also of several orders, for as many others or not; what differs is paid or given back."""
    draw = desk.world.draw
    old, wanted, counter = tickets_in(desk, "'valid'", most=2), wanted_at(desk, most=2), counter_of(desk)
    pay, back = [Tender(draw.choice(("cash", "card")))], draw.choice((None, None, "cash", "card"))
    desk.do(lambda: counter.exchange(old, wanted, who=who(desk.image), pay=pay, refund=back))


def move(desk: Desk) -> None:
    """To a seat that may be somebody's."""
    ticket, seat, counter = ticket_in(desk, LIVE), _seat(desk), counter_of(desk)
    desk.do(lambda: counter.move(ticket, seat=seat, who=who(desk.image)))


def replace(desk: Desk) -> None:
    """A lost ticket."""
    desk.do(lambda: on_a_ticket.replace(desk.book, ticket_in(desk, LIVE), who=who(desk.image)))


def tariff(desk: Desk) -> None:
    """The difference is paid in cash, or given back."""
    ticket, name = ticket_in(desk, "'valid', 'pending'"), desk.world.draw.choice(("Adult", "Child"))
    pay = [Tender("cash")]
    desk.do(lambda: on_a_ticket.change_tariff(desk.book, ticket, tariff=name, who=who(desk.image), pay=pay))


def correct(desk: Desk) -> None:
    """Money was recorded by another method than it came or went by."""
    draw, order = desk.world.draw, an_order(desk)
    money = correctable(desk.book, order)
    if not money:
        raise RuleBroken("nothing_here")
    one, method = draw.choice(money), draw.choice(("cash", "card", "twint"))
    desk.do(lambda: do_correct(desk.book, order, one.id, method=method, who=who(desk.image), note="by mistake"))


def rename(desk: Desk) -> None:
    """Another holder."""
    ticket, name = ticket_in(desk, LIVE), f"holder {desk.world.draw.randint(1, 99)}"
    desk.do(lambda: on_a_ticket.rename(desk.book, ticket, name=name, who=who(desk.image)))


def paper(desk: Desk) -> None:
    """A ticket is printed, or handed out."""
    deed = desk.world.draw.choice((on_a_ticket.printed, on_a_ticket.collect))
    desk.do(lambda: deed(desk.book, [ticket_in(desk, LIVE)], who=who(desk.image)))


def drawer(desk: Desk) -> None:
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
