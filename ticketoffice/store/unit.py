"""Inside the one door (`deed.Deed.record_many`): judges operations and applies them one after the other (`saving` writes)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from sqlalchemy import Connection, select

from ticketoffice.domain import operations as kinds
from ticketoffice.domain.cases import order_of_case
from ticketoffice.domain.house_holds import after
from ticketoffice.domain.never_made import made_of
from ticketoffice.domain.operation import REFUSED, Operation, Touches, Verdict
from ticketoffice.domain.outcome import Outcome
from ticketoffice.domain.situation import Dossier, Situation
from ticketoffice.domain.state import (
    LIVE_STATES,
    Case,
    Order,
    Quota,
    Row,
    Ticket,
    TicketCode,
)
from ticketoffice.store import erasures, loading, others, tables
from ticketoffice.store.asking import About
from ticketoffice.store.catalogue import Catalogue

if TYPE_CHECKING:
    from ticketoffice.domain.rules import VenueRules


def decide(
    connection: Connection,
    operations: Sequence[Operation],
    *,
    catalogue: Catalogue,
    lock: bool,
    held: Mapping[str, Dossier] | None = None,
    keeper: loading.Keeper | None = loading.HERE,
    journal: Connection | None = None,
) -> tuple[list[Outcome], Situation, dict[str, int]]:
    """Judges and applies operations one after the other on one loaded situation; nothing is written yet.

    The outcomes come in the order in which they were applied (`operations.in_order`), which the journal must keep.
    `held`: orders that this transaction has read and locked already. `keeper`: as in `loading`. `journal`: where that lies, if
    not beside the orders.
    """
    touched = _joined(kinds.touches(operation) for operation in operations)
    versions = versions_of(connection, touched.orders, lock=lock)
    at = operations[0].at
    taking_places = any(takes_places(operation) for operation in operations)
    situation = loading.situation(
        connection,
        touched,
        catalogue=catalogue,
        at=at,
        lock=lock,
        held=held,
        keeper=keeper,
        lock_places=taking_places,
    )
    if len(operations) == 1:
        beside = others.others(journal or connection, operations[0], situation.dossiers)
        nameless = erasures.makes_nameless(journal or connection, operations[0])
        situation = replace(situation, others=beside, nameless=nameless) if beside or nameless else situation
    moving = _Moving(situation)
    outcomes = [moving.step(operation) for operation in kinds.in_order(operations, situation)]
    return outcomes, situation, versions


def takes_places(operation: Operation) -> bool:
    """Whether it may take places, so that nobody else may change what quotas have taken until it is written."""
    kind = kinds.KINDS[operation.kind]
    return kind.moves_places and not kind.only_frees


def apply_stored(
    connection: Connection, stored: Sequence[tuple[Operation, str]], *, catalogue: Catalogue, rules: VenueRules
) -> tuple[list[Outcome], Situation, dict[str, int]]:
    """What replay does: applies operations with the effect that was stored, and never judges."""
    touched = _joined(_touched(operation, effect) for operation, effect in stored)
    versions = versions_of(connection, touched.orders, lock=False)
    at = stored[0][0].at
    situation = loading.situation(connection, touched, catalogue=catalogue, at=at, lock=False, rules=rules)
    moving = _Moving(situation)
    return [moving.step(operation, effect=effect) for operation, effect in stored], situation, versions


def _touched(operation: Operation, effect: str) -> Touches:
    """Of one that was refused its order alone, which counts the case as a change, and what that was made of."""
    if not effect.startswith(REFUSED):
        return kinds.touches(operation)
    order = order_of_case(operation.id, effect, payload=operation.payload)
    return Touches(orders=() if order is None else (order, *made_of(operation.payload)))


class _Moving:
    """A situation that moves on from operation to operation of one batch."""

    def __init__(self, situation: Situation) -> None:
        self._quotas: dict[str, Quota] = dict(situation.quotas)
        self._places: dict[tuple[str, str], str] = dict(situation.places)
        self._place_of = {ticket: place for place, ticket in situation.places.items()}
        self._numbers = dict(situation.numbers)
        self._codes = dict(situation.codes)
        self._cases = dict(situation.cases)
        self._holds = dict(situation.house_holds)
        self._base = situation

    def step(self, operation: Operation, *, effect: str | None = None) -> Outcome:
        now = replace(
            self._base,
            at=operation.at,
            quotas=self._quotas,
            places=self._places,
            numbers=self._numbers,
            codes=self._codes,
            cases=self._cases,
            house_holds=self._holds,
        )
        verdict = kinds.judge(operation, now) if effect is None else Verdict(accepted=True, effect=effect)
        if not verdict.accepted:
            return Outcome.of(operation, verdict)
        rows = kinds.apply(operation, verdict.effect, now)
        for row in rows:
            self._take(row)
        return Outcome.of(operation, verdict, rows)

    def _take(self, row: Row) -> None:
        if isinstance(row, Quota):
            self._quotas[row.id] = row
        elif isinstance(row, Order):
            self._numbers[row.number] = (row.id, row.source)
        elif isinstance(row, TicketCode):
            self._codes[row.code] = row.ticket
        elif isinstance(row, Case):
            self._cases[row.id] = row
        elif isinstance(row, Ticket):
            self._seat(row)
            self._holds = after(self._holds, [row])

    def _seat(self, ticket: Ticket) -> None:
        left = self._place_of.pop(ticket.id, None)
        if left is not None and self._places.get(left) == ticket.id:
            del self._places[left]
        if ticket.seat is not None and ticket.state in LIVE_STATES:
            place = (ticket.performance, ticket.seat)
            self._places[place] = ticket.id
            self._place_of[ticket.id] = place


def _joined(all_touches: Iterable[Touches]) -> Touches:
    parts = list(all_touches)
    if len(parts) == 1:
        return parts[0]

    def one(name: str) -> tuple[Any, ...]:
        return tuple(dict.fromkeys(value for part in parts for value in getattr(part, name)))

    return Touches(*(one(name) for name in Touches.__struct_fields__))


_o = tables.orders.c
_version = select(_o.id, _o.version).order_by(_o.id)
_VERSIONS, _VERSIONS_LOCKED = About(_version, _o.id), About(_version.with_for_update(), _o.id)


def versions_of(connection: Connection, orders: Sequence[str], *, lock: bool) -> dict[str, int]:
    """How often each of these orders was written; those that are not here are left out. `lock`: until COMMIT nobody else may."""
    return dict((_VERSIONS_LOCKED if lock else _VERSIONS).ask(connection, sorted(orders)))


def move_on(held: dict[str, Dossier], outcome: Outcome) -> None:
    """What a transaction remembers of an operation's orders is what it would read again."""
    held |= {row.id: Dossier(row) for row in outcome.rows if isinstance(row, Order) and row.id not in held}
    for order in outcome.orders & held.keys():
        held[order] = held[order].after(outcome.rows)
