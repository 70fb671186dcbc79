"""Orders per invoice: single tickets cannot be cancelled; the order is cancelled and reissued in one act.

The old order's tickets are replaced (or cancelled, for those left out), the new order has the remaining ones on the
same seats, held throughout, the same customer and a new invoice; a credit note cancels the old one. Both or neither.

Worked example: 4 tickets at 30.00 on invoice 2026-118 over 120.00; without one of them: credit note over −120.00, new
order of 3 tickets, invoice 2026-119 over 90.00.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from msgspec.structs import replace

from ticketoffice.domain import calendar, money, seating
from ticketoffice.domain.cross import invoice_waits, out_of_goodwill
from ticketoffice.domain.identity import child_id
from ticketoffice.domain.operation import ACCEPTED, Operation, Touches, Verdict, refused
from ticketoffice.domain.order import is_pending_invoice
from ticketoffice.domain.situation import Dossier, Situation
from ticketoffice.domain.state import Cancellation, Invoice, Order, Row, TicketCode, TicketState


def touches(payload: Mapping[str, Any]) -> Touches:
    """The old order; numbers and codes that must be new."""
    return Touches(
        orders=(payload["order"],),
        numbers=(payload["new"]["number"],),
        codes=tuple(row["code"] for row in payload["tickets"]),
    )


def judge(operation: Operation, situation: Situation) -> Verdict:
    """Only a pending invoice order; something is left out and something remains; nothing is over."""
    dossier = situation.dossiers[operation.payload["order"]]
    if not is_pending_invoice(dossier):
        return refused("not_invoice_pending", next=("cancel",), order=dossier.order.number)
    live = {t.id for t in dossier.live}
    kept = {row["ticket"] for row in operation.payload["tickets"]}
    without = set(operation.payload["without"])
    if kept & without or kept | without != live or not without:
        return refused("not_live", next=("show",))
    if not kept:
        return refused("nothing_left", next=("cancel-order",))
    for ticket in dossier.live:
        if ticket.state == TicketState.USED:
            return invoice_waits(dossier)
        if calendar.is_over(situation.performances[ticket.performance], at=operation.at):
            return refused("performance_over", next=out_of_goodwill(dossier, ticket), ticket=ticket.id)
    if operation.payload["new"]["number"] in situation.numbers:
        return refused("number_taken", number=operation.payload["new"]["number"])
    return ACCEPTED


def apply(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """Old order cancelled, new order pending, same places; what was paid so far moves over."""
    payload = operation.payload
    dossier = situation.dossiers[payload["order"]]
    new = _new_order(operation, dossier=dossier)
    rows: list[Row] = [replace(dossier.order, successor=new.id), new]
    before, after = list(dossier.live), []
    for row in payload["tickets"]:
        old = dossier.ticket(row["ticket"])
        if old is None:
            continue
        fresh = replace(
            old,
            id=row["id"],
            order=new.id,
            position=row["position"],
            number=row["code"],
            predecessor=old.id,
            commission=None,
        )
        after.append(fresh)
        rows += [
            replace(old, state=TicketState.REPLACED.value, successor=fresh.id),
            fresh,
            TicketCode(row["code"], fresh.id, operation.at, "made"),
            money.charged(operation, fresh, name=f"{fresh.id}/new"),
        ]
    for row in payload["without"]:
        old = dossier.ticket(row)
        if old is None:
            continue
        rows.append(replace(old, state=TicketState.CANCELLED.value))
    rows += [money.taken_back(operation, old, name=f"{old.id}/old") for old in before]
    rows += _papers(operation, dossier=dossier, new=new, amount=sum(t.price for t in after))
    rows += money.moved_over(operation, payload["moved"], old=dossier.order.id, new=new.id)
    return (
        *rows,
        *_cancelled(operation, dossier=dossier),
        *seating.quotas_after(situation, before=before, after=after),
    )


def _new_order(operation: Operation, *, dossier: Dossier) -> Order:
    new = operation.payload["new"]
    return Order(
        id=new["id"],
        number=new["number"],
        source=None,
        method="invoice",
        currency=dossier.order.currency,
        created_at=operation.at,
        due_at=new["due_at"],
        customer=dossier.order.customer,
        admit_unpaid=dossier.order.admit_unpaid,
        predecessor=dossier.order.id,
    )


def _papers(operation: Operation, *, dossier: Dossier, new: Order, amount: int) -> list[Row]:
    paper = operation.payload["invoice"]
    invoice = Invoice(paper["id"], new.id, paper["number"], "invoice", amount, issued_at=operation.at)
    return [invoice, *credit_note(operation, dossier=dossier)]


def needs_credit_note(dossier: Dossier, *, gone: Collection[str]) -> bool:
    """Whether the open invoice of an order is cancelled by a paper of its own once these tickets live no more: where none is left."""
    is_open = dossier.order.method == "invoice" and dossier.open_invoice is not None
    return is_open and all(ticket.id in gone for ticket in dossier.live)


def credit_note(operation: Operation, *, dossier: Dossier) -> list[Row]:
    """The open invoice of an order that is wholly cancelled is cancelled by its own numbered paper, if one came with it."""
    paper, invoice = operation.payload.get("credit_note"), dossier.open_invoice
    if paper is None or invoice is None:
        return []
    note = Invoice(
        id=paper["id"],
        order=dossier.order.id,
        number=paper["number"],
        kind="credit_note",
        amount=-invoice.amount,
        issued_at=operation.at,
        cancels=invoice.number,
    )
    return [replace(invoice, cancelled_at=operation.at), note]


def _cancelled(operation: Operation, *, dossier: Dossier) -> list[Row]:
    """The old order's tickets are cancelled like any other, finished at once: nothing was paid for them alone.

    The control point and a second refusal then say when and by whom, also for those that a new ticket replaces.
    """
    payload = operation.payload
    return [
        Cancellation(
            id=child_id(operation.id, name=name),
            ticket=name,
            order=dossier.order.id,
            operation=operation.id,
            cancelled_at=operation.at,
            cancelled_by=operation.actor,
            was=TicketState.PENDING.value,
            finished_at=operation.at,
            finished_by=operation.actor,
            finish=operation.id,
        )
        for name in (*payload["without"], *(row["ticket"] for row in payload["tickets"]))
    ]
