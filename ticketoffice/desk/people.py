"""Who is at the desk: a name before there are PINs; the first use of a name makes a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ticketoffice.desk.making import make, person_beside
from ticketoffice.domain.canonical import clean_text
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.people import Who

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed


def staff(book: Book) -> tuple[tuple[str, str], ...]:
    """(person, name) of everybody who has acted here, in order of first use."""
    with book.read() as reading:
        return tuple(reading.staff().items())


def person_named(book: Book, name: str) -> str:
    """The person with this name at this desk (upper and lower case alike), made on first use."""
    wanted = clean_text(name, longest=80)
    if wanted is None:
        raise RuleBroken("name_missing")
    for person, known in staff(book):
        if known.casefold() == wanted.casefold():
            return person
    return book.write(lambda deed: _made(deed, wanted))


def _made(deed: Deed, name: str) -> str:
    person = deed.new_id()
    reference, record = person_beside(deed, person=person, revision=1, fields={"name": name})
    deed.record(make(deed, "person_changed", who=Who(person), payload={"person": reference}, records=(record,)))
    return person
