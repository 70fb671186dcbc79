"""The plan as a list: a line a row with its seats side by side, for whoever does not see the drawing. It can all the same."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ticketoffice.ui.labels import plain_tip
from ticketoffice.ui.plan.faces import row_name, said
from ticketoffice.ui.plan.marks import Marks
from ticketoffice.ui.plan.sheet import Sheet
from ticketoffice.ui.seat_grid import SeatGrid
from ticketoffice.ui.theme import tokens
from ticketoffice.ui.words import translate

Index = QModelIndex | QPersistentModelIndex
WIDTH, HEIGHT = 44, 40
MARK = 34
PAGE = 5
NUMBER = Qt.ItemDataRole.UserRole + 1


class SeatsModel(QAbstractTableModel):
    """Rows of a plan and their seats in order; `number_at` is a seat's place in the sheet's order."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet: Sheet | None = None
        self._lines: list[range] = []
        self._line_of: dict[int, int] = {}
        self._width = 0

    def show_sheet(self, sheet: Sheet) -> None:
        """Shows these seats."""
        self.beginResetModel()
        self._sheet = sheet
        self._lines = [sheet.places.in_row(start) for start in sheet.places.row_starts.values()]
        self._line_of = {row: line for line, row in enumerate(sheet.places.row_starts)}
        self._width = max(map(len, self._lines), default=0)
        self.endResetModel()

    def tell(self, numbers: Collection[int]) -> None:
        """These seats stand otherwise."""
        for number in numbers:
            index = self.index_of(number)
            self.dataChanged.emit(index, index)

    def number_at(self, index: Index) -> int | None:
        """The seat of a cell."""
        if not index.isValid() or index.column() >= len(self._lines[index.row()]):
            return None
        return self._lines[index.row()][index.column()]

    def index_of(self, number: int) -> QModelIndex:
        """The cell of a seat."""
        assert self._sheet is not None
        line = self._line_of[self._sheet.places.seats[number].row]
        return self.index(line, number - self._lines[line][0])

    def step(self, index: Index, move: QAbstractItemView.CursorAction) -> QModelIndex:
        """The cell that a key leads to. Left and right go on in the next row, so that every seat is reached."""
        actions, last = QAbstractItemView.CursorAction, len(self._lines) - 1
        number = self.number_at(index)
        if number is None:
            return self.index(0, 0)
        if move in (actions.MoveLeft, actions.MoveRight):
            number += 1 if move == actions.MoveRight else -1
            return self.index_of(min(max(number, 0), self._lines[last][-1]))
        if move in (actions.MoveHome, actions.MoveEnd):
            line, column = index.row(), 0 if move == actions.MoveHome else self._width
        else:
            up = move in (actions.MoveUp, actions.MovePageUp)
            far = PAGE if move in (actions.MovePageUp, actions.MovePageDown) else 1
            line, column = min(max(index.row() + (-far if up else far), 0), last), index.column()
        return self.index(line, min(column, len(self._lines[line]) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Qt: rows."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Qt: seats of the longest row."""
        return 0 if parent.isValid() else self._width

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: seats are reached, also those that cannot be sold: they say why."""
        if self.number_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the rows' names."""
        if orientation == Qt.Orientation.Vertical and role == Qt.ItemDataRole.DisplayRole and self._sheet is not None:
            seat = self._sheet.places.seats[self._lines[section][0]]
            return row_name(self._sheet.plan, seat.row)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: a seat: its number, and all that is to say of it."""
        number = self.number_at(index)
        if number is None or self._sheet is None:
            return None
        seat = self._sheet.places.seats[number]
        if role == Qt.ItemDataRole.DisplayRole:
            return seat.number
        if role == NUMBER:
            return number
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            told = said(self._sheet.plan, seat, self._sheet.faces[number])
            return plain_tip(told) if role == Qt.ItemDataRole.ToolTipRole else told
        return None

    def paint(self, painter: QPainter, box: QRectF, number: int, *, marks: Marks) -> None:
        """The mark of a seat in a box."""
        assert self._sheet is not None
        picture = marks.picture(self._sheet.states[number], MARK, self._sheet.places.seats[number].number)
        corner = box.center() - QRectF(0, 0, MARK, MARK).center()
        painter.drawPixmap(QPoint(round(corner.x()), round(corner.y())), picture)


class SeatDelegate(QStyledItemDelegate):
    """A seat as on the drawing, with a ring where it is the one in hand."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(parent)
        self._marks: Marks | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: one cell."""
        model = index.model()
        assert isinstance(model, SeatsModel)
        number = model.number_at(index)
        if number is None:
            return
        fine = painter.device().devicePixelRatioF()
        if self._marks is None or self._marks.fine != fine:
            self._marks = Marks(fine=fine)
        box = QRectF(option.rect)
        model.paint(painter, box, number, marks=self._marks)
        if option.state & option.state.State_Selected:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens().focus), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2, 1.5, -2, -1.5), 4, 4)
            painter.restore()


class SeatList(SeatGrid):
    """The list; `current_changed` and `asked` as of the drawing."""

    current_changed = Signal(int)
    asked = Signal(int)

    def __init__(self) -> None:
        super().__init__(width=WIDTH, height=HEIGHT)
        self.seats = SeatsModel()
        self.setModel(self.seats)
        self.setObjectName("sell.plan.list")
        self.setAccessibleName(translate("plan", "Seats by row"))
        self.setItemDelegate(SeatDelegate(self))

    def go_to(self, number: int) -> None:
        """This seat is the one in hand, and is seen."""
        self.setCurrentIndex(self.seats.index_of(number))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Qt: another seat is in hand."""
        super().currentChanged(current, previous)
        number = self.seats.number_at(current)
        if number is not None:
            self.current_changed.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Space asks for the seat in hand."""
        number = self.seats.number_at(self.currentIndex())
        if event.key() == Qt.Key.Key_Space and number is not None:
            self.asked.emit(number)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: one left click asks."""
        super().mouseReleaseEvent(event)
        number = self.seats.number_at(self.indexAt(event.position().toPoint()))
        if event.button() == Qt.MouseButton.LeftButton and number is not None:
            self.asked.emit(number)
