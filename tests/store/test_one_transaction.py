"""What a transaction remembers of what it has read is what it would read again, after each of its operations."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.conftest import lea
from tests.domain.test_effects import everything_a_desk_does
from tests.house import house, on, taken
from ticketoffice.desk.making import make
from ticketoffice.domain import operations as kinds
from ticketoffice.domain.operation import Operation
from ticketoffice.domain.outcome import Outcome
from ticketoffice.domain.state import Quota
from ticketoffice.store import loading
from ticketoffice.store import replay as replaying
from ticketoffice.store.book import Book
from ticketoffice.store.catalogue import Catalogue
from ticketoffice.store.deed import Deed


def test_an_order_moves_on_as_its_rows_do(file_book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    record_many, seen = Deed.record_many, set()

    def compared(deed: Deed, operations: Sequence[Operation]) -> list[Outcome]:
        outcomes = record_many(deed, operations)
        assert deed._held == loading.dossiers(deed._connection, list(deed._held))
        moved = {outcome.operation.kind for outcome in outcomes for row in outcome.rows if isinstance(row, Quota)}
        assert all(kinds.KINDS[kind].moves_places for kind in moved), "or two of them lose a place between them"
        seen.update(operation.kind for operation in operations if deed._held)
        return outcomes

    monkeypatch.setattr(Deed, "record_many", compared)
    everything_a_desk_does(file_book)
    not_about_one = {
        "book_started",
        "person_changed",
        "catalogue_changed",
        "rules_changed",
        "person_erased",
        "case_closed",
        "drawer_moved",
        "counted",
        "closed",
    }
    assert seen >= set(kinds.KINDS) - not_about_one


def test_the_catalogue_is_asked_again_once_it_was_changed(file_book: Book) -> None:
    taken(file_book, house(), on("A-1", number="N1"))
    who = lea(file_book)

    def work(deed: Deed) -> None:
        assert deed.reading.rules().doors_before_start != 7
        deed.record(make(deed, "rules_changed", who=who, payload={"rules": {"doors_before_start": 7}}))
        assert deed.reading.rules().doors_before_start == 7

    file_book.write(work)


def test_the_catalogue_is_asked_once_while_nothing_changes_it(file_book: Book) -> None:
    taken(file_book, house(), on("A-1", number="N1"))
    with file_book.read() as reading:
        catalogue = Catalogue(reading.connection)
        [performance] = reading.catalogue.all_performances()
        assert catalogue.performances([performance.id]) == {performance.id: performance}
        zones = catalogue.zones([performance.id])
        assert catalogue.zones([performance.id])[next(iter(zones))] is zones[next(iter(zones))]


def test_tables_are_compared_row_by_row_however_the_driver_parts_them(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL gave parts of other lengths than SQLite, and a journal of five thousand orders was called unequal."""
    monkeypatch.setattr(replaying, "AT_ONCE", 7)
    taken(book, house(), *(on(f"A-{n}", number=f"N{n}") for n in range(40)))
    assert replaying.replay(book).equal
