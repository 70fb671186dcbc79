"""Things of a plan by where they are, so that a small part of a large house is found without looking at all of it."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Boxes(Generic[T]):
    """Things in boxes with sides of `cell`; a thing may reach over several."""

    def __init__(self, *, cell: float) -> None:
        self._cell = cell
        self._cells: dict[tuple[int, int], list[int]] = {}
        self._things: list[T] = []

    def add(self, thing: T, left: float, top: float, right: float, bottom: float) -> None:
        """One more thing, as large as that."""
        number, cell = len(self._things), self._cell
        self._things.append(thing)
        for down in range(int(top // cell), int(bottom // cell) + 1):
            for across in range(int(left // cell), int(right // cell) + 1):
                self._cells.setdefault((across, down), []).append(number)

    def inside(self, left: float, top: float, right: float, bottom: float) -> list[T]:
        """What may reach into a part, in the order in which it was added."""
        cell, found = self._cell, set[int]()
        for down in range(int(top // cell), int(bottom // cell) + 1):
            for across in range(int(left // cell), int(right // cell) + 1):
                found.update(self._cells.get((across, down), ()))
        return [self._things[number] for number in sorted(found)]
