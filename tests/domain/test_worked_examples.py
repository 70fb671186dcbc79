"""The worked examples that the domain's pages tell, done: whoever reads one there may count on it."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from tests.conftest import NOW, alone, lea
from tests.house import house, on, taken
from ticketoffice.desk import admit, cancel, hand_out, invoice, payment
from ticketoffice.desk.catalogue import free
from ticketoffice.desk.find import order_of
from ticketoffice.domain import calendar, money, seating
from ticketoffice.domain.amounts import parse_amount
from ticketoffice.domain.canonical import canonical
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.order import order_state, state_of
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.state import Performance
from ticketoffice.domain.taken_in import TakenInvoice, TakenOrder, TakenPayment
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock


def dossier(book: Book, number: str) -> Dossier:
    with book.read() as reading:
        order = reading.order_id(number)
        assert order is not None
        return reading.dossiers([order])[order]


def ticket(book: Book, code: str) -> str:
    return str(order_of(book, code)[1])


def in_cash(*seats: str, number: str) -> TakenOrder:
    return replace(
        on(*seats, number=number), method="cash", payments=(TakenPayment("1", "cash", 3000 * len(seats), NOW),)
    )


def reserved(*seats: str, number: str) -> TakenOrder:
    return replace(on(*seats, number=number, waiting=True), method="on_site", invoices=())


def test_7f3k9_is_clicked_finished_and_handed_out(file_book: Book) -> None:
    taken(file_book, house(), in_cash("C-12", "C-13", number="7F3K9"))
    first, who = ticket(file_book, "7F3K9T1"), lea(file_book)
    before = free(file_book, "p").zones[0].free
    cancel.click(file_book, [first], who=who)
    clicked = dossier(file_book, "7F3K9")
    assert [t.state for t in clicked.tickets] == ["cancelled", "valid"]
    assert (clicked.balance, free(file_book, "p").zones[0].free) == (-3000, before + 1)
    cancel.finish(file_book, [first], who=who, reason="customer_asked", method="cash", amount=3000)
    finished = dossier(file_book, "7F3K9")
    assert (finished.balance, finished.refunds[0].amount, finished.refunds[0].paid_at) == (0, 3000, None)
    hand_out.paid_out(file_book, [first], who=who)
    assert dossier(file_book, "7F3K9").refunds[0].paid_at == NOW
    with pytest.raises(RuleBroken) as no:
        cancel.keep(file_book, [first], who=who)
    assert (no.value.code, no.value.data["why"]) == ("final", "paid_out")


def test_of_60_in_cash_25_are_given_back_and_5_kept(file_book: Book) -> None:
    taken(file_book, house(), in_cash("A-1", "A-2", number="M"))
    cancel.click(file_book, [ticket(file_book, "MT1")], who=lea(file_book))
    assert dossier(file_book, "M").balance == -3000
    cancel.finish(file_book, [ticket(file_book, "MT1")], who=lea(file_book), reason="duplicate", amount=2500)
    after = dossier(file_book, "M")
    assert (after.balance, after.refunds[0].amount, after.cancellations[0].fee) == (0, 2500, 500)


def test_a_house_of_396_with_339_taken_has_57_free() -> None:
    assert seating.free_places(capacity=None, taken=339, quota_rests=[396 - 339]) == 57
    assert seating.free_places(capacity=396, taken=339, quota_rests=[]) == 57


def test_invoice_2026_118_is_reissued_without_one_of_its_tickets(file_book: Book) -> None:
    paper = TakenInvoice("2026-118", "invoice", 12000, NOW)
    taken(file_book, house(), replace(on("A-1", "A-2", "A-3", "A-4", number="I", waiting=True), invoices=(paper,)))
    order, last = order_of(file_book, "I")[0], ticket(file_book, "IT4")
    done = invoice.reissue(file_book, order, without=[last], who=lea(file_book))
    old, new = dossier(file_book, "I"), dossier(file_book, done.order_number)
    papers = {(i.kind, i.amount, i.cancels) for i in old.invoices}
    assert papers == {("invoice", 12000, None), ("credit_note", -12000, "2026-118")}
    assert [t.seat for t in new.live] == ["A-1", "A-2", "A-3"]
    assert [(i.kind, i.amount) for i in new.invoices] == [("invoice", 9000)]
    letter, credit_note = done.invoice.rpartition("-")[0], str(done.credit_note)
    assert credit_note.startswith(letter)
    assert int(done.invoice.rpartition("-")[2]) == int(credit_note.rpartition("-")[2]) + 1, "one series, no gap"


def test_scanned_at_19_12_and_cancelled_at_19_20_it_is_cancelled_at_19_30(file_book: Book, clock: HandClock) -> None:
    taken(file_book, house(), on("A-1", number="S"))
    clock.advance(seconds=(7 * 60 + 12) * 60)
    assert admit.admit(file_book, "ST1", who=lea(file_book)).answer == "GO"
    clock.advance(seconds=8 * 60)
    assert admit.check(file_book, "ST1").reason == "used"
    admit.undo_entry(file_book, ticket(file_book, "ST1"), who=alone(file_book))
    cancel.click(file_book, [ticket(file_book, "ST1")], who=lea(file_book))
    clock.advance(seconds=10 * 60)
    told = admit.check(file_book, "ST1")
    assert (told.answer, told.reason) == ("STOP", "cancelled")
    at = [f"{calendar.to_datetime(moment or 0):%H:%M}" for moment in (told.since, told.at)]
    assert at == ["19:20", "19:30"]


def test_two_of_four_are_split_off_and_paid(file_book: Book) -> None:
    taken(file_book, house(), reserved("A-1", "A-2", "A-3", "A-4", number="R"))
    chosen = [ticket(file_book, "RT1"), ticket(file_book, "RT2")]
    done = payment.split(file_book, order_of(file_book, "R")[0], tickets=chosen, who=lea(file_book), method="cash")
    old, new = dossier(file_book, "R"), dossier(file_book, done.order_number)
    assert (done.amount, order_state(new), len(new.live), new.balance) == (6000, "paid", 2, 0)
    assert (order_state(old), len(old.live), old.balance) == ("pending", 2, 6000)


def test_half_of_a_reservation_is_paid_and_the_other_half_cancelled(file_book: Book) -> None:
    taken(file_book, house(), reserved("A-1", "A-2", number="R"))
    order, who = order_of(file_book, "R")[0], lea(file_book)
    payment.pay(file_book, order, method="card", amount=3000, who=who)
    assert order_state(dossier(file_book, "R")) == "pending"
    cancel.click(file_book, [ticket(file_book, "RT1")], who=who)
    assert [t.state for t in dossier(file_book, "R").tickets] == ["cancelled", "valid"]
    cancel.keep(file_book, [ticket(file_book, "RT1")], who=who)
    after = dossier(file_book, "R")
    assert (sorted(t.state for t in after.tickets), after.balance) == (["pending", "valid"], 3000)


def test_kl3zt_1_was_cancelled_here_and_stays_so_whatever_the_file_says(file_book: Book) -> None:
    file = on("A-3", "A-4", number="KL3ZT")
    taken(file_book, house(), file)
    cancel.cancel(file_book, [ticket(file_book, "KL3ZTT1")], who=lea(file_book), reason="duplicate")
    before = dossier(file_book, "KL3ZT")
    taken(file_book, replace(file, tickets=tuple(replace(t, tariff="Child") for t in file.tickets)))
    after = dossier(file_book, "KL3ZT")
    assert [(t.state, t.tariff) for t in after.tickets] == [("cancelled", "Adult"), ("valid", "Child")]
    assert (after.balance, after.refunds, after.cancellations) == (before.balance, before.refunds, before.cancellations)


def test_the_state_of_three_tickets() -> None:
    gone, there = ("cancelled", False), ("valid", False)
    assert state_of(expired=False, tickets=[gone, there, there]) == "partly_cancelled"
    assert state_of(expired=False, tickets=[gone, gone, gone]) == "cancelled"


def test_money_as_it_is_typed_and_rounded() -> None:
    assert money.cash_rounding(1232, currency="CHF") == -2
    assert [parse_amount(text) for text in ("30,50", "1'000", "1.234,50", "12.345")] == [3050, 100000, 123450, None]
    swiss = ("12.-", "12.–", "1'000.—", "12,-", "12.--", "1 000.–", "12-", ".-", "12.5-", "-")
    assert [parse_amount(text) for text in swiss] == [1200, 1200, 100000, 1200, 1200, 100000, None, None, None, None]
    assert canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'.encode()


def test_aida_is_over_at_midnight_and_a_day_event_with_its_day() -> None:
    at_eight = calendar.to_instant(datetime(2026, 12, 18, 19, 0, tzinfo=UTC))
    aida = Performance("1", "1", "t", "p", "Aida", at_eight, None, "Europe/Zurich", False, "CHF")
    assert calendar.over_at(aida) == calendar.to_instant(datetime(2026, 12, 18, 23, 0, tzinfo=UTC))
    day = calendar.end_of_day(date(2026, 12, 18), timezone="Europe/Zurich")
    assert calendar.over_at(replace(aida, all_day=True)) == day + calendar.SECOND
    due = calendar.end_of_day(date(2026, 12, 7), timezone="Europe/Zurich")
    assert f"{calendar.to_datetime(due, timezone='Europe/Zurich'):%d %H:%M:%S}" == "07 23:59:59"


@pytest.mark.parametrize(("first", "cancelled"), [((2026, 12, 18), (2026, 12, 1)), ((2026, 11, 20), (2026, 11, 18))])
def test_an_invoice_of_1_november(first: tuple[int, int, int], cancelled: tuple[int, int, int]) -> None:
    dates = calendar.invoice_dates(
        ordered_at=calendar.to_instant(datetime(2026, 11, 1, 12, tzinfo=UTC)),
        first_start=calendar.to_instant(datetime(*first, 19, tzinfo=UTC)),
        days=10,
        reminders=2,
        timezone="Europe/Zurich",
    )
    assert dates == (date(2026, 11, 11), date(*cancelled))
