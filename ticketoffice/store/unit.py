"""Inside the one door (`book.Deed.record_many`): judges operations, applies them one after the other, saves their rows.

Nothing else in the house writes a business table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, select, tuple_, update

from ticketoffice.domain import operations as kinds
from ticketoffice.domain.canonical import canonical
from ticketoffice.domain.cases import order_named
from ticketoffice.domain.operation import REFUSED, Operation, PersonRecord, Touches, Verdict
from ticketoffice.domain.outcome import Outcome
from ticketoffice.domain.situation import ORDERING, PARTS, Dossier, Situation
from ticketoffice.domain.state import (
    LIVE_STATES,
    Case,
    Event,
    Invoice,
    MoneyLine,
    Order,
    OrderNote,
    Payment,
    Performance,
    Quota,
    QuotaZone,
    Refund,
    Row,
    Rule,
    Staff,
    Ticket,
    TicketCode,
    Zone,
)
from ticketoffice.store import loading, tables
from ticketoffice.store.asking import ask_about
from ticketoffice.store.catalogue import Catalogue
from ticketoffice.store.inserting import insert_many
from ticketoffice.store.rows import fetch, insert_rows, key_of, update_rows

if TYPE_CHECKING:
    from ticketoffice.domain.rules import VenueRules

INSERT_ORDER: tuple[type, ...] = tuple(tables.ROW_TABLES)


class Conflict(Exception):
    """Another writer changed what this decision rested on: load and decide again."""


def decide(
    connection: Connection,
    operations: Sequence[Operation],
    *,
    catalogue: Catalogue,
    lock: bool,
    held: Mapping[str, Dossier] | None = None,
    posted: bool = True,
) -> tuple[list[Outcome], Situation, dict[str, int]]:
    """Judges and applies operations one after the other on one loaded situation; nothing is written yet.

    The outcomes come in the order in which they were applied (`operations.in_order`), which the journal must keep.
    `held`: orders that this transaction has read and locked already. Not `posted`: what left this desk was decided before
    it left, and is not asked about it again.
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
        posted=posted,
        lock_places=taking_places,
    )
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
    """Of one that was refused its order alone, which counts the case as a change."""
    if not effect.startswith(REFUSED):
        return kinds.touches(operation)
    order = order_named(operation.payload)
    return Touches(orders=(order,) if order is not None else ())


class _Moving:
    """A situation that moves on from operation to operation of one batch."""

    def __init__(self, situation: Situation) -> None:
        self._quotas: dict[str, Quota] = dict(situation.quotas)
        self._places: dict[tuple[str, str], str] = dict(situation.places)
        self._place_of = {ticket: place for place, ticket in situation.places.items()}
        self._numbers = dict(situation.numbers)
        self._codes = dict(situation.codes)
        self._cases = dict(situation.cases)
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
_VERSIONS = select(_o.id, _o.version).order_by(_o.id)
_VERSION = _VERSIONS.where(_o.id == bindparam("wanted"))
_VERSIONS = _VERSIONS.where(_o.id.in_(bindparam("wanted", expanding=True)))
_VERSION_LOCKED, _VERSIONS_LOCKED = _VERSION.with_for_update(), _VERSIONS.with_for_update()


def versions_of(connection: Connection, orders: Sequence[str], *, lock: bool) -> dict[str, int]:
    """How often each of these orders was written; those that are not here are left out. `lock`: until COMMIT nobody else may."""
    one, many = (_VERSION_LOCKED, _VERSIONS_LOCKED) if lock else (_VERSION, _VERSIONS)
    return dict(ask_about(connection, sorted(orders), one=one, many=many))


def save(
    connection: Connection,
    outcomes: Sequence[Outcome],
    *,
    situation: Situation,
    versions: dict[str, int],
    check_versions: bool = True,
    personal: bool = True,
    freed: dict[str, int] | None = None,
) -> None:
    """Writes the rows: changed ones first (a seat must be free before somebody else sits on it), then new ones.

    `freed`: places that are given back are counted here instead, for `give_back` at the end of the transaction.
    """
    before = _loaded(situation)
    last: dict[tuple[type, tuple[Any, ...]], Row] = {}
    for outcome in outcomes:
        for row in outcome.rows:
            last[(type(row), key_of(row))] = row
    changed: dict[type, list[tuple[Row, Row]]] = {}
    new: dict[type, list[Row]] = {}
    for place, row in last.items():
        old = before.get(place)
        if old is None:
            new.setdefault(place[0], []).append(row)
        elif old != row:
            changed.setdefault(place[0], []).append((old, row))
    for kind in _known_before(connection, new):
        changed.setdefault(kind[0], []).append(kind[1])
    if Ticket in changed:
        changed[Ticket] = _stood_up(connection, changed[Ticket])
    counted = _only_counted(changed)
    if freed is None:
        _count(connection, counted)
    for pairs in changed.values():
        update_rows(connection, pairs)
    for row_class in INSERT_ORDER:
        insert_rows(connection, new.get(row_class, ()), version=1 if row_class is Order else None)
    _raise_versions(connection, outcomes, versions=versions, check=check_versions)
    if personal:
        save_personal(connection, [outcome.operation for outcome in outcomes if outcome.verdict.accepted])
    if freed is not None:
        for quota, by in counted.items():
            freed[quota] = freed.get(quota, 0) + by


_q = tables.quotas.c
_MOVE = update(tables.quotas).where(_q.id == bindparam("wanted")).values(taken=_q.taken + bindparam("by"))


def give_back(connection: Connection, freed: dict[str, int]) -> None:
    """Writes what `save` has counted, and forgets it: whoever else gives back places of these quotas waits until COMMIT."""
    _count(connection, freed)
    freed.clear()


def _only_counted(changed: dict[type, list[tuple[Row, Row]]]) -> dict[str, int]:
    """Takes out of the changes the quotas of which another number of places is taken, and nothing else differs."""
    counted: dict[str, int] = {}
    rest: list[tuple[Row, Row]] = []
    for old, new in changed.get(Quota, ()):
        if isinstance(old, Quota) and isinstance(new, Quota) and replace(old, taken=new.taken) == new:
            counted[new.id] = new.taken - old.taken
        else:
            rest.append((old, new))
    changed[Quota] = rest
    return counted


def _count(connection: Connection, counted: dict[str, int]) -> None:
    """As a difference, so that what others have written since counts too; in id order, so that no two wait for each other."""
    if counted:
        connection.execute(_MOVE, [{"wanted": quota, "by": counted[quota]} for quota in sorted(counted)])


def _stood_up(connection: Connection, pairs: list[tuple[Row, Row]]) -> list[tuple[Row, Row]]:
    """The same changes once everybody whose seat another one of them takes has got up from it.

    The index of live seats looks at each row by itself: two tickets cannot swap in one statement, nor in two.
    """
    known = [(old, new) for old, new in pairs if isinstance(old, Ticket) and isinstance(new, Ticket)]
    arriving = {_sits_on(new) for old, new in known if _sits_on(new) != _sits_on(old)} - {None}
    parked = {old.id: replace(old, seat=None) for old, new in known if _sits_on(old) in arriving}
    update_rows(connection, [(old, parked[old.id]) for old, _ in known if old.id in parked])
    return [(parked.get(old.id, old), new) for old, new in known]


def _sits_on(ticket: Ticket) -> tuple[str, str] | None:
    live = ticket.seat is not None and ticket.state in LIVE_STATES
    return (ticket.performance, ticket.seat) if live and ticket.seat is not None else None


LOADED: tuple[type, ...] = (Order, Quota, Case, *PARTS)
"""Known before they change, because a situation holds them."""
LOOKED_UP: tuple[type, ...] = (Event, Performance, Zone, QuotaZone, Staff, Rule)
"""Of small tables: looked at again where they stand already."""
ONLY_ADDED: tuple[type, ...] = (MoneyLine, TicketCode)
"""What is said once and never changes."""


def _known_before(connection: Connection, new: dict[type, list[Row]]) -> list[tuple[type, tuple[Row, Row]]]:
    """Rows of small tables that a situation does not load: those that stand here already become changes."""
    found: list[tuple[type, tuple[Row, Row]]] = []
    for row_class in [c for c in new if c in LOOKED_UP]:
        column = tables.KEYS[row_class][0]
        known = {
            key_of(row): row
            for row in fetch(
                connection, row_class, column=column, values=sorted({getattr(r, column) for r in new[row_class]})
            )
        }
        rest = []
        for row in new[row_class]:
            old = known.get(key_of(row))
            if old is None:
                rest.append(row)
            elif old != row:
                found.append((row_class, (old, row)))
        new[row_class] = rest
    return found


def changes_anything(outcomes: Sequence[Outcome], *, situation: Situation) -> bool:
    """Whether any of these rows is new or differs from what was loaded."""
    before = _loaded(situation)
    return any(before.get((type(row), key_of(row))) != row for outcome in outcomes for row in outcome.rows)


def words_change(outcome: Outcome, situation: Situation) -> bool:
    """Whether an operation may change what its orders are found by: a state that changes does not, money that moves does."""
    if outcome.operation.records or outcome.operation.notes:
        return True
    known = {t.id: _found_by(t) for dossier in situation.dossiers.values() for t in dossier.tickets}
    owners = {d.order.id: (d.order.customer, d.order.method) for d in situation.dossiers.values()}
    given_back = {r.id: _marked_by(r) for dossier in situation.dossiers.values() for r in dossier.refunds}
    for row in outcome.rows:
        if isinstance(row, Ticket):
            if known.get(row.id) != _found_by(row):
                return True
        elif isinstance(row, Order):
            if owners.get(row.id) != (row.customer, row.method):
                return True
        elif isinstance(row, Refund):
            if given_back.get(row.id) != _marked_by(row):
                return True
        elif isinstance(row, Invoice | OrderNote | TicketCode | Payment):
            return True
    return False


def _found_by(ticket: Ticket) -> tuple[str | int | None, ...]:
    return (ticket.order, ticket.number, ticket.performance, ticket.seat_name, ticket.holder, ticket.price)


def _marked_by(refund: Refund) -> tuple[str, int, int | None]:
    return (refund.method, refund.amount, refund.withdrawn_at)


def _loaded(situation: Situation) -> dict[tuple[type, tuple[Any, ...]], Row]:
    rows: list[Row] = [*situation.quotas.values(), *situation.cases.values()]
    for dossier in situation.dossiers.values():
        rows.append(dossier.order)
        for name in ORDERING:
            rows += getattr(dossier, name)
    return {(type(row), key_of(row)): row for row in rows}


_RAISE = update(tables.orders).values(version=_o.version + bindparam("by"))
_RAISE_THESE = _RAISE.where(_o.id.in_(bindparam("wanted", expanding=True)))
_RAISE_CHECKED = _RAISE.where(tuple_(_o.id, _o.version).in_(bindparam("wanted", expanding=True)))


def _raise_versions(
    connection: Connection, outcomes: Sequence[Outcome], *, versions: dict[str, int], check: bool
) -> None:
    """Each operation counts once for each of its orders, also where several are written together."""
    written = Counter(
        order for outcome in outcomes if outcome.verdict.accepted for order in outcome.orders & versions.keys()
    )
    by_count: dict[int, list[str]] = {}
    for order in sorted(written):
        by_count.setdefault(written[order], []).append(order)
    for count, orders in by_count.items():
        for start in range(0, len(orders), 400):
            part = orders[start : start + 400]
            wanted = [(order, versions[order]) for order in part] if check else part
            raised = connection.execute(_RAISE_CHECKED if check else _RAISE_THESE, {"by": count, "wanted": wanted})
            if raised.rowcount != len(part):
                raise Conflict(part[0])


_RECORD = ("person", "revision", "fields", "salt")
_NOTE = ("note", "text", "salt")


def move_on(held: dict[str, Dossier], outcome: Outcome) -> None:
    """What a transaction remembers of an operation's orders is what it would read again."""
    held |= {row.id: Dossier(row) for row in outcome.rows if isinstance(row, Order) and row.id not in held}
    for order in outcome.orders & held.keys():
        held[order] = held[order].after(outcome.rows)


def with_free_places(connection: Connection, operation: Operation) -> Operation:
    """The same operation, its records where there is room for them: what is here already stays as it is.

    Two desks that did not hear of each other give a person's next data the same revision; whoever comes later gets the next.
    """
    records: list[PersonRecord] = []
    p = tables.person_records.c
    for record in operation.records:
        rows = connection.execute(select(p.revision, p.salt).where(p.person == record.person)).all()
        known: dict[int, str | None] = {row[0]: row[1] for row in rows}
        if record.salt in known.values():
            continue
        taken = record.revision in known
        records.append(replace(record, revision=max(known) + 1) if taken else record)
    here = notes_here(connection, [note.note for note in operation.notes])
    return replace(
        operation, records=tuple(records), notes=tuple(note for note in operation.notes if note.note not in here)
    )


def notes_here(connection: Connection, notes: Sequence[str]) -> set[str]:
    """Which of these notes stand here."""
    n = tables.notes.c.note
    return set(connection.execute(select(n).where(n.in_(notes))).scalars()) if notes else set()


def erase(connection: Connection, *, people: Sequence[str] = (), notes: Sequence[str] = ()) -> None:
    """Takes the fields and salts of people, and texts, out of the book; the commitments in the journal then say nothing."""
    p, n, name = tables.person_records, tables.notes, bindparam("name", type_=tables.notes.c.note.type)
    if people:
        erased = update(p).where(p.c.person == name).values(fields=None, salt=None)
        connection.execute(erased, [{"name": person} for person in people])
    if notes:
        erased = update(n).where(n.c.note == name).values(text=None, salt=None)
        connection.execute(erased, [{"name": note} for note in notes])


def save_personal(connection: Connection, operations: Sequence[Operation]) -> None:
    """Writes the personal data and texts that travel beside operations."""
    records = [
        (r.person, r.revision, canonical(dict(r.fields)).decode(), r.salt) for o in operations for r in o.records
    ]
    insert_many(connection, tables.person_records, _RECORD, records)
    insert_many(connection, tables.notes, _NOTE, [(n.note, n.text, n.salt) for o in operations for n in o.notes])
