"""A label of one line: what does not fit ends in dots, and the tooltip and the screen reader have the whole text."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from ticketoffice.ui.labels import Label, set_tip


class ElidedLabel(Label):
    """Never asks for more width than it gets."""

    def setText(self, text: str) -> None:
        """Qt: the whole text, also as tooltip and accessible name."""
        super().setText(text)
        set_tip(self, text)
        self.setAccessibleName(text)

    def minimumSizeHint(self) -> QSize:
        """Qt: as narrow as wished."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the part that fits."""
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()
