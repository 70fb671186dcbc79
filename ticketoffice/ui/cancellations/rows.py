"""What a line says in each tab: its titles, its cells, and by which deed it goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from msgspec import Struct

from ticketoffice.desk.case_words import said
from ticketoffice.desk.report_views import CancelledLine, CaseLine, DueLine, Lists, Owing, Part, Total, Where, ways
from ticketoffice.domain.seats import brief_seat
from ticketoffice.ui import words
from ticketoffice.ui.words import translate

Line = CancelledLine | DueLine | CaseLine


class Tab(StrEnum):
    """The tabs, in order."""

    ALL = "all"
    PAY = "pay"
    TELL = "tell"
    REPEAT = "repeat"
    CASES = "cases"


class Row(Struct, frozen=True):
    """One line as a table shows it; `key` is its own for as long as it is there, `ticks`: a deed can end it."""

    key: str
    cells: tuple[str, ...]
    line: Line
    ticks: bool


AMOUNTS = {Tab.ALL: 5, Tab.PAY: 4, Tab.CASES: 4}
"""The column of money, which is aligned right."""
WIDE = {Tab.ALL: 3, Tab.PAY: 6, Tab.TELL: 5, Tab.REPEAT: 4, Tab.CASES: 5}
"""The column that has the room which others leave: the performance, or why."""


def titles(tab: Tab) -> tuple[str, ...]:
    """The columns of a tab, after the one with the ticks."""
    return {
        Tab.ALL: (
            translate("cancellations", "Time"),
            translate("cancellations", "Who"),
            translate("cancellations", "Performance"),
            translate("cancellations", "Ticket"),
            translate("cancellations", "Amount"),
            translate("cancellations", "Method"),
            translate("cancellations", "Reason"),
            translate("cancellations", "Paper"),
            translate("cancellations", "Told"),
        ),
        Tab.PAY: (
            translate("cancellations", "Promised"),
            translate("cancellations", "Ticket"),
            translate("cancellations", "Customer"),
            translate("cancellations", "Amount"),
            translate("cancellations", "Method"),
            translate("cancellations", "Performance"),
            translate("cancellations", "Who"),
        ),
        Tab.TELL: (
            translate("cancellations", "Time"),
            translate("cancellations", "Ticket"),
            translate("cancellations", "Customer"),
            translate("cancellations", "Phone or e-mail"),
            translate("cancellations", "Performance"),
            translate("cancellations", "Delivery"),
        ),
        Tab.REPEAT: (
            translate("cancellations", "Time"),
            translate("cancellations", "Ticket"),
            translate("cancellations", "Shop"),
            translate("cancellations", "Performance"),
            translate("cancellations", "Customer"),
            translate("cancellations", "Who"),
        ),
        Tab.CASES: (
            translate("cancellations", "Since"),
            translate("cancellations", "Order"),
            translate("cancellations", "Customer"),
            translate("cancellations", "Amount"),
            translate("cancellations", "Why"),
            translate("cancellations", "What to do"),
        ),
    }[tab]


def rows_of(tab: Tab, lists: Lists, owing: Owing | None) -> list[Row]:
    """The lines of a tab. A credit is not ticked: how it is given back is asked in its order."""
    zone = lists.report.timezone
    if tab is Tab.CASES:
        owed = owing.lines if owing is not None else ()
        return [Row(line.key, _case(line, zone), line, line.case is not None) for line in owed]
    if tab is Tab.PAY:
        return [Row(line.refund, _due(line, zone), line, True) for line in lists.due.lines]
    lines = {Tab.ALL: lists.report.lines, Tab.TELL: lists.tell, Tab.REPEAT: lists.repeat}[tab]
    cells: Callable[[CancelledLine, str], tuple[str, ...]] = {
        Tab.ALL: _cancelled,
        Tab.TELL: _tell,
        Tab.REPEAT: _repeat,
    }[tab]
    return [Row(line.cancellation, cells(line, zone), line, tab is not Tab.ALL) for line in lines]


def totals_of(tab: Tab, lists: Lists, owing: Owing | None) -> str:
    """The money per method, where the tab is about money; of credit nobody has chosen one yet."""
    if tab is Tab.CASES:
        sums = owing.credits.totals if owing is not None else ()
        text = translate("cancellations", "Credit {amount} ({count})")
        return "     ".join(text.format(amount=words.money(t.amount, t.currency), count=t.count) for t in sums)
    totals: Sequence[Total] = {Tab.ALL: lists.report.totals, Tab.PAY: lists.due.totals}.get(tab, ())
    return "     ".join(f"{words.code_label(t.method)} {words.money(t.amount, t.currency)} ({t.count})" for t in totals)


def nothing(tab: Tab, *, filtered: bool) -> str:
    """What an empty tab says."""
    if filtered:
        return translate("cancellations", "Nothing here with these filters.")
    return {
        Tab.ALL: translate("cancellations", "Nothing was cancelled here."),
        Tab.PAY: translate("cancellations", "Every refund that was promised is paid."),
        Tab.TELL: translate("cancellations", "Every customer knows."),
        Tab.REPEAT: translate("cancellations", "The shops know of every cancellation made here."),
        Tab.CASES: translate("cancellations", "Nobody has credit, and no case is open."),
    }[tab]


def deed(tab: Tab, count: int) -> str:
    """The word of the button that ends lines; nothing where no deed does."""
    word = {
        Tab.ALL: "",
        Tab.PAY: translate("cancellations", "Paid out"),
        Tab.TELL: translate("cancellations", "Told"),
        Tab.REPEAT: translate("cancellations", "Repeated"),
        Tab.CASES: translate("cancellations", "Settled"),
    }[tab]
    return f"{word} ({count})" if word and count > 1 else word


def _due(line: DueLine, zone: str) -> tuple[str, ...]:
    return (
        words.moment(line.at, timezone=zone, short=True),
        line.where.short or line.where.order_number,
        _customer(line.where),
        words.money(line.amount, line.currency),
        _method_of_due(line),
        _performance(line.where),
        ", ".join(name for name in (line.by, line.desk) if name),
    )


def _cancelled(line: CancelledLine, zone: str) -> tuple[str, ...]:
    told = (
        translate("cancellations", "not yet")
        if line.to_tell
        else ""
        if line.told_at is None
        else words.moment(line.told_at, timezone=zone, short=True)
    )
    return (
        words.moment(line.at, timezone=zone, short=True),
        line.by,
        _performance(line.where),
        line.where.short or line.where.order_number,
        words.money(line.amount, line.currency) if line.parts else "",
        _methods(line.parts),
        _reason(line),
        _paper(line.paper),
        told,
    )


def _tell(line: CancelledLine, zone: str) -> tuple[str, ...]:
    return (
        words.moment(line.at, timezone=zone, short=True),
        line.where.short or line.where.order_number,
        line.where.customer,
        line.where.phone or line.where.email,
        _performance(line.where),
        _notice(line.notice),
    )


def _repeat(line: CancelledLine, zone: str) -> tuple[str, ...]:
    return (
        words.moment(line.at, timezone=zone, short=True),
        line.where.short or line.where.order_number,
        line.where.source or "",
        _performance(line.where),
        line.where.customer,
        line.by,
    )


def _case(line: CaseLine, zone: str) -> tuple[str, ...]:
    return (
        words.when_it_was(line.since, zone),
        line.where.short or line.where.order_number,
        _customer(line.where),
        "" if line.amount is None else words.money(line.amount, line.currency),
        *_why(line),
    )


def _why(line: CaseLine) -> tuple[str, str]:
    return said(line, translate=words.of_the_desk, when=words.when_it_was)


def _performance(where: Where) -> str:
    when = "" if where.starts_at is None else words.moment(where.starts_at, timezone=where.timezone, short=True)
    return "  ".join(part for part in (when, where.event, brief_seat(where.place)) if part)


def _customer(where: Where) -> str:
    return where.customer or where.email or where.phone


def _method_of_due(line: DueLine) -> str:
    method = words.code_label(line.method)
    return f"{method}, {translate('cancellations', 'goodwill')}" if line.goodwill else method


def _methods(parts: Sequence[Part]) -> str:
    return ways(parts, translate("cancellations", "{method} (paid: {paid})"), words.code_label)


def _reason(line: CancelledLine) -> str:
    if line.state == "kept":
        return translate("cancellations", "taken back")
    if line.state == "unfinished":
        return translate("cancellations", "not finished")
    reason = words.code_label(line.reason or "")
    return f"{reason}: {line.note}" if line.note else reason


def _paper(code: str | None) -> str:
    known: dict[Any, str] = {
        "back": translate("cancellations", "back"),
        "eticket": translate("cancellations", "e-ticket"),
        "missing": translate("cancellations", "missing"),
    }
    return known.get(code, "")


def _notice(state: str | None) -> str:
    known: dict[Any, str] = {
        "queued": translate("cancellations", "waits to be sent"),
        "refused": translate("cancellations", "could not be sent: tell the customer"),
        "stale": translate("cancellations", "could not be sent: tell the customer"),
    }
    return known.get(state, "")
