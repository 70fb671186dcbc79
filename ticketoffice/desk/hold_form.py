"""What the house keeps, as somebody types it: a form is read here, and the places are kept.

Worked example: zone "Hall", kind press, places "A-5, A-6", until "19:30": two seats until half past seven of the evening. Of places
without numbers "4" are four.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from ticketoffice.desk.event_form import MOST_DIGITS, instant_of
from ticketoffice.desk.house_holds import HoldWish, keep_places
from ticketoffice.desk.on_sale import performance_of, zone_of
from ticketoffice.domain.calendar import to_datetime
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.outcome import Changes
from ticketoffice.domain.people import Who

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

_BETWEEN = re.compile(r"[,;\n]")


class HoldForm(Struct, frozen=True):
    """Places that are to be kept as they are typed: `zone` by name or id, `places` as seats or a number; `until` as a time of the
    performance's day, or a day and a time; empty: for good.
    """

    zone: str
    kind: str
    places: str = ""
    until: str = ""
    name: str = ""


def keep_typed(book: Book, performance: str, form: HoldForm, *, who: Who) -> Changes:
    """Keeps what is typed. Raises RuleBroken `no_time` with the field `until`, and what `keep_places` refuses."""
    with book.read() as reading:
        found = performance_of(reading, performance, at=book.clock.now())
        zone = zone_of(reading, found, form.zone)
        timezone = reading.rules().timezone
    text, typed = form.until.strip(), form.places.strip()
    day = f"{to_datetime(found.starts_at, timezone=timezone):%Y-%m-%d}"
    until = instant_of(text if " " in text else f"{day} {text}", timezone=timezone, field="until") if text else None
    seats = tuple(part for part in (one.strip() for one in _BETWEEN.split(typed)) if part) if zone.numbered else ()
    counts = typed.isascii() and typed.isdecimal() and len(typed) <= MOST_DIGITS and not zone.numbered
    if not seats and not counts:
        raise RuleBroken("hold_needs_places", data={"zone": zone.name})
    wish = HoldWish(
        found.id, zone.id, form.kind, seats, int(typed) if counts else None, until, form.name.strip() or None
    )
    return keep_places(book, wish, who=who)[0]
