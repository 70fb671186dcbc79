"""The Sell page: chosen by number or on the plan, paid in one part or several, sold once; a refusal keeps everything."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from tests.conftest import lea
from tests.house import taken
from tests.theatre import best, evening, seats, sold, standing, theatre
from tests.ui.conftest import Cashier
from ticketoffice.desk.find import order_of
from ticketoffice.desk.show import show
from ticketoffice.desk.views import OrderView
from ticketoffice.domain.calendar import DAY
from ticketoffice.store.book import Book
from ticketoffice.ui.words import set_language

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHOW = evening(starts_at=evening().starts_at - 6 * DAY)
AIDA = evening("q", starts_at=SHOW.starts_at + DAY, event="Aida")
CHILDREN, ADULTS = "sell.quantity.2", "sell.quantity.1"


def fill(book: Book) -> None:
    taken(book, theatre(SHOW, AIDA))


def on(c: Cashier, name: str) -> Any:
    """A control of the page; an order's own page has some of the same names."""
    found = c.find("sell.page").findChild(QWidget, name)
    assert found is not None, name
    return found


async def on_page(c: Cashier, make: Any = fill) -> None:
    await c.window.books.write(make)
    await c.key(Qt.Key.Key_F2)
    assert c.window.pages.shows("nav.sell")
    page = c.window.pages.currentWidget()
    await c.until(lambda: page.on_sale is not None and page.on_sale.performance == "p")
    await c.idle()


async def type_in(c: Cashier, text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)
    await c.idle()


async def press(c: Cashier, name: str) -> None:
    on(c, name).click()
    await c.idle()


def focused() -> str:
    return QApplication.focusWidget().objectName()


async def just_sold(c: Cashier) -> OrderView:
    """The order that the page says is sold."""
    number = on(c, "sell.sold_text").text().split()[1]

    def question(book: Book) -> OrderView:
        return show(book, order_of(book, number)[0])

    return await c.window.books.read(question)


async def count_of_orders(c: Cashier) -> int:
    def question(book: Book) -> int:
        with book.read() as reading:
            return reading.count_orders()

    return await c.window.books.read(question)


def told(c: Cashier) -> str:
    return c.find("notice.text").text()


# --- four keys -------------------------------------------------------------------------------------------------------


def test_two_unnumbered_for_exact_cash_are_four_actions(desk: Any) -> None:
    def counted(book: Book) -> None:
        taken(book, theatre(replace(SHOW, zones=SHOW.zones[1:], quotas=SHOW.quotas[1:], plan=None)))

    async def journey(c: Cashier) -> None:
        await c.window.books.write(counted)
        await c.idle()
        actions = 0
        for key in (Qt.Key.Key_F2, Qt.Key.Key_2, Qt.Key.Key_F9, Qt.Key.Key_Return):
            QTest.keyClick(QApplication.focusWidget() or c.window, key)
            await c.idle()
            actions += 1
        order = await just_sold(c)
        assert (order.state, [t.price for t in order.tickets], actions) == ("paid", [1500, 1500], 4)
        assert [(p.method, p.amount) for p in order.payments] == [("cash", 3000)]
        assert (focused(), on(c, ADULTS).text()) == (ADULTS, "0"), "ready for the next customer"
        await c.key(Qt.Key.Key_F3)
        assert focused() == "search.bar"
        await c.key(Qt.Key.Key_F2)
        await press(c, "sell.show_order")
        assert c.window.on_orders_page and c.window.order.order.number == order.number

    desk(journey)


# --- choosing --------------------------------------------------------------------------------------------------------


def unknown(performance: Any) -> Any:
    """Nobody said how many places it has."""
    return replace(performance, zones=(replace(performance.zones[1], capacity=None),), quotas=(), plan=None)


def test_where_nobody_knows_how_much_is_free_no_performance_is_chosen_by_itself(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await c.window.books.write(lambda book: taken(book, theatre(unknown(SHOW), unknown(AIDA))))
        await c.key(Qt.Key.Key_F2)
        page = c.window.pages.currentWidget()
        on(c, "sell.filter").setText("12:00")
        await c.idle()
        assert [page.performances.rows.index(n, 0).data() for n in range(2)] == [
            "Show, Wed 25 Nov 12:00, not known",
            "Aida, Thu 26 Nov 12:00, not known",
        ]
        assert page.performances.current is None and page.on_sale is None
        assert page.choosing.title.text() == "Choose a performance in the list."
        assert page.tariffs.fields == {} and not page.choosing.seats.isVisible()
        page.performances.list.setFocus()
        await c.idle()
        assert page.performances.current is None, "to come by is to choose nothing"
        await c.key(Qt.Key.Key_Down)
        assert page.on_sale.event == "Show" and len(page.tariffs.fields) == 1
        await c.key(Qt.Key.Key_Return)
        assert focused() == ADULTS
        on(c, "sell.filter").setFocus()
        on(c, "sell.filter").setText("aida 12:00")
        await c.idle()
        assert page.on_sale is None
        await c.key(Qt.Key.Key_Return)
        assert (page.on_sale.event, focused()) == ("Aida", ADULTS), "Enter takes the one that was found"

    desk(journey)


def test_one_that_has_places_comes_before_one_of_which_nobody_knows(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await c.window.books.write(lambda book: taken(book, theatre(unknown(SHOW), AIDA)))
        await c.key(Qt.Key.Key_F2)
        await c.until(lambda: c.window.pages.currentWidget().on_sale is not None)
        assert c.window.pages.currentWidget().on_sale.event == "Aida"

    desk(journey)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_where_nothing_is_on_sale_the_way_to_the_events_is_offered(desk: Any, language: str) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(1024, 700)
        await c.key(Qt.Key.Key_F2)
        await c.idle()
        rows = c.find("sell.page").performances
        rows.show_rows(())
        first = on(c, "sell.first_event")
        assert first.isVisible() and not rows.list.isVisible()
        assert first.text() == {"en": "Make your first event", "fr": "Créer un spectacle"}[language]
        assert first.width() >= first.sizeHint().width(), "it is not cut"
        c.find("sell.page").choosing.ask_for_one()
        c.find("sell.page").take_focus()
        assert focused() == "sell.first_event"
        await c.key(Qt.Key.Key_Space)
        assert c.window.pages.shows("nav.events")
        await c.window.books.write(fill)
        await c.key(Qt.Key.Key_F2)
        await c.until(lambda: rows.rows.rowCount() > 0)
        assert rows.list.isVisible() and not first.isVisible()
        rows.filter.setText("nobody")
        assert not first.isVisible() and rows.empty.isVisible()

    desk(journey, language=language)
    set_language(QApplication.instance(), "en")


def test_the_next_performance_that_has_places_is_looked_at(desk: Any) -> None:
    def first_is_full(book: Book) -> None:
        fill(book)
        sold(book, [*best(30), *standing(20)], who=lea(book))

    async def journey(c: Cashier) -> None:
        await c.window.books.write(first_is_full)
        await c.key(Qt.Key.Key_F2)
        page = c.find("sell.page")
        await c.until(lambda: page.on_sale is not None and page.on_sale.performance == "q")
        rows = page.performances.rows
        texts = [rows.index(n, 0).data() for n in range(rows.rowCount())]
        assert texts[0].startswith("Show, ") and texts[0].endswith("sold out"), "it is shown, not hidden"
        assert texts[1].startswith("Aida, ") and texts[1].endswith("50 free")
        page.performances.choose(rows.rows[0].id)
        await c.idle()
        assert not on(c, ADULTS).isEnabled()
        on(c, "sell.filter").setText("aida dec")
        await c.idle()
        assert {row.event for row in rows.rows} == {"Aida"} and page.on_sale.event == "Aida"
        on(c, "sell.filter").setText("nobody")
        await c.idle()
        assert on(c, "sell.nothing").isVisible()

    desk(journey)


@pytest.mark.parametrize(
    "typed", ["2.12", "2.12.", "2/12", "02.12.", "2 dec", "2 Dec", "2 déc", "2 décembre", "2.12.2026"]
)
def test_a_date_finds_that_day_and_no_hour(desk: Any, typed: str) -> None:
    """One of the same month at that hour, one on another day with that digit, and one of that day."""
    day = evening("a", starts_at=1_796_212_800_000_000, event="That day")
    others = [
        evening("b", starts_at=day.starts_at + 10 * DAY, event="Twelfth"),
        evening("c", starts_at=day.starts_at + DAY - 10 * DAY // 24, event="At two"),
    ]

    def dated(book: Book) -> None:
        taken(book, theatre(SHOW, day, *others))

    async def journey(c: Cashier) -> None:
        await on_page(c, dated)
        rows = c.find("sell.page").performances
        rows.filter.setText(typed)
        await c.idle()
        names = [rows.rows.index(n, 0).data() for n in range(rows.rows.rowCount())]
        assert [name.split(",")[0] for name in names] == ["That day"], names

    desk(journey)


def test_quantities_are_typed_stepped_and_moved_through(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await on_page(c)
        assert focused() == ADULTS
        await c.key(Qt.Key.Key_Plus)
        await c.key(Qt.Key.Key_Plus)
        assert on(c, "sell.line.1").text() == "2 × Adult, Hall"
        assert on(c, "sell.line.1.seats").text() == "Parterre A-5, Parterre A-6"
        await c.key(Qt.Key.Key_Down)
        await type_in(c, "12")
        assert (focused(), on(c, "sell.line.2").text()) == (CHILDREN, "12 × Child, Hall")
        await c.key(Qt.Key.Key_Up)
        await c.key(Qt.Key.Key_Minus)
        assert on(c, "sell.line.1").text() == "1 × Adult, Hall"
        assert on(c, "sell.total").text() == "CHF 270.36"
        await press(c, "sell.line.2.remove")
        assert (on(c, CHILDREN).text(), on(c, "sell.total").text()) == ("0", "CHF 30.00")
        await press(c, f"{ADULTS}.less")
        assert on(c, "sell.cart_empty").isVisible() and not on(c, "sell.pay").isEnabled()

    desk(journey)


def test_more_than_there_are_is_said_and_nothing_is_paid(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await on_page(c)
        await c.key(Qt.Key.Key_F9)
        assert told(c) == "Choose a ticket first: type how many."
        await type_in(c, "31")
        assert on(c, "sell.problem").text().startswith("There are not so many free places in zone Hall.")
        assert not on(c, "sell.pay").isEnabled() and on(c, ADULTS).text() == "31"
        await c.key(Qt.Key.Key_F9)
        assert told(c).startswith("There are not so many"), "the key says why"
        QApplication.focusWidget().selectAll()
        await type_in(c, "3")
        assert not on(c, "sell.problem").isVisible() and on(c, "sell.pay").isEnabled()

    desk(journey)


def test_seats_are_chosen_on_the_plan(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await on_page(c)
        await type_in(c, "1")
        await c.key(Qt.Key.Key_B, ALT)
        plan = on(c, "sell.plan")
        assert plan.isVisible() and focused() == "sell.plan.drawing"
        plan.go_to("A-5")
        await c.key(Qt.Key.Key_Space)
        assert on(c, ADULTS).text() == "0", "the best seat that was offered is given back"
        for seat in ("B-1", "B-2"):
            plan.go_to(seat)
            await c.key(Qt.Key.Key_Space)
        assert on(c, "sell.line.1.seats").text() == "Parterre B-1, Parterre B-2" and on(c, ADULTS).text() == "2"
        assert not on(c, "sell.alone").isVisible()
        plan.go_to("B-4")
        await c.key(Qt.Key.Key_Space)
        assert on(c, "sell.alone").text() == "Parterre B-3 would stay alone."
        await c.key(Qt.Key.Key_F9)
        assert not plan.isVisible() and focused() == "pay.amount"
        await c.key(Qt.Key.Key_Return)
        order = await just_sold(c)
        assert sorted(t.seat for t in order.tickets) == [f"Parterre, Row B, Seat {n}" for n in (1, 2, 4)]
        assert not on(c, "sell.alone").isVisible()

    desk(journey)


def test_a_seat_that_somebody_took_is_said_and_another_one_offered(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await on_page(c)
        await type_in(c, "1")
        await c.key(Qt.Key.Key_B, ALT)
        await c.window.books.write(lambda book: sold(book, seats("A-5"), who=lea(book)))
        await c.idle()
        assert on(c, "sell.problem").text().startswith("Parterre, Row A, Seat 5 has just been taken.")
        assert (on(c, "sell.line.1.seats").text(), on(c, ADULTS).text()) == ("Parterre A-6", "1")
        assert on(c, "sell.pay").isEnabled()

    desk(journey)


def test_best_seats_are_offered_anew_when_somebody_took_them(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await on_page(c)
        await type_in(c, "2")
        await c.window.books.write(lambda book: sold(book, seats("A-5"), who=lea(book)))
        await c.idle()
        seats_now = on(c, "sell.line.1.seats").text()
        await c.key(Qt.Key.Key_F9)
        await c.key(Qt.Key.Key_Return)
        order = await just_sold(c)
        assert "A-5" not in seats_now
        told_seats = ", ".join(t.seat.replace(", Row", "").replace(", Seat ", "-") for t in order.tickets)
        assert told_seats == seats_now, "what was shown is what is sold"

    desk(journey)


# --- money -----------------------------------------------------------------------------------------------------------


async def paying(c: Cashier, count: str = "2") -> None:
    await on_page(c)
    await type_in(c, count)
    await c.key(Qt.Key.Key_F9)
    assert focused() == "pay.amount"


@pytest.mark.parametrize("typed", ["100", "100.00", "100,00"])
def test_change_is_shown_until_the_next_key(desk: Any, typed: str) -> None:
    async def journey(c: Cashier) -> None:
        await paying(c)
        await type_in(c, typed)
        change = on(c, "pay.change")
        assert change.text().replace("\u00a0", " ") == "CHANGE CHF 40.00" and change.font().pointSize() == 28
        assert on(c, "pay.take").text() == "Take CHF 60.00  Enter"
        await c.key(Qt.Key.Key_Return)
        assert (await just_sold(c)).state == "paid"
        assert "40.00" in change.text() and change.isVisible()
        await c.key(Qt.Key.Key_1)
        assert change.text() == "" and on(c, "sell.line.1").text() == "1 × Adult, Hall"

    desk(journey)


def test_the_coins_rounding_is_a_line_of_its_own(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await on_page(c)
        await c.key(Qt.Key.Key_Down)
        await type_in(c, "1")
        await c.key(Qt.Key.Key_F9)
        assert on(c, "sell.total").text() == "CHF 20.03"
        assert on(c, "sell.rounding").text() == "Rounding CHF 0.02, to pay CHF 20.05"
        assert on(c, "pay.take").text() == "Take CHF 20.05  Enter"
        await c.key(Qt.Key.Key_2, ALT)
        assert not on(c, "sell.rounding").isVisible() and on(c, "pay.take").text() == "Take CHF 20.03  Enter"

    desk(journey)


def test_a_part_by_card_and_the_rest_in_cash(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await paying(c)
        await c.key(Qt.Key.Key_2, ALT)
        await type_in(c, "20")
        assert on(c, "pay.take").text() == "Take CHF 20.00, then CHF 40.00  Enter"
        await c.key(Qt.Key.Key_Return)
        assert on(c, "pay.part.1").text() == "Card CHF 20.00  ×" and focused() == "pay.amount"
        await press(c, "pay.part.1")
        assert on(c, "pay.take").text() == "Take CHF 60.00  Enter", "taken out again"
        await c.key(Qt.Key.Key_2, ALT)
        await type_in(c, "20")
        await c.key(Qt.Key.Key_Return)
        await type_in(c, "50")
        assert "10.00" in on(c, "pay.change").text()
        await c.key(Qt.Key.Key_Return)
        order = await just_sold(c)
        assert sorted((p.method, p.amount) for p in order.payments) == [("card", 2000), ("cash", 4000)]

    desk(journey)


def test_more_than_is_due_by_card_and_what_is_no_amount_are_not_taken(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await paying(c)
        await type_in(c, "1.2.3")
        await c.key(Qt.Key.Key_Return)
        assert told(c).startswith("Type an amount like 30.00") and focused() == "pay.amount"
        on(c, "pay.amount").clear()
        await c.key(Qt.Key.Key_2, ALT)
        await type_in(c, "61")
        await c.key(Qt.Key.Key_Return)
        assert told(c) == "Type an amount up to CHF 60.00, like 30.00."
        assert on(c, "pay.amount").text() == "61", "what was typed stays"

    desk(journey)


def test_amounts_at_hand(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await paying(c)
        hands = [on(c, f"pay.hand.{amount}") for amount in (6000, 7000, 10000, 20000)]
        assert [button.text() for button in hands] == ["60.00", "70.00", "100.00", "200.00"]
        hands[2].click()
        assert on(c, "pay.amount").text() == "100.00" and focused() == "pay.amount"

    desk(journey)


def test_amounts_at_hand_are_those_of_what_is_left_once_each(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await paying(c)
        await type_in(c, "5")
        await c.key(Qt.Key.Key_Return)
        hands = [b for b in c.find("sell.page").pay_row.findChildren(QToolButton) if b.property("amount") is not None]
        assert [button.text() for button in hands] == ["55.00", "60.00", "100.00", "200.00"]
        assert all(button.isVisible() for button in hands)

    desk(journey)


def test_an_invoice_needs_a_name_and_a_gift_who_invites(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await paying(c)
        await c.key(Qt.Key.Key_5, ALT)
        assert focused() == "pay.name"
        await c.key(Qt.Key.Key_Return)
        assert told(c) == "An invoice needs the customer's name."
        await type_in(c, "Ida Rossi")
        await c.key(Qt.Key.Key_Return)
        order = await just_sold(c)
        assert (order.state, order.customer.name) == ("pending", "Ida Rossi")
        assert "on invoice" in on(c, "sell.sold_text").text()
        await type_in(c, "1")
        await c.key(Qt.Key.Key_F9)
        assert on(c, "pay.name").text() == "", "the next customer is another one"
        await c.key(Qt.Key.Key_7, ALT)
        await c.key(Qt.Key.Key_Return)
        assert (told(c), focused()) == ("Type who invites.", "pay.note")
        await type_in(c, "the director invites")
        await c.key(Qt.Key.Key_Return)
        order = await just_sold(c)
        assert [t.price for t in order.tickets] == [0]

    desk(journey)


def test_two_best_seats_by_card_with_an_address_are_seven_actions(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await c.window.books.write(fill)
        await c.idle()
        none = Qt.KeyboardModifier.NoModifier
        keys = (
            (Qt.Key.Key_F2, none),
            (Qt.Key.Key_2, none),
            (Qt.Key.Key_F9, none),
            (Qt.Key.Key_2, ALT),
            (Qt.Key.Key_N, CTRL),
        )
        for key, held in keys:
            await c.key(key, held)
        assert focused() == "pay.name"
        on(c, "pay.name").setText("ida@example.org")
        await c.key(Qt.Key.Key_Return)
        assert len(keys) + len(("the address", "Enter")) == 7
        order = await just_sold(c)
        assert (order.method, order.customer.email, order.customer.name) == ("card", "ida@example.org", None)

    desk(journey)


def test_two_presses_of_enter_sell_once(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await paying(c)
        before = await count_of_orders(c)
        for _ in range(3):
            QTest.keyClick(on(c, "pay.amount"), Qt.Key.Key_Return)
        await c.idle()
        await c.key(Qt.Key.Key_Return)
        assert await count_of_orders(c) == before + 1
        assert "CHF" not in on(c, "pay.change").text() and on(c, "sell.sold").isVisible()

    desk(journey)


def test_a_scan_looks_up_and_takes_nothing(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await paying(c)
        before = await count_of_orders(c)
        done = await c.window.books.write(lambda book: sold(book, standing(1), who=lea(book)))
        order = await c.window.books.read(show, done.order)
        await c.idle()
        on(c, "pay.amount").setFocus()
        await c.scan(order.tickets[0].number)
        await c.idle()
        assert c.window.order.order.number == order.number
        assert await count_of_orders(c) == before + 1, "only what was sold beside"
        await c.key(Qt.Key.Key_F2)
        assert on(c, "sell.line.1").text() == "2 × Adult, Hall", "the cart is still there"

    desk(journey)


def test_escape_goes_back_and_keeps_what_was_typed(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await paying(c)
        await type_in(c, "100")
        await c.key(Qt.Key.Key_Escape)
        assert focused() == ADULTS and not on(c, "pay.take").isVisible()
        await c.key(Qt.Key.Key_F9)
        assert on(c, "pay.amount").text() == "100"

    desk(journey)


# --- carts that wait -------------------------------------------------------------------------------------------------


def test_carts_are_parked_and_taken_back(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await on_page(c)
        await type_in(c, "2")
        await c.key(Qt.Key.Key_G, CTRL)
        assert on(c, "sell.parked.1").text() == "2 tickets, CHF 60.00, 0 min" and focused() == ADULTS
        await type_in(c, "1")
        await c.key(Qt.Key.Key_G, CTRL)
        c.clock.advance(seconds=180)
        await c.key(Qt.Key.Key_F3)
        await c.key(Qt.Key.Key_F2)
        assert [on(c, f"sell.parked.{n}").text() for n in (1, 2)] == [
            "2 tickets, CHF 60.00, 3 min",
            "1 ticket, CHF 30.00, 3 min",
        ]
        await type_in(c, "3")
        await press(c, "sell.parked.1")
        assert on(c, "sell.line.1").text() == "2 × Adult, Hall"
        assert [on(c, f"sell.parked.{n}").text()[:9] for n in (1, 2)] == ["1 ticket,", "3 tickets"]

    desk(journey)


def test_a_price_is_lowered_with_a_reason_and_a_second_person(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await on_page(c)
        await type_in(c, "2")
        await press(c, "sell.line.1.price")
        assert focused() == "sell.lower.amount"
        await type_in(c, "31")
        await c.key(Qt.Key.Key_Return)
        assert told(c) == "Type an amount up to CHF 30.00, like 30.00."
        on(c, "sell.lower.amount").setText("20")
        await c.key(Qt.Key.Key_Return)
        assert on(c, "sell.total").text() == "CHF 40.00" and focused() == ADULTS
        await c.key(Qt.Key.Key_F9)
        await c.key(Qt.Key.Key_Return)
        assert (told(c), focused()) == ("Type why a price is lowered.", "pay.note")
        await type_in(c, "behind a pillar")
        await c.key(Qt.Key.Key_Return)
        assert focused() == "pay.second"
        await type_in(c, "Marc")
        await c.key(Qt.Key.Key_Return)
        order = await just_sold(c)
        assert [t.price for t in order.tickets] == [2000, 2000]

    desk(journey)


def test_the_row_that_is_seen_has_the_public_names(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await paying(c)
        assert c.find("pay.take") is on(c, "pay.take") and c.find("pay.amount").isVisible()
        await c.key(Qt.Key.Key_Return)
        await press(c, "sell.show_order")
        assert c.find("pay.take") is c.window.order.pay.take

    desk(journey)
