"""A layout that sets its parts in lines, like words: what does not fit goes to the next line (longer languages do)."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem


class FlowLayout(QLayout):
    """Left to right, then down; its height follows from its width. `from_right`: each line ends at the right
    edge. A part that can grow (an expanding size policy) has the rest of its line.
    """

    def __init__(self, *, from_right: bool = False) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._from_right = from_right

    def addItem(self, item: QLayoutItem) -> None:
        """Qt: one more part."""
        self._items.append(item)

    def count(self) -> int:
        """Qt: parts."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Qt: a part."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Qt: takes a part out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Qt: none."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Qt: yes."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: the height of all lines; kept until something changes, for it is asked for by the dozen."""
        if width not in self._heights:
            heights = [max(size.height() for _, size in line) for line in self._lines(width)]
            self._heights[width] = sum(heights) + self.spacing() * max(0, len(heights) - 1)
        return self._heights[width]

    def invalidate(self) -> None:
        """Qt: a part has changed."""
        self._heights.clear()
        super().invalidate()

    def sizeHint(self) -> QSize:
        """Qt: all parts in one line."""
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        gaps = self.spacing() * max(0, len(hints) - 1)
        return QSize(sum(h.width() for h in hints) + gaps, max((h.height() for h in hints), default=0))

    def minimumSize(self) -> QSize:
        """Qt: the largest part."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, rect: QRect) -> None:
        """Qt: places the parts."""
        super().setGeometry(rect)
        y = rect.y()
        for line in self._lines(rect.width()):
            used = sum(size.width() for _, size in line) + self.spacing() * (len(line) - 1)
            growing = [item for item, _ in line if _grows(item)]
            rest = rect.width() - used
            x = rect.x() + (rest if self._from_right and not growing else 0)
            for item, size in line:
                wide = size.width() + (rest // len(growing) if item in growing else 0)
                item.setGeometry(QRect(x, y, wide, size.height()))
                x += wide + self.spacing()
            y += max(size.height() for _, size in line) + self.spacing()

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """The parts that are shown, with their sizes, line by line; a part wider than a line has one of its own."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        left = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if _grows(item):
                size.setWidth(item.minimumSize().width())
            if not lines or size.width() > left:
                lines.append([])
                left = width
            lines[-1].append((item, size))
            left -= size.width() + self.spacing()
        return lines


def _grows(item: QLayoutItem) -> bool:
    return bool(item.expandingDirections() & Qt.Orientation.Horizontal)
