"""The spool of this machine: the papers that somebody asked a printer for, and what became of each. It stands beside the journal."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, or_, select, update

from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.spool import ENDS, SENDING, WAITING, PrintJob, may_go
from ticketoffice.store.asking import ask
from ticketoffice.store.tables import print_jobs
from ticketoffice.store.telling import insert_one

_j = print_jobs.c
_COLUMNS = tuple(_j[name] for name in PrintJob.__struct_fields__)
_JOB = select(*_COLUMNS).where(_j.id == bindparam("id"))
_OF_ORDER = select(*_COLUMNS).where(_j.order == bindparam("wanted")).order_by(_j.asked_at.desc(), _j.id.desc())
_OPEN = select(*_COLUMNS).where(or_(_j.state == WAITING, _j.state == SENDING)).order_by(_j.asked_at, _j.id)


class Spool:
    """The spool as one transaction sees it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def job(self, job: str) -> PrintJob:
        """This one; raises RuleBroken `no_print_job`."""
        found = ask(self._connection, _JOB, id=job)
        if not found:
            raise RuleBroken("no_print_job")
        return _job(found[0])

    def last(self, count: int) -> list[PrintJob]:
        """So many jobs, the last one first."""
        asked = select(*_COLUMNS).order_by(_j.asked_at.desc(), _j.id.desc()).limit(count)
        return [_job(tuple(row)) for row in self._connection.execute(asked)]

    def of_order(self, order: str) -> list[PrintJob]:
        """The jobs of an order, the last one first."""
        return [_job(row) for row in ask(self._connection, _OF_ORDER, wanted=order)]

    def of_closing(self, closing: str) -> list[PrintJob]:
        """The jobs of a closing, the last one first."""
        asked = select(*_COLUMNS).where(_j.closing == closing).order_by(_j.asked_at.desc(), _j.id.desc())
        return [_job(tuple(row)) for row in self._connection.execute(asked)]

    def not_ended(self) -> list[PrintJob]:
        """Those that wait or are being sent, the first one first."""
        return [_job(row) for row in ask(self._connection, _OPEN)]

    def add(self, job: PrintJob) -> None:
        """One more."""
        values = {name: getattr(job, name) for name in PrintJob.__struct_fields__}
        insert_one(self._connection, print_jobs, **values | _texts(tickets=job.tickets, data=job.data))

    def move(
        self, job: PrintJob, to: str, *, at: int, reason: str | None = None, data: Mapping[str, object] | None = None
    ) -> None:
        """A job gets into this state, from the one in which it was found: of two that take it one gets it.

        Raises RuleBroken `print_job_taken` where it is in another one by now, or never goes there.
        """
        values: dict[str, object] = {"state": to, "reason": reason, **_texts(data=data or {})}
        if to in ENDS:
            values["ended_at"] = at
        moved = update(print_jobs).where(_j.id == job.id, _j.state == job.state).values(values)
        if not may_go(job.state, to) or self._connection.execute(moved).rowcount != 1:
            raise RuleBroken("print_job_taken")

    def count_copies(self, job: PrintJob, copies: int) -> None:
        """So many papers of it were there before, as it stands when it is sent."""
        self._connection.execute(update(print_jobs).where(_j.id == job.id).values(copies=copies))

    def forget(self, *, before: int) -> None:
        """Takes the jobs out that ended before this instant."""
        self._connection.execute(delete(print_jobs).where(_j.ended_at < before))


def _texts(*, data: Mapping[str, object], tickets: Sequence[str] | None = None) -> dict[str, object]:
    """As they are stored."""
    stored: dict[str, object] = {"data": json.dumps(dict(data), default=str) if data else None}
    return stored if tickets is None else stored | {"tickets": " ".join(tickets) or None}


def _job(row: Sequence[object]) -> PrintJob:
    values = dict(zip(PrintJob.__struct_fields__, row, strict=True))
    values["tickets"] = tuple(str(values["tickets"] or "").split())
    values["data"] = json.loads(str(values["data"])) if values["data"] else {}
    return PrintJob(**values)  # type: ignore[arg-type]
