"""What a newer file makes of a ticket: the whole matrix, as the trade says it."""

import pytest

from ticketoffice.domain.newer_file import state_after

FILE = ("pending", "valid", "used", "cancelled")
UNTOUCHED = {
    "pending": ("pending", "valid", "used", "cancelled"),
    "valid": ("valid", "valid", "used", "cancelled"),
    "used": ("used", "used", "used", "used"),
    "cancelled": ("cancelled", "cancelled", "cancelled", "cancelled"),
    "replaced": ("replaced", "replaced", "replaced", "replaced"),
    "displaced": ("pending", "valid", "used", "cancelled"),
}
"""Here (rows) and in the file (columns): a ticket never goes back."""

TOUCHED = UNTOUCHED | {
    "pending": ("pending", "pending", "pending", "cancelled"),
    "valid": ("valid", "valid", "valid", "cancelled"),
    "displaced": ("displaced", "displaced", "displaced", "cancelled"),
}
"""Something was done to it here: only a cancellation still counts."""


@pytest.mark.parametrize("here", UNTOUCHED)
@pytest.mark.parametrize("there", FILE)
def test_the_state_after_a_newer_file(here: str, there: str) -> None:
    column = FILE.index(there)
    assert state_after(here, there=there, touched=False) == UNTOUCHED[here][column]
    assert state_after(here, there=there, touched=True) == TOUCHED[here][column]
