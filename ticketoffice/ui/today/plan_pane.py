"""The seat plan with what its marks mean, how many there are of each, and what is not drawn."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ticketoffice.desk.evening_views import SeatPlan
from ticketoffice.ui import words
from ticketoffice.ui.flow import FlowLayout
from ticketoffice.ui.labels import Label, set_tip
from ticketoffice.ui.today.plan import Plan, SeatMark
from ticketoffice.ui.words import translate

LEGEND_HEIGHT = 28
MOST = 4
"""Names that fit into a line of any window; all of them are in its tip."""
LEGEND = ("sold", "used", "unpaid", "displaced", "kept", "freed")


class PlanPane(QWidget):
    """Shows the plan of a performance."""

    def __init__(self) -> None:
        super().__init__()
        self.plan = Plan()
        self._legend = {state: SeatMark(state) for state in LEGEND}
        self.undrawn, self.kept_unnumbered = _below("today.undrawn"), _below("today.kept_unnumbered")
        legend = FlowLayout()
        legend.setSpacing(8)
        for part in (*self._legend.values(), self.undrawn, self.kept_unnumbered):
            legend.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.plan, 1)
        layout.addLayout(legend)

    def show_plan(self, plan: SeatPlan, *, bright: Collection[str] | None) -> None:
        """Who sits where; `bright` are the orders that the page's filter leaves, None: all."""
        self.plan.show_plan(plan, bright=bright)
        seats = [seat.state for block in plan.blocks for row in block.rows for seat in row.seats]
        for state, mark in self._legend.items():
            mark.show_count(seats.count(state), named=words.kept(plan.kept, most=MOST) if state == "kept" else "")
        set_tip(self._legend["kept"], words.kept(plan.kept))
        self._show_kept_unnumbered(plan)
        told = []
        if plan.performance.free is not None:
            told.append(
                words.counted("today", "%n place(s) free; those nobody ever took are not drawn", plan.performance.free)
            )
        if plan.others:
            told.append(translate("today", "without a number: {places}").format(places=unnumbered(plan)))
        self.undrawn.setText("   ".join(told))

    def _show_kept_unnumbered(self, plan: SeatPlan) -> None:
        text = translate("today", "kept by the house without a number: {holds}")
        self.kept_unnumbered.setText(text.format(holds=words.kept(plan.kept_others, most=MOST)))
        self.kept_unnumbered.setVisible(bool(plan.kept_others))
        set_tip(self.kept_unnumbered, words.kept(plan.kept_others))


def _below(name: str) -> Label:
    """A line beside the marks."""
    label = Label()
    label.setObjectName(name)
    label.setProperty("quiet", True)
    label.setFixedHeight(LEGEND_HEIGHT)
    return label


def unnumbered(plan: SeatPlan) -> str:
    """The places without a number, counted by zone."""
    return ", ".join(f"{count} × {zone}" for zone, count in plan.others)
