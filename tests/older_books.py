"""What a later version added to the tables, to be taken away where a test needs an older book."""

BETWEEN = (
    *("answers", "desks", "desk_epochs", "feed", "feed_counter", "feed_epochs", "pair_codes", "alarms"),
    *("centre", "order_bases", "contested", "heard", "heard_orders"),
)
SOLD_FROM = ("house_holds", "house_hold_seats", "reservations", "tariffs", "plans", "plan_seats", "zone_categories")
WITHOUT_SALES = (
    "DROP TABLE card_charges",
    "DROP TABLE print_jobs",
    *("DROP INDEX ix_operations_till", "DROP INDEX ix_heard_till"),
    *("DROP INDEX ix_tickets_house_hold", "DROP INDEX ix_tickets_left_hold"),
    *(f"ALTER TABLE tickets DROP COLUMN {name}" for name in ("collected_at", "copies", "house_hold", "left_hold")),
    *(
        f"ALTER TABLE performances DROP COLUMN {name}"
        for name in ("plan", "online_until", "reseller_until", "desk_until")
    ),
    *(f"DROP TABLE {name}" for name in SOLD_FROM),
)
"""What came with the twelfth version and since."""
WITHOUT_A_CENTRE = (
    *WITHOUT_SALES,
    "DROP INDEX ix_operation_orders_operation",
    "DROP INDEX ix_cases_order",
    "ALTER TABLE cases DROP COLUMN closed_at",
    "ALTER TABLE cases DROP COLUMN closed_by",
    "ALTER TABLE book DROP COLUMN scrub",
    *(f"DROP TABLE {name}" for name in BETWEEN),
)
"""What came with the fourth version and since."""
