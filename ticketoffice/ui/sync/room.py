"""The sync page at the book: what waits, what needs somebody, and the way to a centre or back to it.

It shows what `centre_room` has just asked; the lists are asked for while somebody sees them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from ticketoffice.desk.show import show
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.people import Who
from ticketoffice.domain.travel import AGAIN, BRANCH, FRESH, HISTORY
from ticketoffice.ui import messages
from ticketoffice.ui.sync.centre_room import view_of
from ticketoffice.ui.sync.lists import Tab
from ticketoffice.ui.sync.put_back_told import PutBackTold
from ticketoffice.ui.sync.words import gone_text
from ticketoffice.ui.tasks import Again
from ticketoffice.ui.words import counted, translate, when_it_was

if TYPE_CHECKING:
    from ticketoffice.desk.cases import Closed
    from ticketoffice.desk.sync_views import CaseView, SyncLists, SyncView
    from ticketoffice.desk.views import TicketView
    from ticketoffice.store.book import Book
    from ticketoffice.ui.at_desk import AtDesk
    from ticketoffice.ui.sync.centre_room import CentreRoom
    from ticketoffice.ui.sync.home import SyncHome
    from ticketoffice.ui.sync.words import PostState

KEEPABLE = frozenset({"tickets_cancelled", "cancellation_finished"})
"""Operations whose tickets can be kept as long as nothing of them has left."""
OF_THE_ADDRESS = frozenset({"wrong_address", "nobody_there", "no_centre_there"})


class SyncRoom(QObject):
    """Wires the page. `said` carries what was done, `left`: somebody goes back to the orders."""

    said = Signal(str)
    left = Signal()

    def __init__(self, home: SyncHome, *, centre: CentreRoom, desk: AtDesk) -> None:
        super().__init__(home)
        self._home, self._centre = home, centre
        self._books, self._told, self._who = desk.books, desk.told, desk.who
        self._closing: str | None = None
        self._put_back = PutBackTold()
        self._look = Again(self._show_lists, tasks=desk.tasks, name="sync lists")
        self._look_what_is_kept = Again(self._show_what_is_kept, tasks=desk.tasks, name="sync keep")
        if centre.is_paired:
            home.show_paired()
        centre.looked.connect(self._on_looked)
        home.page.shown.connect(centre.look_again)
        home.page.now_wished.connect(centre.post.wish)
        home.page.stop_wished.connect(centre.post.halt)
        home.page.file_wished.connect(self._on_file)
        home.page.tabs.close_wished.connect(self._on_close)
        home.page.tabs.gone.connect(self._on_gone)
        home.page.tabs.in_hand.connect(self._on_in_hand)
        home.pair.pair_wished.connect(self._on_pair)
        home.page.join_wished.connect(self._on_join)
        home.pair.left.connect(self._on_left)

    def look_again(self) -> None:
        """Something was written: the centre's room looks, and this one shows it."""
        self._centre.look_again()

    def _on_looked(self, view: SyncView, post: PostState) -> None:
        is_shown = self._home.page.isVisible()
        self._home.page.show_view(replace(view, put_back=self._put_back.look(view, is_shown=is_shown)), post)
        if is_shown:
            self._look()

    async def _show_lists(self) -> None:
        self._home.page.tabs.show_lists(await self._books.read(_lists, _translated))

    def _on_in_hand(self) -> None:
        if self._home.page.isVisible():
            self._look_what_is_kept()

    async def _show_what_is_kept(self) -> None:
        """Which tickets of the line in hand that waits can be kept now: what their cross would do."""
        tabs = self._home.page.tabs
        line = tabs.line(Tab.QUEUE)
        if line is None:
            return
        kept: list[TicketView] = []
        if line.order is not None and line.number is not None and line.kind in KEEPABLE:
            order = await self._books.read(show, line.order)
            kept = [t for t in order.tickets if t.short in line.tickets and t.cross.mark == "keep"]
        tabs.offer_keep(line, kept)

    # --- deeds ----------------------------------------------------------------------------------------------------

    def _on_close(self, case: CaseView, note: str) -> None:
        self._told.spawn(self._close(case, note), name="case")

    async def _close(self, case: CaseView, note: str) -> None:
        assert case.case is not None
        self._closing = case.case
        try:
            await self._books.write(_closed, case.case, who=Who(self._who()), note=note)
        finally:
            self._closing = None
        self._home.page.tabs.case.leave()
        self.said.emit(translate("sync", "Case closed."))
        await self._show_lists()
        self._home.page.take_focus()
        self._centre.look_again()

    def _on_gone(self, case: CaseView) -> None:
        if case.case != self._closing:
            self._told.spawn(self._tell_gone(case), name="case")

    async def _tell_gone(self, case: CaseView) -> None:
        """A case that somebody writes a note for was settled elsewhere meanwhile."""
        how = await self._books.read(_how_closed, case.case) if case.case is not None else None
        panel = self._home.page.tabs.case
        if panel.is_settling and panel.case is case:
            panel.tell_gone(gone_text(how))

    def _on_file(self) -> None:
        dialog = QFileDialog(self._home.window(), translate("sync", "Save queue to file"))
        dialog.setObjectName("sync.dialog")
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, translate("dialog", "Back"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.setNameFilter("JSON (*.json)")
        dialog.selectFile("ticketoffice-queue.json")
        dialog.fileSelected.connect(self.save_queue)
        dialog.open()

    def save_queue(self, file: str) -> None:
        """Writes what waits into this file."""
        self._told.spawn(self._save(Path(file)), name="queue")

    async def _save(self, file: Path) -> None:
        count = await self._books.background(_saved, file)
        text = counted("sync", "%n operation(s) saved", count)
        self.said.emit(translate("sync", "{count} as {file}.").format(count=text, file=file))
        self._centre.look_again()

    # --- joining --------------------------------------------------------------------------------------------------

    def _on_join(self) -> None:
        self._told.spawn(self._join(), name="join")

    async def _join(self) -> None:
        view = await self._books.read(view_of)
        if view is not None:
            self._home.show_pairing(address=view.url)

    def _on_left(self) -> None:
        if self._centre.is_paired:
            self._home.show_paired()
            self._home.take_focus()
        else:
            self.left.emit()

    def _on_pair(self, address: str, code: str, name: str) -> None:
        self._told.spawn(self._pair(address, code, name), name="pair")

    async def _pair(self, address: str, code: str, name: str) -> None:
        """A no stays beside the fields, which keep what was typed."""
        page = self._home.pair
        page.set_waiting(True)
        page.say(translate("pair", "Asking the centre…"))
        try:
            joined = await self._centre.post.pair(url=address, code=code, name=name)
        except (RuleBroken, Unavailable) as problem:
            page.say(await messages.told(problem, books=self._books))
            page.ask_again(code=problem.code not in OF_THE_ADDRESS)
            return
        finally:
            page.set_waiting(False)
        page.say("")
        page.code.clear()
        had_focus = page.isVisible()
        self._home.show_paired()
        if self._centre.is_paired:
            self._centre.look_again()
        else:
            self._centre.begin()
        if had_focus:
            self._home.take_focus()
        self.said.emit(joined_text(joined.form))


def joined_text(form: str) -> str:
    """What is said of a desk that has joined in this way: in few words, for it stands in the place of a notice."""
    text = {
        HISTORY: translate("pair", "Joined. What was done here so far is being sent; go on working."),
        FRESH: translate("pair", "Joined. The centre's orders are coming; work on those that are here."),
        BRANCH: translate(
            "pair",
            "Joined as a desk of its own: another machine has this book's key. What was done here is being sent.",
        ),
        AGAIN: translate("pair", "Joined again. What waits here is being sent."),
    }
    return text.get(form) or translate("pair", "Joined.")


def _translated(text: str) -> str:
    return translate("sentences", text)


def _lists(book: Book, translated: Callable[[str], str]) -> SyncLists:
    from ticketoffice.desk.syncing import sync_lists_of

    return sync_lists_of(book, translate=translated, when=when_it_was)


def _closed(book: Book, case: str, *, who: Who, note: str) -> None:
    from ticketoffice.desk.cases import close_case

    close_case(book, case, who=who, note=note)


def _how_closed(book: Book, case: str) -> Closed | None:
    from ticketoffice.desk.cases import how_closed

    return how_closed(book, case)


def _saved(book: Book, file: Path) -> int:
    """Raises Unavailable `cannot_write` or `no_folder`."""
    from ticketoffice.desk.queue_file import saved_queue
    from ticketoffice.printing.whole_file import export

    content, count = saved_queue(book)
    export(content, file)
    return count
