"""A newer file of the same source: seats that swap, seats that were vacated, tickets that stay as they are here."""

import pytest
from msgspec.structs import replace

from tests.conftest import alone, lea
from tests.house import house, on
from ticketoffice.desk import admit, cancel, payment, release
from ticketoffice.desk.find import find, order_of
from ticketoffice.desk.import_orders import Displaced, FileReport, ImportReport, KeptLocal, take_in
from ticketoffice.desk.reading.parts import TakenPerformances
from ticketoffice.desk.show import show
from ticketoffice.domain.taken_in import TakenOrder
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.replay import replay
from ticketoffice.ui.importing import room


def import_(book: Book, *items: TakenPerformances | TakenOrder) -> tuple[ImportReport, FileReport]:
    report, told = ImportReport(), FileReport("x")
    take_in(book, items, who=lea(book), report=report, told=told)
    return report, told


def replace_name(taken: TakenPerformances, name: str) -> TakenPerformances:
    return TakenPerformances(tuple(replace(p, event_name=name) for p in taken.performances))


def seats(book: Book, number: str) -> list[str]:
    return [f"{t.seat} {t.state}" for t in show(book, order_of(book, number)[0]).tickets]


def ticket(book: Book, code: str) -> str:
    return str(order_of(book, code)[1])


def cases(book: Book) -> list[str]:
    with book.read() as reading:
        return [case.kind for case in reading.cases()]


def in_state(order: TakenOrder, *states: str) -> TakenOrder:
    return replace(order, tickets=tuple(replace(t, state=s) for t, s in zip(order.tickets, states, strict=True)))


def sound(book: Book) -> bool:
    return verify(book) is None and replay(book).equal


@pytest.fixture
def full(book: Book) -> Book:
    """N1 on A-1, N2 on A-2, N3 on A-3 and A-4."""
    import_(book, house(), *(on(f"A-{n}", number=f"N{n}") for n in (1, 2)), on("A-3", "A-4", number="N3"))
    return book


def test_seats_swapped_within_an_order(full: Book) -> None:
    import_(full, on("A-4", "A-3", number="N3"))
    assert seats(full, "N3") == ["A-4 valid", "A-3 valid"]
    assert [admit.check(full, code).answer for code in ("N3T1", "N3T2")] == ["GO", "GO"]
    assert (cases(full), sound(full)) == ([], True)


def test_seats_passed_on_within_an_order(full: Book) -> None:
    import_(full, on("A-4", "A-5", "A-3", number="N3"))
    assert seats(full, "N3") == ["A-4 valid", "A-5 valid", "A-3 valid"]
    import_(full, in_state(on("A-4", "A-4", "A-5", number="N3"), "cancelled", "valid", "valid"))
    assert seats(full, "N3") == ["A-4 cancelled", "A-4 valid", "A-5 valid"]
    import_(full, in_state(on("A-4", "A-6", "A-6", number="N3"), "cancelled", "valid", "cancelled"))
    assert seats(full, "N3") == ["A-4 cancelled", "A-6 valid", "A-6 cancelled"]
    assert (cases(full), sound(full)) == ([], True)


@pytest.mark.parametrize("first", [0, 1, 2])
def test_a_seat_vacated_in_the_same_file_is_free_whatever_comes_first(full: Book, first: int) -> None:
    """N3 leaves A-3, N2 goes there, and N1 to where N2 was."""
    newer = [on("A-2", number="N1"), on("A-3", number="N2"), on("A-5", "A-4", number="N3")]
    _, told = import_(full, *newer[first:], *newer[:first])
    assert told.orders.changed == 3
    assert [seats(full, f"N{n}") for n in (1, 2, 3)] == [["A-2 valid"], ["A-3 valid"], ["A-5 valid", "A-4 valid"]]
    assert (cases(full), sound(full)) == ([], True)


def test_orders_that_swap_displace_one_and_the_same_file_again_seats_it(full: Book) -> None:
    newer = [on("A-2", number="N1"), on("A-1", number="N2")]
    import_(full, *newer)
    assert sorted(seats(full, "N1") + seats(full, "N2")) == ["A-1 displaced", "A-2 valid"]
    import_(full, *newer)
    assert sorted(seats(full, "N1") + seats(full, "N2")) == ["A-1 valid", "A-2 valid"]
    assert (cases(full), sound(full)) == (["displaced"], True)


def test_a_used_ticket_moved_onto_a_taken_seat_stays_where_it_sits(full: Book) -> None:
    admit.admit(full, "N1T1", who=lea(full))
    newer = [on("A-2", number="N1"), on("B-1", number="NEW")]
    _, told = import_(full, *newer)
    assert (seats(full, "N1"), seats(full, "N2"), seats(full, "NEW")) == (["A-1 used"], ["A-2 valid"], ["B-1 valid"])
    assert (told.orders.added, cases(full)) == (1, ["displaced"])
    _, told = import_(full, *newer)
    assert (told.orders.same, cases(full), sound(full)) == (2, ["displaced"], True)
    cancel.click(full, [ticket(full, "N2T1")], who=lea(full))
    import_(full, *newer)
    assert (seats(full, "N1"), sound(full)) == (["A-2 used"], True)


def test_a_ticket_kept_here_keeps_its_seat_when_its_new_one_is_taken(full: Book) -> None:
    """It was clicked and kept here; its neighbour wants the seat that it cannot leave."""
    cancel.click(full, [ticket(full, "N3T1")], who=lea(full))
    cancel.keep(full, [ticket(full, "N3T1")], who=lea(full))
    import_(full, on("A-1", "A-3", number="N3"))
    assert seats(full, "N3") == ["A-3 valid", "A-3 displaced"]
    assert (sorted(cases(full)), sound(full)) == (["displaced", "displaced"], True)


def test_an_event_that_is_only_renamed_is_found_by_its_new_name(full: Book) -> None:
    import_(full, replace_name(house(), "Nabucco"))
    assert sorted(row.number for row in find(full, "nabucco").orders) == ["N1", "N2", "N3"]
    assert show(full, order_of(full, "N1")[0]).tickets[0].event == "Nabucco"
    assert (sound(full), import_(full, replace_name(house(), "Nabucco"))[1].orders.changed) == (True, 0)


def test_a_ticket_moved_onto_a_taken_seat_is_displaced(full: Book) -> None:
    report, _ = import_(full, on("A-2", number="N1"))
    assert report.displaced == [Displaced("N1", "N1-1", "A-2")]
    assert (seats(full, "N1"), seats(full, "N2"), cases(full)) == (["A-2 displaced"], ["A-2 valid"], ["displaced"])
    import_(full, on("A-1", number="NEXT"))
    assert (seats(full, "NEXT"), sound(full)) == (["A-1 valid"], True)


def test_every_difference_that_is_kept_is_named(full: Book) -> None:
    who = lea(full)
    admit.admit(full, "N1T1", who=who)
    cancel.cancel(full, [ticket(full, "N2T1")], who=who, reason="duplicate", now=True)
    admit.admit(full, "N3T1", who=who)
    admit.undo_entry(full, ticket(full, "N3T1"), who=alone(full))
    report, _ = import_(
        full,
        in_state(on("A-1", number="N1"), "cancelled"),
        in_state(on("A-2", number="N2"), "used"),
        in_state(on("A-3", "A-4", number="N3"), "used", "valid"),
    )
    assert {(k.ticket, k.here, k.file) for k in report.kept_local} == {
        ("N1-1", "used", "cancelled"),
        ("N2-1", "cancelled", "used"),
        ("N3-1", "valid", "used"),
    }
    assert [admit.check(full, code).reason for code in ("N1T1", "N2T1", "N3T1")] == ["used", "cancelled", "valid"]
    assert sound(full)


def test_a_ticket_paid_here_that_the_file_still_holds_is_named(book: Book) -> None:
    waiting = on("A-1", number="W", waiting=True)
    import_(book, house(), waiting)
    payment.pay(book, order_of(book, "W")[0], method="card", who=lea(book))
    report, told = import_(book, waiting)
    assert [(k.ticket, k.here, k.file) for k in report.kept_local] == [("W-1", "valid", "pending")]
    assert (told.orders.same, sound(book)) == (1, True)


def test_a_ticket_that_was_split_off_here_stays_in_its_new_order(book: Book) -> None:
    waiting = replace(on("A-1", "A-2", number="W", waiting=True), method="on_site", invoices=())
    import_(book, house(), waiting)
    done = payment.split(book, order_of(book, "W")[0], tickets=[ticket(book, "WT2")], who=lea(book), method="cash")
    _, told = import_(book, waiting)
    assert told.orders.same == 1
    _, told = import_(book, replace(waiting, due_at=waiting.created_at), on("B-1", number="NEW"))
    assert (told.orders.changed, told.orders.added) == (1, 1)
    assert (seats(book, "W"), seats(book, done.order_number)) == (["A-1 held"], ["A-2 valid"])
    assert sound(book)


@pytest.mark.parametrize(("paid", "state"), [(True, "valid"), (False, "cancelled")])
def test_a_shop_whose_order_ran_out_does_not_know_that_it_was_paid_here(book: Book, paid: bool, state: str) -> None:
    waits = on("A-1", "A-2", number="W", waiting=True)
    import_(book, house(), waits)
    order = order_of(book, "W")[0]
    if paid:
        payment.pay(book, order, method="card", who=lea(book))
    report, _ = import_(book, replace(waits, state="expired"))
    view = show(book, order)
    assert ([t.state for t in view.tickets], view.state) == ([state] * 2, "paid" if paid else "expired")
    assert [(k.here, k.file) for k in report.kept_local] == ([("valid", "cancelled")] * 2 if paid else [])
    import_(book, replace(waits, state="cancelled"))
    assert [t.state for t in show(book, order).tickets] == ["cancelled"] * 2, "what somebody cancels there counts"
    assert replay(book).equal


# --- let in unpaid ---------------------------------------------------------------------------------------------------


def test_who_was_taken_off_the_list_of_the_unpaid_here_stays_off_whatever_the_file_says(book: Book) -> None:
    school = replace(on("A-1", number="W", waiting=True), admit_unpaid=True)
    import_(book, house(), school)
    order = order_of(book, "W")[0]
    assert admit.check(book, "WT1").badge == "admit_unpaid"
    release.admit_unpaid(book, order, who=alone(book), admit=False)
    report, told = import_(book, school)
    assert [(k.ticket, k.here, k.file) for k in report.kept_local] == [("W", "unpaid", "admit_unpaid")]
    assert (told.orders.same, admit.check(book, "WT1").reason) == (1, "unpaid")
    report, told = import_(book, replace(school, due_at=school.created_at))
    assert [k.here for k in report.kept_local] == ["unpaid"]
    assert (told.orders.changed, admit.check(book, "WT1").reason) == (1, "unpaid"), "the rest of the file counts"
    release.admit_unpaid(book, order, who=alone(book))
    report, _ = import_(book, school)
    assert (report.kept_local, admit.check(book, "WT1").badge) == ([], "admit_unpaid")
    assert sound(book)


def test_a_newer_file_lets_in_unpaid_where_nobody_decided_here(book: Book) -> None:
    school = on("A-1", number="W", waiting=True)
    import_(book, house(), school)
    report, _ = import_(book, replace(school, admit_unpaid=True))
    assert (report.kept_local, admit.check(book, "WT1").badge) == ([], "admit_unpaid")


def test_the_import_names_it_on_the_screen(book: Book) -> None:
    kept = KeptLocal("W", "W", "unpaid", "admit_unpaid")
    assert room._kept(kept) == "W: Unpaid here, May go in unpaid in the file; it stays as it is here."


def test_a_ticket_that_comes_in_beside_those_of_an_older_file_has_a_number_of_its_own(book: Book) -> None:
    """Two files that each know other tickets of one order: no two of them are P-1, and the same file again changes nothing."""
    first, second = on("A-1", "A-2", number="P"), on("B-1", "B-2", number="P")
    later = replace(
        second, tickets=tuple(replace(t, external=f"x{t.external}", number=f"x{t.number}") for t in second.tickets)
    )
    import_(book, house(), first)
    before = [(t.short, t.seat) for t in show(book, order_of(book, "P")[0]).tickets]
    import_(book, later)
    found = [(t.short, t.seat) for t in show(book, order_of(book, "P")[0]).tickets]
    assert found == [*before, ("P-3", "B-1"), ("P-4", "B-2")]
    report, told = import_(book, later)
    assert (told.tickets.changed, told.tickets.same) == (0, 2)
    alone_now = replace(first, tickets=first.tickets[1:], payments=())
    import_(book, replace(alone_now, tickets=(replace(alone_now.tickets[0], position=1),)))
    assert [(t.short, t.seat) for t in show(book, order_of(book, "P")[0]).tickets] == found
    assert report.refused == []
    assert sound(book)
