"""The Today page at the book: asks again whenever something was written, and writes the door list to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ticketoffice.desk import release, today, working_off
from ticketoffice.desk.cash import forgotten_sentence
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.people import Who
from ticketoffice.printing.door_lists import save_door_list
from ticketoffice.printing.invoices import save_reminder
from ticketoffice.ui import messages, words
from ticketoffice.ui.tasks import Again
from ticketoffice.ui.today.page import TodayPage
from ticketoffice.ui.words import translate

if TYPE_CHECKING:
    from ticketoffice.desk.due_views import DueRow
    from ticketoffice.desk.evening_views import EveningView, SeatPlan
    from ticketoffice.store.book import Book
    from ticketoffice.ui.at_desk import AtDesk

EVERY = 60_000
"""Milliseconds after which a page that is seen is asked again: another desk of the same book may have sold."""


class TodayRoom(QObject):
    """Wires the page. `written` carries a sentence and the file, `said` what was
    done or, as a refusal, what is missing, `unsaid` what no longer is.
    """

    written = Signal(str, object)
    said = Signal(str, bool)
    unsaid = Signal(str)

    def __init__(self, page: TodayPage, *, desk: AtDesk) -> None:
        super().__init__(page)
        self._page, self._books, self._told, self._papers = page, desk.books, desk.told, desk.papers
        self._who, self._mail = desk.who, desk.mail
        self._whole: EveningView | None = None
        self._plan: SeatPlan | None = None
        self._working: list[DueRow] = []
        self._look = Again(self._look_now, tasks=desk.tasks, name="today")
        self._clock = QTimer(self, interval=EVERY)
        self._clock.timeout.connect(self.look_again)
        self._clock.start()
        page.shown.connect(self._look)
        page.asked.connect(self._on_asked)
        page.door_list_wished.connect(self._on_door_list)
        page.release_wished.connect(self._on_release_wished)
        page.releasing.release_requested.connect(self._on_release)
        page.due.work_requested.connect(self._on_work)
        for below in (page.releasing, page.due):
            below.refused.connect(lambda sentence: self.said.emit(sentence, True))
            below.mended.connect(self.unsaid)

    def look_again(self) -> None:
        """Something was written: a page that is seen shows how things stand now."""
        if self._page.isVisible():
            self._look()

    def _on_asked(self) -> None:
        """What was read of this performance is narrowed at once, as one types; another one is read."""
        performance, _, _, on_plan = self._page.question
        known = self._whole is not None and self._whole.performance.id == performance
        if known and (self._plan is not None or not on_plan):
            self._show()
        else:
            self._look()

    async def _look_now(self) -> None:
        self._page.show_performances(await self._books.read(today.performances))
        self._page.show_drawer(await self._books.read(forgotten_sentence, translate=words.of_the_desk))
        self._page.set_events(await self._books.read(lambda book: not book.paired))
        self._page.show_due(await self._books.read(working_off.due_rows, mails=self._mail))
        performance, _, _, on_plan = self._page.question
        if performance is None:
            self._whole = self._plan = None
            self._page.set_release(False)
            return
        whole = await self._books.read(today.evening, performance)
        plan = await self._books.read(today.seats, performance) if on_plan else None
        if self._page.performance == performance:
            self._whole, self._plan = whole, plan
            self._page.set_release(any(row.is_reserved for row in whole.orders))
            self._show()
            if self._page.is_releasing:
                await self._show_reserved(performance)

    def _show(self) -> None:
        question = self._page.question
        _, filter, text, on_plan = question
        assert self._whole is not None
        found = today.narrowed(self._whole, filter=filter, text=text)
        self._page.show_evening(found, self._plan if on_plan else None, question=question)

    # --- released ------------------------------------------------------------------------------------------------

    async def open_release(self, performance: str) -> bool:
        """The reservations of a performance (its external name); False where Today does not list it."""
        found = await self._chosen(performance)
        if found is not None:
            await self._show_reserved(found)
        return found is not None

    async def show_seat(self, performance: str, seat: str, *, order: str) -> bool:
        """A seat on the plan of a performance, with the others of its order (a number); False where Today does not list it."""
        if await self._chosen(performance) is None:
            return False
        page = self._page
        page.close_release()
        page.filter.choose(today.FILTERS[0])
        page.text.setText(order)
        page.plan_button.setChecked(True)
        await self._look_now()
        page.plan.go_to(seat)
        return True

    async def _chosen(self, performance: str) -> str | None:
        """Looks at a performance (its external name): its id, or None where Today does not list it."""
        views = await self._books.read(today.performances)
        self._page.show_performances(views)
        found = next((view.id for view in views if view.performance == performance), None)
        if found is not None:
            self._page.performances.choose(found)
        return found

    def _on_release_wished(self, performance: str) -> None:
        self._told.spawn(self._show_reserved(performance), name="reserved")

    async def _show_reserved(self, performance: str) -> None:
        view = await self._books.read(today.reserved, performance)
        if self._page.performance == performance:
            self._page.show_reserved(view)

    def _on_release(self, performance: str, orders: list[str]) -> None:
        self._told.spawn(self._release(performance, orders), name="release")

    async def _release(self, performance: str, orders: list[str]) -> None:
        """All that is ticked in one transaction, or nothing of it, and then it is shown how it stands."""
        try:
            done = await self._books.write(
                release.release_performance, performance, who=Who(self._who()), orders=tuple(orders)
            )
        except RuleBroken:
            self._look()
            raise
        self._page.close_release()
        said = words.counted("today", "Released: %n reservation(s), {places}.", len(done)).format(
            places=words.counted("today", "%n place(s) free", sum(len(one.tickets) for one in done))
        )
        credit: dict[str, int] = {}
        for one in done:
            if one.credit:
                credit[one.currency] = credit.get(one.currency, 0) + one.credit
        if credit:
            amounts = ", ".join(words.money(amount, currency) for currency, amount in credit.items())
            said = f"{said} {translate('today', '{amount} had been paid and are credit.').format(amount=amounts)}"
        self.said.emit(said, False)
        self._look()

    # --- what is due ---------------------------------------------------------------------------------------------

    def _on_work(self, rows: list[DueRow]) -> None:
        """A second press while the lines are worked off is the same wish."""
        if rows == self._working:
            return
        self._working = rows
        self._told.spawn(self._work_off(rows), name="due")

    async def _work_off(self, rows: list[DueRow]) -> None:
        """One deed an order; what is refused is said and stays in the list, the others are done all the same."""
        reminded, released, refusals = 0, 0, []
        papers: list[Path] = []
        self._page.due.set_waiting(True)
        try:
            for row in rows:
                try:
                    await self._books.write(working_off.work_off, row, who=Who(self._who()))
                    reminded, released = reminded + (row.what == "remind"), released + (row.what != "remind")
                    if row.way == "print":
                        papers.append(await self._books.read(_printed, row, to=self._papers))
                except RuleBroken as problem:
                    refusals.append(f"{row.number}: {await messages.told(problem, books=self._books)}")
        finally:
            self._working = []
            self._page.due.set_waiting(False)
            self._look()
        parts = [
            words.counted("today", "%n customer(s) reminded.", reminded) if reminded else "",
            words.counted("today", "%n order(s) released.", released) if released else "",
            translate("today", "The papers are in {folder}.").format(folder=self._papers) if papers else "",
            *refusals,
        ]
        said = " ".join(part for part in parts if part)
        if papers and not refusals:
            self.written.emit(said, papers[0] if len(papers) == 1 else self._papers)
        else:
            self.said.emit(said, bool(refusals))

    # --- door list -----------------------------------------------------------------------------------------------

    def _on_door_list(self, by: str, form: str) -> None:
        performance = self._page.performance
        if performance is not None:
            self._told.spawn(self._save(performance, by=by, form=form), name="door list")

    async def _save(self, performance: str, *, by: str, form: str) -> None:
        file = await self._books.read(_saved, performance, by=by, form=form, to=self._papers, language=words.language())
        self.written.emit(translate("today", "The door list is in {file}.").format(file=file.name), file)


def _printed(book: Book, row: DueRow, *, to: Path) -> Path:
    """A reminder on paper."""
    _make(to)
    return save_reminder(book, row.order, number=row.reminder or 0, to=to)


def _saved(book: Book, performance: str, *, by: str, form: str, to: Path, language: str) -> Path:
    """In the folder of papers, which is made where it is not there yet."""
    _make(to)
    return save_door_list(book, performance, by=by, form=form, to=to, language=language)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise Unavailable(
            "cannot_write", data={"name": str(folder), "why": problem.strerror or str(problem)}
        ) from problem
