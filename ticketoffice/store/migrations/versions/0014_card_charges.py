"""What a desk has asked of its card terminal stands in its book before the terminal is asked."""

import sqlalchemy as sa
from alembic import op

from ticketoffice.store.types import Id, Word

revision = "0014"
down_revision = "0013"

OPEN = '"order" IS NULL AND returned_at IS NULL'


def upgrade() -> None:
    """Goes to this version."""
    op.create_table(
        "card_charges",
        sa.Column("reference", Word, nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=False),
        sa.Column("currency", Word, nullable=False),
        sa.Column("last_trace", sa.BigInteger),
        sa.Column("begun_at", sa.BigInteger, nullable=False),
        sa.Column("outcome", Word),
        sa.Column("why", Word),
        sa.Column("code", sa.Integer),
        sa.Column("trace", sa.BigInteger),
        sa.Column("receipt", sa.BigInteger),
        sa.Column("terminal", Word),
        sa.Column("order", Id),
        sa.Column("returned_at", sa.BigInteger),
        sa.Column("returned_by", Id),
        sa.PrimaryKeyConstraint("reference", name="pk_card_charges"),
    )
    here = sa.text(OPEN)
    op.create_index("ix_card_charges_open", "card_charges", ["begun_at"], sqlite_where=here, postgresql_where=here)


def downgrade() -> None:
    """Back to the version before."""
    op.drop_table("card_charges")
