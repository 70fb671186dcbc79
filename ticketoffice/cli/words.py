"""All commands with their words."""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from ticketoffice import __version__
from ticketoffice.cli import (
    cancelling,
    cash,
    catalogue,
    central,
    evening,
    exchanging,
    filling,
    mailing,
    orders,
    pairing,
    printing,
    reading,
    reporting,
    selling,
    syncing,
    waiting,
)
from ticketoffice.cli.arguments import given, never, nothing_wrong
from ticketoffice.cli.call import Call
from ticketoffice.desk.explaining import cut

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

PATHS = ("out", "book", "authority", "ca", "certificate", "copy", "csv", "file", "files", "key", "pdf", "plan", "save")


class WrongUsage(Exception):
    """A call that no command understands; the usage was printed."""


class _Words(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Prints the usage; raises WrongUsage."""
        self.print_usage(sys.stderr)
        raise WrongUsage(f"{self.prog}: {cut(message)}")


def read_words(argv: Sequence[str] | None) -> argparse.Namespace:
    """The call's words; bytes that are no text stay only in names of files. Raises WrongUsage."""
    args = parser().parse_args(argv)
    fault = args.check(args)
    if fault is not None:
        args.words.error(fault)
    for name, value in vars(args).items():
        if name not in PATHS:
            if isinstance(value, str):
                setattr(args, name, _as_text(value))
            elif isinstance(value, list):
                setattr(args, name, [_as_text(item) if isinstance(item, str) else item for item in value])
    return args


def _as_text(word: str) -> str:
    return word.encode("utf-8", "replace").decode("utf-8")


@functools.cache
def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    top = _Words(
        prog="ticketoffice",
        parents=[_common(top=True)],
        description="The box office. Without a command the window opens.",
    )
    top.add_argument("--version", action="version", version=__version__)
    top.add_argument("--demo", action="store_true", help="open the window on a fresh demonstration book")
    top.set_defaults(command=None, check=nothing_wrong)
    commands = top.add_subparsers(dest="command", metavar="COMMAND")

    def add(
        name: str,
        run: Callable[[Call], Any],
        *,
        help: str,
        reads: Callable[[argparse.Namespace], bool] = never,
        makes_book: bool = False,
        check: Callable[[argparse.Namespace], str | None] = nothing_wrong,
        before: Callable[..., Any] | None = None,
        opens: Callable[..., Book] | None = None,
        within: Any = None,
    ) -> argparse.ArgumentParser:
        made = (within or commands).add_parser(name, parents=[_common(top=False)], help=help, description=help)
        made.set_defaults(
            run=run, reads=reads, makes_book=makes_book, check=check, before=before, opens=opens, words=made
        )
        return made

    for room in (
        reading,
        evening,
        cancelling,
        orders,
        selling,
        exchanging,
        printing,
        mailing,
        waiting,
        reporting,
        cash,
        catalogue,
        filling,
        pairing,
        syncing,
        central,
    ):
        room.words(add)
    return top


def _common(*, top: bool) -> _Words:
    missing: Any = None if top else argparse.SUPPRESS
    common = _Words(add_help=False)
    common.add_argument("--book", type=given, default=missing, help="the local database (or a database address)")
    common.add_argument(
        "--json", action="store_true", default=False if top else argparse.SUPPRESS, help="print one JSON document"
    )
    common.add_argument("--as", dest="act_as", metavar="NAME", default=missing, help="who acts")
    common.add_argument("--lang", choices=("en", "fr", "de", "it", "es"), default=missing)
    common.add_argument("--verbose", action="store_true", default=False if top else argparse.SUPPRESS)
    return common
