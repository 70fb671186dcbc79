"""Chosen or dropped files go to the desk's import on a thread of its own; deeds at the desk take turns with it.

The readers are imported when they are first needed: a window that only searches starts without them.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ticketoffice.desk.sentences import sentence
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.people import Who
from ticketoffice.ui import messages, words
from ticketoffice.ui.importing.bar import ImportBar
from ticketoffice.ui.words import counted, translate

if TYPE_CHECKING:
    from ticketoffice.desk.import_orders import ImportReport, KeptLocal, Refused
    from ticketoffice.ui.at_desk import AtDesk


class ImportRoom(QObject):
    """One import at a time."""

    _read_so_far = Signal(str, int)

    def __init__(self, bar: ImportBar, *, desk: AtDesk) -> None:
        super().__init__(bar)
        self._bar, self._books, self._tasks, self._who = bar, desk.books, desk.tasks, desk.who
        self._stop = threading.Event()
        self._names: list[str] = []
        self._running = False
        bar.stop_wished.connect(self._stop.set)
        self._read_so_far.connect(self._on_read)

    def ask(self, parent: QWidget) -> None:
        """Lets the user choose files."""
        dialog = QFileDialog(parent, translate("import", "Orders to take in"))
        dialog.setObjectName("import.dialog")
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, translate("dialog", "Back"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(translate("import", "Orders (*.json *.json.gz *.csv *.csv.gz)"))
        dialog.filesSelected.connect(self.take_in)
        dialog.open()

    def take_in(self, names: Sequence[str]) -> None:
        """Takes these files in; folders stand for the files in them."""
        from ticketoffice.desk.import_orders import names_of
        from ticketoffice.desk.reading.files import files_in

        files = [file for name in names for file in files_in(Path(name))]
        if files and not self._running:
            self._running = True
            self._stop.clear()
            self._names = names_of(files)
            self._bar.begin(len(files))
            self._tasks.spawn(self._run(files), name="import")

    def stop(self) -> None:
        """Ends the import after the orders that are being written."""
        self._stop.set()

    def _on_read(self, name: str, orders: int) -> None:
        if self._running and not self._stop.is_set() and name in self._names:
            self._bar.show_progress(self._names.index(name) + 1, len(self._names), name, orders)

    async def _run(self, files: Sequence[Path]) -> None:
        from ticketoffice.desk.import_orders import import_files

        try:
            report = await self._books.background(
                import_files,
                files,
                who=Who(self._who()),
                progress=self._read_so_far.emit,
                stop=self._stop.is_set,
            )
        except (RuleBroken, Unavailable) as problem:
            said = await messages.told(problem, books=self._books)
            self._bar.show_result(translate("import", "The import ended early; what was read before is in."), [said])
        else:
            self._bar.show_result(_summary(report), _details(report))
        finally:
            self._running = False


def _summary(report: ImportReport) -> str:
    added = sum(file.orders.added for file in report.files)
    changed = sum(file.orders.changed for file in report.files)
    same = sum(file.orders.same for file in report.files)
    parts = [
        counted("import", "%n new order(s)", added),
        counted("import", "%n changed", changed),
        counted("import", "%n the same", same),
    ]
    refused = len(report.refused) + len(report.unreadable)
    if refused:
        parts.append(counted("import", "%n left out", refused))
    if report.kept_local:
        parts.append(counted("import", "%n kept as here", len(report.kept_local)))
    if report.displaced:
        parts.append(counted("import", "%n on a taken place", len(report.displaced)))
    text = ", ".join(parts)
    return translate("import", "Stopped. {sums}.").format(sums=text) if report.stopped else f"{text}."


def _details(report: ImportReport) -> list[str]:
    lines = [_refused(row) for row in (*report.unreadable, *report.refused)]
    lines += [_kept(row) for row in report.kept_local]
    taken = translate("import", "{ticket}: seat {seat} belongs to somebody else here. Open the order and decide.")
    lines += [taken.format(ticket=row.ticket, seat=row.seat) for row in report.displaced]
    full = translate("import", "{quota}: {count} more than there are places.")
    return lines + [full.format(quota=name, count=by) for name, by in report.overbooked]


def _kept(row: KeptLocal) -> str:
    twice = {
        "paid": translate(
            "import",
            "{ticket}: more was paid at the source than is owed here; the rest is not booked. Look at the order.",
        ),
        "refunded": translate("import", "{ticket}: refunded here and at the source too. Look at the order."),
    }
    if row.is_twice and row.here in twice:
        return twice[row.here].format(ticket=row.ticket)
    kept = translate("import", "{ticket}: {here} here, {file} in the file; it stays as it is here.")
    here, file = (words.state_word(state)[0] for state in (row.here, row.file))
    return kept.format(ticket=row.ticket, here=here, file=file)


def _refused(row: Refused) -> str:
    said = sentence(row.code, data=row.data, translate=lambda text: translate("sentences", text))
    if not row.lines:
        return words.labelled(row.file, said)
    line = translate("import", "{file}, line {lines}: {said}")
    return line.format(file=row.file, lines=", ".join(map(str, row.lines)), said=said)
