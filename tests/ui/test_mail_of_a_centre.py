"""At the window of a desk with a centre e-mail is offered where the centre mails, whatever this machine has."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from tests.desk.test_mail import order_for
from tests.desk.test_waiting import invoice_order, show_at
from tests.house import taken
from tests.ui.conftest import Cashier
from tests.ui.sync_desk import Venue
from tests.ui.test_postman_in_the_window import settled
from ticketoffice.store.book import Book

Run = Callable[..., None]
DAY = 86_400


def email_button(c: Cashier) -> QToolButton:
    return next(b for b in c.find("strip.inform").findChildren(QToolButton) if b.property("code") == "email")


def boxed(book: Book) -> list[str]:
    with book.read() as reading:
        return [mail.state for mail in reading.mail_box.all()]


@pytest.mark.parametrize("mails", [True, False])
def test_the_choice_says_whether_the_centre_mails(at_venue: Run, venue: Venue, mails: bool) -> None:
    async def journey(c: Cashier, venue: Venue) -> None:
        await settled(c)
        await c.open("N1")
        await c.click_cross(0)
        button = email_button(c)
        assert (button.isEnabled(), button.toolTip()) == (mails, "" if mails else "The centre sends no e-mail.")
        assert c.find("strip.inform").value() == ("email" if mails else "later")
        c.find("strip.reason")._pick("duplicate")
        c.find("strip.method").choose("later")
        await c.click("strip.finish")
        assert await c.window.books.read(boxed) == []
        venue.clock.advance(seconds=61)
        await c.key(Qt.Key.Key_F5)
        await settled(c)
        assert boxed(venue.centre) == (["queued"] if mails else [])

    venue.mails = mails
    at_venue(journey, make=order_for)


def test_a_reminder_goes_on_paper_where_the_centre_does_not_mail(at_venue: Run, venue: Venue) -> None:
    def make(book: Book) -> None:
        taken(book, show_at(book.clock.now() + 60 * DAY * 1_000_000), replace(invoice_order("A-1"), number="INV"))

    async def journey(c: Cashier, venue: Venue) -> None:
        await settled(c)
        c.clock.advance(seconds=11 * DAY)
        await c.open("INV")
        await c.click("order.remind")
        page = c.window.order.remind
        assert "The centre sends no e-mail: it goes on paper." in page.text.text()
        assert not page.email.isEnabled()

    at_venue(journey, make=make)
