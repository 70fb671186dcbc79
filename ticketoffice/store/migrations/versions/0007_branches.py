"""A centre keeps what two machines did after they parted as two branches of one epoch."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Goes to this version."""
    op.add_column("desk_epochs", sa.Column("branch_of", sa.LargeBinary(16), nullable=True))
    op.add_column("desk_epochs", sa.Column("branch_seq", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Back to the version before."""
    op.drop_column("desk_epochs", "branch_seq")
    op.drop_column("desk_epochs", "branch_of")
