"""The venue's rules: only values that can be worked with go in."""

from __future__ import annotations

import pytest

from tests.conftest import lea
from ticketoffice.desk.rules import change_rules
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.store.book import Book


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("invoice_days", "abc", "wrong_number"),
        ("invoice_days", "-3", "wrong_number"),
        ("invoice_days", "", "wrong_number"),
        ("invoice_days", "none", "wrong_number"),
        ("invoice_days", "9" * 40, "wrong_number"),
        ("timezone", "Mars/Olympus", "unknown_timezone"),
        ("timezone", "../../etc/passwd", "unknown_timezone"),
        ("methods", "gold", "unknown_method"),
        ("colour", "blue", "unknown_rule"),
    ],
)
def test_a_value_that_cannot_be_used_changes_nothing(file_book: Book, name: str, value: str, code: str) -> None:
    before = change_rules(file_book, {}, who=lea(file_book))
    with pytest.raises(RuleBroken) as refused:
        change_rules(file_book, {"letterhead": "Opera", name: value}, who=lea(file_book))
    assert refused.value.code == code
    assert change_rules(file_book, {}, who=lea(file_book)) == before


def test_values_that_can_be_used(file_book: Book) -> None:
    wanted = {"commission_per_ticket": "none", "timezone": "Europe/Paris", "letterhead": "Opera, Quay 1"}
    rules = change_rules(file_book, wanted, who=lea(file_book))
    assert (rules["commission_per_ticket"], rules["timezone"]) == (None, "Europe/Paris")
    assert rules["letterhead"] == ("Opera", "Quay 1")
