"""The sheet: the whole plan at one scale, of which any part can be painted: grounds, shapes, texts, seats, rows, areas.

Far away the names of areas stand over their dots; nearer, rows have their numbers and seats theirs (`ui.plan.marks`). The
ground under seats has the colour that the plan's author gave to their category, faintly: a hint beside the zone that each seat
names. Shapes have the colours of the look and not those of the file, so that they can be read in each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from msgspec import Struct
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from ticketoffice.domain.seating_plan import PlanRow, PlanSeat, SeatingPlan
from ticketoffice.ui.plan.boxes import Boxes
from ticketoffice.ui.plan.camera import Camera
from ticketoffice.ui.plan.faces import SeatFace, SeatState, nobody_s
from ticketoffice.ui.plan.marks import DOTS, NUMBERS, Marks, side_of
from ticketoffice.ui.plan.places import CELL, Places
from ticketoffice.ui.theme import FAMILY, tokens

HINT = 0.16
"""How much of a category's colour its ground has."""
THROUGH = 5
"""A ground's line goes through each of so many seats."""
BROAD = 1.1
"""The breadth of a ground, in seats: rows stand a little farther apart than seats."""
ROWS = 11
"""Pixels between two seats from which rows have their numbers."""
LEAST_LETTERS, MOST_LETTERS = 8, 40


class _Ground(Struct, frozen=True):
    """Seats of one category side by side, as a line in the plan's units, and the box around it."""

    colour: QColor
    line: QPolygonF
    left: float
    top: float
    right: float
    bottom: float


class _Area(Struct, frozen=True):
    """The grounds of an area, and the box around them."""

    grounds: list[_Ground]
    left: float
    top: float
    right: float
    bottom: float


class _Name(Struct, frozen=True):
    """A word in the plan's units, around its middle: a row's number, an area's name with the width of the area, a text with the
    height of its letters.
    """

    text: str
    x: float
    y: float
    room: float = 0.0


class Sheet:
    """A plan with the faces of its seats. `faces` and `states` are in the order of `places`; `mine` are the chosen seats."""

    def __init__(self, plan: SeatingPlan, faces: Mapping[str, SeatFace]) -> None:
        self.plan, self.places = plan, Places(plan)
        colours = {part.name: faint(part.colour) for part in plan.categories if QColor(part.colour).isValid()}
        self._grounds = _grounds_by_area(plan, colours=colours)
        self._areas = _area_names(plan)
        self._shapes = [QPolygonF([QPointF(x, y) for x, y in shape.corners]) for shape in plan.shapes]
        self._texts = [_Name(text.text, text.x, text.y, text.size) for text in plan.texts]
        self.faces: list[SeatFace] = []
        self.states: list[SeatState] = []
        self.mine: set[int] = set()
        self.set_faces(faces)

    @cached_property
    def _rows(self) -> Boxes[_Name]:
        """The rows' numbers, which are seen only near."""
        found: Boxes[_Name] = Boxes(cell=CELL * self.plan.spacing)
        for row in self.plan.rows:
            for name in _row_names(row, spacing=self.plan.spacing) if row.shown else ():
                found.add(name, name.x, name.y, name.x, name.y)
        return found

    def set_faces(self, faces: Mapping[str, SeatFace]) -> None:
        """How all seats stand; those without a face are not for sale."""
        unknown = nobody_s()
        self.faces = [faces.get(guid, unknown) for guid in self.plan.by_guid]
        shown = {face: face.shown for face in set(self.faces)}
        self.states = [shown[face] for face in self.faces]
        self.mine = {number for number, state in enumerate(self.states) if state == SeatState.MINE}

    def change(self, number: int, face: SeatFace) -> None:
        """A seat stands otherwise now."""
        self.faces[number] = face
        self.states[number] = face.shown
        (self.mine.add if face.shown == SeatState.MINE else self.mine.discard)(number)

    def box_of(self, number: int, camera: Camera) -> QRect:
        """Where on the sheet the mark of a seat is painted."""
        x, y = camera.sheet_point(self.places.xs[number], self.places.ys[number])
        side = side_of(camera.apart)
        return QRect(int(x - side / 2), int(y - side / 2), side, side)

    def paint(self, painter: QPainter, part: QRect, *, camera: Camera, marks: Marks) -> None:
        """Paints a part of the sheet; the painter's origin is that of the sheet."""
        painter.fillRect(part, QColor(tokens().panel))
        scale = camera.scale
        seen = QRectF(
            part.x() / scale + camera.bounds.left,
            part.y() / scale + camera.bounds.top,
            part.width() / scale,
            part.height() / scale,
        )
        self._paint_below(painter, part, seen, camera=camera)
        self._paint_seats(painter, part, camera=camera, marks=marks)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if camera.apart >= ROWS:
            size = int(min(max(camera.apart * 0.42, LEAST_LETTERS + 1), 14))
            more = self.plan.spacing
            rows = self._rows.inside(seen.left() - more, seen.top() - more, seen.right() + more, seen.bottom() + more)
            self._write(painter, part, rows, camera=camera, font=_font(size), ink=tokens().quiet)
        if camera.apart < NUMBERS and len(self._areas) > 1:
            self._write_areas(painter, part, camera=camera)

    def _paint_below(self, painter: QPainter, part: QRect, seen: QRectF, *, camera: Camera) -> None:
        """Grounds and shapes, in the plan's units, of which `seen` is the part, and their texts."""
        look, scale = tokens(), camera.scale
        painter.save()
        painter.scale(scale, scale)
        painter.translate(-camera.bounds.left, -camera.bounds.top)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.quiet), 0))
        painter.setBrush(QColor(look.window))
        for shape in self._shapes:
            if shape.boundingRect().intersects(seen):
                painter.drawPolygon(shape)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        solid, square = Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap
        left, top, right, bottom = seen.left(), seen.top(), seen.right(), seen.bottom()
        for area in self._grounds:
            if not (area.left < right and area.right > left and area.top < bottom and area.bottom > top):
                continue
            for ground in area.grounds:
                if ground.left < right and ground.right > left and ground.top < bottom and ground.bottom > top:
                    painter.setPen(QPen(ground.colour, BROAD * self.plan.spacing, solid, square))
                    painter.drawPolyline(ground.line)
        painter.restore()
        for text in self._texts:
            if (size := int(min(text.room * scale, MOST_LETTERS))) >= LEAST_LETTERS:
                self._write(painter, part, [text], camera=camera, font=_font(size), ink=look.text)

    def _paint_seats(self, painter: QPainter, part: QRect, *, camera: Camera, marks: Marks) -> None:
        side, scale = side_of(camera.apart), camera.scale
        left, top = camera.bounds.left, camera.bounds.top
        over = side / 2 + 1
        xs, ys, states, seats = self.places.xs, self.places.ys, self.states, self.places.seats
        groups = self.places.inside(
            (part.left() - over) / scale + left,
            (part.top() - over) / scale + top,
            (part.right() + over) / scale + left,
            (part.bottom() + over) / scale + top,
        )
        first_x, last_x = part.left() - side, part.right() + 1
        first_y, last_y = part.top() - side, part.bottom() + 1
        from_x, from_y = left * scale + side / 2, top * scale + side / 2
        draw, picture = painter.drawPixmap, marks.picture
        numbered = camera.apart >= NUMBERS
        bare = {state: picture(state, side) for state in SeatState}
        for group in groups:
            for n in group:
                x, y = int(xs[n] * scale - from_x), int(ys[n] * scale - from_y)
                if first_x < x < last_x and first_y < y < last_y:
                    draw(x, y, picture(states[n], side, seats[n].number) if numbered else bare[states[n]])

    @staticmethod
    def _write(painter: QPainter, part: QRect, names: list[_Name], *, camera: Camera, font: QFont, ink: str) -> None:
        metrics = QFontMetrics(font)
        high = metrics.height()
        painter.setFont(font)
        painter.setPen(QColor(ink))
        for name in names:
            x, y = camera.sheet_point(name.x, name.y)
            if not part.top() - high < y < part.bottom() + high:
                continue
            wide = metrics.horizontalAdvance(name.text) + 2
            box = QRectF(x - wide / 2, y - high / 2, wide, high)
            if box.intersects(QRectF(part)):
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name.text)

    def _write_areas(self, painter: QPainter, part: QRect, *, camera: Camera) -> None:
        """The areas' names on plates, as far as they have room."""
        look, font = tokens(), _font(11 if camera.apart < DOTS else 13)
        metrics = QFontMetrics(font)
        plate = QColor(look.panel)
        plate.setAlphaF(0.9)
        high = metrics.height() + 2
        for area in self._areas:
            x, y = camera.sheet_point(area.x, area.y)
            if not part.top() - high < y < part.bottom() + high:
                continue
            wide = metrics.horizontalAdvance(area.text) + 10
            if wide > area.room * camera.scale * 1.1:
                continue
            box = QRectF(round(x - wide / 2), round(y - high / 2), wide, high)
            if box.intersects(QRectF(part)):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(plate)
                painter.drawRoundedRect(box, 4, 4)
                painter.setFont(font)
                painter.setPen(QColor(look.text))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, area.text)


def _font(pixels: int) -> QFont:
    font = QFont(FAMILY)
    font.setBold(True)
    font.setPixelSize(pixels)
    return font


def faint(colour: str) -> QColor:
    """A category's colour, faintly, over the look's panel; whole, so that grounds that overlap are no darker."""
    over, under = QColor(colour), QColor(tokens().panel)
    return QColor.fromRgbF(
        *(
            of * HINT + to * (1 - HINT)
            for of, to in zip(over.getRgbF()[:3], under.getRgbF()[:3], strict=True)  # type: ignore[index]
        )
    )


def _grounds_by_area(plan: SeatingPlan, *, colours: Mapping[str, QColor]) -> list[_Area]:
    areas: dict[str, list[_Ground]] = {}
    for row in plan.rows:
        areas.setdefault(row.area, []).extend(_grounds(row, colours=colours, wide=plan.spacing))
    return [
        _Area(
            grounds,
            min(ground.left for ground in grounds),
            min(ground.top for ground in grounds),
            max(ground.right for ground in grounds),
            max(ground.bottom for ground in grounds),
        )
        for grounds in areas.values()
        if grounds
    ]


def _grounds(row: PlanRow, *, colours: Mapping[str, QColor], wide: float) -> Iterator[_Ground]:
    """The ground of each category in a row, as a line through some of its seats: a ground needs no more."""
    for run in row.runs:
        if len({seat.category for seat in run}) == 1:
            parts = [(run[0].category, run)]
        else:
            parts = [(category, tuple(seats)) for category, seats in groupby(run, key=attrgetter("category"))]
        for category, seats in parts:
            if category in colours:
                through = (*seats[::THROUGH], seats[-1])
                xs, ys = [seat.x for seat in through], [seat.y for seat in through]
                line = QPolygonF([QPointF(x, y) for x, y in zip(xs, ys, strict=True)])
                box = (min(xs) - wide, min(ys) - wide, max(xs) + wide, max(ys) + wide)
                yield _Ground(colours[category], line, *box)


def _row_names(row: PlanRow, *, spacing: float) -> list[_Name]:
    """The row's number one seat before its first seat, after its last one, or both."""
    seats = row.seats
    if not seats or not row.number:
        return []
    ends = {"start": [False], "end": [True], "both": [False, True]}[row.shown or "both"]
    return [_beyond(seats[::-1] if at_end else seats, row=row, spacing=spacing) for at_end in ends]


def _beyond(seats: tuple[PlanSeat, ...], *, row: PlanRow, spacing: float) -> _Name:
    first = seats[0]
    right, down = (first.x - seats[1].x, first.y - seats[1].y) if len(seats) > 1 else (-spacing, 0.0)
    length = max((right * right + down * down) ** 0.5, 0.001)
    return _Name(row.number, first.x + right / length * spacing, first.y + down / length * spacing)


def _area_names(plan: SeatingPlan) -> list[_Name]:
    areas: dict[str, list[PlanSeat]] = {}
    for row in plan.rows:
        for run in row.runs:
            areas.setdefault(row.area, []).extend(run)
    names = []
    for area, seats in areas.items():
        xs, ys = [seat.x for seat in seats], [seat.y for seat in seats]
        names.append(_Name(area, sum(xs) / len(xs), sum(ys) / len(ys), max(xs) - min(xs) + plan.spacing))
    return [name for name in names if name.text]
