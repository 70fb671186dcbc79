"""Every command, thin: parse, open the book, call the deed, print text or one JSON document.

Exit codes: 0 done · 2 wrong usage · 3 refused by a rule · 4 not found · 5 not available now · 1 anything else.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ticketoffice.cli import documents
from ticketoffice.cli.call import Call
from ticketoffice.cli.speech import Speech
from ticketoffice.cli.words import WrongUsage, read_words
from ticketoffice.desk.cash import forgotten_sentence
from ticketoffice.desk.explaining import explain
from ticketoffice.desk.opened import opened_sentence
from ticketoffice.desk.sentences import detail, sentence, spoken
from ticketoffice.domain.errors import RuleBroken, Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ticketoffice.settings import Settings
    from ticketoffice.store.book import Book
    from ticketoffice.store.keys import Secrets

WRONG_USAGE = 2
CENTRE_BOOK = "centre.db"
NOT_FOUND = 4


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        args = read_words(argv)
    except WrongUsage as wrong:
        words = sys.argv[1:] if argv is None else argv
        return _misused("--json" in words, wrong)
    from ticketoffice.settings import read_settings

    try:
        settings = read_settings()
        if args.command is None:
            return _window(args, settings)
        code = _run(args, settings)
        sys.stdout.flush()
        return code
    except WrongUsage as wrong:
        return _misused(args.json, wrong)
    except (RuleBroken, Unavailable) as problem:
        return _refused(args, problem, book=None)
    except BrokenPipeError:
        _leave_the_pipe()
        return 1
    except KeyboardInterrupt:
        return 1
    except OSError as problem:
        where = Unavailable("cannot_write", data={"name": str(problem.filename or "?"), "why": problem.strerror})
        return _refused(args, where, book=None)
    except Exception as problem:
        return _unexpected(args, problem)


def _run(args: argparse.Namespace, settings: Settings) -> int:
    with _opened(args, settings) as book:
        try:
            return int(args.run(Call(args, settings, book)) or 0)
        except (RuleBroken, Unavailable) as problem:
            return _refused(args, problem, book=book if isinstance(problem, RuleBroken) else None)


def _leave_the_pipe() -> None:
    """The reader of our output is gone; what is still to be flushed at exit goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unexpected(args: argparse.Namespace, problem: Exception) -> int:
    if args.verbose:
        traceback.print_exception(problem)
    message = Speech(args.lang or "en").say(
        "Something went wrong in the program ({problem}). What was said to be done is done. "
        "Do it again with --verbose and report what is printed.",
        problem=type(problem).__name__,
    )
    _say_error(args.json, {"code": "unexpected", "message": message, "next": []})
    return 1


def _window(args: argparse.Namespace, settings: Settings) -> int:
    from ticketoffice.app import run

    if args.book is not None and "://" in args.book:
        raise Unavailable("not_a_book", data={"book": args.book})
    return run(settings, book=args.book, demo=args.demo, language=args.lang, act_as=args.act_as)


@contextmanager
def _opened(args: argparse.Namespace, settings: Settings) -> Iterator[Book]:
    from ticketoffice.settings import secrets_of

    with closing(secrets_of(settings)) as secrets, _opened_with(args, settings, secrets=secrets) as book:
        yield book


@contextmanager
def _opened_with(args: argparse.Namespace, settings: Settings, *, secrets: Secrets) -> Iterator[Book]:
    from ticketoffice.store.clock import SystemClock
    from ticketoffice.store.opening import Kind, open_book, open_reader, open_url, place_of

    usual = settings.book.with_name(CENTRE_BOOK) if args.command == "central" else settings.book
    place = place_of(args.book or str(usual))
    clock = SystemClock()
    kind = Kind(mode="demo" if args.command == "demo" else "live")
    if args.before is not None:
        args.done_before = args.before(args, place, clock=clock, secrets=secrets)

    def updating(percent: int) -> None:
        if percent == 0:
            told = sentence("book_updating", data={"percent": percent}, translate=spoken(args.lang or "en"))
            print(told, file=sys.stderr)

    if args.opens is not None:
        book = args.opens(args, place, clock=clock, secrets=secrets, updating=updating)
    elif args.reads(args):
        looks = args.command == "doctor"
        book = open_reader(place, clock=clock, secrets=secrets, damaged_too=looks)
    elif isinstance(place, Path):
        book = open_book(place, clock=clock, secrets=secrets, kind=kind, make=args.makes_book, updating=updating)
    else:
        book = open_url(place, clock=clock, secrets=secrets, kind=kind, updating=updating)
    try:
        if not args.reads(args) and book.read_only is None:
            for said in (opened_sentence, forgotten_sentence):
                told = said(book, translate=spoken(args.lang or "en"))
                if told is not None:
                    print(told, file=sys.stderr)
        yield book
    finally:
        book.close()


def _refused(args: argparse.Namespace, problem: RuleBroken | Unavailable, *, book: Book | None) -> int:
    asked = next(iter(getattr(args, "tickets", None) or [getattr(args, "order", None) or ""]), "") or None
    told = sentence(problem.code, data=explain(book, problem, asked=asked), translate=spoken(args.lang or "en"))
    if problem.code == "still_to_pay":
        told = f"{told} {Speech(args.lang or 'en').say('Say how with `--pay METHOD[:AMOUNT]`.')}"
    following = list(problem.next) if isinstance(problem, RuleBroken) else []
    error = {"code": problem.code, "message": told, "next": following}
    if problem.code == "final":
        error["why"] = str(problem.data.get("why"))
    if (unspoken := detail(problem)) is not None:
        error["detail"] = unspoken
    _say_error(args.json, error)
    if isinstance(problem, Unavailable):
        return 5
    return NOT_FOUND if problem.code == "not_found" else 3


def _misused(as_json: bool, wrong: WrongUsage) -> int:
    _say_error(as_json, {"code": "usage", "message": str(wrong), "next": []})
    return WRONG_USAGE


def _say_error(as_json: bool, error: dict[str, Any]) -> None:
    if as_json:
        print(json.dumps({"error": error}, ensure_ascii=False))
    else:
        print(documents.printable(error["message"]), file=sys.stderr)
