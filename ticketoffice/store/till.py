"""What came and went at a desk, read from the journal: its drawer since it was closed last, and the takings of any time.

A desk reads its own operations, and what the centre told of other desks; a centre reads what all of them sent. What a desk had sent
and a copy of its book lacks is told to it again, and counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, LargeBinary, Select, func, literal, select, text

from ticketoffice.domain import state
from ticketoffice.domain.cases import order_named
from ticketoffice.domain.drawer import Deed
from ticketoffice.domain.never_made import made_of
from ticketoffice.domain.operation import REFUSED
from ticketoffice.domain.takings import MOVES, Flow, Moved, moved
from ticketoffice.store import journal, tables
from ticketoffice.store.asking import About
from ticketoffice.store.open_lists import CANCELLATIONS, OpenLists, is_unfinished
from ticketoffice.store.rows import fetch

_o, _h, _b, _e = tables.operations.c, tables.heard.c, tables.book.c, tables.desk_epochs.c
_c = tables.cancellations.c
_a, _p = tables.answers.c, tables.performances.c
_TILL = text(tables.OF_THE_TILL)
_NOTHING = literal(b"", LargeBinary)
_HERE = select(*(_o[name] for name in journal.Line.__struct_fields__)).where(_TILL)
_TOLD = select(*(_NOTHING if n in ("hash", "signature") else _h[n] for n in journal.Line.__struct_fields__)).where(
    _TILL
)
HANDLED = ("drawer_moved", "counted", "closed")
"""The kinds of what is done to a drawer."""
_MOVING = (*MOVES, *HANDLED)
_CLOSINGS = select(_o.epoch, _o.seq).where(_TILL, _o.kind == "closed")
_CURRENCIES = About(select(tables.orders.c.id, tables.orders.c.currency), tables.orders.c.id)


_CLICKED_HERE = (
    select(_c.ticket)
    .select_from(CANCELLATIONS.join(tables.operations, _o.id == _c.operation))
    .where(is_unfinished)
    .order_by(_c.cancelled_at)
)
"""Of another desk's click that desk knows what is to be done."""


class Place(Struct, frozen=True):
    """Where in a journal an operation stands."""

    epoch: str
    seq: int


class _Epoch(Struct, frozen=True):
    """An epoch of this book; `told`: what the centre tells of it was done here too, and this copy of the book lacks it."""

    name: str
    told: bool


class Closing(Struct, frozen=True):
    """A closing as it was written down."""

    at: int
    actor: str | None
    second_person: str | None
    payload: Mapping[str, Any]


class Till:
    """The till of this book's own desk, and the takings of all whose operations are here."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def deeds(self) -> list[Deed]:
        """What was done to this desk's drawer, and what money it moved, since it was closed last; from that closing on."""
        return self._deeds(self._since_closing())

    def handled(self) -> list[Deed]:
        """What was done to this desk's drawer since it was closed last, without the money that came and went: few, however long ago
        that is.
        """
        return self._deeds(
            [line for epoch, after in self._parts() for line in self._of(epoch, after=after, kinds=HANDLED)]
        )

    def closings(self) -> list[Closing]:
        """All closings of this desk, oldest first."""
        found = self._own(kinds=("closed",))
        return [Closing(line.at, line.actor, line.second_person, line.payload) for line in found]

    def first_after_closing(self) -> Place:
        """The first operation that the next closing is about: the one after the last closing, or the desk's first."""
        last = self._last_closing()
        if last is not None:
            return Place(last.epoch, last.seq + 1)
        return Place(self._epochs[0].name, 1)

    def last(self) -> Place:
        """The desk's last operation so far."""
        return Place(*self._connection.execute(select(_b.epoch, _b.seq)).one())

    def counted_deeds(self) -> dict[str, int]:
        """How many operations of each kind that a closing counts this desk has made since the last one."""
        found: dict[str, int] = {}
        for epoch, after in self._parts():
            here = (_TILL, _o.epoch == epoch.name, _o.seq > after)
            asked = select(_o.kind, func.count()).where(*here).group_by(_o.kind)
            for kind, count in self._connection.execute(asked):
                found[kind] = found.get(kind, 0) + count
        return dict(sorted(found.items()))

    def waiting(self) -> list[Deed]:
        """What of it moved money and the centre has not answered yet."""
        lines = self._since_closing()
        names = [line.id for line in lines]
        answered = {row[0] for row in About(select(_a.operation), _a.operation).ask(self._connection, names)}
        return self._deeds([line for line in lines if line.id not in answered])

    def flows(self, *, since: int, until: int) -> list[Flow]:
        """The money that came and went from an instant on and before another one, at every desk that is known here."""
        here = self._connection.execute(_HERE.where(_o.at >= since, _o.at < until, _o.kind.in_(MOVES)))
        lines = {row[2]: journal.Line(*row) for row in here}
        told = self._connection.execute(_TOLD.where(_h.at >= since, _h.at < until, _h.kind.in_(MOVES)))
        lines = {row[2]: journal.Line(*row) for row in told} | lines
        desks = {epoch: desk for epoch, desk in self._connection.execute(select(_e.epoch, _e.desk))}
        ordered = sorted(lines.values(), key=lambda line: (line.at, line.epoch, line.seq))
        found: list[Flow] = []
        for line, deed in zip(ordered, self._deeds(ordered), strict=True):
            desk = desks.get(line.epoch) or line.desk or ""
            found += [Flow(desk, deed.actor, deed.at, row.method, deed.currency, row.amount) for row in deed.moved]
        return found

    def usual_currency(self) -> str:
        """The house's: that of most of its performances; francs where there is none yet."""
        asked = select(_p.currency).group_by(_p.currency).order_by(func.count().desc(), _p.currency).limit(1)
        return self._connection.execute(asked).scalar() or "CHF"

    def refunds_open(self) -> list[str]:
        """The tickets of which this desk has clicked a cancellation and not finished it, or has money still to hand out."""
        lists = OpenLists(self._connection)
        clicked = self._connection.execute(_CLICKED_HERE).scalars()
        return sorted({*clicked, *(ticket for _, ticket in lists.to_hand_out())})

    # --- this desk's own -----------------------------------------------------------------------------------------

    def _last_closing(self) -> Place | None:
        rank = {epoch.name: place for place, epoch in enumerate(self._epochs)}
        rows = [row for row in self._connection.execute(_CLOSINGS) if row[0] in rank]
        return Place(*max(rows, key=lambda row: (rank[row[0]], row[1]))) if rows else None

    @cached_property
    def _epochs(self) -> list[_Epoch]:
        """This book's own ones, each after the one that it follows. Where a second machine parted from its desk, what that one did
        since is in its drawer and not in this one.
        """
        found: list[_Epoch] = []
        name, ours = self._connection.execute(select(_b.epoch)).scalar_one(), True
        while name is not None and (first := journal.first_line(self._connection, name)) is not None:
            found.append(_Epoch(name, told=ours))
            began = first.payload
            name, ours = began["previous_epoch"], ours and "parted_from" not in began
        return found[::-1]

    def _parts(self) -> list[tuple[_Epoch, int]]:
        """Each epoch since the last closing, and the operation after which it counts."""
        last = self._last_closing()
        if last is None:
            return [(epoch, 0) for epoch in self._epochs]
        at = [epoch.name for epoch in self._epochs].index(last.epoch)
        return [(self._epochs[at], last.seq), *((epoch, 0) for epoch in self._epochs[at + 1 :])]

    def _since_closing(self) -> list[journal.Line]:
        last = self._last_closing()
        parts = self._parts()
        lines = [line for epoch, after in parts for line in self._of(epoch, after=after)]
        return lines if last is None else [*self._of(parts[0][0], after=last.seq - 1, until=last.seq), *lines]

    def _own(self, *, kinds: Sequence[str]) -> Iterator[journal.Line]:
        for epoch in self._epochs:
            yield from self._of(epoch, after=0, kinds=kinds)

    def _of(
        self, epoch: _Epoch, *, after: int, until: int | None = None, kinds: Sequence[str] = _MOVING
    ) -> list[journal.Line]:
        """The lines of an epoch in the order of its journal, and behind them those that only the centre has of it."""
        here = _HERE.where(_o.epoch == epoch.name, _o.seq > after, _o.kind.in_(kinds))
        found = [journal.Line(*row) for row in self._connection.execute(_up_to(here, _o.seq, until).order_by(_o.seq))]
        if epoch.told:
            end = select(func.max(_o.seq)).where(_o.epoch == epoch.name).scalar_subquery()
            told = _TOLD.where(_h.epoch == epoch.name, _h.seq > after, _h.seq > end, _h.kind.in_(kinds))
            rows = self._connection.execute(_up_to(told, _h.seq, until).order_by(_h.seq))
            found += [journal.Line(*row) for row in rows]
        return found

    # --- what they moved -----------------------------------------------------------------------------------------

    def _deeds(self, lines: Sequence[journal.Line]) -> list[Deed]:
        payloads = [line.payload if line.is_read else {} for line in lines]
        named = {order for payload in payloads for order in _orders(payload)}
        currencies: dict[str, str] = dict(_CURRENCIES.ask(self._connection, sorted(named)))
        usual = self.usual_currency() if named - currencies.keys() else ""
        found = []
        for line, payload in zip(lines, payloads, strict=True):
            currency = _said(payload) or next((currencies[o] for o in _orders(payload) if o in currencies), usual)
            rows = () if _is_nothing(line) else self._moved(line.kind, payload)
            found.append(Deed(line.kind, payload, line.at, line.actor, currency, rows))
        return found

    def _moved(self, kind: str, payload: Mapping[str, Any]) -> tuple[Moved, ...]:
        """Older versions did not say what a refund was that they handed out: the book does."""
        if kind == "refund_paid_out" and "given" not in payload:
            refunds = fetch(self._connection, state.Refund, column="id", values=sorted(payload["refunds"]))
            rows = [{"method": row.method, "amount": row.amount} for row in refunds if row.paid_at is not None]
            return moved(kind, {"given": rows})
        return moved(kind, payload)


def _said(payload: Mapping[str, Any]) -> str | None:
    """The currency that a sale or an exchange names itself: its order need not be here."""
    made = payload.get("order") if isinstance(payload.get("order"), Mapping) else payload.get("new")
    return made.get("currency") if isinstance(made, Mapping) else None


def _up_to(asked: Select[Any], seq: ColumnElement[int], until: int | None) -> Select[Any]:
    return asked if until is None else asked.where(seq <= until)


def _orders(payload: Mapping[str, Any]) -> Iterable[str]:
    order = order_named(payload)
    return () if order is None else (order, *made_of(payload))


def _is_nothing(line: journal.Line) -> bool:
    """A payment that the centre refused was no money at all: that alone refuses one."""
    return line.kind == "payment_recorded" and line.effect.startswith(REFUSED)
