"""A cart: what a customer wants, tariff by tariff, before it is sold. It holds nothing; `choosing.quote` says which places it is.

A seat that somebody chose on the plan stays in the cart; the others are the best ones of the moment.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ticketoffice.desk.choosing import Line, Quote, Wanted
from ticketoffice.domain.travel import RESERVED_FOR


class Choice(Struct, frozen=True):
    """So many tickets of one tariff (ids), some of them on chosen `seats`; `price`: what each is lowered to, in minor units."""

    performance: str
    zone: str
    tariff: str
    count: int
    seats: tuple[str, ...] = ()
    price: int | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is a number of."""
        return self.performance, self.zone, self.tariff


Key = tuple[str, str, str]


class FromHold(Struct, frozen=True):
    """Of which zone of which performance the places come from a house hold (ids)."""

    performance: str
    zone: str
    hold: str


class Cart(Struct, frozen=True):
    """What is wanted, in the order in which it was chosen; `hold`: where the places of one zone come from what the house keeps."""

    choices: tuple[Choice, ...] = ()
    hold: FromHold | None = None

    @property
    def count(self) -> int:
        """All tickets."""
        return sum(choice.count for choice in self.choices)

    def wanted(self) -> list[Wanted]:
        """Each ticket, choice by choice; chosen seats first."""
        return [
            Wanted(choice.performance, choice.zone, choice.tariff, seat, choice.price, self._hold_of(choice))
            for choice in self.choices
            for seat in (*choice.seats, *[None] * (choice.count - len(choice.seats)))
        ]

    def _hold_of(self, choice: Choice) -> str | None:
        held = self.hold
        here = held is not None and (held.performance, held.zone) == (choice.performance, choice.zone)
        return held.hold if held is not None and here else None

    def from_hold(self, hold: FromHold | None) -> Cart:
        """Places that the house keeps, or with None everybody's: the seats of that zone are chosen anew."""
        changed = [(one.performance, one.zone) for one in (self.hold, hold) if one is not None]
        anew = self._changed(lambda c: replace(c, seats=()) if (c.performance, c.zone) in changed else c)
        return replace(anew, hold=hold)

    def count_of(self, key: Key) -> int:
        """How many tickets of a tariff."""
        return next((choice.count for choice in self.choices if choice.key == key), 0)

    def has_seat(self, performance: str, seat: str) -> bool:
        """Whether somebody chose this seat."""
        return any(choice.performance == performance and seat in choice.seats for choice in self.choices)

    def seats_of(self, performance: str) -> frozenset[str]:
        """The chosen seats of a performance."""
        return frozenset(seat for c in self.choices if c.performance == performance for seat in c.seats)

    def with_count(self, key: Key, count: int) -> Cart:
        """So many tickets of a tariff; the seats that were chosen last go first."""
        if all(choice.key != key for choice in self.choices):
            added = (Choice(*key, count),) if count > 0 else ()
            return replace(self, choices=(*self.choices, *added))
        return self._changed(
            lambda c: replace(c, count=count, seats=c.seats[: max(0, count)]) if c.key == key else c,
        )

    def with_seat(self, key: Key, seat: str) -> Cart:
        """One ticket more of a tariff, on this seat."""
        more = self.with_count(key, self.count_of(key) + 1)
        return more._changed(lambda c: replace(c, seats=(*c.seats, seat)) if c.key == key else c)

    def without_seat(self, performance: str, seat: str) -> Cart:
        """Without the ticket on this seat."""
        return self._changed(
            lambda c: (
                replace(c, count=c.count - 1, seats=tuple(s for s in c.seats if s != seat))
                if c.performance == performance and seat in c.seats
                else c
            )
        )

    def lowered(self, key: Key, price: int | None) -> Cart:
        """Each ticket of a tariff at this price; None: at its own."""
        return self._changed(lambda c: replace(c, price=price) if c.key == key else c)

    def settled(self, found: Quote, performance: str) -> Cart:
        """The seats that were offered for a performance are chosen."""
        seats = dict(
            zip((c.key for c in self.choices), (taken_seats(lines) for _, lines in self.lines(found)), strict=True)
        )
        return self._changed(lambda c: replace(c, seats=seats[c.key]) if c.performance == performance else c)

    def unsettled(self, performance: str) -> Cart:
        """The best seats are offered anew."""
        return self._changed(lambda c: replace(c, seats=()) if c.performance == performance else c)

    def without_choice_of(self, performance: str, seat: str) -> Cart:
        """As many tickets, but nobody wants this seat any more: another one is offered."""
        return self._changed(
            lambda c: replace(c, seats=tuple(s for s in c.seats if s != seat)) if c.performance == performance else c
        )

    def lines(self, found: Quote) -> list[tuple[Choice, tuple[Line, ...]]]:
        """What is offered for each choice, of the quote of just this cart."""
        told, start = [], 0
        for choice in self.choices:
            told.append((choice, found.lines[start : start + choice.count]))
            start += choice.count
        return told

    def _changed(self, change: Callable[[Choice], Choice]) -> Cart:
        return replace(self, choices=tuple(c for c in map(change, self.choices) if c.count > 0))


def taken_seats(lines: Sequence[Line]) -> tuple[str, ...]:
    """The numbered places of lines."""
    return tuple(line.seat for line in lines if line.seat is not None)


def is_let_go(*, since: int, at: int) -> bool:
    """Whether a cart that is parked lets its places go: as long as a centre keeps them, and no longer."""
    return at - since >= RESERVED_FOR
