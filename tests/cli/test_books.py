"""Books that are missing, foreign, damaged, locked or on a disk that says no; backups, doctor and the journal's proof."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from tests.conftest import DATA

READING = (
    ("find", "keller"),
    ("show", "LHYFF"),
    ("free", "opera/4"),
    ("check", "LHYFF-1"),
    ("journal",),
    ("journal", "--verify"),
    ("journal", "--replay"),
    ("rules",),
    ("invoice", "TEY9V", "--pdf", "x.pdf"),
    ("backup", "{copy}"),
)
WRITING = (("cancel", "LHYFF-1"), ("check", "LHYFF-1", "--admit"), ("pay", "LHYFF", "--method", "cash"))
MAKING = (("import", str(DATA / "orders.csv")), ("rules", "invoice_days=5"), ("demo",))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def whole_in_one_file(desk: Desk) -> bytes:
    """The bytes of a closed book: nothing is left beside it."""
    wal = desk.book.with_name("book.db-wal")
    assert not wal.exists() or wal.stat().st_size == 0
    return desk.book.read_bytes()


def test_a_closed_book_is_one_file(desk: Desk) -> None:
    desk.say("cancel", "XHUVE-1")
    alone = desk.home / "alone.db"
    alone.write_bytes(whole_in_one_file(desk))
    assert desk.json("show", "XHUVE", "--book", str(alone))["tickets"][0]["state"] == "cancelled"


@pytest.mark.parametrize(
    "kind", ["missing", "folder", "text", "empty", "foreign", "too new", "beneath a file", "too long"]
)
def test_what_is_no_book(desk: Desk, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    code = "not_a_book"
    if kind == "missing":
        path, code = tmp_path / "no" / "such.db", "no_book"
    elif kind == "folder":
        path.mkdir()
    elif kind == "text":
        path.write_text("Dear Madam, here is no database.")
    elif kind == "empty":
        path.touch()
    elif kind == "foreign":
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE cats (name)")
        connection.close()
    elif kind == "too new":
        path.write_bytes(whole_in_one_file(desk))
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE book SET schema = 999")
        connection.close()
        code = "book_too_new"
    elif kind == "beneath a file":
        path.write_text("a file")
        path, code = path / "book.db", "no_book"
    else:
        path, code = tmp_path / ("x" * 5000), "cannot_open"
    before = digest(path) if os.path.isfile(path) else None
    for words in (*READING[:2], READING[5], READING[9], ("doctor",)):
        error = desk.refused(*(w.format(copy=tmp_path / "copy.db") for w in words), "--book", str(path), code=5)
        assert error["code"] == code
        named = str(path) if len(str(path)) < 1000 else f"{str(path)[:60]}"
        assert named in error["message"] or kind == "too new"
    desk.refused(*WRITING[0], "--book", str(path), code=5)
    if kind not in ("missing", "empty"):
        for words in MAKING:
            desk.refused(*words, "--book", str(path), code=5)
    assert before is None or digest(path) == before
    assert not (tmp_path / "copy.db").exists()
    assert not (tmp_path / "no").exists()


@pytest.mark.parametrize("share", [0.5, 0.95, 0.001])
def test_a_truncated_book(desk: Desk, share: float, tmp_path: Path) -> None:
    data = whole_in_one_file(desk)
    desk.book.write_bytes(data[: max(100, int(len(data) * share))])
    before = digest(desk.book)
    for words in (*WRITING, *MAKING[:2], READING[9]):
        error = desk.refused(*(w.format(copy=tmp_path / "copy.db") for w in words), code=5)
        assert error["code"] in ("damaged", "read_only")
    examined = desk.json("doctor", code=1)
    assert examined["ok"] is False
    assert "file" in {c["check"] for c in examined["checks"] if not c["ok"]}
    assert "BAD  file: " in desk.say("doctor", code=1).out
    assert digest(desk.book) == before
    assert not list(tmp_path.glob("copy*"))


def changed(path: Path, *, kind: str, to: Callable[[bytes], bytes]) -> None:
    """Other bytes in the first operation of this kind, as somebody with a tool would put them there."""
    with sqlite3.connect(path) as connection:
        seq, epoch, body = connection.execute(
            "SELECT seq, epoch, body FROM operations WHERE kind = ? ORDER BY at, seq", [kind]
        ).fetchone()
        connection.execute("UPDATE operations SET body = ? WHERE seq = ? AND epoch = ?", [to(body), seq, epoch])
    connection.close()


def one_bit(body: bytes) -> bytes:
    return body[:40] + bytes([body[40] ^ 1]) + body[41:]


@pytest.mark.parametrize("kind", ["tickets_cancelled", "order_taken_in", "book_started", "person_changed"])
@pytest.mark.parametrize("to", [one_bit, lambda body: b"", lambda body: b"\xff{"], ids=["bit", "nothing", "no JSON"])
def test_a_changed_operation_is_seen(desk: Desk, kind: str, to: Callable[[bytes], bytes]) -> None:
    desk.say("cancel", "XHUVE-1")
    changed(desk.book, kind=kind, to=to)
    for words in (("journal", "--verify"), ("journal", "--replay"), ("journal", "--verify", "--replay")):
        told = desk.say(*words, code=1).out
        assert told.startswith("The journal is damaged at ")
        assert "its bytes were changed" in told
    document = desk.json("journal", "--verify", "--replay", code=1)
    assert document["verified"]["chain"] is False
    assert document["verified"]["signatures"] is False
    assert document["replay"] is None
    assert [c["check"] for c in desk.json("doctor", code=1)["checks"] if not c["ok"]] == ["journal"]


def test_a_changed_byte_of_the_file_is_seen(desk: Desk) -> None:
    desk.say("cancel", "XHUVE-1", "--reason", "duplicate", "--refund", "cash")
    data = whole_in_one_file(desk)
    where = data.index(b'"reason":"duplicate"')
    desk.book.write_bytes(data[: where + 10] + b"D" + data[where + 11 :])
    assert "its bytes were changed" in desk.say("journal", "--verify", code=1).out
    assert "its bytes were changed" in desk.say("doctor", code=1).out
    error = desk.refused("cancel", "XHUVE-2", code=5)
    assert error["code"] == "read_only"
    assert desk.json("find", "XHUVE")["orders"]


def test_a_forged_signature_is_told_from_a_broken_chain(desk: Desk) -> None:
    with sqlite3.connect(desk.book) as connection:
        connection.execute("UPDATE operations SET signature = zeroblob(64) WHERE kind = 'order_taken_in'")
    connection.close()
    verified = desk.json("journal", "--verify", code=1)["verified"]
    assert (verified["chain"], verified["signatures"]) == (True, False)
    assert verified["fault"].endswith("its signature is wrong")


def test_an_operation_taken_away_is_seen(desk: Desk) -> None:
    with sqlite3.connect(desk.book) as connection:
        connection.execute("DELETE FROM operations WHERE seq = 3")
    connection.close()
    assert "operation 3 is missing" in desk.say("journal", "--verify", code=1).out


def test_an_epoch_taken_away_is_seen(desk: Desk) -> None:
    with sqlite3.connect(desk.book) as connection:
        first = connection.execute("SELECT epoch FROM operations WHERE kind = 'book_started' ORDER BY at").fetchone()[0]
        connection.execute("DELETE FROM operations WHERE epoch = ?", [first])
    connection.close()
    assert "The journal is damaged at " in desk.say("journal", "--verify", code=1).out


# --- two programs ----------------------------------------------------------------------------------------------------

HOLDS = """
import pathlib, sys
from ticketoffice.store.lock import BookLock
BookLock(pathlib.Path(sys.argv[1])).take()
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held(book: Path) -> Iterator[int]:
    """Another process that has the book open."""
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(book)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None and other.stdin is not None
    try:
        assert other.stdout.readline() == "held\n"
        yield other.pid
    finally:
        other.stdin.close()
        other.wait(10)
        other.stdout.close()


def test_beside_another_program_one_reads_and_does_not_write(desk: Desk, tmp_path: Path) -> None:
    with held(desk.book) as process:
        for words in (*READING, ("doctor",)):
            desk.say(*(w.format(copy=tmp_path / "copy.db").replace("x.pdf", str(tmp_path / "x.pdf")) for w in words))
        for words in (*WRITING, *MAKING):
            error = desk.refused(*words, code=5)
            assert error["code"] == "book_open_elsewhere"
            assert f"process {process}" in error["message"]
    desk.say("cancel", "XHUVE-1")


def test_two_real_processes_at_once(desk: Desk) -> None:
    """Each either did its deed whole or said that the other one has the book."""
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "ticketoffice", "cancel", ticket, "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for ticket in ("XHUVE-1", "XHUVE-2")
    ]
    answers = [(*process.communicate(timeout=60), process.returncode) for process in started]
    states = desk.tickets("XHUVE")
    for ticket, (out, err, code) in zip(states, answers, strict=True):
        assert err == ""
        assert code in (0, 5)
        assert states[ticket] == ("cancelled" if code == 0 else "valid")
        assert ("error" in json.loads(out)) == (code == 5)
    assert 0 in {code for _, _, code in answers}


# --- backups ---------------------------------------------------------------------------------------------------------


def test_a_backup_is_the_same_book(desk: Desk, tmp_path: Path) -> None:
    copy = tmp_path / "Kopie 100%?#.db"
    assert desk.json("backup", str(copy)) == {"backup": str(copy)}
    assert desk.json("show", "XHUVE", "--book", str(copy)) == desk.json("show", "XHUVE")
    assert desk.json("journal", "--verify", "--replay", "--book", str(copy))["replay"]["equal"] is True
    desk.say("cancel", "XHUVE-1")
    desk.say("backup", str(copy))
    assert desk.json("show", "XHUVE", "--book", str(copy))["tickets"][0]["state"] == "cancelled"
    desk.say("cancel", "XHUVE-2", "--book", str(copy))
    assert desk.json("show", "XHUVE", "--book", str(copy))["state"] == "cancelled"
    assert desk.tickets("XHUVE")["XHUVE-2"] == "valid"


def test_a_backup_replaces_nothing_but_a_backup(desk: Desk, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("precious")
    link = tmp_path / "link.db"
    link.symlink_to(desk.book)
    before = digest(desk.book)
    itself = [desk.book, desk.book.with_name("book.db-wal"), desk.book.with_name("book.db.lock"), link]
    for place in itself:
        assert desk.refused("backup", str(place), code=5)["code"] == "backup_onto_itself"
    for place in (letter, tmp_path, Path(".")):
        assert desk.refused("backup", str(place), code=5)["code"] == "backup_onto_something"
    for place in (letter / "copy.db", tmp_path / "no stick" / "copy.db"):
        assert desk.refused("backup", str(place), code=5)["code"] == "no_folder"
    for place in (tmp_path / ("x" * 300), tmp_path / "a\x00b"):
        assert desk.refused("backup", str(place), code=5)["code"] == "cannot_write"
    twin = tmp_path / "twin.db"
    os.link(desk.book, twin)
    assert desk.refused("backup", str(twin), code=5)["code"] == "book_two_names"
    assert letter.read_text() == "precious"
    assert digest(desk.book) == before
    assert not list(tmp_path.glob("*.part"))


def test_doctor_on_a_good_book(desk: Desk) -> None:
    found = desk.json("doctor")
    assert found["ok"] is True
    looked_at = ["program", "SQLite", "disk", "file", "privacy", "journal", "clock", "kept files", "second copy"]
    assert [c["check"] for c in found["checks"]] == looked_at
    assert all(set(c) == {"check", "ok", "detail"} for c in found["checks"])
    assert desk.say("doctor").out.count("ok   ") == 9


def test_doctor_says_where_the_second_copy_is_missing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    monkeypatch.setenv("TICKETOFFICE_COPIES", str(stick))
    found = desk.json("doctor", code=1)["checks"][-1]
    assert (found["check"], found["ok"]) == ("second copy", False)
    assert f"the folder {stick} is not there" in found["detail"]
    stick.mkdir()
    assert "none yet" in desk.json("doctor", code=1)["checks"][-1]["detail"]


# --- folders that cannot be written ----------------------------------------------------------------------------------


@pytest.fixture
def nobodys(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The book in a folder that may not be written to, for a person who is not the system's owner."""
    desk.say("cancel", "XHUVE-1")
    desk.say("backup", str(desk.home / "warm.db"))
    place = Path(tempfile.mkdtemp(prefix="ticketoffice-"))
    there = Desk(place / "home", monkeypatch)
    shutil.copytree(desk.home / "state", place / "home" / "state")
    there.book.parent.mkdir(parents=True)
    there.book.write_bytes(whole_in_one_file(desk))
    owner = os.geteuid() == 0
    if owner:
        for path in (place, *place.rglob("*")):
            os.chown(path, 65534, 65534)
    there.book.parent.chmod(0o555)
    if owner:
        os.seteuid(65534)
    try:
        yield there
    finally:
        if owner:
            os.seteuid(0)
        there.book.parent.chmod(0o755)
        shutil.rmtree(place)


@pytest.mark.skipif(sys.platform == "win32", reason="folders have other rights there")
def test_a_book_on_a_disk_that_cannot_be_written(nobodys: Desk) -> None:
    folder = nobodys.book.parent
    assert nobodys.json("find", "XHUVE")["orders"][0]["state"] == "partly_cancelled"
    assert nobodys.json("check", "XHUVE-1")["reason"] == "cancelled"
    assert nobodys.json("journal", "--verify")["verified"]["chain"] is True
    for words in (*WRITING, *MAKING):
        error = nobodys.refused(*words, code=5)
        assert error["code"] == "cannot_open"
        assert "Permission denied" in error["message"]
    for words in MAKING:
        assert nobodys.refused(*words, "--book", str(folder / "new.db"), code=5)["code"] == "cannot_open"
    assert nobodys.refused("backup", str(folder / "copy.db"), code=5)["code"] == "cannot_write"
    assert nobodys.refused("invoice", "TEY9V", "--pdf", str(folder / "x.pdf"), code=5)["code"] == "cannot_write"
    assert [path.name for path in folder.iterdir()] == ["book.db"]


# --- the program itself ----------------------------------------------------------------------------------------------


def ticketoffice(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **more}
    return subprocess.run(
        [sys.executable, "-m", "ticketoffice", *words], capture_output=True, text=True, env=environment, timeout=60
    )


def test_as_a_program(desk: Desk) -> None:
    shown = ticketoffice("show", "SZXULJ", "--json", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "Kısakürek" in shown.stdout
    gone = ticketoffice("show", "NOPE")
    assert (gone.returncode, gone.stdout) == (4, "")
    assert gone.stderr.startswith("Nothing here has the number NOPE.")


def test_version_and_help(desk: Desk) -> None:
    assert desk.say("--version").out.strip() == "0.1.0"
    told = desk.say("--help").out
    for command in (
        *("find", "show", "free", "check", "journal", "backup", "doctor", "cancel", "cancel-order", "finish"),
        *("paid-out", "keep", "reinstate", "goodwill", "undo-entry", "inform", "invoice", "reissue", "pay", "split"),
        *("import", "demo", "restore", "report", "erase-customer", "rules"),
    ):
        assert f"\n    {command} " in told
        assert desk.say(command, "--help").out.startswith(f"usage: ticketoffice {command}")
    before = desk.json("--book", str(desk.book), "show", "XHUVE")
    assert desk.json("show", "XHUVE", "--book", str(desk.book), "--as", "Lea", "--lang", "en", "--verbose") == before


def test_a_reader_that_goes_away(desk: Desk) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "ticketoffice", "journal", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert program.stdout is not None and program.stderr is not None
    program.stdout.close()
    said = program.stderr.read()
    program.stderr.close()
    assert (program.wait(60), said) == (1, b"")


def test_damaged_settings_are_named(desk: Desk) -> None:
    folder = desk.home / "config" / "ticketoffice"
    folder.mkdir(parents=True, exist_ok=True)
    for wrong in (b"language = ", b"\xff\xfe", b'[mail]\nhost = "a"\nport = "many"\n'):
        (folder / "settings.toml").write_bytes(wrong)
        error = desk.refused("show", "XHUVE", code=5)
        assert error["code"] == "wrong_settings"
        assert "settings.toml" in error["message"]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("words", [("show", "XHUVE"), ("find", "x"), ("doctor",), ("report", "cases")])
def test_where_a_book_is_gone_it_is_said_that_a_copy_can_be_put_there(
    desk: Desk, words: tuple[str, ...], language: str
) -> None:
    gone = desk.home / "gone.db"
    error = desk.refused(*words, "--book", str(gone), "--lang", language, code=5)
    assert error["code"] == "no_book"
    assert str(gone) in error["message"] and "`ticketoffice restore COP" in error["message"]
    assert not gone.exists()


def test_a_bug_is_told_in_one_line_and_whole_with_verbose(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*words: object, **more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("ticketoffice.desk.find.find", broken)
    error = desk.refused("find", "x", code=1)
    assert error["code"] == "unexpected"
    assert "ZeroDivisionError" in error["message"]
    told = ticketoffice("journal", "--verbose", "--book", str(desk.book))
    assert told.stderr == ""


def test_a_book_by_its_address_is_only_read_by_reading_commands(desk: Desk) -> None:
    address = f"sqlite:///{desk.book}"
    before = desk.json("journal")["head"]
    assert desk.json("find", "XHUVE", "--book", address)["orders"]
    assert desk.json("journal", "--book", address)["head"] == before
    nothing = desk.home / "none.db"
    refused = desk.json("find", "XHUVE", "--book", f"sqlite:///{nothing}", code=5)
    assert (refused["error"]["code"], nothing.exists()) == ("no_book", False)
    assert desk.json("find", "x", "--book", "nosuch://host/book", code=5)["error"]["code"] == "not_a_book"


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="this system does not list open files")
def test_a_command_leaves_no_file_open(desk: Desk) -> None:
    def open_files() -> set[str]:
        found = {os.path.realpath(f"/proc/self/fd/{name}") for name in os.listdir("/proc/self/fd")}
        return {name for name in found if str(desk.home) in name}

    desk.say("note", "XHUVE", "press")
    assert open_files() == set()
