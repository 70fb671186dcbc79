"""The port over HTTP: asks one question at a time, keeps its line open, and takes an answer whole or not at all.

Blocking: it is made and used on the postman's thread. An answer counts when it is 200, whole and of the expected shape;
anything else is one code of the port (`faults.py`).
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, TypeVar
from urllib.parse import quote

import httpx2
import msgspec

from ticketoffice import __version__
from ticketoffice.domain.errors import RuleBroken, Unavailable
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
from ticketoffice.sync.central_service import NO_ANSWER
from ticketoffice.sync.http import wire
from ticketoffice.sync.http.faults import Taken, of_status, told_by_the_port
from ticketoffice.sync.http.trust import trusting, trusting_nobody_yet

T = TypeVar("T")
CONNECTING, READING, WHOLE = 5.0, 15.0, 120.0
"""Seconds: until somebody answers, until the next bytes come, until an answer is there."""
LARGEST_ANSWER = 256 * 1024 * 1024
LARGEST_CERTIFICATE = 64 * 1024
REFUSING = (403, 409, 429)


class HttpCentre:
    """A centre at `url`, asked with `token`. With an `authority` (PEM) only that one is trusted, else the system's."""

    def __init__(
        self,
        url: str,
        *,
        token: str | None = None,
        authority: str | None = None,
        connecting: float = CONNECTING,
        reading: float = READING,
        whole: float = WHOLE,
    ) -> None:
        self._whole = whole
        self._client = _client(
            url,
            verify=True if authority is None else trusting(authority),
            token=token,
            timeout=httpx2.Timeout(reading, connect=connecting),
        )

    def __enter__(self) -> HttpCentre:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hangs up."""
        self._client.close()

    def enrol(self, wish: Enrolment) -> Welcome:
        """Asks to join."""
        status, body = self._ask("POST", wire.ENROLMENTS, body=msgspec.json.encode(wish))
        if status in REFUSING:
            raise _refusal(body, status=status)
        if status != 200:
            raise Unavailable(NO_ANSWER, data={"status": status})
        return _read(body, Welcome)

    def push(self, epoch: str, sent: Sequence[Sent]) -> Answers:
        """Brings operations."""
        body = msgspec.json.encode(wire.Push(tuple(sent)))
        return self._wanted("POST", wire.OPERATIONS.format(epoch=quote(epoch, safe="")), Answers, body=body)

    def changes(self, after: int) -> Page:
        """What followed."""
        return self._wanted("GET", wire.CHANGES, Page, after=after)

    def catalogue(self) -> CatalogueCopy:
        """What there is to sell."""
        return self._wanted("GET", wire.CATALOGUE, wire.Catalogue).catalogue

    def orders(self, after: str | None, *, heard: int | None = None) -> LoadPage:
        """The first load."""
        return self._wanted("GET", wire.ORDERS, LoadPage, after=after, heard=heard)

    def orders_of(self, performance: str) -> OrdersAgain:
        """One performance once more."""
        return self._wanted("GET", wire.PERFORMANCE.format(performance=quote(performance, safe="")), OrdersAgain)

    def digest(self, performance: str) -> Digest:
        """What one performance comes to."""
        return self._wanted("GET", wire.DIGEST.format(performance=quote(performance, safe="")), Digest)

    def reserve(self, cart: str, places: Sequence[Place]) -> Reserved:
        """Sets places aside."""
        body = msgspec.json.encode(wire.Places(tuple(places)))
        return self._wanted("PUT", wire.RESERVATION.format(cart=quote(cart, safe="")), Reserved, body=body)

    def notices(self) -> Iterator[int]:
        """Numbers of changes as the centre tells of them, until it ends the stream; the last one again with each sign of life."""
        told: int | None = None
        taken = Taken()
        with (
            told_by_the_port(taken),
            self._client.stream("GET", wire.NOTIFICATIONS, extensions={"trace": taken}) as response,
        ):
            if response.status_code != 200:
                raise of_status(response.status_code)
            for line in response.iter_lines():
                if line.startswith("data:") and line[5:].strip().isdecimal():
                    told = int(line[5:])
                elif not line.startswith(":"):
                    continue
                if told is not None:
                    yield told

    # --- one question ---------------------------------------------------------------------------------------------

    def _wanted(
        self, method: str, path: str, shape: type[T], *, body: bytes | None = None, **query: str | int | None
    ) -> T:
        status, answer = self._ask(method, path, body=body, **query)
        if status != 200:
            raise of_status(status, answer)
        return _read(answer, shape)

    def _ask(
        self, method: str, path: str, *, body: bytes | None = None, **query: str | int | None
    ) -> tuple[int, bytes]:
        return _asked(self._client, method, path, body=body, query=query, whole=self._whole)


def _asked(
    client: httpx2.Client,
    method: str,
    path: str,
    *,
    body: bytes | None = None,
    query: Mapping[str, str | int | None] = {},
    whole: float = WHOLE,
    largest: int | None = None,
) -> tuple[int, bytes]:
    """The status and the whole body; not larger and not later than what a centre needs."""
    latest = time.monotonic() + whole
    most = LARGEST_ANSWER if largest is None else largest
    headers = {} if body is None else {"Content-Type": wire.JSON}
    asked = {name: value for name, value in query.items() if value is not None}
    found, taken = bytearray(), Taken()
    said: dict[str, Any] = {"content": body, "params": asked, "headers": headers, "extensions": {"trace": taken}}
    with told_by_the_port(taken), client.stream(method, path, **said) as response:
        for piece in response.iter_bytes():
            found += piece
            if len(found) > most or time.monotonic() > latest:
                raise Unavailable(NO_ANSWER)
        return response.status_code, bytes(found)


def authority_of(url: str) -> str | None:
    """The authority that whoever answers at `url` says it has; nobody is trusted yet. None: the system's own ones."""
    client = _client(url, verify=trusting_nobody_yet(), token=None, timeout=httpx2.Timeout(READING, connect=CONNECTING))
    with client:
        status, body = _asked(client, "GET", wire.AUTHORITY, largest=LARGEST_CERTIFICATE)
    if status != 200:
        raise of_status(status)
    return _read(body, wire.Authority).certificate


def _client(url: str, *, verify: object, token: str | None, timeout: httpx2.Timeout) -> httpx2.Client:
    said = {b"Accept": wire.JSON.encode(), b"User-Agent": f"ticketoffice/{__version__}".encode()}
    said[wire.PROTOCOL_HEADER.encode()] = str(wire.PROTOCOL).encode()
    if token:
        said[b"Authorization"] = f"Bearer {token}".encode()
    with told_by_the_port():
        return httpx2.Client(
            base_url=url,
            verify=verify,  # type: ignore[arg-type]
            headers=said,
            timeout=timeout,
            follow_redirects=False,
            trust_env=False,
        )


def _read(body: bytes, shape: type[T]) -> T:
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.MsgspecError, ValueError, RecursionError) as problem:
        raise Unavailable(NO_ANSWER) from problem


def _refusal(body: bytes, *, status: int) -> RuleBroken | Unavailable:
    """Why the centre lets a book not join; a wall on the way that says 403 is no centre."""
    try:
        error = _read(body, wire.Refusal).error
    except Unavailable:
        return Unavailable(NO_ANSWER, data={"status": status})
    return RuleBroken(error.code, data=dict(error.data))
