"""The command that writes papers of an order into a file: its tickets, a receipt, the slip of what was cancelled."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ticketoffice.cli.arguments import Add, always, given
from ticketoffice.cli.call import Call

if TYPE_CHECKING:
    from ticketoffice.printing.tickets import Paper

FORMATS = ("pdf-a4", "pdf-82", "pdf-101", "escpos", "fgl", "zpl")


def _print(call: Call) -> None:
    from ticketoffice.printing.tickets import file_name, write

    args = call.args
    paper = _paper(call)
    to = Path(args.out)
    file = to / file_name(paper.issued.order, form=args.format) if to.is_dir() else to
    write(file, paper, form=args.format, layout=args.layout, language=args.lang)
    call.out({"file": str(file), "tickets": _printed(paper)}, [call.say("Written to {file}.", file=file)])


def _paper(call: Call) -> Paper:
    from ticketoffice.desk.papers import receipt_paper, slip_paper, tickets_paper

    order = call.order(call.args.order)
    named = [call.ticket(text) for text in call.args.ticket]
    if call.args.receipt:
        return receipt_paper(call.book, order)
    return (slip_paper if call.args.slip else tickets_paper)(call.book, order, tickets=named)


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


def words(add: Add) -> None:
    """Adds this command."""
    made = add(
        "print", _print, help="write an order's tickets as papers, or a receipt", reads=always, check=_is_about_tickets
    )
    made.add_argument("order")
    made.add_argument("--out", type=given, required=True, metavar="FILE", help="the file, or a folder")
    made.add_argument("--format", choices=FORMATS, default="pdf-a4")
    made.add_argument("--layout", type=given, metavar="NAME", help="a layout of tickets, also one of your own")
    made.add_argument("--ticket", nargs="+", default=[], metavar="TICKET", help="only these")
    kind = made.add_mutually_exclusive_group()
    kind.add_argument("--receipt", action="store_true", help="what the order cost and how it was paid")
    kind.add_argument("--slip", action="store_true", help="of the tickets that are cancelled")
