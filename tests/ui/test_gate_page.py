"""Gate check in the window: the performance of the evening, how many are in, and when each was scanned."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from tests.ui.conftest import Cashier

DAY = 86_400


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
