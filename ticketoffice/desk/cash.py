"""The evening's money: the drawer is opened with its float, money is put in and taken out, it is counted blind and closed.

The rules are `domain.drawer`; each deed looks at the drawer as it is in its own transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ticketoffice.desk.cash_views import ClosingView, DrawerState, TillView
from ticketoffice.desk.making import make
from ticketoffice.desk.sentences import sentence
from ticketoffice.desk.till_reports import closing_view, till_view
from ticketoffice.domain import drawer as rules_of_drawer
from ticketoffice.domain.calendar import to_datetime
from ticketoffice.domain.drawer import Drawer, Sums, drawer_after
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.identity import closing_number
from ticketoffice.domain.people import Who
from ticketoffice.domain.takings import Flow, summed

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed
    from ticketoffice.store.reading import Reading
    from ticketoffice.store.till import Closing


def till(book: Book) -> TillView:
    """The drawer as it is now, and what came and went since it was closed last: the X report, at any time."""
    with book.read() as reading:
        return till_view(reading, at=book.clock.now())


def drawer_state(book: Book) -> DrawerState:
    """Whether the drawer is open; asked at each look at Today, so no money is counted for it."""
    with book.read() as reading:
        drawer, rules = drawer_after(reading.till.handled()), reading.rules()
    opened = drawer.session.opened_at if drawer.session else None
    return DrawerState(opened, rules_of_drawer.is_forgotten(drawer, at=book.clock.now(), rules=rules), rules.timezone)


def forgotten_sentence(book: Book, *, translate: Callable[[str], str] = lambda text: text) -> str | None:
    """That this desk's drawer was opened on an earlier business day and not closed; None where it was not."""
    state = drawer_state(book)
    if not state.forgotten:
        return None
    moment = f"{to_datetime(state.opened_at or 0, timezone=state.timezone):%d.%m.%Y %H:%M}"
    return sentence("drawer_forgotten", data={"moment": moment}, translate=translate)


def open_drawer(book: Book, *, floats: Mapping[str, int], who: Who, note: str | None = None) -> TillView:
    """Opens this desk's drawer with its float by currency, in minor units. Raises RuleBroken as `drawer.check_opening`."""

    def work(deed: Deed) -> None:
        rules_of_drawer.check_opening(_drawer(deed.reading), floats=floats)
        payload = {"session": deed.new_id(), "what": rules_of_drawer.OPENED, "amounts": _amounts(floats)}
        deed.record(make(deed, "drawer_moved", who=who, payload=payload, note=note))

    book.write(work)
    return till(book)


def move(book: Book, *, what: str, amounts: Mapping[str, int], who: Who, why: str | None = None) -> TillView:
    """Puts money into the open drawer, takes it out or drops it into the safe; `no_sale` opens it and moves none. Raises RuleBroken as
    `drawer.check_move`.
    """

    def work(deed: Deed) -> None:
        drawer = _drawer(deed.reading)
        rules_of_drawer.check_move(drawer, what=what, amounts=amounts, note=why)
        payload = {"session": _session(drawer), "what": what, "amounts": _amounts(amounts)}
        deed.record(make(deed, "drawer_moved", who=who, payload=payload, note=why))

    book.write(work)
    return till(book)


def count(book: Book, *, counts: Mapping[str, Mapping[int, int]], who: Who) -> TillView:
    """Writes down how many notes and coins of each value (minor units) lie in the drawer, by currency. Raises RuleBroken as
    `drawer.check_count`.
    """

    def work(deed: Deed) -> None:
        drawer = _drawer(deed.reading)
        rules_of_drawer.check_count(drawer, counts=counts)
        rows = [
            {
                "currency": currency,
                "pieces": [{"value": value, "pieces": n} for value, n in sorted(pieces.items(), reverse=True) if n],
            }
            for currency, pieces in sorted(counts.items())
        ]
        deed.record(make(deed, "counted", who=who, payload={"session": _session(drawer), "counts": rows}))

    book.write(work)
    return till(book)


def close(
    book: Book,
    *,
    who: Who,
    why: str | None = None,
    left: Mapping[str, int] | None = None,
    payment_open: bool = False,
) -> ClosingView:
    """Closes the counted drawer: the Z report under the next number. `left`: what stays in it by currency, the float unless told
    otherwise; `why`: the reason of a difference. `payment_open`: what became of a card payment is not known yet. Raises RuleBroken as
    `drawer.check_closing`, and `needs_second_person`.
    """

    def work(deed: Deed) -> None:
        reading = deed.reading
        drawer, rules = _drawer(reading), reading.rules()
        rules_of_drawer.check_closing(
            drawer,
            note=why,
            left=left or {},
            refunds_open=reading.till.refunds_open(),
            payment_open=payment_open,
            rules=rules,
        )
        operation = make(deed, "closed", who=who, payload=_closed(deed, drawer, left=left or {}), note=why)
        rules_of_drawer.check_second(drawer, operation, rules=rules)
        deed.record(operation)

    book.write(work)
    with book.read() as reading:
        return closing_view(reading, reading.till.closings()[-1])


def closings(book: Book) -> tuple[ClosingView, ...]:
    """All closings of this desk, the newest first."""
    with book.read() as reading:
        return tuple(closing_view(reading, one) for one in reversed(reading.till.closings()))


def closing(book: Book, number: str) -> ClosingView:
    """The closing with this number; raises RuleBroken `not_found`."""
    with book.read() as reading:
        wanted = number.strip().casefold()
        for one in reading.till.closings():
            if one.payload["number"].casefold() == wanted:
                return closing_view(reading, one)
    raise RuleBroken("not_found", data={"text": number.strip()[:40], "kind": "closing"})


def _drawer(reading: Reading) -> Drawer:
    return drawer_after(reading.till.deeds())


def _session(drawer: Drawer) -> str:
    assert drawer.session is not None
    return drawer.session.id


def _amounts(amounts: Mapping[str, int]) -> list[dict[str, Any]]:
    return [{"currency": currency, "amount": amount} for currency, amount in sorted(amounts.items())]


def _closed(deed: Deed, drawer: Drawer, *, left: Mapping[str, int]) -> dict[str, Any]:
    """All figures of the session, so that its report never changes again."""
    reading, session = deed.reading, drawer.session
    assert session is not None
    facts, found, before = reading.facts(), reading.till.deeds(), reading.till.closings()
    flows = [Flow(facts.desk, d.actor, d.at, m.method, d.currency, m.amount) for d in found for m in d.moved]
    first, last = reading.till.first_after_closing(), reading.till.last()
    return {
        "session": session.id,
        "number": _next_number(before, letter=facts.letter),
        "day": rules_of_drawer.business_day(session.opened_at, rules=reading.rules()).isoformat(),
        "opened_at": session.opened_at,
        "first": {"epoch": first.epoch, "seq": first.seq},
        "last": {"epoch": last.epoch, "seq": last.seq},
        "money": [_money(drawer, c, left=left, before=before) for c in rules_of_drawer.currencies(drawer)],
        "takings": [
            {"method": t.method, "currency": t.currency, "taken": t.taken, "given": t.given, "count": t.count}
            for t in summed(flows)
        ],
        "deeds": [{"kind": kind, "count": n} for kind, n in reading.till.counted_deeds().items()],
        "no_sales": drawer.no_sales,
        "waiting": len(reading.till.waiting()) if reading.joined_at() is not None else None,
    }


def _next_number(before: list[Closing], *, letter: str) -> str:
    """One more than this desk's last one under its letter, so that none is left out and none is given twice."""
    series = closing_number(letter, 0)[: -len("00000")]
    known = [int(n[len(series) :]) for one in before if (n := str(one.payload["number"])).startswith(series)]
    return closing_number(letter, max(known, default=0) + 1)


def _money(drawer: Drawer, currency: str, *, left: Mapping[str, int], before: list[Closing]) -> dict[str, Any]:
    sums = drawer.sums.get(currency, Sums())
    ever = [row for one in before[-1:] for row in one.payload["money"] if row["currency"] == currency]
    taken = sums.payments + max(0, sums.earlier)
    given = sums.refunds + max(0, -sums.earlier)
    return {
        "currency": currency,
        "float": sums.float,
        "earlier": sums.earlier,
        "payments": sums.payments,
        "refunds": sums.refunds,
        "put_in": sums.put_in,
        "taken_out": sums.taken_out,
        "dropped": sums.dropped,
        "expected": sums.expected,
        "counted": drawer.counted.get(currency, 0),
        "left": left.get(currency, rules_of_drawer.stays(drawer, currency)),
        "taken_ever": taken + sum(row["taken_ever"] for row in ever),
        "given_ever": given + sum(row["given_ever"] for row in ever),
    }
