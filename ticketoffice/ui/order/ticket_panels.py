"""Short decisions about one ticket: a new number for a lost one, another name, another tariff."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from ticketoffice.desk.ticket_choices import TariffChoice, TariffOffer
from ticketoffice.desk.views import TicketView
from ticketoffice.ui import words
from ticketoffice.ui.choice_row import ChoiceRow
from ticketoffice.ui.order.difference import DifferenceFields
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, field_label, page_button, page_layout, text_label
from ticketoffice.ui.words import translate


class _TicketPage(Page):
    """A page about one ticket: a title, what follows of it, and the deed with the way back."""

    def __init__(self, name: str, *, deed: str) -> None:
        super().__init__(f"{name}.panel")
        self.ticket: TicketView | None = None
        self.title, self.text = bold_label(), text_label()
        self.back = page_button(translate("panels", "Back  Esc"), name=f"{name}.back")
        self.deed: QPushButton = page_button(deed, name=f"{name}.deed", primary=True)
        self.primary = self.deed
        self.lines = page_layout(self)
        self.lines.setSpacing(4)
        self.lines.addWidget(self.title)
        self.lines.addWidget(self.text)
        self.lines.addStretch(1)
        self.lines.addWidget(ButtonRow(self.back, self.deed))
        self.back.clicked.connect(self.back_requested)

    def named(self, ticket: TicketView) -> str:
        """A ticket as its page calls it."""
        return ", ".join(part for part in (ticket.short, words.place(ticket), ticket.holder, ticket.tariff) if part)


class ReplacePanel(_TicketPage):
    """`replace_requested` carries the ticket's id."""

    replace_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__("replace", deed=translate("panels", "Replace it  Enter"))
        self.text.setText(
            translate(
                "panels",
                "It gets a new number on the same place at the same price; the lost paper is refused from now on. No money moves.",
            )
        )
        self.deed.clicked.connect(self._on_deed)

    def show_for(self, ticket: TicketView) -> None:
        """Asks about a ticket."""
        self.ticket = ticket
        text = translate("panels", "Ticket {ticket} is lost: replace it?")
        self.title.setText(text.format(ticket=self.named(ticket)))

    def _on_deed(self) -> None:
        if self.ticket is not None:
            self.replace_requested.emit(self.ticket.ticket)


class RenamePanel(_TicketPage):
    """`rename_requested` carries the ticket's id and the new name."""

    rename_requested = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("rename", deed=translate("panels", "Rename  Enter"))
        self.name = QLineEdit()
        self.name.setObjectName("rename.name")
        self.name.setAccessibleName(translate("panels", "Holder's name"))
        self.text.setText(translate("panels", "Its number stays; its paper is to be printed anew."))
        row = QHBoxLayout()
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(8)
        row.addWidget(field_label(translate("panels", "Holder's name")))
        row.addWidget(self.name, 1)
        self.lines.insertLayout(2, row)
        self.name.textChanged.connect(self.look_again)
        self.deed.clicked.connect(self._on_deed)

    def show_for(self, ticket: TicketView) -> None:
        """The name as it is now, to be typed over."""
        self.ticket = ticket
        self.title.setText(translate("panels", "Who holds ticket {ticket}?").format(ticket=self.named(ticket)))
        self.name.setText(ticket.holder or "")
        self.name.selectAll()

    def take_focus(self) -> None:
        """One types at once."""
        self.name.setFocus()

    def lacks(self) -> tuple[QWidget, str] | None:
        """A name, and another one than before."""
        typed = self.name.text().strip()
        if not typed:
            return self.name, translate("panels", "Type the holder's name.")
        if self.ticket is not None and typed == self.ticket.holder:
            return self.name, translate("panels", "That is the name already. Type another one.")
        return None

    def _on_deed(self) -> None:
        if self.ticket is not None and self.is_complete():
            self.rename_requested.emit(self.ticket.ticket, self.name.text().strip())


class TariffPanel(_TicketPage):
    """`change_requested` carries the ticket's id and the tariff's name."""

    change_requested = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("tariff", deed="")
        self._offer: TariffOffer | None = None
        self.tariff = ChoiceRow(name="tariff.tariff", title=translate("tickets", "Tariff"))
        self.difference = DifferenceFields("tariff", page=self)
        self.lines.insertWidget(2, self.tariff)
        self.lines.insertWidget(3, self.difference)
        self.tariff.chosen.connect(self._show_difference)
        self.difference.edited.connect(self._show_deed)
        self.deed.clicked.connect(self._on_deed)

    def show_for(self, ticket: TicketView, offer: TariffOffer) -> None:
        """The other tariffs of the ticket's zone, the first one chosen."""
        self.ticket, self._offer = ticket, offer
        self.difference.begin_anew()
        text = translate("panels", "Another tariff for ticket {ticket}, {amount}")
        self.title.setText(text.format(ticket=self.named(ticket), amount=words.money(offer.price, offer.currency)))
        self.text.setText(translate("panels", "Its number stays; its paper is to be printed anew."))
        said = [(t.name, f"{t.name}  {words.money(t.price, offer.currency)}") for t in offer.tariffs]
        self.tariff.set_choices(said)
        self.tariff.choose(offer.tariffs[0].name)
        self._show_difference()

    def take_focus(self) -> None:
        """The tariff comes first."""
        self.tariff.setFocus()

    @property
    def choice(self) -> TariffChoice | None:
        """The tariff that is chosen."""
        tariffs = self._offer.tariffs if self._offer is not None else ()
        return next((one for one in tariffs if one.name == self.tariff.value()), None)

    def lacks(self) -> tuple[QWidget, str] | None:
        """The difference."""
        return self.difference.lacks()

    def _show_difference(self) -> None:
        choice, offer = self.choice, self._offer
        if choice is not None and offer is not None:
            self.difference.show_difference(choice.to_pay, currency=offer.currency, refunding=offer.refunding)

    def _show_deed(self) -> None:
        text = self.difference.button_text(
            translate("panels", "Change it and take {amount}  Enter"),
            translate("panels", "Change it and give back {amount}  Enter"),
            owe=translate("panels", "Change it, {amount} is owed  Enter"),
            even=translate("panels", "Change it  Enter"),
        )
        self.deed.setText(text)
        self.look_again()

    def _on_deed(self) -> None:
        if self.ticket is not None and self.choice is not None and self.is_complete():
            self.change_requested.emit(self.ticket.ticket, self.choice.name)
