"""What a deed that is on disk brings with it, in the window and by command alike: the drawer for cash, and the papers that come by
themselves where their printers print so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ticketoffice.domain.rules import in_coins
from ticketoffice.domain.spool import SLIP

if TYPE_CHECKING:
    from ticketoffice.desk.cancelled import Cancelled
    from ticketoffice.desk.hand_out import PaidOut
    from ticketoffice.desk.on_a_ticket import Done
    from ticketoffice.desk.refund import GivenBack


class Follows(Struct, frozen=True):
    """`methods` by which money passes the counter: cash among them opens the drawer. `whats`: the papers (`domain.spool`) of the order
    that may print by themselves, of these `tickets` (ids) where some are named.
    """

    order: str
    methods: tuple[str, ...] = ()
    whats: tuple[str, ...] = ()
    tickets: tuple[str, ...] = ()


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
