"""What a mixed query may mean: days, times, amounts, methods and seats among words.

A word that could be one of these is still a word too, so one query has several readings. A reading costs 1 for each word,
and for each part that might as well be a word ("fri", "60", "bar"); what is surely meant so ("6.11", "20:00", "60.00",
"chf 60", a seat) costs nothing. The cheapest is the best. Worked example: "fri f 12" is first seat F-12 on a Friday, then
whatever the plain search finds: somebody on F-12 whose name begins with fri, and three beginnings of words.
"today cash 60" is 60.00 that the desk took in cash today, and 60.00 in cash for a performance of today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from ticketoffice.domain.amounts import parse_amount
from ticketoffice.domain.calendar import day_number
from ticketoffice.domain.calendar_words import CURRENCIES, MONTH_OF, OFFSET_OF, WEEKDAY_OF
from ticketoffice.domain.marks import amount_mark, method_mark, taken_mark
from ticketoffice.domain.seats import SeatQuery, seat_query
from ticketoffice.domain.words import query_words

MOST_WORDS = 10
MOST_READINGS = 5
MOST_TRIED = 48
DAYS_BACK = 366
LONGEST_PART = 4
"""Words that one part may have: row c seat 9."""


class Day(Struct, frozen=True):
    """A day as it was named; what is None was not said. `offset`: days from today, `weekday`: Monday is 0."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    offset: int | None = None

    def means(self, day: date, *, today: date) -> bool:
        """Whether it names this day."""
        if self.offset is not None:
            return day == today + timedelta(self.offset)
        said = ((self.year, day.year), (self.month, day.month), (self.day, day.day), (self.weekday, day.weekday()))
        return all(wanted in (None, is_) for wanted, is_ in said)


class Reading(Struct, frozen=True):
    """One meaning of a query: all of its parts must hold. `times` are minutes after midnight, `amounts` minor units.

    `taken`: days on which a desk took money by `methods`, of `amounts`, whenever the performance is.
    `text` is what is left as words; `before_plain`: it says more than the beginnings of words do.
    """

    days: tuple[Day, ...] = ()
    times: tuple[int, ...] = ()
    amounts: tuple[int, ...] = ()
    methods: tuple[str, ...] = ()
    seats: tuple[SeatQuery, ...] = ()
    taken: tuple[Day, ...] = ()
    text: str = ""
    cost: int = 0
    before_plain: bool = False

    @property
    def parts(self) -> int:
        """How many of its parts are more than words."""
        return sum(map(len, (self.days, self.times, self.amounts, self.methods, self.seats, self.taken)))

    @property
    def words(self) -> tuple[str, ...]:
        """What must begin words."""
        return query_words(self.text)

    @property
    def exact(self) -> tuple[str, ...]:
        """The words of the index that an order has whole."""
        seats = [word for seat in self.seats for word in seat.exact]
        return (*seats, *map(method_mark, self.methods), *map(amount_mark, self.amounts))

    @property
    def says_when(self) -> bool:
        """Whether only some performances are meant."""
        return bool(self.days or self.times)

    def taken_on(self, today: date) -> date | None:
        """The last day up to today on which the money that is meant can have been taken; None where there is none."""
        days = (today - timedelta(back) for back in range(DAYS_BACK)) if self.taken else ()
        return next((day for day in days if all(named.means(day, today=today) for named in self.taken)), None)

    def taken_marks(self, day: date) -> tuple[str, ...]:
        """The words of the index that an order has whole for which such money was taken on this day."""
        number = day_number(day)
        return tuple(
            taken_mark(number, method=method, amount=amount)
            for method in self.methods or (None,)
            for amount in self.amounts or (None,)
        )

    def is_then(self, start: datetime, *, today: date) -> bool:
        """Whether a performance that starts then, on the clocks of its place, is meant."""
        minutes = start.hour * 60 + start.minute
        return all(day.means(start.date(), today=today) for day in self.days) and all(t == minutes for t in self.times)


def readings(text: str, *, methods: Mapping[str, str]) -> tuple[Reading, ...]:
    """The readings of a query besides the plain one, the best first; `methods`: codes by their folded labels."""
    tokens = text.replace(",", " ").split() if "," in text and not re.search(r"\d,\d", text) else text.split()
    if not tokens or len(tokens) > MOST_WORDS:
        return ()
    meant = [_meanings(tokens, at, methods=methods) for at in range(len(tokens))]
    if not any(meant):
        return ()
    plain, seat_is_plain = len(query_words(text)), seat_query(text) is not None
    found = {reading: None for reading in _read(tokens, meant)}
    useful = [
        replace(r, before_plain=r.cost < plain or (r.cost == plain and r.parts > 1))
        for r in found
        if not (seat_is_plain and r.parts == len(r.seats))
    ]
    best = sorted(useful, key=lambda r: (r.cost, -r.parts))[:MOST_READINGS]
    taken = next((_as_taken(r) for r in best if _says_what_was_taken(r)), None)
    return tuple(best) if taken is None else (*best[: MOST_READINGS - 1], taken)


def _says_what_was_taken(reading: Reading) -> bool:
    """Whether a day stands beside a method or an amount: the day may be that of the payment."""
    return bool(reading.days and (reading.methods or reading.amounts)) and not (reading.times or reading.seats)


def _as_taken(reading: Reading) -> Reading:
    return replace(reading, days=(), taken=reading.days)


def _read(tokens: Sequence[str], meant: Sequence[Sequence[tuple[int, Reading]]]) -> Iterator[Reading]:
    """Every way to take parts out of the words, at least one; those with the longest parts first, MOST_TRIED at most.

    What is surely a day, a time or an amount is a word in the plain reading alone.
    """
    tried = 0
    todo: list[tuple[int, Reading, tuple[str, ...]]] = [(0, Reading(), ())]
    while todo and tried < MOST_TRIED:
        at, so_far, rest = todo.pop()
        if at == len(tokens):
            tried += 1
            if so_far.parts:
                text = " ".join(rest)
                yield replace(so_far, text=text, cost=so_far.cost + len(query_words(text)))
            continue
        if not any(part.cost == 0 and not part.seats for _, part in meant[at]):
            todo.append((at + 1, so_far, (*rest, tokens[at])))
        todo += [(at + length, _both(so_far, part), rest) for length, part in reversed(meant[at])]


def _both(one: Reading, other: Reading) -> Reading:
    return Reading(
        days=one.days + other.days,
        times=one.times + other.times,
        amounts=one.amounts + other.amounts,
        methods=one.methods + other.methods,
        seats=one.seats + other.seats,
        cost=one.cost + other.cost,
    )


def _meanings(tokens: Sequence[str], at: int, *, methods: Mapping[str, str]) -> list[tuple[int, Reading]]:
    """(how many words, what they mean) of the parts that may begin here, the longest first."""
    found: list[tuple[int, Reading]] = []
    for length in range(min(LONGEST_PART, len(tokens) - at), 0, -1):
        words = tuple(tokens[at : at + length])
        folded = "".join("".join(query_words(word)) for word in words)
        alone = length == len(tokens)
        found += [(length, part) for part in _days(words, folded=folded, alone=alone)]
        found += [(length, part) for part in (*_times(words), *_seats(words))]
        if not (length == 1 and _is_in_a_row_of_numbers(tokens, at)):
            found += [(length, part) for part in _amounts(words)]
        if folded in methods:
            found.append((length, Reading(methods=(methods[folded],), cost=1)))
    return found


# --- days ----------------------------------------------------------------------------------------------------------

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_NUMBERS = re.compile(r"(?P<day>\d{1,2})([./])(?P<month>\d{1,2})(?:\2(?P<year>\d{4}|\d{2})?)?")
_DAY_NUMBER = re.compile(r"(\d{1,2})(?:\.|er|st|nd|rd|th)?")
_YEAR = re.compile(r"\d{4}")
SHORTEST_DAY_ALONE = 3
"""Letters of a day's name that is typed alone: two begin too many names."""


def _days(words: Sequence[str], *, folded: str, alone: bool) -> Iterator[Reading]:
    if folded in OFFSET_OF:
        yield Reading(days=(Day(offset=OFFSET_OF[folded]),), cost=1)
    if len(words) == 1:
        if folded in WEEKDAY_OF and not (alone and len(folded) < SHORTEST_DAY_ALONE):
            yield Reading(days=(Day(weekday=WEEKDAY_OF[folded]),), cost=1)
        said = _ISO.fullmatch(words[0]) or _NUMBERS.fullmatch(words[0])
        day = _day(**said.groupdict()) if said else None
        if day is not None:
            yield Reading(days=(day,))
    elif len(words) <= 3:
        day = _spelled(words)
        if day is not None:
            yield Reading(days=(day,), cost=1)


def _spelled(words: Sequence[str]) -> Day | None:
    """A day with its month in letters: 6 November, 6. Nov. 2026, November 6."""
    year = words[2] if len(words) == 3 else None
    if year is not None and not _YEAR.fullmatch(year):
        return None
    for number, name in (words[:2], words[1::-1]):
        said, month = _DAY_NUMBER.fullmatch(number), MONTH_OF.get("".join(query_words(name)))
        if said and month is not None:
            return _day(day=said.group(1), month=str(month), year=year)
    return None


def _day(*, day: str, month: str, year: str | None) -> Day | None:
    """That day if there is one; 29 February is one where no year is said."""
    whole = None if year is None else int(year) + (2000 if len(year) == 2 else 0)
    try:
        date(2000 if whole is None else whole, int(month), int(day))
    except ValueError:
        return None
    return Day(year=whole, month=int(month), day=int(day))


# --- times, amounts, seats -----------------------------------------------------------------------------------------

_CLOCK = re.compile(r"(\d{1,2})(?::(\d{2})|h(\d{2})?)", re.I)
_HALF_DAY = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(am|pm)", re.I)
_POINT_TIME = re.compile(r"(\d{1,2})\.(\d[05])")
_HOUR_WORDS = frozenset(("h", "uhr", "am", "pm"))


def _times(words: Sequence[str]) -> Iterator[Reading]:
    if len(words) == 2:
        unit = words[1].casefold()
        if unit in ("am", "pm"):
            yield from _times((words[0] + unit,))
        elif unit in _HOUR_WORDS and re.fullmatch(r"\d{1,2}", words[0]):
            yield from _times((words[0] + "h",))
        elif unit in _HOUR_WORDS:
            yield from _times((words[0].replace(".", ":"),))
    if len(words) != 1:
        return
    for form in (_CLOCK, _HALF_DAY, _POINT_TIME):
        said = form.fullmatch(words[0])
        if said is None:
            continue
        hour, minute = int(said.group(1)), int(next((part for part in said.groups()[1:] if (part or "").isdigit()), 0))
        if form is _HALF_DAY:
            hour = hour % 12 + (12 if said.group(3).lower() == "pm" else 0) if 1 <= hour <= 12 else 24
        if hour < 24 and minute < 60:
            yield Reading(times=(hour * 60 + minute,))
            return


_AMOUNT = re.compile(r"\d[\d'’]*(?:[.,](?:\d{2}|[-–—]+))?")
_WHOLE_AMOUNT = re.compile(r"\d[\d'’]*[.,][-–—]+")
_WITH_CURRENCY = re.compile(r"([^\W\d_]{2,3}|[€$£])\.?(\d.*)|(\d.*?)([^\W\d_]{3}|[€$£])")
_BARE = re.compile(r"0|[1-9]\d{0,5}")


def _amounts(words: Sequence[str]) -> Iterator[Reading]:
    if len(words) == 2:
        for currency, number in (words, words[::-1]):
            if currency.casefold().rstrip(".") in CURRENCIES:
                yield from _amount(number, cost=0)
                return
    if len(words) != 1:
        return
    [word] = words
    whole, joined = _WHOLE_AMOUNT.fullmatch(word), _WITH_CURRENCY.fullmatch(word)
    if whole:
        yield from _amount(word, cost=0)
    elif joined and (joined.group(1) or joined.group(4)).casefold() in CURRENCIES:
        yield from _amount(joined.group(2) or joined.group(3), cost=0)
    elif _BARE.fullmatch(word):
        yield from _amount(word, cost=1)
    elif re.search(r"[.,]", word):
        yield from _amount(word, cost=1 if any(_days(words, folded="", alone=False)) else 0)


def _amount(text: str, *, cost: int) -> Iterator[Reading]:
    amount = parse_amount(text) if _AMOUNT.fullmatch(text) else None
    if amount is not None:
        yield Reading(amounts=(amount,), cost=cost)


_DIGITS = re.compile(r"\+?\d+")


def _is_in_a_row_of_numbers(tokens: Sequence[str], at: int) -> bool:
    """Whether another number stands beside it: 079 123 45 67 are no amounts."""
    return any(_DIGITS.fullmatch(word) for word in (*tokens[max(at - 1, 0) : at], *tokens[at + 1 : at + 2]))


_PLACE = re.compile(r"[^\W\d_]{1,2}[ -]?\d{1,3}")


def _seats(words: Sequence[str]) -> Iterator[Reading]:
    """A seat by row and number (C9, C-9, C 9), or said in full (row C seat 9)."""
    text = " ".join(words)
    if len(words) == 4 or (len(words) <= 2 and _PLACE.fullmatch(text)):
        seat = seat_query(text)
        if seat is not None and not seat.begun:
            yield Reading(seats=(seat,))
