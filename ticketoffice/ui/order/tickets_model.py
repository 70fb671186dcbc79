"""The rows of the tickets table."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from ticketoffice.desk.views import TicketView
from ticketoffice.ui import words
from ticketoffice.ui.labels import plain_tip
from ticketoffice.ui.words import translate

Index = QModelIndex | QPersistentModelIndex


class TicketColumn(IntEnum):
    """The columns, the cross last."""

    TICK = 0
    NUMBER = 1
    EVENT = 2
    SEAT = 3
    HOLDER = 4
    TARIFF = 5
    PRICE = 6
    STATE = 7
    CROSS = 8


class TicketsModel(QAbstractTableModel):
    """Tickets of one order, in order of position; ticks are the screen's own, and go with the cross."""

    class Role(IntEnum):
        """What automation and delegates ask a row for."""

        TICKET_NUMBER = Qt.ItemDataRole.UserRole + 1
        TICKET = Qt.ItemDataRole.UserRole + 2
        VIEW = Qt.ItemDataRole.UserRole + 3
        MARK = Qt.ItemDataRole.UserRole + 4

    ticks_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[TicketView] = []
        self._ticked: set[str] = set()
        self.price_below = False

    def set_rows(self, rows: Sequence[TicketView]) -> None:
        """Shows these tickets. The same tickets again keep their places, so that nothing moves under a pointer."""
        ticked = {row.ticket for row in rows if row.ticket in self._ticked and row.cross.can_cancel}
        lost, self._ticked = ticked != self._ticked, ticked
        same = [r.ticket for r in rows] == [r.ticket for r in self._rows]
        if same and self._rows:
            self._rows = list(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(TicketColumn) - 1))
        else:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()
        if lost:
            self._tell_ticks()

    def clear_ticks(self) -> None:
        """No row is ticked."""
        if self._ticked:
            self._ticked.clear()
            self._tell_ticks()

    def ticked(self) -> list[TicketView]:
        """The ticked rows."""
        return [row for row in self._rows if row.ticket in self._ticked]

    def tick_all(self) -> None:
        """Ticks every row that can be cancelled."""
        self._ticked = {row.ticket for row in self._rows if row.cross.can_cancel}
        self._tell_ticks()

    def toggle(self, row: int) -> None:
        """Ticks a row, or takes the tick away."""
        ticket = self._rows[row]
        if not ticket.cross.can_cancel:
            return
        self._ticked ^= {ticket.ticket}
        self._tell_ticks()

    def _tell_ticks(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, TicketColumn.TICK), self.index(len(self._rows) - 1, TicketColumn.TICK))
        self.ticks_changed.emit()

    def put_price_below(self, on: bool) -> None:
        """Whether the price stands under the number: there is no room for a column of its own."""
        if on != self.price_below:
            self.price_below = on
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, TicketColumn.NUMBER, TicketColumn.NUMBER)

    def row_of(self, ticket: str) -> int | None:
        """The row of a ticket's id."""
        return next((n for n, row in enumerate(self._rows) if row.ticket == ticket), None)

    def view(self, row: int) -> TicketView | None:
        """The ticket of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def views(self, most: int) -> list[TicketView]:
        """The tickets of the first rows, at most so many."""
        return self._rows[:most]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Qt: rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Qt: columns."""
        return 0 if parent.isValid() else len(TicketColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the columns' titles."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == TicketColumn.PRICE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            "",
            translate("tickets", "No., price") if self.price_below else translate("tickets", "No."),
            translate("tickets", "Date / event"),
            translate("tickets", "Seat"),
            translate("tickets", "Holder"),
            translate("tickets", "Tariff"),
            translate("tickets", "Price"),
            translate("tickets", "State"),
            "",
        )[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: everything can be selected, live rows can be ticked."""
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        ticket = self.view(index.row())
        if index.isValid() and index.column() == TicketColumn.TICK and ticket is not None and ticket.cross.can_cancel:
            return base | Qt.ItemFlag.ItemIsUserCheckable
        return base

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: what a cell shows and says."""
        ticket = self.view(index.row()) if index.isValid() else None
        if ticket is None:
            return None
        column = TicketColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(ticket, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(ticket, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(_tip(ticket, column))
        if role == Qt.ItemDataRole.CheckStateRole and column == TicketColumn.TICK and ticket.cross.can_cancel:
            return Qt.CheckState.Checked if ticket.ticket in self._ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole and column == TicketColumn.PRICE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return {
            self.Role.TICKET_NUMBER: ticket.number,
            self.Role.TICKET: ticket.ticket,
            self.Role.VIEW: ticket,
            self.Role.MARK: ticket.cross.mark,
        }.get(role)  # type: ignore[call-overload]


def _text(ticket: TicketView, column: TicketColumn) -> str:
    if column == TicketColumn.NUMBER:
        return ticket.short
    if column == TicketColumn.EVENT:
        return f"{words.moment(ticket.starts_at, timezone=ticket.timezone, short=True)}  {ticket.event}"
    if column == TicketColumn.SEAT:
        return words.place(ticket)
    if column == TicketColumn.HOLDER:
        return ticket.holder or ""
    if column == TicketColumn.TARIFF:
        return ticket.tariff
    if column == TicketColumn.PRICE:
        return words.money(ticket.price, ticket.currency)
    if column == TicketColumn.STATE:
        return words.ticket_state(ticket)[0]
    return ""


def _spoken(ticket: TicketView, column: TicketColumn) -> str:
    state = words.ticket_state(ticket)[0]
    if column == TicketColumn.STATE:
        told = (
            state,
            words.against_it(ticket),
            *words.still_open(ticket),
            words.unsent(ticket),
            words.paper_of(ticket),
        )
        return ", ".join(part for part in told if part)
    if column == TicketColumn.TICK:
        return translate("tickets", "Tick ticket {ticket}").format(ticket=ticket.short)
    if column != TicketColumn.CROSS:
        return _text(ticket, column)
    mark = ticket.cross.mark
    if mark == "none":
        return state
    wish = {
        "cancels": translate("tickets", "Cancel ticket {ticket}"),
        "explains": translate("tickets", "Cancel ticket {ticket}"),
        "lock": translate("tickets", "Cancel ticket {ticket} (explains why not alone)"),
        "keep": translate("tickets", "Keep ticket {ticket}"),
        "reinstate": translate("tickets", "Reinstate ticket {ticket} with a new number"),
    }[mark].format(ticket=ticket.short)
    parts = [
        wish,
        words.place(ticket),
        ticket.holder,
        state,
        ticket.tariff,
        words.money(ticket.price, ticket.currency),
    ]
    return ", ".join(part for part in parts if part)


def _tip(ticket: TicketView, column: TicketColumn) -> str:
    if column == TicketColumn.NUMBER:
        return ticket.number
    if column == TicketColumn.SEAT:
        price = words.money(ticket.price, ticket.currency)
        return ", ".join(part for part in (ticket.seat or ticket.zone, ticket.tariff, price) if part)
    if column == TicketColumn.STATE:
        return _spoken(ticket, column)
    if column == TicketColumn.CROSS and ticket.cross.is_cross:
        text = translate("tickets", "Cancel ticket {ticket}, {seat} (Del)")
        return text.format(ticket=ticket.short, seat=words.place(ticket))
    if column == TicketColumn.CROSS and ticket.cross.mark == "reinstate":
        return translate("tickets", "Reinstate ticket {ticket} with a new number").format(ticket=ticket.short)
    if column == TicketColumn.CROSS and ticket.cross.mark == "keep":
        return translate("tickets", "Keep ticket {ticket} (Ctrl+Z)").format(ticket=ticket.short)
    return _text(ticket, column)
