"""Money taken at the desk for orders that wait, and the split of a reservation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ticketoffice.desk.card_charges import booked, spend
from ticketoffice.desk.making import make
from ticketoffice.domain import money
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.identity import order_number, ticket_number
from ticketoffice.domain.operation import MONEY_ONLY, REVIVED, Touches
from ticketoffice.domain.order import is_late, order_state
from ticketoffice.domain.outcome import Changes, changes
from ticketoffice.domain.payment import goes_over
from ticketoffice.domain.people import Who
from ticketoffice.domain.release import revivable, was_open
from ticketoffice.domain.rules import in_coins
from ticketoffice.domain.state import LIVE_STATES, Row, Ticket

if TYPE_CHECKING:
    from ticketoffice.domain.situation import Dossier, Situation
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed


ARRIVES = "bank_transfer"
"""The method of money that came by itself, before anybody asked how much is open."""


class Paid(Struct, frozen=True):
    """What was taken, in minor units; in cash it is what was owed plus `rounding`, and `change` is given back of what was
    received. `revived`: it came after a release and reinstated the tickets, now these; `late`: it came too late and is credit.
    """

    changes: Changes
    order: str
    amount: int
    rounding: int
    change: int
    currency: str
    revived: tuple[str, ...] = ()
    late: bool = False


class Shown(Struct, frozen=True):
    """What a cashier saw of an order before taking its money: its state, and what was open in minor units."""

    state: str
    open: int


def pay(
    book: Book,
    order: str,
    *,
    method: str,
    amount: int | None = None,
    who: Who,
    shown: Shown | None = None,
    charge: str | None = None,
) -> Paid:
    """Books a payment of `amount` that was received; without an amount all that is open (cash rounds to 0.05 in CHF).

    More cash than is owed is change, never credit; cash that there are no coins for was mistyped. A bank transfer has
    happened: what is too much of it, or too late, is booked and becomes credit; more by any other method is refused. Of an
    order that was released what is open is what would bring all its tickets back; a transfer for one that cannot come back
    is of what was open when it was given up. `shown`: the order as the cashier saw it; one that has changed since is looked
    at first. `charge`: the reference of the payment at the card terminal that it is. Raises RuleBroken.
    """

    def work(deed: Deed) -> Paid:
        dossier = deed.dossier(order)
        situation = deed.reading.situation(Touches(orders=(order,)), at=deed.at)
        open_amount = open_of(dossier, situation=situation)
        if shown is not None and shown != Shown(order_state(dossier), max(0, open_amount)):
            raise RuleBroken("changed_meanwhile", data={"order": dossier.order.number, "state": [order_state(dossier)]})
        received = amount
        if received is None and method == ARRIVES and open_amount <= 0 and is_late(dossier):
            received = was_open(dossier) or None
        arrived = method == ARRIVES and received is not None
        if open_amount <= 0 and not arrived:
            raise RuleBroken("nothing_open", data={"order": dossier.order.number})
        currency = dossier.order.currency
        taken, rounding, change = tendered(open_amount, amount=received, method=method, currency=currency)
        if arrived:
            taken, change = taken + change, 0
        if in_coins(method) and received not in (None, open_amount):
            _refuse_what_has_no_coins(received or 0, currency=currency)
        if change and not in_coins(method):
            raise RuleBroken("over_open", data={"amount": amount, "left": open_amount, "currency": currency})
        payload = {"order": order, "id": deed.new_id(), "method": method, "amount": taken, "rounding": rounding}
        payload["open"] = dossier.balance
        payload |= booked(deed.reading, charge, amount=taken)
        payload |= _revival(deed, dossier, amount=taken - rounding, situation=situation)
        outcome = deed.record(make(deed, "payment_recorded", who=who, payload=payload))
        spend(deed, [charge], order=order)
        effect = outcome.verdict.effect
        back = _live(outcome.rows) if effect == REVIVED else ()
        return Paid(changes(outcome), order, taken, rounding, change, currency, back, late=effect == MONEY_ONLY)

    return book.write(work)


def _refuse_what_has_no_coins(amount: int, *, currency: str) -> None:
    below, above = money.nearest_coins(amount, currency=currency)
    if below != above:
        raise RuleBroken("no_coins", data={"amount": amount, "left": below, "above": above, "currency": currency})


def _live(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.id for row in rows if isinstance(row, Ticket) and row.state in LIVE_STATES))


def open_of(dossier: Dossier, *, situation: Situation) -> int:
    """What is open in minor units: what is owed, or where the order was released what would bring all of it back."""
    if not is_late(dossier):
        return dossier.balance
    wanted = was_open(dossier)
    return wanted if revivable(dossier, amount=wanted, situation=situation) else dossier.balance


def _revival(deed: Deed, dossier: Dossier, *, amount: int, situation: Situation) -> dict[str, Any]:
    """What this money brings back, under new numbers; an invoice that a credit note cancelled is written anew."""
    back = revivable(dossier, amount=amount, situation=situation) if is_late(dossier) else ()
    if not back:
        return {}
    per_invoice = dossier.order.method == "invoice" and any(i.kind == "credit_note" for i in dossier.invoices)
    invoice = {"id": deed.new_id(), "number": deed.invoice_number()} if per_invoice else None
    position = max(ticket.position for ticket in dossier.tickets)
    again = [
        {"cancellation": c.id, "new": deed.new_id(), "code": ticket_number(deed.random(16)), "position": position + n}
        for n, (_, c) in enumerate(back, start=1)
    ]
    return {"revives": {"cancels": [c.id for _, c in back], "invoice": invoice, "again": again}}


def tendered(open_amount: int, *, amount: int | None, method: str, currency: str) -> tuple[int, int, int]:
    """What is taken of an open amount, its cash rounding, and what is too much, if `amount` was received (None: just it).

    In cash, all of 12.32 is CHF 12.30, typed either way, and −0.02 of it is rounding; of 20.00 it is 12.30 and 7.70 are
    change; a part is taken as typed.
    """
    rounding = money.cash_rounding(open_amount, currency=currency) if in_coins(method) else 0
    due = open_amount + rounding
    if amount is None or amount in (open_amount, due):
        return due, rounding, 0
    if amount > due:
        return due, rounding, amount - due
    return amount, 0, 0


class SplitOffer(Struct, frozen=True):
    """What paying some tickets would take now: their price less what was paid before and goes over with them."""

    amount: int
    moved: int
    currency: str


class Split(Struct, frozen=True):
    """The new order that has the chosen tickets, and the old one, each with its balance.

    `amount` was taken for them now, 0 if nothing was; `moved` had been paid before and went over.
    """

    changes: Changes
    order: str
    order_number: str
    balance: int
    amount: int
    rounding: int
    moved: int
    old: str
    old_number: str
    old_balance: int
    currency: str


def offer_split(book: Book, order: str, *, tickets: Sequence[str]) -> SplitOffer:
    """What paying these tickets of a reservation would take, before anything happens. Raises RuleBroken `not_found`."""
    with book.read() as reading:
        dossier = reading.dossiers([order])[order]
    total = sum(t.price for t in _chosen(dossier, tickets))
    moved = sum(part.amount for part in goes_over(dossier, tickets=tickets, pays_now=True))
    return SplitOffer(total - moved, moved, dossier.order.currency)


def split(
    book: Book, order: str, *, tickets: Sequence[str], who: Who, method: str | None = None, charge: str | None = None
) -> Split:
    """Moves tickets of an on-site reservation to a new order, paid at once if a method is given.

    What was paid before goes over as `goes_over` says, and only the rest is taken. `charge`: the reference of the payment at the card
    terminal that it is. Raises RuleBroken.
    """

    def work(deed: Deed) -> Split:
        dossier = deed.dossier(order)
        chosen = _chosen(dossier, tickets)
        over = goes_over(dossier, tickets=tickets, pays_now=method is not None)
        moved = sum(part.amount for part in over)
        due, currency = sum(t.price for t in chosen) - moved, dossier.order.currency
        if charge is not None and due <= 0:
            raise RuleBroken("nothing_open", data={"order": dossier.order.number})
        taken, rounding = 0, 0
        payload: dict[str, Any] = {
            "order": order,
            "new": {"id": deed.new_id(), "number": order_number(deed.random(7)), "method": method or "on_site"},
            "tickets": [{"ticket": t.id, "position": n} for n, t in enumerate(chosen, start=1)],
            "payment": None,
        }
        payload |= deed.stands_on(order)
        if over:
            payload["moved"] = [
                {"out": deed.new_id(), "in": deed.new_id(), "method": part.method, "amount": part.amount}
                for part in over
            ]
        if method is not None and over and not due:
            payload["new"]["method"] = over[0].method
        elif method is not None:
            taken, rounding, _ = tendered(due, amount=None, method=method, currency=currency)
            row = {"id": deed.new_id(), "method": method, "amount": taken, "rounding": rounding}
            payload["payment"] = row | booked(deed.reading, charge, amount=taken)
        outcome = deed.record(make(deed, "order_split", who=who, payload=payload))
        spend(deed, [charge] if payload["payment"] else (), order=payload["new"]["id"])
        return Split(
            changes(outcome),
            payload["new"]["id"],
            payload["new"]["number"],
            due - (taken - rounding),
            taken,
            rounding,
            moved,
            order,
            dossier.order.number,
            dossier.after(outcome.rows).balance,
            currency,
        )

    return book.write(work)


def _chosen(dossier: Dossier, tickets: Sequence[str]) -> list[Ticket]:
    chosen = [t for t in dossier.tickets if t.id in set(tickets)]
    if len(chosen) != len(set(tickets)):
        raise RuleBroken("not_found", data={"order": dossier.order.number})
    return chosen
