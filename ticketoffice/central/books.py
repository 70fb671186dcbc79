"""The book of a centre: opened by the process that serves it, or beside it for codes and desks."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from ticketoffice.central import authority
from ticketoffice.domain.errors import Unavailable
from ticketoffice.store import enrolment
from ticketoffice.store.book import Book
from ticketoffice.store.chain import CENTRE
from ticketoffice.store.clock import Clock
from ticketoffice.store.keys import Secrets
from ticketoffice.store.opening import Kind, Place, open_book, open_reader, open_url, open_writer_beside, told_place

NOT_YET = ("no_book", "not_a_book", "book_too_old")


def open_centre(
    place: Place,
    *,
    clock: Clock,
    secrets: Secrets,
    updating: Callable[[int], None] | None = None,
    new_keys: bool = False,
    own_certificate: bool = True,
) -> Book:
    """Opens a centre's book to serve it, making it where there is none. Raises Unavailable, `not_a_centre` among others;
    `keys_elsewhere` where other machines may serve it too and its keys are not here, and before anything is written
    `authority_missing` where its desks trust an own certificate that is not here either, unless `new_keys` are wanted.
    """
    try:
        reader = open_reader(place, clock=clock, secrets=secrets)
    except Unavailable as problem:
        if problem.code not in NOT_YET:
            raise
    else:
        with closing(_mode_is_right(reader, place=place)):
            if isinstance(place, Path) and own_certificate and not new_keys:
                _refuse_without_authority(reader, secrets=secrets)
    kind = Kind(mode=CENTRE, keys_are_shared=not isinstance(place, Path) and not new_keys)
    if isinstance(place, Path):
        book = open_book(place, clock=clock, secrets=secrets, kind=kind, updating=updating)
    else:
        book = open_url(place, clock=clock, secrets=secrets, kind=kind, updating=updating)
    _mode_is_right(book, place=place)
    if book.read_only is not None:
        book.close()
        raise Unavailable("read_only", data={"why": book.read_only})
    return book


def _refuse_without_authority(book: Book, *, secrets: Secrets) -> None:
    desks = enrolment.desks(book)
    with book.read() as reading:
        authority.refuse_where_lost(secrets, reading.facts().desk, desks=desks)


def open_beside(place: Place, *, clock: Clock, secrets: Secrets) -> Book:
    """Opens it while it may be served. Raises Unavailable `no_centre` where none was started yet."""
    try:
        book = open_writer_beside(place, clock=clock, secrets=secrets)
    except Unavailable as problem:
        if problem.code in ("no_book", "not_a_book"):
            raise Unavailable("no_centre", data=problem.data) from problem
        raise
    return _mode_is_right(book, place=place)


def _mode_is_right(book: Book, *, place: Place) -> Book:
    with book.read() as reading:
        mode = reading.facts().mode
    if mode != CENTRE:
        book.close()
        raise Unavailable("not_a_centre", data={"book": told_place(place)})
    return book
