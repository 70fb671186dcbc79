"""A picture of a paper, as large as its place allows; or why there is none."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from ticketoffice.ui.theme import GRID, tokens
from ticketoffice.ui.words import translate


class Preview(QFrame):
    """What is shown is said aloud in words: the texts that lie on the paper are those of every paper."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("settings.preview")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(200, 160))
        self.image: QImage | None = None
        self.problem = ""
        self.setAccessibleName(translate("printers", "How a ticket looks"))

    def show_image(self, image: QImage) -> None:
        """This paper."""
        self.image, self.problem = image, ""
        self.setAccessibleDescription("")
        self.update()

    def show_problem(self, text: str) -> None:
        """There is no picture, and why."""
        self.image, self.problem = None, text
        self.setAccessibleDescription(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the paper in the middle, never larger than it is made for."""
        painter = QPainter(self)
        room = self.contentsRect().adjusted(GRID, GRID, -GRID, -GRID)
        if self.image is None:
            painter.setPen(tokens().text)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, flags, self.problem)
        else:
            size = self.image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            box = QRect(room.center().x() - size.width() // 2, room.top(), size.width(), size.height())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            shown = self.image.scaled(
                size * self.devicePixelRatioF(),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            painter.drawImage(box, shown)
            painter.setPen(tokens().line)
            painter.drawRect(box.adjusted(-1, -1, 0, 0))
        painter.end()
