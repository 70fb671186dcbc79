"""The rows of the results: found orders, or found tickets."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ticketoffice.desk.views import FoundTicketView, FoundView
from ticketoffice.ui.search.row_texts import Asked, row_texts

Index = QModelIndex | QPersistentModelIndex


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

    def set_rows(self, rows: Sequence[FoundView | FoundTicketView], *, query: str = "", in_place: bool = False) -> None:
        """Shows these rows of a query. The same rows again, or more of them, keep selection and place; `in_place`: also where
        they now come in another order, so that nothing moves under a pointer.
        """
        self._asked = Asked.of(query)
        if in_place:
            rows = self._in_their_places(rows)
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

    def _in_their_places(self, rows: Sequence[FoundView | FoundTicketView]) -> Sequence[FoundView | FoundTicketView]:
        """Those that are seen already where they are seen, the new ones after them; what is found no more goes."""
        coming = {_key(row): row for row in rows}
        for place in reversed(range(len(self._rows))):
            if _key(self._rows[place]) not in coming:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._rows[place]
                self.endRemoveRows()
        seen = [_key(row) for row in self._rows]
        return [coming.pop(key) for key in seen] + list(coming.values())

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
            return ", ".join(part for part in row_texts(row) if part)
        return None


def _key(row: FoundView | FoundTicketView) -> tuple[str, str | None]:
    return row.order, row.ticket
