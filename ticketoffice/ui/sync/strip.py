"""The calm line of a desk that does not reach its centre: since when, what goes on, what waits.

It has the notice's place under the top bar while no notice speaks: it comes and goes, and nothing on the page moves.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget

from ticketoffice.ui.drawing import ICON
from ticketoffice.ui.labels import Label
from ticketoffice.ui.notice_bar import NoticeBar, NoticeText
from ticketoffice.ui.sync.icons import BESIDE, sync_icon
from ticketoffice.ui.theme import NOTICE_HEIGHT, Tone, tokens
from ticketoffice.ui.words import translate

ROOMY = 250
"""Pixels from which on the button has room beside the words."""


class OfflineStrip(QFrame):
    """Its button has no focus of its own, since it goes when the line is back: the chip and Ctrl+Shift+Y lead there too."""

    details_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("offline.strip")
        self.text = NoticeText()
        self.text.setObjectName("offline.text")
        self._picture = Label()
        self.details = QPushButton(translate("sync", "Details"))
        self.details.setObjectName("offline.details")
        self.details.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.details.clicked.connect(self.details_wished)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 0, 6, 0)
        layout.addWidget(self._picture)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.details)
        self.setFixedHeight(NOTICE_HEIGHT)
        self._texts: tuple[str, ...] = ()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: where there is little room the words have it, and the chip leads to the page."""
        super().resizeEvent(event)
        self.details.setVisible(event.size().width() >= ROOMY)
        self._say()

    def show_texts(self, texts: tuple[str, ...], *, shape: str) -> None:
        """Says the first of these that has room."""
        if texts and texts != self._texts:
            colour = tokens().tones[Tone.WAIT].text
            self._picture.setPixmap(sync_icon(shape, colour=colour).pixmap(ICON + BESIDE, ICON))
            self._texts = texts
            self._say()

    def _say(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
        for text in self._texts:
            self.text.setText(text)
            if self.text.is_whole():
                return


class NoticePlace(QStackedWidget):
    """The notice, and while that is silent the strip, if it has something to say that the page does not say."""

    def __init__(self, notice: NoticeBar) -> None:
        super().__init__()
        self.notice, self.strip = notice, OfflineStrip()
        self.addWidget(notice)
        self.addWidget(self.strip)
        self.setFixedHeight(NOTICE_HEIGHT)
        self._is_offline = self._page_tells = False
        notice.spoke.connect(self._choose)

    def show_offline(self, texts: tuple[str, ...], *, shape: str = "unplugged") -> None:
        """The line is away and this is said of it, the longest that has room; nothing: it is there."""
        self._is_offline = bool(texts)
        self.strip.show_texts(texts, shape=shape)
        self._choose()

    def leave_it_to_page(self, on: bool) -> None:
        """The page that is shown tells it itself: the strip is silent there."""
        self._page_tells = on
        self._choose()

    def _choose(self) -> None:
        waits = self._is_offline and not self._page_tells and not self.notice.speaks
        self.setCurrentWidget(self.strip if waits else self.notice)
