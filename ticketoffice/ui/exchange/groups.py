"""How many tickets of which zone and tariff are had: a line for each kind, with both to be changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from ticketoffice.desk.exchange_choices import Group
from ticketoffice.desk.on_sale import ZoneOnSale
from ticketoffice.ui import words
from ticketoffice.ui.labels import Label, set_tip
from ticketoffice.ui.theme import BUTTON_HEIGHT, GRID
from ticketoffice.ui.words import translate

MOST = 99
COUNT_WIDTH = 56


class GroupLines(QWidget):
    """`edited`: somebody wants another zone, tariff or count."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[_GroupLine] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)

    def show_groups(self, groups: Sequence[Group], *, zones: Sequence[ZoneOnSale], currency: str) -> None:
        """These groups; lines that are there stay, so that nothing moves under the hand that edits them."""
        while len(self._lines) > len(groups):
            line = self._lines.pop()
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        while len(self._lines) < len(groups):
            line = _GroupLine(len(self._lines) + 1)
            line.edited.connect(self.edited)
            self._lines.append(line)
            self._layout.addWidget(line)
        for line, group in zip(self._lines, groups, strict=True):
            line.show_group(group, zones=zones, currency=currency)

    @property
    def fields(self) -> list[QWidget]:
        """What is edited, line by line."""
        return [field for line in self._lines for field in (line.count, line.kind)]

    @property
    def groups(self) -> tuple[Group, ...]:
        """What is wanted; a line of none wants nothing."""
        return tuple(line.group for line in self._lines)


class _GroupLine(QWidget):
    edited = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self._kinds: list[tuple[str, str]] = []
        self.count, self.kind = QSpinBox(), QComboBox()
        self.count.setObjectName(f"exchange.count_{number}")
        self.count.setRange(0, MOST)
        self.count.setFixedWidth(COUNT_WIDTH)
        self.count.setFixedHeight(BUTTON_HEIGHT)
        self.kind.setFixedHeight(BUTTON_HEIGHT)
        self.kind.setObjectName(f"exchange.kind_{number}")
        self.kind.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        said = translate("exchange", "Zone and tariff, line {number}").format(number=number)
        self.kind.setAccessibleName(said)
        self.count.setAccessibleName(translate("exchange", "How many, line {number}").format(number=number))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(self.count)
        row.addWidget(Label("×"))
        row.addWidget(self.kind, 1)
        self.count.valueChanged.connect(self._on_edited)
        self.kind.activated.connect(self._on_edited)

    def show_group(self, group: Group, *, zones: Sequence[ZoneOnSale], currency: str) -> None:
        """A group among all that there is on this date."""
        kinds = [(zone.id, tariff.name) for zone in zones for tariff in zone.tariffs]
        texts = [_kind_text(zone, tariff.name, tariff.price, currency) for zone in zones for tariff in zone.tariffs]
        blocked = QSignalBlocker(self.count)
        if texts != [self.kind.itemText(n) for n in range(self.kind.count())] or kinds != self._kinds:
            self.kind.clear()
            self.kind.addItems(texts)
        self._kinds = kinds
        self.kind.setCurrentIndex(kinds.index((group.zone, group.tariff)))
        set_tip(self.kind, self.kind.currentText())
        self.count.setValue(group.count)
        blocked.unblock()

    @property
    def group(self) -> Group:
        zone, tariff = self._kinds[self.kind.currentIndex()]
        return Group(zone, tariff, self.count.value())

    def _on_edited(self) -> None:
        self.edited.emit()


def _kind_text(zone: ZoneOnSale, tariff: str, price: int, currency: str) -> str:
    told = f"{zone.name}, {tariff}  {words.money(price, currency)}"
    if zone.free is None:
        return told
    return f"{told}  ({translate('exchange', '{count} free').format(count=zone.free)})"
