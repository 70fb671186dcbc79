"""What the strip shows: the open cancellations of an order, with the likely choices already made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ticketoffice.desk.hand_out import Promise, promised_elsewhere
from ticketoffice.desk.mailing import why_no_mail
from ticketoffice.desk.show import Shown, load, ticket_view
from ticketoffice.desk.views import OpenWork, StripView
from ticketoffice.domain import calendar, money
from ticketoffice.domain.cross import cross, why_final, why_not
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.operation import Touches, broken
from ticketoffice.domain.order import whole as whole_of
from ticketoffice.domain.people import NEEDS_SECOND_PERSON
from ticketoffice.domain.person_data import is_address
from ticketoffice.domain.rules import VenueRules
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.still_open import is_to_hand_out, is_unfinished

if TYPE_CHECKING:
    from ticketoffice.store.book import Book


def strip(
    book: Book, order: str, *, scanned: bool = False, mail_server: bool = False, only: Sequence[str] | None = None
) -> StripView | None:
    """The unfinished cancellations of an order, or `only` those of these tickets, or None; `scanned`: it was opened from the
    ticket in hand.
    """
    with book.read() as reading:
        shown = load(reading, order, now=book.clock.now())
        no_mail = why_no_mail(reading, server=mail_server)
    waiting = [c for c in shown.dossier.cancellations if is_unfinished(c, shown.dossier.ticket(c.ticket))]
    if only is not None:
        waiting = [c for c in waiting if c.ticket in only]
    if not waiting:
        return None
    view = _view(shown, shown.dossier, tickets=[c.ticket for c in waiting], scanned=scanned, no_mail=no_mail)
    final = [why_final(shown.dossier, cancellation=c, situation=shown.situation) for c in waiting]
    return replace(view, keepable=not any(final))


def whole(book: Book, order: str, *, scanned: bool = False, mail_server: bool = False) -> StripView:
    """The same for cancelling the whole order, before it is done: what its tickets could give back if they were credit.

    Raises RuleBroken where more than a second person is needed.
    """
    with book.read() as reading:
        shown = load(reading, order, now=book.clock.now())
        no_mail = why_no_mail(reading, server=mail_server)
    tickets = whole_of(shown.dossier)
    verdict = why_not(shown.dossier, tickets=[t.id for t in tickets], situation=shown.situation)
    if verdict.reason not in (None, NEEDS_SECOND_PERSON.reason):
        raise broken(verdict)
    credited = replace(shown.dossier, balance=shown.dossier.balance - sum(t.price for t in tickets))
    return _view(shown, credited, tickets=[t.id for t in tickets], scanned=scanned, no_mail=no_mail)


def usual_instead(view: StripView, method: str) -> tuple[str, ...]:
    """How this money usually goes back where `method` is another one of a desk; of several payments the preset leaves each as it was."""
    proposed = [share for share in view.proposals if share.amount]
    if method == view.method and len({share.method for share in proposed}) > 1:
        return ()
    return money.usual_instead((share.method, method) for share in proposed)


def _view(shown: Shown, dossier: Dossier, *, tickets: Sequence[str], scanned: bool, no_mail: str | None) -> StripView:
    shares = money.propose(dossier, tickets=tickets, rules=shown.situation.rules)
    chosen = [t for t in dossier.tickets if t.id in tickets]
    customer = shown.people.get(dossier.order.customer or "")
    has_address = customer is not None and is_address(customer.fields.get("email", ""))
    no_mail = no_mail or (None if has_address else "no_address")
    method = next((share.method for share in shares if share.amount), "nothing")
    commissions = [t.commission for t in chosen if t.commission is not None]
    return StripView(
        order=dossier.order.id,
        order_number=dossier.order.number,
        tickets=tuple(ticket_view(shown, t) for t in chosen),
        proposals=shares,
        amount=sum(s.amount for s in shares),
        paid=sum(p.amount for p in dossier.payments),
        currency=dossier.order.currency,
        method=method,
        reasons=shown.situation.rules.reasons,
        methods=shown.situation.rules.methods,
        inform="told" if scanned or method == "cash" else "email" if no_mail is None else "later",
        can_email=no_mail is None,
        no_email=no_mail,
        commission_due=sum(commissions) if commissions else None,
        keepable=False,
        source=dossier.order.source,
        needs_second_person=any(calendar.has_started(shown.performance(t), at=shown.now) for t in chosen),
    )


def open_work(book: Book) -> tuple[OpenWork, ...]:
    """What this desk has still to finish or to hand out, the oldest of each first: the top bar counts it. What another desk
    promised is that desk's.
    """
    with book.read() as reading:
        clicked = [OpenWork(order, ticket, "unfinished") for order, ticket in reading.open_lists.unfinished()]
        promised = [OpenWork(order, ticket, "hand_out") for order, ticket in reading.open_lists.to_hand_out()]
    return (*clicked, *promised)


class Choices(Struct, frozen=True):
    """How money can be given back out of goodwill, and how it fits the way the order was paid."""

    methods: tuple[str, ...]
    method: str


def choices(dossier: Dossier, rules: VenueRules) -> Choices:
    """The refund methods of the venue that give something; the preset follows the newest payment."""
    methods = tuple(method for method in rules.methods if method != "nothing") or rules.methods
    paid = next((p.method for p in reversed(dossier.payments) if p.amount > 0), None)
    method = "" if paid is None else money.refund_method(paid, rules=rules)
    return Choices(methods, method if method in methods else methods[0])


class Explained(Struct, frozen=True):
    """Why a cross does not cancel: the rule with the deeds that would help (`next`), and how goodwill could be given:
    at most `left`, what the first ticket can still give back.
    """

    problem: RuleBroken
    choices: Choices
    left: int


def explain(book: Book, tickets: Sequence[str]) -> Explained | None:
    """What stands in the way of cancelling these tickets of one order, or None; nothing is written.

    Of a ticket that is gone it is said how it went, and what its own cross would do. Raises RuleBroken `not_found`.
    """
    with book.read() as reading:
        order = reading.order_of_ticket(tickets[0])
        if order is None:
            raise RuleBroken("not_found", data={"ticket": tickets[0]})
        situation = reading.situation(Touches(orders=(order,)), at=book.clock.now())
    dossier = situation.dossiers[order]
    no = why_not(dossier, tickets=tickets, situation=situation)
    if no.accepted:
        return None
    gone = dossier.ticket(str(no.data.get("ticket"))) if no.reason == "already_cancelled" else None
    helps = cross(dossier, ticket=gone, situation=situation).next if gone is not None else no.next
    problem = RuleBroken(str(no.reason), data=dict(no.data), next=helps)
    first = dossier.own(tickets[0])
    return Explained(problem, choices(dossier, situation.rules), money.left_for_goodwill(dossier, ticket=first))


class Owed(Struct, frozen=True):
    """Money that was promised from the drawer or the terminal and not handed out yet; `elsewhere`: another desk promised it."""

    amount: int
    currency: str
    method: str
    tickets: tuple[str, ...]
    timezone: str
    elsewhere: Promise | None = None


def owed(book: Book, order: str) -> Owed | None:
    """What must still be handed out for an order, one method at a time and what was promised here first, or None."""
    with book.read() as reading:
        dossier = reading.dossiers([order])[order]
        waiting = [r for r in dossier.refunds if is_to_hand_out(r)]
        elsewhere = promised_elsewhere(reading, dossier, waiting)
        zone = reading.rules().timezone
    if not waiting:
        return None
    asked = next((r for r in waiting if r.id not in elsewhere), waiting[0])
    promise = elsewhere.get(asked.id)
    first = [r for r in waiting if r.method == asked.method and elsewhere.get(r.id) == promise]
    return Owed(
        sum(money.handed_out(first, currency=dossier.order.currency).values()),
        dossier.order.currency,
        asked.method,
        tuple(r.ticket for r in first if r.ticket),
        zone,
        promise,
    )
