"""The drawer's page at the book: what is wished there is done, and what stands there is how it is now."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ticketoffice.desk import cash
from ticketoffice.desk.card_charges import payment_open
from ticketoffice.desk.people import person_named
from ticketoffice.desk.till_reports import takings
from ticketoffice.domain.drawer import DROPPED, NO_SALE, PUT_IN, TAKEN_OUT
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.people import Who
from ticketoffice.domain.spool import CLOSING, DRAWER_NOW
from ticketoffice.ui import words
from ticketoffice.ui.cash.page import CashPage
from ticketoffice.ui.one_press import OnePress
from ticketoffice.ui.tasks import Again
from ticketoffice.ui.words import translate

if TYPE_CHECKING:
    from ticketoffice.desk.cash_views import ClosingView, TakingsReport, TillView
    from ticketoffice.store.book import Book
    from ticketoffice.ui.at_desk import AtDesk
    from ticketoffice.ui.order.second_person import Approval

OPENS = ("cash",)
"""What moves the drawer opens it where one hangs at a printer."""


class CashRoom(QObject):
    """Wires the page. `said` carries what was done or, as a refusal, what is missing; `unsaid` what no longer is;
    `written` carries a sentence with the file of a report, `printed` a file that is to be opened.
    """

    said = Signal(str, bool)
    written = Signal(str, object)
    printed = Signal(str)
    unsaid = Signal(str)

    def __init__(self, page: CashPage, *, desk: AtDesk) -> None:
        super().__init__(page)
        self._page, self._books, self._who = page, desk.books, desk.who
        self._in_hand = desk.in_hand
        self._printing, self._papers = desk.printing, desk.papers
        self._look = Again(self._look_now, tasks=desk.tasks, name="cash")
        self._do = OnePress(desk.told, name="cash", page=lambda: page.step, ended=self._look)
        page.shown.connect(self._look)
        page.opening.open_requested.connect(lambda floats: self._do(partial(self._open, floats)))
        page.moving.move_requested.connect(lambda what, a, why: self._do(partial(self._move, what, a, why)))
        page.counting.count_requested.connect(lambda counts: self._do(partial(self._count, counts)))
        page.closing.close_requested.connect(lambda why, left, by: self._do(partial(self._close, why, left, by)))
        page.print_wished.connect(lambda number: desk.told.spawn(self._print(number or None), name="cash"))
        for panel in page.panels():
            panel.refused.connect(lambda text: self.said.emit(text, True))
            panel.mended.connect(self.unsaid)

    def look_again(self) -> None:
        """Something was written: the figures of a page that is seen are those of now."""
        if self._page.isVisible():
            self._look()

    async def _look_now(self) -> None:
        view, closings, report = await self._books.read(_asked)
        self._page.show_till(view, closings)
        self._page.show_takings(report)

    async def _open(self, floats: dict[str, int]) -> None:
        view = await self._books.write(cash.open_drawer, floats=floats, who=Who(self._who()))
        await self._printing.open_drawer(OPENS)
        self._page.opening.forget()
        self._show(view)
        amounts = _listed(floats)
        self.said.emit(translate("cash", "The drawer is open with {amounts}.").format(amounts=amounts), False)

    async def _move(self, what: str, amounts: dict[str, int], why: str | None) -> None:
        view = await self._books.write(cash.move, what=what, amounts=amounts, why=why, who=Who(self._who()))
        await self._printing.open_drawer(OPENS)
        self._page.moving.back_requested.emit()
        self._show(view)
        said = {
            PUT_IN: translate("cash", "{amounts} was put into the drawer."),
            TAKEN_OUT: translate("cash", "{amounts} was taken out of the drawer."),
            DROPPED: translate("cash", "{amounts} was dropped into the safe."),
            NO_SALE: translate("cash", "Noted: the drawer was opened without a sale."),
        }
        self.said.emit(said[what].format(amounts=_listed(amounts)), False)

    async def _count(self, counts: dict[str, dict[int, int]]) -> None:
        view = await self._books.write(cash.count, counts=counts, who=Who(self._who()))
        self._show(view)
        self._page.show_difference(view)

    async def _close(self, why: str | None, left: dict[str, int], approval: Approval | None) -> None:
        taken = self._in_hand.of()
        if taken is not None:
            raise RuleBroken("taken_not_sold", data={"amount": taken.amount, "currency": taken.currency})
        second = await self._person(approval.name) if approval is not None and approval.name is not None else None
        who = Who(self._who(), second=second, alone=approval.alone if approval is not None else None)
        z = await self._books.write(_closed, who=who, why=why, left=left)
        self._page.show_closing(z)
        self.said.emit(translate("cash", "The drawer is closed: {number}.").format(number=z.number), False)

    async def _print(self, number: str | None) -> None:
        """A closing, or the figures of now: at the printer for receipts, else as a file."""
        what = CLOSING if number is not None else DRAWER_NOW
        if self._printing.of(what) is not None:
            await self._printing.print_out(what, closing=number)
            return
        file = await self._books.read(_saved, number, to=self._papers, language=words.language())
        self.written.emit(translate("cash", "Written to {file}.").format(file=file), file)
        self.printed.emit(str(file))

    async def _person(self, name: str) -> str:
        return await self._books.write(person_named, name)

    def _show(self, view: TillView) -> None:
        self._page.show_till(view, self._page.closings)


def _asked(book: Book) -> tuple[TillView, tuple[ClosingView, ...], TakingsReport]:
    return cash.till(book), cash.closings(book), takings(book)


def _closed(book: Book, *, who: Who, why: str | None, left: dict[str, int]) -> ClosingView:
    """Not while nobody knows what became of a card payment."""
    return cash.close(book, who=who, why=why, left=left, payment_open=payment_open(book))


def _saved(book: Book, number: str | None, *, to: Path, language: str) -> Path:
    from ticketoffice.printing.drawer_papers import drawer_paper, save_drawer
    from ticketoffice.printing.tickets import SHEET, own_name
    from ticketoffice.printing.whole_file import make_folder

    make_folder(to)
    file = own_name(to, f"{number or 'X'}.pdf")
    return save_drawer(drawer_paper(book, closing=number), file, form=SHEET, language=language)


def _listed(amounts: dict[str, int]) -> str:
    return ", ".join(words.money(amount, currency) for currency, amount in sorted(amounts.items())) or "0.00"
