"""Commands that send: an order's tickets by e-mail. And what every command does that sends a notice now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ticketoffice.cli.arguments import Add
from ticketoffice.cli.call import Call
from ticketoffice.domain.errors import RuleBroken, Unavailable

if TYPE_CHECKING:
    from collections.abc import Sequence


def _email(call: Call) -> None:
    order = call.order(call.args.order)
    mailed = mail_out(call, order, tickets=[call.ticket(text) for text in call.args.ticket])
    call.out(mailed, [said_of(call, mailed)])


def mail_out(call: Call, order: str, *, tickets: Sequence[str] = ()) -> dict[str, Any]:
    """Sends tickets of an order (ids; none: all) from here, or has the centre send them. Raises as `mail_tickets`, RuleBroken
    `mail_refused`, Unavailable `mail_failed`: it is tried again by itself while the program or its rounds run.
    """
    from ticketoffice.desk.e_tickets import mail_tickets
    from ticketoffice.desk.mailing import leaves_here

    changes = mail_tickets(call.book, order, tickets=tickets, who=call.who(), server=call.settings.mail is not None)
    from_here = leaves_here(call.book)
    if from_here:
        send_now(call, order, operation=changes.operations[0])
    return {"operation": changes.operations[0], "by": "desk" if from_here else "centre"}


def said_of(call: Call, mailed: dict[str, Any]) -> str:
    """What became of it, in words."""
    if mailed["by"] == "desk":
        return call.say("The tickets were sent by e-mail.")
    return call.say("The centre sends the tickets by e-mail once it has heard of it.")


def send_now(call: Call, order: str, *, operation: str) -> None:
    """Sends the notice of an operation. Raises RuleBroken `mail_refused`, Unavailable `mail_failed`."""
    from ticketoffice.desk.mail import send_due
    from ticketoffice.printing.e_tickets import attached

    server = call.settings.mail
    if server is not None and send_due(
        call.book, server=server, papers=attached, only=order, language=call.customers_language
    ):
        return
    with call.book.read() as reading:
        mail = reading.mail_box.about([operation]).get(operation)
    if mail is not None and mail.state == "refused":
        raise RuleBroken("mail_refused", data={"why": mail.error})
    raise Unavailable("mail_failed")


def words(add: Add) -> None:
    """Adds these commands."""
    made = add("email", _email, help="send an order's tickets by e-mail, as a PDF")
    made.add_argument("order")
    made.add_argument("--ticket", nargs="+", default=[], metavar="TICKET", help="only these")
