"""Deeds on orders that wait: release, admit unpaid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ticketoffice.desk import mailing
from ticketoffice.desk.making import make, numbered_paper
from ticketoffice.desk.refund import check_has_address
from ticketoffice.desk.waiting import views_of
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.invoice import needs_credit_note
from ticketoffice.domain.notices import EMAIL
from ticketoffice.domain.operation import Touches
from ticketoffice.domain.outcome import Changes, changes
from ticketoffice.domain.people import Who
from ticketoffice.domain.rules import NOT_COLLECTED, NOT_PAID
from ticketoffice.domain.waiting import RELEASE, due
from ticketoffice.domain.waiting import waiting as held

if TYPE_CHECKING:
    from ticketoffice.domain.outcome import Outcome
    from ticketoffice.domain.situation import Dossier
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed


class Released(Struct, frozen=True):
    """What was given up: the tickets' short numbers; `credit` is what of it had been paid, in minor units."""

    changes: Changes
    order: str
    order_number: str
    tickets: tuple[str, ...]
    credit: int
    currency: str
    credit_note: str | None


class ReleasePreview(Struct, frozen=True):
    """What releasing these tickets (ids) would do: their `shorts`, the reason, what becomes credit of what was paid, in
    minor units, and whether a credit note cancels the invoice.
    """

    order: str
    order_number: str
    tickets: tuple[str, ...]
    shorts: tuple[str, ...]
    reason: str
    credit: int
    currency: str
    credit_note: bool


def preview(book: Book, order: str, *, tickets: Sequence[str] = ()) -> ReleasePreview:
    """What a person would release now; writes nothing. Raises RuleBroken `not_waiting`.

    Of a reservation these tickets, or without any named those whose time has come, if it has for some; of an invoice, which
    is one paper, all that wait.
    """
    with book.read() as reading:
        situation = reading.situation(Touches(orders=(order,)), at=book.clock.now())
    dossier = situation.dossiers[order]
    per_invoice, all_ = dossier.order.method == "invoice", held(dossier)
    found = due(dossier, performances=situation.performances, rules=situation.rules, now=situation.at)
    past = [t for t in all_ if found is not None and t.id in found.tickets]
    gone = all_ if per_invoice else [t for t in all_ if t.id in tickets] or past or all_
    if not gone:
        raise RuleBroken("not_waiting", data={"order": dossier.order.number}, next=("show",))
    return ReleasePreview(
        order=order,
        order_number=dossier.order.number,
        tickets=tuple(ticket.id for ticket in gone),
        shorts=tuple(f"{dossier.order.number}-{ticket.position}" for ticket in gone),
        reason=NOT_PAID if per_invoice else NOT_COLLECTED,
        credit=max(0, sum(ticket.price for ticket in gone) - dossier.balance),
        currency=dossier.order.currency,
        credit_note=needs_credit_note(dossier, gone={ticket.id for ticket in gone}),
    )


def release(
    book: Book, order: str, *, who: Who, tickets: Sequence[str] | None = None, inform: str | None = None
) -> Released:
    """A person releases an order that waits, or only these tickets of a reservation; raises RuleBroken.

    `inform` "email" tells the customer; a reservation that nobody collected is told to nobody otherwise.
    """

    def work(deed: Deed) -> Released:
        return _released(deed, deed.dossier(order), tickets=tickets, who=who, inform=inform)

    return book.write(work)


def release_performance(book: Book, performance: str, *, who: Who, orders: Sequence[str] = ()) -> tuple[Released, ...]:
    """Releases the tickets of a performance (its external name) that are reserved on site: of these orders, or without
    any named, of all whose release time has come. All or none; raises RuleBroken.
    """

    def work(deed: Deed) -> tuple[Released, ...]:
        wanted = deed.reading.catalogue.performance_named(performance).id
        chosen = list(dict.fromkeys(orders)) or deed.reading.open_lists.waiting()
        done = []
        for view in views_of(deed.reading, chosen, now=deed.at):
            dossier = deed.dossier(view.order)
            past = view.let_go if view.due == RELEASE else ()
            of_it = [t.id for t in held(dossier) if t.performance == wanted and (orders or t.id in past)]
            if of_it:
                done.append(_released(deed, dossier, tickets=of_it, who=who, inform=None))
        for missing in set(orders) - {released.order for released in done}:
            raise RuleBroken("not_waiting", data={"order": deed.dossier(missing).order.number}, next=("show",))
        return tuple(done)

    return book.write(work)


def record_release(
    deed: Deed,
    dossier: Dossier,
    *,
    tickets: Sequence[str] | None,
    who: Who | None,
    inform: str | None,
    by_rule: bool = False,
) -> Outcome:
    """Inside a transaction: the release, its credit note, and the notice if there is to be one."""
    order, per_invoice = dossier.order, dossier.order.method == "invoice"
    if inform == EMAIL:
        check_has_address(deed, dossier)
    elif inform is not None and inform != "later":
        raise RuleBroken("unknown_inform", data={"by": inform})
    chosen = list(dict.fromkeys(tickets)) if tickets is not None else [t.id for t in held(dossier)]
    payload: dict[str, Any] = {
        "order": order.id,
        "reason": NOT_PAID if per_invoice else NOT_COLLECTED,
        "by_rule": by_rule,
        "inform": inform or ("later" if per_invoice else None),
        "tickets": [{"ticket": ticket, "cancellation": deed.new_id()} for ticket in chosen],
    }
    if needs_credit_note(dossier, gone=set(chosen)):
        payload["credit_note"] = numbered_paper(deed)
    return mailing.record(deed, "order_released", who=who, payload=payload, by_mail=inform == EMAIL, not_before=deed.at)


def _released(deed: Deed, dossier: Dossier, *, tickets: Sequence[str] | None, who: Who, inform: str | None) -> Released:
    outcome = record_release(deed, dossier, tickets=tickets, who=who, inform=inform)
    payload, order = outcome.operation.payload, dossier.order
    gone = {row["ticket"] for row in payload["tickets"]}
    return Released(
        changes=changes(outcome),
        order=order.id,
        order_number=order.number,
        tickets=tuple(f"{order.number}-{t.position}" for t in dossier.tickets if t.id in gone),
        credit=max(0, -deed.dossier(order.id).balance),
        currency=order.currency,
        credit_note=payload["credit_note"]["number"] if "credit_note" in payload else None,
    )


def admit_unpaid(book: Book, order: str, *, who: Who, admit: bool = True) -> Changes:
    """The tickets of a waiting invoice let in before it is paid, or no longer; needs a second person. Raises RuleBroken."""
    payload = {"order": order, "admit": admit}
    return book.write(lambda deed: changes(deed.record(make(deed, "unpaid_admitted", who=who, payload=payload))))
