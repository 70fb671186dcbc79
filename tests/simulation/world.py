"""What there is in a seed: a centre, some desks with clocks of their own, lines between that lose, double and delay."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import create_engine, event
from sqlalchemy.pool import StaticPool

from tests.conftest import NOW
from tests.simulation.template import Image, MemorySecrets, image_of, raw, template
from ticketoffice.central.service import Centre
from ticketoffice.desk.choosing import Wanted
from ticketoffice.domain.errors import Unavailable
from ticketoffice.domain.travel import (
    Answers,
    CatalogueCopy,
    Digest,
    Enrolment,
    LoadPage,
    OrdersAgain,
    Page,
    Place,
    Reserved,
    Sent,
    Welcome,
)
from ticketoffice.store import epochs
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.sync.round import Postman, Round

T = TypeVar("T")
SECOND = 1_000_000
JOURNAL = "SELECT hex(epoch) || seq, id FROM operations"


class Crash(BaseException):
    """The machine stops between two statements."""


class SkewedClock:
    """The world's clock as one desk sees it."""

    def __init__(self, world: HandClock, *, skew: int = 0) -> None:
        self._world = world
        self.skew = skew

    def now(self) -> int:
        return self._world.now() + self.skew

    def monotonic(self) -> float:
        return self._world.monotonic()


class Crashing:
    """Stops one book at a chosen statement of its next transaction, or fills its disk."""

    def __init__(self, book: Book) -> None:
        self._left: int | None = None
        event.listen(book.engine, "before_cursor_execute", self._look)

    def at(self, statement: int) -> None:
        self._left = statement

    def never(self) -> None:
        self._left = None

    def _look(self, *_: Any) -> None:
        if self._left is None:
            return
        self._left -= 1
        if self._left < 0:
            self._left = None
            raise Crash


class Desk:
    """A desk: its book, its clock, its line. `acknowledged`: the operations that somebody at it was told of; `is_the_shop`: it is
    the web shop's machine, `carts` are its customers'.
    """

    def __init__(self, world: World, number: int, image: Image) -> None:
        self.world = world
        self.number = number
        self.image = image
        self.clock = SkewedClock(world.clock)
        self.secrets = image.secrets.copy()
        self.line = Line(world, token=image.token)
        self.acknowledged: list[str] = []
        self.frozen: str | None = None
        self.twin_of: Desk | None = None
        self.is_the_shop = False
        self.carts: dict[str, list[Wanted]] = {}
        self.open(image.data)

    def open(self, data: bytes, *, restored: bool = False) -> None:
        """Starts the program on this file; a restored one begins a new epoch."""
        self.book = revive(data, clock=self.clock, secrets=self.secrets, paired=True)
        self.crashing = Crashing(self.book)
        self.postman = Postman(self.book, self.line, draw=lambda low, high: self.world.draw.uniform(low, high))
        if restored:
            epochs.start_epoch(self.book, secrets=self.secrets)
            self.book.paired = True

    @property
    def is_a_twins(self) -> bool:
        """Whether there was another machine with this one's keys."""
        return self.twin_of is not None

    @property
    def differs_from_its_twin(self) -> bool:
        """Whether both machines gave the same place in the same journal to different operations."""
        if self.twin_of is None or len({one.desk_id for one in (self, self.twin_of)}) == 2:
            return False
        journals = [dict(raw(one.book).execute(JOURNAL)) for one in (self, self.twin_of)]
        return any(journals[1].get(place, name) != name for place, name in journals[0].items())

    @property
    def desk_id(self) -> str:
        """As which desk it sends."""
        return str(raw(self.book).execute("SELECT lower(hex(desk)) FROM book").fetchone()[0])

    def restart(self) -> None:
        """The program starts again on what is on the disk."""
        data = image_of(self.book)
        self.book.close()
        self.open(data)

    def do(self, deed: Callable[[], T]) -> T:
        """A deed that somebody waits for: what it wrote is acknowledged once it returns."""
        before = self._last()
        result = deed()
        self.acknowledged += self._since(before)
        return result

    def sync(self) -> Round:
        return self.postman.round()

    def _last(self) -> tuple[str, int]:
        row = raw(self.book).execute("SELECT hex(epoch), seq FROM book").fetchone()
        return row[0], row[1]

    def _since(self, before: tuple[str, int]) -> list[str]:
        rows = raw(self.book).execute(
            "SELECT lower(hex(id)) FROM operations WHERE hex(epoch) = ? AND seq > ? ORDER BY seq", before
        )
        return [row[0] for row in rows]


class Line:
    """The centre behind a bad line: each question may be lost, its answer may, or it comes twice, or much later."""

    def __init__(self, world: World, *, token: str) -> None:
        self._world = world
        self.token = token
        self.cut = False
        self.badness = 0.0

    def enrol(self, wish: Enrolment) -> Welcome:
        return self._asked("enrol", lambda centre: centre.enrol(wish))

    def push(self, epoch: str, sent: Sequence[Sent]) -> Answers:
        return self._asked("push", lambda centre: centre.push(epoch, sent))

    def changes(self, after: int) -> Page:
        return self._asked("changes", lambda centre: centre.changes(after))

    def catalogue(self) -> CatalogueCopy:
        return self._asked("catalogue", lambda centre: centre.catalogue())

    def orders(self, after: str | None, *, heard: int | None = None) -> LoadPage:
        return self._asked("orders", lambda centre: centre.orders(after, heard=heard))

    def orders_of(self, performance: str) -> OrdersAgain:
        return self._asked("orders_of", lambda centre: centre.orders_of(performance))

    def digest(self, performance: str) -> Digest:
        return self._asked("digest", lambda centre: centre.digest(performance))

    def reserve(self, cart: str, places: Sequence[Place]) -> Reserved:
        return self._asked("reserve", lambda centre: centre.reserve(cart, places))

    def close(self) -> None:
        """It is made anew for whoever asks next."""

    def _asked(self, name: str, question: Callable[[Centre], T]) -> T:
        world = self._world
        if self.cut:
            world.count["line: partition"] += 1
            raise Unavailable("no_network")
        fate = world.draw.random() if self.badness else 1.0
        if fate < self.badness / 4:
            world.count["line: request lost"] += 1
            raise Unavailable("no_network")
        if fate < self.badness / 2:
            world.count["line: request delayed"] += 1
            world.late.append(lambda: world.at_centre(lambda: question(self._centre())))
            raise Unavailable("no_network")
        answer = world.at_centre(lambda: question(self._centre()))
        if fate < self.badness * 3 / 4:
            world.count["line: answer lost"] += 1
            raise Unavailable("no_network")
        if fate < self.badness:
            world.count["line: request doubled"] += 1
            world.at_centre(lambda: question(self._centre()))
        return answer

    def _centre(self) -> Centre:
        return Centre(self._world.centre, token=self.token)


class World:
    """One seed. `typed`: each mail address that somebody typed, and whose it is; `lost`: operations ("epoch/seq") whose people's
    data neither their desk nor the centre has any more, and the people.
    """

    def __init__(self, seed: int, *, desks: int) -> None:
        self.seed = seed
        self.draw = random.Random(seed)
        self.count: Counter[str] = Counter()
        self.clock = HandClock(NOW)
        self.late: list[Callable[[], object]] = []
        self.typed: dict[str, str] = {}
        self.lost: set[str] = set()
        made = template()
        self.secrets = made.centre.secrets.copy()
        self.open(made.centre.data)
        self.desks = [Desk(self, number, made.desks[number]) for number in range(desks)]

    def open(self, data: bytes, *, restored: bool = False) -> None:
        """Starts the centre on this file; a restored one begins a new epoch."""
        self.centre = revive(data, clock=self.clock, secrets=self.secrets, paired=False)
        self.centre.mode = "centre"
        self.crashing = Crashing(self.centre)
        if restored:
            epochs.start_epoch(self.centre, secrets=self.secrets)

    def new_address(self) -> str:
        """A mail address that no other customer of this seed has."""
        self.count["addresses"] += 1
        return f"typed{self.count['addresses']}of{self.seed}@example.org"

    def at_centre(self, question: Callable[[], T]) -> T:
        """A question that may meet a centre which stops in the middle of it, or whose disk is full."""
        try:
            return question()
        except Crash:
            self.count["centre: crash"] += 1
            raise Unavailable("no_network") from None

    def deliver_late(self) -> None:
        """One request that was delayed arrives after all; nobody hears the answer."""
        if self.late:
            late = self.late.pop(self.draw.randrange(len(self.late)))
            try:
                late()
            except Unavailable:
                self.count["line: late request refused"] += 1

    def close(self) -> None:
        for book in (self.centre, *(desk.book for desk in self.desks)):
            book.close()


STATEMENTS: dict[Any, Any] = {}
"""What SQLAlchemy has compiled serves every book of every seed."""


class Disk(sqlite3.Connection):
    """A database that outlives its program: closed in the middle, what was not committed never was."""

    def close(self) -> None:
        if self.in_transaction:
            self.rollback()


def revive(data: bytes, *, clock: SkewedClock | HandClock, secrets: MemorySecrets, paired: bool) -> Book:
    """A book in memory from its bytes."""
    disk = sqlite3.connect(
        ":memory:", factory=Disk, check_same_thread=False, isolation_level=None, cached_statements=2000
    )
    disk.deserialize(data)
    engine = create_engine("sqlite://", creator=lambda: disk, poolclass=StaticPool)
    engine = engine.execution_options(compiled_cache=STATEMENTS)
    event.listen(engine, "begin", lambda _: disk.execute("BEGIN IMMEDIATE"))
    book = Book(engine=engine, readers=engine, clock=clock, secrets=secrets, key=epochs.key_of(engine, secrets=secrets))
    book.paired = paired
    return book
