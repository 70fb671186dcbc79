"""What a case is about: at which desk, by whom and with what deed, which order and tickets, how much money.

It is worked out once, from the operation that surprised somebody, and is the same at the desk that did it, at every other
one and at the centre; what is not known yet is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ticketoffice.desk.attention import Open, why_of
from ticketoffice.desk.case_families import (
    DONE_NEVER_MADE,
    GIVEN_UNBOOKED,
    REFUSED_DEEDS,
    REFUSED_PAID,
    SPLIT_REFUSED,
    UNBOOKED,
)
from ticketoffice.desk.case_money import hand_outs
from ticketoffice.desk.case_standing import Before, before
from ticketoffice.desk.case_words import OF_CREDIT, PAID_LATE, PAID_REPLACED
from ticketoffice.desk.naming import short_of, tickets_named
from ticketoffice.desk.report_views import First
from ticketoffice.domain.credit import credit
from ticketoffice.domain.makings import money_of
from ticketoffice.domain.money import given_beyond_paid
from ticketoffice.domain.never_made import number_of
from ticketoffice.store.desk_names import desk_names
from ticketoffice.store.sync_lists import lines_of

if TYPE_CHECKING:
    from ticketoffice.domain.situation import Dossier
    from ticketoffice.domain.state import Order
    from ticketoffice.store.journal import Line
    from ticketoffice.store.reading import Reading


class CaseFacts(Struct, frozen=True):
    """One case with what it is about. `order` is None where nobody here knows the order; then `currency` is empty.

    `tickets`: short numbers; `place`: their seats. `amount` (minor units): the money that it is about, None where it is about
    none. `lost`: the number of the order that was to replace this one, and which the centre refused. `desk` is its name.
    `before`: where it had been cancelled already, in words `first`; `successors` are the short numbers of the tickets that have
    its place now, and `successor` their order's number. `heir`: the order that replaced its own and waits for money that came late.
    `other_desk`: the name of the desk that its desk and another machine were.
    """

    row: Open
    why: str
    order: Dossier | None
    ticket: str | None
    tickets: tuple[str, ...]
    place: str
    deed: str | None
    desk: str | None
    by: str | None
    amount: int | None
    currency: str
    lost: str | None = None
    before: Before | None = None
    first: First | None = None
    successor: str | None = None
    successors: tuple[str, ...] = ()
    heir: Order | None = None
    other_desk: str | None = None

    @property
    def before_tickets(self) -> tuple[str, ...]:
        """The short numbers of the tickets that had been cancelled already, which need not be all that it names."""
        was, order = self.before, self.order
        return () if was is None or order is None else tuple(short_of(order, ticket) for ticket in was.tickets)

    @property
    def other_order(self) -> tuple[str, str] | None:
        """Id and number of the other order that has its places now, or waits for its money."""
        if self.heir is not None:
            return self.heir.id, self.heir.number
        tickets = self.before.successors if self.before is not None else ()
        own = self.order.order.id if self.order is not None else None
        return (tickets[0].order, self.successor or "") if tickets and tickets[0].order != own else None

    @property
    def next(self) -> tuple[str, ...]:
        """The commands that cancel what has its places, where nobody wants that."""
        if not self.successors:
            return ()
        other = self.other_order
        return (f"cancel {' '.join(self.successors)}",) if other is None else (f"cancel-order {other[1]}",)

    @property
    def number(self) -> str | None:
        """The order's number."""
        return self.order.order.number if self.order is not None else None


_OF_LOST = {"payment_recorded": UNBOOKED, "refund_paid_out": GIVEN_UNBOOKED}
"""Of an order that was never made, the deeds whose money is really here or gone, and could be booked on no other one."""


def case_facts(reading: Reading, found: Sequence[Open]) -> list[CaseFacts]:
    """What these cases are about, in their order."""
    if not found:
        return []
    known = _Known(reading, found)
    return [known.facts(row) for row in found]


class _Known:
    """What the book says of some cases, asked for all of them at once."""

    def __init__(self, reading: Reading, found: Sequence[Open]) -> None:
        self._lines = lines_of(reading.connection, [row.operation for row in found])
        self._origins = _origins(reading, found)
        meant = {row.key: self._made_from(row) or row.order for row in found}
        dossiers = reading.dossiers(sorted({order for order in meant.values() if order is not None}))
        self._orders = {key: dossiers[order] for key, order in meant.items() if order in dossiers}
        self._heirs = _heirs(reading, found, dossiers)
        self._handed_out = hand_outs(reading, found, dossiers, self._lines)
        self._amounts = _credits(reading, found, dossiers) | {key: one.amount for key, one in self._handed_out.items()}
        self._desks, self._staff = desk_names(reading.connection), reading.staff()
        self._tickets = {
            row.key: _tickets(row, self._orders.get(row.key), _payload(self._lines.get(row.operation))) for row in found
        }
        here = [(row, self._orders[row.key], self._tickets[row.key]) for row in found if row.key in self._orders]
        self._before = before(reading, here, desks=self._desks, staff=self._staff)
        self._numbers = reading.order_numbers([t.order for one in self._before.values() for t in one.successors])
        self._zone = reading.rules().timezone if self._before else ""

    def facts(self, row: Open) -> CaseFacts:
        """One of them."""
        line, order, tickets = self._lines.get(row.operation), self._orders.get(row.key), self._tickets[row.key]
        deed = None if line is None else line.kind
        was, heir = self._before.get(row.key), self._heirs.get(row.key)
        return CaseFacts(
            row=row,
            why=self._why(row, deed=deed),
            order=order,
            ticket=row.ticket if order is not None and order.ticket(row.ticket or "") else None,
            tickets=() if order is None else tuple(short_of(order, ticket) for ticket in tickets),
            place=_place(order, tickets),
            deed=deed,
            desk=self._desks.get((line.desk if line is not None else None) or ""),
            by=None if line is None else self._staff.get(line.actor or ""),
            amount=self._amount(row, deed=deed),
            currency=order.order.currency if order is not None else "",
            lost=self._lost(row),
            before=was,
            first=_first(was, zone=self._zone),
            successor=self._successor(was, heir),
            heir=heir,
            successors=() if was is None else tuple(f"{self._numbers[t.order]}-{t.position}" for t in was.successors),
            other_desk=self._desks.get(_payload(line).get("parted_from", "")),
        )

    def _why(self, row: Open, *, deed: str | None) -> str:
        was, handed_out = self._before.get(row.key), self._handed_out.get(row.key)
        if self._took_money(row):
            says_of_what = number_of(_payload(self._lines.get(row.operation))) is not None
            known = says_of_what or self._unbooked(row) is None
            return REFUSED_PAID.get(deed or "", SPLIT_REFUSED) if known else UNBOOKED
        if self._unbooked(row) is not None:
            return _OF_LOST.get(deed or "", DONE_NEVER_MADE)
        if was is not None:
            return was.why
        if handed_out is not None and handed_out.why is not None:
            return handed_out.why
        if row.key in self._heirs:
            return PAID_REPLACED
        why = REFUSED_DEEDS.get((deed, row.kind))
        return why or why_of(row, self._orders.get(row.key), tickets=self._tickets[row.key])

    def _amount(self, row: Open, *, deed: str | None) -> int | None:
        if self._unbooked(row) is not None and deed not in _OF_LOST and not self._took_money(row):
            return None
        payload = _payload(self._lines.get(row.operation))
        return self._amounts.get(row.key, _amount(payload, self._orders.get(row.key), ticket=row.ticket)) or None

    def _lost(self, row: Open) -> str | None:
        """The number of the order that was never made."""
        line = self._lines.get(row.operation)
        payload = _payload(line)
        if line is not None and line.making is not None and self._took_money(row):
            return line.making.number
        return self._unbooked(row) or (None if payload.get("order") == row.order else number_of(payload))

    def _successor(self, was: Before | None, heir: Order | None) -> str | None:
        if was is not None and was.successors:
            return self._numbers[was.successors[0].order]
        return heir.number if heir is not None else None

    def _made_from(self, row: Open) -> str | None:
        return self._origins[row.order][0] if row.order in self._origins else None

    def _unbooked(self, row: Open) -> str | None:
        """The number of an order that was never made, where what was done on it is booked nowhere and its origin is known."""
        return self._origins[row.order][1] if row.order in self._origins and row.key in self._orders else None

    def _took_money(self, row: Open) -> bool:
        """Whether the operation took money for an order that it was to make."""
        line = self._lines.get(row.operation)
        return row.key in self._orders and line is not None and bool(money_of(line.kind, _payload(line)))


def _heirs(reading: Reading, found: Sequence[Open], dossiers: Mapping[str, Dossier]) -> dict[str, Order]:
    """By the key of each case of money that came too late and is still credit: the order that replaced its own, if it owes."""
    late = {row.key: dossiers[row.order or ""] for row in found if row.kind == PAID_LATE and row.order in dossiers}
    wanted = {key: known.order.successor for key, known in late.items() if known.order.successor and credit(known)}
    heirs = reading.dossiers(sorted({name for name in wanted.values() if name}))
    open_ones = {key: heirs[name] for key, name in wanted.items() if name in heirs}
    return {key: heir.order for key, heir in open_ones.items() if heir.balance > 0}


# --- the order ---------------------------------------------------------------------------------------------------


def _origins(reading: Reading, found: Iterable[Open]) -> dict[str | None, tuple[str, str]]:
    """Orders that are not here since the deed that was to make them was refused: what they were made from, their number."""
    wanted = {row.order for row in found if row.order is not None}
    unknown = wanted - reading.dossiers(sorted(wanted), only=()).keys()
    made: dict[str | None, tuple[str, str]] = {}
    for one in reading.history.makings() if unknown else ():
        if one.order in unknown and one.of is not None:
            made[one.order] = (one.of, one.number)
    return made


def _tickets(row: Open, dossier: Dossier | None, payload: Mapping[str, Any]) -> tuple[str, ...]:
    if dossier is None or row.kind in OF_CREDIT:
        return ()
    if row.ticket is not None and dossier.ticket(row.ticket) is not None:
        return (row.ticket,)
    return tickets_named(dossier, payload)


def _place(dossier: Dossier | None, tickets: Sequence[str]) -> str:
    known = [dossier.own(ticket) for ticket in tickets] if dossier is not None else []
    return ", ".join(dict.fromkeys(place for t in known if (place := t.seat_name or t.seat)))


def _payload(line: Line | None) -> Mapping[str, Any]:
    return line.payload if line is not None and line.is_read else {}


def _first(was: Before | None, *, zone: str) -> First | None:
    """When, by whom and where it had been cancelled before, as far as that is known."""
    if was is None or was.at is None:
        return None
    return First(was.at, zone, ", ".join(part for part in (was.by, was.desk) if part))


# --- the money ---------------------------------------------------------------------------------------------------


def _amount(payload: Mapping[str, Any], dossier: Dossier | None, *, ticket: str | None) -> int | None:
    """The money that an operation was about: what it took, gave or promised; else the prices of what it cancelled, or let in. A case
    of one `ticket` is about the price of that one.
    """
    taken = payload.get("payment")
    amount = (taken if isinstance(taken, Mapping) else payload).get("amount")
    if isinstance(amount, int):
        return amount
    if payload.get("payments") and "gives_back" in payload:
        return int(sum(row["amount"] for row in payload["payments"]))
    if isinstance(payload.get("given"), list):
        return int(sum(row["amount"] for row in payload["given"]) + payload.get("rounding", 0))
    refunds = payload.get("refunds")
    if isinstance(refunds, list):
        promised = {refund.id: refund.amount for refund in dossier.refunds} if dossier is not None else {}
        return sum(row["amount"] if isinstance(row, dict) else promised.get(row, 0) for row in refunds)
    if isinstance(payload.get("tickets"), list) and dossier is not None:
        rows = [row["ticket"] for row in payload["tickets"] if "cancellation" in row]
        named = [dossier.ticket(name) for name in rows if ticket in (None, name)]
        return sum(one.price for one in named if one is not None)
    if isinstance(payload.get("admission"), str) and dossier is not None:
        entered = dossier.ticket(payload["ticket"])
        return entered.price if entered is not None else None
    return None


def refunded(facts: CaseFacts) -> int:
    """What was given back, or promised, for the tickets that a case is about."""
    known = facts.order.refunds if facts.order is not None else ()
    return sum(r.amount for r in known if r.ticket == facts.row.ticket and r.withdrawn_at is None)


def _credits(reading: Reading, found: Sequence[Open], dossiers: Mapping[str, Dossier]) -> dict[str, int]:
    """What cases of credit are about, the oldest first: what its own payment brought, and of one order never more than its
    credit, which counts once however many cases it opened. What was given beyond all that was paid says more than the
    refund that gave it.
    """
    left = {order: credit(dossier) for order, dossier in dossiers.items()}
    booked: dict[str, dict[str, object]] = {}
    amounts: dict[str, int] = {}
    for row in found:
        if row.case is None or row.order is None or row.order not in dossiers:
            continue
        if row.kind == "over_refund":
            beyond = given_beyond_paid(dossiers[row.order])
            amounts |= {row.key: beyond} if beyond else {}
        elif row.kind in OF_CREDIT:
            if row.order not in booked:
                booked[row.order] = {one.id: one.payload.get("amount") for one in reading.history.of(row.order)}
            own = booked[row.order].get(row.operation)
            amounts[row.key] = min(own if isinstance(own, int) else left[row.order], left[row.order])
            left[row.order] -= amounts[row.key]
    return amounts
