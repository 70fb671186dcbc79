"""With `--lang fr` nothing that people read stays English: every command's lines beside the same ones in English."""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import AHEAD, CHOSEN, OVER, Desk, chosen_orders, copied
from tests.cli.test_waiting import now_is
from tests.conftest import DATA
from ticketoffice.cli.words import parser
from ticketoffice.settings import system_user

WORD = re.compile(r"[^\W\d_]{3,}")
SAME = {
    *(
        "ticketoffice",
        "python",
        "sqlite",
        "restore",
        "copies",
        "note",
        "folder",
        "min",
        "utc",
        "chf",
        "chmod",
        "twint",
        "verbose",
    ),
    *("all", "stop", "journal", "chaîne", "signatures", "place", "places", "table", "date", "nov"),
}
"""Names of programs and units, and words that are the same in both languages."""
OURS = {
    "customer",
    "holder",
    "event",
    "zone",
    "tariff",
    "seat",
    "name",
    "number",
    "short",
    "text",
    "by",
    "email",
    "source",
}
"""What is the venue's or the customer's own writing, by the names of the documents."""
Before = tuple[tuple[str, ...], ...]
TWO = ("--alone", "nobody else is here")
RESERVED: Before = (("import", "{home}/reserved.csv"),)
BILLED: Before = (("import", "{home}/billed.csv"),)
IN_PART = ("pay", "RES1", "--method", "cash", "--amount", "10")
CREDIT: Before = (*RESERVED, IN_PART, ("release", "{performance}", "--order", "RES1"))
OPENED: Before = (*RESERVED, ("cash", "open", "200"), IN_PART)
COUNT = ("cash", "count", "100x2", "10x1")
CLOSED: Before = (*OPENED, COUNT, ("cash", "close"))
USED: Before = (("check", "7HMLB-1", "--admit"),)
CANCELLED: Before = (("cancel", "XHUVE-1", "--reason", "duplicate", "--refund", "cash", "--as", "Lea"),)
GALA = ("catalogue", "make", "Gala", "--starts", "2090-12-24 20:00", "--zone", "Floor:30:Adult=15")
COMMANDS: dict[str, tuple[tuple[str, ...], Before, int]] = {
    "find": (("find", "a"), (), 0),
    "find by method": (("find", "cash", "45"), (), 0),
    "find nothing": (("find", "nobodyatall"), (), 0),
    "show": (("show", "XHUVE"), (*CANCELLED, ("note", "XHUVE", "press")), 0),
    "show waiting": (("show", "TEY9V"), (), 0),
    "free": (("free", "opera/4"), (), 0),
    "check": (("check", "LHYFF-1"), (), 0),
    "check cancelled": (("check", "XHUVE-1"), CANCELLED, 0),
    "check unpaid": (("check", "TEY9V-1"), (), 0),
    "check unknown": (("check", "nothing"), (), 0),
    "admit": (("check", "LHYFF-1", "--admit"), (), 0),
    "journal": (("journal", "--verify", "--replay"), (), 0),
    "backup": (("backup", "{home}/copy.db"), (), 0),
    "central": (("central", "desks"), (), 5),
    "pair": (("pair", "https://127.0.0.1:9", "AAAA-BBBB"), (), 3),
    "sync": (("sync", "--status"), (), 3),
    "doctor": (("doctor",), (), 0),
    "today": (("today",), (), 0),
    "today over": (("today",), (), 0),
    "today one": (("today", "opera/4"), (("note", "XHUVE", "press"), ("check", "LHYFF-1", "--admit")), 0),
    "doorlist": (("doorlist", "opera/4"), (), 0),
    "doorlist file": (("doorlist", "opera/4", "--csv", "{home}/list.csv"), (), 0),
    "waiting": (("waiting",), (("admit-unpaid", "TEY9V", "--alone", "the school pays later"),), 0),
    "print": (("print", "XHUVE", "--out", "{home}/paper.pdf"), (), 0),
    "papers": (("print-jobs",), (), 0),
    "release": (("release", "opera/4"), (), 0),
    "note": (("note", "XHUVE", "press"), (), 0),
    "admit-unpaid": (("admit-unpaid", "TEY9V", "--alone", "the school pays later"), (), 0),
    "report": (("report", "cancellations"), (*CANCELLED, ("cancel", "LHYFF-1")), 0),
    "report nothing": (("report", "cancellations", "--who", "Lea"), (), 0),
    "report file": (("report", "cancellations", "--csv", "{home}/list.csv"), CANCELLED, 0),
    "refunds due": (("report", "refunds-due"), (), 0),
    "refunds due, none": (("report", "refunds-due", "--who", "Lea"), (), 0),
    "import": (("import", str(DATA / "orders.csv"), "{home}/wrong.csv", "--verbose"), (), 3),
    "import again": (("import", str(DATA / "orders.csv")), (("cancel", "SVYARR-1"),), 0),
    "import nothing": (("import", "{home}/gone.csv"), (), 5),
    "cancel": (CANCELLED[0], (), 0),
    "cancel card": (("cancel", "XHUVE-1", "--reason", "duplicate", "--refund", "card"), (), 0),
    "cancel click": (("cancel", "XHUVE-1"), (), 0),
    "cancel-order": (("cancel-order", "XHUVE", "--reason", "duplicate", "--refund", "nothing"), (), 0),
    "finish": (
        ("finish", "XHUVE-1", "--reason", "other", "--note", "Rain", "--refund", "later"),
        (("cancel", "XHUVE-1"),),
        0,
    ),
    "paid-out": (("paid-out", "XHUVE-1"), CANCELLED, 0),
    "keep": (("keep", "XHUVE-1"), (("cancel", "XHUVE-1"),), 0),
    "reinstate": (("reinstate", "XHUVE-1"), (*CANCELLED, ("paid-out", "XHUVE-1")), 0),
    "goodwill": (("goodwill", "7HMLB-1", "--refund", "cash", "--amount", "5", *TWO), USED, 0),
    "undo-entry": (("undo-entry", "7HMLB-1", "--reason", "scanned twice", *TWO), USED, 0),
    "split": (("split", "RES1", "--tickets", "RES1-1", "--method", "cash"), RESERVED, 0),
    "pay in cash": (("pay", "RES1", "--method", "cash", "--amount", "12.35"), RESERVED, 0),
    "release one": (
        ("release", "{performance}", "--order", "RES1"),
        (*RESERVED, IN_PART),
        0,
    ),
    "give-back": (("give-back", "RES1", "--refund", "cash"), CREDIT, 0),
    "split what was paid in part": (("split", "RES1", "--tickets", "RES1-1"), (*RESERVED, IN_PART), 0),
    "find taken today": (("find", "today", "cash"), (*RESERVED, IN_PART), 0),
    "remind": (("remind", "BILL1", "--by", "print"), BILLED, 0),
    "remind nobody": (("remind", "RES1", "--by", "print"), RESERVED, 3),
    "credits": (("report", "credits"), CREDIT, 0),
    "credits file": (("report", "credits", "--csv", "{home}/list.csv"), CREDIT, 0),
    "credits, none": (("report", "credits"), (), 0),
    "cases": (("report", "cases"), CREDIT, 0),
    "cases, none": (("report", "cases"), (), 0),
    "close-case": (("close-case", "{case}", "--note", "press"), CREDIT, 0),
    "close-case again": (
        ("close-case", "{case}", "--note", "press"),
        (*CREDIT, ("close-case", "{case}", "--note", "press")),
        3,
    ),
    "cash": (("cash", "open", "200"), (*RESERVED, IN_PART), 0),
    "cash move": (("cash", "move", "drop", "20"), OPENED, 0),
    "cash put in": (("cash", "move", "in", "20", "--why", "press"), OPENED, 0),
    "cash opened": (("cash", "move", "no-sale", "--why", "press"), OPENED, 0),
    "cash count": (("cash", "count", "100x1", "50x1"), OPENED, 0),
    "cash report": (("cash", "report"), (*OPENED, ("cash", "move", "no-sale", "--why", "press"), COUNT), 0),
    "cash report, closed": (("cash", "report"), (), 0),
    "cash report of a closing": (("cash", "report", "ZB-00001"), CLOSED, 0),
    "cash list": (("cash", "report", "--list"), CLOSED, 0),
    "cash list, none": (("cash", "report", "--list"), (), 0),
    "cash close": (("cash", "close", "--why", "press", *TWO), (*OPENED, ("cash", "count", "50x1")), 0),
    "cash refused": (("cash", "close"), (), 3),
    "takings": (("report", "takings"), (*RESERVED, IN_PART), 0),
    "takings, none": (("report", "takings"), (), 0),
    "takings file": (("report", "takings", "--csv", "{home}/list.csv"), (*RESERVED, IN_PART), 0),
    "inform": (("inform", "XHUVE-1", "--by", "told"), CANCELLED, 0),
    "invoice": (("invoice", "TEY9V", "--pdf", "{home}/paper.pdf"), (), 0),
    "reissue": (("reissue", "TEY9V", "--without", "TEY9V-1"), (), 0),
    "pay": (("pay", "TEY9V", "--method", "bank_transfer"), (), 0),
    "erase-customer": (("erase-customer", "XHUVE"), (), 0),
    "erase-customer owed": (("erase-customer", "RES1"), CREDIT, 3),
    "erase-customer even if owed": (("erase-customer", "RES1", "--even-if-owed"), CREDIT, 0),
    "rules": (("rules",), (), 0),
    "demo": (("demo", "--orders", "2", "--book", "{home}/demo.db", "--verbose"), (), 0),
    "restore": (("restore", "{home}/copy.db", "--replace"), (("backup", "{home}/copy.db"),), 0),
    "restore over a whole book": (
        ("restore", "{home}/copy.db"),
        (("backup", "{home}/copy.db"), ("note", "XHUVE", "press")),
        3,
    ),
    "restore over the same": (("restore", "{home}/copy.db"), (("backup", "{home}/copy.db"),), 3),
    "catalogue": (GALA, (), 0),
    "catalogue change": (("catalogue", "change", "gala/2090-12-24", "--price", "Floor:Adult=20"), (GALA,), 0),
    "catalogue change nothing": (("catalogue", "change", "nowhere", "--name", "Gala"), (), 4),
    "catalogue copy": (("catalogue", "copy", "gala/2090-12-24", "--to", "2090-12-25"), (GALA,), 0),
    "catalogue copy again": (("catalogue", "copy", "gala/2090-12-24", "--to", "2090-12-24"), (GALA,), 3),
    "catalogue import": (("catalogue", "import", "{home}/season.csv"), (), 3),
    "on-sale": (("on-sale",), (), 0),
    "on-sale one": (("on-sale", "opera/4"), (), 0),
    "sell": (("sell", "2xopera/4:Zone B:Adult", "--pay", "cash:100"), (), 0),
    "sell by invoice": (("sell", "opera/4:Zone B:Adult", "--pay", "invoice", "--customer", "Ann"), (), 0),
    "sell on site": (("sell", "opera/4:Zone B:Adult", "--pay", "on_site"), (), 0),
    "sell without paper": (
        ("sell", "opera/4:Zone B:Adult", "--pay", "card", "--print", "{home}/gone/paper.pdf"),
        (),
        0,
    ),
    "sell nothing": (("sell", "500xopera/4:Zone B:Adult", "--pay", "card"), (), 3),
    "exchange": (
        ("exchange", "XHUVE-1", "--for", "opera/5:Zone A:Adult", "--pay", "cash:50"),
        (),
        0,
    ),
    "exchange for less": (("exchange", "XHUVE-1", "--for", "opera/5:Zone B:Reduced", "--refund", "cash"), (), 0),
    "exchange unpaid": (("exchange", "RES1-1", "--for", "opera/5:Zone B:Adult"), RESERVED, 3),
    "replace": (("replace", "XHUVE-1"), (), 0),
    "move": (("move", "XHUVE-1", "--seat", "Parterre, Row P, Seat 1"), (), 0),
    "tariff": (("tariff", "XHUVE-1", "--to", "Reduced", "--refund", "cash"), (), 0),
    "rename": (("rename", "XHUVE-1", "--to", "Ann"), (), 0),
    "collect": (("collect", "XHUVE-1", "--print", "{home}/paper.pdf"), (), 0),
    "reprint": (("reprint", "XHUVE-1", "--print", "{home}/paper.pdf"), (), 0),
    "correct": (("correct", "RES1", "--to", "twint", "--note", "Ann"), (*RESERVED, IN_PART), 0),
    "correct nothing": (("correct", "XHUVE", "--to", "twint", "--note", "Ann"), (), 3),
    "email": (("email", "XHUVE"), (), 3),
    "sell by e-mail": (
        ("sell", "opera/4:Zone B:Adult", "--pay", "card", "--email", "ann@example.org", "--e-tickets"),
        (),
        0,
    ),
    "refused": (("cancel", "TEY9V-1"), (), 3),
    "not found": (("show", "NOBODY"), (), 4),
    "no book": (("find", "a", "--book", "{home}/no.db"), (), 5),
}
HEAD = "order,created,state,method,customer,email,phone,language,ticket,event,starts,zone,tariff,seat,price,currency,ticket_state"
ROW = "{order},{created},pending,on_site,Ann Hall,,,en,{ticket},Aida,2090-01-07T20:00:00+01:00,A,Adult,,85.00,CHF,valid"


REMINDED_ON = "2151-12-03T12:00:00+01:00"
"""The day after the invoice of `billed.csv` is due: this book brings what it takes in as far ahead as its own orders."""


def filled(words: tuple[str, ...], *, desk: Desk, found: dict[str, str]) -> list[str]:
    """The words of a call with its files, the performance of the reservation and its case, which is `found` once."""
    found["home"] = str(desk.home)
    if "{performance}" in words:
        found["performance"] = desk.json("show", "RES1")["tickets"][0]["performance"]
    if "{case}" in words and "case" not in found:
        found["case"] = desk.json("report", "cases")["lines"][0]["case"]
    return [word.format_map(found) for word in words]


def with_files(home: Path) -> Path:
    """Orders for the door, and a file with a line that is none."""
    rows = [ROW.format(order="RES1", created="2089-11-01T10:00:00+01:00", ticket=f"code{n}") for n in (1, 2, 3)]
    (home / "reserved.csv").write_text("\n".join([HEAD, *rows]), "utf-8")
    billed = [row.replace("on_site", "invoice").replace("RES1", "BILL1").replace("2089", "2088") for row in rows]
    (home / "billed.csv").write_text("\n".join([HEAD, *billed]), "utf-8")
    season = "event,starts,zone,capacity,tariff,price,currency\nGala,2090-12-24 20:00,Floor,30,Adult,15,CHF\n"
    (home / "season.csv").write_text(season + "Gala,tomorrow,Floor,30,Adult,15,CHF\n", "utf-8")
    wrong = ROW.format(order="RES2", created="yesterday", ticket="code9")
    (home / "wrong.csv").write_text("\n".join([HEAD, wrong]), "utf-8")
    return home


@pytest.fixture
def twice(
    homes: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], tuple[list[str], list[str]]]:
    """What a command says in English and in French, each time on the same book."""

    def said(name: str) -> tuple[list[str], list[str]]:
        words, before, code = COMMANDS[name]
        if name == "remind":
            now_is(monkeypatch, REMINDED_ON)
        answers = []
        for language in ("en", "fr"):
            home = tmp_path / "home"
            shutil.rmtree(home, ignore_errors=True)
            desk = copied(homes(chosen_orders, OVER if "over" in name else AHEAD), home, monkeypatch)
            with_files(home)
            found: dict[str, str] = {}
            for prepared in before:
                desk.say(*filled(prepared, desk=desk, found=found))
            told = desk.say(*filled(words, desk=desk, found=found), "--lang", language, code=code)
            answers.append((told.out + told.err).splitlines())
        return answers[0], answers[1]

    return said


def own_words(document: Any, *, name: str = "") -> Iterator[str]:
    """The words of the venue and its customers in a document."""
    if isinstance(document, dict):
        for key, value in document.items():
            yield from own_words(value, name=key)
    elif isinstance(document, list):
        for value in document:
            yield from own_words(value, name=name)
    elif isinstance(document, str) and name in OURS:
        yield from words_in(document)


def words_in(line: str) -> set[str]:
    """Of a line; what looks like a path, an address, an option or a code in quotes is no word."""
    line = re.sub(r"\S*[/@]\S*|--[a-z-]+|`[^`]*`|\S+\.(csv|db|json|pdf)\b|\[\w+\]", " ", line)
    return {word.casefold() for word in WORD.findall(line)}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_french_line_has_no_english_word(twice: Callable[[str], Any], desk: Desk, name: str) -> None:
    data = {"aida", "ann", "hall", "res", "lea", "adult", system_user().casefold()}
    for order in CHOSEN:
        data |= set(own_words(desk.json("show", order)))
    for words in (COMMANDS[name][0], *COMMANDS[name][1]):
        data |= {word for given in words for word in words_in(given)}
    if name == "rules":
        data |= {word for rule in desk.json("rules")["rules"].items() for word in words_in(str(rule))}
    if name == "import":
        data |= {"created", "yesterday"}
    if name == "catalogue import":
        data |= {"starts", "tomorrow"}
    english, french = twice(name)
    assert english and len(english) == len(french)
    for there, here in zip(english, french, strict=True):
        left = (words_in(there) & words_in(here)) - data - SAME
        assert left == set(), (here, left)
        if words_in(there) - data - SAME:
            assert here != there


def test_every_command_is_compared() -> None:
    [choices] = [a.choices for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]
    tried = {words[0] for words, _, _ in COMMANDS.values()}
    assert set(choices) - tried == set()
