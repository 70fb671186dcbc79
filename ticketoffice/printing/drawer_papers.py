"""A closing (Z), or the drawer as it is now (X), as bytes for a printer or a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ticketoffice.printing.documents.closings import DrawerPaper, drawer_rows
from ticketoffice.printing.tickets import ROLLS, encoded, letters_for

if TYPE_CHECKING:
    from ticketoffice.desk.cash_views import ClosingView, TillView
    from ticketoffice.store.book import Book

DEMO, PRACTICE = "demo", "practice"


def drawer_paper(book: Book, *, closing: str | None = None) -> DrawerPaper:
    """The closing of this number, or else the drawer now. Raises RuleBroken `not_found`."""
    from ticketoffice.desk import cash

    return with_letterhead(book, cash.till(book) if closing is None else cash.closing(book, closing))


def with_letterhead(book: Book, view: ClosingView | TillView) -> DrawerPaper:
    """A view of the drawer with what stands on every paper of the house."""
    with book.read() as reading:
        facts, rules = reading.facts(), reading.rules()
    mark = DEMO if facts.mode == "demo" else PRACTICE if facts.shift_weeks else None
    return DrawerPaper(view, rules.letterhead, mark)


def drawer_bytes(paper: DrawerPaper, *, form: str, language: str, copy: int = 0) -> bytes:
    """As a printer takes it; `copy` above 0 says DUPLICATA."""
    from ticketoffice.printing.placing import flowed

    roll = ROLLS[form]
    rows = drawer_rows(paper, width=roll.width - 2 * roll.margin, language=language, copy=copy)
    pages = flowed(rows, width=roll.width, letters=letters_for(form), margin=roll.margin, most=roll.height)
    return encoded(pages, form=form)


def save_drawer(paper: DrawerPaper, path: Path, *, form: str, language: str) -> Path:
    """Writes it whole or not at all and returns the file. Raises Unavailable `no_folder` or `cannot_write`."""
    from ticketoffice.printing.whole_file import export

    export(drawer_bytes(paper, form=form, language=language), path)
    return path
