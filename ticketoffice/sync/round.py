"""One round of the postman: push what may leave, then hear what is new; a first load where one is due.

The first fault ends the round and loses nothing: what was answered is written down, what was heard is taken over, and the
rest waits for the next one. The pause before that grows with each fault in a row and is drawn anew each time.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from msgspec import Struct

from ticketoffice.domain.calendar import SECOND
from ticketoffice.domain.errors import Unavailable
from ticketoffice.domain.travel import STOPPED_FOR_GOOD, Answer, Answers, Digest, Page
from ticketoffice.store import adopting, journal, membership, outbox, put_back, put_out
from ticketoffice.store.receiving import GAP
from ticketoffice.store.senders import UNKNOWN_EPOCH
from ticketoffice.sync import comparing, parts
from ticketoffice.sync.central_service import ACCESS_ENDED, NO_ANSWER, PUT_OUT, CentralService
from ticketoffice.sync.steps import Steps, directly

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

log = logging.getLogger("ticketoffice")
T = TypeVar("T")
P = ParamSpec("P")
SHORTEST_PAUSE, LONGEST_PAUSE = 2 * SECOND, 120 * SECOND


class Round(Struct):
    """What one round did: operations that were answered, orders that were taken over, and what ended it early.

    `cause`: a code of the port, or why the centre takes nothing more (`stopped`). `own`: what our own book could not do, which is no
    word about the centre. `differing`: performances whose tickets are not those of the centre although they were asked for
    again. `total`: how many orders a first load has. `put_back`: the centre was found put back to an earlier state.
    """

    sent: int = 0
    heard: int = 0
    total: int = 0
    cause: str | None = None
    stopped: str | None = None
    own: Unavailable | None = None
    differing: tuple[str, ...] = ()
    put_back: bool = False


class _PutBack(Exception):
    """The centre does not have any more what it had."""


class _OwnFault(Exception):
    """Our own book could not do a step: it is `told` as what it is."""

    def __init__(self, told: Unavailable) -> None:
        super().__init__(told.code)
        self.told = told


class Postman:
    """Rounds of one book with one centre. `run` brings each short step on the book to the thread that owns it; `longest`: the
    seconds that one may take there, where somebody waits for it. `beside` runs a long look at the book beside that thread.
    """

    def __init__(
        self,
        book: Book,
        service: CentralService,
        *,
        run: Steps = directly,
        beside: Steps = directly,
        draw: Callable[[float, float], float] = random.uniform,
        told: Callable[[Round], object] = lambda _: None,
        longest: float | None = None,
    ) -> None:
        self._pace = parts.Pace(book.clock, longest=longest)
        self._book = book
        self._service = service
        self._run, self._beside = run, beside
        self._turns = comparing.Turns(book, draw=draw)
        self._draw = draw
        self._told = told
        self._own_faults = self._rests_until = self._loaded = 0

    def is_due(self) -> bool:
        """Whether the pause after the last fault is over."""
        centre = self._run(lambda: _centre(self._book))
        until = max(self._rests_until, (centre.next_attempt_at or 0) if centre is not None else 0)
        return centre is not None and until <= self._book.clock.now()

    def round(self) -> Round:
        """Goes once; whatever the network does, or the book cannot do, is in what it returns. A push that was stopped stops no
        hearing.
        """
        done, self._loaded = Round(), 0
        for part in (self._go, self._scrub, self._write_down):
            try:
                part(done)
            except _OwnFault as fault:
                log.warning("the book could not do its part of a round: %s (%s)", fault, fault.told.data.get("why"))
                done.own = fault.told
        self._own_faults = self._own_faults + 1 if done.own is not None else 0
        self._rests_until = self._book.clock.now() + self._pause(self._own_faults) if done.own is not None else 0
        return done

    def _scrub(self, _: Round) -> None:
        """What was erased goes from the files too, in short steps; what is left of that is done by the next round."""
        try:
            while self._step(_scrub_on):
                pass
        except _OwnFault as fault:
            log.warning("what was erased is still in the book's files: %s", fault)

    def _go(self, done: Round) -> None:
        try:
            self._there_and_back(done)
        except Unavailable as fault:
            done.cause = fault.code
            if fault.code == PUT_OUT:
                self._step(put_out.take_customers_out)

    def _there_and_back(self, done: Round) -> None:
        centre = self._centre()
        try:
            self._up_and_down(done, loads_first=centre is not None and centre.is_put_back)
        except _PutBack:
            if self._start_again(done):
                self._up_and_down(done, loads_first=True)

    def _up_and_down(self, done: Round, *, loads_first: bool) -> None:
        """Where the centre was put back, what it has is loaded before anything is sent on top of that."""
        if loads_first:
            self._ask_what_arrived()
            self._load(done)
        self._push(done)
        self._load(done)
        self._pull(done)
        self._compare(done)

    def _ask_what_arrived(self) -> None:
        """What the centre has without this desk having heard its answer: that was lost on the way."""
        for epoch, answered in self._step(_answered).items():
            received = self._how_far(epoch).received
            for batch in self._step(_between, epoch, after=answered, through=received):
                self._step(outbox.keep_answers, epoch, self._service.push(epoch, batch.sent).answers)

    def _start_again(self, done: Round) -> bool:
        """Asks how far the centre has this desk's journal, and starts from there; False where it does not say."""
        centre = self._centre()
        if centre is None:
            return False
        received: dict[str, int] = {}
        for epoch, answered in reversed(self._step(_answered).items()):
            if not answered:
                continue
            said = self._how_far(epoch)
            if said.stopped not in (None, UNKNOWN_EPOCH):
                done.stopped, done.cause = _stop(said.stopped)
                return False
            received[epoch] = min(said.received, answered)
        page = self._service.changes(centre.cursor)
        answers: dict[str, list[Answer]] = {}
        for batch in self._step(_answered_elsewhere, received=received, page=page):
            answers.setdefault(batch.epoch, []).extend(self._service.push(batch.epoch, batch.sent).answers)
        self._step(put_back.start_again, received=received, page=page, answers=answers)
        centre = self._centre()
        done.put_back = centre is not None and centre.is_put_back
        done.stopped = done.cause = None
        return True

    def _how_far(self, epoch: str) -> Answers:
        """Brings nothing, and is told how far the centre has an epoch, or why it takes nothing of it."""
        return self._service.push(epoch, ())

    # --- up -------------------------------------------------------------------------------------------------------

    def _push(self, done: Round) -> None:
        while (batch := self._step(_next_batch)) is not None:
            self._step(outbox.post, batch)
            answers = self._service.push(batch.epoch, batch.sent)
            known = {sent.id for sent in batch.sent}
            if any(answer.id not in known for answer in answers.answers):
                raise Unavailable(NO_ANSWER)
            self._step(outbox.keep_answers, batch.epoch, answers.answers)
            self._note_clock(answers.now)
            done.sent += len(answers.answers)
            self._told(done)
            if answers.stopped is not None:
                done.stopped, done.cause = _stop(answers.stopped)
                if answers.stopped in (GAP, UNKNOWN_EPOCH) and not done.put_back and self._lacks(batch.epoch, answers):
                    raise _PutBack
                return
            if not answers.answers:
                raise Unavailable(NO_ANSWER)

    # --- down -----------------------------------------------------------------------------------------------------

    def _load(self, done: Round) -> None:
        centre = self._centre()
        if centre is None or not centre.is_loading:
            return
        catalogue = self._service.catalogue() if centre.loaded_after is None else None
        after, more = centre.loaded_after, True
        while more:
            page = self._service.orders(after, heard=centre.load_until)
            if page.more and not page.orders:
                raise Unavailable(NO_ANSWER)
            self._loaded = self._loaded or page.as_of
            for part in parts.of_load(page, self._pace):
                self._paced(len(part.orders), adopting.load, part, catalogue=catalogue)
                done.heard, done.total, catalogue = done.heard + len(part.orders), page.total, None
                self._told(done)
            after, more = page.orders[-1].id if page.more else None, page.more

    def _pull(self, done: Round) -> None:
        """What the load of this round has brought already is told once more, and counts once."""
        more = True
        while more:
            centre = self._centre()
            if centre is None:
                return
            page = self._service.changes(centre.cursor)
            self._note_clock(page.now)
            if not done.put_back and put_back.is_noticed(centre, page):
                raise _PutBack
            for part in parts.of_page(page, self._pace, cursor=centre.cursor):
                self._paced(len(part.items), adopting.adopt, part)
                self._turns.heard(part.items)
                done.heard += len(part.items) if page.through > self._loaded else 0
                self._told(done)
            if page.stopped is not None:
                done.stopped, done.cause = _stop(page.stopped)
            more = page.more

    def _lacks(self, epoch: str, answers: Answers) -> bool:
        """Whether the centre has less of an epoch than it had answered."""
        return answers.received < self._step(_answered).get(epoch, 0)

    # --- whether it is the same -----------------------------------------------------------------------------------

    def _compare(self, done: Round) -> None:
        """One performance, where it is its turn: its orders are taken over once more if its tickets are not those of the centre."""
        performance = self._look(self._turns.next)
        if performance is None:
            return
        there = self._service.digest(performance)
        is_same = self._is_as_at_centre(performance, there=there)
        if is_same is None:
            self._turns.later(performance)
            return
        if not is_same:
            log.warning("the tickets of performance %s are not those of the centre: taken over once more", performance)
            self._again(performance, done)
        self._step(comparing.as_the_centre_counts, performance, there=there)
        self._turns.done(performance)

    def _again(self, performance: str, done: Round) -> None:
        again = self._service.orders_of(performance)
        for items, _ in self._pace.of(again.items):
            self._paced(len(items), adopting.adopt_again, items, as_of=again.as_of)
        if self._is_as_at_centre(performance, there=Digest(again.as_of, again.digest)) is False:
            done.differing = (*done.differing, performance)

    def _is_as_at_centre(self, performance: str, *, there: Digest) -> bool | None:
        return self._look(lambda: comparing.is_as_at_centre(self._book, performance, there=there))

    # --- what stays of it -----------------------------------------------------------------------------------------

    def _write_down(self, done: Round) -> None:
        """A line that is away afterwards takes nothing back of what the centre said for good."""
        at = self._book.clock.now()
        if done.cause is None:
            if done.own is None:
                self._step(membership.completed, at=at)
            return
        centre = self._centre()
        failures = (centre.failures if centre is not None else 0) + 1
        pause = self._pause(failures)
        cause = done.stopped or done.cause
        if centre is not None and centre.cause in STOPPED_FOR_GOOD and cause not in STOPPED_FOR_GOOD:
            cause = centre.cause
        self._step(membership.failed, cause=cause, failures=failures, next_attempt_at=at + pause)

    def _pause(self, failures: int) -> int:
        """Microseconds until the next round, after so many faults in a row."""
        longest = min(LONGEST_PAUSE, SHORTEST_PAUSE * 2 ** min(failures, 10))
        return int(self._draw(SHORTEST_PAUSE / 2, longest))

    def _note_clock(self, at_centre: int) -> None:
        skew = self._book.clock.now() - at_centre
        self._step(membership.note_skew, skew)

    def _centre(self) -> membership.Centre | None:
        return self._step(_centre)

    def _paced(self, orders: int, work: Callable[Concatenate[Book, P], T], *args: P.args, **named: P.kwargs) -> T:
        """A step that takes over so many orders."""

        def timed(book: Book) -> T:
            self._pace.begin()
            done = work(book, *args, **named)
            self._pace.ended(orders)
            return done

        return self._step(timed)

    def _step(self, work: Callable[Concatenate[Book, P], T], *args: P.args, **named: P.kwargs) -> T:
        with _on_our_own_book():
            return self._run(lambda: work(self._book, *args, **named))

    def _look(self, question: Callable[[], T]) -> T:
        with _on_our_own_book():
            return self._beside(question)


@contextmanager
def _on_our_own_book() -> Iterator[None]:
    try:
        yield
    except Unavailable as fault:
        raise _OwnFault(fault) from fault


def _scrub_on(book: Book) -> bool:
    return book.scrub_on()


def _next_batch(book: Book) -> outbox.Batch | None:
    with book.read() as reading:
        return outbox.next_batch(reading.connection, at=book.clock.now())


def _centre(book: Book) -> membership.Centre | None:
    with book.read() as reading:
        return membership.centre_of(reading.connection)


def _stop(why: str) -> tuple[str, str]:
    """Why nothing more is taken, and the cause that a round ends with."""
    return why, ACCESS_ENDED if why in STOPPED_FOR_GOOD else NO_ANSWER


def _answered(book: Book) -> dict[str, int]:
    """How far each own epoch was answered."""
    with book.read() as reading:
        connection = reading.connection
        return {epoch: outbox.answered(connection, epoch) for epoch in journal.epochs(connection)}


def _between(book: Book, epoch: str, *, after: int, through: int) -> list[outbox.Batch]:
    with book.read() as reading:
        return list(outbox.batches(reading.connection, epoch, after=after, through=through))


def _answered_elsewhere(book: Book, *, received: dict[str, int], page: Page) -> list[outbox.Batch]:
    with book.read() as reading:
        return put_back.answered_elsewhere(reading.connection, received=received, page=page)
