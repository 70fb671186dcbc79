"""The invoice as PDF and the import with its progress, through the real window."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pypdfium2
from PySide6.QtCore import Qt

from tests.conftest import orders_files
from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import an_invoice_order


def pdf_text(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_reissue_writes_the_new_invoice_and_offers_to_open_it(desk: Any, settings: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await an_invoice_order(c)
        await c.click_cross(0)
        await c.key(Qt.Key.Key_Return)
        view = c.window.order.order
        assert view.predecessor == order.number
        file = settings.papers / f"{view.invoice}.pdf"
        said = pdf_text(file)
        assert view.invoice in said
        assert view.number in said
        assert len(view.tickets) == len(order.tickets) - 1
        assert said.count("20:00") >= len(view.tickets)
        assert c.find("notice.action").isVisible()
        assert list(settings.papers.glob("*.part")) == []

    desk(journey)


def test_a_pdf_that_cannot_be_written_leaves_the_deed_done(desk: Any, settings: Any) -> None:
    settings.papers.write_text("a file where the folder should be")

    async def journey(c: Cashier) -> None:
        order = await an_invoice_order(c)
        await c.click_cross(0)
        await c.key(Qt.Key.Key_Return)
        assert c.window.order.order.predecessor == order.number
        assert "could not be written" in c.find("notice.text").text()

    desk(journey)


def test_files_are_taken_in_while_the_desk_works(desk: Any, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.csv"
    damaged.write_text("order,ticket,event,starts,zone,price,currency\nX1,T1,Aida,no date,A,10.00,CHF\n")

    async def journey(c: Cashier) -> None:
        files = [str(f) for f in (*orders_files("pretix-festival")[:2], damaged)]
        c.window.files_dropped.emit(files)
        assert c.find("import.stop").isVisible()
        await c.open("muller")
        assert c.window.order.order is not None
        await c.until(lambda: c.find("import.close").isVisible())
        assert "new orders" in c.find("import.text").text()
        assert "1 left out" in c.find("import.text").text()
        assert "damaged.csv, line 2" in c.find("import.details").toPlainText()
        assert "no date" in c.find("import.details").toPlainText()
        await c.click("import.close")
        assert not c.find("import.bar").isVisible()

    desk(journey)


def test_stop_ends_an_import_with_what_was_read(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        c.window.files_dropped.emit([str(f) for f in orders_files("pretix-festival")])
        await c.until(lambda: "file 1" in c.find("import.text").text())
        c.find("import.stop").setFocus()
        await c.key(Qt.Key.Key_Space)
        assert c.find("search.bar").hasFocus()
        await c.until(lambda: c.find("import.close").isVisible())
        await asyncio.sleep(0)
        assert c.find("import.text").text().startswith("Stopped.")
        c.find("import.close").setFocus()
        await c.key(Qt.Key.Key_Space)
        assert c.find("search.bar").hasFocus()
        assert not c.find("import.bar").isVisible()

    desk(journey)
