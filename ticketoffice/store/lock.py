"""One writing program per book: an operating system's lock on `<book>.lock`, gone with its process."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ticketoffice.domain.errors import Unavailable


class BookLock:
    """Holds the lock from `take` to `release`; the file says which process has it."""

    def __init__(self, book: Path) -> None:
        self._path = book.with_name(book.name + ".lock")
        self._handle: int | None = None

    def take(self) -> None:
        """Takes the lock; raises Unavailable `book_open_elsewhere` with the other process's number."""
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
        except OSError:
            where = os.read(handle, 40).decode(errors="replace").strip()
            os.close(handle)
            raise Unavailable("book_open_elsewhere", data={"process": where, "book": self._path.stem}) from None
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        self._handle = handle

    def release(self) -> None:
        """Gives the lock back."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, 100, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
