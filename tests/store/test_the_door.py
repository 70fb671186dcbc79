"""The guard of tests/door.py: it sees a write beside the door, whoever makes it and however it is written."""

import pytest
from sqlalchemy import delete, insert, text, update

from tests.conftest import lea, orders_files, take_in
from tests.door import DOORS, BesideTheDoor, beside_the_door
from tests.older_books import BETWEEN
from ticketoffice.desk import cancel
from ticketoffice.desk.find import order_of
from ticketoffice.domain.state import MoneyLine
from ticketoffice.store import tables
from ticketoffice.store.book import Book
from ticketoffice.store.replay import replay
from ticketoffice.store.rows import insert_rows

WRITES = {
    "update": update(tables.tickets).values(price=1),
    "insert": insert(tables.rules).values(name="x", value="1"),
    "delete": delete(tables.money_lines),
    "words": text("UPDATE orders SET expired = true"),
    "quoted": text('DELETE FROM "cancellations"'),
    "lower case": text("  update\n quotas set taken = 0"),
    "journal": delete(tables.operations),
    "journal's orders": delete(tables.operation_orders),
    "people": update(tables.person_records).values(fields="{}"),
    "notes": update(tables.notes).values(text="x"),
}


@pytest.mark.parametrize("name", WRITES)
def test_a_write_beside_the_door_raises_and_is_not_made(book: Book, name: str) -> None:
    with pytest.raises(BesideTheDoor), book.engine.begin() as connection:
        connection.execute(WRITES[name])
    with beside_the_door(), book.engine.begin() as connection:
        connection.execute(WRITES[name])


def test_a_deed_cannot_write_rows_itself(book: Book) -> None:
    line = MoneyLine(book.new_id(), book.new_id(), book.new_id(), "price", 1, None, None, None)
    with pytest.raises(BesideTheDoor):
        book.write(lambda deed: insert_rows(deed.reading.connection, [line]))


def test_deeds_and_replay_go_through_the_door(book: Book) -> None:
    take_in(book, orders_files("pretix-opera")[0])
    ticket = str(order_of(book, "hzhu5evvnp5ehhhjgcbakypsm49qx28w")[1])
    cancel.cancel(book, [ticket], who=lea(book), reason="other", note="a note")
    assert replay(book).equal


def test_each_table_that_travels_has_its_door() -> None:
    own = {"book", "mails", "card_charges", "print_jobs", "reservations", "search_rows", "search_codes", *BETWEEN}
    assert set(DOORS) == {table.name for table in tables.metadata.sorted_tables} - own
