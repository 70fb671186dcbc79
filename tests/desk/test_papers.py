"""What papers say of who sold a ticket: the desk by its name, the shop it came from, the number of the operation."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from tests.conftest import lea
from tests.desks import Desk, centre_book, desk_book
from tests.house import house, on, taken
from ticketoffice.desk import cancel
from ticketoffice.desk.papers import receipt_paper, slip_paper, tickets_paper
from ticketoffice.desk.payment import pay, split
from ticketoffice.desk.show import show
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock


def reserved(book: Book) -> str:
    """An order that waits for payment on site, by its id."""
    taken(book, house(), replace(on("D-1", "D-2", number="SITE"), state="pending", method="on_site", payments=()))
    with book.read() as reading:
        found = reading.order_id("SITE")
    assert found is not None
    return found


def sold_here(book: Book) -> str:
    """An order that this desk made and was paid for."""
    site = reserved(book)
    first = show(book, site).tickets[0].ticket
    return split(book, site, tickets=[first], who=lea(book), method="cash").order


def test_what_was_sold_here_names_this_desk_and_its_operation(book: Book) -> None:
    made = sold_here(book)
    issued = tickets_paper(book, made).issued
    assert (issued.sold_at, issued.letter) == (None, "A")
    with book.read() as reading:
        [seq] = [line.seq for line in reading.history.of(made) if line.kind == "order_split"]
    assert issued.operation == f"A-{seq}"
    assert issued.mark is None
    assert receipt_paper(book, made).issued == issued


def test_what_was_taken_in_names_its_shop(book: Book) -> None:
    site = reserved(book)
    pay(book, site, method="cash", amount=None, who=lea(book))
    issued = tickets_paper(book, site).issued
    assert issued.sold_at == "t"
    assert issued.operation is not None and issued.operation.startswith("A-")


def test_the_barcode_is_the_first_code_that_a_ticket_was_given(book: Book) -> None:
    made = sold_here(book)
    [ticket] = tickets_paper(book, made).tickets
    assert ticket.code == show(book, made).tickets[0].number
    with book.read() as reading:
        assert reading.codes_of([ticket.ticket]) == {ticket.ticket: ticket.code}
        assert reading.codes_of([]) == {}


def test_a_reinstated_ticket_has_the_code_of_its_new_number(book: Book) -> None:
    made = sold_here(book)
    [old] = tickets_paper(book, made).tickets
    cancel.cancel(book, [old.ticket], who=lea(book), reason="duplicate", method="cash", now=True)
    assert [line.short for line in slip_paper(book, made).lines] == [old.short]
    cancel.reinstate(book, old.ticket, who=lea(book))
    pay(book, made, method="cash", amount=None, who=lea(book))
    [new] = tickets_paper(book, made).tickets
    assert new.code != old.code
    assert new.short != old.short


def test_a_desk_of_a_centre_is_named_also_at_another_one(tmp_path: Path, clock: HandClock) -> None:
    centre = centre_book("sqlite://", clock=clock, folder=tmp_path / "centre")
    books = [desk_book(clock=clock, folder=tmp_path / name) for name in ("foyer", "bar")]
    foyer, bar = Desk(books[0], centre, name="Foyer"), Desk(books[1], centre, name="Bar")
    made = sold_here(foyer.book)
    foyer.sync()
    bar.sync()
    here, there = (receipt_paper(desk.book, made).issued for desk in (foyer, bar))
    assert here.sold_at == there.sold_at == "Foyer"
    assert here.operation != there.operation, "each says where it is found: here in the journal, there by its id"
    assert there.operation is not None and len(there.operation) == 8
    for book in (*books, centre):
        book.close()
