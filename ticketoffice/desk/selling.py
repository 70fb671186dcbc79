"""Sells: chooses places, works out what they cost, and records the order with the money that was taken for it.

Nothing is sold before `sell` has returned: paper, drawer and the word "sold" come after that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from ticketoffice.desk.card_charges import spend, terminal_of
from ticketoffice.desk.choosing import Line, Wanted, chosen, quote_of
from ticketoffice.desk.making import make, numbered_paper, person_beside, whole_note
from ticketoffice.desk.payment import tendered
from ticketoffice.domain import calendar
from ticketoffice.domain.canonical import clean_text
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.identity import order_number, ticket_number
from ticketoffice.domain.outcome import Changes, changes
from ticketoffice.domain.people import Who
from ticketoffice.domain.person_data import LONGEST
from ticketoffice.domain.rules import DESK_METHODS, SHORTEST_NOTE, in_coins
from ticketoffice.domain.selling import FREE, UNPAID

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed

SALE_METHODS = (*DESK_METHODS, *UNPAID, FREE)
"""How a sale is paid: at once, later, or not at all."""


class Tender(Struct, frozen=True):
    """Money received by a method; `amount` None: all that is left to pay. `charge`: the reference of the payment at the card terminal
    that it is.
    """

    method: str
    amount: int | None = None
    charge: str | None = None


class Sold(Struct, frozen=True):
    """A sale that is on disk: the order, what was taken by method, what cash rounded of it and the change to give; `payments` are
    the rows of the operation.
    """

    changes: Changes
    order: str
    number: str
    tickets: tuple[str, ...]
    method: str
    total: int
    taken: tuple[tuple[str, int], ...]
    rounding: int
    change: int
    currency: str
    invoice: str | None
    payments: tuple[Mapping[str, Any], ...] = ()


def sell(
    book: Book,
    wanted: Sequence[Wanted],
    *,
    pay: Sequence[Tender],
    who: Who,
    customer: Mapping[str, str | None] | None = None,
    note: str | None = None,
    reservation: str | None = None,
) -> Sold:
    """Sells all of it or nothing. `pay`: one tender or several; invoice, on site and free stand alone.

    `customer`: name, company, email, phone, language; an invoice needs a name. A free sale, a lowered price or a place that the house
    keeps needs a `note` that says who invites, or why. `reservation`: the cart for which a desk with a centre had the places set
    aside there (`sync.selling`); it sells nothing without. Raises RuleBroken, and then nothing is sold, taken or kept.
    """
    typed = {name: text for name, value in (customer or {}).items() if (text := clean_text(value, longest=LONGEST + 1))}
    check_tenders(pay)

    def work(deed: Deed) -> Sold:
        if book.paired and reservation is None:
            raise RuleBroken("centre_sells")
        lines = chosen(deed.reading, wanted, at=deed.at)
        return record(deed, lines, pay=pay, who=who, typed=typed, note=note, reservation=reservation)

    return book.write(work)


def check_tenders(pay: Sequence[Tender]) -> None:
    """Raises RuleBroken `unknown_method`, `pays_alone` or `nothing_paid` for what is no way to pay."""
    methods = [tender.method for tender in pay]
    strange = next((method for method in methods if method not in SALE_METHODS), None)
    if strange is not None:
        raise RuleBroken("unknown_method", data={"method": strange[:80], "methods": list(SALE_METHODS)})
    if not methods:
        raise RuleBroken("nothing_paid")
    alone = next((method for method in methods if method not in DESK_METHODS), None)
    if alone is not None and len(methods) > 1:
        raise RuleBroken("pays_alone", data={"method": alone})


def record(
    deed: Deed,
    lines: Sequence[Line],
    *,
    pay: Sequence[Tender],
    who: Who,
    typed: Mapping[str, str],
    note: str | None,
    reservation: str | None = None,
) -> Sold:
    """Records a sale of what was chosen; raises RuleBroken."""
    method = pay[0].method if len(pay) == 1 else ""
    if method == FREE:
        lines = [replace(line, price=0) for line in lines]
    _check_words(lines, method=method, typed=typed, note=note)
    quoted = quote_of(lines)
    due = 0 if method in (FREE, *UNPAID) else quoted.total
    payments, rounding, change = received(deed, pay, total=due, currency=quoted.currency)
    method = method or max(payments, key=lambda row: int(row["amount"]))["method"]
    person = deed.new_id() if typed else None
    beside = [] if person is None else [person_beside(deed, person=person, revision=1, fields=typed)]
    invoice = numbered_paper(deed) if method == "invoice" else None
    order = {
        "id": deed.new_id(),
        "number": order_number(deed.random(7)),
        "method": method,
        "currency": quoted.currency,
        "due_at": _due(deed, lines) if method == "invoice" else None,
        "customer": person,
    }
    tickets = ticket_rows(deed, lines, holder=person)
    payload: dict[str, Any] = {
        "order": order,
        "tickets": tickets,
        "persons": [reference for reference, _ in beside],
        "payments": payments,
        "invoice": invoice,
    }
    if reservation is not None:
        payload["reservation"] = reservation
    if method != FREE and any(line.price < line.full for line in lines):
        payload["lowered"] = [
            {"ticket": row["id"], "full": line.full}
            for row, line in zip(tickets, lines, strict=True)
            if line.price < line.full
        ]
    records = tuple(row for _, row in beside)
    outcome = deed.record(make(deed, "order_sold", who=who, payload=payload, note=note, records=records))
    spend(deed, pay, order=str(order["id"]))
    return Sold(
        changes(outcome),
        str(order["id"]),
        str(order["number"]),
        tuple(row["id"] for row in tickets),
        method,
        quoted.total,
        tuple((row["method"], row["amount"]) for row in payments),
        rounding,
        change,
        quoted.currency,
        None if invoice is None else invoice["number"],
        tuple(payments),
    )


def _check_words(lines: Sequence[Line], *, method: str, typed: Mapping[str, str], note: str | None) -> None:
    """Raises RuleBroken where something must be said and is not."""
    said = len(whole_note(note) or "") >= SHORTEST_NOTE
    if method == FREE and not said:
        raise RuleBroken("free_needs_note")
    if method != FREE and not said and any(line.price < line.full for line in lines):
        raise RuleBroken("lowered_needs_note")
    if not said and any(line.hold is not None for line in lines):
        raise RuleBroken("hold_needs_note")
    if method == "invoice" and not (typed.get("name") or typed.get("company")):
        raise RuleBroken("invoice_needs_customer")


def ticket_rows(
    deed: Deed, lines: Sequence[Line], *, holder: str | None, commission: bool = True
) -> list[dict[str, Any]]:
    """New tickets as a payload names them (`payload_parts.SoldTicket`); not `commission`: there is none on them."""
    due = deed.reading.rules().commission_per_ticket if commission else None
    return [
        {
            "id": deed.new_id(),
            "position": position,
            "code": ticket_number(deed.random(16)),
            "performance": line.performance.id,
            "zone": line.zone.id,
            "tariff": line.tariff.name,
            "seat": line.seat,
            "seat_name": line.seat_name,
            "price": line.price,
            "commission": due if line.price else None,
            "holder": holder,
            **({"house_hold": line.hold.id} if line.hold is not None else {}),
        }
        for position, line in enumerate(lines, start=1)
    ]


def received(deed: Deed, pay: Sequence[Tender], *, total: int, currency: str) -> tuple[list[dict[str, Any]], int, int]:
    """The rows of what is received for `total`, the cash rounding and the change. Raises RuleBroken `over_open` (also for what finds
    nothing left to pay: no money is passed over), `wrong_amount`, `still_to_pay`.
    """
    rows: list[dict[str, Any]] = []
    rest, rounded, change = total, 0, 0
    for tender in pay:
        if tender.method not in DESK_METHODS:
            continue
        if not rest and (tender.charge is not None or (rows and tender.amount is not None)):
            raise RuleBroken("over_open", data={"amount": tender.amount, "left": rest, "currency": currency})
        if not rest:
            continue
        taken, rounding, back = tendered(rest, amount=tender.amount, method=tender.method, currency=currency)
        if back and not in_coins(tender.method):
            raise RuleBroken("over_open", data={"amount": tender.amount, "left": rest, "currency": currency})
        if taken <= 0:
            raise RuleBroken("wrong_amount", data={"amount": tender.amount, "currency": currency})
        row = {"id": deed.new_id(), "method": tender.method, "amount": taken, "rounding": rounding}
        booked = terminal_of(deed.reading, tender)
        rows.append(row if booked is None else row | {"terminal": booked})
        rest, rounded, change = rest - (taken - rounding), rounded + rounding, change + back
    if rest:
        raise RuleBroken("still_to_pay", data={"left": rest, "total": total, "currency": currency})
    return rows, rounded, change


def _due(deed: Deed, lines: Sequence[Line]) -> int:
    rules = deed.reading.rules()
    due, _ = calendar.invoice_dates(
        ordered_at=deed.at,
        first_start=calendar.first_start(line.performance for line in lines),
        days=rules.invoice_days,
        reminders=rules.invoice_reminders,
        timezone=rules.timezone,
    )
    return calendar.end_of_day(due, timezone=rules.timezone)


def abort(book: Book, sold: Sold, *, who: Who) -> Changes:
    """Takes a sale back that the centre did not confirm: nothing was handed out, and what was paid goes back. Raises RuleBroken."""
    sale = sold.changes.operations[0]

    def work(deed: Deed) -> Changes:
        refunds = [
            {
                "id": deed.new_id(),
                "payment": row["id"],
                "method": row["method"],
                "amount": row["amount"],
                "rounding": row["rounding"],
            }
            for row in sold.payments
        ]
        payload = {"order": sold.order, "sale": sale, "refunds": refunds}
        return changes(deed.record(make(deed, "sale_aborted", who=who, payload=payload)))

    return book.write(work)
