"""How money goes back: what Finish records for each ticket, what is handed out, what is given out of goodwill.

These are parts of the deeds in `desk.cancel`, inside their transactions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ticketoffice.desk import mailing
from ticketoffice.desk.making import numbered_paper
from ticketoffice.domain import money
from ticketoffice.domain import order as orders
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.invoice import needs_credit_note
from ticketoffice.domain.money import RefundShare
from ticketoffice.domain.notices import EMAIL
from ticketoffice.domain.outcome import Changes, changes
from ticketoffice.domain.people import Who
from ticketoffice.domain.person_data import is_address
from ticketoffice.domain.rules import VenueRules, lacks_note
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.state import Cancellation, Refund

if TYPE_CHECKING:
    from ticketoffice.domain.outcome import Outcome
    from ticketoffice.store.deed import Deed


class Wish(Struct, frozen=True):
    """What the cashier says at Finish: a reason, and money as one `method` and `amount` (None: as it was paid, and all). `to_sale`:
    a place that the house kept is everybody's, and does not go back to it.
    """

    reason: str
    method: str | None = None
    amount: int | None = None
    paper: str | None = None
    inform: str | None = None
    note: str | None = None
    to_sale: bool = False


class GivenBack(Struct, frozen=True):
    """What was given back or promised `by` a method, in minor units; `hand_out` of it leaves the drawer or goes back on the card now.
    `usual`: the methods by which it goes back usually, where it is given by another one.
    """

    changes: Changes
    order: str
    by: str
    amount: int
    hand_out: int
    currency: str
    usual: tuple[str, ...]


def standing(dossier: Dossier, *, ticket: str) -> Cancellation:
    """The cancellation of a ticket that was made here; raises RuleBroken `not_cancelled`."""
    found = dossier.cancellation_of(ticket)
    if found is None or found.operation is None:
        raise RuleBroken("not_cancelled", data={"ticket": ticket})
    return found


def choices(deed: Deed, dossier: Dossier, *, tickets: Sequence[str], wish: Wish) -> list[RefundShare]:
    """What each payment gives back; raises RuleBroken `over_payment` for more than was paid."""
    proposed = money.propose(dossier, tickets=tickets, rules=deed.reading.rules(), method=wish.method)
    rest = sum(share.amount for share in proposed) if wish.amount is None else wish.amount
    if wish.method == "nothing":
        rest = 0
    chosen = []
    for share in proposed:
        part = min(rest, share.amount)
        rest -= part
        chosen.append(
            RefundShare(share.ticket, share.payment if part else None, share.method if part else "nothing", part)
        )
    if rest and wish.amount is not None:
        left = wish.amount - rest
        raise RuleBroken("over_payment", data={"amount": wish.amount, "left": left, "currency": dossier.order.currency})
    return [c for c in chosen if c.amount or not any(o.ticket == c.ticket and o.amount for o in chosen)]


def record_finish(
    deed: Deed, dossier: Dossier, *, tickets: Sequence[str], who: Who, wish: Wish, refunds: Sequence[RefundShare]
) -> Outcome:
    """Reason and refund of clicked tickets; what was not given back of their prices is a fee kept."""
    inform = wish.inform or "later"
    if inform == EMAIL:
        check_has_address(deed, dossier)
    finished = [standing(dossier, ticket=ticket) for ticket in dict.fromkeys(tickets)]
    due = money.entitlement(dossier, tickets=[c.ticket for c in finished])
    given = {name: sum(r.amount for r in refunds if r.ticket == name) for name in due}
    until = deed.at + deed.reading.rules().hold_after_finish
    payload: dict[str, Any] = {
        "order": dossier.order.id,
        "cancels": [c.id for c in finished],
        "reason": wish.reason,
        "paper": wish.paper,
        "inform": inform,
        "hold_until": until,
        "refunds": [
            {"id": deed.new_id(), "ticket": r.ticket, "payment": r.payment, "method": r.method, "amount": r.amount}
            for r in refunds
        ],
        "fees": [{"ticket": name, "amount": due[name] - given[name]} for name in due],
        "paid": orders.paid(dossier),
    }
    if wish.to_sale and any(dossier.own(c.ticket).house_hold is not None for c in finished):
        payload["to_sale"] = True
    waited = any(c.was == "pending" for c in finished)
    if waited and needs_credit_note(dossier, gone=()):
        payload["credit_note"] = numbered_paper(deed)
    by_mail = inform == EMAIL
    return mailing.record(
        deed, "cancellation_finished", who=who, payload=payload, by_mail=by_mail, not_before=until, note=wish.note
    )


def check_has_address(deed: Deed, dossier: Dossier) -> None:
    """A notice needs somewhere to go that mail can go to; raises RuleBroken `no_address`."""
    record = deed.reading.persons([dossier.order.customer or ""]).get(dossier.order.customer or "")
    if record is None or not is_address(record.fields.get("email", "")):
        raise RuleBroken("no_address", data={"order": dossier.order.number})


def goodwill_reason(rules: VenueRules, *, note: str | None) -> str:
    """The reason of a goodwill where none is chosen: what the note says, else that the customer asked.

    A venue that does not have that reason has its own, of which the first one counts.
    """
    usual = "customer_asked" if lacks_note("other", note) else "other"
    return usual if usual in rules.reasons else rules.reasons[0]


def spread(
    deed: Deed, dossier: Dossier, *, ticket: str | None, method: str, amount: int
) -> list[dict[str, str | int | None]]:
    """An amount spread over what the payments have left, newest first; what is beyond them names no payment."""
    parts: list[tuple[str | None, int]] = []
    rest = amount
    for payment, available in money.left_on_payments(dossier).items():
        part = min(rest, available)
        if part > 0:
            parts.append((payment, part))
            rest -= part
    if rest or not parts:
        parts.append((None, rest))
    return [
        {"id": deed.new_id(), "ticket": ticket, "payment": payment, "method": method, "amount": part}
        for payment, part in parts
    ]


def told_given_back(
    deed: Deed, dossier: Dossier, *, lines: Sequence[Mapping[str, Any]], promised: Outcome, handed: Outcome | None
) -> GivenBack:
    """What was promised by the lines of one method (`spread`), and with it what was `handed` out at once."""
    return GivenBack(
        changes=changes(*(outcome for outcome in (promised, handed) if outcome is not None)),
        order=dossier.order.id,
        by=str(lines[0]["method"]),
        amount=sum(line["amount"] for line in lines),
        hand_out=sum(row.amount for row in handed.rows if isinstance(row, Refund)) if handed is not None else 0,
        currency=dossier.order.currency,
        usual=usual_of(deed, [dossier], ((line["payment"], line["method"]) for line in lines if line["amount"])),
    )


def usual_of(deed: Deed, dossiers: Iterable[Dossier], given: Iterable[tuple[str | None, str]]) -> tuple[str, ...]:
    """The methods by which money of these orders usually goes back, where another one was chosen (`money.usual_instead`); `given`:
    the payment that gives back, and the method by which.
    """
    rules = deed.reading.rules()
    paid = {payment.id: payment.method for dossier in dossiers for payment in dossier.payments}
    return money.usual_instead(
        (money.refund_method(paid[payment], rules=rules), method) for payment, method in given if payment in paid
    )
