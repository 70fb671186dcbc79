"""A stranger at the command line: runs commands in process on a copy of an imported book, and looks at all they say."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DATA, orders_files
from ticketoffice.cli import main

AHEAD, OVER = "2090-01-02", "2020-01-06"
INTERNAL = re.compile(r"\b[0-9a-f]{32}\b|Traceback|\bNone\b|\[?\('|\{'|\['|<[a-z_.]+ object|_[a-z]+_[a-z]+\b\.")


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """Its one JSON document."""
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def error(self) -> dict[str, Any]:
        found: dict[str, Any] = self.document["error"]
        return found


class Desk:
    """A home folder with a book in it."""

    def __init__(self, home: Path, environment: pytest.MonkeyPatch) -> None:
        self.home = home
        self.book = home / "data" / "ticketoffice" / "book.db"
        for name in ("data", "state", "config"):
            environment.setenv(f"XDG_{name.upper()}_HOME", str(home / name))

    def say(self, *words: str, code: int = 0) -> Said:
        """Runs a command that ends with `code`; people are shown no ids and no Python, scripts one document."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                ended = main(list(words))
            except SystemExit as usage:
                ended = int(usage.code or 0)
        said = Said(ended, out.getvalue(), err.getvalue())
        assert ended == code, (words, said)
        assert "Traceback" not in said.err
        if "--json" not in words:
            shown = INTERNAL.search(said.out + said.err)
            assert shown is None, (words, shown)
        elif code != 2:
            assert said.out.count("\n") == 1
        return said

    def json(self, *words: str, code: int = 0) -> dict[str, Any]:
        return self.say(*words, "--json", code=code).document

    def refused(self, *words: str, code: int = 3) -> dict[str, Any]:
        """The error of a command that is refused; as text it is one line on standard error and nothing else."""
        told = self.say(*words, code=code)
        assert told.out == ""
        error = self.say(*words, "--json", code=code).error
        assert told.err.strip() == error["message"]
        assert set(error) >= {"code", "message", "next"}
        return error

    def seq(self) -> int:
        """How many operations this epoch has: the same before and after whatever wrote nothing."""
        head: int = self.json("journal", "--since", "9999999")["head"]["seq"]
        return head

    def tickets(self, order: str) -> dict[str, str]:
        """The states of an order's tickets by short number."""
        return {t["short"]: t["state"] for t in self.json("show", order)["tickets"]}


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Homes whose book has the first files of the opera and the CSV, shifted to a day; each made once."""
    made: dict[str, Path] = {}

    def home(day: str) -> Path:
        if day not in made:
            made[day] = tmp_path_factory.mktemp("home")
            with pytest.MonkeyPatch.context() as environment:
                desk = Desk(made[day], environment)
                opera = [str(path) for path in orders_files("pretix-opera")[:4]]
                desk.say("import", *opera, "--shift-to", day, "--as", "Lea")
                desk.say("import", str(DATA / "orders.csv"), "--as", "Lea")
        return made[day]

    return home


@pytest.fixture
def desk(imported: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A copy of the book whose performances lie ahead."""
    shutil.copytree(imported(AHEAD), tmp_path / "home")
    return Desk(tmp_path / "home", monkeypatch)


@pytest.fixture
def over(imported: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A copy of the book whose performances are over."""
    shutil.copytree(imported(OVER), tmp_path / "over")
    return Desk(tmp_path / "over", monkeypatch)


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A home without a book."""
    return Desk(tmp_path / "fresh", monkeypatch)
