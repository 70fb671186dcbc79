"""The revisions lead to the same tables as the code, on both databases; a migration is all or nothing, after a copy."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from tests.conftest import lea, orders_files, take_in
from tests.door import beside_the_door
from tests.house import house, on, taken
from tests.older_books import WITHOUT_A_CENTRE
from ticketoffice.desk import cancel
from ticketoffice.desk.find import find, order_of
from ticketoffice.desk.notes import repeated_at_source
from ticketoffice.desk.release import release
from ticketoffice.domain.errors import Unavailable
from ticketoffice.domain.marks import MARK
from ticketoffice.store import database, migrating, search_tables, tables
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.making import make_tables
from ticketoffice.store.opening import open_book, open_reader, open_url
from ticketoffice.store.replay import replay

NEXT = tables.SCHEMA + 1
GOOD = 'op.add_column("orders", sa.Column("extra", sa.Text(), nullable=True))'
BAD = GOOD + '\n    op.execute("UPDATE orders SET extra = number")\n    op.execute("INSERT INTO nowhere VALUES (1)")'
REVISION = '''"""A later version."""

import sqlalchemy as sa
from alembic import op

revision = "{new:04d}"
down_revision = "{old:04d}"


def upgrade() -> None:
    """Goes to this version."""
    {body}
'''


def empty(kind: str, *, request: pytest.FixtureRequest, folder: Path, name: str) -> Engine:
    if kind == "sqlite":
        return database.writing_engine(f"sqlite:///{folder / name}")
    return database.writing_engine(request.getfixturevalue("postgres").empty())


def by_code(connection: Connection) -> None:
    make_tables(connection)
    search_tables.create(connection)


def by_revisions(connection: Connection) -> None:
    migrating.run_revisions(connection, stamp=0)


def described(connection: Connection) -> dict[str, Any]:
    """Everything that a database says of its tables: columns, keys, checks, and each index with its condition."""
    found: dict[str, Any] = {}
    looking = inspect(connection)
    for table in sorted(set(looking.get_table_names()) - {"alembic_version"}):
        found[table] = {
            "columns": [(c["name"], repr(c["type"]), c["nullable"], c["default"]) for c in looking.get_columns(table)],
            "key": looking.get_pk_constraint(table),
            "checks": sorted((str(c["name"]), str(c["sqltext"])) for c in looking.get_check_constraints(table)),
            "uniques": sorted(str(u["name"]) for u in looking.get_unique_constraints(table)),
        }
    if connection.dialect.name == "sqlite":
        statement = "SELECT name, sql FROM sqlite_master WHERE type = 'index' OR sql LIKE 'CREATE VIRTUAL%' ORDER BY 1"
    else:
        statement = (
            "SELECT indexname, indexdef FROM pg_indexes "
            "WHERE schemaname = 'public' AND tablename <> 'alembic_version' ORDER BY 1"
        )
    found["indexes"] = {row[0]: row[1] for row in connection.execute(text(statement)) if "alembic" not in row[0]}
    return found


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_revisions_lead_to_the_tables_of_the_code(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    shapes = []
    for make in (by_code, by_revisions):
        engine = empty(kind, request=request, folder=tmp_path, name=f"{make.__name__}.db")
        with engine.begin() as connection:
            make(connection)
        with engine.begin() as connection:
            shapes.append(described(connection))
            if make is by_revisions:
                context = MigrationContext.configure(connection, opts={"include_object": not_the_index})
                assert compare_metadata(context, tables.metadata) == []
        engine.dispose()
    code, revisions = shapes
    assert code.keys() == revisions.keys()
    for name in code:
        assert code[name] == revisions[name], name
    assert "uq_tickets_live_seat" in code["indexes"]
    assert "seat IS NOT NULL" in code["indexes"]["uq_tickets_live_seat"]
    assert {name for name, _ in code["quotas"]["checks"]} == {"ck_quotas_not_below_zero", "ck_quotas_within_capacity"}


def not_the_index(thing: Any, name: str | None, kind: str, reflected: bool, compared: Any) -> bool:
    """Leaves out what SQLAlchemy cannot declare: the full-text tables and index."""
    return not (name or "").startswith(("search_words", "ix_search_rows_words"))


def test_the_newest_revision_is_the_version_of_the_tables() -> None:
    heads = ScriptDirectory(str(migrating.REVISIONS)).get_heads()
    assert heads == [f"{tables.SCHEMA:04d}"]


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program one version on; returns the file in which its revision is written."""
    revisions = tmp_path / "revisions"
    shutil.copytree(migrating.REVISIONS, revisions, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrating, "REVISIONS", revisions)
    monkeypatch.setattr(tables, "SCHEMA", NEXT)
    return revisions / "versions" / f"{NEXT:04d}_later.py"


def columns(engine: Engine) -> set[str]:
    with engine.begin() as connection:
        return {c["name"] for c in inspect(connection).get_columns("orders")}


def address(book: Book) -> str:
    return book.engine.url.render_as_string(hide_password=False)


def filled(book: Book) -> str:
    take_in(book, orders_files("pretix-opera")[0])
    ticket = str(order_of(book, "hzhu5evvnp5ehhhjgcbakypsm49qx28w")[1])
    cancel.cancel(book, [ticket], who=lea(book), reason="duplicate")
    return ticket


def test_an_older_book_is_copied_and_then_brought_up_to_date(
    tmp_path: Path, clock: HandClock, secrets: FileSecrets, request: pytest.FixtureRequest
) -> None:
    book = open_book(tmp_path / "book.db", clock=clock, secrets=secrets)
    filled(book)
    with book.read() as reading:
        before = reading.facts()
    book.close()
    new = request.getfixturevalue("later")
    new.write_text(REVISION.format(new=NEXT, old=NEXT - 1, body=GOOD))
    opened = open_book(tmp_path / "book.db", clock=clock, secrets=secrets)
    with opened.read() as reading:
        assert reading.facts() == before, "no new epoch, nothing lost"
    assert "extra" in columns(opened.engine)
    assert find(opened, "robson").orders
    assert verify(opened) is None
    assert replay(opened).equal
    opened.close()
    copy = database.reading_engine(f"sqlite:///{tmp_path / f'book.before-{NEXT}.db'}")
    assert "extra" not in columns(copy)
    with copy.begin() as connection:
        assert connection.execute(text("SELECT schema, seq FROM book")).one() == (NEXT - 1, before.seq)
        assert connection.execute(text("PRAGMA user_version")).scalar() == NEXT - 1
    copy.dispose()
    again = open_book(tmp_path / "book.db", clock=clock, secrets=secrets)
    again.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_book_of_the_first_version_with_orders_opens_and_replays_equal(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock, secrets: FileSecrets
) -> None:
    """Its tables, rows and journal as the first version left them; what the second one added begins to work."""
    path = tmp_path / "book.db"
    url = f"sqlite:///{path}" if kind == "sqlite" else request.getfixturevalue("postgres").empty()
    file = path if kind == "sqlite" else None
    book = open_url(url, clock=clock, secrets=secrets, path=file)
    taken(book, house(), on("A-1", "A-2", number="P"), on("B-1", number="I", waiting=True))
    cancel.cancel(book, [str(order_of(book, "PT1")[1])], who=lea(book), reason="duplicate")
    with book.read() as reading:
        before = reading.facts()
    with beside_the_door():
        without_marks(book)
    as_the_first_version_left_it(book.engine)
    book.close()
    opened = open_url(url, clock=clock, secrets=secrets, path=file)
    with opened.read() as reading:
        assert reading.facts() == before, "no new epoch, nothing lost"
        assert reading.open_lists.waiting() == [order_of(opened, "I")[0]]
    assert (tmp_path / f"book.before-{tables.SCHEMA}.db").exists() == (kind == "sqlite")
    assert verify(opened) is None
    assert replay(opened).equal
    repeated_at_source(opened, order_of(opened, "P")[0], who=lea(opened))
    release(opened, order_of(opened, "I")[0], who=lea(opened))
    assert replay(opened).equal
    opened.close()


def as_the_first_version_left_it(engine: Engine) -> None:
    with beside_the_door(), engine.begin() as connection:
        for statement in (
            "DROP INDEX ix_tickets_waiting",
            "DROP TABLE reminders",
            "ALTER TABLE cancellations DROP COLUMN repeated_at",
            "ALTER TABLE cancellations DROP COLUMN repeated_by",
            *WITHOUT_A_CENTRE,
            "UPDATE book SET schema = 1",
        ):
            connection.execute(text(statement))
        if engine.dialect.name == "sqlite":
            connection.execute(text("PRAGMA user_version = 1"))


def without_marks(book: Book) -> dict[str, str]:
    """Makes the index what it was in the first version; returns its words as they are now."""
    with book.engine.begin() as connection:
        rows = connection.execute(text('SELECT "row", words FROM search_rows')).all()
        older = [{"row": row, "words": " ".join(w for w in words.split() if MARK not in w)} for row, words in rows]
        if connection.dialect.name == "sqlite":
            said = text("INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', :row, :words)")
            connection.execute(said, [{"row": row, "words": words} for row, words in rows])
            connection.execute(text("INSERT INTO search_words(rowid, words) VALUES (:row, :words)"), older)
        connection.execute(text('UPDATE search_rows SET words = :words WHERE "row" = :row'), older)
        connection.execute(text("UPDATE book SET schema = 2"))
    return {str(row): words for row, words in rows}


def test_an_older_book_is_found_by_day_amount_and_method_once_it_is_up_to_date(
    book: Book,
    tmp_path: Path,
    clock: HandClock,
    secrets: FileSecrets,
) -> None:
    filled(book)
    file = tmp_path / "book.db" if book.engine.dialect.name == "sqlite" else None
    with beside_the_door(), book.engine.begin() as connection:
        for statement in WITHOUT_A_CENTRE:
            connection.execute(text(statement))
    with beside_the_door():
        words = without_marks(book)
    assert [find(book, query).orders for query in ("elsewhere 85.00 åström", "cash 306")] == [(), ()]
    url = address(book)
    book.close()
    told: list[int] = []
    with beside_the_door():
        newer = open_url(url, clock=clock, secrets=secrets, path=file, updating=told.append)
    assert [row.number for row in find(newer, "elsewhere 85.00 åström").orders] == ["NNWFF"]
    assert [row.number for row in find(newer, "cash 306").orders] == ["B3CMQ", "YS7EH"]
    assert [row.number for row in find(newer, "robson").orders], "what was found before still is"
    assert (told[0], told[-1], told) == (0, 100, sorted(told))
    with newer.read() as reading:
        rows = reading.connection.execute(text('SELECT "row", words FROM search_rows')).all()
    assert {str(row): sorted(has.split()) for row, has in rows} == {
        row: sorted(has.split()) for row, has in words.items()
    }
    cancel.click(newer, [str(order_of(newer, "B3CMQ-2")[1])], who=lea(newer))
    if file is not None:
        with newer.engine.begin() as connection:
            connection.execute(text("INSERT INTO search_words(search_words) VALUES ('integrity-check')"))
    newer.close()


def test_a_migration_that_fails_leaves_the_old_book(
    book: Book,
    tmp_path: Path,
    clock: HandClock,
    secrets: FileSecrets,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ticket = filled(book)
    file = tmp_path / "book.db" if book.engine.dialect.name == "sqlite" else None
    url = address(book)
    with book.read() as reading:
        before = reading.facts()
    book.close()
    with monkeypatch.context() as patches:
        revisions = tmp_path / "broken"
        shutil.copytree(migrating.REVISIONS, revisions, ignore=shutil.ignore_patterns("__pycache__"))
        (revisions / "versions" / f"{NEXT:04d}_later.py").write_text(REVISION.format(new=NEXT, old=NEXT - 1, body=BAD))
        patches.setattr(migrating, "REVISIONS", revisions)
        patches.setattr(tables, "SCHEMA", NEXT)
        for _ in range(2):
            with beside_the_door(), pytest.raises(Unavailable) as no:
                open_url(url, clock=clock, secrets=secrets, path=file)
            assert no.value.code == "migration_failed"
    again = open_url(url, clock=clock, secrets=secrets, path=file)
    with again.read() as reading:
        assert reading.facts() == before
    assert "extra" not in columns(again.engine)
    cancel.keep(again, [ticket], who=lea(again))
    assert verify(again) is None
    assert replay(again).equal
    again.close()


def test_a_book_of_another_version_is_not_read_as_if_it_were_this_one(
    tmp_path: Path, clock: HandClock, secrets: FileSecrets
) -> None:
    path = tmp_path / "book.db"
    open_book(path, clock=clock, secrets=secrets).close()
    for schema, reading, writing in ((NEXT, "book_too_new", "book_too_new"), (NEXT - 2, "book_too_old", None)):
        engine = database.writing_engine(f"sqlite:///{path}")
        with engine.begin() as connection:
            connection.execute(text("UPDATE book SET schema = :schema"), {"schema": schema})
        engine.dispose()
        with pytest.raises(Unavailable) as no:
            open_reader(path, clock=clock, secrets=secrets)
        assert no.value.code == reading
        if writing is not None:
            with pytest.raises(Unavailable) as no:
                open_book(path, clock=clock, secrets=secrets)
            assert no.value.code == writing


def test_what_is_no_book_is_not_touched(tmp_path: Path, clock: HandClock, secrets: FileSecrets) -> None:
    other = tmp_path / "other.db"
    engine = database.writing_engine(f"sqlite:///{other}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE recipes (name TEXT)"))
    engine.dispose()
    words = tmp_path / "words.db"
    words.write_text("these are words and no database at all")
    for path in (other, words):
        before = path.read_bytes()
        for opening in (open_book, open_reader):
            with pytest.raises(Unavailable) as no:
                opening(path, clock=clock, secrets=secrets)
            assert no.value.code == "not_a_book"
        assert path.read_bytes() == before
    with pytest.raises(Unavailable) as no:
        open_reader(tmp_path / "nothing.db", clock=clock, secrets=secrets)
    assert no.value.code == "no_book"
