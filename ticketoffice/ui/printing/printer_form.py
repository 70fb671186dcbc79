"""The printer of one purpose: which one, the language that it speaks, the layout of tickets, and what it does by itself."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from ticketoffice.printer_choice import (
    DEVICE,
    FORMS,
    KICKS,
    NETWORK,
    SYSTEM,
    TICKETS,
    PrinterChoice,
    split,
)
from ticketoffice.ui.order.page import bold_label, field_label, page_button, text_label
from ticketoffice.ui.theme import BUTTON_HEIGHT
from ticketoffice.ui.words import translate

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = ""
OF_FILES = "pdf-a4"
"""What papers are where no printer is chosen."""


class PrinterForm(QFrame):
    """`changed`: something was chosen that counts from now on; `looked`: it is to be seen in the preview; `try_wished`: a trial."""

    changed = Signal()
    looked = Signal()
    try_wished = Signal()

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.purpose = purpose
        self.setObjectName(f"settings.{purpose}")
        self._filling = False
        self._build()
        self._lay_out()
        self.printer.currentIndexChanged.connect(self._on_chosen)
        self.where.editingFinished.connect(self._on_changed)
        self.form.currentIndexChanged.connect(self._on_form)
        self.layouts.currentIndexChanged.connect(self._on_changed)
        for box in (self.automatic, self.drawer):
            box.toggled.connect(self._on_changed)
        self.test.clicked.connect(self.try_wished)

    def _build(self) -> None:
        is_tickets = self.purpose == TICKETS
        self.title = bold_label()
        self.title.setText(
            translate("printers", "Tickets") if is_tickets else translate("printers", "Receipts, slips, closings")
        )
        self.printer = self._combo("printer", translate("printers", "Printer"))
        self.form = self._combo("language", translate("printers", "Language of the printer"))
        self.layouts = self._combo("layout", translate("printers", "Layout"))
        self.layouts.setParent(self)
        self.layouts.setVisible(is_tickets)
        for code, text in _forms():
            self.form.addItem(text, code)
        self.where = QLineEdit()
        self.where.setObjectName(f"settings.{self.purpose}.where")
        self.where.setFixedHeight(BUTTON_HEIGHT)
        self.automatic = QCheckBox(translate("printers", "Print after a sale"))
        self.automatic.setObjectName(f"settings.{self.purpose}.automatic")
        self.drawer = QCheckBox(translate("printers", "Opens the cash drawer"))
        self.drawer.setObjectName(f"settings.{self.purpose}.drawer")
        self.test = page_button(translate("printers", "Test print"), name=f"settings.{self.purpose}.test")
        self.problem = text_label()
        self.problem.setObjectName(f"settings.{self.purpose}.problem")
        self.problem.hide()

    def _combo(self, name: str, title: str) -> QComboBox:
        made = QComboBox()
        made.setObjectName(f"settings.{self.purpose}.{name}")
        made.setAccessibleName(title)
        made.setFixedHeight(BUTTON_HEIGHT)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(8)
        return made

    def _lay_out(self) -> None:
        """Three columns: what a field is, the field, and beside it where the printer is and what it does by itself."""
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.test)
        fields = [(translate("printers", "Printer"), self.printer), (translate("printers", "Speaks"), self.form)]
        if self.purpose == TICKETS:
            fields.append((translate("printers", "Layout"), self.layouts))
        self.headings = tuple(field_label(title) for title, _ in fields)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 8, 16, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.addLayout(head, 0, 0, 1, 3)
        for row, (heading, (_, field)) in enumerate(zip(self.headings, fields, strict=True), start=1):
            grid.addWidget(heading, row, 0)
            grid.addWidget(field, row, 1)
        for row, beside in enumerate((self.where, self.automatic, self.drawer), start=1):
            grid.addWidget(beside, row, 2)
            beside.setFixedHeight(BUTTON_HEIGHT)
        grid.addWidget(self.problem, 4, 0, 1, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for one, other in pairwise(self.controls()):
            QWidget.setTabOrder(one, other)

    def controls(self) -> tuple[QWidget, ...]:
        """What Tab goes through, in the order in which one reads."""
        of_tickets = (self.layouts,) if self.purpose == TICKETS else ()
        return (self.test, self.printer, self.where, self.form, self.automatic, *of_tickets, self.drawer)

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_printers(self, queues: Sequence[str], choice: PrinterChoice | None) -> None:
        """The queues of the system that there are, and what is chosen; one that is chosen and gone is listed all the same."""
        way, where = (split(choice.printer) if choice is not None else None) or (NOBODY, "")
        named = list(queues) + ([where] if way == SYSTEM and where not in queues else [])
        with self._quietly():
            self.printer.clear()
            self.printer.addItem(translate("printers", "None (PDF files)"), NOBODY)
            for queue in named:
                self.printer.addItem(queue, f"{SYSTEM}:{queue}")
            self.printer.addItem(translate("printers", "In the network…"), NETWORK)
            self.printer.addItem(translate("printers", "Device file…"), DEVICE)
            chosen = f"{SYSTEM}:{where}" if way == SYSTEM else way
            self.printer.setCurrentIndex(max(0, self.printer.findData(chosen)))
            self.where.setText(where if way in (NETWORK, DEVICE) else "")
            if choice is not None:
                self.form.setCurrentIndex(self.form.findData(choice.form))
                self.automatic.setChecked(choice.automatic)
                self.drawer.setChecked(choice.drawer)
        self._show_possible()

    def show_layouts(self, names: Sequence[str], *, chosen: str | None) -> None:
        """The layouts for this language, the usual one first."""
        with self._quietly():
            self.layouts.clear()
            for name in names:
                self.layouts.addItem(name, name)
            self.layouts.setCurrentIndex(max(0, self.layouts.findData(chosen)))

    def show_problem(self, text: str) -> None:
        """What stands in the way of this printer; empty: nothing."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def choice(self) -> PrinterChoice | None:
        """What is chosen; None where it is none, or not said yet where it is (`lacks_place`)."""
        way = str(self.printer.currentData() or NOBODY)
        printer = way if way.startswith(f"{SYSTEM}:") else f"{way}:{self.where.text().strip()}"
        if way == NOBODY or split(printer) is None:
            return None
        is_tickets = self.purpose == TICKETS
        layout = self.layouts.currentData() if is_tickets and self.layouts.currentIndex() > 0 else None
        drawer = self.drawer.isChecked() and self.drawer.isEnabled()
        return PrinterChoice(printer, self.form_code, layout, self.automatic.isChecked(), drawer)

    @property
    def lacks_place(self) -> bool:
        """Whether a printer is chosen of which it is not said yet where it is."""
        way = str(self.printer.currentData() or NOBODY)
        return way in (NETWORK, DEVICE) and self.choice() is None

    @property
    def form_code(self) -> str:
        """The language that is chosen."""
        return str(self.form.currentData())

    @property
    def layout_name(self) -> str | None:
        """The layout that is chosen; None: the usual one."""
        name = self.layouts.currentData()
        return str(name) if name else None

    # --- what is chosen -------------------------------------------------------------------------------------------

    def _on_chosen(self) -> None:
        self._show_possible()
        if not self._filling and self.where.isVisible() and not self.where.text():
            self.where.setFocus()
        self._on_changed()

    def _on_form(self) -> None:
        self._show_possible()
        if not self._filling:
            self.looked.emit()
            self.changed.emit()

    def _on_changed(self) -> None:
        if not self._filling:
            self.changed.emit()
            self.looked.emit()

    def _show_possible(self) -> None:
        """What can be said of a printer of this kind."""
        way = str(self.printer.currentData() or NOBODY)
        self.where.setVisible(way in (NETWORK, DEVICE))
        self.where.setPlaceholderText("192.0.2.9:9100" if way == NETWORK else "/dev/usb/lp0")
        title = translate("printers", "Address") if way == NETWORK else translate("printers", "Device file")
        self.where.setAccessibleName(title)
        if way == NOBODY:
            with self._quietly():
                self.form.setCurrentIndex(self.form.findData(OF_FILES))
        for part in (self.form, self.layouts, self.automatic, self.test):
            part.setEnabled(way != NOBODY)
        self.drawer.setEnabled(way != NOBODY and self.form_code in KICKS)

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        before, self._filling = self._filling, True
        try:
            yield
        finally:
            self._filling = before


def _forms() -> list[tuple[str, str]]:
    named = {
        "pdf-a4": translate("printers", "PDF, A4"),
        "pdf-82": translate("printers", "PDF, 82 mm"),
        "pdf-101": translate("printers", "PDF, 101 mm"),
        "escpos": translate("printers", "ESC/POS (receipts)"),
        "fgl": translate("printers", "FGL (tickets)"),
        "zpl": translate("printers", "ZPL (labels)"),
    }
    return [(form, named[form]) for form in FORMS]
