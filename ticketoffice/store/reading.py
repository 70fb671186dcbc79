"""What can be asked of a book: small questions with frozen answers, all on one consistent snapshot."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from operator import itemgetter

from msgspec import Struct
from sqlalchemy import Connection, bindparam, func, select

from ticketoffice.domain import mixed, state
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.house_holds import Standing
from ticketoffice.domain.identity import invoice_number
from ticketoffice.domain.operation import PersonRecord, Touches
from ticketoffice.domain.refused_paper import Paper
from ticketoffice.domain.rules import VenueRules
from ticketoffice.domain.situation import Dossier, Situation
from ticketoffice.store import (
    card_charges,
    desk_names,
    house_holds,
    loading,
    membership,
    refused_papers,
    search,
    standing,
    sync_lists,
    tables,
)
from ticketoffice.store.asking import About, ask
from ticketoffice.store.card_charges import CardCharge
from ticketoffice.store.catalogue import Catalogue
from ticketoffice.store.evening import Evening
from ticketoffice.store.history import History
from ticketoffice.store.known_seats import Seat, all_seats, taken_seats
from ticketoffice.store.mail_box import MailBox
from ticketoffice.store.open_lists import OpenLists
from ticketoffice.store.reports import Reports
from ticketoffice.store.rows import fetch, select_of
from ticketoffice.store.spool import Spool
from ticketoffice.store.summaries import Summaries
from ticketoffice.store.till import Till


class BookFacts(Struct, frozen=True):
    """What a book says of itself; `mode` is live or demo, `shift_weeks` is not 0 in a practice book."""

    desk: str
    epoch: str
    seq: int
    letter: str
    mode: str
    shift_weeks: int
    posted_through: int
    next_invoice: int

    def invoice_number(self, after: int = 0) -> str:
        """The number that this desk's next invoice will have, or the one so many further."""
        return invoice_number(self.letter, self.next_invoice + after)


_o, _t, _c = tables.orders.c, tables.tickets.c, tables.ticket_codes.c
_NUMBERED = select(_o.id).where(_o.number == bindparam("number"))
_OF_CODE = select(_t.order, _t.id).join(tables.ticket_codes, _c.ticket == _t.id).where(_c.code == bindparam("code"))
_ORDER_OF_TICKET = select(_t.order).where(_t.id == bindparam("wanted"))
_OF_POSITION = select(_t.id).where(_t.order == bindparam("order"), _t.position == bindparam("position"))
_p = tables.person_records.c
_RECORDS = About(select(_p.person, _p.revision, _p.fields, _p.salt), _p.person)
_n, _s = tables.notes.c, tables.staff.c
_STAFF = select(_s.person).order_by(_s.since)
_TEXTS = About(select(_n.note, _n.text).where(_n.text.is_not(None)), _n.note)
LONGEST_POSITION = 5


def _spellings(*texts: str) -> tuple[str, ...]:
    """Each text once, without those that no book can hold (NUL, lone surrogates): PostgreSQL would not even compare."""
    return tuple(dict.fromkeys(t for t in texts if "\x00" not in t and not any("\ud800" <= x <= "\udfff" for x in t)))


_b = tables.book.c
_FACTS = select(_b.desk, _b.epoch, _b.seq, _b.letter, _b.mode, _b.shift_weeks, _b.posted_through, _b.next_invoice)


class Reading:
    """Questions on one connection; lives as long as the transaction that made it.

    What is asked of one part of a book is asked there: its `catalogue`, the `history`, `summaries` of orders, the
    `open_lists`, the `mail_box`, the `reports`, a performance as an `evening`, the money that came and went as a `till`, the
    papers on their way to a printer as the `spool`.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.catalogue = Catalogue(connection)
        self.history = History(connection)
        self.summaries = Summaries(connection)
        self.open_lists = OpenLists(connection)
        self.mail_box = MailBox(connection)
        self.evening = Evening(connection)
        self.reports = Reports(connection)
        self.till = Till(connection)
        self.spool = Spool(connection)

    def facts(self) -> BookFacts:
        """What this book is."""
        return BookFacts(*ask(self.connection, _FACTS)[0])

    def joined_at(self) -> int | None:
        """When this desk joined its centre; None for a desk alone, and at the centre."""
        centre = membership.centre_of(self.connection)
        return centre.paired_at if centre is not None else None

    def rules(self) -> VenueRules:
        """The venue's rules."""
        return self.catalogue.rules()

    def seats(self, performance: state.Performance) -> list[Seat]:
        """Every seat that is known of a performance."""
        return all_seats(self.connection, performance)

    def taken_seats(self, performance: str) -> set[str]:
        """The seats of a performance that a live ticket has."""
        return taken_seats(self.connection, performance)

    def house_holds(self, performances: Sequence[str]) -> list[Standing]:
        """What the house keeps of these performances (ids), or kept until it released it."""
        return list(house_holds.standings(self.connection, self.catalogue.house_holds(performances)).values())

    def situation(self, touches: Touches, *, at: int) -> Situation:
        """What a decision on these rows would rest on."""
        return loading.situation(self.connection, touches, catalogue=self.catalogue, at=at, lock=False)

    # --- orders and tickets ---------------------------------------------------------------------------------------

    def dossiers(self, orders: Sequence[str], *, only: tuple[str, ...] | None = None) -> dict[str, Dossier]:
        """These orders by id, whole or only these parts of them."""
        return loading.dossiers(self.connection, orders, only=only)

    def order_id(self, number: str, *, as_typed: bool = False) -> str | None:
        """The order with exactly this number; else, unless it must be `as_typed`, with it in capital or small letters."""
        for text in _spellings(number) if as_typed else _spellings(number, number.upper(), number.lower()):
            found = ask(self.connection, _NUMBERED, number=text)
            if found:
                return str(found[0][0])
        return None

    def ticket_of_code(self, code: str) -> tuple[str, str] | None:
        """(order, ticket) of a barcode's text: exactly, then case-folded, then in capital letters."""
        for text in _spellings(code, code.casefold(), code.upper()):
            found = ask(self.connection, _OF_CODE, code=text)
            if found:
                return found[0][0], found[0][1]
        return None

    def ticket_of_short(self, text: str) -> tuple[str, str] | None:
        """(order, ticket) of a short number, an order's number with the ticket's place in it: KL3ZT-2."""
        number, dash, position = text.strip().rpartition("-")
        if not dash or not position.isdecimal() or len(position) > LONGEST_POSITION:
            return None
        order = self.order_id(number)
        found = ask(self.connection, _OF_POSITION, order=order, position=int(position)) if order is not None else []
        return (str(order), str(found[0][0])) if found else None

    def refused_paper(self, text: str) -> tuple[str, Paper] | None:
        """The order that stands where this number was printed for a change of it that the centre refused, and what bears it."""
        return refused_papers.paper_named(self.connection, text) if _spellings(text) else None

    def refused_papers(self, numbers: Mapping[str, str]) -> dict[str, tuple[Paper, ...]]:
        """What was printed for refused changes of these orders (their numbers by id)."""
        return refused_papers.papers_of(self.connection, numbers)

    def standing(self, order: str, tickets: Sequence[str]) -> standing.OrderStanding:
        """How far this desk's work on an order and its tickets has come (`store.standing`)."""
        return standing.order_standing(self.connection, order, tickets)

    def refusals(self, order: str) -> dict[str, str]:
        """Operations about an order that changed nothing, by id, with the reason."""
        return sync_lists.refusals(self.connection, order)

    def made_elsewhere(self, operations: Collection[str]) -> dict[str, str | None]:
        """Of these operations those that are not in this book's own journal, with their desk's name where it is known."""
        return sync_lists.made_elsewhere(self.connection, operations)

    def order_of_ticket(self, ticket: str) -> str | None:
        """The order that a ticket belongs to."""
        found = ask(self.connection, _ORDER_OF_TICKET, wanted=ticket)
        return str(found[0][0]) if found else None

    def order_numbers(self, orders: Sequence[str]) -> dict[str, str]:
        """Order numbers by id."""
        return {
            row.id: row.number for row in fetch(self.connection, state.Order, column="id", values=sorted(set(orders)))
        }

    def orders_of_event(self, event: str) -> tuple[str, ...]:
        """The orders that have a ticket of one of its performances."""
        t, p = tables.tickets.c, tables.performances.c
        statement = select(t.order).distinct().join(tables.performances, p.id == t.performance).where(p.event == event)
        return tuple(self.connection.execute(statement).scalars())

    def orders_of_customer(self, person: str) -> tuple[str, ...]:
        """The orders of one customer."""
        o = tables.orders.c
        return tuple(row[0] for row in self.connection.execute(select(o.id).where(o.customer == person)))

    def tickets(self, tickets: Sequence[str]) -> dict[str, state.Ticket]:
        """Tickets by id."""
        return {row.id: row for row in fetch(self.connection, state.Ticket, column="id", values=sorted(set(tickets)))}

    def codes_of(self, tickets: Sequence[str]) -> dict[str, str]:
        """What the barcode of each of these tickets holds: the first code that it was given."""
        found = fetch(self.connection, state.TicketCode, column="ticket", values=sorted(set(tickets)))
        newest_first = sorted(found, key=lambda row: (row.made_at or 0, row.code), reverse=True)
        return {row.ticket: row.code for row in newest_first}

    def money_sums(self, order: str) -> dict[str, int]:
        """What an order's money lines come to, by their kind."""
        sums: dict[str, int] = {}
        for row in fetch(self.connection, state.MoneyLine, column="order", values=[order]):
            sums[row.kind] = sums.get(row.kind, 0) + row.amount
        return sums

    def desk_names(self) -> dict[str, str]:
        """Desk id → name; a desk alone knows none."""
        return desk_names.desk_names(self.connection)

    def count_orders(self) -> int:
        """How many orders this book has."""
        return int(self.connection.execute(select(func.count()).select_from(tables.orders)).scalar_one())

    def search(self, query: str, *, readings: Sequence[mixed.Reading] = (), today: int, limit: int) -> list[search.Hit]:
        """The best orders for a query (`store.search`); a ticket's short number is as good as its code."""
        zone = self.rules().timezone if any(reading.taken for reading in readings) else "UTC"
        hits = search.candidates(self.connection, query, readings=readings, today=today, timezone=zone, limit=limit)
        short = self.ticket_of_short(query)
        if short is None:
            return hits
        order, ticket = short
        return [
            search.Hit(order, None, ticket, exact=True, kind="ticket"),
            *(hit for hit in hits if hit.order != order),
        ][:limit]

    def case(self, case: str) -> state.Case:
        """The case with this id; raises RuleBroken `not_found`."""
        is_an_id = len(case) == 32 and set(case) <= set("0123456789abcdef")
        found = fetch(self.connection, state.Case, column="id", values=[case] if is_an_id else [])
        if not found:
            raise RuleBroken("not_found", data={"case": case[:80]})
        return found[0]

    def cases_beginning(self, digits: str, *, most: int = 2) -> list[str]:
        """The ids of at most so many cases that begin with these hexadecimal digits."""
        found = tables.cases.c.id.between(digits.ljust(32, "0"), digits.ljust(32, "f"))
        return list(self.connection.execute(select(tables.cases.c.id).where(found).limit(most)).scalars())

    def cases_of(self, orders: Sequence[str]) -> list[state.Case]:
        """All cases of these orders, also those that were closed."""
        return fetch(self.connection, state.Case, column="order", values=orders)

    def cases(self) -> list[state.Case]:
        """All cases, oldest first."""
        return [
            state.Case(*row)
            for row in self.connection.execute(select_of(state.Case).order_by(tables.cases.c.opened_at))
        ]

    # --- people and texts -----------------------------------------------------------------------------------------

    def persons(self, persons: Sequence[str]) -> dict[str, PersonRecord]:
        """The newest record of each person; an erased one has no fields."""
        rows = _RECORDS.ask(self.connection, sorted(set(persons)))
        newest = {row[0]: row for row in sorted(rows, key=itemgetter(1))}
        return {
            person: PersonRecord(person, revision, json.loads(fields) if fields else {}, salt or "")
            for person, revision, fields, salt in newest.values()
        }

    def revisions(self, person: str) -> list[PersonRecord]:
        """All that was ever known of a person, oldest first; what was erased has no fields and no salt."""
        p = tables.person_records.c
        asked = select(p.revision, p.fields, p.salt).where(p.person == person).order_by(p.revision)
        return [
            PersonRecord(person, revision, json.loads(fields) if fields else {}, salt or "")
            for revision, fields, salt in self.connection.execute(asked)
        ]

    def texts(self, notes: Sequence[str]) -> dict[str, str]:
        """The texts of notes; erased ones are left out."""
        return dict(_TEXTS.ask(self.connection, sorted(set(notes))))

    def staff(self) -> dict[str, str]:
        """The people who have acted at this desk: names by id."""
        ids = [row[0] for row in ask(self.connection, _STAFF)]
        records = self.persons(ids)
        return {person: records[person].fields.get("name", "") for person in ids if person in records}

    def card_charge(self, reference: str) -> CardCharge | None:
        """The payment at the terminal with this reference."""
        return card_charges.noted(self.connection, reference)

    def unsold_charges(self) -> list[CardCharge]:
        """Cards that were charged at this desk and for which nothing was sold, nor given back, the oldest first."""
        return card_charges.unsold(self.connection)

    def unsettled_charges(self) -> list[CardCharge]:
        """Payments of which nobody knows whether the card was charged, the oldest first."""
        return card_charges.unsettled(self.connection)
