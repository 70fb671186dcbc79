"""An older copy of a book that took its place, and what of the operations that it lacks the centre has told since.

How many it lacks the heads beside the key say (`epochs`). The centre has each epoch without a gap, so that whatever was done
up to the last operation of it that was heard has come back with its orders.

Worked example: the copy of a desk ends with operation 40, its head file knows 46, and the centre tells of 41 and 44: it has all
up to 44. The copy lacked 6, and 2 are missing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from msgspec import Struct
from sqlalchemy import Connection, bindparam, func, select

from ticketoffice.store import epochs, tables
from ticketoffice.store.asking import About, ask
from ticketoffice.store.keys import Secrets
from ticketoffice.store.membership import Centre, centre_of

_b, _o, _h = tables.book.c, tables.operations.c, tables.heard.c
_BEGUN = (
    select(_b.desk, _o.at, _o.body)
    .join(tables.operations, _o.epoch == _b.epoch)
    .where(_o.seq == 1, _o.at >= bindparam("since", type_=_o.at.type))
)
_HEARD = About(select(_h.epoch, func.max(_h.seq)).group_by(_h.epoch), _h.epoch)


class OlderCopy(Struct, frozen=True):
    """A copy that took the book's place `at` an instant: it `lacked` so many operations, and so many are `missing` as far as the
    centre was heard. None: how many is not known.
    """

    at: int
    lacked: int
    missing: int | None


def older_copy(connection: Connection, *, secrets: Secrets, since: int) -> OlderCopy | None:
    """The copy that this book is, if it took its place since then, has a centre, and lacked something."""
    begun = ask(connection, _BEGUN, since=since)
    centre = centre_of(connection) if begun else None
    if centre is None:
        return None
    desk, at, body = begun[0]
    payload = json.loads(bytes(body))["payload"]
    if payload["previous_epoch"] is None:
        return None
    ever, here = epochs.ever_reached(desk, secrets=secrets), epochs.reached(connection)
    lacked = epochs.beyond(ever, here=here)
    if payload["missing"] is None:
        return OlderCopy(at, lacked, None)
    if not lacked:
        return None
    return OlderCopy(at, lacked, _missing(connection, centre, ever=ever, here=here, at=at))


def _missing(
    connection: Connection, centre: Centre, *, ever: Mapping[str, int], here: Mapping[str, int], at: int
) -> int | None:
    """Of a desk that has joined anew since, and was given its orders without what led there, nobody can count it."""
    if centre.is_loading or (centre.paired_at > at and centre.put_out_at is None):
        return None
    heard: dict[str, int] = dict(_HEARD.ask(connection, sorted(ever)))
    return epochs.beyond(ever, here={epoch: max(here.get(epoch, 1), heard.get(epoch, 0)) for epoch in ever})
