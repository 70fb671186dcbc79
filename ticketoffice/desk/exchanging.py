"""Exchanges tickets: works out what goes over, what is paid and what is given back, and records it as one operation."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ticketoffice.desk.card_charges import spend
from ticketoffice.desk.choosing import Line, Quote, Wanted, chosen, quote_of
from ticketoffice.desk.hand_out import given_at_once
from ticketoffice.desk.making import make
from ticketoffice.desk.refund import usual_of
from ticketoffice.desk.selling import ticket_rows
from ticketoffice.desk.tenders import Received, Tender, check_tenders, received
from ticketoffice.domain import money
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.exchange import holders, lowered, why_not
from ticketoffice.domain.identity import order_number
from ticketoffice.domain.operation import Touches, broken
from ticketoffice.domain.outcome import Changes, changes
from ticketoffice.domain.people import Who
from ticketoffice.domain.rules import DESK_METHODS, check_method, check_paper
from ticketoffice.domain.said import is_said, unsaid, whole_note
from ticketoffice.domain.state import Ticket

if TYPE_CHECKING:
    from ticketoffice.domain.situation import Dossier
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed
    from ticketoffice.store.reading import Reading


class Offer(Struct, frozen=True):
    """What an exchange would cost, in minor units: the new tickets and the `fee`, less what the old ones cost. `to_pay` below zero
    is given back. `fewer`: not as many new tickets as old ones.
    """

    new: Quote
    old: int
    fee: int
    to_pay: int
    fewer: bool


class Exchanged(Struct, frozen=True):
    """An exchange that is on disk: the new order, what was taken or given back by method, and the change to give. `usual`: the methods
    by which it goes back usually, where it is given by another one. `counted_out`: what is given back, in coins that there are.
    """

    changes: Changes
    order: str
    number: str
    tickets: tuple[str, ...]
    old: tuple[str, ...]
    total: int
    fee: int
    taken: tuple[tuple[str, int], ...]
    given: tuple[tuple[str, int], ...]
    rounding: int
    change: int
    currency: str
    usual: tuple[str, ...] = ()
    counted_out: tuple[tuple[str, int], ...] = ()


def offer(
    book: Book, tickets: Sequence[str], wanted: Sequence[Wanted], *, avoiding: Collection[tuple[str, str]] = ()
) -> Offer:
    """What exchanging these tickets (ids) for what is wanted would be now; holds nothing. `avoiding` as in `choosing.quote`.
    Raises RuleBroken as `exchange`.
    """
    with book.read() as reading:
        at = book.clock.now()
        old = exchangeable(reading, tickets, at=at)
        lines = chosen(reading, wanted, at=at, leaving=[ticket for _, ticket in old], avoiding=avoiding)
        return _offer(reading, old=old, lines=lines)


def _offer(reading: Reading, *, old: Sequence[tuple[Dossier, Ticket]], lines: Sequence[Line]) -> Offer:
    """Raises RuleBroken as `quote_of`, `several_currencies` with the old ones, and `lowered_not_exchanged`."""
    new = quote_of(lines)
    no = lowered((line.price, line.full) for line in lines)
    if no is not None:
        raise broken(no)
    other = next((d.order.currency for d, _ in old if d.order.currency != new.currency), None)
    if other is not None:
        raise RuleBroken("several_currencies", data={"currency": new.currency, "other": other})
    worth, fee = sum(ticket.price for _, ticket in old), reading.rules().exchange_fee * len(old)
    return Offer(new, worth, fee, new.total + fee - worth, len(lines) < len(old))


def exchangeable(reading: Reading, tickets: Sequence[str], *, at: int) -> list[tuple[Dossier, Ticket]]:
    """The old tickets with their orders, each of which may be exchanged now. Raises RuleBroken."""
    owners = {ticket: reading.order_of_ticket(ticket) for ticket in dict.fromkeys(tickets)}
    if not owners or None in owners.values():
        raise RuleBroken("not_found", data={"ticket": next((t for t, o in owners.items() if o is None), "")})
    orders = tuple(dict.fromkeys(str(order) for order in owners.values()))
    situation = reading.situation(Touches(orders=orders), at=at)
    found = []
    for name, order in owners.items():
        dossier = situation.dossiers[str(order)]
        ticket = dossier.own(name)
        no = why_not(dossier, ticket=ticket, situation=situation)
        if no is not None:
            raise broken(no)
        found.append((dossier, ticket))
    return found


def exchange(
    book: Book,
    tickets: Sequence[str],
    wanted: Sequence[Wanted],
    *,
    who: Who,
    pay: Sequence[Tender] = (),
    refund: str | None = None,
    paper: str | None = None,
    note: str | None = None,
    reservation: str | None = None,
) -> Exchanged:
    """Exchanges all of it or nothing. `pay` is how a difference comes in; `refund` the method by which one goes back (None: as it
    was paid): what is given by hand counts as given with it. A place that the house keeps needs a `note` that says who invites;
    `reservation` as in `selling.sell`.
    Raises RuleBroken, and then every old ticket is valid as before.
    """
    check_paper(paper)
    if pay:
        check_tenders(pay, methods=DESK_METHODS)

    def work(deed: Deed) -> Exchanged:
        if book.paired and reservation is None:
            raise RuleBroken("centre_sells")
        old = exchangeable(deed.reading, tickets, at=deed.at)
        lines = chosen(deed.reading, wanted, at=deed.at, leaving=[ticket for _, ticket in old])
        return _record(
            deed, old, lines, pay=pay, refund=refund, paper=paper, who=who, note=note, reservation=reservation
        )

    return book.write(work)


def _record(
    deed: Deed,
    old: Sequence[tuple[Dossier, Ticket]],
    lines: Sequence[Line],
    *,
    pay: Sequence[Tender],
    refund: str | None,
    paper: str | None,
    who: Who,
    note: str | None,
    reservation: str | None,
) -> Exchanged:
    no = unsaid(free=False, lowered=False, from_house=any(one.hold for one in lines), said=is_said(whole_note(note)))
    if no is not None:
        raise broken(no)
    told = _offer(deed.reading, old=old, lines=lines)
    money = received(deed, pay, total=max(0, told.to_pay), currency=told.new.currency)
    customer, given_up = old[0][0].order.customer, [ticket for _, ticket in old]
    held = holders(given_up, count=len(lines), customer=customer)
    rows = ticket_rows(deed, lines, holders=held, commission=False)
    short = _short(old)
    kept = max(0, sum(short.values()) - told.new.total - told.fee)
    moved, refunds = _parts(deed, old, back=max(0, -told.to_pay - kept), short=short, method=refund)
    payload = {
        **_order(deed, old, rows, currency=told.new.currency),
        "moved": moved,
        "fee": told.fee + kept,
        "payments": list(money.rows),
        "refunds": refunds,
        "paper": paper,
    }
    payload |= {} if reservation is None else {"reservation": reservation}
    payload |= {"rounded": [{"order": name, "amount": -amount} for name, amount in short.items()]} if short else {}
    outcome = deed.record(make(deed, "order_exchanged", who=who, payload=payload, note=note))
    spend(deed, (tender.charge for tender in pay), order=payload["new"]["id"])
    outcomes = [outcome]
    for order in dict.fromkeys(ticket.order for _, ticket in old) if refunds else ():
        out = given_at_once(deed, deed.dossier(order), outcome, who=who, of=order)
        outcomes += [out] if out is not None else []
    usual = usual_of(deed, [dossier for dossier, _ in old], ((row["payment"], row["method"]) for row in refunds))
    return _exchanged(payload, told, money, done=changes(*outcomes), usual=usual)


def _order(
    deed: Deed, old: Sequence[tuple[Dossier, Ticket]], rows: Sequence[Mapping[str, Any]], *, currency: str
) -> dict[str, Any]:
    """The new order of a payload with its tickets, and which old one each of them stands for."""
    gives_back = [
        {"order": ticket.order, "ticket": ticket.id, "successor": rows[min(n, len(rows) - 1)]["id"]}
        for n, (_, ticket) in enumerate(old)
    ]
    new = {
        "id": deed.new_id(),
        "number": order_number(deed.random(7)),
        "currency": currency,
        "customer": old[0][0].order.customer,
    }
    return {"order": old[0][1].order, "new": new, "gives_back": gives_back, "tickets": list(rows)}


def _exchanged(
    payload: Mapping[str, Any], told: Offer, came: Received, *, done: Changes, usual: tuple[str, ...]
) -> Exchanged:
    return Exchanged(
        done,
        payload["new"]["id"],
        payload["new"]["number"],
        tuple(row["id"] for row in payload["tickets"]),
        tuple(row["ticket"] for row in payload["gives_back"]),
        told.new.total,
        told.fee,
        came.by_method,
        tuple((row["method"], row["amount"]) for row in payload["refunds"]),
        came.rounding,
        came.change,
        told.new.currency,
        usual,
        _counted_out(payload, currency=told.new.currency),
    )


def _counted_out(payload: Mapping[str, Any], *, currency: str) -> tuple[tuple[str, int], ...]:
    """What is given back by method, in coins that there are: each order's cash is one sum."""
    orders = {row["ticket"]: row["order"] for row in payload["gives_back"]}
    sums: dict[str, int] = {}
    for order in dict.fromkeys(orders.values()):
        parts = [(row["method"], row["amount"]) for row in payload["refunds"] if orders[row["ticket"]] == order]
        for method, amount in money.counted_out(parts, currency=currency).items():
            sums[method] = sums.get(method, 0) + amount
    return tuple(sums.items())


def _short(old: Sequence[tuple[Dossier, Ticket]]) -> dict[str, int]:
    """By order: what coins made less of its payments than these tickets cost; it goes over with them, or is kept as on a cross."""
    prices, dossiers = dict[str, int](), {dossier.order.id: dossier for dossier, _ in old}
    for _, ticket in old:
        prices[ticket.order] = prices.get(ticket.order, 0) + ticket.price
    found = {name: money.short_by_coins(dossiers[name], price=price) for name, price in prices.items()}
    return {name: amount for name, amount in found.items() if amount}


def _parts(
    deed: Deed, old: Sequence[tuple[Dossier, Ticket]], *, back: int, short: Mapping[str, int], method: str | None
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """How what the old tickets cost is split: rows of what goes over, and of what is given back, the newest payment first.
    `short`: what coins rounded off, by order; that does neither.

    Raises RuleBroken `refunded_already` where an order's payments no longer have it.
    """
    rules = deed.reading.rules()
    if method is not None:
        check_method(method, rules=rules)
    moved, refunds = list[dict[str, Any]](), list[dict[str, Any]]()
    left, without = dict[str, dict[str, int]](), dict(short)
    for dossier, ticket in old:
        order = dossier.order.id
        missing = min(without.get(order, 0), ticket.price)
        without[order], worth = without.get(order, 0) - missing, ticket.price - missing
        rests = left.setdefault(order, money.left_on_payments(dossier))
        methods = {payment.id: payment.method for payment in dossier.payments}
        for part, of_money in ((min(back, worth), False), (worth - min(back, worth), True)):
            need = part
            for payment in rests:
                amount = min(need, max(0, rests[payment]))
                if amount <= 0:
                    continue
                rests[payment], need = rests[payment] - amount, need - amount
                row: dict[str, Any] = {"method": methods[payment], "amount": amount}
                if of_money:
                    moved.append(row | {"order": order, "out": deed.new_id(), "in": deed.new_id()})
                else:
                    how = method or money.refund_method(methods[payment], rules=rules)
                    refunds.append(row | {"id": deed.new_id(), "ticket": ticket.id, "payment": payment, "method": how})
            if need:
                raise RuleBroken("refunded_already", data={"ticket": ticket.id})
        back -= min(back, worth)
    return moved, refunds
