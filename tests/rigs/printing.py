"""The kill rig of the printer: a desk prints at a real port, dies in the middle, and book and printer are compared afterwards."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.conftest import NOW, lea
from tests.house import house, on, taken
from tests.printing.orders import came_out
from tests.rigs.printing_desk import ASK, END, FIRST, SEND, STEPS, TAKEN, Plan
from ticketoffice.desk import spool
from ticketoffice.desk.find import order_of
from ticketoffice.domain.spool import PRINTED, SENDING, UNKNOWN, WAITING
from ticketoffice.printing.renderers.escpos import QUESTIONS
from ticketoffice.printing.spooling import Spooler
from ticketoffice.store.book import Book
from ticketoffice.store.checking import quick_check, verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book
from ticketoffice.store.replay import replay

WITHIN = "within the paper"
PLACES = (*STEPS, WITHIN)
MINUTE = 60_000_000
PART = 64
ORDER = "PAID"


class SlowPrinter:
    """A printer in the network. `papers`: what came, a call each. Once so many bytes of a paper are there it kills whoever sends."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.papers: list[bytes] = []
        self.kills_after: int | None = None
        self.sender = 0
        self._came = threading.Condition()
        self._silent = 0
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def name(self) -> str:
        return f"tcp:127.0.0.1:{self._server.getsockname()[1]}"

    def close(self) -> None:
        self._server.close()

    def settled(self) -> int:
        """How many papers came, once every call that was begun has ended: a call that says nothing is answered after all of them."""
        with self._came:
            silent = self._silent
        socket.create_connection(self._server.getsockname()).close()
        with self._came:
            assert self._came.wait_for(lambda: self._silent > silent, timeout=30)
            return len(self.papers)

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._server.accept()
            except OSError:
                return
            got = b""
            with line, contextlib.suppress(OSError):
                while part := line.recv(PART):
                    got += part
                    if self.kills_after is not None and len(got) >= self.kills_after:
                        self.kills_after = None
                        os.kill(self.sender, signal.SIGKILL)
            with self._came:
                if got:
                    self.papers.append(got.removeprefix(b"".join(QUESTIONS)))
                else:
                    self._silent += 1
                self._came.notify_all()


@dataclass(frozen=True, slots=True)
class Killed:
    """Where one kill fell, what the book said when it was opened, whether a paper had begun, and what is wrong."""

    place: str
    state: str
    on_paper: bool
    faults: tuple[str, ...]


@dataclass(slots=True)
class Table:
    """What is printed of all kills."""

    kills: list[Killed] = field(default_factory=list)

    def faults(self) -> list[tuple[str, tuple[str, ...]]]:
        return [(kill.place, kill.faults) for kill in self.kills if kill.faults]

    def places(self) -> Counter[str]:
        return Counter(kill.place for kill in self.kills)

    def states(self) -> Counter[str]:
        return Counter(kill.state for kill in self.kills)

    def text(self) -> str:
        lines = [f"{len(self.kills)} kills while printing, {len(self.faults())} faults"]
        for place in PLACES:
            own = [kill for kill in self.kills if kill.place == place]
            states = ", ".join(f"{state} {n}" for state, n in sorted(Counter(kill.state for kill in own).items()))
            papers = sum(kill.on_paper for kill in own)
            lines.append(f"  {place:<18}{len(own):>5}   a paper had begun {papers:>4}   found: {states}")
        return "\n".join(lines)


class PrintRig:
    """A prepared book, copied for every kill, and a printer that listens."""

    def __init__(self, folder: Path, *, seed: int) -> None:
        self._folder, self._chance = folder, random.Random(seed)
        self._first = folder / "first"
        secrets = FileSecrets(self._first / "keys")
        book = open_book(self._first / "book.db", clock=HandClock(NOW), secrets=secrets)
        taken(book, house(), on("A-1", "A-2", "A-3", number=ORDER))
        lea(book)
        book.close()
        secrets.close()
        self.printer = SlowPrinter()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.rigs.printing_desk"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )

    def close(self) -> None:
        with self._process as process:
            assert process.stdin is not None
            process.stdin.close()
        self.printer.close()

    def kills(self, count: int) -> Table:
        """Kills desks, at each place in turn."""
        table = Table()
        while len(table.kills) < count:
            table.kills.append(self.kill(PLACES[len(table.kills) % len(PLACES)]))
        return table

    def kill(self, place: str, *, hasty: bool = False) -> Killed:
        """One desk dies at this place; then the book is opened as the program opens it."""
        folder = self._folder / "book"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self._first, folder)
        self.printer.papers.clear()
        self.printer.kills_after = self._chance.randint(1, 3000) if place == WITHIN else None
        die_at = None if place == WITHIN else place
        plan = Plan(str(folder), NOW + MINUTE, ORDER, self.printer.name, die_at=die_at, hasty=hasty)
        said = list(self._said(plan))
        assert said[-1] == ["ended", -signal.SIGKILL], said
        came = self.printer.settled()
        return self._examined(folder, place, came=came)

    def _said(self, plan: Plan) -> Iterator[list[Any]]:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(asdict(plan)) + "\n")
        self._process.stdin.flush()
        for line in self._process.stdout:
            words = json.loads(line)
            if words[0] == "process":
                self.printer.sender = words[1]
            yield words
            if words[0] == "ended":
                return

    def _examined(self, folder: Path, place: str, *, came: int) -> Killed:
        secrets = FileSecrets(folder / "keys")
        book = open_book(folder / "book.db", clock=HandClock(NOW + 2 * MINUTE), secrets=secrets)
        try:
            found = spool.jobs(book, count=10)
            state = found[0].job.state if found else "nothing"
            faults = list(_faults(book, state, place, came=came))
            waiting = spool.recover(book)
            if self.printer.settled() != came:
                faults.append("printed by itself")
            faults += _after(book, state, waits=bool(waiting), copies=_copies(book))
            faults += self._next_paper(book, duplicate=state in (SENDING, PRINTED))
            faults += [f"file: {fault}" for fault in [quick_check(book)] if fault]
            faults += [f"chain: {fault}" for fault in [verify(book)] if fault]
            if not replay(book).equal:
                faults.append("replay differs")
            return Killed(place, state, came > 0, tuple(faults))
        finally:
            book.close()
            secrets.close()

    def _next_paper(self, book: Book, *, duplicate: bool) -> Iterator[str]:
        """The cashier prints again, or what waited goes on: one paper, which says whether there may be another one."""
        before = self.printer.settled()
        open_now = spool.recover(book)
        job = open_now[0].id if open_now else _asked(book, self.printer.name)
        ended = Spooler(step=lambda what: what(book), beside=lambda what: what(book)).send(job)
        if (ended.state, self.printer.settled() - before) != (PRINTED, 1):
            yield f"the next paper: {ended.state}"
            return
        said = "".join(words for _, words in came_out(self.printer.papers[-1], "escpos"))
        if ("DUPLICATA" in said) != duplicate:
            yield "the next paper is a duplicate" if not duplicate else "the next paper says no DUPLICATA"


def _faults(book: Book, state: str, place: str, *, came: int) -> Iterator[str]:
    """What the book says against what the printer got."""
    if came > 1:
        yield f"{came} papers"
    if came and state not in (SENDING, PRINTED):
        yield f"a paper without a record: {state}"
    expected = {ASK: "nothing", SEND: WAITING, FIRST: SENDING, TAKEN: SENDING, END: SENDING, WITHIN: SENDING}
    if state != expected.get(place, PRINTED):
        yield f"found {state}"


def _after(book: Book, before: str, *, waits: bool, copies: set[int | None]) -> Iterator[str]:
    """What the start of the program makes of it."""
    found = spool.jobs(book, count=10)
    if waits != (before == WAITING):
        yield "what waits is another one"
    if before == SENDING and (found[0].job.state != UNKNOWN or copies != {1}):
        yield f"what may be on paper is {found[0].job.state}, {copies}"
    if before in ("nothing", WAITING) and copies != {None}:
        yield "recorded and never sent"
    if before == PRINTED and copies != {1}:
        yield "printed and not recorded once"


def _copies(book: Book) -> set[int | None]:
    order = order_of(book, ORDER)[0]
    with book.read() as reading:
        return {ticket.copies for ticket in reading.dossiers([order])[order].tickets}


def _asked(book: Book, printer: str) -> str:
    from ticketoffice.domain.spool import TICKETS
    from ticketoffice.printer_choice import PrinterChoice
    from ticketoffice.printing.wishes import ask

    order = order_of(book, ORDER)[0]
    choice = PrinterChoice(printer, "escpos")
    return ask(book, TICKETS, choice=choice, language="en", who=lea(book), order=order).id
