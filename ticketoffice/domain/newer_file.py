"""What a newer file of the same source may still decide about an order that is known here, and what stays as it is here.

A ticket never goes back (valid < used, cancelled), and what was done at this desk stays so whatever the file says.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.state import LIVE_STATES, Order, Ticket, TicketState

_UPDATED = ("tariff", "seat", "seat_name", "price", "performance", "zone", "holder", "position")
"""What a file says anew of a ticket that it knows."""


def runs_out_here(payload: Mapping[str, Any], *, known: Dossier) -> bool:
    """Whether the order has run out at its source and nothing was paid for it here, which the source does not know."""
    return bool(payload["order"]["expired"]) and not any(p.amount > 0 and not p.taken_in for p in known.payments)


def told_state(row: Mapping[str, Any], *, payload: Mapping[str, Any], known: Dossier) -> str:
    """What the file says of a ticket's state; that its order ran out unpaid says nothing where it was paid here."""
    ran_out = row["state"] == TicketState.CANCELLED and payload["order"]["expired"]
    return TicketState.PENDING.value if ran_out and not runs_out_here(payload, known=known) else str(row["state"])


def newer_order(old: Order, *, row: Mapping[str, Any], runs_out: bool) -> Order:
    """The order as the newer file has it; one that another order replaced here stays."""
    if old.successor is not None:
        return old
    return replace(
        old,
        due_at=row["due_at"],
        admit_unpaid=old.admit_unpaid or row["admit_unpaid"],
        expired=old.expired or runs_out,
        method=row["method"],
        customer=row["customer"] or old.customer,
    )


def touched_here(known: Dossier, *, ticket: str) -> bool:
    """Whether something was done to this ticket at this desk: then the file does not decide about it any more."""
    return (
        any(c.ticket == ticket and c.operation is not None for c in known.cancellations)
        or any(a.ticket == ticket and (a.undone_at is not None or a.admitted_by is not None) for a in known.admissions)
        or any(t.id == ticket and t.successor is not None for t in known.tickets)
    )


def state_after(here: str, *, there: str, touched: bool) -> str:
    """The state of a ticket once a newer file has spoken: it only goes forward, and local deeds (`touched`) win.

    A cancellation at the source counts for every ticket that nobody has used: it must not be let in. (That an order ran
    out there unpaid is none where it was paid here, see `told_state`.)
    """
    if here in (TicketState.CANCELLED, TicketState.REPLACED, TicketState.USED):
        return here
    if touched and there != TicketState.CANCELLED:
        return here
    if here == TicketState.VALID and there == TicketState.PENDING:
        return here
    return there


def is_decided_here(old: Ticket, *, there: str, known: Dossier) -> bool:
    """Whether its state here does not follow the file's, so that the file cannot take its place from it either."""
    touched = touched_here(known, ticket=old.id)
    after = state_after(old.state, there=there, touched=touched)
    return {old.state, after} <= LIVE_STATES and (touched or after != there or after == TicketState.USED)


def newer_ticket(old: Ticket | None, *, new: Ticket, known: Dossier) -> Ticket:
    """The ticket as the newer file wishes it: facts are updated, what is over stays as it was."""
    if old is None:
        return new
    if old.successor is not None or old.state in (TicketState.CANCELLED, TicketState.REPLACED):
        return old
    state = state_after(old.state, there=new.state, touched=touched_here(known, ticket=old.id))
    moved = {name: getattr(new, name) for name in _UPDATED}
    if moved["holder"] is None:
        moved["holder"] = old.holder
    return replace(
        old,
        state=state,
        used_at=new.used_at if state == TicketState.USED and old.used_at is None else old.used_at,
        **moved,
    )


def differences(known: Dossier, *, payload: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    """What the file says otherwise and this desk keeps: (ticket id, state here, state in the file)."""
    named: list[tuple[str, str, str]] = []
    for row in payload["tickets"]:
        old = known.ticket(row["id"])
        if old is not None:
            there = told_state(row, payload=payload, known=known)
            after = state_after(old.state, there=there, touched=touched_here(known, ticket=old.id))
            if after != row["state"]:
                named.append((old.id, old.state, row["state"]))
    return tuple(named)
