"""Labels and tooltips: all that they show is plain text, whoever wrote it.

Qt takes a text that looks like HTML for HTML. A customer's name, an event, a code at the gate or a search is other
people's writing: as HTML it could show a large GO inside a STOP. So no other module makes a QLabel or sets a tooltip.
"""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QToolTip, QWidget

UNBROKEN = "\u00a0"
BEFORE_A_MARK = re.compile(r" (?=[:;!?»])|(?<=«) ")


class Label(QLabel):
    """A label of plain text. No line begins with a mark before which French leaves a space; `text` is what was set."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._text = ""
        if text:
            self.setText(text)

    def setText(self, text: str) -> None:
        """Qt: shows this text."""
        self._text = text
        super().setText(BEFORE_A_MARK.sub(UNBROKEN, text))

    def text(self) -> str:
        """Qt: the text that was set."""
        return self._text


def plain_tip(text: str) -> str:
    """A text for a tooltip, which has no format of its own: what Qt might take for HTML is escaped, and so stays itself.

    Qt looks for `<`, and for `&lt;` too.
    """
    if "<" not in text and "&" not in text:
        return text
    return "<p>" + escape(text, quote=False).replace("\n", "<br>") + "</p>"


def set_tip(widget: QWidget, text: str) -> None:
    """Gives a widget this tooltip."""
    widget.setToolTip(plain_tip(text))


def show_tip(widget: QWidget, at: QPoint, text: str, *, box: QRect) -> None:
    """Shows a tip at a point of the screen while the pointer is in this box of the widget; an empty text takes it away."""
    QToolTip.showText(at, plain_tip(text), widget, box)
