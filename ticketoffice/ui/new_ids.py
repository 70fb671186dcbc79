"""Ids that the window asks its book for before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ticketoffice.store.book import Book


def new_id(book: Book) -> str:
    """For a cart, or a payment at the terminal."""
    return book.new_id()
