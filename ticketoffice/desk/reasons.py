"""Why each found order matched: what a row says about it, and how near the top it stands for that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ticketoffice.domain import mixed
from ticketoffice.domain.amounts import plain_amount
from ticketoffice.domain.calendar import to_datetime
from ticketoffice.domain.order_words import Query, why_words_matched
from ticketoffice.domain.seats import seat_query
from ticketoffice.domain.state import Performance
from ticketoffice.domain.words import code_form, fold

if TYPE_CHECKING:
    from ticketoffice.store.reading import Reading
    from ticketoffice.store.search import Hit
    from ticketoffice.store.summaries import OrderSummary

RANK = (
    "number",
    "ticket",
    "invoice",
    "phone",
    "name",
    "holder",
    "company",
    "email",
    "seat",
    "note",
    "event",
    "payment",
    "amount",
    "method",
    "date",
    "recent",
)
SHOWN_ANYWAY = ("name", "event", "number")
"""What every row shows, so that a day or a time says more."""


class Reason(Struct, frozen=True):
    """Why an order matched: the kind of thing and its text; `exact`: it is exactly the seat that was asked for.

    `words`: where a part of a mixed query says why, what the words beside it matched, and how
    many words there were not typed in full.
    """

    kind: str
    text: str | None
    exact: bool = False
    words: str | None = None
    apart: int = 0

    @property
    def rank(self) -> float:
        """The smaller, the nearer the top: an exact seat stands before names, one on another day after them."""
        if self.exact and self.words is None:
            return RANK.index("name") - 0.5
        return RANK.index("seat" if self.kind == "seat" and not self.exact else self.words or self.kind)


def reasons(
    reading: Reading,
    hits: Sequence[Hit],
    *,
    known: Mapping[str, OrderSummary],
    events: Mapping[str, list[str]],
    performances: Mapping[str, Performance],
    text: str,
    today: date,
) -> dict[str, Reason]:
    """Why each hit of a query matched, by order; `events` are the names of each order's events, `today` is the day of the house."""
    plain = [hit for hit in hits if hit.reading is None]
    why = _Reasons(reading, plain, known=known, text=text).of(events=events)
    for meant in dict.fromkeys(hit.reading for hit in hits if hit.reading is not None):
        own = [hit for hit in hits if hit.reading == meant]
        words = _Reasons(reading, own, known=known, text=meant.text).of(events=events) if meant.words else {}
        why |= _why_meant(reading, own, meant=meant, words=words, performances=performances, today=today)
    return why


def _why_meant(
    reading: Reading,
    hits: Sequence[Hit],
    *,
    meant: mixed.Reading,
    words: Mapping[str, Reason],
    performances: Mapping[str, Performance],
    today: date,
) -> dict[str, Reason]:
    """Why one reading of a mixed query found these: first what a row does not show anyway; the words beside it rank them."""
    seats = reading.summaries.seats_at([hit.order for hit in hits]) if meant.seats else {}
    why: dict[str, Reason] = {}
    for hit in hits:
        beside = words.get(hit.order)
        kind = beside.kind if beside is not None else None
        apart = len(set(fold(beside.text or "")) ^ set(meant.words)) if beside is not None and meant.days else 0
        sits = [(at, seat) for at, seat in seats.get(hit.order, ()) if any(asked.is_at(seat) for asked in meant.seats)]
        here = [seat for at, seat in sits if at == hit.performance or not meant.says_when]
        if meant.taken:
            reason = Reason("payment", f"{meant.taken_on(today)}", words=kind)
        elif sits:
            reason = Reason("seat", (here or [sits[0][1]])[0], bool(here), kind)
        elif meant.amounts:
            reason = Reason("amount", plain_amount(meant.amounts[0]), words=kind)
        elif meant.methods:
            reason = Reason("method", meant.methods[0], words=kind)
        elif beside is not None and kind not in SHOWN_ANYWAY:
            reason = beside
        else:
            shown = performances[str(hit.performance)]
            start = to_datetime(shown.starts_at, timezone=shown.timezone)
            day = f"{start:%Y-%m-%d %H:%M}" if meant.times else f"{start:%Y-%m-%d}"
            reason = Reason("date", day, words=kind)
        why[hit.order] = replace(reason, apart=apart)
    return why


class _Reasons:
    """Why each hit matched: its code, number, phone or name say so at once; only for the rest more is asked."""

    def __init__(self, reading: Reading, hits: Sequence[Hit], *, known: Mapping[str, OrderSummary], text: str) -> None:
        self._reading, self._hits, self._known = reading, hits, known
        self._query, self._seat = Query.of(text), seat_query(text)
        self._parts = frozenset(map(code_form, text.split()))

    def of(self, *, events: Mapping[str, list[str]]) -> dict[str, Reason]:
        """The reasons by order; `events` are the names of each order's events."""
        why = self._of_codes() | self._of_names()
        for more in (self._of_holders, self._of_seats):
            why |= more([hit for hit in self._hits if hit.order not in why])
        rest = [hit.order for hit in self._hits if hit.order not in why]
        return why | (self._of_words(rest, events=events) if rest else {})

    def _of_codes(self) -> dict[str, Reason]:
        """A ticket is named by what was typed of it: its number, else its short one."""
        why: dict[str, Reason] = {}
        tickets = self._reading.tickets([hit.ticket for hit in self._hits if hit.ticket is not None])
        invoices = self._reading.summaries.invoice_numbers([hit.order for hit in self._hits if hit.kind == "invoice"])
        for hit in self._hits:
            summary = self._known[hit.order]
            if hit.kind == "recent":
                why[hit.order] = Reason("recent", None)
            elif hit.kind == "number":
                why[hit.order] = Reason("number", summary.number)
            elif hit.kind == "phone":
                why[hit.order] = Reason("phone", summary.customer.get("phone"))
            elif hit.kind == "ticket" and hit.ticket is not None:
                ticket = tickets[hit.ticket]
                short = f"{summary.number}-{ticket.position}"
                why[hit.order] = Reason("ticket", ticket.number if self._is_typed(ticket.number) else short)
            elif hit.kind == "invoice":
                named = [number for number in invoices.get(hit.order, ()) if self._is_typed(number)]
                why[hit.order] = Reason("invoice", named[0] if named else None)
        return why | self._of_refused_papers(why)

    def _of_refused_papers(self, why: Mapping[str, Reason]) -> dict[str, Reason]:
        """Of orders that have no such number: what was printed for a change of them that the centre refused."""
        codes = {hit.order for hit in self._hits if hit.kind in ("number", "ticket", "invoice")}
        typed = {order for order, one in why.items() if one.text is not None and self._is_typed(one.text)}
        numbers = {order: self._known[order].number for order in codes - typed}
        found: dict[str, Reason] = {}
        for order, printed in (self._reading.refused_papers(numbers) if numbers else {}).items():
            named = next((paper for paper in printed if self._is_typed(paper.number)), None)
            if named is not None:
                found[order] = Reason(named.kind, named.number)
        return found

    def _is_typed(self, number: str) -> bool:
        """Whether a number begins with the query, or is one of its words."""
        return self._query.begins(number) or code_form(number) in self._parts

    def _of_names(self) -> dict[str, Reason]:
        names = {hit.order: self._known[hit.order].customer.get("name") for hit in self._hits if hit.kind is None}
        return {
            order: Reason("name", name) for order, name in names.items() if name and self._query.is_all_of(fold(name))
        }

    def _of_holders(self, hits: Sequence[Hit]) -> dict[str, Reason]:
        """A ticket's holder, the company or the address has all that was typed."""
        why: dict[str, Reason] = {}
        orders = [hit.order for hit in hits if hit.kind is None]
        held = self._reading.summaries.holders(orders)
        for order in orders:
            fields = self._known[order].customer
            values = [("holder", name) for name in held.get(order, ())]
            values += [(field, fields[field]) for field in ("company", "email") if fields.get(field)]
            found = next(((kind, value) for kind, value in values if self._query.is_all_of(fold(value))), None)
            if found is not None:
                why[order] = Reason(*found)
        return why

    def _of_seats(self, hits: Sequence[Hit]) -> dict[str, Reason]:
        """Who sits on exactly the seat that was typed."""
        if self._seat is None:
            return {}
        why: dict[str, Reason] = {}
        for order, seats in self._reading.summaries.seats([hit.order for hit in hits if hit.kind == "seat"]).items():
            own = [seat for seat in seats if self._seat.is_at(seat)]
            if own:
                words = Query.of(" ".join(self._seat.begun))
                why[order] = Reason("seat", next((seat for seat in own if words.is_all_of(fold(seat))), own[0]), True)
        return why

    def _of_words(self, orders: Sequence[str], *, events: Mapping[str, list[str]]) -> dict[str, Reason]:
        """Neither a name nor an address has all words: what else has them, else whatever has one of them."""
        seats, notes = self._reading.summaries.seats(orders), self._reading.summaries.notes(orders)
        held = self._reading.summaries.holders(orders) if len(self._query.words) > 1 else {}
        why: dict[str, Reason] = {}
        for order in orders:
            customer = self._known[order].customer
            people = [("name", [customer.get("name", "")]), ("holder", held.get(order, []))]
            people += [(field, [customer.get(field, "")]) for field in ("company", "email")]
            rest = [("seat", seats.get(order, [])), ("note", notes.get(order, [])), ("event", events.get(order, []))]
            found = why_words_matched(self._query, whole=rest, part=people + rest)
            why[order] = Reason(*found) if found is not None else Reason("number", self._known[order].number)
        return why
