"""Which operations ask that the customer is told by e-mail, and who sends it.

A desk alone sends it itself. A desk with a centre says in the operation that the centre does: it will, once it has
accepted it (0-decisions 35). What a desk asked for before it had a centre so stays the desk's, wherever its journal goes.
"""

from __future__ import annotations

from ticketoffice.domain.calendar import MINUTE
from ticketoffice.domain.operation import Operation
from ticketoffice.domain.situation import Dossier

EMAIL = "email"
BY_CENTRE = {"centre_mails": True}
"""What the payload of such an operation has where the centre sends it."""
_SAID_IN = {
    "cancellation_finished": "inform",
    "order_released": "inform",
    "customer_reminded": "how",
    "tickets_mailed": "how",
}
_UNDOING = frozenset({"cancellation_kept", "ticket_reinstated"})
LONGEST_HOLD = 2 * MINUTE


def asks_for_mail(operation: Operation) -> bool:
    """Whether the customer is to get a notice because of it."""
    said = _SAID_IN.get(operation.kind)
    return said is not None and operation.payload.get(said) == EMAIL


def is_the_centres(operation: Operation) -> bool:
    """Whether the centre is to send that notice."""
    return asks_for_mail(operation) and operation.payload.get("centre_mails") is True


def is_said_already(operation: Operation, dossier: Dossier) -> bool:
    """Whether it is a reminder that another desk has sent too: at each of them the clock came to it."""
    if operation.kind != "customer_reminded":
        return False
    return any(r.number == operation.payload["number"] and r.operation != operation.id for r in dossier.reminders)


def undoes(operation: Operation) -> bool:
    """Whether it takes cancellations back, of which somebody may be about to be told."""
    return operation.kind in _UNDOING


def hold_of(operation: Operation) -> int:
    """How long its notice is held back, in microseconds: as long as its desk could still keep the ticket."""
    until = operation.payload.get("hold_until", operation.at)
    return min(LONGEST_HOLD, max(0, int(until) - operation.at))
