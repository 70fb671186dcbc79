"""Reason, refund, amount, paper and customer: the one form that the strip and the whole order's panel show."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from ticketoffice.desk.strip import usual_instead
from ticketoffice.desk.views import StripView
from ticketoffice.domain.amounts import parse_amount
from ticketoffice.domain.rules import INFORMS, METHODS, PAPERS, REASONS, lacks_note
from ticketoffice.domain.said import SHORTEST_NOTE
from ticketoffice.ui import words
from ticketoffice.ui.choice_row import ChoiceRow
from ticketoffice.ui.elided_label import ElidedLabel
from ticketoffice.ui.labels import Label, set_tip
from ticketoffice.ui.order.page import ButtonRow, bold_label, field_label, page_layout
from ticketoffice.ui.order.second_person import Approval, SecondPerson
from ticketoffice.ui.theme import BODY_POINTS, BUTTON_HEIGHT
from ticketoffice.ui.words import translate

AMOUNT_WIDTH = 96
NOTE_WIDTH = 96


class FinishWish(Struct, frozen=True):
    """What the cashier chose; `method` None leaves it as each payment was made. `to_sale`: kept places are everybody's."""

    reason: str
    method: str | None
    amount: int
    paper: str | None
    inform: str
    note: str | None
    approval: Approval | None
    to_sale: bool = False

    def said(self) -> dict[str, Any]:
        """What Finish records, as the deed takes it."""
        return {
            "reason": self.reason,
            "method": self.method,
            "amount": self.amount,
            "paper": self.paper,
            "inform": self.inform,
            "note": self.note,
            "to_sale": self.to_sale,
        }


class RefundForm(QWidget):
    """Fields, filled from a StripView; `changed` follows each change by the cashier."""

    changed = Signal()

    def __init__(self, prefix: str, *buttons: QPushButton) -> None:
        super().__init__()
        self._view: StripView | None = None
        self.title = ElidedLabel()
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.price = Label()
        self.price.setObjectName(f"{prefix}.price")
        self.price.setFont(font)
        self.told = ElidedLabel()
        self.told.setProperty("quiet", True)
        small = self.told.font()
        small.setPointSize(BODY_POINTS - 1)
        self.told.setFont(small)
        self.commission = Label()
        self.commission.setObjectName(f"{prefix}.commission")
        self.commission.setProperty("quiet", True)
        self.commission.setFont(small)
        for line in (self.title, self.price, self.told):
            line.setFixedHeight(line.fontMetrics().height() + 2)
        self.settled = bold_label()
        self.settled.setObjectName(f"{prefix}.settled")
        self.settled.hide()
        self.reason = ChoiceRow(name=f"{prefix}.reason", title=translate("strip", "Reason"), numbered=True)
        self.method = ChoiceRow(name=f"{prefix}.method", title=translate("strip", "Refund"))
        self.paper = ChoiceRow(name=f"{prefix}.paper", title=translate("strip", "Paper"))
        self.inform = ChoiceRow(name=f"{prefix}.inform", title=translate("strip", "Customer"), first=False)
        self.currency = field_label("")
        self.amount = QLineEdit()
        self.amount.setObjectName(f"{prefix}.amount")
        self.amount.setAccessibleName(translate("strip", "Amount to give back"))
        self.amount.setFixedWidth(AMOUNT_WIDTH)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.note = QLineEdit()
        self.note.setObjectName(f"{prefix}.note")
        self.note.setAccessibleName(translate("strip", "Note"))
        self.note.setMinimumWidth(NOTE_WIDTH)
        self.note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.note.setPlaceholderText(translate("strip", "Note"))
        self.reason.put_beside(self.note)
        self.to_sale = QCheckBox(translate("strip", "Place to everybody"))
        self.to_sale.setObjectName(f"{prefix}.to_sale")
        self.to_sale.setFixedHeight(BUTTON_HEIGHT)
        self.to_sale.hide()
        self.approval = SecondPerson(prefix)
        self.approval.hide()
        self._place(buttons)
        self._offer(REASONS, METHODS)
        self._connect()

    def _place(self, buttons: tuple[QPushButton, ...]) -> None:
        head, said, rest, last = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title, 1)
        head.addWidget(self.price)
        said.addWidget(self.told, 1)
        said.addWidget(self.commission)
        rest.addWidget(self.paper)
        rest.addWidget(self.inform)
        rest.addStretch(1)
        top = Qt.AlignmentFlag.AlignTop
        last.setContentsMargins(4, 2, 4, 0)
        last.setSpacing(8)
        last.addWidget(self.currency, 0, top)
        last.addWidget(self.amount, 0, top)
        last.addWidget(self.to_sale, 0, top)
        last.addWidget(ButtonRow(*buttons), 1)
        lines = page_layout(self)
        lines.addLayout(head)
        lines.addLayout(said)
        lines.addWidget(self.settled)
        lines.addWidget(self.reason)
        lines.addWidget(self.method)
        lines.addLayout(rest)
        lines.addWidget(self.approval)
        lines.addStretch(1)
        lines.addLayout(last)

    def _offer(self, reasons: tuple[str, ...], methods: tuple[str, ...]) -> None:
        self.reason.set_choices([(code, words.code_label(code)) for code in reasons])
        self.method.set_choices([(code, words.code_label(code)) for code in methods])
        papers = {
            "back": translate("strip", "back"),
            "eticket": translate("strip", "e-ticket"),
            "missing": translate("strip", "not back"),
        }
        informs = {
            "told": translate("strip", "told here"),
            "email": translate("strip", "e-mail"),
            "later": translate("strip", "not yet"),
        }
        self.paper.set_choices([(code, papers[code]) for code in PAPERS])
        self.inform.set_choices([(code, informs[code]) for code in INFORMS])

    def _connect(self) -> None:
        for row in (self.reason, self.paper, self.inform):
            row.chosen.connect(self._on_changed)
        self.method.chosen.connect(self._on_method_chosen)
        self.amount.textChanged.connect(self._on_changed)
        self.note.textChanged.connect(self._on_changed)
        self.approval.changed.connect(self.changed)
        self.to_sale.toggled.connect(lambda: self._on_changed())

    # --- showing -------------------------------------------------------------------------------------------------

    def fill(self, view: StripView) -> None:
        """Presets for these tickets. More tickets of the same order keep reason, paper and note; the same tickets again
        keep everything that was chosen or typed.
        """
        before, self._view = self._view, view
        if before is None or before.order != view.order:
            self._offer(view.reasons, view.methods)
            self.note.clear()
            self.approval.clear()
            self.to_sale.setChecked(False)
        if before is None or [t.ticket for t in before.tickets] != [t.ticket for t in view.tickets]:
            self.method.choose(view.method)
            self.inform.choose(view.inform)
            self.amount.setText(words.plain_amount(view.amount))
        elif self.amount.text() == words.plain_amount(before.amount):
            self.amount.setText(words.plain_amount(view.amount))
        if before is None or not {t.ticket for t in view.tickets} <= {t.ticket for t in before.tickets}:
            self.tell_settled("")
        self.inform.enable("email", on=view.can_email, why=why_no_email(view.no_email))
        self.amount.setEnabled(view.amount > 0 or self.amount.hasFocus())
        self._show_to_sale(view)
        self.currency.setText(view.currency)
        self._tell_method()
        due = view.commission_due
        text = translate("strip", "commission due {amount} (organiser)")
        self.commission.setText("" if due is None else text.format(amount=words.money(due, view.currency)))

    def _show_to_sale(self, view: StripView) -> None:
        """Where a place comes from what the house keeps, somebody may say that it does not go back there."""
        held = kept_words(view)
        self.to_sale.setVisible(bool(held))
        text = translate("strip", "Without this the place goes back to what the house keeps ({hold}).")
        set_tip(self.to_sale, text.format(hold=held) if held else "")
        if not held:
            self.to_sale.setChecked(False)

    def tell_settled(self, sentence: str) -> None:
        """What somebody else did with these tickets stands above the fields, in the place of what they are about; empty: nothing."""
        self.settled.setText(sentence)
        self.settled.setVisible(bool(sentence))
        self.told.setVisible(not sentence)
        self.commission.setVisible(not sentence)

    def clear(self) -> None:
        """Nothing is decided here any more."""
        self._view = None
        self.tell_settled("")

    @property
    def view(self) -> StripView | None:
        """What the form is about, or None."""
        return self._view

    # --- what was chosen -----------------------------------------------------------------------------------------

    def lacks(self) -> tuple[QWidget, str] | None:
        """The first field that is missing or wrong, and the sentence that says so."""
        view = self._view
        if view is None:
            return None
        reason = self.reason.value()
        if reason is None:
            return self.reason, translate("strip", "Choose a reason: 1 to {last}.").format(last=len(view.reasons))
        if lacks_note(reason, self.note.text()):
            text = translate("strip", 'The reason "other" needs a note of at least {least} characters.')
            return self.note, text.format(least=SHORTEST_NOTE)
        if (no_amount := self.lacks_amount()) is not None:
            return self.amount, no_amount
        if not self.approval.isHidden() and self.approval.value() is None:
            text = translate("panels", "This needs a second person: type a name, or why nobody else is here.")
            return self.approval.name, text
        return None

    def lacks_amount(self) -> str | None:
        """What is wrong with the amount as it is typed, in a sentence; None where it can be recorded."""
        view = self._view
        if view is None or not view.amount:
            return None
        amount = parse_amount(self.amount.text())
        if amount is not None and amount <= view.amount:
            return None
        most = words.money(view.amount, view.currency)
        return translate("strip", "Type an amount up to {most}, like 30.00.").format(most=most)

    def given_back(self) -> tuple[int, str]:
        """The amount as typed, in minor units, and its method; 0 where nothing is given back or no amount is typed."""
        method = self.method.value() or "nothing"
        amount = (parse_amount(self.amount.text()) or 0) if self._view is not None and self._view.amount else 0
        return (0 if method == "nothing" else amount), method

    def wish(self) -> FinishWish:
        """What was chosen; only when nothing is missing."""
        view, chosen = self._view, self.method.value()
        assert view is not None
        mixed = len({p.method for p in view.proposals if p.amount}) > 1
        return FinishWish(
            reason=self.reason.value() or "",
            method=None if mixed and chosen == view.method else chosen,
            amount=self.given_back()[0],
            paper=self.paper.value(),
            inform=self.inform.value() or "later",
            note=self.note.text().strip() or None,
            approval=None if self.approval.isHidden() else self.approval.value(),
            to_sale=self.to_sale.isChecked(),
        )

    def _on_changed(self, _chosen: str = "") -> None:
        self.changed.emit()

    def _on_method_chosen(self, code: str) -> None:
        """Nothing is 0.00; another method after it is all again."""
        if code == "nothing":
            self.amount.setText(words.plain_amount(0))
        elif self._view is not None and parse_amount(self.amount.text()) == 0:
            self.amount.setText(words.plain_amount(self._view.amount))
        self._tell_method()
        self.changed.emit()

    def _tell_method(self) -> None:
        """What it is about; how the money was paid comes first where it goes back by another way."""
        if self._view is not None:
            usual = usual_instead(self._view, self.method.value() or "")
            text = translate("strip", "Usually it goes back as it was paid: {methods}.")
            warned = [text.format(methods=", ".join(map(words.code_label, usual)))] if usual else []
            self.told.setText(" ".join([*warned, _sentence(self._view)]))


def _sentence(view: StripView) -> str:
    parts = [translate("strip", "This records the refund. It does not send money.")]
    if not view.amount:
        parts.append(
            translate("strip", "Nothing was paid.")
            if view.paid == 0
            else translate("strip", "Nothing is left to give back.")
        )
    if held := kept_words(view):
        parts.append(translate("strip", "The place goes back to the house ({hold}).").format(hold=held))
    if view.source:
        text = translate("strip", "It came from {source}: cancel it there too.")
        parts.append(text.format(source=view.source))
    return " ".join(parts)


def kept_words(view: StripView) -> str:
    """What the house keeps the places of these tickets as; empty where it keeps none."""
    held = dict.fromkeys(t.held_as for t in view.tickets if t.held_as is not None)
    return ", ".join(words.hold_name(one.kind, one.name) for one in held)


def why_no_email(code: str | None) -> str:
    """Why a customer cannot be told by e-mail from here; empty where they can."""
    known = {
        "no_mail_server": translate("strip", "No mail server is set up."),
        "centre_mails_not": translate("strip", "The centre sends no e-mail."),
        "no_address": translate("strip", "There is no e-mail address."),
        "demo_never_mails": translate("strip", "A demonstration or practice book never sends mail."),
    }
    return known.get(code or "", "")
