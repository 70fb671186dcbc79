"""The command `sync` of a desk with a centre."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ticketoffice.cli.arguments import Add, given
from ticketoffice.cli.call import Call
from ticketoffice.cli.documents import instant
from ticketoffice.desk.sentences import sentence, spoken
from ticketoffice.desk.sync_words import came_back_sentence, clock_sentence
from ticketoffice.domain.calendar import SECOND
from ticketoffice.domain.errors import Unavailable
from ticketoffice.sync.central_service import PUT_OUT

if TYPE_CHECKING:
    from ticketoffice.desk.sync_views import SyncView
    from ticketoffice.store.clock import Clock
    from ticketoffice.store.keys import Secrets
    from ticketoffice.store.membership import Centre
    from ticketoffice.store.opening import Place
    from ticketoffice.store.standing import Waiting
    from ticketoffice.sync.round import Postman, Round

BETWEEN_ROUNDS = 5.0


def _sync(call: Call) -> None:
    if call.args.status:
        _status(call)
        return
    if call.args.save is not None:
        _save(call)
        return
    from ticketoffice.settings import secrets_of
    from ticketoffice.sync.line import by_http, line_of, listen_beside
    from ticketoffice.sync.round import Postman

    secrets, reach = secrets_of(call.settings), by_http()
    with closing(line_of(call.book, secrets, reach)) as service:
        postman, news = Postman(call.book, service), _News(call)
        if call.args.once:
            _tell(call, postman.round(), news)
            return
        woken = threading.Event()
        heard_enough = listen_beside(line_of(call.book, secrets, reach), news=woken.set)
        with _until_stopped(woken) as stopped:
            _rounds(call, postman, news, woken=woken, stopped=stopped)
        heard_enough.set()


class _News:
    """What a round brought to light that is said once: the clock is off, an older copy has what it lacked, or has not; a file
    could not be cleaned of whoever was erased.
    """

    def __init__(self, call: Call) -> None:
        self._call = call
        self._said = {_copy_told(call, _view(call))}

    def lines(self) -> list[str]:
        """What is new since this was asked last; whoever was erased leaves the files beside the book meanwhile."""
        view = _view(self._call)
        told = {_clock_told(self._call, view), _copy_told(self._call, view), *self._call.clean_kept_files()}
        new, self._said = told - self._said, told
        return sorted(text for text in new if text)


def _view(call: Call) -> SyncView | None:
    from ticketoffice.desk.syncing import sync_view

    return sync_view(call.book)


def _clock_told(call: Call, view: SyncView | None) -> str | None:
    return None if view is None else clock_sentence(view.skew, translate=spoken(call.language))


def _copy_told(call: Call, view: SyncView | None) -> str | None:
    return None if view is None else came_back_sentence(view.came_back, translate=spoken(call.language))


def _rounds(call: Call, postman: Postman, news: _News, *, woken: threading.Event, stopped: threading.Event) -> None:
    """Somebody wishes the first one, also within the pause after a fault."""
    wished = True
    while not stopped.is_set():
        woken.clear()
        if wished or postman.is_due():
            wished = False
            done = postman.round()
            if done.put_back:
                print(_put_back(call), file=sys.stderr)
            if done.cause is not None:
                print(_said(call, done), file=sys.stderr)
            if done.own is not None:
                print(_told(call, done.own.code, done.own.data), file=sys.stderr, flush=True)
            if done.cause is None and done.own is None and (done.sent or done.heard):
                print(_counts(call, done), file=sys.stderr, flush=True)
            for line in news.lines():
                print(line, file=sys.stderr, flush=True)
        woken.wait(BETWEEN_ROUNDS)


@contextmanager
def _until_stopped(woken: threading.Event) -> Iterator[threading.Event]:
    """Ctrl+C and the system's stop end it after the round that is under way."""
    stopped = threading.Event()

    def stop(*_: object) -> None:
        stopped.set()
        woken.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tell(call: Call, done: Round, news: _News) -> None:
    """What one round did. Raises Unavailable with what ended it early: what was done before stays done. What the book could not do
    comes first: that is mended here.
    """
    told = news.lines()
    if done.own is not None:
        raise done.own
    if done.cause == PUT_OUT:
        print(_how_to_save(call), file=sys.stderr)
    if done.cause is not None:
        raise Unavailable(done.stopped or done.cause)
    document = {"sent": done.sent, "heard": done.heard, "differing": list(done.differing), **_waiting_json(call)}
    put_back = [_put_back(call)] if done.put_back else []
    lines = [*put_back, _counts(call, done), *_unsent(call, _waiting(call)), *_attention(call), *told]
    call.out(document | {"put_back": done.put_back}, lines)


def _told(call: Call, code: str, data: Mapping[str, object]) -> str:
    return sentence(code, data=data, translate=spoken(call.language))


def _put_back(call: Call) -> str:
    return _told(call, "centre_put_back", {})


def _said(call: Call, done: Round) -> str:
    told = _told(call, done.stopped or done.cause or "", {})
    return f"{told} {_how_to_save(call)}" if done.cause == PUT_OUT else told


def _how_to_save(call: Call) -> str:
    return call.say("`ticketoffice sync --save FILE` saves the queue.")


def _counts(call: Call, done: Round) -> str:
    sent = call.speech.counted("{n} operation sent", "{n} operations sent", done.sent)
    heard = call.speech.counted("{n} order heard", "{n} orders heard", done.heard)
    return f"{sent}, {heard}."


def _save(call: Call) -> None:
    """What nobody has heard, as a file for whoever runs the centre. Raises Unavailable where it cannot be written."""
    from ticketoffice.desk.queue_file import saved_queue
    from ticketoffice.printing.whole_file import export
    from ticketoffice.sync.line import centre_of

    centre_of(call.book)
    file = Path(call.args.save)
    content, count = saved_queue(call.book)
    export(content, file)
    said = call.speech.counted("{n} operation saved in {file}.", "{n} operations saved in {file}.", count, file=file)
    call.out({"file": str(file), "saved": count}, [said])


def _status(call: Call) -> None:
    from ticketoffice.sync.line import centre_of

    centre, view, no = centre_of(call.book), _view(call), _only_reads(call)
    document = centre_json(centre) | _waiting_json(call)
    document["only_reads"] = None if no is None else {"code": no.code, "message": _told(call, no.code, no.data)}
    waiting: Waiting = _waiting(call)
    saved = {"url": centre.url, "saved": waiting.saved, "answered": waiting.answered}
    lines = [call.say("{url}: {saved} saved here, {answered} answered by the centre.", **saved)]
    lines += [*_unsent(call, waiting), *_attention(call)]
    if view is not None and view.put_back:
        lines.append(_put_back(call))
    if centre.cause is not None:
        lines.append(_told(call, centre.cause, {}))
    lines += [text for text in (_clock_told(call, view), _copy_told(call, view)) if text]
    if no is not None:
        lines.append(_told(call, no.code, no.data))
    call.out(document, lines)


def _unsent(call: Call, waiting: Waiting) -> list[str]:
    """What was not answered yet, and how much of that waits for the end of a Keep."""
    if not waiting.unsent:
        return []
    if not waiting.held:
        return [call.say("{unsent} not answered yet.", unsent=waiting.unsent)]
    counts = {"unsent": waiting.unsent, "held": waiting.held}
    return [call.say("{unsent} not answered yet; {held} of them can still be kept, or wait behind that.", **counts)]


def _attention(call: Call) -> list[str]:
    """That somebody must look at something, and where."""
    from ticketoffice.desk.attention import attention

    count = sum(attention(call.book).values())
    told = call.speech.counted(
        "{n} thing needs attention: `report cases`.", "{n} things need attention: `report cases`.", count
    )
    return [told] if count else []


def _only_reads(call: Call) -> Unavailable | None:
    """Why nothing could be written into the book now; of one on a server the server knows."""
    from ticketoffice.store.checking import why_only_read
    from ticketoffice.store.opening import place_of

    place = place_of(call.args.book or str(call.settings.book))
    return why_only_read(call.book, place, holder=call.args.done_before) if isinstance(place, Path) else None


def _holder(args: argparse.Namespace, place: Place, *, clock: Clock, secrets: Secrets) -> str | None:
    """Who writes the book while it is looked at here: asked before it is opened."""
    from ticketoffice.store.lock import held_by

    return held_by(place) if args.status and isinstance(place, Path) else None


def _waiting(call: Call) -> Waiting:
    from ticketoffice.store.standing import waiting

    with call.book.read() as reading:
        return waiting(reading.connection, at=call.book.clock.now())


def _waiting_json(call: Call) -> dict[str, Any]:
    """How far it is, beside it what was measured of the clock, and what came back to an older copy."""
    from ticketoffice.sync.line import centre_of

    found, view = _waiting(call), _view(call)
    copy = view.came_back if view is not None else None
    return {
        "clock_ahead_s": round(centre_of(call.book).skew / SECOND),
        "clock_off": view is not None and view.skew > 0,
        "came_back": None if copy is None else {"lacked": copy.lacked, "missing": copy.missing},
        "saved": found.saved,
        "answered": found.answered,
        "unsent": found.unsent,
        "held": found.held,
        "oldest": None if found.oldest_at is None else instant(found.oldest_at),
        "refused": found.refused,
        "contested": found.contested,
    }


def centre_json(centre: Centre) -> dict[str, Any]:
    """A desk's centre for scripts: how the last round with it ended, and when it is asked again."""

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
    synced = add(
        "sync",
        _sync,
        help="bring what was done here to the centre, and hear what others did",
        reads=_only_looks,
        before=_holder,
    )
    how = synced.add_mutually_exclusive_group()
    how.add_argument("--once", action="store_true", help="one round")
    how.add_argument("--status", action="store_true", help="how far it is; asks nobody")
    how.add_argument(
        "--save", type=given, metavar="FILE", help="what was not sent, as a file for whoever runs the centre"
    )
