"""What a plan says of its seats: the state that each is shown in, and the sentence that eyes, tips and screen readers get."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from ticketoffice.domain.seating_plan import PlanSeat, SeatingPlan
from ticketoffice.ui.words import translate


class SeatState(StrEnum):
    """What a seat is for whoever sells; `held` is set aside by the house. `barred` is how a free one that cannot be sold is
    drawn and counted; nobody sets it.
    """

    FREE = "free"
    MINE = "mine"
    SOLD = "sold"
    RESERVED = "reserved"
    HELD = "held"
    BARRED = "barred"


class SeatFace(Struct, frozen=True, gc=False):
    """How one seat stands. `price` is its text (CHF 30.00) or empty; `why_not` says why it cannot be sold although it is free. `kept_as`:
    what the house keeps it as; `offered`: whoever sells has named that, so that it can be chosen.
    """

    state: SeatState
    zone: str
    price: str = ""
    why_not: str = ""
    kept_as: str = ""
    offered: bool = False

    @property
    def shown(self) -> SeatState:
        """How it is drawn and counted."""
        return SeatState.BARRED if self.state == SeatState.FREE and self.why_not else self.state

    @property
    def can_be_toggled(self) -> bool:
        """Whether a wish for it makes sense."""
        return self.shown in (SeatState.FREE, SeatState.MINE) or (self.state == SeatState.HELD and self.offered)


def state_word(state: SeatState) -> str:
    """A state in a word."""
    return {
        SeatState.FREE: translate("plan", "free"),
        SeatState.MINE: translate("plan", "chosen"),
        SeatState.SOLD: translate("plan", "sold"),
        SeatState.RESERVED: translate("plan", "reserved"),
        SeatState.HELD: translate("plan", "held by the house"),
        SeatState.BARRED: translate("plan", "not for sale"),
    }[state]


def nobody_s() -> SeatFace:
    """The face of a seat that nobody described."""
    return SeatFace(SeatState.FREE, "", why_not=translate("plan", "This seat is not for sale at this performance."))


def row_name(plan: SeatingPlan, row: int) -> str:
    """A row as people say it; with its area where the house has several."""
    found = plan.rows[row]
    own = found.label or (translate("plan", "Row {row}").format(row=found.number) if found.number else "")
    several = found.area and any(other.area != found.area for other in plan.rows)
    return ", ".join(part for part in (found.area if several else "", own) if part)


def seat_name(plan: SeatingPlan, seat: PlanSeat) -> str:
    """Row C, seat 12."""
    label = plan.rows[seat.row].seat_label or translate("plan", "seat %s")
    row = row_name(plan, seat.row)
    own = label.replace("%s", seat.number)
    return f"{row}, {own}" if row else own[:1].upper() + own[1:]


def said(plan: SeatingPlan, seat: PlanSeat, face: SeatFace) -> str:
    """A seat in words: Row C, seat 12, Zone B, CHF 30.00, free; and why not, where it cannot be sold."""
    parts = (seat_name(plan, seat), face.zone, face.price, state_word(face.shown), face.kept_as)
    told = ", ".join(part for part in parts if part)
    return f"{told}. {face.why_not}" if face.why_not else told
