"""A printer behind a device file, and a paper that is written into a file."""

from __future__ import annotations

import contextlib
import errno
import os
import selectors
import stat
import time
from pathlib import Path

from ticketoffice.domain.errors import Unavailable
from ticketoffice.printing.connections.answer import Answer, failed, printed, unknown
from ticketoffice.printing.whole_file import export

CHUNK = 4096


class DevicePrinter:
    """A device file such as /dev/usb/lp0; it has `timeout` seconds for each part that it is to take."""

    def __init__(self, path: Path, *, timeout: float = 10.0) -> None:
        self._path, self._timeout = path, timeout

    @property
    def name(self) -> str:
        """What people call it."""
        return str(self._path)

    def send(self, data: bytes) -> Answer:
        """Sends a paper once. A plain file is no printer: nothing is written over it."""
        try:
            handle = os.open(self._path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        except OSError as problem:
            return failed("printer_unreachable", self.name, why=problem.strerror)
        try:
            if stat.S_ISREG(os.fstat(handle).st_mode):
                return failed("no_printer", self.name)
            return self._hand_over(handle, data)
        finally:
            os.close(handle)

    def _hand_over(self, handle: int, data: bytes) -> Answer:
        """Part by part, as it takes them; some say that they are ready and take nothing, so the time since the last one counts."""
        gone, ends = 0, time.monotonic() + self._timeout
        try:
            while gone < len(data):
                left = ends - time.monotonic()
                if left <= 0 or not _is_ready(handle, within=left):
                    raise OSError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
                with contextlib.suppress(BlockingIOError):
                    gone += os.write(handle, data[gone : gone + CHUNK])
                    ends = time.monotonic() + self._timeout
        except OSError as problem:
            if gone == 0:
                return failed("printer_unreachable", self.name, why=problem.strerror)
            return unknown(self.name, why=problem.strerror)
        return printed()


class FilePrinter:
    """A file that is written whole or not at all; an older one of this name is replaced."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def name(self) -> str:
        """What people call it."""
        return str(self._path)

    def send(self, data: bytes) -> Answer:
        """Writes it."""
        try:
            export(data, self._path)
        except Unavailable as problem:
            return Answer("failed", problem.code, problem.data)
        return printed()


def _is_ready(handle: int, *, within: float) -> bool:
    """Whether it takes something, within so many seconds. Asked by `poll`: `select` knows no handle beyond the thousandth."""
    with getattr(selectors, "PollSelector", selectors.SelectSelector)() as waiting:
        waiting.register(handle, selectors.EVENT_WRITE)
        return bool(waiting.select(within))
