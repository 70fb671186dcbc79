"""The first book."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Goes to this version."""
    _catalogue()
    _orders()
    _money()
    _people()
    _journal()
    _search()


def _catalogue() -> None:
    """Performances, and what places they have."""
    _table("events", ("id",), _id("id"), _word("source"), _word("external"), _text("name"), _word("currency"))
    _table(
        "performances",
        ("id",),
        _id("id"),
        _id("event"),
        _word("source"),
        _word("external"),
        _text("name"),
        _big("starts_at"),
        _big("ends_at", null=True),
        _word("timezone"),
        _flag("all_day"),
        _word("currency"),
        sa.UniqueConstraint("source", "external", name=op.f("uq_performances_source_external")),
    )
    _table(
        "zones", ("id",), _id("id"), _id("performance"), _text("name"), _flag("numbered"), _int("capacity", null=True)
    )
    _index("zones", "performance")
    _table(
        "quotas",
        ("id",),
        _id("id"),
        _id("performance"),
        _text("name"),
        _int("capacity", null=True),
        _int("taken"),
        _int("overbooked"),
        sa.CheckConstraint(
            "capacity IS NULL OR taken <= capacity + overbooked", name=op.f("ck_quotas_within_capacity")
        ),
        sa.CheckConstraint("taken >= 0", name=op.f("ck_quotas_not_below_zero")),
    )
    _index("quotas", "performance")
    _table("quota_zones", ("quota", "zone"), _id("quota"), _id("zone"))
    _index("quota_zones", "zone")


def _orders() -> None:
    """Orders with their tickets, and what was done to them."""
    _table(
        "orders",
        ("id",),
        _id("id"),
        _word("number"),
        _word("source", null=True),
        _word("method"),
        _word("currency"),
        _big("created_at", null=True),
        _big("due_at", null=True),
        _id("customer", null=True),
        _flag("admit_unpaid"),
        _flag("expired"),
        _id("predecessor", null=True),
        _id("successor", null=True),
        _int("version"),
        sa.UniqueConstraint("number", name=op.f("uq_orders_number")),
    )
    _index("orders", "customer")
    _table("order_notes", ("note",), _id("note"), _id("order"), _big("at", null=True), _id("actor", null=True))
    _index("order_notes", "order")
    _table(
        "tickets",
        ("id",),
        _id("id"),
        _id("order"),
        _int("position"),
        _word("number"),
        _id("performance"),
        _id("zone"),
        _word("tariff"),
        _word("seat", null=True),
        _word("seat_name", null=True),
        _big("price"),
        _big("commission", null=True),
        _word("state"),
        _id("holder", null=True),
        _big("used_at", null=True),
        _id("predecessor", null=True),
        _id("successor", null=True),
    )
    _index("tickets", "order")
    _index("tickets", "zone")
    _partial(
        "uq_tickets_live_seat",
        "tickets",
        ["performance", "seat"],
        unique=True,
        where="seat IS NOT NULL AND state IN ('pending', 'valid', 'used')",
    )
    _table("ticket_codes", ("code",), _word("code"), _id("ticket"), _big("made_at", null=True), _word("kind"))
    _index("ticket_codes", "ticket")
    _table(
        "cancellations",
        ("id",),
        _id("id"),
        _id("ticket"),
        _id("order"),
        _id("operation", null=True),
        _big("cancelled_at", null=True),
        _id("cancelled_by", null=True),
        _word("was"),
        _big("finished_at", null=True),
        _id("finished_by", null=True),
        _id("finish", null=True),
        _word("reason", null=True),
        _id("note", null=True),
        _word("paper", null=True),
        _word("inform", null=True),
        _big("told_at", null=True),
        _id("told_by", null=True),
        _word("told_how", null=True),
        _big("hold_until", null=True),
        _big("kept_at", null=True),
        _id("kept_by", null=True),
        _word("second_person", null=True),
        _big("fee"),
    )
    _partial(
        "ix_cancellations_open",
        "cancellations",
        ["cancelled_at"],
        unique=False,
        where="finished_at IS NULL AND kept_at IS NULL",
    )
    _index("cancellations", "operation")
    _index("cancellations", "order")
    _table(
        "admissions",
        ("id",),
        _id("id"),
        _id("ticket"),
        _id("order"),
        _big("admitted_at"),
        _id("admitted_by", null=True),
        _big("undone_at", null=True),
    )
    _index("admissions", "order")
    _table(
        "cases",
        ("id",),
        _id("id"),
        _word("kind"),
        _id("order"),
        _id("ticket", null=True),
        _id("operation"),
        _big("opened_at"),
    )


def _money() -> None:
    """What came in, what was given back, and the papers."""
    _table(
        "payments",
        ("id",),
        _id("id"),
        _id("order"),
        _word("method"),
        _big("amount"),
        _big("paid_at", null=True),
        _flag("taken_in"),
        _id("counterpart", null=True),
    )
    _index("payments", "order")
    _table(
        "refunds",
        ("id",),
        _id("id"),
        _id("order"),
        _id("ticket", null=True),
        _id("cancellation", null=True),
        _id("payment", null=True),
        _word("method"),
        _big("amount"),
        _big("promised_at", null=True),
        _big("paid_at", null=True),
        _big("withdrawn_at", null=True),
        _word("reason", null=True),
        _flag("goodwill"),
    )
    _partial(
        "ix_refunds_open",
        "refunds",
        ["promised_at"],
        unique=False,
        where="paid_at IS NULL AND withdrawn_at IS NULL AND amount > 0",
    )
    _index("refunds", "order")
    _table(
        "money_lines",
        ("id",),
        _id("id"),
        _id("order"),
        _id("operation"),
        _word("kind"),
        _big("amount"),
        _id("ticket", null=True),
        _id("payment", null=True),
        _id("refund", null=True),
    )
    _index("money_lines", "order")
    _table(
        "invoices",
        ("id",),
        _id("id"),
        _id("order"),
        _word("number"),
        _word("kind"),
        _big("amount"),
        _big("issued_at", null=True),
        _word("cancels", null=True),
        _big("cancelled_at", null=True),
    )
    _index("invoices", "order")


def _people() -> None:
    """Who acts here, data that can be erased, and the venue's rules."""
    _table("staff", ("person",), _id("person"), _big("since"))
    _table(
        "person_records",
        ("person", "revision"),
        _id("person"),
        _int("revision"),
        _text("fields", null=True),
        _word("salt", null=True),
    )
    _table("notes", ("note",), _id("note"), _text("text", null=True), _word("salt", null=True))
    _table(
        "mails",
        ("operation",),
        _id("operation"),
        _id("order"),
        _word("state"),
        _big("queued_at"),
        _big("not_before"),
        _int("attempts"),
        _big("sent_at", null=True),
        _word("error", null=True),
    )
    _partial("ix_mails_waiting", "mails", ["not_before"], unique=False, where="state = 'queued'")
    _table("rules", ("name",), _word("name"), _text("value"))


def _journal() -> None:
    """The operations, and what this book is."""
    _table(
        "book",
        ("one",),
        _int("one"),
        _int("schema"),
        _id("desk"),
        _id("epoch"),
        _int("seq"),
        _bytes("hash"),
        _word("hlc"),
        _word("letter"),
        _word("mode"),
        _int("shift_weeks"),
        _int("posted_through"),
        _int("next_invoice"),
        sa.CheckConstraint("one = 1", name=op.f("ck_book_single_row")),
    )
    _table(
        "operations",
        ("epoch", "seq"),
        _id("epoch"),
        _int("seq"),
        _id("id"),
        _word("kind"),
        _big("at"),
        _id("actor", null=True),
        _word("second_person", null=True),
        _bytes("body"),
        _bytes("hash"),
        _bytes("signature"),
        _word("effect"),
    )
    op.create_index("uq_operations_id", "operations", ["id"], unique=True)
    _table("operation_orders", ("order", "operation"), _id("order"), _id("operation"))


def _search() -> None:
    """What orders are found by."""
    _table("search_codes", (), _word("code"), _word("kind"), _id("order"), _id("ticket", null=True))
    _index("search_codes", "code")
    _index("search_codes", "order")
    _table(
        "search_rows",
        ("row",),
        _big("row"),
        _id("order"),
        _id("performance", null=True),
        _text("words"),
        sqlite_with_rowid=True,
    )
    _index("search_rows", "order")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search_words USING fts5(words, content='search_rows', content_rowid='row', "
            "tokenize='ascii', detail=none, columnsize=0, prefix='1 2 3 4 5 6 7 8 9 10 11 12')"
        )
    else:
        op.execute("CREATE INDEX ix_search_rows_words ON search_rows USING gin (to_tsvector('simple', words))")


def _table(name: str, key: tuple[str, ...], *parts: Any, **options: Any) -> None:
    """A table with this primary key; none for `()`."""
    keys = [sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{name}"))] if key else []
    op.create_table(name, *parts, *keys, **options)


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _partial(name: str, table: str, columns: list[str], *, unique: bool, where: str) -> None:
    """An index of those rows alone for which `where` holds."""
    condition = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


def _column(name: str, kind: Any, null: bool) -> sa.Column[Any]:
    return sa.Column(name, kind, autoincrement=False, nullable=null)


def _id(name: str, *, null: bool = False) -> sa.Column[Any]:
    return _column(name, sa.LargeBinary(16), null)


def _word(name: str, *, null: bool = False) -> sa.Column[Any]:
    """A short text that is compared byte by byte."""
    return _column(name, sa.String().with_variant(sa.String(collation="C"), "postgresql"), null)


def _text(name: str, *, null: bool = False) -> sa.Column[Any]:
    return _column(name, sa.Text(), null)


def _big(name: str, *, null: bool = False) -> sa.Column[Any]:
    """Instants and amounts."""
    return _column(name, sa.BigInteger(), null)


def _int(name: str, *, null: bool = False) -> sa.Column[Any]:
    return _column(name, sa.Integer(), null)


def _flag(name: str, *, null: bool = False) -> sa.Column[Any]:
    return _column(name, sa.Boolean(), null)


def _bytes(name: str, *, null: bool = False) -> sa.Column[Any]:
    return _column(name, sa.LargeBinary(), null)
