"""One writing program per book: an operating system's lock on `<book>.lock`, gone with its process.

That lock is one of a place, and so is SQLite's `-wal`. A book is therefore opened where it really lies (links to it are
followed), never while its file has a second name, and written only while its place still holds the file that was opened.
A second lock, on a byte far behind all content of the file itself, goes where the file goes: a book that was renamed under
an open window is still seen as open. SQLite's own locks lie elsewhere in the file and belong to the process; closing any
handle of the file gives those up, so this handle is closed last. Windows keeps an open file where it is.
"""

from __future__ import annotations

import errno
import os
import struct
import sys
from pathlib import Path

from ticketoffice.domain.errors import Unavailable

FAR = 1 << 60
"""Where the lock on the file itself begins, in bytes; no SQLite file is ever that long (2**48)."""
HELD = (errno.EAGAIN, errno.EACCES)


class BookLock:
    """Holds the lock from `take` to `release`; the file says which process has it."""

    def __init__(self, book: Path) -> None:
        self.book = book
        self._file: tuple[int, int] | None = None
        self._path = book.with_name(book.name + ".lock")
        self._handles: list[int] = []

    def take(self) -> None:
        """Takes the lock; raises Unavailable `book_open_elsewhere` with the other process's number."""
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        self._handles = [handle]
        try:
            if not _lock(handle):
                raise self._held(by=os.read(handle, 40).decode(errors="replace").strip())
            if self.book.is_file():
                self._take_file()
        except BaseException:
            self.release()
            raise
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        self._file = _file_at(self.book)

    def _take_file(self) -> None:
        if sys.platform != "win32":
            try:
                inside = os.open(self.book, os.O_RDWR)
            except PermissionError:
                return  # who may not write the file writes it under no name
            self._handles.append(inside)
            holder = _lock_file(inside)
            if holder is not None:
                raise self._held(by=str(holder))

    def _held(self, *, by: str) -> Unavailable:
        return Unavailable("book_open_elsewhere", data={"process": by, "book": self.book.name})

    def book_is_there(self) -> bool:
        """Whether the book's place still holds the file that was there when the lock was taken."""
        return self._file is not None and _file_at(self.book) == self._file

    def release(self) -> None:
        """Gives the lock back, once no connection to the book is open any more."""
        while self._handles:
            os.close(self._handles.pop())


def held_by(book: Path) -> str | None:
    """The number of the process that has this book open to write it, by whatever name; nothing is locked to find out.

    To be asked before SQLite has the file open here: its locks go with the handle. On Windows nobody can tell without locking.
    """
    if sys.platform == "win32":
        return None
    try:
        handle = os.open(book, os.O_RDONLY)
    except OSError:
        return None  # whoever opens it next says why it cannot be read
    try:
        holder = _holder(handle)
    finally:
        os.close(handle)
    return None if holder is None else str(holder)


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


def _lock(handle: int) -> bool:
    """Locks a lock file; False where somebody else has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, 100, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


if sys.platform != "win32":
    import fcntl

    LINUX = sys.platform == "linux"
    OWN_SET, OWN_GET = (37, 36) if LINUX else (90, 92)  # F_OFD_SETLK and F_OFD_GETLK: locks of the handle
    LAYOUT = "hhqqi0q" if LINUX else "qqihh0q"  # struct flock of C

    def _lock_file(handle: int) -> int | None:
        """Locks as many bytes of the file as the process has for a number; where somebody else has them, its number."""
        try:
            return _lock_far(handle, OWN_SET, OWN_GET)
        except OSError as problem:
            if problem.errno != errno.EINVAL:
                raise
            return _lock_far(handle, fcntl.F_SETLK, fcntl.F_GETLK)  # a system that knows no locks of the handle

    def _lock_far(handle: int, setting: int, getting: int) -> int | None:
        wanted = _flock(length=os.getpid())
        try:
            fcntl.fcntl(handle, setting, wanted)
        except OSError as problem:
            if problem.errno not in HELD:
                raise
            return _length(fcntl.fcntl(handle, getting, wanted))
        return None

    def _holder(handle: int) -> int | None:
        """The number of the process that has locked the file; None where nobody has."""
        wanted = _flock(length=1)
        try:
            found = fcntl.fcntl(handle, OWN_GET, wanted)
        except OSError as problem:
            if problem.errno != errno.EINVAL:
                raise
            found = fcntl.fcntl(handle, fcntl.F_GETLK, wanted)
        return _length(found) if _is_held(found) else None

    def _flock(*, length: int) -> bytes:
        values = (fcntl.F_WRLCK, os.SEEK_SET)
        span = (FAR, length)
        return struct.pack(LAYOUT, *values, *span, 0) if LINUX else struct.pack(LAYOUT, *span, 0, *values)

    def _length(found: bytes) -> int:
        """Of the lock that was in the way; it may have gone meanwhile, then the one that was asked for."""
        return int(struct.unpack(LAYOUT, found)[3 if LINUX else 1])

    def _is_held(found: bytes) -> bool:
        """Whether the system named a lock that is in the way."""
        return int(struct.unpack(LAYOUT, found)[0 if LINUX else 3]) != fcntl.F_UNLCK
