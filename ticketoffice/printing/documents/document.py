"""A business paper in parts: from whom, to whom, what it is, a table with its sums, and what to do."""

from __future__ import annotations

from msgspec import Struct


class Document(Struct, frozen=True):
    """All texts are final; the last column and the sums are amounts and stand right. `stamp` lies across a void paper."""

    title: str
    letterhead: tuple[str, ...]
    recipient: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sums: tuple[tuple[str, str], ...]
    closing: tuple[str, ...]
    page_of: str
    stamp: str
