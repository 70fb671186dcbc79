"""The tickets of what was just sold are printed from the Sell page."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ticketoffice.domain.people import Who
from ticketoffice.ui import words
from ticketoffice.ui.at_desk import AtDesk
from ticketoffice.ui.printed_words import said_of_paper
from ticketoffice.ui.sale.sold_strip import SoldStrip


class SoldPapers(QObject):
    """`written` carries a sentence with the file, `printed` the path of a file that is to be opened for the printer."""

    written = Signal(str, object)
    printed = Signal(str)

    def __init__(self, strip: SoldStrip, *, desk: AtDesk) -> None:
        super().__init__(strip)
        self._desk = desk
        strip.print_wished.connect(lambda order: desk.told.spawn(self._print(order), name="print"))

    async def _print(self, order: str) -> None:
        """What is on paper is in the journal first; a second press prints copies that say so."""
        from ticketoffice.printing.tickets import save_tickets

        desk = self._desk
        who, language = Who(desk.who()), words.language()
        done = await desk.books.write(save_tickets, order, who=who, to=desk.papers, otherwise=language)
        self.written.emit(said_of_paper(done), done.file)
        self.printed.emit(str(done.file))
