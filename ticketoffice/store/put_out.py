"""At a desk that the centre put out: customers' data leave its book. What it did and nobody has heard stays, with its data.

The journal, the orders, the seats and the money stay as they are: nobody's work is lost, and nobody's name is left. Where it
joins again the centre tells it all of it once more.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection, select, update

from ticketoffice.domain.identity import references
from ticketoffice.domain.outcome import Changes
from ticketoffice.store import indexing, kept_copies, membership, outbox, personal_data, tables
from ticketoffice.store.telling import insert_one

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

NOTHING: Mapping[str, int] = MappingProxyType({})
_p, _n = tables.person_records.c, tables.notes.c


def take_customers_out(book: Book) -> bool:
    """Erases customers, holders and texts, once; whether it did. Colleagues' names stay: History names them. The files of the book
    are cleaned by whoever calls `Book.scrub_on`.
    """

    def work(connection: Connection) -> bool:
        centre = membership.centre_of(connection)
        if centre is None or centre.is_without_customers:
            return False
        take_out(connection, centre=centre, at=book.clock.now())
        return True

    if not book.transact(work):
        return False
    with book.read() as reading:
        orders = frozenset(reading.connection.execute(select(tables.orders.c.id)).scalars())
    book.tell(Changes(operations=(), orders=orders, tickets=frozenset()))
    return True


def take_out(
    connection: Connection, *, centre: membership.Centre, at: int, answered: Mapping[str, int] = NOTHING
) -> None:
    """Takes them out of the book, or of a file kept beside it. `centre`: who put the desk out; `answered`: how far each epoch was
    answered beyond what stands here.
    """
    people, notes = _not_sent(connection, answered=answered)
    people |= set(connection.execute(select(tables.staff.c.person)).scalars())
    customers = connection.execute(select(_p.person).where(_p.salt.is_not(None)).distinct()).scalars()
    texts = connection.execute(select(_n.note).where(_n.salt.is_not(None))).scalars()
    personal_data.forget(connection, people=sorted(set(customers) - people), notes=sorted(set(texts) - notes))
    kept_copies.forget_all(connection)
    indexing.rebuild(connection)
    here = membership.centre_of(connection)
    if here is None:
        kept = {name: getattr(centre, name) for name in membership.Centre.__struct_fields__}
        insert_one(connection, tables.centre, **kept | {"one": 1, "cursor": 0, "put_out_at": max(at, centre.paired_at)})
    else:
        connection.execute(update(tables.centre).values(put_out_at=max(at, here.paired_at)))


def _not_sent(connection: Connection, *, answered: Mapping[str, int]) -> tuple[set[str], set[str]]:
    """The people and the texts that travel beside operations which the centre has not answered."""
    people: set[str] = set()
    notes: set[str] = set()
    for batch in outbox.everything_unsent(connection):
        for one in batch.sent:
            if one.seq <= answered.get(batch.epoch, 0):
                continue
            for reference in references(msgspec.json.decode(one.body)):
                people |= {reference["person"]} if "person" in reference else set()
                notes |= {reference["note"]} if "note" in reference else set()
    return people, notes
