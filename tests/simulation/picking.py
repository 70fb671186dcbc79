"""What a person of a seed points at: any ticket or order of their book that is in a state."""

from __future__ import annotations

from tests.simulation.template import raw
from tests.simulation.world import Desk
from ticketoffice.domain.errors import RuleBroken

LIVE, GONE = "'valid', 'pending', 'used'", "'cancelled', 'replaced'"
TICKETS = "SELECT lower(hex(id)) FROM tickets WHERE state IN ({}) ORDER BY id"
ORDERS = "SELECT lower(hex(id)) FROM orders WHERE {} ORDER BY id"


def ticket_in(desk: Desk, states: str) -> str:
    """Raises RuleBroken where there is none."""
    return tickets_in(desk, states, most=1)[0]


def tickets_in(desk: Desk, states: str, *, most: int) -> list[str]:
    """One or several, none of them twice. Raises RuleBroken where there is none."""
    found = [row[0] for row in raw(desk.book).execute(TICKETS.format(states))]
    if not found:
        raise RuleBroken("nothing_here")
    draw = desk.world.draw
    return draw.sample(found, min(len(found), draw.randint(1, most)))


def an_order(desk: Desk, condition: str = "1") -> str:
    """Raises RuleBroken where there is none."""
    found = raw(desk.book).execute(ORDERS.format(condition)).fetchall()
    if not found:
        raise RuleBroken("nothing_here")
    return str(desk.world.draw.choice(found)[0])


def person_of(desk: Desk, order: str) -> str:
    """Whose order it is."""
    query = "SELECT lower(hex(customer)) FROM orders WHERE id = ?"
    return str(raw(desk.book).execute(query, (bytes.fromhex(order),)).fetchone()[0])
