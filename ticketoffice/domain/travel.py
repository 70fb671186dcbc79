"""What travels between desk and centre: operations up, answers back, orders as the centre has them down.

Ids are 32 hexadecimal digits, instants microseconds UTC. Bytes of operations travel as they were made and are never
written again; personal data and texts travel beside them.
"""

from __future__ import annotations

from msgspec import Struct

from ticketoffice.domain.operation import NoteText, PersonRecord
from ticketoffice.domain.state import (
    Admission,
    Cancellation,
    Case,
    Event,
    HouseHold,
    HouseHoldSeat,
    Invoice,
    MoneyLine,
    Order,
    OrderNote,
    Payment,
    Performance,
    Plan,
    PlanSeat,
    Quota,
    QuotaZone,
    Refund,
    Reminder,
    Rule,
    Staff,
    Tariff,
    Ticket,
    TicketCode,
    Zone,
    ZoneCategory,
)

ACCEPTED = "accepted"
WITH_CASE = "accepted_with_case"
REFUSED = "refused"

STOPPED_FOR_GOOD = frozenset(
    {"access_ended", "revoked", "other_bytes", "broken_chain", "unknown_desk", "unknown_epoch"}
)
"""Causes after which the centre takes nothing more from a desk until it joins again."""

HISTORY, FRESH, AGAIN, BRANCH = "history", "fresh", "again", "branch"
"""How a desk joins: the centre takes the book's journal as it is, or the book takes what the centre has; it goes on after it had
joined before, or goes on as another desk, since a second machine has its key.
"""

PUSH_LIMIT = 20
"""The most operations that the centre takes in one transaction (0-decisions F 29)."""
HISTORY_LIMIT = 200
"""The most operations of a history, which nobody waits for and nobody else works on."""
LARGEST_OPERATION = 8 * 1024 * 1024
"""The most bytes that one operation may have: an order of `taking_in.MOST_TICKETS` tickets with long names. The largest one
ever seen here has 40 kB.
"""
LARGEST_BATCH = 4 * LARGEST_OPERATION
"""The most bytes that a desk sends at once."""


class Sent(Struct, frozen=True, omit_defaults=True):
    """One operation on its way up. `effect` is what it did at its desk: the centre takes it over for history alone."""

    seq: int
    id: str
    body: bytes
    signature: bytes
    effect: str
    records: tuple[PersonRecord, ...] = ()
    notes: tuple[NoteText, ...] = ()


class Answer(Struct, frozen=True, omit_defaults=True):
    """The centre's word on one operation, the same each time it is asked: `reason` and `data` say why it is refused.

    `change` is the number under which the feed tells what became of it. `data` is canonical JSON.
    """

    seq: int
    id: str
    answer: str
    change: int
    reason: str | None = None
    data: str | None = None


class Answers(Struct, frozen=True, omit_defaults=True):
    """What the centre says to a batch; `received` is the last operation of the epoch that it has, without a gap.

    `stopped`: why it takes nothing more from this desk (`other_bytes`, `broken_chain`, `revoked`, …). `now`: its clock.
    """

    answers: tuple[Answer, ...]
    received: int
    now: int
    stopped: str | None = None


class Heard(Struct, frozen=True):
    """An operation of anybody, told with an order that it touched; for the order's history."""

    id: str
    epoch: str
    seq: int
    kind: str
    at: int
    actor: str | None
    second_person: str | None
    body: bytes
    effect: str


class OrderCopy(Struct, frozen=True, omit_defaults=True, gc=False):
    """An order whole, as the centre has it: every row that belongs to it, personal data and texts beside them.

    `order` is None where there is no such order, but cases about it. `version` is the centre's count of its changes.
    """

    id: str
    order: Order | None
    version: int
    tickets: tuple[Ticket, ...] = ()
    codes: tuple[TicketCode, ...] = ()
    cancellations: tuple[Cancellation, ...] = ()
    payments: tuple[Payment, ...] = ()
    refunds: tuple[Refund, ...] = ()
    money: tuple[MoneyLine, ...] = ()
    invoices: tuple[Invoice, ...] = ()
    notes: tuple[OrderNote, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    admissions: tuple[Admission, ...] = ()
    cases: tuple[Case, ...] = ()
    records: tuple[PersonRecord, ...] = ()
    texts: tuple[NoteText, ...] = ()


class CatalogueCopy(Struct, frozen=True, omit_defaults=True):
    """What there is to sell, the people at the desks and the venue's rules. What quotas have taken is counted where they are."""

    events: tuple[Event, ...] = ()
    performances: tuple[Performance, ...] = ()
    zones: tuple[Zone, ...] = ()
    quotas: tuple[Quota, ...] = ()
    quota_zones: tuple[QuotaZone, ...] = ()
    house_holds: tuple[HouseHold, ...] = ()
    house_hold_seats: tuple[HouseHoldSeat, ...] = ()
    tariffs: tuple[Tariff, ...] = ()
    plans: tuple[Plan, ...] = ()
    plan_seats: tuple[PlanSeat, ...] = ()
    zone_categories: tuple[ZoneCategory, ...] = ()
    staff: tuple[Staff, ...] = ()
    rules: tuple[Rule, ...] = ()
    records: tuple[PersonRecord, ...] = ()


class FeedItem(Struct, frozen=True, omit_defaults=True):
    """What became of order `id`, with the operations that led there since the page before.

    `order` is None where the centre knows nothing of it but refused operations. `ahead`: operations, by id, that led to it
    too and are told by a later page.
    """

    id: str
    order: OrderCopy | None
    heard: tuple[Heard, ...] = ()
    ahead: tuple[str, ...] = ()


class Page(Struct, frozen=True, omit_defaults=True):
    """A part of the feed: the orders that changed in it, as they stood at change `as_of`, which may be later.

    `through`: a reader that has it has heard every change up to there; `more`: a next page follows. `general`: operations
    about no order; `catalogue` where they changed it. `now`: the centre's clock. `mails`: it has a mail server, and tells
    customers by e-mail. `desks`: what all desks are called, by id. `epochs`: the centre's own ones, oldest first, each with the
    last change before it; a new one begins where its book was put back to an earlier state. `before`, `last`: what stands there as
    the last change up to the one that was asked after, and up to `through`; "" where there is none, or it is not said. `stopped`: why
    nothing more is taken from whoever asks, also where it has nothing to send.
    """

    items: tuple[FeedItem, ...]
    through: int
    as_of: int
    more: bool
    now: int
    general: tuple[Heard, ...] = ()
    catalogue: CatalogueCopy | None = None
    mails: bool = False
    desks: dict[str, str] = {}
    epochs: tuple[tuple[str, int], ...] = ()
    before: str = ""
    last: str = ""
    stopped: str | None = None


class LoadPage(Struct, frozen=True, omit_defaults=True):
    """A part of the first load, by order id, as of change `as_of`: the next one begins after the last order. `total`: how
    many orders there are, for whoever waits. The last one has the cases about orders that are not there, too; `heard`: the
    operations that the open cases of these orders are about. `ahead`: operations, by id, that led to these orders since the change
    up to which whoever asks has heard; the feed tells them.
    """

    orders: tuple[OrderCopy, ...]
    as_of: int
    more: bool
    now: int
    total: int = 0
    heard: tuple[Heard, ...] = ()
    ahead: tuple[str, ...] = ()


class Overbooked(Struct, frozen=True):
    """By how many places at most a quota was exceeded."""

    quota: str
    by: int


class Digest(Struct, frozen=True, omit_defaults=True):
    """Of all tickets of one performance as of change `as_of`: SHA-256 over (ticket, state, price), by id, in hexadecimal; and its
    quotas that were exceeded, by id.
    """

    as_of: int
    digest: str
    overbooked: tuple[Overbooked, ...] = ()


class OrdersAgain(Struct, frozen=True, omit_defaults=True):
    """All orders of one performance as of change `as_of`, and the digest of its tickets."""

    items: tuple[FeedItem, ...]
    as_of: int
    digest: str


class Epoch(Struct, frozen=True):
    """An epoch that a book brings along when it joins: its key, and how far it had come."""

    epoch: str
    public_key: bytes
    seq: int
    hash: bytes


class Branch(Struct, frozen=True):
    """How far a book of `desk` was answered in its `epoch`: up to there it is the one that the centre knows."""

    desk: str
    epoch: str
    seq: int
    hash: bytes


class Proof(Struct, frozen=True):
    """That whoever joins has the key of an `epoch`: its signature over `to_prove`."""

    epoch: str
    signature: bytes


def to_prove(epoch: str, *, desk: str, code: str) -> bytes:
    """What is signed with the key of an epoch when a book joins; a code counts once, and so does this."""
    return f"ticketoffice joins/{desk}/{epoch}/{code}".encode()


class Enrolment(Struct, frozen=True):
    """A book asks to join with a `code`; the `epochs` oldest first, and numbers made now begin with `letter`. `again`: it joined
    before, and its journal has all that the centre has of it (the heads that `enrolled` told). `branch`: from where on it is a
    second machine of that desk, which joins as one of its own. `joined`: an epoch of the centre that it joined already, whatever the
    centre knows of that after it was put back to an earlier state. `only_there`: it still has that centre, and no other may say yes.
    `proofs`: of the keys that it has; a copy of a book alone has none of the epochs before its own. `empty`: it has no order and
    nothing to sell, so that it brings no history.
    """

    code: str
    desk: str
    name: str
    mode: str
    epochs: tuple[Epoch, ...]
    again: bool = False
    letter: str = ""
    branch: Branch | None = None
    joined: str = ""
    only_there: bool = False
    proofs: tuple[Proof, ...] = ()
    empty: bool = False


class Welcome(Struct, frozen=True):
    """The centre's yes: the `token` that the desk shows from now on. `form`: how it joined (HISTORY, FRESH, AGAIN, or BRANCH: what
    it did is judged as of another `desk`, like anything that comes late); the feed counts `change` changes so far.
    `letter`: what its numbers begin with from now on, since no two desks make the same ones; "" where that stays.
    """

    token: str
    centre: str
    form: str
    change: int
    now: int
    letter: str = ""
    desk: str = ""


class Place(Struct, frozen=True, omit_defaults=True):
    """A place that is wanted: a seat of a zone, or one of its counted places (`seat` None); from this `house_hold`, if one is named."""

    performance: str
    zone: str
    seat: str | None = None
    house_hold: str | None = None


class Reserved(Struct, frozen=True, omit_defaults=True):
    """What the centre says to a wish for places: set aside `until` (microseconds UTC by its clock), or nothing is, since those of
    `taken` are not to be had.
    """

    until: int
    taken: tuple[Place, ...] = ()


RESERVED_FOR = 10 * 60 * 1_000_000
"""Microseconds for which places are set aside for a cart; each wish begins anew."""
MOST_PLACES = 500
"""The most places that one cart may want."""
