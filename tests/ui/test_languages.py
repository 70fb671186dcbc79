"""The screens speak English and French: nothing untranslated, nothing stale, plurals in each language."""

from __future__ import annotations

import re
import string
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.translations import LANGUAGES, Catalogue, compile_catalogue, counts, texts_for, ts_file
from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order
from ticketoffice.desk.case_words import OF_A_NEWER_VERSION, deed_word
from ticketoffice.domain.operations import KINDS
from ticketoffice.store.journal import UNREAD
from ticketoffice.ui.order.history_words import kind_word
from ticketoffice.ui.words import counted, of_the_desk, set_language, translate


@pytest.fixture(autouse=True)
def _english_again(qapp: QApplication) -> object:
    yield
    set_language(qapp, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    catalogue = Catalogue.read(language)
    assert set(catalogue.forms) == texts_for(language)
    assert [text for text, forms in catalogue.forms.items() if not all(forms)] == []


@pytest.mark.parametrize("kind", [*KINDS, UNREAD])
def test_each_kind_of_deed_has_a_name_in_each_language(qapp: QApplication, kind: str) -> None:
    names = {}
    for language in LANGUAGES:
        set_language(qapp, language)
        names[language] = kind_word(kind)
        assert names[language] not in ("", kind, of_the_desk(OF_A_NEWER_VERSION))
    assert names["en"] == deed_word(kind)
    assert (names["fr"] == names["en"]) == (kind == "note_added"), "Note is a French word too"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_same_places_to_fill(language: str) -> None:
    for (_, source), forms in Catalogue.read(language).forms.items():
        for form in forms:
            assert _places(form) == _places(source), form
            assert counts(form) == counts(source), form


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_ships_is_what_was_translated(language: str, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.qm"
    compile_catalogue(language, to=fresh)
    assert ts_file(language).with_suffix(".qm").read_bytes() == fresh.read_bytes()
    assert QTranslator().load(str(fresh))


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("en", 0, "0 tickets cancelled."),
        ("en", 1, "1 ticket cancelled."),
        ("en", 2, "2 tickets cancelled."),
        ("fr", 0, "0 billet annulé."),
        ("fr", 1, "1 billet annulé."),
        ("fr", 2, "2 billets annulés."),
    ],
)
def test_plurals(qapp: QApplication, language: str, count: int, said: str) -> None:
    set_language(qapp, language)
    assert counted("deeds", "%n ticket(s) cancelled.", count) == said


def test_no_button_says_just_cancel() -> None:
    """Cancel what? In a ticket office the word alone is a trap."""
    for forms in Catalogue.read("fr").forms.values():
        assert not {"Annuler", "Annuler  Échap"} & set(forms)
    assert not {"Cancel", "Cancel  Esc"} & {source for _, source in texts_for("fr")}


def test_sentences_avoid_what_only_sounds_polite() -> None:
    banned = {"please", "sorry", "oops", "veuillez", "désolé", "invalide"}
    for (_, source), forms in Catalogue.read("fr").forms.items():
        for text in (source, *forms):
            assert not {word.strip(".,;:!?").casefold() for word in text.split()} & banned, text


def test_an_unknown_language_is_english(qapp: QApplication) -> None:
    set_language(qapp, "xx")
    assert translate("state", "Valid") == "Valid"
    set_language(qapp, "fr")
    assert translate("state", "Valid") == "Valable"


def test_the_main_job_in_french(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        await c.click_cross(0)
        assert c.find("notice.text").text().endswith("n'est plus valable. Choisissez un motif, puis terminez.")
        await c.key(Qt.Key.Key_1)
        assert c.find("strip.finish").text().startswith("Terminer : remettre CHF")
        await c.key(Qt.Key.Key_Return)
        assert c.window.order.strip.hand_out.text().startswith("Remettez CHF")
        await c.key(Qt.Key.Key_Return)
        assert c.find("order.state").text() == "Annulée en partie"

    desk(journey, language="fr")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_nothing_is_cut_while_a_strip_is_open(desk: Any, language: str, size: tuple[int, int]) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(*size)
        await a_cash_order(c)
        await c.click_cross(0)
        assert (c.window.width(), c.window.height()) == size
        for button in c.window.findChildren(QAbstractButton):
            if button.isVisible() and button.text():
                assert button.width() >= button.minimumSizeHint().width(), button.text()
                assert button.height() >= 30, button.text()
                assert not button.visibleRegion().isEmpty(), button.text()
                assert button.visibleRegion().boundingRect().size() == button.size(), button.text()
        table = c.find("tickets.table")
        assert not table.horizontalScrollBar().isVisible()
        assert table.visualRect(table.model().index(0, table.model().columnCount() - 1)).width() >= 32

    desk(journey, language=language)


def test_a_customers_credit_has_one_name_in_french() -> None:
    said = [form for forms in Catalogue.read("fr").forms.values() for form in forms]
    assert [form for form in said if re.search(r"\bcrédits?\b", form, re.I)] == []
    assert [form for form in said if "avoir {amount}" in form] != []
