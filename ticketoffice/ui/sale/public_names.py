"""Two rows take money, that of an order and that of a cart. One is seen at a time, and it alone has the public names (`pay.take` …)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

PUBLIC, OTHER = "pay.", "away.pay."


def give_names(part: QWidget, *, public: bool) -> None:
    """Gives a row's controls the public names, or takes them away."""
    old, new = (OTHER, PUBLIC) if public else (PUBLIC, OTHER)
    for control in part.findChildren(QWidget):
        if control.objectName().startswith(old):
            control.setObjectName(new + control.objectName().removeprefix(old))
            control.style().polish(control)
