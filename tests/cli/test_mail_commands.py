"""`email` and `sell --e-tickets`: tickets leave from a desk alone at once, and what a mail server refuses undoes no sale."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from tests.cli.conftest import Desk
from tests.desk.test_mail import Box, serving

SALE = (
    "sell",
    "opera/4:Zone B:Adult",
    "--pay",
    "card",
    "--customer",
    "Ann",
    "--email",
    "ann@example.org",
    "--e-tickets",
)


@pytest.fixture
def box(desk: Desk) -> Iterator[Box]:
    """The venue's mail server, and the settings that name it; its book is none to practise with, which would mail nobody."""
    with sqlite3.connect(desk.book) as book:
        book.execute("UPDATE book SET shift_weeks = 0")
    book.close()
    box = Box()
    with serving(box) as server:
        folder = desk.home / "config" / "ticketoffice"
        folder.mkdir(parents=True, exist_ok=True)
        told = f'[mail]\nhost = "127.0.0.1"\nport = {server.port}\nsender = "kasse@example.org"\nsecurity = "none"\n'
        (folder / "settings.toml").write_text(told)
        yield box


def test_tickets_are_sold_and_sent(desk: Desk, box: Box) -> None:
    sold = desk.json(*SALE)
    assert sold["mailed"] == {"by": "desk", "error": None} and sold["printed"] is None
    [message] = box.taken
    assert message["To"] == "ann@example.org" and len(list(message.iter_attachments())) == 1
    number = sold["order"]["number"]
    assert desk.json("email", number)["by"] == "desk" and len(box.taken) == 2
    assert desk.say("email", number).out == "The tickets were sent by e-mail.\n"


def test_a_refused_address_undoes_no_sale_and_is_said(desk: Desk, box: Box) -> None:
    box.refusals["ann@example.org"] = "550 no such user"
    sold = desk.json(*SALE)
    assert sold["mailed"]["error"]["code"] == "mail_refused" and sold["order"]["state"] == "paid"
    assert desk.refused("email", sold["order"]["number"])["code"] == "mail_refused"


def test_who_has_no_language_is_told_in_that_of_the_desk_or_of_the_call(desk: Desk, box: Box) -> None:
    settings = desk.home / "config" / "ticketoffice" / "settings.toml"
    settings.write_text(f'language = "fr"\n\n{settings.read_text()}')
    number = desk.json(*SALE)["order"]["number"]
    desk.say("email", number, "--lang", "de")
    ticket = next(iter(desk.tickets(number)))
    desk.say("cancel", ticket, "--reason", "duplicate", "--refund", "card", "--inform", "email", "--as", "Lea")
    desk.say("inform", ticket, "--by", "email", "--as", "Lea")
    bodies = [message.get_body(("plain",)) for message in box.taken]
    assert [body["Content-Language"] for body in bodies if body is not None] == ["fr", "de", "fr"]
