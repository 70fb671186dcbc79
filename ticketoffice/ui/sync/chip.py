"""The chip of the top bar: how the desk stands with its centre, in a word; a click opens the page that tells the rest."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QPushButton

from ticketoffice.ui.drawing import ICON
from ticketoffice.ui.labels import set_tip
from ticketoffice.ui.sync.icons import BESIDE, sync_icon
from ticketoffice.ui.sync.words import Said
from ticketoffice.ui.theme import BODY_POINTS, BUTTON_HEIGHT, tokens
from ticketoffice.ui.words import translate

SMALL_POINTS = BODY_POINTS - 2.5
"""Letters of two lines in the height of a button."""


class Room(Enum):
    """How much room the top bar has for words, the most first."""

    MUCH = "much"
    LITTLE = "little"
    LESS = "less"
    LEAST = "least"


class SyncChip(QPushButton):
    """Hidden as long as the desk has no centre. `tone` and pictures say what the word says."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sync.chip")
        self.setAutoDefault(False)
        self.said: Said | None = None
        self._room = Room.MUCH
        self._font = self.font()
        self.setFixedHeight(BUTTON_HEIGHT)
        self.hide()

    def show_state(self, said: Said) -> None:
        """Says this from now on; the focus stays where it is."""
        if said == self.said:
            return
        toned = self.said is None or said.tone != self.said.tone
        self.said = said
        self.setProperty("tone", str(said.tone))
        self.setIconSize(QSize((ICON + BESIDE) * len(said.shapes), ICON))
        self.setIcon(sync_icon(*said.shapes, colour=tokens().tones[said.tone].text))
        if toned:
            self.style().unpolish(self)
            self.style().polish(self)
        self.setAccessibleName(translate("sync", "Centre: {state}").format(state=said.word))
        set_tip(self, translate("sync", "{state}\nClick for what waits (Ctrl+Shift+Y)").format(state=said.word))
        self.show()
        self.say(room=self._room)

    def say(self, *, room: Room) -> None:
        """The whole word, or the most urgent part that has room; tooltip and accessible name have it whole."""
        self._room = room
        if self.said is not None:
            words = {Room.MUCH: self.said.word, Room.LITTLE: self.said.short}
            words |= {Room.LESS: self.said.less, Room.LEAST: self.said.least}
            self.setText(words[room])
            font = QFont(self._font)
            if "\n" in words[room]:
                font.setPointSizeF(SMALL_POINTS)
            self.setFont(font)
