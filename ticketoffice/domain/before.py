"""Which of two deeds of two machines was before the other (0-decisions 24).

A desk works on what it has heard, so "before" means first of all: the later one had heard of the earlier one. Every
operation of a desk with a centre carries how far that desk had heard the centre's changes, and how far its clock was
measured to be ahead of the centre's. The rule, in this order:

1. One epoch is one machine: there the order of its journal counts.
2. What had heard of the other one came after it.
3. Where neither had heard of the other, the time counts, corrected by the measured skew, if they are more than 60 s apart.
4. Else neither was before the other, and a person must ask.

Worked example: desk A has heard everything up to change 40 and cancels a ticket at 19:00:00; desk B, whose clock is 5
minutes ahead and which has heard up to 41, scans it at "19:06:30". The scan becomes change 42. A had not heard of 42 and B
not of the cancellation; corrected the scan was made at 19:01:30, 90 s later: the cancellation came before. At "19:05:40"
(corrected 40 s later) neither did. Had A heard up to 42, the scan would have been before, whatever the clocks said.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

TOO_CLOSE = 60_000_000
"""Two instants of two machines that are no further apart (microseconds) say nothing about which was first."""


class Made(Struct, frozen=True, gc=False):
    """Where and when an operation was made: operation `seq` of `epoch`, `at` (microseconds UTC) by a clock that was `skew`
    microseconds ahead of the centre's. `heard`: its desk had heard each change up to this one; None where it did not say.
    `change`: the number under which the centre tells of it; None where it does not, or not yet.
    """

    epoch: str
    seq: int
    at: int
    skew: int = 0
    heard: int | None = None
    change: int | None = None


class Came(StrEnum):
    """When something came, compared with something else."""

    BEFORE = "before"
    AFTER = "after"
    NEITHER = "neither"


def came(one: Made, *, than: Made) -> Came:
    """Whether `one` was before the other operation, after it, or neither."""
    if had_heard(than, of=one):
        return Came.BEFORE
    if had_heard(one, of=than):
        return Came.AFTER
    later = (one.at - one.skew) - (than.at - than.skew)
    if abs(later) <= TOO_CLOSE:
        return Came.NEITHER
    return Came.AFTER if later > 0 else Came.BEFORE


def had_heard(one: Made, *, of: Made) -> bool:
    """Whether the desk that made `one` knew of the other operation: it had done it itself, or heard of it."""
    if one.epoch == of.epoch:
        return one.seq > of.seq
    return one.heard is not None and of.change is not None and of.change <= one.heard
