"""The money of orders taken in: all of it with a new order; of a newer file, what is not settled here already.

A payment or refund with a time happened at its source. One without a time was seen by nobody: a spreadsheet says only
that its order is paid, so that the sum of its tickets must have come in and its cancelled ones were given back.

**Payments.** A payment counts by what it grew since the last file. What only was concluded also grows with the file's
tickets (others of the order may be absent from it) and counts as far as something is owed. What happened counts whole,
unless money was taken here too: then what both took is left out, but for what the file itself gave back of it. What is
left out is a case, `double_payment`: paid twice, or for a ticket that is not owed here. The credit of a click is not used.
What was released here unpaid is owed again by the money that comes too late (`release`).

**Refunds.** What only was concluded follows its ticket: it counts where the file cancelled it, never where it was
cancelled, or let in, here. What happened always counts. It settles what was promised here out of the same payment for
the same ticket (that is withdrawn), then the fee that was kept here; what it gives beyond the ticket's price is a case,
`over_refund`. One that names no ticket settles the fees of any ticket that was cancelled here, and is a case for what it
leaves the order owing. A refund names no payment that has less left.

Worked example: a reservation of 60.00 was paid here by 20.00, and the shop's newer file says that 60.00 came in there.
40.00 of that is booked, nothing is owed, and 20.00 is a case: somebody paid it twice. One ticket of 30.00 is cancelled
here, given back `later`; then the shop's file has it cancelled and 30.00 given back. Our promise is withdrawn, the
shop's refund stands, and the order gave back 30.00. Had the 30.00 left our drawer, both stand, with a case.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from ticketoffice.domain import money
from ticketoffice.domain.identity import child_id
from ticketoffice.domain.operation import Operation
from ticketoffice.domain.order import clicked, is_late
from ticketoffice.domain.release import released
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.state import Cancellation, Case, MoneyLine, Payment, Refund, Row
from ticketoffice.domain.still_open import is_owed

MONEY_CASES = {"double_payment": "paid", "over_refund": "refunded"}
"""The cases that money of a file opens, and what then happened both here and there."""

Line = Mapping[str, Any]
"""A payment or a refund as the payload has it."""


def payment_rows(operation: Operation, *, row: Line, order: str) -> list[Row]:
    """A payment of the file, whole."""
    return _paid(operation, row=row, order=order, name=row["id"], amount=row["amount"])


def _paid(operation: Operation, *, row: Line, order: str, name: str, amount: int) -> list[Row]:
    payment = Payment(name, order, row["method"], amount, paid_at=row["paid_at"], taken_in=True)
    return [payment, *money.received(operation, payment)]


def refund_rows(operation: Operation, *, row: Line, order: str) -> list[Row]:
    """A refund of the file, for the cancellation that came with it."""
    cancellation = cancelled_by_file(row["ticket"]) if row["ticket"] is not None else None
    return _refunded(operation, row=row, order=order, cancellation=cancellation, payment=row["payment"])


def _refunded(
    operation: Operation, *, row: Line, order: str, cancellation: str | None, payment: str | None
) -> list[Row]:
    refund = Refund(
        id=row["id"],
        order=order,
        ticket=row["ticket"],
        cancellation=cancellation,
        payment=payment,
        method=row["method"],
        amount=row["amount"],
        promised_at=row["paid_at"],
        paid_at=row["paid_at"],
        reason=row["reason"],
    )
    return [refund, money.given_back(operation, refund)]


def cancelled_by_file(ticket: str) -> str:
    """The id of the cancellation of a ticket that a file says is cancelled."""
    return child_id(ticket, name="cancelled")


# --- a newer file --------------------------------------------------------------------------------------------------


def money_cases(payload: Mapping[str, Any]) -> tuple[str, ...]:
    """The ids of the cases that the payments of this file may have opened before."""
    return tuple(_double(row) for row in payload["payments"])


def _double(row: Line) -> str:
    """The id of the case that some of this payment was left out: one, however often files say it."""
    return child_id(row["id"], name="double_payment")


def newer_money(operation: Operation, *, before: Dossier, tickets: Sequence[Row], cases: Collection[str]) -> list[Row]:
    """What a newer file adds to the money of an order, whose `tickets` it has changed already."""
    payload, known = operation.payload, before.after(tickets)
    grown = sum(row.amount for row in tickets if isinstance(row, MoneyLine) and row.kind == "price")
    given = {r.id for r in known.refunds}
    new = [row for row in payload["refunds"] if row["id"] not in given and _counts(row, known=known)]
    rows: list[Row] = []
    for row in payload["payments"]:
        rows += _newer_payment(operation, row=row, refunds=new, grown=grown, known=known.after(rows), cases=cases)
    for number, row in enumerate(new):
        again = any(row["ticket"] == other["ticket"] for other in new[:number])
        rows += _newer_refund(operation, row=row, known=known.after(rows), again=again)
    return rows


def _is_concluded(row: Line) -> bool:
    """Whether nobody saw it: the file says only that it must have been so."""
    return row["paid_at"] is None


def _newer_payment(
    operation: Operation, *, row: Line, refunds: Sequence[Line], grown: int, known: Dossier, cases: Collection[str]
) -> list[Row]:
    before = _booked(row, known=known)
    new = row["amount"] - before
    if _is_concluded(row):
        new = max(new, grown)
    if new <= 0:
        return []
    back = sum(r["amount"] for r in refunds if r["payment"] == row["id"])
    back = min(new, max(0, back - money.left_on_payments(known).get(row["id"], 0)))
    late = sum(ticket.price for ticket, _ in released(known)) if is_late(known) else 0
    owed = max(0, known.balance + late + clicked(known) + sum(r["amount"] for r in refunds) - back)
    both = max(0, new - back - owed)
    if not _is_concluded(row):
        both = min(both, max(0, sum(p.amount for p in known.payments if not p.taken_in)))
    name = row["id"] if not before else child_id(row["id"], name=str(before + new - both))
    rows = _paid(operation, row=row, order=known.order.id, name=name, amount=new - both) if new > both else []
    left_out = row["amount"] - before - (new - both) - _not_counted(operation, refunds=refunds, known=known)
    if left_out > 0 and _double(row) not in cases:
        rows.append(Case(_double(row), "double_payment", known.order.id, None, operation.id, operation.at))
    return rows


def _booked(row: Line, *, known: Dossier) -> int:
    """How much of this payment of the file is in: its first part, and each further one, named by what it came to."""
    parts = {p.id: p.amount for p in known.payments}
    booked = parts.pop(row["id"], 0)
    while booked:
        found = next((p for p, amount in parts.items() if p == child_id(row["id"], name=str(booked + amount))), None)
        if found is None:
            break
        booked += parts.pop(found)
    return booked


def _not_counted(operation: Operation, *, refunds: Sequence[Line], known: Dossier) -> int:
    """What the file gave back and that does not count here: so much of its payments nobody has paid twice."""
    told: dict[str, int] = {row["id"]: row["amount"] for row in operation.payload["refunds"]}
    booked: int = sum(r.amount for r in known.refunds if r.id in told) + sum(row["amount"] for row in refunds)
    return sum(told.values()) - booked


def _counts(row: Line, *, known: Dossier) -> bool:
    if not _is_concluded(row) or row["ticket"] is None:
        return True
    standing = known.cancellation_of(row["ticket"])
    return standing is not None and standing.operation is None


def _newer_refund(operation: Operation, *, row: Line, known: Dossier, again: bool) -> list[Row]:
    """A refund of the file; `again`: an earlier one of it is for the same ticket."""
    order, ticket = known.order.id, known.ticket(row["ticket"]) if row["ticket"] is not None else None
    rows = _settled(operation, row=row, known=known)
    left = money.left_on_payments(known.after(rows)).get(row["payment"] or "", 0)
    standing = known.cancellation_of(row["ticket"]) if row["ticket"] is not None else None
    rows += _refunded(
        operation,
        row=row,
        order=order,
        cancellation=standing.id if standing is not None else None,
        payment=row["payment"] if row["amount"] <= left else None,
    )
    after = known.after(rows)
    if not any(c.operation is not None for c in _cancelled(row, known=known)):
        # nothing was cancelled here, but credit may have been given back
        more = money.given_beyond_paid(after) > money.given_beyond_paid(known)
        return [*rows, _over_refund(operation, row=row, order=order)] if more else rows
    if ticket is not None:
        beyond = sum(r.amount for r in after.refunds if r.ticket == ticket.id and r.withdrawn_at is None) - ticket.price
        kept = [standing] if standing is not None else []
        rest = beyond + sum(c.fee for c in kept)
    else:
        kept = _with_fees(operation, known=known)
        rest = after.balance
        beyond = rest - sum(c.fee for c in kept)
    rows += _fees_given_back(operation, kept=kept, most=rest, by=row["id"] if row["ticket"] is None or again else None)
    if beyond > 0:
        rows.append(_over_refund(operation, row=row, order=order))
    return rows


def _with_fees(operation: Operation, *, known: Dossier) -> list[Cancellation]:
    """The cancellations here of which a fee was kept; those that the file has cancelled too come first."""
    told = {r["id"]: r["state"] for r in operation.payload["tickets"]}
    found = [c for c in known.cancellations if c.fee > 0 and c.kept_at is None and c.operation is not None]
    return sorted(found, key=lambda c: told.get(c.ticket) != "cancelled")


def _fees_given_back(operation: Operation, *, kept: Sequence[Cancellation], most: int, by: str | None) -> list[Row]:
    """So much at most of the fees that were kept here is given back by the source after all.

    `by`: the refund that does, where the lines of this operation would not tell them apart by their tickets.
    """
    rows: list[Row] = []
    for cancellation in kept:
        if (fee := min(cancellation.fee, most)) > 0:
            most -= fee
            rows.append(replace(cancellation, fee=cancellation.fee - fee))
            of, name = cancellation.ticket, None if by is None else f"{cancellation.ticket}/{by}"
            rows.append(money.kept(operation, order=cancellation.order, ticket=of, amount=-fee, name=name))
    return rows


def _over_refund(operation: Operation, *, row: Line, order: str) -> Case:
    case = child_id(row["id"], name="over_refund")
    return Case(case, "over_refund", order, row["ticket"], operation.id, operation.at)


def _cancelled(row: Line, *, known: Dossier) -> list[Cancellation]:
    """The cancellations that this refund may be for: those of its ticket; it names none, then any."""
    return [c for c in known.cancellations if row["ticket"] in (None, c.ticket) and c.kept_at is None]


def _settled(operation: Operation, *, row: Line, known: Dossier) -> list[Row]:
    """What was promised here and is given by the file's refund: withdrawn, or made smaller by what it gives."""
    told = {r["id"]: r["state"] for r in operation.payload["tickets"]}
    rows: list[Row] = []
    rest = row["amount"]
    for refund in known.refunds:
        ours = refund.ticket == row["ticket"] or (
            row["ticket"] is None and told.get(refund.ticket or "") == "cancelled"
        )
        if rest and ours and is_owed(refund) and row["payment"] in (None, refund.payment):
            part = min(rest, refund.amount)
            rest -= part
            whole = part == refund.amount
            less = replace(refund, withdrawn_at=operation.at) if whole else replace(refund, amount=refund.amount - part)
            rows += [less, money.given_back(operation, refund, amount=-part)]
    return rows
