"""Takes orders in from files of other systems: twice is once, a newer file adds and updates, differences are named.

One `order_taken_in` per order through the door, a hundred to a transaction. What a file says otherwise than this desk is
kept here and listed; what cannot be taken in is refused with its file and lines, and the rest goes in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from ticketoffice.desk.catalogue import change_catalogue
from ticketoffice.desk.import_rows import catalogue_payload, order_id, order_operation, person_ids
from ticketoffice.desk.reading.files import read_orders
from ticketoffice.desk.reading.parts import RefusedOrder, TakenPerformances, Unreadable
from ticketoffice.desk.reading.shifting import shifted
from ticketoffice.domain import newer_file
from ticketoffice.domain.errors import Unavailable
from ticketoffice.domain.operation import Operation
from ticketoffice.domain.people import Who
from ticketoffice.domain.state import LIVE_STATES, Case, Row, Ticket, TicketState
from ticketoffice.domain.taken_in import TakenOrder, TakenPerformance
from ticketoffice.domain.taken_in_money import MONEY_CASES

if TYPE_CHECKING:
    from ticketoffice.domain.outcome import Outcome
    from ticketoffice.domain.situation import Dossier
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed

BATCH = 100


class Count(Struct):
    """How many were new, changed, the same, refused."""

    added: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0

    def add(self, other: Count) -> None:
        """Counts others too."""
        self.added += other.added
        self.changed += other.changed
        self.same += other.same
        self.refused += other.refused


class KeptLocal(Struct, frozen=True):
    """A difference: what the file says of a ticket and what it is here.

    `refunded` or `paid` on both sides: money went twice, and a case is open; `paid` names the order instead of a ticket, as
    `unpaid` does: nobody of it goes in before it is paid.
    """

    order: str
    ticket: str
    here: str
    file: str

    @property
    def is_twice(self) -> bool:
        """Whether it is about money that went twice."""
        return self.here == self.file


class Displaced(Struct, frozen=True):
    """A ticket that is in, but whose place somebody else has here: a person must look at both."""

    order: str
    ticket: str
    seat: str


class Refused(Struct, frozen=True):
    """Lines that did not go in, and why (a code with its data)."""

    file: str
    lines: tuple[int, ...]
    code: str
    data: Mapping[str, object]


class FileReport(Struct):
    """What became of one file."""

    name: str
    orders: Count = field(default_factory=Count)
    tickets: Count = field(default_factory=Count)


class ImportReport(Struct):
    """The whole import; `stopped`: somebody pressed Stop, what was counted is in."""

    files: list[FileReport] = field(default_factory=list)
    kept_local: list[KeptLocal] = field(default_factory=list)
    displaced: list[Displaced] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    unreadable: list[Refused] = field(default_factory=list)
    overbooked: list[tuple[str, int]] = field(default_factory=list)
    orders: set[str] = field(default_factory=set)
    stopped: bool = False


class BatchReport(Struct):
    """What one transaction took in; it is added to the whole once that is written."""

    orders: Count = field(default_factory=Count)
    tickets: Count = field(default_factory=Count)
    kept_local: list[KeptLocal] = field(default_factory=list)
    displaced: list[Displaced] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    def add_to(self, report: ImportReport, *, told: FileReport) -> None:
        """Adds it to the whole and to its file."""
        told.orders.add(self.orders)
        told.tickets.add(self.tickets)
        report.kept_local += self.kept_local
        report.displaced += self.displaced
        report.refused += self.refused
        report.orders |= self.taken


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
    for path, name in zip(paths, names_of(paths), strict=True):
        if stop is not None and stop():
            report.stopped = True
            break
        told = FileReport(name)
        report.files.append(told)
        try:
            take_in(
                book, read_orders(path), who=who, report=report, told=told, weeks=weeks, progress=progress, stop=stop
            )
        except Unreadable as problem:
            report.unreadable.append(Refused(name, (), problem.code, problem.data))
        except Unavailable as problem:
            report.unreadable += _ended(name, problem)
            break
    with book.read() as reading:
        for performance in reading.catalogue.all_performances():
            for quota in reading.catalogue.quotas(performance.id):
                beyond = 0 if quota.capacity is None else quota.taken - quota.capacity
                if beyond > 0:
                    report.overbooked.append((f"{performance.external}: {quota.name}", beyond))
    return report


def _ended(name: str, problem: Unavailable) -> list[Refused]:
    """Why an import ended early, and what is in."""
    if problem.code == "disk_full":
        return [Refused(name, (), "import_disk_full", {"name": name})]
    return [Refused(name, (), problem.code, problem.data), Refused(name, (), "import_ended", {"name": name})]


def names_of(paths: Sequence[Path]) -> list[str]:
    """What reports call these files: their names, with the folder where two have the same one."""
    counts = Counter(path.name for path in paths)
    return [path.name if counts[path.name] == 1 else str(path) for path in paths]


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
            told.tickets.refused += batch.tickets
            report.refused.append(Refused(told.name, batch.lines, batch.code, batch.data))
            continue
        orders = [shifted(order, weeks=weeks) for order in batch]
        taken = book.write(lambda deed, orders=orders: _take_batch(deed, orders, who=who, file=told.name))  # type: ignore[misc]
        taken.add_to(report, told=told)
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


def _take_performances(book: Book, performances: Sequence[TakenPerformance], *, who: Who) -> None:
    payload = catalogue_payload(performances)
    if payload["performances"]:
        book.write(lambda deed: change_catalogue(deed, payload, who=who))


def _take_batch(deed: Deed, orders: Sequence[TakenOrder], *, who: Who, file: str) -> BatchReport:
    """Decides on a hundred orders; it is called again if another writer was first."""
    batch = BatchReport()
    ids = {order.number: order_id(order) for order in orders}
    known = deed.reading.dossiers(list(ids.values()))
    people = deed.reading.persons([p for order in orders for p in person_ids(order)] if known else [])
    rules = deed.reading.rules()
    operations: list[Operation] = []
    counted: list[tuple[TakenOrder, Dossier | None]] = []
    for order in orders:
        before = known.get(ids[order.number])
        if before is not None and _is_taken_off(deed, before, order=order):
            batch.kept_local.append(KeptLocal(order.number, order.number, "unpaid", "admit_unpaid"))
            order = replace(order, admit_unpaid=False)
        operation = order_operation(deed, order, before=before, who=who, people=people, rules=rules)
        if before is not None:
            batch.kept_local += [
                KeptLocal(order.number, f"{order.number}-{_position(before, ticket)}", here, there)
                for ticket, here, there in newer_file.differences(before, payload=operation.payload)
            ]
        if before is not None and not operation.records and not deed.would_change(operation):
            batch.orders.same += 1
            batch.tickets.same += len(order.tickets)
            continue
        operations.append(operation)
        counted.append((order, before))
    outcomes = deed.record_many(operations) if operations else []
    for (order, before), outcome in zip(counted, outcomes, strict=True):
        if outcome.verdict.accepted:
            _count(batch, order=order, before=before, rows=outcome.rows)
            batch.displaced += _displaced(outcome, number=order.number)
            batch.kept_local = _without_revived(batch.kept_local, outcome, number=order.number)
            batch.kept_local += _twice(outcome, order=order)
            batch.taken.add(ids[order.number])
        else:
            batch.orders.refused += 1
            batch.tickets.refused += len(order.tickets)
            data = {**outcome.verdict.data, "order": order.number}
            batch.refused.append(Refused(file, order.lines, outcome.verdict.reason or "refused", data))
    return batch


def _is_taken_off(deed: Deed, before: Dossier, *, order: TakenOrder) -> bool:
    """Whether its source lets an order in unpaid that a person here decided not to: what somebody did here stays so."""
    if not order.admit_unpaid or before.order.admit_unpaid:
        return False
    return any(line.kind == "unpaid_admitted" for line in deed.reading.history.of(before.order.id))


def _displaced(outcome: Outcome, *, number: str) -> Iterator[Displaced]:
    wanted = {row["id"]: row for row in outcome.operation.payload["tickets"]}
    for case in outcome.rows:
        if isinstance(case, Case) and case.kind == "displaced" and case.ticket in wanted:
            row = wanted[case.ticket]
            yield Displaced(number, f"{number}-{row['position']}", row["seat_name"] or row["seat"])


def _without_revived(kept: list[KeptLocal], outcome: Outcome, *, number: str) -> list[KeptLocal]:
    """The same differences without the cancelled tickets that are valid again because their shop was paid."""
    back = {f"{number}-{t.position}" for t in outcome.rows if isinstance(t, Ticket) and t.state in LIVE_STATES}
    return [one for one in kept if not (one.here == TicketState.CANCELLED and one.ticket in back)]


def _twice(outcome: Outcome, *, order: TakenOrder) -> Iterator[KeptLocal]:
    """Money that was taken, or given back, both here and there, as far as this file opened a case of it."""
    positions = {row["id"]: row["position"] for row in outcome.operation.payload["tickets"]}
    for case in outcome.rows:
        if isinstance(case, Case) and (word := MONEY_CASES.get(case.kind)):
            of = f"{order.number}-{positions[case.ticket]}" if case.ticket in positions else order.number
            yield KeptLocal(order.number, of, word, word)


def _position(dossier: Dossier, ticket: str) -> int:
    found = dossier.ticket(ticket)
    return found.position if found else 0


def _count(batch: BatchReport, *, order: TakenOrder, before: Dossier | None, rows: Sequence[Row]) -> None:
    if before is None:
        batch.orders.added += 1
        batch.tickets.added += len(order.tickets)
        return
    batch.orders.changed += 1
    known = {t.id for t in before.tickets}
    touched = {row.id for row in rows if isinstance(row, Ticket)}
    batch.tickets.added += len(touched - known)
    batch.tickets.changed += len(touched & known)
    batch.tickets.same += len(order.tickets) - len(touched)
