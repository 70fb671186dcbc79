"""The form of a performance: what the venue sells, when, where one sits, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ticketoffice.desk.event_form import EventForm, ZoneForm
from ticketoffice.desk.house_holds import HoldView
from ticketoffice.domain.drawer import DENOMINATIONS
from ticketoffice.domain.taken_in import TakenPlan
from ticketoffice.ui.elided_label import ElidedLabel
from ticketoffice.ui.events.holds import HoldsPanel
from ticketoffice.ui.events.zone_row import ZoneRow
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, field_label, page_button, page_layout, text_label
from ticketoffice.ui.theme import BUTTON_HEIGHT
from ticketoffice.ui.words import counted, translate

DAY_WIDTH, TIME_WIDTH, END_WIDTH = 120, 80, 160


class EventFormPanel(Page):
    """`save_requested` and `copy_requested` (with the day that is typed) are wishes, `plan_wished` asks for a file."""

    save_requested = Signal()
    copy_requested = Signal(str)
    plan_wished = Signal()

    def __init__(self) -> None:
        super().__init__("events.form")
        self.performance: str | None = None
        self._plan: TakenPlan | None = None
        self._shown = EventForm()
        self._rows: list[ZoneRow] = []
        self._build()
        self.show_for(EventForm(), performance=None)

    # --- built ----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.title = bold_label()
        self.name = self._field("name", translate("events", "Name"))
        self.day = self._field("date", translate("events", "Date"), DAY_WIDTH)
        self.time = self._field("time", translate("events", "Time"), TIME_WIDTH)
        self.sale_end = self._field("sale_end", translate("events", "The desks sell until"), END_WIDTH)
        self.day.setPlaceholderText("2026-11-06")
        self.time.setPlaceholderText("20:00")
        self.sale_end.setPlaceholderText(translate("events", "its end"))
        self.currency = QComboBox()
        self.currency.setObjectName("events.currency")
        self.currency.setAccessibleName(translate("events", "Currency"))
        self.currency.addItems(list(DENOMINATIONS))
        self.currency.setFixedHeight(BUTTON_HEIGHT)
        self.organiser = self._field("organiser", translate("events", "Organiser"))
        self.organiser.setPlaceholderText(translate("events", "on each ticket: name, street, town"))
        self.plan = page_button(translate("events", "Choose…"), name="events.plan")
        self.plan_name = ElidedLabel()
        self.add_zone = page_button(translate("events", "Add a zone"), name="events.add_zone")
        self.problem = text_label()
        self.problem.setObjectName("events.problem")
        self.problem.hide()
        self.save = page_button(translate("events", "Save  Enter"), name="events.save", primary=True)
        self.primary = self.save
        lines = page_layout(self)
        lines.setContentsMargins(16, 12, 16, 12)
        lines.setSpacing(8)
        lines.addWidget(self.title)
        lines.addWidget(self._built_inside(), 1)
        lines.addWidget(self.problem)
        lines.addLayout(self._built_deeds())
        self.plan.clicked.connect(self.plan_wished)
        self.add_zone.clicked.connect(self._on_add)
        self.save.clicked.connect(self.save_requested)
        self.copy.clicked.connect(lambda: self.copy_requested.emit(self.copy_to.text()))

    def _field(self, name: str, title: str, width: int | None = None) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(f"events.{name}")
        field.setAccessibleName(title)
        field.textChanged.connect(self.forget_problem)
        if width is not None:
            field.setFixedWidth(width)
        return field

    def _built_fields(self) -> QGridLayout:
        when = QHBoxLayout()
        when.setSpacing(8)
        parts: tuple[QWidget, ...] = (self.day, field_label(translate("events", "Time")), self.time, self.currency)
        for part in parts:
            when.addWidget(part)
        when.addStretch(1)
        until = QHBoxLayout()
        until.setSpacing(8)
        until.addWidget(self.sale_end)
        until.addWidget(field_label(translate("events", "a time, or a day and a time")))
        until.addStretch(1)
        plan = QHBoxLayout()
        plan.setSpacing(8)
        plan.addWidget(self.plan)
        plan.addWidget(self.plan_name, 1)
        fields = QGridLayout()
        fields.setHorizontalSpacing(8)
        fields.setVerticalSpacing(4)
        titles = (
            translate("events", "Name"),
            translate("events", "Date"),
            translate("events", "Sale until"),
            translate("events", "Seating plan"),
        )
        for row, title in enumerate(titles):
            fields.addWidget(field_label(title), row, 0)
        fields.addWidget(self.name, 0, 1)
        for row, line in enumerate((when, until, plan), start=1):
            fields.addLayout(line, row, 1)
        self._organiser_title = field_label(translate("events", "Organiser"))
        fields.addWidget(self._organiser_title, len(titles), 0)
        fields.addWidget(self.organiser, len(titles), 1)
        self._asks_organiser = False
        self._show_organiser()
        fields.setColumnStretch(1, 1)
        return fields

    def _built_inside(self) -> QScrollArea:
        """All that is typed; where there is no room for it, it scrolls."""
        inside = QWidget()
        inside.setObjectName("events.zones")
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 0, 8, 0)
        whole.setSpacing(12)
        whole.addLayout(self._built_fields())
        self._zones = QVBoxLayout()
        self._zones.setSpacing(4)
        whole.addLayout(self._zones)
        self.holds = HoldsPanel()
        self.holds.edited.connect(self.forget_problem)
        whole.addWidget(self.holds)
        below = QHBoxLayout()
        below.addWidget(self.add_zone)
        below.addStretch(1)
        self._zones.addLayout(below)
        whole.addStretch(1)
        self._scrolled = QScrollArea()
        self._scrolled.setObjectName("events.scroll")
        self._scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self._scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scrolled.setWidgetResizable(True)
        self._scrolled.setWidget(inside)
        return self._scrolled

    def _built_deeds(self) -> QHBoxLayout:
        self.copy_to = QLineEdit()
        self.copy_to.setObjectName("events.copy_to")
        self.copy_to.setAccessibleName(translate("events", "Day of the copy"))
        self.copy_to.setPlaceholderText(translate("events", "Another day"))
        self.copy_to.setFixedWidth(DAY_WIDTH)
        self.copy_to.textChanged.connect(self.forget_problem)
        self.copy = page_button(translate("events", "Copy to this day"), name="events.copy")
        self.copy.setEnabled(False)
        self.copy_to.textChanged.connect(lambda text: self.copy.setEnabled(bool(text.strip())))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.copy_to)
        row.addWidget(self.copy)
        row.addWidget(ButtonRow(self.save), 1)
        return row

    # --- shown ----------------------------------------------------------------------------------------------------

    def show_for(self, form: EventForm, *, performance: str | None, shown: EventForm | None = None) -> None:
        """A performance, or with None a new one; `shown`: what stood there before somebody typed `form`."""
        self.performance, self._plan = performance, form.plan
        is_new = performance is None
        self.title.setText(translate("events", "New event") if is_new else form.name)
        for field, text in (
            (self.name, form.name),
            (self.day, form.day),
            (self.time, form.time),
            (self.sale_end, form.sale_end),
            (self.organiser, form.organiser),
        ):
            field.setText(text)
        self.copy_to.clear()
        self.currency.setCurrentText(form.currency)
        self.currency.setEnabled(is_new)
        for of_a_new_one in (self.plan, self.add_zone):
            of_a_new_one.setVisible(is_new)
        for of_a_made_one in (self.copy_to, self.copy, self.holds):
            of_a_made_one.setVisible(not is_new)
        self._show_organiser()
        self._show_zones(form.zones)
        self.holds.show_zones(form.zones)
        self._show_plan()
        self.forget_problem()
        self._shown = shown or self.typed()

    def ask_organiser(self, asked: bool) -> None:
        """Whether a new event asks whose name stands on the tickets: it is asked as long as there is none."""
        self._asks_organiser = asked
        self._show_organiser()

    @property
    def asks_organiser(self) -> bool:
        """Whether tickets name nobody yet."""
        return self._asks_organiser

    def _show_organiser(self) -> None:
        for part in (self._organiser_title, self.organiser):
            part.setVisible(self._asks_organiser and self.performance is None)

    def show_holds(self, holds: Sequence[HoldView], *, timezone: str) -> None:
        """What the house keeps of the performance in hand."""
        self.holds.show_holds(holds, timezone=timezone)
        self.holds.put_in_turn(self.add_zone, self.copy_to)

    def show_plan(self, plan: TakenPlan) -> None:
        """A plan was chosen: its categories are zones, unless somebody has typed some."""
        self._plan = plan
        categories = self._categories()
        zones = [row.typed() for row in self._rows if not row.is_empty]
        known = {category for zone in zones for category in zone.categories}
        zones += [ZoneForm(name, categories=(name,)) for name in categories if name not in known]
        self._show_zones(tuple(zones))
        self._show_plan()
        self._rows[0].first_tariff.setFocus()

    def _show_plan(self) -> None:
        plan = self._plan
        text = translate("events", "none: all places are counted")
        if plan is not None:
            text = counted("events", "{name}, %n seat(s)", len(plan.seats)).format(name=plan.name)
        self.plan_name.setText(text)

    def _show_zones(self, zones: tuple[ZoneForm, ...]) -> None:
        for row in self._rows:
            self._drop(row)
        self._rows = []
        for zone in zones:
            self._add(zone)

    def _add(self, zone: ZoneForm) -> ZoneRow:
        fixed = self.performance is not None
        row = ZoneRow(len(self._rows) + 1, zone, categories=self._categories(), fixed=fixed)
        row.changed.connect(self.forget_problem)
        row.removed.connect(lambda: self._on_remove(row))
        self._zones.insertWidget(len(self._rows), row)
        self._rows.append(row)
        self._set_order()
        return row

    def _set_order(self) -> None:
        """Tab goes through the fields in the order in which they are read."""
        rows = [part for row in self._rows for part in row.parts()]
        first = (self.name, self.day, self.time, self.currency, self.sale_end, self.plan, self.organiser)
        for one, other in pairwise([*first, *rows, self.add_zone]):
            QWidget.setTabOrder(one, other)
        self.holds.put_in_turn(self.add_zone, self.copy_to)
        for one, other in pairwise([self.copy_to, self.copy, self.save]):
            QWidget.setTabOrder(one, other)

    def _drop(self, row: ZoneRow) -> None:
        self._zones.removeWidget(row)
        row.hide()
        row.setParent(None)
        row.deleteLater()

    def _categories(self) -> tuple[str, ...]:
        return () if self._plan is None else tuple(sorted({seat.category for seat in self._plan.seats}))

    # --- typed ----------------------------------------------------------------------------------------------------

    def typed(self) -> EventForm:
        """What stands there."""
        return EventForm(
            self.name.text().strip(),
            self.day.text().strip(),
            self.time.text().strip(),
            self.sale_end.text().strip(),
            self.currency.currentText(),
            tuple(row.typed() for row in self._rows),
            self._plan,
            self.organiser.text().strip(),
        )

    @property
    def shown(self) -> EventForm:
        """What stood there before somebody typed."""
        return self._shown

    @property
    def is_touched(self) -> bool:
        """Whether something stands there that was not saved."""
        return self.typed() != self._shown

    def take_focus(self) -> None:
        """The name."""
        self.name.setFocus()
        self.name.selectAll()

    def show_problem(self, text: str, *, field: str | None, zone: str | None) -> None:
        """Why it could not be done; the keyboard goes where that is mended: `field` is day, sale_end, copy, places, hold, until or None."""
        self.problem.setText(text)
        self.problem.show()
        row = next((row for row in self._rows if zone is not None and row.typed().name == zone), None)
        fields: dict[str, QWidget] = {
            "day": self.day,
            "sale_end": self.sale_end,
            "copy": self.copy_to,
            "name": self.name,
            "hold": self.holds.places,
            "until": self.holds.until,
        }
        if row is not None and field not in ("hold", "until"):
            {"places": row.places, "conditions": row.conditions}.get(field or "", row.first_tariff).setFocus()
        elif field in fields:
            fields[field].setFocus()
        if (layout := self.layout()) is not None and (focused := self.focusWidget()) is not None:
            layout.activate()
            self._scrolled.ensureWidgetVisible(focused)

    def forget_problem(self) -> None:
        """Somebody mends it."""
        self.problem.hide()
        self.problem.setText("")

    def _on_add(self) -> None:
        self._add(ZoneForm()).name.setFocus()

    def _on_remove(self, row: ZoneRow) -> None:
        """The last one is emptied, for a performance has a zone."""
        zones = [one.typed() for one in self._rows if one is not row] or [ZoneForm()]
        self._show_zones(tuple(zones))
        self._rows[-1].name.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter on the day of the copy copies."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.copy_to.hasFocus():
            self.copy.click()
        else:
            super().keyPressEvent(event)
