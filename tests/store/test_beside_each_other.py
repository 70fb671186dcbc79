"""Desks that push at the same moment do not wait for each other, and what they bring is written as if each came alone."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, BrokenBarrierError
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import Connection, Select, event, select
from sqlalchemy.exc import IntegrityError, OperationalError

from tests.conftest import NOW, alone, lea
from tests.desks import Desk, centre_book, desk_book
from tests.house import house as a_house
from tests.house import on, taken
from tests.postgres import Postgres
from tests.sync.test_two_desks import filled
from ticketoffice.central.service import Centre
from ticketoffice.desk import admit, cancel, notes
from ticketoffice.desk.customer import change_customer
from ticketoffice.desk.find import find, order_of
from ticketoffice.desk.import_orders import FileReport, ImportReport, take_in
from ticketoffice.desk.making import make
from ticketoffice.desk.show import show
from ticketoffice.domain.errors import Unavailable
from ticketoffice.domain.people import Who
from ticketoffice.domain.taken_in import TakenOrder
from ticketoffice.domain.travel import Answers, Sent
from ticketoffice.store import journal, outbox, received_bytes, receiving, saving, search_tables, tables, together
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import Kind, open_url
from ticketoffice.store.replay import digest, replay


class House:
    """A centre on a database, and two desks that have heard of its orders P (A-1 to A-3), Q (C-1, C-2) and I (B-1, B-2)."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url, folder
        self.centre = centre_book(url, clock=HandClock(NOW), folder=folder / "centre")
        self.desks = tuple(self._desk(name) for name in ("first", "a", "b"))[1:]

    def _desk(self, name: str) -> Desk:
        book = desk_book(clock=HandClock(NOW), folder=self.folder / name)
        if name == "first":
            filled(book)
            taken(book, a_house(), on("C-1", "C-2", number="Q"))
        desk = Desk(book, self.centre, name=name)
        assert desk.sync().cause is None
        return desk

    def beside(self, *, waits: str) -> Book:
        """The centre in a process that gives up where it has to wait for a lock for so long."""
        guarded = f"{self.url}{'&' if '?' in self.url else '?'}options=-clock_timeout%3D{waits}"
        return open_url(
            guarded, clock=HandClock(NOW), secrets=FileSecrets(self.folder / "centre"), kind=Kind(mode="centre")
        )


@pytest.fixture
def house(postgres: Postgres, tmp_path: Path) -> Iterator[House]:
    made = House(postgres.fresh(), tmp_path)
    yield made
    made.centre.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("postgres").fresh()
    made = House(url, tmp_path)
    yield made
    made.centre.close()


def one(book: Book, statement: Select[Any]) -> list[Any]:
    with book.read() as reading:
        return list(reading.connection.execute(statement).scalars())


def customer_of(book: Book, order: str) -> object:
    return show(book, order).customer


def found(book: Book, text: str) -> list[str]:
    return [row.order for row in find(book, text).orders]


def taken_at(book: Book, *items: TakenOrder, who: Who) -> None:
    take_in(book, [a_house(), *items], who=who, report=ImportReport(), told=FileReport("x"))


def ticket(desk: Desk, code: str) -> str:
    return str(order_of(desk.book, code)[1])


def push(desk: Desk, centre: Book) -> Answers:
    with desk.book.read() as reading:
        batch = outbox.next_batch(reading.connection, at=NOW)
    assert batch is not None
    return Centre(centre, token=desk.welcome.token).push(batch.epoch, batch.sent)


def answered(answers: Answers) -> list[str]:
    return [one.answer for one in answers.answers]


def test_a_place_is_given_back_while_another_desk_gives_back_one_of_the_same_quota(house: House) -> None:
    a, b = house.desks
    cancel.cancel(a.book, [ticket(a, "PT1")], who=lea(a.book), reason="duplicate", now=True)
    cancel.cancel(b.book, [ticket(b, "QT1")], who=lea(b.book), reason="duplicate", now=True)
    other, append = house.beside(waits="3s"), journal.append
    meanwhile: list[Answers] = []

    def held_open(connection: Connection, lines: Any) -> None:
        if not meanwhile and connection.engine is house.centre.engine:
            meanwhile.append(push(b, other))
        append(connection, lines)

    with patch.object(journal, "append", held_open):
        first = push(a, house.centre)
    assert answered(meanwhile[0]) and answered(first)
    assert {*answered(meanwhile[0]), *answered(first)} == {"accepted"}
    with house.centre.read() as reading:
        quota = select(tables.quotas.c.taken)
        assert reading.connection.execute(quota).scalar_one() == 5, "of seven places two were given back"
    assert replay(house.centre).equal
    other.close()


def test_the_index_keeps_an_orders_row_and_is_found_by_its_new_words_alone(either: House) -> None:
    a, _ = either.desks
    order = order_of(a.book, "P")[0]
    row = select(search_tables.search_rows.c.row).where(search_tables.search_rows.c.order == order)
    books = (a.book, either.centre)
    before = [one(book, row) for book in books]
    person = customer_of(a.book, order)
    change_customer(a.book, order, fields={"name": "Yvonne Glockenspiel"}, who=lea(a.book))
    assert person != customer_of(a.book, order)
    a.sync()
    for book, at_first in zip(books, before, strict=True):
        assert one(book, row) == at_first
        assert found(book, "glockensp") == [order]
        assert order not in found(book, "zoë")
        assert order not in found(book, "zoe")


def test_desks_that_bring_new_orders_of_one_day_do_not_take_the_same_number(house: House) -> None:
    """Two transactions would both number on from the last row of the day: one of them began again, and again."""
    faults: list[str] = []
    other = open_url(house.url, clock=HandClock(NOW), secrets=FileSecrets(house.folder / "centre"))
    for book in (house.centre, other):
        event.listen(book.engine, "handle_error", lambda context: faults.append(str(context.original_exception)))
    both, who = Barrier(2), lea(house.desks[0].book)

    def bring(book: Book, letter: str) -> None:
        for n in range(10):
            both.wait(120)
            try:
                taken_at(book, on(f"{letter}-{n}", number=f"{letter}{n}"), who=who)
            except BaseException:
                both.abort()
                raise

    with ThreadPoolExecutor(2) as pool:
        done = [pool.submit(bring, house.centre, "X"), pool.submit(bring, other, "Y")]
        raised = [one.exception(300) for one in done]
    for fault in raised:
        if fault is not None and not isinstance(fault, BrokenBarrierError):
            raise fault
    assert raised == [None, None]
    assert faults == []
    other.close()


# --- written together ---------------------------------------------------------------------------------------------


def an_evening(desk: Desk) -> None:
    """What a desk does without the line, a refusal in the middle of it."""
    book, who = desk.book, lea(desk.book)
    order = order_of(book, "P")[0]
    cancel.cancel(book, [ticket(desk, "PT1")], who=who, reason="duplicate", method="card", now=True)
    cancel.inform(book, [ticket(desk, "PT1")], who=who, by="told")
    notes.add_note(book, order, text="came by", who=who)
    admit.admit(book, "PT2", who=who)
    admit.undo_entry(book, ticket(desk, "PT2"), who=alone(book))
    cancel.cancel(book, [ticket(desk, "QT1")], who=who, reason="duplicate", method="card", now=True)
    notes.add_note(book, order_of(book, "Q")[0], text="came by too", who=who)
    cancel.reinstate(book, ticket(desk, "PT1"), who=who)
    cancel.cancel(book, [ticket(desk, "PT3")], who=who, reason="duplicate", now=True)
    lost = {"order": book.new_id(), "ticket": book.new_id(), "admission": book.new_id()}
    book.write(lambda deed: deed.record(make(deed, "admitted", who=who, payload=lost)))


WRITTEN = (
    *tables.ROW_TABLES.values(),
    tables.operations,
    tables.operation_orders,
    tables.feed,
    tables.answers,
    tables.notes,
)


def pushed(either: House, desk: Desk, *, watched: list[int]) -> tuple[dict[str, str], Answers]:
    """What stands at the centre after a batch, and its answers; all of it is taken back then."""
    asked = 0

    def count(*_: object) -> None:
        nonlocal asked
        asked += 1

    class TakenBack(Exception):
        pass

    found: list[tuple[dict[str, str], Answers]] = []
    with desk.book.read() as reading:
        batch = outbox.next_batch(reading.connection, at=NOW)
    assert batch is not None

    def taking_back(connection: Connection) -> None:
        receiver = receiving._Receiver(either.centre, connection, desk=batch_desk(desk), epoch=batch.epoch)
        event.listen(either.centre.engine, "before_cursor_execute", count)
        answers = receiver.take(batch.sent)
        event.remove(either.centre.engine, "before_cursor_execute", count)
        found.append(({table.name: digest(connection, table) for table in WRITTEN}, answers))
        raise TakenBack

    with pytest.raises(TakenBack):
        either.centre.transact(taking_back)
    watched.append(asked)
    return found[0]


def differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return [name for name, whole in one.items() if other[name] != whole]


def batch_desk(desk: Desk) -> str:
    with desk.book.read() as reading:
        return reading.facts().desk


def test_what_is_written_together_is_what_each_alone_writes(either: House) -> None:
    a, b = either.desks
    cancel.cancel(b.book, [ticket(b, "QT1")], who=lea(b.book), reason="duplicate", now=True)
    an_evening(a)
    b.sync()
    questions: list[int] = []
    at_once = pushed(either, a, watched=questions)
    with patch.object(together, "fits", lambda operation: False):
        one_by_one = pushed(either, a, watched=questions)
    assert at_once[1] == one_by_one[1]
    assert differing(at_once[0], one_by_one[0]) == []
    assert "refused" in answered(at_once[1]), "another desk was faster with one of them"
    assert questions[0] < questions[1]
    assert push(a, either.centre).answers == at_once[1].answers
    assert replay(either.centre).equal
    assert verify(either.centre) is None


def test_a_batch_of_twenty_asks_three_questions_an_operation(either: House) -> None:
    a, _ = either.desks
    who = lea(a.book)
    for name in ("PT1", "PT2", "PT3", "QT1", "QT2"):
        cancel.cancel(a.book, [ticket(a, name)], who=who, reason="duplicate", now=True)
        cancel.inform(a.book, [ticket(a, name)], who=who, by="told")
        notes.add_note(a.book, order_of(a.book, name[0])[0], text="came by", who=who)
    questions: list[int] = []
    _, answers = pushed(either, a, watched=questions)
    assert answered(answers) == ["accepted"] * 20
    assert questions[0] <= 60


def test_a_signature_is_checked_once_though_its_operation_is_tried_twice(either: House) -> None:
    """Together with others, and alone where it is refused or does not fit."""
    a, b = either.desks
    cancel.cancel(b.book, [ticket(b, "QT1")], who=lea(b.book), reason="duplicate", now=True)
    an_evening(a)
    b.sync()
    look, looked = received_bytes.why_unreadable, list[str]()

    def counted(one: Sent, **about: Any) -> str | None:
        looked.append(one.id)
        return look(one, **about)

    with patch.object(received_bytes, "why_unreadable", counted):
        _, answers = pushed(either, a, watched=[])
    assert "refused" in answered(answers)
    assert looked == [answer.id for answer in answers.answers]


@pytest.mark.parametrize(
    "fault", [IntegrityError("x", None, Exception()), ValueError("x"), saving.Conflict("x")], ids=repr
)
def test_where_one_cannot_be_written_with_others_each_goes_alone(either: House, fault: Exception) -> None:
    a, _ = either.desks
    an_evening(a)
    whole = pushed(either, a, watched=[])
    save, spoilt = saving.save, [fault]

    def failing_once(*given: Any, **named: Any) -> None:
        save(*given, **named)
        if spoilt and len(given[1]) > 1:
            raise spoilt.pop()

    with patch.object(saving, "save", failing_once):
        again = pushed(either, a, watched=[])
    assert again[1] == whole[1]
    assert differing(again[0], whole[0]) == []
    assert not spoilt


def test_a_connection_that_is_gone_says_nothing_about_any_of_them(either: House) -> None:
    a, _ = either.desks
    an_evening(a)
    gone = OperationalError("x", None, Exception("server closed the connection unexpectedly"))
    with patch.object(together, "write", side_effect=gone), pytest.raises(Unavailable):
        push(a, either.centre)
    assert set(answered(push(a, either.centre))) <= {"accepted", "accepted_with_case"}


def test_the_same_batch_again_gets_the_same_answers(either: House) -> None:
    a, _ = either.desks
    an_evening(a)
    assert push(a, either.centre).answers == push(a, either.centre).answers
