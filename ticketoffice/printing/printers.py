"""The printers of this machine as they are chosen at this moment, and the way to each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ticketoffice.printer_choice import (
    DEVICE,
    NETWORK,
    PORT,
    RECEIPTS,
    TICKETS,
    PrinterChoice,
    address,
    split,
)

if TYPE_CHECKING:
    from ticketoffice.printing.connections.answer import Answer


class Way(Protocol):
    """Whatever takes a paper once."""

    def send(self, data: bytes) -> Answer:
        """Sends it."""


def way_to(printer: str, *, form: str) -> Way:
    """The way to a printer that speaks this language. Raises ValueError where the text names none."""
    found = split(printer)
    if found is None:
        raise ValueError(printer)
    way, where = found
    if way == NETWORK:
        from ticketoffice.printing.connections.network import NetworkPrinter

        host, port = address(where) or ("", PORT)
        return NetworkPrinter(host, port, asked=form == "escpos")
    if way == DEVICE:
        from ticketoffice.printing.connections.files import DevicePrinter

        return DevicePrinter(Path(where))
    from ticketoffice.printing.connections.system import SystemPrinter

    queue = SystemPrinter(where)
    return _Pages(queue.send_pdf) if form.startswith("pdf") else queue


class _Pages:
    """A queue of the system that paints a PDF."""

    def __init__(self, send: Any) -> None:
        self._send = send

    def send(self, data: bytes) -> Answer:
        """Queues it."""
        answer: Answer = self._send(data)
        return answer


class Printers:
    """The printers of this machine as they are chosen at this moment."""

    def __init__(self, chosen: Mapping[str, PrinterChoice] | None = None) -> None:
        self._chosen = dict(chosen or {})

    def of(self, purpose: str) -> PrinterChoice | None:
        """The one of a purpose, if there is one."""
        return self._chosen.get(purpose)

    def choose(self, chosen: Mapping[str, PrinterChoice]) -> None:
        """From now on these."""
        self._chosen = dict(chosen)

    @property
    def kicks(self) -> PrinterChoice | None:
        """The one at which the drawer hangs."""
        return next(
            (one for purpose in (RECEIPTS, TICKETS) if (one := self.of(purpose)) is not None and one.kicks), None
        )
