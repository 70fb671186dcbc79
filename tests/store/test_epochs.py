"""A restored, cloned or keyless book: each opens with its sentence, a new series letter, and nothing lost."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import lea
from tests.house import house, on, taken
from ticketoffice.desk import cancel, invoice
from ticketoffice.desk.admit import check
from ticketoffice.desk.find import order_of, recent
from ticketoffice.desk.opened import opened_sentence
from ticketoffice.desk.show import show
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.store.backing_up import backup
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.epochs import letter_after
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book, open_reader
from ticketoffice.store.replay import replay

CODES = ("PAIDT1", "PAIDT2")

HEAD_OF_A_DESK = "?" * 32 + ".head"


class Desk:
    """One machine: its book's file, its secrets, its clock."""

    def __init__(self, folder: Path, clock: HandClock) -> None:
        self.path, self.keys, self.clock = folder / "book.db", folder / "keys", clock
        self.secrets = FileSecrets(self.keys)

    def open(self) -> Book:
        return open_book(self.path, clock=self.clock, secrets=self.secrets)

    def head(self) -> Path:
        [found] = self.keys.glob(HEAD_OF_A_DESK)
        return found

    def replace_book(self, copy: Path) -> None:
        for file in self.path.parent.glob("book.db*"):
            file.unlink()
        shutil.copy(copy, self.path)

    def forget_open_files(self) -> None:
        """As after a restart of the program."""
        self.secrets.close()
        self.secrets = FileSecrets(self.keys)


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock) -> Desk:
    made = Desk(tmp_path, clock)
    book = made.open()
    waiting = [on(f"B-{n}", f"C-{n}", number=f"INV{n}", waiting=True) for n in range(3)]
    taken(book, house(), on("A-1", "A-2", number="PAID"), *waiting)
    book.close()
    return made


def ticket(book: Book, code: str) -> str:
    return str(order_of(book, code)[1])


def click(book: Book, code: str) -> None:
    cancel.click(book, [ticket(book, code)], who=lea(book))


def sound(book: Book) -> bool:
    return verify(book) is None and replay(book).equal and book.read_only is None


def facts(book: Book) -> tuple[str, str, int]:
    with book.read() as reading:
        found = reading.facts()
    return found.epoch, found.letter, found.seq


def operations(book: Book) -> list[str]:
    with book.read() as reading:
        return [line.id for line in reading.history.lines()]


def reissued(book: Book) -> str:
    """Makes an invoice: its number."""
    for n in range(3):
        order, first = order_of(book, f"INV{n}T1")
        if show(book, order).state == "pending":
            return invoice.reissue(book, order, without=[str(first)], who=lea(book)).invoice
    raise AssertionError("no invoice order")


def test_a_book_opened_again_goes_on_as_it_was(desk: Desk) -> None:
    book = desk.open()
    before = facts(book)
    book.close()
    desk.forget_open_files()
    book = desk.open()
    assert (facts(book), opened_sentence(book)) == (before, None)
    assert before[1] == "A"
    book.close()


def test_a_restored_backup_says_how_many_operations_are_missing(desk: Desk, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    backup(desk.path, copy)
    book = desk.open()
    epoch, _, seq = facts(book)
    for code in CODES:
        click(book, code)
    lost_invoice = reissued(book)
    missing = facts(book)[2] - seq
    book.close()
    desk.replace_book(copy)
    desk.clock.advance(seconds=3600)
    book = desk.open()
    new, letter, first = facts(book)
    assert new != epoch
    assert (letter, first) == ("B", 1)
    assert book.begun is not None
    assert (book.begun.why, book.begun.missing) == ("restored", missing)
    told = opened_sentence(book) or ""
    assert f"older copy of the book: {missing} operations after 24.11.2026" in told
    assert "new numbers begin with B" in told
    assert check(book, CODES[0]).answer == "GO", "that click is not in this copy"
    assert reissued(book) != lost_invoice
    assert sound(book)
    book.close()
    book = desk.open()
    assert opened_sentence(book) is None, "it is said once"
    assert facts(book)[0] == new
    book.close()


def test_the_same_backup_restored_twice_never_uses_a_letter_twice(desk: Desk, tmp_path: Path) -> None:
    copy, numbers, letters = tmp_path / "copy.db", [], []
    backup(desk.path, copy)
    book = desk.open()
    numbers.append(reissued(book))
    book.close()
    for _ in range(3):
        desk.replace_book(copy)
        desk.forget_open_files()
        book = desk.open()
        letters.append(facts(book)[1])
        numbers.append(reissued(book))
        assert sound(book)
        book.close()
    assert letters == ["B", "C", "D"]
    assert len(set(numbers)) == 4


def test_a_copy_of_an_epoch_before_the_last_is_counted_too(desk: Desk, tmp_path: Path) -> None:
    """Two deeds are lost the first time and one the second: those of the first were told then, and stand apart."""
    copy = tmp_path / "copy.db"
    backup(desk.path, copy)
    missing = []
    for deeds in (2, 1, 0):
        book = desk.open()
        for code in CODES[:deeds]:
            click(book, code)
        book.close()
        desk.forget_open_files()
        desk.replace_book(copy)
        book = desk.open()
        assert book.begun is not None
        missing.append((book.begun.why, book.begun.missing, book.begun.told))
        assert ("nothing" if not deeds else str(deeds)) in (opened_sentence(book) or "")
        book.close()
    assert missing == [("restored", 2, 0), ("restored", 1, 2), ("restored", 0, 3)]


def test_what_was_worked_on_last_is_there_after_a_restore_too(desk: Desk, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    book = desk.open()
    click(book, CODES[0])
    book.close()
    backup(desk.path, copy)
    book = desk.open()
    numbers = [one.number for one in recent(book).orders]
    book.close()
    for _ in range(2):
        desk.replace_book(copy)
        desk.forget_open_files()
        book = desk.open()
        assert [one.number for one in recent(book).orders] == numbers == ["PAID"]
        click(book, CODES[1])
        book.close()


def test_without_what_stands_beside_the_head_file_nobody_guesses(desk: Desk, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    backup(desk.path, copy)
    desk.replace_book(copy)
    for _ in range(2):
        book = desk.open()
        click(book, CODES[0])
        book.close()
        desk.replace_book(copy)
        for file in desk.keys.glob("*-epochs.head"):
            file.unlink()
        desk.forget_open_files()
    book = desk.open()
    assert book.begun is not None
    assert (book.begun.why, book.begun.missing) == ("restored", None)
    assert "may not be in it" in (opened_sentence(book) or "")
    book.close()


def test_a_cloned_book_on_another_machine_starts_its_own_epoch(desk: Desk, tmp_path: Path, clock: HandClock) -> None:
    other = Desk(tmp_path / "elsewhere", clock)
    other.path.parent.mkdir()
    book = desk.open()
    click(book, CODES[0])
    before = operations(book)
    epoch = facts(book)[0]
    book.close()
    shutil.copy(desk.path, other.path)
    clone = other.open()
    assert facts(clone)[0] != epoch
    assert facts(clone)[1:] == ("B", 1)
    assert clone.begun is not None
    assert (clone.begun.why, clone.begun.missing) == ("keyless", None)
    assert "came from another machine" in (opened_sentence(clone) or "")
    assert operations(clone)[:-1] == before, "nothing is lost"
    assert sound(clone)
    with pytest.raises(RuleBroken) as no:
        cancel.keep(clone, [ticket(clone, CODES[0])], who=lea(clone))
    assert no.value.data["why"] == "posted", "what came before counts as posted"
    click(clone, CODES[1])
    original = desk.open()
    assert facts(original)[0] == epoch, "the original goes on"
    assert opened_sentence(original) is None
    cancel.keep(original, [ticket(original, CODES[0])], who=lea(original))
    assert sound(original)
    original.close()
    clone.close()


def test_a_closed_book_is_whole_in_its_one_file(desk: Desk, tmp_path: Path) -> None:
    book = desk.open()
    click(book, CODES[0])
    before = operations(book)
    book.close()
    assert sorted(path.name for path in desk.path.parent.glob("book.db*")) == ["book.db", "book.db.lock"]
    alone = tmp_path / "alone.db"
    shutil.copy(desk.path, alone)
    reader = open_reader(alone, clock=desk.clock, secrets=desk.secrets)
    assert operations(reader) == before
    reader.close()


def test_secrets_are_neither_in_the_book_nor_in_its_backup(desk: Desk, tmp_path: Path) -> None:
    backup(desk.path, tmp_path / "copy.db")
    [key] = [path.read_bytes() for path in desk.keys.glob("*.key")]
    for file in (*tmp_path.glob("book.db*"), tmp_path / "copy.db"):
        assert key not in file.read_bytes()
        assert key.hex().encode() not in file.read_bytes()
    assert all(path.stat().st_mode & 0o077 == 0 for path in desk.keys.iterdir())


def remove(path: Path) -> None:
    path.unlink()


def tear(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:7])


def exchange(path: Path) -> None:
    path.write_bytes(bytes(32))


@pytest.mark.parametrize("damage", [remove, tear, exchange])
def test_a_book_without_its_key_gets_a_new_one(desk: Desk, damage: Callable[[Path], None]) -> None:
    [key] = desk.keys.glob("*.key")
    damage(key)
    book = desk.open()
    assert facts(book)[1:] == ("B", 1)
    assert book.begun is not None
    assert (book.begun.why, book.begun.missing) == ("keyless", 0)
    assert "Nothing is missing" in (opened_sentence(book) or "")
    click(book, CODES[0])
    assert sound(book)
    book.close()


HEADS: dict[str, Callable[[Path], None]] = {
    "missing": remove,
    "torn": tear,
    "empty": lambda path: path.write_bytes(b""),
    "zeros": lambda path: path.write_bytes(bytes(400)),
    "no object": lambda path: path.write_text("[1, 2]"),
    "no facts": lambda path: path.write_text("{}"),
    "no text": lambda path: path.write_bytes(b"\xff\xfe\x00"),
}


@pytest.mark.parametrize("damage", HEADS)
def test_a_head_file_that_says_nothing_is_written_anew(desk: Desk, damage: str) -> None:
    book = desk.open()
    before = facts(book)
    book.close()
    desk.forget_open_files()
    HEADS[damage](desk.head())
    book = desk.open()
    assert (facts(book), opened_sentence(book)) == (before, None)
    click(book, CODES[0])
    book.close()
    assert f'"seq": {before[2] + 1}' in desk.head().read_text()


def test_a_head_file_behind_the_book_is_a_power_cut_and_no_restore(desk: Desk) -> None:
    earlier = desk.head().read_bytes()
    book = desk.open()
    for code in CODES:
        click(book, code)
    before = facts(book)
    book.close()
    desk.forget_open_files()
    desk.head().write_bytes(earlier)
    book = desk.open()
    assert (facts(book), opened_sentence(book)) == (before, None)
    book.close()


def test_a_power_cut_between_a_new_epoch_and_its_head_starts_no_second_one(desk: Desk, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    backup(desk.path, copy)
    book = desk.open()
    at_the_end = desk.head().read_bytes()
    book.close()
    [key] = desk.keys.glob("*.key")
    key.unlink()
    book = desk.open()
    new = facts(book)
    book.close()
    desk.forget_open_files()
    desk.head().write_bytes(at_the_end)
    book = desk.open()
    assert (facts(book), opened_sentence(book)) == (new, None)
    book.close()


def test_a_head_file_that_cannot_be_written_stops_no_deed(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.forget_open_files()
    head = desk.head()
    head.unlink()
    head.mkdir()
    (head / "x").write_text("in the way")
    with pytest.raises(IsADirectoryError):
        head.read_text()
    book = desk.open()
    click(book, CODES[0])
    assert check(book, CODES[0]).reason == "cancelled"
    assert "the head file could not be written" in caplog.text
    book.close()


def test_another_history_of_the_same_length_is_noticed(desk: Desk, tmp_path: Path) -> None:
    """A copy that went on elsewhere with the same key: as many operations, but not the same ones."""
    copy = tmp_path / "copy.db"
    backup(desk.path, copy)
    book = desk.open()
    click(book, CODES[0])
    seq = facts(book)[2]
    book.close()
    elsewhere = Desk(tmp_path / "elsewhere", desk.clock)
    elsewhere.path.parent.mkdir()
    shutil.copytree(desk.keys, elsewhere.keys)
    [head] = elsewhere.keys.glob(HEAD_OF_A_DESK)
    head.unlink()
    shutil.copy(copy, elsewhere.path)
    twin = elsewhere.open()
    click(twin, CODES[1])
    assert facts(twin)[2] == seq
    twin.close()
    desk.replace_book(elsewhere.path)
    book = desk.open()
    assert facts(book)[1] == "B"
    assert book.begun is not None
    assert (book.begun.why, book.begun.missing) == ("restored", None)
    assert sound(book)
    book.close()


def test_a_damaged_book_is_read_only_and_starts_nothing_new(desk: Desk) -> None:
    connection = sqlite3.connect(desk.path)
    connection.execute("UPDATE operations SET body = replace(body, 'PAID', 'paid') WHERE seq = 5")
    connection.commit()
    connection.close()
    for key in desk.keys.glob("*.key"):
        key.unlink()
    book = desk.open()
    assert (book.read_only or "").endswith("its bytes were changed")
    assert book.begun is None
    assert check(book, CODES[0]).answer == "GO", "it can be read"
    with pytest.raises(Unavailable) as no:
        click(book, CODES[0])
    assert no.value.code == "read_only"
    book.close()


def test_letters_go_on_after_the_alphabet() -> None:
    assert [letter_after(x) for x in ("", "A", "H", "N", "Z", "AA", "AZ", "ZZ")] == [
        "A", "B", "J", "P", "AA", "AB", "BA", "AAA",
    ]  # fmt: skip
    assert letter_after("A", "C") == "D"
    assert letter_after("AA", "Z") == "AB"
    assert letter_after("A", "?") == "B"
