"""A book without a second copy asks for a folder, in place; the answer stays in the settings."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFileDialog

from tests.ui.conftest import Cashier
from ticketoffice.domain.errors import Unavailable
from ticketoffice.settings import name_copies, read_settings
from ticketoffice.ui.theme import tokens


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("ticketoffice.settings.platformdirs.user_config_path", lambda name: tmp_path / "config")
    return tmp_path / "config" / "settings.toml"


def test_a_book_without_a_second_copy_asks_where_it_goes(desk: Any, tmp_path: Path, config: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    config.parent.mkdir()
    config.write_text('language = "fr"')

    async def journey(cashier: Cashier) -> None:
        await cashier.click("copy.name")
        dialog = cashier.window.findChild(QFileDialog, "copy.dialog")
        dialog.fileSelected.emit(str(stick))
        dialog.close()
        assert not cashier.find("copy.name").isVisible()
        await cashier.until(lambda: [p.name for p in stick.glob("*.db")] == ["book-20261124-120000.db"])

    desk(journey)
    found = read_settings({})
    assert (found.copies, found.language) == (stick, "fr")


@pytest.mark.parametrize("look", ["light", "dark"])
def test_beside_a_centre_a_missing_second_copy_is_offered_and_warns_of_nothing(
    at_venue: Any, config: Path, look: str
) -> None:
    async def journey(cashier: Cashier, venue: Any) -> None:
        button = cashier.find("copy.name")
        await cashier.until(lambda: cashier.find("sync.chip").isVisible())
        assert button.isVisible() and button.icon().isNull()
        ink = button.grab().toImage()
        assert ink.pixelColor(ink.width() - 5, ink.height() // 2) == QColor(tokens().panel)
        assert button.palette().color(QPalette.ColorRole.ButtonText) == QColor(tokens().text)
        assert button.toolTip().startswith("The centre has what was sent.")
        button.setFocus()
        await cashier.idle()
        ink = button.grab().toImage()
        assert ink.pixelColor(ink.width() // 2, 0) == QColor(tokens().focus)

    at_venue(journey, theme=look)


@pytest.mark.parametrize("name", ["plain", "l'été", 'say "no"', r"back\slash", "both ' and \"", "neue\nZeile"])
def test_a_folder_of_any_name_is_found_again(tmp_path: Path, config: Path, name: str) -> None:
    name_copies(tmp_path / name)
    assert read_settings({}).copies == tmp_path / name


def test_settings_that_name_one_already_are_not_spoilt(tmp_path: Path, config: Path) -> None:
    config.parent.mkdir()
    config.write_text("[copies]\n")
    with pytest.raises(Unavailable) as no:
        name_copies(tmp_path)
    assert no.value.code == "cannot_write"
    assert config.read_text() == "[copies]\n"
