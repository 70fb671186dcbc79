"""The small window of a desk with a centre, in the longer language: what is told of the line, of joining and of what is open has room."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from tests.conftest import lea
from tests.ui.conftest import Cashier
from tests.ui.sync_desk import Venue
from tests.ui.test_cases_of_an_order import contradicted
from tests.ui.test_postman_in_the_window import settled
from tests.ui.test_sync_page import ASKED, FULL, ONLINE, WAITING, Run, _no_clock, spoken, ticket  # noqa: F401
from ticketoffice.desk import cancel
from ticketoffice.domain.travel import BRANCH, FRESH, HISTORY
from ticketoffice.store.book import Book
from ticketoffice.ui import words
from ticketoffice.ui.order.tickets_model import TicketColumn, TicketsModel
from ticketoffice.ui.sync.icons import sync_icon
from ticketoffice.ui.sync.room import joined_text
from ticketoffice.ui.sync.words import AWAY, PostState, said, strip_texts
from ticketoffice.ui.theme import BODY_POINTS

ROOM_OF_A_STATE = 152 - 10
"""Pixels of the second line of a state in a narrow table."""


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_strip_of_a_small_window_says_its_state_whole_and_leads_to_the_page(at_venue: Run, language: str) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        for size in ((1024, 700), (1280, 800)):
            cashier.window.resize(*size)
            await cashier.idle()
            for state in sorted(AWAY):
                view = replace(WAITING, state=state, unsent=12)
                cashier.window.notices.show_offline(strip_texts(view, ASKED))
                await cashier.idle()
                details = cashier.find("offline.details")
                assert details.isVisible() and details.width() >= details.sizeHint().width(), (state, size)
                assert cashier.find("offline.text").is_whole(), (state, size, cashier.find("offline.text").text())
        await cashier.click("offline.details")
        assert cashier.find("sync.page").isVisible()

    at_venue(journey, language=language)


def test_while_something_needs_somebody_the_line_has_its_own_picture_all_the_same(qapp: QApplication) -> None:
    seen = {}
    for state, line in (("online", "plug"), ("offline", "unplugged"), ("no_answer", "cloud"), ("wrong_date", "clock")):
        found = said(replace(ONLINE, state=state, attention=2), ASKED)
        assert (found.shape, found.shapes) == ("attention", (line, "attention"))
        seen[state] = sync_icon(*found.shapes, colour="black").pixmap(200, 50).toImage()
    assert all(seen[a] != seen[b] for a in seen for b in seen if a != b)
    assert said(replace(ONLINE, state="ended", cause="revoked", attention=2), FULL).shapes == ("attention",)
    assert said(ONLINE, ASKED).shapes == ("plug",)


def test_the_chip_shows_both_pictures(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        chip = cashier.find("sync.chip")
        one = chip.iconSize().width()
        await contradicted(cashier, venue, 1)
        assert chip.said.shapes == ("plug", "attention")
        assert chip.iconSize().width() == 2 * one
        assert chip.icon().availableSizes()[0].width() >= chip.iconSize().width()

    at_venue(journey)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_first_load_has_its_bar_before_anybody_knows_how_much_there_is(at_venue: Run, language: str) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        await cashier.click("sync.chip")
        for size in ((1024, 700), (1280, 800)):
            cashier.window.resize(*size)
            page = cashier.window.sync.page
            page.show_view(replace(ONLINE, state="loading", loaded=3), PostState(on_way=True, asked=True))
            QApplication.processEvents()
            assert page.progress.isVisible() and page.progress.value() == 0
            assert page.progress.width() > page.width() // 2
            assert page.stop.width() <= page.stop.sizeHint().width()

    at_venue(journey, language=language)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("form", [HISTORY, FRESH, BRANCH, "again", "of another version"])
def test_what_is_said_of_joining_is_read_whole_in_the_small_window(at_venue: Run, language: str, form: str) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        cashier.window.resize(1024, 700)
        await cashier.idle()
        cashier.window.notice.say(joined_text(form))
        await cashier.idle()
        assert cashier.find("notice.text").is_whole(), cashier.find("notice.text").shown()

    at_venue(journey, language=language)


def test_the_line_in_hand_of_a_list_has_no_frame_around_a_cell(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await contradicted(cashier, venue, 2)
        await cashier.click("order.open_case")
        table = cashier.find("sync.cases")
        assert QApplication.focusWidget() is table
        option = QStyleOptionViewItem()
        option.state |= QStyle.StateFlag.State_HasFocus
        table.itemDelegate().initStyleOption(option, table.currentIndex())
        assert not option.state & QStyle.StateFlag.State_HasFocus

    at_venue(journey)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_line_of_a_case_says_its_moments_in_one_form(at_venue: Run, language: str) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await contradicted(cashier, venue, 2)
        for name, open_list in (("sync.cases", "order.open_case"), ("cancellations.table", "nav.cancellations")):
            await cashier.click(open_list)
            if name == "cancellations.table":
                cashier.window.cancellations.show_case("")
                await cashier.idle()
            table = cashier.find(name).model()
            cells = [str(table.index(0, column).data() or "") for column in range(table.columnCount())]
            told = [moment for cell in cells for moment in re.findall(r"[^(,]*\d\d:\d\d", cell)]
            assert len(told) == 2, cells
            assert re.sub(r"\d", "0", told[0]) == re.sub(r"\d", "0", told[1]), told
            cashier.window.show_orders()
            await cashier.idle()

    at_venue(journey, language=language)


@pytest.mark.parametrize(
    ("language", "short", "whole"),
    [
        ("en", "to pay, not told", "Cancelled 13:00, refund to pay, customer not told"),
        ("fr", "à payer, pas informé", "Annulé à 13:00, remboursement dû, client pas informé"),
    ],
)
def test_of_a_promised_refund_and_a_customer_who_was_not_told_both_are_said(
    at_venue: Run, language: str, short: str, whole: str
) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)

        def mine(book: Book) -> None:
            chosen, method = [ticket(book, "PT1")], "bank_transfer"
            cancel.cancel(book, chosen, who=lea(book), reason="duplicate", method=method, inform="later", now=True)

        await cashier.window.books.write(mine)
        cashier.window.desktop.post.wish()
        await settled(cashier)
        await cashier.open("P")
        await cashier.until(lambda: spoken(cashier) == whole)
        table = cashier.window.order.table.model()
        view = table.index(0, TicketColumn.STATE).data(TicketsModel.Role.VIEW)
        assert words.ticket_state(view)[2] == short
        assert table.index(0, TicketColumn.STATE).data(Qt.ItemDataRole.ToolTipRole) == whole
        font = QFont(cashier.window.font())
        font.setPointSizeF(BODY_POINTS - 2)
        assert QFontMetrics(font).horizontalAdvance(short) <= ROOM_OF_A_STATE

    at_venue(journey, language=language)
