"""What one transaction of a book does: it asks, records operations, and closes with the lines of the journal."""

from __future__ import annotations

import secrets as randomness
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select

from ticketoffice.domain import identity
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.never_made import said_of
from ticketoffice.domain.operation import Operation
from ticketoffice.domain.operations import KINDS
from ticketoffice.domain.outcome import Changes, Outcome, changes
from ticketoffice.domain.payload_parts import MadeOf
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.travel import ACCEPTED
from ticketoffice.store import (
    bases,
    card_charges,
    feed,
    indexing,
    journal,
    loading,
    personal_data,
    saving,
    tables,
    unit,
)
from ticketoffice.store.asking import ask
from ticketoffice.store.chain import CENTRE
from ticketoffice.store.reading import Reading
from ticketoffice.store.telling import update_one

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

_b = tables.book.c
_heard = (select(tables.centre.c[name]).scalar_subquery() for name in ("cursor", "skew"))
_HEAD = select(_b.desk, _b.epoch, _b.seq, _b.hash, _b.hlc, _b.letter, *_heard).with_for_update()
_SERIES = select(_b.letter, _b.next_invoice).with_for_update()


class Deed:
    """One transaction: read what is needed, record operations; nothing is true before `Book.write` has returned."""

    def __init__(self, book: Book, connection: Connection, *, key: Ed25519PrivateKey) -> None:
        self._book = book
        self._connection = connection
        self._key = key
        self._index: set[str] = set()
        self._written: list[Outcome] = []
        self._held: dict[str, Dossier] = {}
        self._next_invoice: int | None = None
        self._letter = ""
        self._post_all = False
        self.at = book.clock.now()
        self.reading = Reading(connection)
        self.mail_box = self.reading.mail_box

    def new_id(self) -> str:
        """A time-ordered 128-bit id."""
        return self._book.new_id()

    def random(self, count: int) -> bytes:
        """Unguessable bytes."""
        return randomness.token_bytes(count)

    def dossier(self, order: str) -> Dossier:
        """An order whole, as it now stands in this transaction; raises RuleBroken `not_found`."""
        if order not in self._held:
            found = loading.dossiers(self._connection, [order], lock=self._book.guards.lock_rows)
            if order not in found:
                raise RuleBroken("not_found", data={"order": order})
            self._held |= found
        return self._held[order]

    def dossier_of(self, tickets: Sequence[str]) -> Dossier:
        """The one order that all these tickets are of, as `dossier`; raises RuleBroken `not_found`, `several_orders`."""
        found = {self.reading.order_of_ticket(ticket) for ticket in tickets}
        if None in found or not found:
            raise RuleBroken("not_found", data={"ticket": next(iter(tickets), "")})
        if len(found) > 1:
            raise RuleBroken("several_orders")
        return self.dossier(str(found.pop()))

    def stands_on(self, order: str) -> dict[str, MadeOf]:
        """What an order was made of, for the payload of a fact about it; nothing once the centre has told of it, or where
        there is no centre.
        """
        made = self.dossier(order).order if self._book.paired else None
        here, found = made, list[str]()
        while here is not None and here.predecessor is not None and not bases.bases(self._connection, [here.id]):
            found.append(here.predecessor)
            here = self.dossier(here.predecessor).order
        return said_of(made, made_of=found) if made is not None else {}

    def invoice_number(self) -> str:
        """The next number of this desk's own gap-free series; consumed only if the transaction commits."""
        if self._next_invoice is None:
            self._letter, self._next_invoice = ask(self._connection, _SERIES)[0]
        number = identity.invoice_number(self._letter, self._next_invoice)
        self._next_invoice += 1
        return number

    def record(self, operation: Operation) -> Outcome:
        """Judges, applies and saves one operation; raises RuleBroken when it is refused."""
        outcome = self.record_many([operation])[0]
        if not outcome.verdict.accepted:
            verdict = outcome.verdict
            raise RuleBroken(verdict.reason or "refused", data=dict(verdict.data), next=verdict.next)
        return outcome

    def record_many(self, operations: Sequence[Operation]) -> list[Outcome]:
        """Judges and applies operations; a refused one leaves nothing behind and is told by its verdict.

        The outcomes come as the operations were given, the journal has them in the order of `operations.in_order`.
        """
        guards, catalogue = self._book.guards, self.reading.catalogue
        outcomes, situation, versions = unit.decide(
            self._connection, operations, catalogue=catalogue, lock=guards.lock_rows, held=self._held
        )
        if self._book.paired:
            bases.keep(self._connection, situation.dossiers.keys() | frozenset().union(*(o.orders for o in outcomes)))
        saving.save(
            self._connection, outcomes, situation=situation, versions=versions, check_versions=guards.check_versions
        )
        self._held |= situation.dossiers
        for outcome in outcomes:
            catalogue.look_at(outcome.rows)
            unit.move_on(self._held, outcome)
            if outcome.verdict.accepted:
                self._written.append(outcome)
                if indexing.words_change(outcome, situation):
                    self._index |= outcome.orders
                self._post_all = self._post_all or KINDS[outcome.operation.kind].ends_keep
        told = {outcome.operation.id: outcome for outcome in outcomes}
        return [told[operation.id] for operation in operations]

    def would_change(self, operation: Operation) -> bool:
        """Whether recording this operation would change any row (or be refused)."""
        outcomes, situation, _ = unit.decide(
            self._connection, [operation], catalogue=self.reading.catalogue, lock=False
        )
        return not outcomes[0].verdict.accepted or saving.changes_anything(
            self._connection, outcomes, situation=situation
        )

    def post_all(self) -> None:
        """`--now`: what this transaction writes can no longer be kept."""
        self._post_all = True

    def changed(self) -> Changes:
        """What this transaction changes, for those who show it; true once it is committed."""
        return changes(*self._written, beside=self.mail_box.touched)

    def reindex_customer(self, person: str) -> None:
        """All orders of a customer get their search words anew."""
        self._index |= set(self.reading.orders_of_customer(person))

    def reindex_person(self, person: str) -> None:
        """All orders of a customer or a holder get their search words anew."""
        self._index |= personal_data.orders_with(self._connection, [person])

    def reindex_event(self, event: str) -> None:
        """All orders with tickets of an event get its new name as search words."""
        self._index |= set(self.reading.orders_of_event(event))

    def reindex(self, order: str) -> None:
        """An order gets its search words anew."""
        self._index.add(order)

    def charge_sold(self, reference: str, *, order: str) -> None:
        """An order was sold for a payment at the card terminal."""
        card_charges.sold(self._connection, reference, order=order)

    def charge_returned(self, reference: str, *, by: str | None) -> None:
        """A payment at the card terminal was given back there."""
        card_charges.returned(self._connection, reference, at=self.at, by=by)

    def erase_person(self, person: str) -> None:
        """Takes the fields and salts of a person out of the book; the commitment in the journal then says nothing."""
        personal_data.erase(self._connection, people=[person])

    def erase_notes(self, notes: Sequence[str]) -> None:
        """Takes the texts of notes out of the book."""
        personal_data.erase(self._connection, notes=notes)

    def seal(self) -> journal.Head | None:
        """Appends the journal lines of this transaction, moves the head, refreshes the index. Called by `Book.write`."""
        if not self._written and not self._index:
            return None
        row = ask(self._connection, _HEAD)[0]
        if self._index:
            indexing.refresh(self._connection, sorted(self._index), known=self._held)
        if not self._written:
            return None
        head = journal.Head(row[0], row[1], row[2], bytes(row[3]), row[4], row[5], row[6], row[7] or 0)
        key = self._key if self._book.mode != CENTRE else self._book.signing_key(self._connection)
        if key is None:
            raise Unavailable("key_elsewhere")
        written: list[tuple[journal.Line, frozenset[str]]] = []
        for outcome in self._written:
            line, head = journal.sealed(head, outcome.operation, effect=outcome.verdict.effect, key=key)
            written.append((line, outcome.orders))
        journal.append(self._connection, written)
        values: dict[str, Any] = {"seq": head.seq, "hash": head.hash, "hlc": head.hlc}
        if self._post_all:
            values["posted_through"] = head.seq
        if self._next_invoice is not None:
            values["next_invoice"] = self._next_invoice
        update_one(self._connection, tables.book, **values)
        if self._book.mode == CENTRE:
            changes = [feed.Change(line, orders, answer=ACCEPTED) for line, orders in written]
            feed.announce(self._connection, changes, at=self.at)
        return head
