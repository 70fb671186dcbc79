"""A seating plan: which seats a house has, where each stands, and which of them are neighbours.

It is read from the open format of pretix and its plan editor, whose "zones" are areas of the house here (a zone is what has a
price), and whose "areas" are shapes. Lengths are the plan's own units; x grows to the right, y downwards. Seats of a row stand
in the order in which one walks along it, whatever order the file has, and a gap that is wider than 1.6 times what lies between
seats of the area is an aisle: A-6 and A-7 at 150 and 180 are neighbours, at 150 and 210 they are not.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from msgspec import Struct

from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.plan_file import AreaPart, RowPart, ZonePart, parsed

AISLE = 1.6
"""How many times the usual distance of two seats is no neighbourhood any more."""
ROUND = 48
"""Corners of the polygon that stands for a circle."""
Point = tuple[float, float]


class Category(Struct, frozen=True, gc=False):
    """What the plan's author calls one kind of seat, with the colour given to it, as the web writes it, or none."""

    name: str
    colour: str


class PlanSeat(Struct, frozen=True, gc=False):
    """A seat. `guid` is what tickets name it by; `row` is its row's place in the plan's rows."""

    guid: str
    number: str
    category: str
    row: int
    x: float
    y: float
    radius: float


class PlanRow(Struct, frozen=True, gc=False):
    """A row of one area. `rank`: how many rows of the area stand before it. `runs` are its seats between aisles, neighbours
    side by side; `shown` is where the row's number is written: start, end, both or nowhere (none). `label` and `seat_label`
    (its `%s` is the seat's number) are what the house calls them instead of row and seat, or empty.
    """

    area: str
    number: str
    label: str
    seat_label: str
    rank: int
    shown: str | None
    runs: tuple[tuple[PlanSeat, ...], ...]

    @property
    def seats(self) -> tuple[PlanSeat, ...]:
        """All its seats, in order."""
        return tuple(seat for run in self.runs for seat in run)


class Shape(Struct, frozen=True, gc=False):
    """A closed outline: the stage, a bar, a wall."""

    corners: tuple[Point, ...]


class PlanText(Struct, frozen=True, gc=False):
    """A text in the plan, around its middle; `size` is the height of its letters."""

    text: str
    x: float
    y: float
    size: float


class Bounds(Struct, frozen=True, gc=False):
    """The smallest upright box around all that is drawn."""

    left: float
    top: float
    right: float
    bottom: float


class SeatingPlan(Struct, frozen=True, gc=False):
    """A whole plan. `spacing` is the usual distance of two neighbours, `bounds` the box around seats, shapes and texts;
    `by_guid` has all seats, row by row, in order.
    """

    name: str
    categories: tuple[Category, ...]
    rows: tuple[PlanRow, ...]
    shapes: tuple[Shape, ...]
    texts: tuple[PlanText, ...]
    spacing: float
    bounds: Bounds
    by_guid: Mapping[str, PlanSeat]

    def name_of(self, seat: PlanSeat) -> str:
        """What stands on a ticket for a seat, as pretix writes it: Parterre, Row A, Seat 3."""
        row = self.rows[seat.row]
        own = row.label or (f"Row {row.number}" if row.number else "")
        number = row.seat_label.replace("%s", seat.number) if row.seat_label else f"Seat {seat.number}"
        return ", ".join(part for part in (row.area, own, number) if part)


def read(document: Mapping[str, Any]) -> SeatingPlan:
    """The plan of a parsed file: pretix's answer with its `layout`, or the layout alone. Coordinates may be numbers or texts.

    Raises RuleBroken: `plan_none`, `plan_lacks`, `plan_wrong`, `plan_seat_twice` or `plan_without_seats`, each with where.
    """
    file = parsed(document)
    rows: list[PlanRow] = []
    shapes: list[Shape] = []
    texts: list[PlanText] = []
    distances: list[float] = []
    for zone in file.zones:
        lines = [_line(zone, part, row=len(rows) + rank) for rank, part in enumerate(zone.rows)]
        between = [distance for _, apart in lines for distance in apart]
        distances += between
        aisle = AISLE * median(between) if between else math.inf
        for rank, (part, (line, apart)) in enumerate(zip(zone.rows, lines, strict=True)):
            runs = _runs(line, apart, aisle=aisle)
            label, seat_label = (part.row_label or "").replace("%s", part.row_number), part.seat_label or ""
            rows.append(PlanRow(zone.name, part.row_number, label, seat_label, rank, part.row_number_position, runs))
        for area in zone.areas:
            _draw(area, zone=zone, shapes=shapes, texts=texts)
    seats = [seat for row in rows for run in row.runs for seat in run]
    if not seats:
        raise RuleBroken("plan_without_seats")
    plan = SeatingPlan(
        file.name,
        tuple(Category(part.name, part.color) for part in file.categories),
        tuple(rows),
        tuple(shapes),
        tuple(texts),
        median(distances) if distances else 2.5 * seats[0].radius,
        _bounds(seats, shapes, texts),
        {seat.guid: seat for seat in seats},
    )
    if len(plan.by_guid) < len(seats):
        _refuse_twice(plan, seats)
    return plan


def _refuse_twice(plan: SeatingPlan, seats: Sequence[PlanSeat]) -> None:
    first, last = next((seat, plan.by_guid[seat.guid]) for seat in seats if plan.by_guid[seat.guid] is not seat)
    names = {"first": plan.name_of(first), "second": plan.name_of(last)}
    raise RuleBroken("plan_seat_twice", data={"seat": first.guid, **names})


def _line(zone: ZonePart, part: RowPart, *, row: int) -> tuple[list[PlanSeat], list[float]]:
    """The seats of a row in the order of the shorter walk (as the file has them, or from one end to the other), and how far
    each is from the next.
    """
    x, y = zone.position.x + part.position.x, zone.position.y + part.position.y
    seats = [
        PlanSeat(
            seat.seat_guid,
            seat.seat_number,
            seat.category,
            row,
            x + seat.position.x,
            y + seat.position.y,
            seat.radius,
        )
        for seat in part.seats
    ]
    apart = _steps(seats)
    if len(seats) < 3 or max(apart) < AISLE * min(apart):
        return seats, apart
    straight = _from_end_to_end(seats)
    other = _steps(straight)
    return (straight, other) if sum(other) < sum(apart) * 0.999 else (seats, apart)


def _steps(seats: Sequence[PlanSeat]) -> list[float]:
    return [math.hypot(b.x - a.x, b.y - a.y) for a, b in pairwise(seats)]


def _from_end_to_end(seats: list[PlanSeat]) -> list[PlanSeat]:
    """Sorted along the line between the two that lie farthest apart, the one that the file names earlier first."""
    middle = seats[0]
    end = max(seats, key=lambda seat: math.hypot(seat.x - middle.x, seat.y - middle.y))
    start = max(seats, key=lambda seat: math.hypot(seat.x - end.x, seat.y - end.y))
    if seats.index(end) < seats.index(start):
        start, end = end, start
    right, down = end.x - start.x, end.y - start.y
    return sorted(seats, key=lambda seat: seat.x * right + seat.y * down)


def _runs(line: Sequence[PlanSeat], apart: Sequence[float], *, aisle: float) -> tuple[tuple[PlanSeat, ...], ...]:
    if not line or not apart or max(apart) <= aisle:
        return (tuple(line),) if line else ()
    cuts = [0, *(n for n, distance in enumerate(apart, start=1) if distance > aisle), len(line)]
    return tuple(tuple(line[start:end]) for start, end in pairwise(cuts))


def _draw(area: AreaPart, *, zone: ZonePart, shapes: list[Shape], texts: list[PlanText]) -> None:
    """What one of the file's areas draws; it is turned clockwise around its own point."""
    x, y = zone.position.x + area.position.x, zone.position.y + area.position.y
    turn = math.radians(area.rotation)
    cos, sin = math.cos(turn), math.sin(turn)

    def put(point: Point) -> Point:
        return x + point[0] * cos - point[1] * sin, y + point[0] * sin + point[1] * cos

    corners: list[Point] = []
    if area.shape == "rectangle" and area.rectangle is not None:
        wide, high = area.rectangle.width, area.rectangle.height
        corners = [(0, 0), (wide, 0), (wide, high), (0, high)]
    elif area.shape == "polygon" and area.polygon is not None:
        corners = [(point.x, point.y) for point in area.polygon.points]
    elif area.shape == "circle" and area.circle is not None:
        corners = _ring(area.circle.radius, area.circle.radius)
    elif area.shape == "ellipse" and area.ellipse is not None:
        corners = _ring(area.ellipse.radius.x, area.ellipse.radius.y)
    if len(corners) > 2:
        shapes.append(Shape(tuple(put(corner) for corner in corners)))
    if area.text is not None and area.text.text.strip():
        texts.append(
            PlanText(area.text.text.strip(), *put((area.text.position.x, area.text.position.y)), area.text.size)
        )


def _ring(wide: float, high: float) -> list[Point]:
    steps = (2 * math.pi * step / ROUND for step in range(ROUND))
    return [(wide * math.cos(step), high * math.sin(step)) for step in steps]


def _bounds(seats: Sequence[PlanSeat], shapes: Sequence[Shape], texts: Sequence[PlanText]) -> Bounds:
    most = max(seat.radius for seat in seats)
    across = [x for shape in shapes for x, _ in shape.corners]
    down = [y for shape in shapes for _, y in shape.corners]
    across += [text.x + side * text.size * len(text.text) * 0.3 for text in texts for side in (-1, 1)]
    down += [text.y + side * text.size * 0.6 for text in texts for side in (-1, 1)]
    xs, ys = [seat.x for seat in seats], [seat.y for seat in seats]
    return Bounds(
        min(min(xs) - most, *across, math.inf),
        min(min(ys) - most, *down, math.inf),
        max(max(xs) + most, *across, -math.inf),
        max(max(ys) + most, *down, -math.inf),
    )
