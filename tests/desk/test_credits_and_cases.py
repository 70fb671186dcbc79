"""Money owed to customers, and cases that are open: each line says of what order, how much, why, since when, what to do."""

from __future__ import annotations

import csv

import pytest
from msgspec.structs import replace

from tests.conftest import NOW, alone, lea, orders_files, take_in
from tests.house import house, on, taken
from ticketoffice.desk import cancel, hand_out, owing, payment, release
from ticketoffice.desk.case_words import words_of
from ticketoffice.desk.cases import case_of, close_case
from ticketoffice.desk.credit import give_back
from ticketoffice.desk.customer import erase_customer
from ticketoffice.desk.explaining import explain
from ticketoffice.desk.find import order_of
from ticketoffice.desk.making import make
from ticketoffice.desk.report_views import Asked, CaseLine
from ticketoffice.desk.sentences import sentence
from ticketoffice.desk.show import show
from ticketoffice.domain.calendar import DAY, to_datetime
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.taken_in import TakenOrder, TakenTicket
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock

HOUR = 3600


def reserved(*seats: str, number: str) -> TakenOrder:
    return replace(on(*seats, number=number, waiting=True), method="on_site", invoices=())


def order(book: Book, number: str) -> str:
    return order_of(book, number)[0]


def ticket(book: Book, code: str) -> str:
    return str(order_of(book, code)[1])


@pytest.fixture
def owing_book(book: Book, clock: HandClock) -> Book:
    """Credit of every sort, an hour apart: too much by transfer, paid in part and released, paid too late; a paid one."""
    who = lea(book)
    taken(book, house(), *(reserved(f"{n}-1", f"{n}-2", number=n) for n in "ABC"), on("D-1", number="D"))
    clock.advance(seconds=HOUR)
    payment.pay(book, order(book, "A"), method="bank_transfer", amount=7000, who=who)
    clock.advance(seconds=HOUR)
    payment.pay(book, order(book, "B"), method="card", amount=1000, who=who)
    release.release(book, order(book, "B"), who=who)
    clock.advance(seconds=HOUR)
    release.release(book, order(book, "C"), who=who)
    clock.advance(seconds=HOUR)
    payment.pay(book, order(book, "C"), method="bank_transfer", amount=500, who=who)
    return book


def said(lines: tuple[CaseLine, ...]) -> list[tuple[str, str, int | None, int]]:
    return [(line.where.order_number, line.why, line.amount, (line.since - NOW) // 3_600_000_000) for line in lines]


def test_each_credit_has_its_order_amount_reason_and_since_when(owing_book: Book) -> None:
    lines = owing.credits(owing_book).lines
    assert said(lines) == [("A", "overpaid", 1000, 1), ("B", "released", 1000, 2), ("C", "late_payment", 500, 4)]
    assert [(line.where.customer, line.currency, line.case) for line in lines] == [("Zoë Test", "CHF", None)] * 3


def test_a_credit_that_is_given_back_is_on_no_list(owing_book: Book) -> None:
    give_back(owing_book, order(owing_book, "A"), who=lea(owing_book), method="cash")
    give_back(owing_book, order(owing_book, "B"), who=lea(owing_book), method="later", amount=400)
    assert said(owing.credits(owing_book).lines)[0] == ("B", "released", 600, 2)
    assert len(owing.credits(owing_book).lines) == 2


def test_the_credit_of_a_click_is_not_given_back_from_here(book: Book) -> None:
    taken(book, house(), on("A-1", number="P"))
    cancel.click(book, [ticket(book, "PT1")], who=lea(book))
    assert owing.credits(book).lines == ()


def test_what_its_source_cancelled_without_a_refund_is_credit(book: Book) -> None:
    paid = on("A-1", number="P")
    taken(book, house(), paid, replace(paid, number="Q", state="cancelled", tickets=(gone(paid),)))
    assert said(owing.credits(book).lines) == [("Q", "cancelled_at_source", 3000, 0)]


def gone(order: TakenOrder) -> TakenTicket:
    [only] = order.tickets
    return replace(only, number="QT1", state="cancelled")


def test_open_cases_are_listed_until_somebody_closes_them(owing_book: Book, clock: HandClock) -> None:
    lines = owing.cases(owing_book).lines
    assert said(lines) == [("B", "credit_of_released", 1000, 2), ("C", "paid_late", 500, 4)]
    clock.advance(seconds=HOUR)
    taken(owing_book, on("D-1", number="E"))
    [_, _, third] = owing.cases(owing_book).lines
    assert (third.why, third.where.short, third.amount) == ("displaced", "E-1", None)
    close_case(owing_book, str(lines[0].case), who=lea(owing_book), note="she was called")
    assert [line.why for line in owing.cases(owing_book).lines] == ["paid_late", "displaced"]


def test_a_case_about_an_order_that_nobody_knows_is_listed_too(book: Book) -> None:
    payload, who = {"order": "1" * 32, "ticket": "2" * 32, "admission": book.new_id()}, lea(book)
    book.write(lambda deed: deed.record(make(deed, "admitted", who=who, payload=payload)))
    [line] = owing.cases(book).lines
    assert (line.why, line.where.order_number, line.where.customer, line.amount) == ("unknown_order", "", "", None)


def test_a_case_is_named_by_its_first_digits_as_long_as_they_are_no_other_ones(book: Book) -> None:
    who = lea(book)
    for n in range(17):
        payload = {"order": f"{n:032x}", "ticket": "2" * 32, "admission": book.new_id()}
        book.write(lambda deed, payload=payload: deed.record(make(deed, "admitted", who=who, payload=payload)))
    ids = [str(line.case) for line in owing.cases(book).lines]
    assert {case_of(book, case[:8]) for case in ids} == {case_of(book, case) for case in ids} == set(ids)
    digit = next(case[0] for case in ids if sum(other[0] == case[0] for other in ids) > 1)
    with pytest.raises(RuleBroken) as no:
        case_of(book, digit)
    assert (no.value.code, no.value.next) == ("several_cases", ("report cases",))
    for text in ("", "nope", ids[0] + "0"):
        with pytest.raises(RuleBroken) as no:
            case_of(book, text)
        assert (no.value.code, no.value.data["kind"]) == ("not_found", "case")


def test_only_those_since_a_day(owing_book: Book) -> None:
    tomorrow = to_datetime(NOW + DAY).date()
    assert owing.credits(owing_book, Asked(since=tomorrow)).lines == ()
    assert owing.cases(owing_book, Asked(since=tomorrow)).lines == ()


def test_every_code_has_its_words(owing_book: Book) -> None:
    for line in (*owing.credits(owing_book).lines, *owing.cases(owing_book).lines):
        why, do = words_of(line.why)
        assert why and do
    assert words_of("seat_taken_at_the_centre") == words_of("another")


def test_the_file_names_all_of_it(owing_book: Book) -> None:
    table = owing.cases_csv(owing.credits(owing_book))
    rows = list(csv.DictReader(table.decode("utf-8-sig").splitlines()))
    assert [rows[0][title] for title in ("Order", "Amount", "Currency")] == ["A", "10.00", "CHF"]
    assert rows[0]["What to do"]


def test_credits_of_real_orders_are_those_of_their_sums(file_book: Book) -> None:
    take_in(file_book, *orders_files("pretix-opera"))
    with file_book.read() as reading:
        ids = {line.payload["order"]["id"] for line in reading.history.lines() if line.kind == "order_taken_in"}
        wanted = {d.order.number: -d.balance for d in reading.dossiers(sorted(ids)).values() if d.balance < 0}
    assert {line.where.order_number: line.amount for line in owing.credits(file_book).lines} == wanted


# --- erasing a customer to whom money is owed ---------------------------------------------------------------------------


def test_a_customer_to_whom_money_is_owed_is_not_erased(owing_book: Book) -> None:
    with pytest.raises(RuleBroken) as no:
        erase_customer(owing_book, order(owing_book, "A"), who=alone(owing_book))
    assert (no.value.code, no.value.next) == ("still_owed", ("give-back", "paid-out"))
    told = sentence("still_owed", data=explain(owing_book, no.value))
    assert "CHF 10.00" in told and "order A" in told
    assert show(owing_book, order(owing_book, "A")).customer is not None


def test_what_is_promised_is_owed_too(book: Book) -> None:
    taken(book, house(), on("A-1", number="P"))
    cancel.cancel(book, [ticket(book, "PT1")], who=lea(book), reason="duplicate", method="bank_transfer")
    with pytest.raises(RuleBroken, match="still_owed"):
        erase_customer(book, order(book, "P"), who=alone(book))
    hand_out.paid_out(book, [ticket(book, "PT1")], who=lea(book))
    assert erase_customer(book, order(book, "P"), who=alone(book)).owed == ()
    assert show(book, order(book, "P")).customer is None


def test_who_insists_erases_and_is_told_what_is_owed(owing_book: Book) -> None:
    done = erase_customer(owing_book, order(owing_book, "A"), who=alone(owing_book), even_if_owed=True)
    assert [(owed.order_number, owed.amount, owed.currency) for owed in done.owed] == [("A", 1000, "CHF")]
    assert show(owing_book, order(owing_book, "A")).customer is None
    assert [line.where.customer for line in owing.credits(owing_book).lines] == ["", "Zoë Test", "Zoë Test"]


def test_money_of_another_order_of_the_same_customer_counts(book: Book) -> None:
    """The customer is one person, erased once: what any of their orders owes them is named."""
    taken(book, house(), reserved("A-1", "A-2", number="R"))
    who, name = lea(book), order(book, "R")
    new = payment.split(book, name, tickets=[ticket(book, "RT1")], who=who, method="card")
    payment.pay(book, new.order, method="bank_transfer", amount=700, who=who)
    with pytest.raises(RuleBroken) as no:
        erase_customer(book, name, who=alone(book))
    assert (no.value.code, no.value.data["orders"]) == ("still_owed", new.order_number)


def test_two_late_payments_of_one_order_are_two_cases_of_their_own_amounts(book: Book, clock: HandClock) -> None:
    who = lea(book)
    taken(book, house(), reserved("E-1", "E-2", number="E"))
    release.release(book, order(book, "E"), who=who)
    for _ in range(2):
        clock.advance(seconds=HOUR)
        payment.pay(book, order(book, "E"), method="bank_transfer", amount=2500, who=who)
    report = owing.cases(book)
    assert [line.amount for line in report.lines] == [2500, 2500]
    assert [(total.amount, total.count) for total in report.totals] == [(5000, 2)]
    give_back(book, order(book, "E"), who=who, method="cash", amount=3000)
    assert [total.amount for total in owing.cases(book).totals] == [2000]
    give_back(book, order(book, "E"), who=who, method="cash", amount=2000)
    report = owing.cases(book)
    assert [(line.amount, words_of(line.why)[1]) for line in report.lines] == [
        (None, "Nothing is owed any more: settle it with a note.")
    ] * 2
    assert report.totals == ()
