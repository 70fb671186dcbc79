"""The dates that tickets may be exchanged for, the one most likely wished first, and a field that leaves those that it finds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ticketoffice.desk.exchange_choices import DateOnSale
from ticketoffice.domain.words import plain_form
from ticketoffice.ui.exchange.lines import date_row
from ticketoffice.ui.rows_model import RowsModel, rows_table
from ticketoffice.ui.words import translate


class DateList(QObject):
    """`table` and `filter` are placed by the page. `chosen`: another date is current; `lost`: the one that was is not found."""

    chosen = Signal()
    lost = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._all: Sequence[DateOnSale] = ()
        self._listed: Sequence[DateOnSale] = ()
        self._quiet = False
        self.rows = RowsModel(
            (translate("exchange", "Date"), translate("exchange", "Event"), translate("exchange", "Free")), right=(2,)
        )
        self.table = rows_table(
            self.rows, name="exchange.dates", title=translate("exchange", "Dates"), stretch=1, one_line=True
        )
        self.filter = QLineEdit()
        self.filter.setObjectName("exchange.filter")
        self.filter.setAccessibleName(translate("exchange", "Find a date or event"))
        self.filter.setPlaceholderText(translate("exchange", "Find a date or event"))
        self.filter.textChanged.connect(self._on_filter)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)

    def show_dates(self, dates: Sequence[DateOnSale]) -> None:
        """All of them; the old tickets' own is current, so that Down is the next one. Nothing is told."""
        self._quiet = True
        self._all = dates
        self.filter.clear()
        self._list("")
        own = next((n for n, date in enumerate(self._listed) if date.old), None)
        self.table.setCurrentIndex(QModelIndex() if own is None else self.rows.index(own, 0))
        self._quiet = False

    @property
    def date(self) -> DateOnSale | None:
        """The date that is current."""
        row = self.table.currentIndex().row()
        return self._listed[row] if 0 <= row < len(self._listed) else None

    def take_first(self) -> None:
        """The first one that is listed is current, where none was."""
        if self.date is None and self._listed:
            self.table.setCurrentIndex(self.rows.index(0, 0))

    def _list(self, text: str) -> None:
        asked = plain_form(text.strip())
        rows = [(date, date_row(date)) for date in self._all]
        kept = [(date, row) for date, row in rows if asked in plain_form(" ".join(row))]
        self._listed = tuple(date for date, _ in kept)
        self.rows.set_rows([row for _, row in kept])

    def _on_filter(self, text: str) -> None:
        """The date that is current stays so as long as it is listed."""
        if self._quiet:
            return
        current, self._quiet = self.date, True
        self._list(text)
        row = next((n for n, date in enumerate(self._listed) if current is not None and date.id == current.id), None)
        self.table.setCurrentIndex(QModelIndex() if row is None else self.rows.index(row, 0))
        self._quiet = False
        if current is not None and row is None:
            self.lost.emit()

    def _on_current(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid() and not self._quiet:
            self.chosen.emit()
