"""CSV: one row a ticket; UTF-8 with or without mark, or Windows-1252; comma, semicolon or tab; point or comma for cents.

Columns in any order, by name: required `order ticket event starts zone price currency`; optional `created state method
customer email phone language tariff seat ticket_state note all_day`. Rows of one order repeat its columns; the order's
customer is its first row's, each row's customer is that ticket's holder. An apostrophe that kept a text a text in a
spreadsheet (see `desk.csv_text`) is none of the text.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct, field
from msgspec.structs import replace

from ticketoffice.desk.csv_text import unguarded
from ticketoffice.desk.reading.parts import (
    LONGEST_FIELD,
    BadValue,
    RefusedOrder,
    TakenPerformances,
    Unreadable,
    checked,
    read_code,
    read_currency,
    read_instant,
    read_price,
    read_text,
)
from ticketoffice.domain.calendar import to_datetime
from ticketoffice.domain.rules import PAYMENT_METHODS
from ticketoffice.domain.taken_in import (
    TakenOrder,
    TakenPayment,
    TakenPerformance,
    TakenPerson,
    TakenRefund,
    TakenTariff,
    TakenTicket,
    TakenZone,
)

SOURCE = "csv"
REQUIRED = ("order", "ticket", "event", "starts", "zone", "price", "currency")
ONE_IN_ORDER = ("created", "state", "method", "email", "phone", "language")
ORDER_STATES = ("paid", "pending", "cancelled", "expired", "partly_cancelled")
TICKET_STATES = ("valid", "used", "cancelled", "held")
ZONE = "Europe/Zurich"
WHOLE_FILE = 1 << 30


class Row(Struct):
    """A row as read: its line and cells by column; `problem` is why it cannot be used."""

    line: int
    cells: dict[str, str]
    problem: BadValue | None = None


class Orders(Struct):
    """Rows gathered by order number, in order of first appearance."""

    rows: dict[str, list[Row]] = field(default_factory=dict)


def read(data: bytes, *, whole: bool) -> Iterator[TakenPerformances | TakenOrder | RefusedOrder]:
    """Performances, then orders in order of their first row; raises Unreadable without the required columns."""
    csv.field_size_limit(WHOLE_FILE)
    gathered = Orders()
    last = 1
    for row in rows_of(decoded(data), required=REQUIRED):
        last = row.line
        gathered.rows.setdefault(row.cells.get("order", "").strip() or f"\x00{row.line}", []).append(row)
    made: list[TakenOrder | RefusedOrder] = []
    performances: dict[str, TakenPerformance] = {}
    for number, rows in gathered.rows.items():
        made.append(_order_or_refusal(number, rows, performances=performances))
    yield TakenPerformances(tuple(performances.values()))
    yield from made
    if not whole:
        yield RefusedOrder((last,), "truncated")


def decoded(data: bytes) -> str:
    """The text; lines that are neither the file's encoding nor ASCII keep lone surrogates and are refused by line."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8-sig", errors="surrogateescape")
    if any("\u0080" <= letter <= "\ud7ff" for letter in text):
        return text
    return data.decode("cp1252", errors="surrogateescape")


def rows_of(text: str, *, required: Sequence[str]) -> Iterator[Row]:
    """The rows of a list that has a header; raises Unreadable without the `required` columns."""
    first = text.split("\n", 1)[0]
    delimiter = max((",", ";", "\t"), key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [name.strip().lower() for name in next(reader, [])]
    missing = [name for name in required if name not in header]
    if missing:
        raise Unreadable("missing_columns", columns=missing)
    twice = [name for name, count in Counter(header).items() if name and count > 1]
    if twice:
        raise Unreadable("columns_twice", columns=twice)
    before = reader.line_num
    for cells in reader:
        line, before = before + 1, reader.line_num
        if not any(cell.strip() for cell in cells):
            continue
        row = Row(line, dict(zip(header, cells, strict=False)))
        if len(cells) < len(header) and any(name not in row.cells for name in required):
            row.problem = BadValue("too_few_cells", count=len(cells))
        elif len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            row.problem = BadValue("too_many_cells", count=len(cells), expected=len(header))
        elif any(len(cell) > LONGEST_FIELD for cell in cells):
            name = next(n for n, cell in zip(header, cells, strict=False) if len(cell) > LONGEST_FIELD)
            row.problem = BadValue("too_long", field=name, length=max(map(len, cells)), longest=LONGEST_FIELD)
        else:
            row.cells = {name: unguarded(cell) for name, cell in row.cells.items()}
        yield row


def _order_or_refusal(
    number: str, rows: list[Row], *, performances: dict[str, TakenPerformance]
) -> TakenOrder | RefusedOrder:
    lines = tuple(row.line for row in rows)
    shown = "" if number.startswith("\x00") else number[:40]
    try:
        for row in rows:
            if row.problem is not None:
                raise row.problem
        found: dict[str, TakenPerformance] = {}
        order = checked(_order(rows, performances=found))
        for name, performance in found.items():
            if name in performances and performances[name].currency != performance.currency:
                raise BadValue("other_currency", field="currency", value=performance.currency, performance=name[:80])
    except BadValue as bad:
        return RefusedOrder(lines, bad.code, {**bad.data, "order": shown}, len(rows))
    for name, performance in found.items():
        performances[name] = _with_zones(performances.get(name), performance)
    return order


def _with_zones(known: TakenPerformance | None, new: TakenPerformance) -> TakenPerformance:
    if known is None:
        return new
    zones = {zone.name: zone for zone in known.zones}
    for zone in new.zones:
        old = zones.get(zone.name)
        zones[zone.name] = zone if old is None else _zone(old, zone)
    return replace(known, zones=tuple(zones.values()))


def _zone(old: TakenZone, new: TakenZone) -> TakenZone:
    """A zone of which another row tells: a tariff costs the most that anybody paid by it."""
    prices: dict[str, int] = {}
    for tariff in (*old.tariffs, *new.tariffs):
        prices[tariff.name] = max(tariff.price, prices.get(tariff.name, 0))
    dearest = sorted(prices, key=lambda name: (-prices[name], name))
    tariffs = tuple(TakenTariff(name, prices[name]) for name in dearest)
    return TakenZone(new.name, old.numbered or new.numbered, None, tariffs)


def _one_of(value: str | None, known: tuple[str, ...], *, name: str, default: str) -> str:
    word = (value or default).strip().lower().replace(" ", "_")
    if word not in known:
        raise BadValue("unknown_state" if "state" in name else "unknown_method", field=name, value=word[:40])
    return word


def _order(rows: list[Row], *, performances: dict[str, TakenPerformance]) -> TakenOrder:
    first = rows[0].cells
    currency = read_currency(_same(rows, "currency"), name="currency")
    for name in ONE_IN_ORDER:
        _same(rows, name)
    state = _one_of(first.get("state"), ORDER_STATES, name="state", default="paid")
    method = _one_of(first.get("method"), PAYMENT_METHODS, name="method", default="elsewhere")
    tickets = tuple(
        _ticket(row, position=n, currency=currency, performances=performances) for n, row in enumerate(rows, 1)
    )
    state = "paid" if state == "partly_cancelled" else state
    number = read_code(first["order"], name="order")
    payments, refunds = _money(tickets, state=state, method=method)
    notes = dict.fromkeys(note for row in rows if (note := read_text(row.cells.get("note"), name="note")))
    return TakenOrder(
        source=SOURCE,
        number=number,
        state=state,
        method=method,
        currency=currency,
        created_at=read_instant(first.get("created"), name="created", timezone=ZONE),
        due_at=None,
        customer=_person(rows[0], whole=True),
        tickets=tickets,
        payments=payments,
        refunds=refunds,
        note=" / ".join(notes) or None,
        lines=tuple(row.line for row in rows),
    )


def _same(rows: list[Row], name: str) -> str:
    """The one value of a column that rows of one order repeat."""
    values = {(row.cells.get(name) or "").strip() for row in rows}
    if len(values) > 1:
        raise BadValue("differs_in_order", field=name)
    return values.pop()


def _person(row: Row, *, whole: bool) -> TakenPerson | None:
    cells = row.cells
    name = read_text(cells.get("customer"), name="customer", longest=200)
    if not whole:
        return TakenPerson(name=name) if name else None
    person = TakenPerson(
        name,
        None,
        read_text(cells.get("email"), name="email", longest=254),
        read_text(cells.get("phone"), name="phone", longest=40),
        read_text(cells.get("language"), name="language", longest=10),
    )
    return person if person.name or person.email or person.phone else None


def _ticket(row: Row, *, position: int, currency: str, performances: dict[str, TakenPerformance]) -> TakenTicket:
    cells = row.cells
    number = read_code(cells.get("ticket"), name="ticket")
    seat = read_text(cells.get("seat"), name="seat", longest=200)
    zone = read_code(cells.get("zone"), name="zone")
    tariff = TakenTariff(
        read_text(cells.get("tariff"), name="tariff", longest=100) or "Standard",
        read_price(cells.get("price") or "", name="price"),
    )
    told = TakenZone(zone, seat is not None, None, (tariff,))
    performance = _performance(cells, zone=told, currency=currency)
    performances[performance.external] = _with_zones(performances.get(performance.external), performance)
    state = _one_of(cells.get("ticket_state"), TICKET_STATES, name="ticket_state", default="valid")
    return TakenTicket(
        external=number,
        position=position,
        number=number,
        performance=performance.external,
        zone=zone,
        tariff=tariff.name,
        seat=seat,
        seat_name=seat,
        price=tariff.price,
        state="valid" if state == "held" else state,
        holder=_person(row, whole=False),
    )


def _performance(cells: dict[str, str], *, zone: TakenZone, currency: str) -> TakenPerformance:
    event = read_code(cells.get("event"), name="event")
    starts_text = read_code(cells.get("starts"), name="starts")
    starts = read_instant(starts_text, name="starts", timezone=ZONE)
    assert starts is not None
    local = datetime.fromisoformat(starts_text.replace("Z", "+00:00"))
    timezone = ZONE
    if local.tzinfo is not None and to_datetime(starts, timezone=ZONE).utcoffset() != local.utcoffset():
        timezone = "UTC"
    wall = to_datetime(starts, timezone=timezone).replace(tzinfo=ZoneInfo(timezone))
    all_day = (cells.get("all_day") or "").strip().lower() in ("yes", "true", "1")
    return TakenPerformance(
        source=SOURCE,
        external=f"csv/{event}/{wall:%Y-%m-%dT%H:%M}",
        event_external=event,
        event_name=event,
        name=event,
        starts_at=starts,
        ends_at=None,
        timezone=timezone,
        all_day=all_day,
        currency=currency,
        zones=(zone,),
        quotas=(),
    )


def _money(
    tickets: tuple[TakenTicket, ...], *, state: str, method: str
) -> tuple[tuple[TakenPayment, ...], tuple[TakenRefund, ...]]:
    """A paid order was paid by the sum of its tickets, and its cancelled ones were given back; both taken in, times unknown."""
    total = sum(ticket.price for ticket in tickets)
    if state != "paid" or not total:
        return (), ()
    refunds = tuple(
        TakenRefund(f"r{t.number}", "1", t.external, method, t.price, None, None)
        for t in tickets
        if t.state == "cancelled" and t.price
    )
    return (TakenPayment("1", method, total, None),), refunds
