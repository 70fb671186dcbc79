"""The counting again is a witness of its own: it agrees with the book, knows every kind, and says so when it does not."""

import json

import pytest

from tests.domain.test_effects import everything_a_desk_does
from tests.recount import recount
from ticketoffice.store.book import Book


def test_what_a_desk_does_adds_up_to_the_balances_of_the_book(file_book: Book) -> None:
    everything_a_desk_does(file_book)
    with file_book.read() as reading:
        found = recount(line.body for line in reading.history.lines())
        dossiers = reading.dossiers(list(found))
    owed = {o: sum(s[k] for k in ("price", "fees", "rounding", "refunds")) - s["payments"] for o, s in found.items()}
    assert owed == {order: dossier.balance for order, dossier in dossiers.items()}
    assert len(owed) == 12


def test_a_kind_that_nobody_has_counted_is_not_passed_over() -> None:
    body = json.dumps({"header": {"kind": "place_granted"}, "payload": {"amount": 100}}).encode()
    with pytest.raises(AssertionError, match="place_granted"):
        recount([body])
