"""Whoever is erased, or whose desk is put out, is in none of the files that the program keeps beside a book; no work is lost by it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from tests.conftest import lea
from tests.desks import Desk, centre_book
from tests.house import house, on, taken
from tests.sync.test_put_out import put_out
from ticketoffice.desk.customer import change_customer, erase_customer
from ticketoffice.desk.find import find, order_of
from ticketoffice.desk.notes import add_note
from ticketoffice.desk.show import show
from ticketoffice.domain.taken_in import TakenPerson
from ticketoffice.store import kept_files, tables
from ticketoffice.store.backing_up import backup
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.copies import copies_of, copy_where_due
from ticketoffice.store.kept_files import clean, unclean
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book
from ticketoffice.store.replay import replay
from ticketoffice.store.restoring import Restored, restore

NAME = "Quirinius Holderbaum"
LATER = "Zacharias Ypsilon"


class Place:
    """A desk's folder: its book, and what the program keeps there."""

    def __init__(self, folder: Path, clock: HandClock, secrets: FileSecrets) -> None:
        self.folder, self.clock, self.secrets = folder, clock, secrets
        self.path = folder / "book.db"
        self.book = self.open()

    def open(self) -> Book:
        self.book = open_book(self.path, clock=self.clock, secrets=self.secrets)
        return self.book

    def restore(self, copy: Path) -> Restored:
        """A copy takes the place of the book."""
        self.book.close()
        done = restore(copy, self.path, clock=self.clock, secrets=self.secrets, replace=True)
        self.open()
        return done

    def erase(self, number: str = "HELD") -> None:
        erase_customer(self.book, order_of(self.book, number)[0], who=lea(self.book))

    def have(self, text: str) -> list[str]:
        """The files of the folder in which this stands, by name."""
        wanted = text.casefold().encode()
        files = (file for file in sorted(self.folder.rglob("*")) if file.is_file())
        return [file.name for file in files if wanted in file.read_bytes().lower()]


@pytest.fixture
def place(tmp_path: Path, clock: HandClock, secrets: FileSecrets) -> Iterator[Place]:
    made = Place(tmp_path / "data", clock, secrets)
    taken(
        made.book,
        house(),
        replace(on("H", number="HELD"), customer=TakenPerson(name=NAME)),
        replace(on("K", number="KEPT"), customer=TakenPerson(name=LATER)),
    )
    yield made
    made.book.close()


@pytest.fixture
def broken(place: Place, tmp_path: Path) -> Path:
    """A book that was put aside: an order was noted in it that stands nowhere else."""
    copy = tmp_path / "user's own.db"
    backup(place.path, copy)
    add_note(place.book, order_of(place.book, "KEPT")[0], text="told to nobody", who=lea(place.book))
    add_note(place.book, order_of(place.book, "HELD")[0], text=f"about {NAME}", who=lea(place.book))
    aside = place.restore(copy).aside
    assert aside is not None
    return aside


def test_a_broken_book_loses_whoever_is_erased_and_nothing_else(place: Place, broken: Path) -> None:
    assert place.have("holderbaum") == [broken.name, "book.db"]
    place.erase()
    assert unclean(place.book) == [broken]
    assert clean(place.book) == []
    assert place.have("holderbaum") == []
    assert unclean(place.book) == []
    assert broken.stat().st_mode & 0o077 == 0
    place.restore(broken)
    order = order_of(place.book, "KEPT")[0]
    assert [note.text for note in show(place.book, order).notes] == ["told to nobody"]
    assert (show(place.book, order).customer.name, show(place.book, order_of(place.book, "HELD")[0]).customer) == (
        LATER,
        None,
    )  # type: ignore[union-attr]
    assert [found.number for found in find(place.book, "ypsilon").orders] == ["KEPT"]
    assert not find(place.book, "holderbaum").orders
    assert (verify(place.book), replay(place.book).equal) == (None, True)


def test_what_lies_beside_a_broken_book_comes_into_it_first(place: Place, broken: Path) -> None:
    """It was put aside with its last operations beside it, as after a power cut."""
    shutil.copyfile(place.path, broken)
    shutil.copyfile(place.path.with_name("book.db-wal"), broken.with_name(f"{broken.name}-wal"))
    place.erase()
    assert clean(place.book) == []
    assert place.have("holderbaum") == []


def test_it_is_done_once(place: Place, broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place.erase()
    clean(place.book)
    asked: list[Path] = []
    monkeypatch.setattr(kept_files, "_has_lost", lambda file, _: bool(asked.append(file)))
    clean(place.book)
    assert not asked
    clean(place.book, always=True)
    assert asked == [broken]


def test_a_program_that_ends_before_leaves_it_to_the_next(place: Place, broken: Path) -> None:
    place.erase()
    place.book.close()
    place.open()
    half = broken.with_name(f"{broken.name}.cleaning")
    shutil.copyfile(broken, half)
    assert clean(place.book) == []
    assert place.have("holderbaum") == []
    assert not half.exists()


def test_second_copies_lose_whoever_was_erased_and_stay_copies(place: Place, tmp_path: Path, clock: HandClock) -> None:
    stick = tmp_path / "data" / "stick"
    stick.mkdir()
    for folder in (place.folder, stick):
        copy_where_due(place.book, folder)
    clock.advance(seconds=60)
    place.erase()
    assert len(place.have("holderbaum")) == 2
    assert clean(place.book, stick) == []
    assert place.have("holderbaum") == []
    (copy,) = copies_of(place.book, stick)
    place.restore(copy.file)
    assert (verify(place.book), replay(place.book).equal) == (None, True)
    assert [found.number for found in find(place.book, "ypsilon").orders] == ["KEPT"]


def test_a_stick_that_was_not_there_is_cleaned_when_the_next_copy_is_made(
    place: Place, tmp_path: Path, clock: HandClock
) -> None:
    stick = tmp_path / "data" / "stick"
    stick.mkdir()
    copy_where_due(place.book, stick)
    away = stick.rename(tmp_path / "away")
    place.erase()
    assert clean(place.book, stick) == []
    away.rename(stick)
    clock.advance(seconds=3600)
    copy_where_due(place.book, stick)
    assert len(copies_of(place.book, stick)) == 2
    assert place.have("holderbaum") == []


def test_a_damaged_one_stays_and_is_named(place: Place, broken: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It may alone have what nobody has heard."""
    broken.write_bytes(broken.read_bytes()[:20_000])
    before = broken.read_bytes()
    place.erase()
    assert clean(place.book) == [broken]
    assert broken.read_bytes() == before
    assert unclean(place.book) == [broken]
    assert broken.name in caplog.text
    caplog.clear()


def test_a_book_as_it_was_before_an_update_goes_where_all_of_it_is_in_the_book(place: Place) -> None:
    older = place.folder / f"book.before-{tables.SCHEMA}.db"
    backup(place.path, older)
    as_older(older)
    place.erase()
    assert clean(place.book) == []
    assert not older.exists()


def as_older(file: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE book SET schema = schema - 1")
        connection.commit()


@pytest.fixture
def paired(place: Place, clock: HandClock, tmp_path: Path) -> Iterator[Callable[[], Desk]]:
    centre = centre_book("sqlite://", clock=clock, folder=tmp_path / "centre")
    yield lambda: Desk(place.book, centre, name="Far")
    centre.close()


@pytest.mark.parametrize("since", ["joined", "alone"])
def test_at_a_desk_that_is_put_out_only_what_nobody_heard_stays_in_a_broken_book(
    place: Place, tmp_path: Path, paired: Callable[[], Desk], since: str
) -> None:
    if since == "joined":
        desk = paired()
        desk.sync()
    copy = tmp_path / "user's own.db"
    backup(place.path, copy)
    change_customer(place.book, order_of(place.book, "KEPT")[0], fields={"phone": "079 123"}, who=lea(place.book))
    aside = place.restore(copy).aside
    assert aside is not None
    if since == "joined":
        desk.book = desk.postman._book = place.book
        place.book.paired = True
    else:
        desk = paired()
        desk.sync()
    put_out(desk)
    assert desk.sync().cause == "revoked"
    assert clean(place.book) == []
    assert place.have("holderbaum") == []
    assert place.have("079 123") == [aside.name], "it was told to nobody"
    place.restore(aside)
    assert verify(place.book) is None
    with place.book.read() as reading:
        texts = reading.connection.execute(select(tables.person_records.c.fields)).scalars().all()
    assert not any(NAME in (text or "") for text in texts)
    assert show(place.book, order_of(place.book, "KEPT")[0]).customer.phone == "079 123"  # type: ignore[union-attr]
