"""pretix: a page of its orders as its API answers them, with event, items, sub-events, quotas, plan and invoices beside it.

An item is a zone, its variation the tariff ("Standard" without one); a sub-event, or the event itself, is a performance;
a position is a ticket and its `secret` the ticket number.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ticketoffice.desk.reading.parts import (
    BadValue,
    RefusedOrder,
    TakenPerformances,
    Unreadable,
    read_code,
    read_instant,
    read_money,
    read_text,
)
from ticketoffice.domain.taken_in import (
    TakenInvoice,
    TakenOrder,
    TakenPayment,
    TakenPerformance,
    TakenPerson,
    TakenQuota,
    TakenRefund,
    TakenTicket,
    TakenZone,
)

CATALOGUE_FILES = frozenset({"event", "items", "subevents", "quotas", "seatingplan", "invoices", "checkinlists"})
_STATES = {"n": "pending", "p": "paid", "e": "expired", "c": "cancelled"}
_METHODS = {"manual": "elsewhere", "free": "free", "banktransfer": "invoice", "boxoffice": "card"}
_REASONS = {"wrong date": "wrong_date", "customer asked": "customer_asked"}


class FilesBeside(Protocol):
    """What lies beside the file; `name` is the file's own name without endings."""

    name: str

    def bytes_of(self, name: str) -> bytes | None:
        """The bytes of a file of that name, or None."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What orders refer to by number."""

    slug: str
    currency: str
    timezone: str
    zones: Mapping[int, str]
    tariffs: Mapping[int, str]
    performances: tuple[TakenPerformance, ...]
    invoices: Mapping[str, tuple[TakenInvoice, ...]]

    @property
    def source(self) -> str:
        """Where these orders come from."""
        return f"pretix/{self.slug}"


def read(data: bytes, *, whole: bool, beside: FilesBeside) -> Iterator[TakenPerformances | TakenOrder | RefusedOrder]:
    """Performances, then orders. Each order object is decoded by itself, so that a damaged one costs only itself."""
    event = _json(beside.bytes_of("event"))
    if not isinstance(event, dict):
        raise Unreadable("missing_beside", name="event.json")
    try:
        catalogue = _catalogue(event, beside)
    except (BadValue, KeyError, TypeError, ValueError, AttributeError):
        raise Unreadable("wrong_catalogue", name="event.json") from None
    yield TakenPerformances(catalogue.performances)
    if beside.name in CATALOGUE_FILES:
        return
    text = data.decode("utf-8", errors="surrogateescape").removeprefix("\ufeff")
    objects = Objects(text)
    for line, found in objects:
        if found is None:
            yield RefusedOrder((line,), "damaged_json")
            continue
        yield _order_or_refusal(found, line=line, catalogue=catalogue)
    if not whole or not objects.complete:
        yield RefusedOrder((objects.line,), "truncated")


def _order_or_refusal(found: Any, *, line: int, catalogue: Catalogue) -> TakenOrder | RefusedOrder:
    number = str(found.get("code"))[:40] if isinstance(found, dict) else ""
    try:
        return _order(found, line=line, catalogue=catalogue)
    except BadValue as bad:
        return RefusedOrder((line,), bad.code, {**bad.data, "order": number})
    except (KeyError, TypeError, ValueError, AttributeError) as bad:
        return RefusedOrder((line,), "wrong_value", {"field": str(bad)[:60], "order": number})


class Objects:
    """The objects of a JSON array (bare, or under "results"), one by one: (line or ordinal, object or None if damaged)."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._decoder = json.JSONDecoder(parse_float=str)
        self.complete = False
        self.line = 1

    def __iter__(self) -> Iterator[tuple[int, Any]]:
        text = self._text
        place = self._start()
        one_line = text.count("\n", 0, 100_000) < 2
        ordinal, lines, seen = 0, 1, 0
        while True:
            place = _skip(text, place, " \t\r\n,")
            if place >= len(text):
                return
            if text[place] == "]":
                self.complete = True
                return
            ordinal += 1
            lines, seen = lines + text.count("\n", seen, place), place
            self.line = ordinal if one_line else lines
            try:
                found, place = self._decoder.raw_decode(text, place)
            except (json.JSONDecodeError, RecursionError):
                following = _next_object(text, place + 1)
                if following is None:
                    return
                yield self.line, None
                place = following
                continue
            yield self.line, found

    def _start(self) -> int:
        text = self._text
        place = _skip(text, 0, " \t\r\n")
        if text[place : place + 1] == "[":
            return place + 1
        found = text.find('"results"', place)
        bracket = text.find("[", found) if found >= 0 else -1
        if text[place : place + 1] != "{" or bracket < 0:
            raise Unreadable("not_orders", name="")
        return bracket + 1


def _skip(text: str, place: int, letters: str) -> int:
    while place < len(text) and text[place] in letters:
        place += 1
    return place


def _next_object(text: str, place: int) -> int | None:
    """Where the next order object begins after a damaged one: pretix writes `{"code"` first."""
    for mark in ('{"code"', '{\n"code"', '{ "code"'):
        found = text.find(mark, place)
        if found >= 0:
            return found
    return None


def _json(data: bytes | None) -> Any:
    if data is None:
        return None
    try:
        found = json.loads(data, parse_float=str)
    except (ValueError, RecursionError):
        return None
    return found["results"] if isinstance(found, dict) and "results" in found else found


def _name(value: Any, *, field: str) -> str:
    """A name of pretix in its languages: English, else the first."""
    if isinstance(value, dict):
        value = value.get("en") or next(iter(value.values()), None)
    text = read_text(value, name=field, needed=True, longest=200)
    assert text is not None
    return text


def _catalogue(event: dict[str, Any], beside: FilesBeside) -> Catalogue:
    items = _json(beside.bytes_of("items")) or []
    slug = read_code(event["slug"], name="slug")
    zones = {item["id"]: _name(item["name"], field="item") for item in items}
    tariffs = {v["id"]: _name(v["value"], field="variation") for item in items for v in item.get("variations") or ()}
    subevents = _json(beside.bytes_of("subevents")) if event.get("has_subevents") else None
    quotas = _json(beside.bytes_of("quotas")) or []
    plan = _json(beside.bytes_of("seatingplan"))
    made = [
        _performance(event, part, slug=slug, zones=zones, quotas=quotas, plan=plan)
        for part in (subevents if subevents is not None else [None])
    ]
    return Catalogue(
        slug,
        read_code(event["currency"], name="currency"),
        event.get("timezone") or "UTC",
        zones,
        tariffs,
        tuple(made),
        _invoices(_json(beside.bytes_of("invoices")) or [], currency=event["currency"]),
    )


def _performance(
    event: dict[str, Any],
    part: dict[str, Any] | None,
    *,
    slug: str,
    zones: Mapping[int, str],
    quotas: list[dict[str, Any]],
    plan: Any,
) -> TakenPerformance:
    told = part or event
    mapping = told.get("seat_category_mapping") or {}
    seats = _seats(plan)
    own = [q for q in quotas if q.get("subevent") == (part["id"] if part else None)]
    here = {i for q in own for i in q["items"]} | set(mapping.values()) or set(zones)
    starts = read_instant(told["date_from"], name="date_from")
    if starts is None:
        raise BadValue("missing_value", field="date_from")
    numbered = set(mapping.values())
    return TakenPerformance(
        source=f"pretix/{slug}",
        external=f"{slug}/{part['id']}" if part else slug,
        event_external=slug,
        event_name=_name(event["name"], field="event"),
        name=_name(told["name"], field="performance"),
        starts_at=starts,
        ends_at=read_instant(told.get("date_to"), name="date_to"),
        timezone=event.get("timezone") or "UTC",
        all_day=False,
        currency=event["currency"],
        zones=tuple(
            TakenZone(
                zones[i],
                i in numbered,
                sum(seats.get(c, 0) for c, item in mapping.items() if item == i) or None if i in numbered else None,
            )
            for i in zones
            if i in here
        ),
        quotas=tuple(
            TakenQuota(
                str(q["id"]),
                _name(q["name"], field="quota"),
                q.get("size"),
                tuple(zones[i] for i in q["items"] if i in zones),
            )
            for q in own
        ),
    )


def _seats(plan: Any) -> dict[str, int]:
    """Seats of the plan by category."""
    counted: dict[str, int] = {}
    layout = plan.get("layout", plan) if isinstance(plan, dict) else {}
    for zone in layout.get("zones", ()):
        for row in zone.get("rows", ()):
            for seat in row.get("seats", ()):
                counted[seat.get("category", "")] = counted.get(seat.get("category", ""), 0) + 1
    return counted


def _invoices(rows: list[dict[str, Any]], *, currency: str) -> dict[str, tuple[TakenInvoice, ...]]:
    found: dict[str, tuple[TakenInvoice, ...]] = {}
    for row in rows:
        amount = sum(
            read_money(line["gross_value"], name="gross_value", currency=currency) for line in row.get("lines", ())
        )
        invoice = TakenInvoice(
            read_code(row["number"], name="invoice"),
            "credit_note" if row.get("is_cancellation") else "invoice",
            amount,
            read_instant(row.get("date"), name="date"),
            row.get("refers"),
        )
        found[row["order"]] = (*found.get(row["order"], ()), invoice)
    return found


# --- one order -----------------------------------------------------------------------------------------------------


def _order(row: dict[str, Any], *, line: int, catalogue: Catalogue) -> TakenOrder:
    currency = catalogue.currency
    status = row["status"]
    if status not in _STATES:
        raise BadValue("unknown_state", field="status", value=str(status)[:20])
    payments = tuple(_payments(row, currency=currency))
    method = _order_method(row, payments=payments)
    refunds = [r for r in row.get("refunds") or () if r.get("state") == "done"]
    tickets, given = _tickets(row, refunds=refunds, catalogue=catalogue)
    methods = {p.external: p.method for p in payments}
    return TakenOrder(
        source=catalogue.source,
        number=read_code(row["code"], name="code"),
        state=_STATES[status],
        method=method,
        currency=currency,
        created_at=read_instant(row.get("datetime"), name="datetime"),
        due_at=read_instant(row.get("expires"), name="expires"),
        customer=_customer(row),
        tickets=tickets,
        payments=payments,
        refunds=tuple(
            TakenRefund(
                str(r["local_id"]),
                str(r["payment"]) if r.get("payment") is not None and str(r["payment"]) in methods else None,
                given.get(n),
                methods.get(str(r.get("payment")), _METHODS.get(r["provider"], "elsewhere")),
                read_money(r["amount"], name="refund", currency=currency),
                read_instant(r.get("execution_date") or r.get("created"), name="refund"),
                _reason(r.get("comment")),
            )
            for n, r in enumerate(refunds)
        ),
        invoices=catalogue.invoices.get(row["code"], ()),
        note=read_text(row.get("comment"), name="comment"),
        admit_unpaid=bool(row.get("valid_if_pending")),
        lines=(line,),
    )


def _payments(row: dict[str, Any], *, currency: str) -> Iterator[TakenPayment]:
    for p in row.get("payments") or ():
        amount = read_money(p["amount"], name="payment", currency=currency)
        if p["state"] in ("confirmed", "refunded") and amount > 0:
            paid = read_instant(p.get("payment_date") or p.get("created"), name="payment_date")
            yield TakenPayment(str(p["local_id"]), _method(p), amount, paid)


def _method(payment: dict[str, Any]) -> str:
    kind = (payment.get("details") or {}).get("payment_type")
    if payment["provider"] == "boxoffice" and kind in ("cash", "card"):
        return str(kind)
    return _METHODS.get(payment["provider"], "elsewhere")


def _order_method(row: dict[str, Any], *, payments: tuple[TakenPayment, ...]) -> str:
    if payments:
        return payments[0].method
    last = next((p for p in reversed(row.get("payments") or ())), None)
    if last is not None:
        return _method(last)
    return _METHODS.get(row.get("payment_provider") or "free", "elsewhere")


def _reason(comment: object) -> str | None:
    text = str(comment or "").strip().lower()
    return _REASONS.get(text, "other") if text else None


def _tickets(
    row: dict[str, Any], *, refunds: list[dict[str, Any]], catalogue: Catalogue
) -> tuple[tuple[TakenTicket, ...], dict[int, str]]:
    """The tickets, and which ticket each refund gives back where an amount and a cancelled price match one to one."""
    given: dict[int, str] = {}
    reasons: dict[str, str | None] = {}
    whole = row["status"] == "c"
    cancelled = [p for p in row["positions"] if p.get("canceled") or whole]
    for number, refund in enumerate(refunds):
        match = next((p for p in cancelled if p["price"] == refund["amount"] and str(p["id"]) not in reasons), None)
        if match is not None:
            given[number] = str(match["id"])
            reasons[str(match["id"])] = _reason(refund.get("comment"))
    if len(refunds) == 1 and not given:
        reasons = {str(p["id"]): _reason(refunds[0].get("comment")) for p in cancelled}
    return tuple(
        _ticket(p, catalogue=catalogue, whole=whole, reason=reasons.get(str(p["id"]))) for p in row["positions"]
    ), given


def _ticket(p: dict[str, Any], *, catalogue: Catalogue, whole: bool, reason: str | None) -> TakenTicket:
    entries = [c for c in p.get("checkins") or () if c.get("type") == "entry"]
    cancelled = bool(p.get("canceled")) or whole
    seat = p.get("seat") or {}
    sub = p.get("subevent")
    if p["item"] not in catalogue.zones:
        raise BadValue("unknown_item", field="item", value=str(p["item"]))
    name = read_text(p.get("attendee_name"), name="attendee_name", longest=200)
    performance = catalogue.slug if sub is None else f"{catalogue.slug}/{sub}"
    if all(known.external != performance for known in catalogue.performances):
        raise BadValue("unknown_performance", field="subevent", value=str(sub))
    return TakenTicket(
        external=str(p["id"]),
        position=int(p["positionid"]),
        number=read_code(p["secret"], name="secret"),
        performance=performance,
        zone=catalogue.zones[p["item"]],
        tariff=catalogue.tariffs.get(p.get("variation") or 0, "Standard"),
        seat=read_text(seat.get("seat_guid"), name="seat_guid", longest=100),
        seat_name=read_text(seat.get("name"), name="seat", longest=200),
        price=read_money(p["price"], name="price", currency=catalogue.currency),
        state="cancelled" if cancelled else "used" if entries else "valid",
        holder=TakenPerson(name=name) if name else None,
        used_at=read_instant(entries[0].get("datetime") or entries[0].get("created"), name="checkin")
        if entries
        else None,
        reason=reason,
    )


def _customer(row: dict[str, Any]) -> TakenPerson | None:
    address = row.get("invoice_address") or {}
    person = TakenPerson(
        name=read_text(address.get("name"), name="name", longest=200),
        company=read_text(address.get("company"), name="company", longest=200),
        email=read_text(row.get("email"), name="email", longest=254),
        phone=read_text(row.get("phone"), name="phone", longest=40),
        language=read_text(row.get("locale"), name="locale", longest=10),
    )
    if person.name is None and row.get("positions"):
        first = next((p.get("attendee_name") for p in row["positions"] if p.get("attendee_name")), None)
        if first and person.company is None:
            person = TakenPerson(
                read_text(first, name="attendee_name", longest=200), None, person.email, person.phone, person.language
            )
    known = (person.name, person.company, person.email, person.phone)
    return person if any(known) else None
