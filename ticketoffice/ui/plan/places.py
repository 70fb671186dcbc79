"""Where the seats of a plan are: which lie in a box, which is nearest to a point, and which one an arrow leads to."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

from ticketoffice.domain.seating_plan import PlanSeat, SeatingPlan

CELL = 6
"""The side of a box of the index, in seats."""
SIDEWAYS = 2.0
"""How much more a step to the side counts than one ahead."""
Direction = tuple[int, int]
LEFT, RIGHT, UP, DOWN = (-1, 0), (1, 0), (0, -1), (0, 1)


class Places:
    """The seats of a plan by their place in its order; `xs` and `ys` are their points."""

    def __init__(self, plan: SeatingPlan) -> None:
        self.plan = plan
        self.seats: list[PlanSeat] = list(plan.by_guid.values())
        self.numbers = {guid: n for n, guid in enumerate(plan.by_guid)}
        self.xs = [seat.x for seat in self.seats]
        self.ys = [seat.y for seat in self.seats]
        self.row_starts: dict[int, int] = {}
        start = 0
        for number, row in enumerate(plan.rows):
            if row.runs:
                self.row_starts[number] = start
                start += sum(map(len, row.runs))
        self._cell = cell = CELL * plan.spacing
        self._cells: defaultdict[tuple[float, float], list[int]] = defaultdict(list)
        for n, (x, y) in enumerate(zip(self.xs, self.ys, strict=True)):
            self._cells[x // cell, y // cell].append(n)

    def inside(self, left: float, top: float, right: float, bottom: float) -> Iterator[list[int]]:
        """The seats of a box, by groups, and some around it."""
        cell = self._cell
        for down in range(int(top // cell), int(bottom // cell) + 1):
            for across in range(int(left // cell), int(right // cell) + 1):
                if found := self._cells.get((across, down)):
                    yield found

    def nearest(self, x: float, y: float, *, within: float) -> int | None:
        """The seat nearest to a point, at most so far away."""
        best, found = within, None
        for group in self.inside(x - within, y - within, x + within, y + within):
            for n in group:
                far = math.hypot(self.xs[n] - x, self.ys[n] - y)
                if far < best:
                    best, found = far, n
        return found

    def in_row(self, number: int) -> range:
        """All seats of a seat's row."""
        row = self.seats[number].row
        start = self.row_starts[row]
        return range(start, start + len(self.plan.rows[row].seats))

    def step(self, number: int, direction: Direction) -> int:
        """The seat that an arrow leads to: the neighbour in the row where it lies that way, else the nearest one that way, else
        the nearest one anywhere on that side, else the same.
        """
        row = self.in_row(number)
        for beside in (number - 1, number + 1):
            if beside in row and self._lies(number, beside, direction=direction, within=1.0):
                return beside
        ahead = self._ahead(number, direction=direction)
        return number if ahead is None else ahead

    def row_step(self, number: int, by: int) -> int:
        """The seat at the same place, as far as there is one, so many rows on in the order of the plan."""
        rows = list(self.row_starts)
        place = rows.index(self.seats[number].row)
        row = self.in_row(self.row_starts[rows[min(max(place + by, 0), len(rows) - 1)]])
        return row[min(number - self.in_row(number)[0], len(row) - 1)]

    def _lies(self, here: int, there: int, *, direction: Direction, within: float) -> bool:
        right, down = self.xs[there] - self.xs[here], self.ys[there] - self.ys[here]
        ahead = right * direction[0] + down * direction[1]
        aside = abs(right * direction[1]) + abs(down * direction[0])
        return ahead > 0 and aside <= ahead * within

    def _ahead(self, number: int, *, direction: Direction) -> int | None:
        """Looks in ever larger boxes until the best of a box cannot be beaten by what lies outside it."""
        x, y, bounds = self.xs[number], self.ys[number], self.plan.bounds
        reach, whole = 2 * self._cell, max(bounds.right - bounds.left, bounds.bottom - bounds.top) + self._cell
        for within in (1.0, math.inf):
            far = reach
            while True:
                best, found = math.inf, None
                for group in self.inside(x - far, y - far, x + far, y + far):
                    for n in group:
                        right, down = self.xs[n] - x, self.ys[n] - y
                        ahead = right * direction[0] + down * direction[1]
                        aside = abs(right * direction[1]) + abs(down * direction[0])
                        if ahead > 0.001 and aside <= ahead * within and ahead + SIDEWAYS * aside < best:
                            best, found = ahead + SIDEWAYS * aside, n
                if found is not None and (best <= far or far > whole):
                    return found
                if far > whole:
                    break
                far *= 2
        return None
