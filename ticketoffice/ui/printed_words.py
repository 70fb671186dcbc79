"""What is said of tickets that were printed: how many, which of them say DUPLICATA, and the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ticketoffice.ui import words

if TYPE_CHECKING:
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
