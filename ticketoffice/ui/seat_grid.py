"""A table whose cells are seats: one size, no grid, one seat in hand, and arrows that go from seat to seat."""

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget


class Seats(Protocol):
    """What its model knows beside Qt's: the cell that a key leads to."""

    def step(self, index: QModelIndex | QPersistentModelIndex, move: QAbstractItemView.CursorAction) -> QModelIndex:
        """From a cell (one that is no seat: from nowhere) by a move of Qt's."""
        ...


class SeatGrid(QTableView):
    """`width` and `height` are the pixels of a seat."""

    def __init__(self, *, width: int, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().hide()
        for header, size in ((self.horizontalHeader(), width), (self.verticalHeader(), height)):
            header.setMinimumSectionSize(size)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setDefaultSectionSize(size)
        self.verticalHeader().setHighlightSections(False)

    def moveCursor(self, action: QAbstractItemView.CursorAction, keys: Qt.KeyboardModifier) -> QModelIndex:
        """Qt: from seat to seat, over whatever is none."""
        return cast("Seats", self.model()).step(self.currentIndex(), action)
