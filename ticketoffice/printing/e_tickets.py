"""Tickets as the PDF that goes with an e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ticketoffice.desk.papers import tickets_paper
from ticketoffice.printing.tickets import SHEET, paper_bytes

if TYPE_CHECKING:
    from ticketoffice.store.book import Book


def attached(book: Book, order: str, tickets: Sequence[str], language: str) -> bytes:
    """The PDF (A4) of these tickets (ids) of an order, in the customer's language, else in this one. Raises as `tickets_paper`."""
    paper = tickets_paper(book, order, tickets=tickets)
    return paper_bytes(paper, form=SHEET, language=paper.issued.language or language)


class WithoutAScreen:
    """`attached` for a process that has no window, and paints from another thread: made in the main one, which fonts need."""

    def __init__(self) -> None:
        """Raises ImportError where this machine lacks a library that painting needs."""
        from ticketoffice.printing.renderers.pages import application

        self._alive = application()

    def __call__(self, book: Book, order: str, tickets: Sequence[str], language: str) -> bytes:
        """As `attached`."""
        return attached(book, order, tickets, language)
