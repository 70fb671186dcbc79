"""What a newer file of the same source does to money that was taken and given back here."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.conftest import lea, orders_files
from tests.conftest import take_in as take_in_files
from tests.house import house, on
from ticketoffice.desk import admit, cancel, hand_out, payment
from ticketoffice.desk.credit import give_back
from ticketoffice.desk.find import order_of
from ticketoffice.desk.import_orders import FileReport, ImportReport, KeptLocal, import_files, take_in
from ticketoffice.desk.release import release
from ticketoffice.desk.show import show
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.order import paid, refunded
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.taken_in import TakenOrder, TakenPayment, TakenRefund
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.replay import replay
from ticketoffice.ui.importing import room

HEAD = "order,ticket,event,starts,zone,price,currency,state,method,seat,ticket_state\n"
Row = tuple[str, int, str]
"""Ticket, price in whole francs, state."""


def sheet(folder: Path, *rows: Row, state: str = "paid", method: str = "card") -> Path:
    """A spreadsheet of one order B4."""
    lines = [f"B4,{t},Faust,2030-01-02T20:00,P,{price}.00,CHF,{state},{method},S-{t},{has}\n" for t, price, has in rows]
    (folder / "o.csv").write_text(HEAD + "".join(lines))
    return folder / "o.csv"


def into(book: Book, *items: Path | TakenOrder) -> list[KeptLocal]:
    """Takes them in twice: the second time changes nothing. What the first one named."""
    told: list[Sequence[KeptLocal]] = []
    for _ in range(2):
        report = ImportReport()
        for item in items:
            if isinstance(item, Path):
                report = import_files(book, [item], who=lea(book))
            else:
                told_file = FileReport("x")
                report.files.append(told_file)
                take_in(book, [item], who=lea(book), report=report, told=told_file)
        assert not report.refused
        told.append(report.kept_local)
    assert [(f.orders.added, f.orders.changed) for f in report.files] == [(0, 0)] * len(report.files)
    return list(told[0])


def dossier(book: Book, number: str) -> Dossier:
    order = order_of(book, number)[0]
    with book.read() as reading:
        return reading.dossiers([order])[order]


def money(book: Book, number: str = "B4") -> tuple[int, int, int]:
    """Paid, refunded and owed (below zero: credit) in whole francs; no payment line gives back more than it is."""
    found = dossier(book, number)
    for line in found.payments:
        given = sum(r.amount for r in found.refunds if r.payment == line.id and r.withdrawn_at is None)
        assert given <= line.amount
    return paid(found) // 100, refunded(found) // 100, found.balance // 100


def tickets(book: Book, number: str = "B4") -> list[str]:
    return [t.ticket for t in show(book, order_of(book, number)[0]).tickets]


def cases(book: Book) -> list[str]:
    with book.read() as reading:
        return [case.kind for case in reading.cases()]


def sound(book: Book) -> bool:
    return verify(book) is None and replay(book).equal


# --- a refund of the file ----------------------------------------------------------------------------------------

TWO: tuple[Row, Row] = (("T1", 30, "valid"), ("T2", 30, "valid"))
ONE_GONE: tuple[Row, Row] = (("T1", 30, "cancelled"), ("T2", 30, "valid"))


@pytest.mark.parametrize(("method", "given"), [("card", 30), ("later", 30), ("nothing", 0)])
def test_a_spreadsheet_does_not_refund_what_was_cancelled_here(
    book: Book, tmp_path: Path, method: str, given: int
) -> None:
    into(book, sheet(tmp_path, *TWO))
    cancel.cancel(book, tickets(book)[:1], who=lea(book), reason="customer_asked", method=method, now=True)
    assert into(book, sheet(tmp_path, *ONE_GONE)) == []
    assert (money(book), cases(book), sound(book)) == ((60, given, 0), [], True)
    assert admit.check(book, "T2").answer == "GO"


def test_a_spreadsheet_leaves_a_click_to_the_desk_that_finishes_it(book: Book, tmp_path: Path) -> None:
    into(book, sheet(tmp_path, *TWO))
    cancel.click(book, tickets(book)[:1], who=lea(book))
    into(book, sheet(tmp_path, *ONE_GONE))
    assert money(book) == (60, 0, -30)
    cancel.finish(book, tickets(book)[:1], who=lea(book), reason="customer_asked")
    assert (money(book), cases(book), sound(book)) == ((60, 30, 0), [], True)


def test_a_spreadsheet_does_not_refund_who_was_let_in_here(book: Book, tmp_path: Path) -> None:
    into(book, sheet(tmp_path, *TWO))
    admit.admit(book, "T1", who=lea(book))
    assert [(k.here, k.file) for k in into(book, sheet(tmp_path, *ONE_GONE))] == [("used", "cancelled")]
    assert (money(book), sound(book)) == ((60, 0, 0), True)


def test_a_spreadsheet_refunds_what_it_cancels_itself(book: Book, tmp_path: Path) -> None:
    into(book, sheet(tmp_path, *TWO))
    into(book, sheet(tmp_path, *ONE_GONE))
    assert (money(book), sound(book)) == ((60, 30, 0), True)


def shop(*states: str, given: int = 0, to: str | None = "1") -> TakenOrder:
    """A paid order S of a shop, at 30 a ticket, with a refund of so many francs."""
    order = on(*(f"A-{n}" for n, _ in enumerate(states, start=1)), number="S")
    refunds = (TakenRefund("1", "1", to, "card", given * 100, order.created_at, None),) if given else ()
    named = tuple(replace(t, state=s) for t, s in zip(order.tickets, states, strict=True))
    return replace(order, tickets=named, refunds=refunds)


@pytest.fixture
def paid_at_shop(book: Book) -> Book:
    take_in(book, [house()], who=lea(book), report=ImportReport(), told=FileReport("x"))
    into(book, shop("valid", "valid"))
    return book


@pytest.mark.parametrize("to", ["1", None])
def test_the_refund_of_the_shop_settles_what_was_promised_here(paid_at_shop: Book, to: str | None) -> None:
    book, gone = paid_at_shop, tickets(paid_at_shop, "S")[:1]
    cancel.cancel(book, gone, who=lea(book), reason="customer_asked", method="later")
    into(book, shop("cancelled", "valid", given=30, to=to))
    assert (money(book, "S"), cases(book)) == ((60, 30, 0), [])
    [standing] = [r for r in dossier(book, "S").refunds if r.withdrawn_at is None]
    assert standing.paid_at is not None
    assert sound(book)


def test_a_smaller_refund_of_the_shop_leaves_the_rest_promised(paid_at_shop: Book) -> None:
    book, gone = paid_at_shop, tickets(paid_at_shop, "S")[:1]
    cancel.cancel(book, gone, who=lea(book), reason="customer_asked", method="later")
    into(book, shop("cancelled", "valid", given=20))
    owed = [r.amount for r in dossier(book, "S").refunds if r.paid_at is None and r.withdrawn_at is None]
    assert (money(book, "S"), owed, cases(book), sound(book)) == ((60, 30, 0), [1000], [], True)


def test_the_refund_of_the_shop_gives_the_fee_back_that_was_kept_here(paid_at_shop: Book) -> None:
    book, gone = paid_at_shop, tickets(paid_at_shop, "S")[:1]
    cancel.cancel(book, gone, who=lea(book), reason="customer_asked", method="later", amount=2500)
    into(book, shop("cancelled", "valid", given=30))
    assert (money(book, "S"), cases(book), sound(book)) == ((60, 30, 0), [], True)
    assert [c.fee for c in dossier(book, "S").cancellations] == [0]


@pytest.mark.parametrize("said", ["cancelled", "valid"])
@pytest.mark.parametrize(
    ("gave", "now", "given", "after", "fee", "named"),
    [
        (0, False, 20, (60, 20, 0), 10, []),
        (0, False, 30, (60, 30, 0), 0, []),
        (10, True, 15, (60, 25, 0), 5, []),
        (25, True, 5, (60, 30, 0), 0, []),
        (25, True, 20, (60, 45, 15), 0, ["over_refund"]),
    ],
)
def test_a_refund_of_the_shop_for_no_ticket_gives_back_the_fee_that_was_kept_here(
    paid_at_shop: Book,
    said: str,
    gave: int,
    now: bool,
    given: int,
    after: tuple[int, int, int],
    fee: int,
    named: list[str],
) -> None:
    """A shop that keeps a part of its own gives back an amount that is no ticket's price: less than was paid is no case."""
    book, gone = paid_at_shop, tickets(paid_at_shop, "S")[:1]
    method = "card" if gave else "nothing"
    cancel.cancel(book, gone, who=lea(book), reason="customer_asked", method=method, amount=gave * 100, now=now)
    into(book, shop(said, "valid", given=given, to=None))
    assert (money(book, "S"), cases(book)) == (after, named)
    assert [c.fee for c in dossier(book, "S").cancellations] == [fee * 100]
    assert sound(book)


def test_a_refund_for_no_ticket_takes_from_the_fees_of_several(paid_at_shop: Book) -> None:
    """All of it was cancelled here: 25.00 of one were given, nothing of the other; the shop gives 30.00, and 55.00 is less
    than what was paid.
    """
    book, (first, second) = paid_at_shop, tickets(paid_at_shop, "S")
    cancel.cancel(book, [first], who=lea(book), reason="customer_asked", method="card", amount=2500, now=True)
    cancel.cancel(book, [second], who=lea(book), reason="customer_asked", method="nothing")
    into(book, shop("cancelled", "cancelled", given=30, to=None))
    assert (money(book, "S"), cases(book), sound(book)) == ((60, 55, 0), [], True)
    assert sum(c.fee for c in dossier(book, "S").cancellations) == 500


@pytest.mark.parametrize("to", ["1", None])
def test_two_refunds_of_one_file_give_back_one_fee(paid_at_shop: Book, to: str | None) -> None:
    book, gone = paid_at_shop, tickets(paid_at_shop, "S")[:1]
    cancel.cancel(book, gone, who=lea(book), reason="customer_asked", method="nothing")
    newer = shop("cancelled", "valid", given=10, to=to)
    [first] = newer.refunds
    into(book, replace(newer, refunds=(first, replace(first, external="2"))))
    assert (money(book, "S"), cases(book), sound(book)) == ((60, 20, 0), [], True)
    assert [c.fee for c in dossier(book, "S").cancellations] == [1000]


def test_a_real_order_of_which_both_gave_a_part(file_book: Book, tmp_path: Path) -> None:
    """Y7FXJ has three tickets at 45.00: one is cancelled here for 20.00, and the opera gives back 15.00 of it too."""
    pages = json.loads(gzip.decompress(orders_files("pretix-opera")[0].read_bytes()))
    found = pages["results"] if isinstance(pages, dict) else pages
    order = next(one for one in found if one["code"] == "Y7FXJ")
    take_in_files(file_book, orders_files("pretix-opera")[0])
    first = tickets(file_book, "Y7FXJ")[:1]
    who = lea(file_book)
    cancel.cancel(file_book, first, who=who, reason="customer_asked", method="cash", amount=2000, now=True)
    [paid_there] = order["payments"]
    there = {"local_id": 1, "state": "done", "source": "admin", "amount": "15.00", "payment": paid_there["local_id"]}
    there |= {"created": paid_there["created"], "execution_date": paid_there["created"], "provider": "manual"}
    order["refunds"] = [there | {"comment": None, "details": {}}]
    order["positions"][0]["canceled"] = True
    for beside in orders_files("pretix-opera")[0].parent.glob("*.json.gz"):
        if not beside.name.startswith("orders-"):
            (tmp_path / beside.name).write_bytes(beside.read_bytes())
    (tmp_path / "orders-01.json.gz").write_bytes(gzip.compress(json.dumps([order]).encode()))
    report = import_files(file_book, [tmp_path / "orders-01.json.gz"], who=who)
    assert (report.refused, report.unreadable) == ([], [])
    assert (money(file_book, "Y7FXJ"), cases(file_book)) == ((135, 35, 0), [])
    assert sound(file_book)


@pytest.mark.parametrize(
    ("states", "given_here", "after"),
    [
        (("cancelled", "valid"), 1, (60, 60, 30)),
        (("cancelled", "cancelled"), 1, (60, 60, 0)),
        (("cancelled", "cancelled"), 2, (60, 90, 30)),
    ],
)
def test_a_refund_paid_out_here_and_at_the_shop_is_a_case(
    paid_at_shop: Book, states: tuple[str, str], given_here: int, after: tuple[int, int, int]
) -> None:
    """Both happened, also where the second one leaves more than the payment had left."""
    book, gone = paid_at_shop, tickets(paid_at_shop, "S")[:given_here]
    cancel.cancel(book, gone, who=lea(book), reason="customer_asked", method="card", now=True)
    assert KeptLocal("S", "S-1", "refunded", "refunded") in into(book, shop(*states, given=30))
    assert (money(book, "S"), cases(book), sound(book)) == (after, ["over_refund"], True)


# --- a payment of the file ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("newer", "total"),
    [
        ((("T1", 30, "valid"), ("T2", 30, "valid")), 60),
        ((("T1", 35, "valid"),), 35),
        ((("T1", 35, "valid"), ("T2", 30, "cancelled")), 65),
    ],
)
def test_what_a_paid_spreadsheet_order_grows_by_was_paid(
    book: Book, tmp_path: Path, newer: tuple[Row, ...], total: int
) -> None:
    into(book, sheet(tmp_path, ("T1", 30, "valid")))
    into(book, sheet(tmp_path, *newer))
    into(book, sheet(tmp_path, *newer, ("T9", 10, "valid")))
    gone = sum(price for _, price, state in newer if state == "cancelled")
    assert (money(book), cases(book), sound(book)) == ((total + 10, gone, 0), [], True)
    assert all(p.taken_in for p in dossier(book, "B4").payments)


def test_a_price_that_goes_down_and_up_again_is_covered_by_what_was_paid(book: Book, tmp_path: Path) -> None:
    into(book, sheet(tmp_path, ("T1", 30, "valid")))
    into(book, sheet(tmp_path, ("T1", 20, "valid")))
    assert money(book) == (30, 0, -10)
    into(book, sheet(tmp_path, ("T1", 25, "valid")))
    assert money(book) == (30, 0, -5)
    into(book, sheet(tmp_path, ("T1", 40, "valid")))
    assert (money(book), cases(book), sound(book)) == ((40, 0, 0), [], True)


def test_a_ticket_that_takes_the_line_of_another_was_paid_too(book: Book, tmp_path: Path) -> None:
    """Absence removes nothing: the order has two tickets here, and its payment is their sum."""
    into(book, sheet(tmp_path, ("T1", 30, "valid"), ("T2", 30, "valid")))
    into(book, sheet(tmp_path, ("T1", 30, "valid"), ("T3", 20, "valid")))
    assert (money(book), cases(book), sound(book)) == ((80, 0, 0), [], True)


def test_growing_beside_a_ticket_that_was_refunded_here(book: Book, tmp_path: Path) -> None:
    into(book, sheet(tmp_path, *TWO))
    cancel.cancel(book, tickets(book)[:1], who=lea(book), reason="customer_asked", method="card", now=True)
    into(book, sheet(tmp_path, *ONE_GONE, ("T3", 30, "valid")))
    assert (money(book), cases(book), sound(book)) == ((90, 30, 0), [], True)


def test_growing_beside_a_click_leaves_its_credit_to_finish(book: Book, tmp_path: Path) -> None:
    into(book, sheet(tmp_path, *TWO))
    cancel.click(book, tickets(book)[:1], who=lea(book))
    into(book, sheet(tmp_path, *ONE_GONE, ("T3", 30, "valid")))
    assert (money(book), cases(book)) == ((90, 0, -30), [])
    cancel.finish(book, tickets(book)[:1], who=lea(book), reason="customer_asked")
    assert (money(book), sound(book)) == ((90, 30, 0), True)


def test_a_reservation_paid_here_is_not_paid_again_by_a_spreadsheet(book: Book, tmp_path: Path) -> None:
    into(book, sheet(tmp_path, ("T1", 30, "valid"), state="pending", method="on_site"))
    payment.pay(book, order_of(book, "B4")[0], method="cash", who=lea(book))
    named = into(book, sheet(tmp_path, ("T1", 30, "valid"), method="on_site"))
    assert named == [KeptLocal("B4", "B4", "paid", "paid")]
    assert (money(book), cases(book), sound(book)) == ((30, 0, 0), ["double_payment"], True)
    assert into(book, sheet(tmp_path, *TWO, method="on_site")) == []
    assert (money(book), len(cases(book))) == ((60, 0, 0), 1)


def test_a_reservation_that_the_spreadsheet_says_is_paid(book: Book, tmp_path: Path) -> None:
    into(book, sheet(tmp_path, *TWO, state="pending", method="on_site"))
    into(book, sheet(tmp_path, *ONE_GONE, method="on_site"))
    assert (money(book), cases(book), sound(book)) == ((60, 30, 0), [], True)


def matched_anew(*tickets: str, states: tuple[str, str] = ("cancelled", "cancelled")) -> TakenOrder:
    """The shop's order with a refund of 30 for each of these tickets, as its reader matched them in this file."""
    order = shop(*states)
    back = (TakenRefund(str(n), "1", t, "card", 3000, order.created_at, None) for n, t in enumerate(tickets, start=1))
    return replace(order, refunds=tuple(back))


@pytest.mark.parametrize(("now", "refunded_", "named"), [(False, 60, []), (True, 90, ["over_refund"])])
def test_a_second_refund_is_for_the_ticket_that_the_first_one_left(
    paid_at_shop: Book, now: bool, refunded_: int, named: list[str]
) -> None:
    """One ticket refunded there, the other cancelled here, then there too: each file matches its refunds from the first on."""
    book = paid_at_shop
    into(book, matched_anew("2", states=("valid", "cancelled")))
    ours = tickets(book, "S")[:1]
    method = "cash" if now else "later"
    cancel.cancel(book, ours, who=lea(book), reason="customer_asked", method=method, now=now)
    into(book, matched_anew("1", "2"))
    assert money(book, "S") == (60, refunded_, refunded_ - 60)
    assert (cases(book), sound(book)) == (named, True)
    assert {r.ticket for r in dossier(book, "S").refunds if r.promised_at} == set(tickets(book, "S"))


def test_a_promise_is_not_paid_out_alone_once_the_file_gave_all_back(paid_at_shop: Book) -> None:
    book = paid_at_shop
    into(book, matched_anew("2", states=("valid", "cancelled")))
    ours = tickets(book, "S")[:1]
    cancel.cancel(book, ours, who=lea(book), reason="customer_asked", method="later")
    unnamed = matched_anew("2", "2", states=("valid", "cancelled"))
    into(book, unnamed)
    assert (money(book, "S"), cases(book)) == ((60, 90, 30), ["over_refund"])
    with pytest.raises(RuleBroken) as no:
        hand_out.paid_out(book, ours, who=lea(book))
    assert (no.value.code, no.value.data["amount"]) == ("given_already", 3000)
    hand_out.paid_out(book, ours, who=replace(lea(book), alone="the shop says it was a mistake"))
    assert sound(book)


def test_a_fee_that_a_reinstatement_gave_back_is_not_given_back_again(paid_at_shop: Book) -> None:
    book = paid_at_shop
    ours = tickets(book, "S")[:1]
    cancel.cancel(book, ours, who=lea(book), reason="duplicate", method="cash", amount=1600, now=True)
    cancel.reinstate(book, ours[0], who=lea(book))
    into(book, shop("cancelled", "valid", given=30))
    assert (money(book, "S"), cases(book)) == ((60, 46, 46), ["over_refund"])
    live = [t.ticket for t in show(book, order_of(book, "S")[0]).tickets if t.state == "valid"]
    cancel.cancel(book, live, who=lea(book), reason="duplicate", method="cash", now=True)
    assert (money(book, "S"), sound(book)) == ((60, 60, 0), True)


@pytest.fixture
def waiting_at_shop(book: Book) -> Book:
    take_in(book, [house()], who=lea(book), report=ImportReport(), told=FileReport("x"))
    into(book, on("A-1", "A-2", number="S", waiting=True))
    return book


def shop_paid(total: int, *states: str) -> TakenOrder:
    waits = on(*(f"A-{n}" for n, _ in enumerate(states, start=1)), number="S", waiting=True)
    named = tuple(replace(t, state=s) for t, s in zip(waits.tickets, states, strict=True))
    paid_now = (TakenPayment("7", "bank_transfer", total * 100, waits.created_at),)
    return replace(waits, state="paid", tickets=named, payments=paid_now)


@pytest.mark.parametrize(("here", "booked", "named"), [(60, 60, True), (20, 60, True), (0, 60, False)])
def test_a_payment_of_the_shop_counts_as_far_as_something_is_open(
    waiting_at_shop: Book, here: int, booked: int, named: bool
) -> None:
    book = waiting_at_shop
    if here:
        payment.pay(book, order_of(book, "S")[0], method="card", amount=here * 100, who=lea(book))
    said = into(book, shop_paid(60, "valid", "valid"))
    assert (money(book, "S"), bool(said), cases(book)) == ((booked, 0, 0), named, ["double_payment"] * named)
    assert sound(book)


def test_more_than_the_tickets_that_only_the_shop_took_is_a_credit(waiting_at_shop: Book) -> None:
    into(waiting_at_shop, shop_paid(60, "valid", "cancelled"))
    assert (money(waiting_at_shop, "S"), cases(waiting_at_shop)) == ((60, 0, -30), [])
    assert sound(waiting_at_shop)


def test_what_the_shop_took_and_gave_back_itself_is_booked_beside_ours(waiting_at_shop: Book) -> None:
    """Paid here and there, then cancelled and refunded there: what was paid here is the customer's."""
    book = waiting_at_shop
    payment.pay(book, order_of(book, "S")[0], method="card", who=lea(book))
    back = tuple(
        TakenRefund(str(n), "7", str(n), "bank_transfer", 3000, on("A-1", number="S").created_at, None) for n in (1, 2)
    )
    into(book, replace(shop_paid(60, "cancelled", "cancelled"), refunds=back))
    assert (money(book, "S"), cases(book), sound(book)) == ((120, 60, -60), [], True)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("paid", "S-1: more was paid at the source than is owed here; the rest is not booked. Look at the order."),
        ("refunded", "S-1: refunded here and at the source too. Look at the order."),
    ],
)
def test_what_happened_twice_is_said_on_screen(word: str, said: str) -> None:
    report = ImportReport(kept_local=[KeptLocal("S", "S-1", word, word)])
    assert room._details(report) == [said]


def test_credit_that_was_given_back_here_and_at_the_shop_is_a_case(paid_at_shop: Book) -> None:
    """The shop cancels all and gives nothing back; the desk gives the credit back, and then the shop does too."""
    book = paid_at_shop
    into(book, shop("cancelled", "cancelled"))
    give_back(book, order_of(book, "S")[0], who=lea(book), method="cash")
    assert (money(book, "S"), cases(book)) == ((60, 60, 0), [])
    said = into(book, shop("cancelled", "cancelled", given=30))
    assert (money(book, "S"), cases(book), [k.here for k in said]) == ((60, 90, 30), ["over_refund"], ["refunded"])
    assert sound(book)


@pytest.mark.parametrize("paid_here", [0, 20])
def test_a_spreadsheet_that_was_paid_for_a_released_order_brings_it_back(
    book: Book, tmp_path: Path, paid_here: int
) -> None:
    waiting: tuple[Row, Row] = (("T1", 30, "valid"), ("T2", 30, "valid"))
    into(book, sheet(tmp_path, *waiting, state="pending", method="on_site"))
    order = order_of(book, "B4")[0]
    if paid_here:
        payment.pay(book, order, method="cash", amount=paid_here * 100, who=lea(book))
    release(book, order, who=lea(book))
    into(book, sheet(tmp_path, *waiting))
    assert (money(book), [t.state for t in show(book, order).tickets]) == ((60, 0, 0), ["valid", "valid"])
    assert admit.check(book, "T2").answer == "GO"
    assert sound(book)
