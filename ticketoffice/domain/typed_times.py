"""Days and times as people type them: 2026-11-06, 6.11.2026 and 06/11/2026 are one day; 20:00, 20.00, 20h and 20 one hour.

The day stands before the month, as in the languages of the venues; nothing else is guessed.
"""

from __future__ import annotations

import re
from datetime import date, time

_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_TIME = re.compile(r"(\d{1,2})(?:[:.hH](\d{2})?)?")


def parse_day(text: str) -> date | None:
    """A day, or None where the text is none."""
    plain = text.strip()
    parts = _DAY.fullmatch(plain)
    try:
        if parts is not None:
            return date(int(parts.group(3)), int(parts.group(2)), int(parts.group(1)))
        return date.fromisoformat(plain)
    except ValueError:
        return None


def parse_time(text: str) -> time | None:
    """A time of day, or None where the text is none."""
    parts = _TIME.fullmatch(text.strip())
    if parts is None or int(parts.group(1)) > 23 or int(parts.group(2) or 0) > 59:
        return None
    return time(int(parts.group(1)), int(parts.group(2) or 0))
