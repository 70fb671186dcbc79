"""Where Tab goes when controls are made anew: they stand in the chain where they stand on the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget


def put_after(widget: QWidget, others: Sequence[QWidget]) -> None:
    """Tab goes from the widget through these, in order."""
    for other in others:
        QWidget.setTabOrder(widget, other)
        widget = other
