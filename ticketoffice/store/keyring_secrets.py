"""Secrets in the system's keyring (Windows, macOS); head files beside it, since they are no secret."""

from __future__ import annotations

import importlib
from typing import Any

from ticketoffice.store.keys import FileSecrets

SERVICE = "ticketoffice"


class KeyringSecrets:
    """Keeps each secret as an entry of the service "ticketoffice"."""

    def __init__(self, heads: FileSecrets) -> None:
        self._heads = heads
        self._keyring: Any = importlib.import_module("keyring")

    def get(self, name: str) -> bytes | None:
        """The secret of this name, or None."""
        found = self._keyring.get_password(SERVICE, name)
        return bytes.fromhex(found) if found else None

    def put(self, name: str, secret: bytes) -> None:
        """Keeps a secret."""
        self._keyring.set_password(SERVICE, name, secret.hex())

    def head(self, name: str) -> dict[str, object] | None:
        """The head that was last written, or None."""
        return self._heads.head(name)

    def put_head(self, name: str, head: dict[str, object]) -> None:
        """Overwrites the head."""
        self._heads.put_head(name, head)

    def close(self) -> None:
        """Closes the head files."""
        self._heads.close()
