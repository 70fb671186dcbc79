"""What this desk has asked of its card terminal: each payment stands in the book before a byte of it is sent, and what was sold for it
is written with the sale. It stays at the desk.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct, structs
from sqlalchemy import Connection, Select, select

from ticketoffice.store.tables import card_charges
from ticketoffice.store.telling import insert_one, update_one

APPROVED, DECLINED = "approved", "declined"


class CardCharge(Struct, frozen=True):
    """A payment at the terminal, `amount` in minor units. `last_trace`: that of the terminal's last payment until then; None: there was
    none. `outcome` None: nobody knows; else `approved` with the terminal's own `trace`, `receipt` and `terminal`, or `declined` with
    `why` and `code`. `order`: what was sold for it; `returned_at`, `returned_by`: who said that it was given back at the terminal.
    """

    reference: str
    amount: int
    currency: str
    last_trace: int | None
    begun_at: int
    outcome: str | None = None
    why: str | None = None
    code: int | None = None
    trace: int | None = None
    receipt: int | None = None
    terminal: str | None = None
    order: str | None = None
    returned_at: int | None = None
    returned_by: str | None = None

    @property
    def is_unsold(self) -> bool:
        """Whether the card was charged, and nothing was sold for it, nor was it given back."""
        return self.outcome == APPROVED and self.order is None and self.returned_at is None


_c = card_charges.c
_ALL = select(*(_c[name] for name in CardCharge.__struct_fields__)).order_by(_c.begun_at, _c.reference)
_OPEN = _ALL.where(_c.order.is_(None), _c.returned_at.is_(None))


def noted(connection: Connection, reference: str) -> CardCharge | None:
    """The payment with this reference."""
    return next(iter(_found(connection, _ALL.where(_c.reference == reference))), None)


def unsettled(connection: Connection) -> list[CardCharge]:
    """Those of which nobody knows whether the card was charged, the oldest first."""
    return _found(connection, _OPEN.where(_c.outcome.is_(None)))


def unsold(connection: Connection) -> list[CardCharge]:
    """Those that were charged and for which nothing was sold, nor given back, the oldest first."""
    return _found(connection, _OPEN.where(_c.outcome == APPROVED))


def note(connection: Connection, charge: CardCharge) -> None:
    """Writes it down in place of what was known of it; what it was sold for stays."""
    values: dict[str, Any] = structs.asdict(charge)
    for name in ("order", "returned_at", "returned_by"):
        del values[name]
    told = {name: value for name, value in values.items() if name not in ("reference", "begun_at")}
    if not update_one(connection, card_charges, {"reference": charge.reference}, **told):
        insert_one(connection, card_charges, **values)


def sold(connection: Connection, reference: str, *, order: str) -> None:
    """An order was sold for it, with this transaction."""
    update_one(connection, card_charges, {"reference": reference}, order=order)


def returned(connection: Connection, reference: str, *, at: int, by: str | None) -> None:
    """Somebody gave it back at the terminal."""
    update_one(connection, card_charges, {"reference": reference}, returned_at=at, returned_by=by)


def _found(connection: Connection, query: Select[Any]) -> list[CardCharge]:
    return [CardCharge(*row) for row in connection.execute(query)]
