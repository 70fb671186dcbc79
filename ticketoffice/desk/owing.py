"""Money that customers have with the venue, and cases that somebody must settle: the lists of both, and what to do.

Credit is given back by `desk.credit`, a case is closed by `desk.cases`. To a customer whose data is to be erased (`desk.
customer`) all that is owed counts: credit, and what was promised and has not left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ticketoffice.desk.attention import Open, needs_attention
from ticketoffice.desk.case_facts import CaseFacts, case_facts
from ticketoffice.desk.case_words import said
from ticketoffice.desk.csv_text import csv_bytes, delimiter_of
from ticketoffice.desk.report_views import (
    CASE_TITLES,
    EVERYTHING,
    Asked,
    CaseLine,
    CaseReport,
    Owing,
    Total,
    Where,
)
from ticketoffice.desk.reports import Translate, moment_of, plain, same, wanted_by
from ticketoffice.domain.credit import credit, why
from ticketoffice.domain.still_open import is_owed

if TYPE_CHECKING:
    from ticketoffice.domain.operation import PersonRecord
    from ticketoffice.domain.situation import Dossier
    from ticketoffice.store.book import Book
    from ticketoffice.store.reading import Reading


NOWHERE = Where("", "", None, None, "", None, "UTC", "", None, "", "", "")
"""Of an order that nobody here knows."""


def owing(book: Book) -> Owing:
    """Both lists, of all days."""
    return Owing(credits(book), cases(book))


def credits(book: Book, asked: Asked = EVERYTHING) -> CaseReport:
    """What customers have with the venue beside their orders, the oldest first; only `asked.since` is looked at."""
    with book.read() as reading:
        since = reading.reports.credits()
        dossiers = reading.dossiers(list(since))
        owed = {order: credit(dossier) for order, dossier in dossiers.items()}
        lines = [
            CaseLine(
                f"credit {order}",
                None,
                why(dossiers[order]),
                owed[order],
                dossiers[order].order.currency,
                since[order] or _last_money(dossiers[order]),
                where,
                is_credit=True,
            )
            for order, where in _places(reading, [d for o, d in dossiers.items() if owed[o]]).items()
        ]
        return _report(reading, lines, asked=asked, now=book.clock.now())


def _last_money(dossier: Dossier) -> int:
    """When money last came for an order, or one of its tickets was given up, as its rows say it; else when it was made."""
    moments = [p.paid_at for p in dossier.payments] + [c.cancelled_at for c in dossier.cancellations]
    return max((at for at in moments if at is not None), default=dossier.order.created_at or 0)


def cases(book: Book, asked: Asked = EVERYTHING) -> CaseReport:
    """What needs somebody, the oldest first; only `asked.since` is looked at."""
    with book.read() as reading:
        lines = case_lines(reading, needs_attention(reading))
        return _report(reading, lines, asked=asked, now=book.clock.now())


def cases_about(reading: Reading, order: str, *, made: Collection[str] = ()) -> tuple[CaseLine, ...]:
    """What needs somebody about one order, also by an order that was `made` of it and refused."""
    found = needs_attention(reading, orders={order, *made})
    return tuple(line for line in case_lines(reading, found) if line.where.order == order)


def case_lines(reading: Reading, found: Sequence[Open]) -> list[CaseLine]:
    """These cases as lines, in their order."""
    facts = case_facts(reading, found)
    places = _places(reading, [one.order for one in facts if one.order is not None])
    return [_case(one, places) for one in facts]


def _case(facts: CaseFacts, places: Mapping[str, Where]) -> CaseLine:
    row, order = facts.row, facts.order
    where = NOWHERE if order is None else places[order.order.id]
    if order is None:
        where = replace(where, order=row.order or "")
    elif facts.tickets:
        where = replace(where, ticket=facts.ticket, short=", ".join(facts.tickets), place=facts.place)
    return CaseLine(
        row.key,
        row.case,
        facts.why,
        facts.amount,
        facts.currency,
        row.at,
        where,
        contested=row.contested,
        deed=facts.deed,
        desk=facts.desk,
        by=facts.by,
        lost=facts.lost,
        first=facts.first,
        given_twice=facts.before.given or None if facts.before is not None else None,
        successors=facts.successors,
        next=facts.next,
    )


def _places(reading: Reading, dossiers: Iterable[Dossier]) -> dict[str, Where]:
    """What a line says of an order."""
    known = list(dossiers)
    people = reading.persons([d.order.customer for d in known if d.order.customer])
    return {d.order.id: _where(d, people) for d in known}


def _where(dossier: Dossier, people: Mapping[str, PersonRecord]) -> Where:
    order = dossier.order
    record = people.get(order.customer or "")
    fields = record.fields if record is not None else {}
    name = fields.get("name") or fields.get("company") or ""
    who = (name, fields.get("email") or "", fields.get("phone") or "")
    return Where(order.id, order.number, None, None, "", None, "UTC", "", order.source, *who)


def _report(reading: Reading, lines: Sequence[CaseLine], *, asked: Asked, now: int) -> CaseReport:
    first = wanted_by(reading, asked, now=now).since or 0
    left = sorted((line for line in lines if line.since >= first), key=lambda line: (line.since, line.key))
    sums: dict[str, list[int]] = {}
    for line in left:
        if line.amount:
            sums.setdefault(line.currency, []).append(line.amount)
    totals = tuple(Total("", currency, sum(amounts), len(amounts)) for currency, amounts in sorted(sums.items()))
    return CaseReport(tuple(left), totals, reading.rules().timezone)


def cases_csv(report: CaseReport, *, language: str = "en", translate: Translate = same) -> bytes:
    """The report as a CSV file."""
    return csv_bytes(
        [translate(title) for title in CASE_TITLES],
        (
            (
                moment_of(line.since, report.timezone),
                line.where.order_number,
                line.where.short or "",
                line.where.customer,
                line.where.email,
                line.where.phone,
                None if line.amount is None else plain(line.amount),
                line.currency,
                *said(line, translate=translate),
            )
            for line in report.lines
        ),
        delimiter=delimiter_of(language),
    )


# --- to one customer --------------------------------------------------------------------------------------------------


class Owed(Struct, frozen=True):
    """What one order owes its customer: its credit, and what was promised and has not left."""

    order_number: str
    amount: int
    currency: str


def owed_to_customer(reading: Reading, dossier: Dossier) -> tuple[Owed, ...]:
    """What the customer of an order is owed, by any of their orders."""
    customer = dossier.order.customer
    orders = reading.orders_of_customer(customer) if customer is not None else (dossier.order.id,)
    found = []
    for one in reading.dossiers(list(orders)).values():
        amount = credit(one) + sum(refund.amount for refund in one.refunds if is_owed(refund))
        if amount:
            found.append(Owed(one.order.number, amount, one.order.currency))
    return tuple(sorted(found, key=lambda owed: owed.order_number))
