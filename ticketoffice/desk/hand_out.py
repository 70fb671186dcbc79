"""Money that leaves: what was promised is handed out, put back or sent, by whom it is to be given and once alone.

A deed promises (`desk.cancel`, `desk.credit`); what a person gives by hand can be given with it (`given_at_once`), else
somebody says later that it was (`paid_out`). Two desks that both believe a hand-out theirs would give it twice: it is
given by the one that promised it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ticketoffice.desk.making import make
from ticketoffice.domain import money
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.money import RefundShare
from ticketoffice.domain.outcome import Changes, changes
from ticketoffice.domain.people import NEEDS_SECOND_PERSON, Who
from ticketoffice.domain.rules import BY_HAND
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.state import Refund
from ticketoffice.domain.still_open import is_owed, is_to_hand_out

if TYPE_CHECKING:
    from ticketoffice.domain.outcome import Outcome
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed
    from ticketoffice.store.reading import Reading


AT_THE_COUNTER = 10 * 60 * 1_000_000
"""Microseconds after a promise for which the drawer that opened with it is thought to be at hand; later it was shut again."""


class PaidOut(Struct, frozen=True):
    """Which refunds were marked as given, in minor units of the order's currency. `drawer_shut`: the methods of those for which no
    drawer stands open: they were promised a while ago, or at another desk.
    """

    changes: Changes
    order: str
    refunds: tuple[RefundShare, ...]
    currency: str
    drawer_shut: tuple[str, ...]


def paid_out(book: Book, tickets: Sequence[str], *, who: Who, methods: Collection[str] | None = None) -> PaidOut:
    """The money of these tickets' refunds was handed out, put back or sent: the drawer moves, Keep is over.

    `methods`: only what is given by these; one who gives cash says nothing about a transfer.
    """

    def work(deed: Deed) -> PaidOut:
        dossier = deed.dossier_of(tickets)
        return _paid_out(deed, dossier, named=refunds_of(dossier, tickets=tickets, methods=methods), who=who)

    return book.write(work)


def refunds_paid(book: Book, order: str, refunds: Collection[str], *, who: Who) -> PaidOut:
    """These very refunds of an order were given; credit has no ticket that would name it."""

    def work(deed: Deed) -> PaidOut:
        dossier = deed.dossier(order)
        return _paid_out(deed, dossier, named=[r for r in dossier.refunds if r.id in refunds], who=who)

    return book.write(work)


def paid_out_credit(book: Book, order: str, *, who: Who) -> PaidOut:
    """The credit of an order that was promised back was given. Raises RuleBroken `nothing_open`."""
    with book.read() as reading:
        dossier = reading.dossiers([order])[order]
    return refunds_paid(book, order, [r.id for r in dossier.refunds if r.ticket is None], who=who)


def _paid_out(deed: Deed, dossier: Dossier, *, named: Sequence[Refund], who: Who) -> PaidOut:
    shut = _drawer_shut(deed, dossier, [r for r in named if is_owed(r)])
    outcome, refunds = record_paid_out(deed, dossier, named=named, who=who)
    return PaidOut(changes(outcome), dossier.order.id, refunds, dossier.order.currency, shut)


def _drawer_shut(deed: Deed, dossier: Dossier, refunds: Sequence[Refund]) -> tuple[str, ...]:
    elsewhere = promised_elsewhere(deed.reading, dossier, refunds)
    shut = (r for r in refunds if r.id in elsewhere or not 0 <= deed.at - (r.promised_at or 0) <= AT_THE_COUNTER)
    return tuple(dict.fromkeys(r.method for r in shut))


def given_at_once(
    deed: Deed, dossier: Dossier, promised: Outcome, *, who: Who, approved: bool = False, of: str | None = None
) -> Outcome | None:
    """What an operation has just promised and a person gives by hand was given with it; None where nothing of it is.

    `of`: of several orders that it was about this one alone. `approved`: whoever stood beside the promise stands beside this
    too, and it is that which names them. Raises RuleBroken as `record_paid_out` does.
    """
    rows = [row for row in promised.rows if isinstance(row, Refund) and of in (None, row.order)]
    by_hand = [row for row in rows if is_to_hand_out(row)]
    if not by_hand:
        return None
    after = deed.dossier(dossier.order.id)
    if approved:
        return _record(deed, after, refunds=by_hand, who=Who(who.person))
    return record_paid_out(deed, after, named=by_hand, who=who)[0]


def given_at_once_by(methods: Iterable[str]) -> tuple[str, ...]:
    """Those of these refund methods by which a deed that promises credit or goodwill gives it too."""
    return tuple(method for method in methods if method in BY_HAND)


def refunds_of(dossier: Dossier, *, tickets: Sequence[str], methods: Collection[str] | None = None) -> list[Refund]:
    """The refunds of these tickets, all or those by these methods."""
    return [r for r in dossier.refunds if r.ticket in tickets and (methods is None or r.method in methods)]


def record_paid_out(
    deed: Deed, dossier: Dossier, *, named: Sequence[Refund], who: Who
) -> tuple[Outcome, tuple[RefundShare, ...]]:
    """Those of the named refunds that are open were given, and which they were.

    Raises RuleBroken `already_paid_out` or `nothing_open`; `given_already` where nobody stands beside although more was
    given back than was paid: the shop it came from has given it too. What was too much for other tickets says nothing here.
    `promised_elsewhere` where nobody stands beside although another desk hands it out.
    """
    open_ones = [r for r in named if is_owed(r)]
    if not open_ones:
        given = [r.paid_at for r in named if r.paid_at is not None]
        raise RuleBroken("already_paid_out", data={"at": max(given)}) if given else RuleBroken("nothing_open")
    if who.second is None and who.alone is None:
        _check_is_due(dossier, refunds=open_ones)
        _check_is_ours(deed, dossier, refunds=open_ones)
    outcome = _record(deed, dossier, refunds=open_ones, who=who)
    given_now = [row for row in outcome.rows if isinstance(row, Refund)]
    return outcome, tuple(RefundShare(r.ticket or "", r.payment, r.method, r.amount) for r in given_now)


def _check_is_due(dossier: Dossier, *, refunds: Sequence[Refund]) -> None:
    """What the shop has given back too is not handed out unasked."""
    of_others = sum(more for t, more in money.too_much(dossier).items() if t not in {r.ticket for r in refunds})
    over = money.given_beyond_paid(dossier) - of_others
    if over > 0:
        told = {"order": dossier.order.number, "amount": over, "currency": dossier.order.currency}
        raise RuleBroken("given_already", data=told, next=NEEDS_SECOND_PERSON.next)


def _check_is_ours(deed: Deed, dossier: Dossier, *, refunds: Sequence[Refund]) -> None:
    """What another desk hands out is given here only with an approval: else both give it, each believing it theirs."""
    made_now = deed.changed().operations
    for promise in promised_elsewhere(deed.reading, dossier, refunds).values():
        if promise.finish in made_now:
            continue
        told: dict[str, object] = {"order": dossier.order.number, "desk": promise.desk}
        raise RuleBroken("promised_elsewhere", data=told, next=NEEDS_SECOND_PERSON.next)


def _record(deed: Deed, dossier: Dossier, *, refunds: Sequence[Refund], who: Who) -> Outcome:
    return deed.record(make(deed, "refund_paid_out", who=who, payload=paid_out_payload(dossier, refunds)))


def paid_out_payload(dossier: Dossier, refunds: Sequence[Refund]) -> dict[str, Any]:
    """The payload of handing these refunds out; their cash is rounded as one sum."""
    given = money.handed_out(refunds, currency=dossier.order.currency)
    rounding = sum(given.values()) - sum(r.amount for r in refunds)
    rows = [{name: getattr(r, name) for name in ("id", "ticket", "payment", "method", "amount")} for r in refunds]
    payload = {"order": dossier.order.id, "refunds": [r.id for r in refunds], "given": rows}
    return payload | ({"rounding": rounding} if rounding else {})


class Promise(Struct, frozen=True):
    """Who promised to hand money out, and when (microseconds UTC). `desk` and `by` are names, None where nobody here knows them:
    of what was before a first load the desk is not told.
    """

    finish: str
    desk: str | None
    by: str | None
    at: int | None


def promised_elsewhere(reading: Reading, dossier: Dossier, refunds: Iterable[Refund]) -> dict[str, Promise]:
    """Of these refunds those that another desk has promised to hand out, by id."""
    finished = {c.id: c for c in dossier.cancellations if c.finish is not None}
    asked = {r.id: finished[r.cancellation] for r in refunds if r.cancellation in finished and is_to_hand_out(r)}
    desks = reading.made_elsewhere([str(c.finish) for c in asked.values()])
    staff = reading.staff() if desks else {}
    return {
        name: Promise(str(c.finish), desks[str(c.finish)], staff.get(c.finished_by or ""), c.finished_at)
        for name, c in asked.items()
        if c.finish in desks
    }
