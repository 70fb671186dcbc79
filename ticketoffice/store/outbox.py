"""What of a desk's journal goes to the centre, and what the centre said: the journal is the outbox.

What was sent is what the centre has answered, nothing else; there is no flag. Before the first byte of a batch leaves,
`posted_through` says durably that it may have (0-decisions 14). A batch ends before the first cancellation that can still
be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, func, select, update

from ticketoffice.domain.identity import commitment, references
from ticketoffice.domain.operation import Operation, PersonRecord
from ticketoffice.domain.travel import (
    HISTORY,
    HISTORY_LIMIT,
    LARGEST_BATCH,
    PUSH_LIMIT,
    REFUSED,
    Answer,
    Sent,
)
from ticketoffice.store import customer_fields, journal, records_beside, tables
from ticketoffice.store.asking import About, ask
from ticketoffice.store.journal import Line
from ticketoffice.store.telling import insert_many, tell_each

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

_a, _b, _o = tables.answers.c, tables.book.c, tables.operations.c
_c, _k = tables.cancellations.c, tables.centre.c


class Batch(Struct, frozen=True):
    """Operations of one epoch that leave together."""

    epoch: str
    sent: tuple[Sent, ...]


_EPOCH = select(_b.epoch)
_BRINGS_HISTORY = select(_k.one).where(_k.form == HISTORY, _k.completed_at.is_(None))
_FIRST_HELD = (
    select(func.min(_o.seq))
    .join(tables.cancellations, _c.operation == _o.id)
    .where(
        _o.epoch == select(_b.epoch).scalar_subquery(),
        _o.seq > select(_b.posted_through).scalar_subquery(),
        _c.kept_at.is_(None),
        _c.hold_until > bindparam("at", type_=_c.hold_until.type),
    )
)
_LAST_ANSWERED = select(func.max(_a.seq)).where(_a.epoch == bindparam("epoch", type_=_a.epoch.type))
_ANSWERED = About(select(_a.operation), _a.operation)
_LINES = About(select(*(_o[name] for name in Line.__struct_fields__)), _o.id)
_HAVE_LEFT = (
    update(tables.book)
    .values(posted_through=bindparam("through"))
    .where(_b.epoch == bindparam("of"), _b.posted_through < bindparam("through"))
)


def next_batch(connection: Connection, *, at: int) -> Batch | None:
    """What may leave now: the oldest operations without an answer, of one epoch, up to the first one still held."""
    current = ask(connection, _EPOCH)[0][0]
    brings_history = bool(ask(connection, _BRINGS_HISTORY))
    for name in journal.epochs(connection):
        done = answered(connection, name)
        most = HISTORY_LIMIT if brings_history or name != current else PUSH_LIMIT
        end = first_held(connection, at=at) if name == current else None
        asked = journal.lines(connection, epoch=name, after=done, at_once=most)
        lines = [line for line in islice(asked, most) if end is None or line.seq < end]
        if lines:
            return Batch(name, tuple(_sent(connection, _at_once(lines))))
    return None


def _at_once(lines: Sequence[Line]) -> list[Line]:
    """As many of them as one batch may have bytes; always one."""
    sizes = accumulate(len(line.body) for line in lines)
    return [line for n, (line, size) in enumerate(zip(lines, sizes, strict=True)) if n == 0 or size <= LARGEST_BATCH]


def batches(connection: Connection, epoch: str, *, after: int, through: int) -> Iterable[Batch]:
    """The operations of an epoch between these two, also those that were answered, in batches as they leave."""
    while after < through:
        asked = journal.lines(connection, epoch=epoch, after=after, at_once=PUSH_LIMIT)
        lines = [line for line in islice(asked, PUSH_LIMIT) if line.seq <= through]
        if not lines:
            return
        lines = _at_once(lines)
        yield Batch(epoch, tuple(_sent(connection, lines)))
        after = lines[-1].seq


def everything_unsent(connection: Connection) -> Iterable[Batch]:
    """Every operation without an answer, also what can still be kept, an epoch at a time."""
    for name in journal.epochs(connection):
        waiting = list(journal.lines(connection, epoch=name, after=answered(connection, name)))
        if waiting:
            yield Batch(name, tuple(_sent(connection, waiting)))


def first_held(connection: Connection, *, at: int) -> int | None:
    """The first operation of the current epoch that may not leave yet: a cancellation whose Keep is open."""
    found: int | None = ask(connection, _FIRST_HELD, at=at)[0][0]
    return found


def leaves_at(connection: Connection, *, at: int) -> int | None:
    """From when on something may leave: `at` where it may now, else the end of the first Keep; None where nothing waits."""
    if next_batch(connection, at=at) is not None:
        return at
    end = first_held(connection, at=at)
    if end is None:
        return None
    of_end = select(_c.hold_until).join(tables.operations, _c.operation == _o.id)
    current = select(_b.epoch).scalar_subquery()
    return int(connection.execute(of_end.where(_o.epoch == current, _o.seq == end).limit(1)).scalar_one())


def post(book: Book, batch: Batch) -> None:
    """Says durably that these may have left; raises Unavailable, and then nothing has."""
    book.transact(lambda connection: have_left(connection, [(batch.epoch, batch.sent[-1].seq)]))


def have_left(connection: Connection, operations: Iterable[tuple[str, int]]) -> None:
    """(epoch, seq): what the centre has, whoever sent it."""
    tell_each(connection, _HAVE_LEFT, [(seq, epoch) for epoch, seq in operations], ("through", "of"))


def keep_answers(book: Book, epoch: str, answers: Sequence[Answer]) -> None:
    """Writes down what the centre said; what it said before stays. People's data that it refused are taken back."""
    at = book.clock.now()

    def work(connection: Connection) -> set[str]:
        known = {row[0] for row in _ANSWERED.ask(connection, [a.id for a in answers])}
        new = [a for a in answers if a.id not in known]
        write_answers(connection, epoch, new, at=at)
        refused = _people_refused(connection, [a.id for a in new if a.answer == REFUSED])
        return records_beside.take_back(connection, refused) if refused else set()

    book.reindex(book.transact(work))


def _people_refused(connection: Connection, names: Sequence[str]) -> list[Mapping[str, Any]]:
    """The references to people's data in these own operations."""
    lines = [Line(*row) for row in _LINES.ask(connection, sorted(names))]
    return [one for line in lines for one in references(line.payload) if "person" in one]


def write_answers(connection: Connection, epoch: str, answers: Sequence[Answer], *, at: int) -> None:
    """New answers, as a transaction writes them down."""
    rows = [(a.id, epoch, a.seq, a.answer, a.reason, a.data, a.change, at) for a in answers]
    columns = ("operation", "epoch", "seq", "answer", "reason", "data", "change", "answered_at")
    insert_many(connection, tables.answers, columns, rows)


def operations(connection: Connection, names: Iterable[str]) -> list[Operation]:
    """These own operations with what travels beside them, in the order in which they were made."""
    wanted = sorted(set(names))
    found = [Line(*row) for row in _LINES.ask(connection, wanted)]
    place = {name: n for n, name in enumerate(journal.epochs(connection))} if found else {}
    found.sort(key=lambda line: (place[line.epoch], line.seq))
    return [
        replace(line.operation(), records=sent.records, notes=sent.notes)
        for line, sent in zip(found, _sent(connection, found), strict=True)
    ]


def answered(connection: Connection, epoch: str) -> int:
    """The last operation of an epoch that the centre has answered; it answers them in order, without a gap."""
    return ask(connection, _LAST_ANSWERED, epoch=epoch)[0][0] or 0


def _sent(connection: Connection, lines: Sequence[Line]) -> list[Sent]:
    """Operations with the records and texts that travel beside them; what was erased travels no more."""
    named = [list(references(line.payload)) for line in lines]
    persons = {r["person"] for refs in named for r in refs if "person" in r}
    notes = {r["note"] for refs in named for r in refs if "note" in r}
    records = {
        person: [record for record in found if customer_fields.is_committed(record.salt)]
        for person, found in records_beside.records(connection, persons).items()
    }
    texts = {note: text for note, text in records_beside.texts(connection, notes).items() if text.salt}
    return [
        Sent(
            line.seq,
            line.id,
            line.body,
            line.signature,
            line.effect,
            tuple(record for r in refs if "person" in r for record in _meant(records.get(r["person"], ()), r)),
            tuple(texts[r["note"]] for r in refs if "note" in r and r["note"] in texts),
        )
        for line, refs in zip(lines, named, strict=True)
    ]


def _meant(records: Iterable[PersonRecord], reference: Mapping[str, Any]) -> list[PersonRecord]:
    """The record that an operation committed to, under the revision that it gave it; none where it was erased."""
    same = (r for r in records if commitment(salt=r.salt, fields=r.fields) == reference["commitment"])
    return [replace(record, revision=reference["revision"]) for record in islice(same, 1)]
