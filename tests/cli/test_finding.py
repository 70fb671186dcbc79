"""Every kind of key finds its order, and `matched` says why; the plain face has money, names and no ids."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Desk


@pytest.mark.parametrize(
    ("query", "order", "matched"),
    [
        ("LHYFF", "LHYFF", "number"),
        ("lhyff", "LHYFF", "number"),
        ("LHYFF keller", "LHYFF", "number"),
        ("aida lhyff", "LHYFF", "number"),
        ("LHYFF cash", "LHYFF", "number"),
        ("LHYFF-1 Didier", "LHYFF", "number"),
        ("OPERA-00001 keller", "LHYFF", "invoice"),
        ("invoice OPERA-00001", "LHYFF", "invoice"),
        ("facture opera-00001", "LHYFF", "invoice"),
        ("0792495240 keller", "LHYFF", "phone"),
        ("Keller Didier", "LHYFF", "name"),
        ("kell", "LHYFF", "name"),
        ("kisakurek sahinbey", "SZXULJ", "name"),
        ("KISAK", "SZXULJ", "name"),
        ("Nicole Marie", "LHYFF", "holder"),
        ("didier.keller27@example.org", "LHYFF", "email"),
        ("keller27", "LHYFF", "email"),
        ("079 249 52 40", "LHYFF", "phone"),
        ("+41792495240", "LHYFF", "phone"),
        ("Parterre Row O Seat 21 marie", "LHYFF", "seat"),
        ("OPERA-00028", "TEY9V", "invoice"),
        ("opera 00028", "TEY9V", "invoice"),
        ("Unubol", "TEY9V", "name"),
        ("uenuebol", "TEY9V", "name"),
        ("Anne-Marie Hiller", "TEY9V", "holder"),
        ("annemarie hiller", "TEY9V", "holder"),
    ],
)
def test_a_key_finds_its_order(shelf: Desk, query: str, order: str, matched: str) -> None:
    found = {o["number"]: o["matched"] for o in shelf.json("find", query)["orders"]}
    assert found.get(order) == matched


def test_a_ticket_number_finds_order_and_ticket(shelf: Desk) -> None:
    number = shelf.json("show", "XHUVE")["tickets"][1]["number"]
    first = shelf.json("find", number)["orders"][0]
    assert (first["number"], first["matched"], first["match"]) == ("XHUVE", "ticket", number)
    shown = {t["number"] for t in shelf.json("show", "XHUVE")["tickets"]}
    assert number in shown
    assert first["ticket"] != shelf.json("show", "XHUVE")["tickets"][0]["number"]


def test_a_seat_and_a_note_and_an_event(shelf: Desk) -> None:
    seat = shelf.json("show", "XHUVE")["tickets"][0]["seat"]
    assert ("XHUVE", "seat") in [(o["number"], o["matched"]) for o in shelf.json("find", seat)["orders"]]
    assert {o["matched"] for o in shelf.json("find", "wheelchair")["orders"]} == {"note"}
    assert {o["matched"] for o in shelf.json("find", "aida")["orders"]} == {"event"}


def test_the_limit(shelf: Desk) -> None:
    assert len(shelf.json("find", "aida", "--limit", "7")["orders"]) == 7
    assert len(shelf.json("find", "aida")["orders"]) == 50
    for wrong in ("0", "-3", "abc", "99999999999999999999", "1e3", ""):
        said = shelf.say("find", "aida", f"--limit={wrong}", code=2)
        assert "--limit" in said.err
        assert said.out == ""


def test_nothing_typed_is_said(shelf: Desk) -> None:
    assert shelf.say("find", "").out == "Nothing was typed to look for.\n"
    assert shelf.say("find", " ", "--lang", "fr").out == "Rien n'a été saisi à chercher.\n"
    assert shelf.json("find", "")["orders"] == []


def test_nothing_found_is_said_and_is_no_error(shelf: Desk) -> None:
    assert shelf.say("find", "zzzz").out == "No order here for 'zzzz'. 537 orders searched.\n"
    assert shelf.json("find", "zzzz")["orders"] == []
    assert shelf.json("find", "  ")["orders"] == []


@pytest.mark.parametrize(
    "odd", ["'\"*()[]{}^:;--", "a\x00b", "\x1b[31mred", "\udcff", "k" * 100_000, "%_", "NEAR(a b)"]
)
def test_odd_queries_are_answered(shelf: Desk, odd: str) -> None:
    said = shelf.say("find", odd)
    assert len(said.out) < 10_000
    assert not {"\x1b", "\x00"} & set(said.out)
    assert shelf.json("find", odd)["took_ms"] >= 0


def test_the_plain_face(desk: Desk) -> None:
    line = desk.say("find", "LHYFF").out
    assert line == "LHYFF  Didier Keller  Aida  CHF 45.00  pending  number: LHYFF\n"
    desk.say("cancel", "XHUVE-1", "--reason", "duplicate", "--refund", "cash", "--amount", "1", "--as", "Lea")
    assert "partly cancelled" in desk.say("find", "XHUVE").out
    shown = desk.say("show", "XHUVE").out.splitlines()
    assert shown[0] == "XHUVE  Gregory Moran  partly cancelled  Cash"
    assert shown[1] == "  1 of 2 tickets valid   paid CHF 90.00   refunded CHF 1.00   open CHF 0.00"
    assert shown[2].endswith("Parterre, Row P, Seat 9  Gregory Moran  Adult  CHF 45.00  cancelled")
    assert "  performance: opera/4" in shown
    assert desk.say("show", "XHUVE", "--lang", "fr").out.splitlines()[0].endswith("Espèces")
    desk.say("pay", "TEY9V", "--method", "bank transfer", "--amount", "1'000")
    assert "paid CHF 1'000.00   refunded CHF 0.00   open CHF 0.00   credit CHF 910.00" in desk.say("show", "TEY9V").out
    assert "free" in desk.say("free", "opera/4").out
    assert desk.say("check", "XHUVE-1").out == "STOP  cancelled  XHUVE-1\n"
    assert desk.say("check", "XHUVE-2", "--performance", "opera/5").out == "STOP  wrong performance  XHUVE-2\n"


def test_every_command_has_a_plain_face(desk: Desk) -> None:
    """`Desk.say` looks for ids, Python's own spelling and tracebacks in each answer."""
    two = ("--as", "Lea", "--approve-as", "Max")
    for words in (
        ("cancel", "XHUVE-1"),
        ("keep", "XHUVE-1"),
        ("cancel", "XHUVE-1"),
        ("finish", "XHUVE-1", "--reason", "Duplicate", "--refund", "cash"),
        ("paid-out", "XHUVE-1"),
        ("reinstate", "XHUVE-1", *two),
        ("inform", "XHUVE-1", "--by", "told"),
        ("goodwill", "7HMLB-1", "--refund", "cash", "--amount", "5", "--note", "bad seat", *two),
        ("undo-entry", "7HMLB-1", *two),
        ("cancel-order", "S9HL7M"),
        ("reissue", "TEY9V", "--without", "TEY9V-1"),
        ("pay", "LHYFF", "--method", "cash"),
        ("check", "LHYFF-1", "--admit"),
        ("erase-customer", "LHYFF"),
        ("rules",),
        ("journal", "--since", "1"),
        ("journal", "--verify", "--replay"),
        ("doctor",),
        ("backup", str(desk.home / "copy.db")),
    ):
        assert desk.say(*words).out.strip()


def test_an_erased_customer_is_found_no_more(desk: Desk) -> None:
    customer = desk.json("show", "LHYFF")["customer"]
    desk.say("erase-customer", "LHYFF", "--as", "Lea")
    for key in (customer["name"], customer["email"], customer["phone"], "Nicole Marie"):
        assert "LHYFF" not in {o["number"] for o in desk.json("find", key)["orders"]}
    shown = desk.json("show", "LHYFF")
    assert (shown["customer"] or {}).get("name") is None
    assert [t["holder"] for t in shown["tickets"]] == [None]
    assert shown["total"]["amount"] == 4500
    assert desk.json("find", "LHYFF")["orders"][0]["matched"] == "number"
    assert desk.json("journal", "--verify", "--replay")["replay"]["equal"] is True


@pytest.mark.parametrize(
    ("query", "order", "matched", "match"),
    [
        ("keller samstag", "LHYFF", "date", "2090-01-07"),
        ("facture keller", "LHYFF", "method", "invoice"),
        ("20:00 espèces 306.00", None, "amount", "306.00"),
    ],
)
def test_a_mixed_query_says_why(shelf: Desk, query: str, order: str | None, matched: str, match: str) -> None:
    found = shelf.json("find", query)["orders"]
    assert (matched, match) in [(o["matched"], o["match"]) for o in found if order in (None, o["number"])]
