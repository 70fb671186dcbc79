"""What became of a paper that was sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from msgspec import Struct

PRINTED, UNKNOWN, FAILED = "printed", "unknown", "failed"


class Answer(Struct, frozen=True):
    """`state`: printed, unknown or failed; where it is not printed `code` names the sentence (`desk.paper_sentences`) and `data`
    fills it. Printed means that the printer, or whoever queues for it, took all of it: none of these languages answers more.
    """

    state: str
    code: str | None = None
    data: Mapping[str, object] = {}


class Connection(Protocol):
    """A way to a printer."""

    def send(self, data: bytes) -> Answer:
        """Sends a paper once."""


def printed() -> Answer:
    """All of it was taken."""
    return Answer(PRINTED)


def unknown(name: str, *, why: str | None) -> Answer:
    """Something went, and nobody knows how much of it is on paper."""
    return Answer(UNKNOWN, "print_unknown", {"name": name, "why": why or "?"})


def failed(code: str, name: str, *, why: str | None = None) -> Answer:
    """Nothing went."""
    return Answer(FAILED, code, {"name": name, **({"why": why} if why else {})})
