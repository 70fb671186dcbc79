"""Cancelling at the desk: the cross, Finish, Keep, Reinstate, goodwill, telling the customer.

The cross writes one operation (ticket and place), Finish another (reason and refund), "handed out" (`desk.hand_out`) a
third; the command line's `cancel` with reason and refund writes them in one transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ticketoffice.desk import mailing
from ticketoffice.desk.cancelled import Cancelled, told_of
from ticketoffice.desk.hand_out import given_at_once
from ticketoffice.desk.making import make
from ticketoffice.desk.refund import (
    GivenBack,
    Wish,
    check_has_address,
    choices,
    goodwill_reason,
    record_finish,
    spread,
    standing,
    told_given_back,
)
from ticketoffice.domain import cancellation as rules_of
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.identity import ticket_number
from ticketoffice.domain.outcome import Changes, changes
from ticketoffice.domain.people import Who
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.state import Cancellation
from ticketoffice.store.standing import SyncState

if TYPE_CHECKING:
    from ticketoffice.domain.outcome import Outcome
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed


def click(book: Book, tickets: Sequence[str], *, who: Who, now: bool = False) -> Cancelled:
    """The cross: these tickets of one order are invalid and their places free, from now on; `now` ends Keep at once."""

    def work(deed: Deed) -> Cancelled:
        dossier = deed.dossier_of(tickets)
        outcome = _click(deed, dossier, tickets=tickets, who=who)
        if now:
            deed.post_all()
        return told_of(deed, dossier, tickets=tickets, outcomes=[outcome])

    return book.write(work)


def cancel(
    book: Book,
    tickets: Sequence[str],
    *,
    who: Who,
    reason: str,
    method: str | None = None,
    amount: int | None = None,
    paper: str | None = None,
    inform: str | None = None,
    note: str | None = None,
    to_sale: bool = False,
    now: bool = False,
) -> Cancelled:
    """Click and Finish in one transaction; `now` also hands out what is given by hand, and ends Keep."""

    def work(deed: Deed) -> Cancelled:
        dossier = deed.dossier_of(tickets)
        outcomes = [_click(deed, dossier, tickets=tickets, who=who)]
        return _finish_and_tell(deed, tickets=tickets, who=who, outcomes=outcomes, wish=wish, now=now)

    wish = Wish(reason, method, amount, paper, inform, note, to_sale)
    return book.write(work)


def finish(
    book: Book,
    tickets: Sequence[str],
    *,
    who: Who,
    reason: str,
    method: str | None = None,
    amount: int | None = None,
    paper: str | None = None,
    inform: str | None = None,
    note: str | None = None,
    to_sale: bool = False,
    now: bool = False,
) -> Cancelled:
    """Records reason and refund of tickets that were clicked; `now` also hands out what is given by hand, and ends Keep.

    Raises RuleBroken `contested` while the centre still has to answer what was done here with one of them.
    """

    def work(deed: Deed) -> Cancelled:
        _refuse_contested(deed, tickets)
        return _finish_and_tell(deed, tickets=tickets, who=who, outcomes=[], wish=wish, now=now)

    wish = Wish(reason, method, amount, paper, inform, note, to_sale)
    return book.write(work)


def keep(book: Book, tickets: Sequence[str], *, who: Who, by_esc: bool = False) -> Changes:
    """The same tickets again, as long as nothing irreversible happened; raises RuleBroken `final` afterwards."""

    def work(deed: Deed) -> Changes:
        dossier = deed.dossier_of(tickets)
        stand = [standing(dossier, ticket=ticket) for ticket in tickets]
        payload = {
            "order": dossier.order.id,
            "cancels": [c.id for c in stand],
            "by_esc": by_esc,
            "fees": [{"ticket": c.ticket, "amount": c.fee} for c in stand],
        }
        outcome = deed.record(make(deed, "cancellation_kept", who=who, payload=payload))
        _withdraw_mails(deed, dossier, cancellations=stand)
        return changes(outcome)

    return book.write(work)


def reinstate(book: Book, ticket: str, *, who: Who) -> tuple[Changes, str]:
    """A new number on the same place, if that is still free; returns the new ticket's id too."""

    def work(deed: Deed) -> tuple[Changes, str]:
        dossier = deed.dossier_of([ticket])
        cancellation = dossier.cancellation_of(ticket)
        new = deed.new_id()
        payload = {
            "order": dossier.order.id,
            "ticket": ticket,
            "new": new,
            "code": ticket_number(deed.random(16)),
            "position": max(t.position for t in dossier.tickets) + 1,
            "fee": cancellation.fee if cancellation is not None else 0,
        }
        outcome = deed.record(make(deed, "ticket_reinstated", who=who, payload=payload))
        if cancellation is not None:
            _withdraw_mails(deed, dossier, cancellations=[cancellation])
        return changes(outcome), new

    return book.write(work)


def goodwill(
    book: Book,
    ticket: str,
    *,
    who: Who,
    method: str,
    amount: int,
    reason: str | None = None,
    note: str | None = None,
) -> GivenBack:
    """Money back although the ticket was used or it is over; the ticket stays, the place is not freed."""

    def work(deed: Deed) -> GivenBack:
        dossier = deed.dossier_of([ticket])
        lines = spread(deed, dossier, ticket=ticket, method=method, amount=amount)
        payload = {"order": dossier.order.id, "ticket": ticket, "refunds": lines}
        payload["reason"] = reason or goodwill_reason(deed.reading.rules(), note=note)
        promised = deed.record(make(deed, "goodwill_refunded", who=who, payload=payload, note=note))
        given = given_at_once(deed, dossier, promised, who=who, approved=True)
        return told_given_back(deed, dossier, lines=lines, promised=promised, handed=given)

    return book.write(work)


def inform(book: Book, tickets: Sequence[str], *, who: Who, by: str) -> Changes:
    """The customer was told here, or a person sends the mail now; raises RuleBroken `no_address` without an
    address, `mail_by_centre` where that sends it once it has accepted the cancellation.
    """

    def work(deed: Deed) -> Changes:
        dossier = deed.dossier_of(tickets)
        stand = [standing(dossier, ticket=ticket) for ticket in tickets]
        if by == "email":
            return _send_again(deed, dossier, stand=stand)
        if by != "told":
            raise RuleBroken("unknown_inform", data={"by": by})
        payload = {"order": dossier.order.id, "cancels": [c.id for c in stand], "how": "told"}
        return changes(deed.record(make(deed, "customer_told", who=who, payload=payload)))

    return book.write(work)


def _send_again(deed: Deed, dossier: Dossier, *, stand: Sequence[Cancellation]) -> Changes:
    if not mailing.is_real(deed.reading):
        raise RuleBroken("demo_never_mails")
    check_has_address(deed, dossier)
    if any(c.finish is None for c in stand):
        raise RuleBroken("not_finished", next=("finish",))
    known = deed.mail_box.about([c.finish for c in stand if c.finish])
    if mailing.has_centre(deed) and any(c.finish not in known for c in stand):
        raise RuleBroken("mail_by_centre")
    if all(c.finish in known and known[c.finish].state == "sent" for c in stand):
        raise RuleBroken("already_told", data={"at": stand[0].told_at})
    for name in dict.fromkeys(c.finish for c in stand if c.finish):
        deed.mail_box.queue(operation=name, order=dossier.order.id, at=deed.at, not_before=deed.at)
    return Changes((), frozenset({dossier.order.id}), frozenset(c.ticket for c in stand))


# --- parts -------------------------------------------------------------------------------------------------------


def _refuse_contested(deed: Deed, tickets: Sequence[str]) -> None:
    """Somebody else changed it first: nothing more is done with it until the centre has answered (0-decisions 30)."""
    come = deed.reading.standing(deed.dossier_of(tickets).order.id, tickets)
    for ticket in tickets:
        if come.open_of(ticket) == SyncState.CONTESTED:
            raise RuleBroken("contested", data={"ticket": ticket}, next=("show",))


def _click(deed: Deed, dossier: Dossier, *, tickets: Sequence[str], who: Who) -> Outcome:
    performances = deed.reading.catalogue.performances([t.performance for t in dossier.tickets if t.id in tickets])
    until = rules_of.hold_until_after_click(at=deed.at, performances=performances.values(), rules=deed.reading.rules())
    payload = {
        "order": dossier.order.id,
        "hold_until": until,
        "tickets": [{"ticket": ticket, "cancellation": deed.new_id()} for ticket in dict.fromkeys(tickets)],
    }
    return deed.record(make(deed, "tickets_cancelled", who=who, payload=payload))


def _finish_and_tell(
    deed: Deed, *, tickets: Sequence[str], who: Who, outcomes: list[Outcome], wish: Wish, now: bool
) -> Cancelled:
    dossier = deed.dossier_of(tickets)
    chosen = choices(deed, dossier, tickets=tickets, wish=wish)
    promised = record_finish(deed, dossier, tickets=tickets, who=who, wish=wish, refunds=chosen)
    given = given_at_once(deed, dossier, promised, who=who) if now else None
    outcomes += [outcome for outcome in (promised, given) if outcome is not None]
    if now:
        deed.post_all()
    return told_of(deed, dossier, tickets=tickets, outcomes=outcomes, refunds=chosen, reason=wish.reason)


def _withdraw_mails(deed: Deed, dossier: Dossier, *, cancellations: Sequence[Cancellation]) -> None:
    """A notice whose cancellations were all undone is taken out of the box; one for the others goes on."""
    deed.mail_box.withdraw(deed.dossier(dossier.order.id), [c.finish for c in cancellations])
