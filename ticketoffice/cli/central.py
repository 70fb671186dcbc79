"""Commands of a centre: serve, pair-code, desks, revoke, catalogue. The middle three work while it is served."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ticketoffice.cli import catalogue, documents
from ticketoffice.cli.arguments import Add, always, count, given
from ticketoffice.cli.call import Call
from ticketoffice.desk.sentences import sentence, spoken
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.sync.http.wire import DEFAULT_PORT

if TYPE_CHECKING:
    from ticketoffice.central.serving import Listening
    from ticketoffice.desk.mail import Papers
    from ticketoffice.store.book import Book
    from ticketoffice.store.clock import Clock
    from ticketoffice.store.enrolment import Desk
    from ticketoffice.store.keys import Secrets
    from ticketoffice.store.opening import Place

log = logging.getLogger(__name__)
SERVER_PARTS = ("fastapi", "starlette", "uvicorn", "anyio", "pydantic")
EVERYWHERE = "0.0.0.0"


def _open_to_serve(
    args: argparse.Namespace, place: Place, *, clock: Clock, secrets: Secrets, updating: Callable[[int], None]
) -> Book:
    """Looks first whether this machine can serve at all: a book is made only then."""
    try:
        import ticketoffice.central.serving  # noqa: F401
    except ImportError as missing:
        if (missing.name or "").partition(".")[0] not in SERVER_PARTS:
            raise
        raise Unavailable("server_missing", data={"name": missing.name}) from missing
    from ticketoffice.central.books import open_centre

    return open_centre(
        place,
        clock=clock,
        secrets=secrets,
        updating=updating,
        new_keys=args.new_keys,
        own_certificate=args.certificate is None,
    )


def _open_to_change(
    args: argparse.Namespace, place: Place, *, clock: Clock, secrets: Secrets, updating: Callable[[int], None]
) -> Book:
    """What is on sale is written by one process: of a file while nobody serves it, over PostgreSQL at any time."""
    from ticketoffice.central.books import open_beside, open_centre

    open_beside(place, clock=clock, secrets=secrets).close()
    return open_centre(place, clock=clock, secrets=secrets, updating=updating)


def _open_beside(
    args: argparse.Namespace, place: Place, *, clock: Clock, secrets: Secrets, updating: Callable[[int], None]
) -> Book:
    from ticketoffice.central.books import open_beside

    return open_beside(place, clock=clock, secrets=secrets)


def _serve(call: Call) -> None:
    from ticketoffice.central.serving import Files, Wish, serve
    from ticketoffice.settings import secrets_of

    args = call.args
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    files = None
    if args.certificate is not None:
        files = Files(Path(args.certificate), Path(args.key), None if args.authority is None else Path(args.authority))

    def told(listening: Listening) -> None:
        call.out(
            {"url": listening.url, "fingerprint": listening.fingerprint},
            [
                call.say(
                    "The centre answers at {url}. A code for a desk: ticketoffice central pair-code", url=listening.url
                )
            ],
        )
        sys.stdout.flush()

    wish = Wish(args.address, args.port, tuple(args.name), files, call.settings.mail, args.new_keys)
    papers = None if call.settings.mail is None else _papers()
    serve(call.book, wish, secrets=secrets_of(call.settings), told=told, papers=papers)


def _papers() -> Papers | None:
    """Makes the tickets that go with an e-mail. None where this machine lacks a library for it: they wait, and the log says why."""
    from ticketoffice.printing.e_tickets import WithoutAScreen

    try:
        return WithoutAScreen()
    except ImportError as problem:
        log.error("tickets cannot be sent by e-mail from this machine: %s", problem)
        return None


def _pair_code(call: Call) -> None:
    from ticketoffice.central.authority import shown_address, shown_fingerprint
    from ticketoffice.settings import secrets_of
    from ticketoffice.store import enrolment
    from ticketoffice.sync.http.trust import whole_code

    with call.book.read() as reading:
        centre = reading.facts().desk
    secrets = secrets_of(call.settings)
    fingerprint, url = shown_fingerprint(secrets, centre), shown_address(secrets, centre)
    code = whole_code(enrolment.draw_code(call.book, name=call.args.name), fingerprint)
    until = documents.instant(call.book.clock.now() + enrolment.CODE_LASTS)
    minutes = enrolment.CODE_LASTS // 60_000_000
    call.out(
        {"code": code, "name": call.args.name, "until": until, "fingerprint": fingerprint, "url": url},
        [
            code,
            call.say(
                "It counts for one desk and {minutes} minutes: ticketoffice pair {url} {code}",
                minutes=minutes,
                url=url or "URL",
                code=code,
            ),
        ],
    )


def _desks(call: Call) -> None:
    from ticketoffice.store import enrolment

    found = enrolment.desks(call.book)
    lines = documents.table([_line(call, desk) for desk in found])
    call.out({"desks": [_json(desk) for desk in found]}, lines or [call.say("No desk has joined yet.")])


def _json(desk: Desk) -> dict[str, object]:
    return {
        "desk": desk.desk,
        "name": desk.name,
        "form": desk.form,
        "joined": documents.instant(desk.enrolled_at),
        "seen": None if desk.seen_at is None else documents.instant(desk.seen_at),
        "revoked": None if desk.revoked_at is None else documents.instant(desk.revoked_at),
        "stopped": desk.stopped,
    }


def _line(call: Call, desk: Desk) -> tuple[str, ...]:
    with call.book.read() as reading:
        zone = reading.rules().timezone

    def when(at: int) -> str:
        return call.speech.day(at, timezone=zone, weekday=False)

    joined = call.say("joined {when}", when=when(desk.enrolled_at))
    heard = call.say("heard {when}", when=when(desk.seen_at)) if desk.seen_at is not None else call.say("never heard")
    ended = ""
    if desk.revoked_at is not None:
        ended = call.say("put out {when}", when=when(desk.revoked_at))
    elif desk.stopped is not None:
        ended = sentence(desk.stopped, data={}, translate=spoken(call.language))
    return (desk.name, joined, heard, ended)


def _revoke(call: Call) -> None:
    from ticketoffice.store import enrolment

    wanted = call.args.desk.strip()
    all_desks = [desk for desk in enrolment.desks(call.book) if desk.revoked_at is None]
    found = [desk for desk in all_desks if wanted == desk.desk or wanted.casefold() == desk.name.casefold()]
    if not found:
        raise RuleBroken("not_found", data={"text": wanted, "kind": "desk"})
    if len(found) > 1:
        raise RuleBroken("several_desks", data={"name": wanted})
    enrolment.revoke(call.book, found[0].desk)
    call.out(
        {"desk": found[0].desk, "name": found[0].name},
        [call.say("{name} is put out: nothing more is taken from it.", name=found[0].name)],
    )


def _has_both_files(args: argparse.Namespace) -> str | None:
    if (args.certificate is None) != (args.key is None):
        return "--certificate and --key go together"
    if args.authority is not None and args.certificate is None:
        return "--authority goes with --certificate"
    return None


def words(add: Add) -> None:
    """Adds these commands."""
    central = add("central", _desks, help="the central service of several desks", reads=always, opens=_open_beside)
    deeds = central.add_subparsers(dest="deed", metavar="DEED", required=True)
    served = add(
        "serve", _serve, help="serve this machine's centre", check=_has_both_files, opens=_open_to_serve, within=deeds
    )
    served.add_argument("--address", type=given, default=EVERYWHERE, help="where to listen (default: everywhere)")
    served.add_argument("--port", type=count(least=0, most=65535), default=DEFAULT_PORT)
    served.add_argument(
        "--name", action="append", type=given, default=[], metavar="HOST", help="a name or address of this machine"
    )
    served.add_argument("--certificate", type=given, metavar="FILE", help="the house's own certificate (PEM)")
    served.add_argument("--key", type=given, metavar="FILE", help="its key (PEM)")
    served.add_argument("--authority", type=given, metavar="FILE", help="whom desks are to trust (PEM)")
    served.add_argument("--new-keys", action="store_true", help="the keys of this centre are lost for good")
    code = add(
        "pair-code", _pair_code, help="a code by which one desk joins", reads=always, opens=_open_beside, within=deeds
    )
    code.add_argument("--name", type=given, default="Desk", help="what the desk will be called")
    add("desks", _desks, help="the desks of this centre", reads=always, opens=_open_beside, within=deeds)
    gone = add("revoke", _revoke, help="put a desk out", reads=always, opens=_open_beside, within=deeds)
    gone.add_argument("desk", type=given, metavar="DESK", help="its name or id")
    catalogue.words(add, within=deeds, opens=_open_to_change)
