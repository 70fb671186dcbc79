"""What was done: questions to the journal about orders."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from ticketoffice.domain.makings import OUT_OF_ANOTHER, Making
from ticketoffice.domain.operations import KINDS
from ticketoffice.store import journal, tables

LOOKED_BACK = 2000
"""So many operations are looked at for what was worked on last: after a larger import there is nothing to show."""

_o, _oo, _b = tables.operations.c, tables.operation_orders.c, tables.book.c
_r = tables.orders.c
_h, _ho = tables.heard.c, tables.heard_orders.c
_HEARD = select(_h.epoch, _h.seq, _h.id, _h.kind, _h.at, _h.actor, _h.second_person, _h.body, _h.effect)
_FROM_SOURCE = [name for name, kind in KINDS.items() if kind.from_source]
_LINES = select(*(_o[name] for name in journal.Line.__struct_fields__))
_WORKED_ON = (
    select(_r.id)
    .join_from(tables.operations, tables.operation_orders, _oo.operation == _o.id)
    .join(tables.orders, _r.id == _oo.order)
)


class History:
    """The journal as one transaction sees it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, order: str) -> list[journal.Line]:
        """The operations that touched an order, newest first; at a paired desk also those of others."""
        about = _LINES.join(tables.operation_orders, _oo.operation == _o.id).where(_oo.order == order)
        found = [journal.Line(*row) for row in self._connection.execute(about)]
        told = _HEARD.join(tables.heard_orders, _ho.operation == _h.id).where(_ho.order == order)
        found += [_line(*row) for row in self._connection.execute(told)]
        return sorted(found, key=lambda line: (line.at, line.epoch, line.seq), reverse=True)

    def makings(self) -> list[Making]:
        """The orders that operations known here make out of others, or were to make."""
        found = [journal.Line(*row) for row in self._connection.execute(_LINES.where(_o.kind.in_(OUT_OF_ANOTHER)))]
        found += [_line(*row) for row in self._connection.execute(_HEARD.where(_h.kind.in_(OUT_OF_ANOTHER)))]
        return [made for line in found if (made := line.making) is not None]

    def known_since(self, order: str) -> int | None:
        """When the first operation about an order was made: since then this book knows of it."""
        about = select(func.min(_o.at)).join_from(tables.operation_orders, tables.operations, _oo.operation == _o.id)
        found: int | None = self._connection.execute(about.where(_oo.order == order)).scalar_one()
        return found

    def worked_on(self, *, limit: int) -> list[str]:
        """The orders that this desk's last operations made or touched, newest first, whatever epoch they are of; taking orders in is
        no work on them. What was made comes before what it was made out of; an order whose making was refused is none.
        """
        epoch, seq = self._connection.execute(select(_b.epoch, _b.seq)).one()
        found: dict[str, None] = {}
        left = LOOKED_BACK
        while epoch is not None and left > 0 and len(found) < limit:
            here = (_o.epoch == epoch, _o.seq <= seq, _o.seq > seq - left, _o.kind.not_in(_FROM_SOURCE))
            newest_first = (func.max(_o.seq).desc(), func.min(_o.seq).desc(), _r.created_at.desc())
            orders = _WORKED_ON.where(*here).group_by(_r.id, _r.created_at).order_by(*newest_first).limit(limit)
            found |= dict.fromkeys(order for order in self._connection.execute(orders).scalars() if order not in found)
            left -= seq
            epoch, seq = self._before(epoch)
        return list(found)[:limit]

    def _before(self, epoch: str) -> tuple[str | None, int]:
        """The epoch before this one in the same book, and how far that had come when this one began."""
        row = self._connection.execute(_LINES.where(_o.epoch == epoch, _o.kind == "book_started")).first()
        began = journal.Line(*row).payload if row is not None else {}
        return began.get("previous_epoch"), began.get("previous_seq") or 0

    def lines(self, *, after: int = 0) -> Iterator[journal.Line]:
        """The journal from the beginning of each epoch (after a seq), streamed."""
        return journal.lines(self._connection, after=after)


def _line(
    epoch: str, seq: int, id: str, kind: str, at: int, actor: str | None, second: str | None, body: bytes, effect: str
) -> journal.Line:
    """An operation of another desk; its signature was checked at the centre and does not travel."""
    return journal.Line(epoch, seq, id, kind, at, actor, second, bytes(body), b"", b"", effect)
