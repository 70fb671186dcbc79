"""Exchange in the window: F7, the dates, what is proposed, the difference, and the new order after it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.conftest import lea
from tests.house import taken
from tests.theatre import STARTS, best, evening, seats, sold, theatre
from tests.ui.conftest import Cashier
from tests.ui.stage import two_seats
from ticketoffice.desk import admit
from ticketoffice.desk.exchange_choices import Refunding
from ticketoffice.desk.rules import change_rules
from ticketoffice.desk.selling import Sold, sell
from ticketoffice.desk.show import show
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.calendar import DAY
from ticketoffice.domain.people import Who
from ticketoffice.store.book import Book
from ticketoffice.ui.labels import UNBROKEN
from ticketoffice.ui.order.difference import DifferenceFields
from ticketoffice.ui.words import set_language

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


async def an_order(c: Cashier, **how: str) -> Sold:
    sold: Sold = await c.window.books.write(two_seats, **how)
    return sold


async def tickets_of(c: Cashier, sold: Sold) -> list[Any]:
    view = await c.window.books.read(show, sold.order)
    return list(view.tickets)


async def opened(c: Cashier, **how: str) -> tuple[Sold, Any]:
    """An order in hand with its exchange page open on its own date."""
    sold = await an_order(c, **how)
    await c.open(sold.number)
    await c.key(Key.Key_F7)
    page = c.find("exchange.page")
    await c.until(lambda: page.proposal is not None)
    return sold, page


def said(c: Cashier) -> str:
    return str(c.find("notice.text").text())


def plain(model: Any) -> str:
    """The first line of a list."""
    return str(model.index(0, 0).data()).replace(UNBROKEN, " ")


def with_a_fee(book: Book) -> None:
    change_rules(book, {"exchange_fee": "200"}, who=lea(book))


def operations(book: Book) -> int:
    with book.read() as reading:
        return sum(1 for _ in reading.history.lines())


def a_season(book: Book) -> Sold:
    """Shows on three evenings with others between and before them; tickets of the second one."""
    days = {"one": ("Show", 1), "two": ("Show", 3), "three": ("Show", 6)}
    days |= {"early": ("Before", 0), "late": ("After", 4), "later": ("Later", 8)}
    taken(
        book,
        theatre(
            *(
                evening(name, starts_at=STARTS + 30 * DAY + day * DAY, event=event)
                for name, (event, day) in days.items()
            )
        ),
    )
    return sold(book, [*best(2, performance="two")], who=lea(book))


def test_the_next_date_of_the_same_event_comes_first(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await c.window.books.write(a_season)
        await c.open(order.number)
        await c.key(Key.Key_F7)
        page = c.find("exchange.page")
        await c.until(lambda: page.proposal is not None)
        rows = page.dates.rows
        told = [rows.index(n, 1).data() for n in range(rows.rowCount())]
        assert told[:3] == ["Show", "Show", "Show"] and told.index("After") < told.index("Later") < told.index("Before")
        assert (page.dates.date.old, page.dates.table.currentIndex().row()) == (True, 0)
        nexts = []
        for _ in range(2):
            await c.key(Key.Key_Down)
            nexts.append((page.dates.date.starts_at - STARTS) // DAY - 30)
        assert nexts == [6, 1], "the one soonest after it, then the one before it"

    desk(journey)


def test_another_date_at_an_even_price_in_five_actions(stage: Any) -> None:
    async def journey(c: Cashier) -> None:
        sold = await an_order(c)
        first = (await tickets_of(c, sold))[0]
        actions = 0
        await c.scan(first.number)
        await c.until(lambda: c.window.order.order is not None)
        await c.idle()
        actions += 1
        for key in (Key.Key_F7, Key.Key_Down, Key.Key_Return, Key.Key_F9):
            await c.key(key)
            actions += 1
        await c.until(lambda: c.window.order.order.number != sold.number)
        assert actions == 5
        order = c.window.order.order
        assert [(t.starts_at > first.starts_at, t.state, t.predecessor) for t in order.tickets] == [
            (True, "valid", first.short)
        ]
        old = await tickets_of(c, sold)
        assert [t.state for t in old] == ["exchanged", "valid", "valid"]
        assert old[0].cancelled.paper == "back", "its paper was scanned"
        assert said(c) == f"Exchanged into order {order.number}. Refused from now on: {first.short}."
        assert c.window.order.page is None
        await c.open(sold.number)
        model = c.find("tickets.table").tickets
        assert model.index(0, 7).data() == f"Exchanged for {order.number}-1"

    stage(journey)


def test_what_is_given_back_and_had_is_read_in_signs_and_words(stage: Any) -> None:
    async def journey(c: Cashier) -> None:
        sold, page = await opened(c)
        assert QApplication.focusWidget() is page.dates.table
        assert plain(page.minus).startswith(f"\u2212 {sold.number}-1  Parterre A-5  Adult  Show")
        assert plain(page.plus).startswith("+ Parterre A-5  Adult  Show"), "its own seat is free with it"
        assert page.gives_back.text() == "GIVES BACK  1 ticket, CHF 30.00"
        assert page.gets.text() == "GETS  1 ticket, CHF 30.00"
        assert page.difference.sum.text() == "Nothing to pay"
        assert page.finish.text() == "Exchange at the same price  Enter"
        assert [page.dates.rows.index(n, 1).data() for n in range(3)] == ["Show", "Show", "Another"]
        assert not c.find("tickets.table").isVisible() and page.isVisible()

    stage(journey)


def test_a_fee_and_a_dearer_ticket_are_paid_and_change_is_given(stage: Any) -> None:
    async def journey(c: Cashier) -> None:
        await c.window.books.write(with_a_fee)
        sold = await an_order(c)
        await c.open(sold.number)
        c.find("tickets.table").select_ticket(sold.tickets[2])
        await c.key(Key.Key_F7)
        page = c.find("exchange.page")
        await c.until(lambda: page.proposal is not None)
        assert page.fee.text().startswith("Exchange fee CHF 2.00.")
        kind = c.find("exchange.kind_1")
        kind.setCurrentIndex([kind.itemText(n)[:11] for n in range(kind.count())].index("Hall, Adult"))
        kind.activated.emit(kind.currentIndex())
        await c.until(lambda: page.difference.sum.text() == "TO PAY CHF 17.00")
        await c.key(Key.Key_2, ALT)
        assert page.difference.method.value() == "card"
        page.difference.amount.setText("20")
        await c.key(Key.Key_F9)
        assert said(c) == "Type an amount up to CHF 17.00, like 30.00."
        await c.key(Key.Key_1, ALT)
        page.difference.amount.setText("10")
        await c.key(Key.Key_F9)
        assert said(c) == "CHF 17.00 are to be paid, all of it now. Type what was received."
        page.difference.amount.setText("20")
        assert page.difference.change.text() == "CHANGE CHF 3.00"
        assert page.finish.text() == "Exchange and take CHF 17.00  Enter"
        await c.key(Key.Key_F9)
        await c.until(lambda: c.window.order.order.number != sold.number)
        assert said(c).endswith("CHF 17.00 taken (Cash). Change CHF 3.00.")
        assert c.window.order.order.balance == 0

    stage(journey)


def test_other_counts_are_said_and_what_is_left_over_goes_back(stage: Any) -> None:
    async def journey(c: Cashier) -> None:
        sold = await an_order(c)
        await c.open(sold.number)
        c.find("tickets.table").tickets.tick_all()
        await c.key(Key.Key_F7)
        page = c.find("exchange.page")
        await c.until(lambda: page.proposal is not None)
        assert page.warning.text() == "" and page.gives_back.text() == "GIVES BACK  3 tickets, CHF 75.00"
        c.find("exchange.count_1").setValue(1)
        await c.until(lambda: page.difference.sum.text() == "TO GIVE BACK CHF 30.00")
        assert page.warning.text() == "Fewer tickets than before: 2 instead of 3."
        assert page.difference.method.value() == "card"
        assert page.finish.text() == "Exchange and give back CHF 30.00  Enter"
        c.find("exchange.count_1").setValue(3)
        await c.until(lambda: page.warning.text() == "More tickets than before: 4 instead of 3.")
        c.find("exchange.count_1").setValue(99)
        await c.until(lambda: page.warning.text().startswith("There are not so many free places in zone Hall."))
        await c.key(Key.Key_F9)
        assert said(c) == page.warning.text() and c.window.order.order.number == sold.number
        c.find("exchange.count_1").setValue(1)
        await c.until(lambda: page.proposal is not None and page.proposal.offer is not None)
        page.difference.method._pick("bank_transfer")
        assert page.finish.text() == "Exchange, CHF 30.00 is owed  Enter"
        await c.key(Key.Key_F9)
        await c.until(lambda: c.window.order.order.number != sold.number)
        assert said(c).endswith("CHF 30.00 goes back (Bank transfer).")
        assert len(c.window.order.order.tickets) == 2

    stage(journey)


def test_tab_goes_through_what_is_decided_in_turn(stage: Any) -> None:
    async def journey(c: Cashier) -> None:
        await c.window.books.write(with_a_fee)
        await opened(c)
        c.find("exchange.minus").setFocus()
        seen = []
        for _ in range(11):
            seen.append(QApplication.focusWidget().objectName())
            QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        assert seen[: seen.index("exchange.finish") + 1] == [
            *("exchange.minus", "exchange.filter", "exchange.dates", "exchange.count_1", "exchange.kind_1"),
            *("exchange.plus", "exchange.paper", "exchange.method", "exchange.amount", "exchange.back"),
            "exchange.finish",
        ]

    stage(journey)


def test_back_leaves_everything_as_it_was(stage: Any) -> None:
    async def journey(c: Cashier) -> None:
        sold, page = await opened(c)
        before = await c.window.books.read(operations)
        await c.key(Key.Key_Down)
        await c.key(Key.Key_Return)
        assert QApplication.focusWidget() is page.finish
        await c.key(Key.Key_Escape)
        table = c.find("tickets.table")
        assert QApplication.focusWidget() is table and table.isVisible() and c.window.order.header.isVisible()
        assert await c.window.books.read(operations) == before
        assert [t.state for t in await tickets_of(c, sold)] == ["valid"] * 3

    stage(journey)


def test_another_event_is_found_by_typing(stage: Any) -> None:
    async def journey(c: Cashier) -> None:
        sold, page = await opened(c)
        page.dates.filter.setFocus()
        QTest.keyClicks(page.dates.filter, "anoth")
        await c.idle()
        assert [page.dates.rows.index(n, 1).data() for n in range(page.dates.rows.rowCount())] == ["Another"]
        assert page.finish.text() == "Exchange: choose a date"
        await c.key(Key.Key_Return)
        await c.until(lambda: page.proposal is not None)
        await c.key(Key.Key_F9)
        await c.until(lambda: c.window.order.order.number != sold.number)
        assert c.window.order.order.tickets[0].event == "Another"

    stage(journey)


def entered(book: Book, number: str) -> None:
    admit.admit(book, number, who=Who(lea(book).person))


def unpaid(book: Book) -> Sold:
    return sell(book, best(2), pay=[Tender("on_site")], who=lea(book))


def test_what_cannot_be_exchanged_says_why(stage: Any) -> None:
    async def journey(c: Cashier) -> None:
        sold = await an_order(c)
        number = (await tickets_of(c, sold))[0].number
        await c.window.books.write(entered, number)
        await c.open(sold.number)
        await c.key(Key.Key_F7)
        assert c.window.order.page is not c.find("exchange.page")
        assert f"{sold.number}-1" in said(c)
        waits = await c.window.books.write(unpaid)
        await c.open(waits.number)
        await c.key(Key.Key_F7)
        assert waits.number in said(c) and c.window.order.page is not c.find("exchange.page")

    stage(journey)


def test_a_seat_that_is_sold_meanwhile_changes_nothing_and_says_so(stage: Any) -> None:
    async def journey(c: Cashier) -> None:
        sold, page = await opened(c)
        await c.key(Key.Key_Down)
        offered = page.proposal.offer.new.lines[0]
        wanted = seats(offered.seat, performance="q")
        await c.window.books.write(lambda book: sell(book, wanted, pay=[Tender("cash")], who=lea(book)))
        await c.key(Key.Key_F9)
        assert "has just been taken" in said(c)
        assert [t.state for t in await tickets_of(c, sold)] == ["valid"] * 3
        assert c.window.order.page is page

    stage(journey)


def test_money_paid_in_two_ways_goes_back_as_it_was_paid(qapp: QApplication) -> None:
    set_language(qapp, "en")
    page = QWidget()
    fields = DifferenceFields("x", page=page)
    fields.show_difference(-1232, currency="CHF", refunding=Refunding(("", "cash", "later"), "", ("cash",)))
    give, owe = "give {amount}", "owe {amount}"
    assert (fields.refund, fields.tender, fields.lacks()) == (None, None, None)
    assert fields.button_text("", give, owe=owe, even="") == "give CHF 12.32"
    fields.method._pick("cash")
    assert (fields.refund, fields.button_text("", give, owe=owe, even="")) == ("cash", "give CHF 12.30")
    fields.method._pick("later")
    assert fields.button_text("", give, owe=owe, even="") == "owe CHF 12.32"
    fields.show_difference(1232, currency="CHF", refunding=Refunding(("cash",), "cash", ("cash",)))
    assert (fields.tender, fields.lacks()) == (("cash", 1232), None), "it is rounded by itself"
    fields.amount.setText("")
    assert fields.lacks() == (fields.amount, "Type an amount like 30.00.")
