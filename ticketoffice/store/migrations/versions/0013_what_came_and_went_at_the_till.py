"""Money that came and went at a desk, and what was done to its drawer, are found in the journal without reading all of it."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

OF_THE_TILL = (
    "kind IN ('payment_recorded', 'order_split', 'refund_paid_out', 'order_sold', 'order_exchanged', 'sale_aborted', 'tariff_changed', "
    "'payment_corrected', 'drawer_moved', 'counted', 'closed', 'tickets_cancelled', 'order_reissued', 'order_released', "
    "'goodwill_refunded', 'ticket_replaced', 'ticket_moved', 'printed')"
)


def upgrade() -> None:
    """Goes to this version."""
    here = sa.text(OF_THE_TILL)
    till, told = ["epoch", "seq", "at", "kind"], ["at", "kind"]
    op.create_index("ix_operations_till", "operations", till, sqlite_where=here, postgresql_where=here)
    op.create_index("ix_heard_till", "heard", told, sqlite_where=here, postgresql_where=here)


def downgrade() -> None:
    """Back to the version before."""
    op.drop_index("ix_heard_till", "heard")
    op.drop_index("ix_operations_till", "operations")
