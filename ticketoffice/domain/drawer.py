"""The drawer of a desk: what must lie in it by the journal, what was counted, and when an evening may be closed.

The drawer is computed, never stored. Since it was closed last, for each currency by itself:
`expected = float + cash taken − cash handed out + put in − taken out − dropped`. Only cash moves it; what coins round by is in what
was taken and handed out. Cash that was taken while no session was open lies in it too, and is named.

Worked example: it opens with 200.00. 60.00 are taken in cash and 90.00 by card, 30.00 are handed out, 20.00 are put in, 50.00
dropped into the safe: 200 + 60 − 30 + 20 − 50 = 200.00 are expected. Counted are 197.00: 3.00 short, which needs a reason, and from
20.00 on a second person. 197.00 counted and 200.00 of float to be left: all stays, and nothing goes to the bank.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from ticketoffice.domain.calendar import MINUTE, day_of
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.money import nearest_coins
from ticketoffice.domain.operation import Operation, broken
from ticketoffice.domain.people import lacks_second_person
from ticketoffice.domain.rules import VenueRules, in_coins
from ticketoffice.domain.said import SHORTEST_NOTE, is_said
from ticketoffice.domain.takings import Moved

OPENED, PUT_IN, TAKEN_OUT, DROPPED, NO_SALE = "opened", "in", "out", "drop", "no_sale"
MOVES = (PUT_IN, TAKEN_OUT, DROPPED, NO_SALE)
"""What is done to an open drawer: money put in, taken out, dropped into the safe; opened without a sale."""
WITH_REASON = (PUT_IN, TAKEN_OUT, NO_SALE)
DENOMINATIONS: Mapping[str, tuple[int, ...]] = {
    "CHF": (100_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5),
    "EUR": (50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
}
"""Notes and coins in minor units, the largest first."""
COUNTS = 2
"""A drawer is counted, and once more where the difference surprises; then it is closed as it is."""
MOST_PIECES = 100_000


class Sums(Struct, frozen=True):
    """What moved one currency's drawer since it was closed last, in minor units. `earlier`: cash while no session was open."""

    float: int = 0
    payments: int = 0
    refunds: int = 0
    put_in: int = 0
    taken_out: int = 0
    dropped: int = 0
    earlier: int = 0

    @property
    def expected(self) -> int:
        """What must lie in it."""
        return self.float + self.earlier + self.payments - self.refunds + self.put_in - self.taken_out - self.dropped


class Session(Struct, frozen=True):
    """An open drawer."""

    id: str
    opened_at: int
    opened_by: str | None


class Drawer(Struct, frozen=True):
    """A desk's drawer as it stands. `counted`: the last count, by currency; `fresh`: how many counts there were since money moved
    last. `left`: what was left in it when it was closed last. `no_sales`: how often it was opened without a sale.
    """

    session: Session | None = None
    sums: Mapping[str, Sums] = field(default_factory=dict)
    counted: Mapping[str, int] = field(default_factory=dict)
    fresh: int = 0
    no_sales: int = 0
    left: Mapping[str, int] = field(default_factory=dict)

    def expected(self, currency: str) -> int:
        """What must lie in it of this currency."""
        return self.sums.get(currency, Sums()).expected

    def difference(self, currency: str) -> int:
        """What was counted more (above zero) or less than expected."""
        return self.counted.get(currency, 0) - self.expected(currency)


class Deed(Struct, frozen=True):
    """One operation as a drawer sees it: one of its own kinds, or one that moved money of a currency."""

    kind: str
    payload: Mapping[str, Any]
    at: int
    actor: str | None
    currency: str = ""
    moved: Sequence[Moved] = ()


def drawer_after(deeds: Iterable[Deed]) -> Drawer:
    """The drawer after these operations of its desk, in the order in which they were made."""
    drawer = Drawer()
    for deed in deeds:
        drawer = _after(drawer, deed)
    return drawer


def _after(drawer: Drawer, deed: Deed) -> Drawer:
    if deed.kind == "closed":
        return Drawer(left={row["currency"]: row["left"] for row in deed.payload["money"]})
    if deed.kind == "counted":
        return replace(drawer, counted=counted_in(deed.payload), fresh=drawer.fresh + 1)
    if deed.kind == "drawer_moved":
        return _handled(drawer, deed)
    cash = sum(row.amount for row in deed.moved if in_coins(row.method))
    if not cash:
        return drawer
    sums = drawer.sums.get(deed.currency, Sums())
    if drawer.session is None:
        moved = replace(sums, earlier=sums.earlier + cash)
    elif cash > 0:
        moved = replace(sums, payments=sums.payments + cash)
    else:
        moved = replace(sums, refunds=sums.refunds - cash)
    return _with(drawer, deed.currency, moved)


def _handled(drawer: Drawer, deed: Deed) -> Drawer:
    what = deed.payload["what"]
    if what == OPENED:
        session = Session(deed.payload["session"], deed.at, deed.actor)
        sums = dict(drawer.sums)
        for row in deed.payload["amounts"]:
            before = sums.get(row["currency"], Sums())
            sums[row["currency"]] = replace(before, float=before.float + row["amount"])
        return replace(drawer, session=session, sums=sums, fresh=0, counted={})
    if what == NO_SALE:
        return replace(drawer, no_sales=drawer.no_sales + 1)
    for row in deed.payload["amounts"]:
        sums_of, amount = drawer.sums.get(row["currency"], Sums()), row["amount"]
        changed = {
            PUT_IN: replace(sums_of, put_in=sums_of.put_in + amount),
            TAKEN_OUT: replace(sums_of, taken_out=sums_of.taken_out + amount),
            DROPPED: replace(sums_of, dropped=sums_of.dropped + amount),
        }
        drawer = _with(drawer, row["currency"], changed[what])
    return drawer


def _with(drawer: Drawer, currency: str, sums: Sums) -> Drawer:
    return replace(drawer, sums={**drawer.sums, currency: sums}, fresh=0)


def counted_in(payload: Mapping[str, Any]) -> dict[str, int]:
    """What a count comes to, by currency."""
    return {row["currency"]: sum(p["value"] * p["pieces"] for p in row["pieces"]) for row in payload["counts"]}


# --- what may be done -----------------------------------------------------------------------------------------------


def check_opening(drawer: Drawer, *, floats: Mapping[str, int]) -> None:
    """Raises RuleBroken `drawer_open`, `unknown_currency`, `wrong_amount`, `no_coins`."""
    if drawer.session is not None:
        data: dict[str, object] = {"at": drawer.session.opened_at, "by": drawer.session.opened_by}
        raise RuleBroken("drawer_open", data=data, next=("close",))
    for currency, amount in floats.items():
        _check_amount(amount, currency=currency, least=0)


def check_move(drawer: Drawer, *, what: str, amounts: Mapping[str, int], note: str | None) -> None:
    """Raises RuleBroken `drawer_closed`, `unknown_move`, `short_why`, `not_so_much_there` where more is taken out than lies there by the
    book, and for the money as `check_opening`.
    """
    _open_session(drawer)
    if what not in MOVES:
        raise RuleBroken("unknown_move", data={"what": what, "moves": list(MOVES)})
    for currency, amount in amounts.items():
        _check_amount(amount, currency=currency, least=1)
    if bool(amounts) == (what == NO_SALE):
        raise RuleBroken("wrong_amount", data={"amount": next(iter(amounts.values()), 0)})
    if what in WITH_REASON and not is_said(note):
        raise RuleBroken("short_why", data={"least": SHORTEST_NOTE})
    for currency, amount in amounts.items():
        if what in (TAKEN_OUT, DROPPED) and amount > drawer.expected(currency):
            raise RuleBroken("not_so_much_there", data={"amount": amount, "currency": currency})


def check_count(drawer: Drawer, *, counts: Mapping[str, Mapping[int, int]]) -> None:
    """Raises RuleBroken `drawer_closed`, `counted_twice`, `unknown_currency`, `no_such_piece`, `not_counted`."""
    _open_session(drawer)
    if drawer.fresh >= COUNTS:
        raise RuleBroken("counted_twice", next=("close",))
    for currency, pieces in counts.items():
        known = _pieces_of(currency)
        for value, number in pieces.items():
            if value not in known or not 0 <= number <= MOST_PIECES:
                raise RuleBroken("no_such_piece", data={"amount": value, "currency": currency})
    _check_all_counted(drawer, counted=counts.keys())


def check_closing(
    drawer: Drawer,
    *,
    note: str | None,
    left: Mapping[str, int],
    refunds_open: Sequence[str],
    payment_open: bool,
    rules: VenueRules,
) -> None:
    """Raises RuleBroken `drawer_closed`, `refunds_open`, `payment_open`, `not_counted`, `wrong_left`, `short_why` where a difference
    needs a reason. `refunds_open`: the tickets (ids) whose refund is not finished or not handed out. A second person is asked for by
    `needs_second`.
    """
    _open_session(drawer)
    if refunds_open:
        raise RuleBroken(
            "refunds_open",
            data={"count": len(refunds_open), "tickets": list(refunds_open)},
            next=("finish", "paid-out"),
        )
    if payment_open:
        raise RuleBroken("payment_open")
    if not drawer.fresh:
        raise RuleBroken("not_counted", next=("count",))
    _check_all_counted(drawer, counted=drawer.counted.keys())
    for currency, amount in left.items():
        if not 0 <= amount <= drawer.counted.get(currency, 0):
            told = {"amount": amount, "left": drawer.counted.get(currency, 0), "currency": currency}
            raise RuleBroken("wrong_left", data=told)
    for currency in currencies(drawer):
        difference = drawer.difference(currency)
        if abs(difference) > rules.drawer_reason and not is_said(note):
            raise RuleBroken("difference_unexplained", data={"amount": difference, "currency": currency})


def needs_second(drawer: Drawer, *, rules: VenueRules) -> bool:
    """Whether a difference is so large that nobody closes with it alone."""
    return any(abs(drawer.difference(currency)) > rules.drawer_second for currency in currencies(drawer))


def check_second(drawer: Drawer, closing: Operation, *, rules: VenueRules) -> None:
    """Raises RuleBroken `needs_second_person`, `second_person_is_actor` where a large difference is closed with nobody beside."""
    no = lacks_second_person(closing) if needs_second(drawer, rules=rules) else None
    if no is not None:
        raise broken(no)


def currencies(drawer: Drawer) -> tuple[str, ...]:
    """Those of which anything lies, lay or was counted in it."""
    return tuple(sorted({*drawer.sums, *drawer.counted}))


def stays(drawer: Drawer, currency: str) -> int:
    """What is left in it for the next evening unless somebody says otherwise: the float it began with, or all there is."""
    return max(0, min(drawer.counted.get(currency, 0), drawer.sums.get(currency, Sums()).float))


def _open_session(drawer: Drawer) -> Session:
    if drawer.session is None:
        raise RuleBroken("drawer_closed", next=("open",))
    return drawer.session


def _pieces_of(currency: str) -> tuple[int, ...]:
    if currency not in DENOMINATIONS:
        raise RuleBroken("unknown_currency", data={"currency": currency[:20], "currencies": list(DENOMINATIONS)})
    return DENOMINATIONS[currency]


def _check_amount(amount: int, *, currency: str, least: int) -> None:
    _pieces_of(currency)
    if not least <= amount <= 10**9:
        raise RuleBroken("wrong_amount", data={"amount": amount})
    below, above = nearest_coins(amount, currency=currency)
    if below != above:
        raise RuleBroken("no_coins", data={"amount": amount, "left": below, "above": above, "currency": currency})


def _check_all_counted(drawer: Drawer, *, counted: Iterable[str]) -> None:
    """A drawer with francs and euros is counted whole."""
    missing = [c for c, sums in sorted(drawer.sums.items()) if (sums.expected or sums.float) and c not in set(counted)]
    if missing:
        raise RuleBroken("not_counted", data={"currency": missing[0]}, next=("count",))


# --- the business day -----------------------------------------------------------------------------------------------


def business_day(at: int, *, rules: VenueRules) -> date:
    """The day that an instant counts for: until the hour by the venue's rule (default 06:00) it is still the day before."""
    return day_of(at - rules.day_ends_minutes * MINUTE, timezone=rules.timezone)


def is_forgotten(drawer: Drawer, *, at: int, rules: VenueRules) -> bool:
    """Whether its session was opened on an earlier business day."""
    opened = drawer.session
    return opened is not None and business_day(opened.opened_at, rules=rules) < business_day(at, rules=rules)


def day_after(day: date) -> date:
    """The next one."""
    return day + timedelta(days=1)
