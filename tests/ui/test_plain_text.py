"""What other people wrote is shown as they wrote it: no name, number or search ever becomes HTML."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTableView

from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order
from ticketoffice.desk import customer
from ticketoffice.domain.people import Who
from ticketoffice.ui.labels import Label, plain_tip

FAKE = "<h1>GO</h1><b>fake</b>"
NAME = "<b>Bold</b> <img src=x>"
HOSTILE = (FAKE, NAME, "&lt;b>x", "a\n<i>b</i>", "R&D <3")


def read_as(text: str) -> str:
    """What a tooltip shows of its text."""
    return QTextDocumentFragment.fromHtml(text).toPlainText() if GuiQt.mightBeRichText(text) else text


@pytest.mark.parametrize("text", [*HOSTILE, "Müller & Sohn", "2 < 3", "plain"])
def test_a_tooltip_shows_what_was_written(text: str) -> None:
    assert read_as(plain_tip(text)) == text


def labels(c: Cashier, *, saying: str) -> list[str]:
    """The visible labels that hold this text; no label in the window, seen or not, takes anything for HTML."""
    found = c.window.findChildren(QLabel)
    rich = [label.objectName() or label.text() for label in found if label.textFormat() != Qt.TextFormat.PlainText]
    assert rich == []
    for widget in found:
        assert not GuiQt.mightBeRichText(widget.toolTip()) or "&lt;" in widget.toolTip(), widget.toolTip()
    return [label.text() for label in found if label.isVisible() and saying in label.text()]


async def at_the_gate(c: Cashier) -> None:
    c.window.show_gate()
    c.find("gate.input").setText(FAKE)
    QTest.keyClick(c.find("gate.input"), Qt.Key.Key_Return)
    await c.until(lambda: c.find("gate.recent").count())
    assert labels(c, saying="<h1>") == [c.find("gate.detail").text()]
    assert c.find("gate.result").text().startswith("STOP")
    c.window.show_orders()


async def in_the_order(c: Cashier) -> None:
    order = await a_cash_order(c)
    named = await c.window.books.write(
        customer.change_customer, order.order, fields={"name": NAME}, who=Who(c.window.room_person())
    )
    assert named
    await c.open(order.number)
    assert labels(c, saying="<img") == [NAME]
    gone = replace(c.window.order.order, invoice="<b>1</b>", due_on="2026-12-07", successor="<u>2</u>")
    c.window.order.header.show_order(gone)
    assert len(labels(c, saying="<b>1</b>")) == 1
    await c.click_cross(0)
    strip = c.window.order.strip.view
    ticket = replace(strip.tickets[0], holder=NAME, event=FAKE)
    c.window.order.strip.show_for(replace(strip, tickets=(ticket,), source=NAME))
    assert any(FAKE in text and NAME in text for text in labels(c, saying="<img"))
    table = c.find("tickets.table")
    table.tickets.set_rows([ticket])
    tips = [table.tickets.index(0, n).data(Qt.ItemDataRole.ToolTipRole) for n in range(table.tickets.columnCount())]
    assert any(NAME in read_as(tip) for tip in tips)
    assert all(read_as(tip) != tip for tip in tips if GuiQt.mightBeRichText(tip))
    c.find("order.tabs").setCurrentIndex(1)
    payments = c.find("payments.table")
    assert isinstance(payments, QTableView)
    rows: Any = payments.model()
    rows.set_rows([(NAME,) * rows.columnCount()])
    assert read_as(rows.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)) == NAME


async def elsewhere(c: Cashier) -> None:
    c.find("search.bar").setText(FAKE)
    await c.idle()
    assert f"No order here for '{FAKE}'." in " ".join(labels(c, saying="<h1>"))
    for say in (c.window.notice.say, c.window.warn, c.window.show_banner):
        say(NAME)
    assert labels(c, saying="<img").count(NAME) >= 3


def test_no_label_and_no_tooltip_is_html(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        for place in (at_the_gate, in_the_order, elsewhere):
            await place(c)

    desk(journey)


def test_no_line_begins_with_a_mark(qapp: QApplication) -> None:
    said = "Rien n'est perdu : « tout » est là ; vraiment ? Oui ! (a : b)"
    label = Label(said)
    assert label.text() == said
    assert QLabel.text(label) == said.replace(" :", "\u00a0:").replace(" ;", "\u00a0;").replace(
        " ?", "\u00a0?"
    ).replace(" !", "\u00a0!").replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    label.setText("Another: one")
    assert (label.text(), QLabel.text(label)) == ("Another: one",) * 2
