"""The performances of today and next, in numbers that add up to the places of the house."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from ticketoffice.desk.evening_views import TonightView
from ticketoffice.ui import words
from ticketoffice.ui.columns import MARGINS, shared, width_of
from ticketoffice.ui.theme import GRID, ROW
from ticketoffice.ui.today.keyed_model import KeyedModel, prepare
from ticketoffice.ui.words import translate

SEEN = 4
"""Rows that are seen at once: as many evenings as most desks look at; the others are scrolled to."""
EVENT = 1
LEAST = 12
"""Letters of an event that are read in any window."""


def _when(view: TonightView) -> str:
    return words.moment(view.starts_at, timezone=view.timezone, short=True)


def _event(view: TonightView) -> str:
    told = [view.event, translate("today", "is over") if view.is_over else ""]
    if view.kept:
        kept = words.counted("today", "%n kept by the house: {holds}", view.kept)
        told.append(kept.format(holds=words.kept(view.kept_as)))
    if view.over:
        told.append(words.counted("today", "%n beyond the places", view.over))
    if view.displaced:
        told.append(words.counted("today", "%n without their place", view.displaced))
    return "   ".join(part for part in told if part)


def _known(count: int | None) -> str:
    return translate("today", "not known") if count is None else str(count)


class Performances(QTableView):
    """`chosen`: another performance is current; `entered`: Enter was pressed on it."""

    chosen = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._changing = False
        prepare(self, name="today.performances", title=translate("today", "Performances"), row=ROW - GRID)
        self.rows = KeyedModel[TonightView](
            (
                (translate("today", "Performance"), _when),
                (translate("today", "Event"), _event),
                (translate("today", "Places"), lambda view: _known(view.places)),
                (translate("today", "Sold"), lambda view: str(view.sold)),
                (translate("today", "Unpaid"), lambda view: str(view.unpaid)),
                (translate("today", "Free"), lambda view: _known(view.free)),
                (translate("today", "Entered"), lambda view: str(view.entered)),
            ),
            key=lambda view: view.id,
            right=range(2, 7),
        )
        self.setModel(self.rows)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(0)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFixedHeight(SEEN * (ROW - GRID) + header.sizeHint().height() + 2 * self.frameWidth() + 4)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentRowChanged.connect(self._on_current)

    @property
    def current(self) -> TonightView | None:
        """The performance that is looked at."""
        place = self.currentIndex().row()
        return self.rows.rows[place] if 0 <= place < len(self.rows.rows) else None

    def show_rows(self, views: tuple[TonightView, ...]) -> None:
        """The performances as they are now; the one that is looked at stays, at first it is the next one."""
        wanted = self.current.id if self.current is not None else None
        self._changing = True
        self.rows.change_rows(views)
        place = self.rows.place_of(wanted) if wanted is not None else None
        if views and (place is None or place != self.currentIndex().row()):
            self.selectRow(place or 0)
        self._changing = False
        self._set_widths()

    def _set_widths(self) -> None:
        """What stands in a column is whole; the event has the rest, and in any window the beginning of its name."""
        font, wants = self.fontMetrics(), {}
        for column in range(self.rows.columnCount()):
            texts = [self.rows.index(n, column).data() for n in range(self.rows.rowCount())]
            wanted = width_of([*texts, self.rows.headerData(column, Qt.Orientation.Horizontal)], font=font)
            wants[column] = (wanted if column != EVENT else LEAST * font.averageCharWidth() + MARGINS, wanted)
        floors = {column: least for column, (least, _) in wants.items()}
        for column, width in shared(self.viewport().width(), wants=wants, rest=EVENT, floors=floors).items():
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the columns share the new width."""
        super().resizeEvent(event)
        self._set_widths()

    def choose(self, performance: str) -> None:
        """Looks at this performance."""
        place = self.rows.place_of(performance)
        if place is not None:
            self.selectRow(place)

    def _on_current(self) -> None:
        if not self._changing and self.current is not None:
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter goes on to the people."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)
