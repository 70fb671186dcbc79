"""Gate check: scan after scan, one big answer, the last ones below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ticketoffice.desk.views import CheckView, EntranceView
from ticketoffice.domain.seats import brief_seat
from ticketoffice.ui import words
from ticketoffice.ui.gate.answer_icon import SMALL, TONES, AnswerIcon, small_icon
from ticketoffice.ui.gate.words import check_answer, check_reason
from ticketoffice.ui.labels import Label, plain_tip
from ticketoffice.ui.theme import KEY_POINTS, SHOUT_POINTS, tokens
from ticketoffice.ui.words import translate

KEPT = 30
EVENT_WIDTH = 125
"""Pixels of an event's name in the list of performances; its day comes first, for all evenings of one run differ by it."""


class GatePage(QWidget):
    """`check_wished` carries a code; whether it also lets in is `checks_in`, for which performance `performance`.

    `shown`: the numbers of the performances are wanted.
    """

    check_wished = Signal(str)
    order_wished = Signal(str)
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gate.page")
        self._order: str | None = None
        self._build()
        self.show_answer(None)

    def take_focus(self) -> None:
        """Ready for a scan."""
        self.input.setFocus()

    def _build(self) -> None:
        self.input = QLineEdit()
        self.input.setObjectName("gate.input")
        self.input.setAccessibleName(translate("gate", "Ticket number"))
        self.input.setPlaceholderText(translate("gate", "Scan, or type a ticket number and Enter"))
        self.input.returnPressed.connect(self._on_return)
        self.recent = QListWidget()
        self.recent.setObjectName("gate.recent")
        self.recent.setAccessibleName(translate("gate", "Last checks"))
        self.recent.setIconSize(QSize(SMALL, SMALL))
        self.recent.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(self._built_choices())
        layout.addWidget(self.input)
        layout.addWidget(self._built_card())
        layout.addWidget(self.recent, 1)

    def _built_choices(self) -> QHBoxLayout:
        """Which performance, whether a GO lets in, and how many have entered."""
        title = Label(translate("gate", "Gate check"))
        font = title.font()
        font.setPointSize(KEY_POINTS)
        title.setFont(font)
        self.performances = QComboBox()
        self.performances.setObjectName("gate.performances")
        self.performances.setAccessibleName(translate("gate", "Performance"))
        self.performances.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.performances.addItem(translate("gate", "Any performance"))
        self.performances.currentIndexChanged.connect(self._show_entered)
        self.entered = Label()
        self.entered.setObjectName("gate.entered")
        self.admit = QToolButton()
        self.admit.setObjectName("gate.admit")
        self.admit.setText(translate("gate", "Check in"))
        self.only = QToolButton()
        self.only.setObjectName("gate.check_only")
        self.only.setText(translate("gate", "Check only"))
        for button in (self.admit, self.only):
            button.setCheckable(True)
            button.setAutoExclusive(True)
        self.only.setChecked(True)
        row = QHBoxLayout()
        for part in (title, self.performances, self.only, self.admit):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.entered)
        return row

    def _built_card(self) -> QFrame:
        """The answer, and what it is about."""
        self.card = QFrame()
        self.card.setObjectName("gate.card")
        self.icon = AnswerIcon()
        self.result = Label()
        self.result.setObjectName("gate.result")
        big = self.result.font()
        big.setPointSize(SHOUT_POINTS + 8)
        big.setBold(True)
        self.result.setFont(big)
        self.detail = Label()
        self.detail.setObjectName("gate.detail")
        self.detail.setWordWrap(True)
        self.open_order = QPushButton(translate("gate", "Open order"))
        self.open_order.setObjectName("gate.open_order")
        self.open_order.clicked.connect(self._on_open_order)
        said = QHBoxLayout()
        said.setSpacing(16)
        said.addWidget(self.icon)
        said.addWidget(self.result, 1)
        row = QHBoxLayout()
        row.addWidget(self.detail, 1)
        row.addWidget(self.open_order)
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(24, 16, 24, 16)
        inside.addLayout(said)
        inside.addLayout(row)
        return self.card

    @property
    def checks_in(self) -> bool:
        """Whether GO lets the visitor in."""
        return self.admit.isChecked()

    @property
    def performance(self) -> str | None:
        """The performance that tickets must be for; None: each is looked at by itself."""
        chosen = self.performances.currentData()
        return chosen.performance if isinstance(chosen, EntranceView) else None

    def show_entrances(self, entrances: Sequence[EntranceView]) -> None:
        """The performances with their numbers of now; the chosen one stays, at first it is today's if there is just one."""
        first = self.performances.count() == 1
        chosen = self.performance
        today = [e.performance for e in entrances if e.today]
        if first and len(today) == 1:
            chosen = today[0]
        self.performances.blockSignals(True)
        while self.performances.count() > 1:
            self.performances.removeItem(1)
        for entrance in entrances:
            when = words.moment(entrance.starts_at, timezone=entrance.timezone, short=True)
            event = self.fontMetrics().elidedText(entrance.event, Qt.TextElideMode.ElideRight, EVENT_WIDTH)
            self.performances.addItem(f"{when}   {event}", entrance)
            whole = plain_tip(f"{when}   {entrance.event}")
            self.performances.setItemData(self.performances.count() - 1, whole, Qt.ItemDataRole.ToolTipRole)
            if entrance.performance == chosen:
                self.performances.setCurrentIndex(self.performances.count() - 1)
        self.performances.blockSignals(False)
        self._show_entered()

    def _show_entered(self) -> None:
        chosen = self.performances.currentData()
        text = translate("gate", "Entered {entered} of {tickets}")
        known = isinstance(chosen, EntranceView)
        self.entered.setText(text.format(entered=chosen.entered, tickets=chosen.tickets) if known else "")

    def showEvent(self, event: QShowEvent) -> None:
        """Asks for the numbers of now."""
        super().showEvent(event)
        self.shown.emit()

    def show_answer(self, answer: CheckView | None) -> None:
        """Shows an answer until the next one; words first, colour third."""
        look = tokens()
        if answer is None:
            self.result.setText(translate("gate", "Scan a ticket"))
            self.detail.setText("")
            self.icon.show_answer("")
            self.open_order.hide()
            self.card.setStyleSheet("")
            return
        word = check_answer(answer.answer)
        reason = check_reason(answer.reason)
        self.result.setText(word if answer.answer == "GO" else f"{word} - {reason}")
        self.icon.show_answer(answer.answer)
        self.detail.setText(_detail(answer))
        self._order = answer.order
        self.open_order.setVisible(answer.order is not None)
        colours = look.tones[TONES[answer.answer]]
        self.card.setStyleSheet(f"QFrame {{ background: {colours.fill}; }} QLabel {{ color: {colours.text}; }}")
        at = words.clock_time(answer.at, timezone=answer.timezone)
        place = brief_seat(answer.seat or "")
        line = "   ".join((at, answer.short or answer.number, word, reason, place))
        self.recent.insertItem(0, QListWidgetItem(small_icon(answer.answer), line))
        while self.recent.count() > KEPT:
            self.recent.takeItem(self.recent.count() - 1)
        self.input.selectAll()
        self._say(self.result.text(), at_once=answer.answer != "GO")

    def _say(self, text: str, *, at_once: bool) -> None:
        """Aloud too; what is no GO interrupts."""
        aloud = QAccessibleAnnouncementEvent(self, text)
        aloud.setPoliteness(
            QAccessible.AnnouncementPoliteness.Assertive if at_once else QAccessible.AnnouncementPoliteness.Polite
        )
        QAccessible.updateAccessibility(aloud)

    def _on_return(self) -> None:
        if self.input.text().strip():
            self.check_wished.emit(self.input.text().strip())

    def _on_open_order(self) -> None:
        if self._order is not None:
            self.order_wished.emit(self._order)


def _detail(answer: CheckView) -> str:
    parts = [answer.short or answer.number, answer.event, answer.seat, answer.holder]
    if answer.starts_at is not None:
        parts.insert(2, words.moment(answer.starts_at, timezone=answer.timezone, short=True))
    if answer.since is not None:
        parts.append(
            translate("gate", "since {time}").format(
                time=words.moment(answer.since, timezone=answer.timezone, short=True)
            )
        )
    if answer.by is not None:
        parts.append(answer.by)
    if answer.badge == "admit_unpaid":
        parts.append(translate("gate", "unpaid: invoice"))
    text = "   ".join(part for part in parts if part)
    if answer.answer == "GO":
        return text
    send = translate("gate", "Send the visitor to the desk.")
    if answer.reason == "change_refused":
        why = translate("gate", "The centre refused the change that made this ticket. Look at order {order}.")
        send = f"{why.format(order=answer.order)} {send}"
    return f"{text}\n{send}"
