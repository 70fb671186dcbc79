"""Whose it is to hand money out: the desk's that promised it, since two that both believe it theirs give it twice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from ticketoffice.domain.still_open import is_to_hand_out

if TYPE_CHECKING:
    from ticketoffice.domain.situation import Dossier
    from ticketoffice.domain.state import Refund
    from ticketoffice.store.reading import Reading


class Promise(Struct, frozen=True):
    """Who promised to hand money out, and when (microseconds UTC). `desk` and `by` are names, None where nobody here knows them:
    of what was before a first load the desk is not told.
    """

    finish: str
    desk: str | None
    by: str | None
    at: int | None


def promised_elsewhere(reading: Reading, dossier: Dossier, refunds: Iterable[Refund]) -> dict[str, Promise]:
    """Of these refunds those that another desk has promised to hand out, by id."""
    finished = {c.id: c for c in dossier.cancellations if c.finish is not None}
    asked = {r.id: finished[r.cancellation] for r in refunds if r.cancellation in finished and is_to_hand_out(r)}
    desks = reading.made_elsewhere([str(c.finish) for c in asked.values()])
    staff = reading.staff() if desks else {}
    return {
        name: Promise(str(c.finish), desks[str(c.finish)], staff.get(c.finished_by or ""), c.finished_at)
        for name, c in asked.items()
        if c.finish in desks
    }
