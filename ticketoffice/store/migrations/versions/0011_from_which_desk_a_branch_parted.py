"""A centre knows from which desk a branch parted: a copy of a copy parts from the second machine, not from the first."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Goes to this version: until now each branch parted from the desk whose epoch it is of."""
    op.add_column("desk_epochs", sa.Column("parted_from", sa.LargeBinary(16), nullable=True))
    op.execute(
        "UPDATE desk_epochs SET parted_from = (SELECT e.desk FROM desk_epochs AS e WHERE e.epoch = desk_epochs.branch_of) "
        "WHERE branch_of IS NOT NULL"
    )


def downgrade() -> None:
    """Back to the version before."""
    op.drop_column("desk_epochs", "parted_from")
