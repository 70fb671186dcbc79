"""What a file tells as the payloads of operations: `catalogue_changed` of performances, `order_taken_in` of an order.

Ids are made from the source's own numbers, so that the same thing is known again in the next file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

from ticketoffice.desk.making import make, note_beside, person_beside
from ticketoffice.domain.identity import id_from
from ticketoffice.domain.operation import NoteText, Operation, PersonRecord
from ticketoffice.domain.people import Who
from ticketoffice.domain.rules import VenueRules
from ticketoffice.domain.state import TicketState
from ticketoffice.domain.taken_in import (
    TakenOrder,
    TakenPerformance,
    TakenPerson,
    TakenPlan,
    TakenTicket,
    TakenZone,
)

if TYPE_CHECKING:
    from ticketoffice.domain.situation import Dossier
    from ticketoffice.store.deed import Deed

_PERSON = ("name", "company", "email", "phone", "language")


def order_id(order: TakenOrder) -> str:
    """The id of an order, known by (source, number)."""
    return id_from("order", order.source, order.number)


def performance_id(source: str, external: str) -> str:
    """The id of a performance, known by (source, external)."""
    return id_from("performance", source, external)


def plan_id(source: str, external: str) -> str:
    """The id of a seating plan, known by (source, external)."""
    return id_from("plan", source, external)


def zone_id(source: str, performance: str, zone: str) -> str:
    """The id of a zone of a performance."""
    return id_from("zone", source, performance, zone)


def catalogue_payload(performances: Sequence[TakenPerformance]) -> dict[str, Any]:
    """The payload of `catalogue_changed` for these performances."""
    events: dict[str, dict[str, Any]] = {}
    plans: dict[str, TakenPlan] = {}
    lists = ("performances", "zones", "quotas", "quota_zones", "tariffs", "zone_categories")
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in lists}
    for p in performances:
        event, name = id_from("event", p.source, p.event_external), performance_id(p.source, p.external)
        events[event] = {
            "id": event,
            "source": p.source,
            "external": p.event_external,
            "name": p.event_name,
            "currency": p.currency,
        }
        rows["performances"].append(
            {
                "id": name,
                "event": event,
                "source": p.source,
                "external": p.external,
                "name": p.name,
                "starts_at": p.starts_at,
                "ends_at": p.ends_at,
                "timezone": p.timezone,
                "all_day": p.all_day,
                "currency": p.currency,
                "plan": None if p.plan is None else plan_id(p.source, p.plan.external),
                "online_until": p.online_until,
                "reseller_until": p.reseller_until,
                "desk_until": p.desk_until,
            }
        )
        if p.plan is not None:
            plans[plan_id(p.source, p.plan.external)] = p.plan
        for zone in p.zones:
            rows["zones"].append(
                {
                    "id": zone_id(p.source, p.external, zone.name),
                    "performance": name,
                    "name": zone.name,
                    "numbered": zone.numbered,
                    "capacity": zone.capacity,
                }
            )
            rows["tariffs"] += _tariffs(zone_id(p.source, p.external, zone.name), zone)
            rows["zone_categories"] += [
                {"zone": zone_id(p.source, p.external, zone.name), "category": category} for category in zone.categories
            ]
        for quota in p.quotas:
            own = id_from("quota", p.source, p.external, quota.external)
            rows["quotas"].append({"id": own, "performance": name, "name": quota.name, "capacity": quota.capacity})
            rows["quota_zones"] += [{"quota": own, "zone": zone_id(p.source, p.external, zone)} for zone in quota.zones]
    return {
        "events": list(events.values()),
        **rows,
        "plans": [{"id": own, "name": plan.name, "document": plan.document} for own, plan in plans.items()],
        "seats": [{"plan": own, **asdict(seat)} for own, plan in plans.items() for seat in plan.seats],
    }


def _tariffs(zone: str, told: TakenZone) -> list[dict[str, Any]]:
    return [
        {
            "id": id_from("tariff", zone, tariff.name),
            "zone": zone,
            "name": tariff.name,
            "price": tariff.price,
            "rank": n,
            **({"least": tariff.least} if tariff.least is not None else {}),
            **({"companion_of": tariff.companion_of} if tariff.companion_of is not None else {}),
        }
        for n, tariff in enumerate(told.tariffs)
    ]


def person_ids(order: TakenOrder) -> list[str]:
    """The ids of its customer and holders."""
    return [_customer_id(order), *(_holder_id(order, ticket) for ticket in order.tickets)]


def _customer_id(order: TakenOrder) -> str:
    return id_from("customer", order.source, order.number)


def _holder_id(order: TakenOrder, ticket: TakenTicket) -> str:
    return id_from("holder", order.source, order.number, ticket.external)


def _fields(person: TakenPerson | None) -> dict[str, str]:
    if person is None:
        return {}
    return {name: value for name in _PERSON if (value := getattr(person, name))}


def order_operation(
    deed: Deed,
    order: TakenOrder,
    *,
    before: Dossier | None,
    who: Who,
    people: Mapping[str, PersonRecord],
    rules: VenueRules,
) -> Operation:
    """The `order_taken_in` of an order; `before` is how it stands here, `people` the records that are known of it."""
    records: list[PersonRecord] = []
    references: list[dict[str, Any]] = []

    def person(name: str, fields: dict[str, str]) -> str | None:
        old = people.get(name)
        if not fields:
            return name if old is not None else None
        if old is None or (old.fields and dict(old.fields) != fields):
            reference, record = person_beside(deed, person=name, revision=old.revision + 1 if old else 1, fields=fields)
            references.append(reference)
            records.append(record)
        return name

    customer = person(_customer_id(order), _fields(order.customer))
    own_name = (order.customer.name if order.customer else None) or ""
    tickets = []
    for ticket in order.tickets:
        holder_name = ticket.holder.name if ticket.holder else None
        if holder_name is not None and holder_name == own_name:
            holder = customer
        else:
            holder = person(_holder_id(order, ticket), _fields(ticket.holder))
        tickets.append(_ticket_row(order, ticket, holder=holder, rules=rules))
    notes, texts = _notes(deed, order, before=before)
    payload = {
        "order": {
            "id": order_id(order),
            "number": order.number,
            "source": order.source,
            "method": order.method,
            "currency": order.currency,
            "created_at": order.created_at,
            "due_at": order.due_at,
            "customer": customer,
            "admit_unpaid": order.admit_unpaid,
            "expired": order.state == "expired",
        },
        "tickets": tickets,
        "persons": references,
        "notes": notes,
        **_money_rows(order, before=before),
    }
    return make(deed, "order_taken_in", who=who, payload=payload, records=tuple(records), notes=texts)


def _ticket_row(order: TakenOrder, ticket: TakenTicket, *, holder: str | None, rules: VenueRules) -> dict[str, Any]:
    state = ticket.state
    if order.state in ("cancelled", "expired"):
        state = TicketState.CANCELLED.value
    elif order.state == "pending" and state == "valid":
        state = TicketState.PENDING.value
    free = order.method == "free" or ticket.price == 0
    return {
        "id": _ticket_id(order, ticket.external),
        "position": ticket.position,
        "number": ticket.number,
        "performance": performance_id(order.source, ticket.performance),
        "zone": zone_id(order.source, ticket.performance, ticket.zone),
        "tariff": ticket.tariff,
        "seat": ticket.seat,
        "seat_name": ticket.seat_name,
        "price": ticket.price,
        "commission": None if free else rules.commission_per_ticket,
        "state": state,
        "holder": holder,
        "used_at": ticket.used_at if state == "used" else None,
        "reason": ticket.reason,
    }


def _ticket_id(order: TakenOrder, external: str) -> str:
    return id_from("ticket", order.source, order.number, external)


def _notes(
    deed: Deed, order: TakenOrder, *, before: Dossier | None
) -> tuple[list[dict[str, Any]], tuple[NoteText, ...]]:
    """The source's note, unless it stands here already or was erased here."""
    if not order.note:
        return [], ()
    imported = [n.note for n in before.notes if n.actor is None] if before is not None else []
    texts = deed.reading.texts(imported)
    if any(name not in texts or texts[name] == order.note for name in imported):
        return [], ()
    reference, record = note_beside(deed, order.note)
    return [{**reference, "at": order.created_at}], (record,)


def _given_back(order: TakenOrder, *, before: Dossier | None) -> dict[str, str | None]:
    """The external number of the ticket that each refund gives back, by the refund's number.

    A source that does not say it leaves it to amounts and prices, anew in each file. What this book knows of a refund
    stays; a new one that would fall on the ticket of a known one is for another cancelled ticket of its price.
    """
    told = {r.external: r.ticket for r in order.refunds}
    here = {r.id: r.ticket for r in before.refunds} if before is not None else {}
    names = {_ticket_id(order, t.external): t.external for t in order.tickets}
    known = {r: here[own] for r in told if (own := _own_id(order, "refund", r)) in here}
    found: dict[str, str | None] = {r: names.get(ticket or "", told[r]) for r, ticket in known.items()}
    taken = {ticket for ticket in found.values() if ticket is not None}
    for refund in order.refunds:
        if refund.external in found:
            continue
        ticket = refund.ticket
        if ticket in taken:
            ticket = next(
                (
                    t.external
                    for t in order.tickets
                    if t.state == "cancelled" and t.price == refund.amount and t.external not in taken
                ),
                None,
            )
        found[refund.external] = ticket
        if ticket is not None:
            taken.add(ticket)
    return found


def _own_id(order: TakenOrder, kind: str, external: str) -> str:
    return id_from(kind, order.source, order.number, external)


def _money_rows(order: TakenOrder, *, before: Dossier | None) -> dict[str, Any]:
    given = _given_back(order, before=before)

    def own(kind: str, external: str) -> str:
        return _own_id(order, kind, external)

    cancelled_by = {i.cancels: i.issued_at for i in order.invoices if i.kind == "credit_note" and i.cancels}
    return {
        "payments": [
            {"id": own("payment", p.external), "method": p.method, "amount": p.amount, "paid_at": p.paid_at}
            for p in order.payments
        ],
        "refunds": [
            {
                "id": own("refund", r.external),
                "payment": own("payment", r.payment) if r.payment else None,
                "ticket": _ticket_id(order, name) if (name := given[r.external]) else None,
                "method": r.method,
                "amount": r.amount,
                "paid_at": r.paid_at,
                "reason": r.reason,
            }
            for r in order.refunds
        ],
        "invoices": [
            {
                "id": own("invoice", i.number),
                "number": i.number,
                "kind": i.kind,
                "amount": i.amount,
                "issued_at": i.issued_at,
                "cancels": i.cancels,
                "cancelled_at": cancelled_by.get(i.number),
            }
            for i in order.invoices
        ],
    }
