"""What both ends of the line share: addresses and the shapes that stand in no paper of the trade."""

from __future__ import annotations

from msgspec import Struct

from ticketoffice.domain.travel import HISTORY_LIMIT, LARGEST_BATCH, CatalogueCopy, Place, Sent

PROTOCOL, OLDEST_PROTOCOL = 1, 1
"""What this version speaks, and the oldest that a centre of this version still understands; a desk says its own."""
PROTOCOL_HEADER = "Ticketoffice-Protocol"

ENROLMENTS = "/v1/enrolments"
OPERATIONS = "/v1/epochs/{epoch}/operations"
CHANGES = "/v1/changes"
CATALOGUE = "/v1/catalogue"
ORDERS = "/v1/orders"
PERFORMANCE = "/v1/performances/{performance}/orders"
DIGEST = "/v1/performances/{performance}/digest"
RESERVATION = "/v1/reservations/{cart}"
NOTIFICATIONS = "/v1/notifications"
AUTHORITY = "/v1/authority"
HEALTH = "/health"
METRICS = "/metrics"

LONGEST_BATCH = HISTORY_LIMIT
"""Operations in one push; only a history comes in so many at once."""
LARGEST_PUSH = 2 * LARGEST_BATCH
"""Bytes of one push: binary parts are written as base64, and data and texts travel beside them."""
LARGEST_ENROLMENT = LARGEST_WISH = 256 * 1024
JSON = "application/json"
DEFAULT_PORT = 8443


class Push(Struct, frozen=True):
    """Operations of one epoch, in order of seq."""

    operations: tuple[Sent, ...]


class Catalogue(Struct, frozen=True):
    """The catalogue under a name: one that is empty is still told from an answer that is none."""

    catalogue: CatalogueCopy


class Places(Struct, frozen=True):
    """Places that are wanted together; none: what was set aside is let go."""

    places: tuple[Place, ...]


class Fault(Struct, frozen=True):
    """What an answer other than the expected one says: a code for machines, a sentence for people, facts for a sentence."""

    code: str
    message: str
    data: dict[str, str | int] = {}


class Refusal(Struct, frozen=True):
    """The one shape of every error."""

    error: Fault


class Authority(Struct, frozen=True):
    """The certificate (PEM) that a desk is to trust for this centre; null where the system's authorities vouch for it."""

    certificate: str | None
