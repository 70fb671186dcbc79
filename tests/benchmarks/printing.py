"""100 tickets as papers: each format, and PDF against Qt writing as many pages with as many texts."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPainter

from tests.benchmarks.measure import Figure, median, timed
from ticketoffice.desk.find import find
from ticketoffice.desk.paper_views import OrderTickets
from ticketoffice.desk.papers import tickets_paper
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.printing.layouts import FORMATS
from ticketoffice.printing.renderers.pages import application, font, pdf_writer, with_fonts
from ticketoffice.printing.tickets import paper_bytes
from ticketoffice.store.book import Book

TICKETS = 100
ROUNDS = 5
TEXTS = 32
"""Texts of a ticket."""


def measure(book: Book) -> list[Figure]:
    """Prints tickets of the book that open the gate, each with a code of its own."""
    paper = _tickets(book)
    alive = application()
    with_fonts()
    bare = median([timed(_bare) for _ in range(ROUNDS)])
    took = {
        form: median([timed(lambda form=form: paper_bytes(paper, form=form)) for _ in range(ROUNDS)])
        for form in FORMATS
    }
    del alive
    pdf = took["pdf-82"]
    others = ", ".join(f"{form} {ms:.0f} ms" for form, ms in took.items() if form != "pdf-82")
    detail = f"{pdf:.0f} ms / {bare:.0f} ms; {others}"
    return [Figure("100 tickets as PDF / bare texts", pdf / bare, "x", detail, aim=4)]


def _tickets(book: Book) -> OrderTickets:
    orders = [row.order for row in find(book, "a", limit=50).orders]
    found = next(paper for order in orders if (paper := _printed(book, order)) is not None)
    first = found.tickets[0]
    many = tuple(
        replace(first, code=f"{first.code[:12]}{n:06}", short=f"{found.issued.order}-{n}") for n in range(TICKETS)
    )
    return replace(found, tickets=many)


def _printed(book: Book, order: str) -> OrderTickets | None:
    try:
        return tickets_paper(book, order)
    except RuleBroken:
        return None


def _bare() -> None:
    """As many pages by Qt alone with as many texts, at fixed places: no layout, no barcode."""
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = pdf_writer(buffer, title="bare")
    painter = QPainter(writer)
    for number in range(TICKETS):
        if number:
            writer.newPage()
        for line in range(TEXTS):
            painter.setFont(font(7 + line % 4, bold=bool(line % 2)))
            painter.drawText(300, 100 * line, f"Ticket {number} of the opera, line {line}")
    painter.end()
    buffer.close()
