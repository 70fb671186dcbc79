"""The papers of what was just sold: by themselves where a printer is chosen for it, else by a press; a printer undoes no sale."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ticketoffice.desk.selling import Sold
from ticketoffice.desk.spool import JobView
from ticketoffice.domain.people import Who
from ticketoffice.domain.selling import FREE, UNPAID
from ticketoffice.domain.spool import RECEIPT, TICKETS
from ticketoffice.ui import words
from ticketoffice.ui.at_desk import AtDesk
from ticketoffice.ui.printed_words import is_fault, said_of_paper, why_not
from ticketoffice.ui.sale.sold_strip import SoldStrip


class SoldPapers(QObject):
    """`written` carries a sentence with the file, `printed` the path of a file that is to be opened for the printer."""

    written = Signal(str, object)
    printed = Signal(str)

    def __init__(self, strip: SoldStrip, *, desk: AtDesk) -> None:
        super().__init__(strip)
        self._desk, self._strip, self._printing = desk, strip, desk.printing
        strip.print_wished.connect(lambda order: desk.told.spawn(self._print(order), name="print"))
        strip.file_wished.connect(lambda order: desk.told.spawn(self._save(order), name="print"))
        strip.receipt_wished.connect(lambda order: desk.told.spawn(self._ask(RECEIPT, order), name="print"))
        desk.printing.ended.connect(self._on_ended)

    def sold(self, done: Sold) -> None:
        """A sale is on disk: the drawer opens for cash, and what prints by itself is asked for."""
        self._strip.offer_receipt(self._printing.of(RECEIPT) is not None and done.method not in (FREE, *UNPAID))
        whats = () if done.method in UNPAID else (TICKETS,) if done.method == FREE else (TICKETS, RECEIPT)
        self._printing.follow(done.order, methods=[method for method, _ in done.taken], whats=whats)

    async def _print(self, order: str) -> None:
        """At the printer that is chosen, else as a file; a second press prints copies that say so."""
        if self._printing.of(TICKETS) is not None:
            await self._ask(TICKETS, order)
        else:
            await self._save(order)

    async def _ask(self, what: str, order: str) -> None:
        if what == TICKETS:
            self._strip.show_paper(order, "", printed=False)
        await self._printing.print_out(what, order=order)

    async def _save(self, order: str) -> None:
        """What is on paper is in the journal first."""
        from ticketoffice.printing.tickets import save_tickets

        desk = self._desk
        who, language = Who(desk.who()), words.language()
        done = await desk.books.write(save_tickets, order, who=who, to=desk.papers, otherwise=language)
        self._strip.show_paper(order, "", printed=True)
        self.written.emit(said_of_paper(done), done.file)
        self.printed.emit(str(done.file))

    def _on_ended(self, view: JobView) -> None:
        """Beside what was sold stands what became of its tickets."""
        if view.job.what == TICKETS and view.job.order is not None:
            faulty = is_fault(view)
            self._strip.show_paper(view.job.order, why_not(view) if faulty else "", printed=not faulty)
