"""The port: what a desk asks of a centre, whoever that is. Each implementation passes the suite in `tests/contract`.

Every question may be asked again without harm: a lost answer is asked for once more and comes as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, runtime_checkable

from ticketoffice.domain.travel import (
    Answers,
    CatalogueCopy,
    Digest,
    Enrolment,
    LoadPage,
    OrdersAgain,
    Page,
    Place,
    Reserved,
    Sent,
    Welcome,
)

NO_NETWORK = "no_network"
"""The centre was not reached: no line, no such name, nobody who takes the connection."""
NO_ANSWER = "no_answer"
"""Somebody took the connection who says nothing in time, is no centre, or one that is in trouble."""
WRONG_CERTIFICATE = "wrong_certificate"
"""Whoever answered is not the centre that this desk was paired with."""
WRONG_DATE = "wrong_date"
"""It is that centre, and by the date of this computer its certificate does not count yet, or no longer."""
ACCESS_ENDED = "access_ended"
"""The centre does not know this desk any more: it must be paired again."""
PUT_OUT = "revoked"
"""The centre knows this desk and has put it out: customers' data leave it, what was not sent stays (`store.put_out`)."""
TOO_OLD = "too_old"
"""The centre speaks a newer language than this version."""


class CentralService(Protocol):
    """Raises Unavailable with one of the codes above, and RuleBroken where the centre refuses an enrolment.

    What is raised says nothing about any operation: whether it arrived is asked again.
    """

    def enrol(self, wish: Enrolment) -> Welcome:
        """Asks to join with a code."""

    def push(self, epoch: str, sent: Sequence[Sent]) -> Answers:
        """Brings operations of one epoch, in order of seq."""

    def changes(self, after: int) -> Page:
        """What followed this change."""

    def catalogue(self) -> CatalogueCopy:
        """Everything that there is to sell, the people at the desks and the rules."""

    def orders(self, after: str | None, *, heard: int | None = None) -> LoadPage:
        """The first load: orders by id, after this one; with what led to them since the change up to which the feed was `heard`."""

    def orders_of(self, performance: str) -> OrdersAgain:
        """The orders of one performance, to be taken over once more."""

    def digest(self, performance: str) -> Digest:
        """What the tickets of one performance come to, for whoever compares."""

    def reserve(self, cart: str, places: Sequence[Place]) -> Reserved:
        """Sets places aside for a cart (32 hexadecimal digits) in place of what was before, all or none; no places: lets go."""

    def close(self) -> None:
        """Hangs up: nothing more is asked."""


@runtime_checkable
class Telling(Protocol):
    """A line that also tells by itself that something is new."""

    def notices(self) -> Iterator[int]:
        """Numbers of changes, until the stream ends; the last one again where it only says that it is still there. They carry no
        truth: they wake the postman. Raises Unavailable.
        """
