"""A book knows which places the house keeps, until when, and which tickets came from there; and for whom a tariff is."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

OF_TICKETS = ("house_hold", "left_hold")


def upgrade() -> None:
    """Goes to this version."""
    ident, text = sa.LargeBinary(16), sa.Text()
    word = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.create_table(
        "house_holds",
        *(sa.Column(name, ident, nullable=False) for name in ("id", "performance", "zone")),
        sa.Column("kind", word, nullable=False),
        sa.Column("name", text, nullable=True),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("made_by", ident, nullable=True),
        sa.CheckConstraint("places >= 1", name=op.f("ck_house_holds_keeps_a_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house_holds")),
    )
    op.create_index(op.f("ix_house_holds_performance"), "house_holds", ["performance"])
    op.create_table(
        "house_hold_seats",
        sa.Column("performance", ident, nullable=False),
        sa.Column("seat", word, nullable=False),
        sa.Column("house_hold", ident, nullable=False),
        sa.PrimaryKeyConstraint("performance", "seat", name=op.f("pk_house_hold_seats")),
    )
    op.create_index(op.f("ix_house_hold_seats_house_hold"), "house_hold_seats", ["house_hold"])
    op.add_column("tariffs", sa.Column("least", sa.Integer(), nullable=True))
    op.add_column("tariffs", sa.Column("companion_of", word, nullable=True))
    op.add_column("reservations", sa.Column("house_hold", ident, nullable=True))
    for name in OF_TICKETS:
        op.add_column("tickets", sa.Column(name, ident, nullable=True))
        named = sa.text(f"{name} IS NOT NULL")
        op.create_index(f"ix_tickets_{name}", "tickets", [name], sqlite_where=named, postgresql_where=named)


def downgrade() -> None:
    """Back to the version before."""
    for name in reversed(OF_TICKETS):
        op.drop_index(f"ix_tickets_{name}", "tickets")
        op.drop_column("tickets", name)
    op.drop_column("reservations", "house_hold")
    op.drop_column("tariffs", "companion_of")
    op.drop_column("tariffs", "least")
    op.drop_table("house_hold_seats")
    op.drop_table("house_holds")
