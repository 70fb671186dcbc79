"""The results: orders, or a row a ticket with its cross; each says why it matched."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractListModel,
    QElapsedTimer,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from ticketoffice.desk.views import Found, FoundTicketView, FoundView
from ticketoffice.desk.words import method_words
from ticketoffice.domain.amounts import parse_amount
from ticketoffice.domain.mixed import readings
from ticketoffice.domain.order_words import Query
from ticketoffice.domain.words import SeatQuery, brief_seat, seat_query
from ticketoffice.ui import words
from ticketoffice.ui.drawing import paint_chip, paint_mark
from ticketoffice.ui.labels import Label
from ticketoffice.ui.theme import CROSS, DOUBLE_CLICK, GRID, tokens
from ticketoffice.ui.words import translate

Index = QModelIndex | QPersistentModelIndex
LINE = 24
WHOLE = ("date", "payment", "amount", "method")
"""Reasons of which all is bold: they are written otherwise than they were typed."""
Parts = list[tuple[int, int]]
"""(start, end) of the letters that are bold."""


class Asked(Struct, frozen=True):
    """What was typed, taken apart once for all rows."""

    words: Query
    seats: tuple[SeatQuery, ...]

    @classmethod
    def of(cls, query: str) -> Asked:
        """From the text of the search field; a seat may stand anywhere among other words."""
        plain = seat_query(query)
        meant = [seat for reading in readings(query, methods=method_words()) for seat in reading.seats]
        return cls(Query.of(query), tuple(dict.fromkeys([*([plain] if plain else []), *meant])))


class ResultsModel(QAbstractListModel):
    """Found orders or tickets, best first."""

    class Role(IntEnum):
        """What the screen asks a row for."""

        VIEW = Qt.ItemDataRole.UserRole + 1
        ORDER = Qt.ItemDataRole.UserRole + 2
        ORDER_NUMBER = Qt.ItemDataRole.UserRole + 3
        TICKET = Qt.ItemDataRole.UserRole + 4
        ASKED = Qt.ItemDataRole.UserRole + 5

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[FoundView | FoundTicketView] = []
        self._asked = Asked.of("")

    def set_rows(self, rows: Sequence[FoundView | FoundTicketView], *, query: str = "") -> None:
        """Shows these rows of a query. The same rows again, or more of them, keep selection and place."""
        self._asked = Asked.of(query)
        known, keys = [_key(row) for row in self._rows], [_key(row) for row in rows]
        if known and keys[: len(known)] == known:
            if len(rows) > len(known):
                self.beginInsertRows(QModelIndex(), len(known), len(rows) - 1)
                self._rows = list(rows)
                self.endInsertRows()
            self._rows = list(rows)
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Qt: rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: a row."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == self.Role.VIEW:
            return row
        if role == self.Role.ORDER:
            return row.order
        if role == self.Role.ORDER_NUMBER:
            return row.number if isinstance(row, FoundView) else row.order_number
        if role == self.Role.TICKET:
            return row.ticket
        if role == self.Role.ASKED:
            return self._asked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in _texts(row) if part)
        return None


def _key(row: FoundView | FoundTicketView) -> tuple[str, str | None]:
    return row.order, row.ticket


def _texts(row: FoundView | FoundTicketView) -> tuple[str, str, str, str]:
    """First line, second line, third line, state."""
    if isinstance(row, FoundView):
        when = words.moment(row.starts_at, timezone=row.timezone, short=True) if row.starts_at is not None else ""
        count = words.counted("results", "%n tick.", row.tickets)
        why = (
            words.labelled(words.matched(row.matched), _match_text(row))
            if row.match_text and row.match_text != row.customer
            else ""
        )
        return (
            f"{row.number}  {row.customer or ''}",
            f"{when}  {row.event}  {count}",
            why,
            words.order_state(row.state)[0],
        )
    when = words.moment(row.starts_at, timezone=row.timezone, short=True)
    return (
        f"{row.short}  {row.holder or ''}",
        f"{when}  {row.event}",
        brief_seat(row.seat or ""),
        words.state_word(row.state)[0],
    )


def _match_text(row: FoundView) -> str:
    """What matched, as screens say it."""
    text = row.match_text or ""
    if row.matched in ("date", "payment"):
        day, _, time = text.partition(" ")
        return f"{words.day(day)} {time}".strip()
    if row.matched == "amount":
        return words.money(parse_amount(text) or 0, row.currency)
    return words.code_label(text) if row.matched == "method" else text


def bold_parts(row: FoundView | FoundTicketView, texts: Sequence[str], *, asked: Asked) -> tuple[Parts, Parts]:
    """What is bold of the first and of the third line: the number, and what was typed of the rest."""
    number, who = (row.number, row.customer) if isinstance(row, FoundView) else (row.short, row.holder)
    first = [(0, len(number)), *_moved(asked.words.places_in(who or ""), by=len(texts[0]) - len(who or ""))]
    third = texts[2]
    if not third:
        return first, []
    place = (row.match_text if isinstance(row, FoundView) else row.seat) or ""
    value = _match_text(row) if isinstance(row, FoundView) else third
    parts, whole = asked.words.places_in(value), [(0, len(value))]
    if (isinstance(row, FoundView) and (row.matched in WHOLE or not parts)) or any(
        seat.is_at(place) for seat in asked.seats
    ):
        parts = whole
    return first, _moved(parts, by=len(third) - len(value))


def _moved(parts: Parts, *, by: int) -> Parts:
    return [(start + by, end + by) for start, end in parts]


def has_cross(row: FoundView | FoundTicketView) -> bool:
    """Whether this row is a ticket with a cross (that cancels it, or explains why not)."""
    return isinstance(row, FoundTicketView) and row.cross.is_cross


def cross_box(row: QRect) -> QRectF:
    """Where in a row the cross is, and is clicked."""
    return QRectF(row.right() - CROSS, row.top(), CROSS, row.height())


class ResultDelegate(QStyledItemDelegate):
    """Three lines and a chip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pens: tuple[Pen, Pen] | None = None

    def _pens_of(self, font: QFont) -> tuple[Pen, Pen]:
        """For the lines, and for what stands beside the chip."""
        if self._pens is None or self._pens[0].plain != font:
            small = QFont(font)
            small.setPointSizeF(font.pointSizeF() - 2)
            self._pens = Pen(font), Pen(small)
        return self._pens

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: rows of one height, so that nothing jumps."""
        return QSize(240, 3 * LINE + GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: one row."""
        row = index.data(ResultsModel.Role.VIEW)
        first, second, third, word = texts = _texts(row)
        bold_first, bold_third = bold_parts(row, texts, asked=index.data(ResultsModel.Role.ASKED))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        if option.state & option.state.State_Selected:
            painter.fillRect(box, QColor(tokens().selected))
        is_order = isinstance(row, FoundView)
        _, tone, shape = words.order_state(row.state) if is_order else (*words.state_word(row.state), "")
        usual, small = self._pens_of(painter.font())
        crossed = has_cross(row)
        if crossed:
            paint_mark(painter, cross_box(option.rect).center(), mark=row.cross.mark)
        line = QRectF(box.left() + 12, box.top() + 4, box.width() - 24 - (CROSS if crossed else 0), LINE)
        painter.setPen(QColor(tokens().text))
        usual.line(painter, line, first, bold=bold_first)
        usual.line(painter, line.translated(0, LINE), second)
        painter.setFont(small.plain)
        width = small.metrics.horizontalAdvance(word) + 34
        last = line.translated(0, 2 * LINE)
        paint_chip(painter, QRectF(last.left(), last.top() + 2, width, 20), word=word, tone=tone, shape=shape)
        painter.setPen(QColor(tokens().quiet))
        small.line(painter, last.adjusted(width + GRID, 0, 0, 0), third, bold=bold_third)
        painter.setPen(QColor(tokens().line))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.restore()


class Pen:
    """Writes lines of one size, plain and bold; made once, since rows are painted with every letter that is typed."""

    def __init__(self, font: QFont) -> None:
        self.plain, self.strong = QFont(font), QFont(font)
        self.strong.setBold(True)
        self.metrics, self._strong_metrics = QFontMetrics(self.plain), QFontMetrics(self.strong)
        self._dots = self._strong_metrics.horizontalAdvance("…")

    def line(self, painter: QPainter, box: QRectF, text: str, *, bold: Sequence[tuple[int, int]] = ()) -> None:
        """One line, with these parts bold; what does not fit ends in dots."""
        x, right = box.left(), box.right()
        y = box.center().y() + (self.metrics.ascent() - self.metrics.descent()) / 2
        for start, end, strong in _runs(len(text), bold):
            metrics = self._strong_metrics if strong else self.metrics
            shown = text[start:end]
            width = metrics.horizontalAdvance(shown)
            fits = width <= right - x - (self._dots if end < len(text) else 0)
            if not fits:
                shown = metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, int(right - x))
            painter.setFont(self.strong if strong else self.plain)
            painter.drawText(QPointF(x, y), shown)
            if not fits:
                return
            x += width


def _runs(length: int, bold: Sequence[tuple[int, int]]) -> list[tuple[int, int, bool]]:
    """A text of this length in pieces (start, end, whether it is bold); the bold parts come in order."""
    runs, done = [], 0
    for start, end in bold:
        if start > done:
            runs.append((done, start, False))
        runs.append((start, end, True))
        done = end
    if done < length:
        runs.append((done, length, False))
    return runs


class ResultsList(QListView):
    """Enter or a click opens a row; a click on a ticket's cross, or Del, cancels it."""

    open_wished = Signal(str, object)
    cross_wished = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("results.list")
        self.setAccessibleName(translate("results", "Results"))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(ResultDelegate(self))
        self._crossed = QElapsedTimer()
        self._crossed_ticket = ""

    def _open(self, index: QModelIndex) -> None:
        self.open_wished.emit(index.data(ResultsModel.Role.ORDER), index.data(ResultsModel.Role.TICKET))

    def _cross(self, index: QModelIndex) -> None:
        """One wish, also for a double click."""
        ticket = index.data(ResultsModel.Role.TICKET)
        if ticket == self._crossed_ticket and self._crossed.elapsed() < DOUBLE_CLICK:
            return
        self._crossed_ticket = ticket
        self._crossed.start()
        self.cross_wished.emit(index.data(ResultsModel.Role.ORDER), ticket)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: one left click on a cross cancels, anywhere else it opens."""
        super().mouseReleaseEvent(event)
        place = event.position()
        index = self.indexAt(place.toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if has_cross(index.data(ResultsModel.Role.VIEW)) and cross_box(self.visualRect(index)).contains(place):
            self._cross(index)
        else:
            self._open(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens, Del cancels a ticket."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._open(index)
        elif event.key() == Qt.Key.Key_Delete and index.isValid() and not event.isAutoRepeat():
            if has_cross(index.data(ResultsModel.Role.VIEW)):
                self._cross(index)
        else:
            super().keyPressEvent(event)


class ResultsPane(QFrame):
    """Orders | Tickets above the list, or a sentence where there is nothing to show. `more_wished`: its end was reached."""

    open_wished = Signal(str, object)
    cross_wished = Signal(str, str)
    kind_changed = Signal()
    more_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("results.pane")
        self.model = ResultsModel()
        self.list = ResultsList()
        self.list.setModel(self.model)
        self.kinds = QTabBar()
        self.kinds.setObjectName("results.kinds")
        self.kinds.setAccessibleName(translate("results", "Orders or tickets"))
        self.kinds.addTab(translate("results", "Orders"))
        self.kinds.addTab(translate("results", "Tickets"))
        self.kinds.setDrawBase(False)
        self.empty = Label()
        self.empty.setObjectName("results.empty")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(24)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.kinds)
        layout.addWidget(self._pages, 1)
        self.list.open_wished.connect(self.open_wished)
        self.list.cross_wished.connect(self.cross_wished)
        self.list.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.kinds.currentChanged.connect(self._on_kind)
        self.show_nothing_asked()

    @property
    def by_ticket(self) -> bool:
        """Whether a row is a ticket."""
        return self.kinds.currentIndex() == 1

    def _on_kind(self) -> None:
        self.kind_changed.emit()

    def _on_scrolled(self, value: int) -> None:
        if 0 < value == self.list.verticalScrollBar().maximum():
            self.more_wished.emit()

    def show_nothing_asked(self, *, fresh: bool = False) -> None:
        """The field is empty; `fresh`: the book is too."""
        self.model.set_rows(())
        self.kinds.setTabText(0, translate("results", "Orders"))
        text = translate("results", "Scan a ticket or type a name.")
        if fresh:
            text = translate("results", "No orders here yet. Press Import…, or drop files with orders on this window.")
        self.empty.setText(text)
        self._pages.setCurrentIndex(0)

    def show_found(self, found: Found, rows: Sequence[FoundView | FoundTicketView], *, again: bool = False) -> None:
        """Shows the rows of an answer, or that there are none; `again`: the same question, so nothing scrolls."""
        self.model.set_rows(rows, query=found.query)
        last = bool(rows) and not found.query
        self.kinds.setTabText(0, translate("results", "Last orders") if last else translate("results", "Orders"))
        if rows:
            self._pages.setCurrentIndex(1)
            if not again:
                self.list.scrollToTop()
            return
        if not found.query:
            self.show_nothing_asked(fresh=found.searched == 0)
            return
        text = translate("results", "No order here for '{query}'. {count} orders searched.")
        self.empty.setText(text.format(query=found.query, count=f"{found.searched:,}".replace(",", "'")))
        self._pages.setCurrentIndex(0)

    def step_into(self) -> None:
        """Down from the search bar: the first row is current."""
        if self.model.rowCount():
            self.list.setFocus()
            self.list.setCurrentIndex(self.model.index(0))
