"""A book joins a centre: the code is checked against whoever answers, the book's epochs are brought along, the token is kept.

The token lies among the secrets, never in the book, so that a copy of the book opens no door. Demonstration and practice
books never join (0-decisions 13).
"""

from __future__ import annotations

import secrets as randomness
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec.structs import replace

from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.travel import STOPPED_FOR_GOOD, Enrolment, Welcome
from ticketoffice.store import epochs, journal, membership
from ticketoffice.sync.line import centre_of, joining, token_name
from ticketoffice.sync.steps import Steps, directly

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.keys import Secrets
    from ticketoffice.sync.central_service import CentralService
    from ticketoffice.sync.line import Found, Reach


def pair(
    book: Book, secrets: Secrets, reach: Reach, *, url: str, code: str, name: str = "", run: Steps = directly
) -> membership.Centre:
    """Joins, from question to answer; `run` brings each step on the book where it belongs. Raises RuleBroken where a book or a code
    may not, Unavailable where nobody is there.
    """
    run(lambda: refuse_unless_live(book))
    found = reach.find(url, code)
    wish = run(lambda: wish_of(book, code=found.code, name=name, found=found))
    well = run(lambda: well_at(book))
    welcome = ask(found, wish, reach, knows=lambda heads: run(lambda: knows(book, heads)), well_at=well)
    return run(lambda: keep(book, secrets, found, welcome))


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
        empty = not reading.count_orders() and not reading.catalogue.all_performances()
        proofs = book.proofs(reading.connection, desk=facts.desk, code=code)
    if centre is not None and centre.cause is None and (found is None or _is_there(centre, found)):
        raise RuleBroken("already_paired", data={"url": centre.url})
    wish = Enrolment(code, facts.desk, name, facts.mode, brought, letter=facts.letter, branch=branch, joined=joined)
    only_there = centre is not None and centre.cause not in STOPPED_FOR_GOOD
    return replace(wish, proofs=proofs, only_there=only_there, empty=empty)


def _is_there(centre: membership.Centre, found: Found) -> bool:
    return (found.url, found.authority) == (centre.url, centre.authority)


def well_at(book: Book) -> str | None:
    """Where the centre of this book answers well; None where it has none, or the last round did not go through."""
    with book.read() as reading:
        centre = membership.centre_of(reading.connection)
    return centre.url if centre is not None and centre.cause is None else None


def ask(
    found: Found, wish: Enrolment, reach: Reach, *, knows: Callable[[str], bool], well_at: str | None = None
) -> Welcome:
    """Asks to join. A centre that knows the book says how far: where the book `knows` these operations it joins again, else as a
    desk of its own (`branch`). Raises RuleBroken `forked` where it cannot, `other_centre` where this is not the one that the book
    has; `already_paired` where that one answers well (`well_at`).
    """
    with joining(found.url), _staying(well_at), closing(reach.service(found.url, authority=found.authority)) as centre:
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
    raise RuleBroken("forked", next=("sync --save",))


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
        before = None if desk == facts.desk else facts.desk
        epochs.start_epoch(book, secrets=secrets, given=welcome.letter, desk=desk, parted_from=before)
    return centre_of(book)
