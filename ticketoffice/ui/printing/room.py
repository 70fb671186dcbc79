"""The printers' page at work: what is chosen counts at once and stands in the settings; the preview follows the file of a layout."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal
from PySide6.QtGui import QImage

from ticketoffice.desk import spool
from ticketoffice.desk.spool import Wish
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.spool import TEST
from ticketoffice.printer_choice import TICKETS, PrinterChoice
from ticketoffice.printing.layouts import FORMATS
from ticketoffice.settings import name_printers
from ticketoffice.ui import messages, words
from ticketoffice.ui.at_desk import AtDesk
from ticketoffice.ui.printing.page import PrintersPage
from ticketoffice.ui.printing.printer_form import PrinterForm
from ticketoffice.ui.tasks import Again
from ticketoffice.ui.words import translate

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

SHOWN = 50
"""Papers in the list."""


class PrintersRoom(QObject):
    """Wires the page. `said` carries what was done or, as a refusal, what stood in the way. `keep` writes the settings."""

    said = Signal(str, bool)

    def __init__(
        self,
        page: PrintersPage,
        *,
        desk: AtDesk,
        keep: Callable[[Mapping[str, PrinterChoice]], None] = name_printers,
    ) -> None:
        super().__init__(page)
        self._page, self._desk, self._printing, self._keep = page, desk, desk.printing, keep
        self._looking = page.forms[TICKETS]
        self._list = Again(self._list_now, tasks=desk.tasks, name="printers")
        self._draw = Again(self._draw_now, tasks=desk.tasks, name="preview")
        self._queues = Again(self._queues_now, tasks=desk.tasks, name="printers")
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(lambda _: self._draw())
        self._watcher.directoryChanged.connect(lambda _: self._on_folder())
        page.shown.connect(self._on_shown)
        page.again_wished.connect(lambda job: desk.told.spawn(self._printing.again(job), name="print"))
        for form in page.forms.values():
            form.changed.connect(lambda form=form: self._on_changed(form))
            form.looked.connect(lambda form=form: self._look_at(form))
            form.try_wished.connect(lambda form=form: self._try(form))
        self._printing.changed.connect(self.look_again)

    def look_again(self) -> None:
        """Something was written: the papers are shown as they stand now."""
        if self._page.isVisible():
            self._list()

    def _on_shown(self) -> None:
        self._queues()
        self._list()

    # --- which printers ------------------------------------------------------------------------------------------

    async def _queues_now(self) -> None:
        from ticketoffice.printing.connections.system import system_printers

        queues = await asyncio.get_running_loop().run_in_executor(None, system_printers)
        for purpose, form in self._page.forms.items():
            form.show_printers(queues, self._printing.printers.of(purpose))
            self._show_layouts(form)
        self._draw()

    def _show_layouts(self, form: PrinterForm) -> None:
        from ticketoffice.printing.previews import layouts_for

        if form.purpose == TICKETS:
            chosen = self._printing.printers.of(TICKETS)
            form.show_layouts(layouts_for(form.form_code), chosen=chosen.layout if chosen is not None else None)

    def _on_changed(self, form: PrinterForm) -> None:
        """What is chosen counts from now on."""
        lacks = form.lacks_place
        form.show_problem(_where_missing() if lacks else "")
        if lacks:
            return
        chosen = {purpose: one for purpose, each in self._page.forms.items() if (one := each.choice()) is not None}
        try:
            self._keep(chosen)
        except Unavailable as problem:
            self._desk.told.spawn(self._tell(problem), name="printers")
            return
        self._printing.printers.choose(chosen)

    async def _tell(self, problem: Unavailable) -> None:
        self.said.emit(await messages.told(problem, books=self._desk.books), True)

    def _try(self, form: PrinterForm) -> None:
        choice = form.choice()
        if choice is None:
            form.show_problem(_where_missing())
            return
        layout = (choice.layout or FORMATS[choice.form]) if form.purpose == TICKETS else None
        wish = Wish(TEST, choice.printer, choice.form, words.language(), layout=layout)
        self._desk.told.spawn(self._printing.try_out(wish), name="print")

    # --- how it looks --------------------------------------------------------------------------------------------

    def _look_at(self, form: PrinterForm) -> None:
        """Another language has other layouts; the preview shows the paper of the form in hand."""
        if form.purpose == TICKETS and form.layouts.currentData() not in self._layouts(form):
            self._show_layouts(form)
        self._looking = form
        self._draw()

    def _layouts(self, form: PrinterForm) -> tuple[str, ...]:
        from ticketoffice.printing.previews import layouts_for

        return layouts_for(form.form_code)

    def _on_folder(self) -> None:
        """A layout came, went, or was saved anew by an editor that replaces files."""
        form = self._page.forms[TICKETS]
        held = form.layout_name
        form.show_layouts(self._layouts(form), chosen=held)
        self._draw()

    async def _draw_now(self) -> None:
        form = self._looking
        code, layout = form.form_code, form.layout_name
        try:
            image = await self._desk.books.read(_drawn, form.purpose, code, layout, words.language())
        except RuleBroken as problem:
            self._page.preview.show_problem(await messages.told(problem, books=self._desk.books))
        else:
            self._page.preview.show_image(image)
        self._watch(code, layout if form.purpose == TICKETS else None, shows_file=form.purpose == TICKETS)

    def _watch(self, form: str, layout: str | None, *, shows_file: bool) -> None:
        """The file of the layout, and the folder of the venue's own: editors write a new file in the place of the old one."""
        from ticketoffice.printing.previews import layout_file

        file, folder = layout_file(form, layout)
        wanted = {str(one) for one in (file, folder) if one is not None and Path(one).exists()}
        here = set(self._watcher.files()) | set(self._watcher.directories())
        if gone := sorted(here - wanted):
            self._watcher.removePaths(gone)
        if new := sorted(wanted - here):
            self._watcher.addPaths(new)
        own = translate("printers", "Layout {file}. A file of this name in {folder} takes its place.")
        text = own.format(file=file, folder=folder) if shows_file and file is not None else ""
        self._page.show_file(
            translate("printers", "Your own layout {file}.").format(file=file)
            if _is_own(file, folder) and text
            else text
        )

    # --- what became of them --------------------------------------------------------------------------------------

    async def _list_now(self) -> None:
        self._page.show_jobs(await self._desk.books.read(spool.jobs, count=SHOWN))


def _is_own(file: Path | None, folder: Path) -> bool:
    return file is not None and file.parent == folder


def _drawn(_: Book, purpose: str, form: str, layout: str | None, language: str) -> QImage:
    from ticketoffice.printing.previews import receipt_preview, ticket_preview

    if purpose == TICKETS:
        return ticket_preview(form, layout, language=language)
    return receipt_preview(form, language=language)


def _where_missing() -> str:
    return translate("printers", "Say where it is, like 192.0.2.9:9100 in the network or /dev/usb/lp0 at a port.")
