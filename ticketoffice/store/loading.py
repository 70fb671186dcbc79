"""Loads the situation of an operation: every order it names, the places it wants, quotas, rules, numbers.

Rows that a decision rests on are read for update in id order, which on PostgreSQL lets two writers of one order wait for
each other; SQLite serialises them by BEGIN IMMEDIATE.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, bindparam, func, select, text

from ticketoffice.domain import state
from ticketoffice.domain.operation import Touches
from ticketoffice.domain.rules import VenueRules
from ticketoffice.domain.situation import PARTS, Dossier, Situation
from ticketoffice.store import house_holds, known_seats, reservations, tables
from ticketoffice.store.asking import About
from ticketoffice.store.catalogue import Catalogue
from ticketoffice.store.chain import CENTRE
from ticketoffice.store.rows import fetch, fetch_parts


class Keeper(Struct, frozen=True):
    """Where a Keep comes from: this book, or at a centre an `epoch`, with the operations that came with it."""

    epoch: str | None = None
    coming: Set[str] = frozenset()


HERE = Keeper()

_m = tables.money_lines.c
_BALANCES = About(select(_m.order, func.sum(_m.amount)).group_by(_m.order), _m.order)


def dossiers(
    connection: Connection, orders: Sequence[str], *, lock: bool = False, only: tuple[str, ...] | None = None
) -> dict[str, Dossier]:
    """These orders with all that belongs to them, by id; unknown ids are left out.

    `only` names the parts that are wanted (tickets, notes, …); the others, and the balance, are then left empty.
    """
    ids = sorted(set(orders))
    if not ids:
        return {}
    found = {row.id: row for row in fetch(connection, state.Order, column="id", values=ids, lock=lock)}
    if not found:
        return {}
    present = sorted(found)
    wanted = tuple(row for row, (name, _) in PARTS.items() if only is None or name in only)
    parts: dict[str, dict[str, list[Any]]] = {}
    for row, grouped in fetch_parts(connection, wanted, orders=present).items():
        name, ordering = PARTS[row]
        for items in grouped.values():
            items.sort(key=ordering)
        parts[name] = grouped
    asked = present if only is None else []
    balances: dict[str, Any] = dict(_BALANCES.ask(connection, asked))
    return {
        order: Dossier(
            order=found[order],
            balance=int(balances.get(order, 0)),
            **{name: tuple(grouped.get(order, ())) for name, grouped in parts.items()},
        )
        for order in present
    }


def situation(
    connection: Connection,
    touches: Touches,
    *,
    catalogue: Catalogue,
    at: int,
    lock: bool,
    rules: VenueRules | None = None,
    held: Mapping[str, Dossier] | None = None,
    keeper: Keeper | None = HERE,
    lock_places: bool = True,
) -> Situation:
    """Everything that an operation which touches this must know; `held`: orders read and locked before.

    `lock_places`: nobody else may change what the quotas have taken. `keeper`: where a Keep
    comes from; None: it was decided before it left, and is not asked about it again.
    """
    known = {order: (held or {})[order] for order in touches.orders if order in (held or {})}
    files = known | dossiers(connection, [o for o in touches.orders if o not in known], lock=lock)
    tickets = [ticket for file in files.values() for ticket in file.tickets]
    performances = sorted({t.performance for t in tickets} | set(touches.performances))
    places = set(touches.places) | set(touches.seats) | {(t.performance, t.seat) for t in tickets if t.seat is not None}
    known_performances = catalogue.performances(performances)
    drawn = fetch(connection, state.Quota, column="performance", values=performances, lock=lock and lock_places)
    quotas_of = catalogue.quotas_of([q.id for q in drawn])
    aside = reservations.of_others(connection, touches.sold_in, carts=touches.carts, at=at) if touches.sold_in else []
    return Situation(
        at=at,
        rules=rules or catalogue.rules(),
        dossiers=files,
        performances=known_performances,
        zones=catalogue.zones(performances),
        quotas={q.id: q for q in drawn},
        quotas_of=quotas_of,
        places=live_places(connection, places),
        seats=known_seats.zones_of(connection, touches.seats, performances=known_performances) if touches.seats else {},
        reserved_seats=frozenset((r.performance, r.seat) for r in aside if r.seat is not None),
        reserved_in=Counter(quota for r in aside for quota in quotas_of.get(r.zone, ())),
        reserved_from=Counter(r.house_hold for r in aside if r.house_hold is not None),
        house_holds=house_holds.standings(connection, catalogue.house_holds(performances, anew=lock and lock_places)),
        numbers=_numbers(connection, touches.numbers),
        codes=_codes(connection, touches.codes),
        final={} if keeper is None else _final(connection, files.values(), keeper=keeper),
        cases=_cases(connection, (*touches.closes, *(touches.cases if files or not touches.orders else ()))),
    )


def quotas(connection: Connection, performances: Sequence[str]) -> list[state.Quota]:
    """The quotas of these performances; whoever else moves places may do so meanwhile."""
    return fetch(connection, state.Quota, column="performance", values=performances)


_t = tables.tickets.c
_LIVE_SEATS = About(
    select(_t.seat, _t.id).where(
        _t.performance == bindparam("performance"),
        text(
            tables.LIVE_SEAT
        ),  # said as the index says it: with parameters SQLite could not know that the index serves
    ),
    _t.seat,
)


def live_places(connection: Connection, places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Which live ticket has each of these (performance, seat) places; free ones are left out."""
    wanted: dict[str, list[str]] = {}
    for performance, seat in places:
        wanted.setdefault(performance, []).append(seat)
    found: dict[tuple[str, str], str] = {}
    for performance, seats in sorted(wanted.items()):
        rows = _LIVE_SEATS.ask(connection, seats, performance=performance)
        found.update({(performance, seat): ticket for seat, ticket in rows})
    return found


def _numbers(connection: Connection, numbers: Sequence[str]) -> dict[str, tuple[str, str | None]]:
    return {
        row.number: (row.id, row.source)
        for row in fetch(connection, state.Order, column="number", values=list(numbers))
    }


def _codes(connection: Connection, codes: Sequence[str]) -> dict[str, str]:
    return {row.code: row.ticket for row in fetch(connection, state.TicketCode, column="code", values=list(codes))}


def _cases(connection: Connection, cases: Sequence[str]) -> dict[str, state.Case]:
    return {case.id: case for case in fetch(connection, state.Case, column="id", values=cases)}


_o, _b, _ma = tables.operations.c, tables.book.c, tables.mails.c
_STILL_HERE = About(
    select(_o.id).where(
        _o.epoch == select(_b.epoch).scalar_subquery(),
        _o.seq > select(_b.posted_through).scalar_subquery(),
        select(_b.mode).scalar_subquery() != CENTRE,
    ),
    _o.id,
)
_OF_AN_EPOCH = About(select(_o.id).where(_o.epoch == bindparam("keeper", type_=_o.epoch.type)), _o.id)
_MAILED = About(select(_ma.operation).where(_ma.attempts > 0), _ma.operation)


def _final(connection: Connection, files: Iterable[Dossier], *, keeper: Keeper) -> dict[str, str]:
    """The cancellations that may have left the machine on which they were made: posted towards anyone, or mailed to the customer
    (0-decisions 15). What was heard of another desk has left it.

    At a centre a desk keeps what it sent in the same epoch: it kept it before it sent it, or not at all.
    """
    open_ones = [c for file in files for c in file.cancellations if c.operation is not None and c.kept_at is None]
    if not open_ones:
        return {}
    clicks = [c.operation for c in open_ones]
    if keeper.epoch is None:
        there = {row[0] for row in _STILL_HERE.ask(connection, clicks)}
    else:
        there = {row[0] for row in _OF_AN_EPOCH.ask(connection, clicks, keeper=keeper.epoch)} | keeper.coming
    finishes = [c.finish for c in open_ones if c.finish is not None]
    mailed = {row[0] for row in _MAILED.ask(connection, finishes)}
    return {
        c.id: "mailed" if c.finish in mailed else "posted"
        for c in open_ones
        if c.operation not in there or c.finish in mailed
    }
