"""Tab goes through every control of a page, in reading order, and out of it again."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget

from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order

MOST = 80
LINE = 24
"""Pixels by which the tops of what stands on one line may differ."""
PAGES = (
    "nav.orders",
    "nav.sell",
    "nav.today",
    "nav.gate",
    "nav.cancellations",
    "nav.cash",
    "nav.events",
    "nav.printers",
)


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab must come by: it is seen, enabled, and takes the focus itself."""
    takes = Qt.FocusPolicy.TabFocus
    is_open = widget.isVisible() and widget.isEnabled() and not isinstance(widget, QRadioButton)
    return is_open and (widget.focusPolicy() & takes) == takes and widget.focusProxy() is None


def walked(window: QWidget) -> list[QWidget]:
    """Where Tab goes from the search field, until it comes round or stays."""
    seen = [window.findChild(QWidget, "search.bar")]
    seen[0].setFocus()
    while len(seen) < MOST:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or now in seen:
            break
        seen.append(now)
    return seen


def names(widgets: Any) -> list[str]:
    return [widget.objectName() or type(widget).__name__ for widget in widgets]


def goes_back(window: QWidget, one: QWidget, other: QWidget) -> bool:
    """Whether the other stands before the first where one reads: higher, or on the same line further left."""
    here, there = (widget.mapTo(window, QPoint(0, 0)) for widget in (one, other))
    if abs(here.y() - there.y()) < LINE:
        return there.x() < here.x()
    return there.y() < here.y()


@pytest.mark.parametrize("filled", [False, True], ids=["empty", "filled"])
@pytest.mark.parametrize("page", PAGES)
def test_tab_reaches_every_control_of_a_page_in_reading_order(desk: Any, page: str, filled: bool) -> None:
    async def journey(c: Cashier) -> None:
        if filled:
            await a_cash_order(c)
            await c.click_cross(0)
            await c.key(Qt.Key.Key_1)
            await c.key(Qt.Key.Key_Return)
        c.window.pages.go_to(page)
        await c.idle()
        own = c.window.pages.currentWidget()
        seen = walked(c.window)
        wanted = [widget for widget in c.window.findChildren(QWidget) if takes_tab(widget)]
        assert [name for name in names(wanted) if name not in names(seen)] == []
        of_page = [widget for widget in seen if own.isAncestorOf(widget)]
        panes: dict[Any, list[QWidget]] = {}
        for widget in of_page:
            pane = next((p for p in (c.window.results, c.window.order) if p.isAncestorOf(widget)), own)
            panes.setdefault(pane, []).append(widget)
        for pane in panes.values():
            back = [f"{names([b])[0]} after {names([a])[0]}" for a, b in pairwise(pane) if goes_back(c.window, a, b)]
            assert back == []

    desk(journey)
