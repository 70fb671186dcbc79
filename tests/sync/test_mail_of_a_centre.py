"""Customers are told by the centre once it has accepted what happened: once, by one of its processes, at least once after a crash."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import delete

from tests.conftest import lea
from tests.desk.test_mail import Box, Crash, finish, free_port, order_for, past_hold, raising, serving
from tests.desk.test_waiting import ZOE, invoice_order, show_at, to_day
from tests.desks import Desk, centre_book, desk_book
from tests.house import house, on, taken
from tests.postgres import Postgres
from ticketoffice.central.mailing import Mailer
from ticketoffice.central.service import Centre
from ticketoffice.desk import cancel, mailing
from ticketoffice.desk.e_tickets import mail_tickets
from ticketoffice.desk.find import order_of
from ticketoffice.desk.mail import LONGEST_CLAIM, send_due
from ticketoffice.desk.owing import cases
from ticketoffice.desk.people import person_named
from ticketoffice.desk.reminding import remind
from ticketoffice.desk.report_views import CancelledReport
from ticketoffice.desk.reports import cancellations
from ticketoffice.desk.show import show
from ticketoffice.desk.strip import strip
from ticketoffice.desk.views import CancelledView
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.printing.e_tickets import attached
from ticketoffice.settings import MailServer
from ticketoffice.store import loading, membership, outbox, tables
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.measures import measures
from ticketoffice.store.opening import open_url
from ticketoffice.store.receiving import _Receiver
from ticketoffice.store.replay import replay

DAY = 86_400


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def server(box: Box) -> Iterator[MailServer]:
    with serving(box) as found:
        yield found


@pytest.fixture
def two(centre: Book, tmp_path: Path, clock: HandClock) -> Iterator[tuple[Desk, Desk]]:
    """Desk A brought an order with an address, B joined afterwards; both know that their centre mails."""
    a = desk_book(clock=clock, folder=tmp_path / "A")
    order_for(a)
    first = Desk(a, centre, name="A", mails=True)
    first.sync()
    second = Desk(desk_book(clock=clock, folder=tmp_path / "B"), centre, name="B", mails=True)
    second.sync()
    yield first, second
    a.close()
    second.book.close()


def tickets_of(desk: Desk, number: str = "N1") -> list[str]:
    return [t.ticket for t in show(desk.book, order_of(desk.book, number)[0]).tickets]


def boxed(book: Book) -> list[str]:
    """How the notices in a book's own box stand."""
    with book.read() as reading:
        return [mail.state for mail in reading.mail_box.all()]


def gone(desk: Desk, ticket: str) -> CancelledView:
    view = next(t for t in show(desk.book, order_of(desk.book, "N1")[0]).tickets if t.ticket == ticket)
    assert view.cancelled is not None
    return view.cancelled


def to_tell(book: Book) -> list[tuple[bool, str | None]]:
    report: CancelledReport = cancellations(book)
    return [(line.to_tell, line.notice) for line in report.lines]


def finished_and_sent(desk: Desk, clock: HandClock, *, count: int = 1) -> str:
    """A cancellation that the centre has accepted, and whose notice may leave."""
    operation = finish(desk.book, tickets_of(desk)[:count])
    past_hold(clock)
    assert desk.sync().cause is None
    past_hold(clock)
    return operation


@pytest.mark.parametrize("told", [True, False])
def test_of_what_the_customer_was_told_the_centre_takes_no_keep(
    two: tuple[Desk, Desk], clock: HandClock, server: MailServer, monkeypatch: pytest.MonkeyPatch, told: bool
) -> None:
    """Not even of the desk that made it, whose program does not look whether it has left."""
    a, b = two
    [ticket, _] = tickets_of(a)
    finished_and_sent(a, clock)
    assert not told or send_due(a.centre, server=server) == 1
    with monkeypatch.context() as patches:
        patches.setattr(loading, "_final", lambda *_, **__: {})
        cancel.keep(a.book, [ticket], who=lea(a.book))
    for desk in (a, b, a):
        assert desk.sync().cause is None
    states = {show(book, order_of(book, "N1")[0]).tickets[0].state for book in (a.book, b.book, a.centre)}
    assert states == {"cancelled" if told else "valid"}
    assert [case.why for case in cases(b.book).lines] == ["kept_too_late"] * told


@pytest.mark.parametrize("together", [True, False], ids=["together", "one-by-one"])
def test_what_is_accepted_is_told_once_and_every_desk_hears_of_it(
    two: tuple[Desk, Desk],
    clock: HandClock,
    box: Box,
    server: MailServer,
    together: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    a, b = two
    if not together:
        monkeypatch.setattr(_Receiver, "_together", lambda *_, **__: False)
    tickets = tickets_of(a)
    operation = finish(a.book, tickets)
    assert boxed(a.book) == [], "the centre sends it"
    assert (gone(a, tickets[0]).notice, to_tell(a.book)) == ("queued", [(True, "queued")] * 2)
    past_hold(clock)
    assert (send_due(a.book, server=server), send_due(a.centre, server=server)) == (0, 0), "not accepted yet"
    a.sync()
    assert send_due(a.centre, server=server) == 0, "its hold is not over"
    past_hold(clock)
    assert send_due(a.centre, server=server) == 1
    [message] = box.taken
    assert message["Message-ID"] == f"<{operation}@ticketoffice.invalid>"
    assert (message["Content-Language"], box.recipients) == ("fr", [["zoe@example.org"]])
    assert "ont été annulés" in message.get_content() and "(N1-2)" in message.get_content()
    for desk in (a, b, a):
        desk.sync()
    for desk in (a, b):
        assert (gone(desk, tickets[0]).told_at, gone(desk, tickets[0]).notice) == (clock.now(), "sent")
        assert to_tell(desk.book) == [(False, "sent")] * 2
        told = show(desk.book, order_of(desk.book, "N1")[0]).history[0]
        assert (told.kind, told.by) == ("customer_told", "Lea")
    assert (send_due(a.centre, server=server), len(box.taken)) == (0, 1)
    for book in (a.centre, a.book, b.book):
        assert replay(book).equal
        assert verify(book) is None


def test_asked_again_after_a_lost_answer_it_is_told_once(
    two: tuple[Desk, Desk], clock: HandClock, box: Box, server: MailServer
) -> None:
    a, _ = two
    finish(a.book, tickets_of(a))
    past_hold(clock)
    a.line.after = lambda question: (_ for _ in ()).throw(Unavailable("no_network"))
    assert a.sync().cause == "no_network"
    past_hold(clock)
    assert send_due(a.centre, server=server) == 1
    a.line.after = lambda _: None
    assert a.sync().cause is None
    past_hold(clock)
    assert (send_due(a.centre, server=server), len(box.taken), boxed(a.centre)) == (0, 1, ["sent"])


def test_what_the_centre_refuses_is_told_to_nobody(
    two: tuple[Desk, Desk], clock: HandClock, box: Box, server: MailServer
) -> None:
    a, b = two
    one = tickets_of(a)[:1]
    first, second = finish(a.book, one), finish(b.book, one)
    past_hold(clock)
    for desk in (a, b):
        desk.sync()
    past_hold(clock)
    assert send_due(a.centre, server=server) == 1
    [message] = box.taken
    assert message["Message-ID"] == f"<{first}@ticketoffice.invalid>" != f"<{second}@ticketoffice.invalid>"
    assert boxed(a.centre) == ["sent"]


@pytest.mark.parametrize("apart", [False, True], ids=["in one batch", "in a batch of its own"])
def test_kept_nobody_is_told(
    two: tuple[Desk, Desk], clock: HandClock, box: Box, server: MailServer, apart: bool
) -> None:
    a, _ = two
    tickets = tickets_of(a)
    finish(a.book, tickets)
    cancel.keep(a.book, tickets, who=lea(a.book))
    past_hold(clock)
    with a.book.read() as reading:
        batch = outbox.next_batch(reading.connection, at=clock.now())
    assert batch is not None
    for part in (batch.sent[:-1], batch.sent[-1:]) if apart else (batch.sent,):
        a.line.push(batch.epoch, part)
        assert send_due(a.centre, server=server) == 0
    assert boxed(a.centre) == ["withdrawn"]
    past_hold(clock)
    assert (send_due(a.centre, server=server), box.taken) == (0, [])


def test_a_reinstated_ticket_is_told_to_nobody(
    two: tuple[Desk, Desk], clock: HandClock, box: Box, server: MailServer
) -> None:
    a, b = two
    [one] = tickets_of(a)[:1]
    finish(a.book, [one])
    past_hold(clock)
    for desk in (a, b):
        desk.sync()
    cancel.reinstate(b.book, one, who=lea(b.book))
    b.sync()
    past_hold(clock)
    assert (send_due(a.centre, server=server), boxed(a.centre), box.taken) == (0, ["withdrawn"], [])


def test_taken_back_while_the_line_is_made_the_rest_is_told_at_once(
    two: tuple[Desk, Desk], clock: HandClock, box: Box, server: MailServer
) -> None:
    a, _ = two
    tickets = tickets_of(a)
    finished_and_sent(a, clock, count=2)

    def back() -> None:
        box.asked = lambda: None
        cancel.reinstate(a.book, tickets[0], who=lea(a.book))
        a.sync()

    box.asked = back
    assert (send_due(a.centre, server=server), box.taken) == (0, [])
    assert send_due(a.centre, server=server) == 1
    assert "(N1-1)" not in box.taken[0].get_content()


def test_before_it_had_a_centre_a_desk_sends_its_own_and_afterwards_none(
    centre: Book, tmp_path: Path, clock: HandClock, box: Box, server: MailServer
) -> None:
    """One brings its history, one comes fresh: what they asked for before is never the centre's."""
    for name in ("A", "B"):
        book = desk_book(clock=clock, folder=tmp_path / name)
        order_for(book, number=name)
        tickets = [t.ticket for t in show(book, order_of(book, name)[0]).tickets]
        before = finish(book, tickets[:1])
        past_hold(clock)
        desk = Desk(book, centre, name=name, mails=True)
        assert desk.sync().cause is None
        past_hold(clock)
        assert send_due(centre, server=server) == 0
        assert (boxed(centre), boxed(book)) == (["sent"] if name == "B" else [], ["queued"])
        assert send_due(book, server=server) == 1
        after = finish(book, tickets[1:])
        past_hold(clock)
        desk.sync()
        past_hold(clock)
        assert (send_due(book, server=server), boxed(book)) == (0, ["sent"])
        assert send_due(centre, server=server) == 1
        ids = [message["Message-ID"] for message in box.taken[-2:]]
        assert ids == [f"<{operation}@ticketoffice.invalid>" for operation in (before, after)]
        book.close()
    assert len(box.taken) == 4


def test_a_history_is_told_to_nobody_though_it_was_asked_of_another_centre(
    centre: Book, tmp_path: Path, clock: HandClock
) -> None:
    former = centre_book("sqlite://", clock=clock, folder=tmp_path / "former")
    book = desk_book(clock=clock, folder=tmp_path / "A")
    order_for(book)
    desk = Desk(book, former, name="A", mails=True)
    finish(book, tickets_of(desk))
    past_hold(clock)
    desk.sync()
    assert boxed(former) == ["queued"]
    membership.leave(book)
    with book.engine.begin() as connection:
        connection.execute(delete(tables.answers))
    moved = Desk(book, centre, name="A", mails=True)
    assert (moved.welcome.form, moved.sync().cause) == ("history", None)
    assert boxed(centre) == []
    for one in (former, book):
        one.close()


def test_whether_the_centre_mails_decides_what_a_desk_offers(centre: Book, tmp_path: Path, clock: HandClock) -> None:
    book = desk_book(clock=clock, folder=tmp_path / "A")
    [one, _] = order_for(book)
    order = order_of(book, "N1")[0]
    cancel.click(book, [one], who=lea(book))

    def offered(*, server: bool) -> tuple[bool, str | None, str]:
        view = strip(book, order, mail_server=server)
        assert view is not None
        return view.can_email, view.no_email, view.inform

    assert offered(server=False) == (False, "no_mail_server", "later")
    assert offered(server=True) == (True, None, "email")
    assert (mailing.why_not_by_hand(book), mailing.leaves_here(book)) == ("no_mail_server", True)
    desk = Desk(book, centre, name="A")
    desk.sync()
    assert offered(server=True) == (False, "centre_mails_not", "later"), "the desk's own server is for what is older"
    desk.line = type(desk.line)(Centre(centre, token=desk.welcome.token, mails=True))
    desk.postman._service = desk.line
    desk.sync()
    assert offered(server=False) == (True, None, "email")
    assert (mailing.why_not_by_hand(book), mailing.leaves_here(book)) == ("mail_by_centre", False)
    book.close()


def test_by_hand_a_desk_with_a_centre_sends_only_what_it_asked_for_before(
    two: tuple[Desk, Desk], clock: HandClock
) -> None:
    a, _ = two
    finish(a.book, tickets_of(a))
    with pytest.raises(RuleBroken) as no:
        cancel.inform(a.book, tickets_of(a), who=lea(a.book), by="email")
    assert no.value.code == "mail_by_centre"


def test_a_reminder_to_which_the_clock_comes_at_two_desks_is_sent_once(
    centre: Book, tmp_path: Path, clock: HandClock, box: Box, server: MailServer
) -> None:
    book = desk_book(clock=clock, folder=tmp_path / "A")
    taken(book, show_at(clock.now() + 60 * DAY * 1_000_000), invoice_order("A-1"))
    a = Desk(book, centre, name="A", mails=True)
    a.sync()
    b = Desk(desk_book(clock=clock, folder=tmp_path / "B"), centre, name="B", mails=True)
    b.sync()
    to_day(clock, 10)
    for desk in (a, b):
        remind(desk.book, order_of(desk.book, "INV")[0], who=lea(desk.book), how="email")
    assert boxed(a.book) == boxed(b.book) == []
    for desk in (a, b):
        desk.sync()
    assert (send_due(centre, server=server), len(box.taken)) == (1, 1)
    assert "INV" in box.taken[0].get_content()
    for desk in (a, b, a):
        desk.sync()
    for one in (a.book, b.book, centre):
        kinds = [line.kind for line in show(one, order_of(one, "INV")[0]).history]
        assert kinds.count("customer_reminded") == 1
        assert replay(one).equal
    for desk in (a, b):
        desk.book.close()


def test_what_a_desk_brings_after_more_than_a_day_is_told_by_a_person(
    two: tuple[Desk, Desk], clock: HandClock, box: Box, server: MailServer
) -> None:
    a, _ = two
    finish(a.book, tickets_of(a))
    clock.advance(seconds=DAY + 60)
    a.sync()
    past_hold(clock)
    assert (send_due(a.centre, server=server), boxed(a.centre), box.taken) == (0, ["stale"], [])
    a.sync()
    assert to_tell(a.book) == [(True, "stale")] * 2


def test_a_desk_whose_clock_is_ahead_holds_no_notice_back(
    centre: Book, tmp_path: Path, clock: HandClock, box: Box, server: MailServer
) -> None:
    ahead = HandClock(clock.now() + 5 * DAY * 1_000_000)
    book = desk_book(clock=ahead, folder=tmp_path / "A")
    order_for(book)
    a = Desk(book, centre, name="A", mails=True)
    a.sync()
    finish(book, tickets_of(a))
    past_hold(ahead)
    a.sync()
    past_hold(clock)
    assert send_due(centre, server=server) == 1
    book.close()


def test_what_goes_wrong_is_counted_and_tried_again_later(
    two: tuple[Desk, Desk], clock: HandClock, box: Box, server: MailServer
) -> None:
    a, _ = two
    finished_and_sent(a, clock)

    def counted() -> tuple[dict[str, int], int]:
        with a.centre.read() as reading:
            found = measures(reading.connection)
        return {state: count for state, count in found.mails.items() if count}, found.mails_failing

    nobody = MailServer(host="127.0.0.1", port=free_port(), sender="kasse@example.org")
    assert counted() == ({"queued": 1}, 0)
    assert send_due(a.centre, server=nobody) == 0
    assert counted() == ({"queued": 1}, 1)
    assert send_due(a.centre, server=server) == 0, "it waits"
    clock.advance(seconds=60)
    box.refusals["zoe@example.org"] = "550 unknown"
    assert send_due(a.centre, server=server) == 0
    assert counted() == ({"refused": 1}, 0)
    clock.advance(seconds=3600)
    assert (send_due(a.centre, server=server), box.tries) == (0, 1)
    a.sync()
    assert to_tell(a.book) == [(True, "refused")], "somebody tells them"
    for book in (a.centre, a.book):
        assert replay(book).equal
    cancel.inform(a.book, tickets_of(a)[:1], who=lea(a.book), by="told")
    assert to_tell(a.book) == [(False, None)]


def test_an_address_that_is_none_is_said_at_every_desk(
    two: tuple[Desk, Desk], clock: HandClock, box: Box, server: MailServer
) -> None:
    a, b = two
    operation = finished_and_sent(a, clock)
    box.refusals["zoe@example.org"] = "550 unknown"
    assert (send_due(a.centre, server=server), box.taken) == (0, [])
    for desk in (a, b):
        desk.sync()
        assert (gone(desk, tickets_of(desk)[0]).notice, to_tell(desk.book)) == ("refused", [(True, "refused")])
        told = show(desk.book, order_of(desk.book, "N1")[0]).history[0]
        assert (told.kind, told.by) == ("customer_not_told", "Lea")
        assert replay(desk.book).equal
    with a.centre.read() as reading:
        assert reading.mail_box.about([operation])[operation].error == "SMTPRecipientsRefused 550"


def test_taken_before_a_crash_it_is_sent_again_under_the_same_id_once_nobody_is_at_it(
    two: tuple[Desk, Desk], clock: HandClock, box: Box, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, _ = two
    operation = finished_and_sent(a, clock)
    with monkeypatch.context() as crashing:
        crashing.setattr("ticketoffice.desk.mail._settled", raising(Crash()))
        with pytest.raises(Crash):
            send_due(a.centre, server=server)
    assert (send_due(a.centre, server=server), len(box.taken)) == (0, 1), "another process may still be at it"
    clock.advance(seconds=LONGEST_CLAIM // 1_000_000)
    assert send_due(a.centre, server=server) == 1
    assert [m["Message-ID"] for m in box.taken] == [f"<{operation}@ticketoffice.invalid>"] * 2
    a.sync()
    assert [line.kind for line in show(a.book, order_of(a.book, "N1")[0]).history].count("customer_told") == 1


def test_the_mailer_sends_what_comes_due_and_ends_when_it_is_told(
    two: tuple[Desk, Desk], clock: HandClock, box: Box, server: MailServer
) -> None:
    a, _ = two
    finished_and_sent(a, clock)
    there = threading.Event()
    box.asked = there.set
    mailer = Mailer(a.centre, server, every=0.01)
    mailer.start()
    assert there.wait(30)
    mailer.stop()
    assert (len(box.taken), boxed(a.centre)) == (1, ["sent"])
    finish(a.book, tickets_of(a)[1:])
    past_hold(clock)
    a.sync()
    past_hold(clock)
    assert mailer.go() == 0, "it has ended"


# --- several processes over one database ------------------------------------------------------------------------------


def filled_centre(url: str, tmp_path: Path, clock: HandClock, *, orders: int) -> tuple[Book, Desk]:
    """A centre that has accepted so many cancellations, each with a notice that may leave."""
    centre = centre_book(url, clock=clock, folder=tmp_path / "keys")
    book = desk_book(clock=clock, folder=tmp_path / "A")
    places = [replace(on(f"A-{n}", number=f"O{n}"), customer=ZOE) for n in range(orders)]
    taken(book, house(), *places)
    desk = Desk(book, centre, name="A", mails=True)
    desk.sync()
    for n in range(orders):
        finish(book, tickets_of(desk, f"O{n}"))
    past_hold(clock)
    desk.sync()
    past_hold(clock)
    return centre, desk


def another(url: str, folder: Path, clock: HandClock) -> Book:
    """One more process over the same database."""
    return open_url(url, clock=clock, secrets=FileSecrets(folder))


def test_two_processes_send_each_of_twenty_notices_once(
    postgres: Postgres, tmp_path: Path, clock: HandClock, box: Box, server: MailServer
) -> None:
    url = postgres.fresh()
    centre, desk = filled_centre(url, tmp_path, clock, orders=20)
    books = [centre, another(url, tmp_path / "keys", clock)]
    begin = threading.Barrier(2)

    def work(book: Book) -> int:
        begin.wait(30)
        return send_due(book, server=server)

    with ThreadPoolExecutor(2) as pool:
        sent = list(pool.map(work, books))
    assert (sum(sent), len(box.taken)) == (20, 20)
    assert all(sent), "both had their part"
    assert len({message["Message-ID"] for message in box.taken}) == 20
    desk.sync()
    assert to_tell(desk.book) == [(False, "sent")] * 20
    assert replay(centre).equal
    assert verify(centre) is None
    for book in (*books, desk.book):
        book.close()


def test_a_process_that_cannot_write_down_that_it_told_somebody_tells_nobody(
    postgres: Postgres, tmp_path: Path, clock: HandClock, box: Box, server: MailServer
) -> None:
    """Its keys lie elsewhere: the one that was started last began an epoch of its own."""
    url = postgres.fresh()
    centre, desk = filled_centre(url, tmp_path, clock, orders=1)
    other = another(url, tmp_path / "other keys", clock)
    assert send_due(centre, server=server) == 0
    with pytest.raises(Unavailable) as no:
        person_named(centre, "Nina")
    assert no.value.code == "key_elsewhere"
    assert send_due(other, server=server) == 1
    desk.sync()
    assert to_tell(desk.book) == [(False, "sent")]
    assert replay(centre).equal
    assert verify(centre) is None
    for book in (centre, other, desk.book):
        book.close()


# --- tickets by e-mail ------------------------------------------------------------------------------------------------


def test_a_desk_has_its_centre_send_tickets_once_it_has_heard_of_it(
    two: tuple[Desk, Desk], clock: HandClock, box: Box, server: MailServer
) -> None:
    a, b = two
    order = order_of(a.book, "N1")[0]
    mail_tickets(a.book, order, who=lea(a.book), server=False)
    assert (send_due(a.centre, server=server, papers=attached), boxed(a.book)) == (0, [])
    a.sync()
    assert (send_due(a.centre, server=server, papers=attached), boxed(a.centre)) == (1, ["sent"])
    [part] = box.taken[0].iter_attachments()
    assert part.get_content()[:5] == b"%PDF-"
    b.sync()
    assert show(b.book, order).history[0].kind == "tickets_mailed"
    assert replay(a.centre).equal and replay(b.book).equal
