"""Deeds on a ticket in the window: its menu, its short decisions below the rows, and what is said and shown of each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.conftest import lea
from tests.theatre import best
from tests.ui.conftest import Cashier
from tests.ui.stage import two_seats
from tests.ui.test_layout import SMALL, USUAL, cut
from ticketoffice.desk import admit
from ticketoffice.desk.selling import Sold, sell
from ticketoffice.desk.show import show
from ticketoffice.desk.tenders import Tender
from ticketoffice.store.book import Book
from ticketoffice.ui.order.tickets_model import TicketColumn

Key = Qt.Key


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were opened for the cashier."""
    seen: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: seen.append(Path(url.toLocalFile())))
    return seen


async def opened(c: Cashier, *, row: int = 0) -> Sold:
    sold: Sold = await c.window.books.write(two_seats)
    await c.open(sold.number)
    c.find("tickets.table").select_ticket(sold.tickets[row])
    return sold


async def view(c: Cashier, sold: Sold) -> Any:
    return await c.window.books.read(show, sold.order)


async def wish(c: Cashier, deed: str) -> None:
    """A deed of the ticket's menu."""
    action = next(a for a in c.window.order.menu.actions() if a.objectName() == f"ticket.{deed}")
    action.trigger()
    await c.idle()


def said(c: Cashier) -> str:
    return str(c.find("notice.text").text())


def state_of(c: Cashier, row: int) -> tuple[str, str]:
    index = c.find("tickets.table").tickets.index(row, TicketColumn.STATE)
    return index.data(), index.data(Qt.ItemDataRole.AccessibleTextRole)


def history(c: Cashier) -> list[tuple[str, str]]:
    model = c.find("history.table").model()
    return [(model.index(n, 2).data(), model.index(n, 3).data()) for n in range(model.rowCount())]


def test_a_lost_ticket_is_replaced_and_the_old_paper_refused(stage: Any) -> None:
    async def journey(c: Cashier) -> None:
        sold = await opened(c)
        old = (await view(c, sold)).tickets[0]
        await wish(c, "replace")
        panel = c.find("replace.panel")
        assert c.window.order.page is panel and old.short in panel.title.text()
        await c.key(Key.Key_Return)
        tickets = (await view(c, sold)).tickets
        assert said(c) == f"Replaced by {tickets[3].short}. Refused from now on: {old.short}."
        assert state_of(c, 0)[0] == f"Replaced by {tickets[3].short}"
        assert c.find("tickets.table").current_ticket().short == tickets[3].short
        assert history(c)[0] == ("Replaced, old number refused", f"{old.short}, {tickets[3].short}")
        answers = [await c.window.books.read(admit.check, number) for number in (old.number, tickets[3].number)]
        assert [one.answer for one in answers] == ["STOP", "GO"]

    stage(journey)


def test_another_name_is_typed_and_history_has_both(stage: Any) -> None:
    async def journey(c: Cashier) -> None:
        sold = await opened(c)
        await wish(c, "rename")
        field = c.find("rename.name")
        assert QApplication.focusWidget() is field and field.text() == "Zoë Test"
        await c.key(Key.Key_Return)
        assert said(c) == "That is the name already. Type another one."
        field.clear()
        await c.key(Key.Key_Return)
        assert said(c) == "Type the holder's name."
        QTest.keyClicks(field, "Ada Love")
        await c.key(Key.Key_Return)
        assert said(c) == f"Ticket {sold.number}-1 is renamed; its paper is to be printed anew."
        assert c.find("tickets.table").tickets.index(0, TicketColumn.HOLDER).data() == "Ada Love"
        assert history(c)[0] == ("Renamed", f"{sold.number}-1 · Name: Zoë Test → Ada Love")
        assert QApplication.focusWidget() is c.find("tickets.table")

    stage(journey)


def test_another_place_is_found_by_typing_or_on_the_plan(stage: Any) -> None:
    async def journey(c: Cashier) -> None:
        sold = await opened(c)
        await wish(c, "move")
        panel = c.find("move.panel")
        assert panel.plan.isVisible() and QApplication.focusWidget() is panel.filter
        await c.key(Key.Key_F9)
        assert said(c) == "Choose a free place."
        QTest.keyClicks(panel.filter, "c-10")
        await c.key(Key.Key_Down)
        assert panel.deed.text() == "Move to Parterre C-10  Enter" and panel.plan.current == "C-10"
        await c.key(Key.Key_Return)
        assert said(c) == f"Ticket {sold.number}-1 is moved to Parterre C-10; its paper is to be printed anew."
        assert history(c)[0][1] == f"{sold.number}-1 · Place: Parterre A-5 → Parterre C-10"
        await wish(c, "move")
        panel.plan.toggle_requested.emit("B-3")
        assert panel.place.seat == "B-3"
        panel.plan.toggle_requested.emit("B-3")
        assert panel.place is None, "given back"
        QTest.keyClicks(panel.filter, "b-3")
        await c.key(Key.Key_Return)
        assert panel.place is not None and (await view(c, sold)).tickets[0].seat == "Parterre, Row C, Seat 10"
        await c.key(Key.Key_F9)
        assert (await view(c, sold)).tickets[0].seat == "Parterre, Row B, Seat 3"
        assert c.window.order.page is None and c.find("tickets.table").isVisible()

    stage(journey)


def test_where_nothing_of_its_price_is_free_that_is_said(stage: Any) -> None:
    async def journey(c: Cashier) -> None:
        sold = await opened(c, row=2)
        for deed, why in (("move", "No other place at the price"), ("tariff", "The zone of ticket")):
            await wish(c, deed)
            assert said(c).startswith(why) and f"{sold.number}-3" in said(c)
            assert c.window.order.page is None

    stage(journey)


def test_another_tariff_gives_back_or_takes_the_difference(stage: Any) -> None:
    async def journey(c: Cashier) -> None:
        sold = await opened(c)
        await wish(c, "tariff")
        panel = c.find("tariff.panel")
        assert panel.difference.sum.text() == "TO GIVE BACK CHF 9.97"
        await c.key(Key.Key_1, Qt.KeyboardModifier.AltModifier)
        assert panel.deed.text() == "Change it and give back CHF 9.95  Enter", "in coins"
        await c.key(Key.Key_Return)
        assert said(c) == (f"Ticket {sold.number}-1 is Child now; its paper is to be printed anew. CHF 9.95 goes back.")
        assert history(c)[1] == ("Tariff changed", f"{sold.number}-1 · Cash · CHF 9.97 · Tariff: Adult → Child")
        await wish(c, "tariff")
        assert panel.difference.sum.text() == "TO PAY CHF 9.97"
        panel.difference.amount.setText("10")
        assert panel.difference.change.text() == "CHANGE CHF 0.05"
        await c.key(Key.Key_F9)
        assert said(c).endswith("CHF 9.95 taken. Change CHF 0.05.")
        assert (await view(c, sold)).balance == 0

    stage(journey)


def test_papers_are_printed_opened_counted_and_the_second_says_so(stage: Any, files: list[Path]) -> None:
    async def journey(c: Cashier) -> None:
        sold = await opened(c)
        assert state_of(c, 0) == ("Valid", "Valid")
        await c.key(Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        assert len(files) == 1 and files[0].name == f"{sold.number}.pdf" and files[0].read_bytes()[:4] == b"%PDF"
        assert said(c) == f"3 tickets printed: {sold.number}.pdf in {files[0].parent}"
        assert [t.copies for t in (await view(c, sold)).tickets] == [1, 1, 1]
        assert state_of(c, 0) == ("Valid", "Valid, printed 1 time")
        await wish(c, "print_row")
        assert said(c) == (f"1 ticket printed, {sold.number}-1 as DUPLICATA: {sold.number}-2.pdf in {files[0].parent}")
        assert files[1].name == f"{sold.number}-2.pdf", "the first file is left alone"
        assert [t.copies for t in (await view(c, sold)).tickets] == [2, 1, 1]
        assert state_of(c, 0)[1] == "Valid, printed 2 times"
        assert [kind for kind, _ in history(c)[:2]] == ["Printed", "Printed"]
        c.find("tickets.table").tickets.toggle(1)
        await c.click("order.print")
        assert [t.copies for t in (await view(c, sold)).tickets] == [2, 2, 1]

    stage(journey)


def test_one_ticket_is_reprinted_in_two_actions(stage: Any, files: list[Path]) -> None:
    async def journey(c: Cashier) -> None:
        sold: Sold = await c.window.books.write(two_seats)
        second = (await view(c, sold)).tickets[1]
        await c.scan(second.number)
        await c.until(lambda: c.window.order.order is not None)
        await c.idle()
        await c.key(Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        assert [t.copies for t in (await view(c, sold)).tickets] == [0, 1, 0]

    stage(journey)


def test_what_opens_no_gate_is_not_printed_and_says_why(stage: Any, files: list[Path]) -> None:
    async def journey(c: Cashier) -> None:
        def waiting(book: Book) -> Sold:
            return sell(book, best(1), pay=[Tender("on_site")], who=lea(book))

        sold = await c.window.books.write(waiting)
        await c.open(sold.number)
        await c.key(Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        assert said(c).startswith(f"Order {sold.number} is not paid") and files == []

    stage(journey)


def test_a_folder_that_cannot_be_written_is_said(stage: Any, files: list[Path], settings: Any) -> None:
    async def journey(c: Cashier) -> None:
        sold = await opened(c)
        settings.papers.parent.joinpath("papers").write_text("a file in its way")
        await c.key(Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        assert str(settings.papers) in said(c) and files == []
        assert (await view(c, sold)).tickets[0].copies == 0, "there is no paper, and none is recorded"

    stage(journey)


def test_a_paper_that_is_given_out_is_marked(stage: Any) -> None:
    async def journey(c: Cashier) -> None:
        sold = await opened(c)
        c.find("tickets.table").tickets.tick_all()
        await wish(c, "collect")
        shorts = ", ".join(f"{sold.number}-{n}" for n in (1, 2, 3))
        assert said(c) == f"Given out: {shorts}."
        assert state_of(c, 0) == ("Valid", "Valid, given out 24 Nov 12:00")
        await wish(c, "collect")
        assert said(c) == f"Given out: {sold.number}-1. Of these had been given out before: {sold.number}-1."

    stage(journey)


def test_several_ticked_tickets_are_not_decided_about_one_by_one(stage: Any) -> None:
    async def journey(c: Cashier) -> None:
        await opened(c)
        c.find("tickets.table").tickets.tick_all()
        for deed in ("replace", "move", "tariff", "rename"):
            await wish(c, deed)
            assert said(c) == "This is done ticket by ticket: leave one ticked, or none."
            assert c.window.order.page is None

    stage(journey)


def test_a_ticket_that_entered_is_not_changed_and_says_why(stage: Any) -> None:
    async def journey(c: Cashier) -> None:
        sold = await opened(c)
        number = (await view(c, sold)).tickets[0].number
        await c.window.books.write(lambda book: admit.admit(book, number, who=lea(book)))
        await c.idle()
        for deed in ("replace", "move", "tariff", "rename"):
            await wish(c, deed)
            assert f"{sold.number}-1" in said(c) and c.window.order.page is None

    stage(journey)


@pytest.mark.parametrize("by", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard])
def test_the_menu_of_a_row_opens_by_mouse_and_by_key(
    stage: Any, monkeypatch: pytest.MonkeyPatch, by: QContextMenuEvent.Reason
) -> None:
    async def journey(c: Cashier) -> None:
        sold = await opened(c)
        popped: list[QPoint] = []
        monkeypatch.setattr(c.window.order.menu, "popup", popped.append)
        table = c.find("tickets.table")
        at = table.visualRect(table.tickets.index(1, TicketColumn.SEAT)).center()
        QApplication.sendEvent(table.viewport(), QContextMenuEvent(by, at, table.viewport().mapToGlobal(at)))
        assert len(popped) == 1
        row = 1 if by == QContextMenuEvent.Reason.Mouse else 0
        assert table.current_ticket().short == f"{sold.number}-{row + 1}"
        assert [a.text().partition("\t")[0] for a in c.window.order.menu.actions() if a.text()] == [
            *(
                "Print",
                "E-mail",
                "Hand out",
                "Receipt of the order",
                "Slip of what was cancelled",
                "Correct how it was paid…",
                "Exchange…",
                "Move…",
                "Change tariff…",
                "Rename…",
                "Replace (lost)…",
            ),
            "Cancel ticket",
        ]
        await wish(c, "cancel")
        assert (await view(c, sold)).tickets[row].state == "cancelled"

    stage(journey)


def test_every_control_of_the_new_pages_has_a_name(stage: Any) -> None:
    async def journey(c: Cashier) -> None:
        await opened(c)
        for deed in ("exchange", "move", "tariff", "rename", "replace", "correct"):
            await wish(c, deed)
            page = c.window.order.page
            await c.idle()
            assert page is not None
            for widget in page.findChildren(QWidget):
                is_reached = (
                    widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
                )
                if is_reached and widget.focusProxy() is None:
                    name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
                    assert name and "&" not in name, widget.objectName()
            await c.key(Key.Key_Escape)

    stage(journey)


def test_a_desk_with_a_centre_that_has_nothing_on_sale_says_so(at_venue: Any) -> None:
    async def journey(c: Cashier, venue: Any) -> None:
        await c.open("P")
        for deed, sentence in (("exchange", "No performance is on sale here"), ("move", "No other place at the price")):
            await wish(c, deed)
            assert said(c).startswith(sentence)
            assert c.window.order.page is None

    at_venue(journey)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_of_the_new_pages_is_cut(stage: Any, language: str) -> None:
    async def journey(c: Cashier) -> None:
        await opened(c)
        for size in (SMALL, USUAL):
            c.window.resize(*size)
            for deed in ("exchange", "move", "tariff", "rename", "replace", "correct"):
                await wish(c, deed)
                page = c.window.order.page
                assert page is not None
                await c.idle()
                assert cut(c.window) == [], (deed, size)
                await c.key(Key.Key_Escape)
            assert cut(c.window) == [], size

    stage(journey, language=language)
