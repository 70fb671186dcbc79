"""Operations of one batch that rest on their own orders alone: judged one after the other, written at once.

A desk that comes back brings clicks, refunds and notes by the hundred. Asked and written one by one each costs a dozen
questions; here the orders of all are locked and read together, what each operation makes of them is what the next one
finds, and their rows are written in one go. What may take a place, brings a number or a person's data, or is refused, is
none of these: it goes alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection

from ticketoffice.domain import operations as kinds
from ticketoffice.domain.before import Made
from ticketoffice.domain.operation import Operation
from ticketoffice.domain.outcome import Outcome
from ticketoffice.domain.situation import Dossier, Situation
from ticketoffice.domain.state import LIVE_STATES, Quota, Ticket
from ticketoffice.store import loading, others, saving, unit
from ticketoffice.store.catalogue import Catalogue


class Decided(Struct, frozen=True):
    """What became of one operation, and the situation in which it was judged."""

    outcome: Outcome
    situation: Situation


def fits(operation: Operation) -> bool:
    """Whether it rests on nothing but orders that are named, and takes no place."""
    if operation.records or unit.takes_places(operation):
        return False
    touched = kinds.touches(operation)
    beside = (touched.performances, touched.places, touched.seats, touched.numbers, touched.codes, touched.cases)
    return not any((*beside, touched.closes, touched.sold_in))


def write(
    connection: Connection,
    operations: Sequence[Operation],
    *,
    catalogue: Catalogue,
    held: dict[str, Dossier],
    lock: bool,
    check_versions: bool,
    freed: dict[str, int],
    enough: Callable[[], bool],
) -> list[Decided]:
    """Judges, applies and saves as many of them as come before the first that is refused, or until there is `enough`.

    `held` as in `unit`, `freed` as in `saving`: orders that the transaction has read and locked, places that are given back at its end.
    """
    orders = sorted({order for operation in operations for order in kinds.touches(operation).orders})
    versions = unit.versions_of(connection, orders, lock=lock)
    held |= loading.dossiers(connection, [name for name in orders if name in versions and name not in held])
    start = _situation(connection, {name: held[name] for name in orders if name in held}, catalogue=catalogue)
    beside: dict[str, Made] = {}
    for operation in operations:
        beside |= others.others(connection, operation, start.dossiers)
    decided = _decided(operations, start=replace(start, others=beside), enough=enough)
    if decided:
        outcomes = [one.outcome for one in decided]
        saving.save(
            connection,
            outcomes,
            situation=start,
            versions=versions,
            check_versions=check_versions,
            freed=freed,
        )
        for outcome in outcomes:
            unit.move_on(held, outcome)
    return decided


def _situation(connection: Connection, files: dict[str, Dossier], *, catalogue: Catalogue) -> Situation:
    """What all of them find at first. Nobody's verdict rests on what quotas have taken: they are not locked."""
    tickets = [ticket for file in files.values() for ticket in file.tickets]
    performances = sorted({ticket.performance for ticket in tickets})
    quotas = loading.quotas(connection, performances)
    places = {(ticket.performance, ticket.seat) for ticket in tickets if ticket.seat is not None}
    return Situation(
        at=0,
        rules=catalogue.rules(),
        dossiers=files,
        performances=catalogue.performances(performances),
        zones=catalogue.zones(performances),
        quotas={quota.id: quota for quota in quotas},
        quotas_of=catalogue.quotas_of([quota.id for quota in quotas]),
        places=loading.live_places(connection, places),
    )


def _decided(operations: Sequence[Operation], *, start: Situation, enough: Callable[[], bool]) -> list[Decided]:
    """What one of them did to a ticket, the next ones have heard of: they are of one desk."""
    files, quotas, places, beside = dict(start.dossiers), dict(start.quotas), dict(start.places), dict(start.others)
    found: list[Decided] = []
    for operation in operations:
        own = {name: files[name] for name in kinds.touches(operation).orders if name in files}
        now = replace(start, at=operation.at, dossiers=own, quotas=quotas, places=places, others=beside)
        verdict = kinds.judge(operation, now)
        if not verdict.accepted or (found and enough()):
            return found
        outcome = Outcome.of(operation, verdict, kinds.apply(operation, verdict.effect, now))
        found.append(Decided(outcome, now))
        quotas = quotas | {row.id: row for row in outcome.rows if isinstance(row, Quota)}
        touched = {row.id for row in outcome.rows if isinstance(row, Ticket)}
        beside = {ticket: made for ticket, made in beside.items() if ticket not in touched}
        gone = {row.id for row in outcome.rows if isinstance(row, Ticket) and row.state not in LIVE_STATES}
        places = {place: ticket for place, ticket in places.items() if ticket not in gone} if gone else places
        unit.move_on(files, outcome)
    return found
