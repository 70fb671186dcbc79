"""A book knows what is on sale (tariffs with their prices, seating plans, until when it is sold) and what became of the papers.

A book of before knows none of it: the next file of its source brings it, or the venue says it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

ON_SALE = ("plan", "online_until", "reseller_until", "desk_until")


def upgrade() -> None:
    """Goes to this version."""
    ident, text = sa.LargeBinary(16), sa.Text()
    word = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    for name in ON_SALE:
        op.add_column("performances", sa.Column(name, ident if name == "plan" else sa.BigInteger(), nullable=True))
    op.add_column("tickets", sa.Column("collected_at", sa.BigInteger(), nullable=True))
    op.add_column("tickets", sa.Column("copies", sa.Integer(), nullable=True))
    op.create_table(
        "tariffs",
        sa.Column("id", ident, nullable=False),
        sa.Column("zone", ident, nullable=False),
        sa.Column("name", word, nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tariffs")),
    )
    op.create_index(op.f("ix_tariffs_zone"), "tariffs", ["zone"])
    op.create_table(
        "plans",
        sa.Column("id", ident, nullable=False),
        sa.Column("name", text, nullable=False),
        sa.Column("document", text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
    )
    op.create_table(
        "plan_seats",
        sa.Column("plan", ident, nullable=False),
        sa.Column("seat", word, nullable=False),
        sa.Column("name", text, nullable=False),
        sa.Column("category", word, nullable=False),
        sa.PrimaryKeyConstraint("plan", "seat", name=op.f("pk_plan_seats")),
    )
    op.create_table(
        "zone_categories",
        sa.Column("zone", ident, nullable=False),
        sa.Column("category", word, nullable=False),
        sa.PrimaryKeyConstraint("zone", "category", name=op.f("pk_zone_categories")),
    )

    op.create_table(
        "reservations",
        sa.Column("cart", ident, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *(sa.Column(name, ident, nullable=False) for name in ("desk", "performance", "zone")),
        sa.Column("seat", word, nullable=True),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("cart", "position", name=op.f("pk_reservations")),
    )
    op.create_index(op.f("ix_reservations_performance"), "reservations", ["performance"])
    numbered = sa.text("seat IS NOT NULL")
    op.create_index(
        op.f("uq_reservations_seat"),
        "reservations",
        ["performance", "seat"],
        unique=True,
        sqlite_where=numbered,
        postgresql_where=numbered,
    )


def downgrade() -> None:
    """Back to the version before."""
    for name in ("reservations", "zone_categories", "plan_seats", "plans", "tariffs"):
        op.drop_table(name)
    op.drop_column("tickets", "copies")
    op.drop_column("tickets", "collected_at")
    for name in reversed(ON_SALE):
        op.drop_column("performances", name)
