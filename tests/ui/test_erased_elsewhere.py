"""The customer of the open order is erased at another desk: what is shown is read anew, and a note on them is saved knowingly alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from tests.conftest import lea
from tests.ui.conftest import Cashier
from tests.ui.sync_desk import Venue
from tests.ui.test_postman_in_the_window import settled
from tests.ui.test_sync_moves_nothing import _no_clock, taken_over  # noqa: F401
from tests.ui.test_sync_page import Run
from ticketoffice.desk import cancel
from ticketoffice.desk.customer import erase_customer
from ticketoffice.desk.find import order_of
from ticketoffice.desk.notes import add_note

NAME = "Zoë Test"


def shown(cashier: Cashier) -> list[str]:
    """Every text on the screen with the customer's name."""
    labels = [label.text() for label in cashier.window.findChildren(QLabel) if label.isVisible()]
    model = cashier.find("tickets.table").model()
    cells = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    return [text for text in (*labels, *cells) if NAME in text]


async def erased_under(cashier: Cashier, venue: Venue, button: str) -> None:
    await settled(cashier)
    other, rounds = venue.other_desk()
    await cashier.open("P")
    await (cashier.click_cross(0) if button == "cross" else cashier.click(button))
    assert shown(cashier)
    if button == "order.note":
        cashier.find("note.text").setText("Zoë Test cannot walk")
        cashier.find("note.text").setCursorPosition(4)
    erase_customer(other, order_of(other, "P")[0], who=lea(other), even_if_owed=True)
    rounds()
    await taken_over(cashier)
    await cashier.until(lambda: not shown(cashier))


@pytest.mark.parametrize("button", ["order.note", "order.cancel", "cross"])
def test_the_name_goes_from_the_screen_under_whatever_page_is_open(at_venue: Run, button: str) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await erased_under(cashier, venue, button)
        assert cashier.window.order.page is not None
        assert cashier.window.order.header.customer.text() == "no name"

    at_venue(journey)


def test_a_note_is_told_of_it_and_keeps_what_was_typed(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await erased_under(cashier, venue, "order.note")
        text = cashier.find("note.text")
        assert QApplication.focusWidget() is text
        assert (text.text(), text.cursorPosition()) == ("Zoë Test cannot walk", 4)
        await cashier.until(lambda: cashier.find("note.erased").isVisible())
        said = "The customer was erased meanwhile. A note that names them brings their data back to every desk."
        assert (cashier.find("note.erased").text(), cashier.find("notice.text").text()) == (said, said)
        await cashier.key(Qt.Key.Key_Return)
        assert cashier.window.order.order.notes == ()
        assert cashier.find("notice.text").text() == "Nothing was noted: read your note first, the customer was erased."
        text.setText("Cannot walk")
        await cashier.click("note.save")
        assert [note.text for note in cashier.window.order.order.notes] == ["Cannot walk"]

    at_venue(journey)


def test_a_half_written_note_is_told_of_it_when_its_order_opens_again(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        other, rounds = venue.other_desk()
        await cashier.open("P")
        await cashier.click("order.note")
        cashier.find("note.text").setText("Zoë Test cannot walk")
        await cashier.open("I")
        erase_customer(other, order_of(other, "P")[0], who=lea(other), even_if_owed=True)
        rounds()
        await taken_over(cashier)
        await cashier.open("P")
        assert cashier.find("note.erased").isVisible()
        await cashier.key(Qt.Key.Key_Escape)
        await cashier.click("order.note")
        assert not cashier.find("note.erased").isVisible(), "the next note is begun knowingly"
        cashier.find("note.text").setText("Nobody is known")
        await cashier.key(Qt.Key.Key_Return)
        assert [note.text for note in cashier.window.order.order.notes] == ["Nobody is known"]

    at_venue(journey)


def test_what_another_desk_notes_stands_above_the_note_that_is_being_written(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        other, rounds = venue.other_desk()
        await cashier.open("P")
        await cashier.click("order.note")
        text = cashier.find("note.text")
        text.setText("half")
        text.setCursorPosition(2)
        order, ticket = order_of(other, "PT1")
        add_note(other, order, text="from there", who=lea(other))
        cancel.click(other, [str(ticket)], who=lea(other), now=True)
        rounds()
        await taken_over(cashier)
        await cashier.until(lambda: "from there" in cashier.window.order.note.before[0].text())
        await cashier.idle()
        assert (QApplication.focusWidget(), cashier.window.order.page) == (text, cashier.window.order.note)
        assert (text.text(), text.cursorPosition()) == ("half", 2)
        assert cashier.window.order.order.tickets[0].state == "cancelled"
        assert cashier.window.order.note.title.text() == (
            "A note on order P: it is seen here, in Today and on the door list, and erased with its customer."
        )

    at_venue(journey)
