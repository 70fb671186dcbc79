"""`python -m tests.benchmarks [--orders N] [--book FILE --secrets FOLDER] [--replay]`.

Without a book it fills one of 10,000 orders. With a book (made once by `ticketoffice demo --orders 1000000 --book FILE`
and kept; `--secrets` is the `keys` folder of that run) it measures that one too and the growth from one to the other.
Nothing is written into the kept book unless `--in-place` is given.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks import cancelling, filling, finding, mixed, painting, printing, selling, starting
from tests.benchmarks.measure import Figure
from ticketoffice.store.book import Book
from ticketoffice.store.clock import SystemClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import Kind, open_book


def main() -> None:
    """Measures and prints the table."""
    args = _arguments()
    figures: list[Figure] = []

    def tell(*found: Figure) -> None:
        for figure in found:
            print(figure.line(), flush=True)
        figures.extend(found)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small, secrets = folder / "small.db", folder / "keys"
        with _opened(small, secrets) as book:
            tell(filling.measure_fill(book, orders=args.orders))
            tell(filling.measure_replay(book))
            terms = finding.drawn_terms(book, count=args.terms)
            found, small_median = finding.measure(book, small, label=f"{args.orders} orders", terms=terms)
            tell(*found)
            tell(mixed.measure(book, label=f"{args.orders} orders"))
            tell(*cancelling.measure(book, folder, deeds=args.deeds))
            tell(*selling.measure(book, folder, deeds=args.deeds))
        tell(painting.measure(small, secrets, terms=terms[: args.typed], label=f"{args.orders} orders"))
        with _opened(small, secrets) as book:
            tell(*printing.measure(book))
        tell(*starting.measure(small, secrets, starts=args.starts))
        if args.book is not None:
            _large(args, tell, small_median=small_median)


def _large(args: argparse.Namespace, tell: object, *, small_median: float) -> None:
    assert callable(tell)
    with _opened(args.book, args.secrets) as book:
        with book.read() as reading:
            label = f"{reading.count_orders()} orders"
        terms = finding.drawn_terms(book, count=args.terms)
        found, large_median = finding.measure(book, args.book, label=label, terms=terms)
        tell(*found)
        tell(mixed.measure(book, label=label))
        detail = f"{large_median:.2f} ms / {small_median:.2f} ms"
        tell(Figure(f"growth of find to {label}", large_median / small_median, "x", detail, aim=2))
        if args.replay:
            tell(filling.measure_replay(book))
        if args.in_place:
            tell(*cancelling.measure(book, args.book.parent, deeds=args.deeds))
    tell(painting.measure(args.book, args.secrets, terms=terms[: args.typed], label=label))
    tell(*starting.measure(args.book, args.secrets, starts=args.starts))


class _opened:
    """A demonstration book for the time of a block."""

    def __init__(self, path: Path, secrets: Path) -> None:
        self._secrets = FileSecrets(secrets)
        self._book = open_book(path, clock=SystemClock(), secrets=self._secrets, kind=Kind("demo"))

    def __enter__(self) -> Book:
        return self._book

    def __exit__(self, *problem: object) -> None:
        self._book.close()
        self._secrets.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--orders", type=int, default=10_000, help="orders of the book that is filled")
    parser.add_argument("--book", type=Path, help="a kept large book")
    parser.add_argument("--secrets", type=Path, help="the keys folder of the kept book")
    parser.add_argument("--replay", action="store_true", help="replay the kept book too")
    parser.add_argument("--in-place", action="store_true", help="cancel in the kept book too")
    parser.add_argument("--terms", type=int, default=200)
    parser.add_argument("--typed", type=int, default=60, help="terms typed letter by letter in the window")
    parser.add_argument("--deeds", type=int, default=200)
    parser.add_argument("--starts", type=int, default=7)
    args = parser.parse_args()
    if args.book is not None and args.secrets is None:
        parser.error("--book needs --secrets")
    return args


if __name__ == "__main__":
    main()
