"""Whoever is erased at one desk is in no file of any other, and nobody is found there by their name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from tests.conftest import lea
from tests.desks import Desk, centre_book, desk_book
from tests.house import house, on, taken
from tests.sync.test_cases_everywhere import everywhere
from tests.sync.test_two_desks import ticket
from tests.theatre import evening, seats, theatre
from ticketoffice.desk import cancel, invoice
from ticketoffice.desk.customer import change_customer, erase_customer
from ticketoffice.desk.find import find, order_of
from ticketoffice.desk.notes import add_note
from ticketoffice.desk.owing import cases
from ticketoffice.desk.show import show
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.errors import Unavailable
from ticketoffice.domain.operation import PersonRecord
from ticketoffice.domain.taken_in import TakenPerson
from ticketoffice.store import records_beside, tables
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book
from ticketoffice.store.replay import replay
from ticketoffice.sync.selling import Counter

_p = tables.person_records.c
HOLDERS = tuple(f"Quirinius Holderbaum{letter}" for letter in "abcdef")
"""So many that some id is before the customer's, and some after it."""


def held(book: Book) -> None:
    order = on(*(f"H-{n}" for n in range(len(HOLDERS))), number="HELD")
    named = [replace(t, holder=TakenPerson(name=name)) for t, name in zip(order.tickets, HOLDERS, strict=True)]
    taken(book, house(), replace(order, tickets=tuple(named)))


@pytest.fixture
def far(tmp_path: Path, centre: Book, clock: HandClock) -> Iterator[tuple[Desk, Path]]:
    """A desk whose book is a file."""
    folder = tmp_path / "far"
    book = open_book(folder / "book.db", clock=clock, secrets=FileSecrets(tmp_path / "far keys"))
    desk = Desk(book, centre, name="Far")
    yield desk, folder
    book.close()


def test_holders_too_are_gone_from_every_desk(
    join: Callable[..., Desk], centre: Book, request: pytest.FixtureRequest
) -> None:
    a = join("A", held)
    a.sync()
    far, folder = request.getfixturevalue("far")
    far.sync()
    order = order_of(a.book, "HELD")[0]
    books = (a.book, centre, far.book)
    assert [len(find(book, "holderbaum").orders) for book in books] == [1, 1, 1]
    assert b"holderbaum" in files(folder)
    erase_customer(a.book, order, who=lea(a.book))
    a.sync()
    far.sync()
    assert [len(find(book, "holderbaum").orders) for book in books] == [0, 0, 0]
    assert {ticket.holder for book in books for ticket in show(book, order).tickets} == {None}
    far.book.close()
    assert b"holderbaum" not in files(folder)
    assert b"Holderbaum" not in files(folder)
    assert replay(centre).equal


def test_the_files_of_a_centre_hold_nothing_of_whoever_was_erased_at_a_desk(tmp_path: Path, clock: HandClock) -> None:
    folder = tmp_path / "centre"
    folder.mkdir()
    centre = centre_book(f"sqlite:///{folder / 'centre.db'}", clock=clock, folder=tmp_path / "keys")
    book = desk_book(clock=clock, folder=tmp_path / "desk")
    held(book)
    desk = Desk(book, centre)
    desk.sync()
    assert b"holderbaum" in files(folder)
    erase_customer(book, order_of(book, "HELD")[0], who=lea(book))
    desk.sync()
    assert b"holderbaum" not in files(folder)
    assert b"Holderbaum" not in files(folder)
    book.close()
    centre.close()


@pytest.mark.parametrize("edited_first", [True, False])
def test_an_erasure_wins_over_a_change_that_had_not_heard_of_it(
    join: Callable[..., Desk], centre: Book, clock: HandClock, edited_first: bool
) -> None:
    """C22, whoever sends first and whoever did it first; nothing of it comes back, and it is said where it was typed."""
    a = join("A", held)
    a.sync()
    b = join("B")
    b.sync()
    order = order_of(a.book, "HELD")[0]

    def edit() -> None:
        change_customer(b.book, order, fields={"email": "back@example.org"}, who=lea(b.book))

    if edited_first:
        edit()
        clock.advance(seconds=120)
    erase_customer(a.book, order, who=lea(a.book))
    if not edited_first:
        clock.advance(seconds=120)
        edit()
    for desk in (a, b, a, b):
        desk.sync()
    for book in (a.book, b.book, centre):
        assert show(book, order).customer is None
        assert [ticket.holder for ticket in show(book, order).tickets] == [None] * len(HOLDERS)
        assert [line.why for line in cases(book).lines] == ["customer_erased"]
        assert (verify(book), replay(book).equal) == (None, True)
    change_customer(a.book, order, fields={"name": "Known Again"}, who=lea(a.book))
    for desk in (a, b):
        desk.sync()
    for book in (a.book, b.book, centre):
        assert show(book, order).customer.name == "Known Again"
        assert (verify(book), replay(book).equal) == (None, True)


def test_who_was_erased_before_the_centre_heard_of_them_is_erased_everywhere(
    join: Callable[..., Desk], centre: Book, clock: HandClock
) -> None:
    """The order arrives without its customer, and nobody who has not heard of the erasure may name them again."""
    a = join("A", held)
    a.sync()
    b = join("B")
    b.sync()
    taken(a.book, on("B-1", number="NEW"))
    order = order_of(a.book, "NEW")[0]
    change_customer(a.book, order, fields={"email": "z@example.org"}, who=lea(a.book))
    with a.book.read() as reading:
        person = reading.dossiers([order])[order].order.customer
    erase_customer(a.book, order, who=lea(a.book))
    for desk in (a, b):
        desk.sync()
    assert [erased_rows(book, person) for book in (a.book, b.book, centre)] == [[(1, None, None)]] * 3


@pytest.mark.parametrize("changed", [False, True], ids=["heard", "changed without having heard"])
def test_who_was_erased_and_is_named_again_has_nothing_else_than_what_was_typed_since(
    join: Callable[..., Desk], centre: Book, changed: bool
) -> None:
    """Also where a desk hears of both at once, and where it had typed something of them meanwhile."""
    a = join("A", held)
    a.sync()
    b = join("B")
    b.sync()
    order = order_of(a.book, "HELD")[0]
    person = customer_of(a.book, order)
    if changed:
        change_customer(b.book, order, fields={"email": "back@example.org"}, who=lea(b.book))
    erase_customer(a.book, order, who=lea(a.book))
    change_customer(a.book, order, fields={"email": "new@example.org"}, who=lea(a.book))
    for desk in (a, b, a, b):
        assert desk.sync().cause is None
    for book in (a.book, b.book, centre):
        assert fields_of(book, person) == [None, '{"email":"new@example.org"}']
        assert [line.why for line in cases(book).lines] == (["customer_erased"] if changed else [])
        assert (verify(book), replay(book).equal) == (None, True)


def test_who_was_erased_and_is_named_again_is_told_without_what_was_here_before(join: Callable[..., Desk]) -> None:
    """Where a desk hears of it with an order and never of the erasure itself: the centre was put back, and sent what it lacked."""
    a = join("A", held)
    a.sync()
    b = join("B")
    b.sync()
    order = order_of(a.book, "HELD")[0]
    person = customer_of(a.book, order)
    told = [PersonRecord(person, 1, {}, ""), PersonRecord(person, 2, {"email": "new@example.org"}, "ab" * 16)]
    b.book.transact(lambda connection: records_beside.save(connection, told, []))
    assert fields_of(b.book, person) == [None, '{"email":"new@example.org"}']


def test_what_was_changed_after_hearing_of_an_erasure_stays_where_the_centre_tells_more(
    join: Callable[..., Desk], centre: Book
) -> None:
    a = join("A", held)
    a.sync()
    b = join("B")
    b.sync()
    order = order_of(a.book, "HELD")[0]
    person = customer_of(a.book, order)
    erase_customer(a.book, order, who=lea(a.book))
    for desk in (a, b):
        assert desk.sync().cause is None
    change_customer(b.book, order, fields={"email": "new@example.org"}, who=lea(b.book))
    change_customer(a.book, order, fields={"name": "Known Again"}, who=lea(a.book))
    assert a.sync().cause is None

    def nothing_arrives(question: str) -> None:
        if question == "push":
            raise Unavailable("no_network")

    b.line.before = nothing_arrives
    b.sync()
    assert show(b.book, order).customer.email == "new@example.org"
    b.line.before = lambda _: None
    for desk in (b, a):
        assert desk.sync().cause is None
    for book in (a.book, b.book, centre):
        assert fields_of(book, person)[-1] == '{"email":"new@example.org","name":"Known Again"}'
        assert (verify(book), replay(book).equal) == (None, True)


def customer_of(book: Book, order: str) -> str:
    with book.read() as reading:
        found = reading.dossiers([order])[order].order.customer
    assert found is not None
    return found


def fields_of(book: Book, person: str) -> list[str | None]:
    return [fields for _, fields, _ in sorted(erased_rows(book, person))]


def erased_rows(book: Book, person: str) -> list[tuple[int, str | None, str | None]]:
    with book.read() as reading:
        asked = select(_p.revision, _p.fields, _p.salt).where(_p.person == person)
        return [tuple(row) for row in reading.connection.execute(asked)]


def files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


@pytest.mark.parametrize("noted_first", [True, False])
def test_an_erasure_takes_what_was_noted_about_the_order_without_having_heard_of_it(
    join: Callable[..., Desk], centre: Book, clock: HandClock, noted_first: bool
) -> None:
    """Whoever sends first; the note is said where it was typed, the cancellation with its reason stands without its note."""
    a = join("A", held)
    a.sync()
    b = join("B")
    b.sync()
    order = order_of(a.book, "HELD")[0]
    add_note(b.book, order, text="Frau Quirinius, 079 555", who=lea(b.book))
    gone = order_of(b.book, "HELDT1")[1]
    cancel.cancel(b.book, [gone], who=lea(b.book), reason="other", note="079 555 asked", method="card", now=True)
    clock.advance(seconds=120)
    erase_customer(a.book, order, who=lea(a.book))
    add_note(a.book, order, text="erased on wish", who=lea(a.book))
    for desk in (b, a, b, a) if noted_first else (a, b, a, b):
        desk.sync()
    for book in (a.book, b.book, centre):
        assert [note.text for note in show(book, order).notes if note.text] == ["erased on wish"]
        assert next(t.state for t in show(book, order).tickets) == "cancelled"
        assert (verify(book), replay(book).equal) == (None, True)
        assert not find(book, "079").orders
        with book.read() as reading:
            texts = reading.connection.execute(select(tables.notes.c.text)).scalars().all()
        assert [text for text in texts if text] == ["erased on wish"]
    assert len(cases(a.book).lines) == (0 if noted_first else 1)


@pytest.mark.parametrize("first", ["erasure", "reissue"])
def test_an_order_that_was_made_without_hearing_of_an_erasure_bears_no_name_and_somebody_is_told(
    a: Desk, b: Desk, first: str
) -> None:
    """C22. Where the erasure had not heard of the new order it takes it along, and who erased knows of whom."""
    made = invoice.reissue(b.book, order_of(b.book, "I")[0], without=[ticket(b, "IT1")], who=lea(b.book))
    erase_customer(a.book, order_of(a.book, "I")[0], who=lea(a.book))
    for desk in (a, b) if first == "erasure" else (b, a):
        assert desk.sync().cause is None
    for book in everywhere(a, b):
        view = show(book, order_of(book, made.order_number)[0])
        assert not (view.customer and view.customer.name)
        assert [case.why for case in view.cases] == (["made_nameless"] if first == "erasure" else [])
        assert verify(book) is None
        assert replay(book).equal


def test_what_is_kept_of_the_centres_copy_goes_at_once(
    join: Callable[..., Desk], request: pytest.FixtureRequest
) -> None:
    """While something of this desk waits the centre's copy of the order is kept, people's data and all."""
    join("A", held).sync()
    far, folder = request.getfixturevalue("far")
    far.sync()
    order = order_of(far.book, "HELD")[0]
    add_note(far.book, order, text="comes late", who=lea(far.book))
    assert b"Holderbaum" in files(folder)
    erase_customer(far.book, order, who=lea(far.book))
    far.book.close()
    assert b"holderbaum" not in files(folder).lower()


def test_of_two_customers_whose_tickets_became_one_order_only_the_erased_ones_texts_go(
    join: Callable[..., Desk], centre: Book
) -> None:
    """Who hears of the exchange and of the erasure at once does not know the new order yet."""
    a = join("A", lambda book: taken(book, theatre(evening())))
    a.sync()
    counter = Counter(a.book, a.line, a.postman)
    one, other = (
        counter.sell(seats(seat), pay=[Tender("cash")], who=lea(a.book), customer={"name": name})
        for seat, name in (("A-1", "Zoë Muster"), ("A-2", "Quirinius Holderbaum"))
    )
    b = join("B")
    b.sync()
    add_note(b.book, one.order, text="comes by train", who=lea(b.book))
    b.sync()
    a.sync()
    counter.exchange([*one.tickets, *other.tickets], seats("B-1", "B-2"), who=lea(a.book))
    erase_customer(a.book, other.order, who=lea(a.book))
    a.sync()
    b.sync()
    assert [note.text for note in show(b.book, one.order).notes] == ["comes by train"]
    assert verify(b.book) is None and find(b.book, "holderbaum").orders == ()
