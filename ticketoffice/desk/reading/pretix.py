"""pretix: a page of its orders as its API answers them; what lies beside it is read by `pretix_catalogue`.

A position is a ticket and its `secret` the ticket number; without a variation its tariff is "Standard".
"""

from __future__ import annotations

from collections.abc import Iterator

from ticketoffice.desk.reading.json_objects import Fields, Objects
from ticketoffice.desk.reading.parts import BadValue, RefusedOrder, TakenPerformances, checked
from ticketoffice.desk.reading.pretix_catalogue import CATALOGUE_FILES, Catalogue, FilesBeside, read_catalogue
from ticketoffice.desk.reading.pretix_items import ONLY_TARIFF
from ticketoffice.desk.reading.pretix_money import (
    done_refunds,
    match_refunds,
    order_method,
    read_payments,
    read_refunds,
)
from ticketoffice.domain.taken_in import TakenOrder, TakenPerson, TakenTicket

_STATES = {"n": "pending", "p": "paid", "e": "expired", "c": "cancelled"}


def read(data: bytes, *, whole: bool, beside: FilesBeside) -> Iterator[TakenPerformances | TakenOrder | RefusedOrder]:
    """Performances, then orders. Each order object is decoded by itself, so that a damaged one costs only itself."""
    catalogue = read_catalogue(beside)
    yield TakenPerformances(catalogue.performances)
    if beside.name in CATALOGUE_FILES:
        return
    text = data.decode("utf-8", errors="surrogateescape").removeprefix("\ufeff")
    objects = Objects(text)
    seen: set[str] = set()
    for line, found in objects:
        if found is None:
            yield RefusedOrder((line,), "damaged_json")
            continue
        order = _order_or_refusal(found, line=line, catalogue=catalogue)
        if isinstance(order, TakenOrder) and order.number in seen:
            order = RefusedOrder((line,), "twice_in_file", {"order": order.number}, len(order.tickets))
        if isinstance(order, TakenOrder):
            seen.add(order.number)
        yield order
    if not whole or not objects.complete:
        yield RefusedOrder((objects.line,), "truncated")


def _order_or_refusal(found: object, *, line: int, catalogue: Catalogue) -> TakenOrder | RefusedOrder:
    try:
        return checked(_order(Fields(found, name="order"), line=line, catalogue=catalogue))
    except BadValue as bad:
        number, named = (found.get("code"), found.get("positions")) if isinstance(found, dict) else (None, None)
        data = {**bad.data, "order": number[:40] if isinstance(number, str) else ""}
        return RefusedOrder((line,), bad.code, data, len(named) if isinstance(named, list) else 0)


def _order(row: Fields, *, line: int, catalogue: Catalogue) -> TakenOrder:
    currency, number, status = catalogue.currency, row.word("code"), row.word("status")
    if status not in _STATES:
        raise BadValue("unknown_state", field="status", value=status[:20])
    payments, refunds = read_payments(row), done_refunds(row)
    positions = row.parts("positions", needed=True)
    whole = status == "c"
    given = match_refunds(refunds, cancelled=[p for p in positions if whole or p.flag("canceled")])
    return TakenOrder(
        source=catalogue.source,
        number=number,
        state=_STATES[status],
        method=order_method(row, payments=payments),
        currency=currency,
        created_at=row.instant("datetime"),
        due_at=row.instant("expires"),
        customer=_customer(row, positions=positions),
        tickets=tuple(
            _ticket(p, catalogue=catalogue, whole=whole, reason=given.reasons.get(str(p.number("id"))))
            for p in positions
        ),
        payments=payments,
        refunds=read_refunds(refunds, payments=payments, given=given),
        invoices=catalogue.invoices.of(number),
        note=row.text("comment"),
        admit_unpaid=row.flag("valid_if_pending"),
        lines=(line,),
    )


def _ticket(p: Fields, *, catalogue: Catalogue, whole: bool, reason: str | None) -> TakenTicket:
    entries = [c for c in p.parts("checkins") if c.text("type") == "entry"]
    cancelled = p.flag("canceled") or whole
    item, sub, seat = p.number("item"), p.number_or_none("subevent"), p.part("seat")
    if item not in catalogue.zones:
        raise BadValue("unknown_item", field="item", value=item)
    name = p.text("attendee_name", longest=200)
    performance = catalogue.slug if sub is None else f"{catalogue.slug}/{sub}"
    if all(known.external != performance for known in catalogue.performances):
        raise BadValue("unknown_performance", field="subevent", value=performance)
    return TakenTicket(
        external=str(p.number("id")),
        position=p.number("positionid", least=1),
        number=p.word("secret"),
        performance=performance,
        zone=catalogue.zones[item],
        tariff=catalogue.tariffs.get(p.number_or_none("variation") or 0, ONLY_TARIFF),
        seat=seat.text("seat_guid", longest=100),
        seat_name=seat.text("name", longest=200),
        price=p.price("price"),
        state="cancelled" if cancelled else "used" if entries else "valid",
        holder=TakenPerson(name=name) if name else None,
        used_at=entries[0].instant("datetime", "created") if entries else None,
        reason=reason,
    )


def _customer(row: Fields, *, positions: list[Fields]) -> TakenPerson | None:
    """Whom the invoice names; where it names neither person nor company, the first ticket's holder."""
    address = row.part("invoice_address")
    name, company = address.text("name", longest=200), address.text("company", longest=200)
    if name is None and company is None:
        name = next((held for p in positions if (held := p.text("attendee_name", longest=200))), None)
    person = TakenPerson(
        name=name,
        company=company,
        email=row.text("email", longest=254),
        phone=row.text("phone", longest=40),
        language=row.text("locale", longest=10),
    )
    return person if person.name or person.company or person.email or person.phone else None
