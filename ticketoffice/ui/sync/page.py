"""The sync page: how the desk stands with its centre, what waits, what needs somebody, what is done and what was heard."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QTableView, QTabWidget, QVBoxLayout, QWidget

from ticketoffice.desk.sync_views import CaseView, SyncLine, SyncLists, SyncView
from ticketoffice.ui import words
from ticketoffice.ui.labels import Label, set_tip
from ticketoffice.ui.rows_model import RowsModel, rows_table
from ticketoffice.ui.sync.case_panel import CasePanel
from ticketoffice.ui.sync.rows import Rows, case_rows, line_rows, received_rows
from ticketoffice.ui.sync.words import PostState, cause_text, last_sync, said, truths, waiting_text
from ticketoffice.ui.theme import KEY_POINTS
from ticketoffice.ui.words import translate


class Tab(StrEnum):
    """The lists, in the order of their tabs."""

    QUEUE = "queue"
    CASES = "cases"
    DONE = "done"
    RECEIVED = "received"


TABS = tuple(Tab)


class SyncPage(QWidget):
    """Tells what is wished; `ui.sync.room` does it. `order_wished` carries an order's id."""

    shown = Signal()
    now_wished = Signal()
    stop_wished = Signal()
    file_wished = Signal()
    join_wished = Signal()
    order_wished = Signal(str)
    close_wished = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sync.page")
        self._lists: SyncLists | None = None
        self._build()

    def _build(self) -> None:
        title = Label(translate("sync", "Sync"))
        font = title.font()
        font.setPointSize(KEY_POINTS)
        title.setFont(font)
        self.head = Label()
        self.head.setObjectName("sync.head")
        self.truths = Label()
        self.truths.setObjectName("sync.truths")
        self.waiting = Label()
        self.waiting.setObjectName("sync.waiting")
        self.waiting.setProperty("quiet", True)
        self.waiting.setWordWrap(True)
        self.cause = Label()
        self.cause.setObjectName("sync.cause")
        self.cause.setWordWrap(True)
        self.now = QPushButton(translate("sync", "Sync now  F5"))
        self.now.setObjectName("sync.now")
        self.now.setProperty("primary", True)
        self.now.clicked.connect(self.now_wished)
        self.file = QPushButton(translate("sync", "Save queue to file…"))
        self.file.setObjectName("sync.file")
        tip = translate("sync", "For a desk that dies: what waits, as a file. What is in it can no longer be kept.")
        set_tip(self.file, tip)
        self.file.clicked.connect(self.file_wished)
        self.join = QPushButton(translate("sync", "Join again…"))
        self.join.setObjectName("sync.join")
        self.join.clicked.connect(self.join_wished)
        self.join.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 16)
        layout.setSpacing(8)
        heading = QHBoxLayout()
        heading.addWidget(title)
        heading.addSpacing(16)
        heading.addWidget(self.head, 1)
        heading.addWidget(self.file)
        heading.addWidget(self.now)
        layout.addLayout(heading)
        for line in (self.truths, self.waiting):
            layout.addWidget(line)
        why = QHBoxLayout()
        why.setSpacing(16)
        why.addWidget(self.cause, 1)
        why.addWidget(self.join, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(why)
        layout.addWidget(self._built_progress())
        layout.addWidget(self._built_lists(), 1)
        for before, after in pairwise((self.file, self.now, self.join, self.stop, self.tabs)):
            QWidget.setTabOrder(before, after)

    def _built_progress(self) -> QWidget:
        """How far the first load, or a long history, has come; Stop ends it, and [Sync now] goes on from there."""
        self.load = QWidget()
        self.load.setObjectName("sync.load")
        self.progress = QProgressBar()
        self.progress.setObjectName("sync.progress")
        self.progress.setAccessibleName(translate("sync", "Progress"))
        self.progress.setTextVisible(False)
        self.counts = Label()
        self.counts.setObjectName("sync.counts")
        self.stop = QPushButton(translate("sync", "Stop"))
        self.stop.setObjectName("sync.stop")
        self.stop.clicked.connect(self.stop_wished)
        row = QHBoxLayout(self.load)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.counts)
        row.addWidget(self.progress, 1)
        row.addWidget(self.stop)
        self.load.hide()
        return self.load

    def _built_lists(self) -> QWidget:
        when, what, order = translate("sync", "When"), translate("sync", "What"), translate("sync", "Order, tickets")
        who, state = translate("sync", "Who"), translate("sync", "State")
        self._models = {
            Tab.QUEUE: RowsModel([when, what, order, who, state]),
            Tab.CASES: RowsModel(
                [when, order, translate("sync", "What was done"), who, translate("sync", "What happened")]
            ),
            Tab.DONE: RowsModel([when, what, order, who, state]),
            Tab.RECEIVED: RowsModel([when, what, order, who]),
        }
        self.tabs = QTabWidget()
        self.tabs.setObjectName("sync.tabs")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        titles = (
            translate("sync", "To send"),
            translate("sync", "Needs attention"),
            translate("sync", "Done today"),
            translate("sync", "Received"),
        )
        stretches = (2, 4, 2, 2)
        self.tables = {
            tab: rows_table(self._models[tab], name=f"sync.{tab}", title=title, stretch=stretch)
            for tab, title, stretch in zip(TABS, titles, stretches, strict=True)
        }
        nothing = (
            translate("sync", "Nothing waits: all that was done here has gone."),
            translate("sync", "Nothing needs attention."),
            translate("sync", "Nothing was sent today."),
            translate("sync", "Nothing was heard from others yet."),
        )
        self._empty = {tab: _in_the_middle(self.tables[tab], text) for tab, text in zip(TABS, nothing, strict=True)}
        self.case = CasePanel()
        self.case.order_wished.connect(lambda case: self.order_wished.emit(case.order))
        self.case.successor_wished.connect(lambda case: self.order_wished.emit(case.successor))
        self.case.close_wished.connect(self.close_wished)
        self.case.left.connect(self.tables[Tab.CASES].setFocus)
        for tab in TABS:
            self.tabs.addTab(self._with_case() if tab is Tab.CASES else self.tables[tab], "")
            self.tables[tab].activated.connect(self._on_activated)
        self.tables[Tab.CASES].selectionModel().currentRowChanged.connect(self._show_case)
        self._name_tabs()
        return self.tabs

    def _with_case(self) -> QWidget:
        place = QWidget()
        inside = QVBoxLayout(place)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.tables[Tab.CASES], 1)
        inside.addWidget(self.case)
        return place

    # --- showing --------------------------------------------------------------------------------------------------

    def show_view(self, view: SyncView, post: PostState) -> None:
        """How things stand now."""
        self.head.setText(f"{said(view, post).alone}.  {last_sync(view)}")
        self.truths.setText(truths(view))
        self.waiting.setText(waiting_text(view))
        self.waiting.setVisible(bool(view.unsent))
        self.cause.setText(cause_text(view))
        self.cause.setVisible(bool(self.cause.text()))
        self.join.setVisible(view.state == "ended")
        self._show_progress(view, post)

    def _show_progress(self, view: SyncView, post: PostState) -> None:
        loading, total, done = view.state == "loading" or view.loaded > 0, post.total, view.loaded
        history = not loading and view.completed_at is None
        if history:
            total, done = view.saved, view.sent
        self.load.setVisible(loading or history)
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(min(done, total))
        self.progress.setVisible(total > 0)
        template = translate("sync", "{count} of {total}") if total else "{count}"
        what = translate("sync", "Loading orders") if loading else translate("sync", "Sending what was done so far")
        self.counts.setText(words.labelled(what, template.format(count=done, total=total)))
        self.stop.setVisible(post.on_way and not post.halted)

    def show_lists(self, lists: SyncLists) -> None:
        """The lists of now; the row in hand stays in hand, and nothing is scrolled."""
        before, self._lists = self._lists, lists
        rows = {
            Tab.QUEUE: line_rows(lists.queue),
            Tab.CASES: case_rows(lists.cases),
            Tab.DONE: line_rows(lists.done),
            Tab.RECEIVED: received_rows(lists.received),
        }
        for tab in TABS:
            known = _of(before, tab) if before is not None else ()
            self._put(tab, rows[tab], known=known, names=[line.operation for line in _of(lists, tab)])
        if lists.cases and self.current_case() is None:
            self.tables[Tab.CASES].selectRow(0)
        self._show_case()
        self._name_tabs()

    def _put(self, tab: Tab, rows: Rows, *, known: Sequence[SyncLine | CaseView], names: Sequence[str]) -> None:
        """New rows under the same line in hand and the same scroll."""
        table = self.tables[tab]
        row, scrolled = table.currentIndex().row(), table.verticalScrollBar().value()
        self._models[tab].set_rows(rows)
        self._empty[tab].setVisible(not rows)
        if 0 <= row < len(known) and table.currentIndex().row() < 0 and known[row].operation in names:
            table.selectRow(names.index(known[row].operation))
        table.verticalScrollBar().setValue(scrolled)

    def current_case(self) -> CaseView | None:
        """The case in hand."""
        row = self.tables[Tab.CASES].currentIndex().row()
        known = self._lists.cases if self._lists is not None else ()
        return known[row] if 0 <= row < len(known) else None

    def show_tab(self, tab: Tab) -> None:
        """Goes to a list."""
        self.tabs.setCurrentIndex(TABS.index(tab))

    def take_focus(self) -> None:
        """The list that is open."""
        self.tables[TABS[self.tabs.currentIndex()]].setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: asks for the lists of now."""
        super().showEvent(event)
        self.shown.emit()

    def _show_case(self) -> None:
        self.case.show_case(self.current_case())

    def _name_tabs(self) -> None:
        lists = self._lists
        counts = (0,) * 3 if lists is None else (lists.queue_count, len(lists.cases), lists.done_count)
        for place, (name, count) in enumerate(
            zip(
                (
                    translate("sync", "To send {count}"),
                    translate("sync", "Needs attention {count}"),
                    translate("sync", "Done today {count}"),
                ),
                counts,
                strict=True,
            )
        ):
            self.tabs.setTabText(place, name.format(count=count))
        self.tabs.setTabText(3, translate("sync", "Received"))

    def _on_activated(self) -> None:
        """Enter or a double click on a line: its order."""
        tab, lists = TABS[self.tabs.currentIndex()], self._lists
        if lists is None:
            return
        row, found = self.tables[tab].currentIndex().row(), _of(lists, tab)
        if 0 <= row < len(found) and found[row].number is not None:
            self.order_wished.emit(found[row].order)


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


def _of(lists: SyncLists, tab: Tab) -> Sequence[SyncLine | CaseView]:
    of: dict[Tab, Sequence[SyncLine | CaseView]] = {
        Tab.QUEUE: lists.queue,
        Tab.CASES: lists.cases,
        Tab.DONE: lists.done,
        Tab.RECEIVED: lists.received,
    }
    return of[tab]
