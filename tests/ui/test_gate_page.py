"""Gate check in the window: the performance of the evening, how many are in, and when each was scanned."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from tests.ui.conftest import Cashier
from tests.ui.test_waiting_orders import reserve
from ticketoffice.desk.payment import pay
from ticketoffice.domain.people import Who
from ticketoffice.ui.drawing import paint_answer_icon
from ticketoffice.ui.gate.room import SAME_SCAN


async def at_the_gate(c: Cashier) -> None:
    await c.key(Qt.Key.Key_F8)
    await c.until(lambda: c.find("gate.performances").count() > 1)


async def check(c: Cashier, code: str) -> str:
    before = c.find("gate.recent").count()
    c.find("gate.input").setText(code)
    await c.key(Qt.Key.Key_Return)
    await c.until(lambda: c.find("gate.recent").count() > before)
    return str(c.find("gate.result").text())


async def start_of(c: Cashier, number: str) -> int:
    await c.open(number)
    return int(c.window.order.order.tickets[0].starts_at)


def test_weeks_before_each_ticket_is_looked_at_by_itself(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await at_the_gate(c)
        assert (c.find("gate.performances").currentText(), c.find("gate.entered").text()) == ("Any performance", "")
        assert await check(c, "KL3ZT-1") == "GO"
        c.find("gate.performances").setCurrentIndex(1)
        assert c.find("gate.entered").text().startswith("Entered ")
        assert (await check(c, "KL3ZT-1")).startswith("STOP - ")

    desk(journey)


def test_in_the_evening_its_performance_is_chosen_and_counts(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        starts = await start_of(c, "KL3ZT")
        c.clock.advance(seconds=(starts - c.clock.now()) // 1_000_000 - 900)
        await at_the_gate(c)
        chosen, entered = c.find("gate.performances"), c.find("gate.entered")
        await c.until(lambda: entered.text())
        assert chosen.currentData().starts_at == starts
        of = chosen.currentData().tickets
        before = chosen.currentData().entered
        await c.click("gate.admit")
        assert await check(c, "KL3ZT-1") == "GO"
        await c.until(lambda: entered.text() == f"Entered {before + 1} of {of}")
        c.clock.advance(seconds=SAME_SCAN + 1)
        assert (await check(c, "KL3ZT-1")).startswith("STOP - ALREADY USED")
        assert await check(c, "NOBODY") == "STOP - UNKNOWN TICKET"
        lines = [c.find("gate.recent").item(n).text().split()[:2] for n in range(3)]
        at = c.find("gate.recent").item(0).text()[:5]
        assert lines == [[at, "NOBODY"], [at, "KL3ZT-1"], [at, "KL3ZT-1"]]
        assert at[2] == ":"
        chosen.setCurrentIndex(0)
        await check(c, "KL3ZT-2")
        assert chosen.currentIndex() == 0, "what was chosen stays"

    desk(journey)


def test_a_french_screen_sets_a_space_before_the_colon(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        c.find("search.bar").setText("KL3ZT-2")
        await c.idle()
        model = c.find("results.list").model()
        told = [model.data(model.index(0, 0), role) for role in range(Qt.ItemDataRole.UserRole + 8)]
        texts = [str(text) for text in told if isinstance(text, str)]
        assert any("n° de billet : KL3ZT-2" in text for text in texts), texts

    desk(journey, language="fr")


async def scan_again(c: Cashier, code: str) -> list[str]:
    """What the last checks say once a code was entered that may be the one of just now."""
    c.find("gate.input").setText(code)
    await c.key(Qt.Key.Key_Return)
    await c.idle()
    recent = c.find("gate.recent")
    return [recent.item(n).text() for n in range(recent.count())]


def test_the_same_code_at_once_is_one_scan(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        starts = await start_of(c, "KL3ZT")
        c.clock.advance(seconds=(starts - c.clock.now()) // 1_000_000 - 900)
        await at_the_gate(c)
        await c.click("gate.admit")
        assert await check(c, "KL3ZT-1") == "GO"
        c.clock.advance(seconds=SAME_SCAN - 0.5)
        assert len(await scan_again(c, "KL3ZT-1")) == 1
        assert c.find("gate.result").text() == "GO", "the visitor who has paid is not turned away"
        assert await check(c, "KL3ZT-2") == "GO", "another ticket is looked at"
        assert (await check(c, "KL3ZT-1")).startswith("STOP - ALREADY USED"), "after another one it was given on"
        c.clock.advance(seconds=SAME_SCAN)
        assert len(await scan_again(c, "KL3ZT-1")) == 4, "after a while it is a new scan"
        c.clock.advance(seconds=-60)
        assert len(await scan_again(c, "KL3ZT-1")) == 5, "a clock that was set back keeps nobody waiting"
        await c.click("gate.check_only")
        for lines in (6, 7):
            assert len(await scan_again(c, "KL3ZT-1")) == lines, "what only looks always looks"

    desk(journey)


def test_two_scans_of_one_code_in_one_breath_are_one_entry(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        starts = await start_of(c, "KL3ZT")
        c.clock.advance(seconds=(starts - c.clock.now()) // 1_000_000 - 900)
        await at_the_gate(c)
        await c.click("gate.admit")
        for _ in range(3):
            c.window.gate.check_wished.emit("KL3ZT-1")
        await c.until(lambda: c.find("gate.recent").count())
        await c.idle()
        assert (c.find("gate.recent").count(), c.find("gate.result").text()) == (1, "GO")

    desk(journey)


def test_what_was_stopped_is_asked_anew_at_once(desk: Any) -> None:
    """Unpaid at the gate, paid at the desk beside it, scanned again before three seconds are over."""

    async def journey(c: Cashier) -> None:
        starts = await start_of(c, "LHYFF")
        order = c.window.order.order.order
        c.clock.advance(seconds=(starts - c.clock.now()) // 1_000_000 - 900)
        await at_the_gate(c)
        await c.click("gate.admit")
        assert (await check(c, "LHYFF-1")).startswith("STOP - ")
        c.clock.advance(seconds=0.4)
        await c.window.books.write(pay, order, method="cash", who=Who(c.window.room_person()))
        c.clock.advance(seconds=0.5)
        assert await check(c, "LHYFF-1") == "GO"
        c.clock.advance(seconds=0.5)
        assert len(await scan_again(c, "LHYFF-1")) == 2, "a GO that is read twice is one entry"

    desk(journey)


def test_what_an_order_was_told_is_not_said_at_the_gate(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        for number in await reserve(c):
            await c.open(number)
            if len(c.window.order.order.tickets) > 1:
                break
        said = c.find("notice.text")
        c.window.order.pay_wished.emit(True)
        await c.idle()
        assert said.text().startswith("Tick the tickets")
        await c.key(Qt.Key.Key_F3)
        assert said.text(), "the page is still that of the order"
        await c.key(Qt.Key.Key_F8)
        assert (said.text(), c.find("notice.bar").property("speaks")) == ("", False)

    desk(journey)


def drawn(answer: str) -> bytes:
    image = QImage(48, 48, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_answer_icon(painter, QRectF(0, 0, 48, 48), answer=answer, colour=QColor(Qt.GlobalColor.black).name())
    painter.end()
    return bytes(image.constBits())


def test_each_answer_has_its_own_picture_on_the_card_and_in_the_list(desk: Any) -> None:
    pictures = {answer: drawn(answer) for answer in ("GO", "LOOK", "STOP")}
    assert len({*pictures.values(), drawn("")}) == 4

    async def journey(c: Cashier) -> None:
        await at_the_gate(c)
        icon = c.find("gate.icon")
        assert not icon.isVisible()
        await check(c, "KL3ZT-1")
        go = icon.grab().toImage()
        assert icon.isVisible()
        await check(c, "NOBODY")
        assert icon.grab().toImage() != go
        recent = c.find("gate.recent")
        stop, first = (recent.item(n).icon().pixmap(24, 24).toImage() for n in range(2))
        assert not stop.isNull()
        assert stop != first

    desk(journey)


def test_who_let_in_before_is_said(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        starts = await start_of(c, "KL3ZT")
        c.clock.advance(seconds=(starts - c.clock.now()) // 1_000_000 - 900)
        await at_the_gate(c)
        await c.click("gate.admit")
        await check(c, "KL3ZT-1")
        c.clock.advance(seconds=60)
        await check(c, "KL3ZT-1")
        assert "Lea" in c.find("gate.detail").text()

    desk(journey)
