"""At a desk: the centre that this book is a member of: how it joined, what it brings along, and how far it has heard.

What of its journal goes there, and what the centre said to that, is the outbox.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from sqlalchemy import Connection, bindparam, delete, select, update

from ticketoffice.domain.travel import AGAIN, BRANCH, FRESH, Branch, Epoch, Welcome
from ticketoffice.store import chain, journal, lost_answers, outbox, tables
from ticketoffice.store.asking import ask
from ticketoffice.store.telling import insert_one, tell, update_one

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

_b, _o, _k = tables.book.c, tables.operations.c, tables.centre.c


class Centre(Struct, frozen=True):
    """The centre that this book is paired with: `authority` is the certificate (PEM) that its line must show.

    `cursor`: the change up to which it was heard. While the first load runs, `loaded_after` is the last order that came
    and `load_until` the change at which it began. `completed_at`: the last round that went through; `cause`: why the last
    one did not. `skew`: how far our clock is ahead of the centre's, in microseconds. `put_out_at`: when customers' data
    are taken out of this book (`put_out`). `mails`: it tells customers by e-mail (None: it has not said yet).
    `epochs`: its own ones, as canonical JSON (None: it has not said yet); `put_back_at`: when this desk noticed last that it was
    put back to an earlier state (`put_back`). `last_told`: what stood there as the last change up to `cursor`.
    """

    url: str
    name: str
    form: str
    authority: str | None
    cursor: int
    loaded_after: str | None
    load_until: int | None
    paired_at: int
    completed_at: int | None
    failures: int
    next_attempt_at: int | None
    cause: str | None
    skew: int
    put_out_at: int | None
    mails: bool | None
    epochs: str | None
    put_back_at: int | None
    last_told: str | None

    @property
    def is_without_customers(self) -> bool:
        """Whether customers' data were taken out since it joined."""
        return self.put_out_at is not None and self.put_out_at >= self.paired_at

    @property
    def is_loading(self) -> bool:
        """Whether the first load is not through."""
        return self.load_until is not None

    @property
    def is_put_back(self) -> bool:
        """Whether what it has is loaded anew because it was put back: nothing is sent until that is through."""
        return self.is_loading and self.put_back_at is not None and self.put_back_at >= self.paired_at


_NO_CENTRE = delete(tables.centre)
_CENTRE = select(*(_k[name] for name in Centre.__struct_fields__))
_BOOK = select(_b.desk, _b.epoch)
_LAST = select(_o.seq, _o.hash).where(_o.epoch == bindparam("epoch")).order_by(_o.seq.desc()).limit(1)
_HASH = select(_o.hash).where(_o.epoch == bindparam("epoch"), _o.seq == bindparam("seq"))
_ALL_HAS_LEFT = update(tables.book).values(posted_through=_b.seq)


def centre_of(connection: Connection) -> Centre | None:
    """The centre of this book; None for a desk alone."""
    rows = ask(connection, _CENTRE)
    return Centre(*rows[0]) if rows else None


def epochs_of(connection: Connection) -> tuple[Epoch, ...]:
    """This book's epochs, oldest first: what it brings along when it joins."""
    found = []
    for name in journal.epochs(connection):
        key = chain.public_key(connection, name)
        seq, digest = ask(connection, _LAST, epoch=name)[0]
        assert key is not None
        found.append(Epoch(name, key.public_bytes_raw(), seq, bytes(digest)))
    return tuple(found)


def joined_in(connection: Connection) -> str:
    """The oldest epoch of its centre that this book was told of: whom it joined. "" where it was told of none."""
    centre = centre_of(connection)
    told = json.loads(centre.epochs) if centre is not None and centre.epochs is not None else []
    return str(told[0][0]) if told else ""


def branch_of(connection: Connection) -> Branch:
    """How far this book was answered in the first epoch that was not answered whole: there another one may have parted from it."""
    desk, current = ask(connection, _BOOK)[0]
    names = journal.epochs(connection)
    whole = (name for name in names if outbox.answered(connection, name) == ask(connection, _LAST, epoch=name)[0][0])
    known = set(whole) - {current}
    epoch = next(name for name in names if name not in known)
    seq = outbox.answered(connection, epoch)
    digests = ask(connection, _HASH, epoch=epoch, seq=seq)
    return Branch(desk, epoch, seq, bytes(digests[0][0]) if digests else journal.GENESIS)


def join(book: Book, welcome: Welcome, *, url: str, name: str, authority: str | None) -> None:
    """The centre said yes. What stands here may have left from now on; a fresh book first hears what the centre has, and so
    does one whose customers' data were taken out. One that joins again goes on where it stopped hearing; one that the centre was
    put back to before it joined sends all of it again, and so does one that joins another centre: what was answered counts there alone.
    """

    def work(connection: Connection) -> None:
        was = centre_of(connection)
        goes_on = welcome.form in (AGAIN, BRANCH)
        before = was if goes_on else None
        starts_again = was is not None and not goes_on
        loads = welcome.form == FRESH or starts_again or (goes_on and (before is None or before.is_without_customers))
        heard = before.cursor if before is not None else 0 if loads else welcome.change
        until = before.load_until if before is not None and before.is_loading else None
        if loads and until is None:
            until = welcome.change if before is None else heard
        if starts_again:
            lost_answers.forget(connection, dict.fromkeys(journal.epochs(connection), 0))
            lost_answers.none_is_told_since(connection, change=0)
        paired_at = max(book.clock.now(), (was.put_out_at or 0) + 1 if was is not None else 0)
        tell(connection, _NO_CENTRE)
        insert_one(
            connection,
            tables.centre,
            one=1,
            url=url,
            name=name,
            form=welcome.form,
            authority=authority,
            cursor=heard,
            loaded_after=before.loaded_after if before is not None and not loads else None,
            load_until=until,
            paired_at=paired_at,
            failures=0,
            skew=0,
            put_out_at=was.put_out_at if was is not None else None,
            mails=before.mails if before is not None else None,
            epochs=before.epochs if before is not None else None,
            last_told=before.last_told if before is not None else None,
            put_back_at=paired_at if starts_again else before.put_back_at if before is not None else None,
        )
        tell(connection, _ALL_HAS_LEFT)

    book.transact(work)
    book.paired = True


def leave(book: Book) -> None:
    """This book has no centre any more; what it sent and heard stays."""
    book.transact(lambda connection: tell(connection, _NO_CENTRE))
    book.paired = False


def completed(book: Book, *, at: int) -> None:
    """A round went through."""
    _note(book, completed_at=at, failures=0, next_attempt_at=None, cause=None)


def failed(book: Book, *, cause: str, failures: int, next_attempt_at: int) -> None:
    """A round ended early: why, for the so-manieth time in a row, and when the centre is asked again."""
    _note(book, cause=cause, failures=failures, next_attempt_at=next_attempt_at)


def note_skew(book: Book, skew: int) -> None:
    """How far our clock is ahead of the centre's, in microseconds; written where it moved by a second."""
    with book.read() as reading:
        centre = centre_of(reading.connection)
    if centre is not None and abs(centre.skew - skew) >= 1_000_000:
        _note(book, skew=skew)


def _note(book: Book, **values: Any) -> None:
    book.transact(lambda connection: update_one(connection, tables.centre, **values))
