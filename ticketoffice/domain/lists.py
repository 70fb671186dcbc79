"""How lists of people and places are written and ordered: names by surname, seats by area, row and number.

Worked example: Claire Durand is "Durand, Claire"; her seats C-9, C-10 and C-11 of the stalls are "Stalls C-9, C-10 +1".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ticketoffice.domain.seats import brief_seat, seat_place
from ticketoffice.domain.words import query_words

LEGAL_FORMS = frozenset(
    {"ag", "sa", "gmbh", "sàrl", "sarl", "sagl", "srl", "spa", "ltd", "inc", "plc", "sl", "kg", "co"}
)
GROUPS = frozenset(
    {
        *("school", "class", "group", "club", "choir", "family", "team"),
        *("école", "ecole", "classe", "groupe", "chorale", "chœur", "choeur", "famille", "équipe", "equipe"),
        *("schule", "klasse", "gruppe", "verein", "chor", "familie"),
        *("scuola", "gruppo", "coro", "famiglia", "escuela", "clase", "grupo", "familia"),
    }
)
"""Words for many people, which may stand last in what they are called."""
_PIECES = re.compile(r"\d+|\D+")


@lru_cache(maxsize=4096)
def list_name(name: str) -> str:
    """A person's name as a list has it, the last word and what belongs to it first: "van der Berg, Anna".

    A firm, a group ("School 1", "Chorus A") and a name of one word stay as they are.
    """
    words = name.split()
    if len(words) < 2 or "," in name or not _is_family_name(words[-1]):
        return " ".join(words)
    first = len(words) - 1
    while first and words[first - 1].islower() and not name.islower():
        first -= 1
    if not first:
        return " ".join(words)
    return f"{' '.join(words[first:])}, {' '.join(words[:first])}"


def _is_family_name(last: str) -> bool:
    """Whether the last word of a name can be one: no legal form, no number, no kind of group, no single letter."""
    word = last.strip(".")
    plain = word.casefold()
    return len(word) > 1 and plain not in LEGAL_FORMS and plain not in GROUPS and not any(c.isdigit() for c in word)


@lru_cache(maxsize=4096)
def name_key(listed: str) -> tuple[bool, tuple[str, ...], str]:
    """By what a list is ordered, accents and case apart; nobody's name comes last."""
    return not listed, query_words(listed), listed


SeatKey = tuple[str, tuple[int, str], tuple[tuple[int, str], ...], str]


@lru_cache(maxsize=4096)
def seat_key(seat: str) -> SeatKey:
    """By what seats are ordered: area, row (AA after Z), number (10 after 9)."""
    place = seat_place(seat)
    if place is None:
        return seat, (0, ""), (), seat
    area, row, number = place
    return area, (len(row), row), _natural(number), seat


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(piece), "") if piece.isdecimal() else (0, piece) for piece in _PIECES.findall(text))


def places_text(seats: Sequence[str], *, most: int | None = None) -> str:
    """Places on one line, an area named once: "Stalls C-9, C-10"; of more than `most` the others are counted, "+2"."""
    shown, area = [], ""
    for seat in seats[:most]:
        place = seat_place(seat)
        brief = brief_seat(seat)
        if place is not None and place[0] and place[0] == area:
            brief = brief.removeprefix(area).lstrip(" ,;/")
        area = place[0] if place is not None else ""
        shown.append(brief)
    rest = len(seats) - len(shown)
    return ", ".join(shown) + (f" +{rest}" if rest else "")
