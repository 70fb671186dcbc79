"""The lists of the sync page: what can be done about the line in hand, by keys alone, in each window and language."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.desk.test_attention import put_cases
from tests.ui.conftest import Cashier
from tests.ui.sync_desk import Venue
from tests.ui.test_layout import SMALL, USUAL, cut
from tests.ui.test_postman_in_the_window import settled
from tests.ui.test_sync_page import CONTROL_SHIFT, away, heard, notes_on, refused_here, sent
from tests.ui.test_tab_order import goes_back, names, takes_tab, walked
from ticketoffice import post
from ticketoffice.desk.find import order_of
from ticketoffice.desk.show import show
from ticketoffice.store import enrolment
from ticketoffice.ui.sync.rows import case_rows
from ticketoffice.ui.theme import DARK, LIGHT, Tokens

Run = Callable[..., None]


@pytest.fixture(autouse=True)
def _no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post, "EVERY", 3600.0)


def told_by(panel: str, cashier: Cashier) -> list[str]:
    """What the buttons below a list offer."""
    names = (f"sync.{panel}.{deed}" for deed in ("case", "keep", "open"))
    return [button.text() for button in map(cashier.find, names) if button.isVisible()]


def test_a_line_that_waits_leads_to_its_order_and_its_ticket_is_kept_by_keys(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        venue.before = away()
        await cashier.open("P")
        await cashier.click_cross(0)
        await cashier.window.books.write(notes_on, "I", 1)
        await cashier.key(Qt.Key.Key_Y, CONTROL_SHIFT)
        queue = cashier.find("sync.queue")
        await cashier.until(lambda: queue.currentIndex().row() == 0)
        assert QApplication.focusWidget() is queue
        assert [index.row() for index in queue.selectionModel().selectedRows()] == [0], "one sees which one is in hand"
        await cashier.until(cashier.find("sync.queue.keep").isVisible)
        assert told_by("queue", cashier) == ["Keep ticket P-1  Ctrl+Z", "Open order P  Enter"]
        await cashier.key(Qt.Key.Key_Down)
        assert told_by("queue", cashier) == ["Open order I  Enter"]
        assert cashier.find("sync.queue.about").text().startswith("Note · I · ")
        await cashier.key(Qt.Key.Key_Up)
        await cashier.until(cashier.find("sync.queue.keep").isVisible)
        await cashier.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        await cashier.until(lambda: cashier.find("notice.text").text() == "Ticket P-1 kept - still valid.")
        assert cashier.find("sync.page").isVisible() and QApplication.focusWidget() is queue
        await cashier.until(lambda: not cashier.find("sync.queue.keep").isVisible())
        assert cashier.window.order.page is None, "the strip of a ticket that was kept is closed"
        assert cashier.window.order.order.tickets[0].state == "valid"
        await cashier.key(Qt.Key.Key_Down)
        await cashier.key(Qt.Key.Key_Return)
        await cashier.until(lambda: cashier.window.on_orders_page and cashier.window.order.order.number == "I")

    at_venue(journey)


def test_keeping_from_the_sync_page_leaves_the_order_that_is_open(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        venue.before = away()
        await cashier.open("P")
        await cashier.click_cross(1)
        await cashier.click("strip.later")
        await cashier.open("I")
        await cashier.click("sync.chip")
        keep = cashier.find("sync.queue.keep")
        await cashier.until(keep.isVisible)
        keep.setFocus()
        await cashier.key(Qt.Key.Key_Space)
        await cashier.until(lambda: cashier.find("notice.text").text() == "Ticket P-2 kept - still valid.")
        await cashier.until(lambda: not keep.isVisible())
        assert QApplication.focusWidget() is cashier.find("sync.queue"), "the focus is not lost with its button"
        assert cashier.window.order.order.number == "I"
        order = await cashier.window.books.read(order_of, "P")
        assert (await cashier.window.books.read(show, order[0])).tickets[1].state == "valid"

    at_venue(journey)


def test_what_may_have_left_is_kept_no_more(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        venue.before = away()
        await cashier.open("P")
        await cashier.click_cross(0)
        await cashier.key(Qt.Key.Key_Y, CONTROL_SHIFT)
        await cashier.until(cashier.find("sync.queue.keep").isVisible)
        venue.clock.advance(seconds=61)
        await sent(cashier)
        await cashier.until(lambda: not cashier.find("sync.queue.keep").isVisible())
        assert told_by("queue", cashier) == ["Open order P  Enter"]
        await cashier.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert cashier.window.order.order.tickets[0].state == "cancelled"

    at_venue(journey)


def test_a_line_that_was_refused_leads_to_its_case(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await refused_here(cashier, venue)
        await heard(cashier, venue)
        await cashier.key(Qt.Key.Key_Y, CONTROL_SHIFT)
        cashier.window.sync.page.show_tab("done")
        done = cashier.find("sync.done")
        done.setFocus()
        await cashier.until(lambda: done.model().rowCount() > 2)
        rows = [done.model().index(row, 4).data() for row in range(done.model().rowCount())]
        refused = [n for n, state in enumerate(rows) if state == "Refused by the centre"]
        assert [done.model().index(row, 1).data() for row in refused] == ["Refund recorded", "Cancelled"]
        for row in range(done.model().rowCount()):
            assert told_by("done", cashier)[:-1] == (["Open case"] if row in refused else [])
            if row < refused[-1]:
                await cashier.key(Qt.Key.Key_Down)
            else:
                break
        assert told_by("done", cashier) == ["Open case", "Open order P  Enter"]
        await cashier.key(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is cashier.find("sync.done.case")
        await cashier.key(Qt.Key.Key_Space)
        assert QApplication.focusWidget() is cashier.find("sync.cases")
        assert cashier.find("sync.what").isVisible()
        await cashier.key(Qt.Key.Key_Return)
        await cashier.until(lambda: cashier.window.on_orders_page and cashier.window.order.order.number == "P")

    at_venue(journey)


def test_when_the_line_in_hand_has_gone_the_one_in_its_place_is_in_hand(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        venue.before = away()
        await cashier.window.books.write(notes_on, "P", 3)
        await cashier.key(Qt.Key.Key_Y, CONTROL_SHIFT)
        queue = cashier.find("sync.queue")
        await cashier.until(lambda: queue.model().rowCount() == 3)
        await cashier.key(Qt.Key.Key_Down)
        await cashier.window.books.write(notes_on, "I", 1)
        await cashier.until(lambda: queue.model().rowCount() == 4)
        assert queue.currentIndex().row() == 1
        venue.before = lambda _: None
        await sent(cashier)
        await cashier.until(lambda: queue.model().rowCount() == 0)
        assert not cashier.find("sync.queue.open").isVisible()
        assert QApplication.focusWidget() is queue
        venue.before = away()
        await cashier.window.books.write(notes_on, "I", 1)
        await cashier.until(lambda: queue.currentIndex().row() == 0)

    at_venue(journey)


def test_a_deed_that_ends_while_another_page_is_looked_at_takes_no_focus_from_it(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        await cashier.open("P")
        cashier.window.order.table.cancel_wished.emit([cashier.window.order.order.tickets[0].ticket])
        cashier.window.pages.go_to("nav.sync")
        await cashier.until(lambda: cashier.window.order.page is not None)
        await cashier.idle()
        assert QApplication.focusWidget() is cashier.find("sync.queue")

    at_venue(journey)


async def _forty(cashier: Cashier, venue: Venue) -> None:
    venue.before = away()
    await cashier.open("P")
    await cashier.click_cross(0)
    await cashier.window.books.write(notes_on, "P", 20)
    await cashier.window.books.write(notes_on, "I", 19)
    await sent(cashier)


async def _one(cashier: Cashier, venue: Venue) -> None:
    venue.before = away("wrong_certificate")
    await cashier.open("P")
    await cashier.click_cross(0)
    await sent(cashier)


async def _cases(cashier: Cashier, venue: Venue) -> None:
    await refused_here(cashier, venue)
    await cashier.window.books.write(put_cases, "I")
    await heard(cashier, venue)


async def _put_out(cashier: Cashier, venue: Venue) -> None:
    """The longest head: a state of many words, and a last sync on another day."""
    enrolment.revoke(venue.centre, enrolment.desks(venue.centre)[0].desk)
    venue.clock.advance(seconds=3 * 86_400)
    await cashier.window.books.write(notes_on, "P", 1)
    await sent(cashier)


async def _none(cashier: Cashier, venue: Venue) -> None:
    await sent(cashier)


FILLED = {"none": _none, "one": _one, "forty": _forty, "cases": _cases, "put out": _put_out}


@pytest.mark.parametrize("filled", FILLED)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_of_the_sync_page_is_cut_and_tab_comes_by_every_control(
    at_venue: Run, language: str, filled: str
) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        await FILLED[filled](cashier, venue)
        await cashier.key(Qt.Key.Key_Y, CONTROL_SHIFT)
        page = cashier.find("sync.page")
        for size in (SMALL, USUAL):
            cashier.window.resize(*size)
            for tab in ("queue", "cases", "done", "received"):
                page.show_tab(tab)
                await cashier.idle()
                assert cut(cashier.window) == [], (size, tab)
                seen = walked(cashier.window)
                wanted = [widget for widget in cashier.window.findChildren(QWidget) if takes_tab(widget)]
                assert [name for name in names(wanted) if name not in names(seen)] == [], tab
                own = [widget for widget in seen if page.isAncestorOf(widget)]
                assert [names(two) for two in pairwise(own) if goes_back(cashier.window, *two)] == [], tab

    at_venue(journey, language=language)


def _light(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in QColor(colour).getRgbF()[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_light(one), _light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_of_a_look_is_read_on_what_it_stands_on(look: Tokens) -> None:
    on = [
        *((look.text, back) for back in (look.window, look.panel, look.field, look.selected)),
        *((look.quiet, back) for back in (look.window, look.panel, look.field)),
        (look.on_accent, look.accent),
        *((tone.text, tone.fill) for tone in look.tones.values()),
    ]
    assert [pair for pair in on if contrast(*pair) < 4.5] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_button_that_cannot_be_pressed_yet_is_read_all_the_same(at_venue: Run, theme: str) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await refused_here(cashier, venue)
        await heard(cashier, venue)
        await cashier.key(Qt.Key.Key_Y, CONTROL_SHIFT)
        cashier.find("sync.page").show_tab("cases")
        await cashier.click("sync.settle")
        button = cashier.find("sync.close")
        assert not button.isEnabled()
        ink: Any = button.grab().toImage()
        back = ink.pixelColor(ink.width() // 2, 4).name()
        colour = button.palette().color(button.foregroundRole()).name()
        assert contrast(colour, back) >= 4.5

    at_venue(journey, theme=theme)


def test_cases_are_closed_one_after_the_other_by_keys_alone(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        venue.before = away()
        await cashier.window.books.write(put_cases, "I")
        await cashier.key(Qt.Key.Key_Y, CONTROL_SHIFT)
        tabs, cases = cashier.find("sync.tabs"), cashier.find("sync.cases")
        assert QApplication.focusWidget() is cases, "nothing else waits"
        await cashier.key(Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
        await cashier.key(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        assert QApplication.focusWidget() is cases, "the list follows its tab"
        await cashier.until(lambda: cases.model().rowCount() > 6)
        count = cases.model().rowCount()
        for _ in range(2):
            await cashier.key(Qt.Key.Key_Down)
        for closed in (1, 2):
            row = cases.currentIndex().row()
            following = tuple(cases.model().index(row + 1, column).data() for column in range(5))
            await cashier.key(Qt.Key.Key_Tab)
            await cashier.key(Qt.Key.Key_Tab)
            assert QApplication.focusWidget() is cashier.find("sync.settle")
            await cashier.key(Qt.Key.Key_Space)
            QTest.keyClicks(QApplication.focusWidget(), "looked at")
            await cashier.key(Qt.Key.Key_Return)
            await cashier.until(lambda closed=closed: cases.model().rowCount() == count - closed)
            assert cases.currentIndex().row() == row
            assert case_rows([tabs.current_case()]) == [following]
            assert QApplication.focusWidget() is cases

    at_venue(journey)
