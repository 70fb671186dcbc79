"""What stands on the reports of the till: X now, Z for ever, and the takings of any business day per desk, person and method."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ticketoffice.desk.cash_views import ClosingView, CurrencyView, TakingsReport, TakingView, TillView
from ticketoffice.desk.csv_text import csv_bytes, delimiter_of
from ticketoffice.desk.report_views import TAKINGS_TITLES
from ticketoffice.desk.reports import Translate, plain, same
from ticketoffice.desk.words import label
from ticketoffice.domain import drawer as rules_of_drawer
from ticketoffice.domain.calendar import MINUTE, to_instant
from ticketoffice.domain.drawer import Drawer, Sums, drawer_after
from ticketoffice.domain.notes import note_of
from ticketoffice.domain.people import NONE_BY_RULE
from ticketoffice.domain.rules import VenueRules
from ticketoffice.domain.takings import Flow, Taking, summed
from ticketoffice.store.desk_names import desk_names

if TYPE_CHECKING:
    from ticketoffice.domain.drawer import Deed
    from ticketoffice.store.book import Book
    from ticketoffice.store.reading import Reading
    from ticketoffice.store.till import Closing


def till_view(reading: Reading, *, at: int) -> TillView:
    """The drawer of this desk as it is in this transaction."""
    deeds, rules = reading.till.deeds(), reading.rules()
    drawer = drawer_after(deeds)
    session, staff = drawer.session, reading.staff()
    paired = reading.joined_at() is not None
    waiting = reading.till.waiting() if paired else []
    currencies = rules_of_drawer.currencies(drawer)
    return TillView(
        session=session.id if session else None,
        opened_at=session.opened_at if session else None,
        opened_by=staff.get(session.opened_by or "", "") if session else "",
        forgotten=rules_of_drawer.is_forgotten(drawer, at=at, rules=rules),
        day=rules_of_drawer.business_day(session.opened_at if session else at, rules=rules),
        currencies=tuple(_currency(drawer, currency) for currency in currencies),
        takings=tuple(_taking(t, {}, {}) for t in summed(_flows(deeds))),
        deeds=tuple(reading.till.counted_deeds().items()),
        no_sales=drawer.no_sales,
        left_before=tuple(sorted(drawer.left.items())),
        counts=drawer.fresh,
        may_count=session is not None and drawer.fresh < rules_of_drawer.COUNTS,
        refunds_open=len(reading.till.refunds_open()),
        waiting=len(waiting) if paired else None,
        waiting_sums=_sums(waiting),
        needs_reason=any(abs(drawer.difference(c)) > rules.drawer_reason for c in currencies),
        needs_second=rules_of_drawer.needs_second(drawer, rules=rules),
        at=at,
        timezone=rules.timezone,
        currency=reading.till.usual_currency(),
    )


def _flows(deeds: Iterable[Deed]) -> list[Flow]:
    return [
        Flow("", deed.actor, deed.at, row.method, deed.currency, row.amount) for deed in deeds for row in deed.moved
    ]


def _sums(deeds: Iterable[Deed]) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {}
    for flow in _flows(deeds):
        found[flow.currency] = found.get(flow.currency, 0) + flow.amount
    return tuple(sorted(found.items()))


def _currency(drawer: Drawer, currency: str) -> CurrencyView:
    sums = drawer.sums.get(currency, Sums())
    is_counted = drawer.fresh > 0
    return CurrencyView(
        currency=currency,
        float=sums.float,
        earlier=sums.earlier,
        payments=sums.payments,
        refunds=sums.refunds,
        put_in=sums.put_in,
        taken_out=sums.taken_out,
        dropped=sums.dropped,
        expected=sums.expected,
        counted=drawer.counted.get(currency, 0) if is_counted else None,
        difference=drawer.difference(currency) if is_counted else None,
        left=rules_of_drawer.stays(drawer, currency),
    )


def _taking(taking: Taking, desks: Mapping[str, str], staff: Mapping[str, str]) -> TakingView:
    return TakingView(
        desks.get(taking.desk or "", ""),
        staff.get(taking.actor or "", ""),
        taking.method,
        taking.currency,
        taking.taken,
        taking.given,
        taking.count,
    )


def closing_view(reading: Reading, closing: Closing) -> ClosingView:
    """A closing as it was written down."""
    payload, staff = closing.payload, reading.staff()
    names = [note for note in (note_of(payload), (payload.get("alone") or {}).get("note")) if note is not None]
    texts = reading.texts(names)
    alone = texts.get((payload.get("alone") or {}).get("note", ""), "")
    is_alone = closing.second_person == NONE_BY_RULE
    return ClosingView(
        number=payload["number"],
        day=date.fromisoformat(payload["day"]),
        opened_at=payload["opened_at"],
        closed_at=closing.at,
        closed_by=staff.get(closing.actor or "", ""),
        second=alone if is_alone else staff.get(closing.second_person or "", ""),
        why=texts.get(note_of(payload) or "", ""),
        first=_place(payload["first"]),
        last=_place(payload["last"]),
        currencies=tuple(
            CurrencyView(
                difference=row["counted"] - row["expected"],
                **{name: row[name] for name in CurrencyView.__struct_fields__ if name != "difference"},
            )
            for row in payload["money"]
        ),
        takings=tuple(TakingView("", "", **row) for row in payload["takings"]),
        deeds=tuple((row["kind"], row["count"]) for row in payload["deeds"]),
        no_sales=payload["no_sales"],
        waiting=payload["waiting"],
        timezone=reading.rules().timezone,
    )


def _place(place: Mapping[str, object]) -> str:
    return f"{str(place['epoch'])[:8]}/{place['seq']}"


def takings(book: Book, *, since: date | None = None, until: date | None = None) -> TakingsReport:
    """What came in and went out from one business day to another (both included; today without them), at every desk known here."""
    with book.read() as reading:
        rules = reading.rules()
        today = rules_of_drawer.business_day(book.clock.now(), rules=rules)
        first = since or until or today
        last = until or (today if since is None else max(first, today))
        flows = reading.till.flows(
            since=_begins(first, rules=rules), until=_begins(rules_of_drawer.day_after(last), rules=rules)
        )
        here, known = reading.facts().desk, desk_names(reading.connection)
        desks = {flow.desk: known.get(flow.desk) or ("" if flow.desk == here else flow.desk[:8]) for flow in flows}
        staff = reading.staff()
        return TakingsReport(
            first,
            last,
            tuple(_taking(t, desks, staff) for t in summed(flows, by_desk=True, by_person=True)),
            tuple(_taking(t, {}, {}) for t in summed(flows)),
            rules.timezone,
        )


def _begins(day: date, *, rules: VenueRules) -> int:
    """The instant at which a business day begins."""
    midnight = to_instant(datetime.combine(day, time(), tzinfo=ZoneInfo(rules.timezone)))
    return midnight + rules.day_ends_minutes * MINUTE


def takings_csv(report: TakingsReport, *, language: str = "en", translate: Translate = same) -> bytes:
    """The lines as a CSV file."""
    return csv_bytes(
        [translate(title) for title in TAKINGS_TITLES],
        (
            (
                report.since,
                report.until,
                line.desk,
                line.by,
                label(line.method, language=language),
                line.currency,
                plain(line.taken),
                plain(line.given),
                plain(line.sum),
                line.count,
            )
            for line in report.lines
        ),
        delimiter=delimiter_of(language),
    )
