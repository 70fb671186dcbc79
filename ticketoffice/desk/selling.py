"""Sells: chooses places, works out what they cost, and records the order with the money that was taken for it.

Nothing is sold before `sell` has returned: paper, drawer and the word "sold" come after that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from ticketoffice.desk.card_charges import spend
from ticketoffice.desk.choosing import Line, Quote, Wanted, chosen, quote_of
from ticketoffice.desk.making import make, numbered_paper, person_beside
from ticketoffice.desk.tenders import Received, Tender, check_tenders, received
from ticketoffice.domain import calendar
from ticketoffice.domain.canonical import clean_text
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.identity import order_number, ticket_number
from ticketoffice.domain.operation import broken
from ticketoffice.domain.outcome import Changes, changes
from ticketoffice.domain.people import Who
from ticketoffice.domain.person_data import LONGEST
from ticketoffice.domain.said import is_said, unsaid, whole_note
from ticketoffice.domain.selling import FREE, UNPAID

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed


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
    alone = pay[0].method if len(pay) == 1 else None
    if alone == FREE:
        lines = [replace(line, price=0) for line in lines]
    _check_words(lines, method=alone, typed=typed, note=note)
    quoted = quote_of(lines)
    due = 0 if alone in (FREE, *UNPAID) else quoted.total
    money = received(deed, pay, total=due, currency=quoted.currency)
    method = alone or max(money.rows, key=lambda row: int(row["amount"]))["method"]
    person = deed.new_id() if typed else None
    beside = [] if person is None else [person_beside(deed, person=person, revision=1, fields=typed)]
    payload = {
        **_order(deed, lines, method=method, currency=quoted.currency, customer=person),
        "persons": [reference for reference, _ in beside],
        "payments": list(money.rows),
    }
    payload |= {} if reservation is None else {"reservation": reservation}
    payload |= {} if method == FREE else _lowered(lines, payload["tickets"])
    records = tuple(row for _, row in beside)
    outcome = deed.record(make(deed, "order_sold", who=who, payload=payload, note=note, records=records))
    spend(deed, (tender.charge for tender in pay), order=payload["order"]["id"])
    return _sold(payload, quoted, money, done=changes(outcome))


def _order(deed: Deed, lines: Sequence[Line], *, method: str, currency: str, customer: str | None) -> dict[str, Any]:
    """The new order of a payload, with its tickets and, of an invoice, its numbered paper."""
    invoice = numbered_paper(deed) if method == "invoice" else None
    order = {
        "id": deed.new_id(),
        "number": order_number(deed.random(7)),
        "method": method,
        "currency": currency,
        "due_at": None if invoice is None else _due(deed, lines),
        "customer": customer,
    }
    return {"order": order, "tickets": ticket_rows(deed, lines, holders=[customer] * len(lines)), "invoice": invoice}


def _lowered(lines: Sequence[Line], tickets: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What the payload says of the prices that somebody lowered."""
    rows = [
        {"ticket": row["id"], "full": line.full}
        for row, line in zip(tickets, lines, strict=True)
        if line.price < line.full
    ]
    return {"lowered": rows} if rows else {}


def _sold(payload: Mapping[str, Any], quoted: Quote, money: Received, *, done: Changes) -> Sold:
    order, invoice = payload["order"], payload["invoice"]
    return Sold(
        done,
        order["id"],
        order["number"],
        tuple(row["id"] for row in payload["tickets"]),
        order["method"],
        quoted.total,
        money.by_method,
        money.rounding,
        money.change,
        quoted.currency,
        None if invoice is None else invoice["number"],
        money.rows,
    )


def _check_words(lines: Sequence[Line], *, method: str | None, typed: Mapping[str, str], note: str | None) -> None:
    """Raises RuleBroken where something must be said and is not."""
    no = unsaid(
        free=method == FREE,
        lowered=method != FREE and any(line.price < line.full for line in lines),
        from_house=any(line.hold is not None for line in lines),
        said=is_said(whole_note(note)),
    )
    if no is not None:
        raise broken(no)
    if method == "invoice" and not (typed.get("name") or typed.get("company")):
        raise RuleBroken("invoice_needs_customer")


def ticket_rows(
    deed: Deed, lines: Sequence[Line], *, holders: Sequence[str | None], commission: bool = True
) -> list[dict[str, Any]]:
    """New tickets as a payload names them (`payload_parts.SoldTicket`), one for each of the `holders`; not `commission`: there is none
    on them.
    """
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
        for position, (line, holder) in enumerate(zip(lines, holders, strict=True), start=1)
    ]


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
