"""The operation: one immutable fact or wish that a desk adds, and the table of all kinds.

An operation carries outcomes, not wishes for them: every id, number, amount and date in its payload was worked out
before it was made. `judge` says accepted or refused; `apply` turns an accepted one into the rows that change, is total,
never refuses and is kept for every version ever released. A *wish* may be refused; a *fact* happened and is not, at
worst it is recorded only, with a case. The exceptions are what no book can hold: `Kind.never` names them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from ticketoffice.domain import (
    admission,
    cancellation,
    cases,
    catalogue,
    correcting,
    credit,
    exchange,
    finishing,
    goodwill,
    invoice,
    keeping,
    kept_places,
    never_made,
    notes,
    on_a_ticket,
    payloads,
    payment,
    people,
    person_data,
    release,
    sale_aborted,
    selling,
    taking_in,
)
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.identity import child_id
from ticketoffice.domain.makings import NAMELESS_CASE
from ticketoffice.domain.operation import (
    EARLIER,
    FULL,
    INSTEAD,
    MONEY_ONLY,
    NAMELESS,
    ON_CANCELLED,
    PAID_MEANWHILE,
    RECORDED_ONLY,
    REFUSED,
    REVIVED,
    TWICE,
    UNCLEAR,
    UNION,
    Operation,
    Touches,
    Verdict,
    refused,
)
from ticketoffice.domain.order import settled
from ticketoffice.domain.situation import Dossier, Situation
from ticketoffice.domain.state import Cancellation, Case, MoneyLine, Order, Row, Ticket, TicketState

__all__ = ["KINDS", "Kind", "apply", "in_order", "judge", "touches"]


class Kind(Struct, frozen=True):
    """What one kind of operation is: `judge` and `apply` as above, `touches` names the rows it rests on.

    `payload` is the shape of its payload.
    `ends_keep`: done at this desk it ends every open Keep at once, so that no sale or scan waits behind a click.
    `from_source`: it says how an order stands at its source, and may be the first word about it.
    `of_what_was_never_made`: its order need not be here, since it was perhaps refused.
    `effects` are those that its verdict can have where its order is known; with any other one it changes nothing.
    `never`: the reasons for which a fact is refused all the same, since nothing could be written down.
    `moves_places`: it may change what quotas have taken, so that nobody else may meanwhile. `only_frees`: it can but give
    places back, and its verdict does not rest on how many are taken: anybody else may meanwhile.
    `books_refused`: the rows of the money that was taken with it (`makings.money_of`) where it is refused.
    """

    nature: Literal["wish", "fact"]
    payload: type
    touches: Callable[[Mapping[str, Any]], Touches]
    judge: Callable[[Operation, Situation], Verdict]
    apply: Callable[[Operation, str, Situation], tuple[Row, ...]]
    ends_keep: bool = False
    effects: tuple[str, ...] = (FULL,)
    from_source: bool = False
    of_what_was_never_made: bool = False
    never: tuple[str, ...] = ()
    moves_places: bool = True
    only_frees: bool = False
    books_refused: Callable[[Operation, Situation], Sequence[Row]] | None = None


KINDS: dict[str, Kind] = {
    "book_started": Kind(
        "fact", payloads.BookStarted, people.touches_nothing, people.judge_always, cases.apply_started
    ),
    "person_changed": Kind(
        "fact", payloads.PersonChanged, people.touches_nothing, people.judge_always, people.apply_person_changed
    ),
    "rules_changed": Kind(
        "wish", payloads.RulesChanged, people.touches_nothing, people.judge_rules_changed, people.apply_rules_changed
    ),
    "catalogue_changed": Kind(
        "fact",
        payloads.CatalogueChanged,
        catalogue.touches,
        kept_places.judge_kept,
        catalogue.apply_changed,
        never=kept_places.NEVER_KEPT,
    ),
    "order_taken_in": Kind(
        "fact",
        payloads.OrderTakenIn,
        taking_in.touches,
        taking_in.judge,
        taking_in.apply,
        from_source=True,
        never=("number_taken", "currency_changed", "ticket_number_taken", "too_many_tickets"),
    ),
    "order_sold": Kind("wish", payloads.OrderSold, selling.touches, selling.judge, selling.apply, ends_keep=True),
    "sale_aborted": Kind(
        "wish",
        payloads.SaleAborted,
        sale_aborted.touches,
        sale_aborted.judge,
        sale_aborted.apply,
        effects=(FULL, RECORDED_ONLY),
        only_frees=True,
        of_what_was_never_made=True,
    ),
    "tickets_cancelled": Kind(
        "wish",
        payloads.TicketsCancelled,
        cancellation.touches_tickets,
        cancellation.judge_cancelled,
        cancellation.apply_cancelled,
        effects=(FULL, UNION, ON_CANCELLED, UNCLEAR),
        only_frees=True,
    ),
    "cancellation_finished": Kind(
        "wish",
        payloads.CancellationFinished,
        cancellation.touches_order,
        finishing.judge_finished,
        finishing.apply_finished,
        effects=(FULL, PAID_MEANWHILE),
        moves_places=False,
    ),
    "cancellation_kept": Kind(
        "wish", payloads.CancellationKept, cancellation.touches_order, keeping.judge_kept, keeping.apply_kept
    ),
    "refund_paid_out": Kind(
        "fact",
        payloads.RefundPaidOut,
        cancellation.touches_order,
        people.judge_always,
        finishing.apply_paid_out,
        effects=(FULL, INSTEAD),
        moves_places=False,
    ),
    "ticket_reinstated": Kind(
        "wish",
        payloads.TicketReinstated,
        cancellation.touches_ticket,
        keeping.judge_reinstated,
        keeping.apply_reinstated,
        ends_keep=True,
    ),
    "goodwill_refunded": Kind(
        "wish",
        payloads.GoodwillRefunded,
        cancellation.touches_ticket,
        goodwill.judge_goodwill,
        goodwill.apply_goodwill,
        moves_places=False,
    ),
    "credit_refunded": Kind(
        "wish",
        payloads.CreditRefunded,
        cancellation.touches_order,
        credit.judge,
        credit.apply,
        ends_keep=True,
        moves_places=False,
    ),
    "customer_told": Kind(
        "fact",
        payloads.CustomerTold,
        cancellation.touches_order,
        people.judge_always,
        finishing.apply_told,
        moves_places=False,
    ),
    "customer_not_told": Kind(
        "fact",
        payloads.CustomerNotTold,
        cancellation.touches_order,
        people.judge_always,
        finishing.apply_not_told,
        moves_places=False,
    ),
    "customer_changed": Kind(
        "wish",
        payloads.CustomerChanged,
        person_data.touches,
        person_data.judge_changed,
        person_data.apply_changed,
        moves_places=False,
    ),
    "person_erased": Kind(
        "wish", payloads.PersonErased, people.touches_nothing, people.judge_always, people.apply_nothing
    ),
    "payment_recorded": Kind(
        "fact",
        payloads.PaymentRecorded,
        payment.touches,
        payment.judge,
        payment.apply,
        ends_keep=True,
        effects=(FULL, MONEY_ONLY, TWICE, REVIVED, INSTEAD),
        never=("wrong_amount", "unknown_method"),
    ),
    "order_split": Kind(
        "wish",
        payloads.OrderSplit,
        payment.touches_split,
        payment.judge_split,
        payment.apply_split,
        ends_keep=True,
        effects=(FULL, NAMELESS),
        books_refused=payment.booked_of_split,
    ),
    "order_reissued": Kind(
        "wish",
        payloads.OrderReissued,
        invoice.touches,
        invoice.judge,
        invoice.apply,
        ends_keep=True,
        effects=(FULL, NAMELESS),
    ),
    "order_exchanged": Kind(
        "wish",
        payloads.OrderExchanged,
        exchange.touches,
        exchange.judge,
        exchange.apply,
        ends_keep=True,
        effects=(FULL, NAMELESS),
        books_refused=exchange.booked_of_exchange,
    ),
    "ticket_replaced": Kind(
        "wish",
        payloads.TicketReplaced,
        cancellation.touches_ticket,
        on_a_ticket.judge_replaced,
        on_a_ticket.apply_replaced,
        ends_keep=True,
        moves_places=False,
    ),
    "ticket_moved": Kind(
        "wish",
        payloads.TicketMoved,
        on_a_ticket.touches_moved,
        on_a_ticket.judge_moved,
        on_a_ticket.apply_moved,
        ends_keep=True,
    ),
    "tariff_changed": Kind(
        "wish",
        payloads.TariffChanged,
        cancellation.touches_ticket,
        on_a_ticket.judge_tariff,
        on_a_ticket.apply_tariff,
        ends_keep=True,
        moves_places=False,
        books_refused=on_a_ticket.booked_of_tariff,
    ),
    "holder_changed": Kind(
        "wish",
        payloads.HolderChanged,
        cancellation.touches_ticket,
        on_a_ticket.judge_holder,
        on_a_ticket.apply_holder,
        moves_places=False,
    ),
    "collected": Kind(
        "fact",
        payloads.Collected,
        on_a_ticket.touches_papers,
        people.judge_always,
        on_a_ticket.apply_collected,
        moves_places=False,
    ),
    "printed": Kind(
        "fact",
        payloads.Printed,
        on_a_ticket.touches_papers,
        people.judge_always,
        on_a_ticket.apply_printed,
        moves_places=False,
    ),
    "payment_corrected": Kind(
        "wish",
        payloads.PaymentCorrected,
        correcting.touches,
        correcting.judge,
        correcting.apply,
        moves_places=False,
    ),
    "tickets_mailed": Kind(
        "fact",
        payloads.TicketsMailed,
        on_a_ticket.touches_papers,
        people.judge_always,
        people.apply_nothing,
        moves_places=False,
    ),
    "order_released": Kind(
        "wish",
        payloads.OrderReleased,
        release.touches_released,
        release.judge_released,
        release.apply_released,
        ends_keep=True,
        only_frees=True,
    ),
    "unpaid_admitted": Kind(
        "wish",
        payloads.UnpaidAdmitted,
        cancellation.touches_order,
        release.judge_admitted_unpaid,
        release.apply_admitted_unpaid,
        moves_places=False,
    ),
    "customer_reminded": Kind(
        "fact",
        payloads.CustomerReminded,
        cancellation.touches_order,
        people.judge_always,
        release.apply_reminded,
        moves_places=False,
    ),
    "note_added": Kind(
        "fact",
        payloads.NoteAdded,
        cancellation.touches_order,
        people.judge_always,
        notes.apply_added,
        effects=(FULL, INSTEAD),
        moves_places=False,
    ),
    "repeated_at_source": Kind(
        "fact",
        payloads.RepeatedAtSource,
        cancellation.touches_order,
        people.judge_always,
        notes.apply_repeated,
        moves_places=False,
    ),
    "case_closed": Kind(
        "wish",
        payloads.CaseClosed,
        cases.touches,
        cases.judge_closed,
        cases.apply_closed,
        effects=(FULL, RECORDED_ONLY),
        moves_places=False,
    ),
    "drawer_moved": Kind(
        "fact",
        payloads.DrawerMoved,
        people.touches_nothing,
        people.judge_always,
        people.apply_nothing,
        moves_places=False,
    ),
    "counted": Kind(
        "fact", payloads.Counted, people.touches_nothing, people.judge_always, people.apply_nothing, moves_places=False
    ),
    "closed": Kind(
        "fact",
        payloads.Closed,
        people.touches_nothing,
        people.judge_always,
        people.apply_nothing,
        ends_keep=True,
        moves_places=False,
    ),
    "admitted": Kind(
        "fact",
        payloads.Admitted,
        admission.touches,
        admission.judge_admitted,
        admission.apply_admitted,
        ends_keep=True,
        effects=(FULL, RECORDED_ONLY, UNCLEAR, EARLIER),
        moves_places=False,
    ),
    "entry_undone": Kind(
        "wish",
        payloads.EntryUndone,
        admission.touches,
        admission.judge_undone,
        admission.apply_undone,
        moves_places=False,
    ),
}


def touches(operation: Operation) -> Touches:
    """What must be loaded before this operation can be judged."""
    return KINDS[operation.kind].touches(operation.payload)


def in_order(operations: Sequence[Operation], situation: Situation) -> list[Operation]:
    """Operations of one transaction in the order in which they are judged, applied and written into the journal."""
    if len(operations) > 1 and all(KINDS[operation.kind].from_source for operation in operations):
        return taking_in.freeing_first(operations, situation=situation)
    return list(operations)


def judge(operation: Operation, situation: Situation) -> Verdict:
    """The answer to an operation of a known kind with a whole payload; reads only its arguments.

    About an order or a ticket that is not here a wish is refused as `not_found`, a fact is recorded only, with a case; money
    on an order that was never made is booked on what it was made of.
    """
    kind = KINDS[operation.kind]
    unknown = _unknown(operation, kind=kind, situation=situation)
    stands = None if unknown is None else _stands_instead(operation, kind=kind, situation=situation)
    if stands is not None:
        verdict = kind.judge(never_made.on(stands, operation), situation)
        return replace(verdict, effect=INSTEAD) if verdict.accepted else verdict
    if unknown is not None and kind.nature == "fact":
        return Verdict(accepted=True, effect=RECORDED_ONLY)
    if unknown is not None:
        return refused("not_found", order=None if unknown.ticket else unknown.order, ticket=unknown.ticket)
    try:
        verdict = kind.judge(operation, situation)
        return replace(verdict, effect=NAMELESS) if situation.nameless and verdict.effect == FULL else verdict
    except RuleBroken as no:
        return Verdict(accepted=False, effect="none", reason=no.code, data=no.data, next=no.next)


def apply(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The rows as they stand afterwards (new or replaced); total for every stored operation and effect.

    An effect is stored beside the signed bytes: one that the kind does not know was written over, and changes nothing, so
    that replay differs from the book. So does a wish about an order that by such a journal was never taken in.
    """
    if effect.startswith(REFUSED):
        booked = book_refused(operation, situation) if effect.startswith(cases.BOOKED) else ()
        return (*cases.case_of_refusal(operation, effect), *booked)
    kind = KINDS[operation.kind]
    unknown = _unknown(operation, kind=kind, situation=situation)
    if effect == INSTEAD:
        rows = _instead(operation, kind=kind, situation=situation)
        return _settled(rows, kind=kind, situation=situation)
    if unknown is not None:
        recorded = kind.nature == "fact" and effect == RECORDED_ONLY
        return (_case_about(operation, unknown=unknown),) if recorded else ()
    if effect not in kind.effects:
        return ()
    if effect == NAMELESS:
        rows = (*kind.apply(operation, FULL, situation), _nameless(operation))
    else:
        rows = kind.apply(operation, effect, situation)
    return _settled(rows, kind=kind, situation=situation)


def _nameless(operation: Operation) -> Case:
    name, order = child_id(operation.id, name=NAMELESS_CASE), operation.payload["new"]["id"]
    return Case(name, NAMELESS_CASE, order, None, operation.id, operation.at)


def book_refused(operation: Operation, situation: Situation) -> tuple[Row, ...]:
    """The money that was taken by an operation that is refused: it is in the drawer, and booked on the order that stands."""
    kind = KINDS.get(operation.kind)
    if kind is None or kind.books_refused is None:
        return ()
    return _settled(tuple(kind.books_refused(operation, situation)), kind=kind, situation=situation)


class _Unknown(Struct, frozen=True):
    """What an operation is about and is not here: an order, or a `ticket` of one."""

    order: str
    ticket: str | None = None


def _unknown(operation: Operation, *, kind: Kind, situation: Situation) -> _Unknown | None:
    if kind.from_source or kind.of_what_was_never_made:
        return None
    touched, beside = kind.touches(operation.payload), never_made.made_of(operation.payload)
    orders = [order for order in touched.orders if order not in beside]
    for order in orders:
        if order not in situation.dossiers:
            return _Unknown(order)
    known = {ticket.id for order in orders for ticket in situation.dossiers[order].tickets}
    missing = next((ticket for ticket in touched.tickets if ticket not in known), None)
    return None if missing is None else _Unknown(orders[0], missing)


def _stands_instead(operation: Operation, *, kind: Kind, situation: Situation) -> Dossier | None:
    return never_made.what_stands(operation.payload, situation.dossiers) if INSTEAD in kind.effects else None


def _instead(operation: Operation, *, kind: Kind, situation: Situation) -> tuple[Row, ...]:
    """What it does to the order that stands where its own was never made."""
    dossier = _stands_instead(operation, kind=kind, situation=situation)
    if dossier is None:
        return ()
    rows = kind.apply(never_made.on(dossier, operation), FULL, situation)
    return never_made.booked(operation, rows, dossier=dossier)


def _case_about(operation: Operation, *, unknown: _Unknown) -> Case:
    """It happened, and nobody knows to what: a person must find out."""
    kind = "unknown_order" if unknown.ticket is None else "unknown_ticket"
    return Case(child_id(operation.id, name="case"), kind, unknown.order, unknown.ticket, operation.id, operation.at)


def _settled(rows: tuple[Row, ...], *, kind: Kind, situation: Situation) -> tuple[Row, ...]:
    """The same rows once each order whose money or tickets they touch has been asked which of its tickets wait."""
    touched = dict.fromkeys(row.order for row in rows if isinstance(row, MoneyLine | Ticket | Cancellation))
    new = {row.id: row for row in rows if isinstance(row, Order)}
    tickets: dict[str, Ticket] = {}
    for order in touched:
        before = situation.dossiers.get(order) or Dossier(new[order])
        if kind.from_source and not _somebody_waits((*before.tickets, *rows)):
            continue
        found = settled(before, before.after(rows), keep_ended=kind.ends_keep, from_file=kind.from_source)
        tickets |= {ticket.id: ticket for ticket in found}
    if not tickets:
        return rows
    made = tuple(tickets.pop(row.id, row) if isinstance(row, Ticket) else row for row in rows)
    return (*made, *tickets.values())


def _somebody_waits(rows: Iterable[Row]) -> bool:
    return any(isinstance(row, Ticket) and row.state == TicketState.PENDING for row in rows)
