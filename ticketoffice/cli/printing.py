"""Commands that write papers of an order into a file: its tickets, a receipt, the slip of what was cancelled; print, reprint."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ticketoffice.cli import documents as show_as
from ticketoffice.cli.arguments import Add, always, given
from ticketoffice.cli.arguments import tickets as named_tickets
from ticketoffice.cli.call import Call, without_organiser
from ticketoffice.desk.sentences import sentence, spoken
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.spool import KICK, RECEIPT, TICKETS
from ticketoffice.printer_choice import TICKETS as FOR_TICKETS

if TYPE_CHECKING:
    from ticketoffice.desk.paper_views import OrderTickets
    from ticketoffice.desk.spool import JobView
    from ticketoffice.domain.spool import PrintJob
    from ticketoffice.printing.following import Follows
    from ticketoffice.printing.tickets import Paper

FORMATS = ("pdf-a4", "pdf-82", "pdf-101", "escpos", "fgl", "zpl")


def _print(call: Call) -> None:
    args = call.args
    order = call.order(args.order)
    if args.receipt or args.slip:
        from ticketoffice.desk.papers import receipt_paper, slip_paper

        named = [call.ticket(text) for text in args.ticket]
        paper: Paper = receipt_paper(call.book, order) if args.receipt else slip_paper(call.book, order, tickets=named)
        file = _written(call, paper, out=args.out)
    else:
        file, paper = tickets_out(call, order, tickets=[call.ticket(text) for text in args.ticket], out=args.out)
    said = [call.say("Written to {file}.", file=file), *without_organiser(call)]
    call.out({"file": str(file), "tickets": _printed(paper)}, said)


def tickets_out(call: Call, order: str, *, tickets: Sequence[str] = (), out: str) -> tuple[Path, OrderTickets]:
    """Writes tickets of an order as papers into a file, once the journal says that they are printed. Raises as `print_out`, and
    Unavailable where the file cannot be written: then nothing is recorded, unless its name would do and its disk is full or gone:
    the next paper then says that it is a duplicate.
    """
    from ticketoffice.desk.papers import print_out
    from ticketoffice.printing.tickets import paper_bytes
    from ticketoffice.printing.whole_file import check_place

    args = call.args

    def check(paper: OrderTickets) -> None:
        check_place(_file(call, paper, out=out))
        paper_bytes(paper, form=args.format, layout=args.layout, language=args.lang)

    paper = print_out(call.book, order, tickets=tickets, who=call.who(), check=check)
    return _written(call, paper, out=out), paper


def _written(call: Call, paper: Paper, *, out: str) -> Path:
    from ticketoffice.printing.tickets import write

    args, file = call.args, _file(call, paper, out=out)
    return write(file, paper, form=args.format, layout=args.layout, language=args.lang)


def _file(call: Call, paper: Paper, *, out: str) -> Path:
    """Where a paper goes: a folder gives it a name."""
    from ticketoffice.printing.tickets import file_name

    to = Path(out)
    return to / file_name(paper.issued.order, form=call.args.format) if to.is_dir() else to


def _only_reads(args: argparse.Namespace) -> bool:
    """A receipt or a slip says how the order stands; a ticket that is printed is counted."""
    return bool(args.receipt or args.slip)


def _printed(paper: Paper) -> list[str]:
    """The short numbers of the tickets that stand on it."""
    from ticketoffice.desk.paper_views import OrderTickets, SlipPaper

    if isinstance(paper, OrderTickets):
        return [ticket.short for ticket in paper.tickets]
    return [line.short for line in paper.lines] if isinstance(paper, SlipPaper) else []


def _is_about_tickets(args: argparse.Namespace) -> str | None:
    if args.receipt and args.ticket:
        return "--receipt is about the whole order, --ticket about some"
    if args.layout and (args.receipt or args.slip):
        return "--layout is for tickets"
    return None


def printed_too(call: Call, order: str, *, tickets: Sequence[str] = ()) -> dict[str, Any]:
    """Writes the tickets of a deed that is on disk into the file that `--print` names; a fault of that undoes no deed, and is said
    beside it.
    """
    try:
        file, _ = tickets_out(call, order, tickets=tickets, out=call.args.out)
    except (RuleBroken, Unavailable) as no:
        return {"file": None, "error": call.tell_fault(no)}
    for said in without_organiser(call):
        print(said, file=sys.stderr)
    return {"file": str(file), "error": None}


def _reprint(call: Call) -> None:
    """Into the file that is named, else at the printer of tickets, whether or not that prints by itself."""
    tickets = call.tickets()
    order = call.order(call.args.tickets[0])
    if call.args.out is None:
        _reprinted_here(call, order, tickets=tickets)
        return
    file, paper = tickets_out(call, order, tickets=tickets, out=call.args.out)
    said = [call.say("Written to {file}.", file=file), *without_organiser(call)]
    call.out({"file": str(file), "tickets": _printed(paper)}, said)


def _reprinted_here(call: Call, order: str, *, tickets: Sequence[str]) -> None:
    """Raises as `wishes.ask`, WrongUsage where no printer of tickets is set, Unavailable where the paper did not come out."""
    from ticketoffice.printing.wishes import ask

    choice = call.settings.printers.get(FOR_TICKETS)
    if choice is None:
        usage: argparse.ArgumentParser = call.args.words
        usage.error("name a FILE with --print: no printer of tickets is set here")
    asked = ask(call.book, TICKETS, choice=choice, language=call.language, who=call.who(), order=order, tickets=tickets)
    view = _sent(call, asked)
    if view.job.reason is not None:
        raise Unavailable(view.job.reason, data=dict(view.job.data))
    document = {"file": None, "tickets": list(view.shorts), "print_jobs": [_job_json(view)]}
    call.out(document, [call.say("Printed by {printer}.", printer=view.job.printer), *without_organiser(call)])


def followed(call: Call, follows: Follows) -> list[dict[str, Any]]:
    """What a deed that is on disk brings with it, as in the window: the drawer opens where one of these methods is cash, and what
    prints by itself of these papers is sent. What became of each is told and returned as `print-jobs` has it; no fault of a printer
    undoes the deed.
    """
    if not call.settings.printers:
        return []
    from ticketoffice.printing.printers import Printers
    from ticketoffice.printing.wishes import ask, ask_for_drawer, by_itself

    printers, who, language = Printers(call.settings.printers), call.who(), call.language
    asked: list[PrintJob] = []
    kick = ask_for_drawer(call.book, follows.methods, choice=printers.kicks, language=language, who=who)
    asked += [kick] if kick is not None else []
    for what, choice in by_itself(printers, follows.whats).items():
        named = () if what == RECEIPT else follows.tickets
        try:
            job = ask(call.book, what, choice=choice, language=language, who=who, order=follows.order, tickets=named)
            asked.append(job)
        except (RuleBroken, Unavailable) as no:
            call.tell_fault(no)
    sent = [_told(call, _sent(call, job)) for job in asked]
    for said in without_organiser(call) if any(job.what == TICKETS for job in asked) else ():
        print(said, file=sys.stderr)
    return sent


def _sent(call: Call, job: PrintJob) -> JobView:
    from ticketoffice.desk.spool import job_view
    from ticketoffice.printing.spooling import Spooler

    Spooler(step=lambda work: work(call.book), beside=lambda work: work(call.book)).send(job.id)
    return job_view(call.book, job.id)


def _told(call: Call, view: JobView) -> dict[str, Any]:
    if view.job.what != KICK or view.job.reason is not None:
        _, what, _, printer, said = _job_row(call, view)
        print(call.speech.labelled(what, f"{said} ({printer})"), file=sys.stderr)
    return _job_json(view)


def _jobs(call: Call) -> None:
    """What became of the last papers that this machine sent to a printer."""
    from ticketoffice.desk.spool import jobs

    found = jobs(call.book, count=call.args.limit)
    rows = [_job_row(call, view) for view in found]
    lines = show_as.table(rows) or [call.say("Nothing was sent to a printer here yet.")]
    call.out({"jobs": [_job_json(view) for view in found]}, lines)


def _job_row(call: Call, view: JobView) -> tuple[str, ...]:
    said = {
        "waiting": call.say("waits"),
        "sending": call.say("is being sent"),
        "printed": call.say("printed"),
        "unknown": call.say("may have come out"),
        "failed": call.say("not printed"),
        "expired": call.say("given up"),
    }[view.job.state]
    what = {
        "tickets": call.say("tickets"),
        "receipt": call.say("receipt"),
        "slip": call.say("slip"),
        "closing": call.say("closing"),
        "drawer_now": call.say("drawer"),
        "kick": call.say("drawer"),
        "test": call.say("test print"),
    }[view.job.what]
    why = (
        ""
        if view.job.reason is None
        else sentence(view.job.reason, data=view.job.data, translate=spoken(call.language))
    )
    copy = f"DUPLICATA {view.job.copies}" if view.job.copies else ""
    when = show_as.local(view.job.asked_at, view.timezone)
    return (
        when,
        what,
        view.number or view.job.closing or "",
        view.job.printer,
        " ".join(filter(None, (said, copy, why))),
    )


def _job_json(view: JobView) -> dict[str, Any]:
    job = view.job
    return {
        "id": job.id,
        "what": job.what,
        "order": view.number,
        "tickets": list(view.shorts),
        "closing": job.closing,
        "printer": job.printer,
        "format": job.form,
        "layout": job.layout,
        "state": job.state,
        "reason": job.reason,
        "copies": job.copies,
        "asked": show_as.instant(job.asked_at),
        "ended": show_as.instant(job.ended_at),
    }


def paper_options(made: argparse.ArgumentParser, *, name: str, needed: bool = False, layouts: bool = True) -> None:
    """Adds where a paper goes and how it looks; only tickets have `layouts`."""
    made.add_argument(name, dest="out", type=given, required=needed, metavar="FILE", help="the file, or a folder")
    made.add_argument("--format", choices=FORMATS, default="pdf-a4", help="what the file is for")
    if layouts:
        made.add_argument("--layout", type=given, metavar="NAME", help="a layout of tickets, also one of your own")


def words(add: Add) -> None:
    """Adds these commands."""
    made = add(
        "print",
        _print,
        help="write an order's tickets as papers, or a receipt",
        reads=_only_reads,
        check=_is_about_tickets,
    )
    made.add_argument("order")
    paper_options(made, name="--out", needed=True)
    made.add_argument("--ticket", nargs="+", default=[], metavar="TICKET", help="only these")
    kind = made.add_mutually_exclusive_group()
    kind.add_argument("--receipt", action="store_true", help="what the order cost and how it was paid")
    kind.add_argument("--slip", action="store_true", help="of the tickets that are cancelled")
    listed = add("print-jobs", _jobs, help="what became of the last papers at the printers of this desk", reads=always)
    listed.add_argument("--limit", type=int, default=20, metavar="N", help="so many (20)")
    again = named_tickets(add("reprint", _reprint, help="print these tickets of an order once more, as duplicates"))
    paper_options(again, name="--print")
