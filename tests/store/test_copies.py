"""The second copy by itself: made each hour and at closing, whole or not at all, 14 kept, and nothing else touched."""

import errno
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import NOW, lea
from tests.house import house, on, taken
from ticketoffice.desk import cancel
from ticketoffice.desk.find import order_of
from ticketoffice.desk.sentences import sentence
from ticketoffice.domain.errors import Unavailable
from ticketoffice.settings import read_settings
from ticketoffice.store import backing_up, copies
from ticketoffice.store.backing_up import Stopped, backup, stamp_of
from ticketoffice.store.book import Book
from ticketoffice.store.checking import Finding, examine, verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.copies import (
    CopyCare,
    Hindrance,
    copies_of,
    copy_at_closing,
    copy_state,
    copy_where_due,
    hindrance,
    rests,
)
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import Kind, open_book, open_reader
from ticketoffice.store.replay import replay

HOUR = 3600
FIRST = "book-20261124-120000.db"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def filled(file_book: Book) -> Book:
    taken(file_book, house(), on("A-1", "A-2", number="PAID"))
    return file_book


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def found(book: Book, folder: Path | None, check: str = "second copy") -> Finding:
    with book.read() as reading:
        path = Path(reading.connection.exec_driver_sql("PRAGMA database_list").all()[0][2])
    return next(f for f in examine(book, path=path, copies=folder) if f.check == check)


def test_a_copy_is_the_book_whole(filled: Book, stick: Path, clock: HandClock, secrets: FileSecrets) -> None:
    assert copy_where_due(filled, stick).care is CopyCare.FRESH
    assert names(stick) == [FIRST], "nothing lies beside it"
    assert (stick / FIRST).stat().st_mode & 0o077 == 0
    copy = open_reader(stick / FIRST, clock=clock, secrets=secrets)
    with copy.read() as there, filled.read() as here:
        assert there.facts() == here.facts()
    assert verify(copy) is None
    assert replay(copy).equal
    copy.close()


def test_one_is_made_each_hour_and_fourteen_stay(filled: Book, stick: Path, clock: HandClock) -> None:
    for hour in range(20):
        copy_where_due(filled, stick)
        made = names(stick)
        clock.advance(seconds=HOUR / 2)
        copy_where_due(filled, stick)
        assert names(stick) == made, "an hour has not passed"
        assert len(made) == min(hour + 1, 14)
        clock.advance(seconds=HOUR / 2)
    assert made[-1] == "book-20261125-070000.db"
    assert made[0] == "book-20261124-180000.db"


def test_at_closing_one_is_made_only_where_something_was_written(filled: Book, stick: Path, clock: HandClock) -> None:
    copy_at_closing(filled, stick)
    clock.advance(seconds=60)
    copy_at_closing(filled, stick)
    assert names(stick) == [FIRST]
    cancel.click(filled, [str(order_of(filled, "PAIDT1")[1])], who=lea(filled))
    copy_at_closing(filled, stick)
    assert names(stick) == [FIRST, "book-20261124-120100.db"]


def test_nothing_else_in_the_folder_is_touched(filled: Book, stick: Path, clock: HandClock, tmp_path: Path) -> None:
    """Another desk's copies of the same name, what only looks like a copy, and what is no copy at all."""
    other = open_book(tmp_path / "other" / "book.db", clock=clock, secrets=FileSecrets(tmp_path / "other" / "keys"))
    assert copy_where_due(other, stick).care is CopyCare.FRESH
    assert copy_state(filled, stick).last_at is None, "that is another desk's"
    strange = [
        "book.db",
        "book-20260101-000000.db",
        "Book-20260101-000000.db",
        "book-20260101-000000.db.part.txt",
        "a.txt",
    ]
    for name in strange:
        (stick / name).write_text("mine")
    (stick / "book-20250101-000000.db").mkdir()
    before = {name: (stick / name).read_bytes() for name in [*strange, FIRST]}
    for _ in range(17):
        copy_where_due(filled, stick)
        clock.advance(seconds=HOUR)
    assert {name: (stick / name).read_bytes() for name in before} == before
    assert len(copies_of(filled, stick)) == 14
    assert len(copies_of(other, stick)) == 1
    assert (stick / "book-20250101-000000.db").is_dir()
    other.close()


def test_a_folder_that_is_not_there_is_told_and_never_made(filled: Book, stick: Path) -> None:
    stick.rmdir()
    state = copy_where_due(filled, stick)
    assert (state.care, state.waits) == (CopyCare.MISSING, True)
    assert not stick.exists()
    assert "is not there" in found(filled, stick).detail and not found(filled, stick).ok


def test_older_than_a_day_waits_and_the_doctor_says_so(filled: Book, stick: Path, clock: HandClock) -> None:
    assert copy_state(filled, stick).care is CopyCare.OLD, "there never was one"
    assert "none yet" in found(filled, stick).detail
    copy_where_due(filled, stick)
    clock.advance(seconds=24 * HOUR)
    assert not copy_state(filled, stick).waits
    assert found(filled, stick).ok
    clock.advance(seconds=1)
    state = copy_state(filled, stick)
    assert (state.care, state.last_at) == (CopyCare.OLD, NOW)
    finding = found(filled, stick)
    assert not finding.ok and "2026-11-24 12:00 UTC" in finding.detail


@pytest.mark.parametrize(
    ("refusal", "free", "why", "told"),
    [
        (OSError(errno.EROFS, "Read-only file system"), 1 << 40, Hindrance.READ_ONLY, "nothing can be written into"),
        (
            PermissionError(errno.EACCES, "Permission denied"),
            1 << 40,
            Hindrance.READ_ONLY,
            "nothing can be written into",
        ),
        (OSError(errno.ENOSPC, "No space left on device"), 0, Hindrance.FULL, "is full"),
        (None, 100, Hindrance.FULL, "is full"),
        (None, 1 << 40, None, "keep the window open"),
    ],
)
def test_the_doctor_says_what_is_wrong_with_the_folder_and_what_to_do(
    filled: Book,
    stick: Path,
    monkeypatch: pytest.MonkeyPatch,
    refusal: OSError | None,
    free: int,
    why: Hindrance | None,
    told: str,
) -> None:
    @contextmanager
    def written(dir: Path) -> Iterator[None]:
        if refusal is not None:
            raise refusal
        yield

    monkeypatch.setattr(copies, "TemporaryFile", written)
    monkeypatch.setattr(copies.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1 << 40, 0, free))
    assert hindrance(filled, stick) is why
    finding = found(filled, stick)
    assert not finding.ok and told in finding.detail and str(stick) in finding.detail
    assert ("name another folder in the settings" in finding.detail) == (why is not None)
    monkeypatch.undo()
    assert hindrance(filled, stick) is None and list(stick.iterdir()) == []


def test_without_a_folder_nothing_waits_and_the_doctor_names_the_setting(filled: Book) -> None:
    assert copy_where_due(filled, None).care is CopyCare.UNNAMED
    finding = found(filled, None)
    assert finding.ok and "[copies] folder" in finding.detail


def test_a_demonstration_has_no_copies(tmp_path: Path, stick: Path, clock: HandClock) -> None:
    demo = open_book(tmp_path / "demo.db", clock=clock, secrets=FileSecrets(tmp_path / "dk"), kind=Kind("demo"))
    for copying in (copy_where_due, copy_at_closing):
        assert copying(demo, stick).care is CopyCare.NOT_NEEDED
    assert found(demo, stick).ok
    assert names(stick) == []
    demo.close()


def test_a_servers_book_is_its_operators(book: Book, stick: Path) -> None:
    wanted = CopyCare.FRESH if book.engine.dialect.name == "sqlite" else CopyCare.NOT_NEEDED
    assert copy_where_due(book, stick).care is wanted
    assert bool(names(stick)) == (wanted is CopyCare.FRESH)


@pytest.mark.parametrize("part", [1, 2, 3])
def test_a_copy_that_is_given_up_leaves_nothing(
    filled: Book, stick: Path, part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backing_up, "PAGES", 40)
    stopped, seen = threading.Event(), []

    def rest() -> None:
        seen.append(names(stick))
        if len(seen) == part:
            stopped.set()
        rests(stopped)()

    with pytest.raises(Stopped):
        copy_where_due(filled, stick, rest=rest)
    assert len(seen) == part and FIRST not in seen[-1]
    assert names(stick) == []


def test_writing_meanwhile_neither_waits_nor_begins_the_copy_again(
    filled: Book, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backing_up, "PAGES", 10)
    with filled.read() as reading:
        begun = reading.facts()
    done = []

    def rest() -> None:
        if len(done) < 2:
            code = f"PAIDT{len(done) + 1}"
            cancel.click(filled, [str(order_of(filled, code)[1])], who=lea(filled))
        done.append(1)

    copy_where_due(filled, stick, rest=rest)
    stamp = stamp_of(stick / FIRST)
    assert stamp is not None and stamp.seq == begun.seq, "the copy is of the moment it was begun"
    with filled.read() as reading:
        assert reading.facts().seq > begun.seq
    assert len(done) < 2 * (stick / FIRST).stat().st_size // 4096 // 10


def test_a_copy_that_came_out_wrong_is_no_copy(
    filled: Book, stick: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A stick that gives back other bytes than it was given."""
    written = backing_up._written

    def badly(book: Path, part: Path, *, rest: Callable[[], None]) -> object:
        head = written(book, part, rest=rest)
        with part.open("r+b") as file:
            file.seek(3 * 4096)
            file.write(b"\xff" * 4096 * 20)
        return head

    monkeypatch.setattr(backing_up, "_written", badly)
    assert copy_where_due(filled, stick).care is CopyCare.OLD
    assert "could not be made" in caplog.text
    assert names(stick) == []


def test_a_copy_with_another_head_is_no_copy(filled: Book, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backing_up, "_written", lambda book, part, rest: shutil.copy(book, part) and (b"x", 1, b""))
    with pytest.raises(Unavailable) as refused:
        backup(Path(str(filled.engine.url.database)), stick / "copy.db")
    assert refused.value.code == "damaged"
    assert names(stick) == []


def test_a_full_stick_is_logged_and_stays_told(
    filled: Book, stick: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(book: Path, part: Path, *, rest: Callable[[], None]) -> None:
        part.write_bytes(b"x" * 100)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backing_up, "_written", full)
    assert copy_where_due(filled, stick).care is CopyCare.OLD
    assert "could not be made" in caplog.text
    assert names(stick) == []


def test_what_a_power_cut_left_half_made_goes_after_a_day(filled: Book, stick: Path, clock: HandClock) -> None:
    for name in ("book-20261124-110000.db.part", "book-20261101-110000.db.part", "other-20200101-000000.db.part"):
        (stick / name).write_text("half")
    copy_where_due(filled, stick)
    assert names(stick) == ["book-20261124-110000.db.part", FIRST, "other-20200101-000000.db.part"]


def test_a_clock_that_was_set_back_still_makes_copies(filled: Book, stick: Path, clock: HandClock) -> None:
    for _ in range(14):
        copy_where_due(filled, stick)
        clock.advance(seconds=HOUR)
    clock.advance(seconds=-400 * 24 * HOUR)
    assert copy_state(filled, stick).care is CopyCare.OLD
    assert copy_where_due(filled, stick).care is CopyCare.FRESH
    assert "book-20251021-020000.db" in names(stick), "the newest is never the one that goes"
    assert len(names(stick)) == 15, "and those of the days to come are not pushed out by it"


def test_a_start_with_a_clock_ahead_empties_no_copies(filled: Book, stick: Path, clock: HandClock) -> None:
    """A copy from days to come is not the newest: neither a reason to copy each minute nor to let good ones go."""
    for _ in range(14):
        copy_where_due(filled, stick)
        clock.advance(seconds=HOUR)
    hourly = names(stick)[1:]
    clock.advance(seconds=365 * 24 * HOUR)
    assert copy_where_due(filled, stick).care is CopyCare.FRESH
    ahead = names(stick)[-1]
    assert ahead.startswith("book-2027")
    clock.advance(seconds=-365 * 24 * HOUR)
    for _ in range(60):
        copy_where_due(filled, stick)
        clock.advance(seconds=60)
    assert names(stick) == [*hourly, "book-20261125-020000.db", ahead], "one in this hour"
    copy_at_closing(filled, stick)
    assert names(stick) == [*hourly, "book-20261125-020000.db", ahead], "nothing was written since"
    for _ in range(20):
        copy_where_due(filled, stick)
        clock.advance(seconds=HOUR)
    assert len(names(stick)) == 15
    assert names(stick)[0] == "book-20261125-090000.db" and names(stick)[-2:] == ["book-20261125-220000.db", ahead]
    assert copy_state(filled, stick).care is CopyCare.FRESH


def test_a_file_that_cannot_be_read_is_nobodys_copy(filled: Book, stick: Path) -> None:
    copy_where_due(filled, stick)
    (stick / FIRST).write_bytes((stick / FIRST).read_bytes()[:5000])
    assert copies_of(filled, stick) == []
    assert copy_state(filled, stick).last_at is None


def test_the_folder_is_named_in_the_settings_or_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_config_path", lambda name: tmp_path)
    assert read_settings({}).copies is None
    (tmp_path / "settings.toml").write_text('[copies]\nfolder = "/media/stick"\n')
    assert read_settings({}).copies == Path("/media/stick")
    assert read_settings({"TICKETOFFICE_COPIES": str(tmp_path)}).copies == tmp_path
    for wrong in ("folder = 5", 'folder = "stick"'):
        (tmp_path / "settings.toml").write_text(f"[copies]\n{wrong}\n")
        with pytest.raises(Unavailable) as refused:
            read_settings({})
        assert refused.value.code == "wrong_settings"
        assert "copies.folder" in str(refused.value.data["why"])


def test_a_wrong_name_in_the_environment_is_not_laid_on_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_config_path", lambda name: tmp_path)
    for name, value in (("TICKETOFFICE_COPIES", "rel"), ("TICKETOFFICE_SMTP", "mail.example.org:x")):
        with pytest.raises(Unavailable) as refused:
            read_settings({name: value})
        assert refused.value.code == "wrong_environment"
        assert refused.value.data["name"] == name
        said = sentence(refused.value.code, data=refused.value.data)
        assert name in said and "settings" not in said and "file" not in said


def test_the_number_kept_is_the_papers() -> None:
    assert (copies.KEPT, copies.EVERY) == (14, HOUR * 1_000_000)
