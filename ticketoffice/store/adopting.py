"""The postman's door: orders as the centre has them become the book's, and own operations are decided on them again.

Whatever this desk did that the centre has not answered is applied on top, in the order in which it was done; what no
longer passes is contested, and shown as such before the centre refuses it (0-decisions 30). Rows, what was heard and how
far the centre was heard are one transaction: a crash leaves all of it or nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, select, update

from ticketoffice.domain.canonical import canonical
from ticketoffice.domain.operation import Operation, Verdict
from ticketoffice.domain.outcome import Changes
from ticketoffice.domain.state import Quota, Row, Rule, Ticket
from ticketoffice.domain.travel import CatalogueCopy, FeedItem, LoadPage, OrderCopy, Overbooked, Page
from ticketoffice.store import (
    bases,
    desk_names,
    hearing,
    indexing,
    lost_answers,
    outbox,
    personal_data,
    put_back,
    rebasing,
    records_beside,
    rewriting,
    tables,
    taken_seats,
)
from ticketoffice.store.asking import ask
from ticketoffice.store.bases import Own
from ticketoffice.store.order_copies import OF_THE_CATALOGUE, catalogue_rows, dossier_of, order_copies, rows_of
from ticketoffice.store.telling import delete_many, insert_one, update_one

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

_k, _t, _o, _c = tables.centre.c, tables.tickets.c, tables.operations.c, tables.cases.c
_RULES_THAT_WAIT = select(_o.body).where(_o.kind == "rules_changed", _o.id.not_in(select(tables.answers.c.operation)))
_WITHOUT_PLACE = select(tables.contested.c.order).union(
    select(_c.order)
    .join(tables.operations, _o.id == _c.operation)
    .where(_c.kind == "displaced", _c.operation.not_in(select(tables.answers.c.operation)))
)
Coming = Mapping[str, OrderCopy | None]


def adopt(book: Book, page: Page) -> Changes:
    """Takes over a page of the feed and moves on to its end. Raises Unavailable; then nothing was taken over.

    Where it erased somebody the files of the book are cleaned by whoever calls `Book.scrub_on`.
    """

    def work(connection: Connection) -> Changes:
        taking = _Taking(connection, at=book.clock.now())
        if page.catalogue is not None:
            taking.catalogue(page.catalogue)
        desk_names.keep(connection, page.desks)
        taking.hear(page)
        lost_answers.came(connection, [item.id for item in page.items])
        taking.orders({item.id: item.order for item in page.items}, as_of=page.as_of)
        update_one(
            connection,
            tables.centre,
            cursor=page.through,
            mails=page.mails,
            epochs=put_back.as_kept(page.epochs),
            last_told=page.last or None,
        )
        return taking.changes()

    changed = book.transact(work)
    book.tell(changed)
    return changed


def adopt_again(book: Book, items: Sequence[FeedItem], *, as_of: int) -> Changes:
    """Takes orders over once more, where what is here differs; nothing is heard by it."""

    def work(connection: Connection) -> Changes:
        taking = _Taking(connection, at=book.clock.now())
        waits = bases.not_told_yet(connection, [item.id for item in items])
        taking.orders({item.id: item.order for item in items if item.id not in waits}, as_of=as_of)
        return taking.changes()

    changed = book.transact(work)
    book.tell(changed)
    return changed


def overbooked_differs(connection: Connection, performance: str, *, there: Sequence[Overbooked]) -> bool:
    """Whether quotas count as exceeded here otherwise than at the centre, as after a place was ours and somebody else's for a while."""
    return bool(rewriting.overbooked_otherwise(connection, performance, told=_by_quota(there)))


def adopt_overbooked(book: Book, performance: str, *, there: Sequence[Overbooked]) -> None:
    """By how many places the centre let quotas be exceeded; what is more here at this moment stays as long as it is."""
    book.transact(lambda connection: rewriting.overbook_as(connection, performance, told=_by_quota(there)))


def _by_quota(there: Sequence[Overbooked]) -> dict[str, int]:
    return {mark.quota: mark.by for mark in there}


def load(book: Book, page: LoadPage, *, catalogue: CatalogueCopy | None) -> Changes:
    """Takes over a part of the first load and remembers how far it came; after the last one the feed goes on."""

    def work(connection: Connection) -> Changes:
        taking = _Taking(connection, at=book.clock.now())
        if catalogue is not None:
            taking.catalogue(catalogue)
        hearing.hear_behind_cases(connection, page.heard)
        until = connection.execute(select(_k.load_until)).scalar_one()
        waits = bases.not_told_yet(connection, [copy.id for copy in page.orders], told=until, ahead=page.ahead)
        coming: dict[str, OrderCopy | None] = {copy.id: copy for copy in page.orders if copy.id not in waits}
        gone = lost_answers.gone(connection, coming, waits=waits, is_last=not page.more)
        taking.orders(dict.fromkeys(gone) | coming, as_of=page.as_of, gone=gone)
        if page.more:
            moved: dict[str, Any] = {"loaded_after": page.orders[-1].id}
        else:
            moved = {"cursor": _k.load_until, "load_until": None, "loaded_after": None}
        connection.execute(update(tables.centre).values(moved))
        return taking.changes()

    changed = book.transact(work)
    book.tell(changed)
    return changed


class _Group(Struct):
    """Orders that are taken over together: what the centre has of each, as of which change, and what is ours on top. `told`: those of
    which it tells now; the others are as they were kept, with their customers as they were then.
    """

    told: Set[str]
    copies: dict[str, OrderCopy | None]
    changes: dict[str, int]
    own: dict[str, list[Own]]


class _Taking:
    """One transaction of taking over."""

    def __init__(self, connection: Connection, *, at: int) -> None:
        self._connection = connection
        self._at = at
        self._orders: set[str] = set()
        self._tickets: set[str] = set()

    def changes(self) -> Changes:
        """What screens show again."""
        return Changes(operations=(), orders=frozenset(self._orders), tickets=frozenset(self._tickets))

    def catalogue(self, copy: CatalogueCopy) -> None:
        """What there is to sell; what quotas have taken is counted here. A rule that the centre does not have was refused there,
        unless it has not answered yet.
        """
        here: list[Row] = []
        for row_class in OF_THE_CATALOGUE.values():
            here += rewriting.all_rows(self._connection, row_class)
        taken = {row.id: row.taken for row in here if isinstance(row, Quota)}
        told = [
            rewriting.counted(replace(row, taken=0), by=taken.get(row.id, 0)) if isinstance(row, Quota) else row
            for row in catalogue_rows(copy)
        ]
        waiting = self._rules_that_wait()
        left = [row for row in here if not isinstance(row, Rule) or row.name in waiting]
        rewriting.rewrite(self._connection, before=here, after=[*left, *told])
        records_beside.save(self._connection, copy.records, ())

    def _rules_that_wait(self) -> set[str]:
        rows = ask(self._connection, _RULES_THAT_WAIT)
        return {name for (body,) in rows for name in json.loads(body)["payload"]["rules"]}

    def hear(self, page: Page) -> None:
        """Operations of others, for the history of their orders; an erasure is done here too."""
        ours = hearing.hear(self._connection, page)
        for heard in page.general:
            if heard.kind == "person_erased":
                coming = {item.id for item in page.items if item.order is not None}
                self._erase(json.loads(heard.body)["payload"], is_ours=heard.id in ours, coming=coming)

    def _erase(self, payload: Mapping[str, Any], *, is_ours: bool, coming: Set[str]) -> None:
        """What was typed here about their orders had not heard of the erasure of another desk: it goes too (C22). `coming`: orders
        that come with it, and are no reason to take one customer's texts for another's.
        """
        theirs = personal_data.orders_with(self._connection, [payload["person"]])
        notes = set(payload.get("notes", ()))
        notes |= set() if is_ours else personal_data.texts_about(self._connection, theirs, coming=coming)
        personal_data.erase(self._connection, people=[payload["person"]], notes=sorted(notes))
        self._orders |= theirs
        indexing.refresh(self._connection, sorted(theirs), known={})

    def orders(self, coming: Coming, *, as_of: int, gone: Set[str] = frozenset()) -> None:
        """These orders as the centre has them as of a change, with what of this desk stands on top. `gone`: it had told of them, and
        does not have them any more.
        """
        known = bases.changes(self._connection, list(coming))
        coming = {n: copy for n, copy in coming.items() if known.get(n, as_of) <= as_of}
        seated = taken_seats.in_the_way(self._connection, coming)
        refused = bases.of_refused(self._connection, sorted(coming))
        never_made = bases.never_made(self._connection, refused - coming.keys())
        names, told = {*coming, *seated, *refused, *self._without_place()}, {*coming, *never_made}
        group = self._hanging_together(names, coming=coming, told=told, as_of=as_of)
        ours = {name for name in seated if group.own.get(name) or name in refused}
        self._take(group, names=[name for name in group.copies if name not in seated - ours], unheard_of=seated - ours)
        made_here = [(name,) for name in sorted(gone) if group.own.get(name)]
        delete_many(self._connection, tables.order_bases, made_here, by=("order",))

    def _without_place(self) -> set[str]:
        """The orders of what this desk did in vain, or on a place that was taken: what comes may make room for it."""
        return {order for (order,) in ask(self._connection, _WITHOUT_PLACE) if order is not None}

    def _hanging_together(self, names: set[str], *, coming: Coming, told: set[str], as_of: int) -> _Group:
        """These orders and those that own operations bind to them (a reissue names two). `told`: what the centre has of them as
        of this change is known; one that was never made has left what was done on it to those that come.
        """
        group = _Group(coming.keys(), {}, {}, {})
        ahead = names
        while ahead:
            here = bases.bases(self._connection, sorted(ahead - coming.keys()))
            plain = [name for name, base in here.items() if base.copy is None]
            as_they_are = order_copies(self._connection, plain)
            for name in ahead:
                base = here.get(name)
                kept = as_they_are.get(name) if base is None or base.copy is None else base.copy
                group.copies[name] = coming.get(name, kept)
                group.changes[name] = as_of if name in told else base.change if base else bases.NOT_HEARD
            found = bases.unheard(self._connection, sorted(ahead), group.changes)
            group.own |= found
            bound = bases.orders_of(self._connection, {one.operation for ones in found.values() for one in ones})
            ahead = bound - group.copies.keys()
        return group

    def _take(self, group: _Group, *, names: Sequence[str], unheard_of: set[str]) -> None:
        """`unheard_of`: orders that sit where they no longer do at the centre; what became of them comes later."""
        here = order_copies(self._connection, names, beside=False)
        left = rewriting.leave_seats(self._connection, sorted(unheard_of))
        theirs = self._on_free_seats(group, names=names)
        after: list[Row] = [row for copy in theirs for row in rows_of(copy)]
        changed = rewriting.rewrite(
            self._connection, before=[row for copy in here.values() for row in rows_of(copy)], after=after
        )
        rewriting.count_places(
            self._connection,
            before=[ticket for copy in here.values() for ticket in copy.tickets],
            after=[ticket for copy in theirs for ticket in copy.tickets],
        )
        told = [copy for copy in theirs if copy.id in group.told]
        records = [record for copy in told for record in copy.records]
        records_beside.save(self._connection, records, [text for copy in told for text in copy.texts])
        heard_of = [name for name in names if group.changes[name] != bases.NOT_HEARD]
        rows = [(name, group.changes[name], group.copies[name], not group.own.get(name)) for name in heard_of]
        bases.put(self._connection, rows)
        self._decide_again(group, names=names)
        self._orders |= {*names, *unheard_of}
        self._tickets |= {row.id for row in (*left, *changed) if isinstance(row, Ticket)}
        as_told = {
            copy.id: dossier_of(copy) for copy in theirs if copy.order is not None and not group.own.get(copy.id)
        }
        indexing.refresh(self._connection, sorted(names), known=as_told)

    def _on_free_seats(self, group: _Group, *, names: Sequence[str]) -> list[OrderCopy]:
        """What the centre has of these orders, the newest first; each one sits where nobody has come to sit since: what of an older
        moment is written anew with them may have left its seats.
        """
        copies = [copy for name in names if (copy := group.copies[name]) is not None]
        copies.sort(key=lambda copy: group.changes[copy.id], reverse=True)
        is_ours = any(group.own.get(copy.id) for copy in copies)
        of_one_moment = len({group.changes[copy.id] for copy in copies}) <= 1
        return copies if of_one_moment and not is_ours else taken_seats.up_from(self._connection, copies, anew=names)

    def _decide_again(self, group: _Group, *, names: Sequence[str]) -> None:
        delete_many(self._connection, tables.contested, [(name,) for name in names], by=("order",))
        own = {one.operation for name in names for one in group.own.get(name, ())}
        for outcome in rebasing.decided_again(self._connection, outbox.operations(self._connection, own)):
            if outcome.verdict.accepted:
                self._tickets |= {row.id for row in outcome.rows if isinstance(row, Ticket)}
            else:
                self._contest(outcome.operation, outcome.verdict, order=min(outcome.orders, default=None))

    def _contest(self, operation: Operation, verdict: Verdict, *, order: str | None) -> None:
        if order is None:
            return
        data = {k: v for k, v in verdict.data.items() if v is None or isinstance(v, str | int)}
        insert_one(
            self._connection,
            tables.contested,
            operation=operation.id,
            order=order,
            reason=verdict.reason or "refused",
            data=canonical(data).decode(),
            since=self._at,
        )
