"""CSV of a venue's own performances: one row a tariff of a zone; encodings and separators as for orders (`spreadsheet`).

Columns in any order, by name: required `event starts zone capacity tariff price currency`; optional `ends sale_end`. Times without
an offset are the venue's. Rows of one event and start are one performance, rows of one zone repeat its capacity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from ticketoffice.desk.events import EventWish, ZoneWish
from ticketoffice.desk.reading.parts import BadValue, read_code, read_currency, read_instant, read_price
from ticketoffice.desk.reading.spreadsheet import Row, decoded, rows_of
from ticketoffice.domain.taken_in import TakenTariff

COLUMNS = ("event", "starts", "zone", "capacity", "tariff", "price", "currency")


class RefusedRows(Struct, frozen=True):
    """Lines of a performance that cannot be made, and why."""

    lines: tuple[int, ...]
    code: str
    data: Mapping[str, object]


def read_events(data: bytes, *, timezone: str) -> Iterator[EventWish | RefusedRows]:
    """The performances in order of their first row; raises Unreadable without the required columns."""
    gathered: dict[tuple[str, str], list[Row]] = {}
    for row in rows_of(decoded(data), required=COLUMNS):
        key = (row.cells.get("event", "").strip(), row.cells.get("starts", "").strip())
        gathered.setdefault(key, []).append(row)
    for rows in gathered.values():
        lines = tuple(row.line for row in rows)
        try:
            yield _wish(rows, timezone=timezone)
        except BadValue as bad:
            yield RefusedRows(lines, bad.code, bad.data)


def _wish(rows: list[Row], *, timezone: str) -> EventWish:
    for row in rows:
        if row.problem is not None:
            raise row.problem
    first = rows[0].cells
    starts = read_instant(read_code(first.get("starts"), name="starts"), name="starts", timezone=timezone)
    assert starts is not None
    zones: dict[str, ZoneWish] = {}
    for row in rows:
        zone = _zone(row.cells)
        known = zones.get(zone.name)
        if known is not None and known.capacity != zone.capacity:
            raise BadValue("differs_in_order", field="capacity")
        tariffs = (*(known.tariffs if known is not None else ()), *zone.tariffs)
        zones[zone.name] = ZoneWish(zone.name, tariffs, zone.capacity)
    return EventWish(
        read_code(first.get("event"), name="event"),
        starts,
        tuple(zones.values()),
        read_currency(_same(rows, "currency"), name="currency"),
        ends_at=read_instant(_same(rows, "ends"), name="ends", timezone=timezone),
        desk_until=read_instant(_same(rows, "sale_end"), name="sale_end", timezone=timezone),
    )


def _same(rows: list[Row], name: str) -> str:
    values = {(row.cells.get(name) or "").strip() for row in rows}
    if len(values) > 1:
        raise BadValue("differs_in_order", field=name)
    return values.pop()


def _zone(cells: Mapping[str, str]) -> ZoneWish:
    text = read_code(cells.get("capacity"), name="capacity")
    if not (text.isascii() and text.isdecimal()):
        raise BadValue("wrong_value", field="capacity")
    tariff = TakenTariff(
        read_code(cells.get("tariff"), name="tariff"), read_price(cells.get("price") or "", name="price")
    )
    return ZoneWish(read_code(cells.get("zone"), name="zone"), (tariff,), int(text[:9]))
