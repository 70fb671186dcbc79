"""The Today page at the book: asks again whenever something was written, and writes the door list to a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ticketoffice.desk import release, today
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.people import Who
from ticketoffice.printing.door_lists import save_door_list
from ticketoffice.ui import words
from ticketoffice.ui.tasks import Again, Tasks
from ticketoffice.ui.today.page import TodayPage
from ticketoffice.ui.words import translate

if TYPE_CHECKING:
    from ticketoffice.desk.evening_views import EveningView, SeatPlan
    from ticketoffice.store.book import Book
    from ticketoffice.ui.book_thread import BookThread
    from ticketoffice.ui.told_tasks import ToldTasks

MINUTE = 60_000
"""Milliseconds after which a page that is seen is asked again: another desk of the same book may have sold."""


class TodayRoom(QObject):
    """Wires the page. `papers` is the folder of door lists; `written` carries a sentence and the file, `said` what was
    done or, as a refusal, what is missing, `unsaid` what no longer is.
    """

    written = Signal(str, object)
    said = Signal(str, bool)
    unsaid = Signal(str)

    def __init__(
        self,
        page: TodayPage,
        *,
        books: BookThread,
        tasks: Tasks,
        told: ToldTasks,
        papers: Path,
        who: Callable[[], str],
    ) -> None:
        super().__init__(page)
        self._page, self._books, self._told, self._papers = page, books, told, papers
        self._who = who
        self._whole: EveningView | None = None
        self._plan: SeatPlan | None = None
        self._look = Again(self._look_now, tasks=tasks, name="today")
        self._clock = QTimer(self, interval=MINUTE)
        self._clock.timeout.connect(self.look_again)
        self._clock.start()
        page.shown.connect(self._look)
        page.asked.connect(self._on_asked)
        page.door_list_wished.connect(self._on_door_list)
        page.release_wished.connect(self._on_release_wished)
        page.releasing.release_requested.connect(self._on_release)
        page.releasing.refused.connect(lambda sentence: self.said.emit(sentence, True))
        page.releasing.mended.connect(self.unsaid)

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

    # --- door list -----------------------------------------------------------------------------------------------

    def _on_door_list(self, by: str, form: str) -> None:
        performance = self._page.performance
        if performance is not None:
            self._told.spawn(self._save(performance, by=by, form=form), name="door list")

    async def _save(self, performance: str, *, by: str, form: str) -> None:
        file = await self._books.read(_saved, performance, by=by, form=form, to=self._papers, language=words.language())
        self.written.emit(translate("today", "The door list is in {file}.").format(file=file.name), file)


def _saved(book: Book, performance: str, *, by: str, form: str, to: Path, language: str) -> Path:
    """In the folder of papers, which is made where it is not there yet."""
    try:
        to.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise Unavailable("cannot_write", data={"name": str(to), "why": problem.strerror or str(problem)}) from problem
    return save_door_list(book, performance, by=by, form=form, to=to, language=language)
