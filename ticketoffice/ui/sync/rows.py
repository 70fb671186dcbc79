"""The lines of the sync page as its tables show them."""

from __future__ import annotations

from collections.abc import Sequence

from ticketoffice.desk.sync_views import CaseView, SyncLine
from ticketoffice.ui import words
from ticketoffice.ui.order.history_words import kind_word
from ticketoffice.ui.sync.words import line_state
from ticketoffice.ui.words import translate

Rows = list[tuple[str, ...]]


def line_rows(lines: Sequence[SyncLine]) -> Rows:
    """When, what, which order and tickets, who, how far."""
    return [
        (
            words.when_it_was(line.at, line.timezone),
            kind_word(line.kind),
            _about(line),
            line.by or "",
            line_state(line),
        )
        for line in lines
    ]


def received_rows(lines: Sequence[SyncLine]) -> Rows:
    """The same of what others did: it is here, so nothing more is said of it."""
    return [row[:4] for row in line_rows(lines)]


def case_rows(cases: Sequence[CaseView]) -> Rows:
    """When, which order, what was done here, who, what happened."""
    return [
        (
            words.when_it_was(case.at, case.timezone),
            case.ticket or case.number or "",
            kind_word(case.deed) if case.deed is not None else translate("sync", "elsewhere"),
            ", ".join(part for part in (case.by, case.desk) if part),
            case.why,
        )
        for case in cases
    ]


def _about(line: SyncLine) -> str:
    return ", ".join(line.tickets) or line.number or ""
