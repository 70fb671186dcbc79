"""A tender that was recorded wrongly is corrected by a counter-entry: the drawer follows, the ticket and the account do not move."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.conftest import lea
from tests.house import house, on, taken
from tests.theatre import evening, seats, sold, theatre
from ticketoffice.desk import cancel, cash
from ticketoffice.desk.correcting import Correctable, correct, correctable, the_one
from ticketoffice.desk.customer import erase_customer
from ticketoffice.desk.explaining import explain
from ticketoffice.desk.find import order_of
from ticketoffice.desk.selling import Sold, sell
from ticketoffice.desk.sentences import sentence, spoken
from ticketoffice.desk.show import show
from ticketoffice.desk.tenders import Tender
from ticketoffice.desk.till_reports import takings
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.store import tables
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.replay import replay

WHY = "the card was paid with"


@pytest.fixture
def sale(book: Book) -> Sold:
    """Two tickets at 30.00 in cash, with 200.00 in the drawer before."""
    taken(book, theatre(evening()))
    cash.open_drawer(book, floats={"CHF": 20_000}, who=lea(book))
    return sold(book, seats("A-1", "A-2"), who=lea(book))


def lies(book: Book) -> int:
    [money] = cash.till(book).currencies
    return money.expected


def only(book: Book, order: str) -> Correctable:
    [found] = correctable(book, order)
    return found


def refusal(book: Book, order: str, money: str, *, method: str, note: str | None = WHY) -> str:
    with pytest.raises(RuleBroken) as no:
        correct(book, order, money, method=method, who=lea(book), note=note)
    return no.value.code


def test_a_payment_goes_from_the_drawer_to_the_card(book: Book, sale: Sold) -> None:
    before = show(book, sale.order)
    assert lies(book) == 26_000
    correct(book, sale.order, only(book, sale.order).id, method="card", who=lea(book), note=WHY)
    after = show(book, sale.order)
    assert ([(one.method, one.amount) for one in after.payments], after.method) == ([("card", 6000)], "card")
    assert (after.balance, [t.state for t in after.tickets]) == (before.balance, [t.state for t in before.tickets])
    assert lies(book) == 20_000
    assert {(one.method, one.sum) for one in takings(book).lines} == {("cash", 0), ("card", 6000)}
    assert (after.history[0].kind, after.history[0].note) == ("payment_corrected", WHY)
    done = cancel.cancel(book, [after.tickets[0].ticket], who=lea(book), reason="duplicate", now=True)
    assert [refund.method for refund in done.refunds] == ["card"] and replay(book).equal


def test_a_refund_that_went_another_way_is_corrected_too(book: Book, sale: Sold) -> None:
    [ticket, _] = sale.tickets
    cancel.cancel(book, [ticket], who=lea(book), reason="duplicate", method="cash", now=True)
    assert lies(book) == 23_000
    payment_is_used = [one for one in correctable(book, sale.order) if not one.is_refund]
    assert payment_is_used == []
    correct(book, sale.order, only(book, sale.order).id, method="twint", who=lea(book), note=WHY)
    assert [one.method for one in show(book, sale.order).refunds] == ["twint"]
    assert lies(book) == 26_000 and replay(book).equal


def account(book: Book, order: str) -> tuple[dict[str, int], int, int]:
    """The sums of an order's money by kind of line, what was paid less what was given back, and its balance."""
    with book.read() as reading:
        found = reading.dossiers([order])[order]
        return (
            reading.money_sums(order),
            sum(p.amount for p in found.payments) - sum(r.amount for r in found.refunds),
            found.balance,
        )


def test_what_coins_had_rounded_stays_rounded_whichever_way_it_came(book: Book) -> None:
    """40.06 were recorded as 40.05 in cash and came by card; 20.05 were recorded as handed out for 20.03 and went by TWINT."""
    taken(book, theatre(evening()))
    cash.open_drawer(book, floats={"CHF": 20_000}, who=lea(book))
    odd = sold(book, seats("B-1", "B-2", tariff="Child"), who=lea(book))
    before = account(book, odd.order)
    assert (before, lies(book)) == (({"price": 4006, "payment": -4005, "rounding": -1}, 4005, 0), 24_005)
    correct(book, odd.order, only(book, odd.order).id, method="card", who=lea(book), note=WHY)
    assert (account(book, odd.order), lies(book)) == (before, 20_000)
    correct(book, odd.order, only(book, odd.order).id, method="cash", who=lea(book), note="it was cash after all")
    assert (account(book, odd.order), lies(book)) == (before, 24_005)
    cancel.cancel(book, [odd.tickets[0]], who=lea(book), reason="duplicate", method="cash", now=True)
    given = account(book, odd.order)
    assert given == ({**before[0], "price_back": -2003, "refund": 2005, "rounding": -3}, 2000, 0)
    correct(book, odd.order, only(book, odd.order).id, method="twint", who=lea(book), note="no coins were left")
    assert (account(book, odd.order), lies(book)) == (given, 24_005)
    live, fees, rounding = 2003, 0, -3
    assert given[1] == live + fees + rounding, (
        "payments less refunds: prices, fees and rounding, nothing open and no credit"
    )
    assert replay(book).equal and verify(book) is None


def test_what_cannot_be_corrected_says_why_and_changes_nothing(book: Book, sale: Sold) -> None:
    money = only(book, sale.order).id
    assert refusal(book, sale.order, money, method="card", note=" ") == "correction_needs_note"
    assert refusal(book, sale.order, money, method="cash") == "same_method"
    assert refusal(book, sale.order, money, method="invoice") == "unknown_method"
    assert refusal(book, sale.order, "f" * 32, method="card") == "not_found"
    odd = sell(book, seats("B-1", tariff="Child"), pay=[Tender("card")], who=lea(book))
    assert refusal(book, odd.order, only(book, odd.order).id, method="cash") == "no_coins_for"
    cancel.cancel(book, [sale.tickets[0]], who=lea(book), reason="duplicate", method="cash", now=True)
    assert refusal(book, sale.order, money, method="card") == "given_back_of_it"
    taken(book, house(), on("Z-1", number="FILE"))
    filed = order_of(book, "FILE")[0]
    payment = next(one.id for one in _payments(book, filed))
    assert refusal(book, filed, payment, method="twint") == "not_taken_here"
    assert lies(book) == 23_000, "the ticket that was cancelled was paid out in cash"


def _payments(book: Book, order: str) -> list[Correctable]:
    """Also those of a file, which nobody is offered."""
    with book.read() as reading:
        found = reading.dossiers([order])[order]
    return [Correctable(one.id, False, one.method, one.amount, "CHF", one.paid_at) for one in found.payments]


def test_money_that_changed_meanwhile_is_refused_by_whoever_judges(book: Book, sale: Sold) -> None:
    """As at a centre: another desk had corrected it first."""
    from ticketoffice.desk.making import make

    money = only(book, sale.order).id
    payload = {"order": sale.order, "payment": money, "refund": None, "was": "card", "method": "twint", "amount": 6000}
    with pytest.raises(RuleBroken, match="money_changed"):
        book.write(lambda deed: deed.record(make(deed, "payment_corrected", who=lea(book), payload=payload, note=WHY)))


def test_the_one_that_is_meant_is_named_by_method_and_amount(book: Book) -> None:
    taken(book, theatre(evening()))
    mixed = sell(book, seats("A-1", "A-2"), pay=[Tender("cash", 2000), Tender("card")], who=lea(book))
    with pytest.raises(RuleBroken, match="several_to_correct") as no:
        the_one(book, mixed.order, was=None, amount=None)
    for language, named in (
        ("en", ("Cash CHF 20.00", "Card CHF 40.00")),
        ("fr", ("Espèces CHF 20.00", "Carte CHF 40.00")),
    ):
        said = sentence(no.value.code, data=explain(book, no.value), translate=spoken(language))
        assert any(", ".join(order) in said for order in (named, named[::-1])), said
    with pytest.raises(RuleBroken, match="nothing_to_correct"):
        the_one(book, mixed.order, was="twint", amount=None)
    assert the_one(book, mixed.order, was="card", amount=None).amount == 4000
    assert the_one(book, mixed.order, was=None, amount=2000).method == "cash"


def test_what_was_typed_beside_a_sale_and_its_correction_goes_with_the_customer(book: Book) -> None:
    """Whoever is erased leaves every text about their order, not only its notes and cancellations."""
    taken(book, theatre(evening()))
    customer = {"name": "Zoë Muster"}
    free = sell(book, seats("A-1"), pay=[Tender("free")], who=lea(book), customer=customer, note="Zoë's aunt invites")
    order = sell(book, seats("A-2"), pay=[Tender("cash")], who=lea(book), customer=customer, note="for Zoë")
    correct(book, order.order, only(book, order.order).id, method="card", who=lea(book), note="Zoë said so")
    assert show(book, free.order).history[0].note == "Zoë's aunt invites"
    for one in (free, order):
        erase_customer(book, one.order, who=lea(book))
    with book.read() as reading:
        kept = {text for (text,) in reading.connection.execute(select(tables.notes.c.text))}
    assert kept <= {None} and replay(book).equal and verify(book) is None
