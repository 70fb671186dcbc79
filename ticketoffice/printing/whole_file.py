"""A file on disk whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from ticketoffice.domain.errors import Unavailable

BOOK = b"SQLite format 3\x00"
NO_NAME = "not the name of a file"
"""Why nothing is written under a name with a zero byte, or with half of a letter."""
BESIDE_A_BOOK = ("-wal", "-shm", "-journal", ".lock")


def write_whole(data: bytes, path: Path) -> None:
    """A file of that name is replaced only once the new one is on disk. Raises OSError; its folder must be there.

    Raises Unavailable `is_a_book` rather than write over a book, or over what lies beside one.
    """
    _refuse_a_book(path)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name[:80], suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _refuse_a_book(path: Path) -> None:
    owner = next(
        (path.with_name(path.name.removesuffix(end)) for end in BESIDE_A_BOOK if path.name.endswith(end)), path
    )
    for file in {path, owner}:
        if file.is_file():
            with file.open("rb") as content:
                if content.read(len(BOOK)) == BOOK:
                    raise Unavailable("is_a_book", data={"name": str(path)})


def _to_device(data: bytes, path: Path) -> None:
    """A device is written to and never replaced by a file."""
    with path.open("wb", buffering=0) as device:
        rest = memoryview(data)
        while rest:
            rest = rest[device.write(rest) :]


def make_folder(folder: Path) -> None:
    """Makes a folder where it is not there yet. Raises Unavailable `no_folder`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise Unavailable("no_folder", data={"name": str(folder)}) from problem


def check_place(path: Path) -> None:
    """Whether a file can be called that, before anything is recorded of what will stand in it. Raises Unavailable `no_folder`,
    `cannot_write`, `is_a_book`. A disk may be full all the same: that is known when it is written.
    """
    if not path.parent.is_dir():
        raise Unavailable("no_folder", data={"name": str(path.parent)})
    try:
        os.lstat(path)
        _refuse_a_book(path)
    except FileNotFoundError:
        return
    except (OSError, ValueError) as problem:
        raise _cannot_write(path, problem) from problem


def _cannot_write(path: Path, problem: OSError | ValueError) -> Unavailable:
    why = problem.strerror if isinstance(problem, OSError) else NO_NAME
    return Unavailable("cannot_write", data={"name": str(path), "why": why})


def export(data: bytes, path: Path) -> None:
    """Writes a file that somebody named; a device (a printer's, say) gets the bytes as it is. Raises Unavailable `no_folder` or
    `cannot_write`; then no file was written.
    """
    if not path.parent.is_dir():
        raise Unavailable("no_folder", data={"name": str(path.parent)})
    try:
        if path.exists() and not path.is_file():
            _to_device(data, path)
        else:
            write_whole(data, path)
    except (OSError, ValueError) as problem:
        raise _cannot_write(path, problem) from problem
