"""The page of cancellations at the book: its lines, the deeds that end them, its CSV files.

What asks the book is imported on the thread that asks it, so that a window starts without it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from ticketoffice.desk import cancel, hand_out
from ticketoffice.desk.cases import close_case
from ticketoffice.desk.notes import repeated_at_source
from ticketoffice.desk.report_views import (
    Asked,
    CancelledLine,
    CancelledReport,
    CaseLine,
    CaseReport,
    DueLine,
    Lists,
    Owing,
)
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.people import Who
from ticketoffice.ui import words
from ticketoffice.ui.cancellations.page import CancellationsPage
from ticketoffice.ui.cancellations.rows import Tab
from ticketoffice.ui.tasks import Again
from ticketoffice.ui.words import translate

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.ui.at_desk import AtDesk

T = TypeVar("T")


class CancellationsRoom(QObject):
    """Wires the page. `said` carries the sentence of what was done; `page.order_wished` is for whoever hangs it up."""

    said = Signal(str)

    def __init__(self, page: CancellationsPage, *, desk: AtDesk) -> None:
        super().__init__(page)
        self._page, self._books, self._told, self._who = page, desk.books, desk.told, desk.who
        self._look = Again(self._look_now, tasks=desk.tasks, name="cancellations")
        page.shown.connect(self._look)
        page.asked.connect(self._look)
        page.paid_wished.connect(self._on_paid)
        page.told_wished.connect(self._on_told)
        page.repeated_wished.connect(self._on_repeated)
        page.settled_wished.connect(self._on_settled)
        page.csv_wished.connect(self._on_csv)

    def look_again(self) -> None:
        """Something was written: a page that is seen shows how things stand now."""
        if self._page.isVisible():
            self._look()

    async def _look_now(self) -> None:
        self._page.show_lists(await self._books.read(_lists, self._page.filters))
        self._page.show_owing(await self._books.background(_owing))

    def _on_paid(self, lines: Sequence[DueLine]) -> None:
        self._told.spawn(self._pay(lines), name="paid out")

    async def _pay(self, lines: Sequence[DueLine]) -> None:
        """Order by order and method by method, so that cash is rounded as one sum."""
        given: dict[str, int] = {}
        groups: dict[tuple[str, str], list[str]] = {}
        for line in lines:
            groups.setdefault((line.where.order, line.method), []).append(line.refund)

        async def pay(of: tuple[str, str]) -> None:
            paid = await self._books.write(hand_out.refunds_paid, of[0], groups[of], who=Who(self._who()))
            given[paid.currency] = given.get(paid.currency, 0) + sum(refund.amount for refund in paid.refunds)

        def said(_: Sequence[object]) -> str:
            amount = ", ".join(words.money(sum_, currency) for currency, sum_ in given.items())
            return translate("cancellations", "Paid out: {amount}.").format(amount=amount)

        await self._each(groups, pay, said)

    def _on_told(self, lines: Sequence[CancelledLine]) -> None:
        self._told.spawn(self._tell(lines), name="told")

    async def _tell(self, lines: Sequence[CancelledLine]) -> None:
        """One deed an order: its customer was spoken to once."""
        orders = _by_order(lines)

        async def tell(order: str) -> None:
            tickets = [str(line.where.ticket) for line in orders[order]]
            await self._books.write(cancel.inform, tickets, who=Who(self._who()), by="told")

        def said(done: Sequence[str]) -> str:
            told = (line.where for order in done for line in orders[order])
            names = dict.fromkeys(where.customer or where.order_number for where in told)
            return translate("cancellations", "Told: {names}.").format(names=", ".join(names))

        await self._each(orders, tell, said)

    def _on_repeated(self, lines: Sequence[CancelledLine]) -> None:
        self._told.spawn(self._repeat(lines), name="repeated")

    async def _repeat(self, lines: Sequence[CancelledLine]) -> None:
        orders = _by_order(lines)

        async def repeat(order: str) -> None:
            tickets = [str(line.where.ticket) for line in orders[order]]
            await self._books.write(repeated_at_source, order, who=Who(self._who()), tickets=tickets)

        def said(done: Sequence[str]) -> str:
            names = (line.where.short or line.where.order_number for order in done for line in orders[order])
            return translate("cancellations", "Repeated at the source: {tickets}.").format(tickets=", ".join(names))

        await self._each(orders, repeat, said)

    def _on_settled(self, lines: Sequence[CaseLine], how: str) -> None:
        self._told.spawn(self._settle(lines, how), name="settled")

    async def _settle(self, lines: Sequence[CaseLine], how: str) -> None:
        async def settle(case: str) -> None:
            await self._books.write(close_case, case, who=Who(self._who()), note=how)

        def said(done: Sequence[str]) -> str:
            if len(done) == len(lines):
                self._page.forget_how()
            return words.counted("cancellations", "%n case(s) settled.", len(done))

        await self._each([str(line.case) for line in lines], settle, said)

    async def _each(
        self,
        wished: Iterable[T],
        deed: Callable[[T], Awaitable[None]],
        said: Callable[[Sequence[T]], str],
    ) -> None:
        """Does all of them: one that is refused stands in the way of none after it. Says what was done, and raises why the first
        refused one was not; the list shows what is left.
        """
        done: list[T] = []
        problem: RuleBroken | Unavailable | None = None
        for one in wished:
            try:
                await deed(one)
                done.append(one)
            except RuleBroken as no:
                problem = problem or no
            except Unavailable as fault:
                problem = fault
                break
        if done:
            self.said.emit(said(done))
        self.look_again()
        if problem is not None:
            raise problem

    # --- CSV -----------------------------------------------------------------------------------------------------

    def _on_csv(self) -> None:
        tab = self._page.tab
        dialog = QFileDialog(self._page, translate("cancellations", "Save as CSV"))
        dialog.setObjectName("cancellations.dialog")
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, translate("dialog", "Back"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.setNameFilter("CSV (*.csv)")
        dialog.selectFile(f"{FILES[tab]}.csv")
        dialog.fileSelected.connect(partial(self.write_csv, tab=tab))
        dialog.open()

    def write_csv(self, file: str, *, tab: Tab) -> None:
        """Writes every line of a tab with the filters of now, also those that are too many to be shown."""
        self._told.spawn(self._write(Path(file), tab), name="csv")

    async def _write(self, file: Path, tab: Tab) -> None:
        await self._books.background(
            _written, file, tab=tab, asked=self._page.filters, language=words.language(), titles=_title
        )
        self.said.emit(translate("cancellations", "Saved as {file}.").format(file=file))


FILES = {
    Tab.ALL: "cancellations",
    Tab.PAY: "refunds-to-pay",
    Tab.TELL: "customers-to-tell",
    Tab.REPEAT: "to-repeat",
    Tab.CASES: "credits-and-cases",
}


def _by_order(lines: Sequence[CancelledLine]) -> dict[str, list[CancelledLine]]:
    found: dict[str, list[CancelledLine]] = {}
    for line in lines:
        found.setdefault(line.where.order, []).append(line)
    return found


def _title(text: str) -> str:
    return translate("sentences", text)


def _lists(book: Book, asked: Asked) -> Lists:
    from ticketoffice.desk.lists import lists

    return lists(book, asked)


def _owing(book: Book) -> Owing:
    from ticketoffice.desk.owing import owing

    return owing(book)


def _written(book: Book, file: Path, *, tab: Tab, asked: Asked, language: str, titles: Callable[[str], str]) -> None:
    """Raises Unavailable `cannot_write` or `no_folder`."""
    from msgspec.structs import replace

    from ticketoffice.desk.lists import lists
    from ticketoffice.desk.reports import cancellations_csv, refunds_due_csv
    from ticketoffice.printing.whole_file import export

    if tab is Tab.CASES:
        export(_cases_csv(_owing(book), language=language, titles=titles), file)
        return
    found = lists(book, replace(asked, most=None))
    if tab is Tab.PAY:
        table = refunds_due_csv(found.due, language=language, translate=titles)
    else:
        lines = {Tab.ALL: found.report.lines, Tab.TELL: found.tell, Tab.REPEAT: found.repeat}[tab]
        report = CancelledReport(lines, (), found.report.timezone)
        table = cancellations_csv(report, language=language, translate=titles)
    export(table, file)


def _cases_csv(found: Owing, *, language: str, titles: Callable[[str], str]) -> bytes:
    from ticketoffice.desk.owing import cases_csv

    report = CaseReport(found.lines, (), found.cases.timezone)
    return cases_csv(report, language=language, translate=titles)
