"""The seating plan beside pretix's orders: its seats with where they are, and what people call them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from ticketoffice.desk.reading.json_objects import Fields, read_json
from ticketoffice.desk.reading.parts import BadValue
from ticketoffice.domain.canonical import canonical
from ticketoffice.domain.taken_in import TakenPlan, TakenSeat

UNIT = 1000
FARTHEST = 10**9


def read_plan(plan: Fields) -> TakenPlan | None:
    """The plan, bare or as the `layout` of one of pretix's; None where there is none. Raises BadValue."""
    told = plan.value("layout")
    layout = Fields(read_json(told.encode()), name="layout") if isinstance(told, str) else plan.part("layout")
    if told is None:
        layout = plan
    if layout.value("zones") is None:
        return None
    seats = tuple(_seats(layout))
    if len({seat.seat for seat in seats}) != len(seats):
        raise BadValue("seat_twice", field="seat_guid")
    size = layout.part("size")
    drawing = {"width": _thousandths(size, "width"), "height": _thousandths(size, "height")}
    external = plan.number_or_none("id")
    name = layout.text("name", longest=200) or plan.text("name", longest=200) or ""
    return TakenPlan(str(external) if external is not None else name, name, canonical(drawing).decode(), seats)


def _seats(layout: Fields) -> Iterator[TakenSeat]:
    for zone in layout.parts("zones"):
        area = zone.text("name", longest=100) or ""
        for row in zone.parts("rows"):
            label = row.text("row_number", longest=40) or ""
            for seat in row.parts("seats"):
                number = seat.text("seat_number", longest=40) or ""
                parts = (area, f"Row {label}" if label else "", f"Seat {number}" if number else "")
                x, y = (sum(_thousandths(part.part("position"), axis) for part in (zone, row, seat)) for axis in "xy")
                yield TakenSeat(
                    seat=seat.word("seat_guid"),
                    name=", ".join(part for part in parts if part),
                    area=area,
                    row=label,
                    number=number,
                    category=seat.text("category", longest=100) or "",
                    x=x,
                    y=y,
                )


def _thousandths(position: Fields, axis: str) -> int:
    """A coordinate, which JSON may have with a point, in whole thousandths."""
    value = position.value(axis)
    try:
        found = Decimal(str(value if value is not None else 0)) * UNIT
    except InvalidOperation:
        raise BadValue("wrong_value", field=axis) from None
    if not found.is_finite() or abs(found) > FARTHEST:
        raise BadValue("wrong_value", field=axis)
    return round(found)
