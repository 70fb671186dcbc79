"""Refusals that no ordinary way of selling leads to: a zone without a count, a numbered zone without a seat, another performance."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.conftest import lea
from tests.house import taken
from tests.theatre import STARTS, best, evening, seats, sold, standing, theatre
from ticketoffice.desk import cash, on_a_ticket
from ticketoffice.desk.making import make
from ticketoffice.desk.sentences import SENTENCES, sentence
from ticketoffice.domain.calendar import DAY
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.deed import Deed


def test_a_zone_whose_places_nobody_counted_is_not_sold(book: Book) -> None:
    one = evening()
    taken(book, theatre(replace(one, quotas=one.quotas[:1])))
    with pytest.raises(RuleBroken) as no:
        sold(book, standing(1), who=lea(book))
    assert no.value.code == "places_unknown"
    told = sentence("places_unknown", data=dict(no.value.data), translate=str)
    assert told.startswith("This book does not know how many places zone Standing has.")


def test_a_ticket_of_a_numbered_zone_moves_to_a_seat(book: Book) -> None:
    taken(book, theatre())
    done = sold(book, best(1), who=lea(book))
    with pytest.raises(RuleBroken) as no:
        on_a_ticket.move(book, done.tickets[0], seat=None, zone="Hall", who=lea(book))
    assert no.value.code == "seat_needed"
    told = sentence("seat_needed", data=dict(no.value.data), translate=str)
    assert told.startswith("Zone Hall has numbered seats.")


def test_a_ticket_moves_within_its_performance_alone(book: Book) -> None:
    taken(book, theatre(evening(), evening("q", starts_at=STARTS + DAY)))
    done, other = sold(book, seats("A-1"), who=lea(book)), sold(book, seats("A-2", performance="q"), who=lea(book))
    who = lea(book)

    def move(deed: Deed) -> object:
        there = deed.reading.tickets([other.tickets[0]])[other.tickets[0]]
        place = {"performance": there.performance, "zone": there.zone, "seat": "A-3", "seat_name": "A-3"}
        payload = {"order": done.order, "ticket": done.tickets[0], **place}
        return deed.record(make(deed, "ticket_moved", who=who, payload=payload))

    with pytest.raises(RuleBroken) as no:
        book.write(move)
    assert (no.value.code, no.value.next) == ("other_performance", ("exchange",))
    assert SENTENCES["other_performance"].endswith("Exchange it instead.")


def test_a_drawer_that_was_not_closed_is_told_of(book: Book, clock: HandClock) -> None:
    assert cash.forgotten_sentence(book, translate=str) is None
    cash.open_drawer(book, floats={"CHF": 20000}, who=lea(book))
    clock.advance(seconds=2 * 24 * 3600)
    told = cash.forgotten_sentence(book, translate=str)
    assert told is not None and told.startswith("The drawer was opened ")
    assert told.endswith(SENTENCES["drawer_forgotten"].partition("{when} ")[2])
