"""Nothing is cut, in the smallest window and the longest language: each page's buttons, the rows, the notice."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPainter, QRawFont, QTextLayout
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tests.conftest import orders_files
from tests.reservations import take_reservations
from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order, an_invoice_order
from tests.ui.test_pages_of_an_order import let_it_start
from ticketoffice.desk import admit
from ticketoffice.domain.calendar import to_instant
from ticketoffice.domain.people import Who
from ticketoffice.ui import words
from ticketoffice.ui.columns import shared
from ticketoffice.ui.drawing import paint_state_icon
from ticketoffice.ui.elided_label import ElidedLabel
from ticketoffice.ui.flow import FlowLayout
from ticketoffice.ui.notice_bar import NoticeText
from ticketoffice.ui.order.tickets_model import TicketColumn
from ticketoffice.ui.order.tickets_table import YIELDING
from ticketoffice.ui.theme import FAMILY, Tone, tokens
from ticketoffice.ui.words import set_language

SMALL, USUAL = (1024, 700), (1280, 800)
ROW = 40
LONG_NOTICE = (
    "Ceci est une copie plus ancienne du livre : 12 opérations après le 24.11.2026 12:00 n'y sont pas. Ce qu'il contient "
    "est sûr ; les nouveaux numéros commencent par C. Cherchez le fichier plus récent, ou saisissez à nouveau ce qui manque."
)


@pytest.fixture(autouse=True)
def _english_again(qapp: QApplication) -> object:
    yield
    set_language(qapp, "en")


async def _whole(c: Cashier) -> None:
    await a_cash_order(c)
    await c.click("order.cancel")


async def _whole_started(c: Cashier) -> None:
    await a_cash_order(c)
    let_it_start(c)
    await c.click("order.cancel")
    assert c.find("whole.alone").isVisible()


async def _strip(c: Cashier) -> None:
    await a_cash_order(c)
    await c.click_cross(0)
    c.find("strip.method")._pick("card")
    await c.idle()


async def _strip_of_three(c: Cashier) -> None:
    await a_cash_order(c)
    for row in range(3):
        c.find("tickets.table").tickets.toggle(row)
    await c.click("order.cancel_ticked")


async def _hand_out(c: Cashier) -> None:
    await _strip(c)
    c.find("strip.reason")._pick("our_error")
    await c.click("strip.finish")


async def _invoice(c: Cashier) -> None:
    await an_invoice_order(c)
    await c.click_cross(0)


async def _pay(c: Cashier) -> None:
    await an_invoice_order(c)
    await c.click("order.pay")


async def _used(c: Cashier) -> None:
    order = await a_cash_order(c)
    await c.window.books.write(admit.admit, order.tickets[0].number, who=Who(c.window.room_person()))
    await c.open(order.number)
    await c.click_cross(0)


async def _started(c: Cashier) -> None:
    await a_cash_order(c)
    let_it_start(c)
    await c.click_cross(0)


async def _ticked(c: Cashier) -> None:
    await a_cash_order(c)
    for row in (0, 1):
        c.find("tickets.table").tickets.toggle(row)


async def _note(c: Cashier) -> None:
    await an_invoice_order(c)
    for text in ("Class 4B, teacher Odermatt, " * 20, "two wheelchairs", "comes late"):
        await c.click("order.note")
        c.find("note.text").setText(text)
        await c.key(Qt.Key.Key_Return)
    await c.click("order.note")


async def _admit(c: Cashier) -> None:
    await an_invoice_order(c)
    await c.click("order.admit_unpaid")


async def _remind(c: Cashier) -> None:
    """An invoice of which all is due that can be."""
    await _admit(c)
    c.find("admit.second").setText("Marc")
    await c.key(Qt.Key.Key_Return)
    c.clock.advance(seconds=15 * 86_400)
    await c.open(c.window.order.order.number)
    await c.click("order.remind")
    c.clock.advance(seconds=-15 * 86_400)


async def _release(c: Cashier) -> None:
    [number, *_] = await c.window.books.write(take_reservations, orders_files("pretix-opera")[2])
    await c.open(number)
    await c.click("order.release")


async def _late(c: Cashier) -> None:
    await _release(c)
    await c.key(Qt.Key.Key_Return)
    await c.key(Qt.Key.Key_F9)


PAGES: dict[str, Callable[[Cashier], Awaitable[None]]] = {
    "ticked": _ticked,
    "whole": _whole,
    "strip": _strip,
    "strip of three": _strip_of_three,
    "hand out": _hand_out,
    "invoice": _invoice,
    "pay": _pay,
    "note": _note,
    "admit": _admit,
    "release": _release,
    "late": _late,
    "used": _used,
    "remind": _remind,
    "whole started": _whole_started,
    "started": _started,
}


def cut(window: QWidget) -> list[str]:
    """Buttons and fields that are not wholly visible, labels that are lower than their text."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QAbstractButton) and widget.text():
            wanted = widget.minimumSizeHint().width()
            whole = widget.visibleRegion().boundingRect().size() == widget.size()
            if widget.width() < wanted or widget.height() < 30 or not whole:
                found.append(f"{widget.objectName()} {widget.text()}")
        elif isinstance(widget, QLineEdit) and widget.visibleRegion().boundingRect().size() != widget.size():
            found.append(widget.objectName())
        elif isinstance(widget, QLabel) and not isinstance(widget, ElidedLabel | NoticeText) and widget.text():
            box = QRect(0, 0, widget.contentsRect().width(), 10_000)
            flags = Qt.TextFlag.TextWordWrap if widget.wordWrap() else Qt.TextFlag.TextSingleLine
            needs = widget.fontMetrics().boundingRect(box, flags, widget.text())
            if needs.height() > widget.height() or needs.width() > widget.width() + 1:
                found.append(f"{widget.objectName()} {widget.text()}")
    return found


@pytest.mark.parametrize(("language", "first", "second"), [("fr", SMALL, USUAL), ("en", USUAL, SMALL)])
def test_nothing_of_a_page_is_cut(
    desk: Any, long_run: bool, language: str, first: tuple[int, int], second: tuple[int, int]
) -> None:
    """The longest language in the smallest window, and the usual ones; `--long`: each in each."""

    async def journey(c: Cashier, size: tuple[int, int]) -> None:
        c.window.resize(*size)
        for name, opened in PAGES.items():
            await opened(c)
            assert cut(c.window) == [], name
            rows = c.find("tickets.table").viewport().height() / ROW
            assert rows >= (2 if "started" in name else 3), name

    for size in (first, second) if long_run else (first,):
        desk(partial(journey, size=size), language=language)


LONG = "Association des Amis de l'Opéra et du Théâtre de la Ville, section des spectateurs"


def test_a_long_customer_takes_no_room_from_the_others(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(*SMALL)
        await c.open("LBFQB")
        order, header = c.window.order.order, c.window.order.header
        header.show_order(replace(order, customer=replace(order.customer, name=LONG)))
        await c.idle()
        assert cut(c.window) == []
        assert header.created.geometry().right() <= header.width()
        assert (header.customer.toolTip(), header.customer.accessibleName()) == (LONG, LONG)
        layout = QTextLayout(header.summary.text(), header.summary.font())
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(header.summary.width())
        layout.endLayout()
        assert header.summary.text()[line.textLength() - 3 : line.textLength()] == "   ", "it ends between two facts"

    desk(journey, language="fr", theme="dark")


def test_the_gate_has_room_for_long_names(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(*SMALL)
        await c.key(Qt.Key.Key_F8)
        page, chosen = c.window.gate, c.find("gate.performances")
        await c.until(lambda: chosen.count() > 1)
        entrances = [chosen.itemData(n) for n in range(1, chosen.count())]
        page.show_entrances([replace(e, event=LONG, entered=1000, tickets=2000) for e in entrances])
        days = [chosen.itemText(n).split("   ")[0] for n in range(1, chosen.count())]
        assert len(set(days)) == len(days), "evenings of one event differ by what is seen of them"
        chosen.setCurrentIndex(1)
        answer = await c.window.books.read(admit.check, "KL3ZT-1")
        for reason in ("displaced", "over", "wrong_performance", "change_refused"):
            page.show_answer(replace(answer, answer="STOP", reason=reason, holder=LONG))
            await c.idle()
            assert cut(c.window) == [], reason
            assert chosen.width() >= chosen.sizeHint().width(), "what does not fit ends in dots"
        assert LONG in chosen.itemData(1, Qt.ItemDataRole.ToolTipRole)

    desk(journey, language="fr", theme="dark")


def test_a_window_made_smaller_is_laid_out_as_one_that_was_small(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        c.window.resize(*SMALL)
        await c.idle()
        height = c.window.order.place.height()
        await c.click_cross(0)
        assert c.window.order.place.height() == height
        assert cut(c.window) == []

    desk(journey)


def test_the_small_window_shows_the_customer_and_saves(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(*SMALL)
        await an_invoice_order(c)
        assert c.find("strip.idle").isVisible()
        c.find("order.tabs").setCurrentIndex(2)
        await c.idle()
        assert not c.find("strip.idle").isVisible()
        for name in ("name", "company", "email", "phone", "language", "save"):
            field = c.find(f"customer.{name}")
            assert field.visibleRegion().boundingRect().size() == field.size(), name
        c.find("order.tabs").setCurrentIndex(0)
        await c.idle()
        assert c.find("strip.idle").isVisible()

    desk(journey, language="fr")


def test_opening_the_strip_moves_no_row(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(*SMALL)
        order = await a_cash_order(c)
        table = c.find("tickets.table")
        before = [table.viewport().mapToGlobal(table.visualRect(table.model().index(r, 8)).topLeft()) for r in range(3)]
        height = table.viewport().height()
        assert "CHF" in table.model().index(0, 3).data(Qt.ItemDataRole.ToolTipRole)
        await c.click_cross(0)
        after = [table.viewport().mapToGlobal(table.visualRect(table.model().index(r, 8)).topLeft()) for r in range(3)]
        assert (before, height) == (after, table.viewport().height())
        table.tickets.set_rows([replace(order.tickets[0], short="4PBJ22GR-2", event="Les Noces de Figaro" * 2)])
        assert table.fontMetrics().horizontalAdvance("4PBJ22GR-2") <= table.columnWidth(1) - 12

    desk(journey, language="fr")


def test_a_long_notice_is_whole_or_ends_in_dots(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(*SMALL)
        c.window.notice.say(LONG_NOTICE, stays=True)
        await c.idle()
        text = c.find("notice.text")
        shown = text.shown()
        assert 1 < len(shown) <= 2
        assert shown[-1].endswith("…") or " ".join(shown) == LONG_NOTICE
        assert text.fontMetrics().lineSpacing() * len(shown) <= text.height() + 4
        assert text.text() == LONG_NOTICE == text.toolTip() == text.accessibleName()

    desk(journey, language="fr")


@pytest.mark.parametrize("page", ["nav.sell", "nav.orders"])
def test_a_notice_without_room_is_read_whole_under_its_place_and_nothing_moves(desk: Any, page: str) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(*SMALL)
        c.window.pages.go_to(page)
        await c.idle()
        own, notice = c.window.pages.currentWidget(), c.window.notice
        whole = c.window.findChild(QWidget, "notice.whole")
        before = own.geometry()
        notice.say("Kurz.", stays=True)
        await c.idle()
        notice.say(LONG_NOTICE)
        await c.idle()
        assert not whole.isVisible(), "what went well covers nothing"
        notice.say(LONG_NOTICE, action="Imprimantes", stays=True)
        await c.idle()
        text = c.find("notice.whole_text")
        assert whole.isVisible() and text.text() == LONG_NOTICE
        assert text.heightForWidth(text.width()) <= text.height()
        assert c.window.rect().contains(whole.geometry()) and own.geometry() == before
        top = notice.mapTo(c.window, QPoint(0, 0))
        assert (whole.x(), whole.width()) == (top.x(), notice.width()) and whole.y() >= top.y() + notice.height() - 1
        assert c.find("notice.action").visibleRegion().boundingRect() == c.find("notice.action").rect()
        await c.key(Qt.Key.Key_1)
        assert not whole.isVisible() and notice.text.text() == LONG_NOTICE, "who works goes on; its beginning stays"
        notice.say(LONG_NOTICE, stays=True)
        QTest.mouseClick(whole, Qt.MouseButton.LeftButton)
        assert not whole.isVisible()
        notice.say(LONG_NOTICE, stays=True)
        notice.clear()
        assert not whole.isVisible()

    desk(journey, language="fr")


def test_a_whole_notice_stands_once_and_ends_with_the_next_click(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(*SMALL)
        c.window.pages.go_to("nav.sell")
        await c.idle()
        notice, whole = c.window.notice, c.window.findChild(QWidget, "notice.whole")
        notice.say(LONG_NOTICE, stays=True)
        await c.idle()
        assert whole.isVisible() and colours(notice.text) == 1, "its cut beginning does not stand above it"
        QTest.mouseClick(c.find("sell.page").cart, Qt.MouseButton.LeftButton, pos=QPoint(2, 300))
        await c.idle()
        assert not whole.isVisible() and colours(notice.text) > 1
        notice.say(LONG_NOTICE, stays=True)
        await c.key(Qt.Key.Key_Shift)
        await c.key(Qt.Key.Key_Return)
        assert whole.isVisible(), "an Enter that was pressed twice is no deed of its own"
        await c.key(Qt.Key.Key_2)
        assert not whole.isVisible()

    desk(journey, language="fr")


def colours(widget: QWidget) -> int:
    """How many colours it is painted in."""
    image = widget.grab().toImage()
    return len({image.pixel(x, y) for x in range(4, image.width() - 4) for y in range(4, image.height() - 4)})


# --- what each page must show ------------------------------------------------------------------------------------


def test_the_whole_order_shows_amount_paper_and_customer(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await a_cash_order(c)
        await c.click("order.cancel")
        assert c.find("whole.amount").text() == f"{order.paid // 100}.{order.paid % 100:02d}"
        assert c.find("whole.inform").value() == "told"
        c.find("whole.amount").setText("10.00")
        c.find("whole.method")._pick("later")
        c.find("whole.paper")._pick("back")
        c.find("whole.inform")._pick("later")
        c.find("whole.reason")._pick("our_error")
        await c.click("whole.confirm")
        view = c.window.order.order
        assert [r.method for r in view.refunds if r.amount] == ["later"]
        assert sum(r.amount for r in view.refunds) == 1000
        assert {(t.cancelled.paper, t.cancelled.inform) for t in view.tickets} == {("back", "later")}

    desk(journey)


def test_a_card_refund_says_what_is_to_be_done(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        await c.click_cross(0)
        c.find("strip.method")._pick("card")
        assert c.find("strip.finish").text().startswith("Finish: put CHF")
        c.find("strip.reason")._pick("our_error")
        await c.click("strip.finish")
        assert c.find("strip.handed_out").text().startswith("Put back on the card")
        assert "hand" not in c.find("strip.handed_out").text().casefold()
        await c.key(Qt.Key.Key_Return)
        assert c.window.order.order.refunds[0].paid_at is not None

    desk(journey)


def test_goodwill_has_currency_and_method_and_says_why_its_button_is_off(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await _used(c)
        button = c.find("used.goodwill")
        assert not button.isEnabled()
        assert "10 characters" in button.toolTip()
        assert c.window.order.explain.needs.isVisible()
        assert c.window.order.explain.currency.text() == "CHF"
        c.find("used.method")._pick("twint")
        c.find("used.amount").setText("5")
        c.find("used.second").setText("Marc")
        assert button.isEnabled()
        assert not c.window.order.explain.needs.isVisible()
        await c.click("used.goodwill")
        view = c.window.order.order
        assert [(r.method, r.amount, r.goodwill) for r in view.refunds] == [("twint", 500, True)]
        [given] = [line for line in view.history if line.kind == "goodwill_refunded"]
        assert ("reason", "customer_asked") in given.details

    desk(journey)


def test_an_order_whose_invoice_has_no_number_says_it_without_one(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await an_invoice_order(c)
        await c.click_cross(0)
        panel = c.window.order.invoice
        assert order.invoice in panel.title.text()
        after = await c.window.books.read(_preview, order.order, order.tickets[0].ticket)
        panel.show_for(replace(order, invoice=None), order.tickets[:1], after=after)
        assert "its invoice, CHF" in panel.title.text()
        assert " -," not in panel.title.text()

    desk(journey)


def _preview(book: Any, order: str, ticket: str) -> Any:
    from ticketoffice.desk.invoice import preview_reissue

    return preview_reissue(book, order, without=[ticket])


# --- columns -------------------------------------------------------------------------------------------------------


def shown_in(table: QTableView, row: int, column: int) -> str:
    """What can be read of a cell; where its text goes on in a second line, of both."""
    text, font, width = str(table.model().index(row, column).data()), table.fontMetrics(), table.columnWidth(column) - 8
    first, words = "", text.split(" ") if table.wordWrap() else []
    while words and font.horizontalAdvance(f"{first}{words[0]}") <= width:
        first += f"{words.pop(0)} "
    rest = " ".join(words) if first else text
    return first + font.elidedText(rest, Qt.TextElideMode.ElideRight, width) if rest else first.removesuffix(" ")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_smallest_window_has_tariff_and_price_and_whole_names(desk: Any, language: str) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(*SMALL)
        order = await a_cash_order(c)
        table = c.find("tickets.table")
        lines = 2 * table.fontMetrics().lineSpacing()
        assert table.rowHeight(0) >= lines, "two lines have room"
        for row, ticket in enumerate(order.tickets):
            for column in (TicketColumn.EVENT, TicketColumn.SEAT, TicketColumn.HOLDER, TicketColumn.PRICE):
                assert table.columnWidth(column) > 0
                assert shown_in(table, row, column) == table.model().index(row, column).data(), ticket
            option = QStyleOptionViewItem()
            table.itemDelegate().initStyleOption(option, table.model().index(row, TicketColumn.PRICE))
            assert option.text == f"{table.model().index(row, TicketColumn.PRICE).data()}\u2028{ticket.tariff}"
        assert sum(table.columnWidth(column) for column in TicketColumn) == table.viewport().width()

    desk(journey, language=language)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("number", ["JPPTT-12", "FESTIVAL-2026-RS029-1"])
def test_no_price_is_lost_in_the_smallest_window(desk: Any, language: str, number: str) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(*SMALL)
        order = await a_cash_order(c)
        table = c.find("tickets.table")
        row = replace(order.tickets[0], short=number, event="Aida", seat="Parterre J-15", price=100_00)
        table.tickets.set_rows([replace(row, ticket=str(n), holder="Danica Kruschwitz") for n in range(6)])
        await c.idle()
        painted = []
        for column in (TicketColumn.NUMBER, TicketColumn.PRICE):
            option = QStyleOptionViewItem()
            table.itemDelegate().initStyleOption(option, table.model().index(0, column))
            if not table.isColumnHidden(column):
                painted.append(option.text)
                for text in option.text.replace("  ", "\u2028").split("\u2028")[:2]:
                    assert table.fontMetrics().horizontalAdvance(text) <= table.columnWidth(column) - 21, text
        price, tariff = "CHF 100.00", row.tariff
        below = [f"{number}\u2028{price}  {tariff}"]
        assert painted == (below if len(number) > 12 else [number, f"{price}\u2028{tariff}"])
        titles = [table.model().headerData(n, Qt.Orientation.Horizontal) for n in (1, 6)]
        beside = {"en": ["No., price", "Price"], "fr": ["N°, prix", "Prix"]}[language]
        assert titles == (beside if len(number) > 12 else [{"en": "No.", "fr": "N°"}[language], beside[1]])

    desk(journey, language=language)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_columns_have_the_room_of_what_stands_in_them(desk: Any, language: str) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(*USUAL)
        order = await a_cash_order(c)
        table = c.find("tickets.table")
        for row, ticket in enumerate(order.tickets):
            whole = [str(table.model().index(row, column).data()) for column in range(1, 7)]
            assert [shown_in(table, row, column) for column in range(1, 7)] == whole, ticket
        long = replace(order.tickets[0], event="Les Noces de Figaro en plein air", seat="Parterre, Row R, Seat 12" * 2)
        table.tickets.set_rows([replace(long, holder="Wilhelmine Freifrau von Hohenstein", tariff="Prix réduit AVS")])
        assert "Les Noces " in shown_in(table, 0, 2)
        assert sum(table.columnWidth(n) for n in range(table.model().columnCount())) == table.viewport().width()

    desk(journey, language=language)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", [SMALL, USUAL])
def test_the_search_keeps_its_room_whatever_waits(desk: Any, language: str, size: tuple[int, int]) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(*size)
        top = c.window.top
        top.show_due(23)
        top.show_open_refunds(112)
        await c.idle()
        assert top.name_copies.isVisible()
        assert cut(c.window) == []
        assert top.search.width() >= 200
        for button, count in ((top.due, "23"), (top.refunds, "112")):
            assert count in button.text()
            assert len(button.accessibleName()) >= len(button.text())
        long = top.refunds.accessibleName()
        top.show_due(0)
        top.ask_for_copies(False)
        await c.idle()
        assert top.refunds.text() == long, "with room it says all"

    desk(journey, language=language)


def seen_whole(table: QTableView) -> list[str]:
    """The texts of a table that are not wholly readable in their cells, with the lines that the row has."""
    found = []
    for row in range(table.model().rowCount()):
        for column in range(table.model().columnCount()):
            text = str(table.model().index(row, column).data())
            box = QRect(0, 0, table.columnWidth(column) - 8, 10_000)
            flags = Qt.TextFlag.TextWordWrap if table.wordWrap() else Qt.TextFlag.TextSingleLine
            needs = table.fontMetrics().boundingRect(box, flags, text)
            if needs.width() > box.width() or needs.height() > table.rowHeight(row):
                found.append(text)
        assert sum(table.columnWidth(n) for n in range(table.model().columnCount())) <= table.viewport().width()
    return found


@pytest.mark.parametrize("language", ["en", "fr"])
def test_payments_and_history_are_read_whole_in_a_small_window(desk: Any, language: str) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(*SMALL)
        await a_cash_order(c)
        await c.click_cross(0)
        c.find("strip.reason")._pick("our_error")
        c.find("strip.method")._pick("later")
        await c.click("strip.finish")
        for tab, name in ((1, "payments.table"), (3, "history.table")):
            c.find("order.tabs").setCurrentIndex(tab)
            await c.idle()
            assert c.find(name).model().rowCount() >= 3
            assert seen_whole(c.find(name)) == []

    desk(journey, language=language)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_notes_are_read_whole_in_a_small_window(desk: Any, language: str) -> None:
    """A short one in the head, beside all that may be done about an unpaid order; each one in the place below."""

    async def journey(c: Cashier) -> None:
        c.window.resize(*SMALL)
        order = await an_invoice_order(c)
        beside = c.window.order.header.beside
        assert order.notes[0].text in beside.text()
        assert beside.fontMetrics().horizontalAdvance(beside.text()) <= beside.width()
        long = (
            "Fauteuil roulant en bout de rang, accompagnante au siège voisin, taxi à 22:30 devant l'entrée des artistes"
        )
        await c.click("order.note")
        c.find("note.text").setText(long)
        await c.key(Qt.Key.Key_Return)
        notes = c.find("strip.notes")
        assert long in notes.text() and order.notes[0].text in notes.text()
        assert notes.visibleRegion().boundingRect().size() == notes.size()
        assert cut(c.window) == []
        await a_cash_order(c)
        where = beside.geometry()
        c.find("tickets.table").tickets.toggle(0)
        await c.idle()
        assert beside.geometry().topLeft() == where.topLeft()
        assert beside.geometry().right() < c.find("order.cancel_ticked").geometry().left()
        await c.open("LBFQB" if c.window.order.order.number != "LBFQB" else order.number)
        assert long not in notes.text()

    desk(journey, language=language)


def test_the_part_that_grows_has_the_line_with_the_most_room(qtbot: Any) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    layout = FlowLayout(from_right=True)
    layout.setSpacing(10)
    whole.setLayout(layout)
    layout.setContentsMargins(0, 0, 0, 0)
    parts = [QWidget() for _ in range(4)]
    for part, width in zip(parts, (0, 100, 120, 90), strict=True):
        part.setMinimumSize(width or 20, 30)
        part.setSizePolicy(
            QSizePolicy.Policy.Fixed if width else QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        )
        layout.addWidget(part)
    whole.resize(240, 100)
    whole.show()
    growing, first, second, third = parts
    assert [part.geometry().getRect() for part in (first, second)] == [(10, 0, 100, 30), (120, 0, 120, 30)]
    assert growing.geometry().getRect() == (0, 40, 140, 30)
    assert third.geometry().getRect() == (150, 40, 90, 30)
    keeps = third.sizePolicy()
    keeps.setRetainSizeWhenHidden(True)
    third.setSizePolicy(keeps)
    third.hide()
    layout.activate()
    assert growing.geometry().getRect() == (0, 40, 240, 30)


def test_all_columns_give_some_where_the_room_is_short() -> None:
    a, b, c = TicketColumn.EVENT, TicketColumn.SEAT, TicketColumn.HOLDER
    assert shared(100, wants={a: (20, 40), b: (30, 90)}, rest=a) == {a: 33, b: 67}
    assert shared(200, wants={a: (20, 40), b: (30, 90)}, rest=a) == {a: 110, b: 90}
    assert shared(30, wants={a: (20, 40), b: (40, 90)}, rest=a) == {a: 10, b: 20}
    assert shared(50, wants={a: (20, 40), b: (40, 40)}, rest=a) == {a: 10, b: 40}, "what is whole stays whole"
    seat, event = TicketColumn.SEAT, TicketColumn.EVENT
    both = {event: (20, 20), seat: (20, 20)}
    assert shared(30, wants=both, rest=event, yielding=YIELDING) == {event: 10, seat: 20}, "the seat is read"
    assert shared(30, wants={a: (20, 20), b: (40, 40)}, rest=a) == {a: 10, b: 20}
    assert shared(60, wants={a: (20, 10), b: (20, 20), c: (0, 0)}, rest=a) == {a: 40, b: 20, c: 0}


def test_no_column_is_narrower_than_its_floor() -> None:
    a, b, c = TicketColumn.EVENT, TicketColumn.SEAT, TicketColumn.HOLDER
    wants, floors = {a: (60, 300), b: (900, 900), c: (30, 200)}, {a: 50, b: 20, c: 10}
    for room in range(80, 1200, 7):
        widths = shared(room, wants=wants, rest=a, floors=floors)
        assert all(widths[column] >= floors[column] for column in wants), (room, widths)
        assert sum(widths.values()) == room
    assert shared(60, wants=wants, rest=a, floors=floors) == {a: 30, b: 20, c: 10}, "the rest gives first"
    assert shared(40, wants=wants, rest=a, floors=floors) == {a: 25, b: 10, c: 5}, "no room for the floors: all give"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", [SMALL, USUAL])
def test_an_event_keeps_the_beginning_of_its_name_beside_whatever_stands_there(
    desk: Any, language: str, size: tuple[int, int]
) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(*size)
        order = await a_cash_order(c)
        table = c.find("tickets.table")
        ticket = replace(
            order.tickets[0],
            event="Les Noces de Figaro en plein air",
            seat="Parterre, Row R, Seat 12" * 20,
            holder="Wilhelmine Freifrau von Hohenstein" * 20,
            tariff="Prix réduit AVS" * 20,
        )
        table.tickets.set_rows([ticket])
        shown = [n for n in range(table.model().columnCount()) if not table.isColumnHidden(n)]
        assert ("Les Noces " if size == USUAL else "Les N") in shown_in(table, 0, 2)
        assert shown_in(table, 0, 1) == ticket.short
        assert sum(table.columnWidth(n) for n in shown) == table.viewport().width()
        assert min(table.columnWidth(n) for n in shown) > 24

    desk(journey, language=language)


# --- tables and icons --------------------------------------------------------------------------------------------


def first_ink(view: QTableView, box: QRect) -> int:
    """Where the writing begins, in pixels from the left of the box."""
    image = view.grab(box).toImage()
    ground = image.pixel(image.width() - 2, 3)
    return next(x for x in range(image.width()) for y in range(4, image.height() - 4) if image.pixel(x, y) != ground)


@pytest.mark.parametrize(("tab", "name"), [(1, "payments.table"), (3, "history.table")])
def test_a_column_begins_where_its_title_begins(desk: Any, tab: int, name: str) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        c.find("order.tabs").setCurrentIndex(tab)
        await c.idle()
        view = c.find(name)
        view.setCurrentIndex(QModelIndex())
        c.find("search.bar").setFocus()
        await c.idle()
        header = view.horizontalHeader()
        title = QRect(header.pos(), header.size())
        title.setWidth(header.sectionSize(0))
        cell = view.visualRect(view.model().index(0, 0)).translated(view.viewport().pos())
        assert abs(first_ink(view, title) - first_ink(view, cell)) <= 2

    desk(journey)


def _icon(tone: Tone, shape: str = "") -> QImage:
    image = QImage(24, 24, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_state_icon(painter, QPointF(12, 12), tone=tone, colour=QColor(Qt.GlobalColor.black).name(), shape=shape)
    painter.end()
    return image


def test_each_state_has_its_own_icon(qapp: QApplication) -> None:
    icons = [_icon(tone) for tone in Tone] + [_icon(Tone.DONE, "dot"), _icon(Tone.DONE, "half")]
    assert all(a != b for n, a in enumerate(icons) for b in icons[:n])


def test_a_partly_cancelled_order_looks_neither_paid_nor_cancelled(qapp: QApplication) -> None:
    states = [words.order_state(state) for state in ("paid", "pending", "partly_cancelled", "cancelled")]
    assert len({state[1:] for state in states}) == 4
    assert words.order_state("partly_cancelled")[1] != words.order_state("paid")[1]


def test_an_open_refund_has_the_tone_of_what_waits(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await _strip(c)
        button = c.find("refunds.open")
        assert not button.icon().isNull(), "colour is never alone"
        button.setFocus()
        for _ in range(2):
            image = button.grab().toImage()
            assert image.pixelColor(8, 8).name().upper() == tokens().tones[Tone.WAIT].fill
            c.find("strip.reason").setFocus()

    desk(journey)


def test_an_entry_of_another_day_is_said_with_its_date(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await a_cash_order(c)
        who = Who(c.window.room_person())
        await c.window.books.write(admit.admit, order.tickets[0].number, who=who)
        let_it_start(c)
        c.clock.advance(seconds=-30 * 60)
        await c.window.books.write(admit.admit, order.tickets[1].number, who=who)
        await c.open(order.number)
        model = c.find("tickets.table").model()
        early, late = (model.index(row, 7).data() for row in (0, 1))
        assert early == "Used 24 Nov, 13:00"
        assert late.startswith("Used 19:3")
        assert to_instant(datetime(2026, 11, 24, 12, 0, tzinfo=UTC)) == c.window.order.order.tickets[0].used_at

    desk(journey)


# --- letters -------------------------------------------------------------------------------------------------------


def drawn_with(text: str, font: QFont) -> list[tuple[str, list[int]]]:
    """The fonts that a text is drawn with, and its glyphs; a letter that no font has is glyph 0, a box."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return [(run.rawFont().familyName(), run.glyphIndexes()) for run in layout.glyphRuns()]


def test_what_the_shipped_font_lacks_is_drawn_with_another_one(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        ours = c.find("search.bar").font()
        assert ours.families() == [FAMILY]
        others = [family for family in QFontDatabase.families() if family != FAMILY]
        for letter in "\N{BLACK TELEPHONE}\N{GRINNING FACE}\N{ARABIC LETTER SHEEN}\N{WHEELCHAIR SYMBOL}":
            known = any(QRawFont.fromFont(QFont(family)).supportsCharacter(ord(letter)) for family in others)
            [(family, glyphs)] = drawn_with(letter, ours)
            assert (family != FAMILY and 0 not in glyphs) or not known, letter

    desk(journey)
