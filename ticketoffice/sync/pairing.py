"""A book joins a centre: the code is checked against whoever answers, the book's epochs are brought along, the token is kept.

The token lies among the secrets, never in the book, so that a copy of the book opens no door. Demonstration and practice
books never join (0-decisions 13).
"""

from __future__ import annotations

import re
import secrets as randomness
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.travel import STOPPED_FOR_GOOD, Enrolment, Welcome
from ticketoffice.store import epochs, journal, membership
from ticketoffice.sync.central_service import NO_ANSWER, NO_NETWORK, WRONG_CERTIFICATE
from ticketoffice.sync.http import trust, wire

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.keys import Secrets
    from ticketoffice.sync.central_service import CentralService
    from ticketoffice.sync.http.client import HttpCentre


NOT_THERE = {NO_NETWORK: "nobody_there", NO_ANSWER: "no_centre_there"}


class ServiceFactory(Protocol):
    """Makes the line to the centre at `url`; `authority` (PEM) is the only one that it trusts, None: the system's own."""

    def __call__(self, url: str, *, token: str | None = None, authority: str | None = None) -> CentralService:
        """The line; nobody is asked yet."""


class Found(Struct, frozen=True):
    """A centre that answers under the certificate that its code names; not joined yet."""

    url: str
    code: str
    authority: str | None


def pair(
    book: Book, secrets: Secrets, *, url: str, code: str, name: str = "", authority: str | None = None
) -> membership.Centre:
    """Joins, from question to answer. Raises RuleBroken where a book or a code may not, Unavailable where nobody is there."""
    refuse_unless_live(book)
    found = find(url, code, authority=authority)
    wish = wish_of(book, code=found.code, name=name, found=found)
    welcome = ask(found, wish, knows=lambda heads: knows(book, heads), well_at=well_at(book))
    return keep(book, secrets, found, welcome)


def refuse_unless_live(book: Book) -> None:
    """Raises RuleBroken `not_live`: such a book never joins, whoever it would ask."""
    with book.read() as reading:
        facts = reading.facts()
    if facts.mode != "live" or facts.shift_weeks:
        raise RuleBroken("not_live", data={"mode": facts.mode if facts.mode != "live" else "practice"})


def wish_of(book: Book, *, code: str, name: str, found: Found | None = None) -> Enrolment:
    """What a book says of itself to whom it `found`. One whose centre still takes something is led to that centre alone, under
    another address or certificate. Raises RuleBroken `not_live`; `already_paired` where its centre is where it was, and answers.
    """
    refuse_unless_live(book)
    with book.read() as reading:
        facts, centre = reading.facts(), membership.centre_of(reading.connection)
        brought, branch = membership.epochs_of(reading.connection), membership.branch_of(reading.connection)
        joined = membership.joined_in(reading.connection)
    if centre is not None and centre.cause is None and (found is None or _is_there(centre, found)):
        raise RuleBroken("already_paired", data={"url": centre.url})
    wish = Enrolment(code, facts.desk, name, facts.mode, brought, letter=facts.letter, branch=branch, joined=joined)
    return replace(wish, only_there=centre is not None and centre.cause not in STOPPED_FOR_GOOD)


def _is_there(centre: membership.Centre, found: Found) -> bool:
    return (found.url, found.authority) == (centre.url, centre.authority)


def well_at(book: Book) -> str | None:
    """Where the centre of this book answers well; None where it has none, or the last round did not go through."""
    with book.read() as reading:
        centre = membership.centre_of(reading.connection)
    return centre.url if centre is not None and centre.cause is None else None


def find(
    url: str, code: str, *, authority: str | None = None, asked: Callable[[str], str | None] | None = None
) -> Found:
    """Whoever answers there, if it is who the code says; `authority` (PEM) was brought by hand, else it is `asked` for there.
    No book is needed.
    """
    address = whole_address(url)
    plain, fingerprint = trust.parts(code)
    known = authority
    if known is None and fingerprint is not None:
        with _joining(address):
            known = (asked or _asked_there)(address)
    if fingerprint is not None and (known is None or _fingerprint(known) != fingerprint):
        raise Unavailable(WRONG_CERTIFICATE)
    return Found(address, plain, known)


def _asked_there(address: str) -> str | None:
    from ticketoffice.sync.http.client import authority_of

    return authority_of(address)


def ask(
    found: Found,
    wish: Enrolment,
    *,
    knows: Callable[[str], bool],
    service: ServiceFactory | None = None,
    well_at: str | None = None,
) -> Welcome:
    """Asks to join; over HTTP where no other `service` is handed in. A centre that knows the book says how far: where the book
    `knows` these operations it joins again, else as a desk of its own (`branch`). Raises RuleBroken `forked` where it cannot,
    `other_centre` where this is not the one that the book has; `already_paired` where that one answers well (`well_at`).
    """
    with _joining(found.url), _staying(well_at):
        if service is not None:
            return _asked(service(found.url, token=None, authority=found.authority), wish, knows=knows)
        from ticketoffice.sync.http.client import HttpCentre

        with HttpCentre(found.url, authority=found.authority) as centre:
            return _asked(centre, wish, knows=knows)


@contextmanager
def _staying(well_at: str | None) -> Iterator[None]:
    """A desk whose own centre answers well needs no other one."""
    try:
        yield
    except RuleBroken as no:
        if no.code != "other_centre" or well_at is None:
            raise
        raise RuleBroken("already_paired", data={"url": well_at}) from no


@contextmanager
def _joining(address: str) -> Iterator[None]:
    """A desk that joins has sent nothing yet, and asks once: what it is told is what to look at now."""
    try:
        yield
    except Unavailable as fault:
        if fault.code not in NOT_THERE:
            raise
        raise Unavailable(NOT_THERE[fault.code], data={"address": address}) from fault


def _asked(centre: CentralService, wish: Enrolment, *, knows: Callable[[str], bool]) -> Welcome:
    try:
        return centre.enrol(wish)
    except RuleBroken as no:
        heads = no.data.get("heads")
        if no.code != "enrolled" or not isinstance(heads, str):
            raise
    for another in (replace(wish, again=True), _as_another(wish)) if knows(heads) else (_as_another(wish),):
        try:
            return centre.enrol(another)
        except RuleBroken as no:
            if no.code != "enrolled":
                raise
    raise RuleBroken("forked")


def _as_another(wish: Enrolment) -> Enrolment:
    """A second machine with one book's key asks to join as a desk of its own, from where the two parted."""
    return wish if wish.branch is None else replace(wish, desk=randomness.token_hex(16))


def knows(book: Book, heads: str) -> bool:
    """Whether nothing in this book's journal contradicts the operations ("epoch:seq:hash", by spaces) up to which the centre has
    it: a restored copy may end before them, and whether it went on in an epoch of its own is seen by the centre.
    """
    with book.read() as reading:
        return not any(journal.contradicts(reading.connection, *one.split(":")) for one in heads.split())


def keep(book: Book, secrets: Secrets, found: Found, welcome: Welcome) -> membership.Centre:
    """Writes down that the book has a centre; first the token, without which nothing else helps."""
    with book.read() as reading:
        facts = reading.facts()
    desk = welcome.desk or facts.desk
    secrets.put(token_name(desk), welcome.token.encode())
    name = urlsplit(found.url).hostname or found.url
    membership.join(book, welcome, url=found.url, name=name, authority=found.authority)
    if welcome.letter not in ("", facts.letter):
        epochs.start_epoch(book, secrets=secrets, given=welcome.letter, desk=desk)
    return centre_of(book)


def centre_of(book: Book) -> membership.Centre:
    """The centre of this book. Raises RuleBroken `not_paired`."""
    with book.read() as reading:
        centre = membership.centre_of(reading.connection)
    if centre is None:
        raise RuleBroken("not_paired")
    return centre


def service_of(book: Book, secrets: Secrets) -> HttpCentre:
    """The line to the centre of this book, not used yet. Raises RuleBroken `not_paired`."""
    from ticketoffice.sync.http.client import HttpCentre

    centre = centre_of(book)
    with book.read() as reading:
        token = secrets.get(token_name(reading.facts().desk))
    return HttpCentre(centre.url, token=None if token is None else token.decode(), authority=centre.authority)


def token_name(desk: str) -> str:
    """Under which name the token of a desk lies among the secrets."""
    return f"token-{desk}"


def whole_address(text: str) -> str:
    """A centre's address as it was typed: https without saying so, and the usual port. Raises RuleBroken `wrong_address`."""
    typed = text.strip().rstrip("/")
    whole = typed if "://" in typed else f"https://{typed}"
    try:
        parts = urlsplit(whole)
        port = parts.port
    except ValueError:
        raise RuleBroken("wrong_address", data={"address": text}) from None
    host = parts.hostname or ""
    said_more = parts.path or parts.query or parts.fragment or parts.username
    if parts.scheme != "https" or said_more or not re.fullmatch(r"[\w.:-]+", host):
        raise RuleBroken("wrong_address", data={"address": text})
    shown = f"[{host}]" if ":" in host else host
    return f"https://{shown}:{port or wire.DEFAULT_PORT}"


def _fingerprint(certificate: str) -> str | None:
    try:
        return trust.fingerprint(certificate)
    except RuleBroken:
        return None
