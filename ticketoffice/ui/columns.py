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


def shared(room: int, *, wants: Mapping[C, tuple[int, int]], rest: C, yielding: Collection[C] = ()) -> dict[C, int]:
    """The width of each column: all of `room`, from (least, wanted) pixels; what nobody wants goes to `rest`. Where even
    the least is too much, those give that are cut anyway, else the `yielding` ones, else all.

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
    return given
