"""What somebody must look at, told whole: what happened, what is safe, what to do; and closed here, with a note."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from ticketoffice.desk.sync_views import CaseView
from ticketoffice.ui.labels import Label
from ticketoffice.ui.order.page import bold_label
from ticketoffice.ui.words import translate


class CasePanel(QFrame):
    """`order_wished` carries the case whose order is to be opened, `successor_wished` that whose places another order has,
    `close_wished` a case and the note that says how it ended.
    """

    order_wished = Signal(object)
    successor_wished = Signal(object)
    close_wished = Signal(object, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sync.case")
        self._case: CaseView | None = None
        self._gone = False
        self.ended = bold_label()
        self.ended.setObjectName("sync.ended")
        self.what, self.safe, self.next = _sentence("what"), _sentence("safe"), _sentence("next")
        sentences = QGridLayout()
        sentences.setColumnStretch(1, 1)
        sentences.setHorizontalSpacing(16)
        titles = (
            translate("sync", "What happened"),
            translate("sync", "What is safe"),
            translate("sync", "What to do"),
        )
        for line, (title, text) in enumerate(zip(titles, (self.what, self.safe, self.next), strict=True)):
            name = Label(title)
            name.setProperty("quiet", True)
            sentences.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
            sentences.addWidget(text, line, 1)
        self.open = _button(translate("sync", "Open order"), "sync.open")
        self.successor = _button("", "sync.successor")
        self.settle = _button(translate("sync", "Close case…"), "sync.settle")
        self.note = QLineEdit()
        self.note.setObjectName("sync.note")
        self.note.setAccessibleName(translate("sync", "How was it settled?"))
        self.note.setPlaceholderText(translate("sync", "How was it settled?"))
        self.close_case = _button(translate("sync", "Close case  Enter"), "sync.close")
        self.close_case.setProperty("primary", True)
        self.back = _button(translate("sync", "Back  Esc"), "sync.back")
        row = QHBoxLayout()
        for part in (self.open, self.successor, self.settle, self.note, self.back, self.close_case):
            row.addWidget(part, 1 if part is self.note else 0)
        row.addStretch(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.addLayout(sentences)
        layout.addStretch(1)
        layout.addWidget(self.ended)
        layout.addLayout(row)
        self.open.clicked.connect(self._on_open)
        self.successor.clicked.connect(lambda: self.successor_wished.emit(self._case))
        self.settle.clicked.connect(lambda: self._settling(True))
        self.back.clicked.connect(lambda: self._settling(False))
        self.close_case.clicked.connect(self._on_close)
        self.note.returnPressed.connect(self._on_close)
        self.note.textChanged.connect(self._on_text)
        self.show_case(None)

    @property
    def is_settling(self) -> bool:
        """Whether a note is being typed."""
        return not self.note.isHidden()

    @property
    def case(self) -> CaseView | None:
        """The one that is told."""
        return self._case

    def show_case(self, case: CaseView | None) -> None:
        """Tells this one; the same one again keeps what was typed."""
        same = case is not None and self._case is not None and case.operation == self._case.operation
        self._case, self._gone = case, False
        self.ended.hide()
        if case is not None:
            for label, text in ((self.what, case.what), (self.safe, case.safe), (self.next, case.next)):
                label.setText(text)
            self.open.setEnabled(case.order is not None)
            self.successor.setText(translate("sync", "Open order {number}").format(number=case.successor_number))
            self.successor.setVisible(case.successor is not None)
            self.settle.setVisible(case.case is not None and not (same and self.is_settling))
        if not same:
            self._settling(False, focus=False)
        self.setVisible(case is not None)

    def tell_gone(self, sentence: str) -> None:
        """The case that is being settled was settled elsewhere: it says so above the note, which stays until it is left."""
        self._gone = True
        self.ended.setText(sentence)
        self.ended.show()
        self.close_case.setEnabled(self.close_case.hasFocus())

    def leave(self) -> None:
        """No note is being typed any more."""
        self._settling(False, focus=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc leaves the note."""
        if event.key() == Qt.Key.Key_Escape and self.is_settling:
            self._settling(False)
        else:
            super().keyPressEvent(event)

    def _settling(self, on: bool, *, focus: bool = True) -> None:
        was = self.is_settling
        for part in (self.note, self.back, self.close_case):
            part.setVisible(on)
        self.settle.setVisible(not on and self._case is not None and self._case.case is not None)
        if on:
            self.note.clear()
            self.close_case.setEnabled(False)
            self.note.setFocus()
            self.ended.hide()
        elif was and focus:
            self.left.emit()

    def _on_text(self, text: str) -> None:
        self.close_case.setEnabled(bool(text.strip()) and not self._gone)

    def _on_open(self) -> None:
        if self._case is not None:
            self.order_wished.emit(self._case)

    def _on_close(self) -> None:
        if self._case is not None and self.note.text().strip() and not self._gone:
            self.close_wished.emit(self._case, self.note.text())


def _sentence(name: str) -> Label:
    label = Label()
    label.setObjectName(f"sync.{name}")
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _button(text: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button
