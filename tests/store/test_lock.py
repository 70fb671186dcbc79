"""One writing program per book: the second one is told where the book is open, and readers are not disturbed."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ticketoffice.desk.sentences import sentence
from ticketoffice.domain.errors import Unavailable
from ticketoffice.store.clock import HandClock
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
