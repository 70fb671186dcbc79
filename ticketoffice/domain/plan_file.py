"""The file of a seating plan as pretix and its plan editor write it, field by field, and where in it something is wrong.

Only what is drawn or sold is asked for; the field names are the format's own (`seating-plan.schema.json` of pretix). What a
plan needs nowhere (a text without a shape, a name) may be missing; whatever is there must be of its kind and of its size.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, ValidationError, convert

from ticketoffice.domain.errors import RuleBroken

FARTHEST = 1_000_000
"""The largest coordinate that a plan has."""
MOST_SEATS = 200_000
LONGEST = 200

Length = Annotated[float, Meta(ge=-FARTHEST, le=FARTHEST)]
Size = Annotated[float, Meta(gt=0, le=FARTHEST)]
Word = Annotated[str, Meta(min_length=1, max_length=LONGEST)]
Text = Annotated[str, Meta(max_length=LONGEST)]


class Place(Struct, frozen=True, gc=False):
    """A point, seen from what it lies in."""

    x: Length
    y: Length


class SeatPart(Struct, frozen=True, gc=False):
    """A seat."""

    seat_guid: Word
    seat_number: Word
    position: Place
    category: Text = ""
    radius: Size = 10


class RowPart(Struct, frozen=True, gc=False):
    """A row."""

    row_number: Text
    seats: list[SeatPart]
    row_label: Text | None = None
    seat_label: Text | None = None
    row_number_position: Literal["start", "end", "both"] | None = None
    position: Place = Place(0, 0)


class Box(Struct, frozen=True, gc=False):
    """Width and height."""

    width: Size
    height: Size


class Circle(Struct, frozen=True, gc=False):
    """A radius."""

    radius: Size


class Ellipse(Struct, frozen=True, gc=False):
    """Two radii."""

    radius: Place


class Polygon(Struct, frozen=True, gc=False):
    """Corners."""

    points: list[Place]


class Lettering(Struct, frozen=True, gc=False):
    """A text of an area."""

    text: Text
    position: Place
    size: Size = 16


class AreaPart(Struct, frozen=True, gc=False):
    """A shape with a text, either of them alone, or neither; `rotation` is in degrees, clockwise."""

    position: Place = Place(0, 0)
    rotation: Length = 0
    shape: Literal["polygon", "rectangle", "ellipse", "circle", "text"] | None = None
    rectangle: Box | None = None
    circle: Circle | None = None
    ellipse: Ellipse | None = None
    polygon: Polygon | None = None
    text: Lettering | None = None


class ZonePart(Struct, frozen=True, gc=False):
    """An area of the house."""

    rows: list[RowPart]
    name: Text = ""
    position: Place = Place(0, 0)
    areas: list[AreaPart] = []


class CategoryPart(Struct, frozen=True, gc=False):
    """A kind of seat."""

    name: Text
    color: Text = ""


class PlanFile(Struct, frozen=True, gc=False):
    """The whole file."""

    zones: list[ZonePart]
    name: Text = ""
    categories: list[CategoryPart] = []


def parsed(document: object) -> PlanFile:
    """The file, each field of its kind; raises RuleBroken `plan_none`, `plan_lacks`, `plan_wrong` or `plan_too_large`."""
    layout = document.get("layout", document) if isinstance(document, Mapping) else None
    if not isinstance(layout, Mapping) or not isinstance(layout.get("zones"), list):
        raise RuleBroken("plan_none")
    try:
        file = convert(layout, PlanFile, strict=False)
    except ValidationError as problem:
        raise _told(str(problem), layout=layout) from None
    if (seats := sum(len(row.seats) for zone in file.zones for row in zone.rows)) > MOST_SEATS:
        raise RuleBroken("plan_too_large", data={"count": seats, "most": MOST_SEATS})
    return file


def _told(problem: str, *, layout: Mapping[str, Any]) -> RuleBroken:
    """Which field is missing or wrong, and at which seat, row or area people find it."""
    path = re.search(r"at `\$\.(.*)`", problem)
    steps = re.findall(r"[a-z_]+|\d+", path.group(1)) if path is not None else []
    lacking = re.search(r"missing required field `(\w+)`", problem)
    where = _where(steps, layout=layout)
    if lacking is not None:
        return RuleBroken("plan_lacks", data={"field": lacking.group(1), "where": where})
    named = [step for step in steps if not step.isdigit()]
    return RuleBroken("plan_wrong", data={"field": named[-1] if named else "zones", "where": where})


def _where(steps: list[str], *, layout: Mapping[str, Any]) -> str:
    """The place as people name it, as far as the file lets: Parterre C-12, Parterre C, Parterre; parts without a name are
    counted from 1 ("categories 2").
    """
    found: Any = layout
    names: dict[str, str] = {}
    for kind, number in zip(steps[::2], steps[1::2], strict=False):
        parts = found.get(kind) if isinstance(found, Mapping) else None
        if not number.isdigit() or not isinstance(parts, list):
            break
        found = parts[int(number)]
        key = {"zones": "name", "rows": "row_number", "seats": "seat_number"}.get(kind, "")
        name = found.get(key) if isinstance(found, Mapping) else None
        names[kind] = name if isinstance(name, str) and name else f"{kind} {int(number) + 1}"
    row = "-".join(names.pop(kind) for kind in ("rows", "seats") if kind in names)
    return " ".join(part[:LONGEST] for part in (names.pop("zones", ""), row, *names.values()) if part)
