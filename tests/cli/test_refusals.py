"""Every "no" at the command line: its code, its exit code, what would help, and that nothing was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Desk

CASH = ("--reason", "duplicate", "--refund", "cash")
TWO = ("--as", "Lea", "--approve-as", "Max")
ALONE = ("--alone", "nobody else is here today")


@pytest.mark.parametrize(
    ("words", "code", "following", "said"),
    [
        (("cancel", "7HMLB-1"), "used", ["goodwill", "undo-entry"], "entered"),
        (("cancel", "TEY9V-1"), "invoice_pending", ["reissue", "cancel-order"], "invoice OPERA-00028"),
        (("cancel", "S9HL7M-1"), "invoice_pending", ["reissue", "cancel-order"], "waits for the payment of its invoice"),
        (("cancel", "SZXULJ-1"), "already_cancelled", ["show"], "before the import"),
        (("cancel-order", "SZXULJ"), "already_cancelled", ["show"], "before the import"),
        (("cancel-order", "SBGWF7"), "used", ["goodwill", "undo-entry"], "entered before the import"),
        (("cancel", "XHUVE-1", "7HMLB-2"), "several_orders", [], "order by order"),
        (("cancel", "XHUVE-1", "--reason", "mood", "--refund", "cash"), "unknown_reason", [], "Customer asked, Wrong date"),
        (("cancel", "XHUVE-1", "--reason", "", "--refund", "cash"), "unknown_reason", [], 'The reason ""'),
        (("cancel", "XHUVE-1", "--reason", "duplicate", "--refund", "gold"), "unknown_method", [], "Cash, Card, TWINT"),
        (("cancel", "XHUVE-1", "--reason", "other", "--refund", "cash"), "short_note", [], "at least 3 characters"),
        (("cancel", "XHUVE-1", *CASH, "--amount", "45.01"), "over_payment", [], "CHF 45.01 is more than the CHF 45.00"),
        (("cancel", "XHUVE-1", *CASH, "--amount", "1'000"), "over_payment", [], "CHF 1'000.00"),
        (("cancel", "XHUVE-1", *CASH, "--inform", "email"), "no_mail_server", [], "No mail server"),
        (("finish", "XHUVE-1", *CASH), "not_cancelled", [], "not cancelled here"),
        (("keep", "XHUVE-1"), "not_cancelled", [], "not cancelled here"),
        (("reinstate", "XHUVE-1", *ALONE), "not_cancelled", [], "not cancelled here"),
        (("paid-out", "XHUVE-1"), "nothing_open", [], "Nothing is open"),
        (("inform", "XHUVE-1", "--by", "told"), "not_cancelled", [], "not cancelled here"),
        (("inform", "XHUVE-1", "--by", "email"), "no_mail_server", [], "No mail server"),
        (("goodwill", "7HMLB-1", "--refund", "cash", "--amount", "5"), "needs_second_person", None, "second person"),
        (("undo-entry", "7HMLB-1"), "needs_second_person", None, "second person"),
        (("undo-entry", "7HMLB-1", "--as", "Lea", "--approve-as", "lea"), "second_person_is_actor", None, "own act"),
        (("undo-entry", "7HMLB-1", "--alone", "short"), "short_alone", [], "at least 10 characters"),
        (("undo-entry", "7HMLB-2", *TWO), "not_used", None, "has not been used"),
        (("goodwill", "XHUVE-1", "--refund", "cash", "--amount", "5", "--note", "bad seat", *TWO), "not_used", ["cancel"], ""),
        (("goodwill", "7HMLB-1", "--refund", "cash", "--amount", "500", "--note", "bad", *TWO), "over_payment", [], "CHF 500.00"),
        (("reissue", "XHUVE", "--without", "XHUVE-1"), "not_invoice_pending", ["cancel"], "does not wait for an invoice"),
        (("reissue", "TEY9V", "--without", "TEY9V-1", "TEY9V-2"), "nothing_left", ["cancel-order"], "Nothing would be left"),
        (("reissue", "TEY9V", "--without", "XHUVE-1"), "not_live", ["show"], "Not all of these"),
        (("pay", "XHUVE", "--method", "cash"), "nothing_open", [], "Nothing is open"),
        (("pay", "TEY9V", "--method", "gold"), "unknown_method", [], "Cash, Card, TWINT"),
        (("split", "TEY9V", "--tickets", "TEY9V-1"), "not_on_site", ["pay"], "paid on site"),
        (("demo",), "not_empty", [], "Only an empty book"),
        (("import", "tests/data/orders.csv", "--shift-to", "2091-01-01"), "not_empty", [], "Only an empty book"),
        (("cancel", "XHUVE-1", "--as", " \t"), "name_missing", [], "Type a name"),
    ],
)  # fmt: skip
def test_a_rule_refuses(desk: Desk, words: tuple[str, ...], code: str, following: list[str] | None, said: str) -> None:
    before = desk.written(people=False)
    error = desk.refused(*words)
    assert error["code"] == code
    assert following is None or error["next"] == following
    assert said in error["message"]
    assert desk.written(people=False) == before


@pytest.mark.parametrize(
    "amount", ["-5", "1e3", "NaN", "inf", "", " ", "abc", "12.345", "9999999999999", "+5", "0x10", "1,5,5"]
)
def test_what_is_no_amount(desk: Desk, amount: str) -> None:
    before = desk.written(people=False)
    assert desk.refused("cancel", "XHUVE-1", *CASH, f"--amount={amount}")["code"] == "wrong_amount"
    said = desk.json("pay", "TEY9V", "--method", "cash", f"--amount={amount}", code=3)
    assert said["error"]["code"] == "wrong_amount"
    assert desk.written(people=False) == before


@pytest.mark.parametrize(
    ("amount", "minor"), [("30,50", 3050), ("30.5", 3050), ("0", 0), ("45", 4500), (" 7.05 ", 705)]
)
def test_amounts_as_people_type_them(desk: Desk, amount: str, minor: int) -> None:
    done = desk.json("cancel", "XHUVE-1", *CASH, "--amount", amount)
    assert sum(r["amount"]["amount"] for r in done["refunds"]) == minor


@pytest.mark.parametrize(
    "words",
    [
        ("show", "NOPE1"),
        ("show", ""),
        ("show", "\udcff"),
        ("show", "a\x00b"),
        ("show", "k" * 100_000),
        ("free", "mars"),
        ("cancel", "XHUVE-9"),
        ("cancel", "XHUVE-1", "NOPE-1"),
        ("cancel", ""),
        ("cancel-order", "NOPE"),
        ("finish", "NOPE-1", *CASH),
        ("keep", "NOPE-1"),
        ("reinstate", "NOPE-1"),
        ("goodwill", "NOPE-1", "--refund", "cash", "--amount", "1"),
        ("pay", "NOPE", "--method", "cash"),
        ("split", "XHUVE", "--tickets", "NOPE-1"),
        ("reissue", "TEY9V", "--without", "NOPE-1"),
        ("invoice", "NOPE", "--pdf", "x.pdf"),
        ("invoice", "TEY9V", "--number", "NOPE", "--pdf", "x.pdf"),
        ("erase-customer", "NOPE"),
    ],
)
def test_what_is_not_there(desk: Desk, words: tuple[str, ...]) -> None:
    error = desk.refused(*words, code=4)
    assert error["code"] == "not_found"
    assert len(error["message"]) < 300
    assert "  " not in error["message"]


def test_what_is_there_but_something_else(desk: Desk) -> None:
    error = desk.refused("cancel", "XHUVE", code=4)
    assert error["message"].startswith("XHUVE is the number of an order.")
    assert error["next"] == ["cancel-order"]
    assert desk.refused("invoice", "XHUVE", "--pdf", "x.pdf", code=4)["message"].startswith(
        "Order XHUVE has no invoice"
    )
    assert desk.refused("free", "mars", code=4)["message"].startswith("There is no performance mars here.")


def test_twice_is_refused_with_when_and_by_whom(desk: Desk) -> None:
    desk.say("cancel", "XHUVE-1", *CASH, "--as", "Lea")
    for words in (("cancel", "XHUVE-1"), ("cancel", "XHUVE-1", *CASH)):
        error = desk.refused(*words)
        assert (error["code"], error["next"]) == ("already_cancelled", ["show"])
        assert error["message"].startswith("Ticket XHUVE-1 was already cancelled on ")
        assert "by Lea." in error["message"]
    assert desk.refused("finish", "XHUVE-1", *CASH)["code"] == "already_finished"
    desk.say("cancel", "XHUVE-2", "--as", "Lea")
    error = desk.refused("cancel-order", "XHUVE", *CASH)
    assert ("by Lea, but its refund is not recorded yet" in error["message"], error["next"]) == (True, ["finish"])


def test_final(desk: Desk) -> None:
    desk.say("cancel", "XHUVE-1", *CASH)
    desk.say("paid-out", "XHUVE-1")
    error = desk.refused("keep", "XHUVE-1")
    assert (error["code"], error["next"], error["why"]) == ("final", ["reinstate"], "paid_out")
    desk.say("reinstate", "XHUVE-1", *ALONE)
    error = desk.refused("cancel", "XHUVE-1")
    assert (error["code"], "XHUVE-3" in error["message"]) == ("already_cancelled", True)
    desk.say("cancel", "XHUVE-2", "--now")
    error = desk.refused("keep", "XHUVE-2")
    assert (error["why"], "centre" in error["message"]) == ("posted", False)


def test_when_the_performance_is_over(over: Desk) -> None:
    for words in (("cancel", "XHUVE-1"), ("cancel", "XHUVE-1", *CASH), ("cancel-order", "XHUVE")):
        error = over.refused(*words)
        assert (error["code"], error["next"]) == ("performance_over", ["goodwill"])
    given = over.json("goodwill", "XHUVE-1", "--refund", "cash", "--amount", "10", "--note", "fell ill", *TWO)
    assert given["order"]["tickets"][0]["state"] == "valid"


@pytest.mark.parametrize(
    "words",
    [
        ("cancel",),
        ("cancel", "XHUVE-1", "--refund", "cash"),
        ("cancel", "XHUVE-1", "--amount", "3"),
        ("cancel", "XHUVE-1", "--note", "lost without a reason"),
        ("cancel-order", "XHUVE", "--paper", "back"),
        ("cancel", "XHUVE-1", *CASH, "--paper", "burnt"),
        ("cancel", "XHUVE-1", *CASH, "--inform", "pigeon"),
        ("finish", "XHUVE-1"),
        ("finish", "XHUVE-1", "--refund", "cash"),
        ("goodwill", "7HMLB-1", "--refund", "cash"),
        ("inform", "XHUVE-1"),
        ("pay", "TEY9V"),
        ("split", "TEY9V"),
        ("reissue", "TEY9V"),
        ("invoice", "TEY9V"),
        ("invoice", "TEY9V", "--pdf", ""),
        ("backup",),
        ("backup", ""),
        ("restore",),
        ("restore", ""),
        ("report",),
        ("report", "weather"),
        ("report", "cancellations", "--since", "yesterday"),
        ("report", "cancellations", "--csv", ""),
        ("import",),
        ("import", "x.csv", "--shift-to", "tomorrow"),
        ("demo", "--orders", "0"),
        ("demo", "--orders", "-5"),
        ("demo", "--orders", "many"),
        ("demo", "--seed", "x"),
        ("journal", "--since", "-1"),
        ("journal", "--since", "99999999999999999999999"),
        ("rules", "invoice_days"),
        ("rules", "=5"),
        ("show", "XHUVE", "--lang", "xx"),
        ("show", "XHUVE", "--book", ""),
        ("find",),
        ("frobnicate",),
    ],
)
def test_wrong_usage(desk: Desk, words: tuple[str, ...]) -> None:
    said = desk.say(*words, code=2)
    assert said.out == ""
    assert said.err.startswith("usage: ticketoffice")
    assert "fromisoformat" not in said.err


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("invoice_days=abc", "wrong_number"),
        ("invoice_days=-4", "wrong_number"),
        ("invoice_days=", "wrong_number"),
        ("invoice_days=1e3", "wrong_number"),
        ("invoice_days=99999999999999999999999", "wrong_number"),
        ("hold_after_finish=none", "wrong_number"),
        ("commission_per_ticket=-1", "wrong_number"),
        ("timezone=Mars/Olympus", "unknown_timezone"),
        ("timezone=../../etc/passwd", "unknown_timezone"),
        ("timezone=", "unknown_timezone"),
        ("methods=gold", "unknown_method"),
        ("methods=", "empty_rule"),
        ("reasons= , ", "empty_rule"),
        ("colour=red", "unknown_rule"),
    ],
)
def test_a_rule_takes_no_wrong_value(desk: Desk, value: str, code: str) -> None:
    before, before = desk.json("rules"), desk.written()
    error = desk.refused("rules", "invoice_reminders=3", value, "--as", "Somebody New")
    assert error["code"] == code
    assert desk.written() == before


def test_rules_as_they_are_written_and_read(desk: Desk) -> None:
    desk.say("rules", "commission_per_ticket=20", "letterhead=Theatre\x01 am See,8000 Zürich", "timezone=Europe/Paris")
    rules = desk.json("rules", "methods=Cash,TWINT,later")["rules"]
    assert rules["methods"] == ["cash", "twint", "later"]
    assert rules["letterhead"] == ["Theatre am See", "8000 Zürich"]
    lines = desk.say("rules").out.splitlines()
    assert "methods = cash, twint, later" in lines
    assert "commission_per_ticket = 20" in lines
    assert "commission_per_ticket = none" in desk.say("rules", "commission_per_ticket=none").out.splitlines()
    again = desk.say("rules", *(line.replace(" = ", "=") for line in lines if not line.endswith("= "))).out
    assert again.splitlines() == lines
    assert desk.refused("cancel", "XHUVE-1", "--reason", "duplicate", "--refund", "card")["message"].endswith(
        "Cash, TWINT, Organiser pays."
    )


def test_a_no_in_the_language_that_was_asked_for(desk: Desk) -> None:
    french = desk.refused("cancel", "NOBODY", "--lang", "fr", code=4)["message"]
    assert french.startswith("Rien ici ne porte le numéro NOBODY.")
    assert desk.refused("cancel", "NOBODY", "--lang", "de", code=4)["message"].startswith("Nothing here")


def test_show_says_why_a_ticket_went_and_how_its_money_came_back(desk: Desk) -> None:
    desk.say("cancel", "XHUVE-1", "--reason", "duplicate", "--refund", "cash")
    assert "Duplicate, Cash " in desk.say("show", "XHUVE").out
    assert "Doublon, Espèces " in desk.say("show", "XHUVE", "--lang", "fr").out


def test_a_reissued_ticket_says_when_and_by_whom_and_is_not_reinstated_alone(desk: Desk) -> None:
    desk.say("reissue", "TEY9V", "--without", "TEY9V-1", "--as", "Lea")
    for name in ("TEY9V-1", "TEY9V-2"):
        answer = desk.json("check", name)
        assert (answer["answer"], answer["reason"], answer["by"]) == ("STOP", "cancelled", "Lea")
        assert answer["since"] is not None
        told = desk.refused("cancel", name)
        assert told["code"] == "already_cancelled"
        assert " by Lea" in told["message"] or "replaces it" in told["message"]
        assert "before the import" not in told["message"]
    error = desk.refused("reinstate", "TEY9V-1", *ALONE)
    assert (error["code"], "Reserve its place anew" in error["message"]) == ("invoice_cancelled", True)


def test_a_ticket_of_a_cancelled_invoice_order_is_not_reinstated_alone(desk: Desk) -> None:
    desk.say("cancel-order", "TEY9V", "--reason", "duplicate")
    assert desk.refused("reinstate", "TEY9V-1", *ALONE)["code"] == "invoice_cancelled"


def test_a_displaced_ticket_frees_no_seat(fresh: Desk, tmp_path: Path) -> None:
    for number in ("X1", "X2"):
        (tmp_path / "o.csv").write_text(
            "order,ticket,event,starts,zone,price,currency,seat\n"
            f"{number},{number}T,Aida,2030-01-01T20:00,Hall,10.00,CHF,A-1\n"
        )
        fresh.say("import", str(tmp_path / "o.csv"))
    assert fresh.json("cancel", "X2-1")["freed"] == []
    assert len(fresh.json("cancel", "X1-1")["freed"]) == 1
