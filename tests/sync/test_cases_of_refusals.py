"""What the centre refused since others were first says at every desk what happened, what is safe and what to do, in its own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from tests.conftest import lea
from tests.sync.test_cases_everywhere import lines, told
from tests.sync.test_house_holds_at_a_centre import given
from tests.sync.test_house_holds_at_a_centre import venue as of_the_house
from tests.sync.test_selling_at_a_centre import Till, away, settled
from tests.theatre import seats, standing
from ticketoffice.desk import admit, cancel, on_a_ticket
from ticketoffice.desk.case_words import CASES, REFUSED, REFUSED_ALONE
from ticketoffice.desk.cases import close_case
from ticketoffice.desk.choosing import Wanted
from ticketoffice.desk.correcting import correct, the_one
from ticketoffice.desk.house_holds import HoldWish, keep_places
from ticketoffice.desk.report_views import CaseLine
from ticketoffice.desk.selling import Sold
from ticketoffice.desk.sentences import spoken
from ticketoffice.desk.show import show
from ticketoffice.desk.sync_views import CaseView
from ticketoffice.desk.syncing import sync_lists_of
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.travel import RESERVED_FOR
from ticketoffice.store.clock import HandClock

venue = of_the_house
Venue = tuple[Till, Till]
GENERAL = {REFUSED.what, REFUSED_ALONE.what}


def sold(venue: Venue, wanted: list[Wanted], *, pay: str = "cash") -> Sold:
    """Sold at A, and heard of at B."""
    a, b = venue
    done = a.sell(wanted, pay=pay)
    b.sync()
    return done


def read(venue: Venue, why: str) -> tuple[CaseLine, CaseView]:
    """The case as every desk and the centre read it, in words of its own that leave nothing open; in French too."""
    settled(*venue)
    books = [*(desk.book for desk in venue), venue[0].centre]
    assert told(books[0]) == told(books[1]) == told(books[2])
    [line] = [line for line in lines(books[0]) if line.why == why]
    for language in ("en", "fr"):
        translate = spoken(language)
        [view] = [v for v in sync_lists_of(books[0], translate=translate).cases if v.case == line.case]
        words = CASES[why]
        assert (view.safe, view.next) == (translate(words.safe), translate(words.next))
        assert words.what not in GENERAL and not set("?{") & set(view.what)
        assert language == "en" or translate(words.what) != words.what
    [view] = [v for v in sync_lists_of(books[0]).cases if v.case == line.case]
    assert (line.desk, line.by) == (view.what.partition(" · ")[0], "Lea")
    close_case(books[1], str(line.case), who=lea(books[1]), note="settled")
    settled(*venue)
    assert line.case not in [one.case for one in lines(books[0])]
    return line, view


def test_a_payment_that_two_desks_correct_is_corrected_once(venue: Venue) -> None:
    a, b = venue
    done = sold(venue, seats("C-1"))
    paid = the_one(a.book, done.order, was="cash", amount=None)
    correct(a.book, done.order, paid.id, method="card", who=lea(a.book), note="it was a card")
    correct(b.book, done.order, paid.id, method="twint", who=lea(b.book), note="it was TWINT")
    a.sync()
    line, view = read(venue, "money_changed")
    assert (line.desk, line.deed, line.where.order_number) == ("B", "payment_corrected", done.number)
    assert f"money of order {done.number} was to be corrected" in view.what
    assert [p.method for p in show(b.book, done.order).payments] == ["card"]


def test_a_payment_whose_money_went_back_elsewhere_is_not_corrected_under_its_refund(venue: Venue) -> None:
    a, b = venue
    done = sold(venue, seats("C-1"))
    paid = the_one(a.book, done.order, was="cash", amount=None)
    cancel.cancel(a.book, done.tickets, who=lea(a.book), reason="duplicate", method="cash", now=True)
    correct(b.book, done.order, paid.id, method="card", who=lea(b.book), note="it was a card")
    a.sync()
    line, view = read(venue, "given_back_of_it")
    assert (line.desk, line.where.order_number) == ("B", done.number)
    assert f"a payment of order {done.number}" in view.what
    shown = show(b.book, done.order)
    assert ([p.method for p in shown.payments], [r.method for r in shown.refunds]) == (["cash"], ["cash"])


def test_a_tariff_that_two_desks_change_is_changed_once(venue: Venue) -> None:
    a, b = venue
    done = sold(venue, seats("C-1"))
    for desk in (a, b):
        on_a_ticket.change_tariff(desk.book, done.tickets[0], tariff="Child", who=lea(desk.book), refund="card")
    a.sync()
    line, view = read(venue, "same_tariff")
    assert (line.desk, line.deed, line.where.short) == ("B", "tariff_changed", f"{done.number}-1")
    assert f"Ticket {done.number}-1 had this tariff already" in view.what
    assert [one.why for one in lines(b.book)] == ["over_refund"], "what was handed out twice has a case of its own"
    assert show(b.book, done.order).tickets[0].price == 2003


def test_money_for_a_tariff_that_was_changed_elsewhere_is_credit_and_no_split(venue: Venue) -> None:
    a, b = venue
    done = sold(venue, seats("C-1", tariff="Child"))
    for desk in (a, b):
        on_a_ticket.change_tariff(desk.book, done.tickets[0], tariff="Adult", who=lea(desk.book), pay=[Tender("card")])
    a.sync()
    line, view = read(venue, "tariff_refused")
    assert (line.amount, line.where.short) == (997, f"{done.number}-1")
    assert f"another tariff of ticket {done.number}-1 of order {done.number}" in view.what
    assert show(b.book, done.order).balance == -997


def meanwhile(a: Till, clock: HandClock, others: Callable[[], Any]) -> None:
    """Once the centre has set aside what A wants next, it runs out, and others are first."""

    def then(asked: str) -> None:
        if asked == "reserve":
            a.line.after = lambda _: None
            clock.advance(seconds=RESERVED_FOR // 10**6)
            others()

    a.line.after = then


def refused_exchange(a: Till, done: Sold, wanted: list[Wanted], *, pay: Sequence[Tender] = ()) -> None:
    with pytest.raises(RuleBroken) as no:
        a.counter.exchange(done.tickets, wanted, who=lea(a.book), pay=pay, note="invited by the director")
    assert no.value.code == "exchange_refused"


def keep_c5(venue: Venue) -> None:
    keep_places(venue[0].centre, HoldWish("p", "Hall", "press", seats=("C-5",), name="Late"), who=lea(venue[0].centre))


def test_a_place_that_the_house_began_to_keep_is_given_to_nobody(venue: Venue, clock: HandClock) -> None:
    a, b = venue
    done = sold(venue, seats("C-1"))
    meanwhile(a, clock, lambda: keep_c5(venue))
    with pytest.raises(RuleBroken) as no:
        a.counter.move(done.tickets[0], seat="C-5", who=lea(a.book))
    assert no.value.code == "exchange_refused"
    line, _ = read(venue, "place_held")
    assert (line.deed, line.where.short) == ("ticket_moved", f"{done.number}-1")
    assert show(b.book, done.order).tickets[0].seat == "Parterre, Row C, Seat 1"


def test_money_for_an_exchange_that_is_refused_is_credit_and_no_split(venue: Venue, clock: HandClock) -> None:
    a, b = venue
    done = sold(venue, standing(1))
    meanwhile(a, clock, lambda: keep_c5(venue))
    refused_exchange(a, done, seats("C-5"), pay=[Tender("cash")])
    line, view = read(venue, "exchange_refused_paid")
    assert (line.amount, line.where.order_number) == (1500, done.number)
    assert f"tickets of order {done.number}, which were to be order {line.lost}" in view.what
    assert show(b.book, done.order).balance == -1500


def test_a_place_that_the_house_left_to_everybody_is_not_given_as_one_of_its_own(
    venue: Venue, clock: HandClock
) -> None:
    a, b = venue
    done = sold(venue, seats("C-1"))

    def leave_it() -> None:
        guest = given(b, seats("A-5"))
        cancel.cancel(b.book, guest.tickets, who=lea(b.book), reason="duplicate", to_sale=True, now=True)
        b.sync()

    meanwhile(a, clock, leave_it)
    refused_exchange(a, done, [replace(one, hold="press") for one in seats("A-5")])
    line, _ = read(venue, "not_in_hold")
    assert (line.deed, line.where.order_number) == ("order_exchanged", done.number)
    assert [t.state for t in show(b.book, done.order).tickets] == ["valid"]


def test_what_the_house_has_no_more_of_is_given_to_nobody(venue: Venue, clock: HandClock) -> None:
    a, b = venue
    done = sold(venue, standing(1))
    meanwhile(a, clock, lambda: given(b, standing(4), hold="house"))
    refused_exchange(a, done, [replace(one, hold="house") for one in standing(1)])
    line, _ = read(venue, "hold_empty")
    assert (line.deed, line.where.order_number) == ("order_exchanged", done.number)
    assert [t.state for t in show(b.book, done.order).tickets] == ["valid"]


def test_a_sale_that_was_taken_back_after_somebody_had_entered_with_it_stands(venue: Venue, clock: HandClock) -> None:
    """The centre has it, its answer is lost: the desk takes it back and gives the money back, and B lets somebody in."""
    a, b = venue
    back = away(a, "push", after=True)
    with pytest.raises(Unavailable) as no:
        a.sell(seats("C-1"))
    assert no.value.code == "not_answered"
    b.sync()
    with a.centre.read() as reading:
        [order] = [line.payload["order"]["id"] for line in reading.history.lines() if line.kind == "order_sold"]
    [ticket] = show(b.book, order).tickets
    admit.admit(b.book, ticket.number, who=lea(b.book))
    b.sync()
    back()
    clock.advance(seconds=200)
    line, view = read(venue, "sale_stands")
    number = show(b.book, order).number
    assert (line.desk, line.deed, line.where.order_number) == ("A", "sale_aborted", number)
    assert f"The sale of order {number} was taken back" in view.what
    shown = show(a.book, order)
    assert ([t.state for t in shown.tickets], shown.balance, shown.refunds) == (["used"], 0, ())
