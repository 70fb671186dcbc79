"""A book knows which papers are on their way to a printer, and what became of them."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Goes to this version."""
    ident, text = sa.LargeBinary(16), sa.Text()
    word = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.create_table(
        "print_jobs",
        *(sa.Column(name, ident, nullable=False) for name in ("id", "epoch", "actor")),
        sa.Column("what", word, nullable=False),
        sa.Column("order", ident, nullable=True),
        sa.Column("tickets", text, nullable=True),
        sa.Column("closing", word, nullable=True),
        *(sa.Column(name, word, nullable=False) for name in ("printer", "form")),
        sa.Column("layout", word, nullable=True),
        *(sa.Column(name, word, nullable=False) for name in ("language", "state")),
        sa.Column("reason", word, nullable=True),
        sa.Column("data", text, nullable=True),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_jobs")),
    )
    op.create_index(op.f("ix_print_jobs_order"), "print_jobs", ["order", "asked_at"])
    op.create_index(op.f("ix_print_jobs_asked_at"), "print_jobs", ["asked_at"])


def downgrade() -> None:
    """Back to the version before."""
    op.drop_table("print_jobs")
