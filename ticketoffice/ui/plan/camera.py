"""Which part of a plan is seen, and how large: from the whole house in steps down to seats that a finger hits.

Positions on the screen are whole pixels of the *sheet*, the whole plan at the present scale; the view is a window on it.
"""

from __future__ import annotations

from copy import copy

from ticketoffice.domain.seating_plan import Bounds, SeatingPlan

STEP = 2**0.5
NEAREST = 44
"""Pixels between two seats in the largest scale."""
TARGET = 32
"""Pixels between two seats from which a click chooses without a doubt."""
CHOOSABLE = 24
"""Pixels between two seats below which a click comes nearer instead."""
EDGE = 1.8
"""Room around the plan for the rows' numbers, in seats."""


class Camera:
    """`level` 0 is the whole house; `x`, `y` are the view's top left corner on the sheet."""

    def __init__(self) -> None:
        self.bounds = Bounds(0, 0, 1, 1)
        self.spacing = 1.0
        self.width = self.height = 1
        self.level = self.x = self.y = 0
        self._scales = [1.0]

    @property
    def scale(self) -> float:
        """Pixels to a unit of the plan."""
        return self._scales[self.level]

    @property
    def apart(self) -> float:
        """Pixels between two seats."""
        return self.spacing * self.scale

    @property
    def last(self) -> int:
        """The largest level."""
        return len(self._scales) - 1

    @property
    def sheet(self) -> tuple[int, int]:
        """Width and height of the whole plan."""
        return (
            round((self.bounds.right - self.bounds.left) * self.scale) + 1,
            round((self.bounds.bottom - self.bounds.top) * self.scale) + 1,
        )

    def at(self, level: int) -> Camera:
        """The same on another level, for its scale."""
        other = copy(self)
        other.level = level
        return other

    def look_at(self, plan: SeatingPlan) -> None:
        """The whole of a plan."""
        edge, box = EDGE * plan.spacing, plan.bounds
        self.bounds = Bounds(box.left - edge, box.top - edge, box.right + edge, box.bottom + edge)
        self.spacing = plan.spacing
        self.level = 0
        self._set_scales()

    def resize(self, width: int, height: int) -> None:
        """The view has this size now; what was in its middle stays there, and the whole stays whole."""
        middle = self.plan_point(self.width // 2, self.height // 2)
        share = self.level / self.last if self.last else 0
        self.width, self.height = max(width, 1), max(height, 1)
        self._set_scales()
        self.level = round(share * self.last)
        self.centre(*middle)

    def _set_scales(self) -> None:
        across = max(self.width - 1, 1) / (self.bounds.right - self.bounds.left)
        down = max(self.height - 1, 1) / (self.bounds.bottom - self.bounds.top)
        most = NEAREST / self.spacing
        scales = [min(across, down, most)]
        while scales[-1] * STEP < most * 0.9:
            scales.append(scales[-1] * STEP)
        self._scales = scales + [most] * (scales[-1] < most)
        self.level = min(self.level, self.last)
        self._keep_in_view()

    def sheet_point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the plan on the sheet."""
        return (x - self.bounds.left) * self.scale, (y - self.bounds.top) * self.scale

    def plan_point(self, x: float, y: float) -> tuple[float, float]:
        """What of the plan is at a pixel of the view."""
        return self.bounds.left + (x + self.x) / self.scale, self.bounds.top + (y + self.y) / self.scale

    def move(self, right: int, down: int) -> bool:
        """Looks further right and down by so many pixels; whether anything moved."""
        before = self.x, self.y
        self.x, self.y = self.x + right, self.y + down
        self._keep_in_view()
        return before != (self.x, self.y)

    def zoom(self, level: int, *, at: tuple[float, float]) -> bool:
        """Goes to a level; what is at this pixel of the view stays there. Whether anything changed."""
        level = min(max(level, 0), self.last)
        if level == self.level:
            return False
        point = self.plan_point(*at)
        self.level = level
        x, y = self.sheet_point(*point)
        self.x, self.y = round(x - at[0]), round(y - at[1])
        self._keep_in_view()
        return True

    def near(self) -> int:
        """The smallest level in which a click chooses without a doubt."""
        near = [level for level, scale in enumerate(self._scales) if scale * self.spacing >= TARGET]
        return near[0] if near else self.last

    def centre(self, x: float, y: float) -> None:
        """A point of the plan in the middle of the view."""
        across, down = self.sheet_point(x, y)
        self.x, self.y = round(across - self.width / 2), round(down - self.height / 2)
        self._keep_in_view()

    def show(self, x: float, y: float) -> bool:
        """Moves just so far that a point of the plan is seen with a seat around it; whether anything moved."""
        edge = min(1.5 * self.apart + 8, self.width / 3, self.height / 3)
        across, down = self.sheet_point(x, y)
        right = min(across - self.x - edge, 0) + max(across - self.x - self.width + edge, 0)
        lower = min(down - self.y - edge, 0) + max(down - self.y - self.height + edge, 0)
        return self.move(round(right), round(lower))

    def _keep_in_view(self) -> None:
        wide, high = self.sheet
        self.x = (wide - self.width) // 2 if wide <= self.width else min(max(self.x, 0), wide - self.width)
        self.y = (high - self.height) // 2 if high <= self.height else min(max(self.y, 0), high - self.height)
