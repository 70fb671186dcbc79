"""What a cancellation or Finish did: the places that are free again, what is given back and how, how the order stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from ticketoffice.desk.refund import usual_of
from ticketoffice.domain import money
from ticketoffice.domain.money import RefundShare
from ticketoffice.domain.order import order_state
from ticketoffice.domain.outcome import Changes, changes
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.state import TicketState
from ticketoffice.domain.still_open import is_to_hand_out

if TYPE_CHECKING:
    from ticketoffice.domain.outcome import Outcome
    from ticketoffice.store.deed import Deed


class Freed(Struct, frozen=True):
    """A place that can be sold again."""

    performance: str
    zone: str
    seat: str | None


class Cancelled(Struct, frozen=True):
    """What a cancellation did. `hand_out` is what must now be given, by method: from the drawer, or back on the card; `usual`: the
    methods by which it goes back usually, where it is given by another one.
    """

    changes: Changes
    order: str
    tickets: tuple[str, ...]
    freed: tuple[Freed, ...]
    finished: bool
    refunds: tuple[RefundShare, ...]
    reason: str | None
    hold_until: int | None
    hand_out: Mapping[str, int]
    currency: str
    commission_due: int | None
    order_state: str
    usual: tuple[str, ...] = ()


def told_of(
    deed: Deed,
    dossier: Dossier,
    *,
    tickets: Sequence[str],
    outcomes: list[Outcome],
    refunds: Sequence[RefundShare] = (),
    reason: str | None = None,
) -> Cancelled:
    """What was done to these tickets of an order."""
    after = deed.dossier(dossier.order.id)
    performances = deed.reading.catalogue.performances([t.performance for t in after.tickets])
    zones = deed.reading.catalogue.zones(list(performances))
    chosen = [t for t in after.tickets if t.id in tickets]
    commissions = [t.commission for t in chosen if t.commission is not None]
    gone = [after.cancellation_of(t.id) for t in chosen]
    waiting = [r for r in after.refunds if r.ticket in tickets and is_to_hand_out(r)]
    return Cancelled(
        changes=changes(*outcomes),
        order=after.order.id,
        tickets=tuple(t.id for t in chosen),
        freed=tuple(
            Freed(performances[t.performance].external, zones[t.zone].name, t.seat_name or t.seat)
            for t, cancellation in zip(chosen, gone, strict=True)
            if cancellation is None or cancellation.was != TicketState.DISPLACED
        ),
        finished=bool(reason),
        refunds=tuple(refunds),
        reason=reason,
        hold_until=max((c.hold_until for c in gone if c and c.hold_until), default=None),
        hand_out=money.handed_out(waiting, currency=after.order.currency),
        currency=after.order.currency,
        commission_due=sum(commissions) if commissions else None,
        order_state=order_state(after),
        usual=usual_of(deed, [dossier], ((r.payment, r.method) for r in refunds if r.amount)),
    )
