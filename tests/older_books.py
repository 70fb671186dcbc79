"""What a later version added to the tables, to be taken away where a test needs an older book."""

BETWEEN = (
    *("answers", "desks", "desk_epochs", "feed", "feed_counter", "feed_epochs", "pair_codes", "alarms"),
    *("centre", "order_bases", "contested", "heard", "heard_orders"),
)
WITHOUT_A_TILL = ("DROP INDEX ix_operations_till", "DROP INDEX ix_heard_till")
"""What came with the thirteenth version."""
WITHOUT_A_CENTRE = (
    *WITHOUT_A_TILL,
    "DROP INDEX ix_operation_orders_operation",
    "DROP INDEX ix_cases_order",
    "ALTER TABLE cases DROP COLUMN closed_at",
    "ALTER TABLE cases DROP COLUMN closed_by",
    "ALTER TABLE book DROP COLUMN scrub",
    *(f"DROP TABLE {name}" for name in BETWEEN),
)
"""What came with the fourth version and since."""
