"""A stranger at the command line: runs commands in process on a copy of an imported book, and looks at all they say."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DATA, orders_files
from ticketoffice.cli import main
from ticketoffice.cli.documents import printable
from ticketoffice.store.book import Book
from ticketoffice.store.clock import SystemClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book

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

    def run(self, *words: str) -> Said:
        """Runs a command, however it ends."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                ended = main(list(words))
            except SystemExit as usage:
                ended = int(usage.code or 0)
        return Said(ended, out.getvalue(), err.getvalue())

    def say(self, *words: str, code: int | None = 0) -> Said:
        """Runs a command that ends with `code` (None: however it ends but for a fault of the program); people are shown no ids and no
        Python, scripts one document.
        """
        said = self.run(*words)
        assert said.code == code or (code is None and said.code in (0, 2, 3, 4, 5)), (words, said)
        assert "Traceback" not in said.err
        if "--json" not in words:
            shown = INTERNAL.search(said.out + said.err)
            assert shown is None, (words, shown)
        else:
            assert said.out.count("\n") == 1
        return said

    @contextlib.contextmanager
    def opened(self) -> Iterator[Book]:
        """Its book, as another program of this machine has it."""
        secrets = FileSecrets(self.home / "state" / "ticketoffice" / "keys")
        book = open_book(self.book, clock=SystemClock(), secrets=secrets)
        try:
            yield book
        finally:
            book.close()
            secrets.close()

    def json(self, *words: str, code: int | None = 0) -> dict[str, Any]:
        return self.say(*words, "--json", code=code).document

    def refused(self, *words: str, code: int = 3) -> dict[str, Any]:
        """The error of a command that is refused; as text it is one line on standard error and nothing else."""
        told = self.say(*words, code=code)
        assert told.out == ""
        error = self.say(*words, "--json", code=code).error
        assert told.err == printable(error["message"]) + "\n"
        assert set(error) >= {"code", "message", "next"}
        return error

    def written(self, *, people: bool = True) -> int:
        """How many operations the book has (without first uses of a name): the same after whatever wrote nothing."""
        with contextlib.closing(sqlite3.connect(self.book)) as connection:
            kinds = [row[0] for row in connection.execute("SELECT kind FROM operations")]
        return len(kinds) - (0 if people else kinds.count("person_changed"))

    def tickets(self, order: str) -> dict[str, str]:
        """The states of an order's tickets by short number."""
        return {t["short"]: t["state"] for t in self.json("show", order)["tickets"]}


CHOSEN = {"XHUVE", "7HMLB", "TEY9V", "LHYFF", "DBJ9B", "SVYARR", "S9HL7M", "SZXULJ", "SBGWF7", "SRVJYL", "SLHYFF"}


def chosen_orders(folder: Path) -> list[Path]:
    """A few orders of every kind, out of the real files: a small book opens fast."""
    opera = folder / "opera"
    shutil.copytree(DATA / "pretix-opera", opera, ignore=shutil.ignore_patterns("orders-*"))
    pages = [json.loads(gzip.decompress(path.read_bytes())) for path in orders_files("pretix-opera")[:4]]
    orders = [order for page in pages for order in page["results"] if order["code"] in CHOSEN]
    (opera / "orders-01.json").write_text(json.dumps({"results": orders}), encoding="utf-8")
    head, *rows = (DATA / "orders.csv").read_text("utf-8").splitlines()
    (folder / "orders.csv").write_text("\n".join([head, *(r for r in rows if r.split(",")[0] in CHOSEN)]), "utf-8")
    return [opera / "orders-01.json", folder / "orders.csv"]


def whole_files(folder: Path) -> list[Path]:
    """The opera's orders and the CSV as they come."""
    return [*orders_files("pretix-opera"), DATA / "orders.csv"]


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Homes whose book has these orders, shifted to a day; each made once."""

    @cache
    def home(files: Callable[[Path], list[Path]], day: str) -> Path:
        made = tmp_path_factory.mktemp("home")
        first, *others = (str(path) for path in files(tmp_path_factory.mktemp("files")))
        with pytest.MonkeyPatch.context() as environment:
            desk = Desk(made, environment)
            desk.say("import", first, "--shift-to", day, "--as", "Lea")
            desk.say("import", *others, "--as", "Lea")
        return made

    return home


@pytest.fixture(autouse=True)
def _one_application(qapp: object) -> None:
    """Papers are drawn by Qt, of which a process has one application: the one that the screens' tests ask for."""


def copied(home: Path, to: Path, environment: pytest.MonkeyPatch) -> Desk:
    shutil.copytree(home, to)
    return Desk(to, environment)


@pytest.fixture
def desk(homes: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A small book whose performances lie ahead."""
    return copied(homes(chosen_orders, AHEAD), tmp_path / "home", monkeypatch)


@pytest.fixture
def over(homes: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A small book whose performances are over."""
    return copied(homes(chosen_orders, OVER), tmp_path / "over", monkeypatch)


@pytest.fixture
def shelf(homes: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A book of whole files, for commands that only read."""
    return Desk(homes(whole_files, AHEAD), monkeypatch)


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A home without a book."""
    return Desk(tmp_path / "fresh", monkeypatch)
