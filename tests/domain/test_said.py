"""What must be said beside a deed: one rule for who types, for the deed and for the door."""

from __future__ import annotations

import pytest

from ticketoffice.domain.calendar import HOUR
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.operation import NoteText, Operation
from ticketoffice.domain.said import LONGEST_NOTE, SHORTEST_NOTE, is_said, is_said_beside, unsaid, whole_note

REASONS = {
    (True, True, True): "free_needs_note",
    (True, True, False): "free_needs_note",
    (True, False, True): "free_needs_note",
    (True, False, False): "free_needs_note",
    (False, True, True): "lowered_needs_note",
    (False, True, False): "lowered_needs_note",
    (False, False, True): "hold_needs_note",
    (False, False, False): None,
}


@pytest.mark.parametrize(("free", "lowered", "from_house"), REASONS)
def test_what_lacks_its_note(free: bool, lowered: bool, from_house: bool) -> None:
    no = unsaid(free=free, lowered=lowered, from_house=from_house, said=False)
    assert (None if no is None else no.reason) == REASONS[free, lowered, from_house]
    assert unsaid(free=free, lowered=lowered, from_house=from_house, said=True) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [(None, False), ("", False), ("   ", False), ("ok", False), (" o k ", True), ("Lea", True), ("\u202eab", False)],
)
def test_a_text_of_less_than_three_characters_says_nothing(text: str | None, said: bool) -> None:
    assert is_said(text) == said
    assert SHORTEST_NOTE == 3


def test_no_text_is_cut() -> None:
    assert whole_note("  ") is None
    assert whole_note(" x" * (LONGEST_NOTE // 2)) == (" x" * (LONGEST_NOTE // 2)).strip()
    with pytest.raises(RuleBroken) as no:
        whole_note("x" * (LONGEST_NOTE + 1))
    assert (no.value.code, no.value.data) == ("note_too_long", {"length": LONGEST_NOTE + 1, "most": LONGEST_NOTE})


@pytest.mark.parametrize(("text", "said"), [("for the newspaper", True), ("ok", False), (None, True)])
def test_the_door_reads_the_text_where_it_comes_along(text: str | None, said: bool) -> None:
    """Where it does not, as after an erasure, the desk had looked at it."""
    notes = () if text is None else (NoteText("n", text, "00"),)
    named = {"note": {"note": "n", "commitment": "0" * 64}}
    assert is_said_beside(Operation("o", "order_sold", HOUR, None, named, notes=notes)) == said
    assert not is_said_beside(Operation("o", "order_sold", HOUR, None, {}, notes=notes))
