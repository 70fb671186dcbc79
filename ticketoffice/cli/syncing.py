"""Commands of a desk with a centre: pair and sync."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ticketoffice.cli.arguments import Add, given
from ticketoffice.cli.call import Call
from ticketoffice.cli.documents import instant
from ticketoffice.desk.sentences import sentence, spoken
from ticketoffice.domain.errors import Unavailable

if TYPE_CHECKING:
    from ticketoffice.store.membership import Centre
    from ticketoffice.store.standing import Waiting
    from ticketoffice.sync.round import Postman, Round

BETWEEN_ROUNDS = 5.0


def _pair(call: Call) -> None:
    from ticketoffice.settings import secrets_of
    from ticketoffice.sync.pairing import pair

    authority = None
    if call.args.ca is not None:
        try:
            authority = Path(call.args.ca).read_text("utf-8")
        except (OSError, ValueError) as problem:
            why = {"why": problem.strerror} if isinstance(problem, OSError) else {"detail": str(problem)}
            raise Unavailable("cannot_open", data={"name": call.args.ca, **why}) from problem
    centre = pair(
        call.book,
        secrets_of(call.settings),
        url=call.args.url,
        code=call.args.code,
        name=call.args.name or "",
        authority=authority,
    )
    if centre.form == "history":
        told = call.say(
            "Paired with {url}. The centre takes this book's history. Go on with `ticketoffice sync`.", url=centre.url
        )
    elif centre.form == "again":
        told = call.say("Joined {url} again. Go on with `ticketoffice sync`.", url=centre.url)
    elif centre.form == "branch":
        told = call.say(
            "Joined {url} as a desk of its own: another machine works with this book's key. Go on with `ticketoffice sync`.",
            url=centre.url,
        )
    else:
        told = call.say(
            "Paired with {url}. The centre's orders come next. Go on with `ticketoffice sync`.", url=centre.url
        )
    call.out(_centre_json(centre), [told])


def _sync(call: Call) -> None:
    if call.args.status:
        _status(call)
        return
    from ticketoffice.settings import secrets_of
    from ticketoffice.sync.pairing import service_of
    from ticketoffice.sync.round import Postman

    secrets = secrets_of(call.settings)
    with service_of(call.book, secrets) as service:
        postman = Postman(call.book, service)
        if call.args.once:
            _tell(call, postman.round())
            return
        from ticketoffice.sync.http.waking import Waker

        news = threading.Event()
        waker = Waker(lambda: service_of(call.book, secrets), news)
        with _until_stopped(news) as stopped:
            _rounds(call, postman, news=news, stopped=stopped)
        waker.close()


def _rounds(call: Call, postman: Postman, *, news: threading.Event, stopped: threading.Event) -> None:
    while not stopped.is_set():
        news.clear()
        if postman.is_due():
            done = postman.round()
            if done.put_back:
                print(_put_back(call), file=sys.stderr)
            if done.cause is not None:
                print(_said(call, done), file=sys.stderr)
            elif done.sent or done.heard:
                print(_counts(call, done), file=sys.stderr, flush=True)
        news.wait(BETWEEN_ROUNDS)


@contextmanager
def _until_stopped(news: threading.Event) -> Iterator[threading.Event]:
    """Ctrl+C and the system's stop end it after the round that is under way."""
    stopped = threading.Event()

    def stop(*_: object) -> None:
        stopped.set()
        news.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tell(call: Call, done: Round) -> None:
    """What one round did. Raises Unavailable with what ended it early: what was done before stays done."""
    if done.cause is not None:
        raise Unavailable(done.stopped or done.cause)
    document = {"sent": done.sent, "heard": done.heard, "differing": list(done.differing), **_waiting_json(call)}
    call.out(
        document | {"put_back": done.put_back}, [*([_put_back(call)] if done.put_back else []), _counts(call, done)]
    )


def _put_back(call: Call) -> str:
    return sentence("centre_put_back", data={}, translate=spoken(call.language))


def _said(call: Call, done: Round) -> str:
    return sentence(done.stopped or done.cause or "", data={}, translate=spoken(call.language))


def _counts(call: Call, done: Round) -> str:
    sent = call.speech.counted("{n} operation sent", "{n} operations sent", done.sent)
    heard = call.speech.counted("{n} order heard", "{n} orders heard", done.heard)
    return f"{sent}, {heard}."


def _status(call: Call) -> None:
    from ticketoffice.desk.attention import attention
    from ticketoffice.desk.syncing import sync_view
    from ticketoffice.sync.pairing import centre_of

    centre = centre_of(call.book)
    document = _centre_json(centre) | _waiting_json(call)
    waiting: Waiting = _waiting(call)
    saved = {"url": centre.url, "saved": waiting.saved, "answered": waiting.answered}
    lines = [call.say("{url}: {saved} saved here, {answered} answered by the centre.", **saved)]
    if waiting.unsent:
        unsent = {"unsent": waiting.unsent, "held": waiting.held}
        lines.append(call.say("{unsent} not answered yet; {held} of them can still be kept.", **unsent))
    if count := sum(attention(call.book).values()):
        lines.append(
            call.speech.counted(
                "{n} thing needs attention: `report cases`.", "{n} things need attention: `report cases`.", count
            )
        )
    if (view := sync_view(call.book)) is not None and view.put_back:
        lines.append(_put_back(call))
    if centre.cause is not None:
        lines.append(sentence(centre.cause, data={}, translate=spoken(call.language)))
    call.out(document, lines)


def _waiting(call: Call) -> Waiting:
    from ticketoffice.store.standing import waiting

    with call.book.read() as reading:
        return waiting(reading.connection, at=call.book.clock.now())


def _waiting_json(call: Call) -> dict[str, Any]:
    found = _waiting(call)
    return {
        "saved": found.saved,
        "answered": found.answered,
        "unsent": found.unsent,
        "held": found.held,
        "oldest": None if found.oldest_at is None else instant(found.oldest_at),
        "refused": found.refused,
        "contested": found.contested,
    }


def _centre_json(centre: Centre) -> dict[str, Any]:
    def told(at: int | None) -> str | None:
        return None if at is None else instant(at)

    return {
        "centre": centre.url,
        "form": centre.form,
        "paired": instant(centre.paired_at),
        "loading": centre.is_loading,
        "completed": told(centre.completed_at),
        "next_attempt": told(centre.next_attempt_at),
        "cause": centre.cause,
        "put_back": told(centre.put_back_at),
    }


def _only_looks(args: argparse.Namespace) -> bool:
    return bool(args.status)


def words(add: Add) -> None:
    """Adds these commands."""
    paired = add("pair", _pair, help="join a centre", makes_book=True)
    paired.add_argument("url", type=given, metavar="URL")
    paired.add_argument("code", type=given, metavar="CODE", help="as `central pair-code` shows it")
    paired.add_argument("--name", type=given, help="what this desk is called there")
    paired.add_argument("--ca", type=given, metavar="FILE", help="the centre's certificate, brought by hand")
    synced = add(
        "sync", _sync, help="bring what was done here to the centre, and hear what others did", reads=_only_looks
    )
    how = synced.add_mutually_exclusive_group()
    how.add_argument("--once", action="store_true", help="one round")
    how.add_argument("--status", action="store_true", help="how far it is; asks nobody")
