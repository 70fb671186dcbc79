"""`[printers.…]` in the settings: read, written without touching the rest, and each printer led to its own way."""

from __future__ import annotations

import socket
from pathlib import Path

import platformdirs
import pytest

from ticketoffice.domain.errors import Unavailable
from ticketoffice.printer_choice import PrinterChoice, address, split
from ticketoffice.printing.connections.files import DevicePrinter
from ticketoffice.printing.connections.network import NetworkPrinter
from ticketoffice.printing.connections.system import SystemPrinter
from ticketoffice.printing.printers import Printers, way_to
from ticketoffice.settings import name_copies, name_printers, read_settings

ROLL = PrinterChoice("tcp:192.0.2.9:9100", "escpos", "roll-80", automatic=True, drawer=True)
QUEUE = PrinterChoice('system:Foyer «été» "1"', "pdf-a4")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(platformdirs, "user_config_path", lambda name: str(tmp_path))
    return tmp_path / "settings.toml"


def test_what_is_written_is_read_again_and_the_rest_stays_as_it_was_typed(file: Path) -> None:
    file.write_text('# ours\nlanguage = "fr"\n\n[terminal]  # the old one\nhost = "192.0.2.7"\n')
    name_printers({"tickets": ROLL, "receipts": QUEUE})
    found = read_settings({})
    assert found.printers == {"tickets": ROLL, "receipts": QUEUE}
    assert (found.language, found.terminal is not None) == ("fr", True)
    assert file.read_text().startswith('# ours\nlanguage = "fr"\n\n[terminal]  # the old one\n')
    name_printers({"receipts": ROLL})
    name_copies(file.parent / "stick")
    assert read_settings({}).printers == {"receipts": ROLL}
    assert read_settings({}).copies == file.parent / "stick"
    name_printers({})
    assert read_settings({}).printers == {} and "# the old one" in file.read_text()


def test_settings_that_cannot_be_taken_apart_are_not_spoilt(file: Path) -> None:
    file.write_text('printers = { tickets = { printer = "tcp:192.0.2.9" } }\n')
    before = file.read_text()
    with pytest.raises(Unavailable) as no:
        name_printers({"tickets": ROLL})
    assert (no.value.code, file.read_text()) == ("cannot_write", before)


def test_a_machine_without_printers_has_none(file: Path) -> None:
    assert read_settings({}).printers == {}
    chosen = Printers()
    assert (chosen.of("tickets"), chosen.kicks) == (None, None)
    chosen.choose({"tickets": ROLL, "receipts": QUEUE})
    assert chosen.kicks == ROLL, "no drawer hangs at a queue that paints pages"


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ('[printers.tickets]\nprinter = "192.0.2.9"', "printers.tickets.printer"),
        ("[printers.tickets]", "printers.tickets.printer"),
        ('[printers.tickets]\nprinter = "tcp:a b"', "printers.tickets.printer"),
        ('[printers.tickets]\nprinter = "tcp:a:99999"', "printers.tickets.printer"),
        ('[printers.receipts]\nprinter = "device:/dev/x"\nlanguage = "pcl"', "printers.receipts.language"),
        ('[printers.receipts]\nprinter = "device:/dev/x"\nlayout = 3', "printers.receipts.layout"),
        ('[printers.receipts]\nprinter = "device:/dev/x"\ndrawer = 1', "printers.receipts.drawer"),
        ('[printers.receipts]\nprinter = "device:/dev/x"\nkick = true', "printers.receipts.kick"),
        ("printers = 3", "printers is a table"),
        ("[printers]\ntickets = 3", "printers.tickets is a table"),
        ("[printers.labels]", "printers.labels"),
    ],
)
def test_what_is_wrong_is_named(file: Path, line: str, named: str) -> None:
    file.write_text(line + "\n")
    with pytest.raises(Unavailable, match="wrong_settings") as no:
        read_settings({})
    assert named in str(no.value.data["why"])


def test_an_address_has_a_host_and_perhaps_a_port() -> None:
    assert address("192.0.2.9") == ("192.0.2.9", 9100)
    assert address("printer.local:9101") == ("printer.local", 9101)
    assert address("[2001:db8::9]:9100") == ("2001:db8::9", 9100)
    assert address("2001:db8::9") == ("2001:db8::9", 9100)
    assert [address(text) for text in ("", ":9100", "a:0", "a:x", "a b")] == [None] * 5
    assert (
        split("lp:Foyer") is None
        and split("system:") is None
        and split("system:Foyer: left") == ("system", "Foyer: left")
    )


def test_each_printer_is_reached_in_its_way() -> None:
    assert isinstance(way_to("tcp:192.0.2.9", form="escpos"), NetworkPrinter)
    assert isinstance(way_to("device:/dev/usb/lp0", form="fgl"), DevicePrinter)
    assert isinstance(way_to("system:Foyer", form="zpl"), SystemPrinter)
    with pytest.raises(ValueError, match="lp0"):
        way_to("lp0", form="zpl")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert way_to(f"tcp:127.0.0.1:{port}", form="escpos").send(b"x").state == "failed"


def test_a_queue_of_the_system_takes_a_pdf_as_pages_and_all_else_raw(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, ...]] = []
    monkeypatch.setattr(SystemPrinter, "_queue", lambda self, data, *options: seen.append((self.name, *options)))
    way_to("system:Foyer", form="pdf-a4").send(b"x")
    way_to("system:Foyer", form="escpos").send(b"x")
    assert seen == [("Foyer",), ("Foyer", "-o", "raw")]
