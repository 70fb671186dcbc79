"""At a desk whose centre was put back to an earlier state: nothing that it had answered is lost, and nothing is doubled.

What the centre does not have any more has no answer any more, and is sent once more. The orders are loaded anew, and the feed
is heard from where the two parted (`lost_answers`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, func, select

from ticketoffice.domain.canonical import canonical
from ticketoffice.domain.travel import PUSH_LIMIT, Answer, Page
from ticketoffice.store import lost_answers, membership, outbox, tables
from ticketoffice.store.asking import About, ask
from ticketoffice.store.telling import delete_many, update_one

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.outbox import Batch

Epochs = Sequence[tuple[str, int]]

_a = tables.answers.c
_FIRST_AFTER = select(func.min(_a.seq)).where(
    _a.epoch == bindparam("of", type_=_a.epoch.type), _a.change > bindparam("parted", type_=_a.change.type)
)
_LAST_CHANGE = select(func.max(_a.change))
_CHANGES = About(select(_a.operation, _a.change), _a.operation)


def as_kept(epochs: Epochs) -> str:
    """The centre's epochs as a desk keeps them."""
    return canonical([list(one) for one in epochs]).decode()


def is_noticed(centre: membership.Centre, page: Page) -> bool:
    """Whether the centre, which was asked for what follows, is another one than it was when it was heard last, has fewer changes
    than were heard, or others.
    """
    is_another = centre.epochs not in (None, as_kept(page.epochs))
    return is_another or page.as_of < centre.cursor or _tells_otherwise(centre, page)


def _tells_otherwise(centre: membership.Centre, page: Page) -> bool:
    """Whether something else stands there now as the last change that was heard; a centre of an older version does not say."""
    return centre.last_told is not None and page.before not in ("", centre.last_told)


def answered_elsewhere(connection: Connection, *, received: Mapping[str, int], page: Page) -> list[Batch]:
    """What the centre has of this desk's work, and had answered under other numbers before it was put back: its answers are asked
    for once more. Where it does not say since when, that can only be what was on the way when it was put back: the last batch.
    """
    centre = membership.centre_of(connection)
    parted = None if centre is None else _parted(centre, page.epochs)
    found: list[Batch] = []
    for epoch, seq in received.items():
        first = max(1, seq - PUSH_LIMIT + 1)
        if parted is not None:
            first = ask(connection, _FIRST_AFTER, of=epoch, parted=parted)[0][0]
        if first is not None:
            found += outbox.batches(connection, epoch, after=first - 1, through=seq)
    return found


def start_again(book: Book, *, received: Mapping[str, int], page: Page, answers: Mapping[str, Sequence[Answer]]) -> int:
    """The centre has each own epoch as far as it was `received`, no further, and answered as it now says (`answers`, by epoch).
    Returns how many operations are sent once more.
    """

    def work(connection: Connection) -> int:
        centre = membership.centre_of(connection)
        if centre is None:
            return 0
        missing = lost_answers.forget(connection, received)
        unmoved = _write_again(connection, answers, at=book.clock.now())
        parted = _parted(centre, page.epochs)
        if parted is None:
            parted = min(unmoved, centre.cursor - 1) if _tells_otherwise(centre, page) else unmoved
        older = lost_answers.none_is_told_since(connection, change=parted)
        kept = as_kept(page.epochs)
        if not missing and not older and centre.cursor <= parted:
            update_one(connection, tables.centre, epochs=kept)
            return 0
        cursor = min(centre.cursor, parted)
        at = max(book.clock.now(), centre.paired_at)
        update_one(
            connection,
            tables.centre,
            epochs=kept,
            cursor=cursor,
            load_until=cursor,
            loaded_after=None,
            put_back_at=at,
            last_told=None,
        )
        return missing

    return book.transact(work)


def _write_again(connection: Connection, answers: Mapping[str, Sequence[Answer]], *, at: int) -> int:
    """Writes down what the centre answers now; returns its last answer that is under the same number as before."""
    moved = {epoch: _moved(connection, said) for epoch, said in answers.items()}
    names = [one.id for said in moved.values() for one in said]
    lost_answers.moved(connection, names)
    delete_many(connection, tables.answers, [(name,) for name in names], by=("operation",))
    unmoved = ask(connection, _LAST_CHANGE)[0][0] or 0
    for epoch, said in moved.items():
        outbox.write_answers(connection, epoch, said, at=at)
    return int(unmoved)


def _moved(connection: Connection, said: Sequence[Answer]) -> list[Answer]:
    kept: dict[str, int] = dict(_CHANGES.ask(connection, [one.id for one in said]))
    return [one for one in said if kept.get(one.id) != one.change]


def _parted(centre: membership.Centre, epochs: Epochs) -> int | None:
    """The last change that the centre has as it was told here; None where its epochs do not say."""
    if centre.epochs is None:
        return None
    here = [(str(epoch), int(began)) for epoch, began in json.loads(centre.epochs)]
    there = list(epochs)
    alike = 0
    while alike < min(len(here), len(there)) and here[alike] == there[alike]:
        alike += 1
    later = [began for _, began in (*here[alike : alike + 1], *there[alike : alike + 1])]
    return min(later, default=None)
