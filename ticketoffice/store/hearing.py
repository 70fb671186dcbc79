"""At a desk: what the centre tells that others did, kept for the history of their orders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from ticketoffice.domain.travel import Heard, Page
from ticketoffice.store import bases, feed, outbox, rewriting, tables
from ticketoffice.store.telling import delete_many, insert_many


def hear(connection: Connection, page: Page) -> set[str]:
    """Writes down what a page of the feed tells; returns what of it is this desk's own."""
    told = [(heard, item.id) for item in page.items for heard in item.heard]
    everything = {heard.id: heard for heard, _ in told} | {heard.id: heard for heard in page.general}
    ours = _hear_our_own(connection, everything, {name for item in page.items for name in item.ahead})
    here = rewriting.known(connection, tables.heard.c.id, list(everything.keys() - ours))
    _insert(connection, [heard for name, heard in everything.items() if name not in here | ours])
    pairs = {(order, heard.id) for heard, order in told if heard.id not in ours}
    pairs -= bases.told_with(connection, [order for order, operation in pairs if operation in here])
    insert_many(connection, tables.heard_orders, ("order", "operation"), sorted(pairs))
    return ours


def hear_behind_cases(connection: Connection, told: Sequence[Heard]) -> None:
    """What open cases are about; the rest of an order's history before the first load is not told."""
    of_no_order(connection, told)


def of_no_order(connection: Connection, told: Sequence[Heard]) -> list[Heard]:
    """Writes down, and returns, what of it neither was done nor is heard here."""
    names = [heard.id for heard in told]
    here = rewriting.known(connection, tables.operations.c.id, names)
    here |= rewriting.known(connection, tables.heard.c.id, names)
    new = [heard for heard in told if heard.id not in here]
    _insert(connection, new)
    return new


def _hear_our_own(connection: Connection, told: Mapping[str, Heard], ahead: set[str]) -> set[str]:
    """Returns what of it is this desk's own. What the centre has without having answered it left by another machine with
    this book's key: it cannot be kept any more, and its answer comes when it is sent.
    """
    ours = rewriting.known(connection, tables.operations.c.id, sorted(told.keys() | ahead))
    unanswered = sorted(ours - rewriting.known(connection, tables.answers.c.operation, sorted(ours)))
    if unanswered:
        as_here = feed.as_heard(connection, unanswered)
        delete_many(connection, tables.heard, [(name,) for name in unanswered], by=("id",))
        _insert(connection, [told.get(name, one) for name, one in as_here.items()])
        outbox.have_left(connection, [(one.epoch, one.seq) for one in as_here.values()])
    return ours


def _insert(connection: Connection, new: Sequence[Heard]) -> None:
    names = Heard.__struct_fields__
    insert_many(connection, tables.heard, names, [tuple(getattr(one, name) for name in names) for one in new])
