"""The seating plan beside pretix's orders: its seats with what people call them."""

from __future__ import annotations

from ticketoffice.desk.reading.json_objects import Fields, read_json
from ticketoffice.desk.reading.parts import BadValue
from ticketoffice.domain.canonical import canonical
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.seating_plan import SeatingPlan, read
from ticketoffice.domain.taken_in import TakenPlan, TakenSeat


def read_plan(plan: Fields) -> TakenPlan | None:
    """The plan, bare or as the `layout` of one of pretix's; None where there is none. Raises BadValue."""
    told = plan.value("layout")
    if told is None:
        whole = plan
    elif isinstance(told, str):
        whole = Fields(read_json(told.encode()), name="layout")
    else:
        whole = plan.part("layout")
    layout = whole.values
    if not layout.get("zones"):
        return None
    try:
        found = read(layout)
    except RuleBroken as no:
        raise BadValue(no.code, **no.data) from None
    external = plan.number_or_none("id")
    return taken_plan(found, external=str(external) if external is not None else found.name, document=layout)


def taken_plan(plan: SeatingPlan, *, external: str, document: object) -> TakenPlan:
    """A plan as it is taken in; `document` is the file that it was read from, its fractions as texts."""
    seats = tuple(TakenSeat(seat.guid, plan.name_of(seat), seat.category) for row in plan.rows for seat in row.seats)
    return TakenPlan(external, plan.name, canonical(document).decode(), seats)
