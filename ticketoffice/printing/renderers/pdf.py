"""A document as PDF, A4."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPdfWriter

from ticketoffice.printing.documents.document import Document
from ticketoffice.printing.renderers.pages import INK, QUIET, STAMP, Stroke, pages_pdf
from ticketoffice.printing.renderers.pages import font as _made
from ticketoffice.printing.whole_file import write_whole

MARGIN = 20.0
SHARES = (0.26, 0.19, 0.29, 0.12, 0.14)


def write_pdf(document: Document, path: Path) -> None:
    """Writes the PDF whole or not at all: a file of that name is replaced only once the new one is on disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(pdf(document), path)


def pdf(document: Document) -> bytes:
    """The bytes of the PDF."""
    return pages_pdf(document.title, lambda writer: _Layout(writer, document).pages(), margin=MARGIN)


class _Layout:
    """Walks down the page and collects what is to be painted; begins a new page, with the table's head again, when a row
    does not fit. How many pages there are is known at the end: then each gets its foot.
    """

    def __init__(self, writer: QPdfWriter, document: Document) -> None:
        self._writer, self._document = writer, document
        self._width, self._height = float(writer.width()), float(writer.height())
        self._plain, self._bold, self._title = _made(10), _made(10, bold=True), _made(18, bold=True)
        self._small = _made(8)
        self._line = QFontMetricsF(self._plain, writer).lineSpacing() * 1.25
        self._y = 0.0
        self._pages: list[list[Stroke]] = [[]]

    def pages(self) -> list[list[Stroke]]:
        """The strokes of each page."""
        document = self._document
        self._head()
        self._table_head()
        for row in document.rows:
            self._room_for(1)
            self._row(row, font=self._plain)
        self._room_for(len(document.sums) + 1)
        self._rule()
        for number, (label, amount) in enumerate(document.sums):
            font = self._bold if number == len(document.sums) - 1 else self._plain
            self._text(label, x=0.5, width=0.3, font=font)
            self._text(amount, x=0.8, width=0.2, font=font, right=True)
            self._y += self._line
        self._room_for(len(document.closing) + 2)
        self._y += self._line
        for number, text in enumerate(document.closing):
            self._text(text, x=0, width=1, font=self._plain if number else self._bold)
            self._y += self._line
        whole = self._pages
        for number, page in enumerate(whole, start=1):
            self._pages = [page]
            self._foot(document.page_of.format(page=number, pages=len(whole)))
        return whole

    def _room_for(self, lines: int) -> None:
        if self._y + lines * self._line > self._height - self._foot_height():
            self._pages.append([])
            self._y = 0.0
            self._table_head()

    def _stroke(self, stroke: Stroke) -> None:
        self._pages[-1].append(stroke)

    def _head_height(self) -> float:
        document = self._document
        return self._line * (
            max(len(document.letterhead), 1) + 2 + max(len(document.recipient), 1) + 2 + 2 + len(document.facts) + 1
        )

    def _foot_height(self) -> float:
        return 2 * self._line

    def _head(self) -> None:
        document, start = self._document, self._head_height()
        for number, text in enumerate(document.letterhead):
            self._text(text, x=0, width=0.55, font=self._plain if number else self._bold)
            self._y += self._line
        self._y = (max(len(document.letterhead), 1) + 2) * self._line
        for text in document.recipient:
            self._text(text, x=0.58, width=0.42, font=self._plain)
            self._y += self._line
        self._y = (max(len(document.letterhead), 1) + max(len(document.recipient), 1) + 4) * self._line
        self._text(document.title, x=0, width=1, font=self._title)
        self._y += 2 * self._line
        for label, value in document.facts:
            self._text(label, x=0, width=0.28, font=self._plain)
            self._text(value, x=0.28, width=0.72, font=self._bold)
            self._y += self._line
        self._y = start
        self._stamp()

    def _stamp(self) -> None:
        if not self._document.stamp:
            return

        def stroke(painter: QPainter) -> None:
            painter.save()
            painter.setPen(STAMP)
            painter.setFont(_made(64, bold=True))
            painter.translate(self._width / 2, self._height / 2)
            painter.rotate(-35)
            box = QRectF(-self._width, -self._height / 4, 2 * self._width, self._height / 2)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._document.stamp)
            painter.restore()

        self._stroke(stroke)

    def _table_head(self) -> None:
        self._row(self._document.columns, font=self._bold)
        self._rule()

    def _row(self, cells: tuple[str, ...], *, font: QFont) -> None:
        x = 0.0
        for number, (cell, share) in enumerate(zip(cells, SHARES, strict=True)):
            self._text(cell, x=x, width=share, font=font, right=number == len(cells) - 1)
            x += share
        self._y += self._line

    def _rule(self) -> None:
        y = int(self._y + self._line * 0.2)

        def stroke(painter: QPainter) -> None:
            painter.setPen(QUIET)
            painter.drawLine(0, y, int(self._width), y)

        self._stroke(stroke)
        self._y += self._line * 0.5

    def _text(self, text: str, *, x: float, width: float, font: QFont, right: bool = False) -> None:
        gap = 0.0 if right else 0.012 * self._width
        metrics = QFontMetricsF(font, self._writer)
        height = max(self._line, metrics.lineSpacing())
        box = QRectF(x * self._width, self._y, width * self._width - gap, height)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft

        def stroke(painter: QPainter) -> None:
            painter.setFont(font)
            painter.setPen(INK)
            painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)

        self._stroke(stroke)

    def _foot(self, text: str) -> None:
        self._y = self._height - self._line
        self._text(f"{self._document.title}   {text}", x=0, width=1, font=self._small)
