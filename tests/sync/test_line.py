"""The line of a book: made of what the book and the secrets know, and listened to until somebody has heard enough."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import repeat
from pathlib import Path

import pytest

from tests.desks import Desk, Line, reach_of
from ticketoffice.central.service import Centre
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.store.book import Book
from ticketoffice.store.keys import FileSecrets
from ticketoffice.sync import line
from ticketoffice.sync.central_service import CentralService
from ticketoffice.sync.line import line_of, listen, listen_beside, token_name

Join = Callable[..., Desk]


class Telling(Line):
    """Tells one stream after the other; a fault stands for a line that breaks there."""

    def __init__(self, *streams: Iterable[int | Unavailable]) -> None:
        super().__init__(None)  # type: ignore[arg-type]
        self._streams = list(streams)
        self.asked = 0

    def notices(self) -> Iterator[int]:
        self.asked += 1
        for told in self._streams.pop(0):
            if isinstance(told, Unavailable):
                raise told
            yield told


@pytest.fixture(autouse=True)
def rests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "AFTER_A_FAULT", 0.0)
    monkeypatch.setattr(line, "AFTER_A_STREAM", 0.0)


def heard(there: Telling, *, at_most: int) -> int:
    """How often it was woken until it had heard enough."""
    ended, count = threading.Event(), 0

    def news() -> None:
        nonlocal count
        count += 1
        if count == at_most:
            ended.set()

    listen(there, news=news, ended=ended)
    return count


def test_each_new_number_is_news_once_also_over_streams_and_faults() -> None:
    there = Telling([4, 4, 5], [5, Unavailable("no_network")], [5], [6])
    assert heard(there, at_most=3) == 3
    assert there.asked == 4, "it was listened to again after an end as after a fault"


def test_whoever_has_heard_enough_is_woken_no_more() -> None:
    there = Telling([1, 2, 3, 4])
    assert heard(there, at_most=2) == 2


def test_a_line_that_tells_nothing_is_not_listened_to() -> None:
    silent = Line(None)  # type: ignore[arg-type]
    listen(silent, news=lambda: pytest.fail("it tells nothing"), ended=threading.Event())
    listen_beside(silent, news=lambda: pytest.fail("it tells nothing"))
    assert silent.closed.wait(timeout=10), "nobody needs it"


def test_a_line_is_closed_when_it_was_listened_to_for_the_last_time() -> None:
    there, news = Telling(repeat(1)), threading.Event()
    enough = listen_beside(there, news=news.set)
    assert news.wait(timeout=10)
    assert not there.closed.is_set()
    enough.set()
    assert there.closed.wait(timeout=10)


def test_the_line_of_a_book_shows_its_token_to_its_centre_alone(join: Join, centre: Book, tmp_path: Path) -> None:
    desk, secrets, made = join("A"), FileSecrets(tmp_path / "token"), []

    def service(token: str | None) -> CentralService:
        made.append(token)
        return Line(Centre(centre, token=token))

    with pytest.raises(Unavailable, match="access_ended"):
        line_of(desk.book, secrets, reach_of(service)).changes(0)
    with desk.book.read() as reading:
        secrets.put(token_name(reading.facts().desk), desk.welcome.token.encode())
    assert line_of(desk.book, secrets, reach_of(service)).changes(0).through >= 0
    assert made == [None, desk.welcome.token]


def test_a_desk_alone_has_no_line(book: Book, tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="not_paired"):
        line_of(book, FileSecrets(tmp_path / "token"), reach_of(lambda _: pytest.fail("nobody is asked")))
