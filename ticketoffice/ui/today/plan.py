"""Who sits where: the numbered places by zone and row, each with its number and a mark; arrows reach every seat."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ticketoffice.desk.evening_views import SeatBlock, SeatPlan, SeatRow, SeatView
from ticketoffice.domain.seats import brief_seat
from ticketoffice.ui import words
from ticketoffice.ui.drawing import paint_state_icon
from ticketoffice.ui.labels import plain_tip
from ticketoffice.ui.seat_grid import SeatGrid
from ticketoffice.ui.theme import GRID, Tone, tokens
from ticketoffice.ui.today.keyed_model import VIEW, Index
from ticketoffice.ui.words import translate

WIDTH, HEIGHT = 42, 32
"""Pixels of a seat: a row of 22 fits into the smallest window."""
BESIDE, WIDEST = 24, 132
"""Pixels of a seat beside its number, and of the widest one."""
MARK = 28
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
FAINT = 0.25
"""How much of a seat is seen that the filter leaves out."""
PAGE = 5
"""Rows that Page up and Page down go."""
SPARSE = 3
"""Rows whose numbers are more than so many times as far apart as there are seats are drawn side by side."""


def seat_state(state: str) -> tuple[str, Tone, str]:
    """A seat's state: word, tone and the icon's own shape."""
    return {
        "sold": (translate("state", "Valid"), Tone.OK, ""),
        "used": (translate("today", "Entered"), Tone.DONE, "dot"),
        "unpaid": (translate("order_state", "Unpaid"), Tone.WAIT, ""),
        "displaced": (translate("state", "Place taken twice"), Tone.STOP, ""),
        "kept": (translate("today", "Kept by the house"), Tone.DONE, "lozenge"),
        "freed": (translate("today", "Free again"), Tone.DONE, ""),
    }[state]


class _Line(Struct, frozen=True):
    """A line of the plan: a block's heading, or a row with its seats by column."""

    heading: str
    row: str
    seats: dict[int, SeatView]


def _lines(blocks: Sequence[SeatBlock]) -> list[_Line]:
    lines = []
    for block in blocks:
        lines.append(_Line("   ".join(part for part in (block.area, block.zone) if part), "", {}))
        numbers = [int(seat.number) for row in block.rows for seat in row.seats if seat.number.isdecimal()]
        first, last = min(numbers, default=0), max(numbers, default=0)
        most = max((len(row.seats) for row in block.rows), default=0)
        by_number = len(numbers) == sum(len(row.seats) for row in block.rows) and last - first < SPARSE * most + 8
        lines += [_Line("", row.row, _columns(row, first=first if by_number else None)) for row in block.rows]
    return lines


def _columns(row: SeatRow, *, first: int | None) -> dict[int, SeatView]:
    """Where each seat of a row is: under its number, so that a gap is a gap; else one beside the other."""
    placed: dict[int, SeatView] = {}
    for place, seat in enumerate(row.seats):
        placed[place if first is None else int(seat.number) - first] = seat
    return placed if len(placed) == len(row.seats) else dict(enumerate(row.seats))


class PlanModel(QAbstractTableModel):
    """The plan as lines and columns; `bright` are the orders that the page's filter leaves, None: all."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[_Line] = []
        self._width = 0
        self.bright: Collection[str] | None = None

    def show_plan(self, blocks: Sequence[SeatBlock], *, bright: Collection[str] | None) -> bool:
        """Shows these seats; returns whether places came or went, so that the view must be laid out again."""
        lines = _lines(blocks)
        self.bright = bright
        same = [(line.heading, line.row, set(line.seats)) for line in lines] == [
            (line.heading, line.row, set(line.seats)) for line in self._lines
        ]
        if same:
            self._lines = lines
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, self._width - 1))
            return False
        self.beginResetModel()
        self._lines = lines
        self._width = max((place + 1 for line in lines for place in line.seats), default=1)
        self.endResetModel()
        return True

    def headings(self) -> list[int]:
        """The lines that are headings."""
        return [n for n, line in enumerate(self._lines) if line.heading]

    def numbers(self) -> set[str]:
        """What stands in the seats."""
        return {seat.number for line in self._lines for seat in line.seats.values()}

    def place_of(self, seat: str) -> QModelIndex:
        """Where a seat is drawn."""
        for n, line in enumerate(self._lines):
            for place, view in line.seats.items():
                if view.seat == seat:
                    return self.index(n, place)
        return QModelIndex()

    def step(self, index: Index, move: QAbstractItemView.CursorAction) -> QModelIndex:
        """The seat that a key leads to from here. Left and right go on in the next row, so that every seat is reached."""
        lines = [(n, sorted(line.seats)) for n, line in enumerate(self._lines) if line.seats]
        all_seats = [(n, place) for n, places in lines for place in places]
        if not all_seats:
            return QModelIndex()
        here = (index.row(), index.column())
        if here not in all_seats:
            return self.index(*all_seats[0])
        sideways, line = all_seats.index(here), [n for n, _ in lines].index(here[0])
        last, actions = len(lines) - 1, QAbstractItemView.CursorAction
        if move in (actions.MoveLeft, actions.MoveRight):
            step = 1 if move == actions.MoveRight else -1
            return self.index(*all_seats[min(max(sideways + step, 0), len(all_seats) - 1)])
        if move in (actions.MoveHome, actions.MoveEnd):
            return self.index(here[0], lines[line][1][0 if move == actions.MoveHome else -1])
        up = move in (actions.MoveUp, actions.MovePageUp)
        far = PAGE if move in (actions.MovePageUp, actions.MovePageDown) else 1
        row, places = lines[max(line - far, 0) if up else min(line + far, last)]
        return self.index(row, min(places, key=lambda place: abs(place - here[1])))

    def seat_at(self, index: Index) -> SeatView | None:
        """The seat of a cell."""
        return self._lines[index.row()].seats.get(index.column()) if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Qt: lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Qt: as many as the widest row has places."""
        return 0 if parent.isValid() else self._width

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: only seats are reached."""
        if self.seat_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the rows' names."""
        if orientation == Qt.Orientation.Vertical and role == Qt.ItemDataRole.DisplayRole:
            return self._lines[section].row
        if orientation == Qt.Orientation.Vertical and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: a cell."""
        if not index.isValid():
            return None
        seat = self.seat_at(index)
        if seat is None:
            return self._lines[index.row()].heading if role == Qt.ItemDataRole.DisplayRole else None
        if role == VIEW:
            return seat
        if role == Qt.ItemDataRole.DisplayRole:
            return seat.number
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            told = said(seat)
            return plain_tip(told) if role == Qt.ItemDataRole.ToolTipRole else told
        return None


def said(seat: SeatView) -> str:
    """A seat in words: where, what, who, which order."""
    also = translate("today", "also {name}").format(name=seat.second) if seat.second else ""
    kept = words.hold_name(*seat.kept_as) if seat.kept_as is not None else ""
    parts = (brief_seat(seat.seat), seat_state(seat.state)[0], kept, seat.holder, also, seat.order_number)
    return ", ".join(part for part in parts if part)


class SeatDelegate(QStyledItemDelegate):
    """A seat: its tone, its number, and the icon that says the tone without colour."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: one cell; a heading stands over its rows."""
        model = index.model()
        assert isinstance(model, PlanModel)
        seat = model.seat_at(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if seat is None:
            self._heading(painter, QRectF(option.rect), index.data())
        else:
            bright = model.bright is None or seat.order in model.bright
            painter.setOpacity(1 if bright else FAINT)
            paint_seat(painter, QRectF(option.rect), seat)
            if option.state & option.state.State_Selected:
                painter.setOpacity(1)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(tokens().focus), 3))
                painter.drawRoundedRect(QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)
        painter.restore()

    @staticmethod
    def _heading(painter: QPainter, box: QRectF, text: str) -> None:
        if text:
            font = painter.font()
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(QColor(tokens().text))
            painter.drawText(box.adjusted(4, 0, 0, -2), Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, text)


def paint_seat(painter: QPainter, cell: QRectF, seat: SeatView) -> None:
    """One seat in its cell; one that nobody has is an outline, with a lozenge where the house keeps it, as when it is sold."""
    look, box = tokens(), cell.adjusted(2.5, 2.5, -2.5, -2.5)
    _, tone, shape = seat_state(seat.state)
    colours, free, empty = look.tones[tone], seat.state == "freed", seat.state in ("freed", "kept")
    line = Qt.PenStyle.DashLine if empty else Qt.PenStyle.SolidLine
    painter.setPen(QPen(QColor(look.quiet if empty else colours.outline), 1, line))
    painter.setBrush(Qt.BrushStyle.NoBrush if empty else QColor(colours.fill))
    painter.drawRoundedRect(box, 4, 4)
    ink = look.text if empty else colours.text
    small = painter.font()
    small.setPointSizeF(small.pointSizeF() - 2)
    painter.setFont(small)
    painter.setPen(QColor(ink))
    place = box.adjusted(3, 0, -3, 0) if free else box.adjusted(4, 0, -14, 0)
    number = painter.fontMetrics().elidedText(seat.number, Qt.TextElideMode.ElideRight, int(place.width()) + 1)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter if free else LEFT, number)
    if free:
        return
    painter.save()
    painter.translate(box.right() - 8, box.center().y())
    painter.scale(0.7, 0.7)
    paint_state_icon(painter, QPointF(0, 0), tone=tone, colour=ink, shape=shape)
    painter.restore()


class SeatMark(QWidget):
    """What a seat in a state looks like, with the word and how many there are."""

    def __init__(self, state: str) -> None:
        super().__init__()
        self.setObjectName(f"today.legend.{state}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._seat = SeatView("", "", state, None, None, None, None, None)
        self._text = ""

    def show_count(self, count: int, *, named: str = "") -> None:
        """Says how many, or what they are `named` with how many of each; a state that nobody is in is left out."""
        word = seat_state(self._seat.state)[0]
        self._text = "" if not count else words.labelled(word, named) if named else f"{word} {count}"
        self.setAccessibleName(self._text)
        self.setVisible(bool(count))
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word and the count."""
        return self._text

    def sizeHint(self) -> QSize:
        """Qt: mark and word."""
        return QSize(MARK + self.fontMetrics().horizontalAdvance(self._text) + 2 * GRID, HEIGHT - 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the mark as on the plan, beside it the word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        paint_seat(painter, QRectF(0, 0, MARK, self.height()), self._seat)
        painter.restore()
        painter.setPen(QColor(tokens().text))
        box = self.rect().adjusted(MARK + 4, 0, 0, 0)
        painter.drawText(box, LEFT, self._text)
        painter.end()


class Plan(SeatGrid):
    """A click or Enter on a seat opens its order (`wished`: the order's id and the ticket's)."""

    wished = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(width=WIDTH, height=HEIGHT, parent=parent)
        self.seats = PlanModel()
        self.setModel(self.seats)
        self.setObjectName("today.seats")
        self.setAccessibleName(translate("today", "Seat plan"))
        self.setItemDelegate(SeatDelegate(self))

    def show_plan(self, plan: SeatPlan | None, *, bright: Collection[str] | None) -> None:
        """Shows who sits where; the current seat and the scroll stay while the seats are the same."""
        here = self.seats.seat_at(self.currentIndex())
        x, y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        if not self.seats.show_plan(plan.blocks if plan is not None else (), bright=bright):
            return
        self.horizontalHeader().setDefaultSectionSize(self._seat_width())
        self.clearSpans()
        for line in self.seats.headings():
            self.setSpan(line, 0, 1, max(2, self.seats.columnCount()))
        if here is not None and (place := self.seats.place_of(here.seat)).isValid():
            self.setCurrentIndex(place)
        self.horizontalScrollBar().setValue(x)
        self.verticalScrollBar().setValue(y)

    def go_to(self, seat: str) -> None:
        """This seat is the current one, and is seen."""
        place = self.seats.place_of(seat)
        if place.isValid():
            self.setCurrentIndex(place)
            self.scrollTo(place, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _seat_width(self) -> int:
        """As wide as the longest number needs, within reason: some houses call a seat by a name."""
        font = self.font()
        font.setPointSizeF(font.pointSizeF() - 2)
        longest = max((QFontMetrics(font).horizontalAdvance(number) for number in self.seats.numbers()), default=0)
        return min(max(WIDTH, longest + BESIDE), WIDEST)

    def _open(self, index: Index) -> None:
        seat = self.seats.seat_at(index)
        if seat is not None and seat.order is not None:
            self.wished.emit(seat.order, seat.ticket)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard has come, so one seat is the current one."""
        super().focusInEvent(event)
        if self.seats.seat_at(self.currentIndex()) is None:
            self.setCurrentIndex(self.seats.step(QModelIndex(), QAbstractItemView.CursorAction.MoveHome))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: one left click opens."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self.indexAt(event.position().toPoint()))
