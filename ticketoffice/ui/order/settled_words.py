"""What the strip says where somebody else was first: who did what with the ticket, and what that leaves to do here."""

from __future__ import annotations

from collections.abc import Sequence

from ticketoffice.desk.settled import Settled
from ticketoffice.ui import words
from ticketoffice.ui.words import translate


def settled_text(done: Sequence[Settled], *, currency: str, rest: bool) -> str:
    """A sentence for each ticket, and what follows; `rest`: other tickets are still to be finished here."""
    last = (
        translate("strip", "The rest is still to be finished here.")
        if rest
        else translate("strip", "Give nothing back here.")
    )
    return " ".join([*(_one(each, currency=currency) for each in done), last])


def _one(each: Settled, *, currency: str) -> str:
    """What happened to one ticket."""
    ticket, first = each.ticket, each.elsewhere
    if ticket.cancelled is None:
        text = translate("strip", "{ticket} was changed elsewhere, now: {state}.")
        return text.format(ticket=ticket.short, state=words.ticket_state(ticket)[0])
    given = [refund for refund in ticket.cancelled.refunds if refund.amount]
    text = (
        translate("strip", "{ticket}: nothing is owed any more.")
        if not given
        else translate("strip", "{amount} was given back for {ticket} ({method}).")
        if all(refund.paid_at is not None for refund in given)
        else translate("strip", "{amount} is given back for {ticket} ({method}).")
    )
    said = text.format(
        ticket=ticket.short,
        amount=words.money(sum(refund.amount for refund in given), currency),
        method=words.code_labels(refund.method for refund in given),
    )
    if first is None:
        return said
    desk = first.desk or translate("panels", "Another desk")
    text = translate("strip", "{desk} has cancelled it, {when}.")
    who = f"{desk} ({first.by})" if first.by else desk
    when = words.moment(first.at, timezone=ticket.cancelled.timezone, short=True)
    return f"{said} {text.format(desk=who, when=when)}"
