"""A desk notices where its centre was put back to an earlier state."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Goes to this version."""
    op.create_table(
        "feed_epochs",
        sa.Column("epoch", sa.LargeBinary(16), nullable=False),
        sa.Column("began", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("epoch", name=op.f("pk_feed_epochs")),
    )
    op.add_column("centre", sa.Column("epochs", sa.Text(), nullable=True))
    op.add_column("centre", sa.Column("put_back_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Back to the version before."""
    op.drop_column("centre", "put_back_at")
    op.drop_column("centre", "epochs")
    op.drop_table("feed_epochs")
