"""A book joins a centre: with a code it asks once, and from then on it shows the token that it was given.

The token lies with the other secrets, never in the book. Only a live book joins, and it has one centre (0-decisions 13).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.travel import Enrolment, Welcome
from ticketoffice.store import outbox
from ticketoffice.sync.central_service import CentralService
from ticketoffice.sync.round import directly

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.keys import Secrets


class ServiceFactory(Protocol):
    """Makes the line to the centre at `url`; `authority` (PEM) is the only one that it trusts, None: the system's own."""

    def __call__(self, url: str, *, token: str | None = None, authority: str | None = None) -> CentralService:
        """The line; nobody is asked yet."""


def pair(
    book: Book,
    service_factory: ServiceFactory,
    *,
    url: str,
    code: str,
    name: str,
    secrets: Secrets,
    authority: str | None = None,
    run: Callable[[Callable[[], object]], object] = directly,
) -> Welcome:
    """Joins the centre at `url`; `name` is what this desk is called there. Raises RuleBroken `not_live`, `already_paired`, or the
    centre's own no; Unavailable where it is not reached. Then nothing was changed here.

    `run` brings each step on the book to the thread that owns it, as in `sync.round`.
    """
    wishes: list[Enrolment] = []
    run(lambda: wishes.append(_wish(book, code=code, name=name)))
    wish = wishes[0]
    welcome = service_factory(url, token=None, authority=authority).enrol(wish)
    secrets.put(token_name(wish.desk), welcome.token.encode())
    run(lambda: outbox.join(book, welcome, url=url, name=name, authority=authority))
    return welcome


def address_of(text: str) -> str:
    """The address of a centre as it was typed: over TLS where nothing else is said."""
    plain = text.strip().rstrip("/")
    return plain if "://" in plain else f"https://{plain}"


def token_name(desk: str) -> str:
    """Under which name the token of a desk lies among the secrets."""
    return f"centre-{desk}"


def line_to(centre: outbox.Centre, service_factory: ServiceFactory, *, desk: str, secrets: Secrets) -> CentralService:
    """The line to the centre that a book is paired with. Without its token the centre does not know the desk."""
    token = secrets.get(token_name(desk))
    return service_factory(centre.url, token=token.decode() if token else None, authority=centre.authority)


def _wish(book: Book, *, code: str, name: str) -> Enrolment:
    with book.read() as reading:
        facts, centre = reading.facts(), outbox.centre_of(reading.connection)
        if facts.mode != "live":
            raise RuleBroken("not_live", data={"mode": facts.mode})
        if centre is not None:
            raise RuleBroken("already_paired", data={"url": centre.url})
        return Enrolment(code, facts.desk, name, facts.mode, outbox.epochs_of(reading.connection))
