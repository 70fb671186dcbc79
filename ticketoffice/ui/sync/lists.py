"""The lists of the sync page, a tab each: what waits, what needs somebody, what is done, what was heard; below each the deeds
of the line in hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableView, QTabWidget, QVBoxLayout, QWidget

from ticketoffice.desk.sync_views import CaseView, SyncLine, SyncLists
from ticketoffice.desk.views import TicketView
from ticketoffice.ui.labels import Label
from ticketoffice.ui.rows_model import RowsModel, rows_table
from ticketoffice.ui.sync.case_panel import CasePanel
from ticketoffice.ui.sync.line_panel import LinePanel
from ticketoffice.ui.sync.rows import Rows, case_rows, line_rows, received_rows
from ticketoffice.ui.words import translate


class Tab(StrEnum):
    """The lists, in the order of their tabs."""

    QUEUE = "queue"
    CASES = "cases"
    DONE = "done"
    RECEIVED = "received"


TABS = tuple(Tab)
AGAINST_IT = frozenset({"refused", "contested", "accepted_with_case"})
"""States of a line that somebody must look at."""
STRETCHES = {Tab.QUEUE: 2, Tab.CASES: 4, Tab.DONE: 2, Tab.RECEIVED: 2}
"""The column of each list that has the rest of its width."""
WIDEST = 20
"""Hundredths of the width that another column has at most: one order with many tickets takes no room from the words."""


class SyncTabs(QTabWidget):
    """`order_wished` carries an order's id, `keep_wished` an order with the ids and short numbers of its tickets, `close_wished`
    a case and how it ended, `gone` the case that somebody is settling, once it is settled elsewhere; `in_hand`: another line of
    what waits is in hand, or the same one stands otherwise.
    """

    order_wished = Signal(str)
    keep_wished = Signal(str, object, str)
    close_wished = Signal(object, str)
    gone = Signal(object)
    in_hand = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sync.tabs")
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self._lists: SyncLists | None = None
        self._putting = self._arriving = False
        self._wanted: str | None = None
        self._models = {tab: RowsModel(titles) for tab, titles in _titles().items()}
        self.tables = {
            tab: rows_table(
                self._models[tab],
                name=f"sync.{tab}",
                title=title,
                stretch=STRETCHES[tab],
                widest=WIDEST,
                one_line=tab is Tab.CASES,
            )
            for tab, title in _names().items()
        }
        self._empty = {tab: _in_the_middle(self.tables[tab], text) for tab, text in _nothing().items()}
        self.case = CasePanel()
        self.lines: dict[Tab, LinePanel] = {tab: LinePanel(tab) for tab in TABS if tab is not Tab.CASES}
        for tab in TABS:
            self.addTab(self._with_panel(tab), "")
        self._connect()
        self._name_tabs()

    def _with_panel(self, tab: Tab) -> QWidget:
        """A list over what can be done about its line in hand."""
        table = self.tables[tab]
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        place = QWidget()
        inside = QVBoxLayout(place)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(table, 1)
        inside.addWidget(self.case if tab is Tab.CASES else self.lines[tab])
        return place

    def _connect(self) -> None:
        self.case.order_wished.connect(lambda case: self.order_wished.emit(case.order))
        self.case.successor_wished.connect(lambda case: self.order_wished.emit(case.successor))
        self.case.close_wished.connect(self.close_wished)
        self.case.left.connect(self._on_case_left)
        for tab, panel in self.lines.items():
            panel.order_wished.connect(lambda line: self.order_wished.emit(line.order))
            panel.case_wished.connect(self._on_case_wished)
            panel.keep_wished.connect(self.keep_wished)
            panel.emptied.connect(self.tables[tab].setFocus)
        for table in self.tables.values():
            table.activated.connect(self._on_activated)
            table.selectionModel().currentRowChanged.connect(self._show_in_hand)

    # --- showing --------------------------------------------------------------------------------------------------

    def show_lists(self, lists: SyncLists) -> None:
        """The lists of now; the line in hand stays in hand, and nothing is scrolled."""
        before, self._lists = self._lists, lists
        rows = {
            Tab.QUEUE: line_rows(lists.queue),
            Tab.CASES: case_rows(lists.cases),
            Tab.DONE: line_rows(lists.done),
            Tab.RECEIVED: received_rows(lists.received),
        }
        self._putting = True
        for tab in TABS:
            known = [line.operation for line in _of(before, tab)]
            self._put(tab, rows[tab], known=known, names=[line.operation for line in _of(lists, tab)])
        self._putting = False
        self._show_in_hand(None)
        self._name_tabs()
        self._arrive(lists)

    def wish_what_waits(self) -> None:
        """Somebody goes to this page: it opens on what needs attention, where nothing waits to be sent."""
        self._arriving = True

    def wish_case(self, key: str) -> None:
        """Somebody comes for this case (its own id, or its operation's): it is in hand as soon as the lists are there."""
        self._wanted = key

    def _show_wanted(self, lists: SyncLists) -> None:
        wanted, self._wanted = self._wanted, None
        for row, case in enumerate(lists.cases):
            if wanted in (case.case, case.operation):
                self._take(Tab.CASES, row)
        self.show_tab(Tab.CASES)
        if self.isVisible():
            self.take_focus()

    def _arrive(self, lists: SyncLists) -> None:
        if self._wanted is not None:
            self._show_wanted(lists)
        goes = self._arriving and not lists.queue_count and lists.cases and self.shown_tab() is Tab.QUEUE
        self._arriving = False
        if goes:
            had_focus = self.tables[Tab.QUEUE].hasFocus()
            self.show_tab(Tab.CASES)
            if had_focus:
                self.take_focus()

    def _put(self, tab: Tab, rows: Rows, *, known: Sequence[str], names: Sequence[str]) -> None:
        """New rows under the same line in hand and the same scroll; where that one has gone, the one in its place."""
        table = self.tables[tab]
        row, scrolled = max(0, table.currentIndex().row()), table.verticalScrollBar().value()
        self._models[tab].set_rows(rows)
        self._empty[tab].setVisible(not rows)
        if rows:
            held = known[row] if row < len(known) else None
            self._take(tab, names.index(held) if held in names else min(row, len(rows) - 1))
        table.verticalScrollBar().setValue(scrolled)

    def _take(self, tab: Tab, row: int) -> None:
        """This line is in hand from now on, whatever keys are held down meanwhile."""
        model = self.tables[tab].selectionModel()
        index = self._models[tab].index(row, 0)
        if model.currentIndex().row() != row or not model.isSelected(index):
            how = QItemSelectionModel.SelectionFlag
            model.setCurrentIndex(index, how.ClearAndSelect | how.Rows)

    def current_case(self) -> CaseView | None:
        """The case in hand."""
        cases = self._lists.cases if self._lists is not None else ()
        row = self.tables[Tab.CASES].currentIndex().row()
        return cases[row] if 0 <= row < len(cases) else None

    def line(self, tab: Tab) -> SyncLine | None:
        """The line in hand of a list."""
        found, row = _of(self._lists, tab), self.tables[tab].currentIndex().row()
        line = found[row] if 0 <= row < len(found) else None
        return line if isinstance(line, SyncLine) else None

    def offer_keep(self, line: SyncLine, tickets: Sequence[TicketView]) -> None:
        """Of this line that waits these tickets can be kept now, if it is still the one in hand."""
        held = self.line(Tab.QUEUE)
        if held is not None and held.operation == line.operation:
            self.lines[Tab.QUEUE].offer_keep(tickets)

    def wish_keep(self) -> None:
        """Ctrl+Z: keeps the ticket of the line in hand, where what waits is looked at."""
        if self.shown_tab() is Tab.QUEUE:
            self.lines[Tab.QUEUE].wish_keep()

    def shown_tab(self) -> Tab:
        """The list that is open."""
        return TABS[self.currentIndex()]

    def show_tab(self, tab: Tab) -> None:
        """Goes to a list."""
        self.setCurrentIndex(TABS.index(tab))

    def take_focus(self) -> None:
        """The list that is open."""
        self.tables[self.shown_tab()].setFocus()

    def _show_in_hand(self, chosen: QModelIndex | None) -> None:
        """`chosen`: somebody took that line in hand; else the lists are new, and a case that is being settled stays."""
        if self._putting:
            return
        settling = self.case.case if self.case.is_settling and chosen is None else None
        here = {case.operation for case in _of(self._lists, Tab.CASES)}
        if settling is None or settling.operation in here:
            self.case.show_case(self.current_case())
        else:
            self.gone.emit(settling)
        for tab, panel in self.lines.items():
            line = self.line(tab)
            panel.show_line(line, has_case=line is not None and self._case_of(line) is not None)
        self.in_hand.emit()

    def _on_case_left(self) -> None:
        """Back to the list, and to the case that is in hand there."""
        self.case.show_case(self.current_case())
        self.tables[Tab.CASES].setFocus()

    def _name_tabs(self) -> None:
        lists = self._lists
        counts = (0,) * 3 if lists is None else (lists.queue_count, len(lists.cases), lists.done_count)
        names = (
            translate("sync", "To send {count}"),
            translate("sync", "Needs attention {count}"),
            translate("sync", "Done today {count}"),
        )
        for place, (name, count) in enumerate(zip(names, counts, strict=True)):
            self.setTabText(place, name.format(count=count))
        self.setTabText(3, translate("sync", "Received"))

    # --- wishes ---------------------------------------------------------------------------------------------------

    def _on_activated(self) -> None:
        """Enter or a double click on a line: its order."""
        tab = self.shown_tab()
        line = self.current_case() if tab is Tab.CASES else self.line(tab)
        if line is not None and line.order is not None and line.number is not None:
            self.order_wished.emit(line.order)

    def _on_case_wished(self, line: SyncLine) -> None:
        """What needs somebody about this line, ready to be closed."""
        row = self._case_of(line)
        if row is not None:
            self._take(Tab.CASES, row)
            self.show_tab(Tab.CASES)
            self.take_focus()

    def _case_of(self, line: SyncLine) -> int | None:
        """The row of its case; what the centre refused with an operation (its refund) is told by that one's."""
        cases = self._lists.cases if self._lists is not None else ()
        own = (row for row, case in enumerate(cases) if case.operation == line.operation)
        of_order = (row for row, case in enumerate(cases) if case.order == line.order and line.order is not None)
        return next(own, next(of_order, None) if line.state in AGAINST_IT else None)


def _titles() -> dict[Tab, list[str]]:
    when, what, order = translate("sync", "When"), translate("sync", "What"), translate("sync", "Order, tickets")
    who, state = translate("sync", "Who"), translate("sync", "State")
    return {
        Tab.QUEUE: [when, what, order, who, state],
        Tab.CASES: [when, order, translate("sync", "What was done"), who, translate("sync", "What happened")],
        Tab.DONE: [when, what, order, who, state],
        Tab.RECEIVED: [when, what, order, who],
    }


def _names() -> dict[Tab, str]:
    return {
        Tab.QUEUE: translate("sync", "To send"),
        Tab.CASES: translate("sync", "Needs attention"),
        Tab.DONE: translate("sync", "Done today"),
        Tab.RECEIVED: translate("sync", "Received"),
    }


def _nothing() -> dict[Tab, str]:
    return {
        Tab.QUEUE: translate("sync", "Nothing waits: all that was done here has gone."),
        Tab.CASES: translate("sync", "Nothing needs attention."),
        Tab.DONE: translate("sync", "Nothing was sent today."),
        Tab.RECEIVED: translate("sync", "Nothing was heard from others yet."),
    }


def _in_the_middle(table: QTableView, text: str) -> Label:
    """What an empty list says; the list stays where it is and keeps the keyboard."""
    label = Label(text)
    label.setObjectName(f"{table.objectName()}.empty")
    label.setProperty("quiet", True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    QVBoxLayout(table.viewport()).addWidget(label)
    label.hide()
    return label


def _of(lists: SyncLists | None, tab: Tab) -> Sequence[SyncLine | CaseView]:
    if lists is None:
        return ()
    of: dict[Tab, Sequence[SyncLine | CaseView]] = {
        Tab.QUEUE: lists.queue,
        Tab.CASES: lists.cases,
        Tab.DONE: lists.done,
        Tab.RECEIVED: lists.received,
    }
    return of[tab]
