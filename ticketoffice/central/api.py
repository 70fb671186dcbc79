"""What a desk may ask of the centre over HTTP, version 1; it says what `service.py` answers, and decides nothing.

Bodies are read and written by msgspec, as they travel; `/openapi.json` documents them. Endpoints run in the threadpool,
of which there are never more than the database has connections.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated, Any

import anyio.to_thread
import msgspec
from fastapi import APIRouter, Depends, FastAPI, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from ticketoffice import __version__
from ticketoffice.central import faults, soundness
from ticketoffice.central.documenting import answers, body_of, document
from ticketoffice.central.pages import Pages
from ticketoffice.central.service import Centre
from ticketoffice.central.watching import Watch
from ticketoffice.domain.errors import Unavailable
from ticketoffice.store import feed
from ticketoffice.store.measures import Measures, measures
from ticketoffice.store.probing import refuse_unless_writable
from ticketoffice.sync.central_service import ACCESS_ENDED, TOO_OLD
from ticketoffice.sync.http import wire

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

AT_ONCE = 12
"""Questions that are answered at the same time in one process; a pool has 15 connections."""
FEW, MANY_AT_ONCE = 5, 2
"""A push of more operations than a few waits for its turn, so many at a time: somebody stands at the desk of the others."""
LONGEST_STREAM = 3600.0
WRITABLE_FOR = 5.0
"""Seconds for which a book that could be written is taken to be so: whoever watches may ask as often as they like."""
DESCRIPTION = (
    "The central service of ticketoffice: desks bring their operations and hear what became of orders. "
    "Every question may be asked again without harm. Ids are 32 hexadecimal digits, instants microseconds UTC, "
    "bytes base64. Any answer but 200 says nothing about any operation."
)
_bearer = HTTPBearer(auto_error=False, description="The token that a desk got when it joined.")
Id = Annotated[str, Path(pattern=soundness.ID)]


def make_app(book: Book, *, authority: str | None = None, mails: bool = False) -> FastAPI:
    """The API over a centre's book; `authority` is the certificate (PEM) that desks are to trust, `mails`: customers are told."""

    def count() -> int:
        with book.read() as reading:
            return feed.counter(reading.connection)

    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = AT_ONCE
        app.state.many = anyio.CapacityLimiter(MANY_AT_ONCE)
        yield
        app.state.watch.close()

    app = FastAPI(
        title="ticketoffice central service",
        version=__version__,
        description=DESCRIPTION,
        lifespan=running,
        docs_url=None,
        redoc_url=None,
    )
    app.state.book, app.state.authority, app.state.watch = book, authority, Watch(count)
    app.state.mails, app.state.pages = mails, Pages()
    app.state.writable_until = 0.0
    app.openapi = lambda: document(app)  # type: ignore[method-assign]
    faults.install(app)
    app.include_router(_desks)
    app.include_router(_watch)
    return app


# --- who asks, and with what --------------------------------------------------------------------------------------


def _refuse_the_outdated(request: Request) -> None:
    """Raises Unavailable `too_old` where a desk says that it speaks an older language than this centre still does."""
    said = request.headers.get(wire.PROTOCOL_HEADER, "")
    if said.isdecimal() and int(said[:9]) < wire.OLDEST_PROTOCOL:
        raise Unavailable(TOO_OLD)


def _who(request: Request, shown: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> Centre:
    """The centre as it answers this desk. Raises Unavailable `access_ended`."""
    _refuse_the_outdated(request)
    if shown is None:
        raise Unavailable(ACCESS_ENDED)
    state = request.app.state
    centre = Centre(state.book, token=shown.credentials, mails=state.mails, pages=state.pages)
    centre.known()
    return centre


async def _pushed(request: Request, _: Annotated[Centre, Depends(_who)]) -> bytes:
    return await _whole(request, most=wire.LARGEST_PUSH)


async def _wished(request: Request) -> bytes:
    _refuse_the_outdated(request)
    return await _whole(request, most=wire.LARGEST_ENROLMENT)


async def _wanted(request: Request, _: Annotated[Centre, Depends(_who)]) -> bytes:
    return await _whole(request, most=wire.LARGEST_WISH)


async def _whole(request: Request, *, most: int) -> bytes:
    """The body, as long as it is not larger than this; not a byte more is kept. Raises TooLarge."""
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > most:
        raise soundness.TooLarge
    found = bytearray()
    async for piece in request.stream():
        found += piece
        if len(found) > most:
            raise soundness.TooLarge
    return bytes(found)


def _json(answer: Any) -> Response:
    return Response(msgspec.json.encode(answer), media_type=wire.JSON)


Desk = Annotated[Centre, Depends(_who)]


# --- what a desk asks ---------------------------------------------------------------------------------------------


_desks = APIRouter()


@_desks.post(
    wire.ENROLMENTS,
    response_class=Response,
    openapi_extra=body_of("Enrolment"),
    responses=answers("Welcome", 403, 409, 413, 422, 426, 429, 503, said="The book has joined."),
)
def enrol(request: Request, body: Annotated[bytes, Depends(_wished)]) -> Response:
    """A book joins with a code."""
    return _json(Centre(request.app.state.book).enrol(soundness.enrolment_of(body)))


@_desks.post(
    wire.OPERATIONS,
    response_class=Response,
    openapi_extra=body_of("Push"),
    responses=answers("Answers", 401, 403, 413, 422, 426, 503, said="One answer for each operation that was taken."),
)
async def push(request: Request, epoch: Id, centre: Desk, body: Annotated[bytes, Depends(_pushed)]) -> Response:
    """Operations come in; sent again they get the same answers."""
    sent = await anyio.to_thread.run_sync(soundness.push_of, body)
    lane = request.app.state.many if len(sent) > FEW else None
    return _json(await anyio.to_thread.run_sync(centre.push, epoch, sent, limiter=lane))


@_desks.get(
    wire.CHANGES,
    response_class=Response,
    responses=answers("Page", 401, 403, 422, 426, 503, said="A part of the feed."),
)
def changes(centre: Desk, after: Annotated[int, Query(ge=0, le=soundness.LARGEST_CHANGE)]) -> Response:
    """What followed this change."""
    return _json(centre.changes(after))


@_desks.get(
    wire.CATALOGUE,
    response_class=Response,
    responses=answers("Catalogue", 401, 403, 426, 503, said="All of it."),
)
def catalogue(centre: Desk) -> Response:
    """What there is to sell, the people at the desks and the rules."""
    return _json(wire.Catalogue(centre.catalogue()))


@_desks.get(
    wire.ORDERS,
    response_class=Response,
    responses=answers("LoadPage", 401, 403, 422, 426, 503, said="A part of the first load."),
)
def orders(
    centre: Desk,
    after: Annotated[str | None, Query(pattern=soundness.ID)] = None,
    heard: Annotated[int | None, Query(ge=0, le=soundness.LARGEST_CHANGE)] = None,
) -> Response:
    """The first load: orders by id, after this one; with what led to them since the change up to which the feed was heard."""
    return _json(centre.orders(after, heard=heard))


@_desks.get(
    wire.PERFORMANCE,
    response_class=Response,
    responses=answers("OrdersAgain", 401, 403, 422, 426, 503, said="All its orders and the digest of its tickets."),
)
def orders_of(centre: Desk, performance: Id) -> Response:
    """The orders of one performance once more."""
    return _json(centre.orders_of(performance))


@_desks.get(
    wire.DIGEST,
    response_class=Response,
    responses=answers("Digest", 401, 403, 422, 426, 503, said="The digest, and as of which change."),
)
def digest(centre: Desk, performance: Id) -> Response:
    """What the tickets of one performance come to."""
    return _json(centre.digest(performance))


@_desks.put(
    wire.RESERVATION,
    response_class=Response,
    openapi_extra=body_of("Places"),
    responses=answers(
        "Reserved", 401, 403, 413, 422, 426, 503, said="All of them are set aside, or those that are not to be had."
    ),
)
async def reserve(cart: Id, centre: Desk, body: Annotated[bytes, Depends(_wanted)]) -> Response:
    """Places are set aside for a cart, all or none; no places: they are let go."""
    places = await anyio.to_thread.run_sync(soundness.places_of, body)
    return _json(await anyio.to_thread.run_sync(centre.reserve, cart, places))


@_desks.get(
    wire.NOTIFICATIONS,
    response_class=StreamingResponse,
    responses=answers(
        None, 401, 403, 422, 426, 503, said="Server-sent events: the number of changes.", kind="text/event-stream"
    ),
)
def notifications(
    request: Request, centre: Desk, seconds: Annotated[float, Query(gt=0, le=LONGEST_STREAM)] = 300.0
) -> StreamingResponse:
    """Wakes a postman; the stream ends after so many seconds and is asked for anew."""
    events = request.app.state.watch.stream(seconds=seconds)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)


# --- what anybody may ask -----------------------------------------------------------------------------------------


_watch = APIRouter()


@_watch.get(
    wire.AUTHORITY,
    response_class=Response,
    responses=answers("Authority", said="The certificate; the pairing code has its fingerprint."),
)
def authority(request: Request) -> Response:
    """Whom a desk is to trust, asked for before anybody is trusted."""
    return _json(wire.Authority(request.app.state.authority))


@_watch.get(
    wire.HEALTH,
    response_class=Response,
    responses=answers(
        None, 503, said="`ok`: the database answers, and what came now could be written.", kind="text/plain"
    ),
)
def health(request: Request) -> Response:
    """Whether this process can do its work; whether it could write is asked every few seconds at most, until it cannot."""
    state = request.app.state
    with state.book.read() as reading:
        feed.counter(reading.connection)
    now = time.monotonic()
    if now >= state.writable_until:
        state.writable_until = 0.0
        refuse_unless_writable(state.book)
        state.writable_until = now + WRITABLE_FOR
    return Response("ok\n", media_type="text/plain")


@_watch.get(
    wire.METRICS,
    response_class=Response,
    responses=answers(None, 503, said="Prometheus text; counts alone, no names.", kind="text/plain"),
)
def metrics(request: Request) -> Response:
    """How the centre stands, in numbers."""
    book = request.app.state.book
    with book.read() as reading:
        found = measures(reading.connection)
    return Response(_prometheus(found, now=book.clock.now()), media_type="text/plain; version=0.0.4")


def _prometheus(found: Measures, *, now: int) -> str:
    silence = 0 if found.most_silent_since is None else max(0, now - found.most_silent_since) / 1_000_000
    mail_waits = 0 if found.mail_since is None else max(0, now - found.mail_since) / 1_000_000
    families: list[tuple[str, str, str, dict[str, float]]] = [
        ("operations_received_total", "counter", "Operations of desks by the answer that they got.",
         {f'{{answer="{answer}"}}': count for answer, count in found.operations.items()}),
        ("changes_total", "counter", "Changes in the feed.", {"": found.changes}),
        ("desks", "gauge", "Desks that may send.", {"": found.desks}),
        ("oldest_silence_seconds", "gauge", "Since the most silent desk was heard.", {"": silence}),
        ("alarms_total", "counter", "What nobody honest sends, by kind.",
         {f'{{kind="{kind}"}}': count for kind, count in found.alarms.items()}),
        ("mails", "gauge", "Notices to customers by what became of them.",
         {f'{{state="{state}"}}': count for state, count in found.mails.items()}),
        ("mails_failing", "gauge", "Notices that wait because the mail server did not take them.",
         {"": found.mails_failing}),
        ("oldest_mail_seconds", "gauge", "Since the oldest notice that waits was asked for.", {"": mail_waits}),
    ]  # fmt: skip
    lines: list[str] = []
    for name, kind, told, values in families:
        lines += [f"# HELP ticketoffice_{name} {told}", f"# TYPE ticketoffice_{name} {kind}"]
        lines += [f"ticketoffice_{name}{labels} {value}" for labels, value in values.items()]
    return "\n".join(lines) + "\n"
