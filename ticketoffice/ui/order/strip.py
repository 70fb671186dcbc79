"""The strip: what happened to the ticket above, how money is given back below; nothing here moves money by itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from ticketoffice.desk.strip import Owed
from ticketoffice.desk.views import StripView
from ticketoffice.domain.money import in_hand
from ticketoffice.ui import words
from ticketoffice.ui.labels import Label
from ticketoffice.ui.order.page import ButtonRow, Page, page_button
from ticketoffice.ui.order.refund_form import RefundForm
from ticketoffice.ui.theme import GRID, NARROW, SHOUT_POINTS
from ticketoffice.ui.words import translate


class RefundStrip(Page):
    """Open for one order's cancelled tickets; wishes go out as signals, the desk decides.

    `view` are the tickets whose refund is to be finished, `owed` the money it asks for; at most one of them is there. Where
    somebody else was first, the strip is `settled`: it says so and only closes, by `read`.
    """

    finish_requested = Signal(object)
    keep_requested = Signal(bool)
    later_requested = Signal()
    handed_out_requested = Signal()
    read = Signal()

    def __init__(self) -> None:
        super().__init__("strip")
        self.owed: Owed | None = None
        self.settled = False
        self._clicked, self._focused_since_click = False, False
        self._finish_text = ""
        self._narrow = False
        self.later = page_button(translate("strip", "Later"), name="strip.later")
        self.keep = page_button("", name="strip.keep")
        self.finish = page_button("", name="strip.finish", primary=True)
        self.form = RefundForm("strip", self.later, self.keep, self.finish)
        self.form.title.setObjectName("strip.cancel")
        self.reason = self.form.reason
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.form)
        self._pages.addWidget(self._hand_out_page())
        self.primary, self.numbered = self.finish, self.form.reason
        self._connect()

    def _hand_out_page(self) -> QWidget:
        page = QWidget()
        self.hand_out = Label()
        self.hand_out.setWordWrap(True)
        font = self.hand_out.font()
        font.setPointSize(SHOUT_POINTS)
        font.setBold(True)
        self.hand_out.setFont(font)
        self.not_paid = page_button("", name="strip.not_paid")
        self.handed_out = page_button("", name="strip.handed_out", primary=True)
        lines = QVBoxLayout(page)
        lines.setContentsMargins(16, 8, 16, 8)
        lines.addWidget(self.hand_out, 1)
        lines.addWidget(ButtonRow(self.not_paid, self.handed_out))
        return page

    def _connect(self) -> None:
        self.finish.clicked.connect(self._on_finish)
        self.keep.clicked.connect(self._on_keep)
        self.not_paid.clicked.connect(self._on_keep)
        self.later.clicked.connect(self._on_later)
        self.handed_out.clicked.connect(self._on_handed_out)
        self.form.changed.connect(self._on_changed)

    # --- showing -------------------------------------------------------------------------------------------------

    def show_for(self, view: StripView) -> bool:
        """Fills the strip; whether it is about other tickets than before (a new click)."""
        before = self.form.view
        fresh = before is None or [t.ticket for t in before.tickets] != [t.ticket for t in view.tickets]
        self.owed, self.settled = None, False
        self.form.fill(view)
        self.form.title.setText(_title(view))
        self.form.price.setText(words.money(sum(ticket.price for ticket in view.tickets), view.currency))
        self.keep.setEnabled(view.keepable or self.keep.hasFocus())
        if fresh:
            self._clicked, self._focused_since_click = False, self._clicked
        self._show(self.form)
        self._on_changed()
        return fresh

    def clicked(self) -> None:
        """What it shows next was clicked just now, in this window: until the focus leaves it, Esc keeps that."""
        self._clicked = True

    def show_hand_out(self, owed: Owed, *, by_key: bool) -> None:
        """After Finish with cash or card: nothing is counted as given back before somebody says so. `by_key`: Ctrl+Z
        keeps these very tickets.
        """
        self.owed, self.settled = owed, False
        self.form.clear()
        cash = owed.method == "cash"
        asked = translate("strip", "Hand out {amount}") if cash else translate("strip", "Put {amount} back on the card")
        self.hand_out.setText(asked.format(amount=words.money(owed.amount, owed.currency)))
        self.handed_out.setText(
            translate("strip", "Handed out  Enter") if cash else translate("strip", "Put back on the card  Enter")
        )
        text = (
            translate("strip", "Not paid: keep ticket  Ctrl+Z")
            if cash
            else translate("strip", "Not put back: keep ticket  Ctrl+Z")
        )
        self.not_paid.setText(text if by_key else text.partition("  ")[0])
        self.not_paid.setEnabled(True)
        self._show(self.handed_out.parentWidget())

    def tell_settled(self, sentence: str) -> None:
        """Nothing is left to finish here: why is said where it was asked, and what was typed and the focus stay."""
        self.settled = True
        if self.asks_for_money:
            self.hand_out.setText(sentence)
            self.handed_out.setText(translate("strip", "Close, nothing more to give  Enter"))
            self.not_paid.setEnabled(self.not_paid.hasFocus())
        else:
            self.form.tell_settled(sentence)
            self.keep.setEnabled(self.keep.hasFocus())
        self._on_changed()
        self.form.changed.emit()

    def _show(self, page: QWidget | None) -> None:
        form = page is self.form
        self._pages.setCurrentIndex(0 if form else 1)
        self.primary = self.finish if form else self.handed_out

    def close_strip(self) -> None:
        """The strip has nothing open any more."""
        self.owed, self.settled = None, False
        self.form.clear()
        self._show(self.form)
        self._on_changed()

    def take_focus(self) -> None:
        """The reason comes first; where money waits, the button that says it was given."""
        (self.handed_out if self.asks_for_money else self.reason).setFocus()

    @property
    def view(self) -> StripView | None:
        """What the strip shows, or None."""
        return self.form.view

    @property
    def tickets(self) -> list[str]:
        """The tickets that it is about."""
        if self.owed is not None:
            return list(self.owed.tickets)
        return [ticket.ticket for ticket in self.view.tickets] if self.view is not None else []

    @property
    def currency(self) -> str:
        """That of its order; empty where it is about nothing."""
        about = self.owed or self.view
        return about.currency if about is not None else ""

    @property
    def asks_for_money(self) -> bool:
        """Whether it waits for "handed out"."""
        return self.owed is not None

    def focus_left(self) -> None:
        """The focus was elsewhere since the click: Esc then means Finish later (decisions: Esc keeps only at once)."""
        self._focused_since_click = False
        self._name_buttons()

    # --- wishes --------------------------------------------------------------------------------------------------

    def lacks(self) -> tuple[QWidget, str] | None:
        """What is missing in the form."""
        return None if self.asks_for_money or self.settled else self.form.lacks()

    def _on_finish(self) -> None:
        if self.settled:
            self.read.emit()
        elif self.view is not None and self.is_complete():
            self.finish_requested.emit(self.form.wish())

    def _on_handed_out(self) -> None:
        (self.read if self.settled else self.handed_out_requested).emit()

    def _on_later(self) -> None:
        (self.read if self.settled else self.later_requested).emit()

    def _on_keep(self) -> None:
        self.keep_requested.emit(False)

    def _on_changed(self) -> None:
        self.look_again()
        amount, method = self.form.given_back()
        if self.settled:
            text = translate("strip", "Close, nothing more to give  Enter")
        elif self.form.lacks_amount() is not None:
            text = translate("strip", "Finish: the amount is missing")
            if self.form.amount.text().strip():
                text = translate("strip", "Finish: this amount cannot be used")
        elif self.view is None or not amount:
            text = translate("strip", "Finish without refund  Enter")
        else:
            text = {
                "cash": translate("strip", "Finish: hand out {amount}  Enter"),
                "card": translate("strip", "Finish: put {amount} back on the card  Enter"),
                "later": translate("strip", "Finish: organiser pays {amount} later  Enter"),
            }.get(method, translate("strip", "Finish: {amount} is owed  Enter"))
            given = in_hand(amount, method=method, currency=self.view.currency)
            text = text.format(amount=words.money(given, self.view.currency))
        self._finish_text = text
        self._name_buttons()

    def _name_buttons(self) -> None:
        """Where the strip is narrow the keys' names are left out, so that the buttons stay on one line."""
        by_esc, by_key = translate("strip", "Keep ticket  Esc"), translate("strip", "Keep ticket  Ctrl+Z")
        keep = by_esc if self._focused_since_click else by_key
        for button, text in ((self.finish, self._finish_text), (self.keep, keep)):
            button.setText(text.partition("  ")[0] if self._narrow else text)

    def height_at(self, width: int) -> int:
        """The form's height, also before anything is open; the buttons are named for this width."""
        self._narrow = width < NARROW - 2 * GRID
        self._name_buttons()
        return self.form.heightForWidth(width)

    def go_back(self) -> None:
        """Esc: keep if Keep is possible and the focus never left since the click, else finish later."""
        if self.settled:
            self.read.emit()
        elif self.view is not None and self.view.keepable and self._focused_since_click and not self.asks_for_money:
            self.keep_requested.emit(True)
        else:
            self.later_requested.emit()


def _title(view: StripView) -> str:
    if len(view.tickets) == 1:
        ticket = view.tickets[0]
        when = words.moment(ticket.starts_at, timezone=ticket.timezone, short=True)
        parts = [ticket.short, f"{ticket.event} {when}", words.place(ticket), ticket.holder, ticket.tariff]
        return translate("strip", "CANCELLED") + "  " + "   ".join(part for part in parts if part)
    seats = words.places(view.tickets, most=6)
    return words.counted("strip", "CANCELLED %n ticket(s): {seats}", len(view.tickets)).format(seats=seats)
