"""A desk knows what its centre told last, and so notices where that was set back and went on under the same numbers; a book
knows what is still to be cleaned after an erasure.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Goes to this version."""
    word = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.add_column("centre", sa.Column("last_told", word, nullable=True))
    op.add_column("book", sa.Column("scrub", word, nullable=True))


def downgrade() -> None:
    """Back to the version before."""
    op.drop_column("book", "scrub")
    op.drop_column("centre", "last_told")
