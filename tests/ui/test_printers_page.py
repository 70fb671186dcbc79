"""The printers' page: what is chosen counts at once and is kept, the preview follows the file, and the last papers stand below."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.printing.orders import came_out
from tests.printing.printers.listening import Listening, listening
from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order
from tests.ui.test_cash_page import counts, fill, opened
from tests.ui.test_layout import _used
from tests.ui.test_printing_in_the_window import NOBODY, choose, ended, jobs, told, words_of
from ticketoffice import resources
from ticketoffice.desk import cash, hand_out
from ticketoffice.domain import spool as rules
from ticketoffice.printer_choice import PrinterChoice
from ticketoffice.printing import layouts
from ticketoffice.printing.connections import system
from ticketoffice.printing.renderers.escpos import drawer_kick
from ticketoffice.settings import read_settings
from ticketoffice.ui.words import set_language

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's configuration folder."""
    for module in ("ticketoffice.settings", "ticketoffice.printing.layouts"):
        monkeypatch.setattr(f"{module}.platformdirs.user_config_path", lambda name: tmp_path / "config")
    monkeypatch.setattr(system, "system_printers", lambda: ("Foyer", "Office"))
    return tmp_path / "config"


@pytest.fixture
def printer() -> Iterator[Listening]:
    with listening() as found:
        yield found


async def on_page(c: Cashier) -> Any:
    await c.key(Qt.Key.Key_Comma, CTRL)
    assert c.window.pages.shows("nav.printers")
    page = c.window.pages.currentWidget()
    await c.until(lambda: page.forms["tickets"].printer.count() > 3 and page.preview.image is not None)
    return page


def pick(c: Cashier, name: str, data: str) -> None:
    box = c.find(name)
    index = box.findData(data)
    assert index >= 0, [box.itemData(row) for row in range(box.count())]
    box.setCurrentIndex(index)


def typed(c: Cashier, name: str, text: str) -> None:
    field = c.find(name)
    assert field.isVisible()
    field.setFocus()
    field.setText(text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_what_is_chosen_counts_at_once_and_stands_in_the_settings(desk: Any, config: Path, printer: Listening) -> None:
    async def journey(c: Cashier) -> None:
        page = await on_page(c)
        assert read_settings({}).printers == {}, "to look is to choose nothing"
        assert not (config / "settings.toml").exists()
        assert [page.forms["tickets"].printer.itemText(row) for row in (1, 2)] == ["Foyer", "Office"]
        pick(c, "settings.tickets.printer", "system:Foyer")
        assert read_settings({}).printers == {"tickets": PrinterChoice("system:Foyer", "pdf-a4")}
        pick(c, "settings.receipts.printer", "tcp")
        assert c.find("settings.receipts.problem").text().startswith("Say where it is")
        assert set(read_settings({}).printers) == {"tickets"}, "of one that is nowhere nothing is kept"
        typed(c, "settings.receipts.where", printer.address)
        pick(c, "settings.receipts.language", "escpos")
        c.find("settings.receipts.drawer").click()
        c.find("settings.receipts.automatic").click()
        roll = PrinterChoice(f"tcp:{printer.address}", "escpos", None, automatic=True, drawer=True)
        assert read_settings({}).printers["receipts"] == roll
        assert c.window.at_desk.printing.printers.of("receipts") == roll
        assert not c.find("settings.receipts.problem").isVisible()
        await c.click("settings.receipts.test")
        await ended(c)
        assert told(c) == f"The printer {printer.address} has taken the test print."
        assert "NOVALUE" in words_of(printer)[0]
        pick(c, "settings.tickets.printer", "")
        assert set(read_settings({}).printers) == {"receipts"}

    desk(journey)


@pytest.mark.parametrize(("size", "language"), [((1024, 700), "fr"), ((1280, 800), "en")], ids=["small", "usual"])
def test_nothing_is_cut_and_the_fields_stand_in_columns(
    desk: Any, config: Path, size: tuple[int, int], language: str
) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(*size)
        page = await on_page(c)
        pick(c, "settings.tickets.printer", "system:Foyer")
        pick(c, "settings.receipts.printer", "tcp")
        await c.click("settings.tickets.test")
        await ended(c)
        assert page.list.isVisible()
        for form in page.forms.values():
            for button in (form.test, form.automatic, form.drawer):
                assert button.sizeHint().width() <= button.width(), button.text()
        problem = page.forms["receipts"].problem
        assert problem.visibleRegion().boundingRect() == problem.rect()
        assert problem.heightForWidth(problem.width()) <= problem.height()
        combos = [c.find(f"settings.{name}") for name in ("tickets.printer", "tickets.language", "tickets.layout")]
        combos += [c.find(f"settings.{name}") for name in ("receipts.printer", "receipts.language")]
        boxes = {(box.mapTo(page, QPoint(0, 0)).x(), box.width()) for box in combos}
        assert len(boxes) == 1, boxes

    desk(journey, language=language)
    set_language(QApplication.instance(), "en")


def test_settings_that_cannot_be_written_are_said_and_nothing_else_counts(desk: Any, config: Path) -> None:
    config.parent.mkdir(exist_ok=True)
    config.write_text("a file in its way")

    async def journey(c: Cashier) -> None:
        await on_page(c)
        pick(c, "settings.tickets.printer", "system:Foyer")
        await c.until(lambda: "cannot be written" in told(c))
        assert c.window.at_desk.printing.printers.of("tickets") is None

    desk(journey)


def test_the_preview_is_drawn_anew_when_the_file_changes(desk: Any, config: Path) -> None:
    own = config / layouts.FOLDER / "mine.toml"
    own.parent.mkdir(parents=True)
    house = resources.path(layouts.FOLDER).joinpath("roll-80.toml").read_text("utf-8")
    own.write_text(house, "utf-8")

    async def journey(c: Cashier) -> None:
        page = await on_page(c)
        pick(c, "settings.tickets.printer", "system:Foyer")
        pick(c, "settings.tickets.language", "escpos")
        await c.idle()
        pick(c, "settings.tickets.layout", "mine")
        await c.until(lambda: str(own) in page.file.text())
        before = page.preview.image.copy()
        own.write_text(house.replace("size = 17", "size = 30"), "utf-8")
        assert own.read_text("utf-8") != house
        await c.until(lambda: page.preview.image is not None and page.preview.image != before)
        part = own.with_suffix(".part")
        part.write_text("width = 'wide'", "utf-8")
        part.replace(own)
        await c.until(lambda: page.preview.image is None)
        assert "mine" in page.preview.problem and page.preview.accessibleDescription() == page.preview.problem
        own.write_text(house, "utf-8")
        await c.until(lambda: page.preview.image is not None)
        assert page.preview.image == before
        pick(c, "settings.receipts.printer", "system:Foyer")
        await c.until(lambda: page.file.text() == "")
        assert page.preview.image != before, "a receipt has no layout"

    desk(journey)


def test_the_last_papers_stand_there_and_one_is_printed_again(desk: Any, config: Path, printer: Listening) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        choose(c, NOBODY)
        await c.click("order.print")
        (view,) = await ended(c)
        choose(c, printer.address)
        page = await on_page(c)
        model = page.rows
        await c.until(lambda: model.rowCount() == 1)
        cells = [model.index(0, column).data() for column in range(4)]
        assert cells[1:3] == [f"Order {view.number}", NOBODY]
        assert cells[3].startswith(f"Not printed: The printer {NOBODY} cannot be reached")
        assert not page.again.isEnabled()
        page.list.selectRow(0)
        await c.click("settings.print_again")
        await ended(c, 2)
        await c.until(lambda: model.rowCount() == 2)
        assert (await jobs(c))[0].job.printer == f"tcp:{printer.address}", "the one that is chosen by now"
        assert len(words_of(printer)) == len(view.shorts)

    desk(journey)


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were opened for the cashier."""
    seen: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: seen.append(Path(url.toLocalFile())))
    return seen


def test_the_closing_goes_to_the_printer_or_into_a_file(desk: Any, printer: Listening, files: list[Path]) -> None:
    async def journey(c: Cashier) -> None:
        await c.window.books.write(fill)
        await opened(c)
        await c.click("cash.x_print")
        await c.until(lambda: len(files) == 1)
        assert files[0].name == "X.pdf"
        choose(c, printer.address, purpose="receipts")
        await c.click("cash.x_print")
        await ended(c)
        assert told(c) == "The drawer's figures of now (X) printed."
        await c.click("cash.begin_count")
        counts(c, v10000="2")
        await c.click("cash.counted")
        await c.click("cash.close_it")
        (z,) = await c.window.books.read(cash.closings)
        await c.key(Qt.Key.Key_P, CTRL)
        await ended(c, 2)
        assert told(c) == f"Closing {z.number} printed."
        assert z.number.replace(" ", "") in words_of(printer)[-1]
        assert "CHF200.00" in words_of(printer)[-1]

    desk(journey)


def test_a_slip_is_printed_by_itself_with_the_money_and_a_receipt_by_wish(
    desk: Any, printer: Listening, files: list[Path]
) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        c.window.order.menu.wish(rules.RECEIPT)
        await c.until(lambda: len(files) == 1)
        assert files[0].name.endswith("-receipt.pdf")
        choose(c, printer.address, purpose="receipts", automatic=True, drawer=True)
        await c.click_cross(0)
        await c.key(Qt.Key.Key_1)
        await c.key(Qt.Key.Key_Return)
        found = await ended(c, 2)
        assert {view.job.what for view in found} == {rules.KICK, rules.SLIP}
        slip = next(data for data in printer.papers if len(data) > 20)
        assert "STORNIERT" in came_out(slip, "escpos")[0][1]
        c.window.order.menu.wish(rules.RECEIPT)
        await ended(c, 3)
        assert told(c).startswith("Receipt of order ")

    desk(journey)


def test_the_drawer_opens_again_for_a_refund_that_is_given_long_after_its_finish(desk: Any, printer: Listening) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        choose(c, printer.address, purpose="receipts", automatic=True, drawer=True)
        await c.click_cross(0)
        await c.key(Qt.Key.Key_1)
        await c.key(Qt.Key.Key_Return)
        await ended(c, 2)
        c.clock.advance(seconds=hand_out.AT_THE_COUNTER / 1_000_000 + 1)
        await c.click("strip.handed_out")
        found = await ended(c, 3)
        assert [view.job.what for view in found] == [rules.KICK, rules.SLIP, rules.KICK]

    desk(journey)


def test_the_drawer_opens_for_goodwill_in_cash(desk: Any, printer: Listening) -> None:
    async def journey(c: Cashier) -> None:
        await _used(c)
        choose(c, printer.address, purpose="receipts", automatic=True, drawer=True)
        for method, count in (("card", 0), ("cash", 1)):
            c.find("used.method")._pick(method)
            c.find("used.amount").setText("5")
            c.find("used.second").setText("Marc")
            await c.click("used.goodwill")
            assert c.window.order.order.refunds[-1].amount == 500
            assert len(await ended(c, count)) == count
            await c.click_cross(0)
        assert printer.papers == [drawer_kick()]

    desk(journey)
