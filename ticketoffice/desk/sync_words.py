"""What screens and commands say alike of a desk and its centre: a clock that is off, an older copy to which its work comes back.

From a minute on a clock is off (0-decisions 42): two deeds of two machines that are no further apart in time have no order.
"""

from __future__ import annotations

from collections.abc import Callable

from ticketoffice.desk.sentences import sentence
from ticketoffice.desk.sync_views import CameBack
from ticketoffice.domain.calendar import MINUTE, rough_span

SAID_FROM = MINUTE
CLOCK_OFF = {"min": "clock_off", "h": "clock_off_hours", "days": "clock_off_days"}
Translate = Callable[[str], str]


def minutes_off(skew: int) -> int:
    """How many minutes a clock is off that is `skew` microseconds ahead (or behind); 0 where nobody needs to be told."""
    return round(abs(skew) / MINUTE) if abs(skew) >= SAID_FROM else 0


def clock_sentence(minutes: int, *, translate: Translate = lambda text: text) -> str | None:
    """By how much, what goes on, and what to do; None of a clock that is not off."""
    if not minutes:
        return None
    count, unit = rough_span(minutes)
    return sentence(CLOCK_OFF[unit], data={"count": count}, translate=translate)


def came_back_sentence(came_back: CameBack | None, *, translate: Translate = lambda text: text) -> str | None:
    """Whether what an older copy lacked came back from the centre; None where there is nothing to tell."""
    if came_back is None:
        return None
    lacked, missing = came_back.lacked, came_back.missing
    data = {"lacked": lacked, "missing": missing, "back": None if missing is None else lacked - missing}
    return sentence("came_back", data=data, translate=translate)
