"""What is chosen of one performance: its tariffs with their numbers, whose places, and its seats, as the best ones or on the plan."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ticketoffice.desk.cart import FromHold
from ticketoffice.desk.on_sale import HouseOnSale, OnSale, SeatOnSale
from ticketoffice.ui import words
from ticketoffice.ui.choice_row import ChoiceRow, align
from ticketoffice.ui.elided_label import ElidedLabel
from ticketoffice.ui.labels import Label
from ticketoffice.ui.plan.view import SeatingPlanView
from ticketoffice.ui.sale.house_row import HouseRow, as_in_hand
from ticketoffice.ui.sale.seat_faces import faces_of
from ticketoffice.ui.sale.tariffs import TariffTable
from ticketoffice.ui.theme import BUTTON_HEIGHT, GRID
from ticketoffice.ui.words import translate

BEST, ON_PLAN = "best", "plan"
DRAWN = 260
"""The height that a seating plan needs to be worked on."""
BESIDE_PLAN, ONE_ZONE, ONE_LINE = 156, 76, 36
"""Pixels of the tariffs beside a plan: where there is room (in a high window a third of it), with one zone and tariff, and at least; the
others are scrolled to.
"""


class ChoosingPane(QWidget):
    """`mode_changed`: seats are chosen otherwise now; `plan_shown`: whether the plan has its place now."""

    mode_changed = Signal()
    plan_shown = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.on_sale: OnSale | None = None
        self.house: HouseOnSale | None = None
        self._hold: FromHold | None = None
        self._yields = False
        self._build()
        self._lay_out()
        self.seats.chosen.connect(self._on_mode)
        self._show_mode()

    def _build(self) -> None:
        self.title = ElidedLabel()
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.title.setFixedHeight(BUTTON_HEIGHT)
        self.problem, self.alone = _told("sell.problem"), _told("sell.alone")
        self.tariffs, self.plan, self.house_row = TariffTable(), SeatingPlanView(), HouseRow()
        self.seats = ChoiceRow(name="sell.seats", title=translate("sale", "Seats  Alt+B"))
        self.seats.set_choices(
            [(BEST, translate("sale", "Best seats")), (ON_PLAN, translate("sale", "Choose on plan"))]
        )
        self.seats.choose(BEST)

    def _lay_out(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GRID)
        lines.addWidget(self.title)
        lines.addWidget(self.problem)
        lines.addWidget(self.tariffs, 1)
        lines.addWidget(self.house_row)
        lines.addWidget(self.seats)
        lines.addWidget(self.plan, 1)
        lines.addWidget(self.alone)
        lines.addStretch(0)

    # --- what is on sale ------------------------------------------------------------------------------------------

    def show_performance(self, on_sale: OnSale, *, hold: FromHold | None) -> None:
        """The performance that is looked at, as it is now; `hold`: what the house keeps and the cart is sold from."""
        is_other = self.on_sale is None or self.on_sale.id != on_sale.id
        self.on_sale = on_sale
        when = words.moment(on_sale.starts_at, timezone=on_sale.timezone)
        self.title.setText(f"{on_sale.event}, {when}")
        self.tariffs.show_performance(as_in_hand(on_sale, hold))
        self.house_row.show_for(on_sale, hold=hold)
        align(self.seats.heading, *(() if self.house_row.isHidden() else (self.house_row.heading,)))
        if is_other:
            self.house = None
            self.show_alone(())
        self._show_mode()

    def ask_for_one(self) -> None:
        """No performance is looked at: somebody is to choose one."""
        self.on_sale, self.house = None, None
        self.title.setText(translate("sale", "Choose a performance in the list."))
        self.tariffs.clear()
        self.house_row.hide()
        self.show_alone(())
        self._show_mode()

    def show_problem(self, text: str) -> None:
        """Why there is no price for what is chosen; empty: there is one."""
        self._tell(self.problem, text)

    # --- seats ----------------------------------------------------------------------------------------------------

    @property
    def on_plan(self) -> bool:
        """Whether seats are chosen on the plan."""
        return self._has_plan and self.seats.value() == ON_PLAN

    @property
    def _has_plan(self) -> bool:
        return self.on_sale is not None and self.on_sale.planned and any(z.numbered for z in self.on_sale.zones)

    def show_house(self, house: HouseOnSale, *, mine: Collection[str], hold: FromHold | None = None) -> None:
        """The seats of the performance, which of them are in the cart, and from what the house keeps it is sold."""
        if house.plan is None or self.on_sale is None:
            return
        before, self.house, self._hold = self.house, house, hold
        faces = faces_of(self.on_sale, house.seats.values(), mine=mine, hold=hold)
        if before is None or before.plan is not house.plan:
            self.plan.show_plan(house.plan, faces=faces)
        else:
            self.plan.change_faces(faces)
        self._fit()

    def show_mine(self, seats: Collection[str], *, before: Collection[str]) -> None:
        """These seats are in the cart now, and those were."""
        if self.house is not None and self.on_sale is not None:
            known = self.house.seats
            changed = [known[name] for name in {*seats, *before} if name in known]
            self.plan.change_faces(faces_of(self.on_sale, changed, mine=seats, hold=self._hold))
            self._fit()

    def show_alone(self, seats: Sequence[SeatOnSale]) -> None:
        """The single seats that this choice would leave; nobody is kept from it."""
        names = ", ".join(seat.name for seat in seats)
        text = words.counted("sale", "%n seat(s) would stay alone: {seats}.", len(seats)).format(seats=names)
        if len(seats) == 1:
            text = translate("sale", "{seat} would stay alone.").format(seat=names)
        self._tell(self.alone, text if seats else "")

    def toggle_mode(self) -> None:
        """Alt+B: the best seats, or on the plan."""
        if self._has_plan:
            self.seats.choose(BEST if self.seats.value() == ON_PLAN else ON_PLAN)
            self._on_mode()

    def next_hold(self) -> None:
        """Alt+H: from whose places it is sold."""
        if self.house_row.isVisible() and self.house_row.isEnabled():
            self.house_row.choose_next()

    def _on_mode(self) -> None:
        self._show_mode()
        self.mode_changed.emit()

    # --- room -----------------------------------------------------------------------------------------------------

    def give_way(self, on: bool) -> None:
        """Whether the money is asked for below, and has the place of the plan."""
        self._yields = on
        self._show_mode()

    def _show_mode(self) -> None:
        self.seats.setVisible(self._has_plan)
        self.plan.setVisible(self.on_plan and not self._yields)
        self.plan_shown.emit(not self.plan.isHidden())
        self._fit()

    def _fit(self) -> None:
        """What a plan needs it gets: the tariffs are scrolled, and where they would have less than a zone with a tariff, the title
        makes room too, for the list beside it says the same.
        """
        inside = self.tariffs.widget()
        wanted = inside.sizeHint().height() if inside is not None else BESIDE_PLAN
        if self.plan.isHidden():
            self.title.show()
            self.tariffs.setMinimumHeight(0)
            self.tariffs.setMaximumHeight(wanted)
            return
        beside = [part for part in (self.problem, self.house_row, self.seats, self.alone) if not part.isHidden()]
        taken = sum(_height(part, self.width()) + GRID for part in beside)
        room = self.height() - taken - self.plan.height_with(DRAWN, width=self.width()) - GRID
        title = self.title.height() + GRID
        least = min(ONE_ZONE, wanted)
        self.title.setVisible(room - title >= least)
        room -= title if room - title >= least else 0
        most = max(BESIDE_PLAN, self.height() // 3)
        self.tariffs.setFixedHeight(max(min(ONE_LINE, wanted), min(most, wanted, room)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in another height the plan and the tariffs share it anew."""
        super().resizeEvent(event)
        self._fit()

    def _tell(self, label: Label, text: str) -> None:
        """Shows it, and a screen reader speaks it once."""
        if text == label.text():
            return
        label.setText(text)
        label.setVisible(bool(text))
        self._fit()
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(label, text))


def _height(part: QWidget, width: int) -> int:
    return part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()


def _told(name: str) -> Label:
    """A sentence beside what it is about."""
    label = Label()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.hide()
    return label
