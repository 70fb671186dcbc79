"""The broken ways, by the number of the catalogue's row: each a context in which the product works like the other program."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from unittest.mock import patch

from msgspec.structs import replace
from sqlalchemy import Connection, delete, select

from tests.door import beside_the_door
from tests.simulation.planted.acknowledgement import sent_is_as_good_as_answered
from ticketoffice.domain.errors import Unavailable
from ticketoffice.domain.operation import Operation
from ticketoffice.domain.outcome import Changes
from ticketoffice.domain.travel import ACCEPTED, Answer, Answers, FeedItem, Page, Sent
from ticketoffice.store import adopting, customer_fields, feed, membership, receiving, standing, tables
from ticketoffice.store.book import Book
from ticketoffice.sync.http.client import HttpCentre


@contextmanager
def a_retry_is_answered_anew() -> Iterator[None]:
    """What came before is not remembered with its answer."""

    def anew(self: Any, one: Sent, *, epoch: Any) -> Answer:
        return Answer(one.seq, one.id, ACCEPTED, feed.counter(self._connection) + 1)

    with patch.object(receiving._Receiver, "_known", anew):
        yield


@contextmanager
def a_line_that_breaks_counts_as_success() -> Iterator[None]:
    """Sent is done: the queue is emptied although nobody heard the answer."""
    push = HttpCentre.push

    def hopeful(self: HttpCentre, epoch: str, sent: Sequence[Sent]) -> Answers:
        try:
            return push(self, epoch, sent)
        except Unavailable:
            return Answers(tuple(Answer(one.seq, one.id, ACCEPTED, 0) for one in sent), sent[-1].seq, 0)

    with patch.object(HttpCentre, "push", hopeful):
        yield


@contextmanager
def a_refusal_is_a_column_that_nobody_reads() -> Iterator[None]:
    """It is written down and told to nobody."""

    def nobody(connection: Connection) -> list[str]:
        return []

    with patch.object(standing, "open_refusals", nobody):
        yield


@contextmanager
def access_that_ended_empties_the_queue() -> Iterator[None]:
    """401: everything that waits is thrown away."""
    failed = membership.failed

    def emptied(book: Book, *, cause: str, failures: int, next_attempt_at: int) -> None:
        failed(book, cause=cause, failures=failures, next_attempt_at=next_attempt_at)
        if cause == "access_ended":
            o = tables.operations.c
            with beside_the_door(), book.engine.begin() as connection:
                connection.execute(delete(tables.operations).where(o.id.not_in(select(tables.answers.c.operation))))

    with patch.object(membership, "failed", emptied):
        yield


@contextmanager
def an_entry_from_tomorrow_ends_the_feed() -> Iterator[None]:
    """Dated later than the centre's clock: the rest is left out, and the reader is told that it has everything."""
    page = feed.page

    def ended(connection: Connection, *, after: int, now: int, limit: int = feed.PAGE) -> Page:
        found = page(connection, after=after, now=now, limit=limit)
        if any(heard.at > now for item in found.items for heard in item.heard):
            return replace(found, items=())
        return found

    with patch.object(feed, "page", ended):
        yield


@contextmanager
def an_empty_answer_means_that_all_is_deleted() -> Iterator[None]:
    """What is not told is gone."""
    adopt = adopting.adopt

    def all_gone(book: Book, page: Page) -> Changes:
        if not page.items:
            with book.read() as reading:
                orders = list(reading.connection.execute(select(tables.orders.c.id)).scalars())
            page = replace(page, items=tuple(FeedItem(order, None) for order in orders), as_of=2**40)
        return adopt(book, page)

    with patch.object(adopting, "adopt", all_gone):
        yield


@contextmanager
def whoever_comes_last_is_right() -> Iterator[None]:
    """What a desk says stands as it says it, whatever others did since."""

    def as_told(connection: Connection, operation: Operation, *, hlc: object) -> Operation:
        return operation

    with patch.object(customer_fields, "with_what_stands", as_told):
        yield


@contextmanager
def a_place_in_the_journal_is_known_by_its_number() -> Iterator[None]:
    """The bytes are not compared: what a clone did is acknowledged and lost."""

    def by_number(self: Any, one: Sent, *, epoch: Any) -> Answer:
        a = tables.answers.c
        asked = select(a.answer, a.change).where(a.epoch == epoch.epoch, a.seq == one.seq)
        answer, change = self._connection.execute(asked).one()
        return Answer(one.seq, one.id, answer, change)

    with patch.object(receiving._Receiver, "_known", by_number):
        yield


BROKEN: dict[str, Callable[[], AbstractContextManager[None]]] = {
    "F04": a_retry_is_answered_anew,
    "F07": a_line_that_breaks_counts_as_success,
    "F11": sent_is_as_good_as_answered,
    "F12": a_refusal_is_a_column_that_nobody_reads,
    "F15": access_that_ended_empties_the_queue,
    "F32": an_entry_from_tomorrow_ends_the_feed,
    "F34": an_empty_answer_means_that_all_is_deleted,
    "F35": whoever_comes_last_is_right,
    "F37": a_place_in_the_journal_is_known_by_its_number,
}
"""F30 has its own beside its test (`store/test_feed_order.py`): it needs a sequence of the database."""
