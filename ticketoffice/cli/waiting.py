"""Commands about orders that wait, and notes: waiting, release, admit-unpaid, note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ticketoffice.cli import documents as show_as
from ticketoffice.cli.arguments import Add, always, second
from ticketoffice.cli.call import Call
from ticketoffice.desk.words import label
from ticketoffice.domain.amounts import amount_text
from ticketoffice.domain.calendar import to_datetime

if TYPE_CHECKING:
    from ticketoffice.desk.release import Released
    from ticketoffice.desk.waiting import WaitingView

DUE = {
    "release": "to be released",
    "cancel": "to be cancelled, not paid in time",
    "remind": "to be reminded",
}


def _waiting(call: Call) -> None:
    from ticketoffice.desk.waiting import waiting

    found = waiting(call.book)
    lines = [_waiting_line(view, language=call.language) for view in found]
    call.out({"orders": [_waiting_json(view) for view in found]}, lines or ["Nobody has anything to pay."])


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


def _waiting_line(view: WaitingView, *, language: str) -> str:
    parts = [view.number, label(view.method, language=language), f"{amount_text(view.open, view.currency)} open"]
    parts.append(f"{view.event} {_moment(view.starts_at, view.timezone)}")
    if view.customer is not None:
        parts.insert(1, view.customer)
    if view.release_at is not None:
        parts.append(f"released {_moment(view.release_at, view.timezone)}")
    if view.due_on is not None:
        parts.append(f"due {view.due_on}")
    if view.last_on is not None:
        parts.append(f"last day {view.last_on}")
    if view.admit_unpaid:
        parts.append("may go in unpaid")
    if view.due is not None:
        parts.append(DUE[view.due])
    return "  ".join(parts)


def _moment(at: int, zone: str) -> str:
    return f"{to_datetime(at, timezone=zone):%d.%m.%Y %H:%M}"


def _release(call: Call) -> None:
    from ticketoffice.desk.release import release_performance

    orders = [call.order(text) for text in call.args.orders or ()]
    done = release_performance(call.book, call.args.performance, who=call.who(), orders=orders)
    document = {"performance": call.args.performance, "released": [_released_json(one) for one in done]}
    call.out(document, [_released_line(one) for one in done] or ["No reservation is due for release."])


def _released_json(done: Released) -> dict[str, Any]:
    return {
        "operation": done.changes.operations[0],
        "order": done.order_number,
        "tickets": list(done.tickets),
        "credit": show_as.money(done.credit, done.currency),
    }


def _released_line(done: Released) -> str:
    said = f"{done.order_number}: released {', '.join(done.tickets)}."
    return f"{said} {amount_text(done.credit, done.currency)} had been paid and are credit." if done.credit else said


def _note(call: Call) -> None:
    from ticketoffice.desk.notes import add_note

    order = call.order(call.args.order)
    changes = add_note(call.book, order, text=call.args.text, who=call.who())
    call.tell_order(changes.operations, order, "Noted.")


def _admit_unpaid(call: Call) -> None:
    from ticketoffice.desk.release import admit_unpaid

    order = call.order(call.args.order)
    changes = admit_unpaid(call.book, order, who=call.who(), admit=not call.args.off)
    said = "Its tickets no longer let in unpaid." if call.args.off else "Its tickets let in before they are paid."
    call.tell_order(changes.operations, order, said)


def _close_case(call: Call) -> None:
    from ticketoffice.desk.cases import close_case

    changes = close_case(call.book, call.args.case, who=call.who(), note=call.args.note)
    call.out({"operation": changes.operations[0], "case": call.args.case}, ["Settled."])


def words(add: Add) -> None:
    """Adds these commands."""
    add("waiting", _waiting, help="orders that wait for payment: what is open, until when, what is due", reads=always)
    release = add("release", _release, help="give up the reservations of a performance whose release time has come")
    release.add_argument("performance")
    release.add_argument("--order", dest="orders", nargs="+", metavar="ORDER", help="only these, at any time")
    note = add("note", _note, help="write a note on an order")
    note.add_argument("order")
    note.add_argument("text")
    case = add("close-case", _close_case, help="say that a case is settled, and how (report cases names them)")
    case.add_argument("case")
    case.add_argument("--note", required=True, metavar="TEXT", help="how it was settled")
    unpaid = second(add("admit-unpaid", _admit_unpaid, help="let a waiting invoice's tickets in before it is paid"))
    unpaid.add_argument("order")
    unpaid.add_argument("--off", action="store_true", help="no longer")
