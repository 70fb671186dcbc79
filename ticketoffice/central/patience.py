"""How long a line may take to say what it wants: whoever opens one and says half of it is let go.

uvicorn has no such limit (its keep-alive counts between requests alone), so that a few thousand half requests would use up
every file that the process may open. A head comes whole within `HEAD_WITHIN` seconds; of a body at least `LEAST` bytes come in
each `BODY_EVERY` seconds, while anybody reads it, so that a slow line can still bring a long history.
"""

from __future__ import annotations

import asyncio
import logging

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

log = logging.getLogger(__name__)
HEAD_WITHIN = 20.0
BODY_EVERY = 20.0
LEAST = 20 * 1024
HEAD, BODY = "head", "body"
_EXPECTED = {h11.IDLE: HEAD, h11.SEND_BODY: BODY}


class Patient(H11Protocol):
    """One line of a desk; `_part` is what it is saying, of which `_came` bytes came since it was looked at last."""

    _part: str | None = None
    _came = 0
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A line: its first request is expected."""
        super().connection_made(transport)
        self._look()

    def data_received(self, data: bytes) -> None:
        """More of a request."""
        self._came += len(data)
        super().data_received(data)
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more is expected."""
        self._expect(None)
        super().connection_lost(exc)

    def _look(self) -> None:
        part = _EXPECTED.get(self.conn.their_state)
        if part != self._part:
            self._expect(part)

    def _expect(self, part: str | None) -> None:
        """The time for this part of a request begins; None: it is whole."""
        if self._timer is not None:
            self._timer.cancel()
        self._part, self._came = part, 0
        within = HEAD_WITHIN if part == HEAD else BODY_EVERY
        self._timer = None if part is None else self.loop.call_later(within, self._late)

    def _late(self) -> None:
        if self._part == BODY and (self._came >= LEAST or self.flow.read_paused):
            self._expect(BODY)
            return
        log.info("a line that said half a request is closed (%s)", self._part)
        self._expect(None)
        self.transport.abort()
