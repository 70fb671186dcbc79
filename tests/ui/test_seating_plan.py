"""The seating plan of a sale by keyboard alone, by mouse and as a list; what it says, and that it decides nothing."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QHelpEvent, QImage, QPainter, QPixmap, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from tests.arena import arena
from tests.conftest import DATA
from ticketoffice.domain.seating_plan import SeatingPlan, read
from ticketoffice.ui import theme
from ticketoffice.ui.plan.camera import CHOOSABLE, TARGET
from ticketoffice.ui.plan.faces import SeatFace, SeatState, said, state_word
from ticketoffice.ui.plan.marks import Marks
from ticketoffice.ui.plan.places import DOWN, LEFT, RIGHT, UP, Places
from ticketoffice.ui.plan.sheet import faint
from ticketoffice.ui.plan.view import SeatingPlanView
from ticketoffice.ui.words import set_language

Key, Held = Qt.Key, Qt.KeyboardModifier
FREE = SeatFace(SeatState.FREE, "Zone B", "CHF 30.00")
MINE, SOLD = SeatFace(SeatState.MINE, "Zone B", "CHF 30.00"), SeatFace(SeatState.SOLD, "Zone B", "CHF 30.00")
WHY = "Only seats of this desk's allotment are sold while the centre is not reached."
BARRED = SeatFace(SeatState.FREE, "Zone B", "CHF 30.00", why_not=WHY)


@pytest.fixture(scope="module")
def opera() -> SeatingPlan:
    return read(json.loads(gzip.decompress((DATA / "pretix-opera" / "seatingplan.json.gz").read_bytes())))


@pytest.fixture(scope="module")
def great() -> SeatingPlan:
    return read(arena(seats=4_000))


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said_aloud: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said_aloud.append(event.message()))
    return said_aloud


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[..., SeatingPlanView]]:
    def show(plan: SeatingPlan, faces: dict[str, SeatFace] | None = None, *, look: str = "light") -> SeatingPlanView:
        with theme.themed(qapp, look=look):
            view = SeatingPlanView()
            qtbot.addWidget(view)
            view.resize(700, 560)
            view.show()
        view.show_plan(plan, faces=dict.fromkeys(plan.by_guid, FREE) | (faces or {}))
        view.activateWindow()
        view.drawing.setFocus()
        QApplication.processEvents()
        return view

    yield show
    with theme.themed(qapp):
        pass


def press(view: SeatingPlanView, *keys: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> str | None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or view.drawing, key, held)
    return view.current


def wishes(view: SeatingPlanView) -> list[str]:
    found: list[str] = []
    view.toggle_requested.connect(found.append)
    return found


def place_of(view: SeatingPlanView, guid: str) -> QPoint:
    assert view.drawing.sheet is not None
    number = view.drawing.sheet.places.numbers[guid]
    camera = view.drawing.camera
    return view.drawing.sheet.box_of(number, camera).center() - QPoint(camera.x, camera.y)


def picture(view: SeatingPlanView) -> QImage:
    found = QPixmap(view.drawing.size())
    painter = QPainter(found)
    view.drawing.paint_now(painter, view.drawing.rect(), in_full=True)
    painter.end()
    return found.toImage()


# --- by keyboard --------------------------------------------------------------------------------------------------


def test_the_first_free_seat_is_in_hand_once_the_keyboard_comes(opera: SeatingPlan, shown: Any) -> None:
    assert shown(opera, {"A-1": SOLD, "A-2": BARRED}).current == "A-3"
    assert shown(opera, {"F-7": MINE}).current == "F-7"
    assert shown(opera, dict.fromkeys(opera.by_guid, SOLD)).current == "A-1"


@pytest.mark.parametrize("as_list", [False, True])
def test_a_plan_that_comes_after_the_keyboard_has_its_seat_in_hand(
    opera: SeatingPlan, qapp: QApplication, qtbot: QtBot, as_list: bool
) -> None:
    """A great house is read while somebody waits with the keyboard on the empty drawing."""
    view = SeatingPlanView()
    qtbot.addWidget(view)
    view.show()
    view.activateWindow()
    if as_list:
        press(view, Key.Key_L, held=Held.ControlModifier)
    view.take_focus()
    QApplication.processEvents()
    wished = wishes(view)
    press(view, Key.Key_Space)
    view.show_plan(opera, faces=dict.fromkeys(opera.by_guid, FREE) | {"A-1": SOLD})
    assert view.current == "A-2"
    assert "free" in view.told.text()
    assert press(view, Key.Key_Right) == "A-3"
    press(view, Key.Key_Space)
    assert wished == ["A-3"]


def test_arrows_go_from_seat_to_seat_and_space_asks_for_it(opera: SeatingPlan, shown: Any) -> None:
    view = shown(opera)
    wished = wishes(view)
    assert press(view, Key.Key_Down, Key.Key_Down, Key.Key_Right) == "C-2"
    press(view, Key.Key_Space)
    assert press(view, Key.Key_Up, Key.Key_Left, Key.Key_Left) == "B-1"
    press(view, Key.Key_Space)
    assert wished == ["C-2", "B-1"]
    assert press(view, Key.Key_End) == "B-22"
    assert press(view, Key.Key_Home, Key.Key_PageDown) == "G-1"
    assert press(view, Key.Key_PageUp, Key.Key_PageUp) == "A-1"
    assert press(view, *[Key.Key_PageDown] * 5) == "R-1"


def test_what_is_wished_is_shown_only_once_it_is_granted(opera: SeatingPlan, shown: Any, spoken: list[str]) -> None:
    view = shown(opera)
    wished = wishes(view)
    before = picture(view)
    press(view, Key.Key_Space)
    assert wished == ["A-1"]
    assert picture(view) == before, "it decides nothing"
    view.change_faces({"A-1": MINE})
    assert picture(view) != before
    assert spoken[-1] == view.told.text() == "Row A, seat 1, Zone B, CHF 30.00, chosen"
    press(view, Key.Key_Space)
    assert wished == ["A-1", "A-1"], "and given back"


@pytest.mark.parametrize(
    ("face", "words"),
    [
        (SOLD, "Row A, seat 1, Zone B, CHF 30.00, sold"),
        (SeatFace(SeatState.RESERVED, "Zone B"), "Row A, seat 1, Zone B, reserved"),
        (SeatFace(SeatState.HELD, "Zone B"), "Row A, seat 1, Zone B, held by the house"),
        (BARRED, f"Row A, seat 1, Zone B, CHF 30.00, not for sale. {WHY}"),
    ],
)
def test_a_seat_that_cannot_be_sold_is_reached_and_says_why(
    opera: SeatingPlan, shown: Any, spoken: list[str], face: SeatFace, words: str
) -> None:
    view = shown(opera, {"A-1": face})
    wished = wishes(view)
    assert press(view, Key.Key_Home) == "A-1"
    spoken.clear()
    press(view, Key.Key_Space)
    assert wished == []
    assert spoken == [words]
    assert view.told.text() == words


def test_a_seat_that_nobody_described_is_not_for_sale(opera: SeatingPlan, shown: Any) -> None:
    view = shown(opera)
    view.show_plan(opera, faces={"A-2": FREE})
    wished = wishes(view)
    view.go_to("A-1")
    press(view, Key.Key_Space)
    assert wished == []
    assert view.told.text() == "Row A, seat 1, not for sale. This seat is not for sale at this performance."


def test_each_seat_that_comes_into_hand_is_said_once(opera: SeatingPlan, shown: Any, spoken: list[str]) -> None:
    view = shown(opera)
    spoken.clear()
    press(view, Key.Key_Right)
    assert spoken == ["Row A, seat 2, Zone B, CHF 30.00, free"]
    assert view.drawing.accessibleDescription() == spoken[0]
    press(view, Key.Key_Right)
    assert len(spoken) == 2
    view.change_faces({"R-9": SOLD})
    assert len(spoken) == 2, "what happens elsewhere is not said"


def test_zoom_and_moves_by_keyboard(opera: SeatingPlan, shown: Any) -> None:
    view = shown(opera)
    camera = view.drawing.camera
    press(view, Key.Key_Plus, held=Held.ControlModifier)
    press(view, Key.Key_Equal, held=Held.ControlModifier)
    assert camera.level == 2
    press(view, Key.Key_Minus, held=Held.ControlModifier)
    assert camera.level == 1
    at = camera.x, camera.y
    press(view, Key.Key_Down, Key.Key_Right, held=Held.ShiftModifier)
    assert (camera.x, camera.y) != at
    assert view.current == "A-1", "looking elsewhere takes no other seat"
    press(view, Key.Key_0, held=Held.ControlModifier)
    assert camera.level == 0
    for _ in range(20):
        press(view, Key.Key_Plus, held=Held.ControlModifier)
    assert camera.level == camera.last
    assert camera.apart >= TARGET
    press(view, Key.Key_PageDown, Key.Key_PageDown, Key.Key_End)
    assert view.drawing.rect().contains(place_of(view, "K-22")), "the seat in hand is seen"


def test_keys_of_the_keypad_zoom_too(opera: SeatingPlan, shown: Any) -> None:
    view = shown(opera)
    for key, level in ((Key.Key_Plus, 1), (Key.Key_Plus, 2), (Key.Key_Minus, 1), (Key.Key_0, 0)):
        press(view, key, held=Held.ControlModifier | Held.KeypadModifier)
        assert view.drawing.camera.level == level


def test_without_a_plan_nothing_happens(qapp: QApplication, qtbot: QtBot) -> None:
    view = SeatingPlanView()
    qtbot.addWidget(view)
    view.show()
    wished = wishes(view)
    view.drawing.setFocus()
    press(view, Key.Key_Down, Key.Key_Space, Key.Key_Home)
    press(view, Key.Key_Plus, Key.Key_L, held=Held.ControlModifier)
    press(view, Key.Key_Down, Key.Key_Space)
    press(view, Key.Key_L, held=Held.ControlModifier)
    QTest.mouseClick(view.drawing, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    view.change_faces({"A-1": SOLD})
    view.go_to("A-1")
    picture(view)
    assert (view.current, wished, view.told.text()) == (None, [], "")


def test_other_keys_go_on_to_the_page(opera: SeatingPlan, shown: Any, qtbot: QtBot) -> None:
    view = shown(opera)
    holder = _Keys()
    qtbot.addWidget(holder)
    view.setParent(holder)
    view.show()
    view.take_focus()
    QTest.keyClick(view.drawing, Key.Key_Return)
    view.list.seats.show_sheet(view.drawing.sheet)
    QTest.keyClick(view.list, Key.Key_Return)
    assert holder.keys == [Key.Key_Return, Key.Key_Return]
    view.setParent(None)


class _Keys(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []

    def keyPressEvent(self, event: Any) -> None:
        self.keys.append(event.key())


def reached(places: Places) -> set[int]:
    """Every seat that arrows lead to from the first one."""
    seen, edge = {0}, [0]
    while edge:
        here = edge.pop()
        for direction in (LEFT, RIGHT, UP, DOWN):
            if (there := places.step(here, direction)) not in seen:
                seen.add(there)
                edge.append(there)
    return seen


def test_arrows_reach_every_seat(opera: SeatingPlan, great: SeatingPlan) -> None:
    for plan in (opera, great):
        places = Places(plan)
        assert len(reached(places)) == len(plan.by_guid)


def test_pages_go_over_rows_of_every_area(great: SeatingPlan) -> None:
    places = Places(great)
    here, rows = 0, {places.seats[0].row}
    while (there := places.row_step(here, 1)) != here:
        here = there
        rows.add(places.seats[here].row)
    assert rows == {seat.row for seat in places.seats}


# --- as a list ----------------------------------------------------------------------------------------------------


def test_the_list_can_all_that_the_drawing_can(opera: SeatingPlan, shown: Any, spoken: list[str]) -> None:
    view = shown(opera, {"C-3": SOLD})
    wished = wishes(view)
    press(view, Key.Key_Down, Key.Key_Down, Key.Key_Right)
    press(view, Key.Key_L, held=Held.ControlModifier)
    assert QApplication.focusWidget() is view.list
    model, here = view.list.model(), view.list.currentIndex()
    assert view.current == "C-2", "the same seat is in hand"
    assert model.headerData(here.row(), Qt.Orientation.Vertical) == "Row C"
    line = [model.index(here.row(), column).data() for column in range(4)]
    assert line == ["1", "2", "3", "4"]
    spoken.clear()
    press(view, Key.Key_Space, Key.Key_Right)
    assert spoken == ["Row C, seat 3, Zone B, CHF 30.00, sold"]
    press(view, Key.Key_Space)
    assert wished == ["C-2"]
    assert press(view, Key.Key_End, Key.Key_Right) == "D-1", "left and right go on in the next row"
    assert press(view, Key.Key_PageDown, Key.Key_Up, Key.Key_Down, Key.Key_Home) == "I-1"
    view.change_faces({"I-1": MINE})
    told = view.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Row I, seat 1, Zone B, CHF 30.00, chosen"
    press(view, Key.Key_L, held=Held.ControlModifier)
    assert QApplication.focusWidget() is view.drawing
    assert press(view, Key.Key_Right) == "I-2"


def test_the_list_has_every_seat_with_its_words(opera: SeatingPlan, shown: Any, qtmodeltester: Any) -> None:
    view = shown(opera, {"B-2": BARRED})
    view.findChild(QWidget, "sell.plan.as_list").click()
    qtmodeltester.check(view.list.seats)
    model = view.list.seats
    cells = [model.index(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())]
    told = [cell.data(Qt.ItemDataRole.AccessibleTextRole) for cell in cells]
    assert told == [said(opera, seat, BARRED if guid == "B-2" else FREE) for guid, seat in opera.by_guid.items()]


def test_a_click_in_the_list_asks(opera: SeatingPlan, shown: Any) -> None:
    view = shown(opera)
    wished = wishes(view)
    view.findChild(QWidget, "sell.plan.as_list").click()
    place = view.list.visualRect(view.list.model().index(1, 4)).center()
    QTest.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wished == ["B-5"]


def test_rows_of_several_areas_say_theirs(great: SeatingPlan, shown: Any) -> None:
    view = shown(great)
    assert view.told.text().startswith("Lower 1, Row A, seat 1, ")
    press(view, Key.Key_L, held=Held.ControlModifier)
    assert view.list.seats.headerData(26, Qt.Orientation.Vertical) == "Lower 2, Row A"


# --- by mouse -----------------------------------------------------------------------------------------------------


def click(view: SeatingPlanView, guid: str) -> None:
    QTest.mouseClick(view.drawing, Qt.MouseButton.LeftButton, pos=place_of(view, guid))


def test_a_click_comes_near_before_it_chooses(great: SeatingPlan, shown: Any) -> None:
    view = shown(great)
    wished = wishes(view)
    assert view.drawing.camera.apart < CHOOSABLE
    guid = "103-M-7"
    click(view, guid)
    assert wished == [], "a dot is too small to be meant"
    assert view.drawing.camera.apart >= TARGET
    assert view.drawing.rect().contains(place_of(view, guid))
    click(view, guid)
    assert wished == [guid]
    assert view.current == guid


def test_a_drag_moves_and_chooses_nothing(opera: SeatingPlan, shown: Any) -> None:
    view = shown(opera)
    wished = wishes(view)
    view.drawing.zoom_by(9)
    view.go_to("K-11")
    camera, start = view.drawing.camera, place_of(view, "K-11")
    at = camera.x, camera.y
    QTest.mousePress(view.drawing, Qt.MouseButton.LeftButton, pos=start)
    for step in (10, 30, 60):
        QTest.mouseMove(view.drawing, start - QPoint(step, step))
    QTest.mouseRelease(view.drawing, Qt.MouseButton.LeftButton, pos=start - QPoint(60, 60))
    assert (camera.x - at[0], camera.y - at[1]) == (60, 60)
    assert wished == []
    QTest.mouseClick(view.drawing, Qt.MouseButton.RightButton, pos=place_of(view, "K-11"))
    assert wished == []


def test_the_wheel_zooms_around_the_pointer(great: SeatingPlan, shown: Any) -> None:
    view = shown(great)
    view.go_to("105-M-9")
    view.drawing.zoom_by(3)
    at = QPointF(place_of(view, "105-M-9"))
    for _ in range(2):
        turn = QWheelEvent(
            at,
            at,
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Held.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.drawing, turn)
    assert view.drawing.camera.level == 5
    assert (place_of(view, "105-M-9") - at.toPoint()).manhattanLength() <= 4


def test_the_seat_under_the_pointer_is_told_and_has_a_tip(
    opera: SeatingPlan, shown: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    tips: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda at, text, widget, box: tips.append(text))
    view = shown(opera, {"H-15": BARRED})
    place = place_of(view, "H-15")
    QTest.mouseMove(view.drawing, place)
    words = f"Row H, seat 15, Zone B, CHF 30.00, not for sale. {WHY}"
    assert view.told.text() == words
    tip = QHelpEvent(QEvent.Type.ToolTip, place, view.drawing.mapToGlobal(place))
    QApplication.sendEvent(view.drawing, tip)
    assert tips == [words]
    QApplication.sendEvent(view.drawing, QEvent(QEvent.Type.Leave))
    assert view.told.text() == "Row A, seat 1, Zone B, CHF 30.00, free"


# --- what is seen -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("size", [18, 38])
def test_each_state_has_a_shape_of_its_own(qapp: QApplication, look: str, size: int) -> None:
    with theme.themed(qapp, look=look):
        marks = Marks(fine=1)
        grey = [
            marks.picture(state, size, "12" if size > 24 else "")
            .toImage()
            .convertToFormat(QImage.Format.Format_Grayscale8)
            for state in SeatState
        ]
        words = {state_word(state) for state in SeatState}
    with theme.themed(qapp):
        pass
    assert len(words) == len(SeatState)
    pixels = [[image.pixelColor(x, y).value() for x in range(size) for y in range(size)] for image in grey]
    for n, one in enumerate(pixels):
        for other in pixels[n + 1 :]:
            assert sum(abs(a - b) > 40 for a, b in zip(one, other, strict=True)) > size, "told apart without colour"


def test_a_changed_seat_looks_as_if_the_plan_were_painted_anew(great: SeatingPlan, shown: Any) -> None:
    changes = {"101-C-3": SOLD, "101-C-4": MINE, "101-D-4": BARRED}
    for level in (0, 3, 99):
        view, fresh = shown(great), shown(great, changes)
        for one in (view, fresh):
            one.go_to("101-C-4")
            one.drawing.zoom_by(level)
            one.drawing.clearFocus()
            picture(one)
        view.change_faces(changes)
        assert picture(view) == picture(fresh), level
        view.drawing.fit()
        fresh.drawing.fit()
        assert picture(view) == picture(fresh), "also from afar"
        assert view.legend.findChild(QWidget, "sell.plan.legend.sold").text() == "sold 1"


def test_chosen_seats_are_found_from_afar(great: SeatingPlan, shown: Any) -> None:
    view = shown(great)
    view.go_to("101-A-1")
    before = picture(view)
    view.change_faces({"108-M-9": MINE})
    after, place = picture(view), place_of(view, "108-M-9")
    changed = [
        (x - place.x(), y - place.y())
        for x in range(after.width())
        for y in range(after.height())
        if after.pixel(x, y) != before.pixel(x, y)
    ]
    assert max(max(abs(x), abs(y)) for x, y in changed) >= 5, "larger than its dot"
    view.change_faces({"108-M-9": FREE})
    assert picture(view) == before


def test_many_changes_at_once_are_all_seen(great: SeatingPlan, shown: Any) -> None:
    changes = {guid: SOLD for guid in list(great.by_guid)[:1500]}
    view, fresh = shown(great), shown(great, changes)
    picture(view)
    view.change_faces(changes)
    view.go_to("101-A-1")
    fresh.go_to("101-A-1")
    for one in (view, fresh):
        one.drawing.clearFocus()
    assert picture(view) == picture(fresh)


def test_what_changed_while_somebody_looked_near_is_seen_from_afar(great: SeatingPlan, shown: Any) -> None:
    changes = {guid: SOLD for guid in list(great.by_guid)[:30]}
    view, fresh = shown(great), shown(great, changes)
    for one in (view, fresh):
        one.go_to("110-C-3")
        picture(one)
        one.drawing.zoom_by(99)
    for guid, face in changes.items():
        view.change_faces({guid: face})
    for one in (view, fresh):
        one.drawing.fit()
        one.drawing.clearFocus()
    assert picture(view) == picture(fresh)


def test_a_frame_with_little_time_ends_in_the_same_picture(great: SeatingPlan, shown: Any) -> None:
    view = shown(great)
    whole = picture(view)
    view.drawing.zoom_by(4)
    frame = QPixmap(view.drawing.size())
    frames, missing = 0, True
    while missing:
        painter = QPainter(frame)
        missing = view.drawing.paint_now(painter, view.drawing.rect())
        painter.end()
        frames += 1
    assert frame.toImage() == picture(view)
    view.drawing.fit()
    assert picture(view) == whole


def test_another_size_keeps_the_middle_and_is_sharp_once_it_stays(great: SeatingPlan, shown: Any, qtbot: QtBot) -> None:
    view = shown(great)
    whole = picture(view)
    camera = view.drawing.camera
    view.resize(560, 700)
    QApplication.processEvents()
    assert camera.level == 0
    wide, high = camera.sheet
    assert wide <= view.drawing.width()
    assert high <= view.drawing.height()
    stretched = picture(view)
    qtbot.waitUntil(lambda: picture(view) != stretched)
    view.resize(700, 560)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: picture(view) == whole)
    view.go_to("105-M-9")
    view.drawing.zoom_by(99)
    camera.centre(view.drawing.sheet.places.xs[0], view.drawing.sheet.places.ys[0])
    middle = camera.plan_point(camera.width / 2, camera.height / 2)
    view.resize(600, 500)
    QApplication.processEvents()
    assert camera.level == camera.last
    now = camera.plan_point(camera.width / 2, camera.height / 2)
    assert max(abs(a - b) for a, b in zip(now, middle, strict=True)) < great.spacing


def test_a_finer_screen_has_finer_pictures(opera: SeatingPlan, shown: Any) -> None:
    view = shown(opera)
    before = view.drawing._tiles
    QApplication.sendEvent(view.drawing, QEvent(QEvent.Type.DevicePixelRatioChange))
    assert view.drawing._tiles is not before


def brightness(colour: QColor) -> float:
    """WCAG's relative luminance."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_whatever_colours_a_plan_has_its_numbers_can_be_read(qapp: QApplication, look: str) -> None:
    with theme.themed(qapp, look=look):
        tokens = theme.tokens()
        for colour in ("black", "white", "red", "lime", "blue", "yellow", "cyan", "magenta", "gray"):
            ground = faint(colour)
            assert contrast(QColor(tokens.quiet), ground) >= 4.5, (colour, "numbers of taken seats and rows")
            assert contrast(QColor(tokens.accent), ground) >= 3, (colour, "rings of free seats")
    with theme.themed(qapp):
        pass


def test_the_legend_counts_and_leaves_out_what_does_not_occur(opera: SeatingPlan, shown: Any) -> None:
    view = shown(opera, {"A-1": SOLD, "A-2": SOLD, "A-3": BARRED, "A-4": MINE})

    def words() -> list[str]:
        marks = [view.findChild(QWidget, f"sell.plan.legend.{state}") for state in SeatState]
        return [mark.accessibleName() for mark in marks if mark.isVisible()]

    assert words() == ["free 392", "chosen 1", "sold 2", "not for sale 1"]
    view.change_faces({"A-4": FREE, "A-1": SOLD, "nowhere": SOLD})
    assert words() == ["free 393", "sold 2", "not for sale 1"]


def test_changes_move_nothing(opera: SeatingPlan, shown: Any) -> None:
    view = shown(opera)
    view.drawing.zoom_by(3)
    view.go_to("K-11")
    camera = view.drawing.camera
    before = camera.level, camera.x, camera.y, view.current
    for n, guid in enumerate(opera.by_guid):
        view.change_faces({guid: SOLD if n % 2 else MINE})
    assert (camera.level, camera.x, camera.y, view.current) == before
    assert QApplication.focusWidget() is view.drawing


def test_another_performance_of_the_house_shows_its_own_seats(opera: SeatingPlan, shown: Any) -> None:
    view = shown(opera, {"A-1": SOLD})
    press(view, Key.Key_L, held=Held.ControlModifier)
    view.show_plan(opera, faces=dict.fromkeys(opera.by_guid, SOLD))
    assert view.current == "A-1", "the keyboard is there"
    assert view.list.model().index(5, 5).data(Qt.ItemDataRole.AccessibleTextRole).endswith("sold")
    view.show_plan(read(arena(seats=50)), faces={})
    assert view.list.seats.rowCount() == 6
    view.go_to("101-A-2")
    assert view.told.text().startswith("Lower 1, Row A, seat 2") or view.told.text().startswith("Row A, seat 2")


def test_controls_have_names_and_are_large_enough(opera: SeatingPlan, shown: Any) -> None:
    view = shown(opera)
    names = []
    for part in ("as_list", "fit", "farther", "nearer", "drawing", "list"):
        control = view.findChild(QWidget, f"sell.plan.{part}")
        names.append(control.accessibleName())
        if part not in ("drawing", "list"):
            assert control.width() >= 32
            assert control.height() >= 32
    assert names == ["As a list", "Whole house", "Farther", "Nearer", "Seating plan", "Seats by row"]


def test_the_plan_speaks_french(qapp: QApplication, opera: SeatingPlan) -> None:
    set_language(qapp, "fr")
    try:
        assert said(opera, opera.by_guid["C-12"], FREE) == "Rang C, place 12, Zone B, CHF 30.00, libre"
    finally:
        set_language(qapp, "en")


def test_a_house_calls_its_places_as_it_likes(qapp: QApplication) -> None:
    seat = {"seat_guid": "x", "seat_number": "7", "position": {"x": 0, "y": 0}}
    rows = [{"row_number": "3", "row_label": "Loge %s", "seat_label": "Fauteuil %s", "seats": [seat]}]
    loge = read({"zones": [{"name": "Balcon", "rows": rows}]})
    assert said(loge, loge.by_guid["x"], FREE) == "Loge 3, Fauteuil 7, Zone B, CHF 30.00, free"
    bare = read({"zones": [{"rows": [{"row_number": "", "seats": [seat]}]}]})
    assert said(bare, bare.by_guid["x"], FREE) == "Seat 7, Zone B, CHF 30.00, free"
