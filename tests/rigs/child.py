"""A desk that does deeds in a loop and says each one once it is true; somebody will kill it."""

import sys
from pathlib import Path

from ticketoffice.desk import cancel
from ticketoffice.desk.find import order_of
from ticketoffice.desk.people import person_named
from ticketoffice.domain.people import Who
from ticketoffice.store.clock import SystemClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book


def main(folder: Path, tickets: list[str]) -> None:
    """Cancels, finishes and keeps tickets for ever; one line on standard output for each deed that was done."""
    book = open_book(folder / "book.db", clock=SystemClock(), secrets=FileSecrets(folder / "keys"))
    who = Who(person_named(book, "Lea"))
    ids = [str(order_of(book, number)[1]) for number in tickets]
    print("ready", flush=True)
    for _ in range(100_000):
        for number, ticket in zip(tickets, ids, strict=True):
            done = cancel.cancel(book, [ticket], who=who, reason="duplicate", method="later")
            print("cancelled", number, done.changes.operations[-1], flush=True)
            kept = cancel.keep(book, [ticket], who=who)
            print("kept", number, kept.operations[-1], flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
