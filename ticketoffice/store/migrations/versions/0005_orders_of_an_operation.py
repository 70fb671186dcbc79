"""The orders that an operation touched are found by the operation; a desk knows that it was put out, and a centre what the numbers
of each desk begin with.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Goes to this version."""
    op.create_index("ix_operation_orders_operation", "operation_orders", ["operation"])
    op.create_index("ix_heard_orders_operation", "heard_orders", ["operation"])
    word = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.add_column("desks", sa.Column("letter", word, nullable=True))
    op.add_column("centre", sa.Column("put_out_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Back to the version before."""
    op.drop_column("centre", "put_out_at")
    op.drop_column("desks", "letter")
    op.drop_index("ix_heard_orders_operation", "heard_orders")
    op.drop_index("ix_operation_orders_operation", "operation_orders")
