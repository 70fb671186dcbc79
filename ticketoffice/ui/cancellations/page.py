"""The page of cancellations: all of them with their totals, and the lists to work off, each line ended by one deed."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ticketoffice.desk.report_views import Asked, CaseLine, Lists, Owing
from ticketoffice.ui import words
from ticketoffice.ui.cancellations.rows import Row, Tab, deed, nothing, rows_of, totals_of
from ticketoffice.ui.cancellations.table import LinesTable
from ticketoffice.ui.labels import Label, set_tip
from ticketoffice.ui.theme import BUTTON_HEIGHT, KEY_POINTS
from ticketoffice.ui.words import translate

MOST = 2000
"""Lines of the tab of all; the CSV file has every one."""
TABS = tuple(Tab)
APART = 64
"""Pixels around title and tabs."""
HOW_WIDTH = 240
"""Pixels of the field that says how a case was settled."""


class CancellationsPage(QWidget):
    """Tells what is wished; `ui.cancellations.room` does it.

    `paid_wished`, `told_wished` and `repeated_wished` carry a tuple of lines (`DueLine`, else `CancelledLine`),
    `settled_wished` one of `CaseLine` and how they were settled, `credit_wished` the order whose credit is given back;
    `order_wished` carries an order's id and a ticket's (or None); `asked` that other lines are wanted, `shown` that the
    page is seen, `csv_wished` a file of the tab.
    """

    asked = Signal()
    shown = Signal()
    csv_wished = Signal()
    order_wished = Signal(str, object)
    paid_wished = Signal(object)
    told_wished = Signal(object)
    repeated_wished = Signal(object)
    settled_wished = Signal(object, str)
    credit_wished = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cancellations.page")
        self._lists: Lists | None = None
        self._owing: Owing | None = None
        self._wanted: str | None = None
        self._build()
        self._show_tab()

    def _build(self) -> None:
        self.title = Label(translate("cancellations", "Cancellations"))
        font = self.title.font()
        font.setPointSize(KEY_POINTS)
        self.title.setFont(font)
        self.tabs = QTabBar()
        self.tabs.setObjectName("cancellations.tabs")
        self.tabs.setAccessibleName(translate("cancellations", "Cancellations and lists to work off"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for _ in TABS:
            self.tabs.addTab("")
        self._name_tabs()
        self.tabs.currentChanged.connect(self._show_tab)
        self.table = LinesTable()
        self.table.open_wished.connect(self._on_open)
        self.table.lines.ticks_changed.connect(self._show_deed)
        self.table.selectionModel().currentRowChanged.connect(self._show_deed)
        self.empty = Label()
        self.empty.setObjectName("cancellations.empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setProperty("quiet", True)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.totals = Label()
        self.totals.setObjectName("cancellations.totals")
        self.totals.setFixedHeight(BUTTON_HEIGHT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 16)
        layout.setSpacing(8)
        heading = QHBoxLayout()
        heading.addWidget(self.title)
        heading.addSpacing(16)
        heading.addWidget(self.tabs, 1)
        layout.addLayout(heading)
        layout.addLayout(self._built_filters())
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.totals)
        read = (self.tabs, self.today, self.ever, self.method, self.who, self.how, self.done, self.csv, self.table)
        for before, after in pairwise(read):
            QWidget.setTabOrder(before, after)

    def _built_filters(self) -> QHBoxLayout:
        self.today = _choice(translate("cancellations", "Today"), "cancellations.today")
        self.ever = _choice(translate("cancellations", "All days"), "cancellations.ever")
        self.today.other, self.ever.other = self.ever, self.today
        self.ever.setChecked(True)
        self._let_tab_find_the_chosen_day()
        self.method = _filter("cancellations.method", translate("cancellations", "Method"))
        self.who = _filter("cancellations.who", translate("cancellations", "Who"))
        self._fill(self.method, translate("cancellations", "Any method"), [])
        self._fill(self.who, translate("cancellations", "Everybody"), [])
        self.how = QLineEdit()
        self.how.setObjectName("cancellations.how")
        self.how.setPlaceholderText(translate("cancellations", "How it was settled"))
        self.how.setAccessibleName(translate("cancellations", "How it was settled"))
        self.how.setMinimumHeight(BUTTON_HEIGHT)
        self.how.setMinimumWidth(HOW_WIDTH)
        self.how.textChanged.connect(self._show_deed)
        self.how.returnPressed.connect(self._on_done)
        self.done = QPushButton()
        self.done.setObjectName("cancellations.done")
        self.done.setProperty("primary", True)
        self.done.clicked.connect(self._on_done)
        self.csv = QPushButton(translate("cancellations", "Save as CSV…"))
        self.csv.setObjectName("cancellations.csv")
        self.csv.clicked.connect(self.csv_wished)
        for button in (self.today, self.ever):
            button.clicked.connect(self._on_day)
        for choice in (self.method, self.who):
            choice.activated.connect(self.asked)
        row = QHBoxLayout()
        for part in (self.today, self.ever, self.method, self.who):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.how)
        row.addWidget(self.done)
        row.addWidget(self.csv)
        return row

    def _on_day(self) -> None:
        """One of the two is chosen; Tab finds it and arrows go to the other, which Qt's own exclusive buttons forget."""
        for button in (self.today, self.ever):
            button.setChecked(button is self.sender())
        self._let_tab_find_the_chosen_day()
        self.asked.emit()

    def _let_tab_find_the_chosen_day(self) -> None:
        for button in (self.today, self.ever):
            policy = Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    @property
    def tab(self) -> Tab:
        """The tab that is seen."""
        return TABS[self.tabs.currentIndex()]

    @property
    def filters(self) -> Asked:
        """What is wanted to be seen."""
        return Asked(
            today=self.today.isChecked(), method=self._chosen(self.method), who=self._chosen(self.who), most=MOST
        )

    def take_focus(self) -> None:
        """The lines (as soon as they are there); where there are none, what chooses which are looked for."""
        is_empty = self._lists is not None and self.stack.currentWidget() is self.empty
        (self.tabs if is_empty else self.table).setFocus()

    def show_tab(self, tab: Tab) -> None:
        """Goes to a tab."""
        self.tabs.setCurrentIndex(TABS.index(tab))

    def show_case(self, key: str) -> None:
        """The tab of the cases, and this one in hand as soon as it is there."""
        self._wanted = key
        self.show_tab(Tab.CASES)

    def show_lists(self, lists: Lists) -> None:
        """Shows these lines; what is in hand, ticked and chosen stays so, and nothing is scrolled."""
        self._lists = lists
        self._fill(self.who, translate("cancellations", "Everybody"), [(name, name) for name in lists.people])
        methods = [(code, words.code_label(code)) for code in lists.methods]
        self._fill(self.method, translate("cancellations", "Any method"), methods)
        self._name_tabs()
        self._show_tab()

    def show_owing(self, owing: Owing) -> None:
        """Shows these credits and cases."""
        self._owing = owing
        self._name_tabs()
        if self.tab is Tab.CASES:
            self._show_tab()
        if self._wanted is not None:
            self.table.take(self._wanted)
            self._wanted = None

    def forget_how(self) -> None:
        """What was typed has been written."""
        self.how.clear()

    def showEvent(self, event: QShowEvent) -> None:
        """Asks for the lines of now."""
        super().showEvent(event)
        self.shown.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in a narrow window the tabs come before the title, which the button above says too."""
        super().resizeEvent(event)
        self._fit_title()

    def _fit_title(self) -> None:
        wanted = self.tabs.sizeHint().width() + self.title.sizeHint().width() + APART
        self.title.setVisible(wanted <= self.width())

    def _name_tabs(self) -> None:
        """Each with how many lines it has; credit and cases are counted apart, as everywhere else."""
        lists, owing = self._lists, self._owing
        counts: tuple[str | int, ...] = (0,) * len(TABS)
        if lists is not None:
            both = f"{len(owing.credits.lines)} + {len(owing.cases.lines)}" if owing is not None and owing.lines else 0
            counts = (0, len(lists.due.lines), len(lists.tell), len(lists.repeat), both)
        names = (
            translate("cancellations", "All"),
            translate("cancellations", "Refunds to pay"),
            translate("cancellations", "Customers to tell"),
            translate("cancellations", "To repeat at the source"),
            translate("cancellations", "Credits and cases"),
        )
        for place, (name, count) in enumerate(zip(names, counts, strict=True)):
            self.tabs.setTabText(place, f"{name} ({count})" if count else name)
        if self.isVisible():
            self._fit_title()

    def _show_tab(self) -> None:
        tab, lists = self.tab, self._lists
        for button in (self.today, self.ever):
            button.setEnabled(tab is Tab.ALL)
            tip = translate("cancellations", "A list to work off has the lines of all days")
            set_tip(button, "" if tab is Tab.ALL else tip)
        for part in (self.today, self.ever, self.method, self.who):
            part.setVisible(tab is not Tab.CASES)
        rows = [] if lists is None else rows_of(tab, lists, self._owing)
        self.table.show_rows(tab, rows)
        self.empty.setText("" if lists is None else nothing(tab, filtered=self._is_filtered()))
        self.stack.setCurrentWidget(self.table if rows else self.empty)
        self.totals.setText("" if lists is None else self._total_line(tab, lists))
        self.csv.setEnabled(bool(rows))
        self._show_deed()

    def _total_line(self, tab: Tab, lists: Lists) -> str:
        text = totals_of(tab, lists, self._owing)
        if tab is Tab.ALL and lists.report.more:
            newest = translate("cancellations", "Only the newest {count} are shown; the CSV file has all of them.")
            return f"{newest.format(count=MOST)}     {text}"
        return text

    def _is_filtered(self) -> bool:
        filters = self.filters
        if self.tab is Tab.CASES:
            return False
        today = self.tab is Tab.ALL and filters.today
        return today or filters.method is not None or filters.who is not None

    def _show_deed(self) -> None:
        wished, credit = self._wished(), self._credit()
        word = deed(self.tab, len(wished))
        self.how.setVisible(self.tab is Tab.CASES and credit is None)
        self.done.setText(word if credit is None else translate("cancellations", "Give back…"))
        self.done.setVisible(bool(word))
        says_how = self.tab is not Tab.CASES or bool(self.how.text().strip())
        self.done.setEnabled(credit is not None or (bool(wished) and says_how))

    def _wished(self) -> list[Row]:
        """The ticked lines, else the one in hand."""
        current = self.table.current()
        return self.table.lines.ticked() or ([current] if current is not None and current.ticks else [])

    def _credit(self) -> CaseLine | None:
        """The credit in hand, where no case is ticked."""
        current = self.table.current()
        if self.tab is not Tab.CASES or current is None or self.table.lines.ticked():
            return None
        line = current.line
        return line if isinstance(line, CaseLine) and line.is_credit else None

    def _on_done(self) -> None:
        if not self.done.isEnabled():
            return
        if (credit := self._credit()) is not None:
            self.credit_wished.emit(credit.where.order)
            return
        lines = tuple(row.line for row in self._wished())
        if self.tab is Tab.CASES:
            self.settled_wished.emit(lines, self.how.text().strip())
            return
        signals = {Tab.PAY: self.paid_wished, Tab.TELL: self.told_wished, Tab.REPEAT: self.repeated_wished}
        if lines and self.tab in signals:
            signals[self.tab].emit(lines)

    def _on_open(self, number: int) -> None:
        row = self.table.lines.row(number)
        if row is not None and row.line.where.order_number:
            self.order_wished.emit(row.line.where.order, row.line.where.ticket)

    def _chosen(self, choice: QComboBox) -> str | None:
        chosen = choice.currentData()
        return chosen if isinstance(chosen, str) else None

    def _fill(self, choice: QComboBox, everything: str, entries: list[tuple[str, str]]) -> None:
        """The entries of a filter; the chosen one stays."""
        wanted = [everything, *(text for _, text in entries)]
        if [choice.itemText(n) for n in range(choice.count())] == wanted:
            return
        chosen = self._chosen(choice)
        choice.blockSignals(True)
        choice.clear()
        choice.addItem(everything)
        for code, text in entries:
            choice.addItem(text, code)
        choice.setCurrentIndex(max(0, choice.findData(chosen)) if chosen is not None else 0)
        choice.blockSignals(False)


class _Choice(QToolButton):
    """One of two choices side by side: an arrow chooses the `other`."""

    other: QToolButton

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: to the other one."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.other.setFocus()
            self.other.click()
        else:
            super().keyPressEvent(event)


def _choice(word: str, name: str) -> _Choice:
    button = _Choice()
    button.setObjectName(name)
    button.setText(word)
    button.setCheckable(True)
    return button


def _filter(name: str, title: str) -> QComboBox:
    choice = QComboBox()
    choice.setObjectName(name)
    choice.setAccessibleName(title)
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    choice.setMinimumHeight(BUTTON_HEIGHT)
    return choice
