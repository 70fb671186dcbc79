"""A read-only table of texts: payments, history and other lists that need no more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ticketoffice.ui import words
from ticketoffice.ui.labels import plain_tip
from ticketoffice.ui.theme import GRID, ROW

Index = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractTableModel):
    """Rows of texts under titles; columns named in `right` are aligned right."""

    def __init__(self, titles: Sequence[str], *, right: Sequence[int] = ()) -> None:
        super().__init__()
        self._titles = tuple(titles)
        self._right = frozenset(right)
        self._rows: list[tuple[str, ...]] = []

    def set_rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Shows these rows."""
        if list(rows) == self._rows:
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Qt: rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Qt: columns."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: titles, over their texts."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self._right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: a cell."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._rows[index.row()][index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words.labelled(self._titles[index.column()], self._rows[index.row()][index.column()])
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self._right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class _Row(QStyledItemDelegate):
    """The line in hand is one: no cell of it has a frame of its own."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: as the line, without the frame."""
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus


class RowsView(QTableView):
    """`widest`: the part of its width that a column may ask for, in hundredths."""

    def __init__(self, *, widest: int) -> None:
        super().__init__()
        self._widest = widest

    def sizeHintForColumn(self, column: int) -> int:
        """Qt: as wide as its texts, within that part."""
        return min(super().sizeHintForColumn(column), self.viewport().width() * self._widest // 100)


def rows_table(
    model: RowsModel, *, name: str, title: str, stretch: int, widest: int = 100, one_line: bool = False
) -> QTableView:
    """A table view for such rows: columns as wide as their texts, and where one is too narrow for its text, the row has more
    lines, or with `one_line` the text ends in dots. `widest`: no column asks for more hundredths of the width than that.
    """
    view = RowsView(widest=widest)
    view.setWordWrap(not one_line)
    view.setObjectName(name)
    view.setAccessibleName(title)
    view.setModel(model)
    view.setItemDelegate(_Row(view))
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setShowGrid(False)
    view.setTabKeyNavigation(False)
    view.verticalHeader().hide()
    view.verticalHeader().setMinimumSectionSize(ROW - GRID)
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
    header.sectionResized.connect(view.resizeRowsToContents)
    return view
