"""What was printed for a change that the centre refused afterwards: whoever holds that paper is led to the order that stands.

A desk without a line reissues an order, splits it or reinstates a ticket, and hands out what that made: an order's number,
tickets with their numbers, an invoice or a credit note. Where the centre refuses it, none of these numbers is anything's;
they all mean the order that the refused operation was about.

Worked example: O of two is reissued at desk B as N without its second ticket, and the centre refuses that. The paper bears N,
N-1, the new ticket's number, the invoice B-00001 and, where O had an invoice, its credit note: all five mean O.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from ticketoffice.domain.makings import OUT_OF_ANOTHER, making_of

PRINTING_KINDS = (*OUT_OF_ANOTHER, "ticket_reinstated", "ticket_replaced", "cancellation_finished", "order_released")
"""The kinds that put numbers on paper."""

LONGEST = 80
"""Letters of a number that a person would type or a scanner read; no honest desk prints a longer one, and no index takes any."""


class Paper(Struct, frozen=True):
    """A number that was printed, and whose it was to be: `number` (an order's), `ticket` (its own or short one) or `invoice`."""

    number: str
    kind: str


def papers(kind: str, payload: Mapping[str, Any], *, number: str) -> tuple[Paper, ...]:
    """What an operation printed; `number` is that of the order that it is about."""
    found = _papers(kind, payload, number=number) if kind in PRINTING_KINDS else ()
    return tuple(paper for paper in found if len(paper.number) <= LONGEST)


def _papers(kind: str, payload: Mapping[str, Any], *, number: str) -> Iterator[Paper]:
    made = making_of(kind, payload)
    if made is not None:
        yield Paper(made.number, "number")
        for row in payload["tickets"]:
            yield Paper(f"{made.number}-{row['position']}", "ticket")
            if "code" in row:
                yield Paper(row["code"], "ticket")
    if kind in ("ticket_reinstated", "ticket_replaced"):
        yield Paper(payload["code"], "ticket")
        yield Paper(f"{number}-{payload['position']}", "ticket")
    for name in ("invoice", "credit_note"):
        if payload.get(name) is not None:
            yield Paper(payload[name]["number"], "invoice")
