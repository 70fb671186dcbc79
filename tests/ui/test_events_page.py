"""The page of the venue's own events: from an empty book to a sold ticket by keyboard; what is refused stays typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.conftest import lea
from tests.desk.test_event_form import JAZZ, saved
from tests.desk.test_events import LIST
from tests.theatre import hall, sold
from tests.ui.conftest import Cashier
from tests.ui.sync_desk import Venue
from tests.ui.test_first_run import nothing
from tests.ui.test_layout import SMALL, USUAL, cut
from tests.ui.test_sync_page import Run, _no_clock  # noqa: F401
from ticketoffice.desk.choosing import Wanted
from ticketoffice.desk.event_form import own_events
from ticketoffice.desk.on_sale import performance_on_sale
from ticketoffice.desk.rules import rules_of
from ticketoffice.desk.show import show
from ticketoffice.store.book import Book
from ticketoffice.ui.page_list import EVENTS, TODAY

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FIELDS = {
    "events.name": "Jazz",
    "events.date": "30.12.2026",
    "events.time": "21",
    "events.zone.1.name": "Club",
    "events.zone.1.places": "80",
    "events.zone.1.tariff.1": "Adult",
    "events.zone.1.price.1": "25",
}


async def on_page(c: Cashier) -> None:
    await c.idle()
    await c.key(Qt.Key.Key_P, CTRL | SHIFT)
    assert c.window.pages.shows(EVENTS)


def fill(c: Cashier, **other: str) -> None:
    for name, text in (FIELDS | other).items():
        c.find(name).setText(text)


def listed(c: Cashier) -> list[list[str]]:
    model = c.find("events.list").model()
    return [[model.index(row, col).data() for col in range(3)] for row in range(model.rowCount())]


def room_of(c: Cashier) -> Any:
    from ticketoffice.ui.events.room import EventsRoom

    return c.find("events.page").findChild(EventsRoom)


def a_ticket(book: Book) -> str:
    return sold(book, [Wanted("Jazz", "Club", "Adult")], who=lea(book)).order


def test_from_an_empty_book_to_a_sold_ticket_by_keyboard(at_venue: Run) -> None:
    """The button of the empty book, seven fields, Enter: nine actions, and the desk sells."""

    async def journey(c: Cashier, venue: Venue) -> None:
        first = c.find("results.first_event")
        await c.until(first.isVisible)
        first.setFocus()
        QTest.keyClick(first, Qt.Key.Key_Space)
        await c.idle()
        actions = 1
        assert QApplication.focusWidget() is c.find("events.name")
        for _ in range(20):
            name = QApplication.focusWidget().objectName()
            if name in FIELDS:
                QApplication.focusWidget().insert(FIELDS[name])
                actions += 1
            if name == "events.zone.1.price.1":
                break
            await c.key(Qt.Key.Key_Tab)
        await c.key(Qt.Key.Key_Return)
        actions += 1
        assert actions == 9
        assert listed(c) == [["Jazz", "30 Dec 21:00", "80"]]
        assert "Jazz is on sale." in c.window.notice.text.text()
        order = await c.window.books.write(a_ticket)
        assert [t.event for t in (await c.window.books.read(show, order)).tickets] == ["Jazz"]
        await c.until(lambda: listed(c) == [["Jazz", "30 Dec 21:00", "79"]])
        assert not first.isVisibleTo(c.window)

    at_venue(journey, make=nothing, joins=False)


@pytest.mark.parametrize(
    ("wrong", "said", "focus"),
    [
        ({"events.name": ""}, "needs a name", "events.name"),
        ({"events.date": ""}, "needs a day and a time", "events.date"),
        ({"events.time": "99"}, "is no time", "events.date"),
        ({"events.sale_end": "late"}, "is no time", "events.sale_end"),
        ({"events.zone.1.places": "0"}, "needs a number of places", "events.zone.1.places"),
        ({"events.zone.1.price.1": "dear"}, "has no price", "events.zone.1.tariff.1"),
    ],
)
def test_a_refused_save_is_said_beside_the_form_and_keeps_what_is_typed(
    desk: Any, wrong: dict[str, str], said: str, focus: str
) -> None:
    async def journey(c: Cashier) -> None:
        await on_page(c)
        fill(c, **wrong)
        await c.click("events.save")
        problem = c.find("events.problem")
        assert problem.isVisible() and said in problem.text()
        assert QApplication.focusWidget() is c.find(focus)
        assert {name: c.find(name).text() for name in FIELDS} == FIELDS | {
            n: t for n, t in wrong.items() if n in FIELDS
        }
        assert listed(c) == []
        c.find("events.name").setText("Jazz again")
        assert not problem.isVisible(), "somebody mends it"

    desk(journey)


def test_what_is_made_is_changed_and_copied(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await c.window.books.write(saved)
        await on_page(c)
        table = c.find("events.list")
        table.setFocus()
        await c.key(Qt.Key.Key_Down)
        assert (c.find("events.name").text(), c.find("events.date").text()) == ("Jazz", "2026-12-30")
        assert not c.find("events.add_zone").isVisible() and c.find("events.zone.1.name").isReadOnly()
        c.find("events.zone.1.places").setText("90")
        c.find("events.zone.1.price.1").setText("30")
        c.find("events.sale_end").setText("20:30")
        await c.click("events.save")
        one = await c.window.books.read(performance_on_sale, "Jazz")
        assert [(z.free, z.tariffs[0].price) for z in one.zones] == [(90, 3000)]
        assert one.until is not None
        assert c.window.notice.text.text() == "Jazz is changed."
        await c.click("events.save")
        assert c.window.notice.text.text() == "Nothing was changed: Jazz is as it was."
        copy = c.find("events.copy")
        assert not copy.isEnabled()
        c.find("events.copy_to").setFocus()
        c.find("events.copy_to").setText("31.12.2026")
        await c.key(Qt.Key.Key_Return)
        assert [row[1:] for row in listed(c)] == [["30 Dec 21:00", "90"], ["31 Dec 21:00", "90"]]
        c.find("events.copy_to").setText("30.12.2026")
        await c.click("events.copy")
        assert "is there already" in c.find("events.problem").text()
        assert c.find("events.copy_to").text() == "30.12.2026"

    desk(journey)


def test_what_is_typed_stays_with_its_performance(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await c.window.books.write(saved)
        await on_page(c)
        c.find("events.name").setText("Blues")
        c.find("events.list").selectRow(0)
        await c.idle()
        assert c.find("events.name").text() == "Jazz"
        c.find("events.zone.1.places").setText("95")
        await c.click("events.new")
        assert c.find("events.name").text() == "Blues"
        c.find("events.list").selectRow(0)
        await c.idle()
        assert c.find("events.zone.1.places").text() == "95"
        await c.click("events.save")
        await c.click("events.new")
        c.find("events.list").selectRow(0)
        await c.idle()
        assert c.find("events.zone.1.places").text() == "95"
        await c.key(Qt.Key.Key_Escape)
        assert QApplication.focusWidget() is not None

    desk(journey)


def test_a_plan_makes_the_zones(desk: Any, tmp_path: Path) -> None:
    file = tmp_path / "hall.json"
    file.write_text(hall().document)

    async def journey(c: Cashier) -> None:
        await on_page(c)
        fill(
            c,
            **{
                "events.zone.1.name": "",
                "events.zone.1.places": "",
                "events.zone.1.tariff.1": "",
                "events.zone.1.price.1": "",
            },
        )
        await c.click("events.plan")
        dialog = c.window.findChild(QFileDialog, "events.plan_file")
        dialog.close()
        c.window.activateWindow()
        room_of(c).take_plan(str(tmp_path / "gone.json"))
        await c.idle()
        assert "gone.json" in c.find("events.problem").text()
        room_of(c).take_plan(str(file))
        await c.idle()
        assert c.find("events.zone.1.name").text() == "Stalls"
        assert not c.find("events.zone.1.places").isEnabled()
        assert QApplication.focusWidget() is c.find("events.zone.1.tariff.1")
        QApplication.focusWidget().insert("Adult")
        c.find("events.zone.1.price.1").setText("30")
        await c.click("events.add_zone")
        for name, text in (("name", "Bar"), ("places", "5"), ("tariff.1", "Adult"), ("price.1", "10")):
            c.find(f"events.zone.2.{name}").setText(text)
        await c.click("events.save")
        one = await c.window.books.read(performance_on_sale, "Jazz")
        assert [(z.name, z.numbered, z.free) for z in one.zones] == [("Stalls", True, 30), ("Bar", False, 5)]

    desk(journey)


def test_zones_come_and_go_and_prices_have_further_lines(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await on_page(c)
        fill(c)
        assert not c.find("events.zone.1.tariff.3").isVisible()
        c.find("events.zone.1.tariff.2").setText("Student")
        assert c.find("events.zone.1.tariff.3").isVisible()
        await c.click("events.add_zone")
        c.find("events.zone.2.name").setText("Bar")
        await c.click("events.zone.1.remove")
        assert c.find("events.zone.1.name").text() == "Bar"
        await c.click("events.zone.1.remove")
        assert c.find("events.zone.1.name").text() == "", "a performance has a zone"

    desk(journey)


def test_a_list_says_what_was_made_and_what_was_left_out(desk: Any, tmp_path: Path) -> None:
    file = tmp_path / "season.csv"
    file.write_text(LIST + "Jazz;2026-12-30 21:00;Club;80;Adult;25;CHF;\nBad;soon;Club;8;Adult;1;CHF;\n")

    async def journey(c: Cashier) -> None:
        await on_page(c)
        await c.click("events.from_list")
        dialog = c.window.findChild(QFileDialog, "events.list_file")
        dialog.close()
        room_of(c).take_list(str(file))
        await c.idle()
        assert [row[0] for row in listed(c)] == ["Jazz"]
        assert c.find("import.text").text() == "1 event on sale, 1 left out."
        assert c.find("import.details").toPlainText().startswith("Line 3: ")
        c.window.resize(*SMALL)
        table = c.find("events.list")
        table.selectRow(0)
        await c.idle()
        assert table.selectionModel().isRowSelected(0, table.rootIndex())
        name, day = c.find("events.name"), c.find("events.date")
        assert name.geometry().bottom() < day.geometry().top(), "where there is less room the form scrolls"
        places = c.find("events.zone.1.places")
        places.setText("0")
        await c.click("events.save")
        assert places.visibleRegion().boundingRect().size() == places.size(), "what is to be mended is seen"
        room_of(c).take_list(str(tmp_path / "gone.csv"))
        await c.idle()
        assert "gone.csv" in c.window.notice.text.text()

    desk(journey)


def test_today_leads_there_and_the_way_back_is_any_pages_button(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        c.window.pages.go_to(TODAY)
        await c.idle()
        await c.click("today.events")
        assert c.window.pages.shows(EVENTS)
        assert not c.find("nav.events").isVisible(), "the row of the pages has no room for it"
        await c.click("nav.orders")
        assert c.window.on_orders_page

    desk(journey)


def test_a_desk_with_a_centre_hears_where_they_are_made(at_venue: Run) -> None:
    async def journey(c: Cashier, venue: Venue) -> None:
        assert not c.find("results.first_event").isVisible()
        await on_page(c)
        assert c.find("events.elsewhere").isVisible()
        assert "comes from the centre" in c.find("events.elsewhere").text()
        assert not c.find("events.name").isVisible() and not c.find("events.new").isVisible()
        c.window.pages.go_to(TODAY)
        await c.idle()
        assert not c.find("today.events").isVisible()

    at_venue(journey, make=nothing)


@pytest.mark.parametrize(("language", "theme"), [("fr", "light"), ("en", "dark")])
@pytest.mark.parametrize("size", [SMALL, USUAL])
def test_nothing_of_the_page_is_cut(desk: Any, language: str, theme: str, size: tuple[int, int]) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(*size)
        await on_page(c)
        assert cut(c.window) == []
        room_of(c)._page.form.show_plan(hall())
        await c.click("events.save")
        assert c.find("events.problem").isVisible()
        assert cut(c.window) == [], "with a plan and what is missing"
        await c.window.books.write(lambda book: saved(book, JAZZ))
        room_of(c).look_again()
        await c.idle()
        c.find("events.list").selectRow(0)
        await c.idle()
        assert cut(c.window) == [], "as it was made"
        c.window.pages.go_to(TODAY)
        await c.idle()
        assert cut(c.window) == []

    desk(journey, language=language, theme=theme)


def test_the_list_shows_the_next_one_first(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await c.window.books.write(saved)
        own = await c.window.books.read(own_events)
        assert [view.performance for view in own.events] == ["jazz/2026-12-30"]

    desk(journey)


def test_the_first_event_asks_once_for_the_organiser(at_venue: Run) -> None:
    async def journey(c: Cashier, venue: Venue) -> None:
        await on_page(c)
        organiser = c.find("events.organiser")
        await c.until(organiser.isVisible)
        fill(c)
        await c.click("events.save")
        assert "Its tickets name no organiser" in c.window.notice.text.text()
        assert not organiser.isVisible(), "an event that is made is not asked"
        await c.click("events.new")
        assert organiser.isVisible()
        fill(c, **{"events.name": "Revue", "events.organiser": "Club du Lac, Quai 1"})
        await c.click("events.save")
        assert c.window.notice.text.text() == "Revue is on sale."
        await c.click("events.new")
        assert not organiser.isVisible()
        assert (await c.window.books.read(rules_of))["letterhead"] == ("Club du Lac", "Quai 1")

    at_venue(journey, make=nothing, joins=False)
