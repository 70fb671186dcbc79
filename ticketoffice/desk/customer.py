"""A customer's data: changed in place with the old value in History, or erased for good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from ticketoffice.desk.making import make, person_beside
from ticketoffice.desk.owing import Owed, owed_to_customer
from ticketoffice.domain.amounts import amount_text
from ticketoffice.domain.canonical import clean_text
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.notes import note_of
from ticketoffice.domain.outcome import Changes, changes
from ticketoffice.domain.people import Who
from ticketoffice.domain.person_data import LONGEST

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed

FIELDS = ("name", "company", "email", "phone", "language")


def change_customer(book: Book, order: str, *, fields: Mapping[str, str | None], who: Who) -> Changes:
    """New values for some fields of an order's customer; others stay. An order without customer gets one.

    Raises RuleBroken for values that could not be used.
    """
    typed = {name: clean_text(fields[name], longest=LONGEST + 1) or "" for name in FIELDS if name in fields}

    def work(deed: Deed) -> Changes:
        dossier = deed.dossier(order)
        person = dossier.order.customer or deed.new_id()
        known = deed.reading.persons([person]).get(person)
        values = {name: value for name, value in ((dict(known.fields) if known else {}) | typed).items() if value}
        reference, record = person_beside(
            deed, person=person, revision=(known.revision if known else 0) + 1, fields=values
        )
        payload = {"order": order, "person": reference, "changed": sorted(typed)}
        outcome = deed.record(make(deed, "customer_changed", who=who, payload=payload, records=(record,)))
        deed.reindex_customer(person)
        return changes(outcome)

    return book.write(work)


class Erased(Struct, frozen=True):
    """What was erased, and what is still `owed` to somebody whom nobody knows any more."""

    changes: Changes
    owed: tuple[Owed, ...]


def erase_customer(book: Book, order: str, *, who: Who, even_if_owed: bool = False) -> Erased:
    """Erases an order's customer and holders: afterwards no file of the book holds their data; figures stay as they are.

    Raises RuleBroken `still_owed` where they have money with the venue and nobody said `even_if_owed`.
    """

    def work(deed: Deed) -> Erased:
        dossier = deed.dossier(order)
        owed = owed_to_customer(deed.reading, dossier)
        if owed and not even_if_owed:
            raise RuleBroken("still_owed", data=_owed_data(owed), next=("give-back", "paid-out"))
        people = {p for p in (dossier.order.customer, *(t.holder for t in dossier.tickets)) if p}
        notes = [n.note for n in dossier.notes] + [c.note for c in dossier.cancellations if c.note]
        notes += [note for line in deed.reading.history.of(order) if (note := note_of(line.payload)) is not None]
        outcomes = []
        for person in sorted(people):
            payload = {"person": person, "notes": sorted(set(notes))}
            outcomes.append(deed.record(make(deed, "person_erased", who=who, payload=payload)))
            deed.erase_person(person)
            deed.reindex_person(person)
        if people:
            deed.erase_notes(notes)
        deed.reindex(order)
        return Erased(changes(*outcomes), owed)

    result = book.write(work)
    book.scrub()
    return result


def _owed_data(owed: tuple[Owed, ...]) -> dict[str, object]:
    sums: dict[str, int] = {}
    for one in owed:
        sums[one.currency] = sums.get(one.currency, 0) + one.amount
    amounts = ", ".join(amount_text(amount, currency) for currency, amount in sorted(sums.items()))
    return {"amounts": amounts, "orders": ", ".join(one.order_number for one in owed)}
