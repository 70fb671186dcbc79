"""The operations that wait, as a file: for a desk that dies before the centre has heard them.

It holds what the postman would bring, bytes and signatures as they were made, with the records beside them. What is in it
may have left this machine (0-decisions 14), so its cancellations can no longer be kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from ticketoffice.store import membership, outbox

if TYPE_CHECKING:
    from ticketoffice.domain.travel import Epoch
    from ticketoffice.store.book import Book

FORMAT = "ticketoffice queue 1"


class QueueFile(Struct, frozen=True):
    """All that waits, oldest first; `epochs` say with which keys it was signed."""

    format: str
    desk: str
    epochs: tuple[Epoch, ...]
    batches: tuple[outbox.Batch, ...]


def saved_queue(book: Book) -> tuple[bytes, int]:
    """The file's bytes, and how many operations are in it. From now on they count as sent."""
    with book.read() as reading:
        batches = tuple(outbox.everything_unsent(reading.connection))
        file = QueueFile(FORMAT, reading.facts().desk, membership.epochs_of(reading.connection), batches)
    for batch in batches:
        outbox.post(book, batch)
    return msgspec.json.encode(file), sum(len(batch.sent) for batch in batches)
