"""An invoice or credit note as a document in the customer's language."""

from __future__ import annotations

from datetime import date
from functools import partial

from ticketoffice.desk.views import InvoiceLine, InvoicePaper
from ticketoffice.domain.amounts import amount_text
from ticketoffice.domain.calendar import to_datetime
from ticketoffice.printing.documents.document import Document
from ticketoffice.printing.documents.words import word


def invoice_document(paper: InvoicePaper, *, reminder: int | None = None) -> Document:
    """What the page says; a cancelled invoice is stamped, so that nobody pays it. `reminder`: it is sent again, as that."""
    say = partial(word, language=paper.language)
    facts = [(say("order"), paper.order_number)]
    if paper.issued_on:
        facts.insert(0, (say("date"), _day(paper.issued_on)))
    if paper.due_on:
        facts.append((say("due"), _day(paper.due_on)))
    if paper.replaces:
        facts.append((say("replaces"), paper.replaces))
    if paper.cancels:
        facts.append((say("cancels"), paper.cancels))
    again = f"{say('reminder')} {reminder}" if reminder is not None else ""
    return Document(
        title=" · ".join(part for part in (again, f"{say(paper.kind)} {paper.number}") if part),
        letterhead=paper.letterhead,
        recipient=paper.recipient,
        facts=tuple(facts),
        columns=tuple(say(name) for name in ("event", "when", "place", "tariff", "price")),
        rows=tuple(_row(line, currency=paper.currency) for line in paper.lines),
        sums=tuple((say(name), amount_text(amount, paper.currency)) for name, amount in _sums(paper)),
        closing=(say("pay_to"), *paper.pay_to) if paper.open and paper.pay_to else (),
        page_of=say("page"),
        stamp=say("cancelled") if paper.cancelled else "",
    )


def _row(line: InvoiceLine, *, currency: str) -> tuple[str, ...]:
    when = to_datetime(line.starts_at, timezone=line.timezone)
    return (line.event, f"{when:%d.%m.%Y %H:%M}", line.place, line.tariff, amount_text(line.price, currency))


def _sums(paper: InvoicePaper) -> list[tuple[str, int]]:
    sums = [("other", paper.other)] if paper.other else []
    sums.append(("total", paper.amount))
    if paper.paid:
        sums += [("paid", -paper.paid), ("open", paper.open)]
    return sums


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d.%m.%Y}"
