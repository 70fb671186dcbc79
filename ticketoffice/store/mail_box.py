"""The box of notices to customers: what waits to be sent, and what became of it. It stands beside the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from sqlalchemy import Connection, bindparam, select, update

from ticketoffice.domain import notices
from ticketoffice.domain.still_open import stands
from ticketoffice.store.asking import ask
from ticketoffice.store.tables import mails
from ticketoffice.store.telling import insert_one

if TYPE_CHECKING:
    from ticketoffice.domain.outcome import Outcome
    from ticketoffice.domain.situation import Dossier


MAIL_STATES = ("queued", "sent", "refused", "stale", "withdrawn")


class WaitingMail(Struct, frozen=True):
    """A notice in the box: the Finish it is about (its Message-ID), and when it may leave."""

    operation: str
    order: str
    state: str
    queued_at: int
    not_before: int
    attempts: int
    error: str | None


_m = mails.c
_STATE = select(_m.state).where(_m.operation == bindparam("operation"))
_MAILS = select(*(_m[name] for name in WaitingMail.__struct_fields__))


class MailBox:
    """The box as one transaction sees it. `touched`: the orders of which it changed a notice."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.touched: set[str] = set()

    def all(self) -> list[WaitingMail]:
        """Every notice, oldest first."""
        return self._found()

    def due(self, at: int) -> list[WaitingMail]:
        """Those that may leave at this instant, oldest first."""
        return self._found(_m.state == "queued", _m.not_before <= at)

    def about(self, operations: Sequence[str]) -> dict[str, WaitingMail]:
        """The notices about these Finish operations, by operation."""
        found = self._found(_m.operation.in_(sorted(set(operations)))) if operations else []
        return {mail.operation: mail for mail in found}

    def queue(self, *, operation: str, order: str, at: int, not_before: int) -> None:
        """Puts a notice about an operation into the box (once); one that was sent stays sent."""
        self.touched.add(order)
        known = ask(self._connection, _STATE, operation=operation)
        if not known:
            insert_one(
                self._connection,
                mails,
                operation=operation,
                order=order,
                state="queued",
                attempts=0,
                queued_at=at,
                not_before=not_before,
            )
        elif known[0][0] != "sent":
            self.mark(operation, order=order, state="queued", queued_at=at, not_before=not_before)

    def follow(self, outcome: Outcome, held: Mapping[str, Dossier], *, at: int) -> None:
        """At a centre: the customer is told of what is accepted, and not of what was taken back (0-decisions 35).

        The hold counts from now on by this clock: what takes it back may come with the next batch.
        """
        operation = outcome.operation
        asks, undoes = notices.is_the_centres(operation), notices.undoes(operation)
        dossier = held.get(operation.payload["order"]) if asks or undoes else None
        if dossier is None:
            return
        if undoes:
            self.withdraw(dossier, [cancellation.finish for cancellation in dossier.cancellations])
        elif not notices.is_said_already(operation, dossier):
            self.queue(
                operation=operation.id,
                order=dossier.order.id,
                at=min(operation.at, at),
                not_before=at + notices.hold_of(operation),
            )

    def claim(self, operation: str, *, at: int, until: int, held: int | None = None) -> bool:
        """Takes a notice that is due, or that is `held` until then, for oneself until an instant; False: somebody else has it.

        Of several senders over one database one gets it. Where that one is not heard of again, it is due again.
        """
        free = _m.not_before <= at if held is None else _m.not_before == held
        taken = update(mails).where(_m.operation == operation, _m.state == "queued", free).values(not_before=until)
        return self._connection.execute(taken).rowcount == 1

    def withdraw(self, dossier: Dossier, finishes: Iterable[str | None]) -> None:
        """Takes the notices of these Finish operations out of the box of which nothing stands any more."""
        for name in {finish for finish in finishes if finish is not None}:
            of_it = [c for c in dossier.cancellations if c.finish == name]
            if not any(stands(c, dossier.ticket(c.ticket)) for c in of_it):
                self.mark(name, order=dossier.order.id, state="withdrawn")

    def mark(self, operation: str, *, order: str, state: str, **values: object) -> bool:
        """What became of a notice; one that was sent stays sent, and it is said so. `values`: other columns of it."""
        self.touched.add(order)
        changed = update(mails).where(_m.operation == operation, _m.state != "sent")
        done = self._connection.execute(changed.values(state=state, **{"error": None, **values}))
        return done.rowcount == 1

    def attempt(self, operation: str, *, order: str) -> None:
        """An attempt is counted before the first byte leaves."""
        self.mark(operation, order=order, state="queued", attempts=_m.attempts + 1)

    def _found(self, *conditions: object) -> list[WaitingMail]:
        statement = _MAILS.where(*conditions).order_by(_m.queued_at, _m.operation)  # type: ignore[arg-type]
        return [WaitingMail(*row) for row in self._connection.execute(statement)]
