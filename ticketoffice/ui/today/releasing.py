"""What is reserved at a performance and not paid, with a box to tick: the ticked ones are given up together."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from ticketoffice.desk.evening_views import ReservedOrder, ReservedView
from ticketoffice.domain.lists import places_text
from ticketoffice.ui import words
from ticketoffice.ui.columns import width_of
from ticketoffice.ui.drawing import paint_tick_box
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, page_button, text_label
from ticketoffice.ui.order.page import page_layout as lines_of
from ticketoffice.ui.theme import GRID, ROW, tokens
from ticketoffice.ui.today.keyed_model import KEY, Index, KeyedModel, prepare
from ticketoffice.ui.words import translate

TICK, NAME, PLACES = range(3)
TICK_WIDTH = 36
FEW = 3


def places_of(row: ReservedOrder, *, most: int | None = None) -> str:
    """Where an order's reserved places are."""
    others = [zone if count == 1 else f"{count} × {zone}" for zone, count in row.others]
    return ", ".join(part for part in (places_text(row.seats, most=most), *others) if part)


class ReservedModel(KeyedModel[ReservedOrder]):
    """The reservations, by name; the first column has the ticks."""

    ticks_changed = Signal()

    def __init__(self) -> None:
        super().__init__(
            (
                ("", lambda row: ""),
                (translate("today", "Name"), lambda row: row.name or translate("today", "no name")),
                (translate("today", "Places"), lambda row: places_of(row, most=FEW)),
                (translate("today", "Order"), lambda row: row.number),
                (translate("today", "Open"), lambda row: words.money(row.open, row.currency)),
                (translate("today", "Paid"), lambda row: words.money(row.paid, row.currency) if row.paid else ""),
            ),
            key=lambda row: row.order,
            right=(4, 5),
        )
        self._ticked: set[str] = set()

    def ticked(self) -> list[ReservedOrder]:
        """The ticked rows, in their order."""
        return [row for row in self._rows if row.order in self._ticked]

    def show_fresh(self, view: ReservedView) -> None:
        """Shows what is reserved; ticked is what has come due."""
        self._ticked = {row.order for row in view.orders if row.is_due}
        self.set_rows(view.orders)
        self.ticks_changed.emit()

    def show_again(self, view: ReservedView) -> None:
        """Shows it as it is now; ticks and places stay."""
        self._ticked &= {row.order for row in view.orders}
        self.change_rows(view.orders)
        self._tell_ticks()

    def toggle(self, place: int) -> None:
        """Ticks a row, or takes the tick away."""
        if 0 <= place < len(self._rows):
            self._ticked ^= {self._rows[place].order}
            self._tell_ticks()

    def tick_all(self) -> None:
        """Ticks every row."""
        self._ticked = {row.order for row in self._rows}
        self._tell_ticks()

    def _tell_ticks(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, TICK), self.index(len(self._rows) - 1, TICK))
        self.ticks_changed.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: a cell; the box says whose it is."""
        if index.isValid() and index.column() == TICK:
            row = self._rows[index.row()]
            if role == Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if row.order in self._ticked else Qt.CheckState.Unchecked
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(part for part in (row.number, row.name, places_of(row)) if part)
            return row.order if role == KEY else None
        return super().data(index, role)


class _Boxes(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: the box to tick."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        if option.state & option.state.State_Selected:
            painter.fillRect(box, QColor(tokens().selected))
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        paint_tick_box(painter, box.center(), ticked=ticked)
        painter.restore()


class ReservedTable(QTableView):
    """Space or a click ticks a row, Ctrl+A all; Enter and Esc are the page's."""

    def __init__(self) -> None:
        super().__init__()
        prepare(self, name="today.waiting", title=translate("today", "Reserved and not paid"), row=ROW - GRID)
        self.rows = ReservedModel()
        self.setModel(self.rows)
        self.setItemDelegateForColumn(TICK, _Boxes(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)

    def fit(self) -> None:
        """What stands in a column is whole; the name has the rest."""
        self.setColumnWidth(TICK, TICK_WIDTH)
        for column in range(PLACES, self.rows.columnCount()):
            texts = [str(self.rows.index(n, column).data()) for n in range(self.rows.rowCount())]
            texts.append(str(self.rows.headerData(column, Qt.Orientation.Horizontal)))
            self.setColumnWidth(column, width_of(texts, font=self.fontMetrics()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: see the class."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        elif event.key() == Qt.Key.Key_Space:
            self.rows.toggle(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.rows.tick_all()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a click ticks."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.rows.toggle(index.row())


class Releasing(Page):
    """Enter releases what is ticked: `release_requested` carries the performance's external name and the orders."""

    release_requested = Signal(str, list)

    def __init__(self) -> None:
        super().__init__("today.releasing")
        self._performance = ""
        self.title, self.text = bold_label(), text_label()
        self.table = ReservedTable()
        self.back = page_button(translate("panels", "Back  Esc"), name="today.release_back")
        self.confirm = page_button("", name="today.release_confirm", primary=True)
        self.primary = self.confirm
        lines = lines_of(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        for part in (self.title, self.text):
            lines.addWidget(part)
        lines.addWidget(self.table, 1)
        lines.addWidget(ButtonRow(self.back, self.confirm))
        self.back.clicked.connect(self.back_requested)
        self.confirm.clicked.connect(self._on_confirm)
        self.table.rows.ticks_changed.connect(self._on_ticks)

    def show_reserved(self, view: ReservedView, *, again: bool) -> None:
        """What is reserved there; of the same list `again` ticks stay and nothing moves."""
        evening = view.performance
        self._performance = evening.performance
        when = words.moment(evening.starts_at, timezone=evening.timezone, short=True)
        text = translate("today", "Reserved for {event}, {when}, and not paid. What is ticked is released.")
        self.title.setText(text.format(event=evening.event, when=when))
        due = words.moment(view.release_at, timezone=evening.timezone, short=True)
        text = translate(
            "today",
            "The tickets become invalid, their places are free; what was paid stays as credit. Release time: {due}.",
        )
        self.text.setText(text.format(due=due))
        if again:
            self.table.rows.show_again(view)
        else:
            self.table.rows.show_fresh(view)
        self.table.fit()

    def take_focus(self) -> None:
        """On the first row."""
        self.table.setFocus()
        if self.table.rows.rowCount():
            self.table.selectRow(0)

    def lacks(self) -> tuple[QWidget, str] | None:
        """A tick."""
        text = translate("today", "Tick the reservations that are released (Space).")
        return None if self.table.rows.ticked() else (self.table, text)

    def _on_ticks(self) -> None:
        count = len(self.table.rows.ticked())
        self.confirm.setText(words.counted("today", "Release %n reservation(s)  Enter", count))
        self.look_again()

    def _on_confirm(self) -> None:
        if self.is_complete():
            self.release_requested.emit(self._performance, [row.order for row in self.table.rows.ticked()])
