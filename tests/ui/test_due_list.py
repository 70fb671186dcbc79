"""What is due is a list of Today that is worked off by keyboard: reminders, releases, invoices not paid in time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import Cashier
from tests.ui.test_layout import SMALL, cut
from tests.ui.test_waiting_orders import DAY, at_the_release, notice, reserve
from ticketoffice.desk.show import show
from ticketoffice.desk.waiting import due_work
from ticketoffice.desk.working_off import due_rows
from ticketoffice.ui.today.due import what_of

Key = Qt.Key


async def opened(c: Cashier) -> Any:
    """Reservations past their time and invoices to remind; the list is open, the keyboard on its first line."""
    await reserve(c, 3)
    await at_the_release(c)
    await c.key(Key.Key_F4)
    await c.until(lambda: c.find("today.due").isVisible())
    c.find("today.due").setFocus()
    await c.key(Key.Key_Space)
    return c.window.today


def test_the_list_has_what_is_due_of_every_performance(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        page = await opened(c)
        due = await c.window.books.read(due_work)
        rows = page.due.table.rows
        assert [row.order for row in rows.rows] == [view.order for view in due]
        assert {row.what for row in rows.rows} >= {"release", "remind"}
        assert str(len(due)) in c.find("today.due").text()
        assert page.due.table.hasFocus()
        assert rows.ticked() == [], "nothing is ticked by itself"
        assert c.find("today.due_confirm").text() == "Do it  Enter", "of no order it counts none"
        await c.key(Key.Key_Return)
        assert "Tick" in notice(c)
        await c.key(Key.Key_Escape)
        assert not page.is_due_shown
        assert page.text.hasFocus()

    desk(journey)


def test_all_of_it_is_worked_off_by_keyboard(desk: Any, tmp_path: Path) -> None:
    async def journey(c: Cashier) -> None:
        page = await opened(c)
        rows = list(page.due.table.rows.rows)
        reminders = [row for row in rows if row.what == "remind"]
        assert {row.way for row in reminders} == {"print"}, "there is no mail server"
        await c.key(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        await c.key(Key.Key_Return)
        await c.until(lambda: not page.is_due_shown)
        await c.idle()
        assert await c.window.books.read(due_work) == ()
        assert not c.find("today.due").isVisible()
        assert len(list((tmp_path / "papers").glob("*.pdf"))) == len(reminders)
        assert f"{len(reminders)} customer" in notice(c) and f"{len(rows) - len(reminders)} order" in notice(c)
        for row in rows:
            view = await c.window.books.read(show, row.order)
            assert view.history[0].kind == ("customer_reminded" if row.what == "remind" else "order_released")
            assert view.history[0].by == "Lea"

    desk(journey)


def test_only_what_is_ticked_is_done_and_the_rest_stays_where_it_is(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        page = await opened(c)
        before = [row.order for row in page.due.table.rows.rows]
        await c.key(Key.Key_Down)
        await c.key(Key.Key_Space)
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
        c.find("today.due_confirm").click()
        await c.until(lambda: page.due.table.rows.rowCount() == len(before) - 1)
        await c.idle()
        assert [row.order for row in page.due.table.rows.rows] == [before[0], *before[2:]]
        assert page.is_due_shown
        view = await c.window.books.read(show, before[1])
        assert [line.kind for line in view.history].count(view.history[0].kind) == 1, "a second press is the same wish"

    desk(journey)


def test_an_order_is_looked_at_from_the_list(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        page = await opened(c)
        first = page.due.table.rows.rows[0]
        await by_keys_to(c, "today.due_open")
        assert c.window.order.order.order == first.order
        await c.key(Key.Key_F4)
        assert page.is_due_shown and page.due.table.hasFocus()

    desk(journey)


async def by_keys_to(c: Cashier, name: str) -> None:
    """From the list to a button by Tab, and Space."""
    for _ in range(6):
        await c.key(Key.Key_Tab)
        if QApplication.focusWidget() is c.find(name):
            await c.key(Key.Key_Space)
            return
    raise AssertionError(name)


def test_what_is_refused_is_said_and_the_others_are_done(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        page = await opened(c)
        rows = list(page.due.table.rows.rows)
        gone = next(row for row in rows if row.what == "release")
        await c.key(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        from ticketoffice.desk import release
        from ticketoffice.domain.people import Who

        wished = page.due.table.rows.ticked()
        await c.window.books.write(release.release, gone.order, who=Who(c.window.room_person()))
        page.due.work_requested.emit(wished)
        await c.until(lambda: gone.number in notice(c))
        await c.idle()
        assert await c.window.books.read(due_work) == ()

    desk(journey)


def test_by_e_mail_where_there_is_a_server_and_an_address(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        c.clock.advance(seconds=15 * DAY)
        rows = await c.window.books.read(due_rows, mails=True)
        reminders = {row.order: row.way for row in rows if row.what == "remind"}
        views = {view.order: view for view in await c.window.books.read(due_work)}
        assert "email" in reminders.values()
        assert all((way == "email") == bool(views[order].email) for order, way in reminders.items())

    desk(journey)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_list_is_read_whole_in_a_small_window(desk: Any, language: str) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(*SMALL)
        page = await opened(c)
        await c.key(Key.Key_Space)
        table = page.due.table
        font = table.fontMetrics()
        for row in table.rows.rows:
            for column, text in ((1, None), (2, row.number), (6, what_of(row))):
                wanted = text or table.rows.text(row, column)
                assert font.horizontalAdvance(wanted) <= table.columnWidth(column) - 8, wanted
        await c.until(lambda: c.find("today.due_confirm").text() not in " ".join(cut(c.window)))
        assert cut(c.window) == []

    desk(journey, language=language)
