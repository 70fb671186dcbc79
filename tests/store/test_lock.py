"""One writing program per book: the second one is told where the book is open, and readers are not disturbed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ticketoffice.desk.making import make
from ticketoffice.desk.rules import change_rules
from ticketoffice.desk.sentences import sentence
from ticketoffice.domain.errors import Unavailable
from ticketoffice.domain.people import Who
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.deed import Deed
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book, open_reader

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from ticketoffice.store.clock import SystemClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book
book = open_book(Path(sys.argv[1]), clock=SystemClock(), secrets=FileSecrets(Path(sys.argv[2])))
print("open", flush=True)
sys.stdin.read()
"""


@contextmanager
def held_elsewhere(path: Path, keys: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that has the book open until it is killed."""
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path), str(keys)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert child.stdout is not None
    assert child.stdin is not None
    try:
        assert child.stdout.readline() == "open\n"
        yield child
    finally:
        child.kill()
        child.wait()
        child.stdin.close()
        child.stdout.close()


def run(path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ticketoffice", "--book", str(path), "--json", *words],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )


def test_a_second_program_is_told_where_the_book_is_open(
    tmp_path: Path, clock: HandClock, secrets: FileSecrets
) -> None:
    path = tmp_path / "book.db"
    open_book(path, clock=clock, secrets=secrets).close()
    with held_elsewhere(path, tmp_path / "keys") as child:
        with pytest.raises(Unavailable) as no:
            open_book(path, clock=clock, secrets=secrets)
        assert (no.value.code, no.value.data["process"]) == ("book_open_elsewhere", str(child.pid))
        assert f"open in another program (process {child.pid})" in sentence(no.value.code, data=no.value.data)
        reader = open_reader(path, clock=clock, secrets=secrets)
        with reader.read() as reading:
            assert reading.facts().seq == 1
        with pytest.raises(Unavailable) as no:
            reader.write(lambda deed: None)
        assert no.value.code == "read_only"
        reader.close()
        refused = run(path, "rules", "invoice_days=3")
        assert refused.returncode == 5
        assert json.loads(refused.stdout)["error"]["code"] == "book_open_elsewhere"
        assert run(path, "find", "x").returncode == 0
        assert run(path, "journal").returncode == 0
    book = open_book(path, clock=clock, secrets=secrets)
    assert book.read_only is None, "the lock went with its process"
    book.close()


def test_the_same_program_does_not_open_a_book_twice(tmp_path: Path, clock: HandClock, secrets: FileSecrets) -> None:
    path = tmp_path / "book.db"
    first = open_book(path, clock=clock, secrets=secrets)
    with pytest.raises(Unavailable) as no:
        open_book(path, clock=clock, secrets=secrets)
    assert no.value.code == "book_open_elsewhere"
    first.close()
    open_book(path, clock=clock, secrets=secrets).close()


def test_a_book_that_could_not_be_opened_gives_its_lock_back(
    tmp_path: Path, clock: HandClock, secrets: FileSecrets
) -> None:
    path = tmp_path / "book.db"
    path.write_text("no book")
    for _ in range(2):
        with pytest.raises(Unavailable) as no:
            open_book(path, clock=clock, secrets=secrets)
        assert no.value.code == "not_a_book"


# --- other names of the file ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("opened", ["book.db", "link.db"])
def test_a_link_to_the_file_is_the_same_book(
    tmp_path: Path, clock: HandClock, secrets: FileSecrets, opened: str
) -> None:
    path = tmp_path / "there" / "book.db"
    link, folder = tmp_path / "link.db", tmp_path / "here"
    open_book(path, clock=clock, secrets=secrets).close()
    link.symlink_to(path)
    folder.symlink_to(path.parent)
    names = {"book.db": path, "link.db": link}
    with held_elsewhere(names[opened], tmp_path / "keys") as child:
        for name in (path, link, folder / "book.db"):
            with pytest.raises(Unavailable) as no:
                open_book(name, clock=clock, secrets=secrets)
            assert (no.value.code, no.value.data["process"]) == ("book_open_elsewhere", str(child.pid))
        refused = run(link, "rules", "invoice_days=3")
        assert refused.returncode == 5
        assert f"process {child.pid}" in json.loads(refused.stdout)["error"]["message"]
        open_reader(link, clock=clock, secrets=secrets).close()
        assert path.with_name("book.db-wal").exists(), "what was just written stands beside the file itself"
        assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith("link.db")) == ["link.db"]


def test_a_link_to_nothing_makes_the_book_where_it_points(
    tmp_path: Path, clock: HandClock, secrets: FileSecrets
) -> None:
    link, loop = tmp_path / "link.db", tmp_path / "loop.db"
    link.symlink_to(tmp_path / "book.db")
    open_book(link, clock=clock, secrets=secrets).close()
    assert (tmp_path / "book.db").stat().st_size
    loop.symlink_to(loop)
    with pytest.raises(Unavailable) as no:
        open_book(loop, clock=clock, secrets=secrets)
    assert no.value.code == "cannot_open"


def test_a_file_with_two_names_is_not_opened(tmp_path: Path, clock: HandClock, secrets: FileSecrets) -> None:
    """Each name would have a `-wal` of its own: what one wrote last, the other would not see, and lose."""
    path, twin = tmp_path / "book.db", tmp_path / "twin.db"
    open_book(path, clock=clock, secrets=secrets).close()
    os.link(path, twin)
    for name in (path, twin):
        for opened in (open_book, open_reader):
            with pytest.raises(Unavailable) as no:
                opened(name, clock=clock, secrets=secrets)
            assert no.value.code == "book_two_names"
            assert "two names" in sentence(no.value.code, data=no.value.data)
    twin.unlink()
    book = open_book(path, clock=clock, secrets=secrets)
    os.link(path, twin)
    note_something(book)
    open_reader(path, clock=clock, secrets=secrets).close()
    refused = run(twin, "rules", "invoice_days=3")
    assert (refused.returncode, json.loads(refused.stdout)["error"]["code"]) == (5, "book_two_names")
    book.close()


# --- the file goes away --------------------------------------------------------------------------------------------


def note_something(book: Book) -> None:
    change_rules(book, {"invoice_days": "3"}, who=Who("00" * 16))


def gone(path: Path, how: str) -> None:
    if how == "renamed":
        path.rename(path.with_name("other.db"))
    elif how == "deleted":
        path.unlink()
    elif how == "folder renamed":
        path.parent.rename(path.parent.with_name("elsewhere"))
    else:
        copy = path.with_name("copy.db")
        copy.write_bytes(path.read_bytes())
        copy.replace(path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps an open file where it is")
@pytest.mark.parametrize("how", ["renamed", "deleted", "folder renamed", "replaced"])
def test_nothing_is_written_into_a_file_that_is_no_longer_in_its_place(
    tmp_path: Path, clock: HandClock, secrets: FileSecrets, how: str
) -> None:
    path = tmp_path / "books" / "book.db"
    book = open_book(path, clock=clock, secrets=secrets)
    seq = seq_of(book)
    gone(path, how)
    with pytest.raises(Unavailable) as no:
        note_something(book)
    assert (no.value.code, no.value.data) == ("book_moved", {"book": str(path)})
    told = sentence(no.value.code, data=no.value.data)
    assert str(path) in told
    assert "Nothing of this was written" in told
    assert book.read_only is not None
    assert seq_of(book) == seq, "what was there can still be read"
    with pytest.raises(Unavailable) as no:
        note_something(book)
    assert no.value.code == "book_moved"
    book.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps an open file where it is")
def test_a_file_that_goes_while_a_deed_is_done_is_not_written(
    tmp_path: Path, clock: HandClock, secrets: FileSecrets
) -> None:
    path = tmp_path / "book.db"
    book = open_book(path, clock=clock, secrets=secrets)
    seq = seq_of(book)

    def work(deed: Deed) -> None:
        deed.record(make(deed, "rules_changed", who=Who("00" * 16), payload={"rules": {"invoice_days": 3}}))
        gone(path, "renamed")

    with pytest.raises(Unavailable) as no:
        book.write(work)
    assert no.value.code == "book_moved"
    assert seq_of(book) == seq
    path.with_name("other.db").rename(path)
    with pytest.raises(Unavailable) as no:
        note_something(book)
    assert no.value.code == "book_moved", "somebody else may have written it meanwhile"
    book.close()
    book = open_book(path, clock=clock, secrets=secrets)
    note_something(book)
    assert seq_of(book) > seq
    book.close()


def seq_of(book: Book) -> int:
    with book.read() as reading:
        return reading.facts().seq


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps an open file where it is")
@pytest.mark.parametrize("where", ["gone.db", "other/gone.db"])
def test_a_renamed_file_is_still_open_in_the_window(
    tmp_path: Path, clock: HandClock, secrets: FileSecrets, where: str
) -> None:
    """What another program wrote under the new name would be lost: the window's `-wal` stands under the old one."""
    path, away = tmp_path / "book.db", tmp_path / where
    away.parent.mkdir(exist_ok=True)
    open_book(path, clock=clock, secrets=secrets).close()
    with held_elsewhere(path, tmp_path / "keys") as child:
        path.rename(away)
        refused = run(away, "rules", "invoice_days=3")
        assert (refused.returncode, json.loads(refused.stdout)["error"]["code"]) == (5, "book_open_elsewhere")
        assert f"process {child.pid}" in json.loads(refused.stdout)["error"]["message"]
        away.rename(path)
    assert run(path, "rules", "invoice_days=3").returncode == 0, "the lock went with its process"
    assert sorted(p.name for p in tmp_path.glob("*book.db*")) == ["book.db", "book.db.lock"]
