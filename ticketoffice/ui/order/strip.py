"""The strip: what happened to the ticket above, how money is given back below; nothing here moves money by itself."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ticketoffice.desk.views import StripView
from ticketoffice.domain.amounts import parse_amount
from ticketoffice.ui import words
from ticketoffice.ui.choice_row import ChoiceRow
from ticketoffice.ui.elided_label import ElidedLabel
from ticketoffice.ui.theme import BODY_POINTS, GRID, NARROW, SHOUT_POINTS
from ticketoffice.ui.words import translate


@dataclass(frozen=True, slots=True)
class FinishWish:
    """What the cashier chose; `method` None leaves it as each payment was made."""

    reason: str
    method: str | None
    amount: int
    paper: str | None
    inform: str
    note: str | None


class RefundStrip(QWidget):
    """Open for one order's cancelled tickets; wishes go out as signals, the desk decides."""

    finish_requested = Signal(object)
    keep_requested = Signal(bool)
    later_requested = Signal()
    handed_out_requested = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._view: StripView | None = None
        self._focused_since_click = False
        self._finish_text = ""
        self._build()
        self._connect()

    # --- building ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.title = ElidedLabel()
        self.title.setObjectName("strip.cancel")
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.told = ElidedLabel()
        self.told.setProperty("quiet", True)
        self.reason = ChoiceRow(name="strip.reason", title=translate("strip", "Reason"), numbered=True)
        self.method = ChoiceRow(name="strip.method", title=translate("strip", "Refund"))
        self.paper = ChoiceRow(name="strip.paper", title=translate("strip", "Paper"))
        self.inform = ChoiceRow(name="strip.inform", title=translate("strip", "Customer"))
        self.amount = _line("strip.amount", translate("strip", "Amount to give back"), width=88)
        self.note = _line("strip.note", translate("strip", "Note"), width=56)
        self.currency = QLabel()
        self.finish = QPushButton()
        self.finish.setObjectName("strip.finish")
        self.finish.setProperty("primary", True)
        self.keep = QPushButton()
        self.keep.setObjectName("strip.keep")
        self.later = QPushButton(translate("strip", "Later"))
        self.later.setObjectName("strip.later")
        self.commission = QLabel()
        self.commission.setObjectName("strip.commission")
        self.commission.setProperty("quiet", True)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._form())
        self._pages.addWidget(self._hand_out_page())

    def _form(self) -> QWidget:
        page = QWidget()
        grid = QVBoxLayout(page)
        grid.setContentsMargins(8, 6, 8, 6)
        grid.setSpacing(2)
        said = QHBoxLayout()
        said.addWidget(self.told, 1)
        said.addWidget(self.commission)
        money = QHBoxLayout()
        money.addWidget(self.method, 1)
        money.addWidget(self.currency)
        money.addWidget(self.amount)
        rest = QHBoxLayout()
        rest.addWidget(self.paper)
        rest.addWidget(self.inform)
        note = QLabel(translate("strip", "Note"))
        note.setProperty("quiet", True)
        buttons = QHBoxLayout()
        buttons.addWidget(note)
        buttons.addWidget(self.note, 1)
        buttons.addWidget(self.later)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.finish)
        for part in (self.title, said, self.reason, money, rest, buttons):
            if isinstance(part, QWidget):
                grid.addWidget(part)
            else:
                grid.addLayout(part)
        grid.insertStretch(grid.count() - 1, 1)
        return page

    def _hand_out_page(self) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        self.hand_out = QLabel()
        font = self.hand_out.font()
        font.setPointSize(SHOUT_POINTS)
        font.setBold(True)
        self.hand_out.setFont(font)
        self.handed_out = QPushButton(translate("strip", "Handed out  Enter"))
        self.handed_out.setObjectName("strip.handed_out")
        self.handed_out.setProperty("primary", True)
        self.not_paid = QPushButton(translate("strip", "Not paid: keep ticket  Ctrl+Z"))
        self.not_paid.setObjectName("strip.not_paid")
        grid.addWidget(self.hand_out, 0, 0, 1, 3)
        grid.addWidget(self.not_paid, 1, 1)
        grid.addWidget(self.handed_out, 1, 2)
        grid.setColumnStretch(0, 1)
        return page

    def _connect(self) -> None:
        self.finish.clicked.connect(self._on_finish)
        self.keep.clicked.connect(self._on_keep)
        self.not_paid.clicked.connect(self._on_keep)
        self.later.clicked.connect(self.later_requested)
        self.handed_out.clicked.connect(self.handed_out_requested)
        self.amount.textChanged.connect(self._name_finish)
        self.method.chosen.connect(self._on_method_chosen)

    # --- showing -------------------------------------------------------------------------------------------------

    def open(self, view: StripView) -> None:
        """Fills the strip and gives the focus to the reason; choices already made stay when more crosses come."""
        fresh = self._view is None or self._view.order != view.order
        self._view = view
        self._pages.setCurrentIndex(0)
        self.title.setText(_title(view))
        self.currency.setText(view.currency)
        if fresh:
            self.reason.set_choices([(code, words.code_label(code)) for code in view.reasons])
            self.method.set_choices([(code, words.code_label(code)) for code in view.methods])
            self.paper.set_choices(_papers())
            self.inform.set_choices(_informs())
            self.note.clear()
        self.method.choose(view.method)
        self.inform.enable("email", on=view.can_email)
        self.inform.choose(view.inform)
        self.amount.setText(words.plain_amount(view.amount))
        self.amount.setEnabled(view.amount > 0)
        self.told.setText(_sentence(view))
        self.commission.setText(_commission(view))
        self.keep.setEnabled(view.keepable)
        self._name_finish()
        self._focused_since_click = True
        self.reason.setFocus()

    def show_hand_out(self, amount: int, currency: str, *, method: str) -> None:
        """After Finish with cash or card: nothing is counted as handed out before somebody says so."""
        text = (
            translate("strip", "Hand out {amount}")
            if method == "cash"
            else translate("strip", "Put {amount} back on the card")
        )
        self.hand_out.setText(text.format(amount=words.money(amount, currency)))
        self._pages.setCurrentIndex(1)
        self.handed_out.setFocus()

    def close_strip(self) -> None:
        """The strip has nothing open any more."""
        self._view = None
        self._pages.setCurrentIndex(0)

    @property
    def view(self) -> StripView | None:
        """What the strip shows, or None."""
        return self._view

    @property
    def asks_for_money(self) -> bool:
        """Whether it waits for "handed out"."""
        return self._pages.currentIndex() == 1

    def focus_left(self) -> None:
        """The focus was elsewhere since the click: Esc then means Finish later (decisions: Esc keeps only at once)."""
        self._focused_since_click = False

    # --- wishes --------------------------------------------------------------------------------------------------

    def wish_finish(self) -> None:
        """F9 and Enter: finish, or say that it was handed out."""
        if self.asks_for_money:
            self.handed_out_requested.emit()
        else:
            self._on_finish()

    def _on_finish(self) -> None:
        view = self._view
        if view is None:
            return
        reason = self.reason.value()
        if reason is None:
            self.reason.setFocus()
            self.refused.emit(translate("strip", "Choose a reason: 1 to {last}.").format(last=len(view.reasons)))
            return
        if reason == "other" and len(self.note.text().strip()) < 3:
            self.note.setFocus()
            self.refused.emit(translate("strip", 'The reason "other" needs a note of at least 3 characters.'))
            return
        amount = parse_amount(self.amount.text()) if view.amount else 0
        if amount is None or amount > view.amount:
            self.amount.setFocus()
            most = words.money(view.amount, view.currency)
            self.refused.emit(translate("strip", "Type an amount up to {most}, like 30.00.").format(most=most))
            return
        self.finish_requested.emit(self._wish(view, reason=reason, amount=amount))

    def _wish(self, view: StripView, *, reason: str, amount: int) -> FinishWish:
        chosen = self.method.value()
        mixed = len({p.method for p in view.proposals if p.amount}) > 1
        return FinishWish(
            reason=reason,
            method=None if mixed and chosen == view.method else chosen,
            amount=0 if chosen == "nothing" else amount,
            paper=self.paper.value(),
            inform=self.inform.value() or "later",
            note=self.note.text().strip() or None,
        )

    def _on_keep(self) -> None:
        self.keep_requested.emit(False)

    def _on_method_chosen(self, code: str) -> None:
        if code == "nothing":
            self.amount.setText(words.plain_amount(0))
        elif self._view is not None and parse_amount(self.amount.text()) == 0:
            self.amount.setText(words.plain_amount(self._view.amount))
        self._name_finish()

    def _name_finish(self) -> None:
        view = self._view
        amount = parse_amount(self.amount.text()) or 0
        method = self.method.value()
        if view is None or not amount or method == "nothing":
            text = translate("strip", "Finish without refund  Enter")
        else:
            shown = words.money(amount, view.currency)
            text = {
                "cash": translate("strip", "Finish: hand out {amount}  Enter"),
                "card": translate("strip", "Finish: {amount} back on the card, by hand  Enter"),
                "later": translate("strip", "Finish: organiser pays {amount} later  Enter"),
            }.get(method or "", translate("strip", "Finish: {amount} is owed  Enter")).format(amount=shown)
        self._finish_text = text
        self._name_buttons()

    def _name_buttons(self) -> None:
        """Where the strip is narrow the keys' names are left out, so that no button is cut."""
        for button, text in ((self.finish, self._finish_text), (self.keep, translate("strip", "Keep ticket  Esc"))):
            button.setText(text.partition("  ")[0] if self.width() < NARROW - 2 * GRID else text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the buttons' names follow the width."""
        super().resizeEvent(event)
        self._name_buttons()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter finishes from anywhere in the strip; Esc keeps while the focus never left, else finishes later."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wish_finish()
        elif event.key() == Qt.Key.Key_Escape:
            self.wish_back()
        else:
            super().keyPressEvent(event)

    def wish_back(self) -> None:
        """Esc: keep if Keep is possible and the focus never left since the click, else finish later."""
        if self._view is not None and self._view.keepable and self._focused_since_click and not self.asks_for_money:
            self.keep_requested.emit(True)
        else:
            self.later_requested.emit()


def _line(name: str, title: str, *, width: int) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(title)
    field.setMinimumWidth(width)
    if name == "strip.amount":
        field.setMaximumWidth(width + 24)
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
    font = field.font()
    font.setPointSize(BODY_POINTS)
    field.setFont(font)
    return field


def _title(view: StripView) -> str:
    if len(view.tickets) == 1:
        ticket = view.tickets[0]
        when = words.moment(ticket.starts_at, timezone=ticket.timezone, short=True)
        parts = [ticket.short, f"{ticket.event} {when}", words.place(ticket), ticket.holder, ticket.tariff]
        parts.append(words.money(ticket.price, ticket.currency))
        return translate("strip", "CANCELLED") + "  " + "   ".join(part for part in parts if part)
    seats = ", ".join(words.place(ticket) for ticket in view.tickets[:6])
    total = words.money(sum(ticket.price for ticket in view.tickets), view.currency)
    text = words.counted("strip", "CANCELLED %n ticket(s): {seats}, {total}", len(view.tickets))
    return text.format(seats=seats, total=total)


def _sentence(view: StripView) -> str:
    parts = [translate("strip", "This records the refund. It does not send money.")]
    if not view.amount:
        parts.append(
            translate("strip", "Nothing was paid.")
            if view.paid == 0
            else translate("strip", "Nothing is left to give back.")
        )
    if view.source:
        text = translate("strip", "It came from {source}: cancel it there too.")
        parts.append(text.format(source=view.source))
    return " ".join(parts)


def _commission(view: StripView) -> str:
    if view.commission_due is None:
        return ""
    shown = words.money(view.commission_due, view.currency)
    return translate("strip", "commission due {amount} (organiser)").format(amount=shown)


def _papers() -> list[tuple[str, str]]:
    return [
        ("back", translate("strip", "back")),
        ("eticket", translate("strip", "e-ticket")),
        ("missing", translate("strip", "not back")),
    ]


def _informs() -> list[tuple[str, str]]:
    return [
        ("told", translate("strip", "told here")),
        ("email", translate("strip", "e-mail")),
        ("later", translate("strip", "not yet")),
    ]
