"""The kill rig: desks do deeds on a real book, each is killed in one of them, and the book is looked at afterwards."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.conftest import NOW
from tests.rigs.desk import COMMIT, COMMITTED, HEAD, SAY, Plan, gap_of
from tests.rigs.examining import Found, Told, examine
from tests.rigs.work import KINDS, begin, prepare_files
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book

BEFORE, BETWEEN, AT_COMMIT, UNSAID = (
    "before the transaction",
    "between its statements",
    "at COMMIT",
    "between COMMIT and acknowledgement",
)
EARLY = (BEFORE, BETWEEN)
PLACES = (BEFORE, BETWEEN, AT_COMMIT, UNSAID)
MOMENT, WRITING = "a random moment", "while COMMIT writes"
MINUTE = 60_000_000
LIVES = 10


class Server:
    """The process that forks desks."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.rigs.desk"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )

    def run(self, plan: Plan) -> Iterator[list[Any]]:
        """Starts a desk and yields what it says, to the end."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(asdict(plan)) + "\n")
        self._process.stdin.flush()
        for line in self._process.stdout:
            words = json.loads(line)
            yield words
            if words[0] == "ended":
                return

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *problem: object) -> None:
        with self._process as process:
            assert process.stdin is not None
            process.stdin.close()


@dataclass(frozen=True, slots=True)
class Killed:
    """Where one kill fell: which deed, which kind of place, between which two steps."""

    kind: str
    place: str
    gap: str
    found: Found


@dataclass(slots=True)
class Table:
    """What is printed of all kills."""

    kills: list[Killed] = field(default_factory=list)

    def places(self) -> Counter[str]:
        return Counter(k.place for k in self.kills)

    def kinds(self) -> Counter[str]:
        return Counter(k.kind for k in self.kills)

    def gaps(self) -> Counter[str]:
        return Counter(k.gap for k in self.kills if k.place == BETWEEN)

    def faults(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """What is wrong with the books, and with a deed that is there too early or too late."""
        found = [(k.kind, k.gap, k.found.faults) for k in self.kills if k.found.faults]
        found += [(k.kind, k.gap, ("there before COMMIT",)) for k in self.kills if k.found.unsaid and k.place in EARLY]
        return found + [
            (k.kind, k.gap, ("gone after COMMIT",)) for k in self.kills if not k.found.unsaid and k.place == UNSAID
        ]

    def text(self) -> str:
        """Deeds by places, then the gaps between statements."""
        lines = [
            f"{len(self.kills)} kills, {sum(k.found.acknowledged for k in self.kills)} times an acknowledged operation"
            f" was looked for, {len(self.faults())} faults",
            row("where it fell", ["before", "between", "at", "COMMIT to"]),
            row("", ["BEGIN", "statements", "COMMIT", "acknowledged"]),
        ]
        for kind in KINDS:
            own = Counter(k.place for k in self.kills if k.kind == kind)
            lines.append(row(kind, [own[place] for place in PLACES]))
        lines.append(row("all", [self.places()[place] for place in PLACES]))
        done = Counter(k.place for k in self.kills if k.found.unsaid)
        lines.append(row("its deed was done", [done[place] for place in PLACES]))
        lines += [row(f"  {gap}", ["", n]) for gap, n in sorted(self.gaps().items())]
        return "\n".join(lines)


def row(name: str, cells: Sequence[object]) -> str:
    """A line of the table."""
    return f"{name:<20}" + "".join(f"{cell!s:>13}" for cell in cells)


class KillRig:
    """A prepared book, copied for every ten kills; a survey of each deed's steps says where one can kill."""

    def __init__(self, folder: Path, server: Server, *, seed: int) -> None:
        self._folder, self._server = folder, server
        self._chance = random.Random(seed)
        self._files = folder / "files"
        prepare_files(self._files)
        self._first = folder / "first"
        secrets = FileSecrets(self._first / "keys")
        book = open_book(self._first / "book.db", clock=HandClock(NOW), secrets=secrets)
        begin(book, files=self._files)
        book.close()
        secrets.close()
        self.steps = {kind: self._survey(kind) for kind in KINDS}
        gaps = sorted({gap for kind in KINDS for gap in self._gaps(kind)})
        self.aims = [*gaps, MOMENT, WRITING, MOMENT, WRITING, WRITING]

    def _survey(self, kind: str) -> list[str]:
        """The steps of a deed, as it takes them when nobody kills it."""
        plan = Plan(str(self._fresh("survey")), str(self._files), now=NOW + MINUTE, seed=1, kind=kind)
        said = list(self._server.run(plan))
        assert said[-1] == ["ended", 0], said[-1]
        return [words[1] for words in said if words[0] == "step"]

    def _fresh(self, name: str) -> Path:
        target = self._folder / name
        shutil.rmtree(target, ignore_errors=True)
        return shutil.copytree(self._first, target)

    def kills(self, count: int) -> Table:
        """Kills desks, at each aim in turn, in any deed that has it; a book is killed ten times, then a fresh one."""
        table = Table()
        while len(table.kills) < count:
            folder = self._fresh("book")
            told, known = Told(), set[str]()
            examine(folder, told, now=NOW, known=known)
            for _ in range(min(LIVES, count - len(table.kills))):
                table.kills.append(self._kill(folder, len(table.kills), told=told, known=known))
        return table

    def hasty_kill(self) -> Found:
        """A desk that acknowledges before COMMIT, killed in between."""
        folder = self._fresh("book")
        told, known = Told(), set[str]()
        examine(folder, told, now=NOW, known=known)
        plan = self._plan(folder, 0, kind="click", die_at=gap_of("journal", COMMIT), hasty=True)
        for words in self._server.run(plan):
            told.hear(words)
        return examine(folder, told, now=NOW + 2 * MINUTE, known=known)

    def _kill(self, folder: Path, turn: int, *, told: Told, known: set[str]) -> Killed:
        aim = self.aims[turn % len(self.aims)]
        if aim in (MOMENT, WRITING):
            plan = self._plan(folder, turn, kind=self._chance.choice(KINDS), deeds=100)
        else:
            kind = self._chance.choice([kind for kind in KINDS if aim in self._gaps(kind)])
            times = self._chance.randint(1, self._gaps(kind).count(aim))
            plan = self._plan(folder, turn, kind=kind, die_at=aim, die_at_turn=times)
        fell = Fell()
        sign, milliseconds = {MOMENT: ("watched", 40), WRITING: ("step", 2)}.get(aim, ("", 0))
        for words in self._server.run(plan):
            told.hear(words)
            fell.hear(words)
            if words[0] == sign and (aim == MOMENT or words[1] == COMMIT):
                self._kill_after(fell.process, milliseconds=milliseconds)
                sign = ""
        assert fell.ended == -signal.SIGKILL, f"{aim}: the desk ended by itself with {fell.ended}"
        found = examine(folder, told, now=NOW + (turn + 1) * 2 * MINUTE, known=known)
        return Killed(fell.kind, fell.place, fell.gap, found)

    def _kill_after(self, process: int, *, milliseconds: float) -> None:
        """At a random moment; counted down without sleeping, for a sleep is longer than a deed's step."""
        end = time.perf_counter() + self._chance.uniform(0, milliseconds) / 1000
        while time.perf_counter() < end:
            pass
        with contextlib.suppress(ProcessLookupError):  # it was faster than the clock: told by how it ended
            os.kill(process, signal.SIGKILL)

    def _plan(self, folder: Path, turn: int, *, kind: str, **more: Any) -> Plan:
        now = NOW + (turn * 2 + 1) * MINUTE
        return Plan(str(folder), str(self._files), now=now, seed=turn, before=turn % 3, kind=kind, **more)

    def _gaps(self, kind: str) -> list[str]:
        """For each step of a deed the name of the gap before it."""
        steps = self.steps[kind]
        return [gap_of(before, step) for before, step in zip(["", *steps], steps, strict=False)]

    @property
    def between(self) -> list[str]:
        """The gaps between two statements of a transaction."""
        outside = ("", COMMIT, COMMITTED, HEAD, SAY)
        return [gap for gap in self.aims if " | " in gap and not set(gap.split(" | ")) & set(outside)]


class Fell:
    """Follows what a desk says, to know where it was when it was killed."""

    def __init__(self) -> None:
        self.process, self.ended, self.kind = 0, 0, ""
        self._before, self._step, self._by_itself = "", "", False
        self._has_written = False

    def hear(self, words: list[Any]) -> None:
        if words[0] == "process":
            self.process = words[1]
        elif words[0] == "ended":
            self.ended = words[1]
        elif words[0] == "doing":
            self.kind, self._before, self._step, self._has_written = words[1], "", "", False
        elif words[0] == "done":
            self._before, self._step = "", ""
        elif words[0] in ("step", "dies before"):
            self._before, self._step = self._step, words[1]
            self._by_itself = words[0] == "dies before"
            self._has_written = self._has_written or words[1] == "journal"

    @property
    def place(self) -> str:
        """Which kind of place; a transaction that only asked, before the deed's own, is before it."""
        if self._step in ("", "begin") and (self._by_itself or not self._step):
            return BEFORE
        if self._step in (COMMITTED, HEAD, SAY) and not self._has_written:
            return BEFORE
        if self._step == COMMIT:
            return AT_COMMIT
        return UNSAID if self._step in (COMMITTED, HEAD, SAY) else BETWEEN

    @property
    def gap(self) -> str:
        """Between which steps; killed from outside: in which one."""
        return gap_of(self._before, self._step) if self._by_itself else f"within {self._step or 'the draw'}"
