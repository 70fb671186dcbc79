"""One line for what has just happened or was refused; what stays and has no room is read whole under it, until the next key."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ticketoffice.ui.labels import Label, set_tip
from ticketoffice.ui.theme import BODY_POINTS, NOTICE_HEIGHT
from ticketoffice.ui.whole_notice import WholeNotice

SHOWN = 6000


class NoticeText(Label):
    """At most as many lines as there is room for; what does not fit ends in dots, and the tooltip has the whole text."""

    def __init__(self) -> None:
        super().__init__()
        self._is_elsewhere = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def stand_elsewhere(self, on: bool) -> None:
        """Whether all of it is read somewhere else at this moment: nothing is painted here then."""
        self._is_elsewhere = on
        self.update()

    def setText(self, text: str) -> None:
        """Qt: the whole text, also as tooltip and accessible name; a long one in smaller letters."""
        super().setText(text)
        set_tip(self, text)
        self.setAccessibleName(text)
        self._fit_letters()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in another width other letters fit."""
        super().resizeEvent(event)
        self._fit_letters()

    def _fit_letters(self) -> None:
        font = self.font()
        font.setPointSize(BODY_POINTS)
        self.setFont(font)
        if len(self._lines()) > 2:
            font.setPointSize(BODY_POINTS - 2)
            self.setFont(font)

    def shown(self) -> list[str]:
        """The lines that are painted."""
        lines, text = self._lines(), self.text()
        room = max(1, min(2, (self.height() + 4) // self.fontMetrics().lineSpacing()))
        if len(lines) <= room:
            return [text[start:end].strip() for start, end in lines]
        kept = [text[start:end].strip() for start, end in lines[: room - 1]]
        rest = text[lines[room - 1][0] :].strip()
        return [*kept, self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, self.width())]

    def is_whole(self) -> bool:
        """Whether nothing of the text is left out at this width."""
        return "".join("".join(self.shown()).split()) == "".join(self.text().split())

    def _lines(self) -> list[tuple[int, int]]:
        """Where each line begins and ends in the text at this width."""
        layout = QTextLayout(self.text(), self.font())
        layout.beginLayout()
        found = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, self.width()))
            found.append((line.textStart(), line.textStart() + line.textLength()))
        layout.endLayout()
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the lines, in the middle."""
        if self._is_elsewhere:
            return
        painter = QPainter(self)
        lines, spacing = self.shown(), self.fontMetrics().lineSpacing()
        y = (self.height() - spacing * len(lines)) // 2
        for line in lines:
            painter.drawText(QRect(0, y, self.width(), spacing), Qt.AlignmentFlag.AlignVCenter, line)
            y += spacing
        painter.end()


class NoticeBar(QFrame):
    """Shows a sentence, perhaps with one action; said aloud too. A refusal stays until the next notice.

    `spoke`: it has begun to speak, or ended (`speaks`).
    """

    action_wished = Signal(str)
    spoke = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice.bar")
        self._code = ""
        self.speaks = False
        self.text = NoticeText()
        self.text.setObjectName("notice.text")
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
        self._whole = WholeNotice(self)
        self._whole.ended.connect(lambda: self.text.stand_elsewhere(False))
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
        self._show_whole(stays=stays)
        announcement = QAccessibleAnnouncementEvent(self, sentence)
        QAccessible.updateAccessibility(announcement)

    def clear(self) -> None:
        """Says nothing; the place stays."""
        self._timer.stop()
        self._whole.hide()
        self.text.setText("")
        self.action.hide()
        self._speaking(False)

    def _show_whole(self, *, stays: bool) -> None:
        """What somebody is to know and has no room in its place is read under it."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self._whole.hide()
        if stays and self.isVisible() and not self.text.is_whole():
            self._whole.show_text(self.text.text())
            self.text.stand_elsewhere(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in another width another part of it has room."""
        super().resizeEvent(event)
        self._whole.hide()

    def withdraw(self, sentence: str) -> None:
        """This sentence no longer holds: it goes, if it is still the one that stands here."""
        if self.text.text() == sentence:
            self.clear()

    def _speaking(self, speaks: bool) -> None:
        """The frame is drawn only around a sentence; the place stays."""
        self.speaks = speaks
        self.setProperty("speaks", speaks)
        self.style().unpolish(self)
        self.style().polish(self)
        self.spoke.emit()

    def _on_action(self) -> None:
        self.clear()
        self.action_wished.emit(self._code)
