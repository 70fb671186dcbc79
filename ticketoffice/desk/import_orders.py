"""Takes orders in from files of other systems: twice is once, a newer file adds and updates, differences are named.

One `order_taken_in` per order through the door, a hundred to a transaction. What a file says otherwise than this desk is
kept here and listed; what cannot be taken in is refused with its file and lines, and the rest goes in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ticketoffice.desk.making import make, note_beside, person_beside
from ticketoffice.desk.reading.files import read_orders
from ticketoffice.desk.reading.parts import RefusedOrder, TakenPerformances, Unreadable
from ticketoffice.desk.reading.shifting import shifted
from ticketoffice.domain import taking_in
from ticketoffice.domain.identity import id_from
from ticketoffice.domain.operation import NoteText, Operation, PersonRecord
from ticketoffice.domain.people import Who
from ticketoffice.domain.rules import VenueRules
from ticketoffice.domain.state import TicketState
from ticketoffice.domain.taken_in import TakenOrder, TakenPerformance, TakenPerson, TakenTicket

if TYPE_CHECKING:
    from ticketoffice.domain.situation import Dossier
    from ticketoffice.store.book import Book, Deed

BATCH = 100
_PERSON = ("name", "company", "email", "phone", "language")


@dataclass(slots=True)
class Count:
    """How many were new, changed, the same, refused."""

    added: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class KeptLocal:
    """A difference: what the file says of a ticket and what it is here."""

    order: str
    ticket: str
    here: str
    file: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Lines that did not go in, and why (a code with its data)."""

    file: str
    lines: tuple[int, ...]
    code: str
    data: Mapping[str, object]


@dataclass(slots=True)
class FileReport:
    """What became of one file."""

    name: str
    orders: Count = field(default_factory=Count)
    tickets: Count = field(default_factory=Count)


@dataclass(slots=True)
class ImportReport:
    """The whole import; `stopped`: somebody pressed Stop, what was counted is in."""

    files: list[FileReport] = field(default_factory=list)
    kept_local: list[KeptLocal] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    unreadable: list[Refused] = field(default_factory=list)
    overbooked: list[tuple[str, int]] = field(default_factory=list)
    orders: set[str] = field(default_factory=set)
    stopped: bool = False


def import_files(
    book: Book,
    paths: Sequence[Path],
    *,
    who: Who,
    progress: Callable[[str, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> ImportReport:
    """Takes files in, one after the other. `progress(file name, orders so far)`; `stop()` true ends it after a batch."""
    report = ImportReport()
    with book.read() as reading:
        weeks = reading.facts().shift_weeks
    for path in paths:
        if stop is not None and stop():
            report.stopped = True
            break
        told = FileReport(path.name)
        report.files.append(told)
        try:
            take_in(
                book, read_orders(path), who=who, report=report, told=told, weeks=weeks, progress=progress, stop=stop
            )
        except Unreadable as problem:
            report.unreadable.append(Refused(path.name, (), problem.code, problem.data))
    with book.read() as reading:
        for performance in reading.performances():
            for quota in reading.quotas(performance.id):
                beyond = 0 if quota.capacity is None else quota.taken - quota.capacity
                if beyond > 0:
                    report.overbooked.append((f"{performance.external}: {quota.name}", beyond))
    return report


def take_in(
    book: Book,
    items: Iterable[TakenPerformances | TakenOrder | RefusedOrder],
    *,
    who: Who,
    report: ImportReport,
    told: FileReport,
    weeks: int = 0,
    progress: Callable[[str, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
    batch_size: int = BATCH,
) -> None:
    """Takes a stream of performances and orders in, in transactions of `batch_size` orders."""
    done = 0
    for batch in _batches(items, size=batch_size):
        if isinstance(batch, TakenPerformances):
            _take_performances(book, [shifted(p, weeks=weeks) for p in batch.performances], who=who)
            continue
        if isinstance(batch, RefusedOrder):
            told.orders.refused += 1
            report.refused.append(Refused(told.name, batch.lines, batch.code, batch.data))
            continue
        orders = [shifted(order, weeks=weeks) for order in batch]
        book.write(lambda deed, orders=orders: _take_batch(deed, orders, who=who, report=report, told=told))  # type: ignore[misc]
        done += len(orders)
        if progress is not None:
            progress(told.name, done)
        if stop is not None and stop():
            report.stopped = True
            return


def _batches(items: Iterable[Any], *, size: int) -> Iterator[Any]:
    batch: list[TakenOrder] = []
    seen: set[str] = set()
    for item in items:
        if not isinstance(item, TakenOrder):
            if batch:
                yield batch
                batch, seen = [], set()
            yield item
            continue
        if item.number in seen or len(batch) == size:
            yield batch
            batch, seen = [], set()
        batch.append(item)
        seen.add(item.number)
    if batch:
        yield batch


# --- performances ------------------------------------------------------------------------------------------------


def performance_id(source: str, external: str) -> str:
    """The id of a performance, known by (source, external)."""
    return id_from("performance", source, external)


def zone_id(source: str, performance: str, zone: str) -> str:
    """The id of a zone of a performance."""
    return id_from("zone", source, performance, zone)


def _take_performances(book: Book, performances: Sequence[TakenPerformance], *, who: Who) -> None:
    payload = catalogue_payload(performances)
    with book.read() as reading:
        known = {p.id: asdict(p) for p in reading.performances()}
        zones = {z.id: asdict(z) for z in reading.zones(list(known)).values()} if known else {}
        quotas = {q.id: (q.name, q.capacity) for p in known for q in reading.quotas(p)}
    same = all(known.get(row["id"]) == row for row in payload["performances"])
    same = same and all(zones.get(row["id"]) == row for row in payload["zones"])
    same = same and all(quotas.get(row["id"]) == (row["name"], row["capacity"]) for row in payload["quotas"])
    if payload["performances"] and not same:
        book.write(lambda deed: deed.record(make(deed, "catalogue_changed", who=who, payload=payload)))


def catalogue_payload(performances: Sequence[TakenPerformance]) -> dict[str, Any]:
    """The payload of `catalogue_changed` for these performances."""
    events: dict[str, dict[str, Any]] = {}
    rows: dict[str, list[dict[str, Any]]] = {"performances": [], "zones": [], "quotas": [], "quota_zones": []}
    for p in performances:
        event, name = id_from("event", p.source, p.event_external), performance_id(p.source, p.external)
        events[event] = {
            "id": event,
            "source": p.source,
            "external": p.event_external,
            "name": p.event_name,
            "currency": p.currency,
        }
        rows["performances"].append(
            {
                "id": name,
                "event": event,
                "source": p.source,
                "external": p.external,
                "name": p.name,
                "starts_at": p.starts_at,
                "ends_at": p.ends_at,
                "timezone": p.timezone,
                "all_day": p.all_day,
                "currency": p.currency,
            }
        )
        for zone in p.zones:
            rows["zones"].append(
                {
                    "id": zone_id(p.source, p.external, zone.name),
                    "performance": name,
                    "name": zone.name,
                    "numbered": zone.numbered,
                    "capacity": zone.capacity,
                }
            )
        for quota in p.quotas:
            own = id_from("quota", p.source, p.external, quota.external)
            rows["quotas"].append({"id": own, "performance": name, "name": quota.name, "capacity": quota.capacity})
            rows["quota_zones"] += [{"quota": own, "zone": zone_id(p.source, p.external, zone)} for zone in quota.zones]
    return {"events": list(events.values()), **rows}


# --- orders ------------------------------------------------------------------------------------------------------


def _take_batch(deed: Deed, orders: Sequence[TakenOrder], *, who: Who, report: ImportReport, told: FileReport) -> None:
    """Counts only what this transaction will have written: it is called again if another writer was first."""
    ids = {order.number: id_from("order", order.source, order.number) for order in orders}
    known = deed.reading.dossiers(list(ids.values()))
    people = deed.reading.persons([p for order in orders for p in _person_ids(order)] if known else [])
    rules = deed.reading.rules()
    operations: list[Operation] = []
    counted: list[tuple[TakenOrder, Dossier | None]] = []
    same = 0
    same_tickets = 0
    for order in orders:
        before = known.get(ids[order.number])
        operation = _operation(deed, order, before=before, who=who, people=people, rules=rules)
        if before is not None:
            report.kept_local += [
                KeptLocal(order.number, f"{order.number}-{_position(before, ticket)}", here, there)
                for ticket, here, there in taking_in.differences(before, payload=operation.payload)
            ]
        if before is not None and not operation.records and not deed.would_change(operation):
            same += 1
            same_tickets += len(order.tickets)
            continue
        operations.append(operation)
        counted.append((order, before))
    outcomes = deed.record_many(operations) if operations else []
    told.orders.same += same
    told.tickets.same += same_tickets
    for (order, before), outcome in zip(counted, outcomes, strict=True):
        if not outcome.verdict.accepted:
            told.orders.refused += 1
            report.refused.append(
                Refused(
                    told.name,
                    order.lines,
                    outcome.verdict.reason or "refused",
                    {**outcome.verdict.data, "order": order.number},
                )
            )
            continue
        _count(told, order=order, before=before, rows=outcome.rows)
        report.orders.add(ids[order.number])


def _position(dossier: Dossier, ticket: str) -> int:
    found = dossier.ticket(ticket)
    return found.position if found else 0


def _count(told: FileReport, *, order: TakenOrder, before: Dossier | None, rows: Sequence[Any]) -> None:
    if before is None:
        told.orders.added += 1
        told.tickets.added += len(order.tickets)
        return
    told.orders.changed += 1
    known = {t.id for t in before.tickets}
    touched = {row.id for row in rows if type(row).__name__ == "Ticket"}
    told.tickets.added += len(touched - known)
    told.tickets.changed += len(touched & known)
    told.tickets.same += len(order.tickets) - len(touched)


def _person_ids(order: TakenOrder) -> list[str]:
    return [_customer_id(order), *(_holder_id(order, ticket) for ticket in order.tickets)]


def _customer_id(order: TakenOrder) -> str:
    return id_from("customer", order.source, order.number)


def _holder_id(order: TakenOrder, ticket: TakenTicket) -> str:
    return id_from("holder", order.source, order.number, ticket.external)


def _fields(person: TakenPerson | None) -> dict[str, str]:
    if person is None:
        return {}
    return {name: value for name in _PERSON if (value := getattr(person, name))}


def _operation(
    deed: Deed,
    order: TakenOrder,
    *,
    before: Dossier | None,
    who: Who,
    people: Mapping[str, PersonRecord],
    rules: VenueRules,
) -> Operation:
    records: list[PersonRecord] = []
    references: list[dict[str, Any]] = []

    def person(name: str, fields: dict[str, str]) -> str | None:
        old = people.get(name)
        if not fields:
            return name if old is not None else None
        if old is None or (old.fields and dict(old.fields) != fields):
            reference, record = person_beside(deed, person=name, revision=old.revision + 1 if old else 1, fields=fields)
            references.append(reference)
            records.append(record)
        return name

    customer = person(_customer_id(order), _fields(order.customer))
    own_name = (order.customer.name if order.customer else None) or ""
    tickets = []
    for ticket in order.tickets:
        holder_name = ticket.holder.name if ticket.holder else None
        if holder_name is not None and holder_name == own_name:
            holder = customer
        else:
            holder = person(_holder_id(order, ticket), _fields(ticket.holder))
        tickets.append(_ticket_row(order, ticket, holder=holder, rules=rules))
    notes, texts = _notes(deed, order, before=before)
    payload = {
        "order": {
            "id": id_from("order", order.source, order.number),
            "number": order.number,
            "source": order.source,
            "method": order.method,
            "currency": order.currency,
            "created_at": order.created_at,
            "due_at": order.due_at,
            "customer": customer,
            "admit_unpaid": order.admit_unpaid,
            "expired": order.state == "expired",
        },
        "tickets": tickets,
        "persons": references,
        "notes": notes,
        **_money_rows(order),
    }
    return make(deed, "order_taken_in", who=who, payload=payload, records=tuple(records), notes=texts)


def _ticket_row(order: TakenOrder, ticket: TakenTicket, *, holder: str | None, rules: VenueRules) -> dict[str, Any]:
    state = ticket.state
    if order.state in ("cancelled", "expired"):
        state = TicketState.CANCELLED.value
    elif order.state == "pending" and state == "valid":
        state = TicketState.PENDING.value
    free = order.method == "free" or ticket.price == 0
    return {
        "id": _ticket_id(order, ticket.external),
        "position": ticket.position,
        "number": ticket.number,
        "performance": performance_id(order.source, ticket.performance),
        "zone": zone_id(order.source, ticket.performance, ticket.zone),
        "tariff": ticket.tariff,
        "seat": ticket.seat,
        "seat_name": ticket.seat_name,
        "price": ticket.price,
        "commission": None if free else rules.commission_per_ticket,
        "state": state,
        "holder": holder,
        "used_at": ticket.used_at if state == "used" else None,
        "reason": ticket.reason,
    }


def _ticket_id(order: TakenOrder, external: str) -> str:
    return id_from("ticket", order.source, order.number, external)


def _notes(
    deed: Deed, order: TakenOrder, *, before: Dossier | None
) -> tuple[list[dict[str, Any]], tuple[NoteText, ...]]:
    """The source's note, unless it stands here already or was erased here."""
    if not order.note:
        return [], ()
    imported = [n.note for n in before.notes if n.actor is None] if before is not None else []
    texts = deed.reading.texts(imported)
    if any(name not in texts or texts[name] == order.note for name in imported):
        return [], ()
    reference, record = note_beside(deed, order.note)
    return [{**reference, "at": order.created_at}], (record,)


def _money_rows(order: TakenOrder) -> dict[str, Any]:
    def own(kind: str, external: str) -> str:
        return id_from(kind, order.source, order.number, external)

    cancelled_by = {i.cancels: i.issued_at for i in order.invoices if i.kind == "credit_note" and i.cancels}
    return {
        "payments": [
            {"id": own("payment", p.external), "method": p.method, "amount": p.amount, "paid_at": p.paid_at}
            for p in order.payments
        ],
        "refunds": [
            {
                "id": own("refund", r.external),
                "payment": own("payment", r.payment) if r.payment else None,
                "ticket": _ticket_id(order, r.ticket) if r.ticket else None,
                "method": r.method,
                "amount": r.amount,
                "paid_at": r.paid_at,
                "reason": r.reason,
            }
            for r in order.refunds
        ],
        "invoices": [
            {
                "id": own("invoice", i.number),
                "number": i.number,
                "kind": i.kind,
                "amount": i.amount,
                "issued_at": i.issued_at,
                "cancels": i.cancels,
                "cancelled_at": cancelled_by.get(i.number),
            }
            for i in order.invoices
        ],
    }
