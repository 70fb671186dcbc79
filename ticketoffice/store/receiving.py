"""The centre's side of the one door: operations of desks come in, are judged like any other, and get an answer for ever.

Every operation that can be framed is stored with its answer, also a malformed or badly signed one (0-decisions 31). Sent
again it gets the same answer; other bytes in its place, or a broken chain, are an alarm and stop that desk's push alone.
A refusal deletes nothing: it opens a case. What joined as history is taken over as it happened, without judging.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace
from sqlalchemy import Connection, select

from ticketoffice.domain import travel
from ticketoffice.domain.canonical import canonical
from ticketoffice.domain.cases import BOOKED, effect_of_refusal
from ticketoffice.domain.operation import Operation, Verdict
from ticketoffice.domain.outcome import Outcome
from ticketoffice.domain.refused_paper import PRINTING_KINDS
from ticketoffice.domain.selling import carts_of
from ticketoffice.domain.situation import Situation
from ticketoffice.domain.state import Case
from ticketoffice.domain.travel import Answer, Answers, Sent
from ticketoffice.store import (
    customer_fields,
    erasures,
    feed,
    indexing,
    journal,
    personal_data,
    reservations,
    saving,
    senders,
    tables,
    together,
)
from ticketoffice.store.asking import About
from ticketoffice.store.deciding import Deciding
from ticketoffice.store.feed import Change
from ticketoffice.store.journal import UNREAD, Line
from ticketoffice.store.loading import Keeper
from ticketoffice.store.mail_box import MailBox
from ticketoffice.store.received_bytes import (
    BAD_SIGNATURE,
    Arrived,
    plain,
)
from ticketoffice.store.senders import OTHER_BYTES, Received
from ticketoffice.store.telling import insert_one

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

log = logging.getLogger(__name__)
_o, _a = tables.operations.c, tables.answers.c
_TAKEN = About(select(_o.id), _o.id)
TRIES = 3
LONGEST_SECONDS = 0.05
"""Seconds after which a transaction takes no further operation."""

BROKEN_CHAIN = "broken_chain"
GAP = "gap"
CUSTOMER_ERASED = "customer_erased"
ABOUT_PEOPLE = frozenset({"customer_changed", "note_added"})
"""The kinds that are nothing without what they say."""


def receive(book: Book, *, desk: str, epoch: str, sent: Sequence[Sent]) -> Answers:
    """Takes a batch of one epoch of a desk, in order of seq, and answers each operation that it took.

    Raises Unavailable: then nothing is said about any of them.
    """

    def work(connection: Connection) -> tuple[Answers, bool]:
        receiver = _Receiver(book, connection, desk=desk, epoch=epoch)
        return receiver.take(sent), receiver.erased

    answers, erased = book.transact(work)
    if erased:
        book.scrub()
    return answers


class _Stop(Exception):
    """Nothing more is taken from this desk: why."""


class _Receiver:
    """One batch in one transaction; `erased`: somebody's data were taken out of the book."""

    def __init__(self, book: Book, connection: Connection, *, desk: str, epoch: str) -> None:
        self._book = book
        self._connection = connection
        self._desk = desk
        self._name = epoch
        self._at = book.clock.now()
        self._changes: list[Change] = []
        self._reindexed: set[str] = set()
        self._box = MailBox(connection)
        self._deciding = Deciding(book, connection, desk=desk)
        self._ids: set[str] = set()
        self._began = book.clock.monotonic()
        self.erased = False

    def take(self, sent: Sequence[Sent]) -> Answers:
        connection, desk = self._connection, self._desk
        stopped = senders.why_not(connection, desk, at=self._at)
        epoch = None if stopped else senders.received(connection, self._name, desk=desk, sent=sent)
        if epoch is None and stopped is None:
            stopped = senders.begin(connection, self._name, sent[0] if sent else None, desk=desk, at=self._at)
            epoch = None if stopped else senders.received(connection, self._name, desk=desk, sent=sent)
        if epoch is None:
            return Answers((), 0, self._at, stopped)
        senders.part(connection, epoch, sent)
        before = epoch.seq
        self._ids = self._taken([one.id for one in sent if one.seq > before])
        answers: dict[int, Answer] = {}
        try:
            arrived = [Arrived(one, epoch=epoch.said_epoch, desk=epoch.said_desk, key=epoch.key) for one in sent]
            for place, one in enumerate(sent):
                history = one.seq <= epoch.history
                if before < one.seq <= epoch.seq:
                    continue  # taken together with the one before
                room = (travel.HISTORY_LIMIT if history else travel.PUSH_LIMIT) - len(self._changes)
                if room <= 0 or (self._changes and not history and self._is_late()):
                    break
                if one.seq <= before:
                    answers[one.seq] = self._known(one, epoch=epoch)
                elif one.seq != epoch.seq + 1:
                    stopped = GAP
                    break
                elif history or not self._together(arrived[place : place + room], epoch=epoch):
                    self._new(arrived[place], epoch=epoch)
        except _Stop as why:
            stopped = str(why)
            senders.stop(connection, desk, why=stopped)
        self._finish(epoch, before=before, answers=answers)
        ordered = tuple(answers[seq] for seq in sorted(answers))
        return Answers(ordered, epoch.seq, self._at, stopped)

    # --- what is sent ---------------------------------------------------------------------------------------------

    def _known(self, one: Sent, *, epoch: Received) -> Answer:
        """The same answer as before; other bytes in its place are an alarm."""
        asked = (
            select(_o.id, _o.body, _a.answer, _a.reason, _a.data, _a.change)
            .join(tables.answers, _a.operation == _o.id)
            .where(epoch.place_of(one))
        )
        row = self._connection.execute(asked).one_or_none()
        if row is None or row[0] != one.id or bytes(row[1]) != one.body:
            self._alarm(OTHER_BYTES, one)
            raise _Stop(OTHER_BYTES)
        return Answer(one.seq, one.id, row[2], row[5], row[3], row[4])

    def _new(self, came: Arrived, *, epoch: Received) -> None:
        one = came.sent
        if one.id in self._ids:
            self._alarm(OTHER_BYTES, one)
            raise _Stop(OTHER_BYTES)
        if not came.follows(epoch.hash):
            self._alarm(BROKEN_CHAIN, one)
            raise _Stop(BROKEN_CHAIN)
        if came.fault == BAD_SIGNATURE:
            self._alarm(BAD_SIGNATURE, one)
        operation, header = came.operation(), came.header
        if operation is None or header is None:
            self._store_unread(came, epoch=epoch, reason=came.fault or "malformed")
        elif operation.kind in ABOUT_PEOPLE and self._is_of_erased(operation):
            refused = Verdict(accepted=False, effect="none", reason=CUSTOMER_ERASED)
            outcome = Outcome.of(replace(operation, records=(), notes=()), refused)
            self._store(came, epoch=epoch, outcome=outcome, situation=None)
        else:
            notes = [note.note for note in operation.notes] if operation.notes and self._is_of_erased(operation) else []
            operation = personal_data.with_free_places(self._connection, operation)
            operation = customer_fields.with_what_stands(self._connection, operation, hlc=header.get("hlc"))
            stored = one.effect if one.seq <= epoch.history else None
            keeper = Keeper(epoch.epoch, {change.line.id for change in self._changes})
            decided = self._deciding.alone(operation, stored=stored, keeper=keeper)
            if decided is None:
                self._store_unread(came, epoch=epoch, reason="malformed")
            else:
                self._store(came, epoch=epoch, outcome=decided[0], situation=decided[1])
            if notes:
                personal_data.erase(self._connection, notes=notes)
                self.erased = True
        self._ids.add(one.id)
        epoch.seq, epoch.hash = one.seq, came.digest

    def _is_late(self) -> bool:
        """Whether this transaction takes nothing more: others wait for what it holds."""
        return self._book.clock.monotonic() - self._began > LONGEST_SECONDS

    def _together(self, arrived: Sequence[Arrived], *, epoch: Received) -> bool:
        """Takes as many of these operations as can be judged and written in one go; False where the first one must go alone.

        Where anything goes wrong with them, each goes alone.
        """
        ready = [] if self._deciding.is_alone else self._ready(arrived, epoch=epoch)
        if not ready:
            return False
        decided = self._deciding.together([operation for _, operation in ready], enough=self._is_late)
        for (came, _), found in zip(ready, decided, strict=False):
            self._store(came, epoch=epoch, outcome=found.outcome, situation=found.situation)
            self._ids.add(came.sent.id)
            epoch.seq, epoch.hash = came.sent.seq, came.digest
        return bool(decided)

    def _ready(self, arrived: Sequence[Arrived], *, epoch: Received) -> list[tuple[Arrived, Operation]]:
        """The operations at the head of these that are honest, follow each other and fit together; nothing is said of the rest."""
        found: list[tuple[Arrived, Operation]] = []
        ids, seq, last = set(self._ids), epoch.seq, epoch.hash
        for came in arrived:
            one = came.sent
            if one.seq != seq + 1 or one.id in ids or not came.follows(last):
                break
            operation = came.operation()
            if operation is None or not together.fits(operation) or (operation.notes and self._is_of_erased(operation)):
                break
            found.append((came, operation))
            ids.add(one.id)
            seq, last = one.seq, came.digest
        return _with_new_notes(self._connection, found)

    def _is_of_erased(self, operation: Operation) -> bool:
        return erasures.wins_over(self._connection, operation, before=(change.line for change in self._changes))

    def _taken(self, ids: Sequence[str]) -> set[str]:
        """Which of these ids stand for an operation already."""
        return {row[0] for row in _TAKEN.ask(self._connection, ids)}

    def _store(self, came: Arrived, *, epoch: Received, outcome: Outcome, situation: Situation | None) -> None:
        one = came.sent
        operation, verdict = outcome.operation, outcome.verdict
        kind, payload = operation.kind, operation.payload
        effect = verdict.effect if verdict.accepted else effect_of_refusal(verdict.reason, kind=kind, payload=payload)
        orders: frozenset[str] | None = outcome.orders
        if not verdict.accepted:
            orders = self._deciding.case(operation, effect=effect)
            if orders is None and effect.startswith(BOOKED):
                effect = effect_of_refusal(verdict.reason, kind=kind, payload=payload, books=False)
                orders = self._deciding.case(operation, effect=effect)
            elif effect.startswith(BOOKED) or kind in PRINTING_KINDS:
                self._reindexed |= orders or frozenset()
        if orders is None:
            self._store_unread(came, epoch=epoch, reason="malformed")
            return
        if situation is not None and verdict.accepted:
            if indexing.words_change(outcome, situation):
                self._reindexed |= outcome.orders
            for cart in carts_of(payload):
                reservations.end(self._connection, cart)
            if operation.kind == "person_erased":
                self._reindexed |= erasures.erase(self._connection, operation)
                self.erased = True
            if one.seq > epoch.history:
                self._box.follow(outcome, self._deciding.held, at=self._at)
        line = Line(
            epoch.epoch,
            one.seq,
            one.id,
            operation.kind,
            operation.at,
            operation.actor,
            operation.second_person,
            one.body,
            came.digest,
            one.signature,
            effect,
        )
        surprised = verdict.accepted and any(isinstance(row, Case) for row in outcome.rows)
        answer = travel.REFUSED if not verdict.accepted else travel.WITH_CASE if surprised else travel.ACCEPTED
        data = canonical(plain(verdict.data)).decode() if verdict.data else None
        self._changes.append(Change(line, orders, answer=answer, reason=verdict.reason, data=data))

    def _store_unread(self, came: Arrived, *, epoch: Received, reason: str) -> None:
        """What nobody could read is a case too: a person must find out what it was."""
        one = came.sent
        unread = Operation(one.id, UNREAD, self._at, None, {})
        effect = effect_of_refusal(reason, kind=unread.kind, payload=unread.payload)
        orders = self._deciding.case(unread, effect=effect) or frozenset()
        line = Line(
            epoch.epoch,
            one.seq,
            one.id,
            UNREAD,
            self._at,
            None,
            None,
            one.body,
            came.digest,
            one.signature,
            effect,
        )
        self._changes.append(Change(line, orders, answer=travel.REFUSED, reason=reason))

    def _alarm(self, kind: str, one: Sent) -> None:
        log.warning("desk %s: %s at operation %d", self._desk, kind, one.seq)
        insert_one(
            self._connection,
            tables.alarms,
            id=self._book.new_id(),
            at=self._at,
            kind=kind,
            desk=self._desk,
            operation=one.id,
            body=one.body,
        )

    def _finish(self, epoch: Received, *, before: int, answers: dict[int, Answer]) -> None:
        """The epoch moves on, what orders are found by follows; the change numbers come last."""
        if not self._changes:
            return
        if not senders.moved_on(self._connection, epoch, before=before):
            raise saving.Conflict(epoch.epoch)
        journal.append(self._connection, [(change.line, frozenset(change.orders)) for change in self._changes])
        if self._reindexed:
            indexing.refresh(self._connection, sorted(self._reindexed), known=self._deciding.held)
        self._deciding.give_back()
        numbers = feed.announce(self._connection, self._changes, at=self._at)
        for change, number in zip(self._changes, numbers, strict=True):
            line = change.line
            answers[line.seq] = Answer(line.seq, line.id, change.answer, number, change.reason, change.data)


def _with_new_notes(connection: Connection, ready: list[tuple[Arrived, Operation]]) -> list[tuple[Arrived, Operation]]:
    """The same without the texts that are here already."""
    here = personal_data.notes_here(connection, [note.note for _, operation in ready for note in operation.notes])
    found = []
    for came, operation in ready:
        new = tuple(note for note in operation.notes if note.note not in here)
        here |= {note.note for note in new}
        found.append((came, operation if new == operation.notes else replace(operation, notes=new)))
    return found
