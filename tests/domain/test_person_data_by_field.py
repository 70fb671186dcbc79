"""Of each field of a customer the latest value counts, whatever order edits arrive in."""

from __future__ import annotations

import itertools

import pytest

from ticketoffice.domain.person_data import Edit, by_field, moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12.3", (12, 3)),
        ("12", (0, 0)),
        ("-1.2", (0, 0)),
        ("1.²", (0, 0)),
        (f"{'9' * 30}.1", (0, 0)),
        (None, (0, 0)),
        (7, (0, 0)),
    ],
)
def test_a_moment_is_two_whole_numbers_or_before_everything(text: object, expected: tuple[int, int]) -> None:
    assert moment(text) == expected


def test_any_order_of_arrival_ends_alike() -> None:
    first = {"name": "A", "phone": "0", "email": "x"}
    edits = [
        Edit((1, 0), ("phone",), first | {"phone": "1"}),
        Edit((2, 0), ("phone", "name"), first | {"phone": "2", "name": "B"}),
        Edit((2, 1), ("email",), {"name": "A", "phone": "0"}),
    ]
    for order in itertools.permutations(edits):
        stands: dict[str, str] = first
        for place, edit in enumerate(order):
            stands = by_field(stands, edit, others=order[:place])
        assert stands == {"name": "B", "phone": "2"}
