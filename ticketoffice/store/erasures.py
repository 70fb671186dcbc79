"""At the centre: an erasure wins over whatever had not heard of it, whoever was first (C22)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from ticketoffice.domain.before import had_heard
from ticketoffice.domain.makings import OUT_OF_ANOTHER
from ticketoffice.domain.never_made import made_of
from ticketoffice.domain.operation import Operation
from ticketoffice.store import others, personal_data
from ticketoffice.store.journal import Line, making_in
from ticketoffice.store.received_bytes import is_id


def wins_over(connection: Connection, operation: Operation, *, before: Iterable[Line]) -> bool:
    """Whether it is about somebody whose erasure its desk had not heard of: what it changed or noted is not kept, and it is said.
    Of any other deed only the note is not kept. `before`: what arrived with it, and is written with it.
    """
    buyers = set[str]()
    named = {one for one in (operation.payload.get("order"), *made_of(operation.payload)) if isinstance(one, str)}
    if operation.notes:
        ids = [one for one in named if is_id(one)]
        makings = [found for one in before if (found := making_in(one.kind, one.body)) is not None]
        for order in personal_data.one_with(connection, ids, on_the_way=makings):
            buyers |= personal_data.people_of(connection, order)
    people = {record.person for record in operation.records} | buyers
    people = personal_data.erased_people(connection, sorted(people))
    made = operation.made
    erased = others.erasures(connection, people) if people else []
    return any(made is None or not had_heard(made, of=erasure) for erasure in erased)


def makes_nameless(connection: Connection, operation: Operation) -> bool:
    """Whether it makes an order of another one whose customer was erased, and its desk had not heard of that."""
    if operation.made is None or operation.kind not in OUT_OF_ANOTHER:
        return False
    buyers = personal_data.people_of(connection, operation.payload["order"])
    erased = personal_data.erased_people(connection, sorted(buyers))
    made = operation.made
    return any(not had_heard(made, of=one) for one in others.erasures(connection, erased)) if erased else False


def erase(connection: Connection, operation: Operation) -> set[str]:
    """What others noted about their orders had not heard of it. Returns the orders that are found by less from now on."""
    person = operation.payload["person"]
    theirs = personal_data.orders_with(connection, [person])
    notes = {*operation.payload.get("notes", ()), *personal_data.texts_about(connection, theirs)}
    personal_data.erase(connection, people=[person], notes=sorted(notes))
    return theirs
