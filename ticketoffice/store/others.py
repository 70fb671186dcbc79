"""What another machine did to the tickets of an operation: where and when, for whoever asks which was first.

Asked only about an operation that was written down somewhere and is judged again: at the centre when it arrives, at its
desk when the centre's copy has changed below it. What a deed finds in the book when it is done, it has heard of.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, select

from ticketoffice.domain.before import Made
from ticketoffice.domain.operation import FULL, Operation
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.state import Ticket, TicketState
from ticketoffice.store import tables
from ticketoffice.store.asking import ask
from ticketoffice.store.journal import where_made

ASKING = frozenset({"admitted", "tickets_cancelled"})
"""The kinds that ask: a cancellation about a scan, a scan about a cancellation."""
_o, _oo, _h, _ho, _f = (
    table.c for table in (tables.operations, tables.operation_orders, tables.heard, tables.heard_orders, tables.feed)
)

_EFFECT = select(_o.effect).where(_o.id == bindparam("operation"))
_SCANS_HERE = select(_o.id, _o.body).join(tables.operation_orders, _oo.operation == _o.id)
_SCANS_HERE = _SCANS_HERE.where(_oo.order == bindparam("order"), _o.kind == "admitted")
_SCANS_TOLD = select(_h.id, _h.body).join(tables.heard_orders, _ho.operation == _h.id)
_SCANS_TOLD = _SCANS_TOLD.where(_ho.order == bindparam("order"), _h.kind == "admitted")
_BODY_HERE = select(_o.body).where(_o.id == bindparam("operation"))
_BODY_TOLD = select(_h.body).where(_h.id == bindparam("operation"))
_CHANGE = select(_f.change).where(_f.operation == bindparam("operation"), _f.order == bindparam("order")).limit(1)


def others(connection: Connection, operation: Operation, files: Mapping[str, Dossier]) -> dict[str, Made]:
    """Per ticket of a scan or a cancellation: the scan that used it, or the click that cancelled it.

    Left out is what the operation had heard of when it was made at this desk: then it was recorded with its surprise.
    """
    dossier = files.get(operation.payload["order"]) if operation.kind in ASKING else None
    if operation.made is None or dossier is None:
        return {}
    named = _tickets(operation, dossier)
    if not named or _knew(connection, operation):
        return {}
    found = {}
    for ticket in named:
        made = _scan(connection, dossier, ticket) if ticket.state == TicketState.USED else None
        if ticket.state == TicketState.CANCELLED:
            made = _click(connection, dossier, ticket)
        if made is not None:
            found[ticket.id] = made
    return found


def erasures(connection: Connection, people: Collection[str]) -> list[Made]:
    """Where and when these people were erased."""
    found = []
    for name, body in connection.execute(select(_o.id, _o.body).where(_o.kind == "person_erased")):
        whole = json.loads(bytes(body))
        if whole["payload"]["person"] in people:
            change = connection.execute(select(_f.change).where(_f.operation == name).limit(1)).scalar_one_or_none()
            found.append(replace(where_made(whole["header"]), change=change))
    return found


def _tickets(operation: Operation, dossier: Dossier) -> list[Ticket]:
    wanted = TicketState.USED if operation.kind == "tickets_cancelled" else TicketState.CANCELLED
    payload = operation.payload
    names = [row["ticket"] for row in payload["tickets"]] if "tickets" in payload else [payload["ticket"]]
    return [ticket for ticket in dossier.tickets if ticket.id in names and ticket.state == wanted]


def _knew(connection: Connection, operation: Operation) -> bool:
    effects = ask(connection, _EFFECT, operation=operation.id)
    return bool(effects) and effects[0][0] != FULL


def _scan(connection: Connection, dossier: Dossier, ticket: Ticket) -> Made | None:
    scans = [a for a in dossier.admissions if a.ticket == ticket.id and a.undone_at is None]
    if not scans:
        return None
    order = dossier.order.id
    for name, body in (*ask(connection, _SCANS_HERE, order=order), *ask(connection, _SCANS_TOLD, order=order)):
        whole = json.loads(body)
        if whole["payload"]["admission"] == scans[-1].id:
            return _numbered(connection, name, order=order, whole=whole)
    return Made("", 0, scans[-1].admitted_at)


def _click(connection: Connection, dossier: Dossier, ticket: Ticket) -> Made | None:
    cancellation = dossier.cancellation_of(ticket.id)
    name = None if cancellation is None else cancellation.operation
    if cancellation is None or name is None:
        return None
    bodies = ask(connection, _BODY_HERE, operation=name) or ask(connection, _BODY_TOLD, operation=name)
    if not bodies:
        return Made("", 0, cancellation.cancelled_at or 0)
    return _numbered(connection, name, order=dossier.order.id, whole=json.loads(bodies[0][0]))


def _numbered(connection: Connection, operation: str, *, order: str, whole: dict[str, Any]) -> Made:
    """With the number under which the centre tells of it, where this is the centre."""
    changes = ask(connection, _CHANGE, operation=operation, order=order)
    return replace(where_made(whole["header"]), change=changes[0][0] if changes else None)
