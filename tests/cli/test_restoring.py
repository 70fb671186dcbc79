"""A book that is gone or broken stands again from its copy, and one sentence says what came after the copy."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from tests.conftest import NOW, orders_files
from ticketoffice.desk.opened import opened_sentence, restored_sentence
from ticketoffice.desk.people import person_named
from ticketoffice.desk.sentences import SENTENCES, sentence, spoken
from ticketoffice.settings import read_settings, secrets_of
from ticketoffice.store import restoring
from ticketoffice.store.book import Book
from ticketoffice.store.checking import JOURNAL_OF_ONE, examine
from ticketoffice.store.clock import SystemClock
from ticketoffice.store.epochs import NewEpoch
from ticketoffice.store.lock import BookLock
from ticketoffice.store.opening import open_book
from ticketoffice.store.restoring import Restored

CASH = ("--reason", "customer_asked", "--refund", "cash", "--as", "Lea")


@pytest.fixture
def copy(desk: Desk) -> Path:
    """A copy with two cancellations after it; `after` operations, none of them in the copy."""
    place = desk.home / "stick" / "book-20261124-120000.db"
    place.parent.mkdir()
    desk.say("backup", str(place))
    return place


def worked(desk: Desk) -> int:
    """Something is done after the copy: how many operations that were."""
    before = desk.written()
    desk.say("cancel", "XHUVE-1", *CASH, "--now")
    desk.say("cancel", "LHYFF-1", *CASH)
    return desk.written() - before


def head_files(desk: Desk) -> list[Path]:
    beside = ("-checked.head", "-place.head", "-epochs.head")
    found = [path for path in (desk.home / "state").rglob("*.head") if not path.name.endswith(beside)]
    assert found
    return found


def epoch(desk: Desk) -> tuple[str, str, int]:
    with sqlite3.connect(desk.book) as connection:
        row = connection.execute("SELECT epoch, letter, seq FROM book").fetchone()
    connection.close()
    return row[0].hex(), row[1], row[2]


def gone(desk: Desk) -> None:
    for file in desk.book.parent.glob("book.db*"):
        file.unlink()


def cut_in_half(desk: Desk) -> None:
    data = desk.book.read_bytes()
    desk.book.write_bytes(data[: len(data) // 2])


def torn_at_its_head(desk: Desk) -> None:
    with desk.book.open("r+b") as file:
        file.write(b"\0" * 8192)


def emptied(desk: Desk) -> None:
    desk.book.write_bytes(b"")


def folder(desk: Desk) -> dict[str, bytes]:
    return {
        str(path.relative_to(desk.home)): path.read_bytes()
        for path in desk.home.rglob("*")
        if path.is_file() and not path.name.endswith((".lock", "-shm", "-wal"))
    }


@pytest.mark.parametrize("broken", [gone, cut_in_half, torn_at_its_head, emptied])
def test_a_book_stands_again(desk: Desk, copy: Path, broken: Callable[[Desk], None]) -> None:
    old, letter, _ = epoch(desk)
    assert letter == "B", "its dates were shifted: that began an epoch too"
    after = worked(desk)
    lost = head_files(desk)[0].read_bytes()
    broken(desk)
    former = desk.book.read_bytes() if desk.book.exists() else None
    done = desk.json("restore", str(copy))
    assert (done["missing"], done["head_known"], done["letter"]) == (after, True, "C")
    assert f": {after} operations that came after are not in it" in done["message"]
    assert "new numbers begin with C" in done["message"]
    assert done["message"].count(". ") == 0, "one sentence"
    assert epoch(desk) == (done["epoch"], "C", 1)
    assert done["epoch"] != old
    proof = desk.json("journal", "--verify", "--replay")
    assert proof["verified"] == {"chain": True, "signatures": True, "records": True, "fault": None}
    assert proof["replay"]["equal"] is True
    assert desk.tickets("XHUVE")["XHUVE-1"] == "valid"
    assert head_files(desk)[0].read_bytes() != lost
    if former is None:
        assert done["kept_aside"] is None
    else:
        assert Path(done["kept_aside"]).read_bytes() == former
        assert Path(done["kept_aside"]).name.startswith("book-broken-")
    said = desk.say("cancel", "XHUVE-1", *CASH)
    assert said.err == "", "the missing operations are told once"
    assert not list(desk.book.parent.glob("*restoring*"))


def test_people_read_one_sentence_and_where_the_former_file_is(desk: Desk, copy: Path) -> None:
    after = worked(desk)
    said = desk.say("restore", str(copy), "--replace")
    first, second = said.out.splitlines()
    assert first.startswith("The book stands again as it was on ") and f" {after} operations " in first
    aside = Path(second.removeprefix("The former file: "))
    assert aside.is_file() and aside.parent == desk.book.parent
    assert said.err == ""
    desk.say("--book", str(aside), "show", "XHUVE")


@pytest.mark.parametrize("broken", [gone, cut_in_half])
def test_without_the_head_file_it_is_not_known_what_came_after(
    desk: Desk, copy: Path, broken: Callable[[Desk], None]
) -> None:
    old = epoch(desk)[0]
    worked(desk)
    broken(desk)
    for head in head_files(desk):
        head.unlink()
    done = desk.json("restore", str(copy))
    assert (done["missing"], done["head_known"], done["letter"]) == (None, False, "C")
    assert "is not known, since this machine has no note of how far the book had come" in done["message"]
    assert done["epoch"] != old
    assert desk.json("journal", "--verify", "--replay")["replay"]["equal"] is True


def test_a_torn_head_file_is_no_head_file(desk: Desk, copy: Path) -> None:
    worked(desk)
    head_files(desk)[0].write_bytes(b'{"epoch": "ab')
    assert desk.json("restore", str(copy), "--replace")["head_known"] is False


def test_on_another_machine_nothing_is_known_either(
    desk: Desk, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Desk(tmp_path / "new machine", monkeypatch)
    done = other.json("restore", str(copy))
    assert (done["missing"], done["head_known"], done["kept_aside"], done["letter"]) == (None, False, None, "C")
    assert other.json("journal", "--verify", "--replay")["replay"]["equal"] is True
    other.say("cancel", "XHUVE-1", *CASH)


def test_a_copy_that_has_all_begins_a_new_epoch_too(desk: Desk, copy: Path) -> None:
    done = desk.json("restore", str(copy), "--replace")
    assert (done["missing"], done["letter"]) == (0, "C")
    assert "and nothing came after that" in done["message"]


def test_the_doctor_counts_the_operations_of_all_epochs(desk: Desk, copy: Path) -> None:
    desk.json("restore", str(copy), "--replace")
    count = len(desk.json("journal")["operations"])
    assert f": {count} operations, chain" in desk.say("doctor").out
    assert f": {count} opérations ; chaîne" in desk.say("doctor", "--lang", "fr").out


def test_a_book_that_was_only_begun_has_one_operation(file_book: Book, tmp_path: Path) -> None:
    [journal] = [found for found in examine(file_book, path=tmp_path / "book.db") if found.check == "journal"]
    assert journal.text == JOURNAL_OF_ONE


def test_the_same_copy_twice_never_uses_a_letter_twice(desk: Desk, copy: Path) -> None:
    letters = []
    for _ in range(3):
        done = desk.json("restore", str(copy), "--replace")
        letters.append(done["letter"])
        assert Path(done["kept_aside"]).exists()
    assert letters == ["C", "D", "E"]
    assert len(list(desk.book.parent.glob("book-broken-*.db"))) == 3
    assert done["missing"] == 0 and "nothing came after that" in done["message"], "that an epoch began is nobody's deed"


@pytest.mark.parametrize("lost", [False, True])
def test_the_same_copy_again_says_how_much_came_after_it(desk: Desk, copy: Path, lost: bool) -> None:
    """Refused over the whole book, then wished all the same, or the book is gone: it is one number."""
    worked(desk)
    desk.json("restore", str(copy), "--replace")
    after = worked(desk)
    if lost:
        gone(desk)
    else:
        assert (
            f"is whole, and {after} operations in it came after the copy"
            in desk.refused("restore", str(copy))["message"]
        )
    done = desk.json("restore", str(copy), "--replace")
    assert done["missing"] == after
    assert done["message"].endswith(
        f"{after} more operations are not in it either, which were named then: see that each was entered again."
    )


def test_what_was_named_at_the_first_restore_is_not_silent_at_the_second(desk: Desk, copy: Path) -> None:
    """Nothing was done in between, or nobody entered it again: the copy lacks it as before."""
    after = worked(desk)
    assert desk.json("restore", str(copy), "--replace")["missing"] == after
    done = desk.json("restore", str(copy), "--replace")
    assert (done["missing"], done["named_before"]) == (0, after)
    assert "and nothing was done since a copy last took its place; new numbers begin with D. " in done["message"]
    assert f"{after} more operations are not in it either" in done["message"]
    newer = desk.book.with_name("newer.db")
    desk.say("backup", str(newer))
    after_that = worked(desk)
    last = desk.json("restore", str(newer), "--replace")
    assert last["missing"] == after_that
    assert "more operations" not in last["message"], "the newer copy was made after those were named"


def test_without_the_head_file_the_files_put_aside_still_say_which_letters_are_used(desk: Desk, copy: Path) -> None:
    letters = []
    for _ in range(3):
        for head in head_files(desk):
            head.unlink()
        letters.append(desk.json("restore", str(copy), "--replace")["letter"])
    assert letters == ["C", "D", "E"]
    for head in head_files(desk):
        head.unlink()
    gone(desk)
    assert desk.json("restore", str(copy), "--replace")["letter"] == "E", "D is the last that a file put aside has used"


def test_what_still_stood_beside_the_book_goes_aside_with_it(desk: Desk, copy: Path) -> None:
    """A `-wal` of the former file beside the new one would be read into it."""
    for suffix in ("-wal", "-shm", "-journal"):
        desk.book.with_name(f"book.db{suffix}").write_bytes(b"left " + suffix.encode())
    aside = desk.json("restore", str(copy), "--replace")["kept_aside"]
    for suffix in ("-wal", "-shm", "-journal"):
        assert Path(aside + suffix).read_bytes() == b"left " + suffix.encode()
    assert desk.json("journal", "--verify", "--replay")["replay"]["equal"] is True


def test_what_a_power_cut_left_of_an_earlier_try_is_in_nobodys_way(desk: Desk, copy: Path) -> None:
    """Cut before the names changed, and between the two changes: the book is aside, nothing is in its place yet."""
    for suffix in ("", "-wal", "-journal"):
        desk.book.with_name(f"book.db.restoring{suffix}").write_bytes(b"half")
    desk.book.rename(desk.book.with_name("book-broken-20261124-120000.db"))
    assert desk.json("restore", str(copy))["kept_aside"] is None
    assert desk.json("journal", "--verify", "--replay")["replay"]["equal"] is True
    assert not list(desk.book.parent.glob("*restoring*"))
    assert desk.book.with_name("book-broken-20261124-120000.db").exists()


def test_a_copy_with_operations_still_beside_it(desk: Desk, tmp_path: Path) -> None:
    """A book that was copied by hand while it was open."""
    book = open_book(desk.book, clock=SystemClock(), secrets=secrets_of(read_settings()))
    person_named(book, "Zoé")
    folder = tmp_path / "by hand"
    folder.mkdir()
    for file in desk.book.parent.glob("book.db*"):
        shutil.copy(file, folder)
    book.close()
    assert (folder / "book.db-wal").stat().st_size
    assert desk.json("restore", str(folder / "book.db"), "--replace")["missing"] == 0


@pytest.mark.parametrize(
    ("missing", "head_known", "code"),
    [
        (12, True, "restored"),
        (0, True, "restored_whole"),
        (None, True, "restored_unknown"),
        (None, False, "restored_no_head"),
    ],
)
def test_the_sentence_says_no_more_than_is_known(
    file_book: Book, missing: int | None, head_known: bool, code: str
) -> None:
    done = Restored(Path("book.db"), Path("book-broken.db"), NewEpoch("restored", missing, NOW, "B"), head_known)
    said = restored_sentence(file_book, done)
    data = {"when": "24.11.2026 13:00", "missing": missing, "letter": "B"}
    assert said == sentence(code, data=data)
    assert "24.11.2026 13:00" in said and "new numbers begin with B" in said
    assert ("12" in said) == (missing == 12)


FORMER = Path("book-broken.db")


@pytest.mark.parametrize(
    ("missing", "aside", "is_empty", "code", "said"),
    [
        (12, FORMER, False, "restored", "12 operations that came after are not in it, so enter them"),
        (1, FORMER, False, "restored_one", "1 operation that came after is not in it, so enter it again"),
        (12, None, False, "restored_alone", "12 operations that came after are not in it, so enter them"),
        (1, None, False, "restored_one_alone", "1 operation that came after is not in it, so enter it again"),
        (1, FORMER, True, "restored_one_alone", "1 operation that came after is not in it, so enter it again"),
    ],
)
def test_it_is_counted_rightly_and_no_file_is_named_that_has_none_of_it(
    file_book: Book, missing: int, aside: Path | None, is_empty: bool, code: str, said: str
) -> None:
    done = Restored(Path("book.db"), aside, NewEpoch("restored", missing, NOW, "B"), True, is_empty)
    told = restored_sentence(file_book, done)
    assert said in told
    assert ("former file" in told) == (aside is not None and not is_empty)
    french = restored_sentence(file_book, done, translate=spoken("fr"))
    assert ("ancien fichier" in french) == (aside is not None and not is_empty)
    assert ("1 opération venue après n'y est pas" in french) == (missing == 1)
    named = SENTENCES[code].format(when="24.11.2026 13:00", missing=missing, letter="B")
    assert told == named


@pytest.mark.parametrize(
    ("missing", "told", "said"),
    [
        (0, 0, "and nothing came after that"),
        (0, 1, f"{SENTENCES['told_before_one']}"),
        (2, 3, "3 more operations are not in it either, which were named then"),
    ],
)
def test_what_an_earlier_restore_named_is_said_again(file_book: Book, missing: int, told: int, said: str) -> None:
    begun = NewEpoch("restored", missing, NOW, "B", told)
    done = Restored(Path("book.db"), FORMER, begun, True)
    assert said in restored_sentence(file_book, done)
    file_book.begun = begun
    opened = opened_sentence(file_book) or ""
    assert (sentence("told_before", data={"told": told}) in opened) == bool(told)
    assert ("since one last took its place" in opened) == (told == 1)


def test_an_older_copy_after_which_nothing_was_done_says_so() -> None:
    said = sentence("book_restored", data={"missing": 0, "when": "24.11.2026", "letter": "B"})
    assert said == SENTENCES["book_restored_whole"].format(when="24.11.2026", letter="B")


@pytest.mark.parametrize(
    ("code", "one"),
    [
        ("book_healthy_one", "1 operation in it came after the copy"),
        ("book_restored_one", "1 operation after 24.11.2026 is not in it"),
    ],
)
def test_one_operation_is_one(code: str, one: str) -> None:
    data = {"missing": 1, "book": "book.db", "when": "24.11.2026", "letter": "B"}
    said = sentence(code.removesuffix("_one"), data=data)
    assert one in said or one.replace("24.11.2026", "before the import") in said
    assert "operations" not in said and "they" not in said


def test_while_the_book_is_open_nothing_is_restored(desk: Desk, copy: Path) -> None:
    lock = BookLock(desk.book)
    lock.take()
    before = folder(desk)
    assert desk.refused("restore", str(copy), code=5)["code"] == "book_open_elsewhere"
    assert folder(desk) == before
    lock.release()


def a_half(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])


def another_page(copy: Path) -> None:
    data = bytearray(copy.read_bytes())
    data[8 * 4096 : 12 * 4096] = b"\xff" * 4 * 4096
    copy.write_bytes(data)


def a_changed_operation(copy: Path) -> None:
    with sqlite3.connect(copy) as connection:
        connection.execute(
            "UPDATE operations SET body = replace(CAST(body AS TEXT), '\"seq\":5,', '\"seq\":6,') WHERE seq = 5"
        )
    connection.close()


def a_changed_name(copy: Path) -> None:
    with sqlite3.connect(copy) as connection:
        connection.execute('UPDATE person_records SET fields = \'{"name":"Somebody"}\' WHERE rowid = 1')
    connection.close()


def a_newer_schema(copy: Path) -> None:
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE book SET schema = 99")
    connection.close()


def another_database(copy: Path) -> None:
    copy.unlink()
    with sqlite3.connect(copy) as connection:
        connection.execute("CREATE TABLE bills (id INTEGER)")
    connection.close()


def a_text(copy: Path) -> None:
    copy.write_text("Dear Mr Durand")


def a_folder(copy: Path) -> None:
    copy.unlink()
    copy.mkdir()


def nothing(copy: Path) -> None:
    copy.write_bytes(b"")


def missing(copy: Path) -> None:
    copy.unlink()


@pytest.mark.parametrize(
    ("spoilt", "code"),
    [
        (a_half, "copy_damaged"),
        (another_page, "copy_damaged"),
        (a_changed_operation, "copy_damaged"),
        (a_changed_name, "copy_damaged"),
        (a_newer_schema, "book_too_new"),
        (another_database, "not_a_copy"),
        (a_text, "not_a_copy"),
        (a_folder, "not_a_copy"),
        (nothing, "not_a_copy"),
        (missing, "no_copy"),
    ],
)
def test_a_copy_that_is_none_changes_nothing(desk: Desk, copy: Path, spoilt: Callable[[Path], None], code: str) -> None:
    worked(desk)
    spoilt(copy)
    before = folder(desk)
    assert desk.refused("restore", str(copy), code=5)["code"] == code
    assert folder(desk) == before
    desk.say("show", "XHUVE")


def test_a_copy_of_another_desk(desk: Desk, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Desk(tmp_path / "other", monkeypatch)
    other.say("demo", "--orders", "3")
    before = folder(other)
    assert other.refused("restore", str(copy), code=5)["code"] == "copy_of_another_desk"
    assert folder(other) == before


def begun_anew(desk: Desk) -> Book:
    """The book is gone, and the window was opened before anybody thought of its copy."""
    return open_book(desk.book, clock=SystemClock(), secrets=secrets_of(read_settings()))


@pytest.mark.parametrize("words", [(), ("--replace",), ("--as-it-is",)])
def test_an_empty_book_that_was_begun_in_its_place_goes_aside(desk: Desk, copy: Path, words: tuple[str, ...]) -> None:
    after = worked(desk)
    gone(desk)
    begun_anew(desk).close()
    done = desk.json("restore", str(copy), *words)
    assert (done["missing"], done["head_known"]) == (after, True)
    assert Path(done["kept_aside"]).is_file() and "book-broken-" in done["kept_aside"]
    assert "former file" not in done["message"], "it is empty"
    assert desk.say("show", "XHUVE").err == ""


def test_a_book_with_one_order_of_another_desk_is_not_empty(desk: Desk, copy: Path) -> None:
    gone(desk)
    desk.say("import", str(orders_files("pretix-opera")[0]))
    for words in ((), ("--replace",)):
        assert desk.refused("restore", str(copy), *words, code=5)["code"] == "copy_of_another_desk"


def test_a_start_says_that_a_book_was_here_until_one_is_again(desk: Desk, copy: Path) -> None:
    first = begun_anew(desk)
    assert opened_sentence(first) is None, "it is there"
    first.close()
    gone(desk)
    for _ in range(2):
        empty = begun_anew(desk)
        said = opened_sentence(empty) or ""
        empty.close()
        assert said.startswith("A book was here") and "ticketoffice restore COPY" in said
        assert said == sentence("book_was_here", data={"book": str(desk.book)})
    desk.json("restore", str(copy))
    again = begun_anew(desk)
    assert opened_sentence(again) is None
    again.close()


def test_a_book_that_never_had_anything_leaves_no_word_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = Desk(tmp_path / "fresh", monkeypatch)
    for _ in range(2):
        book = begun_anew(fresh)
        assert opened_sentence(book) is None
        book.close()
        gone(fresh)


def test_the_book_itself_is_no_copy_of_it(desk: Desk) -> None:
    assert desk.refused("restore", str(desk.book), code=5)["code"] == "backup_onto_itself"
    assert desk.refused("restore", str(desk.home / "x"), "--book", "postgresql://h/b", code=5)["code"] == "not_a_book"


@pytest.mark.parametrize("step", ["first", "last"])
def test_a_disk_that_says_no_at_the_last_moment_leaves_the_former_book(
    desk: Desk, copy: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked(desk)
    before, heads = folder(desk), head_files(desk)[0].read_bytes()
    renamed = Path.rename

    def refusing(self: Path, target: Path) -> Path:
        if self.name.endswith("restoring") or step == "first":
            raise OSError(28, "No space left on device", str(self))
        return renamed(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(restoring.Path, "rename", refusing)
        assert desk.refused("restore", str(copy), "--replace", code=5)["code"] == "disk_full"
    assert head_files(desk)[0].read_bytes() == heads
    left = {name: data for name, data in folder(desk).items() if not name.endswith(".key")}
    assert left == {name: data for name, data in before.items() if not name.endswith(".key")}
    assert desk.say("show", "XHUVE").err == ""
    assert desk.say("cancel", "SVYARR-1", *CASH).err == "", "no new epoch began in the former book"


def a_changed_payment(copy: Path) -> None:
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE payments SET amount = amount - 100 WHERE rowid = (SELECT min(rowid) FROM payments)")
    connection.close()


def test_a_copy_that_was_changed_beside_its_journal_is_refused(desk: Desk, copy: Path) -> None:
    worked(desk)
    a_changed_payment(copy)
    gone(desk)
    before = folder(desk)
    error = desk.refused("restore", str(copy), code=5)
    assert (error["code"], error["detail"]) == ("copy_changed", "payments")
    left = {name: data for name, data in folder(desk).items() if not name.endswith(".key")}
    assert left == {name: data for name, data in before.items() if not name.endswith(".key")}
    assert desk.json("restore", str(copy), "--as-it-is")["letter"] == "C"
    assert desk.json("journal", "--replay", code=1)["replay"]["tables"]["payments"] is False


@pytest.mark.parametrize("table", ["payments", "mails", "search_rows", "operations"])
@pytest.mark.parametrize("words", [(), ("--as-it-is",)])
def test_a_copy_that_lacks_a_table_is_refused(desk: Desk, copy: Path, table: str, words: tuple[str, ...]) -> None:
    with sqlite3.connect(copy) as connection:
        connection.execute(f"DROP TABLE {table}")
    connection.close()
    worked(desk)
    gone(desk)
    before = folder(desk)
    error = desk.refused("restore", str(copy), *words, code=5)
    assert (error["code"], error["detail"]) == ("copy_damaged", f"no such table: {table}")
    assert str(copy) in error["message"]
    left = {name: data for name, data in folder(desk).items() if not name.endswith(".key")}
    assert left == {name: data for name, data in before.items() if not name.endswith(".key")}


def test_a_book_that_is_whole_is_not_replaced_by_a_slip(desk: Desk, copy: Path) -> None:
    after = worked(desk)
    before = folder(desk)
    error = desk.refused("restore", str(copy))
    assert (error["code"], error["next"]) == ("book_healthy", ["restore --replace"])
    assert f"is whole, and {after} operations in it came after the copy" in error["message"]
    assert "would be lost" in error["message"] and "UTC" not in error["message"]
    assert folder(desk) == before
    assert desk.json("restore", str(copy), "--replace")["missing"] == after


def test_a_book_that_is_whole_and_has_no_more_than_the_copy(desk: Desk, copy: Path) -> None:
    error = desk.refused("restore", str(copy))
    assert "is whole, and nothing in it came after the copy" in error["message"]


def test_a_book_whose_journal_does_not_hold_is_replaced_without_asking(desk: Desk, copy: Path) -> None:
    worked(desk)
    a_changed_operation(desk.book)
    assert desk.json("restore", str(copy))["letter"] == "C"


def test_whoever_is_erased_leaves_the_book_that_was_put_aside_and_it_is_said_of_what_is_elsewhere(
    desk: Desk, copy: Path
) -> None:
    name = desk.json("show", "LHYFF")["customer"]["name"].encode()
    worked(desk)
    aside = Path(desk.json("restore", str(copy), "--replace")["kept_aside"])
    assert name in aside.read_bytes()
    said = desk.say("erase-customer", "LHYFF", "--as", "Lea")
    assert "Copies that you made with `backup` still have it" in said.out
    assert said.err == "" and "could not be cleaned" not in said.out
    assert name not in aside.read_bytes()
    assert name in copy.read_bytes(), "what somebody laid elsewhere is theirs"
    (found,) = (one for one in desk.json("doctor")["checks"] if one["check"] == "kept files")
    assert found["ok"]


def test_where_a_damaged_book_that_was_put_aside_cannot_be_cleaned_it_is_named(desk: Desk, copy: Path) -> None:
    aside = Path(desk.json("restore", str(copy), "--replace")["kept_aside"])
    aside.write_bytes(aside.read_bytes()[:50_000])
    said = desk.say("erase-customer", "LHYFF", "--as", "Lea")
    assert f"Whoever was erased is still in {aside}: it could not be cleaned." in said.out
    told = desk.run("doctor")
    assert told.code == 1 and f"BAD  kept files: people who were erased still stand in {aside}" in told.out
