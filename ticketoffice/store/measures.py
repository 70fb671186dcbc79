"""How a centre stands, in numbers: for whoever watches over it. Nothing about customers."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import Connection, func, select

from ticketoffice.store import feed, tables
from ticketoffice.store.mail_box import MAIL_STATES


class Measures(Struct, frozen=True):
    """Operations by the centre's answer, alarms by kind, desks that may send, and the instant at which the most silent one
    was last heard (None: there is none). Notices by state (all states are there), how many of those that wait were not
    taken by the mail server, and since when the oldest of them waits.
    """

    operations: dict[str, int]
    changes: int
    desks: int
    most_silent_since: int | None
    alarms: dict[str, int]
    mails: dict[str, int]
    mails_failing: int
    mail_since: int | None


def measures(connection: Connection) -> Measures:
    """All of it on one snapshot."""
    a, d, k = tables.answers.c, tables.desks.c, tables.alarms.c
    heard = func.coalesce(d.seen_at, d.enrolled_at)
    count, since = connection.execute(
        select(func.count(), func.min(heard)).select_from(tables.desks).where(d.revoked_at.is_(None))
    ).one()
    by_answer = connection.execute(select(a.answer, func.count()).group_by(a.answer).order_by(a.answer))
    by_kind = connection.execute(select(k.kind, func.count()).group_by(k.kind).order_by(k.kind))
    m = tables.mails.c
    by_state = connection.execute(select(m.state, func.count()).group_by(m.state))
    waiting = select(func.count(m.error), func.min(m.queued_at)).where(m.state == "queued")
    failing, mail_since = connection.execute(waiting).one()
    return Measures(
        operations={row[0]: row[1] for row in by_answer},
        changes=feed.counter(connection),
        desks=count,
        most_silent_since=since,
        alarms={row[0]: row[1] for row in by_kind},
        mails=dict.fromkeys(MAIL_STATES, 0) | {row[0]: row[1] for row in by_state},
        mails_failing=failing,
        mail_since=mail_since,
    )
