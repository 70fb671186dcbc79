"""The top of the window: who is at the desk, the one search field, and what is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from ticketoffice.ui.drawing import state_icon
from ticketoffice.ui.labels import set_tip
from ticketoffice.ui.sync.chip import Room, SyncChip
from ticketoffice.ui.sync.words import Said
from ticketoffice.ui.theme import BUTTON_HEIGHT, Tone
from ticketoffice.ui.words import counted, day_and_time, translate

if TYPE_CHECKING:
    from ticketoffice.store.copies import CopyState


SPACING = 16
LEAST_SEARCH = 240
"""Pixels in which a name can be typed and read."""


class SearchBar(QLineEdit):
    """Enter opens, Down steps into the list, Esc clears."""

    enter_pressed = Signal(str)
    down_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("search.bar")
        self.setAccessibleName(translate("search", "Search or scan"))
        self.setPlaceholderText(translate("search", "Search or scan: order, name, e-mail, ticket no.   F3"))
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: see the class."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter_pressed.emit(self.text())
        elif event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class TopBar(QWidget):
    """`person_named` says who acts from now on; `open_refunds_wished` goes to what waits, `due_wished` to what is due;
    `copies_wished` names a folder for second copies, `copy_wished` tries again where none could be made.
    """

    person_named = Signal(str)
    open_refunds_wished = Signal()
    due_wished = Signal()
    copies_wished = Signal()
    copy_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person = QComboBox()
        self.person.setObjectName("desk.person")
        self.person.setAccessibleName(translate("search", "Who is at the desk"))
        set_tip(self.person, translate("search", "Who is at the desk: every deed carries this name"))
        self.person.setEditable(True)
        self.person.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.person.setMinimumSize(176, BUTTON_HEIGHT)
        self.search = SearchBar()
        self.refunds = QPushButton()
        self.refunds.setObjectName("refunds.open")
        self.refunds.setIcon(state_icon(Tone.WAIT))
        self.refunds.hide()
        self._refunds = self._due = 0
        self.why_no_copy = ""
        self.due = QPushButton()
        self.due.setObjectName("waiting.due")
        self.due.setIcon(state_icon(Tone.WAIT))
        set_tip(
            self.due,
            translate("search", "Orders that wait for their money: to be released, reminded, or cancelled unpaid"),
        )
        self.due.hide()
        self.copy = QPushButton()
        self.copy.setObjectName("copy.chip")
        self.copy.setIcon(state_icon(Tone.WAIT))
        self.copy.hide()
        self.name_copies = QPushButton()
        self.name_copies.setObjectName("copy.name")
        self.name_copies.setIcon(state_icon(Tone.WAIT))
        set_tip(
            self.name_copies,
            translate("search", "This book has no second copy. Name a folder or a stick: a copy goes there each hour."),
        )
        self.name_copies.hide()
        self.sync = SyncChip()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 0)
        layout.setSpacing(SPACING)
        layout.addWidget(self.person)
        layout.addWidget(self.search, 1)
        layout.addWidget(self.due)
        layout.addWidget(self.refunds)
        layout.addWidget(self.copy)
        layout.addWidget(self.name_copies)
        layout.addWidget(self.sync)
        self.person.activated.connect(self._on_person)
        line = self.person.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._on_person)
        self.refunds.clicked.connect(self.open_refunds_wished)
        self.copy.clicked.connect(self.copy_wished)
        self.name_copies.clicked.connect(self.copies_wished)
        self.due.clicked.connect(self.due_wished)
        self._named = ""
        self._fit()

    def show_people(self, names: list[str], *, current: str) -> None:
        """The people known here, and who acts."""
        self._named = current
        self.person.blockSignals(True)
        self.person.clear()
        self.person.addItems(names)
        self.person.setCurrentText(current)
        self.person.blockSignals(False)

    def _on_person(self) -> None:
        name = self.person.currentText().strip()
        if name and name != self._named:
            self._named = name
            self.person_named.emit(name)
        elif not name:
            self.person.setCurrentText(self._named)

    def show_open_refunds(self, count: int) -> None:
        """The count that stays until each is done."""
        self._refunds = count
        self.refunds.setVisible(count > 0)
        self._fit()

    def show_due(self, count: int) -> None:
        """How many orders wait of which something is to be done now."""
        self._due = count
        self.due.setVisible(count > 0)
        self._fit()

    def ask_for_copies(self, on: bool) -> None:
        """Whether a folder for the second copy is still to be named."""
        self.name_copies.setVisible(on)
        self._fit()

    def calm_copies(self) -> None:
        """The centre has what this desk sent: a folder for the second copy can be named, and no more than that waits for it."""
        tip = translate(
            "search", "The centre has what was sent. For a copy of the whole book each hour name a folder or a stick."
        )
        set_tip(self.name_copies, tip)
        self.name_copies.setIcon(QIcon())
        self.name_copies.setProperty("calm", True)
        self.name_copies.style().unpolish(self.name_copies)
        self.name_copies.style().polish(self.name_copies)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: what is open says it in fewer words where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Whole sentences as long as the search keeps its room, else fewer words: the tooltips have the rest."""
        beside = (self.person, self.due, self.refunds, self.copy, self.name_copies, self.sync)
        for room in Room:
            self._say_open(room=room)
            shown = [max(part.sizeHint().width(), part.minimumWidth()) for part in beside if not part.isHidden()]
            if self.width() - sum(shown) - SPACING * (len(shown) + 2) >= LEAST_SEARCH:
                return

    def _say_open(self, *, room: Room) -> None:
        refunds = counted("search", "%n refund(s) open", self._refunds)
        due = counted("search", "%n waiting order(s) due", self._due)
        short = room is not Room.MUCH
        set_tip(self.refunds, refunds)
        self.refunds.setAccessibleName(refunds)
        self.due.setAccessibleName(due)
        self.refunds.setText(counted("search", "%n refund(s)", self._refunds) if short else refunds)
        self.due.setText(counted("search", "%n due", self._due) if short else due)
        self.sync.say(room=room)
        self.name_copies.setText(translate("search", "Copy…") if short else translate("search", "Second copy…"))

    def show_sync(self, said: Said) -> None:
        """How the desk stands with its centre."""
        self.sync.show_state(said)
        self._fit()

    def show_copy(self, state: CopyState, *, timezone: str) -> None:
        """Says that the second copy is missing or old, as long as it is."""
        word, self.why_no_copy = _copy_words(state, timezone=timezone) if state.waits else ("", "")
        self.copy.setText(word)
        self.copy.setAccessibleName(word)
        set_tip(self.copy, self.why_no_copy)
        self.copy.setVisible(state.waits)
        self._fit()


def _copy_words(state: CopyState, *, timezone: str) -> tuple[str, str]:
    """What the second copy waits for: in a word, and in a sentence."""
    if state.care == "missing":
        tip = translate(
            "search", "The book's second copy goes to {folder}, which is not there. Plug the disk in, then click here."
        )
        return translate("search", "Copy stick missing"), tip.format(folder=state.folder)
    word = translate("search", "No copy yet")
    if state.last_at is not None:
        word = translate("search", "No copy since {when}").format(when=day_and_time(state.last_at, timezone=timezone))
    tip = translate("search", "The book's second copy could not be written to {folder}. Is that disk full?")
    return word, tip.format(folder=state.folder)
