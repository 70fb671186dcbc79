"""A book joins a centre: once, with its token among the secrets, and not at all where it may not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desks import desk_book
from tests.sync.test_two_desks import filled
from ticketoffice.central.service import Centre
from ticketoffice.desk.sentences import SENTENCES, sentence
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.store import enrolment, outbox
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import Kind, open_book
from ticketoffice.sync.pairing import address_of, line_to, pair, token_name
from ticketoffice.sync.round import Postman

Factory = Callable[..., Centre]


@pytest.fixture
def factory(centre: Book) -> Factory:
    def line(url: str, *, token: str | None = None, authority: str | None = None) -> Centre:
        return Centre(centre, token=token)

    return line


def test_a_book_that_joined_is_known_by_its_token(
    centre: Book, factory: Factory, clock: HandClock, tmp_path: Path, secrets: FileSecrets
) -> None:
    book = desk_book(clock=clock, folder=tmp_path / "desk")
    filled(book)
    code = enrolment.draw_code(centre, name="Desk 1")
    welcome = pair(book, factory, url="https://c", code=code, name="Desk 1", secrets=secrets, authority="PEM")
    with book.read() as reading:
        desk, joined = reading.facts().desk, outbox.centre_of(reading.connection)
    assert secrets.get(token_name(desk)) == welcome.token.encode()
    assert joined is not None
    assert (joined.url, joined.name, joined.form, joined.authority) == ("https://c", "Desk 1", "history", "PEM")
    assert book.paired
    assert Postman(book, line_to(joined, factory, desk=desk, secrets=secrets)).round().cause is None
    with pytest.raises(RuleBroken, match="already_paired"):
        pair(book, factory, url="https://c", code=code, name="Desk 1", secrets=secrets)
    book.close()


def test_a_refused_or_unheard_wish_changes_nothing(
    centre: Book, factory: Factory, clock: HandClock, tmp_path: Path, secrets: FileSecrets
) -> None:
    book = desk_book(clock=clock, folder=tmp_path / "desk")
    used = enrolment.draw_code(centre, name="x")
    pair(desk_book(clock=clock, folder=tmp_path / "b"), factory, url="u", code=used, name="x", secrets=secrets)
    old = enrolment.draw_code(centre, name="x")
    clock.advance(seconds=601)

    def unheard(url: str, *, token: str | None = None, authority: str | None = None) -> Centre:
        raise Unavailable("no_network")

    for code, named in (("QQQQQQQQ", "wrong_code"), (used, "code_used"), (old, "code_expired")):
        with pytest.raises(RuleBroken, match=named):
            pair(book, factory, url="u", code=code, name="x", secrets=secrets)
        assert named in SENTENCES
    with pytest.raises(Unavailable, match="no_network"):
        pair(book, unheard, url="u", code=old, name="x", secrets=secrets)
    with book.read() as reading:
        assert outbox.centre_of(reading.connection) is None
        assert secrets.get(token_name(reading.facts().desk)) is None
    book.close()


def test_a_demonstration_asks_no_centre(
    factory: Factory, clock: HandClock, tmp_path: Path, secrets: FileSecrets
) -> None:
    book = open_book(tmp_path / "demo.db", clock=clock, secrets=secrets, kind=Kind("demo"))
    with pytest.raises(RuleBroken, match="not_live") as no:
        pair(book, factory, url="u", code="x", name="x", secrets=secrets)
    assert "never joins" in sentence(no.value.code, data=no.value.data)
    book.close()


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("centre.example.org:8443", "https://centre.example.org:8443"),
        (" https://c.example/ ", "https://c.example"),
        ("http://127.0.0.1:1", "http://127.0.0.1:1"),
    ],
)
def test_an_address_is_over_tls_unless_said_otherwise(typed: str, address: str) -> None:
    assert address_of(typed) == address
