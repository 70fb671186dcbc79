"""`today` and `doorlist`: figures, lists and files, and a sentence where a file cannot be written."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pypdfium2
import pytest

from tests import evening_count
from tests.cli.conftest import Desk
from tests.conftest import DATA
from ticketoffice.cli.evening import FILTERS
from ticketoffice.desk import today


def test_today_says_what_free_says(shelf: Desk) -> None:
    found = shelf.json("today")["performances"]
    named = {p["performance"]: p for p in found}
    assert [p["starts"] for p in found] == sorted(p["starts"] for p in found)
    for performance, free in (("opera/4", 57), ("opera/5", 60), ("opera/6", 92)):
        p = named[performance]
        assert (p["places"], p["free"], p["over"], p["beyond"]) == (396, free, False, 0)
        assert p["sold"] + p["unpaid"] + p["free"] == p["places"]
        zones = shelf.json("free", performance)
        assert zones["quotas"][0]["free"] == free
        assert sum(z["sold"] for z in zones["zones"]) == p["sold"]
    told = shelf.say("today").out
    assert "396 places  295 sold" in told
    assert "? places" in told, "the spreadsheet does not say how many there are"


@pytest.mark.parametrize("filter", FILTERS)
def test_who_comes_by_filter(shelf: Desk, filter: str) -> None:
    counted = evening_count.pretix(DATA / "pretix-opera")["opera/4"]
    wanted = {
        "all": counted.orders,
        "unpaid": counted.unpaid,
        "free": counted.free_of_charge,
        "with_note": counted.noted,
        "not_in": counted.not_in,
    }[filter]
    found = shelf.json("today", "opera/4", "--filter", filter)
    assert {row["number"] for row in found["orders"]} == wanted
    assert found["of"] == len(counted.orders)
    assert f"{len(wanted)} of {found['of']} orders." in shelf.say("today", "opera/4", "--filter", filter).out


def test_the_commands_filters_are_the_desks() -> None:
    assert FILTERS == today.FILTERS


def test_a_text_finds_a_guest(shelf: Desk) -> None:
    [row] = shelf.json("today", "opera/6", "--text", "helen", "robson")["orders"]
    assert row == {
        "number": "KL3ZT",
        "name": "Robson, Helen",
        "names": ["Helen Robson", "Heather Briggs"],
        "seats": ["Parterre, Row A, Seat 3", "Parterre, Row A, Seat 4"],
        "unnumbered": [],
        "tickets": 2,
        "entered": 0,
        "state": "paid",
        "notes": [],
    }
    told = shelf.say("today", "opera/6", "--text", "a3").out
    assert "Robson, Helen  Parterre A-3, A-4  KL3ZT  paid" in told


def test_a_door_list_is_told_and_written(shelf: Desk, tmp_path: Path) -> None:
    rows = shelf.json("doorlist", "opera/4")["rows"]
    assert sum(row["tickets"] for row in rows) == 339
    seats = shelf.json("doorlist", "opera/4", "--by", "seat")["rows"]
    assert len(seats) == 339
    assert shelf.say("doorlist", "opera/4").out.count("\n") == len(rows) + 1
    file = tmp_path / "list.csv"
    assert shelf.json("doorlist", "opera/4", "--csv", str(file)) == {"file": str(file)}
    lines = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
    assert [line["Order"] for line in lines] == [row["number"] for row in rows]
    told = shelf.say("doorlist", "opera/4", "--by", "seat", "--pdf", str(tmp_path), "--lang", "fr").out
    [pdf] = tmp_path.glob("*.pdf")
    assert told == f"Écrit dans {pdf}.\n"
    with pypdfium2.PdfDocument(pdf) as found:
        first = found[0].get_textpage().get_text_bounded()
    assert "Liste d'entrée par place" in first
    assert f"Page 1 sur {len(pypdfium2.PdfDocument(pdf))}" in first


def test_where_a_file_cannot_be_written_it_says_so(shelf: Desk, tmp_path: Path) -> None:
    gone = tmp_path / "gone" / "list.pdf"
    error = shelf.refused("doorlist", "opera/4", "--pdf", str(gone), code=5)
    assert (error["code"], str(gone.parent) in error["message"]) == ("no_folder", True)
    (tmp_path / "file").write_text("x")
    error = shelf.refused("doorlist", "opera/4", "--csv", str(tmp_path / "file" / "list.csv"), code=5)
    assert error["code"] == "no_folder"
    long = tmp_path / ("x" * 300)
    error = shelf.refused("doorlist", "opera/4", "--csv", str(long), code=5)
    assert (error["code"], "File name too long" in error["message"]) == ("cannot_write", True)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_an_unknown_performance_is_not_found(shelf: Desk) -> None:
    for command in ("today", "doorlist"):
        assert shelf.refused(command, "nowhere", code=4)["code"] == "not_found"


def test_wrong_words_are_usage(shelf: Desk) -> None:
    shelf.say("doorlist", "opera/4", "--pdf", "a", "--csv", "b", code=2)
    shelf.say("doorlist", "opera/4", "--by", "age", code=2)
    shelf.say("today", "opera/4", "--filter", "to_collect", code=2)
    shelf.say("today", "--filter", "unpaid", code=2)
    shelf.say("today", "--text", "muller", code=2)


def test_nothing_on_is_a_sentence(over: Desk) -> None:
    assert over.json("today")["performances"] == []
    assert (
        over.say("today").out
        == "No performance is coming. `catalogue make` puts one on sale, `import` takes in orders.\n"
    )
