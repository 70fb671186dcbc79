"""One free seat, many desks that want it at the same moment, over HTTPS and PostgreSQL: one gets it, the others are told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import text

from tests.conftest import lea
from tests.contract.desk import Behind, Forger, Writer
from tests.desks import centre_book
from tests.postgres import Postgres
from tests.served import Served
from ticketoffice.desk import cancel
from ticketoffice.desk.find import order_of
from ticketoffice.domain.errors import Unavailable
from ticketoffice.domain.identity import id_from, ticket_number
from ticketoffice.domain.travel import Answer, Sent
from ticketoffice.store import membership, tables
from ticketoffice.store.clock import HandClock
from ticketoffice.sync.http.client import HttpCentre
from ticketoffice.sync.round import Postman

T = TypeVar("T")
FEW, MANY = (8, 3), (32, 200)
"""Desks and rounds; with --long the many."""
ORDERS = 10
"""Whose seats are wanted in turn: whoever does not get one leaves a case, and one order with thousands of them says nothing here."""
TRIES = 10


@pytest.fixture
def behind(postgres: Postgres, tmp_path: Path, clock: HandClock) -> Iterator[Behind]:
    book = centre_book(postgres.fresh(), clock=clock, folder=tmp_path / "centre")
    served = Served(book, folder=tmp_path / "centre")
    lines: list[HttpCentre] = []

    def ask(token: str | None) -> HttpCentre:
        lines.append(HttpCentre(served.url, token=token, authority=served.authority))
        return lines[-1]

    yield Behind(book, clock, ask)
    for line in lines:
        line.close()
    served.close()
    book.close()


class Wanting:
    """A desk without orders of its own that signs a wish for the seat."""

    def __init__(self, behind: Behind, folder: Path, *, number: int) -> None:
        self.number = number
        self.writer = Writer(behind, folder=folder, name=f"desk {number}", orders=0)
        self.writer.join()
        self.writer.push_all()
        self.epoch = self.writer.epoch.epoch
        with self.writer.book.read() as reading:
            self.desk = reading.facts().desk
        self.forger: Forger = self.writer.forger()

    def wish(self, like: Sent, *, order: str, ticket: str, turn: int) -> tuple[Sent, str]:
        """A reissue of the ticket under a new id, like a real one of another desk."""
        new = id_from("seat", self.number, turn)

        def mine(whole: dict[str, Any]) -> None:
            whole["header"] |= {"desk": self.desk, "epoch": self.epoch, "id": id_from("wish", self.number, turn)}
            whole["payload"] |= {
                "order": order,
                "ticket": ticket,
                "new": new,
                "position": turn + 10,
                "code": ticket_number(bytes.fromhex(new)),
            }

        made = self.forger.next(like, mine)
        return Sent(made.seq, id_from("wish", self.number, turn), made.body, made.signature, made.effect), new

    def push(self, sent: Sent) -> Answer:
        (answer,) = answered(lambda: self.writer.service.push(self.epoch, [sent])).answers
        return answer


def answered(question: Callable[[], T]) -> T:
    """As a postman does: where no answer comes in time (32 desks at once on a machine that is busy) it is asked for once more."""
    for _ in range(TRIES):
        try:
            return question()
        except Unavailable as fault:
            assert fault.code == "no_answer"
    raise AssertionError("no answer")


def heard(postman: Postman) -> None:
    causes = []
    while (cause := postman.round().cause) is not None:
        causes.append(cause)
        assert len(causes) < TRIES and set(causes) == {"no_answer"}, causes


@pytest.mark.timeout(1800)
def test_many_desks_want_one_seat_over_the_line_and_one_gets_it(
    behind: Behind, tmp_path: Path, long_run: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    count, rounds = MANY if long_run else FEW
    owner = Writer(behind, folder=tmp_path / "owner", name="owner", orders=ORDERS)
    membership.join(owner.book, owner.join(), url="centre", name="Centre", authority=None)
    hears = Postman(owner.book, owner.service)
    orders = [order_of(owner.book, f"owner{n + 1}")[0] for n in range(ORDERS)]
    current, who = [str(order_of(owner.book, f"owner{n + 1}T1")[1]) for n in range(ORDERS)], lea(owner.book)
    cancel.click(owner.book, current[:1], who=who, now=True)
    current[0] = str(cancel.reinstate(owner.book, current[0], who=who)[1])
    like = owner.sent()[-1]
    heard(hears)
    desks = [Wanting(behind, tmp_path / f"d{number}", number=number) for number in range(count)]
    together = threading.Barrier(count)

    def wants(given: tuple[Wanting, Sent]) -> Answer:
        together.wait(timeout=60)
        return given[0].push(given[1])

    with ThreadPoolExecutor(count) as pool:
        for turn in range(rounds):
            seat = turn % ORDERS
            cancel.click(owner.book, [current[seat]], who=who, now=True)
            heard(hears)
            wishes = [desk.wish(like, order=orders[seat], ticket=current[seat], turn=turn) for desk in desks]
            answers = list(pool.map(wants, [(desk, sent) for desk, (sent, _) in zip(desks, wishes, strict=True)]))
            assert sorted(answer.answer for answer in answers) == ["accepted"] + ["refused"] * (count - 1)
            current[seat] = next(
                new for (_, new), said in zip(wishes, answers, strict=True) if said.answer == "accepted"
            )
            heard(hears)
    with behind.book.read() as reading:
        seat = "SELECT seat FROM tickets WHERE number = 'owner1T1'"
        asked = f"SELECT count(*) FROM tickets WHERE seat IN ({seat}) AND {tables.LIVE_SEAT}"
        assert reading.connection.execute(text(asked)).scalar_one() == 1
    with capsys.disabled():
        print(f"\n{count} desks for one seat over HTTPS, {rounds} rounds: one winner each")
    for desk in (owner, *(one.writer for one in desks)):
        desk.book.close()
