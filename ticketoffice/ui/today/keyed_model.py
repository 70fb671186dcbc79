"""A table whose rows are known by a key: the same question asked again changes rows where they are and moves nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ticketoffice.ui import words
from ticketoffice.ui.labels import plain_tip

Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")
VIEW = Qt.ItemDataRole.UserRole + 1
KEY = Qt.ItemDataRole.UserRole + 2


class KeyedModel(QAbstractTableModel, Generic[T]):
    """Rows of one kind; a column says its title, its text and whether it stands right."""

    def __init__(
        self, columns: Sequence[tuple[str, Callable[[T], str]]], *, key: Callable[[T], str], right: Sequence[int] = ()
    ) -> None:
        super().__init__()
        self._columns, self._key, self._right = tuple(columns), key, frozenset(right)
        self._rows: list[T] = []

    @property
    def rows(self) -> Sequence[T]:
        """What is shown."""
        return tuple(self._rows)

    def title(self, column: int) -> str:
        """A column's title."""
        return self._columns[column][0]

    def text(self, row: T, column: int) -> str:
        """What a row says in a column."""
        return self._columns[column][1](row)

    def place_of(self, key: str) -> int | None:
        """The row with this key."""
        return next((n for n, row in enumerate(self._rows) if self._key(row) == key), None)

    def set_rows(self, rows: Sequence[T]) -> None:
        """Shows these rows instead."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def change_rows(self, rows: Sequence[T]) -> None:
        """The same list as it is now: rows that stay keep selection and place, others leave and come in between."""
        wanted = {self._key(row) for row in rows}
        for n in reversed(range(len(self._rows))):
            if self._key(self._rows[n]) not in wanted:
                self.beginRemoveRows(QModelIndex(), n, n)
                del self._rows[n]
                self.endRemoveRows()
        known = {self._key(row) for row in self._rows}
        self._reorder([row for row in rows if self._key(row) in known])
        for n, row in enumerate(rows):
            if self._key(row) not in known:
                self.beginInsertRows(QModelIndex(), n, n)
                self._rows.insert(n, row)
                self.endInsertRows()
        changed = [n for n, row in enumerate(rows) if self._rows[n] != row]
        self._rows = list(rows)
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], len(self._columns) - 1))

    def _reorder(self, rows: Sequence[T]) -> None:
        """The rows that stay, in their new order; who has moved is followed."""
        if [self._key(row) for row in rows] == [self._key(row) for row in self._rows]:
            return
        self.layoutAboutToBeChanged.emit()
        places = {self._key(row): n for n, row in enumerate(rows)}
        for index in self.persistentIndexList():
            here = places[self._key(self._rows[index.row()])]
            self.changePersistentIndex(index, self.index(here, index.column()))
        before = {self._key(row): row for row in self._rows}
        self._rows = [before[self._key(row)] for row in rows]
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Qt: rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Qt: columns."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: titles, over their texts."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section][0]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self._right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: a cell."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        title, text = self._columns[index.column()]
        if role == VIEW:
            return row
        if role == KEY:
            return self._key(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(text(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words.labelled(title, text(row))
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self._right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


def prepare(view: QTableView, *, name: str, title: str, row: int) -> None:
    """What all tables of the page have in common."""
    view.setObjectName(name)
    view.setAccessibleName(title)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setShowGrid(False)
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(row)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
