"""The tickets table: rows that never move, a cross in the last column, ticks in the first."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ticketoffice.desk.views import TicketView
from ticketoffice.ui import words
from ticketoffice.ui.columns import MARGINS, shared, width_in_two_lines, width_of
from ticketoffice.ui.drawing import CHIP_MARGINS, paint_chip, paint_mark, paint_paper, paint_tick_box
from ticketoffice.ui.order.tickets_model import TicketColumn, TicketsModel
from ticketoffice.ui.theme import BODY_POINTS, CROSS, DOUBLE_CLICK, NARROW, ROW, Tone, tokens
from ticketoffice.ui.words import translate

TITLES = 30
PAINTED = (TicketColumn.TICK, TicketColumn.STATE, TicketColumn.CROSS)
FIXED = {TicketColumn.TICK: (32, 32), TicketColumn.STATE: (160, 152), TicketColumn.CROSS: (48, 48)}
"""Pixels of the painted columns, wide and narrow."""
LEAST = {TicketColumn.EVENT: 28, TicketColumn.SEAT: 11, TicketColumn.HOLDER: 10, TicketColumn.TARIFF: 9}
"""Letters that a column shows before others give way; the event's are the date and ten of its name."""
YIELDING = (TicketColumn.EVENT, TicketColumn.HOLDER, TicketColumn.TARIFF)
"""What is cut first: which ticket and which seat it is are never guessed."""
TITLE_MARGINS = 18
"""Pixels of a title beside its text."""
CLOSER = 2
"""Pixels that a cell of a narrow table has less beside its text."""
NEXT_LINE = "\u2028"
"""Between two lines of a cell: of a line feed Qt makes no new line there, where both have room on one."""
LINES_APART = 6
"""Pixels of a row beside its two lines."""
BEGINNING = 10
"""Letters of an event's name that are read in any window, after its date."""
PAPER_SIGN = 22
"""Pixels of a state in which a paper is drawn that was printed or given out."""
MEASURED = 50
"""Rows of an order that are measured: in a larger one the rest reads like these."""
Index = QModelIndex | QPersistentModelIndex


class TicketDelegate(QStyledItemDelegate):
    """Paints ticks, state chips, crosses and struck-through rows."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: one cell."""
        ticket = index.data(TicketsModel.Role.VIEW)
        if not isinstance(ticket, TicketView) or index.column() not in PAINTED:
            super().paint(painter, option, index)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        spare = (box.height() - ROW) / 2
        box.adjust(0, spare, 0, -spare)
        if option.state & option.state.State_Selected:
            painter.fillRect(option.rect, QColor(tokens().selected))
        if index.column() == TicketColumn.STATE:
            _paint_state(painter, box, ticket)
        elif index.column() == TicketColumn.TICK:
            ticked = index.data(Qt.ItemDataRole.CheckStateRole)
            if ticked is not None:
                paint_tick_box(painter, box.center(), ticked=ticked == Qt.CheckState.Checked)
        else:
            paint_mark(painter, box.center(), mark=ticket.cross.mark)
        painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: gone tickets are struck through."""
        super().initStyleOption(option, index)
        ticket = index.data(TicketsModel.Role.VIEW)
        if isinstance(ticket, TicketView) and ticket.state in ("cancelled", "exchanged"):
            option.font.setStrikeOut(True)
        table = self.parent()
        if isinstance(ticket, TicketView) and isinstance(table, TicketsTable) and table.wordWrap():
            option.text = NEXT_LINE.join((option.text, *_below(ticket, index.column(), model=table.tickets)))


def _below(ticket: TicketView, column: int, *, model: TicketsModel) -> tuple[str, ...]:
    """What a narrow table says in the second line of a column: the tariff under the price, or both under the number."""
    if column == TicketColumn.PRICE:
        return (ticket.tariff,)
    if column == TicketColumn.NUMBER and model.price_below:
        return (_price_and_tariff(ticket),)
    return ()


def _price_and_tariff(ticket: TicketView) -> str:
    return f"{words.money(ticket.price, ticket.currency)}  {ticket.tariff}"


def _paint_state(painter: QPainter, box: QRectF, ticket: TicketView) -> None:
    """The state's chip over what is still open; what the centre says against it is a chip of its own below, in its tone. A word
    too long for that has the whole cell, and the tooltip the rest.
    """
    word, tone, still = words.ticket_state(ticket)
    against = words.against_it(ticket)
    beside = 2 if against else 4
    chip = QRectF(box.left() + beside, box.top() + 2, box.width() - 2 * beside, 19 if against else 20)
    if not still and not against:
        chip = box.adjusted(4, 8, -4, -8)
    if against or painter.fontMetrics().horizontalAdvance(word) >= chip.width() - CHIP_MARGINS:
        _smaller(painter, by=2)
        too_long = painter.fontMetrics().horizontalAdvance(word) >= chip.width() - CHIP_MARGINS
        if too_long and " " in word and not against:
            chip, still = box.adjusted(4, 1, -4, -1), ""
    paint_chip(painter, chip, word=word, tone=tone, shape="dot" if ticket.state == "used" else "")
    beyond = chip.left() + CHIP_MARGINS + painter.fontMetrics().horizontalAdvance(word)
    if words.paper_of(ticket) and beyond + PAPER_SIGN < chip.right():
        centre = QPointF(chip.right() - PAPER_SIGN / 2, chip.center().y())
        paint_paper(painter, centre, colour=tokens().tones[tone].text, given=ticket.collected_at is not None)
    if against:
        _smaller(painter, by=2.5)
        below = QRectF(chip.left(), chip.bottom(), chip.width(), 18)
        paint_chip(painter, below, word=against, tone=Tone.STOP, shape=ticket.sync_open or "")
    elif still:
        _smaller(painter, by=2)
        painter.setPen(QColor(tokens().text))
        painter.drawText(
            QRectF(box.left() + 8, box.top() + 22, box.width() - 10, 17), Qt.AlignmentFlag.AlignVCenter, still
        )


def _smaller(painter: QPainter, *, by: float) -> None:
    """Letters so many points smaller than the body's."""
    font = painter.font()
    font.setPointSizeF(BODY_POINTS - by)
    painter.setFont(font)


def _beginning_of(event: str) -> str:
    """The date and the first letters of the name; what follows is cut."""
    when, gap, name = event.partition("  ")
    return f"{when}{gap}{name[:BEGINNING]}…" if len(name) > BEGINNING else event


class TicketsTable(QTableView):
    """Tells wishes by ticket id; a second click on the same cross within half a second is ignored."""

    cancel_wished = Signal(list)
    keep_wished = Signal(str)
    reinstate_wished = Signal(str)
    gone_wished = Signal(str)
    menu_wished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tickets.table")
        self.setAccessibleName(translate("tickets", "Tickets"))
        self.tickets = TicketsModel()
        self.setModel(self.tickets)
        self.setItemDelegate(TicketDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self._set_columns()
        self._last_cross = ""
        self._since_cross = QElapsedTimer()

    def _set_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(TITLES)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(CROSS)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._wants: dict[TicketColumn, tuple[int, int]] = {}
        self._begun = self._below = 0
        self.tickets.modelReset.connect(self._measure_columns)
        self._measure_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in a narrow table texts go on in a second line, and the tariff stands there under the price, so that cross and
        state never leave the screen.
        """
        super().resizeEvent(event)
        if self.is_narrow != self.wordWrap():
            self.setWordWrap(self.is_narrow)
            two_lines = 2 * self.fontMetrics().lineSpacing() + LINES_APART
            self.verticalHeader().setDefaultSectionSize(max(ROW, two_lines) if self.is_narrow else ROW)
            self._measure_columns()
        else:
            self._fit_columns()

    @property
    def is_narrow(self) -> bool:
        """Whether there is too little room for a line of each text."""
        return self.viewport().width() < NARROW

    def _measure_columns(self) -> None:
        """What each column needs for the order that is shown from now on."""
        font, letter = self.fontMetrics(), self.fontMetrics().averageCharWidth()
        for column in TicketColumn:
            if column not in FIXED:
                texts = [
                    str(self.tickets.index(n, column).data()) for n in range(min(self.tickets.rowCount(), MEASURED))
                ]
                title = str(self.tickets.headerData(column, Qt.Orientation.Horizontal))
                goes_on = self.wordWrap() and column != TicketColumn.PRICE
                width = width_in_two_lines if goes_on else width_of
                less = CLOSER if self.wordWrap() else 0
                wanted = max(width(texts, font=font) - less, width_of([title], font=font) - MARGINS + TITLE_MARGINS)
                if column == TicketColumn.EVENT:
                    self._begun = width(map(_beginning_of, texts), font=font) - less
                if column == TicketColumn.PRICE:
                    self._below = width_of(map(_price_and_tariff, self.tickets.views(MEASURED)), font=font) - less
                self._wants[column] = (LEAST[column] * letter + MARGINS if column in LEAST else wanted, wanted)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Each column has the room that its texts need, for as long as the order is shown: nothing moves by a deed."""
        narrow = self.is_narrow
        for column, (wide, tight) in FIXED.items():
            self.setColumnWidth(column, tight if narrow else wide)
        room = self.viewport().width() - sum(self.columnWidth(column) for column in FIXED)
        floors = {column: self._floor(column) for column in self._wants if column not in self._given_up(room)}
        wants = {column: self._wants[column] for column in floors}
        if self.tickets.price_below:
            least, wanted = wants[TicketColumn.NUMBER]
            wants[TicketColumn.NUMBER] = (least, max(wanted, self._below))
        widths = shared(room, wants=wants, rest=TicketColumn.EVENT, yielding=YIELDING, floors=floors)
        for column, width in widths.items():
            self.setColumnWidth(column, width)

    def _given_up(self, room: int) -> tuple[TicketColumn, ...]:
        """What stands elsewhere: in a narrow table the tariff under the price, and beside long numbers both under the number."""
        self.tickets.put_price_below(False)
        gone: tuple[TicketColumn, ...] = (TicketColumn.TARIFF,) if self.is_narrow else ()
        if gone and sum(self._floor(column) for column in self._wants if column not in gone) > room:
            gone = (*gone, TicketColumn.PRICE)
        self.tickets.put_price_below(TicketColumn.PRICE in gone)
        for column in (TicketColumn.TARIFF, TicketColumn.PRICE):
            self.setColumnHidden(column, column in gone)
        return gone

    def _floor(self, column: TicketColumn) -> int:
        """What a column has in any window: its title, where it is never guessed the letters that it needs, and of the event
        its date and the beginning of its name.
        """
        title = str(self.tickets.headerData(column, Qt.Orientation.Horizontal))
        needed = min(self._wants[column]) if column not in YIELDING else 0
        if column == TicketColumn.EVENT:
            needed = self._begun
        return max(needed, self.horizontalHeader().fontMetrics().horizontalAdvance(title) + TITLE_MARGINS)

    def select_ticket(self, ticket: str | None) -> None:
        """Makes a ticket's row the current one (the first one without a ticket)."""
        row = self.tickets.row_of(ticket) if ticket else 0
        if row is not None and self.tickets.rowCount():
            self.setCurrentIndex(self.tickets.index(row, TicketColumn.NUMBER))

    def press_cross(self, ticket: str) -> None:
        """As if the cross of the current row were clicked, if that is this ticket."""
        current = self.current_ticket()
        if current is not None and current.ticket == ticket:
            self.cancel_wished.emit([ticket])

    def current_ticket(self) -> TicketView | None:
        """The ticket of the current row."""
        return self.tickets.view(self.currentIndex().row())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: one left click on a cross is one wish, on a tick one tick."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            if index.column() == TicketColumn.CROSS:
                self._wish(index)
                event.accept()
                return
            if index.column() == TicketColumn.TICK:
                self.tickets.toggle(index.row())
                event.accept()
                return
        super().mouseReleaseEvent(event)

    def _wish(self, index: QModelIndex) -> None:
        ticket, mark = self.tickets.view(index.row()), index.data(TicketsModel.Role.MARK)
        if ticket is None or mark == "none":
            return
        again = ticket.ticket == self._last_cross and self._since_cross.elapsed() < DOUBLE_CLICK
        if again:
            return
        self._last_cross = ticket.ticket
        self._since_cross.start()
        self.setCurrentIndex(index.siblingAtColumn(TicketColumn.NUMBER))
        if mark == "keep":
            self.keep_wished.emit(ticket.ticket)
        elif mark == "reinstate":
            self.reinstate_wished.emit(ticket.ticket)
        else:
            self.cancel_wished.emit([ticket.ticket])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: the menu of a row, by right click on it or by the Menu key."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if not index.isValid():
                return
            self.setCurrentIndex(index.siblingAtColumn(TicketColumn.NUMBER))
        row = self.visualRect(self.currentIndex())
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        self.menu_wished.emit(event.globalPos() if by_mouse else self.viewport().mapToGlobal(row.bottomLeft()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Del cancels the ticked or the current row, Space ticks, Ctrl+A ticks all."""
        key, row = event.key(), self.currentIndex().row()
        if key == Qt.Key.Key_Delete and not event.modifiers():
            if not event.isAutoRepeat():
                self.wish_by_key()
        elif key == Qt.Key.Key_Space and row >= 0:
            self.tickets.toggle(row)
        elif key == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.tickets.tick_all()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.tickets.toggle(row)
            super().keyPressEvent(QKeyEvent(event.type(), key, Qt.KeyboardModifier.NoModifier))
        else:
            super().keyPressEvent(event)

    def wish_by_key(self) -> None:
        """Cancels the ticked rows, or the current one; of one that is gone it is said how."""
        ticked = [ticket.ticket for ticket in self.tickets.ticked()]
        current = self.current_ticket()
        if ticked:
            self.cancel_wished.emit(ticked)
        elif current is not None:
            if current.cross.is_cross:
                self.cancel_wished.emit([current.ticket])
            else:
                self.gone_wished.emit(current.ticket)
