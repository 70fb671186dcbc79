"""A printer that the system knows: bytes of its own language go raw into its queue, pages are painted for it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ticketoffice.printing.connections.answer import Answer, failed, printed, unknown
from ticketoffice.printing.documents.page import Page
from ticketoffice.printing.renderers.sheets import paint

SPOOLER = "lp"


def system_printers() -> tuple[str, ...]:
    """The names of the printers that the system knows; none where it has no print service."""
    return tuple(QPrinterInfo.availablePrinterNames())


class SystemPrinter:
    """A queue of the system's print service, by its name; it has `timeout` seconds to take a paper."""

    def __init__(self, name: str, *, timeout: float = 20.0) -> None:
        self.name, self._timeout = name, timeout

    def send(self, data: bytes) -> Answer:
        """Queues bytes of the printer's own language, untouched."""
        return self._queue(data, "-o", "raw")

    def send_pdf(self, data: bytes) -> Answer:
        """Queues a PDF, which the print service paints."""
        return self._queue(data)

    def _queue(self, data: bytes, *options: str) -> Answer:
        program = shutil.which(SPOOLER)
        if program is None:
            return failed("no_print_service", self.name)
        words = [program, "-d", self.name, "-t", "ticketoffice", *options]
        try:
            done = subprocess.run(words, input=data, capture_output=True, timeout=self._timeout, check=False)
        except subprocess.TimeoutExpired:
            return unknown(self.name, why="timed out")
        except OSError as problem:
            return failed("no_print_service", self.name, why=problem.strerror)
        if done.returncode:
            return failed("printer_refused", self.name, why=done.stderr.decode("utf-8", "replace").strip()[:200])
        return printed()

    def send_pages(self, pages: Sequence[Page]) -> Answer:
        """Paints pages for it with Qt; needs an application. A name that the system does not know fails."""
        if self.name not in system_printers():
            return failed("no_printer", self.name)
        printer = QPrinter(QPrinterInfo.printerInfo(self.name), QPrinter.PrinterMode.HighResolution)
        printer.setDocName("ticketoffice")
        return painted(pages, printer, name=self.name)


def painted(pages: Sequence[Page], printer: QPrinter, *, name: str) -> Answer:
    """Paints pages on a printer of Qt's; one that took the first and not the rest is unknown."""
    printer.setFullPage(True)
    if not paint(pages, printer, dpi=printer.resolution()):
        return failed("printer_unreachable", name)
    return unknown(name, why=None) if printer.printerState() == QPrinter.PrinterState.Error else printed()
