"""`cash` and `report takings`: an evening in words, and what is no amount, no count and no drawer."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.cli.conftest import Desk
from tests.cli.test_waiting import now_is
from ticketoffice.desk import card_charges
from ticketoffice.store.card_charges import DECLINED, CardCharge

EVENING = "2026-12-01T18:00:00+01:00"


def test_an_evening_in_words(desk: Desk) -> None:
    assert desk.say("cash", "report").out == "The drawer is closed.\n"
    assert desk.say("cash", "open", "200", "--as", "Lea").out == "The drawer is open with CHF 200.00.\n"
    desk.say("pay", "TEY9V", "--method", "cash", "--amount", "10", "--as", "Lea")
    told = desk.say("cash", "move", "drop", "50", "--as", "Lea", "--why", "too much for one drawer").out.splitlines()
    assert told == ["CHF 50.00 was dropped into the safe."], "nobody is told before the count what is expected"
    counted = desk.say("cash", "count", "100x1", "0.50X114", "--as", "Lea").out.splitlines()
    assert counted == [
        "Counted  CHF 157.00  Expected  CHF 160.00  Difference  CHF −3.00 missing",
        "It is closed with a reason: --why.",
        "It may be counted once more; that count stands.",
    ]
    assert desk.refused("cash", "close")["code"] == "difference_unexplained"
    lines = desk.say("cash", "close", "--why", "a coin fell", "--as", "Lea").out.splitlines()
    number = lines[0].split()[1]
    assert number.endswith("-00001") and lines[0].startswith(f"Closing {number} of ")
    for line in ("Float", "Cash taken", "Dropped", "Expected", "Reason: a coin fell", "Left in the drawer: CHF 157.00"):
        assert any(told.startswith(line) for told in lines), line
    assert "For the bank: CHF 0.00" in lines
    assert desk.say("cash", "report").out == "The drawer is closed.\nCHF 157.00 was left in it.\n"
    assert number in desk.say("cash", "report", "--list").out
    assert desk.say("cash", "report", number.lower()).out.splitlines() == lines


def test_the_count_is_blind_and_counts_twice_at_most(desk: Desk) -> None:
    """What is expected is said when the count stands in the journal, and nothing that is refused says it (4-screens 2.9)."""
    desk.say("cash", "open", "200", "--as", "Lea")
    desk.say("pay", "TEY9V", "--method", "cash", "--amount", "10", "--as", "Lea")
    for words in (
        ("move", "no-sale", "--why", "change for a note"),
        ("move", "in", "5", "--why", "coins from the bar"),
    ):
        assert "2" not in desk.say("cash", *words).out, "neither 210.00 nor 215.00"
    hidden = ("210", "215", "xpected", "ifference")
    before = desk.written(people=False)
    for words in (("count", "100x2", "0.03x1"), ("count", "many"), ("count", "EUR:5x1"), ("close",)):
        told = desk.say("cash", *words, code=3)
        assert told.out == "" and not any(figure in told.err for figure in hidden), told
    assert desk.written(people=False) == before
    first = desk.say("cash", "count", "100x2").out
    assert "Expected  CHF 215.00" in first and desk.written(people=False) == before + 1, "recorded, then told"
    second = desk.say("cash", "count", "100x2", "10x1").out
    assert "Difference  CHF −5.00 missing" in second and "once more" not in second
    third = desk.refused("cash", "count", "100x2", "10x1", "5x1")
    assert third["code"] == "counted_twice" and "215" not in third["message"]
    assert desk.written(people=False) == before + 2


def test_cash_without_a_session_is_named(desk: Desk) -> None:
    desk.say("pay", "TEY9V", "--method", "cash", "--amount", "10")
    told = desk.say("cash", "open", "200", "EUR:50").out.splitlines()
    assert told[0] == "The drawer is open with CHF 200.00, EUR 50.00."
    assert told[1] == "CHF 10.00 of cash came before it was opened: it is in the drawer, and counted in."
    assert [one["expected"]["amount"] for one in desk.json("cash", "report")["drawer"]] == [21000, 5000]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("open", "lots"), "wrong_amount"),
        (("open", "200", "USD:5"), "unknown_currency"),
        (("move", "in", "5"), "drawer_closed"),
        (("count", "100"), "wrong_pieces"),
        (("count", "100x"), "wrong_pieces"),
        (("count", "many x 3"), "wrong_pieces"),
        (("count", "100x1"), "drawer_closed"),
        (("close",), "drawer_closed"),
    ],
)
def test_what_is_refused_writes_nothing(desk: Desk, words: tuple[str, ...], code: str) -> None:
    before = desk.written(people=False)
    assert desk.refused("cash", *words)["code"] == code
    assert desk.written(people=False) == before


def test_a_closing_that_is_not_there(desk: Desk) -> None:
    assert "ZA-00007" in desk.refused("cash", "report", "ZA-00007", code=4)["message"]
    assert desk.say("cash", "report", "ZA-00007", "--list", code=2).out == ""


def test_a_large_difference_is_closed_by_two(desk: Desk) -> None:
    desk.say("cash", "open", "200", "--as", "Lea")
    told = desk.say("cash", "count", "100x1", "--as", "Lea").out
    assert "So large a difference is closed with a reason and a second person: --why" in told
    why = ("--why", "the safe was not counted", "--as", "Lea")
    assert desk.refused("cash", "close", *why)["code"] == "needs_second_person"
    assert desk.json("cash", "close", *why, "--approve-as", "Max")["second_person"] == "Max"


def test_a_forgotten_drawer_is_told_the_next_day(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    now_is(monkeypatch, EVENING)
    desk.say("cash", "open", "200")
    assert desk.json("today")["drawer"]["forgotten"] is False
    now_is(monkeypatch, "2026-12-02T10:00:00+01:00")
    said = "The drawer is open since Tue 01 Dec 2026 18:00 and was not closed. Count and close it."
    assert desk.say("today").out.splitlines()[0] == said
    assert desk.json("today")["drawer"] == {"open": True, "opened": "2026-12-01T17:00:00Z", "forgotten": True}
    assert "It was opened on an earlier day and not closed. Count and close it." in desk.say("cash", "report").out
    told = desk.say("note", "XHUVE", "press").err
    assert "The drawer was opened on 01.12.2026 18:00 and not closed." in told, (
        "and whenever the book is opened to write"
    )


def test_takings_as_lines_and_as_a_file(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now_is(monkeypatch, EVENING)
    assert desk.say("report", "takings").out == "Nothing was taken.\n"
    desk.say("pay", "TEY9V", "--method", "cash", "--amount", "10", "--as", "Lea")
    told = desk.say("report", "takings").out.splitlines()
    assert told == ["-  Lea  Cash  CHF 10.00  CHF 0.00  CHF 10.00  (1)", "Cash: CHF 10.00 (1)"]
    now_is(monkeypatch, "2026-12-02T10:00:00+01:00")
    assert desk.json("report", "takings")["lines"] == []
    file = tmp_path / "takings.csv"
    done = desk.json("report", "takings", "--since", "2026-12-01", "--until", "2026-12-01", "--csv", str(file))
    assert (done["count"], done["since"], done["until"]) == (1, "2026-12-01", "2026-12-01")
    [line] = csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline=""))
    assert (line["From"], line["Method"], line["Sum"]) == ("2026-12-01", "Cash", "10.00")
    assert desk.say("report", "cancellations", "--until", "2026-12-01", code=2).out == ""
    assert desk.say("report", "takings", "--who", "Lea", code=2).out == ""


def test_a_drawer_is_not_closed_while_a_card_payment_has_no_known_outcome(desk: Desk) -> None:
    desk.say("cash", "open", "200")
    desk.say("cash", "count", "100x2")
    charge = CardCharge("a" * 32, 3000, "CHF", 41, 0)
    with desk.opened() as book:
        card_charges.note(book, charge)
    assert desk.refused("cash", "close")["code"] == "payment_open"
    with desk.opened() as book:
        card_charges.note(book, replace(charge, outcome=DECLINED, why="not_booked"))
    assert desk.json("cash", "close")["number"].endswith("-00001")


def test_a_report_is_written_as_a_paper_too(desk: Desk, tmp_path: Path) -> None:
    desk.say("cash", "open", "200", "--as", "Lea")
    told = desk.say("cash", "report", "--print", str(tmp_path)).out.splitlines()
    assert told[-1] == f"Written to {tmp_path / 'X.pdf'}."
    assert (tmp_path / "X.pdf").read_bytes()[:4] == b"%PDF"
    desk.say("cash", "count", "100x2", "--as", "Lea")
    assert desk.refused("cash", "close", "--print", str(tmp_path / "gone" / "z.pdf"), code=5)["code"] == "no_folder"
    assert desk.json("cash", "report")["open"], "what cannot be written is known before anything is closed"
    file = tmp_path / "z.bin"
    z = desk.json("cash", "close", "--print", str(file), "--format", "escpos", "--as", "Lea")
    assert z["file"] == str(file) and file.read_bytes()[:2] == b"\x1b@"
    again = desk.json("cash", "report", z["number"], "--print", str(tmp_path))
    assert again["file"] == str(tmp_path / f"{z['number']}.pdf")
    assert "file" not in desk.json("cash", "report", z["number"])
