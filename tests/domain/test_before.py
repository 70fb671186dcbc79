"""Which of two deeds of two machines was before the other: who had heard of whom, else the corrected time, else nobody."""

import pytest

from ticketoffice.domain.before import TOO_CLOSE, Came, Made, came

SECOND = 1_000_000
MINUTE = 60 * SECOND
SEVEN = 19 * 3600 * SECOND
CANCELLED = Made("a" * 32, 7, SEVEN, heard=40)


def scanned(*, seconds: int, skew: int = 0, change: int = 42) -> Made:
    return Made("b" * 32, 3, SEVEN + seconds * SECOND, skew * SECOND, heard=41, change=change)


def test_the_worked_example() -> None:
    assert came(CANCELLED, than=scanned(seconds=390, skew=300)) == Came.BEFORE
    assert came(CANCELLED, than=scanned(seconds=340, skew=300)) == Came.NEITHER
    heard = Made("a" * 32, 7, SEVEN, heard=42)
    assert came(heard, than=scanned(seconds=390, skew=300)) == Came.AFTER


@pytest.mark.parametrize("seconds", [-3600, 0, 3600])
def test_what_had_heard_of_the_other_came_after_it_whatever_the_clocks_say(seconds: int) -> None:
    scan = scanned(seconds=seconds, change=40)
    assert came(scan, than=CANCELLED) == Came.BEFORE
    assert came(CANCELLED, than=scan) == Came.AFTER


@pytest.mark.parametrize("seconds", [-3600, 0, 3600])
def test_in_one_epoch_the_journal_counts(seconds: int) -> None:
    later = Made("a" * 32, 8, SEVEN + seconds * SECOND)
    assert (came(CANCELLED, than=later), came(later, than=CANCELLED)) == (Came.BEFORE, Came.AFTER)


@pytest.mark.parametrize(
    ("apart", "first", "second"),
    [
        (TOO_CLOSE, Came.NEITHER, Came.NEITHER),
        (TOO_CLOSE + 1, Came.BEFORE, Came.AFTER),
        (-TOO_CLOSE, Came.NEITHER, Came.NEITHER),
        (-TOO_CLOSE - 1, Came.AFTER, Came.BEFORE),
    ],
)
def test_else_the_time_counts_from_a_minute_on(apart: int, first: Came, second: Came) -> None:
    one, other = Made("a" * 32, 1, SEVEN), Made("b" * 32, 1, SEVEN + apart)
    assert (came(one, than=other), came(other, than=one)) == (first, second)


def test_who_does_not_say_what_it_heard_has_heard_of_nobody_else() -> None:
    old = Made("a" * 32, 1, SEVEN)
    assert came(scanned(seconds=10), than=old) == Came.NEITHER
    assert came(Made("b" * 32, 3, SEVEN, change=None), than=CANCELLED) == Came.NEITHER
