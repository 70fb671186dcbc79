"""A layout that sets its parts in lines, like words: what does not fit goes to the next line (longer languages do)."""

from __future__ import annotations

from itertools import takewhile

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

Line = list[tuple[QLayoutItem, QSize]]


class FlowLayout(QLayout):
    """Left to right, then down; its height follows from its width. A part that can grow (an expanding size policy) stands
    in its turn and has the rest of its line. `from_right`: each line ends at the right edge, and a part that can grow
    begins the line that has the most room and has all of it, with the place that is kept right beside it for a part
    which is hidden now.
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
            rest = rect.width() - _used(line, self.spacing())
            growing = next((item for item, _ in line if _grows(item)), None)
            x = rect.x() + (rest if self._from_right and growing is None else 0)
            for item, size in line:
                own = size.width() + (rest if item is growing else 0)
                kept = self._kept_beside(line) if self._from_right and item is growing else 0
                item.setGeometry(QRect(x, y, own + kept, size.height()))
                x += own + self.spacing()
            y += max(size.height() for _, size in line) + self.spacing()

    def _lines(self, width: int) -> list[Line]:
        """The parts that are shown, with their sizes, line by line; a part wider than a line has one of its own."""
        lines: list[Line] = []
        left = 0
        shown = [item for item in self._items if not item.isEmpty()]
        later = [item for item in shown if self._from_right and _grows(item)]
        for item in shown:
            if item in later:
                continue
            size = _least(item)
            if not lines or size.width() > left:
                lines.append([])
                left = width
            lines[-1].append((item, size))
            left -= size.width() + self.spacing()
        for item in later:
            size = _least(item)
            line = min(lines, key=lambda line: _used(line, self.spacing()), default=None)
            if line is None or _used(line, self.spacing()) + self.spacing() + size.width() > width:
                lines.insert(0, [(item, size)])
            else:
                line.insert(0, (item, size))
        return lines

    def _kept_beside(self, line: Line) -> int:
        """The pixels after a line's first part that are kept for parts which are hidden now."""
        kept = takewhile(lambda part: (widget := part[0].widget()) is not None and widget.isHidden(), line[1:])
        return sum(size.width() + self.spacing() for _, size in kept)


def _least(item: QLayoutItem) -> QSize:
    """What a part has at least: one that grows, as little as it can have."""
    size = item.sizeHint()
    return QSize(item.minimumSize().width(), size.height()) if _grows(item) else size


def _used(line: Line, spacing: int) -> int:
    return sum(size.width() for _, size in line) + spacing * (len(line) - 1)


def _grows(item: QLayoutItem) -> bool:
    return bool(item.expandingDirections() & Qt.Orientation.Horizontal)
