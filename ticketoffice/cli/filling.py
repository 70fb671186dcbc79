"""Commands that fill a book: import, demo and restore."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from ticketoffice.cli.arguments import Add, count, day, given
from ticketoffice.cli.call import Call
from ticketoffice.cli.documents import instant
from ticketoffice.desk.sentences import sentence, spoken
from ticketoffice.domain.errors import Unavailable

if TYPE_CHECKING:
    from sqlalchemy import URL

    from ticketoffice.cli.speech import Speech
    from ticketoffice.desk.import_orders import KeptLocal
    from ticketoffice.store.clock import Clock
    from ticketoffice.store.keys import Secrets
    from ticketoffice.store.restoring import Restored

MOST_ORDERS = 10_000_000


def _import(call: Call) -> int:
    from ticketoffice.desk.import_orders import Count, import_files
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
    speak = spoken(call.language)
    refused: list[dict[str, Any]] = [
        {
            "file": r.file,
            "lines": list(r.lines),
            "order": r.data.get("order"),
            "message": sentence(r.code, data=r.data, translate=speak),
        }
        for r in (*report.refused, *report.unreadable)
    ]
    document = {
        "files": [{"name": f.name, "orders": _counts(f.orders), "tickets": _counts(f.tickets)} for f in report.files],
        "kept_local": [
            {"order": k.order, "ticket": k.ticket, "here": k.here, "file": k.file} for k in report.kept_local
        ],
        "displaced": [{"order": d.order, "ticket": d.ticket, "seat": d.seat} for d in report.displaced],
        "refused": refused,
        "overbooked": [{"quota": name, "by": by} for name, by in report.overbooked],
    }
    lines = [
        call.say(
            "{file}: {added} new, {changed} changed, {same} the same, {refused} refused",
            file=f.name,
            **_counts(f.orders),
        )
        for f in report.files
        if f.orders != Count() or f.name not in {r.file for r in report.unreadable}
    ]
    lines += [_kept(k, speech=speech) for k in report.kept_local]
    lines += [
        call.say(
            "{ticket}: seat {seat} belongs to somebody else here. The ticket is in; see who sits where.",
            ticket=d.ticket,
            seat=d.seat,
        )
        for d in report.displaced
    ]
    lines += [
        call.say("{file} line {lines}: {message}", file=r["file"], lines=_numbers(r["lines"]), message=r["message"])
        if r["lines"]
        else _with_name(r["file"], r["message"])
        for r in refused
    ]
    if report.stopped:
        lines.append(call.say("Stopped. What is counted is in; import the same files again for the rest."))
    call.out(document, lines)
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


def _kept(k: KeptLocal, *, speech: Speech) -> str:
    say, here = speech.say, speech.word(k.here)
    if not k.is_twice:
        file = speech.word(k.file)
        return say(
            "{ticket}: {here} here, {file} in the file; kept as it is here", ticket=k.ticket, here=here, file=file
        )
    if k.here == "paid":
        return say(
            "{order}: more was paid at the source than is owed here; the rest is not booked. Look at the order.",
            order=k.ticket,
        )
    return say("{ticket}: {here} here and at the source too. Look at the order.", ticket=k.ticket, here=here)


def _numbers(lines: object) -> str:
    return ", ".join(map(str, lines)) if isinstance(lines, list) else ""


def _with_name(file: str, message: str) -> str:
    return message if file in message else f"{file}: {message}"


def _counts(count: Any) -> dict[str, int]:
    return {"added": count.added, "changed": count.changed, "same": count.same, "refused": count.refused}


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
