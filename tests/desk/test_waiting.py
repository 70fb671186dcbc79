"""Orders that wait, under a clock that is moved by hand: reminders, the last day, release, and money that comes after."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from tests.conftest import NOW, alone, lea
from tests.desk.test_mail import Box, free_port, serving
from tests.house import house, on, taken
from ticketoffice.desk import admit, cancel, payment, release, today
from ticketoffice.desk.find import order_of
from ticketoffice.desk.import_orders import FileReport, ImportReport, take_in
from ticketoffice.desk.making import make
from ticketoffice.desk.reading.parts import TakenPerformances
from ticketoffice.desk.reminding import remind
from ticketoffice.desk.rounds import Rounds
from ticketoffice.desk.rules import change_rules
from ticketoffice.desk.show import show
from ticketoffice.desk.views import OrderView
from ticketoffice.desk.waiting import WaitingView, due_work, waiting
from ticketoffice.domain.calendar import DAY, HOUR, MINUTE, to_instant
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.taken_in import TakenOrder, TakenPayment, TakenPerson
from ticketoffice.rounds import desk_rounds
from ticketoffice.settings import MailServer
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.deed import Deed
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import Kind, open_book
from ticketoffice.store.replay import replay

ZOE = TakenPerson("Zoé Müller", None, "zoe@example.org", None, "fr")


def show_at(starts_at: int, *, name: str = "p") -> TakenPerformances:
    """The house, with its performance at this instant."""
    [performance] = house().performances
    return TakenPerformances((replace(performance, starts_at=starts_at, external=name, name=name),))


def invoice_order(*seats: str, number: str = "INV") -> TakenOrder:
    return replace(on(*seats, number=number, waiting=True), customer=ZOE)


def reservation(*seats: str, number: str = "SITE", performance: str = "p") -> TakenOrder:
    order = replace(on(*seats, number=number, waiting=True), method="on_site", invoices=(), customer=ZOE)
    return replace(order, tickets=tuple(replace(t, performance=performance) for t in order.tickets))


def to_day(clock: HandClock, day: int, *, hour: int = 13) -> None:
    """Moves to this many days after the order, at an hour in Zürich (which is UTC + 1 in winter)."""
    wanted = NOW + day * DAY + (hour - 13) * HOUR
    clock.advance(seconds=(wanted - clock.now()) / 1_000_000)


def at(clock: HandClock, instant: int) -> None:
    clock.advance(seconds=(instant - clock.now()) / 1_000_000)


def id_of(book: Book, number: str) -> str:
    return order_of(book, number)[0]


def order(book: Book, number: str) -> OrderView:
    return show(book, id_of(book, number))


def waits(book: Book, number: str) -> WaitingView:
    return next(view for view in waiting(book) if view.number == number)


def kinds(book: Book, number: str) -> list[str]:
    """What was done about an order, oldest first, without its import."""
    return [line.kind for line in reversed(order(book, number).history)][1:]


def by_clock(book: Book, server: MailServer | None = None) -> list[str]:
    """What the clock does now: the kinds of the operations that it makes."""

    def made() -> list[str]:
        with book.read() as reading:
            lines = [line for line in reading.history.lines() if line.kind in ("customer_reminded", "order_released")]
            return [line.kind for line in lines if line.actor is None]

    before = made()
    Rounds(server).go(book)
    return made()[len(before) :]


def cases(book: Book) -> list[str]:
    with book.read() as reading:
        return [case.kind for case in reading.cases()]


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def server(box: Box) -> Iterator[MailServer]:
    with serving(box) as found:
        yield found


@pytest.fixture
def later(book: Book) -> Book:
    """An invoice over 60.00 for a performance in sixty days."""
    taken(book, show_at(NOW + 60 * DAY), invoice_order("A-1", "A-2"))
    return book


# --- invoices ------------------------------------------------------------------------------------------------------


def test_an_invoice_is_reminded_twice_and_then_cancelled(
    later: Book, clock: HandClock, box: Box, server: MailServer
) -> None:
    """D = 10, N = 2, ordered on 24 November: reminders on days 10 and 20, unpaid at the end of day 30 cancelled."""
    rounds = Rounds(server)
    view = waits(later, "INV")
    assert (view.due_on, [r.on for r in view.reminders], view.last_on) == (
        "2026-12-04",
        ["2026-12-04", "2026-12-14"],
        "2026-12-24",
    )
    assert (view.open, view.customer, view.release_at, view.due) == (6000, "Zoé Müller", None, None)
    for day, sent in ((9, 0), (10, 1), (10, 1), (11, 1), (19, 1), (20, 2), (21, 2), (30, 2)):
        to_day(clock, day)
        rounds.go(later)
        assert len(box.taken) == sent, day
    assert order(later, "INV").state == "pending"
    to_day(clock, 31, hour=0)
    rounds.go(later)
    rounds.go(later)
    assert kinds(later, "INV") == ["customer_reminded", "customer_reminded", "order_released", "customer_told"]
    gone = order(later, "INV")
    assert (gone.state, gone.balance, [t.state for t in gone.tickets]) == ("expired", 0, ["cancelled"] * 2)
    assert {(t.cancelled.reason, t.cancelled.by) for t in gone.tickets if t.cancelled} == {("not_paid", None)}
    assert [(i.kind, i.amount) for i in gone.invoices] == [("invoice", 6000), ("credit_note", -6000)]
    assert gone.invoices[0].cancelled_at == clock.now()
    assert waiting(later) == ()
    reminder, _, last = box.taken
    assert reminder["Subject"] == "Rappel : facture 2026-INV de la commande INV"
    assert "CHF 60.00" in reminder.get_content()
    assert "24.12.2026" in reminder.get_content()
    assert last["Subject"] == "Commande INV : annulée, non payée à temps"
    told = {line.operation for line in gone.history if line.kind in ("customer_reminded", "order_released")}
    assert {m["Message-ID"] for m in box.taken} == {f"<{name}@ticketoffice.invalid>" for name in told}
    assert verify(later) is None
    assert replay(later).equal


def test_two_days_before_the_performance_is_the_last_day(book: Book, clock: HandClock) -> None:
    """Performance on day 15: one reminder on day 10, last day 13, at its end it is cancelled."""
    taken(book, show_at(NOW + 15 * DAY), invoice_order("A-1"))
    view = waits(book, "INV")
    assert ([r.on for r in view.reminders], view.last_on) == (["2026-12-04"], "2026-12-07")
    to_day(clock, 13, hour=23)
    assert by_clock(book) == []
    to_day(clock, 14, hour=0)
    assert [v.due for v in due_work(book)] == ["cancel"]
    assert len(by_clock(book)) == 1
    assert order(book, "INV").state == "expired"


def paid_on_day_31(book: Book, clock: HandClock, **how: object) -> payment.Paid:
    to_day(clock, 31)
    by_clock(book)
    assert order(book, "INV").state == "expired"
    clock.advance(seconds=60)
    return payment.pay(book, id_of(book, "INV"), who=lea(book), **how)  # type: ignore[arg-type]


@pytest.mark.parametrize(("method", "amount"), [("bank_transfer", 6000), ("bank_transfer", 7000), ("cash", None)])
def test_a_payment_on_day_31_reinstates_the_tickets_where_their_seats_are_free(
    later: Book, clock: HandClock, method: str, amount: int | None
) -> None:
    numbers = [t.number for t in order(later, "INV").tickets]
    paid = paid_on_day_31(later, clock, method=method, amount=amount)
    assert (len(paid.revived), paid.late) == (2, False)
    view = order(later, "INV")
    old, new = view.tickets[:2], view.tickets[2:]
    assert [(t.number, t.state) for t in old] == [(number, "cancelled") for number in numbers]
    assert [(t.state, t.seat, t.short) for t in new] == [
        ("valid", t.seat, f"INV-{n}") for n, t in enumerate(old, start=3)
    ]
    assert ([t.successor for t in old], tuple(t.ticket for t in new)) == ([t.short for t in new], paid.revived)
    assert (view.state, view.paid, view.balance) == ("paid", amount or 6000, 6000 - (amount or 6000))
    assert [i.kind for i in view.invoices] == ["invoice", "credit_note", "invoice"]
    assert view.invoice == view.invoices[2].number
    assert view.invoices[2].amount == 6000
    assert [admit.check(later, number).answer for number in numbers] == ["STOP", "STOP"], "what was given up stays so"
    assert [admit.check(later, t.number).answer for t in new] == ["GO", "GO"]
    assert cases(later) == []
    assert by_clock(later) == []
    with later.read() as reading:
        facts = reading.facts()
    assert facts.next_invoice == 3, "one credit note, one invoice: no gap"
    assert replay(later).equal


def test_a_payment_on_day_31_is_credit_and_a_case_where_a_seat_was_sold(later: Book, clock: HandClock) -> None:
    to_day(clock, 31)
    by_clock(later)
    taken(later, on("A-2", number="SOLD"))
    assert order(later, "INV").revives_for is None
    paid = paid_on_day_31(later, clock, method="bank_transfer", amount=6000)
    assert (paid.revived, paid.late) == ((), True)
    view = order(later, "INV")
    assert (view.state, view.paid, view.balance) == ("expired", 6000, -6000)
    assert [t.state for t in view.tickets] == ["cancelled", "cancelled"]
    assert cases(later) == ["paid_late"]
    with pytest.raises(RuleBroken) as no:
        payment.pay(later, id_of(later, "INV"), method="cash", who=lea(later))
    assert no.value.code == "nothing_open"
    assert order(later, "SOLD").tickets[0].state == "valid"
    assert replay(later).equal


def test_a_transfer_that_comes_too_late_is_of_what_was_open_if_nobody_says_how_much(
    later: Book, clock: HandClock
) -> None:
    payment.pay(later, id_of(later, "INV"), method="card", amount=2500, who=lea(later))
    to_day(clock, 31)
    by_clock(later)
    taken(later, on("A-2", number="SOLD"))
    assert (order(later, "INV").revives_for, order(later, "INV").was_open) == (None, 3500)
    paid = paid_on_day_31(later, clock, method="bank_transfer")
    assert (paid.amount, paid.revived, paid.late) == (3500, (), True)
    assert (order(later, "INV").balance, order(later, "INV").was_open) == (-6000, 0)
    with pytest.raises(RuleBroken) as no:
        payment.pay(later, id_of(later, "INV"), method="bank_transfer", who=lea(later))
    assert no.value.code == "nothing_open", "how much came a second time only a person knows"
    assert replay(later).equal


def test_late_money_that_is_not_enough_waits_as_credit_until_the_rest_comes(later: Book, clock: HandClock) -> None:
    paid = paid_on_day_31(later, clock, method="bank_transfer", amount=5000)
    assert (paid.late, order(later, "INV").balance, cases(later)) == (True, -5000, ["paid_late"])
    assert order(later, "INV").revives_for == 1000
    rest = payment.pay(later, id_of(later, "INV"), method="cash", who=lea(later))
    assert (rest.amount, len(rest.revived)) == (1000, 2)
    view = order(later, "INV")
    assert (view.state, view.balance, view.revives_for) == ("paid", 0, None)
    assert replay(later).equal


@pytest.mark.parametrize("sold", [False, True])
def test_a_shop_that_was_paid_after_the_release_here_is_heard(book: Book, clock: HandClock, sold: bool) -> None:
    """The customer paid at the shop on day 31: the same tickets again if their seats are free, else credit and a case."""
    file = invoice_order("A-1", "A-2")
    taken(book, show_at(NOW + 60 * DAY), file)
    to_day(clock, 31)
    by_clock(book)
    if sold:
        taken(book, on("A-2", number="SOLD"))
    newer = replace(file, state="paid", payments=(TakenPayment("1", "bank_transfer", 6000, clock.now()),))
    report = ImportReport()
    for _ in range(2):
        take_in(book, [newer], who=lea(book), report=report, told=FileReport("x"))
    view = order(book, "INV")
    assert [t.state for t in view.tickets] == (["cancelled"] * 2 if sold else ["valid"] * 2)
    assert (view.state, view.paid, view.balance) == (("expired", 6000, -6000) if sold else ("paid", 6000, 0))
    assert cases(book) == (["paid_late"] if sold else [])
    assert len(report.kept_local) == (4 if sold else 0)
    assert replay(book).equal


def test_what_was_paid_in_part_stays_as_credit_with_a_case(later: Book, clock: HandClock) -> None:
    payment.pay(later, id_of(later, "INV"), method="card", amount=2500, who=lea(later))
    to_day(clock, 31)
    by_clock(later)
    view = order(later, "INV")
    assert (view.state, view.balance, view.paid, view.revives_for) == ("expired", -2500, 2500, 3500)
    assert cases(later) == ["credit_of_released"]
    assert replay(later).equal


def test_a_paid_invoice_is_left_alone_and_its_reminder_is_taken_out_of_the_box(
    later: Book, clock: HandClock, box: Box, server: MailServer
) -> None:
    """On day 10 its server is out of reach, so that the reminder waits."""
    to_day(clock, 10)
    assert by_clock(later, MailServer(host="127.0.0.1", port=free_port(), sender=server.sender)) == [
        "customer_reminded"
    ]
    payment.pay(later, id_of(later, "INV"), method="bank_transfer", amount=6000, who=lea(later))
    rounds = Rounds(server)
    for day, hour in ((10, 15), (20, 13), (31, 13)):
        to_day(clock, day, hour=hour)
        rounds.go(later)
    assert box.taken == []
    assert kinds(later, "INV") == ["customer_reminded", "payment_recorded"]
    with later.read() as reading:
        assert [mail.state for mail in reading.mail_box.all()] == ["withdrawn"]


def test_the_clock_leaves_alone_what_the_venue_keeps_for_itself(later: Book, clock: HandClock) -> None:
    change_rules(later, {"cancel_unpaid_by_rule": "0"}, who=lea(later))
    to_day(clock, 40)
    assert by_clock(later) == []
    assert [(v.number, v.due) for v in due_work(later)] == [("INV", "cancel")]
    done = release.release(later, id_of(later, "INV"), who=lea(later), inform="email")
    assert (done.tickets, done.credit) == (("INV-1", "INV-2"), 0)
    assert done.credit_note is not None
    assert order(later, "INV").state == "expired"


def test_what_was_due_before_it_was_taken_in_is_only_listed(book: Book, clock: HandClock, server: MailServer) -> None:
    old = replace(invoice_order("A-1"), created_at=NOW - 100 * DAY)
    asked = replace(invoice_order("A-2", number="TODAY"), created_at=NOW - 10 * DAY)
    taken(book, show_at(NOW + 60 * DAY), old, asked)
    assert by_clock(book, server) == []
    assert {v.number: v.due for v in due_work(book)} == {"INV": "cancel", "TODAY": "remind"}
    with book.read() as reading:
        assert reading.mail_box.all() == []


def test_an_invoice_made_on_its_last_day_is_cancelled_by_nobody(book: Book, clock: HandClock) -> None:
    taken(book, show_at(NOW + 1 * DAY), invoice_order("A-1"))
    view = waits(book, "INV")
    assert (view.last_on, view.cancels_at, view.reminders) == ("2026-11-24", None, ())
    to_day(clock, 2)
    assert by_clock(book) == []


def test_a_reminder_older_than_a_day_leaves_only_when_a_person_sends_it(
    later: Book, clock: HandClock, box: Box, server: MailServer
) -> None:
    to_day(clock, 12)
    rounds = Rounds(server)
    rounds.go(later)
    assert box.taken == []
    assert [(v.due, v.reminder) for v in due_work(later)] == [("remind", 1)]
    remind(later, id_of(later, "INV"), who=lea(later), how="email")
    rounds.go(later)
    assert len(box.taken) == 1
    assert due_work(later) == ()
    with pytest.raises(RuleBroken) as no:
        remind(later, id_of(later, "INV"), who=lea(later), how="print")
    assert no.value.code == "no_reminder"


def test_a_cancellation_of_long_ago_is_told_by_a_person(
    later: Book, clock: HandClock, box: Box, server: MailServer
) -> None:
    """The program was closed for a week: the invoice goes, and its customer stands on the list of those to tell."""
    to_day(clock, 38)
    Rounds(server).go(later)
    assert box.taken == []
    [first, _] = order(later, "INV").tickets
    assert first.cancelled is not None
    assert (first.cancelled.open, first.cancelled.inform) == ("tell", "later")


@pytest.mark.parametrize("language", ["fr", "de", "en", "it", "es"])
def test_a_reminder_without_an_invoice_number_speaks_of_the_order_alone(
    book: Book, clock: HandClock, box: Box, server: MailServer, language: str
) -> None:
    spoken = replace(invoice_order("A-1"), invoices=(), customer=replace(ZOE, language=language))
    taken(book, show_at(NOW + 60 * DAY), spoken)
    to_day(clock, 10)
    Rounds(server).go(book)
    [reminder] = box.taken
    text = f"{reminder['Subject']} {reminder.get_content()}"
    assert reminder["Subject"].endswith(" INV") and reminder["Subject"].count("INV") == 1
    assert text.count("INV") == 3, "in the subject, in the text and as the ticket's number"
    assert not re.search("facture|Rechnung|invoice|fattura|factura", text)
    assert "CHF 30.00" in text


def test_a_printed_reminder_counts_and_one_that_was_missed_is_skipped(later: Book, clock: HandClock) -> None:
    to_day(clock, 21)
    assert [(v.due, v.reminder) for v in due_work(later)] == [("remind", 2)]
    remind(later, id_of(later, "INV"), who=lea(later), how="print")
    assert due_work(later) == ()
    assert [(r.number, r.how) for r in waits(later, "INV").reminders] == [(1, None), (2, "print")]
    with later.read() as reading:
        assert reading.mail_box.all() == []
    with pytest.raises(RuleBroken) as no:
        remind(later, id_of(later, "INV"), who=lea(later), how="email")
    assert no.value.code == "no_reminder"
    assert replay(later).equal


def test_without_an_address_or_a_server_a_reminder_is_only_listed(
    book: Book, clock: HandClock, server: MailServer
) -> None:
    nobody = replace(invoice_order("A-1"), customer=TakenPerson("No Address"))
    taken(book, show_at(NOW + 60 * DAY), nobody, invoice_order("B-1", number="MAIL"))
    to_day(clock, 10)
    assert by_clock(book) == []
    assert len(by_clock(book, server)) == 1
    assert [v.number for v in due_work(book)] == ["INV"]


def test_a_demonstration_reminds_nobody(
    tmp_path_factory: pytest.TempPathFactory, clock: HandClock, secrets: FileSecrets, server: MailServer
) -> None:
    place = tmp_path_factory.mktemp("demo") / "demo.db"
    book = open_book(place, clock=clock, secrets=secrets, kind=Kind("demo"))
    taken(book, show_at(NOW + 60 * DAY), invoice_order("A-1"))
    to_day(clock, 10)
    assert by_clock(book, server) == []
    with pytest.raises(RuleBroken) as no:
        remind(book, id_of(book, "INV"), who=lea(book), how="email")
    assert no.value.code == "demo_never_mails"
    book.close()


# --- admitted unpaid -----------------------------------------------------------------------------------------------


def test_an_order_may_go_in_unpaid_and_no_rule_cancels_it(later: Book, clock: HandClock) -> None:
    name, code = id_of(later, "INV"), order(later, "INV").tickets[0].number
    assert admit.check(later, code).reason == "unpaid"
    with pytest.raises(RuleBroken) as no:
        release.admit_unpaid(later, name, who=lea(later))
    assert no.value.code == "needs_second_person"
    release.admit_unpaid(later, name, who=alone(later))
    assert (admit.check(later, code).answer, admit.check(later, code).badge) == ("GO", "admit_unpaid")
    assert order(later, "INV").history[0].second_person == "none_by_rule"
    with pytest.raises(RuleBroken) as no:
        release.admit_unpaid(later, name, who=alone(later))
    assert no.value.code == "unchanged"
    to_day(clock, 31)
    assert by_clock(later) == []
    dossier_of = [v for v in due_work(later) if v.number == "INV"]
    assert [(v.due, v.admit_unpaid) for v in dossier_of] == [("cancel", True)]
    assert by_rule(later, "INV") == "admitted_unpaid"
    release.admit_unpaid(later, name, who=alone(later), admit=False)
    assert admit.check(later, code).reason == "unpaid"
    assert len(by_clock(later)) == 1
    with pytest.raises(RuleBroken) as no:
        release.admit_unpaid(later, name, who=alone(later))
    assert no.value.code == "not_invoice_pending"
    assert replay(later).equal


def by_rule(book: Book, number: str) -> str:
    """Why the door refuses that a rule releases an order."""
    with pytest.raises(RuleBroken) as no:
        book.write(
            lambda deed: release.record_release(
                deed, deed.dossier(id_of(book, number)), tickets=None, who=None, inform=None, by_rule=True
            )
        )
    return no.value.code


# --- reservations --------------------------------------------------------------------------------------------------

TONIGHT = to_instant(datetime(2026, 11, 24, 19, 0, tzinfo=UTC))


@pytest.fixture
def tonight(book: Book) -> Book:
    """Two reservations for tonight, one for next week, one for both; and an order that is paid."""
    taken(book, show_at(TONIGHT), show_at(TONIGHT + 7 * DAY, name="next"))
    both = reservation("C-1", "C-2", number="BOTH")
    both = replace(both, tickets=(both.tickets[0], replace(both.tickets[1], performance="next")))
    orders = reservation("A-1", "A-2"), reservation("B-1", number="ELSE"), both
    taken(book, *orders, reservation("A-1", number="NEXT", performance="next"), on("D-1", number="PAID"))
    return book


def states(book: Book, number: str) -> list[str]:
    return [t.state for t in order(book, number).tickets]


def test_reservations_are_listed_half_an_hour_before_and_released_by_a_person(
    tonight: Book, clock: HandClock, server: MailServer
) -> None:
    at(clock, TONIGHT - 31 * MINUTE)
    assert due_work(tonight) == ()
    assert release.release_performance(tonight, "p", who=lea(tonight)) == ()
    at(clock, TONIGHT - 30 * MINUTE)
    assert sorted(v.number for v in due_work(tonight)) == ["BOTH", "ELSE", "SITE"]
    assert waits(tonight, "SITE").release_at == TONIGHT - 30 * MINUTE
    assert by_clock(tonight, server) == [], "off unless the venue says so"
    done = release.release_performance(tonight, "p", who=lea(tonight))
    assert sorted(one.tickets for one in done) == [("BOTH-1",), ("ELSE-1",), ("SITE-1", "SITE-2")]
    assert (states(tonight, "SITE"), states(tonight, "BOTH")) == (["cancelled"] * 2, ["cancelled", "held"])
    assert (order(tonight, "SITE").state, order(tonight, "BOTH").state) == ("expired", "pending")
    [first, _] = order(tonight, "SITE").tickets
    assert first.cancelled is not None
    assert (first.cancelled.reason, first.cancelled.open, first.cancelled.refunds) == ("not_collected", None, ())
    assert (states(tonight, "NEXT"), states(tonight, "PAID")) == (["held"], ["valid"])
    assert due_work(tonight) == ()
    with tonight.read() as reading:
        assert reading.mail_box.all() == []
    assert cases(tonight) == []
    assert replay(tonight).equal


def test_the_rule_releases_at_the_time_of_the_venue(tonight: Book, clock: HandClock, server: MailServer) -> None:
    change_rules(tonight, {"release_by_rule": "1", "release_minutes": "45"}, who=lea(tonight))
    at(clock, TONIGHT - 46 * MINUTE)
    assert by_rule(tonight, "SITE") == "not_due"
    assert by_clock(tonight, server) == []
    at(clock, TONIGHT - 45 * MINUTE)
    assert by_rule(tonight, "BOTH") == "not_due", "one of its tickets is for next week"
    assert len(by_clock(tonight, server)) == 3
    assert by_clock(tonight, server) == []
    assert states(tonight, "BOTH") == ["cancelled", "held"]
    assert order(tonight, "SITE").history[0].by is None
    assert replay(tonight).equal


def test_a_released_place_is_free_and_who_comes_after_all_pays_for_it(tonight: Book, clock: HandClock) -> None:
    at(clock, TONIGHT - 10 * MINUTE)
    release.release(tonight, id_of(tonight, "SITE"), who=lea(tonight))
    assert order(tonight, "SITE").revives_for == 6000
    paid = payment.pay(tonight, id_of(tonight, "SITE"), method="cash", amount=10000, who=lea(tonight))
    assert (paid.amount, paid.change, len(paid.revived)) == (6000, 4000, 2)
    assert states(tonight, "SITE") == ["cancelled", "cancelled", "valid", "valid"]
    assert (order(tonight, "SITE").state, order(tonight, "SITE").invoices) == ("paid", ())
    release.release(tonight, id_of(tonight, "ELSE"), who=lea(tonight), inform="email")
    taken(tonight, on("B-1", number="WALKIN"))
    assert order(tonight, "ELSE").revives_for is None
    with tonight.read() as reading:
        assert len(reading.mail_box.all()) == 1, "asked for"
    assert replay(tonight).equal


def test_what_an_earlier_version_wrote_brings_the_old_numbers_back(tonight: Book) -> None:
    """Such a payment names no new numbers; replay applies it as it was."""
    numbers = [t.number for t in order(tonight, "SITE").tickets]
    release.release(tonight, id_of(tonight, "SITE"), who=lea(tonight))
    who = lea(tonight)

    def earlier(deed: Deed) -> None:
        dossier = deed.dossier(id_of(tonight, "SITE"))
        payload = {
            "order": dossier.order.id,
            "id": deed.new_id(),
            "method": "cash",
            "amount": 6000,
            "rounding": 0,
            "revives": {"cancels": [c.id for c in dossier.cancellations], "invoice": None},
        }
        deed.record(make(deed, "payment_recorded", who=who, payload=payload))

    tonight.write(earlier)
    assert [(t.number, t.state) for t in order(tonight, "SITE").tickets] == [(number, "valid") for number in numbers]
    assert replay(tonight).equal


def test_a_person_releases_named_orders_at_any_time(tonight: Book) -> None:
    [done] = release.release_performance(tonight, "p", who=lea(tonight), orders=[id_of(tonight, "ELSE")])
    assert done.tickets == ("ELSE-1",)
    for number, code in (("ELSE", "not_waiting"), ("PAID", "not_waiting")):
        with pytest.raises(RuleBroken) as no:
            release.release(tonight, id_of(tonight, number), who=lea(tonight))
        assert no.value.code == code
    with pytest.raises(RuleBroken) as no:
        release.release_performance(
            tonight, "p", who=lea(tonight), orders=[id_of(tonight, "SITE"), id_of(tonight, "NEXT")]
        )
    assert no.value.code == "not_waiting"
    assert states(tonight, "SITE") == ["held", "held"], "all or none"
    assert replay(tonight).equal


def test_only_reservations_and_invoices_are_released(book: Book) -> None:
    transfer = replace(reservation("A-1", number="BANK"), method="bank_transfer")
    taken(book, show_at(TONIGHT), transfer, invoice_order("B-1", "B-2"))
    invoiced = order(book, "INV").tickets[0].ticket
    for number, tickets, code in (("BANK", None, "not_released"), ("INV", [invoiced], "not_live")):
        with pytest.raises(RuleBroken) as no:
            release.release(book, id_of(book, number), who=lea(book), tickets=tickets)
        assert no.value.code == code
    with pytest.raises(RuleBroken) as no:
        release.release(book, id_of(book, "INV"), who=lea(book), inform="pigeon")
    assert no.value.code == "unknown_inform"


def test_a_part_that_was_paid_lets_in_who_remains(tonight: Book, clock: HandClock) -> None:
    """30.00 of 60.00 are paid; tonight's ticket is released: next week's is covered, and nothing is credit."""
    payment.pay(tonight, id_of(tonight, "BOTH"), method="card", amount=3000, who=lea(tonight))
    at(clock, TONIGHT)
    release.release_performance(tonight, "p", who=lea(tonight))
    assert (states(tonight, "BOTH"), order(tonight, "BOTH").balance) == (["cancelled", "valid"], 0)
    assert cases(tonight) == []
    assert replay(tonight).equal


def test_a_released_ticket_is_reinstated_and_its_order_waits_again(tonight: Book) -> None:
    release.release(tonight, id_of(tonight, "ELSE"), who=lea(tonight))
    [ticket] = order(tonight, "ELSE").tickets
    with pytest.raises(RuleBroken) as no:
        cancel.keep(tonight, [ticket.ticket], who=lea(tonight))
    assert no.value.code == "final"
    cancel.reinstate(tonight, ticket.ticket, who=lea(tonight))
    view = order(tonight, "ELSE")
    assert (view.state, view.balance, states(tonight, "ELSE")) == ("pending", 3000, ["cancelled", "held"])
    assert replay(tonight).equal


def test_what_may_be_due_leaves_nothing_out(tonight: Book, clock: HandClock) -> None:
    """Asked fast and asked of every order, at every half hour or day from before the first date to after the last."""
    invoices = [invoice_order(f"E-{n}", number=f"I{n}") for n in range(6)]
    made = [replace(o, created_at=NOW - n * 4 * DAY) for n, o in enumerate(invoices)]
    odd = replace(invoice_order("F-1", number="ODD"), created_at=None, due_at=NOW + 12 * DAY)
    soon = [replace(o, performance="next") for o in invoice_order("A-2", number="SOON").tickets]
    taken(tonight, show_at(NOW + 40 * DAY, name="far"), *(at_performance(o, "far") for o in (*made, odd)))
    taken(tonight, replace(invoice_order("A-2", number="SOON"), tickets=tuple(soon)))
    seen = set()
    for step in (*range(0, 24, 1), *range(24, 24 * 45, 24)):
        at(clock, NOW + step * HOUR)
        asked = due_work(tonight)
        assert asked == tuple(view for view in waiting(tonight) if view.due is not None)
        seen |= {view.due for view in asked}
    assert seen == {"release", "cancel", "remind"}


def at_performance(order: TakenOrder, performance: str) -> TakenOrder:
    return replace(order, tickets=tuple(replace(t, performance=performance) for t in order.tickets))


# --- who drives it -------------------------------------------------------------------------------------------------


def test_orders_are_looked_at_once_a_minute_of_the_books_clock(tonight: Book, clock: HandClock) -> None:
    change_rules(tonight, {"release_by_rule": "1"}, who=lea(tonight))
    rounds = Rounds(None)
    at(clock, TONIGHT - 30 * MINUTE - 1_000_000)
    rounds.go(tonight)
    clock.advance(seconds=30)
    rounds.go(tonight)
    assert order(tonight, "SITE").state == "pending"
    clock.advance(seconds=30)
    rounds.go(tonight)
    assert order(tonight, "SITE").state == "expired"


def test_the_window_drives_the_rounds(file_book: Book, clock: HandClock) -> None:
    taken(file_book, show_at(NOW + 60 * DAY), invoice_order("A-1"))
    to_day(clock, 31)

    told: list[int] = []

    class Books:
        """The book's own thread."""

        async def background(self, work: Callable[[Book], object]) -> object:
            if told:
                raise asyncio.CancelledError
            return work(file_book)

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(desk_rounds(Books(), server=None, released=told.append, pause=0))  # type: ignore[arg-type]
    assert order(file_book, "INV").state == "expired"
    assert told == [1], "what the clock did is said"


@pytest.mark.parametrize(("late", "listed"), [(DAY, []), (DAY + 1, ["INV"])])
def test_a_cancellation_that_was_missed_is_no_surprise_at_the_door(
    book: Book, clock: HandClock, late: int, listed: list[str]
) -> None:
    """No desk was open for a while, and the customers come tomorrow: the clock only lists them, a person decides."""
    taken(book, show_at(NOW + 10 * DAY), invoice_order("A-1"))
    [view] = waiting(book)
    assert view.cancels_at is not None and view.starts_at - view.cancels_at < 2 * DAY
    at(clock, view.cancels_at + late)
    assert len(by_clock(book)) == (0 if listed else 1)
    assert [view.number for view in due_work(book)] == listed


def test_an_import_mails_and_cancels_nobody(book: Book, clock: HandClock, box: Box, server: MailServer) -> None:
    report = ImportReport()
    items = [show_at(NOW + 60 * DAY), replace(invoice_order("A-1"), created_at=NOW - 10 * DAY)]
    take_in(book, items, who=lea(book), report=report, told=FileReport("x"))
    Rounds(server).go(book)
    assert box.taken == []
    assert order(book, "INV").state == "pending"


# --- what the screens ask ------------------------------------------------------------------------------------------


def test_what_a_release_would_do_is_what_it_does(book: Book) -> None:
    taken(book, show_at(NOW + 5 * DAY), reservation("A-1", "A-2"), invoice_order("B-1", "B-2"))
    site, bill = id_of(book, "SITE"), id_of(book, "INV")
    payment.pay(book, site, method="card", amount=1000, who=lea(book))
    first, second = (t.ticket for t in order(book, "SITE").tickets)
    one = release.preview(book, site, tickets=[second])
    assert (one.tickets, one.shorts, one.reason, one.credit) == ((second,), ("SITE-2",), "not_collected", 0)
    whole = release.preview(book, site)
    assert (whole.tickets, whole.credit, whole.credit_note) == ((first, second), 1000, False)
    done = release.release(book, site, who=lea(book), tickets=whole.tickets)
    assert (done.tickets, done.credit) == (whole.shorts, whole.credit)
    with pytest.raises(RuleBroken) as no:
        release.preview(book, site)
    assert no.value.code == "not_waiting"
    whole = release.preview(book, bill, tickets=[order(book, "INV").tickets[0].ticket])
    assert (len(whole.tickets), whole.reason, whole.credit_note) == (2, "not_paid", True), "an invoice is one paper"
    assert release.release(book, bill, who=lea(book)).credit_note is not None


def test_of_two_evenings_the_one_that_has_come_due_is_offered(book: Book, clock: HandClock) -> None:
    tonight, later = show_at(NOW + DAY), show_at(NOW + 9 * DAY, name="q")
    both = replace(tonight.performances[0], external="p"), later.performances[0]
    order_ = reservation("A-1", "A-2")
    order_ = replace(order_, tickets=(order_.tickets[0], replace(order_.tickets[1], performance="q")))
    taken(book, TakenPerformances(both), order_)
    site = id_of(book, "SITE")
    assert len(release.preview(book, site).tickets) == 2
    at(clock, NOW + DAY - 30 * MINUTE)
    assert release.preview(book, site).shorts == ("SITE-1",)
    view = today.reserved(book, "p")
    assert (view.release_at, [(row.number, row.tickets, row.is_due) for row in view.orders]) == (
        NOW + DAY - 30 * MINUTE,
        [("SITE", 1, True)],
    )
    assert [row.is_due for row in today.reserved(book, "q").orders] == [False]


def test_only_what_waits_on_site_is_among_the_reservations(book: Book) -> None:
    taken(book, show_at(NOW + 5 * DAY), reservation("A-1", "A-2"), invoice_order("B-1"), on("C-1", number="PAID"))
    payment.pay(book, id_of(book, "SITE"), method="card", amount=1000, who=lea(book))
    [row] = today.reserved(book, "p").orders
    assert (row.number, row.name, row.seats, row.open, row.paid) == ("SITE", "Müller, Zoé", ("A-1", "A-2"), 5000, 1000)
    assert [(o.number, o.is_reserved) for o in today.evening(book, "p").orders if o.is_reserved] == [("SITE", True)]
    release.release_performance(book, "p", who=lea(book), orders=[row.order])
    assert today.reserved(book, "p").orders == ()


def test_an_order_says_what_a_person_may_do_about_it(later: Book, clock: HandClock) -> None:
    view = order(later, "INV")
    assert (view.to_pay, view.can_release, view.can_admit_unpaid, view.is_late) == (6000, False, True, False)
    assert view.waits is not None
    assert view.expires_on == view.waits.last_on
    release.admit_unpaid(later, view.order, who=alone(later))
    view = order(later, "INV")
    assert (view.admit_unpaid, view.expires_on) == (True, None), "no rule cancels it"
    assert ("admit", True) in view.history[0].details
    to_day(clock, 11)
    assert order(later, "INV").can_release, "overdue"
    release.release(later, view.order, who=lea(later))
    view = order(later, "INV")
    assert (view.waits, view.to_pay, view.is_late, view.can_release) == (None, 6000, True, False)
    taken(later, on("A-2", number="SOLD"))
    view = order(later, "INV")
    assert (view.to_pay, view.is_late) == (0, True)
    sold = order(later, "SOLD")
    assert (sold.waits, sold.to_pay, sold.is_late, sold.can_admit_unpaid) == (None, 0, False, False)
