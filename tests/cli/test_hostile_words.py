"""Words that nobody means: each one is done or refused in a sentence of a readable length, and what is refused leaves nothing behind."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from ticketoffice.desk.explaining import LONGEST_WORD
from ticketoffice.desk.reading import files

ENDLESS = Path("/dev/zero")
LONG, MANY = "A" * 100_000, "9" * 5_000
MAKE = ("catalogue", "make")
AT = ("--starts", "2090-12-24 20:00")
GALA = "gala:Hall:Adult"


@pytest.fixture
def venue(fresh: Desk) -> Desk:
    """A venue alone with 20 places."""
    fresh.say(*MAKE, "Gala", *AT, "--zone", "Hall:20:Adult=30,Child=20")
    return fresh


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("sell", GALA, "--pay", f"cash:{MANY}"), "wrong_amount"),
        (("sell", GALA, "--pay", LONG), "unknown_method"),
        (("sell", *(f"500x{GALA}",) * 11, "--pay", "cash"), "too_many_tickets"),
        (("sell", f"{LONG}:Hall:Adult", "--pay", "cash"), "not_found"),
        ((*MAKE, "X", *AT, "--zone", "Hall:1000000000000:Adult=1"), "zone_needs_places"),
        ((*MAKE, "X", *AT, "--zone", f"Hall:{MANY}:Adult=1"), "zone_needs_places"),
        ((*MAKE, "X", *AT, "--zone", "Hall:0000:Adult=1"), "zone_needs_places"),
        ((*MAKE, "X", *AT, "--zone", "Hall:5:Adult=1000000000000000"), "wrong_amount"),
        ((*MAKE, "X", *AT, "--zone", "Hall:5:Adult=1,Adult=2"), "tariff_twice"),
        ((*MAKE, "X", *AT, "--zone", "Hall:5:\x01=1"), "price_needs_tariff"),
        ((*MAKE, "X", *AT, "--zone", "\x01:5:Adult=1"), "zone_needs_name"),
        ((*MAKE, "X", *AT, "--zone", f"{LONG}:5:Adult=1"), "too_long_here"),
        ((*MAKE, "X", *AT, "--zone", f"Hall:5:{LONG}=1"), "too_long_here"),
        ((*MAKE, LONG, *AT, "--zone", "Hall:5:Adult=1"), "event_needs_name"),
        ((*MAKE, "\x01", *AT, "--zone", "Hall:5:Adult=1"), "event_needs_name"),
        ((*MAKE, "X", *AT, "--zone", "Hall:5:Adult=1", "--currency", "🎭"), "no_currency"),
        ((*MAKE, "X", *AT, "--zone", "Hall:5:Adult=1", "--currency", "JPY"), "no_currency"),
        (("catalogue", "change", "gala", "--capacity", f"Hall={MANY}"), "zone_needs_places"),
        (("catalogue", "change", "gala", "--price", f"Hall:{LONG}=1"), "too_long_here"),
        (("catalogue", "change", "gala", "--price", "Hall:\x01=1"), "price_needs_tariff"),
        (("catalogue", "change", "gala", "--name", "\x01"), "event_needs_name"),
    ],
)
def test_each_is_refused_in_a_short_sentence(venue: Desk, words: tuple[str, ...], code: str) -> None:
    before = venue.written(people=False)
    error = venue.refused(*words, code=4 if code == "not_found" else 3)
    assert (error["code"], len(error["message"]) < LONGEST_WORD + 300) == (code, True)
    assert venue.written(people=False) == before


def test_too_many_for_one_sale_are_sold_as_several_and_divided_in_no_shop(venue: Desk) -> None:
    """The sentence `too_many_at_once`; an order of a file has its own."""
    said = venue.refused("sell", *(f"500x{GALA}",) * 11, "--pay", "cash")["message"]
    assert "5000 tickets at most" in said and "Sell them as several orders." in said and "shop" not in said


def test_a_plan_or_a_list_under_no_name_cannot_be_opened(venue: Desk) -> None:
    zones = ("--zone", "Hall:plan:Adult=1")
    assert venue.refused(*MAKE, "X", *AT, *zones, "--plan", "a\0b", code=5)["code"] == "cannot_open"
    assert venue.refused("catalogue", "import", "a\0b", code=5)["code"] == "cannot_open"


@pytest.mark.skipif(not ENDLESS.exists(), reason="this system has no device that never ends")
def test_a_file_that_never_ends_is_not_read_to_its_end(venue: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 1 << 20)
    plan = (*MAKE, "X", *AT, "--zone", "Hall:plan:Adult=1", "--plan", str(ENDLESS))
    for words in (plan, ("catalogue", "import", str(ENDLESS))):
        assert venue.refused(*words, code=5)["code"] == "too_large"
    told = venue.json("import", str(ENDLESS), code=5)
    assert "larger than this program reads" in str(told)


def test_a_plan_in_a_damaged_or_an_endless_archive_is_not_taken(
    venue: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, zones = tmp_path / "plan", ("--zone", "Hall:plan:Adult=1")
    whole = gzip.compress(b" " * (4 << 20))
    monkeypatch.setattr(files, "LARGEST", 1 << 20)
    for data, code in ((whole, "too_large"), (whole[:20], "cannot_open"), (b"\x1f\x8bno", "cannot_open")):
        file.write_bytes(data)
        assert venue.refused(*MAKE, "X", *AT, *zones, "--plan", str(file), code=5)["code"] == code


def test_what_is_no_choice_is_not_repeated_whole(venue: Desk) -> None:
    said = venue.say("cash", "move", LONG, "5", code=2)
    assert "invalid choice" in said.err and len(said.err) < 2_000


def test_control_characters_do_not_reach_a_ticket(venue: Desk) -> None:
    made = venue.json(*MAKE, "Ga\0la\u202e two", *AT, "--zone", "Ha\0ll:5:Ad\0ult=1", "--currency", "chf")
    [ticket] = venue.json("sell", f"{made['performances'][0]}:Hall:Adult", "--pay", "cash")["order"]["tickets"]
    assert (ticket["event"], ticket["zone"], ticket["tariff"]) == ("Gala two", "Hall", "Adult")
    venue.say("catalogue", "change", made["performances"][0], "--price", "Hall:La\0te=5", "--name", "Ga\0la three")
    shown = venue.json("on-sale", made["performances"][0])
    assert (shown["event"], [t["tariff"] for t in shown["zones"][0]["tariffs"]]) == ("Gala three", ["Adult", "Late"])


@pytest.mark.parametrize("command", ["print", "collect", "reprint"])
@pytest.mark.parametrize("name", ["no/such/folder/x.pdf", "a\0b", "x" * 300, "book.db"])
def test_what_cannot_be_a_file_is_known_before_anything_is_called_printed(
    venue: Desk, tmp_path: Path, command: str, name: str
) -> None:
    order = venue.json("sell", GALA, "--pay", "card")["order"]
    file = str(venue.book if name == "book.db" else tmp_path / name)
    named = order["number"] if command == "print" else order["tickets"][0]["short"]
    before = venue.written(people=False)
    venue.refused(command, named, "--out" if command == "print" else "--print", file, code=5)
    assert venue.written(people=False) == before
    assert venue.json("show", order["number"])["tickets"][0]["copies"] == 0


def test_a_sale_whose_paper_cannot_be_a_file_stands_and_is_not_called_printed(venue: Desk, tmp_path: Path) -> None:
    said = venue.json("sell", GALA, "--pay", "card", "--print", str(tmp_path / "none" / "x.pdf"))
    assert said["printed"]["error"]["code"] == "no_folder"
    assert said["order"]["tickets"][0]["copies"] == 0 and said["order"]["state"] == "paid"


def test_a_file_that_is_named_twice_is_replaced_whole(venue: Desk, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    sizes = []
    for tickets in (f"5x{GALA}", GALA):
        venue.say("sell", tickets, "--pay", "card", "--print", str(file))
        sizes.append(file.stat().st_size)
        assert file.read_bytes().startswith(b"%PDF") and file.read_bytes().rstrip().endswith(b"%%EOF")
    assert sizes[1] < sizes[0] and [one.name for one in tmp_path.iterdir() if one.is_file()] == ["paper.pdf"]
