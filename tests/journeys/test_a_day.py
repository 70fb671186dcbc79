"""A day at the desk, through the window and by its controls' names: some thirty customers pay, split, are released, let in
unpaid, get notes, ask, cancel and are told; in the evening the lists are empty, and the money of every order adds up.

The people are those of the real opera; their waiting orders of later files come as reservations to be paid on site.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.conftest import orders_files
from tests.recount import recount
from tests.reservations import take_reservations
from tests.ui.conftest import Cashier
from ticketoffice.desk import admit
from ticketoffice.desk.find import find
from ticketoffice.desk.lists import lists
from ticketoffice.desk.rules import change_rules
from ticketoffice.desk.show import show
from ticketoffice.desk.strip import open_work
from ticketoffice.desk.views import OrderView
from ticketoffice.desk.waiting import due_work, waiting
from ticketoffice.domain.people import Who
from ticketoffice.domain.seats import brief_seat
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.replay import replay
from ticketoffice.ui.cancellations.rows import Tab

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class People(Struct):
    """Who comes today, by order number: with an invoice, with a reservation, paid in cash, paid by card."""

    invoices: list[str]
    reserved: list[str]
    cash: list[str]
    card: list[str]


def people(book: Book) -> People:
    """Orders of several tickets first, so that there is something to split and to cancel."""
    views = waiting(book)
    by_size = sorted(views, key=lambda view: (-len(view.tickets), view.number))
    paid: dict[str, list[str]] = {"cash": [], "card": []}
    with book.read() as reading:
        taken = [line.payload for line in reading.history.lines() if line.kind == "order_taken_in"]
    for payload in taken:
        order = payload["order"]
        whole = [t["state"] == "valid" for t in payload["tickets"]]
        if order["method"] in paid and len(whole) >= 3 and all(whole):
            paid[order["method"]].append(order["number"])
    return People(
        [view.number for view in by_size if view.method == "invoice"],
        [view.number for view in by_size if view.method == "on_site"],
        paid["cash"],
        paid["card"],
    )


class Day:
    """The cashier's hand: what she does with a customer, each by the controls of the window."""

    def __init__(self, c: Cashier) -> None:
        self.c = c
        self.served: set[str] = set()

    @property
    def order(self) -> OrderView:
        """The order that is shown."""
        view = self.c.window.order.order
        assert isinstance(view, OrderView)
        return view

    @property
    def said(self) -> str:
        """What the notice says."""
        return str(self.c.find("notice.text").text())

    async def serve(self, number: str) -> None:
        """Somebody comes: their order is opened."""
        self.served.add(number)
        self.c.clock.advance(seconds=90)
        await self.c.open(number)
        assert self.order.number == number

    async def pay(self, number: str, *, digit: Qt.Key, amount: str = "") -> None:
        """F9, the method by its digit, an amount where it is not all, Enter."""
        c = self.c
        await self.serve(number)
        await c.key(Qt.Key.Key_F9)
        await c.key(digit)
        if amount:
            c.find("pay.amount").setText(amount)
        await c.key(Qt.Key.Key_Return)
        assert "booked" in self.said, self.said
        assert c.window.order.page is None

    async def split(self, number: str) -> None:
        """One of the tickets is paid now, the others stay reserved."""
        c = self.c
        await self.serve(number)
        price = self.order.tickets[0].price
        await c.key(Qt.Key.Key_Space)
        await c.click("order.split")
        await c.key(Qt.Key.Key_Return)
        assert (self.order.state, self.order.paid, len(self.order.tickets)) == ("paid", price, 1), number
        rest = await c.window.books.read(view_of, number)
        assert rest.state == "pending"
        assert rest.live_tickets >= 1

    async def note(self, number: str, text: str) -> None:
        """Ctrl+Shift+N, a sentence, Enter."""
        await self.serve(number)
        await self.c.key(Qt.Key.Key_N, CTRL | SHIFT)
        self.c.find("note.text").setText(text)
        await self.c.key(Qt.Key.Key_Return)
        assert self.order.notes[-1].text == text

    async def admit_unpaid(self, number: str) -> None:
        """A school goes in before its invoice is paid; Marc stands beside."""
        c = self.c
        await self.serve(number)
        await c.click("order.admit_unpaid")
        c.find("admit.second").setText("Marc")
        await c.key(Qt.Key.Key_Return)
        assert self.order.admit_unpaid
        assert c.find("order.badge").isVisible()

    async def cancel(self, number: str, *, row: int = 0, method: str, inform: str) -> None:
        """The cross, the reason by its digit, how the money goes back, whether the customer knows, F9."""
        c = self.c
        await self.serve(number)
        await c.click_cross(row)
        await c.key(Qt.Key.Key_1)
        c.find("strip.method")._pick(method)
        c.find("strip.inform")._pick(inform)
        await c.key(Qt.Key.Key_F9)
        if method in ("cash", "card"):
            await c.key(Qt.Key.Key_Return)
        assert self.order.tickets[row].state == "cancelled", self.said
        await c.key(Qt.Key.Key_Escape)

    async def release(self) -> None:
        """The order that is shown is given up."""
        await self.c.click("order.release")
        await self.c.key(Qt.Key.Key_Return)
        assert self.order.waits is None, self.said
        assert self.said.startswith("Released"), self.said

    async def asked(self, text: str, number: str) -> None:
        """Somebody asks: what is typed finds their order among the first."""
        bar = self.c.find("search.bar")
        bar.setFocus()
        bar.setText(text)
        await self.c.idle()
        model = self.c.window.results.model
        shown = [model.index(n).data(model.Role.ORDER) for n in range(min(5, model.rowCount()))]
        wanted = await self.c.window.books.read(view_of, number)
        assert wanted.order in shown, text

    async def work_off(self, tab: Tab) -> None:
        """All lines of a list are ticked and done with."""
        c = self.c
        page = c.window.cancellations
        page.show_tab(tab)
        await c.idle()
        assert page.table.lines.rowCount(), tab
        page.table.setFocus()
        await c.key(Qt.Key.Key_A, CTRL)
        await c.click("cancellations.done")
        await c.until(lambda: not page.table.lines.rowCount() or page.empty.isVisible())


def view_of(book: Book, number: str) -> OrderView:
    """An order by its number."""
    return next(show(book, row.order) for row in find(book, number).orders if row.number == number)


def test_a_day_at_the_desk(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        books, day = c.window.books, Day(c)
        who = Who(c.window.room_person())
        await books.write(change_rules, {"cancel_unpaid_by_rule": "0"}, who=who)
        await books.write(take_reservations, *orders_files("pretix-opera")[2:4])
        await c.idle()
        today = await books.read(people)
        assert len(today.invoices) == 15
        assert len(today.reserved) >= 10
        await at_noon(c, day, today)
        await in_the_evening(c, day, today)
        await after_the_show(c, day)
        assert len(day.served) >= 30, len(day.served)
        await nothing_is_left(c)

    desk(journey)


async def at_noon(c: Cashier, day: Day, today: People) -> None:
    """Twenty-four days before the first performance."""
    school, late, *invoices = today.invoices
    cash, card, transfer = Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_4
    for number, digit in zip(invoices[:3], (cash, card, transfer), strict=True):
        await day.pay(number, digit=digit)
        assert (day.order.state, day.order.balance) == ("paid", 0)
    await day.pay(invoices[3], digit=card, amount="10.00")
    assert (day.order.state, day.order.paid) == ("pending", 1000)
    await day.pay(invoices[3], digit=cash)
    assert day.order.state == "paid"
    await day.pay(late, digit=card, amount="20.00")
    await day.admit_unpaid(school)
    assert (await c.window.books.read(admit.check, day.order.tickets[0].number)).badge == "admit_unpaid"

    await day.serve(invoices[4])
    assert len(day.order.tickets) >= 2
    await c.click_cross(0)
    await c.key(Qt.Key.Key_Return)
    assert day.order.predecessor == invoices[4], day.said
    await day.pay(day.order.number, digit=card)

    reserved = today.reserved
    for number in reserved[:3]:
        await day.split(number)
    for number in reserved[3:5]:
        await day.pay(number, digit=cash, amount="500")
        assert "Change" in day.said
    await day.pay(reserved[5], digit=card, amount="5.00")

    await day.note(school, "Class 4B, teacher Odermatt")
    await day.note(reserved[6], "Walks with crutches")
    await day.note(today.cash[0], "Comes late, by the last train")
    for number in (school, reserved[6], today.cash[0]):
        view = await c.window.books.read(view_of, number)
        assert view.customer is not None
        await day.asked(view.customer.name or "", number)
        await day.asked(f"{(view.customer.name or '').split()[-1]} {brief_seat(view.tickets[0].seat or '')}", number)
    await day.asked("odermatt", school)
    await day.asked("crutches", reserved[6])
    await day.asked("last train", today.cash[0])

    await day.cancel(today.cash[1], method="cash", inform="told")
    await day.cancel(today.cash[2], method="bank_transfer", inform="later")
    await day.cancel(today.cash[3], method="later", inform="told")
    await day.cancel(today.card[0], method="card", inform="told")
    await day.cancel(today.card[1], method="bank_transfer", inform="later")
    await day.cancel(today.card[2], method="nothing", inform="later")
    await day.serve(today.cash[4])
    await c.click_cross(0)
    await c.key(Qt.Key.Key_Escape)
    assert day.order.tickets[0].state == "valid", "Esc at once keeps it"
    await day.serve(today.cash[5])
    await c.key(Qt.Key.Key_Delete, CTRL | SHIFT)
    await c.key(Qt.Key.Key_1)
    c.find("whole.method")._pick("bank_transfer")
    c.find("whole.inform")._pick("later")
    await c.click("whole.confirm")
    assert day.order.state == "cancelled", day.said


async def in_the_evening(c: Cashier, day: Day, today: People) -> None:
    """Half an hour before the first performance: what nobody came for is released, and the doors are open."""
    first = min(await c.window.books.read(waiting), key=lambda view: view.starts_at)
    c.clock.advance(seconds=(first.starts_at - c.clock.now()) / 1_000_000 - 30 * 60)
    school, late = today.invoices[:2]
    await day.note(today.card[3], "Asks for a cushion")  # whatever is written, what is due is counted again
    await c.until(lambda: c.find("waiting.due").isVisible())
    for _ in range(60):
        if not c.find("waiting.due").isVisible():
            break
        await c.click("waiting.due")
        if c.window.today.isVisible():
            assert c.window.today.is_releasing
            await c.key(Qt.Key.Key_Return)
            assert "reservation" in day.said, day.said
        elif day.order.number == school:
            await day.pay(school, digit=Qt.Key.Key_4)
            assert day.order.state == "paid"
        elif c.find("order.remind").isVisible():
            await c.click("order.remind")
            await c.key(Qt.Key.Key_Return)
            assert not c.find("order.remind").isVisible(), day.said
        else:
            day.served.add(day.order.number)
            await day.release()
    assert await c.window.books.read(due_work) == ()

    await day.serve(late)
    assert (day.order.state, day.order.credit) == ("expired", 2000)
    assert "valid again" in c.find("order.pay").text()
    await c.key(Qt.Key.Key_F9)
    await c.key(Qt.Key.Key_Return)
    assert (day.order.state, day.order.balance) == ("paid", 0)
    assert "valid again" in day.said

    going_in = await c.window.books.read(view_of, school)
    await c.key(Qt.Key.Key_F8)
    for ticket in going_in.tickets:
        await c.scan(ticket.number)
        await c.idle()
    assert c.find("gate.result").text() == "GO"


async def after_the_show(c: Cashier, day: Day) -> None:
    """The other evenings' reservations are given up too, credit goes back, and the lists are worked off."""
    page = c.window.today
    await c.key(Qt.Key.Key_F4)
    for evening in page.performances.rows.rows:
        page.performances.choose(evening.id)
        await c.idle()
        if c.find("today.release").isVisible():
            await c.click("today.release")
            await c.key(Qt.Key.Key_A, CTRL)
            await c.key(Qt.Key.Key_Return)
            assert "reservation" in day.said, day.said
    for view in await c.window.books.read(waiting):
        await day.pay(view.number, digit=Qt.Key.Key_2)
    for number in sorted(day.served):
        view = await c.window.books.read(view_of, number)
        if view.credit:
            await day.serve(number)
            await c.click("order.give_back")
            await c.key(Qt.Key.Key_Return)
            assert day.order.credit == 0, number
    await c.click("nav.cancellations")
    await c.idle()
    for tab in (Tab.PAY, Tab.TELL, Tab.REPEAT):
        await day.work_off(tab)


async def nothing_is_left(c: Cashier) -> None:
    """The lists are empty, and the book is whole."""
    books = c.window.books
    found = await books.read(lists)
    assert (found.due.lines, found.tell, found.repeat) == ((), (), ())
    assert await books.read(open_work) == ()
    assert await books.read(waiting) == ()
    for name in ("waiting.due", "refunds.open"):
        assert not c.find(name).isVisible(), name
    assert QApplication.activeModalWidget() is None
    await books.read(the_money_adds_up)
    assert await books.read(verify) is None
    assert (await books.read(replay)).equal


def the_money_adds_up(book: Book) -> None:
    """The identity of every order, counted again from the journal alone."""
    with book.read() as reading:
        found = recount(line.body for line in reading.history.lines())
        dossiers = reading.dossiers(list(found))
    assert len(found) > 150
    for order, sums in found.items():
        owed = sum(sums.get(name, 0) for name in ("price", "fees", "rounding", "refunds")) - sums.get("payments", 0)
        assert dossiers[order].balance == owed, (order, sums)
