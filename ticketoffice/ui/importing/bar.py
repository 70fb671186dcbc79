"""The line at the bottom of the window while files are taken in, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ticketoffice.ui.elided_label import ElidedLabel
from ticketoffice.ui.words import counted, translate

DETAILS_HEIGHT = 120


class ImportBar(QFrame):
    """Progress with Stop, then a summary with Close; differences and refused lines can be read and copied below.

    `left`: the keyboard has nothing more to do here.
    """

    stop_wished = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import.bar")
        self.text = ElidedLabel()
        self.text.setObjectName("import.text")
        self.progress = QProgressBar()
        self.progress.setObjectName("import.progress")
        self.progress.setAccessibleName(translate("import", "Progress of the import"))
        self.progress.setMaximumWidth(240)
        self.stop = QPushButton(translate("import", "Stop"))
        self.stop.setObjectName("import.stop")
        self.close_button = QPushButton(translate("import", "Close"))
        self.close_button.setObjectName("import.close")
        self.details = QPlainTextEdit()
        self.details.setObjectName("import.details")
        self.details.setAccessibleName(translate("import", "What became of the files"))
        self.details.setReadOnly(True)
        self.details.setFixedHeight(DETAILS_HEIGHT)
        row = QHBoxLayout()
        for part in (self.text, self.progress, self.stop, self.close_button):
            row.addWidget(part, 1 if part is self.text else 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.addLayout(row)
        layout.addWidget(self.details)
        self.stop.clicked.connect(self._on_stop)
        self.close_button.clicked.connect(self._on_close)
        self.hide()

    def begin(self, files: int) -> None:
        """An import of so many files starts."""
        self.progress.setRange(0, files)
        self.progress.setValue(0)
        self.text.setText(counted("import", "Reading %n file(s)…", files))
        self.stop.setEnabled(True)
        self._show(running=True)

    def show_progress(self, file: int, files: int, name: str, orders: int) -> None:
        """How far it is: the file's number, its name and the orders read from it so far."""
        self.progress.setRange(0, files)
        self.progress.setValue(file - 1)
        text = counted("import", "{name}: %n order(s) read, file {file} of {files}", orders)
        self.text.setText(text.format(name=name, file=file, files=files))

    def show_result(self, summary: str, details: Sequence[str]) -> None:
        """The sums, and below what needs a look."""
        self.text.setText(summary)
        self.details.setPlainText("\n".join(details))
        self._show(running=False)
        self.details.setVisible(bool(details))

    def _show(self, *, running: bool) -> None:
        self.progress.setVisible(running)
        self._leave()
        self.stop.setVisible(running)
        self.close_button.setVisible(not running)
        self.details.setVisible(False)
        self.show()

    def _leave(self) -> None:
        """The button that has the focus goes away: the keyboard is somebody else's before Qt looks for a neighbour."""
        if self.stop.hasFocus() or self.close_button.hasFocus():
            self.left.emit()

    def _on_close(self) -> None:
        self._leave()
        self.hide()

    def _on_stop(self) -> None:
        self._leave()
        self.stop.setEnabled(False)
        self.text.setText(translate("import", "Stopping after this hundred; what was read is in."))
        self.stop_wished.emit()
