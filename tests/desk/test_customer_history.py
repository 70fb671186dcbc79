"""History keeps the old value of what was changed of a customer, until the customer is erased."""

from tests.conftest import lea
from tests.house import house, on, taken
from ticketoffice.cli.documents import order_json
from ticketoffice.desk.customer import change_customer, erase_customer
from ticketoffice.desk.find import order_of
from ticketoffice.desk.show import show
from ticketoffice.desk.views import HistoryView, OrderView
from ticketoffice.store.book import Book
from ticketoffice.ui.order.history_words import history_details


def shown(book: Book) -> OrderView:
    return show(book, order_of(book, "N1")[0])


def changed(book: Book) -> list[HistoryView]:
    return [line for line in shown(book).history if line.kind == "customer_changed"]


def test_old_and_new_values_are_read_in_history_until_they_are_erased(book: Book) -> None:
    taken(book, house(), on("A-1", number="N1"))
    order = order_of(book, "N1")[0]
    before = shown(book).customer
    name = (before.name or "") if before is not None else ""
    change_customer(book, order, fields={"name": "Amélie Roux", "phone": "021 555 12 12"}, who=lea(book))
    change_customer(book, order, fields={"name": "Amélie Blanc", "phone": ""}, who=lea(book))
    told = [[(v.field, v.old, v.new) for v in line.values] for line in changed(book)]
    phone = (before.phone or "") if before is not None else ""
    assert told == [
        [("name", "Amélie Roux", "Amélie Blanc"), ("phone", "021 555 12 12", "")],
        [("name", name, "Amélie Roux"), ("phone", phone, "021 555 12 12")],
    ]
    said = history_details(changed(book)[0], currency="CHF")
    assert said == "Name: Amélie Roux → Amélie Blanc · Phone: 021 555 12 12 → (empty)"
    [newest, _] = [h for h in order_json(shown(book), language="en")["history"] if h["kind"] == "customer_changed"]
    assert newest["details"]["changed"][0] == {"field": "name", "old": "Amélie Roux", "new": "Amélie Blanc"}
    erase_customer(book, order, who=lea(book))
    for line in changed(book):
        assert {(v.old, v.new) for v in line.values} == {(None, None)}
        assert history_details(line, currency="CHF") == "Name: erased · Phone: erased"
