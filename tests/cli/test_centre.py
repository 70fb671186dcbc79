"""A stranger at the command line starts a centre, pairs desks, and is told in a sentence whatever does not go."""

from __future__ import annotations

import configparser
import json
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.cli.conftest import Desk
from tests.desks import Desk as JoinedDesk
from tests.processes import CentreProcess, Home, begin
from ticketoffice import resources
from ticketoffice.cli.words import read_words
from ticketoffice.desk.sentences import SENTENCES
from ticketoffice.store import tables
from ticketoffice.store.clock import SystemClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import Kind, open_book


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[CentreProcess]:
    served = CentreProcess(Home(tmp_path / "centre"))
    yield served
    served.stop()


def new_book(desk: Desk, *, kind: Kind) -> None:
    book = open_book(
        desk.book, clock=SystemClock(), secrets=FileSecrets(desk.home / "state" / "ticketoffice" / "keys"), kind=kind
    )
    book.close()


def test_a_desk_is_paired_syncs_is_listed_and_put_out(
    centre: CentreProcess, fresh: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fresh.refused("sync", "--status", code=5)["code"] == "no_book"
    code = centre.code("Foyer")
    paired = fresh.json("pair", centre.url, code)
    assert paired.keys() == {
        "centre", "form", "paired", "loading", "completed", "next_attempt", "cause", "put_back"
    }  # fmt: skip
    assert (paired["centre"], paired["form"], paired["loading"]) == (centre.url, "history", False)
    once = fresh.json("sync", "--once")
    assert (once["sent"], once["unsent"], once["differing"]) == (1, 0, [])
    assert fresh.say("sync", "--once").out == "0 operations sent, 0 orders heard.\n"
    assert fresh.say("sync", "--status").out == f"{centre.url}: 1 saved here, 1 answered by the centre.\n"
    assert fresh.json("sync", "--status")["completed"]
    assert fresh.refused("pair", centre.url, code)["code"] == "already_paired"
    at_centre = Desk.__new__(Desk)
    for name, value in centre.home.environment.items():
        if name.startswith("XDG_"):
            monkeypatch.setenv(name, value)
    listed = at_centre.json("central", "desks")["desks"]
    assert [(desk["name"], desk["form"], desk["revoked"]) for desk in listed] == [("Foyer", "history", None)]
    assert "Foyer" in at_centre.say("central", "desks").out
    assert at_centre.refused("central", "revoke", "Bar", code=4)["code"] == "not_found"
    assert at_centre.json("central", "revoke", "foyer")["name"] == "Foyer"
    assert at_centre.json("central", "desks")["desks"][0]["revoked"]
    assert at_centre.refused("central", "revoke", "foyer", code=4)["message"].startswith("No desk of this centre")
    shown = at_centre.say("central", "pair-code", "--name", "Bar").out.splitlines()
    assert [len(part) for part in shown[0].split("-")] == [4] * 6
    assert shown[1].endswith(f": ticketoffice pair {centre.url} {shown[0]}"), (
        "the address that the centre said at its start"
    )
    assert at_centre.json("central", "pair-code")["url"] == centre.url
    assert at_centre.refused("central", "serve", "--port", "0", code=5)["code"] == "book_open_elsewhere"


def test_a_pairing_that_does_not_go_changes_nothing(centre: CentreProcess, fresh: Desk) -> None:
    code = centre.code("Foyer")
    with socket.create_server(("127.0.0.1", 0)) as gone:
        nobody = f"127.0.0.1:{gone.getsockname()[1]}"
    wrong = {
        ("http://127.0.0.1", code): (3, "wrong_address"),
        (centre.url, "x"): (3, "wrong_code"),
        (centre.url, "22222222" + code[9:]): (3, "wrong_code"),
        (centre.url, code[:-4] + "2222"): (5, "wrong_certificate"),
        (centre.url, code[:9]): (5, "wrong_certificate"),
        (nobody, code): (5, "nobody_there"),
    }
    for words, (ended, expected) in wrong.items():
        assert fresh.refused("pair", *words, code=ended)["code"] == expected, words
    assert fresh.refused("pair", centre.url, code, "--ca", "/nowhere", code=5)["code"] == "cannot_open"
    fresh.say("pair", centre.url, code, "--ca", "", code=2)
    no_file = fresh.home / "ca.pem"
    no_file.write_text("no certificate")
    assert fresh.refused("pair", centre.url, code[:9], "--ca", str(no_file))["code"] == "not_a_certificate"
    assert fresh.refused("sync", "--once")["code"] == "not_paired"
    assert fresh.json("pair", centre.url, code)["form"] == "history", "the code is still good"


@pytest.mark.parametrize("kind", [Kind("demo"), Kind("live", shift_weeks=4)], ids=["demo", "practice"])
def test_books_to_play_with_never_pair(fresh: Desk, kind: Kind) -> None:
    new_book(fresh, kind=kind)
    told = fresh.refused("pair", "127.0.0.1:1", "23456789")
    assert told["code"] == "not_live"
    assert told["message"] == SENTENCES["not_live_book"], "before anybody is asked"


def test_a_book_of_a_desk_is_no_centre_and_stays_as_it_was(fresh: Desk) -> None:
    new_book(fresh, kind=Kind())
    before = fresh.book.read_bytes()
    for deed in (("serve", "--port", "0"), ("pair-code",), ("desks",), ("revoke", "x")):
        assert fresh.refused("central", *deed, "--book", str(fresh.book), code=5)["code"] == "not_a_centre"
    assert fresh.book.read_bytes() == before


def test_of_two_desks_of_one_name_none_is_put_out(fresh: Desk, tmp_path: Path) -> None:
    keys = FileSecrets(fresh.home / "state" / "ticketoffice" / "keys")
    file = tmp_path / "centre.db"
    centre = open_book(file, clock=SystemClock(), secrets=keys, kind=Kind(mode="centre"))
    for number in (1, 2):
        book = open_book(
            tmp_path / f"{number}.db", clock=SystemClock(), secrets=FileSecrets(tmp_path / f"keys-{number}")
        )
        JoinedDesk(book, centre, name="Foyer")
        book.close()
    centre.transact(
        lambda connection: connection.execute(update(tables.desks).values(name="Foyer"))
    )  # as older versions
    centre.close()
    assert fresh.refused("central", "revoke", "foyer", "--book", str(file), code=3)["code"] == "several_desks"
    desks = fresh.json("central", "desks", "--book", str(file))["desks"]
    assert [desk["revoked"] for desk in desks] == [None, None]


def test_without_a_centre_there_are_no_codes(fresh: Desk) -> None:
    for deed in (("pair-code",), ("desks",), ("revoke", "x")):
        assert fresh.refused("central", *deed, code=5)["code"] == "no_centre"
    centre = fresh.book.with_name("centre.db")
    assert not centre.exists()
    book = open_book(centre, clock=SystemClock(), secrets=FileSecrets(fresh.home / "x"), kind=Kind("centre"))
    book.close()
    assert fresh.refused("central", "pair-code", code=5)["code"] == "never_served"


def test_wrong_words_are_told(fresh: Desk) -> None:
    for words in (
        ("central",),
        ("central", "fly"),
        ("central", "serve", "--port", "70000"),
        ("central", "serve", "--certificate", "x"),
        ("central", "serve", "--authority", "x"),
        ("sync", "--once", "--status"),
        ("pair", "x"),
    ):
        assert fresh.say(*words, code=2).out == ""
    assert not fresh.book.exists()


def test_without_the_extra_one_sentence_says_what_to_install(fresh: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("ticketoffice.central", "fastapi"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "fastapi", None)
    told = fresh.refused("central", "serve", "--port", "0", code=5)
    assert told["code"] == "server_missing"
    assert 'pip install -c constraints.txt -e ".[server]"' in told["message"]
    assert not fresh.book.with_name("centre.db").exists()


def test_the_sentences_are_french_too(fresh: Desk) -> None:
    new_book(fresh, kind=Kind())
    told = fresh.say("--lang", "fr", "sync", "--once", code=3).err
    assert told.startswith("Ce guichet n'a pas de centrale")


ALONE = """
import sys
import {module}
print([name for name in {heavy} if name in sys.modules])
"""


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("ticketoffice.app", ["httpx2", "fastapi", "starlette", "uvicorn", "pydantic"]),
        ("ticketoffice.cli.words as words; words.parser()", ["httpx2", "fastapi", "uvicorn"]),
        ("ticketoffice.sync.pairing", ["httpx2", "fastapi"]),
        ("ticketoffice.central.serving", ["PySide6", "qasync", "httpx2"]),
    ],
)
def test_nobody_waits_for_what_is_not_needed_yet(module: str, heavy: list[str]) -> None:
    script = ALONE.format(module=module, heavy=heavy)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_unit_starts_what_there_is() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(resources.path("central/ticketoffice-central.service"), "utf-8")
    words = shlex.split(unit["Service"]["ExecStart"])
    args = read_words(words[1:])
    assert (args.command, args.deed, args.port) == ("central", "serve", 8443)
    folder = unit["Service"]["StateDirectory"]
    assert unit["Service"]["Environment"].startswith("XDG_")
    assert folder == "ticketoffice"


def test_the_container_holds_what_a_centre_needs() -> None:
    text = resources.path("central/Containerfile").read_text("utf-8")
    root = Path(__file__).parents[2]
    pinned = {line.split("==")[0] for line in (root / "constraints.txt").read_text("utf-8").splitlines()}
    block = text[text.index("constraints.txt fastapi") + 15 : text.index("useradd")]
    wanted = [word.strip('"').partition("[")[0].lower() for word in block.split() if word not in ("\\", "&&")]
    assert set(wanted) <= pinned
    for copied in ("pyproject.toml", "constraints.txt", "README.md", "LICENSE", "ticketoffice", "resources"):
        assert (root / copied).exists()
        assert copied in text


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_a_centre_that_listens_at_one_address_says_that_one(tmp_path: Path, fresh: Desk, address: str) -> None:
    """The machine's name leads elsewhere."""
    home = Home(tmp_path / "centre")
    words = ("central", "serve", "--address", address, "--port", "0", "--json")
    serving = begin(words, environment=home.environment)
    url = json.loads(serving.stdout.readline())["url"]
    assert url.rpartition(":")[0] == f"https://{f'[{address}]' if ':' in address else address}"
    code = str(home.say("central", "pair-code", "--name", "Foyer")["code"])
    assert fresh.json("pair", url, code)["centre"] == url
    serving.terminate()
    assert serving.communicate(timeout=30).returncode == 0
