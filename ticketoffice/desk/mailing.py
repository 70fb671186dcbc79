"""Whether customers can be told by e-mail from here, and by whom: a desk alone by its own server, one with a centre by that.

The one place that is asked: screens, commands and the clock's rounds only know whether this machine has a server.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ticketoffice.desk.making import make
from ticketoffice.domain.notices import BY_CENTRE

if TYPE_CHECKING:
    from ticketoffice.domain.outcome import Outcome
    from ticketoffice.domain.people import Who
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed
    from ticketoffice.store.membership import Centre
    from ticketoffice.store.reading import Reading


def _centre(reading: Reading) -> Centre | None:
    from ticketoffice.store import membership  # the window is seen before the database is loaded

    return membership.centre_of(reading.connection)


def why_no_mail(reading: Reading, *, server: bool) -> str | None:
    """Why nobody is mailed from here, as a code, or None where they are; `server`: this machine has one."""
    centre = _centre(reading)
    if centre is not None:
        return None if centre.mails else "centre_mails_not"
    if not server:
        return "no_mail_server"
    return None if is_real(reading) else "demo_never_mails"


def is_real(reading: Reading) -> bool:
    """Whether this is neither a demonstration nor a practice book: nobody outside hears of what is done there."""
    facts = reading.facts()
    return facts.mode == "live" and not facts.shift_weeks


def can_mail(reading: Reading, *, server: bool) -> bool:
    """Whether somebody mails."""
    return why_no_mail(reading, server=server) is None


def why_not_from(book: Book, *, server: bool) -> str | None:
    """The same of an open book."""
    with book.read() as reading:
        return why_no_mail(reading, server=server)


def why_not_by_hand(book: Book) -> str:
    """Why a person cannot send a notice from a machine that has no mail server."""
    with book.read() as reading:
        centre = _centre(reading)
    return "no_mail_server" if centre is None else "mail_by_centre"


def leaves_here(book: Book) -> bool:
    """Whether what is queued now leaves from this desk."""
    with book.read() as reading:
        return _centre(reading) is None


def has_centre(deed: Deed) -> bool:
    """Whether this desk has a centre, which mails in its place."""
    return _centre(deed.reading) is not None


def record(
    deed: Deed,
    kind: str,
    *,
    who: Who | None,
    payload: Mapping[str, Any],
    by_mail: bool,
    not_before: int,
    note: str | None = None,
) -> Outcome:
    """Records a deed that tells the customer, `by_mail` or not: it says who sends the notice, and a desk without a centre puts that
    into its own box, where it waits until `not_before`; with a centre it is queued there.
    """
    at_centre = by_mail and has_centre(deed)
    told = {**payload, **BY_CENTRE} if at_centre else payload
    outcome = deed.record(make(deed, kind, who=who, payload=told, note=note))
    if by_mail and not at_centre:
        operation = outcome.operation
        deed.mail_box.queue(operation=operation.id, order=payload["order"], at=deed.at, not_before=not_before)
    return outcome
