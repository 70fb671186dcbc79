"""What is said of papers that were printed: how many, which of them say DUPLICATA, the file, or what the printer answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ticketoffice.desk.sentences import sentence
from ticketoffice.domain import spool
from ticketoffice.printer_choice import split
from ticketoffice.ui import words
from ticketoffice.ui.words import of_the_desk, translate

if TYPE_CHECKING:
    from ticketoffice.desk.spool import JobView
    from ticketoffice.printing.tickets import PrintedOut


def said_of_paper(done: PrintedOut) -> str:
    """One sentence."""
    again = [ticket.short for ticket in done.paper.tickets if ticket.copies]
    count = len(done.paper.tickets)
    text = (
        words.counted("deeds", "%n ticket(s) printed, {again} as DUPLICATA: {name} in {folder}", count)
        if again
        else words.counted("deeds", "%n ticket(s) printed: {name} in {folder}", count)
    )
    return text.format(name=done.file.name, folder=done.file.parent, again=", ".join(again))


def is_fault(view: JobView) -> bool:
    """Whether somebody is to look at the printer."""
    return view.job.state in spool.OPEN_TO_A_PERSON


def said_of_job(view: JobView) -> str:
    """How a paper ended, in a sentence; nothing of a drawer that opened."""
    job = view.job
    if is_fault(view):
        return words.labelled(paper_name(view), why_not(view))
    if job.copies:
        text = translate("papers", "{paper}: printed as DUPLICATA {copies}.")
        return text.format(paper=paper_name(view), copies=job.copies)
    printed = {
        spool.TICKETS: translate("papers", "Order {order} printed."),
        spool.RECEIPT: translate("papers", "Receipt of order {order} printed."),
        spool.SLIP: translate("papers", "Cancellation slip of order {order} printed."),
        spool.CLOSING: translate("papers", "Closing {closing} printed."),
        spool.DRAWER_NOW: translate("papers", "The drawer's figures of now (X) printed."),
        spool.TEST: translate("papers", "The printer {printer} has taken the test print."),
    }
    text = printed.get(job.what, "")
    return text.format(order=view.number, closing=job.closing, printer=printer_name(job.printer))


def why_not(view: JobView) -> str:
    """What stood in the way of a paper, and what to do."""
    return sentence(str(view.job.reason), data=view.job.data, translate=of_the_desk)


def paper_name(view: JobView) -> str:
    """Which paper it is."""
    named = {
        spool.TICKETS: translate("papers", "Order {order}"),
        spool.RECEIPT: translate("papers", "Receipt of order {order}"),
        spool.SLIP: translate("papers", "Cancellation slip of order {order}"),
        spool.CLOSING: translate("papers", "Closing {closing}"),
        spool.DRAWER_NOW: translate("papers", "The drawer now (X)"),
        spool.KICK: translate("papers", "Drawer"),
        spool.TEST: translate("papers", "Test print"),
    }
    return named[view.job.what].format(order=view.number, closing=view.job.closing)


def state_word(view: JobView) -> str:
    """How far a paper is."""
    return {
        spool.WAITING: translate("papers", "Waits"),
        spool.SENDING: translate("papers", "Is being sent"),
        spool.PRINTED: translate("papers", "Printed"),
        spool.UNKNOWN: translate("papers", "May have come out"),
        spool.FAILED: translate("papers", "Not printed"),
        spool.EXPIRED: translate("papers", "Given up"),
    }[view.job.state]


def printer_name(printer: str) -> str:
    """What people call a printer."""
    found = split(printer)
    return found[1] if found is not None else printer


def on_their_way(order: str) -> str:
    """Tickets that go by e-mail."""
    return translate("papers", "The tickets of order {order} go to the customer by e-mail.").format(order=order)
