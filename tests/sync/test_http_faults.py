"""Whatever comes over the line instead of an answer is one code of the port, and loses nothing."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable

import msgspec
import pytest

from tests.conftest import lea
from tests.desks import Desk
from tests.house import house, on, taken
from tests.rawserver import Asked, RawServer, answered
from ticketoffice.central.service import Centre
from ticketoffice.desk import cancel
from ticketoffice.desk.find import order_of
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.travel import Answer, Answers, CatalogueCopy, Digest, Enrolment, LoadPage, OrdersAgain, Page
from ticketoffice.store import outbox, standing
from ticketoffice.store.book import Book
from ticketoffice.sync import line
from ticketoffice.sync.http import client as http
from ticketoffice.sync.http import wire
from ticketoffice.sync.http.client import HttpCentre
from ticketoffice.sync.line import listen_beside
from ticketoffice.sync.round import Postman

WISH = Enrolment("ABCDEFGH", "00" * 16, "Desk", "live", ())
QUESTIONS: dict[str, Callable[[HttpCentre], object]] = {
    "push": lambda centre: centre.push("00" * 16, ()),
    "changes": lambda centre: centre.changes(7),
    "catalogue": lambda centre: centre.catalogue(),
    "orders": lambda centre: centre.orders("11" * 16),
    "orders_of": lambda centre: centre.orders_of("22" * 16),
    "digest": lambda centre: centre.digest("22" * 16),
    "notices": lambda centre: list(centre.notices()),
    "enrol": lambda centre: centre.enrol(WISH),
}
STATUSES = {
    "201 Created": "no_answer",
    "204 No Content": "no_answer",
    "206 Partial Content": "no_answer",
    "301 Moved Permanently": "no_answer",
    "302 Found": "no_answer",
    "400 Bad Request": "no_answer",
    "401 Unauthorized": "access_ended",
    "403 Forbidden": "access_ended",
    "404 Not Found": "no_answer",
    "409 Conflict": "no_answer",
    "413 Content Too Large": "no_answer",
    "422 Unprocessable Content": "no_answer",
    "426 Upgrade Required": "too_old",
    "429 Too Many Requests": "no_answer",
    "500 Internal Server Error": "no_answer",
    "502 Bad Gateway": "no_answer",
    "503 Service Unavailable": "no_answer",
    "504 Gateway Timeout": "no_answer",
}
PAGE = b"<!doctype html><title>Welcome to our wireless network</title>"
RIGHT = msgspec.json.encode(Answers((), 0, 1))


def fault(centre: HttpCentre, question: str) -> str:
    with pytest.raises(Unavailable) as told:
        QUESTIONS[question](centre)
    return told.value.code


@pytest.mark.parametrize("status", STATUSES)
def test_each_status_is_one_code(status: str) -> None:
    """For each question, also with a body that would be right under 200; it neither follows nor asks again by itself."""
    bodies = {PAGE: "text/html", RIGHT: "application/json", b"": "application/json"}
    for body, kind in bodies.items():
        told = answered(status, body, kind=kind)
        with RawServer(lambda _, told=told: told) as server, HttpCentre(server.url, token="t") as centre:
            found = {question: fault(centre, question) for question in QUESTIONS}
            assert len(server.asked) == len(QUESTIONS)
        # without a token nobody's access has ended: it is a wall on the way
        assert found == {name: "no_answer" if name == "enrol" else STATUSES[status] for name in QUESTIONS}


def test_only_a_centre_says_in_so_many_words_that_a_desk_was_put_out() -> None:
    said = msgspec.json.encode(wire.Refusal(wire.Fault("revoked", "", {})))
    for status, body, code in (
        ("403 Forbidden", said, "revoked"),
        ("403 Forbidden", PAGE, "access_ended"),
        ("401 Unauthorized", said, "access_ended"),
        ("503 Service Unavailable", said, "no_answer"),
    ):
        told = answered(status, body)
        with RawServer(lambda _, told=told: told) as server, HttpCentre(server.url, token="t") as centre:
            assert fault(centre, "changes") == code


@pytest.mark.parametrize(
    "body",
    [PAGE, b"", b"null", b"[]", b"{}", b'"x"', b"\xff\xfe", b"[" * 100_000, b'{"answers":[{"seq":"1"}]}', RIGHT[:-1]],
    ids=["html", "empty", "null", "list", "object", "text", "bytes", "deep", "shape", "cut"],
)
def test_200_with_anything_else_is_no_answer(body: bytes) -> None:
    with RawServer(lambda _: answered("200 OK", body)) as server, HttpCentre(server.url) as centre:
        assert {fault(centre, question) for question in QUESTIONS if question != "notices"} == {"no_answer"}


@pytest.mark.parametrize("question", QUESTIONS)
def test_nobody_there_and_no_such_name_are_no_network_a_black_hole_is_no_answer(question: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with HttpCentre(f"http://127.0.0.1:{port}") as centre:
        assert fault(centre, question) == "no_network"
    with HttpCentre("http://nowhere.invalid") as centre:
        assert fault(centre, question) == "no_network"
    with (
        socket.create_server(("127.0.0.1", 0)) as hole,  # takes calls and never says a word
        HttpCentre(f"http://127.0.0.1:{hole.getsockname()[1]}", reading=0.2, connecting=0.2) as centre,
        HttpCentre(f"https://127.0.0.1:{hole.getsockname()[1]}", reading=0.2, connecting=0.2) as safe,
    ):
        assert (fault(centre, question), fault(safe, question)) == ("no_answer", "no_answer")


def test_a_line_on_which_nobody_takes_the_connection_in_time_is_no_network() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, socket.socket() as first, socket.socket() as second:
        for waits in (first, second):  # whoever comes now is not even taken
            waits.setblocking(False)
            waits.connect_ex(full.getsockname())
        with HttpCentre(f"http://127.0.0.1:{full.getsockname()[1]}", connecting=0.2) as centre:
            assert fault(centre, "changes") == "no_network"


def test_a_line_that_stood_and_falls_silent_is_no_answer() -> None:
    ended = threading.Event()

    def answer(_: Asked) -> bytes:
        ended.wait(timeout=10)
        return b""

    with RawServer(answer) as server, HttpCentre(server.url, reading=0.2) as centre:
        assert fault(centre, "changes") == "no_answer"
        ended.set()


def test_an_answer_that_never_ends_is_given_up() -> None:
    with RawServer(lambda _: answered("200 OK", b" " * 5000)) as server, HttpCentre(server.url, whole=-1) as centre:
        assert fault(centre, "changes") == "no_answer"


def test_an_answer_that_is_far_too_large_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "LARGEST_ANSWER", 4000)
    with RawServer(lambda _: answered("200 OK", b" " * 5000)) as server, HttpCentre(server.url) as centre:
        assert fault(centre, "changes") == "no_answer"


@pytest.mark.parametrize("status", ["403 Forbidden", "409 Conflict", "429 Too Many Requests"])
def test_a_centre_says_why_a_book_may_not_join(status: str) -> None:
    body = msgspec.json.encode(wire.Refusal(wire.Fault("code_used", "Used.", {"at": 7})))
    with RawServer(lambda _: answered(status, body)) as server, HttpCentre(server.url) as centre:
        with pytest.raises(RuleBroken) as no:
            centre.enrol(WISH)
        assert (no.value.code, no.value.data) == ("code_used", {"at": 7})


def test_questions_are_asked_as_the_centre_documents_them() -> None:
    bodies = {
        wire.CHANGES: Page((), 7, 7, False, 1),
        wire.CATALOGUE: wire.Catalogue(CatalogueCopy()),
        wire.ORDERS: LoadPage((), 7, False, 1),
        wire.PERFORMANCE.format(performance="22" * 16): OrdersAgain((), 7, "x"),
        wire.DIGEST.format(performance="22" * 16): Digest(7, "x"),
        wire.OPERATIONS.format(epoch="00" * 16): Answers((Answer(1, "a", "accepted", 3),), 1, 1),
    }

    def answer(asked: Asked) -> bytes:
        return answered("200 OK", msgspec.json.encode(bodies[asked[1].partition("?")[0]]))

    with RawServer(answer) as server, HttpCentre(server.url, token="t") as centre:
        found = [QUESTIONS[name](centre) for name in ("push", "changes", "catalogue", "orders", "orders_of", "digest")]
        assert centre.orders(None) == found[3]
    assert found[1:] == [
        bodies[wire.CHANGES],
        CatalogueCopy(),
        bodies[wire.ORDERS],
        bodies[wire.PERFORMANCE.format(performance="22" * 16)],
        bodies[wire.DIGEST.format(performance="22" * 16)],
    ]
    paths = [(method, path) for method, path, _ in server.asked]
    assert ("GET", "/v1/changes?after=7") in paths
    assert ("GET", f"/v1/orders?after={'11' * 16}") in paths
    assert paths[-1] == ("GET", "/v1/orders")


def test_f07_an_answer_cut_at_any_byte_loses_nothing(join: Callable[..., Desk], centre: Book, clock: object) -> None:
    """The centre has taken the operations; the desk hears half a word, asks again and gets the same answers.

    What it makes of half a word has nothing of the centre's database: over PostgreSQL, where that the answers are the same
    is what counts, every eighth byte is enough.
    """

    def filled(book: Book) -> None:
        taken(book, house(), on("A-1", "A-2", number="P"))
        ticket = order_of(book, "PT1")[1]
        assert ticket is not None
        cancel.cancel(book, [ticket], who=lea(book), reason="duplicate", method="card", now=True)

    desk = join("A", filled)
    token = desk.welcome.token
    heard: set[bytes] = set()
    cut = -1

    def answer(asked: Asked) -> bytes:
        if asked[0] == "GET":
            return answered("200 OK", msgspec.json.encode(Centre(centre, token=token).changes(0)))
        epoch = asked[1].split("/")[3]
        sent = msgspec.json.decode(asked[2], type=wire.Push).operations
        said = Centre(centre, token=token).push(epoch, sent)
        heard.add(msgspec.json.encode(said.answers))
        body = msgspec.json.encode(said)
        whole = answered("200 OK", body)
        return whole[:cut] if cut >= 0 else whole

    with RawServer(answer) as server, HttpCentre(server.url, token=token) as service:
        postman = Postman(desk.book, service, draw=lambda low, high: high)
        with desk.book.read() as reading:
            batch = outbox.next_batch(reading.connection, at=desk.book.clock.now())
        assert batch is not None
        sure = len(answered("200 OK", msgspec.json.encode(service.push(batch.epoch, batch.sent))))
        for cut in range(0, sure - 1, 1 if centre.engine.dialect.name == "sqlite" else 8):
            assert postman.round().cause == "no_answer", cut
            with desk.book.read() as reading:
                assert standing.waiting(reading.connection, at=desk.book.clock.now()).answered == 0
        cut = -1
        assert postman.round().sent == len(batch.sent)
    assert len(heard) == 1, "the same answers each time"
    with desk.book.read() as reading:
        assert standing.waiting(reading.connection, at=desk.book.clock.now()).unsent == 0


def test_each_new_number_wakes_once_and_a_broken_line_is_outlived(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "AFTER_A_FAULT", 0.01)
    monkeypatch.setattr(line, "AFTER_A_STREAM", 0.01)
    stream = b": still here\n\nevent: change\ndata: %d\n\nevent: change\ndata: %d\n\ndata: x\n\n"
    streams = iter([answered("503 Service Unavailable"), answered("200 OK", stream % (4, 4), kind="text/event-stream")])
    last = answered("200 OK", stream % (4, 5), kind="text/event-stream", length=10_000)
    news = threading.Event()
    with RawServer(lambda _: next(streams, last)) as server:
        enough = listen_beside(HttpCentre(server.url, token="t"), news=news.set)
        assert news.wait(timeout=30), "4"
        news.clear()
        assert news.wait(timeout=30), "5"
        enough.set()
        assert {path for _, path, _ in server.asked} == {"/v1/notifications"}


def test_a_sign_of_life_tells_the_last_number_again_so_that_whoever_has_heard_enough_ends() -> None:
    stream = b": still here\n\nevent: change\ndata: 4\n\n: still here\n\nevent: change\ndata: 5\n\n"
    with (
        RawServer(lambda _: answered("200 OK", stream, kind="text/event-stream")) as server,
        HttpCentre(server.url, token="t") as centre,
    ):
        assert list(centre.notices()) == [4, 4, 5]
