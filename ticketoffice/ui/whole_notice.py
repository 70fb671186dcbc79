"""A notice that its place has not the room for, wrapped, under that place: it lies over the page, so that nothing moves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from ticketoffice.ui.labels import Label
from ticketoffice.ui.next_key import NextKey


class WholeNotice(QFrame):
    """Shown until the next key or click, wherever it is: then whoever works goes on, and the beginning stays in its place.

    `ended`: it is shown no more.
    """

    ended = Signal()

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
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: all events come by while it is shown; a click goes where it went."""
        if event.type() == QEvent.Type.MouseButtonPress and watched is not self and isinstance(watched, QWidget):
            self.hide()
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nothing is waited for any more."""
        super().hideEvent(event)
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self.ended.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: it was read."""
        self.hide()
