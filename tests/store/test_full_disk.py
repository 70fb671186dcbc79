"""A disk without room is no damaged book: whoever then laid an older copy in its place would lose a day."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import house, on, taken
from ticketoffice.desk.sentences import sentence
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book

NO_ROOM = """
import resource, signal, sys
from ticketoffice.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("words", "code"), [(("check", "N1T1"), None), (("find", "N1"), None), (("cancel", "N1-1"), "disk_full")]
)
def test_without_room_on_the_disk_a_closed_book_is_read_and_nothing_is_written(
    file_book: Book, tmp_path: Path, secrets: FileSecrets, clock: HandClock, words: tuple[str, ...], code: str | None
) -> None:
    taken(file_book, house(), on("A-1", number="N1"))
    file_book.close()
    book = tmp_path / "book.db"
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state"), "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", NO_ROOM, *words, "--book", str(book), "--json"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == (5 if code else 0), done.stderr
    assert json.loads(done.stdout).get("error", {}).get("code") == code
    again = open_book(book, clock=clock, secrets=secrets)
    assert verify(again) is None
    again.close()


@pytest.mark.parametrize("room", [716_800, 1_500_000])
def test_an_import_that_finds_no_room_says_what_is_in(tmp_path: Path, room: int) -> None:
    """Whole hundreds are in; the same file again, with room, takes in the rest."""
    lines = [f"X{n},X{n}T,Aida,2030-01-01T20:00,Hall,10.00,CHF" for n in range(1500)]
    (tmp_path / "orders.csv").write_text("order,ticket,event,starts,zone,price,currency\n" + "\n".join(lines) + "\n")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    environment |= {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("STATE", "DATA", "CONFIG")}

    def import_with(room: str, *more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", room, "import", str(tmp_path / "orders.csv"), *more],
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
        )

    done = import_with(NO_ROOM.replace("(0, 0)", f"({room}, {room})"), "--json")
    assert done.returncode == 5, done.stderr
    told = json.loads(done.stdout)
    added = told["files"][0]["orders"]["added"]
    assert 0 <= added < 1500 and added % 100 == 0
    assert [refused["message"] for refused in told["refused"]] == [
        sentence("import_disk_full", data={"name": "orders.csv"})
    ], "what a COMMIT could not write is not there: nothing is left to be looked at"
    rest = json.loads(
        import_with("import sys\nfrom ticketoffice.cli import main\nsys.exit(main(sys.argv[1:]))", "--json").stdout
    )
    assert rest["files"][0]["orders"] == {"added": 1500 - added, "changed": 0, "same": added, "refused": 0}
