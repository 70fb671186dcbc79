"""Two desks, one ticket, at the same instant on a real PostgreSQL: one cancellation and one refund, whoever comes first."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.conftest import NOW, lea
from tests.postgres import Postgres
from ticketoffice.desk import cancel
from ticketoffice.desk.import_orders import FileReport, ImportReport, take_in
from ticketoffice.desk.reading.parts import TakenPerformances
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.people import Who
from ticketoffice.domain.taken_in import TakenOrder, TakenPayment, TakenPerformance, TakenTicket, TakenZone
from ticketoffice.store.book import Book, Guards
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_url

ROUNDS = 150


def orders(count: int) -> list[object]:
    show = TakenPerformance(
        "t", "p", "e", "Show", "Show", NOW + 10**12, None, "UTC", False, "CHF", (TakenZone("Z", False, None),), ()
    )
    made: list[object] = [TakenPerformances((show,))]
    for n in range(count):
        ticket = TakenTicket("1", 1, f"T{n}", "p", "Z", "Adult", None, None, 3000, "valid")
        made.append(
            TakenOrder(
                "t", f"O{n}", "paid", "cash", "CHF", NOW, None, None, (ticket,), (TakenPayment("1", "cash", 3000, NOW),)
            )
        )
    return made


def race(postgres: Postgres, secrets: FileSecrets, *, rounds: int, guards: Guards) -> tuple[int, int, Book]:
    """(rounds with more than one cancellation or refund, refusals seen, the book)."""
    url = postgres.fresh()
    first = open_url(url, clock=HandClock(NOW), secrets=secrets, guards=guards)
    take_in(first, orders(rounds), who=lea(first), report=ImportReport(), told=FileReport("x"))  # type: ignore[arg-type]
    second = open_url(url, clock=HandClock(NOW), secrets=secrets, guards=guards)
    who = lea(first)
    with first.read() as reading:
        tickets = [reading.ticket_of_code(f"T{n}") for n in range(rounds)]
    barrier = Barrier(2)

    def both(book: Book, ticket: str) -> str:
        barrier.wait()
        try:
            cancel.cancel(book, [ticket], who=Who(who.person), reason="duplicate")
        except RuleBroken as no:
            return no.code
        except Unavailable as no:
            return no.code
        return "done"

    refusals = 0
    with ThreadPoolExecutor(2) as pool:
        for found in tickets:
            assert found is not None
            answers = list(pool.map(both, (first, second), (found[1], found[1])))
            assert "done" in answers
            refusals += sum(answer == "already_cancelled" for answer in answers)
    doubled = 0
    with first.read() as reading:
        for found in tickets:
            assert found is not None
            dossier = reading.dossiers([found[0]])[found[0]]
            doubled += len([r for r in dossier.refunds if r.amount]) > 1 or len(dossier.cancellations) > 1
    second.close()
    return doubled, refusals, first


@pytest.mark.timeout(900)
def test_two_writers_of_one_ticket_make_one_cancellation(
    postgres: Postgres, secrets: FileSecrets, long_run: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    rounds = 1000 if long_run else ROUNDS
    doubled, refusals, book = race(postgres, secrets, rounds=rounds, guards=Guards())
    assert verify(book) is None
    book.close()
    with capsys.disabled():
        print(f"\ntwo writers, {rounds} rounds: {doubled} doubled, {refusals} told already_cancelled")
    assert (doubled, refusals) == (0, rounds)


def test_without_the_version_check_cancellations_double(
    postgres: Postgres, secrets: FileSecrets, capsys: pytest.CaptureFixture[str]
) -> None:
    doubled, _, book = race(postgres, secrets, rounds=60, guards=Guards(lock_rows=False, check_versions=False))
    book.close()
    with capsys.disabled():
        print(f"\nwithout guards: {doubled} of 60 doubled")
    assert doubled > 0
