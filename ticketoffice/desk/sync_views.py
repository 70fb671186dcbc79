"""How a desk stands with its centre, as frozen rows: three truths told separately, the lists, what needs somebody.

Nothing here computes (`desk.syncing` does), and nothing asks a book: the screens have these from their start.
"""

from __future__ import annotations

from msgspec import Struct


class CameBack(Struct, frozen=True):
    """Of the operations that an older copy `lacked` so many are `missing` once the centre was heard; None: not to be counted."""

    lacked: int
    missing: int | None


class SyncView(Struct, frozen=True):
    """How things stand. `state`: online, to_send, offline, no_answer, wrong_certificate, wrong_date, too_old, incomplete (the last
    round did not come to its end), clock, ended, loading.

    `since`: the last complete sync, or when this desk joined. `attention`: cases and operations that somebody must look at;
    `age`: fresh, old, very_old, of the oldest operation that waits. `skew`: minutes that our clock is off, rounded (0: not worth a word);
    `loaded`: orders here while the first load runs. `put_back`: the centre was put back to an earlier state not long ago, which was
    noticed at `put_back_at`. `came_back`: this book is an older copy, put in place not long ago, and this much has come back from
    the centre since.
    """

    state: str
    url: str
    cause: str | None
    completed_at: int | None
    since: int
    saved: int
    sent: int
    accepted: int
    unsent: int
    held: int
    oldest_at: int | None
    age: str
    attention: int
    skew: int
    loaded: int
    next_attempt_at: int | None
    failures: int
    timezone: str
    now: int
    put_back: bool = False
    put_back_at: int | None = None
    came_back: CameBack | None = None


class SyncLine(Struct, frozen=True):
    """An operation in one of the lists. `state`: held, waiting, contested, accepted, accepted_with_case, refused, heard."""

    operation: str
    kind: str
    at: int
    by: str | None
    order: str | None
    number: str | None
    tickets: tuple[str, ...]
    state: str
    timezone: str


class CaseView(Struct, frozen=True):
    """What somebody must look at. `case` is None while only this desk knows of it; then nothing can be closed yet.

    `kind` and what was done (`deed`, at which `desk`, `by` whom) are codes and names; `why` is short, for a line of a list, the
    other sentences are told whole. `amount`: the money that it is about, in minor units. `successor` (id and number): another
    order that has its places now, and can be cancelled.
    """

    case: str | None
    operation: str
    kind: str
    contested: bool
    at: int
    order: str | None
    number: str | None
    ticket: str | None
    deed: str | None
    desk: str | None
    by: str | None
    amount: int | None
    currency: str
    why: str
    what: str
    safe: str
    next: str
    timezone: str
    successor: str | None = None
    successor_number: str | None = None


class SyncLists(Struct, frozen=True):
    """The lists of the sync page; of what waits there are `queue_count`, of what was done today `done_count`."""

    queue: tuple[SyncLine, ...]
    queue_count: int
    cases: tuple[CaseView, ...]
    done: tuple[SyncLine, ...]
    done_count: int
    received: tuple[SyncLine, ...]
