"""An order that waited too long is given up: what that does, before it is done."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ticketoffice.desk.release import ReleasePreview
from ticketoffice.ui import words
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, page_button, page_layout, text_label
from ticketoffice.ui.words import translate


class ReleasePanel(Page):
    """Enter releases."""

    release_requested = Signal(str, list)

    def __init__(self) -> None:
        super().__init__("release.panel")
        self._offer: ReleasePreview | None = None
        self.title, self.text = bold_label(), text_label()
        self.back = page_button(translate("panels", "Back  Esc"), name="release.back")
        self.confirm = page_button("", name="release.confirm", primary=True)
        self.primary = self.confirm
        lines = page_layout(self)
        lines.setSpacing(8)
        lines.addWidget(self.title)
        lines.addWidget(self.text)
        lines.addStretch(1)
        lines.addWidget(ButtonRow(self.back, self.confirm))
        self.back.clicked.connect(self.back_requested)
        self.confirm.clicked.connect(self._on_confirm)

    def show_for(self, offer: ReleasePreview, *, places: str) -> None:
        """What would happen to which tickets; `places` names where they are."""
        self._offer = offer
        count = len(offer.tickets)
        text = words.counted("panels", "Release %n ticket(s) of order {order}: {places}.", count)
        self.title.setText(text.format(order=offer.order_number, places=places))
        said = [
            words.counted("panels", "%n ticket(s) become invalid, their places are free again.", count),
            translate("panels", "Reason: {reason}.").format(reason=words.code_label(offer.reason)),
        ]
        if offer.credit:
            text = translate("panels", "{amount} was paid and stays as credit of the customer.")
            said.append(text.format(amount=words.money(offer.credit, offer.currency)))
        else:
            said.append(translate("panels", "Nothing was paid, nothing is given back."))
        if offer.credit_note:
            said.append(translate("panels", "A credit note cancels the invoice; the customer is to be told."))
        self.text.setText(" ".join(said))
        self.confirm.setText(words.counted("panels", "Release %n ticket(s)  Enter", count))

    def _on_confirm(self) -> None:
        if self._offer is not None:
            self.release_requested.emit(self._offer.order, list(self._offer.tickets))
