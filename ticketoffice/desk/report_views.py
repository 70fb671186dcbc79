"""What reports and the lists to work off show, as frozen lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from msgspec import Struct

from ticketoffice.domain.calendar import to_datetime

When = Callable[[int, str], str]
"""Says a moment (microseconds UTC) in a zone, for the reader of a list."""


class Where(Struct, frozen=True):
    """What a line is about: order, ticket (None: money of the order itself), performance, and whom to reach how."""

    order: str
    order_number: str
    ticket: str | None
    short: str | None
    event: str
    starts_at: int | None
    timezone: str
    place: str
    source: str | None
    customer: str
    email: str
    phone: str


class Part(Struct, frozen=True):
    """Money by one method; `paid_at` None: it has not left. `paid_by`: the method of the payment that it is given back of, where there
    is one; `another_way`: it usually goes back by another method than this one.
    """

    method: str
    amount: int
    paid_at: int | None
    paid_by: str | None = None
    another_way: bool = False

    def said(self, way: str, label: Callable[[str], str]) -> str:
        """Its method; where it went another way than it came, both as `way` says it: "{method} (paid: {paid})"."""
        if not self.another_way or self.paid_by is None:
            return label(self.method)
        return way.format(method=label(self.method), paid=label(self.paid_by))


def ways(parts: Iterable[Part], way: str, label: Callable[[str], str]) -> str:
    """How money went back, each way once: "Cash, Card (paid: Cash)"; `way` and `label` as in `Part.said`."""
    return ", ".join(dict.fromkeys(part.said(way, label) for part in parts))


class CancelledLine(Struct, frozen=True):
    """One cancellation. `state`: kept (taken back), unfinished (only clicked) or finished. `notice`: the state of the e-mail
    about it, if one was asked for. `parts`: what is given back, by which methods.
    """

    cancellation: str
    at: int
    by: str
    state: str
    reason: str | None
    note: str
    paper: str | None
    parts: tuple[Part, ...]
    amount: int
    currency: str
    told_at: int | None
    to_tell: bool
    to_repeat: bool
    notice: str | None
    where: Where


class DueLine(Struct, frozen=True):
    """One promise that is not kept yet: since when, by whom, how much, by which method; `desk` names another one that hands it
    out, where that is known.
    """

    refund: str
    at: int
    by: str
    method: str
    amount: int
    currency: str
    goodwill: bool
    where: Where
    desk: str | None = None


class Total(Struct, frozen=True):
    """The money of a report by one method in one currency, and in how many parts."""

    method: str
    currency: str
    amount: int
    count: int


class CancelledReport(Struct, frozen=True):
    """Cancellations, the newest first. `more`: older ones are left out. Times are shown in `timezone`."""

    lines: tuple[CancelledLine, ...]
    totals: tuple[Total, ...]
    timezone: str
    more: bool = False


class DueReport(Struct, frozen=True):
    """Promises, the oldest first."""

    lines: tuple[DueLine, ...]
    totals: tuple[Total, ...]
    timezone: str


class First(Struct, frozen=True):
    """When a ticket had been cancelled before, read in `timezone`, and by whom and where, as far as that is known."""

    at: int
    timezone: str
    who: str

    def told(self, when: When | None = None) -> str:
        """In words, the moment as `when` says it; else 24.11.2026 13:00."""
        moment = (
            f"{to_datetime(self.at, timezone=self.timezone):%d.%m.%Y %H:%M}"
            if when is None
            else when(self.at, self.timezone)
        )
        return f"{moment}, {self.who}" if self.who else moment


class CaseLine(Struct, frozen=True):
    """Money that a customer has with the venue (`is_credit`), or what a person must look at: why, since when, and how much
    (None: nobody knows). `case` None: nothing can be settled, be it credit or what only this desk knows of (`contested`: the
    centre has not answered yet). What `why` is called, and what to do about it, says `case_words.words_of`. `desk`, `deed`
    and `by`: where, with what and by whom it came about, as far as that is known. `lost`: an order that was never
    made. `first`: when, by whom and where it had been cancelled before; `given_twice`: what was handed out for it since;
    `successors`: the short numbers of the tickets that have its place now; `next`: commands that cancel those.
    """

    key: str
    case: str | None
    why: str
    amount: int | None
    currency: str
    since: int
    where: Where
    is_credit: bool = False
    contested: bool = False
    deed: str | None = None
    desk: str | None = None
    by: str | None = None
    lost: str | None = None
    first: First | None = None
    given_twice: int | None = None
    successors: tuple[str, ...] = ()
    next: tuple[str, ...] = ()


class CaseReport(Struct, frozen=True):
    """Credits, or cases, the oldest first."""

    lines: tuple[CaseLine, ...]
    totals: tuple[Total, ...]
    timezone: str


class Asked(Struct, frozen=True):
    """Which lines a report has: since a day of the venue, by a method, by a person's name; `today` alone; at most so many."""

    since: date | None = None
    method: str | None = None
    who: str | None = None
    today: bool = False
    most: int | None = None


EVERYTHING = Asked()


class Owing(Struct, frozen=True):
    """Credits and open cases: on a large book it takes a second to add up who has credit, so it is asked for apart."""

    credits: CaseReport
    cases: CaseReport

    @property
    def lines(self) -> tuple[CaseLine, ...]:
        """Both, credit first: a case that it opened is settled after it."""
        return (*self.credits.lines, *self.cases.lines)


class Lists(Struct, frozen=True):
    """All else that the page of cancellations shows, and the people and methods that its filters offer."""

    report: CancelledReport
    due: DueReport
    tell: tuple[CancelledLine, ...]
    repeat: tuple[CancelledLine, ...]
    people: tuple[str, ...]
    methods: tuple[str, ...]


CANCELLED_TITLES = (
    *("Time", "Who", "Order", "Ticket", "Event", "Performance", "Place", "Customer", "Amount", "Currency", "Method"),
    *("Reason", "Note", "Paper", "State", "Told", "To repeat at", "Paid by"),
)
DUE_TITLES = (
    *(
        "Promised",
        "Who",
        "Order",
        "Ticket",
        "Event",
        "Performance",
        "Customer",
        "E-mail",
        "Phone",
        "Amount",
        "Currency",
    ),
    *("Method", "Goodwill"),
)
CASE_TITLES = ("Since", "Order", "Ticket", "Customer", "E-mail", "Phone", "Amount", "Currency", "Why", "What to do")
WORDS = {
    "kept": "taken back",
    "unfinished": "not finished",
    "finished": "finished",
    "back": "paper back",
    "eticket": "e-ticket",
    "missing": "paper missing",
    "goodwill": "yes",
}
"""What codes are called in a CSV file."""
TAKINGS_TITLES = ("From", "To", "Desk", "Person", "Method", "Currency", "Taken", "Given back", "Sum", "Count")
CSV_PHRASES = tuple(dict.fromkeys((*CANCELLED_TITLES, *DUE_TITLES, *CASE_TITLES, *TAKINGS_TITLES, *WORDS.values())))
"""All that is translated there."""
