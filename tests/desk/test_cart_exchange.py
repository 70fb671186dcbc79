"""Old tickets that pay for a cart: which may, what it comes to, and what is refused before anything is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from tests.conftest import alone, lea
from tests.house import taken
from tests.theatre import best, evening, sold, standing, theatre
from ticketoffice.desk import admit, cancel
from ticketoffice.desk.choosing import Wanted, named, quote
from ticketoffice.desk.exchange_choices import for_cart, old_ticket
from ticketoffice.desk.exchanging import exchange, offer
from ticketoffice.desk.house_holds import HoldWish, keep_places
from ticketoffice.desk.selling import sell
from ticketoffice.desk.sentences import SENTENCES
from ticketoffice.desk.show import show
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.store.book import Book
from ticketoffice.store.replay import replay


@pytest.fixture
def house(book: Book) -> Book:
    taken(book, theatre(evening(), evening("euro", currency="EUR", event="Euro")))
    return book


def refusal(deed: Callable[[], Any]) -> str:
    with pytest.raises(RuleBroken) as no:
        deed()
    assert no.value.code in SENTENCES
    return no.value.code


def cart(book: Book, wanted: list[Wanted]) -> list[Wanted]:
    return named(quote(book, wanted).lines)


def test_a_ticket_is_named_by_its_code_its_short_number_or_an_order_that_has_no_other(house: Book) -> None:
    one, two = sold(house, best(1), who=lea(house)), sold(house, best(2), who=lea(house))
    only, [first, second] = show(house, one.order).tickets[0], show(house, two.order).tickets
    for text in (only.number, only.short, one.number):
        assert old_ticket(house, text).ticket == only.ticket
    assert refusal(lambda: old_ticket(house, two.number)) == "which_ticket"
    assert old_ticket(house, two.number, beside=[first.ticket]).ticket == second.ticket
    assert refusal(lambda: old_ticket(house, first.short, beside=[first.ticket])) == "given_back_twice"
    assert refusal(lambda: old_ticket(house, "NOSUCH")) == "not_found"
    admit.admit(house, only.number, who=lea(house))
    assert refusal(lambda: old_ticket(house, only.number)) == "used"
    cancel.cancel(house, [first.ticket], who=lea(house), reason="duplicate", now=True)
    assert refusal(lambda: old_ticket(house, first.number)) == "already_cancelled"
    assert refusal(lambda: old_ticket(house, one.number)) == "used"


def test_what_a_cart_costs_less_its_old_tickets(house: Book) -> None:
    old = sold(house, best(2), who=lea(house))
    found = for_cart(house, old.tickets, cart(house, [*standing(1), *best(1)]))
    assert (found.offer.old, found.offer.new.total, found.offer.to_pay) == (6000, 4500, -1500)
    assert found.refunding.method == "cash"
    lowered = [replace(one, price=1000) for one in cart(house, best(1))]
    assert refusal(lambda: for_cart(house, old.tickets, lowered)) == "lowered_not_exchanged"
    assert (
        refusal(lambda: for_cart(house, old.tickets, cart(house, best(1, performance="euro")))) == "several_currencies"
    )
    done = exchange(house, old.tickets, named(found.offer.new.lines), who=lea(house))
    assert done.given == (("cash", 1500),)
    assert replay(house).equal


def test_a_place_of_the_house_for_an_old_ticket_says_who_invites(house: Book) -> None:
    keep_places(house, HoldWish("p", "Hall", "press", seats=("A-5",)), who=lea(house))
    old = sold(house, best(1), who=lea(house))
    wanted = [Wanted("p", "Hall", "Adult", hold="press")]
    assert refusal(lambda: exchange(house, old.tickets, wanted, who=lea(house))) == "hold_needs_note"
    done = exchange(house, old.tickets, wanted, who=lea(house), note="for the newspaper")
    [new] = show(house, done.order).tickets
    assert new.held_as is not None and new.held_as.kind == "press"
    assert replay(house).equal


@pytest.mark.parametrize("note", [None, "  ", "ok"])
def test_a_note_that_says_nothing_invites_nobody(house: Book, note: str | None) -> None:
    """In an exchange as in a sale."""
    keep_places(house, HoldWish("p", "Hall", "press", seats=("A-5",)), who=lea(house))
    old = sold(house, best(1), who=lea(house))
    wanted = [Wanted("p", "Hall", "Adult", hold="press")]
    assert refusal(lambda: exchange(house, old.tickets, wanted, who=lea(house), note=note)) == "hold_needs_note"
    assert refusal(lambda: sell(house, wanted, pay=[Tender("cash")], who=lea(house), note=note)) == "hold_needs_note"


def test_a_lowered_price_is_not_paid_with_old_tickets_whoever_asks(house: Book) -> None:
    """Neither in what it would cost, nor in the deed, whatever is paid or said with it."""
    old = sold(house, best(1), who=lea(house))
    lowered = [replace(one, price=1000) for one in cart(house, best(1))]
    for deed in (
        lambda: offer(house, old.tickets, lowered),
        lambda: exchange(house, old.tickets, lowered, who=lea(house), note="pillar in front"),
        lambda: exchange(house, old.tickets, lowered, who=alone(house), note="pillar in front"),
    ):
        assert refusal(deed) == "lowered_not_exchanged"
    assert show(house, old.order).tickets[0].state == "valid"
    dear = [replace(one, price=9000) for one in cart(house, best(1))]
    assert exchange(house, old.tickets, dear, who=lea(house)).total == 3000, "more than the tariff is the tariff"
