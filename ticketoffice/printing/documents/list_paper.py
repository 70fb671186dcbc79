"""A long list on paper: what stands above it, its columns, and what each page says at its foot."""

from __future__ import annotations

from msgspec import Struct


class ListColumn(Struct, frozen=True):
    """`share` of the page's width. A column is a text of as many lines as it needs, the same in `bold`, or at the
    `right`, or a `box` to tick, which is ticked where the cell has a text.
    """

    title: str
    share: float
    kind: str = "text"


class ListPaper(Struct, frozen=True):
    """All texts are final. `head`, `when` and the columns stand whole on each page.

    `foot` is said on each page before "page x of y" (`page_of`).
    """

    title: str
    head: str
    when: str
    facts: tuple[str, ...]
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str
    foot: str
    page_of: str
