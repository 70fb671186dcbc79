"""No name, address, phone or note stands in an operation's bytes; an erased customer stands in no file of the book."""

import stat
from pathlib import Path

import pytest

from tests.conftest import lea, orders_files, take_in
from tests.door import beside_the_door
from ticketoffice.desk.cancel import cancel
from ticketoffice.desk.customer import erase_customer
from ticketoffice.desk.find import find, order_of
from ticketoffice.desk.show import show
from ticketoffice.store.backing_up import backup
from ticketoffice.store.beside import CHANGED_RECORD, CHANGED_TEXT
from ticketoffice.store.book import Book
from ticketoffice.store.checking import examine, verify
from ticketoffice.store.replay import replay


def test_the_journal_holds_no_personal_data_before_and_after_erasing(file_book: Book, tmp_path: Path) -> None:
    take_in(file_book, *orders_files("pretix-opera"))
    with file_book.read() as reading:
        bodies = b"\n".join(line.body for line in reading.history.lines())
        orders = [line.payload["order"]["id"] for line in reading.history.lines() if line.kind == "order_taken_in"]
        dossiers = reading.dossiers(orders)
        people = {p for d in dossiers.values() for p in (d.order.customer, *(t.holder for t in d.tickets)) if p}
        records = reading.persons(sorted(people))
        texts = reading.texts([n.note for d in dossiers.values() for n in d.notes])
    values = {v for r in records.values() for name, v in r.fields.items() if name != "language"} | set(texts.values())
    assert len(values) > 500
    assert [value for value in values if value.encode() in bodies] == []
    order, _ = order_of(file_book, "KL3ZT")
    before = show(file_book, order)
    assert before.customer is not None
    erase_customer(file_book, order, who=lea(file_book))
    after = show(file_book, order)
    assert (after.customer, after.total, after.balance) == (None, before.total, before.balance)
    assert find(file_book, "helen.robson94").orders == ()
    files = b"".join(path.read_bytes() for path in tmp_path.glob("book.db*"))
    assert b"helen.robson94@example.org" not in files
    assert verify(file_book) is None
    assert replay(file_book).equal


def test_a_column_written_beside_the_door_is_caught_by_replay(file_book: Book) -> None:
    take_in(file_book, orders_files("pretix-opera")[0])
    assert replay(file_book).equal
    with beside_the_door(), file_book.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE tickets SET price = price + 1 WHERE position = 2")
    result = replay(file_book)
    assert [name for name, same in result.tables.items() if not same] == ["tickets"]


def test_a_changed_byte_of_the_journal_is_named(file_book: Book) -> None:
    take_in(file_book, orders_files("pretix-opera")[0])
    with beside_the_door(), file_book.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE operations SET body = replace(body, '8500', '8400') WHERE seq = 5")
    assert (verify(file_book) or "").endswith("its bytes were changed")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE person_records SET fields = replace(fields, 'Robson', 'Mallory')", CHANGED_RECORD),
        ("UPDATE person_records SET fields = NULL, salt = NULL", CHANGED_RECORD),
        ("UPDATE person_records SET fields = '{'", CHANGED_RECORD),
        ("DELETE FROM person_records WHERE fields LIKE '%Robson%'", CHANGED_RECORD),
        ("UPDATE notes SET text = 'pay 1000 to me'", CHANGED_TEXT),
    ],
)
def test_data_changed_beside_the_journal_is_named(file_book: Book, change: str, says: str) -> None:
    take_in(file_book, orders_files("pretix-opera")[0])
    ticket = order_of(file_book, "KL3ZT-1")[1]
    assert ticket is not None
    cancel(file_book, [ticket], who=lea(file_book), reason="other", note="ill, doctor's paper seen")
    assert verify(file_book) is None
    with beside_the_door(), file_book.engine.begin() as connection:
        connection.exec_driver_sql(change)
    assert (verify(file_book) or "").endswith(says)


def test_a_book_and_its_copy_are_their_owners_alone(file_book: Book, tmp_path: Path) -> None:
    backup(tmp_path / "book.db", tmp_path / "copy.db")
    take_in(file_book, orders_files("pretix-opera")[0])
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("*.db*")}
    assert set(modes) >= {"book.db", "book.db-wal", "copy.db"}
    assert set(modes.values()) == {0o600}
    (tmp_path / "book.db").chmod(0o644)
    found = {f.check: f.ok for f in examine(file_book, path=tmp_path / "book.db")}
    assert not found["privacy"]
