"""Who makes an order, and what money is taken with it: asked of each kind alike."""

from collections.abc import Mapping
from typing import Any, get_type_hints

import pytest

from ticketoffice.domain.cases import ALONE, BOOKED, effect_of_refusal, reason_of_refusal
from ticketoffice.domain.makings import MAKING_KINDS, OUT_OF_ANOTHER, TAKING_KINDS, Making, making_of, money_of
from ticketoffice.domain.operation import REFUSED
from ticketoffice.domain.operations import KINDS
from ticketoffice.domain.payload_parts import Received

NEW = {"id": "n", "number": "N", "method": "cash"}
PAID: Received = {"id": "p", "method": "cash", "amount": 3000, "rounding": 0}
PAYLOADS: dict[str, tuple[Mapping[str, Any], Making]] = {
    "order_taken_in": ({"order": {"id": "o", "number": "O"}}, Making("o", "O", None)),
    "order_sold": ({"order": {"id": "o", "number": "O"}}, Making("o", "O", None)),
    "order_split": ({"order": "o", "new": NEW, "payment": PAID}, Making("n", "N", "o")),
    "order_exchanged": ({"order": "o", "new": NEW, "payments": [PAID]}, Making("n", "N", "o")),
    "order_reissued": ({"order": "o", "new": NEW}, Making("n", "N", "o")),
}


def names(kind: str) -> dict[str, Any]:
    """The fields of the kind's payload, and what each is."""
    return get_type_hints(KINDS[kind].payload)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind_whose_payload_brings_an_order_makes_it(kind: str) -> None:
    brings = any("number" in getattr(names(kind).get(name), "__annotations__", ()) for name in ("order", "new"))
    assert (kind in MAKING_KINDS) == brings
    assert (kind in PAYLOADS) == brings
    assert making_of(kind, PAYLOADS[kind][0] if brings else {"order": "o", "new": "t"}) == (
        PAYLOADS[kind][1] if brings else None
    )
    assert (kind in OUT_OF_ANOTHER) == (brings and PAYLOADS[kind][1].of is not None)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind_that_takes_money_with_what_it_makes_or_changes_books_it_where_it_is_refused(kind: str) -> None:
    """Not a sale: it makes its order out of nothing, so that nothing would be there to book it on."""
    takes = kind != "order_sold" and any(str(Received.__name__) in str(hint) for hint in names(kind).values())
    assert (KINDS[kind].books_refused is not None) == takes == (kind in TAKING_KINDS)
    assert money_of(kind, {"payment": PAID}) == ((PAID,) if takes else ())
    assert money_of(kind, {"payments": [PAID, PAID]}) == ((PAID, PAID) if takes else ())
    assert money_of(kind, {"payment": None}) == ()


@pytest.mark.parametrize(
    ("kind", "payload", "books", "spelling"),
    [
        ("order_split", {"order": "o", "payment": PAID}, True, BOOKED),
        ("order_split", {"order": "o", "payment": PAID}, False, REFUSED),
        ("order_split", {"order": "o", "payment": None}, True, REFUSED),
        ("order_reissued", {"order": "o"}, True, REFUSED),
        ("payment_recorded", {"order": "o", **PAID}, True, REFUSED),
        ("rules_changed", {}, True, ALONE),
    ],
)
def test_what_is_stored_with_a_refusal_says_whether_its_money_is_booked(
    kind: str, payload: Mapping[str, Any], books: bool, spelling: str
) -> None:
    effect = effect_of_refusal("not_live", kind=kind, payload=payload, books=books)
    assert (effect, reason_of_refusal(effect)) == (f"{spelling}not_live", "not_live")
