"""What is on sale, the next one first: a filter above, each performance with its free places or the word that there are none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ticketoffice.desk.evening_views import TonightView
from ticketoffice.domain.calendar import to_datetime
from ticketoffice.domain.words import plain_form
from ticketoffice.ui import words
from ticketoffice.ui.labels import Label
from ticketoffice.ui.order.page import page_button
from ticketoffice.ui.sale.day_filter import asked
from ticketoffice.ui.theme import tokens
from ticketoffice.ui.today.keyed_model import VIEW, KeyedModel
from ticketoffice.ui.words import translate

Index = QModelIndex | QPersistentModelIndex
HEIGHT, MARGIN = 48, 8


def free_word(view: TonightView) -> str:
    """48 free; sold out; not known."""
    if view.free is None:
        return translate("sale", "not known")
    return words.counted("sale", "%n free", view.free) if view.free else translate("sale", "sold out")


def _when(view: TonightView) -> str:
    return words.moment(view.starts_at, timezone=view.timezone, short=True)


def _day(view: TonightView) -> date:
    return to_datetime(view.starts_at, timezone=view.timezone).date()


def _name(view: TonightView) -> str:
    return view.event if view.name in ("", view.event) else f"{view.event} · {view.name}"


class PerformanceDelegate(QStyledItemDelegate):
    """Two lines: the event; when it is, and what is free of it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: the same height for all."""
        return QSize(0, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: one row."""
        view: TonightView = index.data(VIEW)
        look = tokens()
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, QColor(look.selected))
            painter.fillRect(QRect(option.rect.topLeft(), QSize(4, HEIGHT)), QColor(look.accent))
        box = option.rect.adjusted(MARGIN + 4, 4, -MARGIN, -4)
        font, half = option.font, box.height() // 2
        font.setBold(chosen)
        painter.setFont(font)
        painter.setPen(QColor(look.text if view.free != 0 else look.quiet))
        name = painter.fontMetrics().elidedText(_name(view), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(QRect(box.topLeft(), QSize(box.width(), half)), Qt.AlignmentFlag.AlignVCenter, name)
        font.setBold(False)
        painter.setFont(font)
        below = QRect(box.left(), box.top() + half, box.width(), half)
        font_metrics, when, free = painter.fontMetrics(), _when(view), free_word(view)
        if view.free and font_metrics.horizontalAdvance(when + free) + MARGIN > box.width():
            free = str(view.free)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, free)
        painter.setPen(QColor(look.quiet if not chosen else look.text))
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, when)
        painter.restore()


class PerformanceView(QListView):
    """A list that looks at nothing before somebody chooses: Qt would take the first row as soon as the keyboard comes."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard came; Down goes to the first row."""
        chosen = self.currentIndex().isValid()
        blocked = None if chosen else QSignalBlocker(self.selectionModel())
        super().focusInEvent(event)
        if blocked is not None:
            self.setCurrentIndex(QModelIndex())
            blocked.unblock()


class PerformanceList(QWidget):
    """`chosen` carries a performance's id when another one is looked at, nothing when none is; `entered`: Enter was pressed on it;
    `events_wished`: nothing is on sale, and somebody goes to make an event.
    """

    chosen = Signal(str)
    entered = Signal()
    events_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[TonightView, ...] = ()
        self._found: dict[str, str] = {}
        self._changing = False
        self.filter, self.list = QLineEdit(), PerformanceView()
        self.filter.setObjectName("sell.filter")
        self.filter.setAccessibleName(translate("sale", "Filter the performances"))
        self.filter.setPlaceholderText(translate("sale", "Filter"))
        self.filter.setClearButtonEnabled(True)
        self.rows = KeyedModel[TonightView](
            ((translate("sale", "Performance"), lambda v: f"{_name(v)}, {_when(v)}, {free_word(v)}"),),
            key=lambda view: view.id,
        )
        self.list.setObjectName("sell.performances")
        self.list.setAccessibleName(translate("sale", "Performances"))
        self.list.setModel(self.rows)
        self.list.setItemDelegate(PerformanceDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = Label()
        self.empty.setObjectName("sell.nothing")
        self.empty.setWordWrap(True)
        self.empty.setProperty("quiet", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.first_event = page_button(translate("sale", "Make your first event"), name="sell.first_event")
        self.first_event.clicked.connect(self.events_wished)
        for part in (self.filter, self.empty, self.first_event):
            layout.addWidget(part)
        layout.addWidget(self.list, 1)
        layout.addStretch(0)
        for part in (self.empty, self.first_event):
            part.hide()
        self.filter.textChanged.connect(self._on_filter)
        self.filter.returnPressed.connect(self._on_enter)
        self.list.activated.connect(self.entered)
        self.list.selectionModel().currentChanged.connect(self._on_current)

    @property
    def current(self) -> str | None:
        """The id of the performance that is looked at."""
        view = self.list.currentIndex().data(VIEW)
        return view.id if view is not None else None

    def show_rows(self, views: Sequence[TonightView]) -> None:
        """What is on sale now; the one that is looked at stays, at first it is the next one that is known to have free places."""
        if tuple(views) == self._all and views:
            return
        self._all = tuple(views)
        self._found = {view.id: plain_form(f"{_name(view)} {_when(view)}") for view in views}
        self._show()

    def take_focus(self) -> None:
        """The list; where nothing is on sale the way to the events."""
        (self.first_event if self.list.isHidden() else self.list).setFocus()

    def begin_anew(self) -> None:
        """The next one that has free places is looked at, and nothing is filtered."""
        self.filter.clear()
        place = self._next(self._all)
        self.list.setCurrentIndex(QModelIndex() if place is None else self.rows.index(place, 0))

    @staticmethod
    def _next(views: Sequence[TonightView]) -> int | None:
        """The next one that has places; where none has, the next one that is sold out. Of what nobody knows none: it is not chosen by
        itself, for a sale of it may be refused.
        """
        free = next((n for n, view in enumerate(views) if view.free), None)
        return free if free is not None else next((n for n, view in enumerate(views) if view.free == 0), None)

    def choose(self, performance: str) -> None:
        """Looks at this one, where it is listed."""
        place = self.rows.place_of(performance)
        if place is not None:
            self.list.setCurrentIndex(self.rows.index(place, 0))

    def _show(self) -> None:
        """The rows that the filter leaves."""
        wanted = asked(self.filter.text())
        left = [view for view in self._all if wanted.finds(self._found[view.id], _day(view))]
        before = self.current
        self._changing = True
        self.rows.change_rows(left)
        place = self.rows.place_of(before) if before is not None else None
        if place is None:
            place = self._next(left)
            self.list.setCurrentIndex(QModelIndex() if place is None else self.rows.index(place, 0))
        self._changing = False
        self.empty.setVisible(not left)
        self.first_event.setVisible(not self._all)
        had_focus = self.list.hasFocus()
        self.list.setVisible(bool(self._all))
        if had_focus:
            self.take_focus()
        self.empty.setText(
            translate("sale", "No performance is called so.")
            if self._all
            else translate("sale", "Nothing is on sale here: no performance that is still to come has a price.")
        )
        if self.current != before and left:
            self.chosen.emit(self.current or "")

    def _on_enter(self) -> None:
        """Enter after a filter: the first one that it found, where none is looked at."""
        if self.current is None and self.rows.rowCount():
            self.list.setCurrentIndex(self.rows.index(0, 0))
        self.entered.emit()

    def _on_filter(self) -> None:
        self._show()

    def _on_current(self) -> None:
        if not self._changing and self.current is not None:
            self.chosen.emit(self.current)
