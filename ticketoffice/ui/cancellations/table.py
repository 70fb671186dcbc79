"""The table of the cancellations page: the same lines again keep their places, their ticks and the row in hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ticketoffice.ui import words
from ticketoffice.ui.cancellations.rows import AMOUNTS, WIDE, Row, Tab, titles
from ticketoffice.ui.drawing import paint_tick_box
from ticketoffice.ui.labels import plain_tip
from ticketoffice.ui.theme import ROW, tokens
from ticketoffice.ui.words import translate

Index = QModelIndex | QPersistentModelIndex
TICK_WIDTH = 36
USUAL = 240
WIDEST = {Tab.CASES: 400}
"""Pixels of a column: a long name does not push the others out; a sentence is read to its end."""


class LinesModel(QAbstractTableModel):
    """The lines of one tab; the first column has the ticks."""

    ticks_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tab = Tab.ALL
        self._titles = titles(self.tab)
        self._rows: list[Row] = []
        self._ticked: set[str] = set()

    def show_rows(self, tab: Tab, rows: Sequence[Row]) -> bool:
        """Shows these lines; True where other lines stand there now (they were reset, not only written anew)."""
        same = tab == self.tab and [row.key for row in rows] == [row.key for row in self._rows]
        self._ticked = {row.key for row in rows if row.ticks and row.key in self._ticked} if tab == self.tab else set()
        if same:
            if list(rows) != self._rows:
                self._rows = list(rows)
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self._titles)))
            return False
        self.beginResetModel()
        self.tab, self._titles, self._rows = tab, titles(tab), list(rows)
        self.endResetModel()
        self.ticks_changed.emit()
        return True

    def row(self, number: int) -> Row | None:
        """The line in this place."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def place_of(self, key: str) -> int | None:
        """Where a line stands."""
        return next((n for n, row in enumerate(self._rows) if row.key == key), None)

    def ticked(self) -> list[Row]:
        """The ticked lines, in their order."""
        return [row for row in self._rows if row.key in self._ticked]

    def toggle(self, number: int) -> None:
        """Ticks a line, or takes the tick away."""
        row = self.row(number)
        if row is not None and row.ticks:
            self._ticked ^= {row.key}
            self._tell_ticks()

    def tick_all(self) -> None:
        """Ticks every line that a deed can end."""
        self._ticked = {row.key for row in self._rows if row.ticks}
        self._tell_ticks()

    def _tell_ticks(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))
        self.ticks_changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Qt: rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Qt: columns."""
        return 0 if parent.isValid() else len(self._titles) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: titles."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == AMOUNTS.get(self.tab):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section - 1] if section else ""
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: a cell."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.CheckStateRole and column == 0 and row.ticks:
            return Qt.CheckState.Checked if row.key in self._ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole and column == AMOUNTS.get(self.tab):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(cell for cell in row.cells if cell) if column == 0 else self._spoken(row, column)
        if column == 0:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[column - 1]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.cells[column - 1])
        return None

    def _spoken(self, row: Row, column: int) -> str:
        return words.labelled(self._titles[column - 1], row.cells[column - 1])


class _Ticks(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: a box to tick in the first column."""
        if index.column() != 0:
            super().paint(painter, option, index)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        if option.state & option.state.State_Selected:
            painter.fillRect(box, QColor(tokens().selected))
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        if ticked is not None:
            paint_tick_box(painter, box.center(), ticked=ticked == Qt.CheckState.Checked)
        painter.restore()


class LinesTable(QTableView):
    """Space or a click on its box ticks a line, Ctrl+A all of them; Enter or a double click opens the order."""

    open_wished = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cancellations.table")
        self.setAccessibleName(translate("cancellations", "Cancellations"))
        self.lines = LinesModel()
        self.setModel(self.lines)
        self.setItemDelegate(_Ticks(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW - 4)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(lambda index: self.open_wished.emit(index.row()))

    def show_rows(self, tab: Tab, rows: Sequence[Row]) -> None:
        """Shows these lines. The line in hand stays in hand and in its place; where it went, the next one is in hand."""
        other = tab != self.lines.tab
        current = self.lines.row(self.currentIndex().row())
        number, scrolled = max(0, self.currentIndex().row()), self.verticalScrollBar().value()
        if not self.lines.show_rows(tab, rows):
            return
        self._fit()
        if not rows:
            return
        there = None if other or current is None else self.lines.place_of(current.key)
        number = 0 if other else min(number, len(rows) - 1)
        self.setCurrentIndex(self.lines.index(number if there is None else there, 1))
        self.verticalScrollBar().setValue(0 if other else scrolled)

    def _fit(self) -> None:
        """Each column as wide as its texts, the performance has the rest."""
        header, wide = self.horizontalHeader(), WIDE[self.lines.tab]
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setColumnHidden(0, self.lines.tab is Tab.ALL)
        self.resizeColumnsToContents()
        self.setColumnWidth(0, TICK_WIDTH)
        for column in range(1, self.lines.columnCount()):
            self.setColumnWidth(column, min(self.columnWidth(column), WIDEST.get(self.lines.tab, USUAL)))
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)

    def take(self, key: str) -> None:
        """This line is in hand from now on, where it is there."""
        if (place := self.lines.place_of(key)) is not None:
            self.setCurrentIndex(self.lines.index(place, 1))

    def current(self) -> Row | None:
        """The line in hand."""
        return self.lines.row(self.currentIndex().row())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a click on a box ticks."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index.column() == 0:
            self.lines.toggle(index.row())
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: see the class."""
        row = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.open_wished.emit(row)
        elif event.key() == Qt.Key.Key_Space and row >= 0:
            self.lines.toggle(row)
        elif event.key() == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.lines.tick_all()
        else:
            super().keyPressEvent(event)
