"""Notes and ticks: beside the journal, found at once, gone with the customer; what was repeated at the shop is done."""

import pytest
from sqlalchemy import select

from tests.conftest import lea
from tests.house import house, on, taken
from ticketoffice.desk import cancel, notes
from ticketoffice.desk.customer import erase_customer
from ticketoffice.desk.find import find, order_of
from ticketoffice.desk.sentences import sentence
from ticketoffice.desk.show import show
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.still_open import is_to_repeat
from ticketoffice.store import open_lists, tables
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.replay import replay

TEXT = "Wheelchair: comes by the côté cour, ask for Amélie"


@pytest.fixture
def noted(book: Book) -> Book:
    taken(book, house(), on("A-1", "A-2", number="N1"), on("B-1", number="N2"))
    notes.add_note(book, order_of(book, "N1")[0], text=f"  {TEXT}\n", who=lea(book))
    return book


def test_a_note_says_who_and_when_and_is_found_by_its_words(noted: Book, clock: HandClock) -> None:
    [note] = show(noted, order_of(noted, "N1")[0]).notes
    assert (note.text, note.by, note.at) == (TEXT, "Lea", noted.clock.now())
    for words in ("wheelchair", "amelie", "cote cour"):
        assert [(o.number, o.matched) for o in find(noted, words).orders] == [("N1", "note")], words
    assert show(noted, order_of(noted, "N1")[0]).history[0].kind == "note_added"
    clock.advance(seconds=1)
    notes.add_note(noted, order_of(noted, "N1")[0], text="a second one", who=lea(noted))
    assert [n.text for n in show(noted, order_of(noted, "N1")[0]).notes] == [TEXT, "a second one"]
    assert replay(noted).equal


def test_a_note_stands_beside_the_journal_and_goes_with_its_customer(noted: Book) -> None:
    o, n = tables.operations.c, tables.notes.c
    with noted.read() as reading:
        bodies = [bytes(row[0]) for row in reading.connection.execute(select(o.body))]
        assert not any(b"Wheelchair" in body for body in bodies)
        assert list(reading.connection.execute(select(n.text)).scalars()) == [TEXT]
    erase_customer(noted, order_of(noted, "N1")[0], who=lea(noted))
    with noted.read() as reading:
        assert list(reading.connection.execute(select(n.text)).scalars()) == [None]
    assert find(noted, "wheelchair").orders == ()
    assert show(noted, order_of(noted, "N1")[0]).notes == ()
    assert verify(noted) is None
    assert replay(noted).equal


@pytest.mark.parametrize("text", ["", "  \n\t ", "\x00\x1b"])
def test_a_note_says_something(noted: Book, text: str) -> None:
    with pytest.raises(RuleBroken) as no:
        notes.add_note(noted, order_of(noted, "N2")[0], text=text, who=lea(noted))
    assert no.value.code == "note_missing"


@pytest.mark.parametrize("length", [2000, 2001, 5000])
def test_a_note_is_written_whole_or_not_at_all(noted: Book, length: int) -> None:
    order = order_of(noted, "N2")[0]
    with noted.read() as reading:
        before = reading.facts().seq
    text = "wheelchair " + "x" * (length - 11)
    if length <= 2000:
        notes.add_note(noted, order, text=f"  {text} ", who=lea(noted))
        assert [note.text for note in show(noted, order).notes][-1] == text
        return
    with pytest.raises(RuleBroken) as no:
        notes.add_note(noted, order, text=text, who=lea(noted))
    assert (no.value.code, no.value.data) == ("note_too_long", {"length": length, "most": 2000})
    assert sentence(no.value.code, data=no.value.data) == (
        f"The note is {length} characters long; 2000 is the most. Nothing was written. Make it shorter."
    )
    with noted.read() as reading:
        assert reading.facts().seq == before


def to_repeat(book: Book) -> set[str]:
    """The tickets that are to be cancelled at their shop too: asked in SQL and in Python, which agree."""
    c = tables.cancellations.c
    joined = open_lists.CANCELLATIONS.join(tables.orders, tables.orders.c.id == c.order)
    with book.read() as reading:
        statement = select(c.ticket).select_from(joined).where(open_lists.is_to_repeat)
        asked = set(reading.connection.execute(statement).scalars())
        [dossier] = reading.dossiers([order_of(book, "N1")[0]]).values()
    told = {c.ticket for c in dossier.cancellations if is_to_repeat(dossier.order, c, dossier.ticket(c.ticket))}
    assert asked == told
    return asked


def test_what_was_repeated_at_the_shop_is_off_the_list(noted: Book) -> None:
    order, first = order_of(noted, "N1T1")
    second = order_of(noted, "N1T2")[1]
    cancel.cancel(noted, [str(first), str(second)], who=lea(noted), reason="duplicate")
    assert to_repeat(noted) == {first, second}
    notes.repeated_at_source(noted, order, who=lea(noted), tickets=[str(first)])
    assert to_repeat(noted) == {second}
    with noted.read() as reading:
        done = [c for c in reading.dossiers([order])[order].cancellations if c.ticket == first]
    assert [(c.repeated_at, c.repeated_by) for c in done] == [(noted.clock.now(), lea(noted).person)]
    notes.repeated_at_source(noted, order, who=lea(noted))
    assert to_repeat(noted) == set()
    with pytest.raises(RuleBroken) as no:
        notes.repeated_at_source(noted, order, who=lea(noted))
    assert no.value.code == "nothing_to_repeat"
    assert replay(noted).equal
