"""Orders taken in from another system: whose truth counts where.

A newer file of the same source adds what is new and updates what changed. A ticket never goes back (valid < used,
cancelled) and what was done at this desk stays so whatever the file says; absence removes nothing. A ticket that comes
in on a place that is live here is *displaced* and a case; a quota that the file exceeds is overbooked by as much.

Places are vacated before they are taken: tickets of one order may swap theirs, and of a file's orders those that leave
a place come first (`freeing_first`). A ticket whose state is decided here is never displaced: where its new place is
taken it stays on its old one, with a case. What a newer file may still decide
is said in `newer_file`, what becomes of its money in `taken_in_money`.

Worked example: the file says KL3ZT-1 valid on A-3; here it was cancelled yesterday. It stays cancelled, its money
stays as it is, and the import names it under "kept here". Only what was released here because nobody had paid comes
back when the shop was paid, if its places are free (`release`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from ticketoffice.domain import money, newer_file, seating, taken_in_money
from ticketoffice.domain.identity import child_id
from ticketoffice.domain.operation import ACCEPTED, Operation, Touches, Verdict, refused
from ticketoffice.domain.order import is_late
from ticketoffice.domain.release import brought_back, released, revivable
from ticketoffice.domain.situation import Dossier, Situation
from ticketoffice.domain.state import (
    LIVE_STATES,
    Admission,
    Cancellation,
    Case,
    Invoice,
    Order,
    OrderNote,
    Payment,
    Row,
    Ticket,
    TicketCode,
    TicketState,
)

Place = tuple[str, str | None]
"""A performance, and a seat of it."""


def touches(payload: Mapping[str, Any]) -> Touches:
    """The order as it may stand here already, the places it wants, its number and its tickets' codes."""
    places = tuple((row["performance"], row["seat"]) for row in payload["tickets"] if row["seat"] is not None)
    return Touches(
        orders=(payload["order"]["id"],),
        performances=tuple({row["performance"] for row in payload["tickets"]}),
        places=places,
        numbers=(payload["order"]["number"],),
        codes=tuple(row["number"] for row in payload["tickets"]),
        cases=(
            *(_place_case(row["id"], place=(row["performance"], row["seat"])) for row in payload["tickets"]),
            *taken_in_money.money_cases(payload),
        ),
    )


MOST_TICKETS = 5000
"""Tickets of one order: one operation carries them all, and one is as much as a desk sends at once (`travel`)."""


def judge(operation: Operation, situation: Situation) -> Verdict:
    """A fact, but for what no book can hold: an order number or a ticket number that another order has, or more tickets than
    one order may have.
    """
    order = operation.payload["order"]
    if len(operation.payload["tickets"]) > MOST_TICKETS:
        return refused("too_many_tickets", number=order["number"], most=MOST_TICKETS)
    holder = situation.numbers.get(order["number"])
    if holder is not None and holder[0] != order["id"]:
        return refused("number_taken", number=order["number"], source=holder[1])
    known = situation.dossiers.get(order["id"])
    if known is not None and known.order.currency != order["currency"]:
        return refused("currency_changed", number=order["number"], currency=order["currency"])
    own = {row["id"] for row in operation.payload["tickets"]}
    for row in operation.payload["tickets"]:
        other = situation.codes.get(row["number"])
        if other is not None and other not in own:
            return refused("ticket_number_taken", number=row["number"])
    return ACCEPTED


def apply(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The new order, or what a newer file changes in the known one."""
    known = situation.dossiers.get(operation.payload["order"]["id"])
    if known is None:
        return _new(operation, situation=situation)
    return _merged(operation, known=known, situation=situation)


def _new(operation: Operation, *, situation: Situation) -> tuple[Row, ...]:
    payload = operation.payload
    order = Order(**payload["order"])
    rows: list[Row] = [order]
    tickets = _seated([_ticket(row, order=order) for row in payload["tickets"]], before={}, situation=situation)
    for row, ticket in zip(payload["tickets"], tickets, strict=True):
        rows += _ticket_rows(operation, row=row, ticket=ticket)
    rows += [OrderNote(row["note"], order.id, row["at"], None) for row in payload["notes"]]
    for row in payload["payments"]:
        rows += taken_in_money.payment_rows(operation, row=row, order=order.id)
    for row in payload["refunds"]:
        rows += taken_in_money.refund_rows(operation, row=row, order=order.id)
    rows += [Invoice(order=order.id, **row) for row in payload["invoices"]]
    return (*rows, *seating.quotas_after(situation, before=(), after=tickets, may_overbook=True))


def _ticket(row: Mapping[str, Any], *, order: Order) -> Ticket:
    return Ticket(
        id=row["id"],
        order=order.id,
        position=row["position"],
        number=row["number"],
        performance=row["performance"],
        zone=row["zone"],
        tariff=row["tariff"],
        seat=row["seat"],
        seat_name=row["seat_name"],
        price=row["price"],
        commission=row["commission"],
        state=row["state"],
        holder=row["holder"],
        used_at=row["used_at"],
    )


def _seated(wished: Sequence[Ticket], *, before: Mapping[str, Ticket], situation: Situation) -> list[Ticket]:
    """These tickets of one order on the places that the file says, or displaced where somebody else has them.

    `before` has those that must not lose their place, as they stand: they stay on it where the new one is taken, which
    may take it from another one of these.
    """
    wishes = {ticket.id: ticket for ticket in wished}
    stayed: set[str] = set()
    while True:
        sitting = {t.id for t in wishes.values() if t.id in stayed or situation.holder_of_place(t) == t.id}
        taken: set[Place] = set()
        seated: dict[str, Ticket] = {}
        for ticket in sorted(wishes.values(), key=lambda t: t.id not in sitting):
            holder = situation.holder_of_place(ticket)
            if ticket.state not in LIVE_STATES or ticket.seat is None:
                seated[ticket.id] = ticket
            elif _place(ticket) not in taken and (holder is None or holder in wishes):
                taken.add(_place(ticket))
                seated[ticket.id] = ticket
            elif ticket.id in before and ticket.id not in stayed:
                stayed.add(ticket.id)
                wishes[ticket.id] = _moved_back(ticket, old=before[ticket.id])
                break
            else:
                seated[ticket.id] = replace(ticket, state=TicketState.DISPLACED.value)
        else:
            return [seated[ticket.id] for ticket in wished]


def _moved_back(ticket: Ticket, *, old: Ticket) -> Ticket:
    return replace(ticket, performance=old.performance, zone=old.zone, seat=old.seat, seat_name=old.seat_name)


def _numbered(wished: Sequence[Ticket], *, known: Dossier) -> list[Ticket]:
    """The same tickets, each at a position of its own: who is in the order and not in the file keeps the one that is on paper. Whose
    position that is stays where it was, or is the next one where it is new.
    """
    named = {ticket.id for ticket in wished}
    held = {ticket.position for ticket in known.tickets if ticket.id not in named}
    last = max((ticket.position for ticket in (*wished, *known.tickets)), default=0)
    found: list[Ticket] = []
    for ticket in wished:
        old, position = known.ticket(ticket.id), ticket.position
        if position in held and old is not None and old.position not in held:
            position = old.position
        if position in held:
            last, position = last + 1, last + 1
        held.add(position)
        found.append(replace(ticket, position=position) if position != ticket.position else ticket)
    return found


def _place(ticket: Ticket) -> Place:
    return ticket.performance, ticket.seat


def _ticket_rows(operation: Operation, *, row: Mapping[str, Any], ticket: Ticket) -> list[Row]:
    rows: list[Row] = [
        ticket,
        TicketCode(ticket.number, ticket.id, None, "taken_in"),
        money.charged(operation, ticket),
    ]
    return [*rows, *_rows_of_state(operation, row=row, ticket=ticket)]


def _rows_of_state(operation: Operation, *, row: Mapping[str, Any], ticket: Ticket) -> list[Row]:
    """What stands beside a ticket that comes in used, cancelled or without its place."""
    if ticket.state == TicketState.USED:
        name = child_id(ticket.id, name="admission")
        return [Admission(name, ticket.id, ticket.order, ticket.used_at or 0, None)]
    if ticket.state == TicketState.CANCELLED:
        return _cancelled_before(operation, ticket=ticket, reason=row["reason"])
    if ticket.state == TicketState.DISPLACED:
        return [_displaced(operation, ticket=ticket, case=child_id(operation.id, name=ticket.id))]
    return []


def _displaced(operation: Operation, *, ticket: Ticket, case: str) -> Case:
    return Case(case, "displaced", ticket.order, ticket.id, operation.id, operation.at)


def _place_case(ticket: str, *, place: Place) -> str:
    """The id of the case that a ticket could not have this place: one, however often the file says it."""
    return child_id(ticket, name=f"displaced/{place[0]}/{place[1]}")


def _cancelled_before(operation: Operation, *, ticket: Ticket, reason: str | None) -> list[Row]:
    cancellation = Cancellation(
        id=taken_in_money.cancelled_by_file(ticket.id),
        ticket=ticket.id,
        order=ticket.order,
        operation=None,
        cancelled_at=None,
        cancelled_by=None,
        was=TicketState.VALID.value,
        finished_at=operation.at,
        reason=reason,
    )
    return [cancellation, money.taken_back(operation, ticket)]


# --- a newer file --------------------------------------------------------------------------------------------------


def _merged(operation: Operation, *, known: Dossier, situation: Situation) -> tuple[Row, ...]:
    payload = operation.payload
    rows: list[Row] = []
    order = newer_file.newer_order(
        known.order, row=payload["order"], runs_out=newer_file.runs_out_here(payload, known=known)
    )
    if order != known.order:
        rows.append(order)
    named = [row for row in payload["tickets"] if not _split_off(row, known=known, situation=situation)]
    told = {row["id"]: newer_file.told_state(row, payload=payload, known=known) for row in named}
    wished = [
        newer_file.newer_ticket(
            known.ticket(row["id"]), new=replace(_ticket(row, order=order), state=told[row["id"]]), known=known
        )
        for row in named
    ]
    wished = _numbered(wished, known=known)
    staying = {
        old.id: old
        for row in named
        if (old := known.ticket(row["id"])) and newer_file.is_decided_here(old, there=told[row["id"]], known=known)
    }
    seated = _seated(wished, before=staying, situation=situation)
    for row, wish, new in zip(named, wished, seated, strict=True):
        old = known.ticket(row["id"])
        if old is None:
            rows += _ticket_rows(operation, row=row, ticket=new)
            continue
        if new != old:
            rows += _changed_rows(operation, row=row, old=old, new=new)
        case = _place_case(new.id, place=_place(wish))
        if _place(new) != _place(wish) and case not in situation.cases:
            rows.append(_displaced(operation, ticket=new, case=case))
    before = [old for row in named if (old := known.ticket(row["id"]))]
    money_rows = taken_in_money.newer_money(operation, before=known, tickets=rows, cases=situation.cases)
    rows += money_rows
    rows += _new_papers(operation, known=known)
    if released(known) and is_late(known) and any(isinstance(row, Payment) for row in money_rows):
        moves = any(new != old for new, old in zip(seated, before, strict=False)) or len(seated) != len(before)
        rows += _paid_late(operation, dossier=known.after(rows), moves=moves, situation=situation)
    return (*rows, *seating.quotas_after(situation, before=before, after=seated, may_overbook=True))


def _paid_late(operation: Operation, *, dossier: Dossier, moves: bool, situation: Situation) -> list[Row]:
    """The shop was paid for an order that was released here: its tickets come back where all their places are free and
    the file changes nothing else of them (`moves`), else the money is credit and a case.
    """
    back = () if moves else revivable(dossier, amount=0, situation=situation)
    if back:
        cancellations = [cancellation.id for _, cancellation in back]
        return brought_back(operation, dossier=dossier, cancellations=cancellations, situation=situation)
    case = child_id(operation.id, name="paid_late")
    return [Case(case, "paid_late", dossier.order.id, None, operation.id, operation.at)]


def _split_off(row: Mapping[str, Any], *, known: Dossier, situation: Situation) -> bool:
    """Whether this ticket stands in another order here: it was split off, and the file does not know."""
    return known.ticket(row["id"]) is None and situation.codes.get(row["number"]) == row["id"]


def _changed_rows(operation: Operation, *, row: Mapping[str, Any], old: Ticket, new: Ticket) -> list[Row]:
    rows: list[Row] = [new]
    if new.price != old.price:
        rows.append(money.charged(operation, new, name=f"{new.id}/change", amount=new.price - old.price))
    return rows if new.state == old.state else [*rows, *_rows_of_state(operation, row=row, ticket=new)]


def _new_papers(operation: Operation, *, known: Dossier) -> list[Row]:
    payload, order = operation.payload, known.order.id
    invoices = {i.id for i in known.invoices}
    notes = {n.note for n in known.notes}
    return [
        *(Invoice(order=order, **row) for row in payload["invoices"] if row["id"] not in invoices),
        *(OrderNote(row["note"], order, row["at"], None) for row in payload["notes"] if row["note"] not in notes),
    ]


def freeing_first(operations: Sequence[Operation], *, situation: Situation) -> list[Operation]:
    """Orders of one file so that who leaves a place comes before who takes it; else as they are.

    Where orders swap places in a ring, one of them finds its place taken and is displaced; the next import of the file
    seats it.
    """
    leaves: dict[Place, Operation] = {}
    for operation in operations:
        known = situation.dossiers.get(operation.payload["order"]["id"])
        for row in operation.payload["tickets"] if known is not None else ():
            old = known.ticket(row["id"]) if known is not None else None
            place = (row["performance"], row["seat"])
            if (
                old is not None
                and old.state in LIVE_STATES
                and (_place(old) != place or row["state"] not in LIVE_STATES)
            ):
                leaves[_place(old)] = operation
    if not leaves:
        return list(operations)
    ordered: dict[str, Operation] = {}
    asked: set[str] = set()

    def add(operation: Operation) -> None:
        if operation.id in asked:
            return
        asked.add(operation.id)
        for row in operation.payload["tickets"]:
            freeing = leaves.get((row["performance"], row["seat"]))
            if freeing is not None:
                add(freeing)
        ordered[operation.id] = operation

    for operation in operations:
        add(operation)
    return list(ordered.values())
