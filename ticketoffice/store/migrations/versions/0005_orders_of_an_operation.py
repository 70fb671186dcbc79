"""The orders that an operation touched are found by the operation, without a look through the whole journal."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Goes to this version."""
    op.create_index("ix_operation_orders_operation", "operation_orders", ["operation"])
    op.create_index("ix_heard_orders_operation", "heard_orders", ["operation"])


def downgrade() -> None:
    """Back to the version before."""
    op.drop_index("ix_heard_orders_operation", "heard_orders")
    op.drop_index("ix_operation_orders_operation", "operation_orders")
