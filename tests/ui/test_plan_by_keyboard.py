"""The seat plan without a mouse: a seat is current once the keyboard comes, and arrows reach every seat."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ticketoffice.desk.evening_views import SeatBlock, SeatRow, SeatView
from ticketoffice.ui.today.plan import Plan

Key = Qt.Key


def a_seat(row: str, number: str) -> SeatView:
    return SeatView(
        f"{row}-{number}", number, "sold", None, f"order {row}{number}", "N1", f"ticket {row}{number}", None
    )


def a_plan() -> Plan:
    rows = (
        SeatRow("A", tuple(a_seat("A", n) for n in ("2", "3", "9"))),
        SeatRow("B", tuple(a_seat("B", n) for n in ("1", "5"))),
    )
    other = (SeatRow("C", tuple(a_seat("C", n) for n in ("4", "12"))),)
    plan = Plan()
    plan.seats.show_plan((SeatBlock("Stalls", "", rows), SeatBlock("Balcony", "", other)), bright=None)
    QApplication.sendEvent(plan, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    return plan


def current(plan: Plan) -> str | None:
    seat = plan.seats.seat_at(plan.currentIndex())
    return seat.seat if seat is not None else None


def test_the_first_seat_is_current_once_the_keyboard_comes(qapp: QApplication) -> None:
    plan = a_plan()
    assert current(plan) == "A-2"
    opened: list[tuple[str, str]] = []
    plan.wished.connect(lambda order, ticket: opened.append((order, ticket)))
    QTest.keyClick(plan, Key.Key_Return)
    assert opened == [("order A2", "ticket A2")]


def test_arrows_reach_every_seat_over_gaps_and_headings(qapp: QApplication) -> None:
    plan = a_plan()
    seen = [current(plan)]
    for _ in range(6):
        QTest.keyClick(plan, Key.Key_Right)
        seen.append(current(plan))
    assert seen == ["A-2", "A-3", "A-9", "B-1", "B-5", "C-4", "C-12"]
    QTest.keyClick(plan, Key.Key_Right)
    assert current(plan) == "C-12"
    for key, seat in (
        (Key.Key_Home, "C-4"),
        (Key.Key_Up, "B-1"),
        (Key.Key_Up, "A-2"),
        (Key.Key_End, "A-9"),
        (Key.Key_Down, "B-5"),
        (Key.Key_Left, "B-1"),
        (Key.Key_PageDown, "C-4"),
        (Key.Key_PageUp, "A-2"),
    ):
        QTest.keyClick(plan, key)
        assert current(plan) == seat, key
