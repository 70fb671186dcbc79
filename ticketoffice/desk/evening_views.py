"""The frozen rows of an evening: performances in numbers, who comes, who sits where, and the door list.

Codes: an order's `state` at a performance is paid, free, unpaid, admit_unpaid or displaced (its place is taken twice);
a seat's is sold, used, unpaid, displaced, kept (by the house) or freed (somebody had it and nobody has it now).
"""

from __future__ import annotations

from msgspec import Struct


class Kept(Struct, frozen=True, order=True):
    """How many places the house still keeps as something: its own `name` for them (empty: none), and their kind (`HOLD_KINDS`)."""

    kind: str
    name: str
    left: int


class TonightView(Struct, frozen=True):
    """A performance in numbers. `sold`, `unpaid` (also who went in unpaid) and `free`, with what the house has
    `kept` (as `kept_as` says), are `places`; what an import took beyond them is `over`.

    `id` is its id, `performance` its external name. None: nobody knows how many places there are.
    """

    id: str
    performance: str
    event: str
    name: str
    starts_at: int
    timezone: str
    is_over: bool
    places: int | None
    sold: int
    unpaid: int
    free: int | None
    over: int
    entered: int
    displaced: int
    kept: int = 0
    kept_as: tuple[Kept, ...] = ()


class EveningOrder(Struct, frozen=True):
    """What one order has at a performance. `name` as a list writes it, "Durand, Claire"; `names` all its holders, too.

    `seats` are the numbered places as people read them, `others` counts those without a number: (zone, how many).
    `is_reserved`: some of it waits to be paid on site, so it can be released.
    """

    order: str
    number: str
    name: str | None
    names: tuple[str, ...]
    seats: tuple[str, ...]
    others: tuple[tuple[str, int], ...]
    tickets: int
    entered: int
    state: str
    is_free: bool
    notes: tuple[str, ...]
    is_reserved: bool = False


class EveningView(Struct, frozen=True):
    """A performance with the orders that a filter and a text leave, of `of` in all; `at` is when the book was asked."""

    performance: TonightView
    orders: tuple[EveningOrder, ...]
    of: int
    at: int


class ReservedOrder(Struct, frozen=True):
    """What one order has reserved at a performance, to be paid on site; `open` and `paid` are the whole order's.

    `is_due`: its release time has come. A list of them is released by the orders' ids.
    """

    order: str
    number: str
    name: str | None
    seats: tuple[str, ...]
    others: tuple[tuple[str, int], ...]
    tickets: int
    open: int
    paid: int
    currency: str
    is_due: bool


class ReservedView(Struct, frozen=True):
    """The reservations of a performance, by name; from `release_at` on they are released."""

    performance: TonightView
    release_at: int
    orders: tuple[ReservedOrder, ...]


class SeatView(Struct, frozen=True):
    """A numbered place. `number` is its number in the row; `second` is who else has a ticket for it. `kept_as`: the kind of places and
    the house's own name for them (empty: none), where the house keeps it.
    """

    seat: str
    number: str
    state: str
    holder: str | None
    order: str | None
    order_number: str | None
    ticket: str | None
    second: str | None
    kept_as: tuple[str, str] | None = None


class SeatRow(Struct, frozen=True):
    """The known seats of a row, by number."""

    row: str
    seats: tuple[SeatView, ...]


class SeatBlock(Struct, frozen=True):
    """The rows of one zone in one area of the house; `area` is empty where seats do not name one."""

    zone: str
    area: str
    rows: tuple[SeatRow, ...]


class SeatPlan(Struct, frozen=True):
    """Who sits where, and how many have a ticket without a number (`others`): (zone, how many). `kept`: what the house keeps of the
    seats that are drawn, `kept_others` of places without a number.
    """

    performance: TonightView
    blocks: tuple[SeatBlock, ...]
    others: tuple[tuple[str, int], ...]
    at: int
    kept: tuple[Kept, ...] = ()
    kept_others: tuple[Kept, ...] = ()


class DoorRow(Struct, frozen=True):
    """A line of the door list: a person's places in one order, or one place."""

    name: str | None
    seats: tuple[str, ...]
    others: tuple[tuple[str, int], ...]
    tariffs: tuple[tuple[str, int], ...]
    tickets: int
    entered: int
    number: str
    state: str
    note: str


class DoorList(Struct, frozen=True):
    """The list for the door, by name or by seat, as it was at `at`."""

    performance: TonightView
    by: str
    rows: tuple[DoorRow, ...]
    at: int
