"""For whom a tariff is: a group of so many, or whoever comes along with somebody else. Looked at when tickets are chosen, all of an
order together; what was sold stays sold.

A group's tariff is had from so many tickets on that are for one performance, whatever their tariffs. A companion's goes with another
tariff, one for each ticket of that. Worked example: Group is from 10, Companion goes with Wheelchair. Nine groups and one adult are
ten; one wheelchair and two companions are one companion too many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.state import Tariff
from ticketoffice.domain.taken_in import TakenTariff

LEAST_GROUP, MOST_GROUP = 2, 500


def check_together(chosen: Sequence[tuple[str, Tariff]], *, beside: Sequence[tuple[str, str]] = ()) -> None:
    """Tickets as (performance, tariff), all that are wanted together. `beside`: those that their order has already, as (performance,
    name of the tariff): they count, and were looked at when they were sold. Raises RuleBroken `group_too_small`, `companion_alone`.
    """
    of_tariff = Counter([*beside, *((performance, tariff.name) for performance, tariff in chosen)])
    counts = Counter(performance for performance, _ in of_tariff.elements())
    for performance, tariff in chosen:
        if tariff.least is not None and counts[performance] < tariff.least:
            data = {"tariff": tariff.name, "least": tariff.least, "count": counts[performance]}
            raise RuleBroken("group_too_small", data=data)
        other = tariff.companion_of
        if other is not None and of_tariff[performance, tariff.name] > of_tariff[performance, other]:
            raise RuleBroken("companion_alone", data={"tariff": tariff.name, "other": other})


def condition_of(text: str) -> tuple[int | None, str | None]:
    """What a text says of a tariff: a number is how many it is from, anything else whom it goes with; nothing is no condition."""
    clean = text.strip()
    if not clean:
        return None, None
    return (int(clean), None) if clean.isascii() and clean.isdecimal() and len(clean) < 7 else (None, clean)


def condition_text(tariff: Tariff | TakenTariff) -> str:
    """The same text of a tariff; empty where it is everybody's."""
    return str(tariff.least) if tariff.least is not None else tariff.companion_of or ""
