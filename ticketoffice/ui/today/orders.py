"""Who comes: an order a row, with its places, what is owed, who is in, and its note."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from ticketoffice.desk.evening_views import EveningOrder
from ticketoffice.domain.lists import places_text
from ticketoffice.ui.columns import MARGINS, shared, width_of
from ticketoffice.ui.drawing import CHIP_MARGINS, paint_chip
from ticketoffice.ui.labels import plain_tip
from ticketoffice.ui.theme import GRID, ROW, Tone, tokens
from ticketoffice.ui.today.keyed_model import KEY, VIEW, Index, KeyedModel, prepare
from ticketoffice.ui.words import translate

NAME, PLACES, NUMBER, STATE, ENTERED, NOTE = range(6)
FEW = 3
"""Seats that a row names; the tooltip and the order name them all."""
LEAST = {NAME: 12, PLACES: 14, NOTE: 10}
"""Letters that a column shows before others give way; the other columns are always whole."""


def state_of(state: str) -> tuple[str, Tone]:
    """What is owed, in a word, with its tone."""
    return {
        "paid": (translate("today", "Paid"), Tone.OK),
        "free": (translate("today", "Free ticket"), Tone.OK),
        "unpaid": (translate("order_state", "Unpaid"), Tone.WAIT),
        "admit_unpaid": (translate("today", "Unpaid, admit"), Tone.WAIT),
        "displaced": (translate("state", "Place taken twice"), Tone.STOP),
    }[state]


def places_of(row: EveningOrder, *, most: int | None = None) -> str:
    """Where an order's people are: Stalls C-9, C-10 +2, 3 × Day pass."""
    others = [zone if count == 1 else f"{count} × {zone}" for zone, count in row.others]
    return ", ".join(part for part in (places_text(row.seats, most=most), *others) if part)


def _entered(row: EveningOrder) -> str:
    if row.entered == row.tickets:
        return translate("today", "all in")
    if not row.entered:
        return ""
    return translate("today", "{entered} of {tickets} in").format(entered=row.entered, tickets=row.tickets)


def _note(row: EveningOrder) -> str:
    return " / ".join(" ".join(note.split()) for note in row.notes)


MEASURED = 200
"""Rows, spread over the list, that are measured; of the notes, which are few, all are."""
USUAL = {
    STATE: lambda: [state_of(state)[0] for state in ("paid", "free", "unpaid", "admit_unpaid")],
    ENTERED: lambda: [translate("today", "{entered} of {tickets} in").format(entered=20, tickets=20)],
}
"""What may come to stand in a column while one looks at it, for which it has room at once."""


class OrdersModel(KeyedModel[EveningOrder]):
    """The orders of a performance, by name."""

    def __init__(self) -> None:
        super().__init__(
            (
                (translate("today", "Name"), lambda row: row.name or translate("today", "no name")),
                (translate("today", "Places"), lambda row: places_of(row, most=FEW)),
                (translate("today", "Order"), lambda row: row.number),
                (translate("today", "State"), lambda row: state_of(row.state)[0]),
                (translate("today", "Entered"), _entered),
                (translate("today", "Note"), _note),
            ),
            key=lambda row: row.order,
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: a cell; its tooltip has what a row only counts."""
        if index.isValid() and role == Qt.ItemDataRole.ToolTipRole:
            row = self.rows_at(index.row())
            if index.column() == NAME:
                return plain_tip("\n".join(row.names))
            if index.column() == PLACES:
                return plain_tip(places_of(row))
        return super().data(index, role)

    def rows_at(self, place: int) -> EveningOrder:
        """The row at a place."""
        return self._rows[place]


class StateDelegate(QStyledItemDelegate):
    """The state as a chip."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: one cell."""
        row = index.data(VIEW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        if option.state & option.state.State_Selected:
            painter.fillRect(box, QColor(tokens().selected))
        word, tone = state_of(row.state)
        width = min(box.width() - GRID, painter.fontMetrics().horizontalAdvance(word) + CHIP_MARGINS + 4)
        paint_chip(painter, QRectF(box.left() + 4, box.top() + 4, width, box.height() - 8), word=word, tone=tone)
        painter.restore()


class Orders(QTableView):
    """Enter or a click opens an order (`wished` carries its id)."""

    wished = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        prepare(self, name="today.orders", title=translate("today", "Who comes"), row=ROW - GRID)
        self.rows = OrdersModel()
        self.setModel(self.rows)
        self.setItemDelegateForColumn(STATE, StateDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setStretchLastSection(True)
        self._wants: dict[int, tuple[int, int]] = {}
        self._measure_columns()

    def show_rows(self, rows: Sequence[EveningOrder], *, again: bool, narrowed: bool = False) -> None:
        """Another list from its beginning, or, `again`, the same one as it is now: then nothing moves under the eyes. Its
        columns are as wide as what stands in them; those of a list that is only `narrowed` stay.
        """
        if not again:
            self.rows.set_rows(rows)
            if not narrowed:
                self._measure_columns()
            self.scrollToTop()
            if self.hasFocus():
                self.selectRow(0)
            return
        top = self.indexAt(QPoint(1, 1)).data(KEY)
        self.rows.change_rows(rows)
        place = self.rows.place_of(top) if top is not None else None
        if place is not None:
            self.verticalScrollBar().setValue(place)

    def open_first(self) -> None:
        """Opens the current order, else the first one."""
        place = max(self.currentIndex().row(), 0)
        if place < self.rows.rowCount():
            self.wished.emit(self.rows.rows_at(place).order)

    def _measure_columns(self) -> None:
        """What each column needs for the list that is shown from now on."""
        font, letter, rows = self.fontMetrics(), self.fontMetrics().averageCharWidth(), self.rows.rows
        some = rows[:: max(1, len(rows) // MEASURED)]
        for column in range(self.rows.columnCount()):
            measured = [row for row in rows if row.notes] if column == NOTE else some
            texts = [self.rows.text(row, column) for row in measured] + USUAL.get(column, list)()
            wanted = width_of([*texts, self.rows.title(column)], font=font)
            if column == STATE:
                wanted += CHIP_MARGINS
            self._wants[column] = (LEAST[column] * letter + MARGINS if column in LEAST else wanted, wanted)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """With or without a scroll bar the columns are the same; the note has its place where there is none."""
        room = self.width() - 2 * self.frameWidth() - self.verticalScrollBar().sizeHint().width()
        floors = {column: min(self._wants[column]) for column in self._wants if column not in LEAST}
        floors |= {column: width_of([self.rows.title(column)], font=self.fontMetrics()) for column in LEAST}
        for column, width in shared(room, wants=self._wants, rest=NOTE, floors=floors).items():
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the columns share the new width."""
        super().resizeEvent(event)
        self._fit_columns()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: whoever comes by Tab sees on which row."""
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection() and self.rows.rowCount():
            self.selectRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.open_first()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: one left click opens."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.wished.emit(index.data(KEY))
