"""The page of the venue's own performances: which there are on the left, and on the right the form of the one in hand."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ticketoffice.desk.evening_views import TonightView
from ticketoffice.desk.event_form import EventForm, OwnEvents
from ticketoffice.ui import words
from ticketoffice.ui.events.form import EventFormPanel
from ticketoffice.ui.labels import Label
from ticketoffice.ui.order.page import page_button
from ticketoffice.ui.rows_model import RowsModel, rows_table
from ticketoffice.ui.theme import KEY_POINTS
from ticketoffice.ui.words import translate


class EventsPage(QWidget):
    """`shown`: the page is seen, its list may be old; `event_wished` carries the id of a performance whose form is wanted,
    `list_wished` asks for a file. What is typed and not saved stays with its performance.
    """

    shown = Signal()
    event_wished = Signal(str)
    list_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("events.page")
        self._events: tuple[TonightView, ...] = ()
        self._drafts: dict[str | None, tuple[EventForm, EventForm | None]] = {}
        self._changing = False
        self._build()

    def _build(self) -> None:
        title = Label(translate("events", "Events"))
        font = title.font()
        font.setPointSize(KEY_POINTS)
        title.setFont(font)
        self.rows = RowsModel(
            (translate("events", "Event"), translate("events", "Performance"), translate("events", "Free")), right=(2,)
        )
        self.list = rows_table(
            self.rows, name="events.list", title=translate("events", "The venue's own events"), stretch=0, widest=45
        )
        self.empty = Label(translate("events", "No event is made here yet. Type your first one, or take a list in."))
        self.empty.setObjectName("events.empty")
        self.empty.setWordWrap(True)
        self.empty.setMargin(24)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.new = page_button(translate("events", "New event"), name="events.new")
        self.from_list = page_button(translate("events", "From a list…"), name="events.from_list")
        self.form = EventFormPanel()
        self._left = QStackedWidget()
        self._left.addWidget(self.empty)
        self._left.addWidget(self.list)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.new)
        head.addWidget(self.from_list)
        both = QWidget()
        inside = QHBoxLayout(both)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(16)
        inside.addWidget(self._left, 4)
        inside.addWidget(self.form, 6)
        self.elsewhere = Label()
        self.elsewhere.setObjectName("events.elsewhere")
        self.elsewhere.setWordWrap(True)
        self.elsewhere.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._whole = QStackedWidget()
        self._whole.addWidget(both)
        self._whole.addWidget(self.elsewhere)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self._whole, 1)
        for one, other in pairwise((self.new, self.from_list, self.list, self.form.name)):
            QWidget.setTabOrder(one, other)
        self.new.clicked.connect(self.begin_new)
        self.from_list.clicked.connect(self.list_wished)
        self.form.back_requested.connect(self._go_back)
        self.list.selectionModel().currentRowChanged.connect(self._on_row)
        self.list.activated.connect(lambda _: self.form.take_focus())

    # --- what is answered -----------------------------------------------------------------------------------------

    def show_events(self, own: OwnEvents, *, elsewhere: str) -> None:
        """The performances as they are now; where they are made `elsewhere`, that is said."""
        self.elsewhere.setText(elsewhere)
        self._whole.setCurrentIndex(0 if own.may_change else 1)
        for button in (self.new, self.from_list):
            button.setVisible(own.may_change)
        self.form.ask_organiser(not own.names_organiser)
        self._events = own.events
        self._changing = True
        self.rows.set_rows([_line(view) for view in own.events])
        self._changing = False
        self._left.setCurrentIndex(1 if own.events else 0)
        self._mark(self.form.performance)

    def show_form(self, form: EventForm, *, performance: str) -> None:
        """A performance in the form, or what somebody has typed of it before."""
        typed, shown = self._drafts.pop(performance, (form, None))
        self.form.show_for(typed, performance=performance, shown=shown)
        self._mark(performance)

    def forget_draft(self) -> None:
        """What stands in the form was saved."""
        self._drafts.pop(self.form.performance, None)

    def id_of(self, performance: str) -> str | None:
        """The id of a performance by the name that commands use."""
        return next((view.id for view in self._events if view.performance == performance), None)

    def _mark(self, performance: str | None) -> None:
        """The line of the performance in the form is the one in hand."""
        place = next((n for n, view in enumerate(self._events) if view.id == performance), None)
        self._changing = True
        if place is None:
            self.list.clearSelection()
            self.list.setCurrentIndex(QModelIndex())
        elif not self.list.selectionModel().isRowSelected(place, QModelIndex()):
            flags = QItemSelectionModel.SelectionFlag
            line = self.rows.index(place, 0)
            self.list.selectionModel().setCurrentIndex(line, flags.ClearAndSelect | flags.Rows)
        self._changing = False

    # --- what somebody does ---------------------------------------------------------------------------------------

    def take_focus(self) -> None:
        """Whoever comes here goes on with the form."""
        if self._whole.currentIndex() == 0:
            self.form.take_focus()

    def begin_new(self) -> None:
        """An empty form, or the one that was begun."""
        self.keep_draft()
        typed, shown = self._drafts.pop(None, (EventForm(), None))
        self.form.show_for(typed, performance=None, shown=shown)
        self._mark(None)
        self.form.take_focus()

    def keep_draft(self) -> None:
        """What is typed and not saved stays with its performance."""
        if self.form.is_touched:
            self._drafts[self.form.performance] = (self.form.typed(), self.form.shown)

    def _on_row(self, current: QModelIndex) -> None:
        if not self._changing and 0 <= current.row() < len(self._events):
            self.keep_draft()
            self.event_wished.emit(self._events[current.row()].id)

    def _go_back(self) -> None:
        """Esc: to the list, or where there is none, to the way to a new one."""
        (self.list if self._events else self.new).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: asks for the list of now."""
        super().showEvent(event)
        self.shown.emit()


def _line(view: TonightView) -> tuple[str, str, str]:
    when = words.day_and_time(view.starts_at, timezone=view.timezone)
    free = translate("events", "over") if view.is_over else "" if view.free is None else str(view.free)
    return view.name, when, free
