"""The names of what a venue puts on sale as the book takes them: they stand on tickets, and in the bytes of an operation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ticketoffice.desk.reading.parts import BadValue, read_currency
from ticketoffice.domain.amounts import plain_amount
from ticketoffice.domain.canonical import clean_text
from ticketoffice.domain.errors import RuleBroken

if TYPE_CHECKING:
    from ticketoffice.desk.events import Change, EventWish
    from ticketoffice.domain.taken_in import TakenTariff

SHOWN = 80
LONGEST_NAME = 200
"""The most characters of the name of an event, a zone or a tariff."""


def cleaned(wish: EventWish) -> EventWish:
    """Its names as the book takes them. Raises RuleBroken `zone_needs_name`, `price_needs_tariff`, `too_long_here`, `no_currency`."""
    return replace(
        wish,
        event=clean_text(wish.event, longest=None) or "",
        currency=_currency(wish.currency),
        zones=tuple(
            replace(
                zone,
                name=_name(zone.name, missing=RuleBroken("zone_needs_name")),
                tariffs=tuple(_cleaned_tariff(zone.name, t) for t in zone.tariffs),
            )
            for zone in wish.zones
        ),
    )


def check_tariffs_differ(zone: str, names: Iterable[str]) -> None:
    """Raises RuleBroken `tariff_twice` where a zone has two prices of one name."""
    twice = next((name for name, n in Counter(names).items() if n > 1), None)
    if twice is not None:
        raise RuleBroken("tariff_twice", data={"zone": zone, "tariff": twice[:SHOWN]})


def _cleaned_tariff(zone: str, tariff: TakenTariff) -> TakenTariff:
    name = _tariff_name(zone, tariff.name, tariff.price)
    return replace(tariff, name=name, companion_of=clean_text(tariff.companion_of))


def _currency(text: str) -> str:
    try:
        return read_currency(text, name="currency")
    except BadValue as wrong:
        raise RuleBroken("no_currency", data={"currency": text[:20]}) from wrong


def _tariff_name(zone: str, name: str, price: int) -> str:
    return _name(name, missing=RuleBroken("price_needs_tariff", data={"zone": zone, "price": plain_amount(price)}))


def _name(text: str, *, missing: RuleBroken) -> str:
    """A name that will stand on tickets. Raises what is told where nothing is left of it, and RuleBroken `too_long_here`."""
    name = clean_text(text, longest=None)
    if name is None:
        raise missing
    if len(name) > LONGEST_NAME:
        raise RuleBroken("too_long_here", data={"most": LONGEST_NAME})
    return name


def cleaned_change(change: Change) -> Change:
    """The same of a change; raises RuleBroken as `cleaned`."""
    return replace(
        change,
        name=None if change.name is None else clean_text(change.name, longest=None) or "",
        prices={(zone, _tariff_name(zone, name, price)): price for (zone, name), price in change.prices.items()},
    )
