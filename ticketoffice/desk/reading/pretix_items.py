"""What pretix sells: an item is a zone, its variations are the tariffs; a sub-event may have prices of its own."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from ticketoffice.desk.reading.json_objects import Fields
from ticketoffice.domain.taken_in import TakenTariff

ONLY_TARIFF = "Standard"
"""What the one price of an item without variations is called."""


class Price(Struct, frozen=True):
    """A price of an item in minor units; `variation` None: it has no variations. `on_sale`: it is sold at all."""

    variation: int | None
    name: str
    price: int
    on_sale: bool


class Overrides(Struct, frozen=True):
    """Prices that one sub-event has otherwise, by the number of their item or variation."""

    items: Mapping[int, int]
    variations: Mapping[int, int]


class Item(Struct, frozen=True):
    """An item with its prices; `least`: as many of an order at least, where that is more than one."""

    number: int
    name: str
    prices: tuple[Price, ...]
    least: int | None = None

    def tariffs(self, told: Overrides) -> tuple[TakenTariff, ...]:
        """What is on sale of it."""
        return tuple(TakenTariff(p.name, self._price(p, told=told), self.least) for p in self.prices if p.on_sale)

    def _price(self, price: Price, *, told: Overrides) -> int:
        if price.variation is None:
            return told.items.get(self.number, price.price)
        return told.variations.get(price.variation, price.price)


def read_item(row: Fields) -> Item:
    """One of the items; raises BadValue. A variation without a price of its own has its item's."""
    on_sale = row.value("active") is not False
    variations = row.parts("variations")
    prices = [
        Price(
            v.number("id"),
            v.title("value"),
            _price(v, "price", "default_price", otherwise=row),
            on_sale and v.value("active") is not False,
        )
        for v in variations
    ]
    if not variations:
        prices = [
            Price(None, ONLY_TARIFF, _price(row, "default_price"), on_sale and row.value("default_price") is not None)
        ]
    least = row.number_or_none("min_per_order")
    return Item(row.number("id"), row.title("name"), tuple(prices), least if (least or 0) > 1 else None)


def read_overrides(part: Fields | None) -> Overrides:
    """What a sub-event says of prices; the event itself says nothing. Raises BadValue."""
    if part is None:
        return Overrides({}, {})
    items, variations = part.parts("item_price_overrides"), part.parts("variation_price_overrides")
    return Overrides(
        {row.number("item"): row.price("price") for row in items if row.value("price") is not None},
        {row.number("variation"): row.price("price") for row in variations if row.value("price") is not None},
    )


def _price(row: Fields, *names: str, otherwise: Fields | None = None) -> int:
    name = next((name for name in names if row.value(name) is not None), None)
    if name is not None:
        return row.price(name)
    return 0 if otherwise is None else _price(otherwise, "default_price")
