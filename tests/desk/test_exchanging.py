"""Exchange: old tickets for new ones in one act, with the difference either way; what cannot be exchanged stays as it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tests.conftest import NOW, alone, lea
from tests.house import house, on, taken
from tests.recount import recount
from tests.theatre import STARTS, best, evening, seats, sold, standing, theatre
from ticketoffice.desk import admit, cancel, exchanging, on_a_ticket
from ticketoffice.desk.catalogue import free
from ticketoffice.desk.choosing import Wanted
from ticketoffice.desk.exchanging import Exchanged, exchange, offer
from ticketoffice.desk.find import find, order_of
from ticketoffice.desk.payment import pay
from ticketoffice.desk.reports import cancellations
from ticketoffice.desk.rules import change_rules
from ticketoffice.desk.selling import Sold, sell
from ticketoffice.desk.sentences import SENTENCES
from ticketoffice.desk.show import show
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.calendar import DAY
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.taken_in import TakenTariff, TakenZone
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.replay import replay


@pytest.fixture
def two(book: Book) -> Book:
    """A theatre with two evenings."""
    taken(book, theatre(evening(), evening("q", starts_at=STARTS + DAY)))
    return book


def adds_up(book: Book) -> None:
    """The book's balances are those that its journal alone gives, and it can be built again from that."""
    with book.read() as reading:
        sums = recount(line.body for line in reading.history.lines())
        files = reading.dossiers(list(sums))
    for order, dossier in files.items():
        line = sums[order]
        assert dossier.balance == line["price"] + line["fees"] + line["rounding"] - line["payments"] + line["refunds"]
    assert replay(book).equal


def test_a_ticket_goes_to_another_evening_at_the_same_price(two: Book) -> None:
    old = sold(two, seats("A-1"), who=lea(two))
    told = offer(two, old.tickets, best(1, performance="q"))
    assert (told.old, told.new.total, told.fee, told.to_pay, told.fewer) == (3000, 3000, 0, 0, False)
    done = exchange(two, old.tickets, best(1, performance="q"), who=lea(two))
    assert (done.taken, done.given) == ((), ())
    before, after = show(two, old.order), show(two, done.order)
    assert [(t.state, t.successor) for t in before.tickets] == [("exchanged", after.tickets[0].short)]
    assert [(t.state, t.predecessor, t.reinstated) for t in after.tickets] == [
        ("valid", before.tickets[0].short, False)
    ]
    assert (before.state, before.balance, after.state, after.balance, after.method) == (
        "cancelled",
        0,
        "paid",
        0,
        "exchanged",
    )
    assert [z.free for z in free(two, "p").zones] == [30, 20]
    assert [z.free for z in free(two, "q").zones] == [29, 20]
    assert admit.check(two, before.tickets[0].number).answer == "STOP"
    assert admit.check(two, after.tickets[0].number).answer == "GO"
    assert sold(two, seats("A-1"), who=lea(two)).number, "the old place is sold again"
    adds_up(two)


def test_the_difference_and_the_fee_are_paid(two: Book) -> None:
    change_rules(two, {"exchange_fee": "200"}, who=lea(two))
    old = sold(two, standing(1), who=lea(two), pay="card")
    done = exchange(two, old.tickets, best(1, performance="q"), who=lea(two), pay=[Tender("cash", 2000)])
    assert (done.total, done.fee, done.taken, done.change) == (3000, 200, (("cash", 1700),), 300)
    view = show(two, done.order)
    assert sorted((p.method, p.amount) for p in view.payments) == [("card", 1500), ("cash", 1700)]
    assert view.balance == 0
    adds_up(two)


def test_what_is_left_over_is_given_back_as_it_was_paid(two: Book) -> None:
    old = sold(two, best(1), who=lea(two))
    done = exchange(two, old.tickets, standing(1, performance="q"), who=lea(two))
    assert done.given == (("cash", 1500),)
    view = show(two, old.order)
    assert [(r.method, r.amount, r.paid_at is not None) for r in view.refunds] == [("cash", 1500, True)]
    assert (view.balance, show(two, done.order).balance) == (0, 0)
    later = sold(two, best(1), who=lea(two), pay="card")
    given = exchange(two, later.tickets, standing(1), who=lea(two), refund="bank_transfer")
    assert given.given == (("bank_transfer", 1500),)
    assert [r.paid_at for r in show(two, later.order).refunds] == [None], "a transfer is promised"
    adds_up(two)


def test_tickets_of_several_orders_in_other_numbers(two: Book) -> None:
    first = sold(two, best(2), who=lea(two))
    second = sold(two, standing(1), who=lea(two), pay="card")
    old = [*first.tickets[:1], *second.tickets]
    told = offer(two, old, best(1, performance="q"))
    assert (told.to_pay, told.fewer) == (-1500, True)
    done = exchange(two, old, best(1, performance="q"), who=lea(two))
    assert done.given == (("cash", 1500),), "of the payments in the order in which the tickets were named"
    assert [t.state for t in show(two, first.order).tickets] == ["exchanged", "valid"]
    more = exchange(two, first.tickets[1:], standing(3), who=lea(two), pay=[Tender("cash")])
    assert more.taken == (("cash", 1500),)
    adds_up(two)


def test_a_ticket_takes_the_seat_that_it_gives_back(two: Book) -> None:
    old = sold(two, seats("A-1", "A-2"), who=lea(two))
    done = exchange(two, old.tickets[:1], seats("A-1", tariff="Child"), who=lea(two))
    assert [(t.seat, t.price) for t in show(two, done.order).tickets] == [("Parterre, Row A, Seat 1", 2003)]
    assert done.given == (("cash", 997),)
    with two.read() as reading:
        refund = next(r for r in reading.dossiers([old.order])[old.order].refunds)
    assert refund.amount == 995, "there are no coins for 9.97"
    adds_up(two)


def test_an_exchanged_ticket_can_be_exchanged_and_cancelled_again(two: Book) -> None:
    old = sold(two, best(1), who=lea(two))
    once = exchange(two, old.tickets, best(1, performance="q"), who=lea(two))
    twice = exchange(two, once.tickets, best(1), who=lea(two))
    cancel.cancel(two, list(twice.tickets), who=lea(two), reason="customer_asked", now=True)
    view = show(two, twice.order)
    assert [(r.method, r.amount) for r in view.refunds] == [("cash", 3000)], "as it was paid at the first"
    with pytest.raises(RuleBroken) as no:
        cancel.click(two, list(old.tickets), who=lea(two))
    assert (no.value.code, no.value.next) == ("already_cancelled", ("cancel successor",))
    adds_up(two)


def test_an_exchange_has_no_commission_and_no_letter(two: Book) -> None:
    change_rules(two, {"commission_per_ticket": "20"}, who=lea(two))
    old = sold(two, best(1), who=lea(two))
    done = exchange(two, old.tickets, best(1, performance="q"), who=lea(two))
    assert (show(two, old.order).commission, show(two, done.order).commission) == (20, None)


def test_the_shop_of_an_exchanged_ticket_is_told_too(two: Book) -> None:
    taken(two, house(), on("A-9", number="X"))
    order, ticket = order_of(two, "XT1")
    exchange(two, [str(ticket)], best(1), who=lea(two))
    assert [line.where.order for line in cancellations(two).lines if line.to_repeat] == [order]


def waiting(book: Book) -> Sold:
    return sold(book, best(1), who=lea(book), pay="on_site")


def invoiced(book: Book) -> Sold:
    return sell(book, best(1), pay=[Tender("invoice")], who=lea(book), customer={"name": "Muster"})


def used(book: Book) -> Sold:
    done = sold(book, best(1), who=lea(book))
    admit.admit(book, show(book, done.order).tickets[0].number, who=lea(book))
    return done


def cancelled(book: Book) -> Sold:
    done = sold(book, best(1), who=lea(book))
    cancel.click(book, list(done.tickets), who=lea(book))
    return done


@pytest.mark.parametrize(
    ("old", "code"),
    [(waiting, "unpaid_exchange"), (invoiced, "invoice_pending"), (used, "used"), (cancelled, "already_cancelled")],
)
def test_what_cannot_be_exchanged_says_why_and_stays(two: Book, old: Callable[[Book], Sold], code: str) -> None:
    done = old(two)
    before = [t.state for t in show(two, done.order).tickets]
    with pytest.raises(RuleBroken) as no:
        exchange(two, done.tickets, best(1, performance="q"), who=lea(two))
    assert no.value.code == code in SENTENCES
    assert [t.state for t in show(two, done.order).tickets] == before


@pytest.mark.parametrize(
    ("wanted", "pay_by", "code"),
    [
        (best(1, performance="q", tariff="Adult"), [Tender("card", 100)], None),
        (standing(3, performance="q"), [Tender("card", 9900)], "over_open"),
        (standing(3, performance="q"), [Tender("card", 1000)], "still_to_pay"),
        (standing(3, performance="q"), [], "still_to_pay"),
        (standing(3, performance="q"), [Tender("invoice")], "unknown_method"),
        (standing(21, performance="q"), [Tender("cash")], "sold_out"),
        ([], [], "nothing_chosen"),
        ([Wanted("q", "Hall", "Adult", "B-1")], [], "place_taken"),
    ],
)
def test_an_exchange_that_is_refused_leaves_the_old_ticket_valid(
    two: Book, wanted: list[Wanted], pay_by: list[Tender], code: str | None
) -> None:
    old = sold(two, best(1), who=lea(two))
    sold(two, seats("B-1", performance="q"), who=lea(two))
    if code is None:
        assert exchange(two, old.tickets, wanted, who=lea(two), pay=pay_by).taken == (), "nothing is to be paid"
        return
    with pytest.raises(RuleBroken) as no:
        exchange(two, old.tickets, wanted, who=lea(two), pay=pay_by)
    assert no.value.code == code in SENTENCES
    assert admit.check(two, show(two, old.order).tickets[0].number).answer == "GO"
    adds_up(two)


def test_after_the_performance_nothing_is_exchanged(two: Book, clock: HandClock) -> None:
    old = sold(two, best(1), who=lea(two))
    clock.advance(seconds=(STARTS - NOW) // 10**6 + 5 * 3600)
    with pytest.raises(RuleBroken) as no:
        exchange(two, old.tickets, best(1, performance="q"), who=lea(two))
    assert no.value.code == "performance_over"


def test_a_goodwill_refund_is_not_exchanged_for_money_that_is_gone(two: Book) -> None:
    done = used(two)
    cancel.goodwill(two, done.tickets[0], who=alone(two), method="cash", amount=1000)
    admit.undo_entry(two, done.tickets[0], who=alone(two))
    with pytest.raises(RuleBroken) as no:
        exchange(two, done.tickets, best(1, performance="q"), who=lea(two))
    assert no.value.code == "refunded_already"


def test_a_paid_reservation_can_be_exchanged(two: Book) -> None:
    done = waiting(two)
    pay(two, done.order, method="card", who=lea(two))
    new: Exchanged = exchange(two, done.tickets, best(1, performance="q"), who=lea(two))
    assert show(two, new.order).state == "paid"


def test_the_holder_goes_with_the_ticket(two: Book) -> None:
    """Where its order has no customer as where it has one; who was named again afterwards is another one."""
    for customer in (None, {"name": "Zoë Müller"}):
        buyer = None if customer is None else customer["name"]
        old = sell(two, best(3), pay=[Tender("cash")], who=lea(two), customer=customer)
        on_a_ticket.rename(two, old.tickets[1], name="Inès Dubois", who=lea(two))
        done = exchange(two, old.tickets, best(4, performance="q"), who=lea(two), pay=[Tender("cash")])
        assert [t.holder for t in show(two, done.order).tickets] == [buyer, "Inès Dubois", buyer, buyer]
        assert done.number in [order.number for order in find(two, "dubois").orders]
        on_a_ticket.rename(two, done.tickets[1], name="Paul Keller", who=lea(two))
        assert [t.holder for t in show(two, done.order).tickets][:2] == [buyer, "Paul Keller"]
        adds_up(two)


def test_of_fewer_tickets_each_has_the_holder_of_the_one_that_it_stands_for(two: Book) -> None:
    old = sold(two, best(3), who=lea(two))
    for ticket, name in zip(old.tickets, ("Ann Hall", "Ben Hall", "Cleo Hall"), strict=True):
        on_a_ticket.rename(two, ticket, name=name, who=lea(two))
    done = exchange(two, old.tickets, best(2, performance="q"), who=lea(two))
    after = show(two, done.order).tickets
    assert [(t.holder, t.predecessor) for t in after] == [
        ("Ann Hall", show(two, old.order).tickets[0].short),
        ("Ben Hall", show(two, old.order).tickets[1].short),
    ]


@pytest.fixture
def odd(book: Book) -> Book:
    """A theatre with two evenings whose Adult is 50.02 in the hall."""
    prices = [
        replace(one, zones=tuple(_odd(zone) for zone in one.zones))
        for one in (evening(), evening("q", starts_at=STARTS + DAY))
    ]
    taken(book, theatre(*prices))
    return book


def _odd(zone: TakenZone) -> TakenZone:
    """Its Adult costs 50.02; who stands may do so for nothing."""
    return replace(zone, tariffs=(TakenTariff("Adult", 5002 if zone.name == "Hall" else 1500), TakenTariff("Free", 0)))


def paid_and_rounding(book: Book, order: str) -> tuple[int, int]:
    """What an order's payments come to by the journal, and its cash rounding."""
    with book.read() as reading:
        sums = recount(line.body for line in reading.history.lines())[order]
    return sums["payments"], sums["rounding"]


@pytest.mark.parametrize("at_once", [True, False])
def test_what_coins_rounded_down_goes_over_with_the_money(odd: Book, at_once: bool) -> None:
    old = sold(odd, best(1), who=lea(odd))
    assert old.taken == (("cash", 5000),)
    once = exchange(odd, old.tickets, best(1, performance="q"), who=lea(odd))
    assert (once.taken, once.given) == ((), ())
    assert (paid_and_rounding(odd, old.order), paid_and_rounding(odd, once.order)) == ((0, 0), (5000, -2))
    assert (show(odd, old.order).balance, show(odd, once.order).balance) == (0, 0)
    twice = exchange(odd, once.tickets, best(1), who=lea(odd)) if at_once else once
    cancel.cancel(odd, list(twice.tickets), who=lea(odd), reason="customer_asked", now=True)
    assert [r.amount for r in show(odd, twice.order).refunds] == [5000], "never more than was paid"
    adds_up(odd)


def test_a_ticket_that_coins_rounded_down_for_a_cheaper_or_dearer_one(odd: Book) -> None:
    old = sold(odd, best(1), who=lea(odd))
    less = exchange(odd, old.tickets, standing(1), who=lea(odd))
    assert less.given == (("cash", 3502),)
    assert [r.amount for r in show(odd, old.order).refunds] == [3500], "there are no coins for 35.02"
    assert paid_and_rounding(odd, less.order) == (1498, -2)
    more = exchange(odd, less.tickets, best(1), who=lea(odd), pay=[Tender("card")])
    assert more.taken == (("card", 3502),)
    assert exchange(odd, more.tickets, best(1, performance="q"), who=lea(odd)).taken == ()
    adds_up(odd)


def test_tickets_of_an_order_that_coins_rounded_down_go_one_by_one(odd: Book) -> None:
    old, other = sold(odd, best(1), who=lea(odd)), sold(odd, [*best(1), *standing(1)], who=lea(odd))
    first = exchange(odd, other.tickets[:1], best(1, performance="q"), who=lea(odd))
    assert paid_and_rounding(odd, first.order) == (5002, 0), "its order has enough for it"
    both = exchange(odd, [*old.tickets, *other.tickets[1:]], best(1, performance="q"), who=lea(odd))
    assert both.given == (("cash", 1500),)
    assert paid_and_rounding(odd, both.order) == (4998, -4), "what coins rounded off of each of the two orders"
    assert exchange(odd, both.tickets, best(1), who=lea(odd)).taken == ()
    adds_up(odd)


def test_what_coins_rounded_down_is_not_given_back_for_a_free_ticket(odd: Book) -> None:
    old = sold(odd, best(1), who=lea(odd))
    done = exchange(odd, old.tickets, [Wanted("p", "Standing", "Free")], who=lea(odd), refund="card")
    assert done.given == (("card", 5000),)
    adds_up(odd)


@pytest.mark.parametrize(("pay", "short"), [("cash", 1), ("cash", 3), ("card", 2)])
def test_no_more_is_rounded_off_than_coins_did(
    odd: Book, monkeypatch: pytest.MonkeyPatch, pay: str, short: int
) -> None:
    old = sold(odd, best(1), who=lea(odd), pay=pay)
    monkeypatch.setattr(exchanging, "_short", lambda _: {old.order: short})
    with pytest.raises(RuleBroken) as no:
        exchange(odd, old.tickets, best(1, performance="q"), who=lea(odd))
    assert no.value.code in ("wrong_amount", "refunded_already")
    assert show(odd, old.order).state == "paid"


def test_what_goes_back_is_what_is_counted_out(two: Book) -> None:
    old = sold(two, seats("A-1", "A-2"), who=lea(two))
    done = exchange(two, old.tickets, [*seats("A-1", "A-2", tariff="Child")], who=lea(two))
    assert (sum(amount for _, amount in done.given), done.counted_out) == (1994, (("cash", 1995),))
    less = on_a_ticket.change_tariff(two, sold(two, best(1), who=lea(two)).tickets[0], tariff="Child", who=lea(two))
    assert (less.counted, less.methods) == (-995, ("cash",)), "as it was paid, and there are no coins for 9.97"
    more = on_a_ticket.change_tariff(two, less.ticket, tariff="Adult", who=lea(two), pay=[Tender("cash", 2000)])
    assert (more.counted, more.change) == (995, 1005)
    card = sold(two, best(1), who=lea(two), pay="card").tickets[0]
    assert on_a_ticket.change_tariff(two, card, tariff="Child", who=lea(two)).counted == -997
