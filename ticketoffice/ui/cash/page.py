"""The page of the drawer: one step at a time on the left; on the right the figures, where they were asked for, or the closings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ticketoffice.desk.cash_views import ClosingView, TakingsReport, TillView
from ticketoffice.domain.drawer import NO_SALE
from ticketoffice.ui import words
from ticketoffice.ui.cash.close_panel import ClosePanel
from ticketoffice.ui.cash.count_panel import CountPanel
from ticketoffice.ui.cash.drawer_panel import DrawerPanel
from ticketoffice.ui.cash.move_panel import MovePanel
from ticketoffice.ui.cash.open_panel import OpenPanel
from ticketoffice.ui.cash.rows import takings_rows, x_rows, z_rows
from ticketoffice.ui.cash.z_panel import ZPanel
from ticketoffice.ui.labels import Label
from ticketoffice.ui.order.page import Page
from ticketoffice.ui.rows_model import RowsModel, rows_table
from ticketoffice.ui.theme import KEY_POINTS
from ticketoffice.ui.words import translate


class CashPage(QWidget):
    """`shown`: the page is seen, its figures may be old; `printers_wished`: their page is wanted; `print_wished` carries the number
    of a closing that is to be on paper, or nothing: the figures of now. The other wishes are the panels' own signals; `step` is the
    one that is shown.
    """

    shown = Signal()
    printers_wished = Signal()
    print_wished = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cash.page")
        self._view: TillView | None = None
        self._closings: Sequence[ClosingView] = ()
        self._build()
        self._connect()

    def _build(self) -> None:
        self._build_steps()
        self._build_beside()
        title = Label(translate("cash", "Cash"))
        font = title.font()
        font.setPointSize(KEY_POINTS)
        title.setFont(font)
        self.of_today = QPushButton(translate("cash", "Takings of today"))
        self.of_today.setObjectName("cash.of_today")
        self.of_today.setCheckable(True)
        self.to_printers = QPushButton(translate("cash", "Printers…  Ctrl+,"))
        self.to_printers.setObjectName("cash.printers")
        self.to_printers.clicked.connect(self.printers_wished)
        head, both = QHBoxLayout(), QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.of_today)
        head.addWidget(self.to_printers)
        both.setSpacing(16)
        both.addWidget(self._steps, 4)
        both.addWidget(self._beside, 5)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addLayout(both, 1)

    def _build_steps(self) -> None:
        """The panels, one of which is shown."""
        self.opening, self.drawer, self.moving = OpenPanel(), DrawerPanel(), MovePanel()
        self.counting, self.closing, self.z = CountPanel(), ClosePanel(), ZPanel()
        self._step: Page = self.opening
        self._steps = QWidget()
        inside = QVBoxLayout(self._steps)
        inside.setContentsMargins(0, 0, 0, 0)
        for panel in self.panels():
            inside.addWidget(panel)
            panel.setVisible(panel is self._step)

    def _build_beside(self) -> None:
        """What can be read beside a step: the closings, the figures of now, the takings of all desks."""
        self.figures = RowsModel((translate("cash", "Now"), translate("cash", "Amount")), right=(1,))
        self._figures = rows_table(
            self.figures, name="cash.figures", title=translate("cash", "The drawer now (X)"), stretch=0
        )
        self.former = RowsModel(
            (
                translate("cash", "Closing"),
                translate("cash", "Day"),
                translate("cash", "Closed by"),
                translate("cash", "Difference"),
            ),
            right=(3,),
        )
        self._former = rows_table(
            self.former, name="cash.closings", title=translate("cash", "Closings of this desk"), stretch=2
        )
        self.takings = RowsModel(
            (
                translate("cash", "Desk"),
                translate("cash", "Person"),
                translate("cash", "Method"),
                translate("cash", "Taken"),
                translate("cash", "Given back"),
                translate("cash", "Sum"),
            ),
            right=(3, 4, 5),
        )
        self._takings = rows_table(
            self.takings, name="cash.takings", title=translate("cash", "Takings of today"), stretch=0
        )
        self.empty = Label(translate("cash", "No drawer was closed here yet."))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._beside = QStackedWidget()
        for part in (self.empty, self._former, self._figures, self._takings):
            self._beside.addWidget(part)

    def _connect(self) -> None:
        self.drawer.count_wished.connect(lambda: self._count(again=False))
        self.drawer.typed.connect(self._on_typed)
        self.z.typed.connect(self._on_typed_after)
        self.drawer.move_wished.connect(self._move)
        self.drawer.figures.toggled.connect(self._on_figures)
        self.of_today.toggled.connect(self._on_of_today)
        self.closing.recount_requested.connect(lambda: self._count(again=True))
        for panel in (self.moving, self.counting, self.closing, self.z):
            panel.back_requested.connect(self._go_back)
        self._former.activated.connect(self._on_former)
        self.drawer.print_requested.connect(lambda: self.print_wished.emit(""))
        self.z.print_requested.connect(self.print_wished)
        shortcut = QShortcut(QKeySequence("Ctrl+D"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self._move(NO_SALE))

    @property
    def step(self) -> Page:
        """The panel that is shown."""
        return self._step

    @property
    def closings(self) -> Sequence[ClosingView]:
        """The closings that are known, the newest first."""
        return self._closings

    def panels(self) -> tuple[Page, ...]:
        """All steps."""
        return (self.opening, self.drawer, self.moving, self.counting, self.closing, self.z)

    # --- what is answered -----------------------------------------------------------------------------------------

    def show_till(self, view: TillView, closings: Sequence[ClosingView]) -> None:
        """The drawer as it is now. Whoever counts goes on counting; a count that is stale by now begins anew."""
        first, self._view, self._closings = self._view is None, view, closings
        self.opening.show_for(view)
        if view.session is not None:
            self.drawer.show_for(view)
        if view.is_counted:
            self.closing.show_for(view)
        self.figures.set_rows(x_rows(view))
        self.former.set_rows([_line(z) for z in closings])
        is_gone = self.step is not self.z and (view.session is None) != (self.step is self.opening)
        is_stale = self.step is self.closing and not view.is_counted
        if first or is_gone or is_stale:
            self._show_first()
        self._show_beside()

    def show_takings(self, report: TakingsReport) -> None:
        """What every desk known here has taken on this business day."""
        self.takings.set_rows(takings_rows(report))

    def show_difference(self, view: TillView) -> None:
        """Step 2."""
        self.closing.show_for(view)
        self._go_to(self.closing)

    def show_closing(self, z: ClosingView) -> None:
        """Step 3, or a former closing."""
        self.z.show_for(z, rows=z_rows(z))
        self._go_to(self.z)

    def _show_first(self) -> None:
        """Where the drawer stands."""
        closed = self._view is None or self._view.session is None
        panel = self.opening if closed else self.drawer
        has_focus = self.isAncestorOf(self.window().focusWidget() or self.window())
        self._show(panel)
        if has_focus:
            panel.take_focus()

    def _show(self, panel: Page) -> None:
        """One step; each is as wide as it needs, and the others take no room."""
        self._step = panel
        for one in self.panels():
            one.setVisible(one is panel)
        self._show_beside()

    def _show_beside(self) -> None:
        """While the drawer is counted nobody sees what must lie in it; a report has the whole width."""
        may_look = self.step in (self.opening, self.drawer, self.moving)
        self._beside.setVisible(may_look)
        self.of_today.setVisible(may_look)
        if self.of_today.isChecked():
            self._beside.setCurrentWidget(self._takings)
        elif self.drawer.figures.isChecked() and self._view is not None and self._view.session is not None:
            self._beside.setCurrentWidget(self._figures)
        else:
            self._beside.setCurrentWidget(self._former if self._closings else self.empty)

    # --- what somebody does ---------------------------------------------------------------------------------------

    def wish_print(self) -> None:
        """Ctrl+P: the closing that is shown."""
        if self.isVisible() and self.step is self.z:
            self.z.print_out.click()

    def take_focus(self) -> None:
        """Where the step begins."""
        self.step.take_focus()

    def _go_to(self, panel: Page) -> None:
        self._show(panel)
        panel.take_focus()

    def _go_back(self) -> None:
        was_read = self.step is self.z
        self.step.forget_complaint()
        closed = self._view is None or self._view.session is None
        self._go_to(self.opening if closed else self.drawer)
        if closed and was_read:
            self.opening.rest()

    def _on_typed(self, digit: str) -> None:
        """A number on the page of the open drawer is the first of its count; of one that was counted it is none."""
        if self._view is not None and not self._view.is_counted:
            self._count(again=False)
            self.counting.type_first(digit)

    def _on_typed_after(self, digit: str) -> None:
        """A number on the report of a closed drawer is the float of the next one."""
        if self._view is not None and self._view.session is None:
            self._go_to(self.opening)
            self.opening.type_first(digit)

    def _count(self, *, again: bool) -> None:
        """A drawer that was counted is shown as it was counted; it is counted once more by its own button."""
        view = self._view
        if view is None or view.session is None:
            return
        if view.is_counted and not again:
            self.show_difference(view)
            return
        self.drawer.figures.setChecked(False)
        self.of_today.setChecked(False)
        self.counting.show_for(view, again=again)
        self._go_to(self.counting)

    def _on_figures(self, shown: bool) -> None:
        """One of both at a time."""
        if shown:
            self.of_today.setChecked(False)
        self._show_beside()

    def _on_of_today(self, shown: bool) -> None:
        if shown:
            self.drawer.figures.setChecked(False)
        self._show_beside()

    def _move(self, what: str) -> None:
        if self._view is not None and self._view.session is not None:
            self.moving.show_for(what, currency=self._view.currency)
            self._go_to(self.moving)

    def _on_former(self, index: QModelIndex) -> None:
        self.show_closing(self._closings[index.row()])

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: asks for the figures of now."""
        super().showEvent(event)
        self.shown.emit()


def _line(z: ClosingView) -> tuple[str, ...]:
    """The differences alone that there are."""
    differs = ", ".join(words.money(one.difference, one.currency) for one in z.currencies if one.difference)
    return (z.number, words.day(z.day.isoformat(), weekday=False), z.closed_by, differs or "–")
