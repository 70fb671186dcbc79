"""A centre and desks that have joined it, made once and copied for each seed: joining anew takes longer than a seed."""

from __future__ import annotations

import random
import sqlite3
from functools import cache

from msgspec import Struct

from tests.conftest import NOW, lea
from tests.house import on, taken
from tests.simulation.drawing import drawn
from tests.simulation.selling_house import keep_the_houses, selling_house
from ticketoffice.central.service import Centre
from ticketoffice.domain.people import Who
from ticketoffice.domain.taken_in import TakenOrder
from ticketoffice.domain.travel import Enrolment
from ticketoffice.store import enrolment, membership
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.opening import Kind, open_url
from ticketoffice.sync.round import Postman

MOST_MACHINES, TEMPLATE_SEED = 13, 1 << 40


class MemorySecrets:
    """Keys and heads in memory."""

    def __init__(self, keys: dict[str, bytes] | None = None, heads: dict[str, dict[str, object]] | None = None) -> None:
        self.keys = dict(keys or {})
        self.heads = {name: dict(head) for name, head in (heads or {}).items()}

    def get(self, name: str) -> bytes | None:
        return self.keys.get(name)

    def put(self, name: str, secret: bytes) -> None:
        self.keys[name] = secret

    def head(self, name: str) -> dict[str, object] | None:
        return self.heads.get(name)

    def put_head(self, name: str, head: dict[str, object]) -> None:
        self.heads[name] = dict(head)

    def copy(self) -> MemorySecrets:
        return MemorySecrets(self.keys, self.heads)


class Image(Struct):
    """A book as bytes, with its secrets, the token that it shows and the person at the desk."""

    data: bytes
    secrets: MemorySecrets
    token: str
    person: str


class Template(Struct):
    """The centre's book and the desks', the first of which brought the history."""

    centre: Image
    desks: list[Image]


def image_of(book: Book) -> bytes:
    """The whole database as bytes, as a machine that stops leaves it: what was not committed never was."""
    connection = raw(book)
    if connection.in_transaction:
        connection.rollback()
    return connection.serialize()


def raw(book: Book) -> sqlite3.Connection:
    """The connection below SQLAlchemy."""
    with book.engine.connect() as connection:
        found = connection.connection.driver_connection
    assert isinstance(found, sqlite3.Connection)
    return found


@cache
def template() -> Template:
    """Made once a process, from a seed of its own: no seed depends on which one ran first."""
    with drawn(TEMPLATE_SEED):
        return _made()


def _made() -> Template:
    clock = HandClock(NOW)
    centre_secrets = MemorySecrets()
    centre = open_url("sqlite://", clock=clock, secrets=centre_secrets, kind=Kind(mode="centre"))
    desks: list[Image] = []
    for number in range(MOST_MACHINES):
        secrets = MemorySecrets()
        book = open_url("sqlite://", clock=clock, secrets=secrets)
        if number == 0:
            taken(book, selling_house(), *_orders())
            keep_the_houses(book, who=lea(book))
        person = lea(book).person or ""
        code = enrolment.draw_code(centre, name=f"Desk {number}")
        with book.read() as reading:
            facts, epochs = reading.facts(), membership.epochs_of(reading.connection)
        wish = Enrolment(code, facts.desk, f"Desk {number}", facts.mode, epochs)
        welcome = Centre(centre).enrol(wish)
        membership.join(book, welcome, url="sim", name="Centre", authority=None)
        done = Postman(book, Centre(centre, token=welcome.token)).round()
        assert done.cause is None, done
        desks.append(Image(image_of(book), secrets, welcome.token, person))
        book.close()
    whole = Image(image_of(centre), centre_secrets, "", "")
    centre.close()
    return Template(whole, desks)


def _orders() -> list[TakenOrder]:
    """Paid orders, invoices that wait, and a full row: what desks quarrel about."""
    draw = random.Random(1)
    orders = [on(f"A-{2 * n}", f"A-{2 * n + 1}", number=f"P{n}") for n in range(1, 7)]
    orders += [on(f"B-{2 * n}", f"B-{2 * n + 1}", number=f"I{n}", waiting=True) for n in range(1, 4)]
    draw.shuffle(orders)
    return orders


def who(image: Image, *, alone: bool = False) -> Who:
    """The person at a desk."""
    return Who(image.person, alone="nobody else is here today" if alone else None)
