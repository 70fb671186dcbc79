"""A long list as PDF, A4: dense rows that can be read and ticked at a dark door, with the columns' titles on each page."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPdfWriter, QPen

from ticketoffice.printing.documents.list_paper import ListColumn, ListPaper
from ticketoffice.printing.renderers.pages import INK, QUIET, STAMP, Stroke, pages_pdf
from ticketoffice.printing.renderers.pages import font as _made

MARGIN = 14.0
BOX = 3.2
"""Millimetres of a box to tick."""
LINE_WIDTH = 2.0
BAND = QColor("whitesmoke")


def list_pdf(paper: ListPaper) -> bytes:
    """The bytes of the PDF."""
    return pages_pdf(
        f"{paper.title} {paper.head} {paper.when}", lambda writer: _Layout(writer, paper).pages(), margin=MARGIN
    )


class _Layout:
    """Walks down the page row by row; how many pages there are is known at the end: then each gets its foot."""

    def __init__(self, writer: QPdfWriter, paper: ListPaper) -> None:
        self._writer, self._paper = writer, paper
        self._width, self._height = float(writer.width()), float(writer.height())
        self._plain, self._bold = _made(9), _made(9, bold=True)
        self._small, self._title = _made(7.5), _made(15, bold=True)
        self._fonts = {"bold": self._bold}
        self._metrics = {id(f): QFontMetricsF(f, writer) for f in (self._plain, self._bold, self._small, self._title)}
        self._line = self._metrics[id(self._plain)].lineSpacing()
        self._pad = self._line * 0.22
        self._gap = 0.012 * self._width
        self._y = self._top = 0.0
        self._bottom = self._height - 2 * self._line
        self._banded = True
        self._pages: list[list[Stroke]] = []

    def pages(self) -> list[list[Stroke]]:
        """The strokes of each page."""
        self._begin_page()
        if not self._paper.rows:
            self._text(self._paper.empty, x=0, width=1, font=self._plain)
        for row in self._paper.rows:
            cells = [self._cell(cell, column) for cell, column in zip(row, self._paper.columns, strict=True)]
            for part in self._parts(cells):
                height = max(len(lines) for lines in part) * self._line + 2 * self._pad
                if self._y + height > self._bottom:
                    self._begin_page()
                self._row(part, height=height)
        for number, page in enumerate(self._pages, start=1):
            self._foot(page, number=number)
        return self._pages

    def _begin_page(self) -> None:
        """Title and event large on the first page, small on the others; then the columns' titles."""
        first = not self._pages
        self._pages.append([])
        self._y, self._banded = 0.0, True
        if first:
            self._head(self._paper.head, self._paper.when, font=self._title)
            self._text(self._paper.title, x=0, width=0.34, font=self._bold)
            self._text("   ·   ".join(self._paper.facts), x=0.34, width=0.66, font=self._plain, right=True)
            self._y += 1.6 * self._line
        else:
            self._head(self._paper.head, f"{self._paper.when}   {self._paper.title}", font=self._bold)
        x = 0.0
        for column in self._paper.columns:
            self._text(column.title, x=x, width=column.share, font=self._small, right=column.kind == "right")
            x += column.share
        self._y += 1.15 * self._line
        self._rule(INK)
        self._top = self._y

    def _head(self, text: str, when: str, *, font: QFont) -> None:
        """The event in as many lines as it needs, and beside it when, which is never cut."""
        metrics = self._metrics[id(font)]
        beside = (metrics.horizontalAdvance(when) + 2 * self._gap) / self._width
        top = self._y
        for line in self._lines(text, font=font, share=1 - beside):
            self._text(line, x=0, width=1 - beside, font=font)
            self._y += metrics.lineSpacing()
        below, self._y = self._y, top
        self._text(when, x=1 - beside, width=beside, font=font, right=True)
        self._y = below + 0.4 * self._line

    def _parts(self, cells: list[list[str]]) -> list[list[list[str]]]:
        """A row in parts that each fit on a page; nearly always just itself."""
        most = max(1, int((self._bottom - self._top - 2 * self._pad) / self._line))
        longest = max(len(lines) for lines in cells)
        return [[lines[start : start + most] for lines in cells] for start in range(0, longest, most)]

    def _row(self, cells: list[list[str]], *, height: float) -> None:
        top = self._y
        self._banded = not self._banded
        if self._banded:
            band = QRectF(0, top, self._width, height)
            self._stroke(lambda painter: painter.fillRect(band, BAND))
        x = 0.0
        for column, lines in zip(self._paper.columns, cells, strict=True):
            self._y = top + self._pad
            if column.kind == "box":
                for ticked in lines:
                    self._box(ticked, x=x)
            else:
                for line in lines:
                    font = self._fonts.get(column.kind, self._plain)
                    self._text(line, x=x, width=column.share, font=font, right=column.kind == "right")
                    self._y += self._line
            x += column.share
        self._y = top + height
        self._rule(STAMP)

    def _box(self, ticked: str, *, x: float) -> None:
        """Empty, ticked, or with how many are in."""
        side = BOX / 25.4 * self._writer.resolution()
        box = QRectF(x * self._width + LINE_WIDTH, self._y + (self._line - side) / 2, side, side)

        def stroke(painter: QPainter) -> None:
            painter.setPen(QPen(INK, LINE_WIDTH))
            painter.drawRect(box)
            if ticked == "x":
                painter.setPen(QPen(INK, 2.5 * LINE_WIDTH))
                painter.drawPolyline(
                    [
                        QPointF(box.left() + 0.2 * side, box.center().y()),
                        QPointF(box.left() + 0.42 * side, box.bottom() - 0.22 * side),
                        QPointF(box.right() - 0.15 * side, box.top() + 0.2 * side),
                    ]
                )

        self._stroke(stroke)
        if ticked and ticked != "x":
            self._text(ticked, x=x + (side + self._gap) / self._width, width=0.05, font=self._small)

    def _cell(self, text: str, column: ListColumn) -> list[str]:
        return self._lines(text, font=self._fonts.get(column.kind, self._plain), share=column.share) or [""]

    def _lines(self, text: str, *, font: QFont, share: float) -> list[str]:
        """A text's lines: it loses nothing and is broken between words."""
        flat, metrics = " ".join(text.split()), self._metrics[id(font)]
        width = share * self._width - self._gap
        lines = [""]
        for word in flat.split(" "):
            for piece in _pieces(word, metrics=metrics, width=width):
                longer = f"{lines[-1]} {piece}" if lines[-1] else piece
                if metrics.horizontalAdvance(longer) <= width:
                    lines[-1] = longer
                else:
                    lines.append(piece)
        return [line for line in lines if line]

    def _text(self, text: str, *, x: float, width: float, font: QFont, right: bool = False) -> None:
        metrics = self._metrics[id(font)]
        at_edge = right and x + width >= 1
        room = width * self._width - (0 if at_edge else self._gap)
        box = QRectF(x * self._width, self._y, room, max(self._line, metrics.lineSpacing()))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft

        def stroke(painter: QPainter) -> None:
            painter.setFont(font)
            painter.setPen(INK)
            painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)

        self._stroke(stroke)

    def _rule(self, colour: QColor) -> None:
        y = self._y

        def stroke(painter: QPainter) -> None:
            painter.setPen(QPen(colour, LINE_WIDTH))
            painter.drawLine(QPointF(0, y), QPointF(self._width, y))

        self._stroke(stroke)

    def _foot(self, page: list[Stroke], *, number: int) -> None:
        text = self._paper.page_of.format(page=number, pages=len(self._pages))
        box = QRectF(0, self._height - self._line, self._width, self._line)

        def stroke(painter: QPainter) -> None:
            painter.setFont(self._small)
            painter.setPen(QUIET)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft, self._paper.foot)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, text)

        page.append(stroke)

    def _stroke(self, stroke: Stroke) -> None:
        self._pages[-1].append(stroke)


def _pieces(word: str, *, metrics: QFontMetricsF, width: float) -> list[str]:
    """A word in pieces that fit; nearly always just itself."""
    pieces = [""]
    if metrics.horizontalAdvance(word) <= width:
        return [word]
    for letter in word:
        if pieces[-1] and metrics.horizontalAdvance(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
