"""Desks and a centre: answers, the feed, what a desk knows of its centre; and cases that somebody closed."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Goes to this version."""
    op.add_column("cases", sa.Column("closed_at", sa.BigInteger(), nullable=True))
    op.add_column("cases", sa.Column("closed_by", sa.LargeBinary(16), nullable=True))
    op.create_index(op.f("ix_cases_order"), "cases", ["order"])
    _at_the_centre()
    _at_a_desk()
    _table(
        "answers",
        ("operation",),
        _id("operation"),
        _id("epoch"),
        _int("seq"),
        _word("answer"),
        _word("reason", null=True),
        _text("data"),
        _big("change"),
        _big("answered_at"),
        sa.UniqueConstraint("epoch", "seq", name=op.f("uq_answers_epoch_seq")),
    )


def _at_the_centre() -> None:
    _table(
        "desks",
        ("desk",),
        _id("desk"),
        _word("name"),
        _word("form"),
        _word("token"),
        _big("enrolled_at"),
        _big("revoked_at", null=True),
        _big("seen_at", null=True),
        _word("stopped", null=True),
    )
    _table(
        "desk_epochs",
        ("epoch",),
        _id("epoch"),
        _id("desk"),
        _bytes("public_key"),
        _int("seq"),
        _bytes("hash"),
        _int("history"),
        _big("began_at"),
    )
    op.create_index(op.f("ix_desk_epochs_desk"), "desk_epochs", ["desk"])
    _table("feed", ("change",), _big("change"), _id("operation"), _id("order", null=True))
    op.create_index("ix_feed_order", "feed", ["order", "change"])
    _table("feed_counter", ("one",), _int("one"), _big("change"))
    _table("pair_codes", ("code",), _word("code"), _word("name"), _big("made_at"), _big("used_at", null=True))
    _table(
        "alarms",
        ("id",),
        _id("id"),
        _big("at"),
        _word("kind"),
        _id("desk", null=True),
        _id("operation", null=True),
        _bytes("body", null=True),
    )


def _at_a_desk() -> None:
    _table(
        "centre",
        ("one",),
        _int("one"),
        _word("url"),
        _word("name"),
        _word("form"),
        _text("authority"),
        _big("cursor"),
        _id("loaded_after", null=True),
        _big("load_until", null=True),
        _big("paired_at"),
        _big("completed_at", null=True),
        _int("failures"),
        _big("next_attempt_at", null=True),
        _word("cause", null=True),
        _big("skew"),
        sa.CheckConstraint("one = 1", name=op.f("ck_centre_single_row")),
    )
    _table("order_bases", ("order",), _id("order"), _big("change"), _int("version"), _bytes("copy", null=True))
    _table("contested", ("operation",), _id("operation"), _id("order"), _word("reason"), _text("data"), _big("since"))
    op.create_index(op.f("ix_contested_order"), "contested", ["order"])
    _table(
        "heard",
        ("id",),
        _id("id"),
        _id("epoch"),
        _int("seq"),
        _word("kind"),
        _big("at"),
        _id("actor", null=True),
        _word("second_person", null=True),
        _bytes("body"),
        _word("effect"),
    )
    _table("heard_orders", ("order", "operation"), _id("order"), _id("operation"))


def _table(name: str, key: tuple[str, ...], *columns: Any) -> None:
    op.create_table(name, *columns, sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{name}")))


def _id(name: str, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary(16), nullable=null, autoincrement=False)


def _word(name: str, *, null: bool = False) -> sa.Column[Any]:
    word = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    return sa.Column(name, word, nullable=null, autoincrement=False)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=True, autoincrement=False)


def _int(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False, autoincrement=False)


def _big(name: str, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), nullable=null, autoincrement=False)


def _bytes(name: str, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary(), nullable=null, autoincrement=False)
