"""Deeds on a ticket that are no cancellations: its number, place, tariff, holder and paper."""

from __future__ import annotations

import pytest

from tests.conftest import lea
from tests.desk.test_exchanging import adds_up, invoiced, used, waiting
from tests.house import taken
from tests.theatre import best, seats, sold, standing, theatre
from ticketoffice.desk import admit, cancel, on_a_ticket
from ticketoffice.desk.catalogue import free
from ticketoffice.desk.find import find
from ticketoffice.desk.payment import pay
from ticketoffice.desk.reports import cancellations
from ticketoffice.desk.sentences import SENTENCES
from ticketoffice.desk.show import show
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.store.book import Book


@pytest.fixture
def house(book: Book) -> Book:
    taken(book, theatre())
    return book


def test_of_two_papers_after_a_replacement_only_the_new_one_goes(house: Book) -> None:
    done = sold(house, seats("A-1"), who=lea(house))
    first = show(house, done.order).tickets[0].number
    one = on_a_ticket.replace(house, done.tickets[0], who=lea(house))
    second = show(house, done.order).tickets[1].number
    two = on_a_ticket.replace(house, one.ticket, who=lea(house))
    view = show(house, done.order)
    assert [(t.seat, t.price, t.state) for t in view.tickets][2] == ("Parterre, Row A, Seat 1", 3000, "valid")
    assert [admit.check(house, number).answer for number in (first, second, view.tickets[2].number)] == [
        "STOP",
        "STOP",
        "GO",
    ]
    assert (view.state, view.balance, view.total) == ("paid", 0, 3000)
    assert [z.free for z in free(house, "p").zones] == [29, 20]
    assert view.tickets[2].short == f"{done.number}-3"
    assert cancellations(house).lines == (), "it is none"
    cancel.cancel(house, [two.ticket], who=lea(house), reason="customer_asked", now=True)
    assert [(r.method, r.amount) for r in show(house, done.order).refunds] == [("cash", 3000)]
    adds_up(house)


def test_a_ticket_moves_and_keeps_its_number(house: Book) -> None:
    done = sold(house, seats("A-1", "A-2"), who=lea(house))
    number = show(house, done.order).tickets[0].number
    on_a_ticket.move(house, done.tickets[0], seat="C-10", who=lea(house))
    moved = show(house, done.order).tickets[0]
    assert (moved.number, moved.seat, moved.state) == (number, "Parterre, Row C, Seat 10", "valid")
    assert [row.number for row in find(house, "C-10").orders] == [done.number]
    assert sold(house, seats("A-1"), who=lea(house)).number, "the place that it left is free"
    for seat, code in (("A-2", "place_taken"), ("C-10", "same_place"), ("Z-1", "unknown_place")):
        with pytest.raises(RuleBroken) as no:
            on_a_ticket.move(house, done.tickets[0], seat=seat, who=lea(house))
        assert no.value.code == code in SENTENCES
    with pytest.raises(RuleBroken) as no:
        on_a_ticket.move(house, done.tickets[0], seat=None, zone="Standing", who=lea(house))
    assert (no.value.code, no.value.next) == ("other_price", ("exchange",))
    adds_up(house)


def test_another_tariff_takes_or_gives_back_the_difference(house: Book) -> None:
    done = sold(house, best(1), who=lea(house))
    less = on_a_ticket.change_tariff(house, done.tickets[0], tariff="child", who=lea(house))
    assert less.amount == -997
    view = show(house, done.order)
    assert [(r.method, r.amount, r.paid_at is not None) for r in view.refunds] == [("cash", 995, True)]
    assert (view.tickets[0].tariff, view.tickets[0].price, view.balance, view.state) == ("Child", 2003, 0, "paid")
    more = on_a_ticket.change_tariff(house, done.tickets[0], tariff="Adult", who=lea(house), pay=[Tender("cash", 1000)])
    assert (more.amount, more.change) == (997, 5)
    assert (show(house, done.order).balance, show(house, done.order).total) == (0, 3000)
    for tariff, tenders, code in (
        ("Adult", [], "same_tariff"),
        ("Pensioner", [], "no_tariff"),
        ("Child", [Tender("shells")], None),
    ):
        if code is None:
            assert (
                on_a_ticket.change_tariff(house, done.tickets[0], tariff=tariff, who=lea(house), pay=tenders).amount < 0
            )
            continue
        with pytest.raises(RuleBroken) as no:
            on_a_ticket.change_tariff(house, done.tickets[0], tariff=tariff, who=lea(house), pay=tenders)
        assert no.value.code == code in SENTENCES
    with pytest.raises(RuleBroken) as no:
        on_a_ticket.change_tariff(house, done.tickets[0], tariff="Adult", who=lea(house))
    assert no.value.code == "still_to_pay"
    adds_up(house)


def test_the_tariff_of_a_reservation_changes_what_is_to_be_paid(house: Book) -> None:
    done = waiting(house)
    on_a_ticket.change_tariff(house, done.tickets[0], tariff="Child", who=lea(house))
    assert (show(house, done.order).balance, show(house, done.order).state) == (2003, "pending")
    pay(house, done.order, method="card", who=lea(house))
    assert show(house, done.order).state == "paid"
    with pytest.raises(RuleBroken) as no:
        on_a_ticket.change_tariff(house, invoiced(house).tickets[0], tariff="Child", who=lea(house))
    assert no.value.code == "invoice_pending"
    adds_up(house)


def test_another_holder_is_found_and_the_old_one_is_not(house: Book) -> None:
    done = sold(house, best(2), who=lea(house))
    on_a_ticket.rename(house, done.tickets[0], name="  Inès Dubois ", who=lea(house))
    assert [t.holder for t in show(house, done.order).tickets] == ["Inès Dubois", None]
    assert find(house, "dubois").orders[0].number == done.number
    on_a_ticket.rename(house, done.tickets[0], name="Paul Keller", who=lea(house))
    assert find(house, "dubois").orders == ()
    with pytest.raises(RuleBroken) as no:
        on_a_ticket.rename(house, done.tickets[0], name=" ", who=lea(house))
    assert no.value.code == "no_name" in SENTENCES
    adds_up(house)


def test_paper_is_counted_and_starts_anew_where_it_says_something_else(house: Book) -> None:
    done = sold(house, best(2), who=lea(house))
    on_a_ticket.printed(house, done.tickets, who=lea(house))
    on_a_ticket.printed(house, done.tickets[:1], who=lea(house))
    on_a_ticket.collect(house, done.tickets[:1], who=lea(house))
    at = show(house, done.order).tickets[0].collected_at
    on_a_ticket.collect(house, done.tickets[:1], who=lea(house))
    assert [(t.copies, t.collected_at) for t in show(house, done.order).tickets] == [(2, at), (1, None)]
    on_a_ticket.move(house, done.tickets[0], seat="C-1", who=lea(house))
    assert [t.copies for t in show(house, done.order).tickets] == [0, 1]
    cancel.click(house, [done.tickets[1]], who=lea(house))
    for deed in (on_a_ticket.printed, on_a_ticket.collect):
        with pytest.raises(RuleBroken) as no:
            deed(house, [done.tickets[1]], who=lea(house))
        assert no.value.code == "not_valid" in SENTENCES
    adds_up(house)


def test_who_is_in_or_gone_is_not_changed(house: Book) -> None:
    inside, gone = used(house), sold(house, standing(1), who=lea(house))
    cancel.click(house, list(gone.tickets), who=lea(house))
    for done, code in ((inside, "used"), (gone, "already_cancelled")):
        ticket = done.tickets[0]
        for deed in (
            lambda ticket=ticket: on_a_ticket.replace(house, ticket, who=lea(house)),
            lambda ticket=ticket: on_a_ticket.move(house, ticket, seat="B-9", zone="Hall", who=lea(house)),
            lambda ticket=ticket: on_a_ticket.rename(house, ticket, name="Ines", who=lea(house)),
        ):
            with pytest.raises(RuleBroken) as no:
                deed()
            assert no.value.code in (code, "other_price", "no_tariff")
    adds_up(house)
