"""What a deed that is on disk brings with it, in the window and by command alike: the drawer for cash, and the papers that come by
themselves where their printers print so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from ticketoffice.domain.rules import in_coins
from ticketoffice.domain.spool import SLIP, TICKETS
from ticketoffice.printing.wishes import of_a_sale

if TYPE_CHECKING:
    from ticketoffice.desk.cancelled import Cancelled
    from ticketoffice.desk.exchanging import Exchanged
    from ticketoffice.desk.hand_out import PaidOut
    from ticketoffice.desk.on_a_ticket import Done
    from ticketoffice.desk.refund import GivenBack
    from ticketoffice.desk.selling import Sold


class Follows(Struct, frozen=True):
    """`methods` by which money passes the counter: cash among them opens the drawer. `whats`: the papers (`domain.spool`) of the order
    that may print by themselves, of these `tickets` (ids) where some are named.
    """

    order: str
    methods: tuple[str, ...] = ()
    whats: tuple[str, ...] = ()
    tickets: tuple[str, ...] = ()


def after_sale(done: Sold, *, here: bool) -> Follows:
    """The tickets where they are handed out `here`, a receipt where money was taken."""
    return Follows(done.order, _methods(done.taken), of_a_sale(done.method, here=here))


def after_exchange(done: Exchanged) -> Follows:
    """The new tickets; the difference passes the counter one way or the other."""
    return Follows(done.order, _methods((*done.taken, *done.given)), (TICKETS,), done.tickets)


def after_replacement(done: Done, *, here: bool = True) -> Follows:
    """The ticket that counts from now on, where it is handed out `here`."""
    return Follows(done.order, (), (TICKETS,) * here, (done.ticket,))


def after_payment(order: str, *, method: str, amount: int) -> Follows:
    """Money was taken for an order that waited."""
    return Follows(order, (method,) if amount else ())


def after_finish(done: Cancelled) -> Follows:
    """The drawer opens for what is handed out of it now, with a slip; a click alone, and what goes on a card or later, has none."""
    given = dict.fromkeys(r.method for r in done.refunds if r.amount and in_coins(r.method))
    return Follows(done.order, tuple(given), (SLIP,) if given else (), done.tickets)


def after_paid_out(done: PaidOut) -> Follows:
    """The drawer opened with Finish; it opens again only where that is long ago, or was at another desk."""
    return Follows(done.order, done.drawer_shut)


def after_giving(done: GivenBack) -> Follows:
    """Credit or goodwill that is handed out at once."""
    return Follows(done.order, (done.by,) if done.hand_out else ())


def after_tariff(done: Done) -> Follows:
    """The difference that was taken or given back."""
    return Follows(done.order, done.methods)


def _methods(parts: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    return tuple(method for method, _ in parts)
