"""Notices the next key that somebody presses, wherever in the program, and takes nothing of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

SILENT = (
    *(Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock),
    *(Qt.Key.Key_Return, Qt.Key.Key_Enter),
)
"""No key of its own; and an Enter that was pressed twice is the same one."""


class NextKey(QObject):
    """`came`: a key was pressed since `watch`."""

    came = Signal()

    def watch(self) -> None:
        """From now on."""
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: all events come by; the first key ends it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() not in SILENT:
            app = QApplication.instance()
            assert app is not None
            app.removeEventFilter(self)
            self.came.emit()
        return False
