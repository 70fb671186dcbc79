"""What `sync`, `sync --status` and `doctor` say of a desk with a centre beside what was sent: its clock, its file, its copy."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

from tests.cli.conftest import AHEAD, Desk
from tests.conftest import lea
from tests.house import house, on, taken
from tests.processes import CentreProcess, Home
from ticketoffice.cli import syncing
from ticketoffice.desk.reading.parts import TakenPerformances
from ticketoffice.desk.sentences import SENTENCES, sentence
from ticketoffice.domain.calendar import DAY, HOUR, MINUTE, to_instant
from ticketoffice.domain.errors import Unavailable
from ticketoffice.store import lock, membership
from ticketoffice.store.clock import SystemClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book
from ticketoffice.sync.round import Round


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[CentreProcess]:
    served = CentreProcess(Home(tmp_path / "centre"))
    yield served
    served.stop()


def paired(desk: Desk, centre: CentreProcess) -> Desk:
    desk.say("pair", centre.url, centre.code("Foyer"), "--as", "Lea")
    desk.say("sync", "--once")
    return desk


def set_clock(by: int, environment: pytest.MonkeyPatch) -> None:
    """This machine's clock goes ahead of the centre's, or behind it."""
    right = SystemClock.now
    environment.setattr(SystemClock, "now", lambda self: right(self) + by)


def finding(desk: Desk, check: str, *, code: int) -> dict[str, Any] | None:
    found = desk.json("doctor", code=code)["checks"]
    return next((one for one in found if one["check"] == check), None)


# --- the clock ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "code", "count"),
    [
        (10 * DAY, "clock_off_days", 10),
        (366 * DAY, "clock_off_days", 366),
        (-5 * 60 * MINUTE, "clock_off_hours", 5),
        (7 * MINUTE, "clock_off", 7),
    ],
    ids=["ten days ahead", "a year ahead", "five hours behind", "seven minutes ahead"],
)
def test_a_clock_that_is_off_is_said_by_every_command_in_one_sentence(
    centre: CentreProcess, fresh: Desk, monkeypatch: pytest.MonkeyPatch, by: int, code: str, count: int
) -> None:
    paired(fresh, centre)
    set_clock(by, monkeypatch)
    told = sentence(code, data={"count": count})
    assert f" {count} " in told and told in SENTENCES[code].format(count=count)
    assert fresh.say("sync", "--once").out.splitlines()[-1] == told
    assert fresh.say("sync", "--once").out.splitlines()[-1] == told, "as long as it is so"
    assert fresh.say("sync", "--status").out.splitlines()[-1] == told
    for words in (("sync", "--once"), ("sync", "--status")):
        said = fresh.json(*words)
        assert said["clock_off"] is True
        assert abs(said["clock_ahead_s"] * 1_000_000 - by) < MINUTE
    assert finding(fresh, "clock of the centre", code=1) == {
        "check": "clock of the centre",
        "ok": False,
        "detail": told,
    }
    assert f"BAD  clock of the centre: {told}" in fresh.say("doctor", code=1).out.splitlines()


def test_half_a_minute_is_no_clock_that_is_off(
    centre: CentreProcess, fresh: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    paired(fresh, centre)
    set_clock(MINUTE // 2, monkeypatch)
    assert fresh.say("sync", "--once").out == "0 operations sent, 0 orders heard.\n"
    assert len(fresh.say("sync", "--status").out.splitlines()) == 1
    said = fresh.json("sync", "--status")
    assert (said["clock_off"], 25 <= said["clock_ahead_s"] <= 35) == (False, True)
    well = {"check": "clock of the centre", "ok": True, "detail": "less than a minute away"}
    assert finding(fresh, "clock of the centre", code=0) == well


def test_of_a_desk_alone_no_other_clock_is_looked_at(fresh: Desk) -> None:
    fresh.say("demo", "--orders", "1")
    assert finding(fresh, "clock of the centre", code=0) is None


# --- a file that can only be read ---------------------------------------------------------------------------------------


def test_the_status_of_a_damaged_book_says_so(centre: CentreProcess, fresh: Desk) -> None:
    paired(fresh, centre)
    assert fresh.json("sync", "--status")["only_reads"] is None
    with closing(sqlite3.connect(fresh.book)) as connection:
        connection.execute("UPDATE operations SET hash = zeroblob(32) WHERE seq = 1")
        connection.commit()
    told = sentence("read_only", data={})
    assert fresh.say("sync", "--status").out.splitlines()[-1] == told
    assert fresh.json("sync", "--status")["only_reads"] == {"code": "read_only", "message": told}
    assert fresh.refused("sync", "--once", code=5)["message"] == told, "as whoever writes is told"


def test_the_status_of_a_book_that_is_open_elsewhere_names_the_process(centre: CentreProcess, fresh: Desk) -> None:
    paired(fresh, centre)
    held = lock.BookLock(fresh.book)
    held.take()
    told = (
        f"The book is open in another program (process {os.getpid()}), which syncs it; here it can only be looked at."
    )
    assert told == sentence("book_open_looking", data={"process": os.getpid()})
    assert fresh.say("sync", "--status").out.splitlines()[-1] == told
    assert fresh.json("sync", "--status")["only_reads"] == {"code": "book_open_elsewhere", "message": told}
    moved = fresh.book.rename(fresh.book.with_name("moved.db"))
    assert fresh.say("--book", str(moved), "sync", "--status").out.splitlines()[-1] == told, "by whatever name"
    held.release()
    assert fresh.json("--book", str(moved), "sync", "--status")["only_reads"] is None


def test_to_ask_who_writes_a_book_is_in_no_writers_way(fresh: Desk) -> None:
    fresh.say("demo", "--orders", "1")
    assert lock.held_by(fresh.book) is None
    held = lock.BookLock(fresh.book)
    held.take()
    assert lock.held_by(fresh.book) == lock.held_by(fresh.book) == str(os.getpid())
    held.release()
    assert lock.held_by(fresh.book) is None
    assert lock.held_by(fresh.book.with_name("none.db")) is None


@pytest.mark.parametrize("what", ["the file", "its folder"])
def test_the_status_of_a_file_that_may_not_be_written_says_so(
    centre: CentreProcess, fresh: Desk, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    paired(fresh, centre)
    sealed = fresh.book if what == "the file" else fresh.book.parent
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode, **more: Path(path) != sealed and allowed(path, mode, **more))
    told = sentence("read_only_disk", data={})
    assert fresh.say("sync", "--status").out.splitlines()[-1] == told
    assert fresh.json("sync", "--status")["only_reads"] == {"code": "read_only", "message": told}


# --- an older copy that was put in place ------------------------------------------------------------------------------


@pytest.fixture
def venue(fresh: Desk) -> Desk:
    """A live book with two orders, whose performance lies ahead."""
    keys = FileSecrets(fresh.home / "state" / "ticketoffice" / "keys")
    book = open_book(fresh.book, clock=SystemClock(), secrets=keys)
    [performance] = house().performances
    ahead = replace(performance, starts_at=to_instant(datetime.fromisoformat(f"{AHEAD}T20:00+00:00")))
    taken(book, TakenPerformances((ahead,)), on("A-1", number="P"), on("A-2", number="Q"))
    lea(book)
    book.close()
    return fresh


def copied(desk: Desk) -> str:
    copy = desk.home / "stick" / "book.db"
    copy.parent.mkdir()
    desk.say("backup", str(copy))
    return str(copy)


def noted(desk: Desk, order: str) -> None:
    desk.say("note", order, "after the copy", "--as", "Lea")


def notes(desk: Desk, order: str) -> list[str]:
    return [note["text"] for note in desk.json("show", order)["notes"]]


@pytest.mark.parametrize("missing", [0, 1], ids=["all was sent", "the last was not"])
def test_after_the_next_sync_it_is_said_once_whether_all_came_back_to_an_older_copy(
    centre: CentreProcess, venue: Desk, missing: int
) -> None:
    copy = copied(paired(venue, centre))
    noted(venue, "P")
    noted(venue, "Q")
    venue.say("sync", "--once")
    for _ in range(missing):
        noted(venue, "Q")
    done = venue.json("restore", copy, "--replace")
    assert done["message"].endswith(SENTENCES["comes_from_centre"])
    assert done["missing"] == 2 + missing
    assert venue.json("sync", "--status")["came_back"] is None, "nobody has asked the centre yet"
    told = sentence("came_back", data={"lacked": 2 + missing, "missing": missing, "back": 2})
    assert told.startswith(SENTENCES["came_back_partly" if missing else "came_back"][:40])
    assert ("2 came back from the centre, and 1 did not" in told) == bool(missing)
    assert venue.say("sync", "--once").out.splitlines()[-1] == told
    assert len(venue.say("sync", "--once").out.splitlines()) == 1, "once"
    assert venue.say("sync", "--status").out.splitlines()[-1] == told, "for a while"
    assert venue.json("sync", "--status")["came_back"] == {"lacked": 2 + missing, "missing": missing}
    assert notes(venue, "Q") == notes(venue, "P") == ["after the copy"]


def test_one_operation_that_came_back_is_one(centre: CentreProcess, venue: Desk) -> None:
    copy = copied(paired(venue, centre))
    noted(venue, "P")
    venue.say("sync", "--once")
    venue.say("restore", copy, "--replace")
    assert venue.say("sync", "--once").out.splitlines()[-1] == SENTENCES["came_back_one"]


def test_once_all_is_well_again_it_is_said_for_an_hour(
    centre: CentreProcess, venue: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = copied(paired(venue, centre))
    noted(venue, "P")
    venue.say("sync", "--once")
    venue.say("restore", copy, "--replace")
    venue.say("sync", "--once")
    assert venue.json("sync", "--status")["came_back"] == {"lacked": 1, "missing": 0}
    set_clock(HOUR, monkeypatch)
    assert venue.json("sync", "--status")["came_back"] is None
    assert SENTENCES["came_back_one"] not in venue.say("sync", "--status").out


def test_a_day_later_nothing_is_said_of_it_any_more(
    centre: CentreProcess, venue: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = copied(paired(venue, centre))
    noted(venue, "P")
    venue.say("restore", copy, "--replace")
    venue.say("sync", "--once")
    assert venue.json("sync", "--status")["came_back"] == {"lacked": 1, "missing": 1}
    set_clock(2 * HOUR, monkeypatch)
    assert venue.json("sync", "--status")["came_back"] == {"lacked": 1, "missing": 1}, "not all is well"
    set_clock(DAY, monkeypatch)
    assert venue.json("sync", "--status")["came_back"] is None


def test_of_a_copy_from_before_the_desk_joined_nobody_can_count_what_came_back(
    centre: CentreProcess, venue: Desk
) -> None:
    copy = copied(venue)
    noted(paired(venue, centre), "P")
    venue.say("sync", "--once")
    venue.say("restore", copy, "--replace")
    venue.say("pair", centre.url, centre.code("Foyer"), "--as", "Lea")
    assert venue.say("sync", "--once").out.splitlines()[-1] == SENTENCES["came_back_uncounted"]
    assert venue.json("sync", "--status")["came_back"]["missing"] is None
    assert notes(venue, "P") == ["after the copy"]


def test_without_the_head_file_nobody_can_count_it_either(centre: CentreProcess, venue: Desk) -> None:
    copy = copied(paired(venue, centre))
    noted(venue, "P")
    venue.say("sync", "--once")
    for file in (venue.home / "state").rglob("*.head"):
        file.unlink()
    venue.say("restore", copy, "--replace")
    assert venue.say("sync", "--once").out.splitlines()[-1] == SENTENCES["came_back_uncounted"]


def test_a_copy_that_lacked_nothing_is_not_spoken_of(centre: CentreProcess, venue: Desk) -> None:
    copy = copied(paired(venue, centre))
    venue.say("restore", copy, "--replace")
    assert len(venue.say("sync", "--once").out.splitlines()) == 1
    assert venue.json("sync", "--status")["came_back"] is None


def test_a_way_to_join_that_this_version_does_not_know_is_said_as_joined(
    centre: CentreProcess, venue: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    join = membership.join
    monkeypatch.setattr(
        membership, "join", lambda book, welcome, **how: join(book, replace(welcome, form="led"), **how)
    )
    joined = venue.say("pair", centre.url, centre.code("Foyer"), "--as", "Lea")
    assert joined.out == f"Joined {centre.url}. Go on with `ticketoffice sync`.\n"


# --- what waits, and what needs somebody --------------------------------------------------------------------------------


def test_what_waits_for_the_end_of_a_keep_is_said_after_a_round_too(centre: CentreProcess, venue: Desk) -> None:
    paired(venue, centre)
    venue.say("cancel", "PT1", "--as", "Lea")
    told = "1 not answered yet; 1 of them can still be kept, or wait behind that."
    assert venue.say("sync", "--once").out.splitlines() == ["0 operations sent, 0 orders heard.", told]
    assert venue.say("sync", "--status").out.splitlines()[1:] == [told]
    venue.say("keep", "PT1", "--as", "Lea")
    noted(venue, "Q")
    assert "3 not answered yet." in venue.say("sync", "--status").out.splitlines()


def test_what_needs_somebody_is_said_after_a_round(centre: CentreProcess, venue: Desk) -> None:
    paired(venue, centre)
    venue.say("cancel", "PT1", "--reason", "duplicate", "--refund", "nothing", "--now", "--as", "Lea")
    venue.say("pay", "P", "--method", "bank_transfer", "--amount", "10", "--as", "Lea")
    told = "1 thing needs attention: `report cases`."
    assert told in venue.say("sync", "--once").out.splitlines()
    assert told in venue.say("sync", "--status").out.splitlines()


def test_whoever_starts_it_in_the_pause_after_a_fault_is_told_at_once_how_it_stands(
    capsys: pytest.CaptureFixture[str],
) -> None:
    stopped = threading.Event()

    class InAPause:
        def is_due(self) -> bool:
            return False

        def round(self) -> Round:
            stopped.set()
            return Round(cause="no_network")

    call, news = SimpleNamespace(language="en"), SimpleNamespace(lines=list)
    syncing._rounds(call, InAPause(), news, woken=stopped, stopped=stopped)  # type: ignore[arg-type]
    assert capsys.readouterr().err == SENTENCES["no_network"] + "\n"


class Full:
    """A postman whose book could not do its part."""

    def is_due(self) -> bool:
        return True

    def round(self) -> Round:
        return Round(sent=2, own=Unavailable("disk_full"))


def test_what_the_book_cannot_do_is_said_as_what_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    call, news = SimpleNamespace(language="en"), SimpleNamespace(lines=list)
    with pytest.raises(Unavailable, match="disk_full"):
        syncing._tell(call, Full().round(), news)  # type: ignore[arg-type]
    woken, stopped = threading.Event(), threading.Event()

    class Once(Full):
        def round(self) -> Round:
            stopped.set()
            woken.set()
            return super().round()

    syncing._rounds(call, Once(), news, woken=woken, stopped=stopped)  # type: ignore[arg-type]
    assert capsys.readouterr().err == SENTENCES["disk_full"] + "\n"


def test_a_round_that_ended_early_counts_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """What it had sent before is in `sync --status`; here it would read as if all were through."""
    stopped = threading.Event()

    class Broken(Full):
        def round(self) -> Round:
            stopped.set()
            return Round(sent=2, heard=1, cause="no_network")

    call, news = SimpleNamespace(language="en"), SimpleNamespace(lines=list)
    syncing._rounds(call, Broken(), news, woken=stopped, stopped=stopped)  # type: ignore[arg-type]
    assert capsys.readouterr().err == SENTENCES["no_network"] + "\n"


def test_a_desk_that_was_put_out_is_told_how_to_save_what_nobody_heard(
    centre: CentreProcess, venue: Desk, tmp_path: Path
) -> None:
    paired(venue, centre)
    noted(venue, "P")
    centre.home.say("central", "revoke", "Foyer")
    told = venue.say("sync", "--once", code=5)
    assert "save the queue for whoever runs the centre" in told.err
    assert "`ticketoffice sync --save FILE` saves the queue." in told.err
    file = tmp_path / "queue.json"
    said = venue.json("sync", "--save", str(file))
    assert said == {"file": str(file), "saved": venue.json("sync", "--status")["unsent"]} and said["saved"] > 0
    assert json.loads(file.read_text())["format"] == "ticketoffice queue 1"
    assert venue.say("sync", "--save", str(file)).out == f"1 operation saved in {file}.\n"
    assert venue.refused("sync", "--save", str(tmp_path / "no" / "file"), code=5)["code"] == "no_folder"


def test_a_desk_alone_has_no_queue(venue: Desk, tmp_path: Path) -> None:
    assert venue.refused("sync", "--save", str(tmp_path / "queue.json"))["code"] == "not_paired"
    assert not (tmp_path / "queue.json").exists()
