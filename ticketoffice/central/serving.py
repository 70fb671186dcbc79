"""Starts and stops a centre: its certificate, its port, and a clean end when the system says so.

A process keeps nothing that the next one needs: any number of them serve one PostgreSQL. Needs the extra `server`.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import uvicorn
from msgspec import Struct

from ticketoffice.central import authority as authorities
from ticketoffice.central.api import make_app
from ticketoffice.central.mailing import Mailer
from ticketoffice.central.patience import Patient
from ticketoffice.central.scrubbing import Scrubber
from ticketoffice.domain.errors import Unavailable
from ticketoffice.store import enrolment
from ticketoffice.store.clock import SystemClock
from ticketoffice.store.database import one_opener

if TYPE_CHECKING:
    from fastapi import FastAPI

    from ticketoffice.desk.mail import Papers
    from ticketoffice.settings import MailServer
    from ticketoffice.store.book import Book
    from ticketoffice.store.clock import Clock
    from ticketoffice.store.keys import Secrets

log = logging.getLogger(__name__)
BETWEEN_RENEWALS = 3600.0
LONGEST_ENDING = 10
"""Seconds that a question which is being answered gets when the system stops the centre."""
THE_MACHINES = SystemClock()
NOWHERE = ("192.0.2.1", 9)
"""Names the way out of this machine; nothing is sent there."""


EVERYWHERE = ("0.0.0.0", "::")
"""What a centre listens at that is to be reached under every address of its machine."""


class Files(Struct, frozen=True):
    """Certificates of the house: the server's with its key, and whom desks are to trust (None: whom the system trusts)."""

    certificate: Path
    key: Path
    authority: Path | None = None


class Listening(Struct, frozen=True):
    """Where a centre answers, the certificate (PEM) that its desks pin with its fingerprint, and what stops it (from any thread)."""

    url: str
    authority: str | None
    fingerprint: str | None
    stop: Callable[[], None]


class Wish(Struct, frozen=True):
    """How to serve: address and port to listen on, names for the certificate, the house's own certificates, and the mail
    server by which customers are told. `new_keys`: where its authority is lost it gets a new one, and desks are led back by hand.
    """

    address: str
    port: int
    names: tuple[str, ...] = ()
    files: Files | None = None
    mail: MailServer | None = None
    new_keys: bool = False


def serve(
    book: Book,
    wish: Wish,
    *,
    secrets: Secrets,
    told: Callable[[Listening], object],
    papers: Papers | None = None,
    clock: Clock = THE_MACHINES,
) -> None:
    """Serves until the system says stop; `told` once it listens. Raises Unavailable where it cannot begin. `clock`: by which
    certificates begin and end, as those who look at them do. `papers` as in `desk.mail.send_due`.
    """
    names = wish.names or own_names(wish.address)
    context, authority, certificates = _trusted(book, wish, names=names, secrets=secrets, clock=clock)
    with book.read() as reading:
        centre = reading.facts().desk
    fingerprint = authorities.show_fingerprint(secrets, centre, authority)
    with _listening(wish) as listener, _asked_to_stop():
        url = f"https://{_at(names[0], listener.getsockname()[1])}"
        authorities.show_address(secrets, centre, url)
        app = make_app(book, authority=authority, mails=wish.mail is not None)
        beside: list[Mailer | Scrubber] = [Scrubber(book)]
        if wish.mail is not None:
            beside.append(Mailer(book, wish.mail, papers=papers))

        def say() -> None:
            told(Listening(url, authority, fingerprint, server.stop))

        server = _Server(app, context, renew=certificates, told=say)
        with _working(beside):
            server.run(sockets=[listener])


def _at(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def own_names(address: str) -> tuple[str, ...]:
    """The names and addresses under which desks may reach this machine, best first; where it listens at one `address` alone, that
    one is the first.
    """
    names = [socket.gethostname(), socket.getfqdn(), "localhost", "127.0.0.1", "::1"]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way_out:
        try:
            way_out.connect(NOWHERE)
            names.insert(2, str(way_out.getsockname()[0]))
        except OSError:
            log.info("this machine has no network")
    if address not in EVERYWHERE:
        names.insert(0, address)
    return tuple(dict.fromkeys(name for name in names if name))


class Certificates:
    """The server's certificate of an own authority: loaded into the context, renewed when it is due."""

    def __init__(
        self, authority: authorities.Authority, names: Sequence[str], *, clock: Clock, context: ssl.SSLContext
    ) -> None:
        self._authority = authority
        self._names = names
        self._clock = clock
        self._context = context
        self._vouched = self._load()

    def _load(self) -> authorities.Vouched:
        vouched = self._authority.vouch(self._names, at=authorities.moment(self._clock))
        vouched.load_into(self._context)
        return vouched

    def renew_where_due(self) -> bool:
        """A new one where it ends soon; lines that stand go on with the old one."""
        if not self._vouched.is_due(at=authorities.moment(self._clock)):
            return False
        self._vouched = self._load()
        return True


def _trusted(
    book: Book, wish: Wish, *, names: Sequence[str], secrets: Secrets, clock: Clock
) -> tuple[ssl.SSLContext, str | None, Certificates | None]:
    if wish.files is not None:
        context = authorities.given_certificate(wish.files.certificate, wish.files.key)
        return context, None if wish.files.authority is None else _pem(wish.files.authority), None
    with book.read() as reading:
        centre = reading.facts().desk
    with one_opener(book.engine):
        if not wish.new_keys:
            authorities.refuse_where_lost(secrets, centre, desks=enrolment.desks(book))
        authority = authorities.own_authority(secrets, centre, clock=clock)
    context = authorities.server_context()
    certificates = Certificates(authority, names, clock=clock, context=context)
    return context, authority.certificate, certificates


def _pem(file: Path) -> str:
    try:
        text = file.read_text("utf-8")
        ssl.PEM_cert_to_DER_cert(text.strip())
    except (OSError, ValueError) as problem:
        raise Unavailable("wrong_certificate_files", data={"name": str(file), "detail": str(problem)}) from problem
    return text


def _plainly(problem: OSError) -> str:
    """What the system says, without what Python adds to it."""
    known = not isinstance(problem, socket.gaierror) and problem.errno is not None
    return os.strerror(problem.errno or 0) if known else problem.strerror or "?"


@contextmanager
def _listening(wish: Wish) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in wish.address else socket.AF_INET
    try:
        listener = socket.create_server((wish.address, wish.port), family=family, backlog=512)
    except OSError as problem:
        where = _at(wish.address, wish.port)
        raise Unavailable("cannot_listen", data={"address": where, "why": _plainly(problem)}) from problem
    with listener:
        yield listener


@contextmanager
def _working(beside: Sequence[Mailer | Scrubber]) -> Iterator[None]:
    for one in beside:
        one.start()
    try:
        yield
    finally:
        for one in beside:
            one.stop()


@contextmanager
def _asked_to_stop() -> Iterator[None]:
    """The server ends by itself on SIGTERM and SIGINT and then says the signal again: that one ends nothing more."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Server(uvicorn.Server):
    """Ends what listens for ever when it is asked to stop, and keeps the certificate fresh."""

    def __init__(
        self, app: FastAPI, context: ssl.SSLContext, *, renew: Certificates | None, told: Callable[[], object]
    ) -> None:
        config = uvicorn.Config(
            app,
            http=Patient,
            ssl_context_factory=lambda _, __: context,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=LONGEST_ENDING,
            timeout_keep_alive=75,
        )
        super().__init__(config)
        self._app = app
        self._renew = renew
        self._told = told
        self._loop: asyncio.AbstractEventLoop | None = None
        self._renewing: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Says that it listens."""
        await super().startup(sockets=sockets)
        self._loop = asyncio.get_running_loop()
        if self._renew is not None:
            self._renewing = asyncio.create_task(self._keep_fresh(self._renew))
        if self.started:
            self._told()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ends the streams first: they would never end by themselves."""
        self._app.state.watch.close()
        if self._renewing is not None:
            self._renewing.cancel()
        await super().shutdown(sockets=sockets)

    def stop(self) -> None:
        """From any thread: as if the system had said so."""
        self.handle_exit(signal.SIGTERM, None)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """The system says stop."""
        log.info("the centre stops")
        super().handle_exit(sig, frame)

    async def _keep_fresh(self, certificates: Certificates) -> None:
        while True:
            await asyncio.sleep(BETWEEN_RENEWALS)
            if certificates.renew_where_due():
                log.info("the server's certificate was renewed")
