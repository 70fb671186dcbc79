"""The plan, drawn: arrows go from seat to seat and Space asks for one; a click does both, the wheel and Ctrl +/- zoom.

Shift with an arrow, or the mouse held down, moves the view. Where seats are too small to hit, a click comes nearer instead.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from ticketoffice.ui.labels import show_tip
from ticketoffice.ui.plan.camera import CHOOSABLE, Camera
from ticketoffice.ui.plan.faces import SeatFace, SeatState, said
from ticketoffice.ui.plan.marks import DOTS
from ticketoffice.ui.plan.places import DOWN, LEFT, RIGHT, UP
from ticketoffice.ui.plan.sheet import Sheet
from ticketoffice.ui.plan.tiles import Tiles
from ticketoffice.ui.theme import tokens
from ticketoffice.ui.words import translate

MOVE = 64
"""Pixels that Shift and an arrow move the view."""
RING = 14
"""Pixels around a seat that its ring may take."""
FLAG = 5
"""Half the side of what flags a chosen seat from afar."""
FLAGGED = 100
"""Chosen seats up to which each is flagged."""
SETTLED = 80
"""Milliseconds that a new size must stay before the plan is painted in it."""
NOTCH = 120
"""What a wheel tells for one notch."""
PAGE = 5
"""Rows that Page up and Page down go."""
ARROWS = {Qt.Key.Key_Left: LEFT, Qt.Key.Key_Right: RIGHT, Qt.Key.Key_Up: UP, Qt.Key.Key_Down: DOWN}


class PlanDrawing(QWidget):
    """Draws a sheet. `current` is the seat in hand, by its place in the sheet's order; `asked` is a wish for it, `pointed` the
    seat under the mouse or None.
    """

    current_changed = Signal(int)
    asked = Signal(int)
    pointed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sell.plan.drawing")
        self.setAccessibleName(translate("plan", "Seating plan"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.camera = Camera()
        self.sheet: Sheet | None = None
        self.current: int | None = None
        self._tiles: Tiles | None = None
        self._held: QPoint | None = None
        self._moved = False
        self._under: int | None = None
        self._turned = 0
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self.update)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED)
        self._settled.timeout.connect(self._paint_anew)

    def show_sheet(self, sheet: Sheet) -> None:
        """Shows the whole of a plan."""
        self.sheet, self.current, self._under = sheet, None, None
        self.camera.resize(self.width(), self.height())
        self.camera.look_at(sheet.plan)
        self._tiles = Tiles(sheet, fine=self.devicePixelRatioF())
        self.update()
        if self.hasFocus():
            self.take_first()

    def change(self, faces: Mapping[int, SeatFace]) -> None:
        """These seats stand otherwise; nothing moves."""
        if self.sheet is None or self._tiles is None:
            return
        for number, face in faces.items():
            self.sheet.change(number, face)
        self._tiles.change(faces, camera=self.camera)
        for number in faces:
            self._update_around(number)

    def go_to(self, number: int) -> None:
        """This seat is the one in hand, and is seen."""
        if self.sheet is None:
            return
        before, self.current = self.current, number
        if self.camera.show(self.sheet.places.xs[number], self.sheet.places.ys[number]):
            self.update()
        self._update_around(before)
        self._update_around(number)
        if before != number:
            self.current_changed.emit(number)

    def zoom_by(self, steps: int, *, at: QPointF | None = None) -> None:
        """Comes nearer by so many steps, or goes away: around a pixel, else around the seat in hand, else the middle."""
        point = (at.x(), at.y()) if at is not None else self._middle()
        if self.camera.zoom(self.camera.level + steps, at=point):
            self.update()

    def fit(self) -> None:
        """The whole house."""
        self.zoom_by(-self.camera.last)

    def _middle(self) -> tuple[float, float]:
        if self.sheet is not None and self.current is not None:
            place = self._on_view(self.current).center()
            if self.rect().contains(place.toPoint()):
                return place.x(), place.y()
        return self.width() / 2, self.height() / 2

    def _on_view(self, number: int) -> QRectF:
        assert self.sheet is not None
        return QRectF(self.sheet.box_of(number, self.camera).translated(-self.camera.x, -self.camera.y))

    def _seat_at(self, at: QPointF) -> int | None:
        if self.sheet is None:
            return None
        x, y = self.camera.plan_point(at.x(), at.y())
        return self.sheet.places.nearest(x, y, within=0.75 * self.sheet.plan.spacing)

    def paint_now(self, painter: QPainter, part: QRect, *, in_full: bool = False) -> bool:
        """Paints a part of the view; whether something is still missing."""
        look, missing = tokens(), False
        painter.fillRect(part, QColor(look.panel))
        if self.sheet is not None and self._tiles is not None:
            missing = self._tiles.paint(painter, part, camera=self.camera, in_full=in_full)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if self.camera.apart < DOTS:
                self._flag_mine(painter)
            if self._under is not None:
                painter.setPen(QPen(QColor(look.text), 1.5))
                painter.drawEllipse(self._on_view(self._under).adjusted(-2, -2, 2, 2))
            if self.current is not None:
                self._ring(painter, self._on_view(self.current))
        self._frame(painter)
        return missing

    def _update_around(self, number: int | None) -> None:
        """Has a seat with its ring painted again."""
        if number is not None:
            self.update(self._on_view(number).adjusted(-RING, -RING, RING, RING).toAlignedRect())

    def _flag_mine(self, painter: QPainter) -> None:
        """Around chosen seats where they are dots, so that a few are found among thousands."""
        assert self.sheet is not None
        if len(self.sheet.mine) > FLAGGED:
            return
        for number in self.sheet.mine:
            centre = self._on_view(number).center()
            for colour, wide in ((tokens().panel, 4.0), (tokens().text, 2.0)):
                painter.setPen(QPen(QColor(colour), wide))
                painter.drawRect(QRectF(centre.x() - FLAG, centre.y() - FLAG, 2 * FLAG, 2 * FLAG))

    def _ring(self, painter: QPainter, box: QRectF) -> None:
        """Around the seat in hand; far away it is larger than the seat."""
        more = max(3.0, (16 - box.width()) / 2)
        for colour, wide in ((tokens().panel, 6.0), (tokens().focus, 3.0)):
            painter.setPen(QPen(QColor(colour), wide))
            painter.drawRoundedRect(box.adjusted(-more, -more, more, more), 4, 4)

    def _frame(self, painter: QPainter) -> None:
        look, wide = tokens(), 2 if self.hasFocus() else 1
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(look.focus if self.hasFocus() else look.line), wide))
        less = wide // 2
        painter.drawRect(self.rect().adjusted(less, less, -1, -1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the view, as far as there is time."""
        painter = QPainter(self)
        missing = self.paint_now(painter, event.rect())
        painter.end()
        if missing:
            self._again.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: other scales; the plan is painted anew once the size stays."""
        self.camera.resize(self.width(), self.height())
        if self._tiles is not None:
            self._tiles.stretch()
            self._settled.start()

    def sizeHint(self) -> QSize:
        """Qt: as a pane wants it."""
        return QSize(640, 420)

    def minimumSizeHint(self) -> QSize:
        """Qt: some rows."""
        return QSize(240, 160)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard has come, so one seat is in hand."""
        super().focusInEvent(event)
        self.take_first()
        self.update()

    def take_first(self) -> None:
        """Where the keyboard is a seat is in hand: the first of the chosen ones, else the first free one."""
        if self.sheet is not None and self.sheet.states and self.current is None:
            states = self.sheet.states
            wanted = next((s for s in (SeatState.MINE, SeatState.FREE) if s in states), states[0])
            self.go_to(states.index(wanted))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: from seat to seat; Space asks for the one in hand."""
        if self.sheet is None or self.current is None:
            super().keyPressEvent(event)
            return
        places, here, key = self.sheet.places, self.current, Qt.Key(event.key())
        row = places.in_row(here)
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in ARROWS and shifted:
            right, down = ARROWS[key]
            if self.camera.move(right * MOVE, down * MOVE):
                self.update()
        elif key in ARROWS:
            self.go_to(places.step(here, ARROWS[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(row[0] if key == Qt.Key.Key_Home else row[-1])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.go_to(places.row_step(here, -PAGE if key == Qt.Key.Key_PageUp else PAGE))
        elif key == Qt.Key.Key_Space:
            self.asked.emit(here)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: a notch is a step, around the pointer."""
        self._turned += event.angleDelta().y()
        steps = int(self._turned / NOTCH)
        self._turned -= steps * NOTCH
        self.zoom_by(steps, at=event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click or the begin of a move."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held, self._moved = event.position().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: the view goes along; else the seat under the pointer is told."""
        at = event.position().toPoint()
        if self._held is not None:
            far = at - self._held
            if self._moved or far.manhattanLength() >= QApplication.startDragDistance():
                self._moved, self._held = True, at
                if self.camera.move(-far.x(), -far.y()):
                    self.update()
            return
        self._point_at(self._seat_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a click takes the seat in hand and asks for it; where seats are too small it comes nearer."""
        held, self._held = self._held, None
        if event.button() != Qt.MouseButton.LeftButton or held is None or self._moved:
            return
        number = self._seat_at(event.position())
        if self.camera.apart < min(CHOOSABLE, self.camera.at(self.camera.last).apart):
            self.zoom_by(self.camera.near() - self.camera.level, at=event.position())
            if number is not None:
                self.go_to(number)
        elif number is not None:
            self.go_to(number)
            self.asked.emit(number)

    def leaveEvent(self, event: QEvent) -> None:
        """Qt: the pointer is elsewhere."""
        self._point_at(None)

    def _paint_anew(self) -> None:
        if self._tiles is not None:
            self._tiles.forget()
            self.update()

    def event(self, event: QEvent) -> bool:
        """Qt: a tip says the seat under the pointer; on a screen that is finer all is painted anew."""
        if event.type() == QEvent.Type.DevicePixelRatioChange and self.sheet is not None:
            self._tiles = Tiles(self.sheet, fine=self.devicePixelRatioF())
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._seat_at(QPointF(event.pos()))
            box = QRect() if number is None else self._on_view(number).toRect()
            show_tip(self, event.globalPos(), "" if number is None else self._said(number), box=box)
            return True
        return super().event(event)

    def _said(self, number: int) -> str:
        assert self.sheet is not None
        return said(self.sheet.plan, self.sheet.places.seats[number], self.sheet.faces[number])

    def _point_at(self, number: int | None) -> None:
        if number != self._under:
            self._update_around(self._under)
            self._update_around(number)
            self._under = number
            self.pointed.emit(number)
