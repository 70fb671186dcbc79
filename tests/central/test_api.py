"""The API says no in one shape, takes no more than is documented, and shows nothing of its inside."""

from __future__ import annotations

import asyncio
import base64
import errno
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from httpx2 import Response
from msgspec.structs import replace
from sqlalchemy import select
from starlette.testclient import TestClient

from tests.contract.desk import Writer
from tests.rawserver import RawServer, answered
from tests.store.test_faults import most_pages, pages_of
from ticketoffice.central import api as central_api
from ticketoffice.central import soundness, watching
from ticketoffice.central.watching import Watch
from ticketoffice.domain.errors import Unavailable
from ticketoffice.domain.operation import NoteText, PersonRecord
from ticketoffice.domain.travel import LARGEST_OPERATION, Enrolment, Epoch, Proof, Sent
from ticketoffice.store import probing, tables
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.sync.http import wire
from ticketoffice.sync.http.client import HttpCentre

SOUND = Sent(1, "ab" * 16, b"{}", bytes(64), "full")
PUSH = wire.OPERATIONS.format(epoch="ab" * 16)


def error(answer: Response, status: int) -> str:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    found = answer.json()
    assert found.keys() == {"error"}
    assert found["error"].keys() == {"code", "message", "data"}
    assert found["error"]["message"][-1] == ".", "a whole sentence"
    assert "Traceback" not in answer.text
    assert "ticketoffice/" not in answer.text
    return str(found["error"]["code"])


@pytest.fixture
def shown(desk: Writer) -> dict[str, str]:
    return {"Authorization": f"Bearer {desk.token}"}


def test_a_desk_that_speaks_an_older_language_is_told_so(
    api: TestClient, shown: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "OLDEST_PROTOCOL", 2)
    for said in ({}, {wire.PROTOCOL_HEADER: "2"}, {wire.PROTOCOL_HEADER: "x"}):
        assert api.get(wire.CATALOGUE, headers=shown | said).status_code == 200
    old = {wire.PROTOCOL_HEADER: "1"}
    for answer in (api.get(wire.CATALOGUE, headers=shown | old), api.post(wire.ENROLMENTS, headers=old, content=b"{}")):
        assert error(answer, 426) == "too_old"
        assert answer.headers["upgrade"] == "ticketoffice/1"
    assert api.get(wire.HEALTH, headers=old).status_code == 200


def test_a_desk_says_what_it_speaks() -> None:
    with RawServer(lambda _: answered("426 Upgrade Required", b"")) as server, HttpCentre(server.url) as centre:
        with pytest.raises(Unavailable, match="too_old"):
            centre.changes(0)
        assert f"{wire.PROTOCOL_HEADER}: {wire.PROTOCOL}".lower() in server.heads[-1]


def test_strangers_are_told_nothing(api: TestClient, desk: Writer) -> None:
    asked = [
        api.get(wire.CHANGES, params={"after": 0}),
        api.get(wire.CATALOGUE, headers={"Authorization": "Bearer wrong"}),
        api.get(wire.ORDERS, headers={"Authorization": f"Basic {desk.token}"}),
        api.get(wire.NOTIFICATIONS),
        api.post(PUSH, content=b"{"),
    ]
    for answer in asked:
        assert error(answer, 401) == "access_ended"
        assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "query", ["", "?after=", "?after=x", "?after=-1", "?after=1.5", f"?after={2**53}", "?after=" + "9" * 5000]
)
def test_a_cursor_is_a_number(api: TestClient, shown: dict[str, str], query: str) -> None:
    assert error(api.get(wire.CHANGES + query, headers=shown), 422) == "wrong_request"


@pytest.mark.parametrize("name", ["x", "%00", "AB" * 16, "ab" * 17, "..%2f..", "é"])
def test_an_id_is_32_digits(api: TestClient, shown: dict[str, str], name: str) -> None:
    assert error(api.get(f"/v1/performances/{name}/orders", headers=shown), 422 if "%2f" not in name else 404)
    assert error(api.get(f"{wire.ORDERS}?after={name}", headers=shown), 422) == "wrong_request"
    assert error(api.post(f"/v1/epochs/{name}/operations", headers=shown), 422 if "%2f" not in name else 404)


BAD_BODIES: tuple[bytes, ...] = (
    b"",
    b"null",
    b"{}",
    b"\xff",
    b'{"operations":3}',
    b'{"operations":[{}]}',
    b'{"x":' + b"[" * 200_000,
    b'{"operations":[{"seq":1e400}]}',
)


def changed(**values: Any) -> bytes:
    return msgspec.json.encode(wire.Push((replace(SOUND, **values),)))


BAD_OPERATIONS = {
    "id": {"id": "x"},
    "upper": {"id": "AB" * 16},
    "nothing": {"seq": 0},
    "large": {"seq": 2**31},
    "huge": {"seq": 2**63},
    "empty": {"body": b""},
    "signature": {"signature": b"x"},
    "effect": {"effect": "\x00"},
    "long": {"effect": "x" * 301},
    "person": {"records": (PersonRecord("x", 1, {}, "s"),)},
    "revision": {"records": (PersonRecord("ab" * 16, 2**40, {}, "s"),)},
    "field": {"records": (PersonRecord("ab" * 16, 1, {"name": "\x00"}, "s"),)},
    "note": {"notes": (NoteText("x", "t", "s"),)},
    "text": {"notes": (NoteText("ab" * 16, "a\x00b", "s"),)},
}


def test_a_push_that_no_desk_makes_is_refused_whole(api: TestClient, desk: Writer, shown: dict[str, str]) -> None:
    desk.note("A1", "x")
    good = desk.sent()
    for body in (*BAD_BODIES, *(changed(**values) for values in BAD_OPERATIONS.values())):
        assert error(api.post(PUSH, content=body, headers=shown), 422) == "wrong_request"
    mixed = msgspec.json.encode(wire.Push((*good, replace(SOUND, id="x"))))
    path = wire.OPERATIONS.format(epoch=desk.epoch.epoch)
    assert error(api.post(path, content=mixed, headers=shown), 422) == "wrong_request"
    answers = api.post(path, content=msgspec.json.encode(wire.Push(good)), headers=shown).json()
    assert [a["answer"] for a in answers["answers"]] == ["accepted"], "nothing of it was taken before"


def test_more_than_is_documented_is_refused(
    api: TestClient, shown: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    many = msgspec.json.encode(wire.Push((SOUND,) * (wire.LONGEST_BATCH + 1)))
    assert error(api.post(PUSH, content=many, headers=shown), 413) == "too_large"
    assert (
        error(api.post(PUSH, content=changed(body=b"x" * (LARGEST_OPERATION + 1)), headers=shown), 413) == "too_large"
    )
    assert error(api.post(wire.ENROLMENTS, content=b" " * (wire.LARGEST_ENROLMENT + 1)), 413) == "too_large"
    monkeypatch.setattr(wire, "LARGEST_PUSH", 1000)

    def endless() -> Iterator[bytes]:
        for _ in range(5):
            yield b" " * 500

    assert error(api.post(PUSH, content=endless(), headers=shown), 413) == "too_large", "also without a length"


EPOCH = Epoch("ab" * 16, bytes(32), 1, bytes(32))
WISH = Enrolment("ABCDEFGH", "ab" * 16, "Desk", "live", (EPOCH,))


@pytest.mark.parametrize(
    "values",
    [
        {"desk": "x"},
        {"name": "a\x00"},
        {"name": "x" * 201},
        {"code": "\x00"},
        {"mode": "x" * 301},
        {"epochs": ()},
        {"epochs": (EPOCH, EPOCH)},
        {"epochs": (replace(EPOCH, epoch="x"),)},
        {"epochs": (replace(EPOCH, seq=0),)},
        {"epochs": (replace(EPOCH, public_key=b"x"),)},
        {"epochs": (replace(EPOCH, hash=b""),)},
    ],
)
def test_a_wish_that_no_desk_has_is_refused(api: TestClient, values: dict[str, Any]) -> None:
    body = msgspec.json.encode(replace(WISH, **values))
    assert error(api.post(wire.ENROLMENTS, content=body), 422) == "wrong_request"


def test_who_may_not_join_is_told_why(api: TestClient, centre: Book) -> None:
    body = msgspec.json.encode(WISH)
    for _ in range(10):
        assert error(api.post(wire.ENROLMENTS, content=body), 403) == "wrong_code"
    locked = api.post(wire.ENROLMENTS, content=body)
    assert error(locked, 429) == "too_many_tries"
    assert locked.headers["retry-after"] == "600"


def test_what_does_not_exist_is_told_in_the_same_shape(api: TestClient) -> None:
    assert error(api.get("/"), 404) == "no_such_address"
    assert error(api.get("/v2/changes"), 404) == "no_such_address"
    assert error(api.delete(wire.CHANGES), 405) == "no_such_address"


def test_not_now_is_503_and_says_when_to_ask_again(
    api: TestClient, shown: dict[str, str], centre: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise Unavailable("database", data={"why": "gone"})

    monkeypatch.setattr(centre, "transact", away)
    monkeypatch.setattr(centre, "read", away)
    for path in (wire.CHANGES + "?after=0", wire.CATALOGUE, wire.HEALTH, wire.METRICS):
        answer = api.get(path, headers=shown)
        assert error(answer, 503) == "database"
        assert answer.headers["retry-after"] == "5"


def test_a_bug_is_told_without_its_inside(
    api: TestClient, shown: dict[str, str], centre: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(centre, "read", broken)
    answer = api.get(wire.CATALOGUE, headers=shown)
    assert error(answer, 500) == "unexpected"
    assert "secret" not in answer.text


def test_health_says_that_nothing_can_be_written(
    api: TestClient, centre: Book, desk: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Desks would be told `not now` by a centre that calls itself well."""
    assert api.get(wire.HEALTH).text == "ok\n"
    monkeypatch.setattr(central_api, "WRITABLE_FOR", 0.0)
    api.app.state.writable_until = 0.0  # type: ignore[attr-defined]
    most_pages(centre, pages_of(centre))
    assert error(api.get(wire.HEALTH), 503) == "disk_full"
    most_pages(centre, 2**30)
    assert api.get(wire.HEALTH).text == "ok\n"
    with monkeypatch.context() as full:
        full.setattr(probing, "TemporaryFile", _no_room)
        assert error(api.get(wire.HEALTH), 503) == "disk_full"
    with monkeypatch.context() as denied:
        denied.setattr(probing, "TemporaryFile", _not_allowed)
        assert error(api.get(wire.HEALTH), 503) == "read_only"
    monkeypatch.setattr(centre, "read_only", "damaged")
    assert error(api.get(wire.HEALTH), 503) == "read_only"
    monkeypatch.setattr(centre, "read_only", None)
    assert api.get(wire.HEALTH).text == "ok\n"
    with centre.read() as reading:
        assert not reading.connection.execute(select(tables.alarms.c.id)).all(), "nothing of it stays"


def _no_room(**_: object) -> object:
    raise OSError(errno.ENOSPC, "no room")


def _not_allowed(**_: object) -> object:
    raise PermissionError(errno.EACCES, "no")


def test_health_metrics_and_authority_are_for_everybody(api: TestClient, desk: Writer, clock: HandClock) -> None:
    assert api.get(wire.HEALTH).text == "ok\n"
    assert api.get(wire.AUTHORITY).json() == {"certificate": "PEM"}
    forger = desk.forger()
    desk.note("A1", "x")
    one = desk.sent()[0]
    desk.push((replace(one, signature=bytes(64)),))
    assert forger
    clock.advance(seconds=90)
    told = api.get(wire.METRICS)
    assert told.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = dict(line.rsplit(" ", 1) for line in told.text.splitlines() if not line.startswith("#"))
    with desk.book.read() as reading:
        seq = reading.facts().seq
    assert lines == {
        'ticketoffice_operations_received_total{answer="accepted"}': str(seq - 1),
        'ticketoffice_operations_received_total{answer="refused"}': "1",
        "ticketoffice_changes_total": str(desk.service.changes(0).through),
        "ticketoffice_desks": "1",
        "ticketoffice_oldest_silence_seconds": "90.0",
        'ticketoffice_alarms_total{kind="bad_signature"}': "1",
        **{
            f'ticketoffice_mails{{state="{state}"}}': "0"
            for state in ("queued", "sent", "refused", "stale", "withdrawn")
        },
        "ticketoffice_mails_failing": "0",
        "ticketoffice_oldest_mail_seconds": "0",
    }


def test_a_desk_that_asks_is_no_silent_one(api: TestClient, shown: dict[str, str], clock: HandClock) -> None:
    clock.advance(seconds=90)
    api.get(wire.CATALOGUE, headers=shown)
    assert "ticketoffice_oldest_silence_seconds 0.0" in api.get(wire.METRICS).text


def test_notifications_carry_the_number_of_changes_and_nothing_else(
    api: TestClient, desk: Writer, shown: dict[str, str]
) -> None:
    through = desk.service.changes(0).through
    events: list[str] = []
    for seconds in (0.5, 5, 30):  # on a machine that is busy the first one may end before it begins
        answer = api.get(wire.NOTIFICATIONS, params={"seconds": seconds}, headers=shown)
        assert answer.headers["content-type"].startswith("text/event-stream")
        events = [event for event in answer.text.split("\n\n") if event and not event.startswith(":")]
        if events:
            break
    assert events == [f"event: change\ndata: {through}"]
    for wrong in ("0", "-1", "3601", "x"):
        assert error(api.get(f"{wire.NOTIFICATIONS}?seconds={wrong}", headers=shown), 422) == "wrong_request"


def test_a_watch_tells_each_new_number_shows_that_it_lives_and_ends() -> None:
    number = 1
    asked = 0

    def count() -> int:
        nonlocal asked
        asked += 1
        if asked == 2:
            raise Unavailable("database")
        return number

    async def listen() -> list[bytes]:
        nonlocal number
        watch = Watch(count, pause=0.001)
        heard: list[bytes] = []
        async for event in watch.stream(seconds=60, heartbeat=0.02):
            heard.append(event)
            if event == b"event: change\ndata: 1\n\n":
                number = 2
            if event == b"event: change\ndata: 2\n\n":
                number = 0  # nothing new any more, but a sign of life
            if len(heard) > 5:
                watch.close()
        return heard

    heard = asyncio.run(asyncio.wait_for(listen(), timeout=30))
    assert b"event: change\ndata: 2\n\n" in heard
    assert b": still here\n\n" in heard


def test_however_fast_it_changes_each_desk_is_told_only_once_all_may_have_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Three listen; each time one is told, it rests for three answers, and then hears of the last change alone."""
    number, rests = 0, []
    pause = asyncio.sleep

    def count() -> int:
        nonlocal number
        number += 1
        return number

    async def rest(seconds: float) -> None:
        if seconds:
            rests.append(seconds)
        before = number
        while seconds and number < before + 5:
            await pause(0.001)
        await pause(0)

    async def listen(watch: Watch) -> list[int]:
        heard = []
        async for event in watch.stream(seconds=60, heartbeat=30):
            heard.append(int(event.rpartition(b" ")[2]))
            if len(heard) == 4:
                break
        return heard

    async def three() -> list[list[int]]:
        watch = Watch(count, pause=0)
        return await asyncio.gather(*(listen(watch) for _ in range(3)))

    monkeypatch.setattr(watching.asyncio, "sleep", rest)
    for heard in asyncio.run(asyncio.wait_for(three(), timeout=30)):
        assert all(after >= before + 5 for before, after in pairwise(heard)), heard
    assert max(rests) == 3 / watching.ASKED_A_SECOND


def test_what_is_checked_is_what_is_documented(api: TestClient) -> None:
    """Bytes as the document describes them pass, and one character less does not."""
    schemas = api.get("/openapi.json").json()["components"]["schemas"]
    signature = schemas["Sent"]["properties"]["signature"]
    written = base64.b64encode(bytes(soundness.SIGNATURE_BYTES)).decode()
    assert signature["minLength"] == signature["maxLength"] == len(written)
    assert schemas["Push"]["properties"]["operations"]["maxItems"] == wire.LONGEST_BATCH
    assert {"Answers", "Page", "LoadPage", "OrdersAgain", "Welcome", "Refusal"} <= schemas.keys()


def documented(api: TestClient) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in api.get("/openapi.json").json()["paths"].items():
        for method, said in methods.items():
            yield f"{method} {path}", said


@pytest.mark.parametrize("check", [lambda said: said.get("description") or said.get("summary")])
def test_each_endpoint_is_documented_with_every_status(
    api: TestClient, check: Callable[[dict[str, Any]], object]
) -> None:
    found = dict(documented(api))
    assert len(found) == 12
    for name, said in found.items():
        assert check(said), name
        assert "200" in said["responses"]
        if name.startswith(("post", "put")):
            assert said["requestBody"]["content"]["application/json"]["schema"]["$ref"]
            assert {"413", "422", "503"} <= said["responses"].keys()
        for status, answer in said["responses"].items():
            kinds = answer["content"]
            if status != "200":
                assert kinds["application/json"]["schema"] == {"$ref": "#/components/schemas/Refusal"}, (name, status)


@pytest.mark.parametrize(
    ("proofs", "where"),
    [
        ((Proof("no id", bytes(64)),), "$.proofs[0].epoch"),
        ((Proof("ab" * 16, b"short"),), "$.proofs[0].signature"),
        ((Proof("ab" * 16, bytes(64)),) * (soundness.MOST_EPOCHS + 1), "$.proofs"),
    ],
)
def test_a_proof_that_has_not_the_documented_shape_is_refused(
    api: TestClient, proofs: tuple[Proof, ...], where: str
) -> None:
    epoch = Epoch("cd" * 16, bytes(32), 1, bytes(32))
    wish = Enrolment("CODE", "ab" * 16, "A", "live", (epoch,), proofs=proofs)
    answer = api.post(wire.ENROLMENTS, content=msgspec.json.encode(wish), headers={"Content-Type": "application/json"})
    assert error(answer, 422) == "wrong_request"
    assert f"`{where}`" in answer.json()["error"]["message"]
