"""One writing program per book: an operating system's lock on `<book>.lock`, gone with its process.

The lock is that of a place, and so is SQLite's `-wal`. A book is therefore opened where it really lies (links to it are
followed), never while its file has a second name, and written only while its place still holds the file that was opened.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ticketoffice.domain.errors import Unavailable


class BookLock:
    """Holds the lock from `take` to `release`; the file says which process has it."""

    def __init__(self, book: Path) -> None:
        self.book = book
        self._file: tuple[int, int] | None = None
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
        self._file = _file_at(self.book)

    def book_is_there(self) -> bool:
        """Whether the book's place still holds the file that was there when the lock was taken."""
        return self._file is not None and _file_at(self.book) == self._file

    def release(self) -> None:
        """Gives the lock back."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def real_place(book: Path) -> Path:
    """Where a book lies when all links to it are followed, also one to a file that is not made yet."""
    return Path(os.path.realpath(book))


def has_two_names(book: Path) -> bool:
    """Whether another name (a hard link) leads to the same file; each would have its own lock and its own `-wal`."""
    return book.is_file() and book.stat().st_nlink > 1


def _file_at(place: Path) -> tuple[int, int] | None:
    """Device and inode of the file at a place; None where there is none to be reached."""
    try:
        found = place.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, 100, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
