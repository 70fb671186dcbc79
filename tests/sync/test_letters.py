"""No two desks of a centre make the same number (I22): what their numbers begin with is given to them when they join."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import lea
from tests.desks import centre_book, desk_book, reach_of
from tests.house import house, on, taken
from tests.simulation.template import image_of
from ticketoffice.central.service import Centre
from ticketoffice.desk import invoice
from ticketoffice.desk.find import find, order_of
from ticketoffice.store import enrolment, epochs
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_url
from ticketoffice.store.replay import replay
from ticketoffice.sync import pairing
from ticketoffice.sync.line import Found, token_name
from ticketoffice.sync.round import Postman


class House:
    """A centre, and books that join it as programs do."""

    def __init__(self, folder: Path, clock: HandClock) -> None:
        self.folder, self.clock = folder, clock
        self.centre = centre_book("sqlite://", clock=clock, folder=folder / "centre")
        self.books: list[Book] = []

    def joined(self, name: str, *, filled: bool = False, book: Book | None = None) -> tuple[Book, Postman, FileSecrets]:
        secrets = FileSecrets(self.folder / name)
        book = book or desk_book(clock=self.clock, folder=self.folder / name)
        self.books.append(book)
        if filled:
            taken(
                book, house(), *(on(f"A-{2 * n}", f"A-{2 * n + 1}", number=f"I{n}", waiting=True) for n in range(1, 5))
            )

        reach = reach_of(lambda token: Centre(self.centre, token=token))
        found = Found("https://test:1", enrolment.draw_code(self.centre, name=name), None)
        wish = pairing.wish_of(book, code=found.code, name=name)
        welcome = pairing.ask(found, wish, reach, knows=lambda heads: pairing.knows(book, heads))
        pairing.keep(book, secrets, found, welcome)
        postman = Postman(book, Centre(self.centre, token=welcome.token))
        assert postman.round().cause is None
        return book, postman, secrets

    def token(self, book: Book, secrets: FileSecrets) -> str:
        return (secrets.get(token_name(desk_of(book))) or b"").decode()

    def letter(self, book: Book) -> str:
        with book.read() as reading:
            return reading.facts().letter


@pytest.fixture
def venue(tmp_path: Path, clock: HandClock) -> House:
    return House(tmp_path, clock)


def reissued(book: Book, number: str) -> str:
    made = invoice.reissue(
        book, order_of(book, number)[0], without=[str(order_of(book, f"{number}T1")[1])], who=lea(book)
    )
    with book.read() as reading:
        return reading.dossiers([made.order])[made.order].open_invoice.number  # type: ignore[union-attr]


def test_each_desk_has_a_letter_of_its_own(venue: House) -> None:
    a, up, _ = venue.joined("a", filled=True)
    others = [venue.joined(name) for name in ("b", "c")]
    assert [venue.letter(book) for book in (a, *(one[0] for one in others))] == ["A", "B", "C"]
    numbers = [reissued(book, f"I{n}") for n, book in enumerate((a, others[0][0], others[1][0]), start=1)]
    assert len(set(numbers)) == 3
    for postman in (up, *(one[1] for one in others)):
        assert postman.round().cause is None
    for book in (a, *(one[0] for one in others), venue.centre):
        assert verify(book) is None
        assert replay(book).equal


def test_a_restored_desk_takes_no_letter_of_another(venue: House) -> None:
    a, _, secrets = venue.joined("a", filled=True)
    b, up, _ = venue.joined("b")
    reissued(b, "I1")
    up.round()
    Postman(a, Centre(venue.centre, token=venue.token(a, secrets))).round()
    epochs.start_epoch(a, secrets=secrets)
    assert venue.letter(a) == "A2", "its letter stays its own"
    epochs.start_epoch(a, secrets=secrets)
    assert venue.letter(a) == "A3"
    assert venue.joined("c")[0] and venue.letter(venue.books[-1]) == "C"


def test_two_desks_that_are_restored_at_once_take_two_letters(venue: House) -> None:
    """Neither has heard of the other's new epoch, nor asked the centre."""
    a, to_a, of_a = venue.joined("a", filled=True)
    b, to_b, of_b = venue.joined("b")
    for book, secrets in ((a, of_a), (b, of_b)):
        epochs.start_epoch(book, secrets=secrets)
    numbers = [reissued(a, "I1"), reissued(b, "I2")]
    assert numbers == ["A2-00002", "B2-00002"]
    for postman in (to_a, to_b):
        assert postman.round().cause is None
    for book in (a, b, venue.centre):
        assert verify(book) is None
        assert replay(book).equal
    assert find(b, numbers[1]).orders


def test_a_copy_from_before_it_joined_is_given_another_letter_when_it_joins_again(
    venue: House, tmp_path: Path, clock: HandClock
) -> None:
    """Without its head file it does not know what was its own, and what is another desk's."""
    venue.joined("a", filled=True)
    alone = desk_book(clock=clock, folder=tmp_path / "b")
    copy = tmp_path / "copy.ticketoffice"
    copy.write_bytes(image_of(alone))
    b, _, secrets = venue.joined("b", book=alone)
    reissued(b, "I1")
    Postman(b, Centre(venue.centre, token=venue.token(b, secrets))).round()
    enrolment.revoke(venue.centre, desk_of(b))
    for head in (tmp_path / "b").glob("*.head"):
        head.unlink()
    restored = open_url(f"sqlite:///{copy}", clock=clock, secrets=FileSecrets(tmp_path / "b"), restored=())
    assert venue.letter(restored) == "B", "as that of the desk that it was"
    venue.joined("c")
    epochs.start_epoch(restored, secrets=FileSecrets(tmp_path / "b"))
    assert venue.letter(restored) == "C", "as that of another desk"
    venue.joined("b", book=restored)
    assert venue.letter(restored) == "B2"


def desk_of(book: Book) -> str:
    with book.read() as reading:
        return reading.facts().desk
