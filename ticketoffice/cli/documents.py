"""What commands print: JSON documents of fixed shape, or the same as lines of text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from ticketoffice.desk import views
from ticketoffice.desk.case_words import deed_word, said, words_of
from ticketoffice.desk.report_views import CaseLine
from ticketoffice.desk.sentences import spoken
from ticketoffice.desk.words import label, labels
from ticketoffice.domain.amounts import amount_text
from ticketoffice.domain.calendar import to_datetime

if TYPE_CHECKING:
    from ticketoffice.cli.speech import Speech
    from ticketoffice.desk.cancelled import Cancelled


def instant(value: int | None) -> str | None:
    """ISO 8601 in UTC."""
    return None if value is None else to_datetime(value).isoformat().replace("+00:00", "Z")


def local(at: int, zone: str) -> str:
    """A moment as people of that zone say it: 06.11.2026 20:00."""
    return f"{to_datetime(at, timezone=zone):%d.%m.%Y %H:%M}"


def money(amount: int | None, currency: str) -> dict[str, Any] | None:
    """Minor units and currency."""
    return None if amount is None else {"amount": amount, "currency": currency}


def printable(text: str) -> str:
    """A line for a terminal: control characters of data do not reach it."""
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(letter) == "Cc" else letter for letter in text)


def rule_text(value: object) -> str:
    """A rule's value as `rules NAME=VALUE` takes it."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "none" if value is None else str(value)


def found_json(found: views.Found, *, took_ms: float) -> dict[str, Any]:
    """`find`."""
    return {
        "query": found.query,
        "orders": [
            {
                "number": o.number,
                "state": o.state,
                "customer": o.customer,
                "email": o.email,
                "tickets": o.tickets,
                "total": money(o.total, o.currency),
                "created": instant(o.created_at),
                "event": o.event,
                "starts": instant(o.starts_at),
                "matched": o.matched,
                "match": o.match_text,
            }
            | ({"ticket": o.match_text} if o.ticket else {})
            for o in found.orders
        ],
        "took_ms": round(took_ms, 2),
    }


def order_json(order: views.OrderView, *, language: str) -> dict[str, Any]:
    """`show`."""
    currency = order.currency
    return {
        "number": order.number,
        "state": order.state,
        "method": order.method,
        "methods": list(order.methods),
        "method_label": labels(order.methods, language=language),
        "source": order.source,
        "customer": None if order.customer is None else _person_json(order.customer),
        "created": instant(order.created_at),
        "total": money(order.total, currency),
        "paid": money(order.paid, currency),
        "refunded": money(order.refunded, currency),
        "balance": money(order.balance, currency),
        "commission": money(order.commission, currency),
        "due_on": order.due_on,
        "expires_on": order.expires_on,
        "overdue": order.overdue,
        "admit_unpaid": order.admit_unpaid,
        "predecessor": order.predecessor,
        "successor": order.successor,
        "invoices": [_invoice_json(i, currency=currency) for i in order.invoices],
        "notes": [{"text": n.text, "at": instant(n.at), "by": n.by} for n in order.notes],
        "tickets": [ticket_json(t, language=language) for t in order.tickets],
        "payments": [_payment_json(p, currency=currency, language=language) for p in order.payments],
        "refunds": [
            refund_json(r, currency=currency, language=language) | {"ticket": _short(order, r.ticket)}
            for r in order.refunds
        ],
        "cases": [case_json(c, translate=spoken(language)) for c in order.cases],
        "history": [_history_json(h, currency=currency, translate=spoken(language)) for h in order.history],
    }


def _person_json(person: views.PersonView) -> dict[str, Any]:
    return {
        "name": person.name,
        "company": person.company,
        "email": person.email,
        "phone": person.phone,
        "language": person.language,
    }


def _invoice_json(invoice: views.InvoiceView, *, currency: str) -> dict[str, Any]:
    return {
        "number": invoice.number,
        "kind": invoice.kind,
        "amount": money(invoice.amount, currency),
        "issued": instant(invoice.issued_at),
        "cancelled": instant(invoice.cancelled_at),
    }


def _payment_json(payment: views.PaymentView, *, currency: str, language: str) -> dict[str, Any]:
    return {
        "payment": payment.payment,
        "method": payment.method,
        "method_label": label(payment.method, language=language),
        "amount": money(payment.amount, currency),
        "paid_at": instant(payment.paid_at),
        "refunded": money(payment.refunded, currency),
        "counterpart": payment.counterpart,
        "taken_in": payment.taken_in,
    }


def _history_json(line: views.HistoryView, *, currency: str, translate: Callable[[str], str]) -> dict[str, Any]:
    return {
        "operation": line.operation,
        "kind": line.kind,
        "at": instant(line.at),
        "by": line.by,
        "second_person": line.second_person,
        "tickets": list(line.tickets),
        "refused": line.refused,
        "contested": line.sync == "contested",
        "refused_label": None if line.refused is None else translate(words_of(line.refused)[0]),
        "details": _details_json(line.details, currency=currency) | _values_json(line.values),
        "note": line.note,
    }


def _values_json(values: Sequence[views.ValueChange]) -> dict[str, Any]:
    """What a change of the customer changed, field by field; null where it was erased since."""
    changed = [{"field": value.field, "old": value.old, "new": value.new} for value in values]
    return {"changed": changed} if changed else {}


def _details_json(details: Sequence[tuple[str, str | int]], *, currency: str) -> dict[str, Any]:
    """What an operation said; its refunds line by line."""
    found: dict[str, Any] = {}
    refunds: list[dict[str, Any]] = []
    for name, value in details:
        if name == "refund_method":
            refunds.append({"method": value})
        elif name == "refund_amount":
            refunds[-1]["amount"] = money(int(value), currency)
        else:
            found[name] = money(value, currency) if isinstance(value, int) else value
    return found | ({"refunds": refunds} if refunds else {})


def _short(order: views.OrderView, ticket: str | None) -> str | None:
    return next((t.short for t in order.tickets if t.ticket == ticket), None)


def ticket_json(ticket: views.TicketView, *, language: str) -> dict[str, Any]:
    """A ticket within `show`."""
    gone = ticket.cancelled
    return {
        "number": ticket.number,
        "short": ticket.short,
        "holder": ticket.holder,
        "performance": ticket.performance,
        "event": ticket.event,
        "starts": instant(ticket.starts_at),
        "zone": ticket.zone,
        "tariff": ticket.tariff,
        "seat": ticket.seat,
        "house_hold": None if ticket.held_as is None else ticket.held_as.name or ticket.held_as.kind,
        "price": money(ticket.price, ticket.currency),
        "state": ticket.state,
        "commission": money(ticket.commission, ticket.currency),
        "used": instant(ticket.used_at),
        "cancelled": None
        if gone is None
        else {
            "at": instant(gone.at),
            "by": gone.by,
            "reason": gone.reason,
            "reason_label": label(gone.reason, language=language) if gone.reason else None,
            "note": gone.note,
            "paper": gone.paper,
            "refunds": [refund_json(r, currency=ticket.currency, language=language) for r in gone.refunds],
            "informed": instant(gone.told_at),
            "notice": None if gone.notice is None else {"state": gone.notice, "error": gone.notice_error},
            "finished": gone.finished,
            "final": gone.final,
        },
        "predecessor": ticket.predecessor,
        "copies": ticket.copies,
        "collected": instant(ticket.collected_at),
        "successor": ticket.successor,
        "sync": ticket.sync,
    }


def refund_json(refund: views.RefundView, *, currency: str, language: str) -> dict[str, Any]:
    """A refund line."""
    return {
        "payment": refund.payment,
        "method": refund.method,
        "method_label": label(refund.method, language=language),
        "amount": money(refund.amount, currency),
        "promised_at": instant(refund.promised_at),
        "paid_at": instant(refund.paid_at),
        "reason": refund.reason,
        "goodwill": refund.goodwill,
    }


def order_lines(order: views.OrderView, *, speech: Speech) -> list[str]:
    """`show` for people."""
    say, language = speech.say, speech.language
    who = order.customer.name if order.customer and order.customer.name else "-"
    lines = [
        f"{order.number}  {who}  {speech.order_state(order.state)}  {labels(order.methods, language=language)}",
        f"  {'   '.join(_figures(order, speech=speech))}",
    ]
    for t in order.tickets:
        when = speech.day(t.starts_at, timezone=t.timezone)
        lines.append(
            f"  {t.short:<12} {t.event}  {when}  {t.seat or t.zone}  {t.holder or '-'}  {t.tariff}  "
            f"{amount_text(t.price, t.currency)}  {speech.word(t.state)}"
            + (f" -> {t.successor}" if t.successor else "")
        )
        lines += _gone_lines(t, language=language)
    lines += [
        "  "
        + say("the notice about {ticket}: {state}", ticket=t.short, state=speech.word(gone.notice))
        + (f" ({gone.notice_error})" if gone.notice_error else "")
        for t in order.tickets
        if (gone := t.cancelled) is not None and gone.notice in ("queued", "stale", "refused")
    ]
    lines += [
        f"  {speech.labelled(say('performance'), name)}" for name in dict.fromkeys(t.performance for t in order.tickets)
    ]
    for case in order.cases:
        lines.append(f"  {speech.labelled(speech.word('case'), '  '.join(said(case, translate=spoken(language))))}")
    lines += [f"  {speech.labelled(say('note'), n.text)}" for n in order.notes]
    return lines


def _figures(order: views.OrderView, *, speech: Speech) -> list[str]:
    """How many tickets still let in, and what was paid and given back."""
    money, n = partial(amount_text, currency=order.currency), len(order.tickets)
    live = (
        speech.counted("{live} of {n} ticket held", "{live} of {n} tickets held", n, live=order.live_tickets)
        if order.state == "pending"
        else speech.counted("{live} of {n} ticket valid", "{live} of {n} tickets valid", n, live=order.live_tickets)
    )
    told = [
        live,
        speech.say("paid {amount}", amount=money(order.paid)),
        speech.say("refunded {amount}", amount=money(order.refunded)),
        speech.say("open {amount}", amount=money(max(order.balance, 0))),
    ]
    if order.balance < 0:
        told.append(speech.say("credit {amount}", amount=money(-order.balance)))
    return told


def _gone_lines(ticket: views.TicketView, *, language: str) -> list[str]:
    """Why a ticket was cancelled, and how its money went back."""
    gone = ticket.cancelled
    if gone is None or gone.reason is None:
        return []
    refunds = [f"{label(r.method, language=language)} {amount_text(r.amount, ticket.currency)}" for r in gone.refunds]
    return [
        f"    {', '.join([label(gone.reason, language=language), *refunds])}"
        + (f"  ({gone.note})" if gone.note else "")
    ]


def case_json(line: CaseLine, *, translate: Callable[[str], str]) -> dict[str, Any]:
    """A case or a credit, in `report` and in `show`."""
    why, do = words_of(line.why, contested=line.contested)
    return {
        "case": line.case,
        "order": line.where.order_number or None,
        "ticket": line.where.short,
        "place": line.where.place or None,
        "customer": line.where.customer or None,
        "email": line.where.email or None,
        "phone": line.where.phone or None,
        "amount": None if line.amount is None or not line.currency else money(line.amount, line.currency),
        "desk": line.desk,
        "deed": line.deed,
        "deed_label": None if line.deed is None else translate(deed_word(line.deed)),
        "by": line.by,
        "never_made": line.lost,
        "before": line.first.told() if line.first is not None else None,
        "handed_out_twice": None if line.given_twice is None else money(line.given_twice, line.currency),
        "replaced_by": list(line.successors),
        "next": list(line.next),
        "why": line.why,
        "contested": line.contested,
        "why_label": translate(why),
        "since": instant(line.since),
        "to_do": translate(do),
    }


def check_json(answer: views.CheckView) -> dict[str, Any]:
    """`check`."""
    return {
        "answer": answer.answer,
        "badge": answer.badge,
        "reason": answer.reason,
        "ticket": answer.number,
        "short": answer.short,
        "order": answer.order,
        "since": instant(answer.since),
        "by": answer.by,
        "list_age_s": None,
    }


def free_json(free: views.FreeView) -> dict[str, Any]:
    """`free`."""
    return {
        "performance": free.performance,
        "event": free.event,
        "starts": instant(free.starts_at),
        "zones": [
            {
                "zone": z.zone,
                "capacity": z.capacity,
                "sold": z.sold,
                "held": z.held,
                "allotted": 0,
                "house_held": z.kept,
                "free": z.free,
                "sellable_here": z.free,
            }
            for z in free.zones
        ],
        "quotas": [{"name": q.name, "capacity": q.capacity, "free": q.free} for q in free.quotas],
    }


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as aligned lines."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))] if rows else []
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def cancelled_json(done: Cancelled, order: views.OrderView, *, language: str, now: bool) -> dict[str, Any]:
    """What a cancellation or Finish did."""
    shorts = {t.ticket: t.short for t in order.tickets}
    return {
        "operation": done.changes.operations[0],
        "operations": list(done.changes.operations),
        "order": order.number,
        "tickets": [shorts[t] for t in done.tickets],
        "freed": [{"performance": f.performance, "zone": f.zone, "seat": f.seat} for f in done.freed],
        "finished": done.finished,
        "refunds": [
            {
                "ticket": shorts.get(r.ticket),
                "method": r.method,
                "method_label": label(r.method, language=language),
                "amount": money(r.amount, done.currency),
            }
            for r in done.refunds
        ],
        "reason": done.reason,
        "reason_label": label(done.reason, language=language) if done.reason else None,
        "hold_until": None if now else instant(done.hold_until),
        "commission_due": money(done.commission_due, done.currency),
        "order_state": done.order_state,
        "hand_out": money(sum(done.hand_out.values()), done.currency),
    }
