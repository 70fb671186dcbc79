"""A notice that its place has not the room for, wrapped, under that place: it lies over the page, so that nothing moves."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ticketoffice.ui.labels import Label
from ticketoffice.ui.next_key import NextKey


class WholeNotice(QFrame):
    """Shown until the next key or a click on it: then whoever works goes on, and the beginning stays in its place."""

    def __init__(self, place: QWidget) -> None:
        """Of a place that is in a window by the time that something is shown."""
        super().__init__(place)
        self.setObjectName("notice.whole")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._place = place
        self.text = Label()
        self.text.setObjectName("notice.whole_text")
        self.text.setWordWrap(True)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(12, 8, 12, 8)
        lines.addWidget(self.text)
        self._next_key = NextKey(self)
        self._next_key.came.connect(self.hide)
        self.hide()

    def show_text(self, text: str) -> None:
        """All of it."""
        window = self._place.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self.text.setText(text)
        width = self._place.width()
        below = self._place.mapTo(window, QPoint(0, self._place.height() - 1))
        lines = self.layout()
        assert lines is not None
        self.setGeometry(below.x(), below.y(), width, lines.totalHeightForWidth(width))
        self.show()
        self.raise_()
        self._next_key.watch()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: it was read."""
        self.hide()
