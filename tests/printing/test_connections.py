"""The ways to a printer: printed, unknown or failed, each with its sentence; what may have gone is never said to have failed."""

from __future__ import annotations

import os
import selectors
import socket
import stat
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter

from ticketoffice.desk.sentences import sentence, spoken
from ticketoffice.domain.errors import Unavailable
from ticketoffice.printing.connections import system
from ticketoffice.printing.connections.answer import FAILED, PRINTED, UNKNOWN, Answer
from ticketoffice.printing.connections.files import DevicePrinter, FilePrinter
from ticketoffice.printing.connections.network import NetworkPrinter
from ticketoffice.printing.connections.system import SystemPrinter, painted, system_printers
from ticketoffice.printing.documents.page import Code, Page, Text
from ticketoffice.printing.whole_file import export

PAPER = bytes(range(256)) * 400
on_unix = pytest.mark.skipif(sys.platform == "win32", reason="device files and shell programs")


@contextmanager
def printer_that(does: Callable[[socket.socket], None]) -> Iterator[NetworkPrinter]:
    """A printer in the network that does this with each call."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            line, _ = server.accept()
            with line:
                does(line)

        thread = threading.Thread(target=answer)
        thread.start()
        yield NetworkPrinter("127.0.0.1", server.getsockname()[1], timeout=0.5, longest=3.0, after=0.5)
        thread.join(timeout=10)
        assert not thread.is_alive()


def told(answer: Answer) -> str:
    """Its sentence; each says what happened, what is safe and what to do, in both languages."""
    assert answer.code is not None
    for language in ("en", "fr"):
        said = sentence(answer.code, data=answer.data, translate=spoken(language))
        assert "{" not in said and "?" not in said
        assert ("book is safe" if language == "en" else "en sûreté") in said
    return sentence(answer.code, data=answer.data)


def read_all(line: socket.socket, into: list[bytes]) -> None:
    while part := line.recv(65536):
        into.append(part)


def test_a_printer_in_the_network_gets_every_byte_once() -> None:
    got: list[bytes] = []
    with printer_that(lambda line: read_all(line, got)) as printer:
        assert printer.send(PAPER) == Answer(PRINTED)
    assert b"".join(got) == PAPER


def test_one_that_keeps_the_line_open_and_says_nothing_has_printed_all_the_same() -> None:
    got: list[bytes] = []
    free = threading.Event()

    def keeps(line: socket.socket) -> None:
        read_all(line, got)
        free.wait(5)

    with printer_that(keeps) as printer:
        assert printer.send(PAPER).state == PRINTED
        free.set()
    assert b"".join(got) == PAPER


def test_nobody_there_is_failed_and_nothing_went() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    answer = NetworkPrinter("127.0.0.1", port, timeout=0.5).send(PAPER)
    assert (answer.state, answer.code) == (FAILED, "printer_unreachable")
    assert "Connection refused" in told(answer)
    answer = NetworkPrinter("\udcff" * 70, 9100, timeout=0.5).send(PAPER)
    assert answer.state == FAILED


def test_a_line_that_breaks_is_unknown() -> None:
    def breaks(line: socket.socket) -> None:
        line.recv(100)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    with printer_that(breaks) as printer:
        answer = printer.send(PAPER * 50)
    assert (answer.state, answer.code) == (UNKNOWN, "print_unknown")
    assert "Look whether the paper came out whole" in told(answer)


def test_a_printer_that_takes_no_more_is_unknown_after_its_time() -> None:
    free = threading.Event()

    def stops(line: socket.socket) -> None:
        line.recv(100)
        free.wait(10)

    with printer_that(stops) as printer:
        answer = printer.send(PAPER * 200)
        free.set()
    assert answer.state == UNKNOWN
    assert "timed out" in told(answer)


def test_a_printer_that_takes_byte_by_byte_is_unknown_after_its_longest() -> None:
    slow = NetworkPrinter("127.0.0.1", 1, timeout=5.0, longest=0.0)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        assert slow._hand_over(ours, PAPER).state == FAILED, "its time was over before the first byte"


@pytest.mark.parametrize(
    ("says", "code"),
    [
        (b"\x12\x12", None),
        (b"\x12\x7e", "printer_no_paper"),
        (b"\x32\x1e", "printer_no_paper"),
        (b"\x16\x12", "printer_open"),
        (b"\x12", None),
        (b"OK", None),
        (b"", None),
    ],
)
def test_one_that_has_no_paper_says_so_before_the_first_byte(says: bytes, code: str | None) -> None:
    """Byte by byte as Epson's reference has `DLE EOT`; who answers anything else, or nothing, is sent the paper."""
    got: list[bytes] = []

    def answers(line: socket.socket) -> None:
        asked = b""
        while len(asked) < 6:
            asked += line.recv(6 - len(asked))
        assert asked == b"\x10\x04\x02\x10\x04\x04"
        line.sendall(says)
        read_all(line, got)

    with printer_that(answers) as printer:
        printer._asked, printer._answers = True, 0.3
        answer = printer.send(PAPER)
    assert (answer.code, b"".join(got)) == (code, PAPER if code is None else b"")
    if code is not None:
        assert answer.state == FAILED
        assert "Nothing was printed" in told(answer)


@on_unix
def test_a_device_file_gets_every_byte(tmp_path: Path) -> None:
    pipe = tmp_path / "lp0"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    def reads() -> None:
        with selectors.DefaultSelector() as waiting:
            waiting.register(reading, selectors.EVENT_READ)
            while waiting.select(5):
                part = os.read(reading, 5000)
                if not part:
                    return
                got.append(part)

    thread = threading.Thread(target=reads)
    thread.start()
    assert DevicePrinter(pipe, timeout=5).send(PAPER).state == PRINTED
    thread.join(timeout=10)
    os.close(reading)
    assert b"".join(got) == PAPER


@on_unix
def test_a_device_is_written_where_a_thousand_files_are_open(tmp_path: Path) -> None:
    pipe = tmp_path / "lp0"
    os.mkfifo(pipe)
    import resource

    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    if limits[1] != resource.RLIM_INFINITY and limits[1] < 1300:
        pytest.skip("this machine opens no thousand files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(limits[0], 1300), limits[1]))
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    many = [os.dup(reading) for _ in range(1050)]
    try:
        assert DevicePrinter(pipe, timeout=5).send(PAPER[:100]).state == PRINTED
        assert os.read(reading, 5000) == PAPER[:100]
    finally:
        for handle in (*many, reading):
            os.close(handle)
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)


@on_unix
def test_a_device_that_is_not_there_or_takes_nothing_or_stops(tmp_path: Path) -> None:
    gone = DevicePrinter(tmp_path / "lp1").send(PAPER)
    assert (gone.state, gone.code) == (FAILED, "printer_unreachable")
    assert "No such file or directory" in told(gone)
    pipe = tmp_path / "lp0"
    os.mkfifo(pipe)
    nobody = DevicePrinter(pipe).send(PAPER)
    assert (nobody.state, nobody.code) == (FAILED, "printer_unreachable")
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    stopped = DevicePrinter(pipe, timeout=0.2).send(PAPER)
    assert (stopped.state, stopped.code) == (UNKNOWN, "print_unknown")
    assert "Connection timed out" in told(stopped)
    full = DevicePrinter(pipe, timeout=0.2).send(PAPER)
    os.close(reading)
    assert full.state in (FAILED, UNKNOWN)


@on_unix
def test_a_plain_file_is_no_printer_and_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "accounts.txt"
    file.write_text("mine")
    answer = DevicePrinter(file).send(PAPER)
    assert (answer.state, answer.code) == (FAILED, "no_printer")
    told(answer)
    assert file.read_text() == "mine"


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "paper.bin"
    assert FilePrinter(file).send(PAPER).state == PRINTED
    assert file.read_bytes() == PAPER
    answer = FilePrinter(tmp_path / "gone" / "paper.bin").send(PAPER)
    assert (answer.state, answer.code) == (FAILED, "no_folder")


def spooler(folder: Path, body: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A print service's program of that behaviour; what it got lies in `got`, its words in `words`."""
    program = folder / "lp"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{folder}/words"\n{body}\n')
    program.chmod(0o755)
    monkeypatch.setattr(system, "SPOOLER", str(program))
    return folder


@on_unix
def test_the_systems_queue_takes_bytes_raw_and_pdf_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = spooler(tmp_path, f'cat > "{tmp_path}/got"', monkeypatch)
    assert SystemPrinter("Foyer").send(PAPER).state == PRINTED
    assert (folder / "got").read_bytes() == PAPER
    assert (folder / "words").read_text().split() == ["-d", "Foyer", "-t", "ticketoffice", "-o", "raw"]
    assert SystemPrinter("Foyer").send_pdf(b"%PDF").state == PRINTED
    assert "raw" not in (folder / "words").read_text()


@on_unix
def test_a_queue_that_refuses_is_failed_and_one_that_hangs_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spooler(tmp_path, 'cat > /dev/null; echo "lp: The printer or class does not exist." >&2; exit 1', monkeypatch)
    answer = SystemPrinter("Foyer").send(PAPER)
    assert (answer.state, answer.code) == (FAILED, "printer_refused")
    assert "does not exist" in told(answer)
    spooler(tmp_path, "exec sleep 30", monkeypatch)
    answer = SystemPrinter("Foyer", timeout=0.2).send(PAPER)
    assert (answer.state, answer.code) == (UNKNOWN, "print_unknown")


def test_a_system_without_print_service_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "SPOOLER", "no-such-program-anywhere")
    answer = SystemPrinter("Foyer").send(PAPER)
    assert (answer.state, answer.code) == (FAILED, "no_print_service")
    told(answer)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_pages_are_painted_for_a_printer_of_the_system(qapp: object, tmp_path: Path) -> None:
    assert "No Printer Of This Name" not in system_printers()
    answer = SystemPrinter("No Printer Of This Name").send_pages([])
    assert (answer.state, answer.code) == (FAILED, "no_printer")
    page = Page(82, 60, (Text("Zoë", 5, 5, 70, 8, 17, True),), (Code("KL3ZT2e1e8", "qr", 5, 20, 36, 36),))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    assert painted([page, page], printer, name="Foyer").state == PRINTED
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as found:
        assert len(found) == 2
        assert [round(length * 25.4 / 72) for length in found[0].get_size()] == [82, 60]
        assert "Zoë" in found[0].get_textpage().get_text_bounded()
    nowhere = QPrinter(QPrinter.PrinterMode.HighResolution)
    nowhere.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    nowhere.setOutputFileName(str(tmp_path / "gone" / "out.pdf"))
    assert painted([page], nowhere, name="Foyer").state == FAILED


def test_what_is_written_to_a_device_never_replaces_it(tmp_path: Path) -> None:
    """As with `--print /dev/usb/lp0`: the device gets the bytes, and stays one."""
    pipe = tmp_path / "printer"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    export(b"paper", pipe)
    assert os.read(reader, 100) == b"paper" and stat.S_ISFIFO(pipe.stat().st_mode)
    os.close(reader)
    with pytest.raises(Unavailable, match="cannot_write"):
        export(b"paper", Path("/dev/full"))
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)
