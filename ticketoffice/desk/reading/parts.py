"""What readers yield besides orders, and how they read single values strictly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from ticketoffice.domain.calendar import to_instant
from ticketoffice.domain.canonical import clean_text
from ticketoffice.domain.taken_in import TakenOrder, TakenPerformance

LONGEST_FIELD = 10_000
LONGEST_CODE = 100
LARGEST_SUM = 10**15


class TakenPerformances(Struct, frozen=True):
    """Performances that a file, or the files beside it, describe; they come before the orders that name them."""

    performances: tuple[TakenPerformance, ...]


class RefusedOrder(Struct, frozen=True):
    """An order that cannot be taken in: its lines (1 = first; an ordinal where a file has one line), a code, its data,
    and how many tickets it names.
    """

    lines: tuple[int, ...]
    code: str
    data: Mapping[str, object] = field(default_factory=dict)
    tickets: int = 0


class Unreadable(Exception):
    """A file of which nothing can be read; `code` says why."""

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code)
        self.code = code
        self.data = data


class BadValue(ValueError):
    """A value that is not what its column promises."""

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code)
        self.code = code
        self.data = data


def read_text(value: object, *, name: str, needed: bool = False, longest: int = LONGEST_FIELD) -> str | None:
    """A text cell: bounded, NFC, without NUL or lone surrogates; raises BadValue."""
    if value is None or value == "":
        if needed:
            raise BadValue("missing_value", field=name)
        return None
    if not isinstance(value, str):
        raise BadValue("wrong_value", field=name)
    if len(value) > longest:
        raise BadValue("too_long", field=name, length=len(value), longest=longest)
    if "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise BadValue("wrong_encoding", field=name)
    cleaned = clean_text(value, longest=longest)
    if cleaned is None and needed:
        raise BadValue("missing_value", field=name)
    return cleaned


def read_code(value: object, *, name: str) -> str:
    """A number or code that must be there, of at most 100 characters."""
    text = read_text(value, name=name, needed=True, longest=LONGEST_CODE)
    assert text is not None
    return text


_MONEY = re.compile(r"(-?)(\d{1,12})(?:[.,](\d{1,3}))?")
NOT_IN_HUNDREDTHS = frozenset(
    (
        *("BHD", "BIF", "CLF", "CLP", "DJF", "GNF", "IQD", "ISK", "JOD", "JPY", "KMF", "KRW", "KWD"),
        *("LYD", "OMR", "PYG", "RWF", "TND", "UGX", "UYI", "UYW", "VND", "VUV", "XAF", "XOF", "XPF"),
    )
)
"""Currencies of ISO 4217 whose minor unit is not a hundredth; amounts here have two decimals."""


def read_money(value: object, *, name: str) -> int:
    """An amount as integer minor units, point or comma; raises BadValue for anything finer or else."""
    text = str(value).strip().replace("'", "").replace("\u00a0", "").replace("’", "")
    found = _MONEY.fullmatch(text)
    if found is None or isinstance(value, (float, bool)):
        raise BadValue("wrong_amount", field=name, value=text[:40])
    sign, whole, part = found.group(1), found.group(2), (found.group(3) or "")
    if len(part.rstrip("0")) > 2:
        raise BadValue("wrong_amount", field=name, value=text[:40])
    minor: int = int(whole) * 100 + int(part[:2].ljust(2, "0"))
    return -minor if sign else minor


def read_price(value: object, *, name: str) -> int:
    """An amount that is not below zero."""
    amount = read_money(value, name=name)
    if amount < 0:
        raise BadValue("wrong_amount", field=name, value=str(value)[:40])
    return amount


def read_zone(value: object, *, name: str) -> str:
    """The name of a time zone that this program knows; raises BadValue."""
    zone = read_code(value, name=name)
    try:
        return ZoneInfo(zone).key
    except (KeyError, ValueError, OSError):
        raise BadValue("wrong_value", field=name, value=zone[:40]) from None


def read_currency(value: object, *, name: str) -> str:
    """Three Latin letters, in capitals, of a currency in hundredths; raises BadValue."""
    currency = read_code(value, name=name).upper()
    if len(currency) != 3 or not currency.isascii() or not currency.isalpha():
        raise BadValue("wrong_currency", field=name, value=currency[:20])
    if currency in NOT_IN_HUNDREDTHS:
        raise BadValue("currency_not_used", field=name, value=currency)
    return currency


def checked(order: TakenOrder) -> TakenOrder:
    """An order whose numbers are each there once and whose sums a book can hold; raises BadValue for any other."""
    for name, values in (
        ("ticket", [t.external for t in order.tickets]),
        ("ticket", [t.number for t in order.tickets]),
        ("ticket", [t.position for t in order.tickets]),
        ("payment", [p.external for p in order.payments]),
        ("refund", [r.external for r in order.refunds]),
        ("invoice", [i.number for i in order.invoices]),
    ):
        if len(set(values)) < len(values):
            raise BadValue("twice_in_order", field=name)
    for name, amounts in (
        ("price", [t.price for t in order.tickets]),
        ("payment", [p.amount for p in order.payments]),
        ("refund", [r.amount for r in order.refunds]),
    ):
        if sum(amounts) > LARGEST_SUM:
            raise BadValue("wrong_amount", field=name, value=sum(amounts) // 100)
    _check_refunds(order)
    return order


def _check_refunds(order: TakenOrder) -> None:
    """Nothing is given back that was not paid, neither of one payment nor of all."""
    given: dict[str | None, int] = {}
    for refund in order.refunds:
        given[refund.payment] = given.get(refund.payment, 0) + refund.amount
    paid = {p.external: p.amount for p in order.payments}
    if sum(given.values()) > sum(paid.values()) or any(given.get(p, 0) > amount for p, amount in paid.items()):
        raise BadValue("refund_too_large", field="refund")


def read_instant(value: object, *, name: str, timezone: str = "UTC") -> int | None:
    """An ISO 8601 time as microseconds UTC (without an offset: the wall clock of `timezone`); None stays None."""
    if value is None or value == "":
        return None
    try:
        moment = datetime.fromisoformat(str(value).strip().replace("Z", "+00:00"))
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZoneInfo(timezone))
        instant = to_instant(moment)
    except (ValueError, OverflowError):
        raise BadValue("wrong_time", field=name, value=str(value)[:40]) from None
    if not -(10**16) < instant < 2**53 - 1:
        raise BadValue("wrong_time", field=name, value=str(value)[:40])
    return instant
