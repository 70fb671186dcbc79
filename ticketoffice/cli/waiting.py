"""Commands about orders that wait, cases and notes: waiting, release, remind, admit-unpaid, close-case, note."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ticketoffice.cli import documents as show_as
from ticketoffice.cli.arguments import Add, always, given, second
from ticketoffice.cli.call import Call
from ticketoffice.cli.mailing import send_now
from ticketoffice.desk.words import label
from ticketoffice.domain.amounts import amount_text
from ticketoffice.domain.errors import RuleBroken, Unavailable

if TYPE_CHECKING:
    from ticketoffice.cli.speech import Speech
    from ticketoffice.desk.release import Released
    from ticketoffice.desk.waiting import WaitingView


def _waiting(call: Call) -> None:
    from ticketoffice.desk.waiting import waiting

    found = waiting(call.book)
    lines = [_waiting_line(view, speech=call.speech) for view in found]
    call.out({"orders": [_waiting_json(view) for view in found]}, lines or [call.say("Nobody has anything to pay.")])


def _waiting_json(view: WaitingView) -> dict[str, Any]:
    return {
        "number": view.number,
        "method": view.method,
        "customer": view.customer,
        "email": view.email,
        "tickets": len(view.tickets),
        "open": show_as.money(view.open, view.currency),
        "paid": show_as.money(view.paid, view.currency),
        "performance": view.performance,
        "event": view.event,
        "starts": show_as.instant(view.starts_at),
        "admit_unpaid": view.admit_unpaid,
        "release": show_as.instant(view.release_at),
        "due_on": view.due_on,
        "last_on": view.last_on,
        "reminders": [
            {"number": r.number, "on": r.on, "reminded": show_as.instant(r.reminded_at), "how": r.how}
            for r in view.reminders
        ],
        "due": view.due,
        "due_since": show_as.instant(view.due_since),
    }


def _waiting_line(view: WaitingView, *, speech: Speech) -> str:
    say, owed = speech.say, amount_text(view.open, view.currency)
    parts = [view.number, label(view.method, language=speech.language), say("{amount} open", amount=owed)]
    parts.append(f"{view.event} {show_as.local(view.starts_at, view.timezone)}")
    if view.customer is not None:
        parts.insert(1, view.customer)
    if view.release_at is not None:
        parts.append(say("runs out {moment}", moment=show_as.local(view.release_at, view.timezone)))
    if view.due_on is not None:
        parts.append(say("due {day}", day=view.due_on))
    if view.last_on is not None:
        parts.append(say("last day {day}", day=view.last_on))
    if view.admit_unpaid:
        parts.append(say("may go in unpaid"))
    due = {
        "release": say("to be released"),
        "cancel": say("to be cancelled, not paid in time"),
        "remind": say("to be reminded"),
    }
    if view.due is not None:
        parts.append(due[view.due])
    return "  ".join(parts)


def _release(call: Call) -> None:
    from ticketoffice.desk.release import release_performance

    orders = [call.order(text) for text in call.args.orders or ()]
    performance = call.performance(call.args.performance)
    done = release_performance(call.book, performance, who=call.who(), orders=orders)
    document = {"performance": performance, "released": [_released_json(one) for one in done]}
    lines = [_released_line(one, speech=call.speech) for one in done]
    call.out(document, lines or [call.say("No reservation is due for release.")])


def _released_json(done: Released) -> dict[str, Any]:
    return {
        "operation": done.changes.operations[0],
        "order": done.order_number,
        "tickets": list(done.tickets),
        "credit": show_as.money(done.credit, done.currency),
    }


def _released_line(done: Released, *, speech: Speech) -> str:
    said = speech.say("{order}: released {tickets}.", order=done.order_number, tickets=", ".join(done.tickets))
    amount = amount_text(done.credit, done.currency)
    return f"{said} {speech.say('{amount} had been paid and are credit.', amount=amount)}" if done.credit else said


def _remind(call: Call) -> None:
    from ticketoffice.desk.mailing import leaves_here, why_not_from
    from ticketoffice.desk.reminding import remind
    from ticketoffice.desk.show import show

    order, how = call.order(call.args.order), call.args.by
    no = why_not_from(call.book, server=call.settings.mail is not None) if how == "email" else None
    if no is not None:
        raise RuleBroken(no)
    view = show(call.book, order)
    number = view.waits.reminder if view.waits is not None else None
    changes = remind(call.book, order, who=call.who(), how=how, prints=call.args.pdf is not None)
    file = None
    if how == "email" and not leaves_here(call.book):
        said = call.say("Reminder {n} of order {order} is sent by the centre.", n=number, order=view.number)
    elif how == "email":
        send_now(call, order, operation=changes.operations[0])
        said = call.say("Reminder {n} of order {order} was sent.", n=number, order=view.number)
    else:
        said = call.say("Reminder {n} of order {order} is written down.", n=number, order=view.number)
        if call.args.pdf is not None:
            file = _paper(call, order, number=number or 0)
            said += " " + call.say("Written to {file}.", file=file)
    document = {"number": number, "how": how, "file": None if file is None else str(file)}
    call.tell_order(changes.operations, order, said, also=document)


def _paper(call: Call, order: str, *, number: int) -> Path:
    from ticketoffice.printing.invoices import save_reminder

    try:
        return save_reminder(call.book, order, number=number, to=Path(call.args.pdf))
    except (OSError, ValueError) as problem:
        why = problem.strerror if isinstance(problem, OSError) else str(problem)
        raise Unavailable("cannot_write", data={"name": call.args.pdf, "why": why}) from problem


def _paper_is_printed(args: argparse.Namespace) -> str | None:
    return "--pdf goes with --by print" if args.pdf is not None and args.by != "print" else None


def _note(call: Call) -> None:
    from ticketoffice.desk.notes import add_note

    order = call.order(call.args.order)
    changes = add_note(call.book, order, text=call.args.text, who=call.who())
    call.tell_order(changes.operations, order, call.say("Noted."))


def _admit_unpaid(call: Call) -> None:
    from ticketoffice.desk.release import admit_unpaid

    order = call.order(call.args.order)
    changes = admit_unpaid(call.book, order, who=call.who(), admit=not call.args.off)
    said = (
        call.say("Its tickets may no longer go in unpaid.")
        if call.args.off
        else call.say("Its tickets may now go in unpaid.")
    )
    call.tell_order(changes.operations, order, said)


def _close_case(call: Call) -> None:
    from ticketoffice.desk.cases import case_of, close_case

    case = case_of(call.book, call.args.case)
    changes = close_case(call.book, case, who=call.who(), note=call.args.note)
    call.out({"operation": changes.operations[0], "case": case}, [call.say("Settled.")])


def words(add: Add) -> None:
    """Adds these commands."""
    add("waiting", _waiting, help="orders that wait for payment: what is open, until when, what is due", reads=always)
    release = add("release", _release, help="give up the reservations of a performance whose release time has come")
    release.add_argument("performance")
    release.add_argument("--order", dest="orders", nargs="+", metavar="ORDER", help="only these, at any time")
    remind = add(
        "remind",
        _remind,
        help="send or print the reminder of an invoice that is due",
        check=_paper_is_printed,
    )
    remind.add_argument("order")
    remind.add_argument("--by", choices=("email", "print"), required=True)
    remind.add_argument("--pdf", type=given, metavar="FILE", help="with print: the file, or a folder")
    note = add("note", _note, help="write a note on an order")
    note.add_argument("order")
    note.add_argument("text")
    case = add(
        "close-case",
        _close_case,
        help="say that a case is settled, and how (report cases names them, by their first digits)",
    )
    case.add_argument("case")
    case.add_argument("--note", required=True, metavar="TEXT", help="how it was settled")
    unpaid = second(add("admit-unpaid", _admit_unpaid, help="let a waiting invoice's tickets in before it is paid"))
    unpaid.add_argument("order")
    unpaid.add_argument("--off", action="store_true", help="no longer")
