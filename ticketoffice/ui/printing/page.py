"""The page of this desk's printers: one for tickets, one for receipts; how a ticket looks; and what became of the last papers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ticketoffice.desk.spool import JobView
from ticketoffice.domain.spool import KICK, OPEN_TO_A_PERSON
from ticketoffice.printer_choice import RECEIPTS, TICKETS
from ticketoffice.ui import words
from ticketoffice.ui.choice_row import align
from ticketoffice.ui.labels import Label
from ticketoffice.ui.order.page import page_button, text_label
from ticketoffice.ui.printed_words import paper_name, printer_name, state_word, why_not
from ticketoffice.ui.printing.preview import Preview
from ticketoffice.ui.printing.printer_form import PrinterForm
from ticketoffice.ui.rows_model import RowsModel, rows_table
from ticketoffice.ui.theme import KEY_POINTS, ROW
from ticketoffice.ui.words import translate

LIST_HEIGHT = 2 * ROW
"""Pixels of the list of papers at least: its titles and the last one."""


class PrintersPage(QWidget):
    """`shown`: the page is seen; `again_wished` carries the id of the job whose paper is wanted once more."""

    shown = Signal()
    again_wished = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings.page")
        self._jobs: Sequence[JobView] = ()
        self._build()

    def _build(self) -> None:
        title = Label(translate("printers", "Printers"))
        font = title.font()
        font.setPointSize(KEY_POINTS)
        title.setFont(font)
        self.forms = {purpose: PrinterForm(purpose) for purpose in (TICKETS, RECEIPTS)}
        self.preview = Preview()
        self.file = text_label()
        self.file.setObjectName("settings.layout_file")
        self.file.setProperty("quiet", True)
        self.rows = RowsModel(
            (
                translate("printers", "Time"),
                translate("printers", "Paper"),
                translate("printers", "Printer"),
                translate("printers", "What became of it"),
            )
        )
        self.list = rows_table(
            self.rows, name="settings.jobs", title=translate("printers", "The last papers"), stretch=3, widest=25
        )
        self.empty = text_label()
        self.empty.setProperty("quiet", True)
        self.again = page_button(translate("printers", "Print again"), name="settings.print_again")
        self.again.setEnabled(False)
        self.again.clicked.connect(self._on_again)
        self.list.selectionModel().currentRowChanged.connect(lambda *_: self._show_possible())
        self.list.activated.connect(lambda _: self._on_again())
        self._lay_out(title)

    def _lay_out(self, title: Label) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        for form in self.forms.values():
            left.addWidget(form)
        align(*(heading for form in self.forms.values() for heading in form.headings))
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self.preview, 1)
        right.addWidget(self.file)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addLayout(left, 5)
        both.addLayout(right, 4)
        below = QHBoxLayout()
        below.setSpacing(8)
        heading = Label(translate("printers", "The last papers"))
        below.addWidget(heading)
        below.addWidget(self.empty, 1)
        below.addWidget(self.again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addLayout(both, 3)
        layout.addLayout(below)
        layout.addWidget(self.list, 2)
        self.list.setMinimumHeight(LIST_HEIGHT)
        chain = [control for form in self.forms.values() for control in form.controls()]
        for one, other in pairwise((*chain, self.again, self.list)):
            QWidget.setTabOrder(one, other)

    def take_focus(self) -> None:
        """Where one begins: which printer prints tickets."""
        self.forms[TICKETS].printer.setFocus()

    def show_jobs(self, jobs: Sequence[JobView]) -> None:
        """The last papers; the one in hand stays in hand."""
        held = self._held()
        self._jobs = jobs
        self.rows.set_rows([_line(view) for view in jobs])
        self.empty.setText("" if jobs else translate("printers", "Nothing was sent to a printer here yet."))
        self.list.setVisible(bool(jobs))
        kept = next((row for row, view in enumerate(jobs) if held is not None and view.job.id == held.job.id), None)
        if kept is not None:
            self.list.selectRow(kept)
        self._show_possible()

    def show_file(self, text: str) -> None:
        """Where the layout of the preview lies."""
        self.file.setText(text)

    def _held(self) -> JobView | None:
        row = self.list.currentIndex().row()
        return self._jobs[row] if 0 <= row < len(self._jobs) else None

    def _show_possible(self) -> None:
        held = self._held()
        self.again.setEnabled(held is not None and held.job.what != KICK)

    def _on_again(self) -> None:
        held = self._held()
        if held is not None and self.again.isEnabled():
            self.again_wished.emit(held.job.id)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: asks which printers there are, and for the last papers."""
        super().showEvent(event)
        self.shown.emit()


def _line(view: JobView) -> tuple[str, ...]:
    said = state_word(view)
    if view.job.state in OPEN_TO_A_PERSON:
        said = words.labelled(said, why_not(view))
    elif view.job.copies:
        said = f"{said}, DUPLICATA {view.job.copies}"
    when = words.moment(view.job.asked_at, timezone=view.timezone, short=True)
    return (when, paper_name(view), printer_name(view.job.printer), said)
