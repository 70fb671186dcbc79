"""What went wrong with other programs between their desks and their centre; the numbers are those of the catalogue."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection, select, text

from tests.conftest import lea
from tests.desks import Desk
from tests.door import beside_the_door
from tests.simulation.template import image_of
from tests.sync.test_two_desks import state, ticket, waiting
from ticketoffice.central.service import Centre
from ticketoffice.desk import admit, cancel, hand_out, notes, payment
from ticketoffice.desk.customer import change_customer
from ticketoffice.desk.find import order_of
from ticketoffice.desk.show import show
from ticketoffice.domain.canonical import canonical
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.operations import KINDS
from ticketoffice.domain.outcome import Outcome
from ticketoffice.domain.people import Who
from ticketoffice.domain.travel import Answers, LoadPage, Page, Sent
from ticketoffice.store import adopting, feed, membership, outbox, receiving, tables
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_reader
from ticketoffice.store.received_bytes import misshapen
from ticketoffice.store.replay import replay
from ticketoffice.sync.comparing import BETWEEN

Join = Callable[..., Desk]
DAY = 86_400


def next_batch(desk: Desk) -> outbox.Batch:
    with desk.book.read() as reading:
        batch = outbox.next_batch(reading.connection, at=desk.book.clock.now())
    assert batch is not None
    return batch


def page(book: Book, *, after: int, limit: int) -> Page:
    with book.read() as reading:
        return feed.page(reading.connection, after=after, now=0, limit=limit)


def add_notes(desk: Desk, count: int) -> list[str]:
    order = order_of(desk.book, "P")[0]
    done = [notes.add_note(desk.book, order, text=f"note {n}", who=lea(desk.book)) for n in range(count)]
    return [changed.operations[0] for changed in done]


# --- up ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("times", [1, 2, 20])
def test_f04_sent_again_and_again_an_operation_counts_once(a: Desk, times: int) -> None:
    add_notes(a, 3)
    batch = next_batch(a)
    service = Centre(a.centre, token=a.welcome.token)
    first = service.push(batch.epoch, batch.sent)
    for _ in range(times):
        assert service.push(batch.epoch, batch.sent).answers == first.answers
    assert len(show(a.centre, order_of(a.centre, "P")[0]).notes) == 3


def test_f07_f11_a_stop_between_sending_and_the_answer_forgets_nothing(a: Desk) -> None:
    add_notes(a, 2)
    batch = next_batch(a)
    outbox.post(a.book, batch)
    assert waiting(a).unsent == 2, "marked as gone is not answered"
    assert a.sync().sent == 2
    assert waiting(a).unsent == 0


def test_f04_before_the_first_byte_leaves_nothing_of_it_can_be_kept_any_more(a: Desk, clock: HandClock) -> None:
    cancel.click(a.book, [ticket(a, "PT1")], who=lea(a.book))
    clock.advance(seconds=61)
    batch = next_batch(a)
    posted: list[int] = []

    def line_breaks(question: str) -> None:
        with a.book.read() as reading:
            posted.append(reading.facts().posted_through)
        raise Unavailable("no_network")

    a.line.before = line_breaks
    assert a.sync().cause == "no_network"
    assert posted == [batch.sent[-1].seq]
    clock.advance(seconds=-61)
    with pytest.raises(RuleBroken):
        cancel.keep(a.book, [ticket(a, "PT1")], who=lea(a.book))


def test_f12_what_the_centre_refused_is_before_the_cashier_after_the_same_round(a: Desk, b: Desk) -> None:
    for desk in (a, b):
        cancel.click(desk.book, [ticket(desk, "PT1")], who=lea(desk.book), now=True)
    a.sync()
    b.sync()
    with b.book.read() as reading:
        [case] = reading.cases()
    assert (case.kind, case.closed_at) == ("already_cancelled", None)
    assert waiting(b).refused == 1
    assert show(b.book, order_of(b.book, "P")[0]).tickets[0].sync == "refused"


def test_f14_one_that_cannot_be_taken_does_not_stop_those_after_it(a: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first, *others = add_notes(a, 4)
    judge = KINDS["note_added"].judge

    def broken(operation: object, situation: object) -> object:
        if getattr(operation, "id", None) == first:
            raise ZeroDivisionError
        return judge(operation, situation)  # type: ignore[arg-type]

    monkeypatch.setitem(KINDS, "note_added", replace(KINDS["note_added"], judge=broken))
    assert a.sync().cause is None
    with a.book.read() as reading:
        asked = select(tables.answers.c.operation, tables.answers.c.answer)
        told = {row[0]: row[1] for row in reading.connection.execute(asked)}
    assert told[first] == "refused"
    assert [told[name] for name in others] == ["accepted"] * 3
    with a.book.read() as reading:
        assert [case.kind for case in reading.cases()] == ["not_possible"], "and somebody is told"


def test_f14_of_one_that_stops_in_the_middle_nothing_stays(a: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = add_notes(a, 2)
    save, stopped = receiving.saving.save, []

    def stops_after_it(connection: Connection, outcomes: Sequence[Outcome], **named: Any) -> None:
        save(connection, outcomes, **named)
        if first in [outcome.operation.id for outcome in outcomes] and len(stopped) < 2:  # together, then alone
            stopped.append(first)
            raise ZeroDivisionError

    monkeypatch.setattr(receiving.saving, "save", stops_after_it)
    assert a.sync().cause is None
    assert [note.text for note in show(a.centre, order_of(a.centre, "P")[0]).notes] == ["note 1"]
    assert replay(a.centre).equal


def test_f15_access_that_ended_deletes_nothing_and_pauses_longer_each_time(a: Desk, clock: HandClock) -> None:
    add_notes(a, 2)
    good, a.line._service = a.line._service, Centre(a.centre, token="expired")
    pauses = []
    for _ in range(4):
        assert a.sync().cause == "access_ended"
        with a.book.read() as reading:
            known = membership.centre_of(reading.connection)
        assert known is not None and known.next_attempt_at is not None
        pauses.append(known.next_attempt_at - clock.now())
    assert pauses == sorted(pauses) and pauses[0] < pauses[-1]
    assert waiting(a).unsent == 2
    a.line._service = good
    assert a.sync().cause is None
    assert waiting(a).unsent == 0


def test_f16_operations_that_look_alike_stay_apart(a: Desk) -> None:
    order = order_of(a.book, "P")[0]
    for _ in range(5):
        notes.add_note(a.book, order, text="the same words", who=lea(a.book))
    a.sync()
    assert [note.text for note in show(a.centre, order_of(a.centre, "P")[0]).notes] == ["the same words"] * 5


def test_f35_a_desk_that_was_away_for_90_days_reverts_nobody(a: Desk, b: Desk, clock: HandClock) -> None:
    notes.add_note(b.book, order_of(b.book, "P")[0], text="from long ago", who=lea(b.book))
    change_customer(b.book, order_of(b.book, "P")[0], fields={"phone": "1"}, who=lea(b.book))
    clock.advance(seconds=1)
    change_customer(a.book, order_of(a.book, "P")[0], fields={"phone": "2"}, who=lea(a.book))
    cancel.click(a.book, [ticket(a, "PT1")], who=lea(a.book), now=True)
    a.sync()
    clock.advance(seconds=90 * DAY)
    assert b.sync().cause is None
    a.sync()
    assert state(b.book, "P", 1) == state(a.book, "P", 1) == "cancelled"
    assert [note.text for note in show(a.book, order_of(a.book, "P")[0]).notes] == ["from long ago"]
    customers = [show(desk.book, order_of(desk.book, "P")[0]).customer for desk in (a, b)]
    assert [customer.phone for customer in customers if customer is not None] == ["2", "2"]


# --- bad bytes ----------------------------------------------------------------------------------------------------------


def altered(sent: Sent, **changes: object) -> Sent:
    return replace(sent, **changes)


def test_i5_texts_and_records_that_nobody_committed_to_are_refused(a: Desk) -> None:
    add_notes(a, 2)
    batch = next_batch(a)
    first, second = batch.sent
    other = replace(first.notes[0], text="something else")
    answers = Centre(a.centre, token=a.welcome.token).push(batch.epoch, [altered(first, notes=(other,)), second])
    assert [(one.answer, one.reason) for one in answers.answers] == [("refused", "malformed"), ("accepted", None)]
    assert [note.text for note in show(a.centre, order_of(a.centre, "P")[0]).notes] == ["note 1"]


@pytest.mark.parametrize("what", ["other bytes", "another signature", "another id", "no JSON", "a gap"])
def test_i5_what_no_honest_desk_sends_is_stored_and_told(a: Desk, what: str) -> None:
    add_notes(a, 2)
    batch = next_batch(a)
    first, second = batch.sent
    service = Centre(a.centre, token=a.welcome.token)
    sent: Sequence[Sent]
    if what == "other bytes":
        service.push(batch.epoch, [first])
        sent, stopped = [altered(first, body=first.body.replace(b"note_added", b"note_Added"))], "other_bytes"
    elif what == "another signature":
        sent, stopped = [altered(first, signature=bytes(64))], None
    elif what == "another id":
        sent, stopped = [altered(first, id="ab" * 16)], None
    elif what == "no JSON":
        sent, stopped = [altered(first, body=b"{]")], "broken_chain"
    else:
        sent, stopped = [second], "gap"
    answers = service.push(batch.epoch, sent)
    assert answers.stopped == stopped
    with a.centre.read() as reading:
        alarms = [row[0] for row in reading.connection.execute(select(tables.alarms.c.kind))]
    expected = {"other bytes": ["other_bytes"], "another signature": ["bad_signature"], "no JSON": ["broken_chain"]}
    assert alarms == expected.get(what, [])
    if stopped is None:
        assert [answer.answer for answer in answers.answers] == ["refused"]
    assert len(show(a.centre, order_of(a.centre, "P")[0]).notes) == (what == "other bytes")


def test_a_stopped_desk_is_answered_nothing_more_and_works_on(a: Desk) -> None:
    add_notes(a, 1)
    batch = next_batch(a)
    service = Centre(a.centre, token=a.welcome.token)
    service.push(batch.epoch, [altered(batch.sent[0], body=b"{]")])
    result = a.sync()
    assert (result.cause, result.stopped) == ("access_ended", "broken_chain")
    cancel.click(a.book, [ticket(a, "PT1")], who=lea(a.book))
    assert state(a.book, "P", 1) == "cancelled"
    assert waiting(a).unsent == 2


def test_a_desk_that_the_centre_does_not_know_is_told_so(a: Desk) -> None:
    add_notes(a, 1)
    batch = next_batch(a)
    answers = receiving.receive(a.centre, desk="ab" * 16, epoch=batch.epoch, sent=batch.sent)
    assert (answers.answers, answers.stopped) == ((), "unknown_desk")


# --- down -----------------------------------------------------------------------------------------------------------------


def test_f31_pages_of_any_length_tell_every_change_once(a: Desk, b: Desk) -> None:
    add_notes(a, 7)
    cancel.click(a.book, [ticket(a, "PT1")], who=lea(a.book), now=True)
    a.sync()
    whole = page(a.centre, after=0, limit=10_000)
    for limit in (1, 2, 3, 5):
        heard, after, more = [], 0, True
        while more:
            part = page(a.centre, after=after, limit=limit)
            heard += [one.id for item in part.items for one in item.heard] + [one.id for one in part.general]
            assert part.through >= after
            after, more = part.through, part.more
        assert sorted(heard) == sorted(
            [one.id for item in whole.items for one in item.heard] + [g.id for g in whole.general]
        )
        assert after == whole.through


@pytest.mark.parametrize("days", [-1, 5])
def test_f32_f33_a_clock_that_is_wrong_stops_no_feed_and_makes_no_second_truth(
    a: Desk, b: Desk, clock: HandClock, days: int
) -> None:
    b.book.clock = HandClock(clock.now() + days * DAY * 1_000_000)
    cancel.click(b.book, [ticket(b, "PT2")], who=lea(b.book), now=True)
    notes.add_note(a.book, order_of(a.book, "P")[0], text="now", who=lea(a.book))
    for desk in (b, a, b):
        assert desk.sync().cause is None
    assert state(a.book, "P", 2) == state(b.book, "P", 2)
    with b.book.read() as reading:
        known = membership.centre_of(reading.connection)
    assert known is not None and known.skew == days * DAY * 1_000_000
    assert replay(a.centre).equal


def test_f34_an_empty_answer_deletes_nothing(a: Desk, b: Desk) -> None:
    empty = Page(items=(), through=0, as_of=0, more=False, now=0)
    before = [state(b.book, "P", n) for n in (1, 2, 3)]
    with b.book.read() as reading:
        cursor = membership.centre_of(reading.connection).cursor  # type: ignore[union-attr]
    adopting.adopt(b.book, replace(empty, through=cursor))
    assert [state(b.book, "P", n) for n in (1, 2, 3)] == before
    assert b.sync().cause is None


def test_f36_tickets_that_differ_from_the_centres_heal_by_themselves(a: Desk, b: Desk, clock: HandClock) -> None:
    """Also those of an order that no change brings again, and where nobody does anything."""
    with beside_the_door(), b.book.engine.begin() as connection:
        connection.execute(text("UPDATE tickets SET price = price + 1 WHERE number = 'PT2'"))
    assert (b.sync().cause, [t.price for t in show(b.book, order_of(b.book, "P")[0]).tickets]) == (
        None,
        [3000, 3001, 3000],
    )
    clock.advance(seconds=int(BETWEEN))
    result = b.sync()
    assert (result.cause, result.differing) == (None, ())
    assert [t.price for t in show(b.book, order_of(b.book, "P")[0]).tickets] == [3000] * 3


def test_f08_money_taken_offline_outlives_what_the_centre_says_of_the_order(a: Desk, b: Desk) -> None:
    order = order_of(b.book, "I")[0]
    payment.pay(b.book, order, method="cash", amount=2000, who=lea(b.book))
    notes.add_note(a.book, order, text="will pay at the desk", who=lea(a.book))
    a.sync()
    b.line.before = lambda question: _fail() if question == "push" else None
    assert b.sync().cause == "no_network"
    b.line.before = lambda _: None
    with b.book.read() as reading:
        cursor = membership.centre_of(reading.connection).cursor  # type: ignore[union-attr]
    adopting.adopt(b.book, b.line.changes(cursor))
    view = show(b.book, order)
    assert [p.amount for p in view.payments] == [2000]
    assert [note.text for note in view.notes] == ["will pay at the desk"]


def _fail() -> None:
    raise Unavailable("no_network")


def test_f28_two_desks_offline_admit_and_cancel_one_ticket(a: Desk, b: Desk, clock: HandClock) -> None:
    admit.admit(a.book, "PT1", who=lea(a.book))
    clock.advance(seconds=61)
    cancel.cancel(b.book, [ticket(b, "PT1")], who=lea(b.book), reason="duplicate", method="cash", now=True)
    for desk in (a, b, a):
        desk.sync()
    for book in (a.book, b.book, a.centre):
        assert state(book, "P", 1) == "used", "who is in is in (C05)"
        with book.read() as reading:
            assert {case.kind for case in reading.cases()} == {"used", "over_refund"}


# --- machines -------------------------------------------------------------------------------------------------------------


def test_f37_a_cloned_machine_is_noticed_and_frozen(a: Desk, tmp_path: Path) -> None:
    add_notes(a, 1)
    batch = next_batch(a)
    twin = altered(batch.sent[0], body=batch.sent[0].body.replace(b'"at":', b'"at":1'), id="cd" * 16)
    assert a.sync().cause is None
    answers = Centre(a.centre, token=a.welcome.token).push(batch.epoch, [twin])
    assert (answers.answers, answers.stopped) == ((), "other_bytes")


def test_i4_an_answer_for_somebody_elses_operation_is_no_answer(a: Desk) -> None:
    add_notes(a, 1)
    push = a.line.push

    def confused(epoch: str, sent: Sequence[Sent]) -> Answers:
        answers = push(epoch, sent)
        return replace(answers, answers=tuple(replace(one, id="ef" * 16) for one in answers.answers))

    a.line.push = confused  # type: ignore[method-assign]
    assert a.sync().cause == "no_answer"
    assert waiting(a).unsent == 1


@pytest.mark.parametrize("begins", [True, False], ids=["at once", "on the way"])
def test_a_load_that_goes_on_without_saying_from_where_is_no_answer(
    a: Desk, join: Join, monkeypatch: pytest.MonkeyPatch, begins: bool
) -> None:
    small = feed.load_page
    monkeypatch.setattr(feed, "load_page", lambda connection, **how: small(connection, **how, limit=1))
    desk = join("late")
    orders, asked = desk.line.orders, []

    def nothing(after: str | None, *, heard: int | None = None) -> LoadPage:
        asked.append(after)
        page = orders(after, heard=heard)
        return page if len(asked) == 1 and not begins else replace(page, orders=(), more=True)

    desk.line.orders = nothing  # type: ignore[method-assign]
    with desk.book.read() as reading:
        before = membership.centre_of(reading.connection)
    done = desk.sync()
    assert (done.cause, done.own, done.heard) == ("no_answer", None, 0 if begins else 1)
    assert len(asked) == (1 if begins else 2)
    with desk.book.read() as reading:
        centre = membership.centre_of(reading.connection)
        assert reading.count_orders() == done.heard
    assert centre is not None and before is not None
    assert (centre.is_loading, centre.loaded_after, centre.cursor) == (
        True,
        None if begins else asked[1],
        before.cursor,
    )
    del desk.line.orders
    assert desk.sync().cause is None
    with desk.book.read() as reading, a.book.read() as there:
        assert reading.count_orders() == there.count_orders()


def test_the_whole_journal_of_a_centre_is_verified(a: Desk, b: Desk) -> None:
    add_notes(a, 3)
    cancel.click(b.book, [ticket(b, "PT2")], who=lea(b.book), now=True)
    for desk in (a, b):
        desk.sync()
    assert verify(a.centre) is None
    with beside_the_door(), a.centre.engine.begin() as connection:
        o = tables.operations
        body = connection.execute(select(o.c.body).where(o.c.kind == "note_added").limit(1)).scalar_one()
        changed = o.update().where(o.c.body == body).values(body=bytes(body).replace(b"note_added", b"note_Added"))
        connection.execute(changed)
    assert verify(a.centre) is not None


def test_a_stopped_desk_still_hears_what_others_do(a: Desk, b: Desk) -> None:
    """Only its push is stopped: a ticket that was cancelled elsewhere is no GO there."""
    add_notes(b, 1)
    batch = next_batch(b)
    twin = altered(batch.sent[0], body=batch.sent[0].body.replace(b'"at":', b'"at":1'), id="cd" * 16)
    b.sync()
    Centre(b.centre, token=b.welcome.token).push(batch.epoch, [twin])
    add_notes(b, 1)
    cancel.click(a.book, [ticket(a, "PT1")], who=lea(a.book), now=True)
    a.sync()
    result = b.sync()
    assert (result.cause, result.stopped) == ("access_ended", "other_bytes")
    assert state(b.book, "P", 1) == "cancelled"
    assert waiting(b).unsent == 1


def test_a_clock_that_is_off_is_noticed_also_where_nothing_is_sent(a: Desk, clock: HandClock) -> None:
    changes = a.line.changes

    def later(after: int) -> Page:
        page = changes(after)
        return replace(page, now=page.now + 300_000_000)

    a.line.changes = later  # type: ignore[method-assign]
    assert a.sync().sent == 0
    with a.book.read() as reading:
        known = membership.centre_of(reading.connection)
    assert known is not None and known.skew == -300_000_000


def test_what_was_not_readable_leaves_the_centres_journal_whole(a: Desk) -> None:
    add_notes(a, 3)
    batch = next_batch(a)
    first, second, _ = batch.sent
    bad = altered(second, signature=bytes(64))
    broken = altered(first, notes=(replace(first.notes[0], text="another"),))
    answers = Centre(a.centre, token=a.welcome.token).push(batch.epoch, [broken, bad])
    assert [(one.answer, one.reason) for one in answers.answers] == [
        ("refused", "malformed"),
        ("refused", "bad_signature"),
    ]
    assert a.sync().cause is None
    assert verify(a.centre) is None
    assert replay(a.centre).equal


def test_a_desk_that_joined_is_built_again_also_from_its_file_alone(a: Desk, b: Desk, tmp_path: Path) -> None:
    path = tmp_path / "copy.db"
    path.write_bytes(image_of(b.book))
    with b.book.read() as reading:
        assert reading.facts().mode == "live"
    reader = open_reader(path, clock=b.book.clock, secrets=FileSecrets(tmp_path / "B"))
    assert replay(reader).equal
    reader.close()


@pytest.mark.parametrize("amount", [-8500, 10**15])
def test_money_below_zero_or_beyond_all_is_malformed(a: Desk, amount: int) -> None:
    cancel.cancel(a.book, [ticket(a, "PT1")], who=lea(a.book), reason="duplicate", method="bank_transfer", now=True)
    hand_out.paid_out(a.book, [ticket(a, "PT1")], who=Who(lea(a.book).person, alone="nobody else is here"))
    batch = next_batch(a)
    paid = next(one for one in batch.sent if b"refund_paid_out" in one.body)
    payload = json.loads(paid.body)["payload"]
    payload["given"][0]["amount"] = amount
    whole = json.loads(paid.body) | {"payload": payload}
    header = whole["header"]
    assert misshapen(replace(paid, body=canonical(whole)), header=header) == "malformed"
    assert misshapen(paid, header=header) is None
