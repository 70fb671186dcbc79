"""Today: the performances in numbers, below them who comes to the one that is looked at, as a list or as a seat plan."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ticketoffice.desk.due_views import DueRow
from ticketoffice.desk.evening_views import EveningView, ReservedView, SeatPlan, TonightView
from ticketoffice.desk.today import FILTERS
from ticketoffice.ui import words
from ticketoffice.ui.choice_row import ChoiceRow
from ticketoffice.ui.labels import Label, set_tip
from ticketoffice.ui.order.page import Page
from ticketoffice.ui.today.deeds_row import DeedsRow
from ticketoffice.ui.today.due import Due
from ticketoffice.ui.today.orders import Orders
from ticketoffice.ui.today.performances import Performances
from ticketoffice.ui.today.plan_pane import PlanPane, unnumbered
from ticketoffice.ui.today.releasing import Releasing
from ticketoffice.ui.words import translate

TEXT_WIDTH = 240
Question = tuple[str | None, str, str, bool]


class TodayPage(QWidget):
    """What somebody wishes here, as signals; the numbers come from its room.

    `asked`: another performance, filter, text or view is wanted; `shown`: the page is seen, its numbers may be old.
    `order_wished` carries an order's id and a ticket's id or None. `door_list_wished` carries name or seat, and pdf or
    csv. `release_wished` carries the performance's id; its button is seen only after `set_release(True)`. `events_wished`: the
    venue's own performances are to be made or changed.
    """

    asked = Signal()
    shown = Signal()
    order_wished = Signal(str, object)
    door_list_wished = Signal(str, str)
    release_wished = Signal(str)
    events_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("today.page")
        self._answered: Question | None = None
        self._build()
        self._connect()
        self.show_performances(())

    def _build(self) -> None:
        self.performances = Performances()
        self.orders = Orders()
        self._plan_pane = PlanPane()
        self.plan = self._plan_pane.plan
        self._row = DeedsRow()
        self.door_list, self.door_table, self.door_by = self._row.door_list, self._row.door_table, self._row.door_by
        self.release, self.plan_button, self.due_button = self._row.release, self._row.plan_button, self._row.due
        self.drawer = Label()
        self.drawer.setObjectName("today.drawer")
        self.drawer.setWordWrap(True)
        self.drawer.hide()
        self.empty = Label()
        self.empty.setObjectName("today.empty")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(24)
        self._stack = QStackedWidget()
        for view in (self.empty, self.orders, self._plan_pane):
            self._stack.addWidget(view)
        self.releasing, self.due = Releasing(), Due()
        self._due_rows: Sequence[DueRow] = ()
        self._people = QWidget()
        below = QVBoxLayout(self._people)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        below.addLayout(self._built_filters())
        below.addWidget(self._stack, 1)
        below.addWidget(self._row)
        self._below = QStackedWidget()
        self._below.addWidget(self._people)
        self._below.addWidget(self.releasing)
        self._below.addWidget(self.due)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(self.drawer)
        layout.addWidget(self.performances)
        layout.addWidget(self._below, 1)

    def _built_filters(self) -> QHBoxLayout:
        self.text = QLineEdit()
        self.text.setObjectName("today.text")
        self.text.setAccessibleName(translate("today", "Name, seat, order number or note"))
        self.text.setPlaceholderText(translate("today", "Name, seat, order…"))
        self.text.setFixedWidth(TEXT_WIDTH)
        self.text.setClearButtonEnabled(True)
        self.filter = ChoiceRow(name="today.filter", title=translate("today", "Show"), first=False)
        names = {
            "all": translate("today", "All"),
            "unpaid": translate("today", "Unpaid"),
            "free": translate("today", "Free tickets"),
            "with_note": translate("today", "With note"),
            "not_in": translate("today", "Not in yet"),
        }
        self.filter.set_choices([(code, names[code]) for code in FILTERS])
        self.filter.choose(FILTERS[0])
        self.count = Label()
        self.count.setObjectName("today.count")
        self.as_of = Label()
        self.as_of.setObjectName("today.as_of")
        for label in (self.count, self.as_of):
            label.setProperty("quiet", True)
        self.events = QPushButton(translate("today", "Events…"))
        self.events.setObjectName("today.events")
        set_tip(self.events, translate("today", "Make and change the venue's own events (Ctrl+Shift+P)"))
        self.events.hide()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.text)
        row.addWidget(self.filter, 1)
        row.addWidget(self.count)
        row.addWidget(self.as_of)
        row.addWidget(self.events)
        return row

    def _connect(self) -> None:
        self.performances.chosen.connect(self._on_performance)
        self.performances.entered.connect(self.step_into)
        self.text.textChanged.connect(self.asked)
        self.text.returnPressed.connect(self._on_return)
        self.filter.chosen.connect(self.asked)
        self.events.clicked.connect(self.events_wished)
        self.plan_button.toggled.connect(self._on_plan)
        self.orders.wished.connect(lambda order: self.order_wished.emit(order, None))
        self.plan.wished.connect(self.order_wished.emit)
        self._row.door_list_wished.connect(self.door_list_wished)
        self.release.clicked.connect(self._on_release)
        self.releasing.back_requested.connect(self.close_release)
        self.due_button.clicked.connect(self.open_due)
        self.due.back_requested.connect(self.close_due)
        self.due.order_wished.connect(lambda order: self.order_wished.emit(order, None))

    # --- what is asked -------------------------------------------------------------------------------------------

    @property
    def performance(self) -> str | None:
        """The id of the performance that is looked at."""
        current = self.performances.current
        return current.id if current is not None else None

    @property
    def question(self) -> Question:
        """(performance, filter, text, whether the plan is wanted)."""
        return self.performance, self.filter.value() or FILTERS[0], self.text.text(), self.on_plan

    @property
    def on_plan(self) -> bool:
        """Whether the seat plan is wanted."""
        return self.plan_button.isChecked()

    def set_release(self, on: bool) -> None:
        """Whether unpaid places can be released here."""
        self._row.set_release(on)

    def set_events(self, on: bool) -> None:
        """Whether the venue makes its own performances here."""
        self.events.setVisible(on)

    @property
    def is_releasing(self) -> bool:
        """Whether what is reserved is shown instead of who comes."""
        return self._below.currentWidget() is self.releasing

    def show_reserved(self, view: ReservedView) -> None:
        """What is reserved at the performance that is looked at, to be released; open it stays where it is."""
        opens = not self.is_releasing
        if opens:
            self._below.setCurrentWidget(self.releasing)
        self.releasing.show_reserved(view, again=not opens)
        if opens:
            self.releasing.take_focus()

    def close_release(self) -> None:
        """Back to who comes."""
        if self.is_releasing:
            self.releasing.forget_complaint()
            self._below.setCurrentWidget(self._people)
            self.take_focus()

    @property
    def is_due_shown(self) -> bool:
        """Whether what is due is shown instead of who comes."""
        return self._below.currentWidget() is self.due

    def show_due(self, rows: Sequence[DueRow]) -> None:
        """What is due now; the open list stays where it is, and closes once nothing is due any more."""
        self._due_rows = rows
        self._row.show_due(len(rows))
        if self.is_due_shown:
            self.due.show_rows(rows, again=True)
            if not rows:
                self.close_due()

    def open_due(self) -> None:
        """The list of what is due, ready to be worked off."""
        self.due.show_rows(self._due_rows, again=False)
        self._below.setCurrentWidget(self.due)
        self.due.take_focus()

    def close_due(self) -> None:
        """Back to who comes."""
        if self.is_due_shown:
            self.due.forget_complaint()
            self._below.setCurrentWidget(self._people)
            self.take_focus()

    def take_focus(self) -> None:
        """Whoever comes to this page types a name or a seat, or goes on with the list that is open."""
        below = self._below.currentWidget()
        if isinstance(below, Page):
            below.take_focus()
            return
        self.text.setFocus()
        self.text.selectAll()

    def step_into(self) -> None:
        """Down into the list or the plan."""
        (self.plan if self.on_plan else self.orders).setFocus()

    # --- what is answered ----------------------------------------------------------------------------------------

    def show_performances(self, views: tuple[TonightView, ...]) -> None:
        """The performances as they are now; the one that is looked at stays."""
        self.performances.show_rows(views)
        if not views:
            self._answered = None
            self.orders.show_rows((), again=False)
            self.plan.show_plan(None, bright=None)
            self.count.setText("")
            self.as_of.setText("")
            self._say(translate("today", "No performance is coming. Import orders, and it stands here."))
        self._row.show_for(self.performances.current)

    def show_drawer(self, told: str | None) -> None:
        """That the drawer of an earlier day is still open; None: it is not."""
        self.drawer.setText(told or "")
        self.drawer.setVisible(told is not None)

    def show_evening(self, view: EveningView, plan: SeatPlan | None, *, question: Question) -> None:
        """Who comes, as an answer to `question`; to the same one again, nothing moves."""
        again, self._answered = question == self._answered, question
        tonight = view.performance
        narrowed = question[1] != FILTERS[0] or bool(question[2].strip())
        self.orders.show_rows(view.orders, again=again, narrowed=narrowed)
        text = (
            translate("today", "{shown} of {all} orders")
            if narrowed
            else words.counted("today", "%n order(s)", view.of)
        )
        self.count.setText(text.format(shown=len(view.orders), all=view.of))
        time = words.clock_time(view.at, timezone=tonight.timezone)
        self.as_of.setText(translate("today", "data of {time}").format(time=time))
        if plan is not None:
            self._show_plan(plan, bright={row.order for row in view.orders} if narrowed else None)
        elif view.orders:
            self._stack.setCurrentIndex(1)
        elif not view.of:
            self._say(translate("today", "Nobody has a ticket for this performance yet."))
        elif question[1] == "not_in" and not question[2].strip():
            self._say(translate("today", "Everybody is in."))
        else:
            self._say(translate("today", "No order here is like that. Show all, or empty the field."))
        self._row.show_for(self.performances.current)

    def _show_plan(self, plan: SeatPlan, *, bright: set[str] | None) -> None:
        self._plan_pane.show_plan(plan, bright=bright)
        if plan.blocks:
            self._stack.setCurrentWidget(self._plan_pane)
            return
        text = translate("today", "There are no numbered places: {places}.").format(places=unnumbered(plan))
        self._say(text if plan.others else translate("today", "Nobody has a ticket for this performance yet."))

    def _say(self, sentence: str) -> None:
        self.empty.setText(sentence)
        self._stack.setCurrentIndex(0)

    # --- what somebody does --------------------------------------------------------------------------------------

    def _on_performance(self) -> None:
        """Another evening: what was to be released was the former one's."""
        if not self.is_due_shown:
            self._below.setCurrentWidget(self._people)
        self._row.show_for(self.performances.current)
        self.asked.emit()

    def _on_plan(self) -> None:
        self.asked.emit()

    def _on_return(self) -> None:
        """Opens what is in hand; on the plan, where no order is the first, the only one that is left."""
        if not self.on_plan or self.orders.rows.rowCount() == 1:
            self.orders.open_first()

    def _on_release(self) -> None:
        if self.performance is not None:
            self.release_wished.emit(self.performance)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: asks for the numbers of now."""
        super().showEvent(event)
        self.shown.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Down from the text field goes into the list."""
        if event.key() == Qt.Key.Key_Down and self.text.hasFocus():
            self.step_into()
        else:
            super().keyPressEvent(event)
