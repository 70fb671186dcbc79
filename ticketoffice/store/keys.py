"""The book's secret key and head file: kept outside the data folder, handed in, never in a backup.

On Windows and macOS the system's keyring; on Linux the keyring where one answers, else a file of mode 0600 in the user's
state folder. The head file beside it says how far the book had come (seq, hash, time), so that a restored copy counts
what is missing.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from pathlib import Path
from typing import Protocol

log = logging.getLogger(__name__)


class Secrets(Protocol):
    """A place for secrets and heads, by name."""

    def get(self, name: str) -> bytes | None:
        """The secret of this name, or None."""

    def put(self, name: str, secret: bytes) -> None:
        """Keeps a secret."""

    def head(self, name: str) -> dict[str, object] | None:
        """The head that was last written for this desk, or None."""

    def put_head(self, name: str, head: dict[str, object]) -> None:
        """Writes the head; best effort, it is a witness and not the truth."""

    def close(self) -> None:
        """Keeps no file open."""


class FileSecrets:
    """Secrets as files of mode 0600 in a folder of mode 0700."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._heads: dict[str, int] = {}
        self._lengths: dict[str, int] = {}

    def _path(self, name: str, *, suffix: str) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self._folder / f"{name}.{suffix}"

    def get(self, name: str) -> bytes | None:
        """The secret of this name, or None."""
        path = self._path(name, suffix="key")
        return path.read_bytes() if path.exists() else None

    def put(self, name: str, secret: bytes) -> None:
        """Keeps a secret, durably, before the book may rely on it."""
        path = self._path(name, suffix="key")
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(handle, secret)
            os.fsync(handle)
        finally:
            os.close(handle)
        _sync_names(self._folder)
        _sync_names(self._folder.parent)

    def head(self, name: str) -> dict[str, object] | None:
        """The head that was last written, or None (also when it was torn: then it is not known)."""
        path = self._path(name, suffix="head")
        if not path.exists():
            return None
        try:
            found = json.loads(path.read_bytes())
        except (ValueError, OSError):
            return None
        return found if isinstance(found, dict) else None

    def put_head(self, name: str, head: dict[str, object]) -> None:
        """Overwrites the head in place: one small write, no sync. A fault is logged: the deed itself is done."""
        try:
            self._write_head(name, text=json.dumps(head).ljust(400).encode())
        except OSError:
            log.warning("the head file could not be written", exc_info=True)

    def _write_head(self, name: str, *, text: bytes) -> None:
        handle = self._heads.get(name)
        if handle is None:
            handle = os.open(self._path(name, suffix="head"), os.O_WRONLY | os.O_CREAT, 0o600)
            self._heads[name] = handle
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, text)
        if self._lengths.get(name) != len(text):
            os.ftruncate(handle, len(text))
            self._lengths[name] = len(text)

    def close(self) -> None:
        """Closes the head files."""
        for handle in self._heads.values():
            os.close(handle)
        self._heads.clear()
        self._lengths.clear()


def _sync_names(folder: Path) -> None:
    """Makes the names in a folder durable; Windows does so by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
