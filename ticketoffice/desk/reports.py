"""Reports: what was cancelled at this desk and how it was given back, and what is promised and not given yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from msgspec import Struct

from ticketoffice.desk.csv_text import csv_text
from ticketoffice.desk.words import label
from ticketoffice.domain.calendar import day_of, to_datetime, to_instant
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.store.reports import CancelledRow, DueRow, Place, Wanted

if TYPE_CHECKING:
    from ticketoffice.domain.operation import PersonRecord
    from ticketoffice.domain.state import Refund
    from ticketoffice.store.book import Book
    from ticketoffice.store.reading import Reading

Translate = Callable[[str], str]
AT_ONCE = 500


class Where(Struct, frozen=True):
    """What a line is about: order, ticket (None: money of the order itself), performance, and whom to reach how."""

    order: str
    order_number: str
    ticket: str | None
    short: str | None
    event: str
    starts_at: int | None
    timezone: str
    place: str
    source: str | None
    customer: str
    email: str
    phone: str


class Part(Struct, frozen=True):
    """Money by one method; `paid_at` None: it has not left."""

    method: str
    amount: int
    paid_at: int | None


class CancelledLine(Struct, frozen=True):
    """One cancellation. `state`: kept (taken back), unfinished (only clicked) or finished. `notice`: the state of the e-mail
    about it, if one was asked for. `parts`: what is given back, by which methods.
    """

    cancellation: str
    at: int
    by: str
    state: str
    reason: str | None
    note: str
    paper: str | None
    parts: tuple[Part, ...]
    amount: int
    currency: str
    told_at: int | None
    to_tell: bool
    to_repeat: bool
    notice: str | None
    where: Where


class DueLine(Struct, frozen=True):
    """One promise that is not kept yet: since when, by whom, how much, by which method."""

    refund: str
    at: int
    by: str
    method: str
    amount: int
    currency: str
    goodwill: bool
    where: Where


class Total(Struct, frozen=True):
    """The money of a report by one method in one currency, and in how many parts."""

    method: str
    currency: str
    amount: int
    count: int


class CancelledReport(Struct, frozen=True):
    """Cancellations, the newest first. `more`: older ones are left out. Times are shown in `timezone`."""

    lines: tuple[CancelledLine, ...]
    totals: tuple[Total, ...]
    timezone: str
    more: bool = False


class DueReport(Struct, frozen=True):
    """Promises, the oldest first."""

    lines: tuple[DueLine, ...]
    totals: tuple[Total, ...]
    timezone: str


class Asked(Struct, frozen=True):
    """Which lines a report has: since a day of the venue, by a method, by a person's name; `today` alone; at most so many."""

    since: date | None = None
    method: str | None = None
    who: str | None = None
    today: bool = False
    most: int | None = None


EVERYTHING = Asked()


def cancellations(book: Book, asked: Asked = EVERYTHING) -> CancelledReport:
    """What was cancelled here; raises RuleBroken `nobody_called` for a name that nobody here has."""
    with book.read() as reading:
        wanted = _wanted(reading, asked, now=book.clock.now())
        rows = reading.reports.cancelled(wanted)
        more = asked.most is not None and len(rows) > asked.most
        lines = cancelled_lines(reading, rows[: asked.most])
        zone = reading.rules().timezone
    parts = ((part.method, line.currency, part.amount) for line in lines for part in line.parts)
    return CancelledReport(lines, _totals(parts, only=asked.method), zone, more)


def refunds_due(book: Book, asked: Asked = EVERYTHING) -> DueReport:
    """What is promised and not given; raises RuleBroken `nobody_called` for a name that nobody here has."""
    with book.read() as reading:
        lines = due_lines(reading, reading.reports.due(_wanted(reading, asked, now=book.clock.now())))
        zone = reading.rules().timezone
    return DueReport(lines, _totals((line.method, line.currency, line.amount) for line in lines), zone)


def cancelled_lines(reading: Reading, rows: Sequence[CancelledRow]) -> tuple[CancelledLine, ...]:
    """Rows with names, texts and money."""
    refunds = reading.reports.refunds_of([row.place.order for row in rows])
    people = reading.persons([row.place.customer for row in rows if row.place.customer])
    notes = [row.note for row in rows if row.note]
    texts = {k: v for n in range(0, len(notes), AT_ONCE) for k, v in reading.texts(notes[n : n + AT_ONCE]).items()}
    staff, zone = reading.staff(), reading.rules().timezone
    return tuple(
        _cancelled(row, refunds.get(row.id, ()), people=people, texts=texts, staff=staff, zone=zone) for row in rows
    )


def due_lines(reading: Reading, rows: Sequence[DueRow]) -> tuple[DueLine, ...]:
    """Rows with names."""
    people = reading.persons([row.place.customer for row in rows if row.place.customer])
    staff, zone = reading.staff(), reading.rules().timezone
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
        )
        for row in rows
    )


def _cancelled(
    row: CancelledRow,
    refunds: Sequence[Refund],
    *,
    people: dict[str, PersonRecord],
    texts: dict[str, str],
    staff: dict[str, str],
    zone: str,
) -> CancelledLine:
    parts = tuple(Part(r.method, r.amount, r.paid_at) for r in refunds if r.amount or len(refunds) == 1)
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


def _wanted(reading: Reading, asked: Asked, *, now: int) -> Wanted:
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

CANCELLED_TITLES = (
    *("Time", "Who", "Order", "Ticket", "Event", "Performance", "Place", "Customer", "Amount", "Currency", "Method"),
    *("Reason", "Note", "Paper", "State", "Told", "To repeat at"),
)
DUE_TITLES = (
    *(
        "Promised",
        "Who",
        "Order",
        "Ticket",
        "Event",
        "Performance",
        "Customer",
        "E-mail",
        "Phone",
        "Amount",
        "Currency",
    ),
    *("Method", "Goodwill"),
)


def same(text: str) -> str:
    """Titles and words in English."""
    return text


def cancellations_csv(report: CancelledReport, *, language: str = "en", translate: Translate = same) -> str:
    """The report as the text of a CSV file."""
    return csv_text(
        [translate(title) for title in CANCELLED_TITLES],
        (
            (
                _moment(line.at, report.timezone),
                line.by,
                line.where.order_number,
                line.where.short or "",
                line.where.event,
                _moment(line.where.starts_at, line.where.timezone),
                line.where.place,
                line.where.customer,
                plain(line.amount),
                line.currency,
                ", ".join(dict.fromkeys(label(part.method, language=language) for part in line.parts)),
                label(line.reason, language=language) if line.reason else "",
                line.note,
                line.paper or "",
                line.state,
                _moment(line.told_at, report.timezone),
                line.where.source or "" if line.to_repeat else "",
            )
            for line in report.lines
        ),
    )


def refunds_due_csv(report: DueReport, *, language: str = "en", translate: Translate = same) -> str:
    """The report as the text of a CSV file."""
    return csv_text(
        [translate(title) for title in DUE_TITLES],
        (
            (
                _moment(line.at, report.timezone),
                line.by,
                line.where.order_number,
                line.where.short or "",
                line.where.event,
                _moment(line.where.starts_at, line.where.timezone),
                line.where.customer,
                line.where.email,
                line.where.phone,
                plain(line.amount),
                line.currency,
                label(line.method, language=language),
                translate("yes") if line.goodwill else "",
            )
            for line in report.lines
        ),
    )


def plain(amount: int) -> str:
    """An amount that a spreadsheet takes for a number: 30.00."""
    return f"{'-' if amount < 0 else ''}{abs(amount) // 100}.{abs(amount) % 100:02d}"


def _moment(at: int | None, zone: str) -> str:
    return "" if at is None else f"{to_datetime(at, timezone=zone):%Y-%m-%d %H:%M}"
