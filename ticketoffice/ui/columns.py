"""How wide the columns of a table are: as wide as what stands in them; where that is too much, all give some."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import TypeVar

from PySide6.QtGui import QFontMetrics

C = TypeVar("C", bound=Hashable)
MARGINS = 24
"""Pixels of a cell beside its text, and a gap to the next one."""
LONGEST = 6
"""So many of the longest texts of a column are measured: letters are not all of one width."""


def width_of(texts: Iterable[str], *, font: QFontMetrics) -> int:
    """The pixels that a column of these texts needs."""
    longest = sorted(set(texts), key=len, reverse=True)[:LONGEST]
    return max((font.horizontalAdvance(text) for text in longest), default=0) + MARGINS


def width_in_two_lines(texts: Iterable[str], *, font: QFontMetrics) -> int:
    """The same where a text may go on in a second line, between two of its words."""
    longest = sorted(set(texts), key=len, reverse=True)[:LONGEST]
    return max((_in_two(text.split(" "), font=font) for text in longest), default=0) + MARGINS


def _in_two(words: list[str], *, font: QFontMetrics) -> int:
    lines = ((" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words) + 1))
    return min(max(font.horizontalAdvance(line) for line in both) for both in lines)


def shared(
    room: int,
    *,
    wants: Mapping[C, tuple[int, int]],
    rest: C,
    yielding: Collection[C] = (),
    floors: Mapping[C, int] | None = None,
) -> dict[C, int]:
    """The width of each column: all of `room`, from (least, wanted) pixels; what nobody wants goes to `rest`. Where even
    the least is too much, those give that are cut anyway, else the `yielding` ones, else all; but none below its floor,
    as long as there is room for all floors.

    Worked example: 100 pixels for a (20, 40) and b (30, 90) with `rest` a are a 33, b 67.
    """
    least = {column: min(pair) for column, pair in wants.items()}
    more = {column: pair[1] - least[column] for column, pair in wants.items()}
    over = room - sum(least.values())
    if over < 0:
        soft, left = list(wants), room
        for asked in (tuple(c for c in wants if more[c]), yielding):
            hard = sum(least[c] for c in wants if c not in asked)
            if hard < room and any(c in asked for c in wants):
                soft, left = [c for c in wants if c in asked], room - hard
                break
        given = least | {column: least[column] * left // sum(least[c] for c in soft) for column in soft}
    else:
        wanted = max(1, sum(more.values()))
        given = {column: least[column] + more[column] * min(over, wanted) // wanted for column in wants}
    given[rest] += room - sum(given.values())
    return _lifted(given, floors=_fitting({c: (floors or {}).get(c, 0) for c in wants}, room=max(0, room), rest=rest))


def _fitting(floors: Mapping[C, int], *, room: int, rest: C) -> Mapping[C, int]:
    """The floors that there is room for: `rest` gives up to half of its own first, then all give their share."""
    whole = sum(floors.values())
    given = min(max(0, whole - room), floors[rest] // 2)
    if whole - given <= room:
        return {**floors, rest: floors[rest] - given}
    return {column: size * room // whole for column, size in floors.items()}


def _lifted(given: dict[C, int], *, floors: Mapping[C, int]) -> dict[C, int]:
    """What is below its floor is lifted to it by the others, each by its share of what it has above its own."""
    lack = sum(max(0, floors[column] - width) for column, width in given.items())
    spare = {column: max(0, width - floors[column]) for column, width in given.items()}
    lifted = {
        column: max(width, floors[column]) - lack * spare[column] // max(1, sum(spare.values()))
        for column, width in given.items()
    }
    most = max(spare, key=lambda column: spare[column])
    lifted[most] += sum(given.values()) - sum(lifted.values())
    return lifted
