"""What went wrong in other box offices (F and C are the rows of the list of failures), tried on this one."""

import hashlib
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event
from types import SimpleNamespace

import pytest
from msgspec.structs import replace
from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError

from tests.conftest import NOW, alone, lea
from tests.door import beside_the_door
from tests.house import house, on, taken
from tests.postgres import Postgres
from ticketoffice.desk import admit, cancel, invoice, payment
from ticketoffice.desk.admit import check
from ticketoffice.desk.catalogue import free
from ticketoffice.desk.find import order_of
from ticketoffice.desk.opened import opened_sentence
from ticketoffice.desk.reading.parts import TakenPerformances
from ticketoffice.desk.sentences import sentence
from ticketoffice.desk.show import show
from ticketoffice.domain.canonical import canonical
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.taken_in import TakenPayment, TakenQuota, TakenZone
from ticketoffice.store import tables
from ticketoffice.store.backing_up import backup
from ticketoffice.store.book import Book
from ticketoffice.store.checking import examine, look_through, quick_check, verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book, open_url
from ticketoffice.store.replay import replay

ROOT = Path(__file__).parents[2]


def ticket(book: Book, code: str) -> str:
    return str(order_of(book, code)[1])


def free_seats(book: Book) -> int | None:
    [zone] = free(book, "p").zones
    [quota] = free(book, "p").quotas
    assert zone.free == quota.free
    return zone.free


def sound(book: Book) -> bool:
    return verify(book) is None and quick_check(book) is None and replay(book).equal


# --- places --------------------------------------------------------------------------------------------------------


def test_f18_numbers_of_the_source_are_not_the_numbers_of_this_book(book: Book) -> None:
    taken(book, house(), on("A-1", "A-2", number="N1"))
    order, first = order_of(book, "N1T1")
    with book.read() as reading:
        dossier = reading.dossiers([order])[order]
        performance = reading.catalogue.all_performances()[0]
    assert first != order
    ids = {
        order,
        performance.id,
        performance.event,
        *(t.id for t in dossier.tickets),
        *(p.id for p in dossier.payments),
    }
    assert len(ids) == 6
    assert all(len(name) == 32 for name in ids)
    assert not ids & {"1", "2", "p", "e", "N1", "N1T1"}


@pytest.mark.timeout(1800)  # --long: ten thousand attempts
def test_f23_many_writers_want_one_seat_and_one_gets_it(
    postgres: Postgres, clock: HandClock, secrets: FileSecrets, long_run: bool
) -> None:
    rounds, writers = 1250 if long_run else 4, 8
    url = postgres.fresh()
    books = [open_url(url, clock=clock, secrets=secrets) for _ in range(2)]
    [first] = house().performances
    few = replace(first, zones=(TakenZone("Hall", True, rounds),), quotas=(TakenQuota("q", "Hall", rounds, ("Hall",)),))
    taken(books[0], TakenPerformances((few,)))
    lea(books[0])
    barrier = Barrier(writers)

    def take(number: int, seat: str) -> str:
        barrier.wait()
        book, name = books[number % 2], f"{seat}w{number}"
        while True:
            try:
                taken(book, on(seat, number=name))
            except Unavailable as no:
                assert no.code == "busy"
                continue
            return show(book, order_of(book, name)[0]).tickets[0].state

    with ThreadPoolExecutor(writers) as pool:
        for n in range(rounds):
            states = list(pool.map(take, range(writers), [f"S{n}"] * writers))
            assert sorted(states) == ["displaced"] * (writers - 1) + ["valid"]
    assert free_seats(books[0]) == 0
    assert sound(books[0])
    for book in books:
        book.close()


def test_f24_a_version_that_moved_changes_no_row(book: Book) -> None:
    """A writer that decided on an older version of the order writes nothing and decides again."""
    taken(book, house(), on("A-1", "A-2", number="N1"))
    first, second, who = ticket(book, "N1T1"), ticket(book, "N1T2"), lea(book)
    tried = 0

    def overtaken(*arguments: object, **more: object) -> object:
        nonlocal tried
        tried += 1
        outcomes, situation, versions = decide(*arguments, **more)  # type: ignore[arg-type]
        return outcomes, situation, {order: v - 1 for order, v in versions.items()} if tried == 1 else versions

    from ticketoffice.store import unit

    decide = unit.decide
    unit.decide = overtaken  # type: ignore[assignment]
    try:
        cancel.click(book, [first], who=who)
    finally:
        unit.decide = decide
    assert tried == 2
    assert [t.state for t in show(book, order_of(book, "N1")[0]).tickets] == ["cancelled", "valid"]
    cancel.click(book, [second], who=who)
    assert sound(book)


def test_f25_the_database_itself_holds_the_capacity_and_the_seat(book: Book) -> None:
    """Whatever path a ticket comes by, even one beside every rule."""
    taken(book, house(), on("A-1", number="N1"), on("A-2", number="N2"))
    t, q = tables.tickets, tables.quotas
    with book.read() as reading:
        row = next(iter(reading.tickets([ticket(book, "N1T1")]).values()))
    values = {name: getattr(row, name) for name in row.__struct_fields__}
    twin = {**values, "id": book.new_id(), "number": "TWIN"}
    for statement in (
        insert(t).values(**twin),
        update(t).where(t.c.number == "N2T1").values(seat="A-1"),
        update(q).values(taken=q.c.capacity + 1),
        update(q).values(taken=-1),
    ):
        with pytest.raises(IntegrityError), beside_the_door(), book.engine.begin() as connection:
            connection.execute(statement)
    for state in ("cancelled", "replaced", "displaced"):
        with beside_the_door(), book.engine.begin() as connection:
            connection.execute(insert(t).values(**{**twin, "id": book.new_id(), "state": state}))


def test_f26_each_way_to_cancel_frees_the_place(book: Book) -> None:
    orders = [on(f"{row}-1", f"{row}-2", number=row) for row in "ABCD"]
    taken(
        book,
        house(),
        *orders,
        on("E-1", "E-2", number="INV", waiting=True),
        on("F-1", "F-2", number="ALL", waiting=True),
    )
    who = lea(book)
    start = free_seats(book)
    assert start == 48
    cancel.click(book, [ticket(book, "AT1")], who=who)
    assert free_seats(book) == start + 1
    cancel.cancel(book, [ticket(book, "BT1")], who=who, reason="duplicate", now=True)
    assert free_seats(book) == start + 2
    cancel.cancel(book, [ticket(book, "CT1"), ticket(book, "CT2")], who=who, reason="duplicate")
    assert free_seats(book) == start + 4
    invoice.reissue(book, order_of(book, "INV")[0], without=[ticket(book, "INVT1")], who=who)
    assert free_seats(book) == start + 5
    cancel.cancel(book, [ticket(book, "ALLT1"), ticket(book, "ALLT2")], who=who, reason="duplicate")
    assert free_seats(book) == start + 7
    admit.admit(book, "DT1", who=who)
    cancel.goodwill(book, ticket(book, "DT1"), who=alone(book), method="card", amount=100)
    assert free_seats(book) == start + 7, "goodwill frees nothing"
    gone = ["A-1", "B-1", "C-1", "C-2", "E-1", "F-1", "F-2"]
    taken(book, *(on(seat, number=f"AGAIN{seat}") for seat in gone))
    assert [show(book, order_of(book, f"AGAIN{seat}")[0]).tickets[0].state for seat in gone] == ["valid"] * 7
    assert free_seats(book) == start
    assert sound(book)


def test_f27_a_seat_sold_and_cancelled_again_and_again_is_refunded_each_time(file_book: Book, long_run: bool) -> None:
    taken(file_book, house())
    who = lea(file_book)
    rounds = 1000 if long_run else 60
    for n in range(rounds):
        taken(file_book, on("A-1", number=f"N{n}"))
        done = cancel.cancel(file_book, [ticket(file_book, f"N{n}T1")], who=who, reason="duplicate", now=True)
        assert [r.amount for r in done.refunds] == [3000]
        assert free_seats(file_book) == 60
    with file_book.read() as reading:
        paid = [line for line in reading.history.lines() if line.kind == "refund_paid_out"]
    assert len(paid) == rounds
    assert sound(file_book)


# --- money ---------------------------------------------------------------------------------------------------------

METHODS = {
    "cash": ("cash", True),
    "card": ("card", True),
    "twint": ("twint", False),
    "bank_transfer": ("bank_transfer", False),
    "elsewhere": ("later", False),
}


@pytest.mark.parametrize("paid_by", METHODS)
@pytest.mark.parametrize("given_by", [None, "cash", "card", "twint", "bank_transfer", "later", "insurance", "nothing"])
def test_f29_only_what_leaves_by_hand_is_handed_out(file_book: Book, paid_by: str, given_by: str | None) -> None:
    order = replace(on("A-1", number="N1"), method=paid_by, payments=(TakenPayment("1", paid_by, 3000, NOW),))
    taken(file_book, house(), order)
    done = cancel.cancel(
        file_book, [ticket(file_book, "N1T1")], who=lea(file_book), reason="duplicate", method=given_by
    )
    preset, by_hand = METHODS[paid_by] if given_by is None else (given_by, given_by in ("cash", "card"))
    assert [(r.method, r.amount) for r in done.refunds] == [(preset, 0 if preset == "nothing" else 3000)]
    assert sum(done.hand_out.values()) == (3000 if by_hand else 0)


@pytest.mark.parametrize("seat_gone", [False, True])
def test_f46_c13_c14_money_for_an_order_that_was_cancelled_is_booked_as_credit_with_a_case(
    book: Book, seat_gone: bool
) -> None:
    taken(book, house(), on("A-1", number="INV", waiting=True))
    order, only = order_of(book, "INVT1")
    who = lea(book)
    cancel.cancel(book, [str(only)], who=who, reason="other", note="not paid in time", now=True)
    if seat_gone:
        taken(book, on("A-1", number="NEXT"))
    payment.pay(book, order, method="bank_transfer", amount=3000, who=who)
    view = show(book, order)
    assert (view.paid, view.balance, view.state) == (3000, -3000, "cancelled")
    assert check(book, "INVT1").reason == "cancelled"
    with book.read() as reading:
        assert [(case.kind, case.order) for case in reading.cases()] == [("paid_late", order)]
    if seat_gone:
        with pytest.raises(RuleBroken) as no:
            cancel.reinstate(book, str(only), who=who)
        assert no.value.code == "place_taken"
        assert show(book, order).balance == -3000, "the credit stays visible"
    else:
        cancel.reinstate(book, str(only), who=who)
        assert show(book, order).balance == 0
        assert check(book, show(book, order).tickets[-1].number).answer == "GO"
    assert sound(book)


# --- tickets -------------------------------------------------------------------------------------------------------


def test_f19_nothing_of_a_cancelled_ticket_opens_the_gate_again(book: Book) -> None:
    taken(book, house(), on("A-1", number="N1"))
    who, order = lea(book), order_of(book, "N1")[0]
    old = ticket(book, "N1T1")
    for n in range(1, 6):
        cancel.click(book, [old], who=who)
        _, new = cancel.reinstate(book, old, who=who)
        view = show(book, order)
        good = [t.number for t in view.tickets if check(book, t.number).answer == "GO"]
        assert good == [next(t.number for t in view.tickets if t.ticket == new)]
        assert len({t.number for t in view.tickets}) == n + 1
        old = new
    cancel.click(book, [old], who=who)
    view = show(book, order)
    assert [check(book, code).answer for t in view.tickets for code in (t.number, t.short)] == ["STOP"] * 12


def test_c05_a_used_ticket_stays_used_and_its_place_taken(book: Book) -> None:
    taken(book, house(), on("A-1", number="N1"))
    admit.admit(book, "N1T1", who=lea(book))
    for who in (lea(book), alone(book)):
        with pytest.raises(RuleBroken) as no:
            cancel.click(book, [ticket(book, "N1T1")], who=who)
        assert no.value.code == "used"
    cancel.goodwill(book, ticket(book, "N1T1"), who=alone(book), method="card", amount=500)
    assert (check(book, "N1T1").reason, free_seats(book)) == ("used", 59)


def test_c07_c10_cancelled_twice_is_answered_with_who_and_what_replaces_it(book: Book, clock: HandClock) -> None:
    taken(book, house(), on("A-1", number="N1"))
    who, first, at = lea(book), ticket(book, "N1T1"), clock.now()
    cancel.click(book, [first], who=who)
    clock.advance(seconds=60)
    with pytest.raises(RuleBroken) as no:
        cancel.cancel(book, [first], who=who, reason="duplicate")
    assert (no.value.data["at"], no.value.data["by"], no.value.data["successor"]) == (at, who.person, None)
    _, new = cancel.reinstate(book, first, who=who)
    with pytest.raises(RuleBroken) as no:
        cancel.click(book, [first], who=who)
    assert (no.value.data["successor"], no.value.next) == (new, ("cancel successor",))


def test_c25_after_the_show_only_goodwill_is_left(book: Book, clock: HandClock) -> None:
    taken(book, house(), on("A-1", number="N1"))
    clock.advance(seconds=10**6 + 5 * 3600)
    with pytest.raises(RuleBroken) as no:
        cancel.click(book, [ticket(book, "N1T1")], who=alone(book))
    assert (no.value.code, no.value.next) == ("performance_over", ("goodwill",))
    cancel.goodwill(book, ticket(book, "N1T1"), who=alone(book), method="card", amount=3000)
    view = show(book, order_of(book, "N1")[0])
    assert (view.tickets[0].state, view.refunded, free_seats(book)) == ("valid", 3000, 59)


# --- the journal, the clock, the disk ------------------------------------------------------------------------------


@pytest.mark.parametrize("jump", [-3600, -86_400, 365 * 86_400, -10 * 365 * 86_400])
def test_f33_f38_a_clock_that_jumps_keeps_the_chain_whole_and_is_flagged(
    file_book: Book, clock: HandClock, tmp_path: Path, jump: int
) -> None:
    taken(file_book, house(), on("A-1", "A-2", "A-3", number="N1"))
    cancel.click(file_book, [ticket(file_book, "N1T1")], who=lea(file_book))
    clock.advance(seconds=jump)
    if jump < 0:
        flagged = {f.check: f.ok for f in examine(file_book, path=tmp_path / "book.db")}
        assert not flagged["clock"], "the clock is behind the journal"
        code, count = {
            -3600: ("clock_behind", 60),
            -86_400: ("clock_behind_hours", 24),
            -10 * 365 * 86_400: ("clock_behind_days", 3650),
        }[jump]
        assert opened_sentence(file_book) == sentence(code, data={"count": count})
        cancel.click(file_book, [ticket(file_book, "N1T2")], who=lea(file_book))
        flagged = {f.check: f.ok for f in examine(file_book, path=tmp_path / "book.db")}
        assert not flagged["clock"], "also after an operation at the wrong time"
    else:
        with pytest.raises(RuleBroken) as no:
            cancel.click(file_book, [ticket(file_book, "N1T2")], who=alone(file_book))
        assert no.value.code == "performance_over"
    with file_book.read() as reading:
        lines = list(reading.history.lines())
    if jump < 0:
        assert lines[-1].at < lines[-2].at, "the time is kept as it was told"
    assert sound(file_book)


def test_f39_invoice_numbers_have_no_hole_where_a_deed_was_refused(book: Book) -> None:
    taken(book, house(), *(on(f"{n}-1", f"{n}-2", number=f"INV{n}", waiting=True) for n in range(4)))
    who, numbers = lea(book), []
    for n in range(4):
        order, first = order_of(book, f"INV{n}T1")
        for bad in ([], [str(first), ticket(book, f"INV{n}T2")]):
            with pytest.raises(RuleBroken):
                invoice.reissue(book, order, without=bad, who=who)
        done = invoice.reissue(book, order, without=[str(first)], who=who)
        numbers += [done.credit_note, done.invoice]
    assert numbers == [f"A-{n:05d}" for n in range(1, 9)]


def test_f40_what_was_written_hashes_alike_when_it_is_read_again(book: Book) -> None:
    taken(book, house(), *(on(f"{n}-1", number=f"N{n}") for n in range(20)))
    with book.read() as reading:
        lines = list(reading.history.lines())
    import json

    for line in lines:
        assert canonical(json.loads(line.body)) == line.body
        assert hashlib.sha256(line.body).digest() == line.hash


def test_f10_little_disk_is_said(file_book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for free_share, ok in ((0.5, True), (0.1, True), (0.09, False)):
        usage = SimpleNamespace(total=1000, used=0, free=int(1000 * free_share))
        monkeypatch.setattr("shutil.disk_usage", lambda path, usage=usage: usage)
        found = {f.check: f for f in examine(file_book, path=tmp_path / "book.db")}
        assert found["disk"].ok == ok


LEAVE_A_WAL = """
import os, sys
from pathlib import Path
from tests.house import on, taken
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book
folder = Path(sys.argv[1])
book = open_book(folder / "book.db", clock=HandClock(int(sys.argv[2])), secrets=FileSecrets(folder / "keys"))
for n in range(30):
    taken(book, on(f"C-{n}", number=f"W{n}"))
os._exit(9)
"""


def test_f41_a_backup_laid_over_a_book_whose_wal_was_left_is_never_trusted_blindly(
    tmp_path: Path, clock: HandClock, secrets: FileSecrets
) -> None:
    """The program crashed, somebody copies yesterday's file over the book and leaves `-wal` and `-shm` lying there."""
    path, copy = tmp_path / "book.db", tmp_path / "copy.db"
    book = open_book(path, clock=clock, secrets=secrets)
    taken(book, house(), on("A-1", number="N1"))
    backup(path, copy)
    book.close()
    crashed = subprocess.run([sys.executable, "-c", LEAVE_A_WAL, str(tmp_path), str(NOW)], cwd=ROOT)
    assert crashed.returncode == 9
    assert (tmp_path / "book.db-wal").stat().st_size > 0
    shutil.copy(copy, path)
    try:
        book = open_book(path, clock=clock, secrets=secrets)
    except Unavailable as no:
        assert no.code == "damaged"
        return
    whole = sound(book)
    with book.read() as reading:
        told = reading.facts()
        orders = reading.count_orders()
    if book.read_only is None:
        assert whole
        assert (told.letter, orders) in (("A", 31), ("B", 1)), "all of it, or the copy with its own letter"
    book.close()


def test_f41_a_damaged_file_is_found_and_can_only_be_read(file_book: Book, tmp_path: Path) -> None:
    taken(file_book, house(), *(on(f"A-{n}", number=f"N{n}") for n in range(30)))
    who = lea(file_book)
    assert look_through(file_book, stopped=Event()) is None
    file_book.readers.dispose()
    file_book.engine.dispose()
    path = tmp_path / "book.db"
    pages = bytearray(path.read_bytes())
    pages[len(pages) // 2 : len(pages) // 2 + 4096] = b"\xff" * 4096
    path.write_bytes(pages)
    assert look_through(file_book, stopped=Event()) is not None
    with pytest.raises(Unavailable) as no:
        cancel.click(file_book, [who.person], who=who)
    assert no.value.code == "read_only"


def test_f41_a_backup_made_while_the_book_is_in_use_opens_whole(
    file_book: Book, tmp_path: Path, clock: HandClock
) -> None:
    taken(file_book, house(), on("A-1", "A-2", number="N1"))
    other = tmp_path / "elsewhere"
    for n in range(5):
        copy = other / f"copy{n}.db"
        copy.parent.mkdir(exist_ok=True)
        backup(tmp_path / "book.db", copy)
        cancel.click(file_book, [ticket(file_book, "N1T1")], who=lea(file_book))
        cancel.keep(file_book, [ticket(file_book, "N1T1")], who=lea(file_book))
        keys = FileSecrets(other / f"keys{n}")
        restored = open_book(copy, clock=clock, secrets=keys)
        assert sound(restored)
        assert show(restored, order_of(restored, "N1")[0]).tickets[0].state == "valid"
        restored.close()
        keys.close()
    assert any("SQLite" in f.check and f.detail[0] == "3" for f in examine(file_book, path=tmp_path / "book.db"))


def test_f47_two_questions_of_one_snapshot_agree_while_somebody_writes(book: Book) -> None:
    taken(book, house(), on("A-1", number="N1"))
    order = order_of(book, "N1")[0]
    with book.read() as reading:
        before = (reading.dossiers([order])[order].balance, reading.facts().seq)
        cancel.click(book, [ticket(book, "N1T1")], who=lea(book))
        after = (reading.dossiers([order])[order].balance, reading.facts().seq)
    assert before == after
    with book.read() as reading:
        assert reading.dossiers([order])[order].balance == -3000
