"""What was just sold, with the way to its order and its papers; it stands until the next customer's first ticket."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ticketoffice.desk.selling import Sold
from ticketoffice.desk.spool import JobView
from ticketoffice.domain.spool import RECEIPT, TICKETS
from ticketoffice.ui import words
from ticketoffice.ui.flow import FlowLayout
from ticketoffice.ui.labels import UNBROKEN
from ticketoffice.ui.notice_bar import NoticeText
from ticketoffice.ui.order.page import bold_label, page_button, text_label
from ticketoffice.ui.words import translate

UNPRINTED = "unprinted"
TOLD = (TICKETS, RECEIPT, UNPRINTED)
"""Of what is said here beside what was sold: what comes first."""


class SoldStrip(QWidget):
    """`order_wished`, `print_wished`, `receipt_wished` and `file_wished` carry the id of the order that was sold."""

    order_wished = Signal(str)
    print_wished = Signal(str)
    receipt_wished = Signal(str)
    file_wished = Signal(str)
    mail_wished = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sell.sold")
        self._order = ""
        self._problems: dict[str, str] = {}
        self.text, self.problem = bold_label(), text_label()
        self.text.setObjectName("sell.sold_text")
        self.problem.setObjectName("sell.print_problem")
        self.short = NoticeText()
        self.short.setObjectName("sell.sold_short")
        self._is_close, self._in_short = False, ""
        self.print_out = page_button("", name="sell.print")
        self.print_out.clicked.connect(lambda: self.print_wished.emit(self._order))
        self.as_file = page_button(translate("sale", "Open as PDF"), name="sell.print_file")
        self.as_file.clicked.connect(lambda: self.file_wished.emit(self._order))
        self.mail_out = page_button(translate("sale", "E-mail  Ctrl+E"), name="sell.email")
        self.mail_out.clicked.connect(lambda: self.mail_wished.emit(self._order))
        self.receipt = page_button(translate("sale", "Receipt"), name="sell.receipt")
        self.receipt.clicked.connect(lambda: self.receipt_wished.emit(self._order))
        self.show_order = page_button(translate("sale", "Show order"), name="sell.show_order")
        self.show_order.clicked.connect(lambda: self.order_wished.emit(self._order))
        self._deeds = QWidget()
        deeds = FlowLayout()
        deeds.setContentsMargins(0, 0, 0, 0)
        deeds.setSpacing(8)
        self._deeds.setLayout(deeds)
        for button in (self.print_out, self.mail_out, self.as_file, self.receipt, self.show_order):
            deeds.addWidget(button)
        self._lines = lines = QVBoxLayout(self)
        lines.setContentsMargins(12, 8, 12, 8)
        lines.setSpacing(8)
        lines.addWidget(self.short, 1)
        for part in (self.text, self.problem, self._deeds):
            lines.addWidget(part)
        self.short.hide()
        self._show_paper("", printed=False)
        self.mail_out.hide()

    def show_sold(self, sold: Sold) -> None:
        """An order that is on disk. What is paid on site has no paper before it is paid."""
        paid = ", ".join(
            f"{words.code_label(code)} {words.money(amount, sold.currency)}" for code, amount in sold.taken
        )
        self.show_text(
            sold.order, "  ".join(part for part in (said_of(sold), paid.replace(" ", UNBROKEN)) if part), said_of(sold)
        )
        self.print_out.setVisible(sold.method != "on_site")

    def show_text(self, order: str, text: str, short: str = "") -> None:
        """What became of a cart, with its order; `short` where there is little room."""
        self._order, self._problems, self._in_short = order, {}, short or text
        self.text.setText(text)
        self._show_paper("", printed=False)
        self.receipt.hide()
        self.mail_out.hide()
        self.print_out.setVisible(True)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def stand_close(self, on: bool) -> None:
        """Whether something else needs the height: then all that is said here stands on one line, beside the buttons."""
        self._is_close = on
        self._lines.setDirection(QVBoxLayout.Direction.LeftToRight if on else QVBoxLayout.Direction.TopToBottom)
        self._lines.setContentsMargins(12, *((0, 12, 0) if on else (8, 12, 8)))
        wide = QSizePolicy.Policy.Fixed if on else QSizePolicy.Policy.Preferred
        self._deeds.setSizePolicy(wide, QSizePolicy.Policy.Preferred)
        self._lines.setAlignment(self._deeds, Qt.AlignmentFlag.AlignVCenter if on else Qt.AlignmentFlag(0))
        self.text.setVisible(not on)
        self.short.setVisible(on)
        self._show_said()

    def offer_receipt(self, there: bool) -> None:
        """Whether this desk has a printer for receipts."""
        self.receipt.setVisible(there)

    def offer_mail(self, there: bool) -> None:
        """Whether the tickets may still go by e-mail."""
        self.mail_out.setVisible(there)

    def show_paper(self, order: str, problem: str, *, printed: bool) -> None:
        """What became of the tickets of this order, where it is the one that stands here: `problem` says what somebody is to do."""
        if order == self._order:
            self._show_paper(problem, printed=printed)

    def show_unprinted(self) -> None:
        """No printer is chosen for the tickets: that nothing was printed, and which key prints."""
        text = translate("sale", "Nothing is printed yet: no printer is chosen here. Ctrl+P opens the tickets as PDF.")
        self._show_problem(UNPRINTED, text)

    def show_receipt(self, order: str, problem: str) -> None:
        """What somebody is to do for the receipt of this order, where it is the one that stands here; empty: nothing."""
        if order == self._order:
            self._show_problem(RECEIPT, problem)

    def tells_of(self, view: JobView) -> bool:
        """Whether this paper belongs to what stands here, for all to see."""
        return view.job.what in (TICKETS, RECEIPT) and view.job.order == self._order and self.isVisible()

    def _show_paper(self, problem: str, *, printed: bool) -> None:
        self._problems.pop(UNPRINTED, None)
        self._show_problem(TICKETS, problem)
        self.as_file.setVisible(bool(problem))
        again = bool(problem) or printed
        self.print_out.setText(
            translate("sale", "Print again  Ctrl+P") if again else translate("sale", "Print  Ctrl+P")
        )

    def _show_problem(self, what: str, problem: str) -> None:
        """The tickets' fault comes first."""
        self._problems[what] = problem
        self.problem.setText("\n".join(text for what in TOLD if (text := self._problems.get(what))))
        self._show_said()

    def _show_said(self) -> None:
        self.problem.setVisible(bool(self.problem.text()) and not self._is_close)
        self.short.setText(" ".join(text for text in (self._in_short, self.problem.text()) if text).replace("\n", " "))


def said_of(sold: Sold) -> str:
    """What became of it: sold, sold on invoice, reserved, given."""
    text = {
        "invoice": translate("sale", "Order {order} is sold on invoice {invoice}."),
        "on_site": translate("sale", "Order {order} is reserved and paid on site."),
        "free": translate("sale", "Order {order} is given for free."),
    }.get(sold.method, translate("sale", "Order {order} is sold."))
    return text.format(order=sold.number, invoice=sold.invoice)
