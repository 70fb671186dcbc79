"""A power cut at any moment: what was synced is there, the rest in any state, and no acknowledged deed is lost."""

import copy
import json
import random
import shutil
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import NOW
from tests.rigs.desk import Plan
from tests.rigs.examining import Told, examine
from tests.rigs.power import Disk, Event, NoTracing, may_trace, record
from tests.rigs.work import prepare_files
from ticketoffice.desk.people import person_named
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book

DAY = 86_400_000_000
pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="cuts are recorded with strace, which there is on Linux alone"
)


def recorded(folder: Path, *, deeds: int, synchronous: str | None = None) -> list[Event]:
    """A desk begins a book, works, closes it, opens it again and works on."""
    root, files = folder / "desk", folder / "files"
    root.mkdir()
    prepare_files(files)
    first = Plan(str(root), str(files), now=NOW, seed=1, before=deeds, begins=True, synchronous=synchronous)
    again = Plan(str(root), str(files), now=NOW + DAY, seed=2, before=deeds, synchronous=synchronous)
    return record([first, again], root=root)


@dataclass(slots=True)
class Cuts:
    """What became of the cuts: by what the desk did last, and what is wrong with each book."""

    last: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    unsaid: int = 0
    faults: list[str] = field(default_factory=list)

    def text(self) -> str:
        lines = [
            f"{self.last.total()} power cuts, {self.acknowledged} times an acknowledged operation was looked for,"
            f" {len(self.faults)} faults; {self.unsaid} times a deed was there that was not acknowledged"
        ]
        return "\n".join(lines + [f"  after {last:<28}{n:>6}" for last, n in sorted(self.last.items())])


def drawn(events: list[Event], *, count: int, seed: int) -> list[int]:
    """Where to cut: in turn after an acknowledgement, a write, and what is rarer than writes."""
    chance = random.Random(seed)
    kinds: dict[str, list[int]] = {"said": [], "written": [], "rare": []}
    for place, event in enumerate(events, 1):
        if event.what == "say":
            kinds["said"] += [place] if is_done(event) else []
        else:
            kinds["written" if event.what == "write" and "book.db" in event.path else "rare"].append(place)
    return [chance.choice(list(kinds.values())[turn % 3]) for turn in range(count)]


def cut(events: list[Event], folder: Path, *, places: list[int], seed: int) -> Cuts:
    """Cuts the power after each of these events (counted from 1), and looks at each book that is left."""
    chance = random.Random(seed)
    disk, told, cuts, done = Disk(), Told(), Cuts(), 0
    epochs = [words[1] for event in events if event.what == "say" and (words := json.loads(event.data))[0] == "epoch"]
    for turn, place in enumerate(sorted(places)):
        for event in events[done:place]:
            if event.what == "say":
                told.hear(json.loads(event.data))
            else:
                disk.take(event)
        done = place
        target = folder / f"cut-{turn}"
        disk.after_cut(chance, root=root_of(events), target=target)
        then = copy.deepcopy(told)
        then.epochs = epochs if told.epochs else []
        found = examine(target, then, now=NOW + 2 * DAY, known=set())
        cuts.last[named(events[place - 1])] += 1
        cuts.acknowledged += found.acknowledged
        cuts.unsaid += found.unsaid
        cuts.faults += [f"cut {turn} after {named(events[place - 1])}: {fault}" for fault in found.faults]
        if not found.faults:
            goes_on(target)
        shutil.rmtree(target)
    return cuts


def root_of(events: list[Event]) -> str:
    """The folder of the recorded desk: where its first file was made."""
    return str(Path(next(event.path for event in events if event.what == "make")).parent)


def goes_on(folder: Path) -> None:
    """The desk works on with the book, in the same epoch."""
    secrets = FileSecrets(folder / "keys")
    book = open_book(folder / "book.db", clock=HandClock(NOW + 3 * DAY), secrets=secrets)
    with book.read() as reading:
        before = reading.facts()
    person_named(book, "Ada, after the power came back")
    with book.read() as reading:
        after = reading.facts()
    assert verify(book) is None
    assert (after.epoch, after.letter, after.seq) == (before.epoch, before.letter, before.seq + 1)
    book.close()
    secrets.close()


def is_done(event: Event) -> bool:
    """Whether this is an acknowledgement."""
    return event.what == "say" and json.loads(event.data)[0] == "done"


def named(event: Event) -> str:
    """What the desk did, in words of the table."""
    if event.what == "say":
        return "an acknowledgement"
    name = Path(event.path).name
    return f"{event.what} {name if name.startswith('book.db') else Path(name).suffix or 'a folder'}"


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory, long_run: bool) -> list[Event]:
    """What a desk did to its disk."""
    may_trace()
    return recorded(tmp_path_factory.mktemp("power"), deeds=60 if long_run else 3)


@pytest.mark.timeout(2400)
def test_a_power_cut_loses_no_acknowledged_deed(
    work: list[Event], tmp_path: Path, long_run: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    cuts = cut(work, tmp_path, places=drawn(work, count=200 if long_run else 12, seed=1), seed=1)
    with capsys.disabled():
        print(f"\n{cuts.text()}")
    assert cuts.faults == []
    assert cuts.acknowledged > 0


def test_a_power_cut_while_the_book_is_made(work: list[Event], tmp_path: Path, long_run: bool) -> None:
    made = next(n for n, event in enumerate(work, 1) if event.what == "remove" and event.path.endswith("-journal"))
    places = [n for n in range(1, made + 1) if work[n - 1].what != "say"]
    if not long_run:
        places = [n for n in places if work[n - 1].what == "write" and work[n - 1].path.endswith("book.db")]
    assert places
    for seed in range(8 if long_run else 4):
        assert cut(work, tmp_path, places=places, seed=seed).faults == []


def test_a_book_that_is_not_synced_loses_deeds(tmp_path: Path, long_run: bool) -> None:
    may_trace()
    for synchronous in ("OFF", "NORMAL") if long_run else ("OFF",):
        folder = tmp_path / synchronous
        folder.mkdir()
        events = recorded(folder, deeds=1, synchronous=synchronous)
        faults = cut(events, folder, places=drawn(events, count=15, seed=1), seed=1).faults
        assert [fault for fault in faults if ": lost: " in fault]


@pytest.mark.parametrize(
    ("strace", "sentence"),
    [
        (None, "cannot be started here: No such file or directory"),
        ("#!/bin/sh\necho 'strace: ptrace: Operation not permitted' >&2\nexit 1\n", "Operation not permitted"),
    ],
    ids=["not there", "not permitted"],
)
def test_where_strace_cannot_record_the_rig_fails_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, strace: str | None, sentence: str
) -> None:
    if strace is not None:
        (tmp_path / "strace").write_text(strace)
        (tmp_path / "strace").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoTracing, match=sentence):
        may_trace()
