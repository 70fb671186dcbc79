"""A printer in the network that listens on a real port and keeps every paper that it is sent."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from ticketoffice.printing.renderers.escpos import QUESTIONS


class Listening:
    """`papers`: what came, one call a paper; `status`: what it answers who asks whether it has paper. While `free` is not set it takes
    a few bytes and no more.
    """

    def __init__(self, server: socket.socket) -> None:
        self.papers: list[bytes] = []
        self.status = b""
        self.begun = threading.Event()
        self.free = threading.Event()
        self.free.set()
        self._server = server
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """Where it is."""
        host, port = self._server.getsockname()[:2]
        return f"{host}:{port}"

    def end(self) -> None:
        """It is switched off."""
        self.free.set()
        if self._server.fileno() < 0:
            return
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join(timeout=10)

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._server.accept()
            except OSError:
                return
            with line:
                self._take(line)

    def _take(self, line: socket.socket) -> None:
        got = b""
        with contextlib.suppress(OSError):
            while part := line.recv(256 if not self.free.is_set() else 65536):
                if not got and part.startswith(QUESTIONS[0]) and self.status:
                    line.sendall(self.status)
                got += part
                self.begun.set()
                self.free.wait(30)
        self.papers.append(got.removeprefix(b"".join(QUESTIONS)))


@contextmanager
def listening() -> Iterator[Listening]:
    """One that is switched on."""
    server = socket.create_server(("127.0.0.1", 0))
    printer = Listening(server)
    try:
        yield printer
    finally:
        printer.end()
