"""The events' page at the book: what is typed is made or changed there; what is refused is said beside it, and stays typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from ticketoffice.desk import event_form
from ticketoffice.desk.hold_form import HoldForm, keep_typed
from ticketoffice.desk.house_holds import holds_of, release
from ticketoffice.desk.sentences import sentence
from ticketoffice.domain.people import Who
from ticketoffice.ui import messages, words
from ticketoffice.ui.events.page import EventsPage
from ticketoffice.ui.one_press import OnePress, Problem
from ticketoffice.ui.tasks import Again
from ticketoffice.ui.words import counted, of_the_desk, translate

if TYPE_CHECKING:
    from ticketoffice.desk.take_events import RefusedEvent, TakenEvents
    from ticketoffice.store.book import Book
    from ticketoffice.ui.at_desk import AtDesk

FIELDS = {
    "event_needs_name": "name",
    "event_needs_time": "day",
    "event_is_there": "copy",
    "zone_needs_places": "places",
    "capacity_below": "places",
    **dict.fromkeys(("wrong_condition", "condition_needs_tariff"), "conditions"),
    **dict.fromkeys(
        ("hold_needs_places", "hold_too_large", "unknown_place", "place_taken", "place_held", "hold_name_too_long"),
        "hold",
    ),
    "hold_ends_at_once": "until",
}
"""Where that is mended which a deed refuses, unless it says so itself."""


class EventsRoom(QObject):
    """Wires the page. `said` carries what was done; `taken_in` what became of a list, in a sentence and lines; `made`: there are
    events from now on.
    """

    said = Signal(str)
    taken_in = Signal(str, object)
    made = Signal()

    def __init__(self, page: EventsPage, *, desk: AtDesk) -> None:
        super().__init__(page)
        self._page, self._books, self._told, self._who = page, desk.books, desk.told, desk.who
        self._look = Again(self._look_now, tasks=desk.tasks, name="events")
        self._do = OnePress(desk.told, name="events", page=lambda: page.form, refused=self._tell)
        page.shown.connect(self._look)
        page.event_wished.connect(lambda performance: self._told.spawn(self._show(performance), name="events"))
        page.list_wished.connect(self._ask_for_list)
        page.form.plan_wished.connect(self._ask_for_plan)
        page.form.save_requested.connect(lambda: self._do(self._save))
        page.form.holds.keep_requested.connect(lambda typed: self._do(partial(self._keep, typed)))
        page.form.holds.release_requested.connect(lambda hold: self._do(partial(self._release, hold)))
        page.form.copy_requested.connect(lambda day: self._do(partial(self._copy, day)))

    def look_again(self) -> None:
        """Something was written: a page that is seen shows what is free now."""
        if self._page.isVisible():
            self._look()

    async def _tell(self, no: Problem) -> None:
        """Beside what mends it."""
        zone, field = no.data.get("zone"), no.data.get("field")
        text = await messages.told(no, books=self._books)
        zone = None if zone is None else str(zone)
        self._page.form.show_problem(text, field=FIELDS.get(no.code, str(field)), zone=zone)

    async def _look_now(self) -> None:
        own = await self._books.read(event_form.own_events)
        self._page.show_events(own, elsewhere=sentence("catalogue_of_the_centre", data={}, translate=of_the_desk))

    async def _show(self, performance: str) -> None:
        self._page.show_form(await self._books.read(event_form.form_of, performance), performance=performance)
        await self._show_holds()

    async def _show_holds(self) -> None:
        """What the house keeps of the performance in hand."""
        performance = self._page.form.performance
        if performance is not None:
            holds = await self._books.read(holds_of, performance)
            if self._page.form.performance == performance:
                self._page.form.show_holds(holds, timezone=await self._books.read(_timezone))

    async def _save(self) -> None:
        form = self._page.form
        typed, performance = form.typed(), form.performance
        done = await self._books.write(event_form.save_event, typed, performance=performance, who=Who(self._who()))
        self._page.forget_draft()
        await self._look_now()
        saved = self._page.id_of(done.performances[0])
        if form.performance == performance and saved is not None:
            form.show_for(typed, performance=performance)
            await self._show(saved)
        if done.ended and done.changes:
            text = translate("events", "{name} is saved. The desks do not sell it: their sale of it has ended.")
        elif performance is None:
            text = translate("events", "{name} is on sale.")
            if self._page.form.asks_organiser:
                text += " " + translate("events", "Its tickets name no organiser: a new event asks for it again.")
        elif done.changes:
            text = translate("events", "{name} is changed.")
        else:
            text = translate("events", "Nothing was changed: {name} is as it was.")
        self.said.emit(text.format(name=typed.name))
        self.made.emit()

    async def _copy(self, day: str) -> None:
        form = self._page.form
        assert form.performance is not None, "only what is made is copied"
        done = await self._books.write(event_form.copy_to, form.performance, day=day, who=Who(self._who()))
        form.copy_to.clear()
        await self._look_now()
        text = (
            translate("events", "{name} is there on {day} too. The desks do not sell it: their sale of it has ended.")
            if done.ended
            else translate("events", "{name} is on sale on {day} too.")
        )
        self.said.emit(text.format(name=form.title.text(), day=day.strip()))

    async def _keep(self, typed: HoldForm) -> None:
        form = self._page.form
        assert form.performance is not None, "only of what is made something is kept"
        await self._books.write(keep_typed, form.performance, typed, who=Who(self._who()))
        form.holds.clear()
        await self._look_now()
        await self._show_holds()
        self.said.emit(translate("events", "The house keeps these places of {name}.").format(name=form.title.text()))

    async def _release(self, hold: str) -> None:
        form = self._page.form
        assert form.performance is not None, "only of what is made something is kept"
        _, freed = await self._books.write(release, form.performance, hold, who=Who(self._who()))
        await self._look_now()
        await self._show_holds()
        self.said.emit(counted("events", "Released: %n place(s) are everybody's now.", freed))

    # --- files ----------------------------------------------------------------------------------------------------

    def _ask_for_plan(self) -> None:
        title = translate("events", "Seating plan")
        self._ask(title, "events.plan_file", translate("events", "Plans (*.json *.json.gz)"), self.take_plan)

    def _ask_for_list(self) -> None:
        self._ask(translate("events", "List of events"), "events.list_file", "CSV (*.csv)", self.take_list)

    def _ask(self, title: str, name: str, kinds: str, then: Callable[[str], None]) -> None:
        dialog = QFileDialog(self._page, title)
        dialog.setObjectName(name)
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, translate("dialog", "Back"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(kinds)
        dialog.fileSelected.connect(then)
        dialog.open()

    def take_plan(self, file: str) -> None:
        """The plan of this file, for the performance that is being made."""
        self._do(partial(self._take_plan, Path(file)))

    def take_list(self, file: str) -> None:
        """The performances of this file."""
        self._told.spawn(self._take_list(Path(file)), name="events")

    async def _take_plan(self, file: Path) -> None:
        from ticketoffice.desk.reading.plan_file import plan_of_file

        self._page.form.show_plan(await self._books.look_at(lambda _: plan_of_file(file)))

    async def _take_list(self, file: Path) -> None:
        from ticketoffice.desk.take_events import take_in_events

        done = await self._books.background(take_in_events, file, who=Who(self._who()))
        await self._look_now()
        self.taken_in.emit(_summary(done), [_refused(row) for row in done.refused])
        self.made.emit()


def _timezone(book: Book) -> str:
    with book.read() as reading:
        return reading.rules().timezone


def _summary(done: TakenEvents) -> str:
    text = counted("events", "%n event(s) on sale", len(done.performances))
    if done.refused:
        text += ", " + counted("events", "%n left out", len(done.refused))
    return f"{text}."


def _refused(row: RefusedEvent) -> str:
    said = sentence(row.code, data=row.data, translate=of_the_desk)
    if row.event is not None:
        return words.labelled(row.event, said)
    lines = translate("events", "Line {lines}").format(lines=", ".join(map(str, row.lines)))
    return words.labelled(lines, said)
