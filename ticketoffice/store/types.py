"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import LargeBinary, String, Text
from sqlalchemy.types import TypeDecorator


class Id(TypeDecorator[str]):
    """A 128-bit id: 32 hexadecimal digits in Python, 16 bytes in the database, so that ids compare as bytes."""

    impl = LargeBinary(16)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> bytes | None:
        """Digits to bytes."""
        return None if value is None else bytes.fromhex(value)

    def process_result_value(self, value: Any, dialect: Any) -> str | None:
        """Bytes to digits."""
        return None if value is None else bytes(value).hex()


def id_to_bytes(text: str | None) -> bytes | None:
    """What `Id` does to one id."""
    return None if text is None else bytes.fromhex(text)


def ids_to_bytes(ids: Sequence[str | None]) -> list[bytes | None]:
    """The same for a whole column at once."""
    return [None if text is None else bytes.fromhex(text) for text in ids]


def id_to_digits(found: bytes | None) -> str | None:
    """One id as Python has it."""
    return None if found is None else found.hex()


def ids_to_digits(ids: Sequence[bytes | None]) -> list[str | None]:
    """A whole column as Python has it."""
    return [None if found is None else found.hex() for found in ids]


Word = String().with_variant(String(collation="C"), "postgresql")
"""A short text that is compared and ordered byte by byte on both databases."""

LongText = Text()
