"""Orders that wait, in the window: noted, released, let in unpaid, reminded, paid too late; each by keyboard too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.conftest import orders_files
from tests.house import house, on, taken
from tests.reservations import take_reservations
from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import an_invoice_order
from ticketoffice.desk import admit, payment, release, today
from ticketoffice.desk.find import find
from ticketoffice.desk.people import person_named
from ticketoffice.desk.rules import change_rules
from ticketoffice.desk.show import show
from ticketoffice.desk.waiting import due_work, waiting
from ticketoffice.domain.people import Who
from ticketoffice.ui import words

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
DAY = 86_400


def reservations(count: int) -> list[Path]:
    return orders_files("pretix-opera")[2 : 2 + count]


async def reserve(c: Cashier, files: int = 2) -> list[str]:
    """Takes reservations of real people in; returns their numbers."""
    numbers = await c.window.books.write(take_reservations, *reservations(files))
    await c.idle()
    return list(numbers)


def until(c: Cashier, instant: int) -> None:
    """Moves the clock to an instant."""
    c.clock.advance(seconds=(instant - c.clock.now()) / 1_000_000)


def summary(c: Cashier) -> str:
    return str(c.window.order.header.summary.text()).replace("\u00a0", " ")


def notice(c: Cashier) -> str:
    return str(c.find("notice.text").text())


async def by_keys(c: Cashier, name: str) -> None:
    """Back from the tickets to a button, in a few steps, and Space."""
    c.find("tickets.table").setFocus()
    button = c.find(name)
    assert button.isVisible(), name
    for _ in range(8):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        if QApplication.focusWidget() is button:
            break
    assert QApplication.focusWidget() is button, name
    await c.key(Qt.Key.Key_Space)


# --- notes -------------------------------------------------------------------------------------------------------


def test_a_note_is_written_by_keyboard_and_seen_wherever_the_order_is(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await c.open("KL3ZT")
        for name in ("order.release", "order.admit_unpaid", "order.remind", "order.badge"):
            assert not c.find(name).isVisible(), name
        await c.click("order.note")
        c.find("note.text").setText("no")
        await c.key(Qt.Key.Key_Escape)
        assert (c.window.order.page, c.window.order.order.notes) == (None, ())
        assert c.find("tickets.table").hasFocus()
        await c.key(Qt.Key.Key_N, CTRL_SHIFT)
        assert QApplication.focusWidget() is c.find("note.text")
        await c.key(Qt.Key.Key_Return)
        assert notice(c) == "Type the note."
        c.find("note.text").setText("")
        c.find("note.text").insert("x" * 2005)
        await c.key(Qt.Key.Key_Return)
        assert notice(c).startswith("The note is 2005 characters long")
        assert (len(c.find("note.text").text()), c.window.order.order.notes) == (2005, ()), (
            "it stays to be made shorter"
        )
        c.find("note.text").setText("Walks with crutches")
        await c.key(Qt.Key.Key_Return)
        assert (notice(c), c.window.order.page) == ("Noted.", None)
        order = c.window.order.order
        assert [(note.text, note.by) for note in order.notes][-1] == ("Walks with crutches", "Lea")
        assert "Walks with crutches" in c.window.order.header.beside.text()
        assert (order.history[0].kind, order.history[0].by) == ("note_added", "Lea")
        assert c.find("history.table").model().index(0, 2).data() == "Note"
        found = await c.window.books.read(find, "crutches")
        assert [(row.number, row.matched) for row in found.orders] == [("KL3ZT", "note")]
        [performance] = {t.performance for t in order.tickets}
        evening = await c.window.books.read(today.evening, performance, filter="with_note")
        assert ("Walks with crutches",) in [row.notes[-1:] for row in evening.orders]

    desk(journey)


# --- one reservation -----------------------------------------------------------------------------------------------


def test_a_reservation_says_its_release_time_and_is_released_by_enter(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        number = (await reserve(c))[0]
        await c.open(number)
        assert "to be released Fri 18 Dec 19:30" in summary(c) or "Dec 19:30" in summary(c)
        await by_keys(c, "order.release")
        page = c.window.order.release
        assert page.isVisible()
        assert "Not collected" in page.text.text()
        assert "Nothing was paid" in page.text.text()
        held = len(c.window.order.order.tickets)
        await c.key(Qt.Key.Key_Return)
        view = c.window.order.order
        assert (view.state, view.live_tickets, view.balance) == ("expired", 0, 0)
        assert {t.cancelled.reason for t in view.tickets} == {"not_collected"}
        assert notice(c).startswith(f"Released: {held} ticket")
        assert not c.find("order.release").isVisible()

    desk(journey)


def test_what_was_paid_in_part_stays_as_credit(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        number = (await reserve(c))[0]
        await c.open(number)
        await c.key(Qt.Key.Key_F9)
        c.find("pay.amount").setText("10.00")
        await c.key(Qt.Key.Key_Return)
        assert "open CHF" in summary(c)
        await c.click("order.release")
        assert "CHF 10.00 was paid and stays as credit" in c.window.order.release.text.text()
        await c.key(Qt.Key.Key_Return)
        assert (c.window.order.order.credit, c.window.order.order.paid) == (1000, 1000)
        assert "CHF 10.00 had been paid" in notice(c)
        assert c.find("order.give_back").isVisible()

    desk(journey)


# --- in Today ------------------------------------------------------------------------------------------------------


async def at_the_release(c: Cashier) -> Any:
    """Moves the clock to the first release time; returns an order that is due then. The clock releases nothing itself."""
    rules = {"cancel_unpaid_by_rule": "0"}
    await c.window.books.write(change_rules, rules, who=Who(c.window.room_person()))
    first = min(
        (view for view in await c.window.books.read(waiting) if view.release_at is not None),
        key=lambda view: view.release_at,
    )
    until(c, first.release_at)
    return first


def test_today_releases_what_is_ticked(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        page = c.window.today
        await c.key(Qt.Key.Key_F4)
        await c.until(page.orders.rows.rowCount)
        assert page.performances.current.unpaid > 0
        assert not c.find("today.release").isVisible(), "invoices are not released here"
        await reserve(c, 6)
        first = await at_the_release(c)
        await c.until(lambda: c.find("today.release").isVisible())
        due = await c.window.books.read(today.reserved, first.performance)
        assert len(due.orders) >= 3
        await c.click("today.release")
        rows = page.releasing.table.rows
        assert [row.order for row in rows.ticked()] == [row.order for row in due.orders], "what is due is ticked"
        assert page.releasing.table.hasFocus()
        await c.key(Qt.Key.Key_Space)
        assert len(rows.ticked()) == len(due.orders) - 1
        gone = sum(row.tickets for row in rows.ticked())
        free = page.performances.current.free
        await c.key(Qt.Key.Key_Return)
        assert not page.is_releasing
        assert page.performances.current.free == free + gone
        assert f"{len(due.orders) - 1} reservation" in notice(c)
        assert f"{gone} place" in notice(c)
        left = await c.window.books.read(today.reserved, first.performance)
        assert [row.order for row in left.orders] == [due.orders[0].order]
        assert page.text.hasFocus()
        await c.click("today.release")
        await c.key(Qt.Key.Key_Return)
        assert not c.find("today.release").isVisible(), "nothing waits here any more"

    desk(journey)


def test_nothing_is_ticked_before_its_time_and_ticks_stay_when_others_leave(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await reserve(c, 6)
        await at_the_release(c)
        c.clock.advance(seconds=-60)
        await c.key(Qt.Key.Key_F4)
        await c.until(lambda: c.find("today.release").isVisible())
        await c.click("today.release")
        page = c.window.today
        assert page.releasing.table.rows.ticked() == []
        await c.key(Qt.Key.Key_Return)
        assert "Tick" in notice(c)
        await c.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        assert len(page.releasing.table.rows.ticked()) == page.releasing.table.rows.rowCount()
        assert notice(c) == ""
        before = page.releasing.table.rows.ticked()
        page.releasing.table.rows.toggle(1)
        await c.window.books.write(release.release, before[2].order, who=Who(c.window.room_person()))
        await c.until(lambda: page.releasing.table.rows.rowCount() == len(before) - 1)
        left = [row.order for row in (before[0], *before[3:])]
        assert [row.order for row in page.releasing.table.rows.ticked()] == left
        await c.key(Qt.Key.Key_Escape)
        assert not page.is_releasing
        assert page.text.hasFocus()

    desk(journey)


# --- what is due ---------------------------------------------------------------------------------------------------


def test_what_is_due_is_counted_beside_the_search_and_opens(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        assert not c.find("waiting.due").isVisible()
        await reserve(c, 3)
        await at_the_release(c)
        due = await c.window.books.read(due_work)
        c.window.books.changed.emit(await changes(c))
        await c.until(lambda: c.find("waiting.due").isVisible())
        assert c.find("waiting.due").text().startswith(str(len(due)))
        kinds = {view.due for view in due}
        assert {"release", "remind"} <= kinds
        first_release = next(n for n, view in enumerate(due) if view.due == "release")
        for view in due[: min(first_release, 3)]:
            await c.click("waiting.due")
            assert c.window.order.order.number == view.number

    desk(journey)


async def changes(c: Cashier) -> Any:
    """Some change of the book, as another desk's would be told."""
    from ticketoffice.desk.notes import add_note

    order = (await c.window.books.read(waiting))[0].order
    return await c.window.books.write(add_note, order, text="seen", who=Who(c.window.room_person()))


def test_the_first_release_that_is_due_opens_todays_list(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await reserve(c, 3)
        who = Who(c.window.room_person())
        for view in await c.window.books.read(waiting):
            if view.method == "invoice":
                await c.window.books.write(payment.pay, view.order, method="card", who=who)
        first = await at_the_release(c)
        await c.open("KL3ZT")
        await changes(c)
        await c.until(lambda: c.find("waiting.due").isVisible())
        await c.click("waiting.due")
        page = c.window.today
        assert page.isVisible()
        assert page.is_releasing
        assert page.performances.current.performance == first.performance
        await c.key(Qt.Key.Key_Return)
        await c.until(lambda: not c.find("waiting.due").isVisible())
        assert await c.window.books.read(due_work) == ()

    desk(journey)


# --- let in unpaid -------------------------------------------------------------------------------------------------


def test_an_invoice_is_let_in_unpaid_with_a_second_person_and_taken_back(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await an_invoice_order(c)
        assert not c.find("order.release").isVisible(), "not overdue yet"
        ticket = order.tickets[0].number
        await by_keys(c, "order.admit_unpaid")
        assert QApplication.focusWidget() is c.find("admit.second")
        await c.key(Qt.Key.Key_Return)
        assert "colleague" in notice(c)
        c.find("admit.second").setText("Lea")
        await c.key(Qt.Key.Key_Return)
        assert "own act" in notice(c)
        c.find("admit.second").setText("Marc")
        await c.key(Qt.Key.Key_Return)
        assert c.find("order.badge").text() == "May go in unpaid"
        checked = await c.window.books.read(admit.check, ticket)
        assert (checked.answer, checked.badge) == ("GO", "admit_unpaid")
        [line] = [line for line in c.window.order.order.history if line.kind == "unpaid_admitted"]
        assert line.second_person == "Marc"
        await c.key(Qt.Key.Key_F8)
        await c.scan(ticket)
        await c.until(lambda: c.find("gate.result").isVisible())
        await c.open(order.number)
        assert c.find("order.admit_unpaid").text() == "No longer admit unpaid…"
        await c.click("order.admit_unpaid")
        c.find("admit.alone").setText("nobody else is here today")
        await c.key(Qt.Key.Key_Return)
        assert not c.find("order.badge").isVisible()
        assert (await c.window.books.read(admit.check, order.tickets[1].number)).reason == "unpaid"
        model = c.find("history.table").model()
        assert model.index(0, 2).data() == "No longer admit unpaid"

    desk(journey)


# --- reminded ------------------------------------------------------------------------------------------------------


def test_a_reminder_that_is_due_is_written_to_a_pdf_and_not_due_again(desk: Any, tmp_path: Path) -> None:
    async def journey(c: Cashier) -> None:
        order = await an_invoice_order(c)
        assert not c.find("order.remind").isVisible()
        view = next(v for v in await c.window.books.read(waiting) if v.order == order.order)
        c.clock.advance(seconds=15 * DAY)
        await c.open(order.number)
        assert "reminder 1 is due" in summary(c)
        await by_keys(c, "order.remind")
        page = c.window.order.remind
        assert not page.email.isEnabled()
        assert "No mail server" in page.text.text()
        await c.key(Qt.Key.Key_Return)
        files = list((tmp_path / "papers").glob("*-1.pdf"))
        assert len(files) == 1
        assert c.find("notice.action").isVisible()
        shown = c.window.order.order
        assert shown.history[0].kind == "customer_reminded"
        assert [r.how for r in shown.waits.reminders if r.reminded_at] == ["print"]
        assert shown.waits.last_on == view.last_on
        assert not c.find("order.remind").isVisible()

    desk(journey)


def test_a_reminder_without_an_invoice_to_print_is_not_written_down(desk: Any, tmp_path: Path) -> None:
    async def journey(c: Cashier) -> None:
        plan, bill = house(), replace(on("A-1", number="BILL", waiting=True), invoices=())
        [evening] = plan.performances
        far = replace(plan, performances=(replace(evening, starts_at=evening.starts_at + 90 * DAY * 1_000_000),))
        await c.window.books.write(lambda book: taken(book, far, bill))
        c.clock.advance(seconds=15 * DAY)
        await c.open("BILL")
        assert c.window.order.order.waits.reminder == 1
        await c.click("order.remind")
        await c.key(Qt.Key.Key_Return)
        assert "Order BILL has no invoice" in notice(c)
        assert list(tmp_path.glob("papers/*")) == []
        shown = await c.window.books.read(show, c.window.order.order.order)
        assert (shown.waits.reminder, [r.reminded_at for r in shown.waits.reminders if r.reminded_at]) == (1, [])
        assert c.find("order.remind").isVisible()

    desk(journey)


def test_a_reminder_goes_by_email_where_there_is_a_server_and_an_address(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        views = await c.window.books.read(waiting)
        number = next(view.number for view in views if view.email)
        c.clock.advance(seconds=15 * DAY)
        await c.open(number)
        await c.click("order.remind")
        page = c.window.order.remind
        page.show_for(c.window.order.order, no_mail=None)
        assert c.window.order.order.waits.email in page.text.text()
        page.take_focus()
        assert QApplication.focusWidget() is page.email
        await c.key(Qt.Key.Key_Return)
        shown = c.window.order.order
        assert [(r.number, r.how) for r in shown.waits.reminders if r.reminded_at] == [(1, "email")]
        assert "by e-mail" in notice(c)

    desk(journey)


# --- money that comes too late -------------------------------------------------------------------------------------


async def released(c: Cashier) -> Any:
    order = await an_invoice_order(c)
    await c.window.books.write(release.release, order.order, who=Who(c.window.room_person()))
    await c.open(order.number)
    return order


def test_a_payment_after_the_release_brings_the_tickets_back(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await released(c)
        assert c.window.order.order.state == "expired"
        text = c.find("order.pay").text()
        assert "tickets are valid again" in text
        assert f"{order.total // 100}.{order.total % 100:02d}" in text
        await c.key(Qt.Key.Key_F9)
        assert "was released" in c.window.order.pay.text.text()
        await c.key(Qt.Key.Key_Return)
        view = c.window.order.order
        assert (view.state, view.balance) == ("paid", 0)
        old, new = view.tickets[: len(order.tickets)], view.tickets[len(order.tickets) :]
        assert [(t.number, t.state) for t in old] == [(t.number, "cancelled") for t in order.tickets]
        assert ([t.seat for t in new], {t.state for t in new}) == ([t.seat for t in old], {"valid"})
        assert "valid again, with new numbers" in notice(c) or "valid again, with a new number" in notice(c)

    desk(journey)


def test_money_that_brings_nothing_back_is_booked_as_credit(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await released(c)
        await c.key(Qt.Key.Key_F9)
        c.find("pay.method")._pick("bank_transfer")
        c.find("pay.amount").setText("10.00")
        await c.click("pay.take")
        assert "too late" in notice(c), "not enough to bring them back"
        assert (c.window.order.order.state, c.window.order.order.credit) == ("expired", 1000)
        until(c, max(t.starts_at for t in order.tickets) + DAY * 1_000_000)
        await c.open(order.number)
        assert c.window.order.order.revives_for is None
        assert c.find("order.pay").text() == "Book late payment…"
        await c.click("order.pay")
        assert QApplication.focusWidget() is c.find("pay.method")
        assert c.find("pay.amount").text() == f"{order.total // 100 - 10}.{order.total % 100:02d}", "what was open"
        await c.key(Qt.Key.Key_4)
        assert (c.find("pay.method").value(), c.find("pay.amount").text()[0] == "4") == ("bank_transfer", False)
        c.find("pay.amount").setText("30")
        assert "CHF 30.00" in c.find("pay.take").text()
        await c.key(Qt.Key.Key_Return)
        assert c.window.order.order.credit == 4000
        assert "too late" in notice(c)

    desk(journey)


def test_what_waits_beside_somebody_who_is_in_says_what_really_helps(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await an_invoice_order(c)
        who = Who(await c.window.books.write(person_named, "Lea"), alone="nobody else is here")
        await c.window.books.write(release.admit_unpaid, order.order, who=who)
        await c.window.books.write(admit.admit, order.tickets[0].number, who=who)
        await c.open(order.number)
        await c.click("order.cancel")
        told = f"Ticket {order.tickets[0].short} entered on "
        assert notice(c).startswith(told)
        assert c.window.order.page is None
        await c.click_cross(1)
        assert c.window.order.explain.title.text().startswith(told)
        assert not any(c.find(name).isVisible() for name in ("used.undo", "used.goodwill", "used.alone_confirm"))

    desk(journey)


# --- some of it is paid ----------------------------------------------------------------------------------------------


def test_some_tickets_of_what_is_partly_paid_take_only_the_rest_and_both_orders_are_named(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        for number in await reserve(c):
            await c.open(number)
            if len(c.window.order.order.tickets) > 1:
                break
        order = c.window.order.order
        price = order.tickets[0].price
        who = Who(await c.window.books.write(person_named, "Lea"))
        await c.window.books.write(payment.pay, order.order, method="card", amount=1000, who=who)
        await c.open(order.number)
        await c.key(Qt.Key.Key_Space)
        await c.click("order.split")
        page = c.window.order.pay
        assert page.title.text() == words.money(price - 1000, "CHF")
        assert f"{words.money(1000, 'CHF')} of it already" in page.text.text()
        await c.key(Qt.Key.Key_Return)
        new, old = c.window.order.order, await c.window.books.read(show, order.order)
        assert (new.state, new.paid, new.predecessor) == ("paid", price, order.number)
        amounts = [words.money(amount, "CHF") for amount in (price - 1000, 1000, old.balance)]
        told = "{} booked, {} had been paid before: {} is paid. {}: {} open."
        assert notice(c) == told.format(*amounts[:2], new.number, old.number, amounts[2])

    desk(journey)


@pytest.mark.parametrize("left", [1, 2])
def test_all_that_wait_are_the_whole_payment_and_nothing_is_split(desk: Any, left: int) -> None:
    """All are ticked, or only one is left and nobody needs to tick it."""

    async def journey(c: Cashier) -> None:
        for number in await reserve(c):
            await c.open(number)
            if len(c.window.order.order.tickets) == left:
                break
        order = c.window.order.order
        assert len(order.tickets) == left
        if left > 1:
            await c.key(Qt.Key.Key_Space)
            await c.key(Qt.Key.Key_Down)
            await c.key(Qt.Key.Key_Space)
        await c.click("order.split")
        page = c.window.order.pay
        assert (c.window.order.page, page.title.text()) == (page, words.money(order.balance, "CHF"))
        assert page.text.text() == f"Open balance of order {order.number}."
        await c.key(Qt.Key.Key_Return)
        paid = c.window.order.order
        assert (paid.number, paid.state, paid.balance) == (order.number, "paid", 0)

    desk(journey)


def test_tickets_that_were_paid_before_are_split_off_by_enter(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        for number in await reserve(c):
            await c.open(number)
            if len(c.window.order.order.tickets) > 1:
                break
        order = c.window.order.order
        price = order.tickets[0].price
        who = Who(await c.window.books.write(person_named, "Lea"))
        await c.window.books.write(payment.pay, order.order, method="card", amount=price, who=who)
        await c.open(order.number)
        await c.key(Qt.Key.Key_Space)
        await c.click("order.split")
        take = c.find("pay.take")
        assert (take.text(), take.hasFocus()) == ("Split off, paid already  Enter", True)
        await c.key(Qt.Key.Key_Return)
        assert (c.window.order.order.state, c.window.order.order.paid) == ("paid", price)
        assert c.window.order.order.method == "card"

    desk(journey)
