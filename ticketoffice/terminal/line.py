"""The line to a terminal: whole messages over one TCP connection, each one acknowledged."""

from __future__ import annotations

import socket
import time
from collections import deque

from msgspec import Struct

from ticketoffice.terminal import zvt


class LineBroken(Exception):
    """The line was cut, or nothing came in time: nobody knows how far the terminal got."""


class SaidNo(Exception):
    """The terminal did not take a message: what it asks for did not begin. `code` is its own."""

    def __init__(self, code: int) -> None:
        super().__init__(f"{code:02x}")
        self.code = code


class Patience(Struct, frozen=True):
    """Seconds: to connect and for an answer to a message; for a payment whole, from the card to the bank; how long a terminal
    that is at work is asked again, and how long between two questions.
    """

    answer: float = 5.0
    payment: float = 120.0
    asking: float = 90.0
    pause: float = 1.0


class Line:
    """One connection; `close` it in any case. What comes before an answer is kept for `receive`."""

    def __init__(self, host: str, port: int, *, patience: Patience) -> None:
        self._patience = patience
        self._received = b""
        self._waiting: deque[zvt.Message] = deque()
        try:
            self._socket = socket.create_connection((host, port), timeout=patience.answer)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as problem:
            raise LineBroken(str(problem)) from problem

    def close(self) -> None:
        """Ends the connection."""
        self._socket.close()

    def ask(self, message: zvt.Message) -> None:
        """Sends a message and waits until the terminal has taken it. Raises LineBroken, SaidNo."""
        self.send(message)
        latest = time.monotonic() + self._patience.answer
        while True:
            answer = self._next(latest)
            if answer.kind == zvt.ACK:
                return
            if answer.kind[:1] == zvt.NAK:
                raise SaidNo(answer.kind[1])
            self._waiting.append(answer)

    def send(self, message: zvt.Message) -> None:
        """Sends a message and waits for nothing. Raises LineBroken."""
        try:
            self._socket.sendall(message.encoded())
        except OSError as problem:
            raise LineBroken(str(problem)) from problem

    def receive(self, latest: float) -> zvt.Message:
        """The next message that is no answer, acknowledged; `latest` as `time.monotonic` has it. Raises LineBroken."""
        message = self._waiting.popleft() if self._waiting else self._next(latest)
        while message.kind[:1] in (zvt.ACK[:1], zvt.NAK):
            message = self._next(latest)
        self._acknowledge()
        return message

    def _acknowledge(self) -> None:
        """Where the line is gone meanwhile, what was received is true all the same."""
        try:
            self._socket.sendall(zvt.ACKNOWLEDGED)
        except OSError:
            return

    def _next(self, latest: float) -> zvt.Message:
        while (found := zvt.first_message(self._received)) is None:
            self._received += self._part(latest)
        message, self._received = found
        return message

    def _part(self, latest: float) -> bytes:
        left = latest - time.monotonic()
        if left <= 0:
            raise LineBroken("nothing came in time")
        try:
            self._socket.settimeout(left)
            part = self._socket.recv(4096)
        except OSError as problem:
            raise LineBroken(str(problem)) from problem
        if not part:
            raise LineBroken("the terminal ended the line")
        return part
