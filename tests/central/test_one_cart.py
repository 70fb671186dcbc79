"""Desks that sell and exchange the same seats at the same moment, over HTTPS and PostgreSQL: nobody's ticket is lost, none is double."""

from __future__ import annotations

from collections import Counter as Count
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import text

from tests.central.test_one_seat import behind as _behind
from tests.conftest import lea
from tests.contract.desk import Behind, Writer
from tests.house import taken
from tests.theatre import evening, seats, theatre
from ticketoffice.desk import cancel
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.store import membership, tables
from ticketoffice.store.checking import verify
from ticketoffice.store.replay import replay
from ticketoffice.sync.round import Postman
from ticketoffice.sync.selling import Counter

T = TypeVar("T")
behind = _behind
FEW, MANY = 4, 1000
"""Rounds; with --long the many."""
PLACES = ("A-1", "A-2", "B-1", "B-2", "C-1", "C-2")
LATER = 200
"""Seconds after which a postman that met a fault asks again."""


class Till:
    """A desk on a thread of its own, as each program is."""

    def __init__(self, behind: Behind, folder: Path, *, name: str, brings: bool = False) -> None:
        self._behind = behind
        self._thread = ThreadPoolExecutor(1)
        self._thread.submit(self._join, folder, name, brings).result()

    def _join(self, folder: Path, name: str, brings: bool) -> None:
        writer = Writer(self._behind, folder=folder, name=name, orders=0)
        if brings:
            taken(writer.book, theatre(evening()))
        membership.join(writer.book, writer.join(), url="centre", name="Centre", authority=None)
        self.book, self.postman = writer.book, Postman(writer.book, writer.service)
        self.counter = Counter(writer.book, writer.service, self.postman)
        self.who = lea(writer.book)
        self._sync()

    def begin(self, deed: Callable[[], T]) -> Callable[[], T | str]:
        """Starts a deed beside the others; what is returned waits for its end, or for why it was refused."""
        going = self._thread.submit(deed)

        def ended() -> T | str:
            try:
                return going.result(timeout=120)
            except (RuleBroken, Unavailable) as no:
                return no.code

        return ended

    def do(self, deed: Callable[[], T]) -> T:
        return self._thread.submit(deed).result(timeout=120)

    def _sync(self) -> None:
        for _ in range(20):
            if self.postman.round().cause is None:
                return
            self._behind.clock.advance(seconds=LATER)
        raise AssertionError("the centre does not answer")

    def sync(self) -> None:
        self.do(self._sync)

    def cancel(self, tickets: Sequence[str]) -> None:
        cancel.cancel(self.book, list(tickets), who=self.who, reason="duplicate", now=True)

    def close(self) -> None:
        self.do(self.book.close)
        self._thread.shutdown()


@pytest.fixture
def tills(behind: Behind, tmp_path: Path) -> Iterator[tuple[Till, Till, Till]]:
    with ExitStack() as stack:
        made = [Till(behind, tmp_path / name, name=name, brings=name == "a") for name in "abc"]
        for till in made:
            stack.callback(till.close)
            till.sync()
        yield made[0], made[1], made[2]


def all_heard(tills: Sequence[Till]) -> None:
    for till in (*tills, *tills):
        till.sync()


def live(behind: Behind, where: str) -> int:
    with behind.book.read() as reading:
        asked = f"SELECT count(*) FROM tickets WHERE {tables.LIVE_SEAT} AND {where}"
        return int(reading.connection.execute(text(asked)).scalar_one())


@pytest.mark.timeout(7200)
def test_an_exchange_while_two_desks_hunt_for_both_seats(
    behind: Behind, tills: tuple[Till, Till, Till], long_run: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """A customer's ticket goes from one seat to another that two desks want too, as they want the one it leaves."""
    a, *hunters = tills
    told: Count[str] = Count()
    for turn in range(MANY if long_run else FEW):
        here, there = PLACES[turn % len(PLACES)], PLACES[(turn + 1) % len(PLACES)]
        own = a.do(lambda here=here: a.counter.sell(seats(here), pay=[Tender("cash")], who=a.who))
        for till in hunters:
            till.sync()
        exchange = a.begin(lambda own=own, there=there: a.counter.exchange(own.tickets, seats(there), who=a.who))
        hunts = [
            till.begin(lambda till=till, seat=seat: till.counter.sell(seats(seat), pay=[Tender("card")], who=till.who))
            for till in hunters
            for seat in (there, here)
        ]
        went, found = exchange(), [hunt() for hunt in hunts]
        told.update(one if isinstance(one, str) else "got it" for one in (went, *found))
        all_heard(tills)
        assert live(behind, "1 = 1") == sum(not isinstance(one, str) for one in found) + 1, "one a customer, none lost"
        for seat in (here, there):
            assert live(behind, f"seat = '{seat}'") <= 1
        sold = zip([hunter for hunter in hunters for _ in range(2)], found, strict=True)
        for till, done in ((a, own if isinstance(went, str) else went), *sold):
            if not isinstance(done, str):
                till.do(lambda till=till, names=done.tickets: till.cancel(names))
        all_heard(tills)
        assert live(behind, "1 = 1") == 0
    for till in tills:
        assert till.do(lambda till=till: (verify(till.book), replay(till.book).equal)) == (None, True)
    with capsys.disabled():
        print(f"\nexchange and two hunters: {dict(sorted(told.items()))}")
