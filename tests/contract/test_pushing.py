"""Operations come in: the same answer for ever, and nothing that no desk would send is taken or breaks anything."""

from __future__ import annotations

import hashlib
import json
import random
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select, text

from tests.conftest import lea
from tests.contract.desk import Behind, Writer
from tests.house import on, taken
from ticketoffice.desk import payment
from ticketoffice.desk.find import order_of
from ticketoffice.desk.making import make
from ticketoffice.domain.travel import PUSH_LIMIT, Answer, Sent
from ticketoffice.store import tables
from ticketoffice.store.replay import replay
from ticketoffice.sync.http import wire

Make = Callable[..., Writer]


@pytest.fixture
def desk(writer: Make) -> Writer:
    made = writer()
    made.join()
    return made


@pytest.fixture
def begun(desk: Writer) -> Writer:
    """A desk whose history has come; it has written one more note."""
    desk.push_all()
    desk.note("A1", "comes late")
    return desk


def alarms(behind: Behind) -> list[str]:
    a = tables.alarms.c
    with behind.book.read() as reading:
        return list(reading.connection.execute(select(a.kind).order_by(a.at, a.id)).scalars())


def test_each_operation_is_answered_once_and_the_same_again(behind: Behind, desk: Writer) -> None:
    sent = desk.sent()
    first = desk.push(sent)
    assert [a.seq for a in first.answers] == [one.seq for one in sent]
    assert [a.id for a in first.answers] == [one.id for one in sent]
    assert {a.answer for a in first.answers} == {"accepted"}
    assert (first.received, first.now, first.stopped) == (sent[-1].seq, behind.clock.now(), None)
    through = desk.service.changes(0).through
    behind.clock.advance(seconds=3600)
    for batch in (sent, sent[:2], sent[1:], sent[-1:], sent[::-1], ()):
        again = desk.push(batch)
        assert again.answers == tuple(a for a in first.answers if a.seq in {one.seq for one in batch})
        assert again.received == first.received
    assert desk.service.changes(0).through == through, "nothing happened twice"


def test_a_gap_is_not_taken(behind: Behind, desk: Writer) -> None:
    sent = desk.sent()
    gap = desk.push(sent[2:])
    assert (gap.answers, gap.received, gap.stopped) == ((), 0, "gap")
    part = desk.push((sent[0], *sent[2:]))
    assert ([a.seq for a in part.answers], part.received, part.stopped) == ([1], 1, "gap")
    assert desk.push(sent).received == sent[-1].seq, "a gap is mended by what is missing"
    assert alarms(behind) == []


def test_other_bytes_in_its_place_are_an_alarm_and_stop_this_desk_alone(
    behind: Behind, desk: Writer, writer: Make
) -> None:
    sent = desk.sent()
    desk.push(sent)
    other = desk.forger().altered(sent[1], lambda whole: whole["header"].update(at=whole["header"]["at"] + 1))
    said = desk.push((sent[0], other))
    assert (said.stopped, [a.seq for a in said.answers]) == ("other_bytes", [1])
    assert alarms(behind) == ["other_bytes"]
    assert desk.push(sent).stopped == "other_bytes", "until somebody looks at it"
    assert desk.service.changes(0).through > 0, "it may still hear"
    second = writer("B", orders=0)
    second.join()
    second.push_all()
    assert alarms(behind) == ["other_bytes"]


def test_a_book_begins_once(behind: Behind, begun: Writer) -> None:
    """In the middle of an epoch a beginning is stored and refused, and what follows goes on."""
    with begun.book.read() as reading:
        payload = next(iter(reading.history.lines())).payload
    begun.book.write(lambda deed: deed.record(make(deed, "book_started", who=None, payload=payload)))
    begun.work_on()
    found = {answer.seq: (answer.answer, answer.reason) for answer in _all_answers(begun)}
    (again,) = [one.seq for one in begun.sent()[1:] if b'"kind":"book_started"' in one.body]
    assert found.pop(again) == ("refused", "malformed")
    assert {answer for answer, _ in found.values()} == {"accepted"}


def _all_answers(desk: Writer) -> list[Answer]:
    sent = desk.sent()
    return [answer for n in range(0, len(sent), PUSH_LIMIT) for answer in desk.push(sent[n : n + PUSH_LIMIT]).answers]


def test_a_broken_chain_is_an_alarm(behind: Behind, begun: Writer) -> None:
    one = begun.sent()[0]
    torn = begun.forger().altered(one, lambda whole: whole.update(prev_hash="00" * 32))
    assert begun.push((torn,)).stopped == "broken_chain"
    assert alarms(behind) == ["broken_chain"]


@pytest.mark.parametrize("signature", [bytes(64), bytes(range(64)), b"\xff" * 64])
def test_a_wrong_signature_is_refused_and_an_alarm(behind: Behind, begun: Writer, signature: bytes) -> None:
    one = begun.sent()[0]
    said = begun.push((replace(one, signature=signature),))
    assert [(a.answer, a.reason) for a in said.answers] == [("refused", "bad_signature")]
    assert said.received == one.seq
    assert alarms(behind) == ["bad_signature"]


def test_a_kind_of_a_newer_version_is_kept(begun: Writer) -> None:
    one = begun.forger().altered(begun.sent()[0], lambda whole: whole["header"].update(kind="place_painted"))
    said = begun.push((one,))
    assert [(a.answer, a.reason) for a in said.answers] == [("refused", "unknown_kind")]
    [told] = [item for item in begun.service.changes(0).items if item.id == one.id]
    assert [heard.body for heard in told.heard] == [one.body], "and told to everybody"
    assert told.order is not None and told.order.order is None
    assert [(case.kind, case.operation) for case in told.order.cases] == [("unknown_kind", one.id)], "with its case"


MALFORMED: dict[str, Callable[[dict[str, Any]], object]] = {
    "kind": lambda whole: whole["header"].update(kind=["x"]),
    "kind_object": lambda whole: whole["header"].update(kind={"x": 1}),
    "no_header": lambda whole: whole.pop("header"),
    "header": lambda whole: whole.update(header=3),
    "payload": lambda whole: whole.update(payload=[1]),
    "empty": lambda whole: whole.update(payload={}),
    "at": lambda whole: whole["header"].update(at="now"),
    "before": lambda whole: whole["header"].update(at=-1),
    "actor": lambda whole: whole["header"].update(actor="nobody"),
    "second": lambda whole: whole["header"].update(second_person="x" * 5000),
    "version": lambda whole: whole["header"].update(version=True),
    "seq": lambda whole: whole["header"].update(seq=77),
    "desk": lambda whole: whole["header"].update(desk="00" * 16),
    "note": lambda whole: whole["payload"].update(note={"note": "x", "commitment": 3}),
    "order": lambda whole: whole["payload"].update(order=2**52),
}


def test_what_is_malformed_is_refused_and_the_next_one_goes_on(desk: Writer) -> None:
    desk.note("A1", "comes late")
    like = desk.sent()[-1]
    desk.push_all()
    forger = desk.forger()
    for what, change in MALFORMED.items():
        one = forger.next(like, change)
        said = desk.push((one,))
        assert [a.answer for a in said.answers] == ["refused"], what
        assert said.answers[0].reason in ("malformed", "not_possible"), what
        assert said.received == one.seq
        assert desk.push((one,)).answers == said.answers
    assert replay(desk.behind.book).equal


NO_OPERATION = (b"\xff\x00", b"{}", b"[" * 5000, b'{"a":1e9', b'{"a":"\\ud800"', b'{"a":' + b"9" * 9000)


def test_bytes_that_are_no_operation_at_all(desk: Writer) -> None:
    desk.push_all()
    forger, like = desk.forger(), Sent(1, "", b"", b"", "full")
    for start in NO_OPERATION:
        forger.seq += 1
        body = start + b',"prev_hash":"%b"}' % forger.head.encode()
        one = forger.signed(replace(like, seq=forger.seq, id=f"{forger.seq:032x}"), body)
        forger.head = hashlib.sha256(body).hexdigest()
        said = desk.push((one,))
        assert [(a.seq, a.answer, a.reason) for a in said.answers] == [(one.seq, "refused", "malformed")], start


def _paths(part: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    items = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, value in items:
        found += _paths(value, (*path, key))
    return found


ODD = [None, True, -1, 0, 2**31, 2**53 - 1, -(2**53 - 1), "", "x" * 3000, "é", "00" * 16, [], {}, [1], {"a": 1}, "CHF"]


def _odd(draw: random.Random, whole: dict[str, Any]) -> None:
    """Puts odd values in some places."""
    paths = _paths(whole)
    for path in draw.sample(paths, k=min(len(paths), draw.choice((1, 1, 2, 4)))):
        part: Any = whole
        try:
            for key in path[:-1]:
                part = part[key]
            if isinstance(part, dict) == isinstance(path[-1], str):
                part[path[-1]] = deepcopy(draw.choice(ODD))
        except (KeyError, IndexError, TypeError):
            continue  # another change took its place away


def test_what_was_written_once_is_not_written_over_by_a_forged_operation(desk: Writer) -> None:
    """The same ids once more, with other amounts and times: a payment, a note, a scan stay what they were."""
    desk.work_on()
    taken(desk.book, on("Z-1", "Z-2", number="W", waiting=True))
    payment.pay(desk.book, order_of(desk.book, "W")[0], method="cash", amount=1000, who=lea(desk.book))
    samples = desk.sent()
    desk.push_all()
    forger, before = desk.forger(), facts(desk.behind)
    assert all(before.values()), before
    for one in samples:
        desk.push((forger.next(one, _other_amounts),))
    after = facts(desk.behind)
    for table, rows in before.items():
        assert rows <= after[table], (table, rows - after[table])


def _other_amounts(whole: dict[str, Any]) -> None:
    whole["header"]["at"] += 1_000_000

    def other(part: Any) -> Any:
        if isinstance(part, dict):
            return {name: 7 if name == "amount" else other(value) for name, value in part.items()}
        return [other(one) for one in part] if isinstance(part, list) else part

    whole["payload"] = other(whole["payload"])


def facts(behind: Behind) -> dict[str, set[tuple[Any, ...]]]:
    once = {
        "payments": "id, amount, method, paid_at",
        "refunds": "id, amount, ticket, promised_at",
        "money_lines": "id, amount, kind",
        "order_notes": "note, at, actor",
        "admissions": "id, ticket, admitted_at",
        "invoices": "id, number, amount, issued_at",
    }
    with behind.book.read() as reading:
        return {
            table: {tuple(row) for row in reading.connection.execute(text(f"SELECT {names} FROM {table}"))}
            for table, names in once.items()
        }


def test_a_fuzzed_desk_breaks_nothing_and_makes_no_places(desk: Writer, long_run: bool) -> None:
    """Rightly signed operations of many kinds with odd values anywhere: each one gets an answer."""
    desk.work_on()
    samples = desk.sent()
    desk.push_all()
    draw, counted, forger = random.Random(4), Counter[str](), desk.forger()
    before = money(desk.behind)
    for _ in range(3000 if long_run else 200):
        one = forger.next(draw.choice(samples), lambda whole: _odd(draw, whole))
        said = desk.push((one,))
        assert said.stopped is None, one
        assert [(a.seq, a.id) for a in said.answers] == [(one.seq, one.id)], one
        counted[said.answers[0].reason or said.answers[0].answer] += 1
    print(f"fuzzed operations by answer: {dict(sorted(counted.items()))}")
    assert counted["malformed"] > 20
    after = money(desk.behind)
    by_the_desk = ("payment", "refund")  # money that it says it took or gave is a fact, whatever else is refused
    assert {k: n for k, n in after.items() if k not in by_the_desk} == {
        k: n for k, n in before.items() if k not in by_the_desk
    }
    if after["refund"] != before["refund"]:  # and somebody looks at what was given twice
        with desk.behind.book.read() as reading:
            assert "over_refund" in {case.kind for case in reading.cases()}
    assert replay(desk.behind.book).equal


def money(behind: Behind) -> dict[str, int]:
    """What was sold, paid and refunded, by kind of line, and how many tickets are good."""
    m, t = tables.money_lines.c, tables.tickets.c
    with behind.book.read() as reading:
        rows = reading.connection.execute(select(m.kind, func.sum(m.amount)).group_by(m.kind)).all()
        good = reading.connection.execute(select(func.count()).where(t.state == "valid")).scalar_one()
    return {row[0]: int(row[1]) for row in rows} | {"tickets": good}


def test_what_names_a_thing_that_is_not_there_is_refused(desk: Writer) -> None:
    """An order on a performance that nobody has could be shown by nobody."""
    samples = {json.loads(one.body)["header"]["kind"]: one for one in desk.sent()}
    desk.push_all()
    forger = desk.forger()
    for kind, list_, field in (
        ("catalogue_changed", "performances", "event"),
        ("order_taken_in", "tickets", "performance"),
    ):
        one = forger.next(samples[kind], lambda whole: whole["payload"][list_][0].update({field: "00" * 16}))  # noqa: B023
        assert [(a.answer, a.reason) for a in desk.push((one,)).answers] == [("refused", "malformed")], kind


def test_a_batch_may_not_be_larger_than_is_documented(begun: Writer) -> None:
    one = begun.sent()[0]
    assert len(begun.push((one,) * wire.LONGEST_BATCH).answers) == 1


def test_an_epoch_of_somebody_else_is_unknown(behind: Behind, begun: Writer, writer: Make) -> None:
    second = writer("B", orders=0)
    second.join()
    assert second.service.push(begun.epoch.epoch, begun.sent()).stopped == "unknown_epoch"
    assert second.service.push("ab" * 16, ()).stopped == "unknown_epoch"
