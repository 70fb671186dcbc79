"""The first book."""

import sqlalchemy as sa
from alembic import op

import ticketoffice.store.types

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Goes to this version."""
    op.create_table(
        "admissions",
        sa.Column("id", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("ticket", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("order", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("admitted_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("admitted_by", ticketoffice.store.types.Id(), autoincrement=False, nullable=True),
        sa.Column("undone_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_admissions")),
    )
    with op.batch_alter_table("admissions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_admissions_order"), ["order"], unique=False)

    op.create_table(
        "book",
        sa.Column("one", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("schema", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("desk", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("epoch", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column(
            "hlc", sa.String().with_variant(sa.String(collation="C"), "postgresql"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "letter",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "mode",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("shift_weeks", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("posted_through", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("next_invoice", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint("one = 1", name=op.f("ck_book_single_row")),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_book")),
    )
    op.create_table(
        "cancellations",
        sa.Column("id", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("ticket", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("order", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("operation", ticketoffice.store.types.Id(), autoincrement=False, nullable=True),
        sa.Column("cancelled_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("cancelled_by", ticketoffice.store.types.Id(), autoincrement=False, nullable=True),
        sa.Column(
            "was", sa.String().with_variant(sa.String(collation="C"), "postgresql"), autoincrement=False, nullable=False
        ),
        sa.Column("finished_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("finished_by", ticketoffice.store.types.Id(), autoincrement=False, nullable=True),
        sa.Column("finish", ticketoffice.store.types.Id(), autoincrement=False, nullable=True),
        sa.Column(
            "reason",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("note", ticketoffice.store.types.Id(), autoincrement=False, nullable=True),
        sa.Column(
            "paper",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column(
            "inform",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("told_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("told_by", ticketoffice.store.types.Id(), autoincrement=False, nullable=True),
        sa.Column(
            "told_how",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("hold_until", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("kept_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("kept_by", ticketoffice.store.types.Id(), autoincrement=False, nullable=True),
        sa.Column(
            "second_person",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("fee", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cancellations")),
    )
    with op.batch_alter_table("cancellations", schema=None) as batch_op:
        batch_op.create_index(
            "ix_cancellations_open",
            ["cancelled_at"],
            unique=False,
            sqlite_where=sa.text("finished_at IS NULL AND kept_at IS NULL"),
            postgresql_where=sa.text("finished_at IS NULL AND kept_at IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_cancellations_operation"), ["operation"], unique=False)
        batch_op.create_index(batch_op.f("ix_cancellations_order"), ["order"], unique=False)

    op.create_table(
        "cases",
        sa.Column("id", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column(
            "kind",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("order", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("ticket", ticketoffice.store.types.Id(), autoincrement=False, nullable=True),
        sa.Column("operation", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("opened_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
    )
    op.create_table(
        "events",
        sa.Column("id", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column(
            "source",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "external",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column(
            "currency",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_table(
        "invoices",
        sa.Column("id", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("order", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column(
            "number",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("amount", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("issued_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column(
            "cancels",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("cancelled_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoices")),
    )
    with op.batch_alter_table("invoices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invoices_order"), ["order"], unique=False)

    op.create_table(
        "mails",
        sa.Column("operation", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("order", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column(
            "state",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("queued_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("not_before", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("attempts", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sent_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column(
            "error",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.PrimaryKeyConstraint("operation", name=op.f("pk_mails")),
    )
    with op.batch_alter_table("mails", schema=None) as batch_op:
        batch_op.create_index(
            "ix_mails_waiting",
            ["not_before"],
            unique=False,
            sqlite_where=sa.text("state = 'queued'"),
            postgresql_where=sa.text("state = 'queued'"),
        )

    op.create_table(
        "money_lines",
        sa.Column("id", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("order", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("operation", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column(
            "kind",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("amount", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ticket", ticketoffice.store.types.Id(), autoincrement=False, nullable=True),
        sa.Column("payment", ticketoffice.store.types.Id(), autoincrement=False, nullable=True),
        sa.Column("refund", ticketoffice.store.types.Id(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_money_lines")),
    )
    with op.batch_alter_table("money_lines", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_money_lines_order"), ["order"], unique=False)

    op.create_table(
        "notes",
        sa.Column("note", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), autoincrement=False, nullable=True),
        sa.Column(
            "salt", sa.String().with_variant(sa.String(collation="C"), "postgresql"), autoincrement=False, nullable=True
        ),
        sa.PrimaryKeyConstraint("note", name=op.f("pk_notes")),
    )
    op.create_table(
        "operation_orders",
        sa.Column("order", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("operation", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("order", "operation", name=op.f("pk_operation_orders")),
    )
    op.create_table(
        "operations",
        sa.Column("epoch", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column(
            "kind",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("actor", ticketoffice.store.types.Id(), autoincrement=False, nullable=True),
        sa.Column(
            "second_person",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("body", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("signature", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column(
            "effect",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("epoch", "seq", name=op.f("pk_operations")),
    )
    with op.batch_alter_table("operations", schema=None) as batch_op:
        batch_op.create_index("uq_operations_id", ["id"], unique=True)

    op.create_table(
        "order_notes",
        sa.Column("note", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("order", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("actor", ticketoffice.store.types.Id(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("note", name=op.f("pk_order_notes")),
    )
    with op.batch_alter_table("order_notes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_order_notes_order"), ["order"], unique=False)

    op.create_table(
        "orders",
        sa.Column("id", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column(
            "number",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "source",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column(
            "method",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "currency",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("created_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("due_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("customer", ticketoffice.store.types.Id(), autoincrement=False, nullable=True),
        sa.Column("admit_unpaid", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("expired", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("predecessor", ticketoffice.store.types.Id(), autoincrement=False, nullable=True),
        sa.Column("successor", ticketoffice.store.types.Id(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_orders")),
        sa.UniqueConstraint("number", name=op.f("uq_orders_number")),
    )
    with op.batch_alter_table("orders", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_orders_customer"), ["customer"], unique=False)

    op.create_table(
        "payments",
        sa.Column("id", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("order", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column(
            "method",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("amount", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("paid_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("taken_in", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("counterpart", ticketoffice.store.types.Id(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payments")),
    )
    with op.batch_alter_table("payments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payments_order"), ["order"], unique=False)

    op.create_table(
        "performances",
        sa.Column("id", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("event", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column(
            "source",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "external",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("starts_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ends_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column(
            "timezone",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("all_day", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column(
            "currency",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_performances")),
        sa.UniqueConstraint("source", "external", name=op.f("uq_performances_source_external")),
    )
    op.create_table(
        "person_records",
        sa.Column("person", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fields", sa.Text(), autoincrement=False, nullable=True),
        sa.Column(
            "salt", sa.String().with_variant(sa.String(collation="C"), "postgresql"), autoincrement=False, nullable=True
        ),
        sa.PrimaryKeyConstraint("person", "revision", name=op.f("pk_person_records")),
    )
    op.create_table(
        "quota_zones",
        sa.Column("quota", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("zone", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("quota", "zone", name=op.f("pk_quota_zones")),
    )
    with op.batch_alter_table("quota_zones", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quota_zones_zone"), ["zone"], unique=False)

    op.create_table(
        "quotas",
        sa.Column("id", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("performance", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("capacity", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("taken", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("overbooked", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint(
            "capacity IS NULL OR taken <= capacity + overbooked", name=op.f("ck_quotas_within_capacity")
        ),
        sa.CheckConstraint("taken >= 0", name=op.f("ck_quotas_not_below_zero")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quotas")),
    )
    with op.batch_alter_table("quotas", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quotas_performance"), ["performance"], unique=False)

    op.create_table(
        "refunds",
        sa.Column("id", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("order", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("ticket", ticketoffice.store.types.Id(), autoincrement=False, nullable=True),
        sa.Column("cancellation", ticketoffice.store.types.Id(), autoincrement=False, nullable=True),
        sa.Column("payment", ticketoffice.store.types.Id(), autoincrement=False, nullable=True),
        sa.Column(
            "method",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("amount", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("promised_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("paid_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("withdrawn_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column(
            "reason",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("goodwill", sa.Boolean(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refunds")),
    )
    with op.batch_alter_table("refunds", schema=None) as batch_op:
        batch_op.create_index(
            "ix_refunds_open",
            ["promised_at"],
            unique=False,
            sqlite_where=sa.text("paid_at IS NULL AND withdrawn_at IS NULL AND amount > 0"),
            postgresql_where=sa.text("paid_at IS NULL AND withdrawn_at IS NULL AND amount > 0"),
        )
        batch_op.create_index(batch_op.f("ix_refunds_order"), ["order"], unique=False)

    op.create_table(
        "rules",
        sa.Column(
            "name",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("value", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_rules")),
    )
    op.create_table(
        "search_codes",
        sa.Column("code", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("kind", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("order", ticketoffice.store.types.Id(), nullable=False),
        sa.Column("ticket", ticketoffice.store.types.Id(), nullable=True),
    )
    with op.batch_alter_table("search_codes", schema=None) as batch_op:
        batch_op.create_index("ix_search_codes_code", ["code"], unique=False)
        batch_op.create_index(batch_op.f("ix_search_codes_order"), ["order"], unique=False)

    op.create_table(
        "search_rows",
        sa.Column("row", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("order", ticketoffice.store.types.Id(), nullable=False),
        sa.Column("performance", ticketoffice.store.types.Id(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_search_rows")),
        sqlite_with_rowid=True,
    )
    with op.batch_alter_table("search_rows", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_search_rows_order"), ["order"], unique=False)

    op.create_table(
        "staff",
        sa.Column("person", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("since", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_staff")),
    )
    op.create_table(
        "ticket_codes",
        sa.Column(
            "code",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("ticket", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column(
            "kind",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_ticket_codes")),
    )
    with op.batch_alter_table("ticket_codes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ticket_codes_ticket"), ["ticket"], unique=False)

    op.create_table(
        "tickets",
        sa.Column("id", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("order", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "number",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("performance", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("zone", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column(
            "tariff",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "seat", sa.String().with_variant(sa.String(collation="C"), "postgresql"), autoincrement=False, nullable=True
        ),
        sa.Column(
            "seat_name",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("price", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("commission", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column(
            "state",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("holder", ticketoffice.store.types.Id(), autoincrement=False, nullable=True),
        sa.Column("used_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("predecessor", ticketoffice.store.types.Id(), autoincrement=False, nullable=True),
        sa.Column("successor", ticketoffice.store.types.Id(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tickets")),
    )
    with op.batch_alter_table("tickets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tickets_order"), ["order"], unique=False)
        batch_op.create_index(batch_op.f("ix_tickets_zone"), ["zone"], unique=False)
        batch_op.create_index(
            "uq_tickets_live_seat",
            ["performance", "seat"],
            unique=True,
            sqlite_where=sa.text("seat IS NOT NULL AND state IN ('pending', 'valid', 'used')"),
            postgresql_where=sa.text("seat IS NOT NULL AND state IN ('pending', 'valid', 'used')"),
        )

    op.create_table(
        "zones",
        sa.Column("id", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("performance", ticketoffice.store.types.Id(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("numbered", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("capacity", sa.Integer(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zones")),
    )
    with op.batch_alter_table("zones", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_zones_performance"), ["performance"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search_words USING fts5(words, content='search_rows', content_rowid='row', "
            "tokenize='ascii', detail=none, columnsize=0, prefix='1 2 3 4 5 6 7 8 9 10 11 12')"
        )
    else:
        op.execute("CREATE INDEX ix_search_rows_words ON search_rows USING gin (to_tsvector('simple', words))")
