"""The button of the pay panel says what will be booked."""

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from tests.house import house, on, taken
from ticketoffice.desk.find import order_of
from ticketoffice.desk.show import show
from ticketoffice.store.book import Book
from ticketoffice.ui.order.pay_panel import PayPanel
from ticketoffice.ui.words import set_language


def test_cash_is_rounded_on_the_button_and_a_card_is_not(qapp: QApplication, file_book: Book) -> None:
    set_language(qapp, "en")
    order = on("A-1", number="SITE")
    tickets = tuple(replace(t, price=1232) for t in order.tickets)
    taken(file_book, house(), replace(order, state="pending", method="on_site", payments=(), tickets=tickets))
    panel = PayPanel()
    panel.show_for(show(file_book, order_of(file_book, "SITE")[0]))
    assert (panel.amount.text(), panel.take.text()) == ("12.32", "Take CHF 12.30  Enter")
    panel.method._buttons["card"].click()
    assert panel.take.text() == "Take CHF 12.32  Enter"
    panel.method._buttons["cash"].click()
    panel.amount.setText("10")
    assert panel.take.text() == "Take CHF 10.00  Enter"
    panel.amount.setText("20")
    assert (panel.take.text(), panel.change.text()) == ("Take CHF 12.30  Enter", "CHANGE CHF 7.70")
    panel.amount.setText("10.02")
    assert panel.lacks() == (panel.amount, "There are no coins for this. Type 10.00 or 10.05.")
    panel.method._buttons["twint"].click()
    assert (panel.lacks(), panel.take.text()) == (None, "Take CHF 10.02  Enter")
    panel.amount.setText("20")
    panel.method._buttons["card"].click()
    assert (panel.change.text(), panel.is_complete()) == ("", False)
    for text in ("", "abc", "0", "1.2.3"):
        panel.amount.setText(text)
        assert (panel.take.text(), panel.is_complete()) == ("Take: the amount is missing", False)
