"""A command that was killed as it printed its answer: after a restart the same state, once."""

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.rigs.work import prepare_files


class Office:
    """The program on the command line, with a book and secrets of its own."""

    def __init__(self, folder: Path) -> None:
        self._book = folder / "book.db"
        own = {
            "HOME": str(folder),
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_CONFIG_HOME": str(folder / "settings"),
        }
        self._environment = {**os.environ, **own, "PYTHONUNBUFFERED": "1"}

    def start(self, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "ticketoffice", *words, "--json", "--as", "Lea", "--book", str(self._book)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=self._environment)

    def says(self, *words: str) -> Any:
        with self.start(*words) as process:
            assert process.stdout is not None
            answer = process.stdout.read()
        assert process.returncode == 0, answer
        return json.loads(answer)

    def says_and_dies(self, *words: str) -> Any:
        """Its answer; it is killed before it can close the book."""
        with self.start(*words) as process:
            assert process.stdout is not None
            answer = process.stdout.readline()
            process.kill()
        assert process.returncode == -signal.SIGKILL
        return json.loads(answer)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that ends a process at once")
def test_a_cancellation_that_was_said_is_there_once(tmp_path: Path) -> None:
    office, files = Office(tmp_path), tmp_path / "files"
    prepare_files(files)
    first = json.loads((files / "first.json").read_text())
    ahead = (datetime.now(UTC) + timedelta(weeks=4)).date().isoformat()
    office.says("import", str(files / "first.json"), "--shift-to", ahead)
    order = next(o["code"] for o in first if o["status"] == "p" and len(o["positions"]) > 1)
    ticket = office.says("show", order)["tickets"][0]["number"]

    said = office.says_and_dies("cancel", ticket, "--reason", "duplicate", "--refund", "later")

    shown = office.says("show", order)
    assert [t["number"] for t in shown["tickets"] if t["state"] == "cancelled"] == [ticket]
    assert shown["state"] == said["order_state"] == "partly_cancelled"
    assert len(shown["refunds"]) == 1
    kinds = [line["kind"] for line in office.says("journal")["operations"]]
    assert (kinds.count("tickets_cancelled"), kinds.count("cancellation_finished")) == (1, 1)
    checked = office.says("journal", "--verify", "--replay")
    assert checked["verified"]["chain"] and checked["replay"]["equal"]
