"""Finding by phone, in whatever spelling and however little of it was typed."""

from dataclasses import replace

import pytest

from tests.house import house, on, taken
from ticketoffice.desk.find import find
from ticketoffice.domain.taken_in import TakenPerson
from ticketoffice.store.book import Book

WRITTEN = ("+41 79 123 45 67", "079 123 45 67", "0041791234567")
TYPED = ("+4179123", "004179123", "079123", "0791", "+41 79 123 45 67", "791234567", "123 45 67", "41791234567")


@pytest.fixture
def phones(book: Book) -> Book:
    orders = [
        replace(on(f"A-{n}", number=f"TEL{n}"), customer=TakenPerson(name=f"Caller {n}", phone=written))
        for n, written in enumerate(WRITTEN)
    ]
    other = replace(on("B-1", number="OTHER"), customer=TakenPerson(name="Other", phone="+44 20 7946 0018"))
    taken(book, house(), *orders, other)
    return book


@pytest.mark.parametrize("typed", TYPED)
def test_a_phone_is_found_in_each_spelling_while_it_is_typed(phones: Book, typed: str) -> None:
    found = {(o.number, o.matched) for o in find(phones, typed).orders}
    assert found == {(f"TEL{n}", "phone") for n in range(len(WRITTEN))}


@pytest.mark.parametrize("typed", ["+44207946", "020 7946", "+442079460018", "946 0018"])
def test_a_foreign_phone_too(phones: Book, typed: str) -> None:
    assert [(o.number, o.matched) for o in find(phones, typed).orders] == [("OTHER", "phone")]
