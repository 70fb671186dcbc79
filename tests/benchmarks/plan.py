"""`python -m tests.benchmarks.plan [--seats N] [--rounds N]`: the seating plan of an arena, from the parsed file to the screen.

The baseline is the same number of ellipses drawn by a bare QPainter; reading is compared with parsing the same file's JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from tests.arena import arena
from tests.benchmarks.measure import Figure, at, median, timed
from ticketoffice.domain.best_seats import best_seats
from ticketoffice.domain.seating_plan import SeatingPlan, read
from ticketoffice.ui.plan.faces import SeatFace, SeatState
from ticketoffice.ui.plan.view import SeatingPlanView
from ticketoffice.ui.theme import themed, tokens

SIZE = (900, 760)
STATES = (SeatState.FREE, SeatState.SOLD, SeatState.RESERVED, SeatState.HELD)
FACES = [SeatFace(state, "Zone B", "CHF 30.00") for state in STATES]
MINE = SeatFace(SeatState.MINE, "Zone B", "CHF 30.00")


def main() -> None:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.plan", description=__doc__)
    parser.add_argument("--seats", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=9, help="times that each thing is done")
    args = parser.parse_args()
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with themed(app):
        view = SeatingPlanView()
        view.resize(*SIZE)
        view.show()
    app.processEvents()
    document = arena(seats=args.seats)
    plan = read(document)
    chance = random.Random(4)
    faces = {guid: chance.choice(FACES) for guid in plan.by_guid}
    faces |= dict.fromkeys(chance.sample(sorted(faces), 12), MINE)
    bare = median([timed(lambda: _ellipses(plan)) for _ in range(args.rounds)])
    for figure in (
        _reading(document, args.rounds),
        _loading(view, document, faces, bare, args.rounds),
        *_frames(view, bare, args.rounds),
        _updates(view, plan, bare, args.rounds),
        *_best(plan, args.rounds),
    ):
        print(figure.line(), flush=True)


def _ellipses(plan: SeatingPlan) -> None:
    """What the plan is compared with: an ellipse a seat, and nothing else."""
    picture = QPixmap(*SIZE)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens().accent))
    box = plan.bounds
    scale = min(SIZE[0] / (box.right - box.left), SIZE[1] / (box.bottom - box.top))
    for seat in plan.by_guid.values():
        painter.drawEllipse(QPointF((seat.x - box.left) * scale, (seat.y - box.top) * scale), 1.5, 1.5)
    painter.end()


def _reading(document: dict[str, object], rounds: int) -> Figure:
    text = json.dumps(document)
    parse = median([timed(lambda: json.loads(text)) for _ in range(rounds)])
    took = median([timed(lambda: read(document)) for _ in range(rounds)])
    return Figure("plan: read / parse its JSON", took / parse, "x", f"{took:.1f} ms / {parse:.1f} ms")


def _loading(
    view: SeatingPlanView, document: dict[str, object], faces: dict[str, SeatFace], bare: float, rounds: int
) -> Figure:
    """From the parsed file to the whole house on the screen."""

    def load() -> None:
        view.show_plan(read(document), faces=faces)
        view.drawing.repaint()

    took = median([timed(load) for _ in range(rounds)])
    return Figure(
        "plan: read, shown and painted", took, "ms", f"{took / bare:.2f} x bare ellipses ({bare:.1f} ms)", aim=150
    )


def _frames(view: SeatingPlanView, bare: float, rounds: int) -> tuple[Figure, Figure]:
    """Each frame of coming nearer step by step with moves in between, and back; and how long until all is sharp."""
    drawing, frames, sharp = view.drawing, list[float](), list[float]()
    picture = QPixmap(drawing.size())

    def frame() -> bool:
        painter = QPainter(picture)
        missing = drawing.paint_now(painter, drawing.rect())
        painter.end()
        return missing

    def painted() -> None:
        whole = 0.0
        missing = [True]
        while missing[-1]:
            frames.append(timed(lambda: missing.append(frame())))
            whole += frames[-1]
        sharp.append(whole)

    for turn in range(max(1, rounds // 3)):
        at_point = QPointF(200 + turn * 20, 300)
        for step in [1] * drawing.camera.last + [-1] * drawing.camera.last:
            drawing.zoom_by(step, at=at_point)
            painted()
            for _ in range(4):
                drawing.camera.move(37, 23)
                painted()
        drawing.change({turn: drawing.sheet.faces[turn]} if drawing.sheet is not None else {})
    detail = f"p50 {median(frames):.2f} ms, worst {max(frames):.1f} ms, {at(frames, 95) / bare:.2f} x bare ellipses, {len(frames)} frames"
    return (
        Figure("plan: frame of a move or zoom p95", at(frames, 95), "ms", detail, aim=16),
        Figure("plan: sharp after a move or zoom p95", at(sharp, 95), "ms", f"p50 {median(sharp):.2f} ms"),
    )


def _settle(view: SeatingPlanView) -> None:
    """Paints until nothing is missing."""
    picture = QPixmap(view.drawing.size())
    painter = QPainter(picture)
    view.drawing.paint_now(painter, view.drawing.rect(), in_full=True)
    painter.end()
    QApplication.processEvents()


def _updates(view: SeatingPlanView, plan: SeatingPlan, bare: float, rounds: int) -> Figure:
    """A seat that is chosen or sold, on the screen, at every level."""
    drawing, times, chance = view.drawing, list[float](), random.Random(5)
    guids = list(plan.by_guid)
    drawing.fit()
    for _ in range(drawing.camera.last + 1):
        for _ in range(max(1, rounds // 3)):
            guid = chance.choice(guids)
            view.go_to(guid)
            _settle(view)
            face = chance.choice([*FACES, MINE])

            def change(guid: str = guid, face: SeatFace = face) -> None:
                view.change_faces({guid: face})
                QApplication.processEvents()

            times.append(timed(change))
        drawing.zoom_by(1)
    detail = f"p50 {median(times):.2f} ms, {at(times, 95) / bare:.3f} x bare ellipses"
    return Figure("plan: one seat changes p95", at(times, 95), "ms", detail, aim=5)


def _best(plan: SeatingPlan, rounds: int) -> tuple[Figure, Figure]:
    """Two to eight people side by side in a house half full, and twelve who must sit in groups in a full one."""
    chance, guids = random.Random(6), sorted(plan.by_guid)
    half, few = (frozenset(chance.sample(guids, len(guids) * share // 10)) for share in (5, 1))
    beside = [timed(lambda n=n: best_seats(plan, free=half, count=n)) for n in (2, 4, 8) for _ in range(rounds)]
    apart = [timed(lambda: best_seats(plan, free=few, count=12)) for _ in range(rounds)]
    return (
        Figure("best seats side by side p95", at(beside, 95), "ms", f"p50 {median(beside):.2f} ms", aim=5),
        Figure("best seats in groups p95", at(apart, 95), "ms", f"p50 {median(apart):.2f} ms"),
    )


if __name__ == "__main__":
    main()
