"""That another desk hands money out: to be read; giving it here instead needs somebody who stands beside."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ticketoffice.desk.strip import Owed
from ticketoffice.ui import words
from ticketoffice.ui.labels import set_tip
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, page_button, page_layout, text_label
from ticketoffice.ui.order.second_person import Approval, SecondPerson
from ticketoffice.ui.words import translate


class ElsewherePanel(Page):
    """It takes no keyboard when it opens, and Enter only goes back. `given_here`: the money was handed out at this desk."""

    given_here = Signal(object, object)

    def __init__(self) -> None:
        super().__init__("elsewhere.panel")
        self.owed: Owed | None = None
        self.title = bold_label()
        self.title.setObjectName("elsewhere.title")
        self.needs = text_label()
        self.needs.setProperty("quiet", True)
        self.approval = SecondPerson("elsewhere")
        self.back = page_button(translate("panels", "Back  Esc"), name="elsewhere.back")
        self.instead = page_button("", name="elsewhere.instead")
        self.given = page_button("", name="elsewhere.given")
        self.primary = self.back
        lines = page_layout(self)
        lines.setSpacing(4)
        lines.addWidget(self.title)
        lines.addWidget(self.needs)
        lines.addWidget(self.approval)
        lines.addStretch(1)
        lines.addWidget(ButtonRow(self.back, self.instead, self.given))
        self.back.clicked.connect(self.back_requested)
        self.instead.clicked.connect(self._on_instead)
        self.given.clicked.connect(self._on_given)
        self.approval.changed.connect(self._on_changed)

    def take_focus(self) -> None:
        """Nothing is to be done here: the keyboard stays where it is."""

    def show_for(self, owed: Owed) -> None:
        """Says whose it is; the same again leaves what is being typed."""
        if owed == self.owed:
            return
        self.owed = owed
        self.title.setText(_promise(owed))
        cash = owed.method == "cash"
        self.instead.setText(
            translate("panels", "Handed out here instead…") if cash else translate("panels", "Put back here instead…")
        )
        amount = words.money(owed.amount, owed.currency)
        given = (
            translate("panels", "{amount} handed out here") if cash else translate("panels", "{amount} put back here")
        )
        self.given.setText(given.format(amount=amount))
        self.approval.clear()
        self._ask(False)

    def forget(self) -> None:
        """No other desk owes anything of the order that is shown."""
        self.owed = None

    def _ask(self, on: bool) -> None:
        """Whether it asks who stands beside."""
        self.approval.setVisible(on)
        self.instead.setVisible(not on)
        self.given.setVisible(on)
        self._on_changed()

    def _on_instead(self) -> None:
        self._ask(True)
        self.approval.name.setFocus()

    def _on_changed(self) -> None:
        enough = self.approval.value() is not None
        beside = translate(
            "panels",
            "Only where that desk cannot give it: ask there first, else it is given twice. It needs a colleague's name, "
            "or at least 10 characters why nobody else is here.",
        )
        calm = translate("panels", "Nothing is to be handed out at this desk.")
        self.needs.setText(beside if self.given.isVisibleTo(self) else calm)
        self.given.setEnabled(enough)
        set_tip(self.given, "" if enough else beside)
        self.given.setAccessibleDescription("" if enough else beside)
        self.look_again()

    def _on_given(self) -> None:
        approval: Approval | None = self.approval.value()
        if self.owed is not None and approval is not None:
            self.given_here.emit(self.owed, approval)


def _promise(owed: Owed) -> str:
    """Who hands out how much, and since when, as far as that is known."""
    promise = owed.elsewhere
    if promise is None:
        return ""
    desk = promise.desk or translate("panels", "Another desk")
    who = f"{desk} ({promise.by})" if promise.by else desk
    cash = owed.method == "cash"
    said = (
        translate("panels", "{desk} hands out {amount}, since {when}.")
        if cash
        else translate("panels", "{desk} puts {amount} back on the card, since {when}.")
    )
    when = words.moment(promise.at, timezone=owed.timezone, short=True)
    return said.format(desk=who, amount=words.money(owed.amount, owed.currency), when=when)
