"""A reissue holds the seats that stay, throughout: somebody else tries to take one between every two statements."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from tests.conftest import lea
from tests.door import beside_the_door
from tests.house import house, on, taken
from ticketoffice.desk import invoice
from ticketoffice.desk.find import order_of
from ticketoffice.desk.show import show
from ticketoffice.domain.errors import Unavailable
from ticketoffice.store import tables
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_url
from ticketoffice.store.replay import replay

SEATS = ("A-1", "A-2", "A-3", "A-4")
NO_WAIT = {"sqlite": "PRAGMA busy_timeout=0", "postgresql": "SET lock_timeout = 20"}


@contextmanager
def after_each_statement(engine: Engine, deed: Any) -> Iterator[None]:
    def run(connection: Connection, cursor: Any, statement: str, *rest: Any) -> None:
        deed(statement)

    event.listen(engine, "after_cursor_execute", run)
    try:
        yield
    finally:
        event.remove(engine, "after_cursor_execute", run)


@pytest.fixture
def other(book: Book, clock: HandClock, tmp_path: Path) -> Iterator[Book]:
    """A second program on the same book that waits for nobody."""
    secrets = FileSecrets(tmp_path / "keys")
    address = book.engine.url
    file = Path(str(address.database)) if address.get_backend_name() == "sqlite" else None
    opened = open_url(address.render_as_string(hide_password=False), clock=clock, secrets=secrets, path=file)
    opened.engine.dispose()

    @event.listens_for(opened.engine, "connect")
    def never_wait(connection: Any, record: Any) -> None:
        connection.execute(NO_WAIT[opened.engine.dialect.name])
        connection.commit()

    yield opened
    opened.close()
    secrets.close()


def live_on(book: Book, seat: str) -> list[str]:
    t = tables.tickets.c
    with book.engine.connect() as connection:
        found = connection.execute(
            select(t.number).where(t.seat == seat, t.state.in_(["pending", "valid", "used"]))
        ).all()
    return [row[0] for row in found]


def sit_down(book: Book, *, seat: str, ticket: str) -> str:
    """Puts another live ticket on a seat with one statement, whatever the rules say; how that failed, or "done"."""
    values: dict[str, Any] = {column.name: None for column in tables.tickets.columns}
    with book.readers.connect() as reader:
        row = reader.execute(select(tables.tickets).where(tables.tickets.c.number == ticket)).mappings().one()
    values.update(row, id=book.new_id(), number="squatter", seat=seat, state="valid", successor=None)
    try:
        with beside_the_door(), book.engine.connect() as connection, connection.begin() as transaction:
            connection.execute(insert(tables.tickets).values(**values))
            transaction.rollback()
    except (IntegrityError, OperationalError) as no:
        return type(no.orig).__name__
    except DBAPIError as no:
        raise AssertionError(str(no)) from no
    return "done"


def test_the_seats_that_stay_are_held_between_every_two_statements(
    book: Book, other: Book, capsys: pytest.CaptureFixture[str]
) -> None:
    taken(book, house(), on(*SEATS, number="INV1", waiting=True))
    order, first = order_of(book, "INV1T1")
    answers: Counter[str] = Counter()
    statements: list[str] = []
    orders = 0

    def attempt(statement: str) -> None:
        nonlocal orders
        statements.append(statement)
        for seat in SEATS[1:]:
            answers[f"statement {sit_down(other, seat=seat, ticket='INV1T1')}"] += 1
        orders += 1
        try:
            taken(other, on(SEATS[1], number=f"X{orders}", waiting=False))
        except Unavailable as no:
            answers[f"program {no.code}"] += 1
        else:
            view = show(other, order_of(other, f"X{orders}")[0])
            answers[f"program {view.tickets[0].state}"] += 1

    with after_each_statement(book.engine, attempt):
        done = invoice.reissue(book, order, without=[str(first)], who=lea(book))
    attempt("afterwards")
    with capsys.disabled():
        print(f"\nreissue, {book.engine.dialect.name}: {len(statements)} moments, {dict(answers)}")
    assert sum(statement.startswith(("UPDATE", "INSERT")) for statement in statements) > 10
    assert not any(answer.endswith((" done", " valid", " held")) for answer in answers), answers
    assert answers["statement UniqueViolation"] + answers["statement IntegrityError"] >= 3, "refused by the rule, after"
    assert answers["program displaced"] >= 1
    for seat, number in zip(SEATS[1:], [t.number for t in show(book, done.order).tickets], strict=True):
        assert live_on(book, seat) == [number]
    assert live_on(book, SEATS[0]) == []
    assert sit_down(other, seat=SEATS[0], ticket="INV1T1") == "done", "the place left out is free"
    assert verify(book) is None
    assert replay(book).equal


def test_a_reissue_is_one_operation_with_its_papers(book: Book) -> None:
    taken(book, house(), on(*SEATS, number="INV1", waiting=True))
    order, first = order_of(book, "INV1T1")
    with book.read() as reading:
        before = reading.facts()
    done = invoice.reissue(book, order, without=[str(first)], who=lea(book))
    with book.read() as reading:
        after = reading.facts()
    assert after.seq == before.seq + 1
    old, new = show(book, order), show(book, done.order)
    assert {(i.number, i.kind, i.amount, i.cancelled_at is None) for i in old.invoices} == {
        ("2026-INV1", "invoice", 12000, False),
        (done.credit_note, "credit_note", -12000, True),
    }
    assert [(i.number, i.kind, i.amount) for i in new.invoices] == [(done.invoice, "invoice", 9000)]
    assert new.number == done.order_number != "INV1"
    assert (done.credit_note, done.invoice) == ("A-00001", "A-00002")


@pytest.mark.parametrize("at", range(0, 14, 3))
def test_a_reissue_cut_off_at_any_statement_leaves_the_old_order(book: Book, at: int) -> None:
    taken(book, house(), on(*SEATS, number="INV1", waiting=True))
    order, first = order_of(book, "INV1T1")
    before = show(book, order)
    written = 0

    class Cut(Exception):
        pass

    def cut(statement: str) -> None:
        nonlocal written
        written += statement.startswith(("UPDATE", "INSERT", "DELETE"))
        if written > at:
            raise Cut

    who = lea(book)
    with after_each_statement(book.engine, cut), pytest.raises(Cut):
        invoice.reissue(book, order, without=[str(first)], who=who)
    assert show(book, order) == before
    assert invoice.reissue(book, order, without=[str(first)], who=who).invoice == "A-00002"
    with book.engine.connect() as connection:
        assert connection.execute(text("select count(*) from orders")).scalar() == 2
