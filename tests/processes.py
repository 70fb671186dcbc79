"""The program as others run it: commands of a home folder as processes of their own, and a centre that stays."""

from __future__ import annotations

import json
import os
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.nursery import Answer, Program, begin
from ticketoffice.cli import main


class Home:
    """A machine: its folders for data, secrets and settings."""

    def __init__(self, folder: Path) -> None:
        self.book = folder / "data" / "ticketoffice" / "book.db"
        self.keys = folder / "state" / "ticketoffice" / "keys"
        folders = {f"XDG_{name.upper()}_HOME": str(folder / name) for name in ("data", "state", "config")}
        self.environment = {**os.environ, **folders, "TICKETOFFICE_COPIES": ""}

    def say(self, *words: str, code: int = 0) -> dict[str, Any]:
        """The JSON document of a command that ends with `code`."""
        done = self._done((*words, "--json", "--as", "Lea"))
        assert done.returncode == code, (words, done)
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def lines(self, *words: str) -> list[str]:
        """What a command that goes well tells a person, line by line."""
        done = self._done((*words, "--lang", "en", "--as", "Lea"))
        assert done.returncode == 0, (words, done)
        return done.stdout.splitlines()

    def _done(self, words: tuple[str, ...]) -> Answer:
        return begin(words, environment=self.environment).communicate(timeout=120)


class NearHome(Home):
    """The same whose commands run in the test's process, a fifth as long: for a desk that nobody kills and no other
    process works at.
    """

    def _done(self, words: tuple[str, ...]) -> Answer:
        out, err = StringIO(), StringIO()
        with patch.dict(os.environ, self.environment, clear=True), redirect_stdout(out), redirect_stderr(err):
            code = main(words)
        return Answer(code, out.getvalue(), err.getvalue())


class CentreProcess:
    """`central serve` until it is stopped; `url` is where it answers."""

    def __init__(self, home: Home, *, book: str | None = None, port: int = 0, more: tuple[str, ...] = ()) -> None:
        self.of_book = ["--book", book] if book is not None else []
        self.more = more
        self.home = home
        self.port = port
        self._process: Program | None = None
        self.start()

    def start(self) -> None:
        """On the port that it had before."""
        where = ["--address", "127.0.0.1", "--port", str(self.port), "--name", "127.0.0.1"]
        words = ("central", "serve", *where, *self.of_book, *self.more, "--json")
        self._process = begin(words, environment=self.home.environment)
        line = self._process.stdout.readline()
        if not line.startswith('{"url"'):
            self._process.kill()
            raise AssertionError((line, self._process.communicate(timeout=30)))
        self.url: str = json.loads(line)["url"]
        self.port = int(self.url.rpartition(":")[2])

    def code(self, name: str) -> str:
        """A code for one desk."""
        return str(self.home.say("central", "pair-code", "--name", name, *self.of_book)["code"])

    def stop(self) -> None:
        """As the system stops it."""
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            done = process.communicate(timeout=30)
            assert done.returncode == 0, done
