"""The door list: everybody once, each page says when it was printed and which it is, nothing is lost, no formula."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace

from tests import evening_count
from tests.conftest import DATA, orders_files, take_in
from ticketoffice.desk.csv_text import csv_bytes, delimiter_of, safe
from ticketoffice.desk.door_list import door_list
from ticketoffice.desk.evening_views import DoorList, DoorRow, TonightView
from ticketoffice.domain.errors import Unavailable
from ticketoffice.domain.lists import list_name, name_key, places_text, seat_key
from ticketoffice.printing import whole_file
from ticketoffice.printing.documents.door_list import WORDS, door_list_paper, door_list_table
from ticketoffice.printing.door_lists import save_door_list
from ticketoffice.printing.renderers.list_pdf import list_pdf
from ticketoffice.store.book import Book

TONIGHT = TonightView("p" * 32, "p/1", "Aida", "Aida", 1797620400000000, "Europe/Zurich", False, 60, 50, 4, 6, 0, 1, 0)
PRINTED = 1795521600000000


def row(name: str | None = "Durand, Claire", *, note: str = "", seats: tuple[str, ...] = ("C-9",)) -> DoorRow:
    return DoorRow(name, seats, (), (("Adult", len(seats)),), len(seats), 0, "KL3ZT", "paid", note)


def listed(*rows: DoorRow, by: str = "name") -> DoorList:
    return DoorList(TONIGHT, by, rows, PRINTED)


def pages_of(data: bytes) -> list[str]:
    """What stands on each page, without spaces: a reader of PDFs only guesses them."""
    with pypdfium2.PdfDocument(data) as found:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in found]


def pages(found: DoorList, *, language: str = "en") -> list[str]:
    return pages_of(list_pdf(door_list_paper(found, language=language)))


@pytest.mark.parametrize("count", [0, 1, 36, 37, 38, 39, 40, 300])
@pytest.mark.parametrize("by", ["name", "seat"])
def test_each_page_says_when_it_was_printed_and_which_it_is(qapp: object, count: int, by: str) -> None:
    made = pages(listed(*(row(f"Guest{n:03}, Ann", seats=(f"C-{n}",)) for n in range(count)), by=by))
    for number, text in enumerate(made, start=1):
        assert f"PrintedTue24.11.202613:00Page{number}of{len(made)}" in text
        assert "AidaFri18.12.202620:00" in text
        assert ("InNamePlacesOrderStateNote" if by == "name" else "InPlaceNameTariffTicketStateNote") in text
    whole = "".join(made)
    assert [n for n in range(count) if whole.count(f"Guest{n:03},Ann") != 1] == []
    assert "60places·50sold·4unpaid·6free·1entered" in made[0]
    assert ("Nobodyhasaticket" in whole) == (count == 0)


def test_nothing_on_the_list_is_cut(qapp: object) -> None:
    seats = tuple(f"C-{n}" for n in range(100, 160))
    note = "wheelchair at row end, " + "x" * 150 + " and the last word"
    [page] = pages(listed(row("A" * 30 + "Very" * 40 + "Long, Name", seats=seats, note=note)))
    assert "A" * 12 in page
    assert "Long,Name" in page and "…" not in page
    assert [seat for seat in seats if seat not in page] == []
    assert "x" * 150 in page
    assert page.index("lastword") > page.index("wheelchair")
    tariff = "Reduced for pupils, students and apprentices under 26 (with card)"
    [page] = pages(listed(replace(row(), tariffs=((tariff, 1),)), by="seat"))
    assert tariff.replace(" ", "") in page


@pytest.mark.parametrize("by", ["name", "seat"])
@pytest.mark.parametrize("language", ["en", "fr", "de", "it", "es"])
def test_date_and_time_stand_on_every_page_whatever_the_title(qapp: object, by: str, language: str) -> None:
    event = "Die Meistersinger von Nürnberg, Oper in drei Aufzügen von Richard Wagner " * 4
    long = replace(listed(*(row(f"Guest{n:03}") for n in range(80)), by=by), performance=replace(TONIGHT, event=event))
    for page in (made := pages(long, language=language)):
        assert "18.12.202620:00" in page
        assert "".join(event.split()) in page
        assert "…" not in page
    assert len(made) > 1


def test_a_note_longer_than_a_page_goes_on_upon_the_next(qapp: object) -> None:
    words = [f"w{n:04}" for n in range(900)]
    made = pages(listed(row(note=" ".join(words)), row("Last, Guest")))
    assert [word for word in words if "".join(made).count(word) != 1] == []
    assert len(made) > 1 and "Last,Guest" in made[-1]
    assert all("PrintedTue" in page for page in made)


def test_a_note_stands_once_an_order(qapp: object) -> None:
    """By seat it stands once, and the other places of its order name the first; each order has its own."""
    long = "wheelchair " * 180
    rows = [
        replace(row(f"Name {n}", note=long, seats=(f"C-{n}",)), number=f"{order}-{n}")
        for order in ("KL3ZT", "TEY9V")
        for n in range(1, 11)
    ]
    paper = door_list_paper(listed(*rows, by="seat"), language="fr")
    notes = [line[-1] for line in paper.rows]
    assert (notes[0], notes[10], notes[1:10], notes[11:]) == (long, long, ["voir C-1"] * 9, ["voir C-1"] * 9)
    written = pages_of(list_pdf(paper))
    assert "".join(written).count("wheelchair") == 2 * 180
    assert door_list_table(listed(*rows, by="seat"), language="fr")[1][3][6] == long, "the table has all of it"


def test_other_peoples_texts_do_not_break_a_line(qapp: object) -> None:
    [page] = pages(listed(row("Tab\tand\nline, <b>Bold</b>", note="one\r\ntwo {page}")))
    assert "Tabandline,<b>Bold</b>" in page
    assert "onetwo{page}" in page


@pytest.mark.parametrize("language", ["en", "fr", "de", "it", "es", "xx"])
def test_every_state_fits_its_column_in_every_language(qapp: object, language: str) -> None:
    rows = [DoorRow("N", ("C-9",), (), (), 1, 0, "KL3ZT", state, "") for state in _STATES]
    [page] = pages(listed(*rows), language=language)
    place = {"fr": 1, "de": 2, "it": 3, "es": 4}.get(language, 0)
    assert [state for state in _STATES if WORDS[state][place].replace(" ", "") not in page] == []


_STATES = ("paid", "free", "unpaid", "admit_unpaid", "displaced")


@pytest.mark.parametrize("by", ["name", "seat"])
def test_everybody_of_the_real_files_is_on_the_list(file_book: Book, tmp_path: Path, by: str) -> None:
    take_in(file_book, *orders_files("pretix-opera"))
    counted = evening_count.pretix(DATA / "pretix-opera")["opera/4"]
    found = door_list(file_book, "opera/4", by=by)
    assert sum(r.tickets for r in found.rows) == sum(counted.states.values()) == 339
    assert sum(r.entered for r in found.rows) == counted.states["entered"]
    assert {r.number.split("-")[0] for r in found.rows if r.state == "unpaid"} == counted.unpaid
    assert {r.number.split("-")[0] for r in found.rows if r.note} == counted.noted
    seats = [seat for r in found.rows for seat in r.seats]
    assert sorted(seats) == sorted(counted.seats)
    if by == "seat":
        assert seats == sorted(seats, key=seat_key)
        assert {r.seats[0]: r.name for r in found.rows} == {
            seat: list_name(str(name)) for seat, (name, _) in counted.seats.items()
        }
    else:
        wanted = Counter((number, list_name(str(name))) for name, number in counted.seats.values())
        assert {(r.number, str(r.name)): r.tickets for r in found.rows} == wanted
        assert [r.name for r in found.rows] == sorted((str(r.name) for r in found.rows), key=name_key)
    made = save_door_list(file_book, "opera/4", by=by, form="pdf", to=tmp_path, language="en")
    assert made.name == f"door-list-opera_4-2026-12-18-2000-{by}.pdf"
    text = "".join(pages_of(made.read_bytes()))
    assert [r.number for r in found.rows if r.number not in text] == []


@pytest.mark.parametrize("by", ["name", "seat"])
def test_no_two_seats_stand_there_under_one_name(qapp: object, by: str) -> None:
    tiers = [f"Rang {tier}, Reihe 5, Platz 12" for tier in (2, 3)]
    found = listed(*(row(seats=(seat,)) for seat in tiers), by=by)
    [page] = pages(found)
    assert "Rang25-12" in page and "Rang35-12" in page
    _, rows = door_list_table(found, language="en")
    assert [line[1 if by == "name" else 0] for line in rows] == ["Rang 2 5-12", "Rang 3 5-12"]
    assert places_text(tiers) == "Rang 2 5-12, Rang 3 5-12"


def test_a_table_has_the_same_lines(file_book: Book, tmp_path: Path) -> None:
    take_in(file_book, *orders_files("pretix-festival"))
    for by in ("name", "seat"):
        file = save_door_list(file_book, "festival", by=by, form="csv", to=tmp_path / f"{by}.csv", language="en")
        data = file.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        lines = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        assert sum(int(line["Tickets"]) for line in lines) == 1146 + 130
        assert sum(int(line["Entered"]) for line in lines) == 41
        assert {line["Printed"] for line in lines} == {"2026-11-24 13:00"}
        assert {line["State"] for line in lines} == {"paid", "UNPAID", "free"}
        assert {line["Tick"] for line in lines} == {""}


FORMULAS = [
    "=1+1",
    "+41 44 268",
    "-2",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1",
    "\n=1",
    "  =1+1",
    "\u00a0=1",
    "＝1+1",
    "﹢1",
    '=HYPERLINK("http://x","y")',
    "\x00=1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_begins_like_a_formula_stays_a_text(text: str) -> None:
    [cell] = list(csv.reader(io.StringIO(csv_bytes(["a"], [[text]]).decode("utf-8-sig"), newline="")))[1]
    assert cell.startswith("'")
    assert cell.replace("'", "") == text.replace("\x00", "")
    columns, rows = door_list_table(listed(row(text, note=text)), language="en")
    assert csv_bytes(columns, rows).decode().count("'") == 2 * cell.count("'")


@pytest.mark.parametrize("text", ["Durand, Claire", "a=b", "A 1-2", "O'Brien", "", "名前", "x@example.org"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


def test_a_number_is_a_number_and_nothing_is_empty() -> None:
    assert (safe(-30), safe(0), safe(None)) == ("-30", "0", "")
    assert csv_bytes(["a", "b"], [["x;y", None]], delimiter=";") == b'\xef\xbb\xbfa;b\r\n"x;y";\r\n'
    assert (delimiter_of("en"), delimiter_of("fr"), delimiter_of("de-CH")) == (",", ";", ";")


def test_a_folder_that_is_not_there_is_a_sentence(file_book: Book, tmp_path: Path) -> None:
    take_in(file_book, orders_files("pretix-opera")[0])
    with pytest.raises(Unavailable, match="no_folder"):
        save_door_list(file_book, "opera/4", by="name", form="csv", to=tmp_path / "gone" / "list.csv", language="en")
    assert not (tmp_path / "gone").exists()


def test_a_file_is_there_whole_or_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "list.csv"
    file.write_text("before")

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole_file.os, "fsync", full)
    with pytest.raises(Unavailable, match="cannot_write") as refused:
        whole_file.export(b"new", file)
    assert refused.value.data == {"name": str(file), "why": "No space left on device"}
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]
    assert file.read_text() == "before"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Claire Durand", "Durand, Claire"),
        ("Anna van der Berg", "van der Berg, Anna"),
        ("Ana", "Ana"),
        ("Müller AG", "Müller AG"),
        ("Durand, Claire", "Durand, Claire"),
        ("  Jean-Pierre   Bavaud ", "Bavaud, Jean-Pierre"),
        ("de la Cruz", "de la Cruz"),
        ("anna meier", "meier, anna"),
        ("anna de la meier", "meier, anna de la"),
        ("", ""),
    ],
)
def test_a_list_has_the_surname_first(name: str, wanted: str) -> None:
    assert list_name(name) == wanted


def test_lists_are_in_the_order_of_people_and_of_the_house() -> None:
    names = ["Zorlu, Ali", "Åström, Bo", "", "Ähm, A", "ab, x", "Ziegler, B"]
    assert sorted(names, key=name_key) == ["ab, x", "Ähm, A", "Åström, Bo", "Ziegler, B", "Zorlu, Ali", ""]
    seats = ["Parterre, Row AA, Seat 1", "Parterre, Row B, Seat 10", "Parterre, Row B, Seat 9", "Balcony C-2", "C-1"]
    assert sorted(seats, key=seat_key) == [seats[4], seats[3], seats[2], seats[1], seats[0]]
    assert places_text(seats[1:4]) == "Parterre B-10, B-9, Balcony C-2"
    assert places_text(["C-9", "C-10", "C-11"], most=2) == "C-9, C-10 +1"
    assert places_text([]) == ""
