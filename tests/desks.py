"""Desks and a centre for tests, without a network between."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from ticketoffice.central.service import Centre
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
from ticketoffice.store import enrolment, membership
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import Kind, open_url
from ticketoffice.sync.central_service import CentralService
from ticketoffice.sync.http.finding import find
from ticketoffice.sync.line import Reach
from ticketoffice.sync.round import Postman, Round


class Desk:
    """A desk with its postman; what stands between can be taken away (`line`). `mails`: its centre has a mail server."""

    def __init__(self, book: Book, centre: Book, *, name: str = "Desk", mails: bool = False) -> None:
        self.book = book
        self.centre = centre
        self.welcome = self._join(name)
        self.line = Line(Centre(centre, token=self.welcome.token, mails=mails))
        self.postman = Postman(book, self.line, draw=lambda low, high: high)

    def _join(self, name: str) -> Welcome:
        code = enrolment.draw_code(self.centre, name=name)
        with self.book.read() as reading:
            facts, epochs = reading.facts(), membership.epochs_of(reading.connection)
        welcome = Centre(self.centre).enrol(Enrolment(code, facts.desk, name, facts.mode, epochs))
        membership.join(self.book, welcome, url="test", name="Centre", authority=None)
        return welcome

    def sync(self) -> Round:
        return self.postman.round()


class Line:
    """The centre behind a line on which `before` may raise for each question, `after` once it is answered."""

    def __init__(self, service: Centre) -> None:
        self._service = service
        self.before: Callable[[str], object] = lambda _: None
        self.after: Callable[[str], object] = lambda _: None
        self.closed = threading.Event()

    def close(self) -> None:
        self.closed.set()

    def enrol(self, wish: Enrolment) -> Welcome:
        return self._service.enrol(wish)

    def push(self, epoch: str, sent: Sequence[Sent]) -> Answers:
        self.before("push")
        answers = self._service.push(epoch, sent)
        self.after("push")
        return answers

    def changes(self, after: int) -> Page:
        self.before("changes")
        page = self._service.changes(after)
        self.after("changes")
        return page

    def catalogue(self) -> CatalogueCopy:
        self.before("catalogue")
        return self._service.catalogue()

    def orders(self, after: str | None, *, heard: int | None = None) -> LoadPage:
        self.before("orders")
        page = self._service.orders(after, heard=heard)
        self.after("orders")
        return page

    def orders_of(self, performance: str) -> OrdersAgain:
        self.before("orders_of")
        return self._service.orders_of(performance)

    def digest(self, performance: str) -> Digest:
        self.before("digest")
        return self._service.digest(performance)

    def reserve(self, cart: str, places: Sequence[Place]) -> Reserved:
        self.before("reserve")
        reserved = self._service.reserve(cart, places)
        self.after("reserve")
        return reserved


def reach_of(line: Callable[[str | None], CentralService]) -> Reach:
    """Each line to a centre is made by its token; what was typed is understood as over HTTP."""

    def service(url: str, *, token: str | None = None, authority: str | None = None) -> CentralService:
        return line(token)

    return Reach(service, find)


def centre_book(url: str, *, clock: HandClock, folder: Path) -> Book:
    """The book of an empty centre."""
    return open_url(url, clock=clock, secrets=FileSecrets(folder), kind=Kind(mode="centre"))


def desk_book(*, clock: HandClock, folder: Path) -> Book:
    """The empty book of a desk, in memory."""
    return open_url("sqlite://", clock=clock, secrets=FileSecrets(folder))
