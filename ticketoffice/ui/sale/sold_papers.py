"""The papers of what was just sold: at once where they are printed here and a printer is chosen, else by a press; a printer undoes no
sale.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ticketoffice.desk.e_tickets import mail_tickets
from ticketoffice.desk.exchanging import Exchanged
from ticketoffice.desk.selling import Sold
from ticketoffice.desk.spool import JobView
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.people import Who
from ticketoffice.domain.selling import UNPAID
from ticketoffice.domain.spool import RECEIPT, TICKETS
from ticketoffice.printing.following import after_exchange, after_sale
from ticketoffice.store.book import Book
from ticketoffice.ui import messages, words
from ticketoffice.ui.at_desk import AtDesk
from ticketoffice.ui.printed_words import is_fault, on_their_way, said_of_job, said_of_paper, why_not
from ticketoffice.ui.sale.delivery import EMAIL, HERE, LATER
from ticketoffice.ui.sale.sold_strip import SoldStrip


class SoldPapers(QObject):
    """`written` carries a sentence with the file, `printed` the path of a file that is to be opened for the printer; `said` a sentence,
    and that it is a refusal.
    """

    written = Signal(str, object)
    printed = Signal(str)
    said = Signal(str, bool)

    def __init__(self, strip: SoldStrip, *, desk: AtDesk) -> None:
        super().__init__(strip)
        self._desk, self._strip, self._printing = desk, strip, desk.printing
        strip.print_wished.connect(lambda order: desk.told.spawn(self._print(order), name="print"))
        strip.file_wished.connect(lambda order: desk.told.spawn(self._save(order), name="print"))
        strip.mail_wished.connect(lambda order: desk.told.spawn(self._mail(order), name="mail"))
        strip.receipt_wished.connect(lambda order: desk.told.spawn(self._ask(RECEIPT, order), name="print"))
        desk.printing.ended.connect(self._on_ended)

    def sold(self, done: Sold, *, delivery: str = HERE) -> None:
        """A sale is on disk: the drawer opens for cash, what prints by itself is asked for, and tickets that go by e-mail are sent."""
        is_paid = done.method not in UNPAID
        follows = after_sale(done, here=delivery == HERE)
        self._strip.offer_receipt(self._printing.of(RECEIPT) is not None and RECEIPT in follows.whats)
        self._printing.after(follows)
        if TICKETS in follows.whats:
            self._print_here(done.order)
        self._strip.offer_mail(is_paid and delivery == LATER)
        if is_paid and delivery == EMAIL:
            self._desk.told.spawn(self._mail(done.order), name="mail")

    def exchanged(self, done: Exchanged) -> None:
        """An exchange is on disk."""
        self._printing.after(after_exchange(done))

    def _print_here(self, order: str) -> None:
        """That choice prints also where the printer prints nothing by itself; where none is chosen it is said what prints."""
        choice = self._printing.of(TICKETS)
        if choice is None:
            self._strip.show_unprinted()
        elif not choice.automatic:
            self._desk.told.spawn(self._ask(TICKETS, order), name="print")

    async def _mail(self, order: str) -> None:
        """To the customer's address; where that cannot be the sale stands, and it is said."""
        desk = self._desk
        try:
            await desk.books.write(mail_tickets, order, who=Who(desk.who()), server=desk.mail)
        except (RuleBroken, Unavailable) as problem:
            self._strip.show_paper(order, await messages.told(problem, books=desk.books), printed=False)
            return
        self._strip.offer_mail(False)
        self.said.emit(on_their_way(await desk.books.read(number_of, order)), False)

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
        """Beside what was sold stands what became of its papers."""
        order, faulty = view.job.order, is_fault(view)
        if order is not None and view.job.what == TICKETS:
            self._strip.show_paper(order, why_not(view) if faulty else "", printed=not faulty)
        elif order is not None and view.job.what == RECEIPT:
            self._strip.show_receipt(order, said_of_job(view) if faulty else "")


def number_of(book: Book, order: str) -> str:
    """What people call it."""
    with book.read() as reading:
        return reading.order_numbers([order])[order]
