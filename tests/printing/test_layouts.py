"""Layouts that a venue edits: the house's own are right, and what is wrong with one is said so that it can be mended."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.printing.orders import came_out, mixed, scanned, sold
from ticketoffice.desk.papers import tickets_paper
from ticketoffice.desk.sentences import sentence, spoken
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.printing import layouts
from ticketoffice.printing.documents.tickets import FIELDS, NEEDED
from ticketoffice.printing.layout_checks import checked
from ticketoffice.printing.layouts import FORMATS, layout_files, layout_for, read_layout
from ticketoffice.printing.tickets import paper_bytes
from ticketoffice.store.book import Book

Values = dict[str, Any]


def values(name: str = "cinema-101x76") -> Values:
    return tomllib.loads(layout_files()[name].read_text("utf-8"))


def spot(found: Values, field: str) -> Values:
    return next(one for one in found["text"] if one["field"] == field)


def test_each_layout_of_the_house_is_right_and_each_format_has_one() -> None:
    for name, path in layout_files().items():
        layout = read_layout(path)
        assert layout.name == name
        placed = {one.field for one in layout.texts}
        assert placed <= set(FIELDS)
        assert set(NEEDED) <= placed
        for form in layout.formats:
            assert layout_for(form, name=name) == layout
    for form, name in FORMATS.items():
        assert layout_for(form).name == name


def _drop(field: str) -> Callable[[Values], None]:
    return lambda found: found.update(text=[one for one in found["text"] if one["field"] != field])


def _set(field: str, /, **changed: object) -> Callable[[Values], None]:
    return lambda found: spot(found, field).update(changed)


def _top(**changed: object) -> Callable[[Values], None]:
    return lambda found: found.update(changed)


def _code(**changed: object) -> Callable[[Values], None]:
    return lambda found: found["code"].update(changed)


WRONG: dict[str, tuple[Callable[[Values], object], str, str]] = {
    "a field that no ticket has": (_set("zone", field="sector"), "layout_unknown_field", "sector"),
    "a word without meaning": (_set("zone", colour="red"), "layout_unknown_key", "colour"),
    "a word without meaning at the top": (_top(paper="A4"), "layout_unknown_key", "paper"),
    "right of the paper": (_set("day", x=90.0), "layout_off_paper", "day"),
    "below the paper": (_set("number", y=75.0), "layout_off_paper", "number"),
    "too many lines for the paper": (_set("number", lines=9), "layout_off_paper", "number"),
    "the barcode beside the paper": (_code(x=80), "layout_off_paper", "code"),
    "a text on the barcode": (_set("short", y=50.0), "layout_on_code", "short"),
    "a barcode too small": (_code(size=9), "layout_small_code", "9 mm"),
    "a linear barcode too small": (_code(kind="code128", size=30), "layout_small_code", "36 mm"),
    "no price": (_drop("price"), "layout_lacks", "price"),
    "no mark": (_drop("mark"), "layout_lacks", "mark"),
    "no copy": (_drop("copy"), "layout_lacks", "copy"),
    "no day": (_drop("day"), "layout_lacks", "when"),
    "no barcode": (lambda found: found.pop("code"), "layout_lacks", "code"),
    "no texts": (lambda found: found.pop("text"), "layout_lacks", "text"),
    "a text that says nothing": (_set("tariff", field=""), "layout_lacks", "field"),
    "texts that are no places": (_top(text="event"), "layout_wrong_value", "[[text]]"),
    "a size that is a word": (_set("zone", size="large"), "layout_wrong_value", "large"),
    "a size that is true": (_set("zone", size=True), "layout_wrong_value", "True"),
    "a size without end": (_set("zone", size=float("inf")), "layout_wrong_value", "inf"),
    "half a line": (_set("zone", lines=1.5), "layout_wrong_value", "1.5"),
    "a side that there is not": (_set("zone", side="middle"), "layout_wrong_value", "left · center · right"),
    "a side that is a list": (_set("zone", side=["left"]), "layout_wrong_value", "left"),
    "bold that is a word": (_set("zone", bold="yes"), "layout_wrong_value", "true · false"),
    "a field that is a number": (_set("zone", field=7), "layout_wrong_value", "7"),
    "a barcode that there is not": (_code(kind="upc"), "layout_wrong_value", "upc"),
    "a format that there is not": (_top(formats=["pdf-a5"]), "layout_wrong_value", "pdf-a5"),
    "a format that is a list": (_top(formats=[["zpl"]]), "layout_wrong_value", "zpl"),
    "letters that there are not": (_top(letters="gothic"), "layout_wrong_value", "gothic"),
    "a ticket higher than its paper": (_top(each=120.0), "layout_off_paper", "each"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_said_with_its_place(wrong: str) -> None:
    change, code, named = WRONG[wrong]
    found = values()
    change(found)
    with pytest.raises(RuleBroken) as no:
        checked(found, name="ours")
    assert no.value.code == code
    for language in ("en", "fr"):
        told = sentence(code, data=no.value.data, translate=spoken(language))
        assert named in told, told
        assert "ours" in told
        assert "{" not in told
        assert ("Nothing was printed" if language == "en" else "Rien n'a été imprimé") in told


def test_a_roll_has_a_width_that_things_keep() -> None:
    for change in (_set("event", x=70.0, width=10.0), _code(size=80)):
        found = values("roll-80")
        change(found)
        with pytest.raises(RuleBroken) as no:
            checked(found, name="ours")
        assert no.value.code == "layout_off_paper"
        assert no.value.data["paper"] == "72 mm"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a venue's own layouts."""
    monkeypatch.setattr(layouts, "own_folder", lambda: tmp_path)
    return tmp_path


def test_a_venues_own_layout_takes_the_place_of_the_houses(qapp: object, file_book: Book, own: Path) -> None:
    text = layout_files()["cinema-101x76"].read_text("utf-8")
    thanks = '\n[[text]]\nwords = "Merci de votre visite"\nx = 4.0\ny = 57.0\nwidth = 60.0\nsize = 8.0\n'
    (own / "cinema-101x76.toml").write_text(text + thanks, "utf-8")
    (own / "ours.toml").write_text(text.replace('kind = "qr"', 'kind = "aztec"'), "utf-8")
    [name] = sold(file_book, mixed())
    paper = tickets_paper(file_book, name)
    papers = came_out(paper_bytes(paper, form="zpl"), "zpl")
    assert all("Mercidevotrevisite" in one for _, one in papers)
    other = came_out(paper_bytes(paper, form="zpl", layout="ours"), "zpl")
    assert scanned(other) == scanned(papers) == [one.code for one in paper.tickets]


def test_a_layout_that_is_not_there_or_not_for_this_or_no_toml(own: Path) -> None:
    (own / "broken.toml").write_text("width = ", "utf-8")
    (own / "latin.toml").write_bytes(b"# \xe9\n")
    (own / "folder.toml").mkdir()
    for form, name, code in (
        ("zpl", "nothing", "no_layout"),
        ("zpl", "a4", "layout_not_for"),
        ("escpos", "show-82x203", "layout_not_for"),
        ("zpl", "broken", "layout_unreadable"),
        ("zpl", "latin", "layout_unreadable"),
        ("zpl", "folder", "layout_unreadable"),
    ):
        with pytest.raises(RuleBroken) as no:
            layout_for(form, name=name)
        assert no.value.code == code
        assert "?" not in sentence(code, data=no.value.data)
