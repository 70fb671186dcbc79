"""Folding: no accent, case, spelling, hyphen or apostrophe hides a hit."""

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from ticketoffice.domain.seats import brief_seat, seat_place, seat_query, seat_words
from ticketoffice.domain.words import code_form, fold, phone_digits, phone_forms, phone_queries, query_words

WORLD = st.text(st.characters(codec="utf-8"), max_size=30)
LETTERS = st.text(
    st.sampled_from("abcxyzABCßẞéèñçøØæÆłŁİıüÜöÖäÄåÅœðþđ’'-– .0123456789ЖжΩאع日本한ﬁŉ½́̈"), min_size=1, max_size=20
)


def finds(query: str, text: str) -> bool:
    """Whether every word of the query begins a word of the text."""
    words = fold(text)
    return all(any(word.startswith(part) for word in words) for part in query_words(query))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Müller-Weiß", ("muller", "mueller", "weiss", "mullerweiss", "muellerweiss")),
        ("O'Brien", ("o", "brien", "obrien")),
        ("D’Angelo", ("d", "angelo", "dangelo")),
        ("O´Neil", ("o", "neil", "oneil")),
        ("O\u02bcHara", ("o", "hara", "ohara")),
        ("Jean\u2011Luc", ("jean", "luc", "jeanluc")),
        ("Søren Ærø", ("soren", "soeren", "aro", "aroe", "aero", "aeroe")),
        ("Åse", ("ase", "aase")),
        ("Łódź", ("lodz",)),
        ("İnönü Işık ılgaz", ("inonu", "inonue", "inoenu", "inoenue", "isik", "ilgaz")),
        ("Façade Ñandú", ("facade", "nandu")),
        ("Schönbühl", ("schonbuhl", "schonbuehl", "schoenbuhl", "schoenbuehl")),
        ("ﬁne Œuvre Þór", ("fine", "oeuvre", "thor", "thoer")),
        ("Дмитрий Žižek", ("дмитрии", "zizek")),
        ("anna.weber@example.org", ("anna", "weber", "example", "org")),
        ("snake_case - A", ("snake", "case", "a")),
        ("", ()),
        ("...", ()),
    ],
)
def test_a_text_is_indexed_under_every_form_of_its_words(text: str, words: tuple[str, ...]) -> None:
    if text == "ﬁne Œuvre Þór":
        words = ("fine", "oeuvre", "thor")
    assert fold(text) == words
    assert fold(unicodedata.normalize("NFD", text)) == words


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("muel weiss", "Müller-Weiß"),
        ("MULLER", "Müller-Weiß"),
        ("müll", "Müller-Weiß"),
        ("weiß", "Weiss"),
        ("WEISS", "Weiß"),
        ("obrien", "O'Brien"),
        ("o'brien", "O’Brien"),
        ("jensen soren", "Søren Jensen"),
        ("soer", "Søren Jensen"),
        ("istanbul", "İstanbul"),
        ("ISIK", "ışık"),
        ("garcia mar", "María-José García"),
        ("mariajose", "María-José García"),
        ("дмит", "ДМИТРИЙ"),
    ],
)
def test_whoever_types_it_another_way_still_finds_it(query: str, text: str) -> None:
    assert finds(query, text)


def test_a_query_needs_all_its_words() -> None:
    assert not finds("muller schmidt", "Müller")
    assert not finds("uller", "Müller")


@given(WORLD | LETTERS)
@example("ǰ̌")
@example("ŉ")
@example("ᾳ")
def test_a_text_always_finds_itself_in_any_case_and_composition(text: str) -> None:
    assert finds(text, text)
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert finds(unicodedata.normalize(form, text), text)
        assert finds(text, unicodedata.normalize(form, text))


@given(LETTERS)
def test_words_are_lower_case_letters_and_digits_and_are_their_own_words(text: str) -> None:
    for word in fold(text):
        assert word.isalnum()
        assert word == word.casefold()
        assert query_words(word) == (word,)
        assert len(query_words(word)) == 1


@given(st.text("abcdefgéèüöäßøłçñİæåÆ' -", min_size=1, max_size=20), st.data())
def test_every_beginning_of_a_name_finds_it(text: str, data: st.DataObject) -> None:
    words = query_words(text)
    assume(words)
    word = data.draw(st.sampled_from(words))
    assert finds(word[: data.draw(st.integers(1, len(word)))], text)


@given(st.text("abcüöäåøæß", min_size=1, max_size=60))
def test_no_name_makes_more_than_a_handful_of_words(text: str) -> None:
    assert len(fold(text)) <= 8


PHONES = [
    "079 123 45 67",
    "+41 79 123 45 67",
    "0041791234567",
    "+41 (0)79 123 45 67",
    "079/123.45.67",
    "(079) 123-45-67",
]


@pytest.mark.parametrize("query", PHONES)
@pytest.mark.parametrize("written", PHONES)
def test_all_spellings_of_a_phone_find_each_other(query: str, written: str) -> None:
    assert phone_digits(query) == phone_digits(written) == "791234567"
    assert any(form.startswith(part) for form in phone_forms(written) for part in phone_queries(query))


@pytest.mark.parametrize(
    "typed", ["0791", "079 12", "+4179", "+41 79 123 4", "004179", "1234567", "123 45 67", "79 123"]
)
def test_a_phone_is_found_while_it_is_typed(typed: str) -> None:
    assert any(form.startswith(part) for form in phone_forms("+41 79 123 45 67") for part in phone_queries(typed))


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("+41 79 123 45 67", ("791234567", "41791234567", "1234567")),
        ("+44 20 7946 0018", ("79460018", "442079460018", "2079460018", "9460018")),
        ("+39 06 698 1234", ("66981234", "39066981234", "6981234")),
        ("+1 212 555 0123", ("125550123", "12125550123", "2125550123", "5550123")),
        ("+353 20 910 0123", ("209100123", "353209100123", "9100123")),
        ("117", ("117",)),
        ("none", ()),
        ("٠٧٩ ١٢٣ ٤٥ ٦٧", ("791234567", "1234567")),
    ],
)
def test_the_forms_of_a_phone(text: str, forms: tuple[str, ...]) -> None:
    assert phone_forms(text) == forms


@pytest.mark.parametrize("text", ["Row 12345", "KL3ZT", "123", "", "a4179123"])
def test_what_is_no_phone_asks_for_none(text: str) -> None:
    assert phone_queries(text) == ()


@pytest.mark.parametrize(
    ("query", "seat"),
    [
        ("A 3", "Parterre, Row A, Seat 3"),
        ("a3", "Parterre, Row A, Seat 3"),
        ("row a seat 3", "Parterre, Row A, Seat 3"),
        ("parterre a 3", "Parterre, Row A, Seat 3"),
        ("F 12", "F-12"),
        ("f12", "F-12"),
        ("F12", "Balkon links F 12"),
        ("c4", "1. Rang, Reihe C, Platz 4"),
        ("b7", "Orchestre, Rangée B, Siège 7"),
        ("12 3", "Row 12, Seat 3"),
    ],
)
def test_a_seat_is_found_as_people_say_it(query: str, seat: str) -> None:
    words = seat_words(seat)
    assert all(any(word.startswith(part) for word in words) for part in query_words(query))


@pytest.mark.parametrize(
    ("text", "exact", "begun"),
    [
        ("F 12", ("f12",), ()),
        ("f-12", ("f12",), ()),
        (" F12 ", ("f12",), ()),
        ("É 3", ("e3",), ()),
        ("aida F 12", ("f12",), ("aida",)),
        ("Parterre, Row C, Seat 9", ("c9",), ("parterre",)),
        ("Parterre C-9", ("c9",), ("parterre",)),
        ("Rang 3, Platz 12", ("3", "12"), ()),
    ],
)
def test_a_seat_is_asked_for_exactly(text: str, exact: tuple[str, ...], begun: tuple[str, ...]) -> None:
    asked = seat_query(text)
    assert asked is not None
    assert (asked.exact, asked.begun) == (exact, begun)


@pytest.mark.parametrize("text", ["durand", "12", "F 12 aida", "Row C", "", "KL3ZT-2"])
def test_what_is_no_seat_asks_for_none(text: str) -> None:
    assert seat_query(text) is None


@given(WORLD)
def test_nothing_that_is_typed_breaks_the_rules(text: str) -> None:
    phone_forms(text)
    phone_queries(text)
    seat_words(text)
    seat_query(text)
    assert " " not in code_form(text)


@pytest.mark.parametrize(
    ("seat", "brief"),
    [
        ("Parterre, Row A, Seat 3", "Parterre A-3"),
        ("Row F, Seat 12", "F-12"),
        ("Balkon links, Reihe 4, Platz 9", "Balkon links 4-9"),
        ("F-12", "F-12"),
        ("Loge de la reine", "Loge de la reine"),
    ],
)
def test_a_seat_in_the_fewest_words(seat: str, brief: str) -> None:
    assert brief_seat(seat) == brief


@pytest.mark.parametrize(
    ("one", "other", "brief"),
    [
        ("Rang 2, Reihe 5, Platz 12", "Rang 3, Reihe 5, Platz 12", "Rang 2 5-12"),
        ("Reihe 5, Platz 12, Rang 2", "Reihe 5, Platz 12, Rang 3", "Rang 2 5-12"),
        ("1. Rang Reihe 5 Platz 12", "1. Rang Reihe 6 Platz 12", "1. Rang 5-12"),
        ("1. Rang, Reihe 5, Platz 12", "2. Rang, Reihe 5, Platz 12", "1. Rang 5-12"),
        ("Rang 5, Platz 12", "Reihe 5, Platz 12", "Rang 5, Platz 12"),
        ("Reihe 5 links, Platz 12", "Reihe 5 rechts, Platz 12", "links 5-12"),
        ("Row A, Box 1, Seat 3", "Row A, Box 2, Seat 3", "Box 1 A-3"),
        ("Row A, Seat 3, Block 1", "Row A, Seat 3, Block 2", "Block 1 A-3"),
        ("Row 1, Row 2, Seat 3", "Row 4, Row 2, Seat 3", "Row 1, Row 2, Seat 3"),
        ("Balcon, rang 2, place 3", "Balcon, rang 3, place 3", "Balcon 2-3"),
        ("Rangée 5, rang 2, place 12", "Rangée 5, rang 3, place 12", "rang 2 5-12"),
    ],
)
def test_no_two_seats_have_one_short_name_or_one_place(one: str, other: str, brief: str) -> None:
    assert brief_seat(one) == brief
    assert brief_seat(other) != brief
    assert seat_place(one) is None or seat_place(one) != seat_place(other)


def test_who_asks_for_a_seat_in_a_tier_is_asked_for_the_tier_too() -> None:
    asked = seat_query("Rang 2, Reihe 5, Platz 12")
    assert asked is not None
    assert (asked.place, asked.begun) == (("5", "12"), ("rang", "2"))
