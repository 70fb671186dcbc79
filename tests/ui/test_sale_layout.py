"""The Sell page in each window and language: nothing is cut, everything is named, reached by Tab, and large enough to be hit."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QStyle, QStyleOptionFrame, QWidget

from tests.conftest import NOW
from tests.ui.conftest import Cashier
from tests.ui.test_house_holds import kept
from tests.ui.test_sale_page import ALT, CTRL, focused, on, on_page, press, type_in
from tests.ui.test_tab_order import goes_back, names, takes_tab, walked
from ticketoffice.desk.card_charges import UnsoldCharge
from ticketoffice.ui.elided_label import ElidedLabel
from ticketoffice.ui.labels import Label
from ticketoffice.ui.notice_bar import NoticeText
from ticketoffice.ui.theme import BUTTON_HEIGHT, tokens
from ticketoffice.ui.words import set_language


async def _chosen(c: Cashier) -> None:
    """Two tariffs in the cart, and one cart parked."""
    await on_page(c)
    await type_in(c, "2")
    await c.key(Qt.Key.Key_G, CTRL)
    await type_in(c, "2")
    await c.key(Qt.Key.Key_Down)
    await type_in(c, "3")


async def _plan(c: Cashier) -> None:
    await _chosen(c)
    await c.key(Qt.Key.Key_B, ALT)


async def _pay(c: Cashier) -> None:
    await _chosen(c)
    await c.key(Qt.Key.Key_F9)
    await type_in(c, "500")


async def _part(c: Cashier) -> None:
    await _chosen(c)
    await c.key(Qt.Key.Key_F9)
    await c.key(Qt.Key.Key_2, ALT)
    await type_in(c, "20")
    await c.key(Qt.Key.Key_Return)


async def _sold(c: Cashier) -> None:
    await _pay(c)
    await c.key(Qt.Key.Key_Return)
    assert on(c, "sell.sold").isVisible()


async def _lowered(c: Cashier) -> None:
    """A price is lowered: a second person is asked for."""
    await _chosen(c)
    await press(c, "sell.line.1.price")
    on(c, "sell.lower.amount").setText("10")
    await press(c, "sell.lower.do")
    await c.key(Qt.Key.Key_F9)


async def _exchange(c: Cashier) -> None:
    await _chosen(c)
    await c.key(Qt.Key.Key_F7)


async def _fault(c: Cashier) -> None:
    """Sold with change, and the printer has a fault that takes some words."""
    await _sold(c)
    c.find("sell.page").sold._show_paper("The printer has no paper. " * 8, printed=False)
    await c.idle()


async def _house(c: Cashier) -> None:
    """On the plan of a performance of which the house keeps something."""
    await on_page(c, kept)
    await c.key(Qt.Key.Key_H, ALT)
    await type_in(c, "2")
    await c.key(Qt.Key.Key_B, ALT)


async def _alone(c: Cashier) -> None:
    """On the plan, with seats that leave others alone."""
    await on_page(c)
    await c.key(Qt.Key.Key_B, ALT)
    for seat in ("A-1", "A-3", "A-5"):
        c.find("sell.page").plan.toggle_requested.emit(seat)
        await c.idle()
    assert on(c, "sell.alone").isVisible()


STATES = {
    **{"empty": on_page, "chosen": _chosen, "plan": _plan, "pay": _pay, "part": _part, "sold": _sold},
    **{"lowered": _lowered, "exchange": _exchange, "fault": _fault, "house": _house, "alone": _alone},
}
ON_PLAN = ("plan", "house", "alone")
NEEDED = 260
"""Pixels of height that the drawing of a plan needs."""


def name_of(widget: QWidget) -> str:
    return str(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name))


def cut(page: QWidget) -> list[str]:
    """What does not show all that it says, or lies outside of the page."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or widget.objectName().startswith("qt_") or widget.visibleRegion().isEmpty():
            continue
        corner = widget.mapTo(page, widget.rect().bottomRight())
        in_scroll = any(parent.objectName() in ("sell.tariffs", "sell.cart") for parent in parents(widget))
        if not in_scroll and not page.rect().contains(corner):
            found.append(f"outside: {widget.objectName() or type(widget).__name__} {corner}")
        is_text = isinstance(widget, QAbstractButton) or (
            isinstance(widget, Label) and not isinstance(widget, ElidedLabel)
        )
        if is_text and not in_scroll and widget.visibleRegion().boundingRect() != widget.rect():
            found.append(f"covered: {widget.text()!r}")
        if isinstance(widget, NoticeText):
            found += [] if widget.is_whole() else [f"cut: {widget.text()!r}"]
        elif is_text and not (isinstance(widget, Label) and widget.wordWrap()):
            wanted = widget.fontMetrics().horizontalAdvance(widget.text())
            if wanted > widget.width():
                found.append(f"cut: {widget.text()!r}")
        elif (
            isinstance(widget, Label)
            and widget.wordWrap()
            and widget.heightForWidth(widget.width()) > widget.height() + 1
        ):
            found.append(f"cut below: {widget.text()!r}")
        elif isinstance(widget, QLineEdit) and not widget.text():
            inside = QStyleOptionFrame()
            widget.initStyleOption(inside)
            box = widget.style().subElementRect(QStyle.SubElement.SE_LineEditContents, inside, widget)
            if widget.fontMetrics().horizontalAdvance(widget.placeholderText()) > box.width():
                found.append(f"cut: {widget.placeholderText()!r}")
    return found


def parents(widget: QWidget) -> list[QWidget]:
    found, here = [], widget.parentWidget()
    while here is not None:
        found.append(here)
        here = here.parentWidget()
    return found


@pytest.mark.parametrize(("size", "language"), [((1024, 700), "fr"), ((1280, 800), "en")], ids=["small", "usual"])
@pytest.mark.parametrize("state", STATES)
def test_nothing_is_cut_and_all_of_it_is_named_and_large_enough(
    desk: Any, state: str, size: tuple[int, int], language: str
) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(*size)
        await STATES[state](c)
        page = c.find("sell.page")
        assert cut(page) == []
        controls = [
            w for w in page.findChildren(QWidget) if w.isVisible() and isinstance(w, QAbstractButton | QLineEdit)
        ]
        controls = [w for w in controls if not isinstance(w.parentWidget(), QLineEdit)]
        assert [w.objectName() for w in controls if not name_of(w)] == []
        small = [w for w in controls if min(w.width(), w.height()) < BUTTON_HEIGHT]
        assert [w.objectName() for w in small] == []

    desk(journey, language=language)
    set_language(QApplication.instance(), "en")


@pytest.mark.parametrize(("size", "language"), [((1024, 700), "fr"), ((1280, 800), "en")], ids=["small", "usual"])
@pytest.mark.parametrize("state", ON_PLAN)
def test_a_plan_has_the_height_that_it_needs(desk: Any, state: str, size: tuple[int, int], language: str) -> None:
    """The tariffs give way, and are scrolled; a zone with a tariff of it is always seen."""

    async def journey(c: Cashier) -> None:
        c.window.resize(*size)
        await STATES[state](c)
        page = c.find("sell.page")
        assert page.plan.drawing.height() >= NEEDED
        seen = page.tariffs.viewport().height()
        assert seen >= 2 * BUTTON_HEIGHT, seen
        await c.key(Qt.Key.Key_B, ALT)
        assert not page.plan.isVisible() and page.choosing.title.isVisible()
        assert page.tariffs.verticalScrollBar().maximum() == 0, "without a plan all tariffs are seen"

    desk(journey, language=language)
    set_language(QApplication.instance(), "en")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_was_sold_gives_way_to_a_plan_and_the_quantity_in_hand_is_seen(desk: Any, language: str) -> None:
    """A small window with a plan, a notice and what was sold: the tariffs are there, and the row that has the keyboard."""

    async def journey(c: Cashier) -> None:
        c.window.resize(1024, 700)
        await _plan(c)
        page = c.find("sell.page")
        await c.key(Qt.Key.Key_F9)
        await type_in(c, "500")
        await c.key(Qt.Key.Key_Return)
        assert on(c, "sell.sold").isVisible() and page.plan.isVisible()
        charged = UnsoldCharge("charge-1", 2_000, "CHF", NOW, "UTC", 4711)
        page.charge.show_charge(charged)
        await c.idle()
        assert cut(page) == []
        for _ in range(3):
            field = QApplication.focusWidget()
            assert page.tariffs.isAncestorOf(field)
            assert field.visibleRegion().boundingRect() == field.rect(), field.objectName()
            await c.key(Qt.Key.Key_Down)
        assert page.below.height() <= 2 * BUTTON_HEIGHT
        assert on(c, "sell.print").isVisible() and on(c, "sell.show_order").isVisible()
        await c.key(Qt.Key.Key_B, ALT)
        assert page.sold.problem.isVisible(), "without a plan there is room again"

    desk(journey, language=language)
    set_language(QApplication.instance(), "en")


@pytest.mark.parametrize(
    ("state", "row"), [("house", "sell.hold"), ("chosen", "sell.seats"), ("pay", "pay.delivery"), ("pay", "pay.method")]
)
def test_a_row_of_choices_shows_that_it_has_the_keyboard(desk: Any, state: str, row: str) -> None:
    async def journey(c: Cashier) -> None:
        await STATES[state](c)
        found = on(c, row)
        found.setFocus()
        await c.idle()
        seen = found.grab().toImage().pixelColor(0, found.height() // 2)
        assert seen.name().upper() == tokens().focus

    desk(journey)


@pytest.mark.parametrize("state", ["pay", "part", "lowered"])
def test_what_is_asked_for_stands_in_one_column(desk: Any, state: str) -> None:
    async def journey(c: Cashier) -> None:
        await STATES[state](c)
        page = c.find("sell.page")
        firsts = [
            on(c, name) for name in ("pay.amount", "pay.name", "pay.part.1", "pay.second") if _is_seen(page, name)
        ]
        firsts += [on(c, name)._buttons[code] for name, code in (("pay.method", "cash"), ("pay.delivery", "here"))]
        assert len(firsts) == (5 if state != "pay" else 4)
        assert len({part.mapTo(page, QPoint(0, 0)).x() for part in firsts}) == 1

    desk(journey)


def _is_seen(page: QWidget, name: str) -> bool:
    found = page.findChild(QWidget, name)
    return found is not None and found.isVisible()


@pytest.mark.parametrize("state", ["chosen", "plan", "part", "sold", "exchange", "fault"])
def test_tab_goes_where_one_reads(desk: Any, state: str) -> None:
    async def journey(c: Cashier) -> None:
        await STATES[state](c)
        page = c.find("sell.page")
        seen = [widget for widget in walked(c.window) if page.isAncestorOf(widget)]
        wanted = [widget for widget in page.findChildren(QWidget) if takes_tab(widget)]
        assert [name for name in names(wanted) if name not in names(seen)] == []
        columns = (page.performances, page.cart, page.below)
        panes: dict[Any, list[QWidget]] = {}
        for widget in seen:
            panes.setdefault(next((p for p in columns if p.isAncestorOf(widget)), page), []).append(widget)
        back = [
            f"{b.objectName()} after {a.objectName()}"
            for pane in panes.values()
            for a, b in pairwise(pane)
            if goes_back(c.window, a, b)
        ]
        assert back == []

    desk(journey)


@pytest.mark.parametrize("times", [1, 2], ids=["plan", "best seats"])
def test_after_the_seats_tab_leads_to_pay(desk: Any, times: int) -> None:
    """Not to what lowers a price: that is seldom done, and never by a Space too many."""

    async def journey(c: Cashier) -> None:
        await on_page(c)
        await type_in(c, "2")
        for _ in range(times):
            await c.key(Qt.Key.Key_B, ALT)
        assert focused() == ("sell.plan.drawing" if times == 1 else "sell.quantity.1")
        if times == 2:
            on(c, "sell.seats").setFocus()
        await c.key(Qt.Key.Key_Tab)
        assert focused() == "sell.pay"
        await c.key(Qt.Key.Key_Space)
        assert on(c, "pay.amount").isVisible() and not on(c, "sell.lower.amount").isVisible()

    desk(journey)


def test_up_from_pay_goes_through_the_lines_of_the_cart(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await _chosen(c)
        on(c, "sell.pay").setFocus()
        seen = []
        for key in ("Up", "Right", "Up", "Left", "Up", "Down", "Down", "Up"):
            await c.key(getattr(Qt.Key, f"Key_{key}"))
            seen.append(focused().removeprefix("sell."))
        assert seen == [
            *("line.2.price", "line.2.remove", "line.1.remove", "line.1.price", "line.1.price"),
            *("line.2.price", "pay", "line.2.price"),
        ]
        await c.key(Qt.Key.Key_Space)
        assert focused() == "sell.lower.amount"
        await c.key(Qt.Key.Key_Escape)
        on(c, "sell.pay").setFocus()
        for key in (Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Space):
            await c.key(key)
        assert focused() == "sell.line.1.price", "the line is gone, the keyboard is on the last one"
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Space):
            await c.key(key)
        assert focused() == "sell.quantity.1" and on(c, "sell.cart_empty").isVisible()

    desk(journey)


def test_the_keys_of_the_page_wish_nothing_elsewhere(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await on_page(c)
        await type_in(c, "1")
        await c.key(Qt.Key.Key_F4)
        for key, held in ((Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_G, CTRL), (Qt.Key.Key_N, CTRL)):
            await c.key(key, held)
        await c.key(Qt.Key.Key_F2)
        assert focused() == "sell.quantity.1" and on(c, "sell.line.1").text() == "1 × Adult, Hall"
        assert not on(c, "pay.take").isVisible()

    desk(journey)
