"""Commands that fill a book: import, demo and restore."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from ticketoffice.cli.arguments import Add, count, day, given
from ticketoffice.cli.call import Call
from ticketoffice.cli.documents import instant
from ticketoffice.cli.import_report import document_of, lines_of, refusals
from ticketoffice.desk.sentences import spoken
from ticketoffice.domain.errors import Unavailable

if TYPE_CHECKING:
    from sqlalchemy import URL

    from ticketoffice.cli.speech import Speech
    from ticketoffice.store.clock import Clock
    from ticketoffice.store.keys import Secrets
    from ticketoffice.store.restoring import Restored

MOST_ORDERS = 10_000_000


def _import(call: Call) -> int:
    from ticketoffice.desk.import_orders import import_files
    from ticketoffice.desk.practice import shift_to

    files = list(_order_files(call.args.files))
    if call.args.shift_to is not None:
        shift_to(call.book, files, first_day=call.args.shift_to)
    speech = call.speech
    with _interruptible() as stop:
        report = import_files(
            call.book,
            files,
            who=call.who(),
            progress=lambda name, n: (
                print(_progress(name, n, speech=speech), file=sys.stderr) if call.args.verbose else None
            ),
            stop=stop.is_set,
        )
    refused = refusals(report, translate=spoken(call.language))
    call.out(document_of(report, refused=refused), lines_of(report, refused=refused, speech=speech))
    return 5 if report.unreadable else 1 if report.stopped else 3 if report.refused else 0


@contextmanager
def _interruptible() -> Iterator[Event]:
    """Ctrl+C ends the import after the orders that are being written, and what is in is told."""
    stop = Event()
    before = signal.signal(signal.SIGINT, lambda *_: stop.set())
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def _order_files(names: Sequence[str]) -> Iterator[Path]:
    from ticketoffice.desk.reading.files import files_in

    for name in names:
        found = files_in(Path(name))
        if not found:
            raise Unavailable("no_orders_files", data={"name": name})
        yield from found


def _progress(name: str, n: int, *, speech: Speech) -> str:
    return speech.labelled(name, speech.counted("{n} order", "{n} orders", n))


def _demo(call: Call) -> None:
    from ticketoffice.desk.demo import fill

    speech = call.speech

    def told(done: int) -> None:
        print(speech.counted("{n} order", "{n} orders", done), file=sys.stderr)

    done = fill(call.book, orders=call.args.orders, seed=call.args.seed, progress=told if call.args.verbose else None)
    call.out(
        {"orders": done.orders, "tickets": done.tickets, "seconds": round(done.seconds, 1)},
        [
            f"{speech.counted('{n} order', '{n} orders', done.orders)}, "
            f"{speech.counted('{n} ticket', '{n} tickets', done.tickets)}."
        ],
    )


def _restored(args: argparse.Namespace, place: Path | URL, *, clock: Clock, secrets: Secrets) -> Restored:
    """Puts the copy in its place before the book is opened. Raises Unavailable."""
    from ticketoffice.store.restoring import restore

    if not isinstance(place, Path):
        raise Unavailable("not_a_book", data={"book": str(args.book)})
    return restore(Path(args.copy), place, clock=clock, secrets=secrets, replace=args.replace, as_it_is=args.as_it_is)


def _restore(call: Call) -> None:
    from ticketoffice.desk.opened import restored_sentence

    restored: Restored = call.args.done_before
    told = restored_sentence(call.book, restored, translate=spoken(call.language))
    with call.book.read() as reading:
        epoch = reading.facts().epoch
    document = {
        "restored": call.args.copy,
        "book": str(restored.book),
        "kept_aside": None if restored.aside is None else str(restored.aside),
        "as_of": instant(restored.begun.last_at),
        "missing": restored.begun.missing,
        "named_before": restored.begun.told,
        "head_known": restored.head_known,
        "epoch": epoch,
        "letter": restored.begun.letter,
        "message": told,
    }
    call.out(
        document,
        [told, *([] if restored.aside is None else [call.say("The former file: {file}", file=restored.aside)])],
    )


def words(add: Add) -> None:
    """Adds these commands."""
    taken = add("import", _import, help="take orders in from files", makes_book=True)
    taken.add_argument("files", nargs="+", metavar="FILE")
    taken.add_argument("--shift-to", type=day, metavar="DATE", help="practice: move all dates by whole weeks")
    again = add("restore", _restore, help="put a copy in the place of a broken or lost book", before=_restored)
    again.add_argument("copy", type=given, metavar="COPY")
    again.add_argument("--replace", action="store_true", help="also in the place of a book that is whole")
    again.add_argument("--as-it-is", action="store_true", help="without building its tables again from its journal")
    demo = add("demo", _demo, help="fill an empty book with a realistic venue", makes_book=True)
    demo.add_argument("--orders", type=count(least=1, most=MOST_ORDERS), default=300)
    demo.add_argument("--seed", type=int, default=1)
