"""What the house keeps of a performance: what there is, each released by its button, and below it a line that keeps more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ticketoffice.desk.event_form import ZoneForm
from ticketoffice.desk.hold_form import HoldForm
from ticketoffice.desk.house_holds import HoldView
from ticketoffice.domain.house_holds import HOLD_KINDS
from ticketoffice.ui import words
from ticketoffice.ui.labels import Label
from ticketoffice.ui.order.page import bold_label, page_button
from ticketoffice.ui.theme import BUTTON_HEIGHT
from ticketoffice.ui.words import translate

UNTIL_WIDTH = 160
SEATS, HOW_MANY = "A-5, A-6", "4"
"""What is typed, by example."""
ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HoldsPanel(QWidget):
    """`keep_requested` carries a HoldForm, `release_requested` the id of a house hold; `edited`: somebody types."""

    keep_requested = Signal(object)
    release_requested = Signal(str)
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("events.holds")
        self._zones: tuple[str, ...] = ()
        self._numbered: frozenset[str] = frozenset()
        title = bold_label()
        title.setText(translate("events", "Kept by the house"))
        title.setWordWrap(False)
        self.kind, self.zone = QComboBox(), QComboBox()
        for code in HOLD_KINDS:
            self.kind.addItem(words.code_label(code), code)
        for box, name, aloud in (
            (self.kind, "events.hold.kind", translate("events", "For whom places are kept")),
            (self.zone, "events.hold.zone", translate("events", "Zone of the kept places")),
        ):
            box.setObjectName(name)
            box.setAccessibleName(aloud)
            box.setFixedHeight(BUTTON_HEIGHT)
        self.places = self._field("places", translate("events", "Seats, or how many"), hint="")
        until = translate("events", "Kept until")
        self.until = self._field("until", until, hint=translate("events", "until: for good"), width=UNTIL_WIDTH)
        name = translate("events", "Name of the kept places")
        self.name = self._field("name", name, hint=translate("events", "Name"))
        self.keep = page_button(translate("events", "Keep them"), name="events.hold.keep")
        self.keep.clicked.connect(self._on_keep)
        first, second = QHBoxLayout(), QHBoxLayout()
        for line, parts in ((first, (self.kind, self.zone, self.places)), (second, (self.until, self.name, self.keep))):
            line.setSpacing(8)
            for part in parts:
                line.addWidget(part, 1 if part in (self.places, self.name) else 0)
        self.nothing = Label(translate("events", "The house keeps nothing of it."))
        self.nothing.setObjectName("events.hold.nothing")
        self.nothing.setProperty("quiet", True)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(title)
        head.addWidget(self.nothing, 1)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(head)
        whole.addLayout(self._lines)
        whole.addLayout(first)
        whole.addLayout(second)
        self.zone.currentTextChanged.connect(self._on_zone)

    def _field(self, name: str, aloud: str, *, hint: str, width: int | None = None) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(f"events.hold.{name}")
        field.setAccessibleName(aloud)
        field.setPlaceholderText(hint)
        if width is not None:
            field.setFixedWidth(width)
        field.textChanged.connect(self.edited)
        return field

    # --- shown ----------------------------------------------------------------------------------------------------

    def show_zones(self, zones: Sequence[ZoneForm]) -> None:
        """The zones of the performance in hand."""
        self._numbered = frozenset(zone.name for zone in zones if zone.categories)
        names = tuple(zone.name for zone in zones)
        if names != self._zones:
            self._zones = names
            self.zone.clear()
            self.zone.addItems(list(names))
        self._on_zone(self.zone.currentText())

    def show_holds(self, holds: Sequence[HoldView], *, timezone: str) -> None:
        """What the house keeps now; what it has released is past."""
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.setParent(None)
                old.deleteLater()
        kept = [hold for hold in holds if not hold.released]
        for n, hold in enumerate(kept, start=1):
            self._lines.addWidget(self._line(n, hold, timezone=timezone))
        self.nothing.setVisible(not kept)

    def _line(self, number: int, hold: HoldView, *, timezone: str) -> QWidget:
        """For whom, where, how many of it are left and which, until when; and its button."""
        line, across = QWidget(), QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        text = _told(hold, timezone=timezone)
        said = Label(text)
        said.setObjectName(f"events.hold.{number}")
        said.setWordWrap(True)
        release = page_button(translate("events", "Release"), name=f"events.hold.{number}.release")
        release.setAccessibleName(translate("events", "Release: {line}").format(line=text))
        release.clicked.connect(partial(self.release_requested.emit, hold.id))
        across.addWidget(said, 1)
        across.addWidget(release, 0, Qt.AlignmentFlag.AlignTop)
        line.setLayout(across)
        return line

    def clear(self) -> None:
        """What was typed is kept."""
        for field in (self.places, self.until, self.name):
            field.clear()

    def controls(self) -> list[QWidget]:
        """All that Tab goes through, in order."""
        found = self.findChildren(QPushButton, QRegularExpression(r"events\.hold\.\d+\.release"))
        return [*found, self.kind, self.zone, self.places, self.until, self.name, self.keep]

    def put_in_turn(self, before: QWidget, after: QWidget) -> None:
        """Tab comes here between these two."""
        for one, other in pairwise([before, *self.controls(), after]):
            QWidget.setTabOrder(one, other)

    # --- what somebody does ---------------------------------------------------------------------------------------

    def typed(self) -> HoldForm:
        """What stands in the line."""
        kind = str(self.kind.currentData())
        return HoldForm(self.zone.currentText(), kind, self.places.text(), self.until.text(), self.name.text())

    def _on_zone(self, name: str) -> None:
        """What is typed there: of numbered seats which, else how many."""
        self.places.setPlaceholderText(SEATS if name in self._numbered else HOW_MANY)

    def _on_keep(self) -> None:
        self.keep_requested.emit(self.typed())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter in a field of the line keeps."""
        if event.key() in ENTERS and self.focusWidget() in (self.places, self.until, self.name):
            self.keep.click()
        else:
            super().keyPressEvent(event)


def _told(hold: HoldView, *, timezone: str) -> str:
    left = translate("events", "{left} of {places} left").format(left=hold.left, places=hold.places)
    parts = [words.hold_name(hold.kind, hold.name), hold.zone_name, left]
    parts += [", ".join(hold.seats)] if hold.seats else []
    if hold.until is not None:
        when = words.moment(hold.until, timezone=timezone, short=True)
        parts.append(translate("events", "until {when}").format(when=when))
    parts += [hold.made_by] if hold.made_by else []
    return " · ".join(parts)
