"""A table whose rows are ticked: Space or a click ticks a row, Ctrl+A all; Enter and Esc are the page's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ticketoffice.ui.columns import MARGINS, shared, width_of
from ticketoffice.ui.drawing import paint_tick_box
from ticketoffice.ui.theme import GRID, ROW, tokens
from ticketoffice.ui.today.keyed_model import KEY, Index, KeyedModel, prepare

T = TypeVar("T")
TICK = 0
TICK_WIDTH = 36
LEAST = 12
"""Letters of the column that has the rest which are read in any window."""


class TickedModel(KeyedModel[T], Generic[T]):
    """Rows with a box before their columns; `spoken` is what a box is called."""

    ticks_changed = Signal()

    def __init__(
        self,
        columns: Sequence[tuple[str, Callable[[T], str]]],
        *,
        key: Callable[[T], str],
        spoken: Callable[[T], str],
        right: Sequence[int] = (),
    ) -> None:
        super().__init__((("", lambda row: ""), *columns), key=key, right=right)
        self._ticked: set[str] = set()
        self._spoken = spoken

    def ticked(self) -> list[T]:
        """The ticked rows, in their order."""
        return [row for row in self._rows if self._key(row) in self._ticked]

    def set_ticked(self, rows: Sequence[T], ticked: Iterable[str]) -> None:
        """Shows these rows; those with these keys are ticked."""
        self._ticked = set(ticked)
        self.set_rows(rows)
        self.ticks_changed.emit()

    def keep_ticked(self, rows: Sequence[T]) -> None:
        """Shows the same list as it is now; ticks and places stay."""
        self._ticked &= {self._key(row) for row in rows}
        self.change_rows(rows)
        self._tell_ticks()

    def toggle(self, place: int) -> None:
        """Ticks a row, or takes the tick away."""
        if 0 <= place < len(self._rows):
            self._ticked ^= {self._key(self._rows[place])}
            self._tell_ticks()

    def tick_all(self) -> None:
        """Ticks every row."""
        self._ticked = {self._key(row) for row in self._rows}
        self._tell_ticks()

    def _tell_ticks(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, TICK), self.index(len(self._rows) - 1, TICK))
        self.ticks_changed.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: a cell; the box says whose it is."""
        if index.isValid() and index.column() == TICK:
            row = self._rows[index.row()]
            if role == Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if self._key(row) in self._ticked else Qt.CheckState.Unchecked
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row)
            return self._key(row) if role == KEY else None
        return super().data(index, role)


class _Boxes(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: the box to tick."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        if option.state & option.state.State_Selected:
            painter.fillRect(box, QColor(tokens().selected))
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        paint_tick_box(painter, box.center(), ticked=ticked)
        painter.restore()


class TickedTable(QTableView, Generic[T]):
    """What stands in a column is whole; the column `rest` has the rest, and the beginning of its text in any window."""

    def __init__(self, rows: TickedModel[T], *, name: str, title: str, rest: int) -> None:
        super().__init__()
        prepare(self, name=name, title=title, row=ROW - GRID)
        self.rows, self._rest = rows, rest
        self.setModel(rows)
        self.setItemDelegateForColumn(TICK, _Boxes(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(0)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def begin(self) -> None:
        """The keyboard is on the first row."""
        self.setFocus()
        if self.rows.rowCount():
            self.selectRow(0)

    def fit(self) -> None:
        """Gives each column its room."""
        font, wants = self.fontMetrics(), {TICK: (TICK_WIDTH, TICK_WIDTH)}
        for column in range(1, self.rows.columnCount()):
            texts = [self.rows.text(row, column) for row in self.rows.rows]
            wanted = width_of([*texts, self.rows.title(column)], font=font)
            least = LEAST * font.averageCharWidth() + MARGINS if column == self._rest else wanted
            wants[column] = (least, wanted)
        floors = {column: least for column, (least, _) in wants.items()}
        for column, width in shared(self.viewport().width(), wants=wants, rest=self._rest, floors=floors).items():
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the columns share the new width."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: see the module."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        elif event.key() == Qt.Key.Key_Space:
            self.rows.toggle(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.rows.tick_all()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a click ticks."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.rows.toggle(index.row())
