"""Commands about a cancellation: the click, Finish, handed out, keep, reinstate, goodwill, entries, telling."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from ticketoffice.cli import documents as show_as
from ticketoffice.cli.arguments import Add, parsed_amount, second, tickets
from ticketoffice.cli.call import Call, usually
from ticketoffice.cli.printing import followed
from ticketoffice.desk.words import code_of, label
from ticketoffice.domain.amounts import amount_text
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.rules import INFORMS, PAPERS


def _cancel(call: Call) -> None:
    _cancel_these(call, call.tickets())


def _cancel_these(call: Call, tickets: Sequence[str]) -> None:
    from ticketoffice.desk import cancel

    if call.args.reason is None:
        done = cancel.click(call.book, tickets, who=call.who(), now=call.args.now)
    else:
        done = cancel.cancel(call.book, tickets, who=call.who(), now=call.args.now, **_finish_words(call))
    _cancelled(call, done)


def _cancel_order(call: Call) -> None:
    """Its live tickets; where none is live the last one's own refusal tells when, by whom and what would help."""
    from ticketoffice.desk.show import show

    order = show(call.book, call.order(call.args.order))
    tickets = order.whole or [t.ticket for t in order.tickets[-1:]]
    if not tickets:
        raise RuleBroken("no_tickets")
    _cancel_these(call, tickets)


def _finish_words(call: Call) -> dict[str, Any]:
    args = call.args
    return {
        "reason": code_of(args.reason),
        "method": code_of(args.refund) if args.refund else None,
        "amount": parsed_amount(args.amount),
        "paper": args.paper,
        "inform": _inform_as(call),
        "note": args.note,
        "to_sale": args.to_sale,
    }


def _finish(call: Call) -> None:
    from ticketoffice.desk import cancel

    done = cancel.finish(call.book, call.tickets(), who=call.who(), now=call.args.now, **_finish_words(call))
    _cancelled(call, done)


def _keep(call: Call) -> None:
    from ticketoffice.desk import cancel

    changes = cancel.keep(call.book, call.tickets(), who=call.who())
    call.tell_order(changes.operations, next(iter(changes.orders)), call.say("Kept, still valid."))


def _reinstate(call: Call) -> None:
    from ticketoffice.desk import cancel

    changes, _ = cancel.reinstate(call.book, call.ticket(call.args.tickets[0]), who=call.who())
    call.tell_order(
        changes.operations,
        next(iter(changes.orders)),
        call.say("Reinstated with a new number; the old paper stays refused."),
    )


def _paid_out(call: Call) -> None:
    from ticketoffice.desk import hand_out
    from ticketoffice.desk.find import ticket_of
    from ticketoffice.printing.following import after_paid_out

    first = call.args.tickets[0]
    if len(call.args.tickets) == 1 and ticket_of(call.book, first) is None:
        done = hand_out.paid_out_credit(call.book, call.order(first), who=call.who())
    else:
        done = hand_out.paid_out(call.book, call.tickets(), who=call.who())
    given = [f"{label(r.method, language=call.language)} {amount_text(r.amount, done.currency)}" for r in done.refunds]
    said = call.say("Marked as given back: {amounts}.", amounts=", ".join(given))
    jobs = followed(call, after_paid_out(done))
    call.tell_order(done.changes.operations, done.order, said, also={"print_jobs": jobs})


def _goodwill(call: Call) -> None:
    from ticketoffice.desk import cancel
    from ticketoffice.printing.following import after_giving

    done = cancel.goodwill(
        call.book,
        call.ticket(call.args.tickets[0]),
        who=call.who(),
        method=code_of(call.args.refund),
        amount=parsed_amount(call.args.amount) or 0,
        reason=code_of(call.args.reason) if call.args.reason else None,
        note=call.args.note,
    )
    said = " ".join((call.say("Goodwill refund recorded; the ticket stays as it is."), *usually(call, done.usual)))
    jobs = followed(call, after_giving(done))
    call.tell_order(done.changes.operations, done.order, said, also={"print_jobs": jobs})


def _undo_entry(call: Call) -> None:
    from ticketoffice.desk.admit import undo_entry

    changes = undo_entry(call.book, call.ticket(call.args.tickets[0]), who=call.who(), reason=call.args.reason)
    call.tell_order(
        changes.operations, next(iter(changes.orders)), call.say("Entry undone, the ticket is valid again.")
    )


def _inform(call: Call) -> None:
    from ticketoffice.desk import cancel
    from ticketoffice.desk.mail import send_due
    from ticketoffice.desk.mailing import why_not_by_hand
    from ticketoffice.printing.e_tickets import attached

    if call.args.by == "email" and call.settings.mail is None:
        raise RuleBroken(why_not_by_hand(call.book))
    changes = cancel.inform(call.book, call.tickets(), who=call.who(), by=call.args.by)
    if call.args.by == "email" and call.settings.mail is not None:
        order = next(iter(changes.orders))
        if not send_due(
            call.book, server=call.settings.mail, papers=attached, only=order, language=call.customers_language
        ):
            _not_taken(call, order, tickets=changes.tickets)
    said = call.say("Told.") if call.args.by == "told" else call.say("Sent.")
    call.tell_order(changes.operations, next(iter(changes.orders)), said)


def _cancelled(call: Call, done: Any) -> None:
    from ticketoffice.desk.show import show
    from ticketoffice.printing.following import after_finish

    jobs = followed(call, after_finish(done))
    order = show(call.book, done.order)
    document = show_as.cancelled_json(done, order, language=call.language, now=call.args.now) | {"print_jobs": jobs}
    told = (
        call.say("This records the refund; it does not send money.")
        if done.finished
        else call.say("Reason and refund are still to be said: `finish`. Until then `keep` takes it back.")
    )
    lines = [f"{call.say('Cancelled {tickets}.', tickets=', '.join(document['tickets']))} {told}"]
    for method, amount in done.hand_out.items():
        given = amount_text(amount, done.currency)
        back = call.say("Put {amount} back, {method}.", amount=given, method=label(method, language=call.language))
        lines.append(call.say("Hand out {amount}.", amount=given) if method == "cash" else back)
    lines += usually(call, done.usual)
    if done.hand_out:
        named = " ".join(document["tickets"])
        lines.append(call.say("Once it is given, say so: `paid-out {tickets}`.", tickets=named))
    asked = code_of(call.args.refund) if call.args.refund else "nothing"
    if done.finished and asked != "nothing" and not any(r.amount for r in done.refunds):
        lines.append(call.say("Nothing was given back: nothing that was paid for these tickets is left."))
    if order.source:
        lines.append(
            call.say("Cancelled at this desk. {source} does not know yet: cancel it there too.", source=order.source)
        )
    call.out(document, lines)


def _inform_as(call: Call) -> str:
    from ticketoffice.desk.mailing import why_not_from

    given = call.args.inform or "later"
    no = why_not_from(call.book, server=call.settings.mail is not None) if given == "email" else None
    if no is not None:
        raise RuleBroken(no)
    return str(given)


def _not_taken(call: Call, order: str, *, tickets: frozenset[str]) -> None:
    from ticketoffice.desk.show import show

    views = [t.cancelled for t in show(call.book, order).tickets if t.ticket in tickets and t.cancelled is not None]
    refused = next((view.notice_error for view in views if view.notice == "refused"), None)
    if refused is not None:
        raise RuleBroken("mail_refused", data={"why": refused})
    raise Unavailable("mail_failed")


def _finish_needs_reason(args: argparse.Namespace) -> str | None:
    given = [name for name in ("refund", "amount", "paper", "inform", "note") if getattr(args, name) is not None]
    given += ["to-sale"] if args.to_sale else []
    if args.reason is None and given:
        return f"--{given[0]} goes with --reason"
    return None


def words(add: Add) -> None:
    """Adds these commands."""
    _refund(tickets(add("cancel", _cancel, help="cancel tickets of one order", check=_finish_needs_reason)))
    whole = add("cancel-order", _cancel_order, help="cancel all live tickets of an order", check=_finish_needs_reason)
    _refund(whole).add_argument("order")
    _refund(tickets(add("finish", _finish, help="record reason and refund of a click")), needed=True)
    second(
        tickets(
            add(
                "paid-out",
                _paid_out,
                help="all open refunds of these tickets (of an order: its credit) were given",
            )
        )
    )
    tickets(add("keep", _keep, help="the same ticket again"))
    second(tickets(add("reinstate", _reinstate, help="a new number on the same place"), count=1))
    goodwill = second(tickets(add("goodwill", _goodwill, help="refund a used ticket"), count=1))
    goodwill.add_argument("--refund", required=True, metavar="METHOD")
    goodwill.add_argument("--amount", required=True)
    goodwill.add_argument("--reason")
    goodwill.add_argument("--note")
    second(tickets(add("undo-entry", _undo_entry, help="the scan was a mistake"), count=1)).add_argument("--reason")
    tickets(add("inform", _inform, help="the customer was told, or is mailed")).add_argument(
        "--by", choices=("email", "told"), required=True
    )


def _refund(made: argparse.ArgumentParser, *, needed: bool = False) -> argparse.ArgumentParser:
    made.add_argument("--reason", required=needed)
    made.add_argument("--refund", metavar="METHOD")
    made.add_argument("--amount")
    made.add_argument("--paper", choices=PAPERS)
    made.add_argument("--inform", choices=INFORMS)
    made.add_argument("--note")
    made.add_argument("--to-sale", action="store_true", help="a place that the house kept is everybody's now")
    made.add_argument("--now", action="store_true")
    return second(made)
