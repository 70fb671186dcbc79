"""A printer in the network that takes bytes on a port (9100)."""

from __future__ import annotations

import contextlib
import socket
import time

from ticketoffice.printing.connections.answer import Answer, failed, printed, unknown
from ticketoffice.printing.renderers.escpos import QUESTIONS, trouble_in

PORT = 9100
CHUNK = 4096


class NetworkPrinter:
    """At an address. It has `timeout` seconds to answer the call and to take each part, `longest` for all of it; then it is
    listened to for `after` seconds more, in which it can say that it does not take what it has. One that speaks ESC/POS (`asked`) is
    asked first whether it has paper; who does not answer that within `answers` seconds is sent the paper all the same.
    """

    def __init__(
        self,
        host: str,
        port: int = PORT,
        *,
        timeout: float = 5.0,
        longest: float = 60.0,
        after: float = 1.0,
        asked: bool = False,
        answers: float = 0.4,
    ) -> None:
        self._host, self._port, self._timeout, self._longest, self._after = host, port, timeout, longest, after
        self._asked, self._answers = asked, answers

    @property
    def name(self) -> str:
        """What people call it."""
        return f"{self._host}:{self._port}"

    def send(self, data: bytes) -> Answer:
        """Sends a paper once; `unknown` where the line broke within it."""
        try:
            line = socket.create_connection((self._host, self._port), timeout=self._timeout)
        except (OSError, UnicodeError) as problem:
            return failed("printer_unreachable", self.name, why=_why(problem))
        with line:
            trouble = self._trouble(line) if self._asked else None
            return failed(trouble, self.name) if trouble is not None else self._hand_over(line, data)

    def _trouble(self, line: socket.socket) -> str | None:
        """Why it can print nothing now, where it says so."""
        got, ends = b"", time.monotonic() + self._answers
        with contextlib.suppress(OSError):
            line.sendall(b"".join(QUESTIONS))
            while len(got) < len(QUESTIONS) and (left := ends - time.monotonic()) > 0:
                line.settimeout(left)
                part = line.recv(len(QUESTIONS) - len(got))
                if not part:
                    break
                got += part
        line.settimeout(self._timeout)
        return trouble_in(got)

    def _hand_over(self, line: socket.socket, data: bytes) -> Answer:
        """Sends all of it; from the first part on, nobody can say that nothing was printed."""
        gone, ends = 0, time.monotonic() + self._longest
        try:
            while gone < len(data):
                if time.monotonic() > ends:
                    raise TimeoutError("timed out")
                gone += line.send(data[gone : gone + CHUNK])
            line.shutdown(socket.SHUT_WR)
            self._read_to_the_end(line)
        except OSError as problem:
            if gone == 0:
                return failed("printer_unreachable", self.name, why=_why(problem))
            return unknown(self.name, why=_why(problem))
        return printed()

    def _read_to_the_end(self, line: socket.socket) -> None:
        """What it says is passed over; one that says nothing and keeps the line has taken everything all the same."""
        line.settimeout(self._after)
        ends = time.monotonic() + self._after
        with contextlib.suppress(TimeoutError):
            while time.monotonic() < ends and line.recv(CHUNK):
                continue


def _why(problem: Exception) -> str:
    return (problem.strerror if isinstance(problem, OSError) else None) or str(problem)
