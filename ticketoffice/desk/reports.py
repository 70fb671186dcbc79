"""Reports: what was cancelled at this desk and how it was given back, and what is promised and not given yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ticketoffice.desk.csv_text import csv_bytes, delimiter_of
from ticketoffice.desk.report_views import (
    CANCELLED_TITLES,
    DUE_TITLES,
    EVERYTHING,
    WORDS,
    Asked,
    CancelledLine,
    CancelledReport,
    DueLine,
    DueReport,
    Part,
    Total,
    Where,
)
from ticketoffice.desk.words import label, labels
from ticketoffice.domain.calendar import day_of, to_datetime, to_instant
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.money import went_another_way
from ticketoffice.domain.still_open import is_to_hand_out
from ticketoffice.store.reports import CancelledRow, DueRow, Place, Wanted

if TYPE_CHECKING:
    from ticketoffice.domain.operation import PersonRecord
    from ticketoffice.domain.state import Refund
    from ticketoffice.store.book import Book
    from ticketoffice.store.reading import Reading

Translate = Callable[[str], str]
AT_ONCE = 500


def cancellations(book: Book, asked: Asked = EVERYTHING) -> CancelledReport:
    """What was cancelled here; raises RuleBroken `nobody_called` for a name that nobody here has."""
    with book.read() as reading:
        wanted = wanted_by(reading, asked, now=book.clock.now())
        rows = reading.reports.cancelled(wanted)
        more = asked.most is not None and len(rows) > asked.most
        lines = cancelled_lines(reading, rows[: asked.most])
        zone = reading.rules().timezone
    return cancelled_report(lines, asked=asked, zone=zone, more=more)


def cancelled_report(
    lines: tuple[CancelledLine, ...], *, asked: Asked, zone: str, more: bool = False
) -> CancelledReport:
    """These lines with their totals."""
    parts = ((part.method, line.currency, part.amount) for line in lines for part in line.parts)
    return CancelledReport(lines, _totals(parts, only=asked.method), zone, more)


def refunds_due(book: Book, asked: Asked = EVERYTHING) -> DueReport:
    """What is promised and not given; raises RuleBroken `nobody_called` for a name that nobody here has."""
    with book.read() as reading:
        lines = due_lines(reading, reading.reports.due(wanted_by(reading, asked, now=book.clock.now())))
        zone = reading.rules().timezone
    return DueReport(lines, _totals((line.method, line.currency, line.amount) for line in lines), zone)


def cancelled_lines(reading: Reading, rows: Sequence[CancelledRow]) -> tuple[CancelledLine, ...]:
    """Rows with names, texts and money."""
    refunds = reading.reports.refunds_of([row.place.order for row in rows])
    people = reading.persons([row.place.customer for row in rows if row.place.customer])
    notes = [row.note for row in rows if row.note]
    texts = {k: v for n in range(0, len(notes), AT_ONCE) for k, v in reading.texts(notes[n : n + AT_ONCE]).items()}
    staff, zone = reading.staff(), reading.rules().timezone
    parts = _parts_of(reading, {row.id: refunds.get(row.id, ()) for row in rows})
    return tuple(_cancelled(row, parts[row.id], people=people, texts=texts, staff=staff, zone=zone) for row in rows)


def _parts_of(reading: Reading, refunds: Mapping[str, Sequence[Refund]]) -> dict[str, tuple[Part, ...]]:
    """What is given back, by cancellation, with the method by which it had come; of several lines those that give nothing say nothing."""
    rules = reading.rules()
    paid = reading.reports.methods_of([r.payment for given in refunds.values() for r in given if r.payment])

    def part(refund: Refund) -> Part:
        by = paid.get(refund.payment or "")
        another = by is not None and went_another_way(by, refund.method, rules=rules)
        return Part(refund.method, refund.amount, refund.paid_at, by, another)

    return {name: tuple(part(r) for r in given if r.amount or len(given) == 1) for name, given in refunds.items()}


def due_lines(reading: Reading, rows: Sequence[DueRow]) -> tuple[DueLine, ...]:
    """Rows with names."""
    people = reading.persons([row.place.customer for row in rows if row.place.customer])
    staff, zone = reading.staff(), reading.rules().timezone
    elsewhere = reading.made_elsewhere([row.finish for row in rows if row.finish and is_to_hand_out(row.refund)])
    return tuple(
        DueLine(
            row.refund.id,
            row.refund.promised_at or 0,
            staff.get(row.by or "", ""),
            row.refund.method,
            row.refund.amount,
            row.place.currency,
            row.refund.goodwill,
            _where(row.place, people=people, zone=zone),
            elsewhere.get(row.finish or ""),
        )
        for row in rows
    )


def _cancelled(
    row: CancelledRow,
    parts: tuple[Part, ...],
    *,
    people: dict[str, PersonRecord],
    texts: dict[str, str],
    staff: dict[str, str],
    zone: str,
) -> CancelledLine:
    state = "kept" if row.kept_at is not None else "finished" if row.finished_at is not None else "unfinished"
    return CancelledLine(
        row.id,
        row.at or 0,
        staff.get(row.by or "", ""),
        state,
        row.reason,
        texts.get(row.note or "", ""),
        row.paper,
        parts,
        sum(part.amount for part in parts),
        row.place.currency,
        row.told_at,
        row.to_tell,
        row.to_repeat,
        row.notice,
        _where(row.place, people=people, zone=zone),
    )


def _where(place: Place, *, people: dict[str, PersonRecord], zone: str) -> Where:
    record = people.get(place.customer or "")
    fields = record.fields if record is not None else {}
    return Where(
        place.order,
        place.order_number,
        place.ticket,
        None if place.position is None else f"{place.order_number}-{place.position}",
        place.event or "",
        place.starts_at,
        place.timezone or zone,
        place.seat or place.zone or "",
        place.source,
        fields.get("name") or fields.get("company") or "",
        fields.get("email") or "",
        fields.get("phone") or "",
    )


def wanted_by(reading: Reading, asked: Asked, *, now: int) -> Wanted:
    """What the book is asked for; raises RuleBroken `nobody_called`."""
    zone = reading.rules().timezone
    since = day_of(now, timezone=zone) if asked.today else asked.since
    people = None
    if asked.who is not None:
        name = asked.who.strip().casefold()
        people = tuple(person for person, known in reading.staff().items() if known.casefold() == name)
        if not people:
            raise RuleBroken("nobody_called", data={"name": asked.who.strip()})
    first = None if since is None else to_instant(datetime.combine(since, time(), tzinfo=ZoneInfo(zone)))
    return Wanted(first, asked.method, people, None if asked.most is None else asked.most + 1)


def _totals(parts: Iterable[tuple[str, str, int]], *, only: str | None = None) -> tuple[Total, ...]:
    """Method by method, of the chosen one alone where one was chosen; what gives nothing is no money."""
    sums: dict[tuple[str, str], list[int]] = {}
    for method, currency, amount in parts:
        if amount and only in (None, method):
            sums.setdefault((method, currency), []).append(amount)
    return tuple(Total(*key, sum(amounts), len(amounts)) for key, amounts in sorted(sums.items()))


# --- as CSV ----------------------------------------------------------------------------------------------------------


def same(text: str) -> str:
    """Titles and words in English."""
    return text


def cancellations_csv(report: CancelledReport, *, language: str = "en", translate: Translate = same) -> bytes:
    """The report as a CSV file."""
    return csv_bytes(
        [translate(title) for title in CANCELLED_TITLES],
        (
            (
                moment_of(line.at, report.timezone),
                line.by,
                line.where.order_number,
                line.where.short or "",
                line.where.event,
                moment_of(line.where.starts_at, line.where.timezone),
                line.where.place,
                line.where.customer,
                plain(line.amount),
                line.currency,
                labels((part.method for part in line.parts), language=language),
                label(line.reason, language=language) if line.reason else "",
                line.note,
                translate(WORDS[line.paper]) if line.paper else "",
                translate(WORDS[line.state]),
                moment_of(line.told_at, report.timezone),
                line.where.source or "" if line.to_repeat else "",
                labels((part.paid_by for part in line.parts if part.paid_by), language=language),
            )
            for line in report.lines
        ),
        delimiter=delimiter_of(language),
    )


def refunds_due_csv(report: DueReport, *, language: str = "en", translate: Translate = same) -> bytes:
    """The report as a CSV file."""
    return csv_bytes(
        [translate(title) for title in DUE_TITLES],
        (
            (
                moment_of(line.at, report.timezone),
                line.by,
                line.where.order_number,
                line.where.short or "",
                line.where.event,
                moment_of(line.where.starts_at, line.where.timezone),
                line.where.customer,
                line.where.email,
                line.where.phone,
                plain(line.amount),
                line.currency,
                label(line.method, language=language),
                translate(WORDS["goodwill"]) if line.goodwill else "",
            )
            for line in report.lines
        ),
        delimiter=delimiter_of(language),
    )


def plain(amount: int) -> Decimal:
    """An amount that a spreadsheet takes for a number: 30.00."""
    return Decimal(amount).scaleb(-2)


def moment_of(at: int | None, zone: str) -> datetime | None:
    """A time as a spreadsheet takes it; nothing where nobody knows."""
    return None if at is None else to_datetime(at, timezone=zone)
