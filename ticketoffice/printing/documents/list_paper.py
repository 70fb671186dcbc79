"""A long list on paper: what stands above it, its columns, and what each page says at its foot."""

from __future__ import annotations

from msgspec import Struct


class ListColumn(Struct, frozen=True):
    """`share` of the page's width. A column is a text cut to one line, `whole` (as many lines as it needs), `bold`,
    `right`, or a `box` to tick, which is ticked where the cell has a text.
    """

    title: str
    share: float
    kind: str = "text"


class ListPaper(Struct, frozen=True):
    """All texts are final. `head` and the columns stand on each page; `closing` after the last row.

    `foot` is said on each page before "page x of y" (`page_of`).
    """

    title: str
    head: str
    facts: tuple[str, ...]
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str
    foot: str
    page_of: str
