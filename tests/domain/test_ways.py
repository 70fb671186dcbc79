"""By which methods an order is called: by all that brought its money, where it is called by one of them."""

from __future__ import annotations

import pytest

from ticketoffice.domain.order import ways
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.state import Order, Payment


@pytest.mark.parametrize(
    ("method", "payments", "called"),
    [
        ("cash", [("cash", 6000)], ("cash",)),
        ("cash", [("cash", 3000), ("card", 3000)], ("cash", "card")),
        ("card", [("card", 3000), ("cash", 3000)], ("cash", "card")),
        ("card", [("cash", 2000), ("card", 4000)], ("card", "cash")),
        ("card", [("twint", 1000), ("cash", 2000), ("card", 1500), ("card", 1500)], ("card", "cash", "twint")),
        ("cash", [("cash", 6000), ("card", 3000), ("card", -3000)], ("cash",)),
        ("cash", [("cash", 6000), ("from afar", 500)], ("cash", "from afar")),
        ("cash", [], ("cash",)),
        ("cash", [("card", 6000)], ("cash",)),
        ("invoice", [("bank_transfer", 3000), ("cash", 3000)], ("invoice",)),
        ("exchanged", [("card", 3000), ("cash", 500)], ("exchanged",)),
    ],
)
def test_the_methods_of_an_order(method: str, payments: list[tuple[str, int]], called: tuple[str, ...]) -> None:
    order = Order("o", "KL3ZT", None, method, "CHF", 0, None, None)
    rows = tuple(Payment(str(n), "o", name, amount, 0) for n, (name, amount) in enumerate(payments))
    assert ways(Dossier(order, payments=rows)) == called
