"""Which printer takes which papers: named in the settings of this machine, for tickets and for receipts.

A printer is a text: `system:Foyer` (a queue of the system's print service), `tcp:192.0.2.9:9100` (the network), `device:/dev/usb/lp0`.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

TICKETS, RECEIPTS = "tickets", "receipts"
PURPOSES = (TICKETS, RECEIPTS)
SYSTEM, NETWORK, DEVICE = "system", "tcp", "device"
WAYS = (SYSTEM, NETWORK, DEVICE)
FORMS = ("pdf-a4", "pdf-82", "pdf-101", "escpos", "fgl", "zpl")
KICKS = ("escpos",)
"""The languages of printers at which a drawer hangs."""
PORT = 9100
KEYS = ("printer", "language", "layout", "automatic", "drawer")


class PrinterChoice(Struct, frozen=True):
    """The printer of a purpose, the language that it speaks (one of FORMS), the layout of tickets (None: the usual one); whether it
    prints by itself after a sale, and whether a drawer hangs at it, which opens for cash.
    """

    printer: str
    form: str
    layout: str | None = None
    automatic: bool = False
    drawer: bool = False

    @property
    def kicks(self) -> bool:
        """Whether it opens a drawer."""
        return self.drawer and self.form in KICKS


def choice_from(values: object, *, place: str) -> PrinterChoice | None:
    """A printer as the settings name it; None where they name none. Raises ValueError, which says what is wrong at `place`."""
    if values is None:
        return None
    if not isinstance(values, dict):
        raise ValueError(f"{place} is a table")
    strange = next((key for key in values if key not in KEYS), None)
    if strange is not None:
        raise ValueError(f"{place}.{strange} has no meaning; these have one: {', '.join(KEYS)}")
    printer, form, layout = values.get("printer"), values.get("language", "pdf-a4"), values.get("layout")
    if not isinstance(printer, str) or split(printer) is None:
        raise ValueError(f"{place}.printer looks like system:NAME, tcp:HOST:9100 or device:/dev/usb/lp0")
    if form not in FORMS:
        raise ValueError(f"{place}.language is one of {', '.join(FORMS)}")
    if layout is not None and not isinstance(layout, str):
        raise ValueError(f"{place}.layout is the name of a layout")
    for name in ("automatic", "drawer"):
        if not isinstance(values.get(name, False), bool):
            raise ValueError(f"{place}.{name} is true or false")
    return PrinterChoice(printer, form, layout, values.get("automatic", False), values.get("drawer", False))


def values_of(choice: PrinterChoice) -> dict[str, Any]:
    """As the settings name it."""
    named = {"printer": choice.printer, "language": choice.form, "layout": choice.layout}
    return {name: value for name, value in named.items() if value is not None} | {
        "automatic": choice.automatic,
        "drawer": choice.drawer,
    }


def split(printer: str) -> tuple[str, str] | None:
    """(way, where) of a printer; None where it is none."""
    way, colon, where = printer.partition(":")
    if not colon or way not in WAYS or not where.strip() or any(mark in where for mark in "\n\r\x00"):
        return None
    if way == NETWORK and address(where) is None:
        return None
    return (way, where)


def address(where: str) -> tuple[str, int] | None:
    """Host and port of a printer in the network; 9100 where no port is said. None where it is no address."""
    host, colon, port = where.strip().rpartition(":")
    if not colon or (":" in host and not host.startswith("[")):
        host, port = where.strip(), str(PORT)
    is_port = port.isascii() and port.isdigit() and 0 < int(port) < 65_536
    host = host.strip("[]")
    return (host, int(port)) if host and is_port and not any(mark.isspace() for mark in host) else None
