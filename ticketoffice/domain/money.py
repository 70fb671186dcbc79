"""Money: integer minor units, signed lines, and how a refund spreads over what was paid.

Per order, always exactly: payments − refunds = price of live tickets + fees not given back + cash rounding + credit −
open balance. The balance is the sum of the order's lines: price +, price_back −, fee_kept +, rounding ±, payment −,
refund +; above zero the customer owes it, below zero it is credit.

Worked example: two tickets at 30.00, paid 60.00 in cash. One is cancelled: +3000 +3000 −6000 −3000 = −3000, a credit of
30.00. Finish gives back 25.00: refund +2500 and a fee kept of +500, and the balance is 0 again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from ticketoffice.domain.identity import child_id
from ticketoffice.domain.operation import Operation
from ticketoffice.domain.order import clicked
from ticketoffice.domain.rules import DEFAULT_REFUND, DESK_METHODS, VenueRules, in_coins
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.state import MoneyLine, Payment, Refund, Row, Ticket
from ticketoffice.domain.still_open import stands


class RefundShare(Struct, frozen=True):
    """What one payment line gives back for one ticket, by which method; `payment` None: nothing, or out of no payment."""

    ticket: str
    payment: str | None
    method: str
    amount: int


def charged(
    operation: Operation,
    ticket: Ticket,
    *,
    order: str | None = None,
    name: str | None = None,
    amount: int | None = None,
) -> MoneyLine:
    """The ticket's price (or the `amount` by which it changed) is owed, by its order unless another one is named."""
    return _line(
        operation,
        "price",
        ticket.price if amount is None else amount,
        name=name or ticket.id,
        order=order or ticket.order,
        ticket=ticket.id,
    )


def taken_back(operation: Operation, ticket: Ticket, *, name: str | None = None) -> MoneyLine:
    """The ticket's price is owed no longer by its order."""
    return _line(operation, "price_back", -ticket.price, name=name or ticket.id, order=ticket.order, ticket=ticket.id)


def kept(operation: Operation, *, order: str, ticket: str | None, amount: int, name: str | None = None) -> MoneyLine:
    """A fee that is not given back for this ticket; below zero it is kept no longer."""
    return _line(operation, "fee_kept", amount, name=name or str(ticket), order=order, ticket=ticket)


def given_back(
    operation: Operation, refund: Refund, *, amount: int | None = None, name: str | None = None
) -> MoneyLine:
    """A refund is promised; `amount` below zero: it is withdrawn, or becomes less (`name`: by which hand-out)."""
    return _line(
        operation,
        "refund",
        refund.amount if amount is None else amount,
        name=name or refund.id,
        order=refund.order,
        ticket=refund.ticket,
        payment=refund.payment,
        refund=refund.id,
    )


def received(operation: Operation, payment: Payment, *, rounding: int = 0) -> list[MoneyLine]:
    """Money came in (or moved to another order), and what cash rounded of it."""
    lines = [_line(operation, "payment", -payment.amount, name=payment.id, order=payment.order, payment=payment.id)]
    if rounding:
        lines.append(_line(operation, "rounding", rounding, name=payment.id, order=payment.order))
    return lines


def moved_over(operation: Operation, moved: Iterable[Mapping[str, Any]], *, old: str, new: str) -> list[Row]:
    """Money that was paid for one order and from now on is for another: out of the old one, into the new one."""
    rows: list[Row] = []
    for row in moved:
        for name, order, other, amount in (
            (row["out"], old, new, -row["amount"]),
            (row["in"], new, old, row["amount"]),
        ):
            payment = Payment(name, order, row["method"], amount, paid_at=operation.at, counterpart=other)
            rows += [payment, *received(operation, payment)]
    return rows


def rounding_over(operation: Operation, *, old: str, new: str, amount: int) -> list[MoneyLine]:
    """What coins made of the money of one order goes over with it to another one; below zero they made less of it."""
    return [
        _line(operation, "rounding", -amount, name=f"{old}/out", order=old),
        _line(operation, "rounding", amount, name=f"{old}/in", order=new),
    ]


def _line(operation: Operation, kind: str, amount: int, *, name: str, order: str, **of: str | None) -> MoneyLine:
    """A line of this operation; its id is hashed from kind and `name`, which tell it from the operation's others."""
    return MoneyLine(child_id(operation.id, name=f"{kind}/{name}"), order, operation.id, kind, amount, **of)


def given_beyond_paid(dossier: Dossier) -> int:
    """By how much more was given back or promised for an order than was paid; 0 where it adds up. A newer file can say so.

    What cash was rounded up by alone is not too much. Worked example: 20.03 were paid by card and go back in cash as 20.05.
    """
    given = sum(r.amount for r in dossier.refunds if r.withdrawn_at is None)
    beyond = given - sum(p.amount for p in dossier.payments)
    return beyond if beyond > _most_rounded_up(dossier) else 0


def _most_rounded_up(dossier: Dossier) -> int:
    """What all cash of an order that was handed out can have been rounded up by; each time it was one sum."""
    times = {r.paid_at for r in dossier.refunds if r.paid_at is not None and in_coins(r.method)}
    return len(times) * max(cash_rounding(rest, currency=dossier.order.currency) for rest in range(5))


def short_by_coins(dossier: Dossier, *, price: int) -> int:
    """By how much less the payments of an order have left than these of its tickets cost, where coins alone made it less; 0 where
    they have enough, or it is more than coins can have made. Worked example: 50.02 were paid in cash with 50.00: 0.02.
    """
    short = max(0, price - sum(max(0, left) for left in left_on_payments(dossier).values()))
    return short if short <= _most_rounded_down(dossier) else 0


def _most_rounded_down(dossier: Dossier) -> int:
    """What coins can have made less of an order's money at most: of each cash payment, and of what came over from another order."""
    times = sum(p.amount > 0 and (in_coins(p.method) or p.counterpart is not None) for p in dossier.payments)
    return times * max(-cash_rounding(rest, currency=dossier.order.currency) for rest in range(5))


def too_much(dossier: Dossier) -> dict[str, int]:
    """By ticket: what was handed out for it beside the cancellation that stands, as far as it was not due for that ticket.

    It is that ticket's alone: nobody else of the order gets less for it. Worked example: two tickets at 85.00; two desks
    hand out the 85.00 of the first one. 85.00 are too much for that; the second one can still give back its own 85.00.
    """
    beyond: dict[str, int] = {}
    for refund in dossier.refunds:
        if refund.ticket is not None and _is_beside(refund):
            beyond[refund.ticket] = beyond.get(refund.ticket, 0) + refund.amount
    found = {
        name: min(amount, max(0, _given_for(dossier, name) - _due(dossier, name))) for name, amount in beyond.items()
    }
    return {name: amount for name, amount in found.items() if amount}


def _is_beside(refund: Refund) -> bool:
    """Whether it was handed out for no cancellation that stands (`finishing.apply_paid_out`)."""
    out = refund.paid_at is not None and refund.withdrawn_at is None
    return out and refund.cancellation is None and not refund.goodwill


def _given_for(dossier: Dossier, ticket: str) -> int:
    given = [r for r in dossier.refunds if r.ticket == ticket and r.withdrawn_at is None and not r.goodwill]
    return sum(r.amount for r in given)


def _due(dossier: Dossier, ticket: str) -> int:
    """What a ticket is to give back at most: nothing while it is not cancelled, else its price less the fee."""
    known, cancellation = dossier.ticket(ticket), dossier.cancellation_of(ticket)
    if known is None or cancellation is None or not stands(cancellation, known):
        return 0
    return known.price - cancellation.fee


def credit_to_finish(dossier: Dossier) -> int:
    """What Finish may give back of an order: its credit. What was handed out too much for one ticket takes nothing from
    what is due for others that were clicked.
    """
    credit = max(0, -dossier.balance)
    beyond = sum(too_much(dossier).values())
    return max(credit, min(beyond - dossier.balance, clicked(dossier))) if beyond else credit


def left_of_ticket(dossier: Dossier, *, ticket: Ticket) -> int:
    """What a ticket can still give back: its price less all that was given for it, out of goodwill too.

    A reinstated ticket owes what its predecessor was refunded (`balance`), but goodwill left no debt: it counts on.
    """
    before = {ticket.id} | _predecessors(dossier, ticket)
    given = [r for r in dossier.refunds if r.ticket in before and r.withdrawn_at is None]
    return max(0, ticket.price - sum(r.amount for r in given if r.ticket == ticket.id or r.goodwill))


def left_for_goodwill(dossier: Dossier, *, ticket: Ticket) -> int:
    """What can be given back of a ticket out of goodwill: what it and the payments of its order still have together."""
    return min(left_of_ticket(dossier, ticket=ticket), sum(max(0, left) for left in left_on_payments(dossier).values()))


def _predecessors(dossier: Dossier, ticket: Ticket) -> set[str]:
    found: set[str] = set()
    here: Ticket | None = ticket
    while here is not None and here.predecessor is not None and here.predecessor not in found:
        found.add(here.predecessor)
        here = dossier.ticket(here.predecessor)
    return found


def left_on_payments(dossier: Dossier) -> dict[str, int]:
    """What each payment line can still give back (domain rule: refunds of a line never exceed it), newest first.

    What was handed out too much for a ticket came out of no payment: it is owed to the venue.
    """
    left = {p.id: p.amount for p in _newest_first(dossier) if p.amount > 0}
    beyond = too_much(dossier)
    for refund in dossier.refunds:
        if refund.withdrawn_at is None and refund.payment in left:
            own = min(refund.amount, beyond.get(refund.ticket or "", 0)) if _is_beside(refund) else 0
            left[refund.payment] -= refund.amount - own
            if own:
                beyond[refund.ticket or ""] -= own
    moved = -sum(p.amount for p in dossier.payments if p.amount < 0)
    for name in left:
        taken = min(moved, max(0, left[name]))
        left[name] -= taken
        moved -= taken
    return left


def _newest_first(dossier: Dossier) -> list[Payment]:
    return sorted(dossier.payments, key=lambda p: (p.paid_at is None, -(p.paid_at or 0), p.id))


def propose(
    dossier: Dossier, *, tickets: Sequence[str], rules: VenueRules, method: str | None = None
) -> tuple[RefundShare, ...]:
    """How the credit of these cancelled tickets would be given back: newest payment first, capped per line.

    A ticket's share is its price less what was given for it before, but never more than the order's credit. Nothing paid
    gives one share of 0 with the method `nothing`.
    """
    credit = credit_to_finish(dossier)
    left = left_on_payments(dossier)
    methods = {p.id: p.method for p in dossier.payments}
    shares: list[RefundShare] = []
    for name in tickets:
        ticket = dossier.ticket(name)
        if ticket is None:
            continue
        due = min(_price_left(dossier, ticket), credit)
        credit -= due
        due = min(due, left_of_ticket(dossier, ticket=ticket))
        before = len(shares)
        for payment, rest in left.items():
            part = min(due, rest)
            if part > 0:
                shares.append(RefundShare(name, payment, method or refund_method(methods[payment], rules=rules), part))
                left[payment] -= part
                due -= part
        if len(shares) == before:
            shares.append(RefundShare(name, None, "nothing", 0))
    return tuple(shares)


def refund_method(payment_method: str, *, rules: VenueRules) -> str:
    """How a payment is given back unless the cashier says otherwise: as it was paid, if the venue uses that."""
    method = DEFAULT_REFUND.get(payment_method, "later")
    if method in rules.methods:
        return method
    return "later" if "later" in rules.methods else rules.methods[0]


def went_another_way(paid: str, given: str, *, rules: VenueRules) -> bool:
    """Whether money that was paid by one method went back by another one than it usually would; whoever looks over what was cancelled
    wants to know why. What was not given back went no way. Worked example: cash on a card: yes; an invoice by bank transfer: no.
    """
    return given not in ("nothing", refund_method(paid, rules=rules))


def usual_instead(given: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The methods by which money usually goes back, as it was paid, where another one by which a desk takes money was chosen; `given`
    are (usual, chosen) methods. The cashier chooses, and is told; what an insurance or the organiser pays says so itself.
    Worked example: paid in cash and put back on a card: cash.
    """
    return tuple(dict.fromkeys(usual for usual, chosen in given if chosen in DESK_METHODS and chosen != usual))


def entitlement(dossier: Dossier, *, tickets: Sequence[str]) -> dict[str, int]:
    """The share of each cancelled ticket in the order's credit: its price, less what was handed out for it before. What is
    not given back of it is a fee kept, as is what was given before out of goodwill: that was booked as a fee below zero.
    """
    credit = credit_to_finish(dossier)
    due: dict[str, int] = {}
    for name in tickets:
        ticket = dossier.ticket(name)
        due[name] = min(_price_left(dossier, ticket), credit) if ticket else 0
        credit -= due[name]
    return due


def _price_left(dossier: Dossier, ticket: Ticket) -> int:
    return max(0, ticket.price - _given_for(dossier, ticket.id))


def cash_rounding(amount: int, *, currency: str) -> int:
    """What cash adds or takes: CHF rounds to 0.05. Worked example: 12.32 is paid as 12.30, rounding −0.02."""
    if currency != "CHF":
        return 0
    rest = amount % 5
    return -rest if rest < 3 else 5 - rest


def nearest_coins(amount: int, *, currency: str) -> tuple[int, int]:
    """The amounts below and above that there are coins for, both the same where there are some for just this."""
    if currency != "CHF":
        return amount, amount
    return amount // 5 * 5, -(-amount // 5) * 5


def in_hand(amount: int, *, method: str | None, currency: str) -> int:
    """What is counted out for an amount: in cash what there are coins for. Worked example: 40.03 is given as 40.05."""
    return amount + (cash_rounding(amount, currency=currency) if in_coins(method) else 0)


def handed_out(refunds: Iterable[Refund], *, currency: str) -> dict[str, int]:
    """What is handed out for these refunds by method: all that is cash is rounded once, as one sum."""
    return counted_out(((refund.method, refund.amount) for refund in refunds), currency=currency)


def counted_out(parts: Iterable[tuple[str, int]], *, currency: str) -> dict[str, int]:
    """The same of parts of one order's money that goes back, each as (method, amount). Worked example: twice 9.97 in cash are 19.95."""
    sums: dict[str, int] = {}
    for method, part in parts:
        sums[method] = sums.get(method, 0) + part
    return {method: in_hand(amount, method=method, currency=currency) for method, amount in sums.items()}


def rounded(operation: Operation, refund: Refund, *, amount: int) -> list[MoneyLine]:
    """By `amount` more was handed out than this refund promised, because there are no smaller coins."""
    return [given_back(operation, refund, amount=amount), no_coins(operation, refund, amount=amount)]


def no_coins(operation: Operation, refund: Refund, *, amount: int) -> MoneyLine:
    """What of a refund was given because there are no smaller coins."""
    return _line(operation, "rounding", -amount, name=refund.id, order=refund.order, refund=refund.id)
