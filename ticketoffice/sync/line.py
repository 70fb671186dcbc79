"""The line to a centre: who finds one and speaks to it (`Reach`), the line of a book, and how it is listened to.

Nothing here is of one kind of centre alone: how ours is reached over HTTP stands in `http/`, tests have no network between.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.store import membership
from ticketoffice.sync.central_service import NO_ANSWER, NO_NETWORK, CentralService, Telling
from ticketoffice.sync.steps import Steps, directly

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.keys import Secrets

log = logging.getLogger("ticketoffice")
AFTER_A_FAULT, AFTER_A_STREAM = 5.0, 0.5
"""Seconds until a line is listened to again that broke, and one whose stream ended as agreed (or the centre is being stopped)."""
NOT_THERE = {NO_NETWORK: "nobody_there", NO_ANSWER: "no_centre_there"}


class Found(Struct, frozen=True):
    """A centre that answers under the certificate that its code names; not joined yet."""

    url: str
    code: str
    authority: str | None


class ServiceFactory(Protocol):
    """Makes the line to the centre at `url`; `authority` (PEM) is the only one that it trusts, None: the system's own."""

    def __call__(self, url: str, *, token: str | None = None, authority: str | None = None) -> CentralService:
        """The line; nobody is asked yet."""


class Reach(Struct, frozen=True):
    """How centres are reached: `service` makes the line to one; `find` takes an address and a code as they were typed, and returns
    who answers there, if it is who the code says. It needs no book; raises RuleBroken where they are none, else Unavailable.
    """

    service: ServiceFactory
    find: Callable[[str, str], Found]


def by_http(*, authority: str | None = None) -> Reach:
    """Over the network, which is imported here. `authority` (PEM): brought by hand, so that whoever joins asks nobody for it."""
    from ticketoffice.sync.http.client import HttpCentre
    from ticketoffice.sync.http.finding import find

    return Reach(HttpCentre, partial(find, authority=authority))


@contextmanager
def joining(address: str) -> Iterator[None]:
    """A desk that joins has sent nothing yet, and asks once: what it is told is what to look at now."""
    try:
        yield
    except Unavailable as fault:
        if fault.code not in NOT_THERE:
            raise
        raise Unavailable(NOT_THERE[fault.code], data={"address": address}) from fault


# --- the line of a book -----------------------------------------------------------------------------------------------


def line_of(book: Book, secrets: Secrets, reach: Reach, *, run: Steps = directly) -> CentralService:
    """The line to the centre of this book, not used yet: whoever has it closes it. Raises RuleBroken `not_paired`."""
    centre, token = run(lambda: (centre_of(book), _token_of(book, secrets)))
    return reach.service(centre.url, token=token, authority=centre.authority)


def centre_of(book: Book) -> membership.Centre:
    """The centre of this book. Raises RuleBroken `not_paired`."""
    with book.read() as reading:
        centre = membership.centre_of(reading.connection)
    if centre is None:
        raise RuleBroken("not_paired")
    return centre


def token_name(desk: str) -> str:
    """Under which name the token of a desk lies among the secrets."""
    return f"token-{desk}"


def _token_of(book: Book, secrets: Secrets) -> str | None:
    with book.read() as reading:
        token = secrets.get(token_name(reading.facts().desk))
    return None if token is None else token.decode()


# --- what it tells by itself ------------------------------------------------------------------------------------------


def listen(line: CentralService, *, news: Callable[[], object], ended: threading.Event) -> None:
    """Calls `news` for each number that the centre tells and had not told last, until it `ended`; a line that broke is asked again
    after a rest. Returns at once where the line tells nothing by itself.
    """
    if not isinstance(line, Telling):
        return
    told: int | None = None
    while not ended.is_set():
        rest = AFTER_A_STREAM
        try:
            for number in line.notices():
                if ended.is_set():
                    return
                if number != told:
                    told = number
                    news()
        except Unavailable as fault:
            log.info("no notices of the centre: %s", fault.code)
            rest = AFTER_A_FAULT
        ended.wait(rest)


def listen_beside(line: CentralService, *, news: Callable[[], object]) -> threading.Event:
    """Listens on a thread of its own, to a line on which nobody else asks, until what is returned is set; then the line is closed.
    Nobody waits for that: where the centre says nothing any more it takes as long as a line is waited for.
    """
    ended = threading.Event()

    def heard() -> None:
        try:
            listen(line, news=news, ended=ended)
        finally:
            line.close()

    threading.Thread(target=heard, name="notices", daemon=True).start()
    return ended
