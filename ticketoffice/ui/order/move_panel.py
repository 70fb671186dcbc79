"""Another place for a ticket: the free ones of its price, as a list and on the plan."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ticketoffice.desk.on_sale import SeatOnSale
from ticketoffice.desk.ticket_choices import MoveOffer, Place
from ticketoffice.desk.views import TicketView
from ticketoffice.domain.words import plain_form
from ticketoffice.ui import words
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, page_button, text_label
from ticketoffice.ui.plan.faces import SeatFace, SeatState
from ticketoffice.ui.plan.view import SeatingPlanView
from ticketoffice.ui.rows_model import RowsModel, rows_table
from ticketoffice.ui.theme import GRID
from ticketoffice.ui.words import translate

STATES = {"free": SeatState.FREE, "reserved": SeatState.RESERVED, "held": SeatState.HELD}


class MovePanel(Page):
    """`move_requested` carries the ticket's id, the seat or None, and the zone's id."""

    fills = True
    move_requested = Signal(str, object, str)

    def __init__(self) -> None:
        super().__init__("move.panel")
        self._ticket: TicketView | None = None
        self._offer: MoveOffer | None = None
        self._places: Sequence[Place] = ()
        self._marked: str | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.title, self.text = bold_label(), text_label()
        self.text.setText(
            translate("panels", "Free places at the same price. Its number stays; its paper is to be printed anew.")
        )
        self.filter = QLineEdit()
        self.filter.setObjectName("move.filter")
        self.filter.setAccessibleName(translate("panels", "Find a place"))
        self.filter.setPlaceholderText(translate("panels", "Find a place"))
        self.rows = RowsModel((translate("tickets", "Place"), translate("panels", "Zone")))
        self.table = rows_table(
            self.rows, name="move.places", title=translate("panels", "Free places"), stretch=0, one_line=True
        )
        self.plan = SeatingPlanView("move.plan")
        self.back = page_button(translate("panels", "Back  Esc"), name="move.back")
        self.deed = page_button("", name="move.deed", primary=True)
        self.primary = self.deed
        listed, both = QVBoxLayout(), QHBoxLayout()
        listed.setSpacing(4)
        listed.addWidget(self.filter)
        listed.addWidget(self.table, 1)
        both.setSpacing(2 * GRID)
        both.addLayout(listed, 2)
        both.addWidget(self.plan, 3)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(GRID, 4, GRID, 4)
        lines.setSpacing(4)
        lines.addWidget(self.title)
        lines.addWidget(self.text)
        lines.addLayout(both, 1)
        lines.addWidget(ButtonRow(self.back, self.deed))

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_requested)
        self.deed.clicked.connect(self._on_deed)
        self.filter.textChanged.connect(self._on_filter)
        self.table.selectionModel().currentRowChanged.connect(self._on_place)
        self.plan.toggle_requested.connect(self._on_seat)

    def show_for(self, ticket: TicketView, offer: MoveOffer) -> None:
        """The free places; none is chosen yet."""
        self._ticket, self._offer, self._marked = ticket, offer, None
        text = translate("panels", "Move ticket {ticket} from {place}")
        self.title.setText(text.format(ticket=ticket.short, place=words.place(ticket)))
        self.plan.setVisible(offer.house.plan is not None)
        if offer.house.plan is not None:
            self.plan.show_plan(
                offer.house.plan, faces={name: self._face(seat) for name, seat in offer.house.seats.items()}
            )
        self.filter.clear()
        self._show_places("")
        self.table.setCurrentIndex(QModelIndex())
        self._show_deed()

    def take_focus(self) -> None:
        """One types the place, or goes down to the list."""
        self.filter.setFocus()

    @property
    def place(self) -> Place | None:
        """The place that is chosen."""
        row = self.table.currentIndex().row()
        return self._places[row] if 0 <= row < len(self._places) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Down in the filter goes to the list, Enter there takes the only place that is left."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Down and focused is self.filter and self._places:
            self.table.setFocus()
            self.table.setCurrentIndex(self.rows.index(0, 0))
        elif focused is self.filter and self.place is None and len(self._places) == 1 and event.text() == "\r":
            self.table.setCurrentIndex(self.rows.index(0, 0))
        else:
            super().keyPressEvent(event)

    def lacks(self) -> tuple[QWidget, str] | None:
        """A place."""
        return None if self.place is not None else (self.filter, translate("panels", "Choose a free place."))

    def _face(self, seat: SeatOnSale, *, mine: bool = False) -> SeatFace:
        offer = self._offer
        names = {place.seat: place.zone_name for place in offer.places} if offer is not None else {}
        is_for = seat.seat in names or seat.state != "free"
        why = "" if is_for else translate("panels", "This seat has another price.")
        state = SeatState.MINE if mine else STATES.get(seat.state, SeatState.SOLD)
        return SeatFace(state, names.get(seat.seat, ""), why_not=why)

    def _show_places(self, text: str) -> None:
        asked = plain_form(text.strip())
        places = self._offer.places if self._offer is not None else ()
        self._places = tuple(p for p in places if asked in plain_form(f"{p.name or ''} {p.zone_name}"))
        self.rows.set_rows([(place.name or place.zone_name, place.zone_name) for place in self._places])

    def _show_deed(self) -> None:
        place = self.place
        text = translate("panels", "Move to {place}  Enter")
        self.deed.setText(
            text.format(place=place.name or place.zone_name)
            if place is not None
            else translate("panels", "Move: choose a place")
        )
        self._mark(place.seat if place is not None else None)
        self.look_again()

    def _mark(self, seat: str | None) -> None:
        """The seat that is chosen is seen on the plan too."""
        offer, before = self._offer, self._marked
        if offer is None or offer.house.plan is None or seat == before:
            return
        self._marked = seat
        seats = offer.house.seats
        changed = {name: self._face(seats[name], mine=name == seat) for name in (before, seat) if name is not None}
        self.plan.change_faces(changed)
        if seat is not None:
            self.plan.go_to(seat)

    def _on_filter(self, text: str) -> None:
        self._show_places(text)
        self._show_deed()

    def _on_place(self, now: QModelIndex, before: QModelIndex) -> None:
        self._show_deed()

    def _on_seat(self, seat: str) -> None:
        """A seat on the plan: chosen, or given back."""
        if seat == self._marked:
            self.table.setCurrentIndex(QModelIndex())
            return
        self.filter.clear()
        row = next((n for n, place in enumerate(self._places) if place.seat == seat), None)
        if row is not None:
            self.table.setCurrentIndex(self.rows.index(row, 0))

    def _on_deed(self) -> None:
        place = self.place
        if self._ticket is not None and self.is_complete() and place is not None:
            self.move_requested.emit(self._ticket.ticket, place.seat, place.zone)
