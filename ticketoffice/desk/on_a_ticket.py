"""Deeds on a ticket that are no cancellations: replace, move, change the tariff, rename, hand out, print once more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ticketoffice.desk.card_charges import spend
from ticketoffice.desk.hand_out import given_at_once
from ticketoffice.desk.making import make, person_beside
from ticketoffice.desk.on_sale import seat_of, seats_of_zone, tariff_of, zone_of
from ticketoffice.desk.refund import usual_of
from ticketoffice.desk.tenders import Tender, received
from ticketoffice.domain import money
from ticketoffice.domain.canonical import clean_text
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.identity import ticket_number
from ticketoffice.domain.outcome import Changes, Outcome, changes
from ticketoffice.domain.people import Who
from ticketoffice.domain.person_data import LONGEST
from ticketoffice.domain.rules import check_method
from ticketoffice.domain.spool import printed_payload
from ticketoffice.domain.state import Performance, Tariff, TicketState
from ticketoffice.domain.tariffs import check_together
from ticketoffice.domain.travel import Place

if TYPE_CHECKING:
    from ticketoffice.domain.situation import Dossier
    from ticketoffice.domain.state import Ticket
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed
    from ticketoffice.store.reading import Reading


class Done(Struct, frozen=True):
    """What a deed on a ticket came to: the ticket as it is now (a new one where it was replaced), and the money that moved: above
    zero taken, below given back, with the change to give. `methods`: those by which it moved; `usual`: those by which it goes back
    usually, where it is given by another one. `counted`: the amount in coins that there are.
    """

    changes: Changes
    order: str
    ticket: str
    amount: int
    change: int
    currency: str
    methods: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()
    counted: int = 0


def replace(book: Book, ticket: str, *, who: Who) -> Done:
    """A new number for a lost ticket; the old one is refused from now on. Raises RuleBroken."""

    def work(deed: Deed) -> Done:
        dossier = deed.dossier_of([ticket])
        payload = {
            "order": dossier.order.id,
            "ticket": ticket,
            "new": deed.new_id(),
            "code": ticket_number(deed.random(16)),
            "position": max(t.position for t in dossier.tickets) + 1,
        }
        outcome = deed.record(make(deed, "ticket_replaced", who=who, payload=payload))
        return _done(outcome, dossier, ticket=str(payload["new"]))

    return book.write(work)


def move(
    book: Book,
    ticket: str,
    *,
    seat: str | None,
    who: Who,
    zone: str | None = None,
    reservation: str | None = None,
) -> Done:
    """Another place of the same performance at the same price: a seat of its own zone, or of `zone`. `reservation` as in
    `selling.sell`. Raises RuleBroken.
    """

    def work(deed: Deed) -> Done:
        if book.paired and reservation is None:
            raise RuleBroken("centre_sells")
        dossier = deed.dossier_of([ticket])
        old = dossier.own(ticket)
        performance = deed.reading.catalogue.performances([old.performance])[old.performance]
        payload: dict[str, str | None] = {"order": dossier.order.id, "ticket": ticket, "performance": old.performance}
        payload |= _place(deed.reading, performance, old=old, seat=seat, zone=zone, currency=dossier.order.currency)
        if reservation is not None:
            payload["reservation"] = reservation
        return _done(deed.record(make(deed, "ticket_moved", who=who, payload=payload)), dossier, ticket=ticket)

    return book.write(work)


def new_place(book: Book, ticket: str, *, seat: str | None, zone: str | None) -> Place:
    """The place that `move` would take. Raises RuleBroken as that does."""
    with book.read() as reading:
        order = reading.order_of_ticket(ticket)
        dossier = reading.dossiers([order] if order is not None else []).get(order or "")
        if dossier is None:
            raise RuleBroken("not_found", data={"ticket": ticket})
        old = dossier.own(ticket)
        performance = reading.catalogue.performances([old.performance])[old.performance]
        found = _place(reading, performance, old=old, seat=seat, zone=zone, currency=dossier.order.currency)
    return Place(old.performance, str(found["zone"]), found["seat"], found.get("house_hold"))


def _place(
    reading: Reading, performance: Performance, *, old: Ticket, seat: str | None, zone: str | None, currency: str
) -> dict[str, str | None]:
    """The new place in the words of the payload; raises RuleBroken where it costs otherwise, or is none."""
    known = reading.catalogue.zones([performance.id])
    wanted = known[old.zone] if zone is None else zone_of(reading, performance, zone)
    if wanted.id != old.zone and old.price:
        price = tariff_of(reading, wanted, old.tariff).price
        if price != old.price:
            data = {"ticket": old.id, "above": price, "left": old.price, "currency": currency}
            raise RuleBroken("other_price", data=data, next=("exchange",))
    if seat is None:
        return {"zone": wanted.id, "seat": None, "seat_name": None}
    names = seats_of_zone(reading, performance, wanted).names
    found = seat_of(names, wanted, seat)
    kept = {s.hold.id for s in reading.house_holds([performance.id]) if found in s.left}
    own = {"house_hold": old.house_hold} if old.house_hold in kept else {}
    return {"zone": wanted.id, "seat": found, "seat_name": names[found], **own}


def change_tariff(
    book: Book, ticket: str, *, tariff: str, who: Who, pay: Sequence[Tender] = (), refund: str | None = None
) -> Done:
    """Another tariff of its zone; of a paid ticket the difference is taken by `pay`, or given back by `refund` (None: as it was
    paid), what is given by hand at once. Raises RuleBroken.
    """

    def work(deed: Deed) -> Done:
        dossier = deed.dossier_of([ticket])
        old = dossier.own(ticket)
        zone = deed.reading.catalogue.zones([old.performance])[old.zone]
        new = tariff_of(deed.reading, zone, tariff)
        _check_condition(dossier, old, new)
        difference = new.price - old.price if old.state == TicketState.VALID else 0
        currency = dossier.order.currency
        money_in = received(deed, pay, total=max(0, difference), currency=currency)
        if len(money_in.rows) > 1:
            raise RuleBroken("pays_alone", data={"method": money_in.rows[0]["method"]})
        refunds = _refunds(deed, dossier, back=max(0, -difference), method=refund)
        payload = {
            "order": dossier.order.id,
            "ticket": ticket,
            "tariff": new.name,
            "price": new.price,
            "payment": money_in.rows[0] if money_in.rows else None,
            "refunds": refunds,
        }
        outcome = deed.record(make(deed, "tariff_changed", who=who, payload=payload))
        spend(deed, (tender.charge for tender in pay), order=dossier.order.id)
        out = given_at_once(deed, deed.dossier(dossier.order.id), outcome, who=who)
        given = money.counted_out(((row["method"], row["amount"]) for row in refunds), currency=currency)
        return Done(
            changes(*(one for one in (outcome, out) if one is not None)),
            dossier.order.id,
            ticket,
            difference,
            money_in.change,
            currency,
            methods=tuple(row["method"] for row in (*money_in.rows, *refunds)),
            counted=sum(amount for _, amount in money_in.by_method) - sum(given.values()),
            usual=usual_of(deed, [dossier], ((row["payment"], row["method"]) for row in refunds)),
        )

    return book.write(work)


def _check_condition(dossier: Dossier, old: Ticket, new: Tariff) -> None:
    """With the other tickets of the order. Raises RuleBroken `group_too_small`, `companion_alone` of the new tariff."""
    beside = [(ticket.performance, ticket.tariff) for ticket in dossier.live if ticket.id != old.id]
    check_together([(old.performance, new)], beside=beside)


def _refunds(deed: Deed, dossier: Dossier, *, back: int, method: str | None) -> list[dict[str, Any]]:
    """Rows of what is given back, the newest payment first; raises RuleBroken `over_payment` where they have not so much left."""
    rules = deed.reading.rules()
    if method is not None:
        check_method(method, rules=rules)
    methods = {payment.id: payment.method for payment in dossier.payments}
    rows: list[dict[str, Any]] = []
    left, need = money.left_on_payments(dossier), back
    for payment, rest in left.items():
        amount = min(need, max(0, rest))
        if amount:
            how = method or money.refund_method(methods[payment], rules=rules)
            rows.append({"id": deed.new_id(), "ticket": None, "payment": payment, "method": how, "amount": amount})
            need -= amount
    if need:
        data = {"amount": back, "left": back - need, "currency": dossier.order.currency}
        raise RuleBroken("over_payment", data=data)
    return rows


def rename(book: Book, ticket: str, *, name: str, who: Who) -> Done:
    """Another holder. Raises RuleBroken `no_name` where nobody is named."""
    typed = clean_text(name, longest=LONGEST + 1)
    if not typed:
        raise RuleBroken("no_name")

    def work(deed: Deed) -> Done:
        dossier = deed.dossier_of([ticket])
        reference, record = person_beside(deed, person=deed.new_id(), revision=1, fields={"name": typed})
        payload = {"order": dossier.order.id, "ticket": ticket, "person": reference}
        outcome = deed.record(make(deed, "holder_changed", who=who, payload=payload, records=(record,)))
        return _done(outcome, dossier, ticket=ticket)

    return book.write(work)


def collect(book: Book, tickets: Sequence[str], *, who: Who) -> Changes:
    """The papers of these tickets of one order are given to the customer. Raises RuleBroken `not_valid` for one that is none."""
    return _papers(book, tickets, kind="collected", who=who)


def printed(book: Book, tickets: Sequence[str], *, who: Who) -> Changes:
    """These tickets of one order are printed, once more where they were printed before. Raises RuleBroken `not_valid`."""
    return _papers(book, tickets, kind="printed", who=who)


def _papers(book: Book, tickets: Sequence[str], *, kind: str, who: Who) -> Changes:
    def work(deed: Deed) -> Changes:
        dossier = deed.dossier_of(tickets)
        wrong = next(
            (t for t in map(dossier.own, tickets) if t.state not in (TicketState.VALID, TicketState.USED)), None
        )
        if wrong is not None:
            raise RuleBroken("not_valid", data={"ticket": wrong.id})
        named = [dossier.own(ticket) for ticket in dict.fromkeys(tickets)]
        payload = {"order": dossier.order.id, "tickets": [ticket.id for ticket in named]}
        if kind == "printed":
            payload = printed_payload(dossier.order.id, named)
        return changes(deed.record(make(deed, kind, who=who, payload=payload)))

    return book.write(work)


def _done(outcome: Outcome, dossier: Dossier, *, ticket: str) -> Done:
    return Done(changes(outcome), dossier.order.id, ticket, 0, 0, dossier.order.currency)
