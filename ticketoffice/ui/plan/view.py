"""The seating plan of a sale: drawn or as a list, the seat in hand in words, what the marks mean.

It is given a plan and how each seat stands, and tells which seat somebody wants or gives back; whether that is granted it is
told with the seat's next face. It decides nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from ticketoffice.domain.seating_plan import SeatingPlan
from ticketoffice.ui.drawing import whole_icon
from ticketoffice.ui.labels import set_tip
from ticketoffice.ui.notice_bar import NoticeText
from ticketoffice.ui.plan.drawing import PlanDrawing
from ticketoffice.ui.plan.faces import SeatFace, SeatState, said
from ticketoffice.ui.plan.legend import Legend
from ticketoffice.ui.plan.seat_list import SeatList
from ticketoffice.ui.plan.sheet import Sheet
from ticketoffice.ui.theme import BUTTON_HEIGHT
from ticketoffice.ui.words import translate

TOLD_HEIGHT, SPACING = 40, 4


class SeatingPlanView(QWidget):
    """`toggle_requested` carries the `guid` of a seat that is free and wanted, or chosen and given back."""

    toggle_requested = Signal(str)

    def __init__(self, name: str = "sell.plan") -> None:
        super().__init__()
        self.setObjectName(name)
        self._sheet: Sheet | None = None
        self._counts: Counter[SeatState] = Counter()
        self._listed = False
        self._build()
        self._connect()

    def _build(self) -> None:
        name = self.objectName()
        self.drawing, self.list = PlanDrawing(), SeatList()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.drawing)
        self._stack.addWidget(self.list)
        self._as_list = _button(f"{name}.as_list", translate("plan", "As a list"), key="Ctrl+L")
        self._as_list.setCheckable(True)
        self._nearer = _button(f"{name}.nearer", "+", key="Ctrl++", aloud=translate("plan", "Nearer"))
        self._farther = _button(f"{name}.farther", "\u2212", key="Ctrl+-", aloud=translate("plan", "Farther"))
        self._fit = _button(f"{name}.fit", "", key="Ctrl+0", aloud=translate("plan", "Whole house"))
        self._fit.setIcon(whole_icon())
        for button in (self._fit, self._farther, self._nearer):
            button.setFixedSize(BUTTON_HEIGHT, BUTTON_HEIGHT)
            button.setProperty("narrow", True)
        self.told = NoticeText()
        self.told.setObjectName(f"{name}.told")
        self.told.setFixedHeight(TOLD_HEIGHT)
        self.legend = Legend()
        top = QHBoxLayout()
        top.setSpacing(4)
        for button in (self._as_list, self._fit, self._farther, self._nearer):
            top.addWidget(button)
        top.addSpacing(4)
        top.addWidget(self.told, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.legend)

    def height_with(self, drawn: int, *, width: int) -> int:
        """The height at which the drawing has so many pixels, at this width."""
        return TOLD_HEIGHT + drawn + self.legend.heightForWidth(width) + 2 * SPACING

    def _connect(self) -> None:
        for part in (self.drawing, self.list):
            part.current_changed.connect(self._on_current_changed)
            part.asked.connect(self._on_asked)
        self.drawing.pointed.connect(self._on_pointed)
        self._as_list.toggled.connect(self._on_as_list_toggled)
        self._nearer.clicked.connect(self._on_nearer_clicked)
        self._farther.clicked.connect(self._on_farther_clicked)
        self._fit.clicked.connect(self.drawing.fit)
        keys = (
            ("Ctrl++", self._on_nearer_clicked),
            ("Ctrl+=", self._on_nearer_clicked),
            ("Ctrl+-", self._on_farther_clicked),
            ("Ctrl+0", self.drawing.fit),
            ("Ctrl+L", self._as_list.toggle),
        )
        for key, slot in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def show_plan(self, plan: SeatingPlan, *, faces: Mapping[str, SeatFace]) -> None:
        """Shows a plan as a whole; `faces` say by `guid` how seats stand, the others are not for sale."""
        if self._sheet is not None and self._sheet.plan is plan:
            self._sheet.set_faces(faces)
        else:
            self._sheet = Sheet(plan, faces)
        self._listed = False
        self.told.setText("")
        self.drawing.show_sheet(self._sheet)
        if self._as_list.isChecked():
            self._fill_list()
        if self.list.hasFocus():
            self.drawing.take_first()
        self._counts = Counter(self._sheet.states)
        self.legend.show_counts(self._counts)

    def change_faces(self, faces: Mapping[str, SeatFace]) -> None:
        """These seats stand otherwise now; nothing else moves. What happens to the seat in hand is said aloud."""
        sheet = self._sheet
        if sheet is None:
            return
        known = sheet.places.numbers
        changed = {known[guid]: face for guid, face in faces.items() if guid in known}
        changed = {number: face for number, face in changed.items() if sheet.faces[number] != face}
        self._counts.subtract(sheet.states[number] for number in changed)
        self.drawing.change(changed)
        self._counts.update(sheet.states[number] for number in changed)
        self.legend.show_counts(self._counts)
        if self._listed:
            self.list.seats.tell(changed)
        if self.drawing.current in changed:
            self._say(self.drawing.current)

    def take_focus(self) -> None:
        """The drawing or the list, whichever is shown."""
        self._shown.setFocus()

    def go_to(self, guid: str) -> None:
        """This seat is the one in hand, and is seen."""
        if self._sheet is not None and (number := self._sheet.places.numbers.get(guid)) is not None:
            self.drawing.go_to(number)

    @property
    def current(self) -> str | None:
        """The `guid` of the seat in hand."""
        if self._sheet is None or self.drawing.current is None:
            return None
        return self._sheet.places.seats[self.drawing.current].guid

    @property
    def _shown(self) -> PlanDrawing | SeatList:
        return self.list if self._stack.currentWidget() is self.list else self.drawing

    def _fill_list(self) -> None:
        assert self._sheet is not None
        self._listed = True
        self.list.seats.show_sheet(self._sheet)
        if self.drawing.current is not None:
            self.list.go_to(self.drawing.current)

    def _words(self, number: int) -> str:
        assert self._sheet is not None
        return said(self._sheet.plan, self._sheet.places.seats[number], self._sheet.faces[number])

    def _say(self, number: int) -> None:
        """Shows a seat's words, and a screen reader speaks them."""
        text = self._words(number)
        self.told.setText(text)
        for part in (self.drawing, self.list):
            part.setAccessibleDescription(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._shown, text))

    @Slot(int)
    def _on_current_changed(self, number: int) -> None:
        if self.drawing.current != number:
            self.drawing.go_to(number)
            return
        if self._listed and self.list.seats.number_at(self.list.currentIndex()) != number:
            self.list.go_to(number)
        self._say(number)

    @Slot(int)
    def _on_asked(self, number: int) -> None:
        assert self._sheet is not None
        if self._sheet.faces[number].can_be_toggled:
            self.toggle_requested.emit(self._sheet.places.seats[number].guid)
        else:
            self._say(number)

    @Slot(object)
    def _on_pointed(self, number: int | None) -> None:
        shown = number if number is not None else self.drawing.current
        self.told.setText(self._words(shown) if shown is not None else "")

    @Slot(bool)
    def _on_as_list_toggled(self, on: bool) -> None:
        if on and self._sheet is not None and not self._listed:
            self._fill_list()
        had_focus = self._shown.hasFocus()
        self._stack.setCurrentWidget(self.list if on else self.drawing)
        for button in (self._fit, self._farther, self._nearer):
            button.setEnabled(not on)
        if had_focus:
            self._shown.setFocus()

    @Slot()
    def _on_nearer_clicked(self) -> None:
        self.drawing.zoom_by(1)

    @Slot()
    def _on_farther_clicked(self) -> None:
        self.drawing.zoom_by(-1)


def _button(name: str, text: str, *, key: str, aloud: str = "") -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setText(text)
    button.setAccessibleName(aloud or text)
    button.setMinimumSize(BUTTON_HEIGHT, BUTTON_HEIGHT)
    set_tip(button, f"{aloud or text} ({key})")
    return button
