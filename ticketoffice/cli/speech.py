"""How commands speak: each text in the language of `--lang`, English where nobody translated it.

Qt is not here: the texts come from the same catalogues as the screens' (`resources/translations`, context `cli`).
"""

from __future__ import annotations

from collections.abc import Mapping

from ticketoffice.domain.calendar import to_datetime
from ticketoffice.resources import translations

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ORDER_STATES = (
    "paid",
    "pending",
    "partly cancelled",
    "cancelled",
    "expired",
    "unpaid",
    "free",
    "admit unpaid",
    "displaced",
)
"""Said of an order, which other languages say otherwise than of a ticket."""
WORDS = (
    *(
        "valid",
        "held",
        "used",
        "cancelled",
        "exchanged",
        "reinstated",
        "replaced",
        "displaced",
        "pending",
        "paid",
        "refunded",
    ),
    *("unpaid", "unknown", "wrong performance", "wrong zone", "too early", "over", "forged", "stale", "admit unpaid"),
    "change refused",
    *(
        "number",
        "ticket",
        "invoice",
        "phone",
        "name",
        "holder",
        "company",
        "email",
        "seat",
        "note",
        "event",
        "amount",
        "case",
    ),
    *("payment", "method", "date", "recent", "GO", "LOOK", "STOP"),
    *("queued", "refused", "kept", "unfinished", "finished"),
)
"""Codes as people read them: states of tickets, the control point's answers and reasons, why an order was found, notices."""
SINGULAR_BELOW = {"fr": 2}
"""French counts nothing in the singular too; elsewhere only one is singular."""


class Speech:
    """One language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._known: Mapping[str, str] = translations(language, "cli")
        self._of_orders: Mapping[str, str] = translations(language, "cli_order")

    def say(self, text: str, **data: object) -> str:
        """A text with its places filled."""
        said = self._known.get(text, text)
        return said.format_map(data) if data else said

    def counted(self, one: str, many: str, n: int, **data: object) -> str:
        """One of two texts, by the count `n`."""
        is_one = n < SINGULAR_BELOW[self.language] if self.language in SINGULAR_BELOW else n == 1
        return self.say(one if is_one else many, n=n, **data)

    def word(self, code: str) -> str:
        """A state or another code as people read it."""
        return self.say(code.replace("_", " "))

    def order_state(self, code: str) -> str:
        """An order's state as people read it."""
        text = code.replace("_", " ")
        return self._of_orders.get(text, text)

    def labelled(self, name: str, value: str) -> str:
        """A name and what it is, with the colon of the language."""
        return self.say("{name}: {value}", name=name, value=value)

    def day(self, at: int, *, timezone: str, weekday: bool = True) -> str:
        """An instant in a zone: Fri 18 Dec 2026 20:00."""
        when = to_datetime(at, timezone=timezone)
        told = f"{when.day:02d} {self.say(MONTHS[when.month - 1])} {when:%Y %H:%M}"
        return f"{self.say(WEEKDAYS[when.weekday()])} {told}" if weekday else told
