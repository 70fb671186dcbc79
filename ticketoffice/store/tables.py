"""The book's tables: one for each row class of `domain.state`, and those of the journal and of personal data.

Named constraints, no server default, no autoincrement, no JSON column that is queried. `LIVE` seats are unique by a
partial index, a quota cannot be exceeded by a CHECK: whatever path a ticket comes by.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    event,
    text,
)

from ticketoffice.domain import state
from ticketoffice.store.types import Id, LongText, Word

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _col(
    name: str, type_: Any, *, null: bool = False, key: bool = False, index: bool = False, unique: bool = False
) -> Column[Any]:
    return Column(
        name, type_, nullable=null, primary_key=key, index=index or None, unique=unique or None, autoincrement=False
    )


def _id(name: str = "id", *, null: bool = False, key: bool = False, index: bool = False) -> Column[Any]:
    return _col(name, Id, null=null, key=key, index=index)


def _word(name: str, *, null: bool = False, key: bool = False, unique: bool = False) -> Column[Any]:
    return _col(name, Word, null=null, key=key, unique=unique)


def _instant(name: str, *, null: bool = True) -> Column[Any]:
    return _col(name, BigInteger, null=null)


def _money(name: str, *, null: bool = False) -> Column[Any]:
    return _col(name, BigInteger, null=null)


def _partial(name: str, *columns: Column[Any], where: str, unique: bool = False) -> None:
    Index(name, *columns, unique=unique, sqlite_where=text(where), info={"where": where})


@event.listens_for(metadata, "before_create")
def _partial_on_postgres(_: MetaData, connection: Connection, **__: Any) -> None:
    """Says the conditions of partial indexes to PostgreSQL: said at the index, they would load its dialect at every start."""
    if connection.dialect.name != "postgresql":
        return
    for index in (index for table in metadata.tables.values() for index in table.indexes):
        if "where" in index.info:
            index.dialect_options["postgresql"]["where"] = text(index.info["where"])


events = Table(
    "events", metadata, _id(key=True), _word("source"), _word("external"), _col("name", LongText), _word("currency")
)
performances = Table(
    "performances",
    metadata,
    _id(key=True),
    _id("event"),
    _word("source"),
    _word("external"),
    _col("name", LongText),
    _instant("starts_at", null=False),
    _instant("ends_at"),
    _word("timezone"),
    _col("all_day", Boolean),
    _word("currency"),
    _id("plan", null=True),
    _instant("online_until"),
    _instant("reseller_until"),
    _instant("desk_until"),
    UniqueConstraint("source", "external"),
)
zones = Table(
    "zones",
    metadata,
    _id(key=True),
    _id("performance", index=True),
    _col("name", LongText),
    _col("numbered", Boolean),
    _col("capacity", Integer, null=True),
)
tariffs = Table(
    "tariffs",
    metadata,
    _id(key=True),
    _id("zone", index=True),
    _word("name"),
    _money("price"),
    _col("rank", Integer),
    _col("least", Integer, null=True),
    _word("companion_of", null=True),
)
plans = Table("plans", metadata, _id(key=True), _col("name", LongText), _col("document", LongText))
plan_seats = Table(
    "plan_seats",
    metadata,
    _id("plan"),
    _word("seat"),
    _col("name", LongText),
    _word("category"),
    PrimaryKeyConstraint("plan", "seat"),
)
zone_categories = Table(
    "zone_categories", metadata, _id("zone"), _word("category"), PrimaryKeyConstraint("zone", "category")
)
quotas = Table(
    "quotas",
    metadata,
    _id(key=True),
    _id("performance", index=True),
    _col("name", LongText),
    _col("capacity", Integer, null=True),
    _col("taken", Integer),
    _col("overbooked", Integer),
    CheckConstraint("taken >= 0", name="not_below_zero"),
    CheckConstraint("capacity IS NULL OR taken <= capacity + overbooked", name="within_capacity"),
)
quota_zones = Table(
    "quota_zones", metadata, _id("quota"), _id("zone", index=True), PrimaryKeyConstraint("quota", "zone")
)
house_holds = Table(
    "house_holds",
    metadata,
    _id(key=True),
    _id("performance", index=True),
    _id("zone"),
    _word("kind"),
    _col("name", LongText, null=True),
    _col("places", Integer),
    _instant("until"),
    _id("made_by", null=True),
    CheckConstraint("places >= 1", name="keeps_a_place"),
)
house_hold_seats = Table(
    "house_hold_seats",
    metadata,
    _id("performance"),
    _word("seat"),
    _id("house_hold", index=True),
    PrimaryKeyConstraint("performance", "seat"),
)
orders = Table(
    "orders",
    metadata,
    _id(key=True),
    _word("number", unique=True),
    _word("source", null=True),
    _word("method"),
    _word("currency"),
    _instant("created_at"),
    _instant("due_at"),
    _id("customer", null=True, index=True),
    _col("admit_unpaid", Boolean),
    _col("expired", Boolean),
    _id("predecessor", null=True),
    _id("successor", null=True),
    _col("version", Integer),
)
LIVE_SEAT = "seat IS NOT NULL AND state IN ('pending', 'valid', 'used')"
"""The tickets that sit on a numbered place: at most one a seat."""
LIVE = "tickets.state IN ('pending', 'valid', 'used')"
"""The tickets that have a place."""

tickets = Table(
    "tickets",
    metadata,
    _id(key=True),
    _id("order", index=True),
    _col("position", Integer),
    _word("number"),
    _id("performance"),
    _id("zone", index=True),
    _word("tariff"),
    _word("seat", null=True),
    _word("seat_name", null=True),
    _money("price"),
    _money("commission", null=True),
    _word("state"),
    _id("holder", null=True),
    _instant("used_at"),
    _id("predecessor", null=True),
    _id("successor", null=True),
    _instant("collected_at"),
    _col("copies", Integer, null=True),
    _id("house_hold", null=True),
    _id("left_hold", null=True),
)
_partial(
    "uq_tickets_live_seat",
    tickets.c.performance,
    tickets.c.seat,
    where=LIVE_SEAT,
    unique=True,
)
FROM_HOLD = "house_hold IS NOT NULL"
LEFT_HOLD = "left_hold IS NOT NULL"
"""The tickets whose places came from the house's own."""

_partial("ix_tickets_house_hold", tickets.c.house_hold, where=FROM_HOLD)
_partial("ix_tickets_left_hold", tickets.c.left_hold, where=LEFT_HOLD)
WAITS = "state = 'pending'"
"""The tickets whose order somebody still has to pay."""

_partial("ix_tickets_waiting", tickets.c.order, where=WAITS)
ticket_codes = Table(
    "ticket_codes", metadata, _word("code", key=True), _id("ticket", index=True), _instant("made_at"), _word("kind")
)
cancellations = Table(
    "cancellations",
    metadata,
    _id(key=True),
    _id("ticket"),
    _id("order", index=True),
    _id("operation", null=True, index=True),
    _instant("cancelled_at"),
    _id("cancelled_by", null=True),
    _word("was"),
    _instant("finished_at"),
    _id("finished_by", null=True),
    _id("finish", null=True),
    _word("reason", null=True),
    _id("note", null=True),
    _word("paper", null=True),
    _word("inform", null=True),
    _instant("told_at"),
    _id("told_by", null=True),
    _word("told_how", null=True),
    _instant("hold_until"),
    _instant("kept_at"),
    _id("kept_by", null=True),
    _word("second_person", null=True),
    _money("fee"),
    _instant("repeated_at"),
    _id("repeated_by", null=True),
)
_partial("ix_cancellations_open", cancellations.c.cancelled_at, where="finished_at IS NULL AND kept_at IS NULL")
payments = Table(
    "payments",
    metadata,
    _id(key=True),
    _id("order", index=True),
    _word("method"),
    _money("amount"),
    _instant("paid_at"),
    _col("taken_in", Boolean),
    _id("counterpart", null=True),
)
refunds = Table(
    "refunds",
    metadata,
    _id(key=True),
    _id("order", index=True),
    _id("ticket", null=True),
    _id("cancellation", null=True),
    _id("payment", null=True),
    _word("method"),
    _money("amount"),
    _instant("promised_at"),
    _instant("paid_at"),
    _instant("withdrawn_at"),
    _word("reason", null=True),
    _col("goodwill", Boolean),
)
_partial("ix_refunds_open", refunds.c.promised_at, where="paid_at IS NULL AND withdrawn_at IS NULL AND amount > 0")
money_lines = Table(
    "money_lines",
    metadata,
    _id(key=True),
    _id("order", index=True),
    _id("operation"),
    _word("kind"),
    _money("amount"),
    _id("ticket", null=True),
    _id("payment", null=True),
    _id("refund", null=True),
)
invoices = Table(
    "invoices",
    metadata,
    _id(key=True),
    _id("order", index=True),
    _word("number"),
    _word("kind"),
    _money("amount"),
    _instant("issued_at"),
    _word("cancels", null=True),
    _instant("cancelled_at"),
)
order_notes = Table(
    "order_notes", metadata, _id("note", key=True), _id("order", index=True), _instant("at"), _id("actor", null=True)
)
reminders = Table(
    "reminders",
    metadata,
    _id(key=True),
    _id("order", index=True),
    _col("number", Integer),
    _id("operation"),
    _instant("reminded_at", null=False),
    _id("reminded_by", null=True),
    _word("how"),
)
admissions = Table(
    "admissions",
    metadata,
    _id(key=True),
    _id("ticket"),
    _id("order", index=True),
    _instant("admitted_at", null=False),
    _id("admitted_by", null=True),
    _instant("undone_at"),
)
cases = Table(
    "cases",
    metadata,
    _id(key=True),
    _word("kind"),
    _id("order", index=True),
    _id("ticket", null=True),
    _id("operation"),
    _instant("opened_at", null=False),
    _instant("closed_at"),
    _id("closed_by", null=True),
)
staff = Table("staff", metadata, _id("person", key=True), _instant("since", null=False))
rules = Table("rules", metadata, _word("name", key=True), _col("value", LongText))

# --- the journal, personal data beside it, and what is this book's alone ----------------------------------------------

operations = Table(
    "operations",
    metadata,
    _col("epoch", Id),
    _col("seq", Integer),
    _id("id"),
    _word("kind"),
    _instant("at", null=False),
    _id("actor", null=True),
    _word("second_person", null=True),
    _col("body", LargeBinary),
    _col("hash", LargeBinary),
    _col("signature", LargeBinary),
    _word("effect"),
    PrimaryKeyConstraint("epoch", "seq"),
)
Index("uq_operations_id", operations.c.id, unique=True)
OF_THE_TILL = (
    "kind IN ('payment_recorded', 'order_split', 'refund_paid_out', 'order_sold', 'order_exchanged', 'sale_aborted', 'tariff_changed', "
    "'payment_corrected', 'drawer_moved', 'counted', 'closed', 'tickets_cancelled', 'order_reissued', 'order_released', "
    "'goodwill_refunded', 'ticket_replaced', 'ticket_moved', 'printed')"
)
"""The operations by which money comes or goes at a desk, those of its drawer, and those that a closing counts."""

_partial(
    "ix_operations_till",
    operations.c.epoch,
    operations.c.seq,
    operations.c.at,
    operations.c.kind,
    where=OF_THE_TILL,
)
operation_orders = Table(
    "operation_orders", metadata, _id("order"), _id("operation", index=True), PrimaryKeyConstraint("order", "operation")
)
person_records = Table(
    "person_records",
    metadata,
    _id("person"),
    _col("revision", Integer),
    _col("fields", LongText, null=True),
    _word("salt", null=True),
    PrimaryKeyConstraint("person", "revision"),
)
notes = Table("notes", metadata, _id("note", key=True), _col("text", LongText, null=True), _word("salt", null=True))
book = Table(
    "book",
    metadata,
    _col("one", Integer, key=True),
    _col("schema", Integer),
    _id("desk"),
    _id("epoch"),
    _col("seq", Integer),
    _col("hash", LargeBinary),
    _word("hlc"),
    _word("letter"),
    _word("mode"),
    _col("shift_weeks", Integer),
    _col("posted_through", Integer),
    _col("next_invoice", Integer),
    _word("scrub", null=True),
    CheckConstraint("one = 1", name="single_row"),
)
mails = Table(
    "mails",
    metadata,
    _id("operation", key=True),
    _id("order"),
    _word("state"),
    _instant("queued_at", null=False),
    _instant("not_before", null=False),
    _col("attempts", Integer),
    _instant("sent_at"),
    _word("error", null=True),
)
_partial("ix_mails_waiting", mails.c.not_before, where="state = 'queued'")

print_jobs = Table(
    "print_jobs",
    metadata,
    _id(key=True),
    _id("epoch"),
    _id("actor"),
    _word("what"),
    _id("order", null=True),
    _col("tickets", LongText, null=True),
    _word("closing", null=True),
    _word("printer"),
    _word("form"),
    _word("layout", null=True),
    _word("language"),
    _word("state"),
    _word("reason", null=True),
    _col("data", LongText, null=True),
    _col("copies", Integer),
    _instant("asked_at", null=False),
    _instant("ended_at"),
    Index("ix_print_jobs_order", "order", "asked_at"),
    Index("ix_print_jobs_asked_at", "asked_at"),
)
"""The spool of this machine (`domain.spool`); nothing of it travels or is replayed. It names orders, tickets and a closing: what
stands on the paper is made when it is sent, so that nobody's name is kept here. `copies`: papers of it that were there before.
"""

# --- between desk and centre ------------------------------------------------------------------------------------------

answers = Table(
    "answers",
    metadata,
    _id("operation", key=True),
    _id("epoch"),
    _col("seq", Integer),
    _word("answer"),
    _word("reason", null=True),
    _col("data", LongText, null=True),
    _col("change", BigInteger),
    _instant("answered_at", null=False),
    UniqueConstraint("epoch", "seq"),
)
"""The centre's word on each operation, for ever: at the centre as it was given, at a desk as it was heard."""

desks = Table(
    "desks",
    metadata,
    _id("desk", key=True),
    _word("name"),
    _word("form"),
    _word("token"),
    _instant("enrolled_at", null=False),
    _instant("revoked_at"),
    _instant("seen_at"),
    _word("stopped", null=True),
    _word("letter", null=True),
)
"""At the centre: who may send. `token` is a hash; `stopped`: why nothing more is taken from it; `letter`: that of the numbers
that it makes, and nobody else. At a desk: what the desks are called, as the centre told it (`form` told, no token).
"""

desk_epochs = Table(
    "desk_epochs",
    metadata,
    _id("epoch", key=True),
    _id("desk", index=True),
    _col("public_key", LargeBinary),
    _col("seq", Integer),
    _col("hash", LargeBinary),
    _col("history", Integer),
    _instant("began_at", null=False),
    _id("branch_of", null=True),
    _col("branch_seq", Integer, null=True),
    _id("parted_from", null=True),
)
"""At the centre: how far each epoch was received without a gap; up to `history` it is taken over without judging. A branch is
what a second machine did in the epoch `branch_of` after operation `branch_seq`, up to which it is one with the desk that it
`parted_from`; it has a name here alone.
"""

feed = Table(
    "feed",
    metadata,
    _col("change", BigInteger, key=True),
    _id("operation"),
    _id("order", null=True),
    Index("ix_feed_order", "order", "change"),
)
"""At the centre: what changed, in the order of the commits. No order: the catalogue, the people or the rules."""

feed_counter = Table("feed_counter", metadata, _col("one", Integer, key=True), _col("change", BigInteger))
feed_epochs = Table("feed_epochs", metadata, _id("epoch", key=True), _col("began", BigInteger))
"""At the centre: the last change before each of its own epochs, which begin where its book was put back."""

pair_codes = Table(
    "pair_codes",
    metadata,
    _word("code", key=True),
    _word("name"),
    _instant("made_at", null=False),
    _instant("used_at"),
)
"""At the centre: hashes of the codes by which a desk joins."""

card_charges = Table(
    "card_charges",
    metadata,
    _word("reference", key=True),
    _col("amount", BigInteger),
    _word("currency"),
    _col("last_trace", BigInteger, null=True),
    _instant("begun_at", null=False),
    _word("outcome", null=True),
    _word("why", null=True),
    _col("code", Integer, null=True),
    _col("trace", BigInteger, null=True),
    _col("receipt", BigInteger, null=True),
    _word("terminal", null=True),
    _id("order", null=True),
    _instant("returned_at"),
    _id("returned_by", null=True),
)
"""At a desk: payments at its card terminal, each written before the terminal is asked; `order` is what was sold for it."""
_partial("ix_card_charges_open", card_charges.c.begun_at, where='"order" IS NULL AND returned_at IS NULL')

reservations = Table(
    "reservations",
    metadata,
    _id("cart"),
    _col("position", Integer),
    _id("desk"),
    _id("performance", index=True),
    _id("zone"),
    _word("seat", null=True),
    _instant("until", null=False),
    _id("house_hold", null=True),
    PrimaryKeyConstraint("cart", "position"),
)
"""At the centre: places that are set aside for the cart of a desk, for some minutes. They give no right to a sale: they keep others
from one (0-decisions 17).
"""
_partial(
    "uq_reservations_seat",
    reservations.c.performance,
    reservations.c.seat,
    where="seat IS NOT NULL",
    unique=True,
)

alarms = Table(
    "alarms",
    metadata,
    _id(key=True),
    _instant("at", null=False),
    _word("kind"),
    _id("desk", null=True),
    _id("operation", null=True),
    _col("body", LargeBinary, null=True),
)
"""At the centre: what nobody honest sends (other bytes under a known id, a wrong signature), with its bytes."""

centre = Table(
    "centre",
    metadata,
    _col("one", Integer, key=True),
    _word("url"),
    _word("name"),
    _word("form"),
    _col("authority", LongText, null=True),
    _col("cursor", BigInteger),
    _id("loaded_after", null=True),
    _col("load_until", BigInteger, null=True),
    _instant("paired_at", null=False),
    _instant("completed_at"),
    _col("failures", Integer),
    _instant("next_attempt_at"),
    _word("cause", null=True),
    _col("skew", BigInteger),
    _instant("put_out_at"),
    _col("mails", Boolean, null=True),
    _col("epochs", LongText, null=True),
    _instant("put_back_at"),
    _word("last_told", null=True),
    CheckConstraint("one = 1", name="single_row"),
)
"""At a desk: the centre that it is paired with, how far it has heard it, and when it is asked again."""

order_bases = Table(
    "order_bases",
    metadata,
    _id("order", key=True),
    _col("change", BigInteger),
    _col("version", Integer),
    _col("copy", LargeBinary, null=True),
)
"""At a desk: the centre's copy of an order; its rows are kept here (`copy`) only while own operations stand on top. `version`
is a flag: below 0 the centre has not told of the order since it was put back (`bases`).
"""

contested = Table(
    "contested",
    metadata,
    _id("operation", key=True),
    _id("order", index=True),
    _word("reason"),
    _col("data", LongText, null=True),
    _instant("since", null=False),
)
"""At a desk: own operations, not answered yet, that no longer pass on the centre's copy."""

heard = Table(
    "heard",
    metadata,
    _id(key=True),
    _id("epoch"),
    _col("seq", Integer),
    _word("kind"),
    _instant("at", null=False),
    _id("actor", null=True),
    _word("second_person", null=True),
    _col("body", LargeBinary),
    _word("effect"),
)
_partial("ix_heard_till", heard.c.at, heard.c.kind, where=OF_THE_TILL)
heard_orders = Table(
    "heard_orders", metadata, _id("order"), _id("operation", index=True), PrimaryKeyConstraint("order", "operation")
)
"""At a desk: the operations of others, for the history of their orders."""

ROW_TABLES: dict[type, Table] = {
    state.Event: events,
    state.Performance: performances,
    state.Zone: zones,
    state.Tariff: tariffs,
    state.Plan: plans,
    state.PlanSeat: plan_seats,
    state.ZoneCategory: zone_categories,
    state.Quota: quotas,
    state.QuotaZone: quota_zones,
    state.HouseHold: house_holds,
    state.HouseHoldSeat: house_hold_seats,
    state.Order: orders,
    state.Ticket: tickets,
    state.TicketCode: ticket_codes,
    state.Cancellation: cancellations,
    state.Payment: payments,
    state.Refund: refunds,
    state.MoneyLine: money_lines,
    state.Invoice: invoices,
    state.OrderNote: order_notes,
    state.Reminder: reminders,
    state.Admission: admissions,
    state.Case: cases,
    state.Staff: staff,
    state.Rule: rules,
}
"""Every row class with its table: what replay must build again, table by table."""

KEYS: dict[type, tuple[str, ...]] = {
    row: tuple(column.name for column in table.primary_key.columns) for row, table in ROW_TABLES.items()
}
SCHEMA = 16
"""The version of these tables, also `PRAGMA user_version`."""
