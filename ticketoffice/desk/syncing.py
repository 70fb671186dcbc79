"""How a desk stands with its centre, as people see it: three truths told separately, what waits, what needs somebody.

Saved: in this book. Sent: the centre has answered it. Accepted: the centre did not refuse it (4-screens P10).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from ticketoffice.desk.attention import needs_attention
from ticketoffice.desk.case_facts import CaseFacts, case_facts, refunded
from ticketoffice.desk.case_words import case_words, headed
from ticketoffice.desk.naming import short_of, tickets_named
from ticketoffice.desk.sync_views import CameBack, CaseView, SyncLine, SyncLists, SyncView
from ticketoffice.desk.sync_words import minutes_off
from ticketoffice.domain.amounts import amount_text
from ticketoffice.domain.calendar import DAY, HOUR, MINUTE, day_of, start_of_day
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.travel import STOPPED_FOR_GOOD
from ticketoffice.store import membership, standing, sync_lists
from ticketoffice.store.journal import Line

if TYPE_CHECKING:
    from ticketoffice.desk.report_views import When
    from ticketoffice.domain.operation import PersonRecord
    from ticketoffice.store.book import Book
    from ticketoffice.store.reading import Reading

MOST = 200
"""Lines of a list that are shown."""
OLD, VERY_OLD = 15 * MINUTE, 120 * MINUTE
"""From when on what waits is old: amber, then attention (4-screens 2.10)."""
AWAY = {
    "no_network": "offline",
    "no_answer": "no_answer",
    "wrong_certificate": "wrong_certificate",
    "wrong_date": "wrong_date",
    "too_old": "too_old",
}
"""Causes that say that the centre was not reached, or took nothing; whatever else kept a round from its end is no word about that."""
Translate = Callable[[str], str]


def sync_view(book: Book) -> SyncView | None:
    """How this desk stands with its centre; None for a desk alone."""
    now = book.clock.now()
    with book.read() as reading:
        centre = membership.centre_of(reading.connection)
        if centre is None:
            return None
        waiting = standing.waiting(reading.connection, at=now)
        attention = len(needs_attention(reading))
        refused = sync_lists.count_refused(reading.connection)
        loaded = reading.count_orders() if centre.is_loading else 0
        zone = reading.rules().timezone
    age = 0 if waiting.oldest_at is None or not waiting.unsent else now - waiting.oldest_at
    return SyncView(
        state=_state(centre, unsent=waiting.unsent),
        url=centre.url,
        cause=centre.cause,
        completed_at=centre.completed_at,
        since=centre.completed_at or centre.paired_at,
        saved=waiting.saved,
        sent=waiting.answered,
        accepted=waiting.answered - refused,
        unsent=waiting.unsent,
        held=waiting.held,
        oldest_at=waiting.oldest_at,
        age="very_old" if age >= VERY_OLD else "old" if age >= OLD else "fresh",
        attention=attention,
        skew=minutes_off(centre.skew),
        loaded=loaded,
        next_attempt_at=centre.next_attempt_at,
        failures=centre.failures,
        timezone=zone,
        now=now,
        put_back=_put_back(centre, now=now),
        put_back_at=centre.put_back_at,
        came_back=_came_back(book, centre, now=now),
    )


def _put_back(centre: membership.Centre, *, now: int) -> bool:
    """Whether it is told that the centre was put back: for an hour, and until a whole round has gone through since."""
    at, completed_at = centre.put_back_at, centre.completed_at
    return at is not None and (now - at < HOUR or completed_at is None or completed_at < at)


def _came_back(book: Book, centre: membership.Centre, *, now: int) -> CameBack | None:
    """How much of what an older copy lacked is here again, once a round went through since: for an hour where that is all,
    for a day where something is missing.
    """
    copy = book.older_copy(since=now - DAY)
    if copy is None or centre.completed_at is None or centre.completed_at <= copy.at:
        return None
    if copy.missing == 0 and now - copy.at >= HOUR:
        return None
    return CameBack(copy.lacked, copy.missing)


def _state(centre: membership.Centre, *, unsent: int) -> str:
    """The one word that says most: what stands in the way, else what goes on."""
    if centre.cause is not None:
        return "ended" if centre.cause in STOPPED_FOR_GOOD else AWAY.get(centre.cause, "incomplete")
    if minutes_off(centre.skew):
        return "clock"
    if centre.is_loading:
        return "loading"
    return "to_send" if unsent else "online"


def sync_lists_of(book: Book, *, translate: Translate = lambda text: text, when: When | None = None) -> SyncLists:
    """The lists of now, with the words of `translate`, and moments in them as `when` says them."""
    now = book.clock.now()
    with book.read() as reading:
        connection, zone = reading.connection, reading.rules().timezone
        midnight = start_of_day(day_of(now, timezone=zone), timezone=zone)
        standing_now = standing.waiting(connection, at=now)
        waiting = sync_lists.unsent(connection, at=now, most=MOST)
        done, count = sync_lists.answered_since(connection, since=midnight, most=MOST)
        heard = sync_lists.heard(connection, most=MOST)
        contested = {row.operation for row in sync_lists.contested(connection)}
        orders = [row.order for row in waiting] + [row.order for row in done] + [row.order for row in heard]
        naming = _Naming(reading, orders)
        queue = [
            naming.line(
                row.line,
                order=row.order,
                state="contested" if row.line.id in contested else "held" if row.held else "waiting",
            )
            for row in waiting
        ]
        answered = [naming.line(row.line, order=row.order, state=row.answer) for row in done]
        received = [
            SyncLine(
                row.operation,
                row.kind,
                row.at,
                naming.staff.get(row.actor or ""),
                row.order,
                naming.number(row.order),
                (),
                "heard",
                zone,
            )
            for row in heard
        ]
        cases = _case_views(reading, translate=translate, when=when)
    return SyncLists(
        tuple(queue), standing_now.saved - standing_now.answered, cases, tuple(answered), count, tuple(received)
    )


def _case_views(reading: Reading, *, translate: Translate, when: When | None) -> tuple[CaseView, ...]:
    zone, found = reading.rules().timezone, case_facts(reading, needs_attention(reading))
    customers = [one.order.order.customer for one in found if one.order is not None]
    people = reading.persons([customer for customer in customers if customer is not None])
    return tuple(_case_view(one, people=people, zone=zone, translate=translate, when=when) for one in found)


def _case_view(
    facts: CaseFacts, *, people: Mapping[str, PersonRecord], zone: str, translate: Translate, when: When | None
) -> CaseView:
    row, order, other = facts.row, facts.order, facts.other_order
    short = ", ".join(facts.tickets) or None
    about = ", ".join(facts.before_tickets) or short
    amount = None if facts.amount is None else amount_text(facts.amount, facts.currency)
    first = facts.first.told(when) if facts.first is not None else None
    words = case_words(
        facts.why,
        ticket=about,
        order=facts.number,
        lost=facts.lost,
        contested=row.contested,
        names=_names(facts, people) | {"first": first},
        translate=translate,
    )
    why = f"{words.why} ({first})" if first else words.why
    return CaseView(
        case=row.case,
        operation=row.operation,
        kind=row.kind,
        contested=row.contested,
        at=row.at,
        order=order.order.id if order is not None else None,
        number=facts.number,
        ticket=short,
        deed=facts.deed,
        desk=facts.desk,
        by=facts.by,
        amount=facts.amount,
        currency=facts.currency,
        why=headed(why, desk=None, deed=None, amount=amount, translate=translate),
        what=headed(words.what, desk=facts.desk, deed=facts.deed, amount=amount, translate=translate),
        safe=words.safe,
        next=words.next,
        timezone=zone,
        successor=other[0] if other is not None else None,
        successor_number=other[1] if other is not None else None,
    )


def _names(facts: CaseFacts, people: Mapping[str, PersonRecord]) -> dict[str, str | None]:
    """What else the sentences of a case name; `whose` is its order with who bought it, as far as that is known."""
    customer = people.get(facts.order.order.customer or "") if facts.order is not None else None
    fields = customer.fields if customer is not None else {}
    whose = (facts.number, fields.get("name") or fields.get("company"))
    given = facts.before.given if facts.before is not None else 0
    return {
        "whose": ", ".join(part for part in whose if part),
        "refunded": amount_text(refunded(facts), facts.currency),
        "given": amount_text(given, facts.currency),
        "by": facts.by,
        "desk": facts.desk,
        "other_desk": facts.other_desk,
        "successor": facts.successor,
        "successors": ", ".join(facts.successors),
    }


class _Naming:
    """The numbers, short numbers and names that lines are read by."""

    def __init__(self, reading: Reading, orders: Iterable[str | None]) -> None:
        wanted = sorted({order for order in orders if order is not None})
        parts = ("tickets", "cancellations", "refunds")
        self._dossiers: Mapping[str, Dossier] = reading.dossiers(wanted, only=parts) if wanted else {}
        self.staff = reading.staff()
        self.timezone = reading.rules().timezone

    def number(self, order: str | None) -> str | None:
        """An order's number; None where nobody here knows the order."""
        dossier = self._dossiers.get(order or "")
        return dossier.order.number if dossier is not None else None

    def tickets(self, line: Line, *, order: str | None) -> tuple[str, ...]:
        """The short numbers of the tickets that an operation names."""
        dossier = self._dossiers.get(order or "")
        return () if dossier is None else tuple(short_of(dossier, t) for t in tickets_named(dossier, line.payload))

    def line(self, line: Line, *, order: str | None, state: str) -> SyncLine:
        """An own operation as a line."""
        return SyncLine(
            line.id,
            line.kind,
            line.at,
            self.staff.get(line.actor or ""),
            order,
            self.number(order),
            self.tickets(line, order=order),
            state,
            self.timezone,
        )
