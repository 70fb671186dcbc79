"""Paper of deeds that the centre refused is found by its numbers.

The tables stay as they are: what the index of an older book lacks is added once all revisions are through (`migrating`).
"""

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Goes to this version."""


def downgrade() -> None:
    """Back to the version before."""
