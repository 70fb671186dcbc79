"""What was printed for changes that the centre refused, by the order that stands (`domain.refused_paper`).

The refused operations are those behind an order's cases, open or closed, and at a desk those that are contested; what they
made and was never made may have been worked on, and leads on to the same order. The index has these numbers as codes.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, bindparam, select

from ticketoffice.domain.identity import child_id
from ticketoffice.domain.makings import making_of
from ticketoffice.domain.refused_paper import PRINTING_KINDS, Paper, papers
from ticketoffice.domain.words import code_form
from ticketoffice.store import tables
from ticketoffice.store.asking import About, ask
from ticketoffice.store.history import History
from ticketoffice.store.search_tables import search_codes

_c, _o, _h = tables.cases.c, tables.operations.c, tables.heard.c
_oo, _x, _r = tables.operation_orders.c, tables.contested.c, tables.orders.c
_ALL_CASES = select(_c.id, _c.operation, _c.order)
_ALL_CONTESTED = select(_oo.order).distinct().join(tables.contested, _oo.operation == _x.operation)
_CASES = About(select(_c.id, _c.operation), _c.order)
_CONTESTED = About(select(_x.operation).join(tables.operation_orders, _oo.operation == _x.operation), _oo.order)
_HERE = About(select(_o.id, _o.kind, _o.body), _o.id)
_TOLD = About(select(_h.id, _h.kind, _h.body), _h.id)
_NUMBERS = About(select(_r.id, _r.number), _r.id)
_BY_CODE = select(search_codes.c.order).distinct().where(search_codes.c.code == bindparam("code"))


class _Refused(Struct, frozen=True):
    """An operation that the centre refused, or will: its kind, the order that it is about, its payload."""

    kind: str
    order: str
    payload: Mapping[str, Any]


def papers_of(connection: Connection, numbers: Mapping[str, str]) -> dict[str, tuple[Paper, ...]]:
    """What was printed for refused changes of these orders (their numbers by id) and of what those were to make."""
    stands, named = {order: order for order in numbers}, dict(numbers)
    found: dict[str, dict[Paper, None]] = {}
    ahead: Sequence[str] = sorted(numbers)
    while ahead:
        made: dict[str, None] = {}
        for one in _refused_about(connection, ahead):
            leads_to = stands[one.order]
            printed = papers(one.kind, one.payload, number=named[one.order])
            found.setdefault(leads_to, {}).update(dict.fromkeys(printed))
            making = making_of(one.kind, one.payload)
            if making is not None and making.order not in stands:
                stands[making.order], named[making.order] = leads_to, making.number
                made[making.order] = None
        ahead = list(made)
    return {order: tuple(printed) for order, printed in found.items()}


def paper_named(connection: Connection, text: str) -> tuple[str, Paper] | None:
    """The order that stands, and the paper of a refused change that bears this number; by the index, no case is looked through."""
    code = code_form(text)
    orders = [row[0] for row in ask(connection, _BY_CODE, code=code)] if code else []
    numbers: dict[str, str] = dict(_NUMBERS.ask(connection, orders)) if orders else {}
    for order, printed in papers_of(connection, numbers).items():
        for paper in printed:
            if code_form(paper.number) == code:
                return order, paper
    return None


def orders_of_refused(connection: Connection) -> list[str]:
    """All orders about which something was refused, or will be: of those that were never made too."""
    found = {order for case, name, order in ask(connection, _ALL_CASES) if case == child_id(name, name="refused")}
    return sorted(found | {row[0] for row in ask(connection, _ALL_CONTESTED)})


def that_stand_for(connection: Connection, gone: Collection[str]) -> set[str]:
    """The orders that count instead of those that were never made and have paper out."""
    ahead = {one.order for one in _refused_about(connection, sorted(gone))} if gone else set()
    if not ahead:
        return set()
    origins = {made.order: made.of for made in History(connection).makings()}
    found: set[str] = set()
    while ahead:
        here = {row[0] for row in _NUMBERS.ask(connection, sorted(ahead))}
        found |= here
        ahead = {of for order in ahead - here if (of := origins.pop(order, None)) is not None}
    return found


def _refused_about(connection: Connection, orders: Sequence[str]) -> list[_Refused]:
    """What was refused about these orders and printed something."""
    names = [name for case, name in _CASES.ask(connection, orders) if case == child_id(name, name="refused")]
    names += [row[0] for row in _CONTESTED.ask(connection, orders)]
    return _read(connection, sorted(set(names)), about=set(orders)) if names else []


def _read(connection: Connection, names: Sequence[str], *, about: set[str]) -> list[_Refused]:
    rows: dict[str, tuple[str, bytes]] = {}
    for question in (_TOLD, _HERE):
        rows |= {row[0]: (row[1], row[2]) for row in question.ask(connection, names)}
    found = _of_bodies(rows[name] for name in names if name in rows)
    return [one for one in found if one.order in about]


def _of_bodies(rows: Iterable[tuple[str, bytes]]) -> list[_Refused]:
    found = []
    for kind, body in rows:
        if kind in PRINTING_KINDS:
            payload = json.loads(bytes(body))["payload"]
            found.append(_Refused(kind, payload["order"], payload))
    return found
