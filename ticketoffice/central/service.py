"""The centre for one desk, without a network between: what the API asks, and what tests and simulations speak to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ticketoffice.central.pages import Pages
from ticketoffice.domain.errors import Unavailable
from ticketoffice.domain.travel import (
    Answers,
    CatalogueCopy,
    Digest,
    Enrolment,
    LoadPage,
    OrdersAgain,
    Page,
    Place,
    Reserved,
    Sent,
    Welcome,
)
from ticketoffice.store import enrolment, feed, receiving, reserving
from ticketoffice.store.order_copies import catalogue_copy
from ticketoffice.sync.central_service import ACCESS_ENDED, PUT_OUT

if TYPE_CHECKING:
    from ticketoffice.store.book import Book


class Centre:
    """The centre's answers to whoever shows `token`; without one only `enrol` may be asked. `mails`: it has a mail server. `pages`:
    those that others ask for too.

    Each question raises Unavailable `access_ended` where the token is not that of a desk, `revoked` where it was put out.
    """

    def __init__(
        self, book: Book, *, token: str | None = None, mails: bool = False, pages: Pages | None = None
    ) -> None:
        self._book = book
        self._token = token
        self._mails = mails
        self._pages = pages or Pages()

    def known(self) -> str:
        """The desk that asks."""
        return self._desk().desk

    def enrol(self, wish: Enrolment) -> Welcome:
        """A book joins."""
        return enrolment.enrol(self._book, wish)

    def push(self, epoch: str, sent: Sequence[Sent]) -> Answers:
        """Operations come in."""
        return receiving.receive(self._book, desk=self._desk().desk, epoch=epoch, sent=sent)

    def changes(self, after: int) -> Page:
        """The feed."""
        desk = self._asks()
        return replace(self._pages.after(self._book, after), mails=self._mails, stopped=desk.stopped)

    def catalogue(self) -> CatalogueCopy:
        """What there is to sell."""
        self._asks()
        with self._book.read() as reading:
            return catalogue_copy(reading.connection)

    def orders(self, after: str | None, *, heard: int | None = None) -> LoadPage:
        """The first load."""
        self._asks()
        with self._book.read() as reading:
            return feed.load_page(reading.connection, after=after, heard=heard, now=self._book.clock.now())

    def orders_of(self, performance: str) -> OrdersAgain:
        """One performance once more."""
        self._asks()
        with self._book.read() as reading:
            return feed.orders_of(reading.connection, performance)

    def digest(self, performance: str) -> Digest:
        """What one performance comes to."""
        self._asks()
        with self._book.read() as reading:
            return feed.digest(reading.connection, performance)

    def reserve(self, cart: str, places: Sequence[Place]) -> Reserved:
        """Places are set aside for a cart."""
        return reserving.reserve(self._book, desk=self._desk().desk, cart=cart, places=places)

    def close(self) -> None:
        """Nothing to hang up: the book is its owner's."""

    def _asks(self) -> enrolment.Desk:
        desk = self._desk()
        enrolment.note_seen(self._book, desk)
        return desk

    def _desk(self) -> enrolment.Desk:
        found = None if self._token is None else enrolment.desk_of(self._book, self._token)
        if found is None:
            raise Unavailable(ACCESS_ENDED)
        if found.revoked_at is not None:
            raise Unavailable(PUT_OUT)
        return found
