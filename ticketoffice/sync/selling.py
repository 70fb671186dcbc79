"""Selling at a desk with a centre: what the centre keeps for the cart is sold, and it is sold once the centre has said yes.

A place is set aside while it lies in the cart (`set_aside`), which keeps others from it and gives no right to it (0-decisions
17). The sale is then recorded, sent, and its answer waited for: "yes" is a sale; "no", or no answer, takes it back at once
(`desk.selling.abort`), before anything is handed out. What is in the journal reaches the centre all the same, both the sale and
that it was taken back.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from ticketoffice.desk import selling
from ticketoffice.desk.choosing import Line, Quote, Wanted, named, quote
from ticketoffice.desk.exchanging import exchange, offer
from ticketoffice.desk.on_a_ticket import move, new_place
from ticketoffice.desk.sentences import sentence
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.travel import REFUSED, Place, Reserved
from ticketoffice.store.sync_lists import Answered, answers_to
from ticketoffice.sync.central_service import NO_ANSWER, CentralService
from ticketoffice.sync.round import Postman
from ticketoffice.sync.steps import Steps, directly

if TYPE_CHECKING:
    from ticketoffice.desk.exchanging import Exchanged
    from ticketoffice.desk.on_a_ticket import Done
    from ticketoffice.desk.selling import Sold
    from ticketoffice.desk.tenders import Tender
    from ticketoffice.domain.people import Who
    from ticketoffice.store.book import Book

log = logging.getLogger("ticketoffice")
T = TypeVar("T")
TRIES = 5
"""How often other places are chosen where somebody else was faster."""


class Counter:
    """The counter of one desk. `run` does each step on the book, as the postman's does; the line is asked between them."""

    def __init__(self, book: Book, service: CentralService, postman: Postman, *, run: Steps = directly) -> None:
        self._book, self._service, self._postman, self._run = book, service, postman, run

    def set_aside(self, cart: str, wanted: Sequence[Wanted]) -> Quote:
        """Has the places of a cart set aside at the centre, the best free ones where no seat is named, and says which they are.

        Raises RuleBroken as `choosing.chosen` does, `not_set_aside` where a named seat was taken meanwhile; Unavailable
        `centre_away` where the centre does not answer. Nothing is set aside then.
        """
        return self._kept(cart, wanted, lambda avoiding: quote(self._book, wanted, avoiding=avoiding))

    def _kept(
        self,
        cart: str,
        wanted: Sequence[Wanted],
        quoted: Callable[[frozenset[tuple[str, str]]], Quote],
        *,
        own: Collection[tuple[str, str]] = (),
    ) -> Quote:
        """As `set_aside`; `quoted` chooses, `own` seats are given back with it and need not be kept."""
        avoiding: frozenset[tuple[str, str]] = frozenset()
        for _ in range(TRIES):
            tried = avoiding
            found = self._run(lambda tried=tried: quoted(tried))  # type: ignore[misc]
            places = [place for place in places_of(found.lines) if (place.performance, place.seat) not in own]
            reserved = self._ask(cart, places)
            if not reserved.taken:
                return found
            avoiding |= _taken(reserved, found, wanted)
        raise RuleBroken("not_set_aside", data={"seat": found.lines[0].seat_name})

    def let_go(self, cart: str) -> None:
        """Nothing is set aside for this cart any more; where the centre does not answer, it lets go by itself after some minutes."""
        self._service.reserve(cart, ())

    def sell(
        self,
        wanted: Sequence[Wanted],
        *,
        pay: Sequence[Tender],
        who: Who,
        customer: Mapping[str, str | None] | None = None,
        note: str | None = None,
        cart: str | None = None,
    ) -> Sold:
        """Sells what is wanted as `desk.selling.sell` does, once the centre has said yes.

        Raises what that and `set_aside` raise, before anything is recorded; RuleBroken `not_confirmed` or Unavailable
        `not_answered` where it was recorded and is taken back: nothing is to be handed out.
        """
        name = cart or self._run(self._book.new_id)
        found = self.set_aside(name, wanted)
        sold = self._recorded(
            name,
            lambda: selling.sell(
                self._book,
                named(found.lines),
                pay=pay,
                who=who,
                customer=customer,
                note=note,
                reservation=name,
            ),
        )
        return self._confirmed(sold, found, who=who)

    def exchange(
        self,
        tickets: Sequence[str],
        wanted: Sequence[Wanted],
        *,
        who: Who,
        pay: Sequence[Tender] = (),
        refund: str | None = None,
        paper: str | None = None,
        cart: str | None = None,
        note: str | None = None,
    ) -> Exchanged:
        """Exchanges tickets as `desk.exchanging.exchange` does, once the centre has said yes.

        Raises what that and `set_aside` raise, before anything is recorded; RuleBroken `exchange_refused` where the centre says
        no: the old tickets are valid as before, and what was paid is credit of their order. Unavailable `exchange_waits` where
        it does not answer: it is recorded and goes up when the line is back, and nothing is to be handed out before.
        """
        name = cart or self._run(self._book.new_id)
        own = self._run(lambda: self._seats_of(tickets))
        found = self._kept(
            name, wanted, lambda avoiding: offer(self._book, tickets, wanted, avoiding=avoiding).new, own=own
        )
        done = self._recorded(
            name,
            lambda: exchange(
                self._book,
                tickets,
                named(found.lines),
                who=who,
                pay=pay,
                refund=refund,
                paper=paper,
                note=note,
                reservation=name,
            ),
        )
        self._told_of(done.changes.operations[0], found)
        return done

    def move(self, ticket: str, *, seat: str | None, who: Who, zone: str | None = None) -> Done:
        """Moves a ticket as `desk.on_a_ticket.move` does, once the centre has said yes. Raises as `exchange` does."""
        name = self._run(self._book.new_id)
        place = self._run(lambda: new_place(self._book, ticket, seat=seat, zone=zone))
        if self._ask(name, [place]).taken:
            raise RuleBroken("not_set_aside", data={"seat": place.seat or seat})
        done = self._recorded(name, lambda: move(self._book, ticket, seat=seat, zone=zone, who=who, reservation=name))
        self._told_of(done.changes.operations[0], None)
        return done

    def _recorded(self, cart: str, deed: Callable[[], T]) -> T:
        try:
            return self._run(deed)
        except (RuleBroken, Unavailable):
            self._let_go_quietly(cart)
            raise

    def _told_of(self, operation: str, found: Quote | None) -> None:
        """Returns once the centre has accepted it; else raises, as `exchange` says."""
        done = self._postman.round()
        answered = self._run(lambda: self._answer(operation))
        if answered is None:
            raise Unavailable("exchange_waits", data={"why": done.cause or done.stopped or NO_ANSWER})
        if answered.answer == REFUSED:
            raise RuleBroken(
                "exchange_refused", data={"said": _said(answered.reason, found), "reason": answered.reason}
            )

    def _seats_of(self, tickets: Sequence[str]) -> set[tuple[str, str]]:
        with self._book.read() as reading:
            found = reading.tickets(list(tickets))
        return {(ticket.performance, ticket.seat) for ticket in found.values() if ticket.seat is not None}

    def _confirmed(self, sold: Sold, found: Quote, *, who: Who) -> Sold:
        done = self._postman.round()
        answered = self._run(lambda: self._answer(sold.changes.operations[0]))
        if answered is not None and answered.answer != REFUSED:
            return sold
        self._run(lambda: selling.abort(self._book, sold, who=who))
        if answered is not None:
            raise RuleBroken("not_confirmed", data={"said": _said(answered.reason, found), "reason": answered.reason})
        raise Unavailable("not_answered", data={"why": done.cause or done.stopped or NO_ANSWER})

    def _answer(self, operation: str) -> Answered | None:
        with self._book.read() as reading:
            found = answers_to(reading.connection, [operation])
        return found[0] if found else None

    def _ask(self, cart: str, places: Sequence[Place]) -> Reserved:
        try:
            return self._service.reserve(cart, places)
        except Unavailable as fault:
            raise Unavailable("centre_away", data={"why": fault.code}) from fault

    def _let_go_quietly(self, cart: str) -> None:
        """A sale that was refused here holds nothing; what the line cannot say now the centre does by itself."""
        try:
            self.let_go(cart)
        except Unavailable as fault:
            log.info("the centre was not told that cart %s is empty: %s", cart, fault.code)


def places_of(lines: Sequence[Line]) -> list[Place]:
    """The places of these lines as the centre is asked for them."""
    return [
        Place(line.performance.id, line.zone.id, line.seat, None if line.hold is None else line.hold.id)
        for line in lines
    ]


def _said(reason: str | None, found: Quote | None) -> str:
    """Why the centre refused, with what the sentence needs."""
    lines = () if found is None else found.lines
    seats = ", ".join(one.seat_name or one.seat for one in lines if one.seat is not None)
    return sentence(reason or "refused", data={"seat": seats, "zone": lines[0].zone.name} if lines else {})


def _taken(reserved: Reserved, found: Quote, wanted: Sequence[Wanted]) -> set[tuple[str, str]]:
    """The seats that others have, to be avoided. Raises RuleBroken where one of them was asked for by name, or a zone is full."""
    asked = {(line.performance.id, line.seat): line for line, one in _pairs(found, wanted) if one.seat is not None}
    seats: set[tuple[str, str]] = set()
    for place in reserved.taken:
        line = asked.get((place.performance, place.seat))
        if line is not None:
            raise RuleBroken("not_set_aside", data={"seat": line.seat_name or line.seat})
        if place.seat is None:
            zone = next(line.zone.name for line in found.lines if line.zone.id == place.zone)
            raise RuleBroken("sold_out", data={"zone": zone, "performance": place.performance})
        seats.add((place.performance, place.seat))
    return seats


def _pairs(found: Quote, wanted: Sequence[Wanted]) -> list[tuple[Line, Wanted]]:
    return list(zip(found.lines, wanted, strict=True))
