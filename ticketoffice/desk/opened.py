"""What must be said of a book once it is open, or was restored: how far it can be trusted, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ticketoffice.desk.sentences import sentence
from ticketoffice.domain.calendar import rough_span, to_datetime
from ticketoffice.store import membership

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.epochs import NewEpoch
    from ticketoffice.store.restoring import Restored

BEHIND = {"min": "clock_behind", "h": "clock_behind_hours", "days": "clock_behind_days"}
LOOKED_AT_FOR_CLOCK = 1000
"""Operations at the end of the journal."""


def opened_sentence(book: Book, *, translate: Callable[[str], str] = lambda text: text) -> str | None:
    """What must be said once a book is open: that it is damaged, is an older copy or came from elsewhere, that
    another one was there before, or that the clock was set back; None when all is as left.
    """
    from ticketoffice.store.checking import clock_behind

    if book.read_only is not None:
        return sentence("read_only", data={"why": book.read_only}, translate=translate)
    minutes = clock_behind(book, last=LOOKED_AT_FOR_CLOCK)
    told = [_begun_sentence(book, translate=translate) if book.begun is not None else None]
    if book.former is not None:
        told.append(sentence("book_was_here", data={"book": str(book.former)}, translate=translate))
    if minutes:
        count, unit = rough_span(minutes)
        told.append(sentence(BEHIND[unit], data={"count": count}, translate=translate))
    return " ".join(text for text in told if text) or None


def _begun_sentence(book: Book, *, translate: Callable[[str], str]) -> str:
    begun = book.begun
    assert begun is not None
    code = f"book_{begun.why}"
    if begun.of_centre:
        code = "book_restored_centre"
    elif begun.missing is None or (begun.why == "keyless" and begun.missing):
        code += "_unknown"
    return _with_the_rest(book, begun, sentence(code, data=_of_epoch(book, begun), translate=translate), translate)


def restored_sentence(book: Book, restored: Restored, *, translate: Callable[[str], str] = lambda text: text) -> str:
    """The one sentence of a book that was restored: as of when, what came after, what to do."""
    data = _of_epoch(book, restored.begun)
    data["to_look_in"] = restored.aside is not None and not restored.is_empty
    return _with_the_rest(book, restored.begun, sentence(restored.code, data=data, translate=translate), translate)


def _with_the_rest(book: Book, begun: NewEpoch, said: str, translate: Callable[[str], str]) -> str:
    """A copy that is older than the last restore lacks also what was named then; of a desk with a centre, what had been sent
    comes back.
    """
    told = [said]
    if begun.told:
        told.append(sentence("told_before", data={"told": begun.told}, translate=translate))
    with book.read() as reading:
        has_centre = membership.centre_of(reading.connection) is not None
    if has_centre and begun.missing != 0:
        told.append(sentence("comes_from_centre", data={}, translate=translate))
    return " ".join(told)


def _of_epoch(book: Book, begun: NewEpoch) -> dict[str, object]:
    with book.read() as reading:
        zone = reading.rules().timezone
    moment = f"{to_datetime(begun.last_at, timezone=zone):%d.%m.%Y %H:%M}"
    return {"missing": begun.missing, "when": moment, "letter": begun.letter, "told": begun.told}
