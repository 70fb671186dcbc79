"""The commands by which a venue puts its own performances on sale, at a desk alone and at a centre."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from tests.conftest import DATA

PLAN = str(DATA / "pretix-opera" / "seatingplan.json.gz")
ZONES = ("--zone", "Hall:plan/Stalls:Adult=45,Child=20.50", "Bar:30:Adult=15")
AIDA = ("catalogue", "make", "Aïda", "--starts", "2090-12-24 20:00", *ZONES, "--plan", PLAN)
LIST = "event,starts,zone,capacity,tariff,price,currency\nJazz,2090-12-30 21:00,Club,80,Adult,25,CHF\n"


@pytest.fixture
def venue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A machine without a book."""
    return Desk(tmp_path, monkeypatch)


def test_three_commands_from_nothing_to_a_printed_ticket(venue: Desk, tmp_path: Path) -> None:
    assert venue.json(*AIDA)["performances"] == ["aida/2090-12-24"]
    zones = venue.json("on-sale", "aida")["zones"]
    assert [(z["zone"], z["numbered"], z["free"], [t["price"]["amount"] for t in z["tariffs"]]) for z in zones] == [
        ("Hall", True, 264, [4500, 2050]),
        ("Bar", False, 30, [1500]),
    ]
    paper = tmp_path / "ticket.pdf"
    sold = venue.json("sell", "aida:Hall:Child", "--pay", "cash:50", "--print", str(paper))
    assert (sold["change"]["amount"], sold["printed"]["file"]) == (2950, str(paper))
    assert paper.read_bytes().startswith(b"%PDF")
    venue.say("journal", "--verify", "--replay")


def test_what_is_on_sale_is_changed_and_copied(venue: Desk) -> None:
    venue.say(*AIDA)
    change = ("--price", "Hall:Adult=50", "Bar:Late=5", "--capacity", "Bar=8", "--sale-end", "2090-12-24 19:00")
    assert "changed" in venue.say("catalogue", "change", "aida/2090-12-24", *change).out
    shown = venue.json("on-sale", "aida/2090-12-24")
    assert {z["zone"]: z["free"] for z in shown["zones"]} == {"Hall": 264, "Bar": 8}
    assert shown["until"] == "2090-12-24T18:00:00Z"
    copies = venue.json("catalogue", "copy", "aida/2090-12-24", "--to", "2090-12-25", "2090-12-26")
    assert copies["performances"] == ["aida/2090-12-25", "aida/2090-12-26"]
    assert venue.refused("catalogue", "copy", "aida/2090-12-24", "--to", "2090-12-25")["code"] == "event_is_there"
    assert venue.refused("catalogue", "change", "nowhere", "--name", "X", code=4)["code"] == "not_found"


def test_a_list_is_taken_in_and_bad_lines_are_named(venue: Desk, tmp_path: Path) -> None:
    file = tmp_path / "season.csv"
    file.write_text(LIST + "Bad,tomorrow,Club,80,Adult,25,CHF\nLate,2090-12-30,Club,0,Adult,25,CHF\n", encoding="utf-8")
    said = venue.json("catalogue", "import", str(file), code=3)
    assert said["performances"] == ["jazz/2090-12-30"]
    assert [row["lines"] for row in said["refused"]] == [[3], []]
    assert "Late" in said["refused"][1]["message"]
    before = venue.written()
    file.write_text(LIST, encoding="utf-8")
    assert venue.say("catalogue", "import", str(file)).out.splitlines() == ["jazz/2090-12-30"]
    assert venue.written() == before, "the same file twice changes nothing"
    assert venue.refused("catalogue", "import", str(tmp_path / "none.csv"), code=5)["code"] == "cannot_open"
    file.write_text("event,starts\n", encoding="utf-8")
    assert venue.refused("catalogue", "import", str(file), code=5)["code"] == "missing_columns"


def test_a_group_and_whoever_comes_along_have_tariffs_of_their_own(venue: Desk) -> None:
    zones = ("--zone", "Hall:80:Adult=30,Group=20,Wheelchair=25,Companion=0")
    only = ("--condition", "Hall:Group=10", "Hall:Companion=Wheelchair")
    venue.say("catalogue", "make", "Gala", "--starts", "2090-12-24 20:00", *zones, *only)
    told = {t["tariff"]: (t["least"], t["companion_of"]) for t in venue.json("on-sale", "gala")["zones"][0]["tariffs"]}
    assert told == {
        "Adult": (None, None),
        "Group": (10, None),
        "Wheelchair": (None, None),
        "Companion": (None, "Wheelchair"),
    }
    assert "Group CHF 20.00 (from 10 tickets on)" in venue.say("on-sale", "gala").out
    assert "Companion CHF 0.00 (avec Wheelchair)" in venue.say("on-sale", "gala", "--lang", "fr").out
    assert venue.refused("sell", "3xgala:Hall:Group", "--pay", "cash")["code"] == "group_too_small"
    venue.say("sell", "gala:Hall:Wheelchair", "gala:Hall:Companion", "--pay", "cash")
    venue.say("catalogue", "change", "gala/2090-12-24", "--condition", "Hall:Group=3")
    venue.say("sell", "3xgala:Hall:Group", "--pay", "cash")
    for wrong, code in (("Hall:Group=1", "wrong_condition"), ("Bar:Group=9", "no_zone")):
        assert venue.refused("catalogue", "change", "gala/2090-12-24", "--condition", wrong)["code"] == code
    bad = (
        "catalogue",
        "make",
        "Late",
        "--starts",
        "2090-12-25",
        "--zone",
        "Hall:8:Adult=30",
        "--condition",
        "Bar:Adult=9",
    )
    assert venue.refused(*bad)["code"] == "no_zone"


HALL, BAR = "aida/2090-12-24:Hall", "aida/2090-12-24:Bar"


def test_the_house_keeps_places_sells_from_them_and_releases_them(venue: Desk) -> None:
    venue.say(*AIDA)
    press = venue.json(
        "catalogue", "hold", HALL, "--kind", "press", "--seats", "A-1", "A-2", "--until", "2090-12-24 19:30"
    )
    assert press["house_hold"] and len(press["operations"]) == 1
    assert (
        "keeps these places"
        in venue.say("catalogue", "hold", BAR, "--kind", "Maison", "--count", "4", "--name", "Guests").out
    )
    zones = {z["zone"]: z for z in venue.json("on-sale", "aida")["zones"]}
    assert (zones["Hall"]["free"], zones["Bar"]["free"]) == (262, 26)
    assert zones["Hall"]["house_holds"] == [
        {"kind": "press", "name": None, "left": 2, "until": "2090-12-24T18:30:00Z"},
    ]
    told = venue.say("on-sale", "aida", "--lang", "fr").out
    assert "bloquées par la maison : 2, Presse" in told and "bloquées par la maison : 4, Guests" in told
    assert [z["house_held"] for z in venue.json("free", "aida/2090-12-24")["zones"]] == [4, 2]
    assert "4 kept by the house" in venue.say("free", "aida/2090-12-24").out
    assert venue.refused("sell", f"{HALL}:Adult:A-1", "--pay", "cash")["code"] == "place_held"
    named = ("sell", f"{HALL}:Adult:A-1", "--pay", "free", "--hold", "press")
    assert venue.refused(*named)["code"] == "free_needs_note"
    assert venue.refused("sell", f"{HALL}:Adult:A-1", "--pay", "cash", "--hold", "press")["code"] == "hold_needs_note"
    said = venue.json(*named, "--note", "invited by the press office")
    short = said["order"]["tickets"][0]["short"]
    assert said["order"]["tickets"][0]["house_hold"] == "press"
    held = venue.json("catalogue", "holds", "aida/2090-12-24")["house_holds"]
    assert [(h["kind"], h["places"], h["left"]) for h in held] == [("house", 4, 4), ("press", 2, 1)]
    assert "1 of 2 left" in venue.say("catalogue", "holds", "aida/2090-12-24").out
    venue.say("cancel", short, "--reason", "duplicate", "--to-sale")
    assert {z["zone"]: z["house_held"] for z in venue.json("free", "aida/2090-12-24")["zones"]} == {"Bar": 4, "Hall": 1}
    assert venue.json("catalogue", "release", "aida/2090-12-24", "Guests")["freed"] == 4
    assert "released" in venue.say("catalogue", "holds", "aida/2090-12-24").out
    refused = venue.refused("catalogue", "release", "aida/2090-12-24", "Guests")
    assert refused["code"] == "no_hold_called"
    venue.say("journal", "--verify", "--replay")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--zone", "Hall:plan/Balcony:Adult=45", "--plan", PLAN), "no_category"),
        (("--zone", "Hall:plan/Stalls:Adult=45"), "no_category"),
        (("--zone", "Hall:0:Adult=45"), "zone_needs_places"),
        (("--zone", "Hall:5:Adult=45", "--ends", "2090-12-24 19:00"), "ends_before_it_starts"),
        (("--zone", "Hall:5:Adult=45", "--ends", "late"), "no_time"),
        (("--zone", "Hall:5:Adult=45", "--starts", "2020-12-24 20:00"), "event_over"),
        (("--zone", "Hall:5:Adult=45", "--plan", str(DATA / "orders.csv")), "plan_none"),
    ],
)
def test_what_is_no_performance_is_refused(venue: Desk, words: tuple[str, ...], code: str) -> None:
    venue.say("catalogue", "make", "First", "--starts", "2090-12-20", "--zone", "Hall:5:Adult=1")
    assert venue.refused("catalogue", "make", "Aïda", "--starts", "2090-12-24 20:00", *words)["code"] == code


def test_what_the_desks_do_not_sell_is_not_called_on_sale(venue: Desk) -> None:
    said = venue.say(*AIDA, "--sale-end", "2020-01-01").out
    assert "It is on sale." not in said and "The desks do not sell aida/2090-12-24: their sale has ended." in said
    assert venue.say("on-sale").out == "Nothing is on sale. `catalogue make` puts a performance there.\n"
    said = venue.say("catalogue", "copy", "aida/2090-12-24", "--to", "2090-12-25").out
    assert "The desks do not sell aida/2090-12-25" in said, "the end of its sale lies as far before it"
    venue.say("catalogue", "change", "aida/2090-12-25", "--sale-end", "2090-12-25 19:00")
    assert "aida/2090-12-25" in venue.say("on-sale").out


@pytest.mark.parametrize(
    "words",
    [
        ("make", "X", "--starts", "2090-12-24", "--zone", "Hall"),
        ("make", "X", "--starts", "2090-12-24", "--zone", "Hall:many:Adult=1"),
        ("make", "X", "--starts", "2090-12-24", "--zone", "Hall:5:45"),
        ("change", "aida"),
        ("change", "aida", "--price", "Hall=5"),
        ("change", "aida", "--capacity", "Hall=many"),
        ("change", "aida", "--condition", "Hall=10"),
        ("make", "X", "--starts", "2090-12-24", "--zone", "Hall:5:Adult=45", "--condition", "Adult"),
        ("copy", "aida"),
        ("hold", "aida", "--kind", "press", "--count", "2"),
        ("hold", "aida:Hall", "--kind", "press"),
        ("hold", "aida:Hall", "--kind", "press", "--seats", "A 1", "--count", "2"),
        ("hold", "aida:Hall", "--count", "2"),
    ],
)
def test_wrong_words_are_wrong_usage(venue: Desk, words: tuple[str, ...]) -> None:
    venue.say("catalogue", *words, code=2)


def test_a_centre_says_what_is_on_sale(venue: Desk, tmp_path: Path) -> None:
    from ticketoffice.store.clock import SystemClock
    from ticketoffice.store.keys import FileSecrets
    from ticketoffice.store.opening import Kind, open_book

    place, keys = tmp_path / "centre.db", tmp_path / "state" / "ticketoffice" / "keys"
    open_book(place, clock=SystemClock(), secrets=FileSecrets(keys), kind=Kind(mode="centre")).close()
    made = venue.json("central", *AIDA, "--book", str(place))
    assert made["performances"] == ["aida/2090-12-24"]
    kept = ("central", "catalogue", "hold", BAR, "--kind", "house", "--count", "4", "--book", str(place))
    assert venue.json(*kept)["house_hold"]
    held = venue.json("central", "catalogue", "holds", "aida/2090-12-24", "--book", str(place))["house_holds"]
    assert [(h["zone"], h["left"]) for h in held] == [("Bar", 4)]
    freed = venue.json("central", "catalogue", "release", "aida/2090-12-24", "house", "--book", str(place))
    assert freed["freed"] == 4
