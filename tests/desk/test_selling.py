"""Selling at a desk that is alone: places, prices, money, and everything that is no sale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from tests.conftest import DATA, NOW, alone, lea, orders_files, take_in
from tests.house import taken
from tests.recount import recount
from tests.theatre import STANDING, STARTS, best, evening, seats, sold, standing, theatre
from ticketoffice.desk import admit, cancel, tendering
from ticketoffice.desk.catalogue import free
from ticketoffice.desk.choosing import Wanted, chosen, quote
from ticketoffice.desk.find import find, order_of
from ticketoffice.desk.making import make, note_beside
from ticketoffice.desk.on_sale import house_on_sale, on_sale, performance_on_sale
from ticketoffice.desk.payment import pay
from ticketoffice.desk.rules import change_rules
from ticketoffice.desk.selling import record as record_sale
from ticketoffice.desk.selling import sell
from ticketoffice.desk.sentences import SENTENCES
from ticketoffice.desk.show import show
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.calendar import DAY, HOUR
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.money import given_beyond_paid
from ticketoffice.domain.operation import Operation
from ticketoffice.domain.outcome import Outcome
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.deed import Deed
from ticketoffice.store.replay import replay


@pytest.fixture
def house(book: Book) -> Book:
    taken(book, theatre())
    return book


def refused(book: Book, wanted: Sequence[Wanted], *pay: Tender, **also: object) -> RuleBroken:
    """The refusal, after which nothing is there that was not there before."""
    before = counted(book)
    with pytest.raises(RuleBroken) as no:
        sell(book, wanted, pay=pay or [Tender("cash")], who=also.pop("who", None) or lea(book), **also)  # type: ignore[arg-type]
    assert counted(book) == before
    assert no.value.code in SENTENCES
    return no.value


def counted(book: Book) -> tuple[int, int]:
    with book.read() as reading:
        return reading.count_orders(), reading.facts().seq


def test_two_for_exact_cash_are_valid_tickets_on_neighbouring_seats(house: Book) -> None:
    done = sold(house, best(2), who=lea(house))
    assert (done.total, done.taken, done.rounding, done.change) == (6000, (("cash", 6000),), 0, 0)
    view = show(house, done.order)
    assert (view.state, view.method, view.balance) == ("paid", "cash", 0)
    assert [(t.seat, t.state, t.price) for t in view.tickets] == [
        ("Parterre, Row A, Seat 5", "valid", 3000),
        ("Parterre, Row A, Seat 6", "valid", 3000),
    ]
    assert [z.free for z in free(house, "p").zones] == [28, STANDING]
    assert find(house, done.number).orders[0].number == done.number
    assert admit.check(house, view.tickets[0].number).answer == "GO"
    assert replay(house).equal
    assert verify(house) is None


def test_cash_is_rounded_once_and_too_much_is_change(house: Book) -> None:
    done = sold(house, seats("B-1", "B-2", tariff="Child"), who=lea(house), amount=5000)
    assert (done.total, done.taken, done.rounding, done.change) == (4006, (("cash", 4005),), -1, 995)
    assert show(house, done.order).balance == 0
    with house.read() as reading:
        sums = recount(line.body for line in reading.history.lines())[done.order]
    assert (sums["price"], sums["payments"], sums["rounding"]) == (4006, 4005, -1)


def test_a_part_by_card_and_the_rest_in_cash(house: Book) -> None:
    done = sell(house, standing(3), pay=[Tender("card", 2000), Tender("cash", 3000)], who=lea(house))
    assert (done.method, done.taken, done.change) == ("cash", (("card", 2000), ("cash", 2500)), 500)
    assert sorted(p.method for p in show(house, done.order).payments) == ["card", "cash"]


def test_a_reservation_waits_and_is_paid_later(house: Book) -> None:
    done = sold(house, best(2), who=lea(house), pay="on_site")
    assert (done.taken, [t.state for t in show(house, done.order).tickets]) == ((), ["held", "held"])
    pay(house, done.order, method="cash", who=lea(house))
    assert show(house, done.order).state == "paid"
    assert replay(house).equal


def test_an_invoice_has_a_number_a_customer_and_a_day(house: Book) -> None:
    wanted = [*best(2), *standing(1)]
    done = sell(
        house,
        wanted,
        pay=[Tender("invoice")],
        who=lea(house),
        customer={"name": "Zoë Müller", "email": "z@example.org"},
    )
    view = show(house, done.order)
    assert (view.state, done.invoice, view.balance) == ("pending", "A-00001", 7500)
    assert view.customer is not None and view.customer.name == "Zoë Müller"
    assert find(house, "muller").orders[0].number == done.number
    assert view.waits is not None and view.waits.due_on == "2026-11-29", "two days before the performance"
    assert refused(house, wanted, Tender("invoice")).code == "invoice_needs_customer"


def test_a_free_ticket_costs_nothing_and_says_who_invites(house: Book) -> None:
    change_rules(house, {"commission_per_ticket": "20"}, who=lea(house))
    assert refused(house, best(1), Tender("free")).code == "free_needs_note"
    done = sell(house, best(1), pay=[Tender("free")], who=lea(house), note="Press, invited by Lea")
    view = show(house, done.order)
    assert (view.state, view.total, view.commission) == ("paid", 0, None)
    paid = sold(house, best(1), who=lea(house))
    assert show(house, paid.order).commission == 20


def test_a_price_is_lowered_by_two_people_with_a_reason(house: Book) -> None:
    cheap = [replace(best(1)[0], price=1000)]
    assert refused(house, cheap).code == "lowered_needs_note"
    assert refused(house, cheap, note="pillar in front").code == "needs_second_person"
    assert refused(house, [replace(best(1)[0], price=-5)], note="pillar", who=alone(house)).code
    done = sell(house, cheap, pay=[Tender("cash")], who=alone(house), note="pillar in front")
    assert (done.total, show(house, done.order).state) == (1000, "paid")
    dear = sell(house, [replace(best(1)[0], price=9000)], pay=[Tender("cash")], who=lea(house))
    assert dear.total == 3000, "nobody pays more than the tariff says"


def test_a_freed_place_is_sold_again_and_its_old_paper_stays_refused(house: Book) -> None:
    first = sold(house, seats("A-1"), who=lea(house))
    old = show(house, first.order).tickets[0]
    assert refused(house, seats("A-1")).code == "place_taken"
    cancel.cancel(house, [first.tickets[0]], who=lea(house), reason="customer_asked", now=True)
    again = sold(house, seats("a-1"), who=lea(house))
    assert admit.check(house, show(house, again.order).tickets[0].number).answer == "GO"
    assert admit.check(house, old.number).answer == "STOP"
    with pytest.raises(RuleBroken) as no:
        cancel.reinstate(house, first.tickets[0], who=lea(house))
    assert no.value.code == "place_taken"


def test_a_sale_ends_every_keep_at_this_desk(house: Book) -> None:
    first = sold(house, seats("A-1"), who=lea(house))
    ticket = first.tickets[0]
    cancel.click(house, [ticket], who=lea(house))
    sold(house, seats("C-10"), who=lea(house))
    with pytest.raises(RuleBroken) as no:
        cancel.keep(house, [ticket], who=lea(house))
    assert no.value.code == "final"


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ([], "nothing_chosen"),
        ([Wanted("nowhere", "Hall", "Adult")], "not_found"),
        ([Wanted("p", "Balcony", "Adult")], "no_zone"),
        ([Wanted("p", "Hall", "Pensioner")], "no_tariff"),
        (seats("A-11"), "unknown_place"),
        ([Wanted("p", "Standing", "Adult", "A-1")], "no_seats"),
        (seats("A-1", "A-1"), "place_twice"),
        (best(31), "sold_out"),
        (standing(21), "sold_out"),
    ],
)
def test_what_there_is_not_is_not_sold(house: Book, wanted: Sequence[Wanted], code: str) -> None:
    assert refused(house, wanted).code == code


@pytest.mark.parametrize(
    ("pay", "code"),
    [
        ([Tender("card", 5000)], "over_open"),
        ([Tender("cash", 1000)], "still_to_pay"),
        ([Tender("card", 1000), Tender("cash", 500)], "still_to_pay"),
        ([Tender("shells")], "unknown_method"),
        ([Tender("insurance")], "unknown_method"),
        ([Tender("invoice"), Tender("cash")], "pays_alone"),
        ([Tender("cash", 0)], "wrong_amount"),
        ([Tender("card", -100), Tender("cash")], "wrong_amount"),
    ],
)
def test_what_is_not_paid_is_not_sold(house: Book, pay: list[Tender], code: str) -> None:
    assert refused(house, best(1), *pay).code == code


def test_nobody_said_how_it_is_paid(house: Book) -> None:
    with pytest.raises(RuleBroken) as no:
        sell(house, best(1), pay=[], who=lea(house))
    assert no.value.code == "nothing_paid"


def test_several_evenings_in_one_order_of_one_currency(book: Book) -> None:
    taken(book, theatre(evening(), evening("q", starts_at=STARTS + DAY), evening("e", currency="EUR", event="Abroad")))
    done = sold(book, [*best(1), *best(1, performance="q")], who=lea(book))
    assert len({t.performance for t in show(book, done.order).tickets}) == 2
    assert refused(book, [*best(1), *best(1, performance="e")]).code == "several_currencies"
    no = refused(book, [Wanted("Show", "Hall", "Adult")])
    assert (no.code, no.data["names"]) == ("several_performances", "p, q")
    assert quote(book, [Wanted("Abroad", "Hall", "Adult")]).currency == "EUR"


def test_a_sale_ends_with_its_instant_and_with_the_performance(book: Book, clock: HandClock) -> None:
    taken(book, theatre(evening(desk_until=STARTS - HOUR)))
    assert [row.performance for row in on_sale(book)] == ["p"]
    clock.advance(seconds=(STARTS - HOUR - NOW) // 10**6)
    assert (refused(book, best(1)).code, on_sale(book)) == ("sale_ended", ())
    with pytest.raises(RuleBroken, match="sale_ended"):
        quote(book, best(1))
    clock.advance(seconds=6 * 3600)
    assert refused(book, best(1)).code == "performance_over_for_sale"


def test_a_house_is_shown_as_it_is_sold(house: Book) -> None:
    sold(house, seats("B-3"), who=lea(house))
    sold(house, seats("B-4"), who=lea(house), pay="on_site")
    found = performance_on_sale(house, "show")
    assert [(z.name, z.free, [(t.name, t.price) for t in z.tariffs]) for z in found.zones] == [
        ("Hall", 28, [("Adult", 3000), ("Child", 2003)]),
        ("Standing", STANDING, [("Adult", 1500)]),
    ]
    whole = house_on_sale(house, found.id)
    assert whole.plan is not None and len(whole.plan.by_guid) == len(whole.seats) == 30
    states = {s.name: s.state for s in whole.seats.values() if s.state != "free"}
    assert states == {"Parterre B-3": "sold", "Parterre B-4": "reserved"}


def test_taken_in_performances_are_sold_as_their_files_say(book: Book) -> None:
    """Opera: 57 free seats of two priced zones; festival: passes of a quota; a list of orders: its freed seats alone."""
    take_in(book, orders_files("pretix-opera")[0], orders_files("pretix-festival")[0], DATA / "orders.csv")
    opera = performance_on_sale(book, "opera/4")
    assert [(z.name, [(t.name, t.price) for t in z.tariffs]) for z in opera.zones] == [
        ("Zone A", [("Adult", 8500), ("Reduced", 5100)]),
        ("Zone B", [("Adult", 4500), ("Reduced", 2700)]),
    ]
    before = sum(z.free or 0 for z in opera.zones)
    done = sold(book, [Wanted("opera/4", "Zone B", "Reduced")] * 2, who=lea(book), pay="card")
    assert done.total == 5400
    assert sum(z.free or 0 for z in performance_on_sale(book, "opera/4").zones) == before - 2
    assert sold(book, [Wanted("festival", "Day pass", "Standard")], who=lea(book)).total == 6200
    assert refused(book, [Wanted("opera/4", "Zone A", "Adult", "Z-99")]).code == "unknown_place"
    order = order_of(book, "SKL3ZT")[0]
    ticket = next(t for t in show(book, order).tickets if t.state == "valid")
    place = Wanted(ticket.performance, ticket.zone, ticket.tariff, ticket.seat)
    assert refused(book, [place]).code == "place_taken"
    cancel.cancel(book, [str(order_of(book, ticket.number)[1])], who=lea(book), reason="customer_asked", now=True)
    assert show(book, sold(book, [place], who=lea(book)).order).tickets[0].seat == ticket.seat
    assert replay(book).equal


def test_the_money_of_sales_and_cancellations_always_adds_up(house: Book) -> None:
    orders = [
        sold(house, best(3), who=lea(house)),
        sell(house, standing(2), pay=[Tender("card", 1000), Tender("cash", 2000)], who=lea(house)),
        sold(house, best(2, tariff="Child"), who=lea(house)),
    ]
    for order in orders:
        cancel.cancel(house, [order.tickets[0]], who=lea(house), reason="customer_asked", now=True)
    with house.read() as reading:
        sums = recount(line.body for line in reading.history.lines())
        files = reading.dossiers([order.order for order in orders])
    for order in orders:
        line, dossier = sums[order.order], files[order.order]
        assert given_beyond_paid(dossier) == 0
        owed = line["price"] + line["fees"] + line["rounding"]
        assert line["payments"] - line["refunds"] == owed - dossier.balance
    assert replay(house).equal


def test_a_counted_zone_without_a_number_of_places_is_not_sold(book: Book) -> None:
    bare = evening()
    taken(book, theatre(replace(bare, quotas=bare.quotas[:1])))
    assert refused(book, standing(1)).code == "places_unknown"


def at_the_door(book: Book, kind: str, payload: dict[str, Any]) -> str:
    """What the door says to the payload of a deed that no honest desk makes."""
    with pytest.raises(RuleBroken) as no:
        book.write(lambda deed: deed.record(make(deed, kind, who=lea(book), payload=payload)))
    assert no.value.code in SENTENCES
    return no.value.code


def test_the_door_holds_what_the_desk_checks(house: Book) -> None:
    done = sold(house, seats("A-1"), who=lea(house))
    with house.read() as reading:
        payload = next(line.payload for line in reading.history.lines() if line.kind == "order_sold")

    def again(**ticket: object) -> dict[str, Any]:
        new = {"id": house.new_id(), "code": house.new_id(), "seat": "C-1", **ticket}
        order = payload["order"] | {"id": house.new_id(), "number": f"N{house.new_id()[:6]}"}
        payments = [payload["payments"][0] | {"id": house.new_id()}]
        return payload | {"order": order, "tickets": [payload["tickets"][0] | new], "payments": payments}

    for code, changed in (
        ("seat_needed", again(seat=None)),
        ("place_taken", again(seat="A-1")),
        ("unknown_place", again(seat="Z-1")),
        ("ticket_number_taken", again(code=payload["tickets"][0]["code"])),
        ("wrong_amount", again(price=2999)),
        ("not_found", again(zone="0" * 32)),
        ("number_taken", again() | {"order": payload["order"]}),
        ("several_currencies", again() | {"order": again()["order"] | {"currency": "EUR"}}),
        ("invoice_needs_customer", again() | {"order": again()["order"] | {"method": "invoice"}, "payments": []}),
    ):
        assert at_the_door(house, "order_sold", changed) == code
    move = {"order": done.order, "ticket": done.tickets[0], "zone": payload["tickets"][0]["zone"]}
    move |= {"performance": "0" * 32, "seat": "C-1", "seat_name": "C-1"}
    assert at_the_door(house, "ticket_moved", move) == "other_performance"
    assert [z.free for z in free(house, "p").zones] == [29, STANDING]


def test_money_that_finds_nothing_left_to_pay_is_refused_and_not_passed_over(book: Book) -> None:
    """A card that was charged for more than the cart came to in the end would be in no payment."""
    taken(book, theatre(evening()))
    for given in ([Tender("cash", 10_000), Tender("card", 2000)], [Tender("card", 3000), Tender("cash", 500)]):
        with pytest.raises(RuleBroken, match="nothing_left_to_pay"):
            sell(book, seats("A-1"), pay=given, who=lea(book))
        assert tendering.taking(3000, given, currency="CHF").too_much
    assert sell(book, seats("A-1"), pay=[Tender("cash", 10_000), Tender("card")], who=lea(book)).change == 7000


@pytest.mark.parametrize(
    ("wanted", "method", "code"),
    [
        (best(1), "free", "free_needs_note"),
        ([replace(best(1)[0], price=1000)], "cash", "lowered_needs_note"),
    ],
)
@pytest.mark.parametrize("note", [None, "ok"])
def test_the_door_asks_for_the_note_too(
    house: Book, wanted: Sequence[Wanted], method: str, code: str, note: str | None
) -> None:
    """What another machine sent without one, or with one that says nothing, is no sale here."""

    def forged(deed: Deed) -> None:
        record = deed.record

        def with_note(operation: Operation) -> Outcome:
            payload = {name: value for name, value in operation.payload.items() if name != "note"}
            if note is not None:
                payload["note"], text = note_beside(deed, note)
                return record(replace(operation, payload=payload, notes=(*operation.notes[1:], text)))
            return record(replace(operation, payload=payload, notes=operation.notes[1:]))

        deed.record = with_note  # type: ignore[method-assign]
        lines = chosen(deed.reading, wanted, at=deed.at)
        record_sale(deed, lines, pay=[Tender(method)], who=alone(house), typed={}, note="pillar in front")

    before = counted(house)
    with pytest.raises(RuleBroken) as no:
        house.write(forged)
    assert (no.value.code, counted(house)) == (code, before)
