"""One line for what has just happened or was refused; nothing important stands here alone."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ticketoffice.ui.theme import NOTICE_HEIGHT

SHOWN = 6000


class NoticeBar(QFrame):
    """Shows a sentence, perhaps with one action; said aloud too. A refusal stays until the next notice."""

    action_wished = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice.bar")
        self._code = ""
        self.text = QLabel()
        self.text.setObjectName("notice.text")
        self.text.setWordWrap(True)
        self.action = QPushButton()
        self.action.setObjectName("notice.action")
        self.action.clicked.connect(self._on_action)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 8, 0)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.action)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN)
        self._timer.timeout.connect(self.clear)
        self.setFixedHeight(NOTICE_HEIGHT)
        self.clear()

    def say(self, sentence: str, *, action: str = "", code: str = "", stays: bool = False) -> None:
        """Says a sentence."""
        self._code = code
        self.text.setText(sentence)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self._speaking(True)
        self._timer.stop()
        if not stays:
            self._timer.start()
        announcement = QAccessibleAnnouncementEvent(self, sentence)
        QAccessible.updateAccessibility(announcement)

    def clear(self) -> None:
        """Says nothing; the place stays."""
        self._timer.stop()
        self.text.clear()
        self.action.hide()
        self._speaking(False)

    def withdraw(self, sentence: str) -> None:
        """This sentence no longer holds: it goes, if it is still the one that stands here."""
        if self.text.text() == sentence:
            self.clear()

    def _speaking(self, speaks: bool) -> None:
        """The frame is drawn only around a sentence; the place stays."""
        self.setProperty("speaks", speaks)
        self.style().unpolish(self)
        self.style().polish(self)

    def _on_action(self) -> None:
        self.clear()
        self.action_wished.emit(self._code)
