"""`kill -9` at a random moment within a deed: what was acknowledged is there, nothing is half-written, the chain holds."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import orders_files, take_in
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book
from ticketoffice.store.replay import replay

TICKETS = ("hzhu5evvnp5ehhhjgcbakypsm49qx28w", "rrwycumfzx9vckfta6qcm649rf3gy9ek")


def kill_once(folder: Path, *, after: float) -> list[list[str]]:
    """Starts the desk, kills it `after` seconds of work, returns what it acknowledged."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.rigs.child", str(folder), *TICKETS],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert child.stdout is not None
    with child.stdout as said:
        assert said.readline() == "ready\n"
        end = time.monotonic() + after
        lines = []
        while time.monotonic() < end:
            lines.append(said.readline())
        child.kill()
        lines += said.readlines()
    child.wait()
    return [line.split() for line in lines if line.endswith("\n")]


@pytest.mark.timeout(1500)
def test_no_acknowledged_deed_is_lost(
    file_book: Book,
    tmp_path: Path,
    clock: HandClock,
    secrets: FileSecrets,
    long_run: bool,
    capsys: pytest.CaptureFixture[str],
) -> None:
    take_in(file_book, orders_files("pretix-opera")[0])
    file_book.close()
    chance, acknowledged, unsaid = random.Random(1), 0, 0
    kills = 1000 if long_run else 12
    for _ in range(kills):
        said = kill_once(tmp_path, after=chance.uniform(0.02, 0.25))
        book = open_book(tmp_path / "book.db", clock=clock, secrets=secrets)
        with book.read() as reading:
            stored = [line.id for line in reading.journal_lines()]
        kinds = dict.fromkeys(stored)
        assert [line for line in said if line[2] not in kinds] == []
        acknowledged += len(said)
        unsaid += bool(said) and stored[-1] != said[-1][2]
        assert verify(book) is None
        result = replay(book)
        assert result.equal, result.tables
        book.close()
    with capsys.disabled():
        print(
            f"\n{kills} kills, {acknowledged} acknowledged deeds, 0 lost; {unsaid} kills left a deed done and not yet said"
        )
