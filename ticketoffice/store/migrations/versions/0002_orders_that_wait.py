"""Orders that wait: reminders, what was repeated at its source, and which tickets wait."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Goes to this version."""
    op.add_column("cancellations", sa.Column("repeated_at", sa.BigInteger(), nullable=True))
    op.add_column("cancellations", sa.Column("repeated_by", sa.LargeBinary(16), nullable=True))
    word = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.create_table(
        "reminders",
        sa.Column("id", sa.LargeBinary(16), autoincrement=False, nullable=False),
        sa.Column("order", sa.LargeBinary(16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("operation", sa.LargeBinary(16), nullable=False),
        sa.Column("reminded_at", sa.BigInteger(), nullable=False),
        sa.Column("reminded_by", sa.LargeBinary(16), nullable=True),
        sa.Column("how", word, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
    )
    op.create_index(op.f("ix_reminders_order"), "reminders", ["order"])
    waiting = sa.text("state = 'pending'")
    op.create_index("ix_tickets_waiting", "tickets", ["order"], sqlite_where=waiting, postgresql_where=waiting)
