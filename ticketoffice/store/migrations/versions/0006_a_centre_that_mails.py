"""A desk knows whether its centre tells customers by e-mail."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Goes to this version."""
    op.add_column("centre", sa.Column("mails", sa.Boolean(), nullable=True))


def downgrade() -> None:
    """Back to the version before."""
    op.drop_column("centre", "mails")
