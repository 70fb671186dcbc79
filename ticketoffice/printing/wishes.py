"""What somebody wants on paper, for a printer that was chosen: said so that the spool can make it when it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ticketoffice.desk import papers, spool
from ticketoffice.desk.spool import Wish
from ticketoffice.domain.people import Who
from ticketoffice.domain.rules import in_coins
from ticketoffice.domain.selling import FREE, UNPAID
from ticketoffice.domain.spool import CLOSING, DRAWER_NOW, KICK, RECEIPT, SLIP, TICKETS
from ticketoffice.printer_choice import RECEIPTS
from ticketoffice.printer_choice import TICKETS as FOR_TICKETS

if TYPE_CHECKING:
    from ticketoffice.domain.spool import PrintJob
    from ticketoffice.printer_choice import PrinterChoice
    from ticketoffice.printing.printers import Printers
    from ticketoffice.store.book import Book

PURPOSE = {TICKETS: FOR_TICKETS, **dict.fromkeys((RECEIPT, SLIP, CLOSING, DRAWER_NOW), RECEIPTS)}
"""The printer of which purpose takes a paper."""
DRAWERS = ("live",)
"""The books whose money is in a drawer."""


def ask(
    book: Book,
    what: str,
    *,
    choice: PrinterChoice,
    language: str,
    who: Who,
    order: str | None = None,
    tickets: Sequence[str] = (),
    closing: str | None = None,
) -> PrintJob:
    """Puts a paper into the spool, once it is known that there is one: raises as `desk.papers` says, and nothing is asked for then."""
    named = tuple(tickets)
    if what == TICKETS and order is not None:
        named = tuple(ticket.ticket for ticket in papers.tickets_paper(book, order, tickets=tickets).tickets)
    elif what == SLIP and order is not None:
        papers.slip_paper(book, order, tickets=tickets)
    elif what == RECEIPT and order is not None:
        papers.receipt_paper(book, order)
    layout = choice.layout if PURPOSE.get(what) == FOR_TICKETS else None
    wish = Wish(what, choice.printer, choice.form, language, order, named, closing, layout)
    return spool.ask(book, wish, who=who)


def of_a_sale(method: str, *, here: bool) -> tuple[str, ...]:
    """The papers that follow a sale by this method where their printers print by themselves: the tickets, where they are handed out
    `here`, and a receipt where money was taken. What is still to be paid has none.
    """
    if method in UNPAID:
        return ()
    return (TICKETS,) * here + (RECEIPT,) * (method != FREE)


def by_itself(printers: Printers, whats: Sequence[str]) -> dict[str, PrinterChoice]:
    """Those of these papers that print by themselves, each with its printer."""
    chosen = {what: printers.of(PURPOSE[what]) for what in whats}
    return {what: choice for what, choice in chosen.items() if choice is not None and choice.automatic}


def ask_for_drawer(
    book: Book, methods: Sequence[str], *, choice: PrinterChoice | None, language: str, who: Who
) -> PrintJob | None:
    """The drawer is to open, where one of these methods is cash and one hangs at a printer; never in a demonstration or practice
    book, whose money is in no drawer.
    """
    if choice is None or not choice.kicks or not any(in_coins(method) for method in methods):
        return None
    with book.read() as reading:
        facts = reading.facts()
    if ("practice" if facts.shift_weeks else facts.mode) not in DRAWERS:
        return None
    return spool.ask(book, Wish(KICK, choice.printer, choice.form, language), who=who)
