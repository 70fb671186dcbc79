"""A zone in the form of a performance: its name, its places, and up to four prices."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QToolButton, QWidget

from ticketoffice.desk.event_form import ZoneForm
from ticketoffice.ui.order.page import field_label
from ticketoffice.ui.theme import BUTTON_HEIGHT
from ticketoffice.ui.words import translate

MOST_TARIFFS = 4
A_LINE = 2
"""Prices that stand on one line."""
NUMBER_WIDTH = 80
PRICE_WIDTH = 80


class ZoneRow(QWidget):
    """`changed`: something was typed; `removed`: this zone is not wanted. `number` counts the zones of a form from 1."""

    changed = Signal()
    removed = Signal()

    def __init__(self, number: int, zone: ZoneForm, *, categories: Sequence[str], fixed: bool) -> None:
        super().__init__()
        self.setObjectName(f"events.zone.{number}")
        self._number, self._own = number, zone.categories
        self._lines: list[QWidget] = []
        self.name, self.places = self._field("name", zone.name), self._field("places", zone.places)
        self.name.setAccessibleName(translate("events", "Name of zone {number}").format(number=number))
        self.places.setAccessibleName(translate("events", "Places of zone {number}").format(number=number))
        self.places.setFixedWidth(NUMBER_WIDTH)
        self.kind = QComboBox()
        self.kind.setObjectName(f"events.zone.{number}.kind")
        self.kind.setAccessibleName(translate("events", "What zone {number} has").format(number=number))
        self.kind.setFixedHeight(BUTTON_HEIGHT)
        self.remove = QToolButton()
        self.remove.setObjectName(f"events.zone.{number}.remove")
        self.remove.setText(translate("events", "Remove"))
        self.remove.setAccessibleName(translate("events", "Remove zone {number}").format(number=number))
        self.conditions = self._field("conditions", zone.conditions)
        self.conditions.setAccessibleName(
            translate("events", "For whom tariffs of zone {number} are").format(number=number)
        )
        self.conditions.setPlaceholderText(translate("events", "Group: 10, Companion: Wheelchair"))
        self._pairs = [self._pair(n, fixed=fixed) for n in range(max(MOST_TARIFFS, len(zone.tariffs)))]
        for (tariff, price), (typed, amount) in zip(self._pairs, zone.tariffs, strict=False):
            tariff.setText(typed)
            tariff.setReadOnly(fixed)
            price.setText(amount)
        self.name.setReadOnly(fixed)
        self.kind.setEnabled(not fixed)
        self._place()
        self.remove.setVisible(not fixed)
        self.show_categories(categories)
        self._show_pairs()
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.remove.clicked.connect(self.removed)

    def _field(self, name: str, text: str) -> QLineEdit:
        field = QLineEdit(text)
        field.setObjectName(f"events.zone.{self._number}.{name}")
        field.textChanged.connect(self.changed)
        return field

    def _pair(self, place: int, *, fixed: bool) -> tuple[QLineEdit, QLineEdit]:
        tariff, price = self._field(f"tariff.{place + 1}", ""), self._field(f"price.{place + 1}", "")
        words = {"number": self._number, "place": place + 1}
        tariff.setAccessibleName(translate("events", "Tariff {place} of zone {number}").format(**words))
        price.setAccessibleName(translate("events", "Price {place} of zone {number}").format(**words))
        tariff.setPlaceholderText(translate("events", "Tariff"))
        price.setPlaceholderText(translate("events", "Price"))
        price.setFixedWidth(PRICE_WIDTH)
        for field in (tariff, price):
            field.textChanged.connect(lambda _: self._show_pairs())
        return tariff, price

    def _place(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        for part in (self.name, self.kind, self.places, self.remove):
            first.addWidget(part, 1 if part is self.name else 0)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(field_label(translate("events", "Zone")), 0, 0)
        grid.addLayout(first, 0, 1)
        for line in range(0, len(self._pairs), A_LINE):
            whole = QWidget()
            inside = QHBoxLayout(whole)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(8)
            for tariff, price in self._pairs[line : line + A_LINE]:
                inside.addWidget(tariff, 1)
                inside.addWidget(price)
            self._lines.append(whole)
            grid.addWidget(whole, 1 + len(self._lines), 1)
        grid.addWidget(field_label(translate("events", "Prices")), 2, 0)
        below = 2 + len(self._lines)
        grid.addWidget(field_label(translate("events", "Only")), below, 0)
        grid.addWidget(self.conditions, below, 1)

    def show_categories(self, categories: Sequence[str]) -> None:
        """What a zone can be: places that are counted, or the seats of one of these categories of the plan."""
        chosen = self.categories
        self.kind.blockSignals(True)
        self.kind.clear()
        self.kind.addItem(translate("events", "Places, counted"), ())
        wanted: list[tuple[str, ...]] = [(category,) for category in categories]
        if chosen and chosen not in wanted and set(chosen) <= set(categories):
            wanted.append(chosen)
        for each in wanted:
            text = translate("events", "Seats: {category}").format(category=", ".join(each))
            self.kind.addItem(text, each)
        self.kind.setCurrentIndex(1 + wanted.index(chosen) if chosen in wanted else 0)
        self.kind.blockSignals(False)
        self._own = self.categories
        self.kind.setVisible(bool(categories))
        self._show_places()

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories of the plan whose seats it has; none: its places are counted."""
        found = self.kind.currentData()
        return self._own if found is None else tuple(found)

    def parts(self) -> list[QWidget]:
        """Its fields in the order in which they are read."""
        prices = [field for pair in self._pairs for field in pair]
        return [self.name, self.kind, self.places, self.remove, *prices, self.conditions]

    @property
    def first_tariff(self) -> QLineEdit:
        """Where its prices begin."""
        return self._pairs[0][0]

    @property
    def is_empty(self) -> bool:
        """Whether nobody has typed anything here."""
        zone = self.typed()
        return not (zone.name or zone.places or zone.tariffs or zone.conditions)

    def typed(self) -> ZoneForm:
        """What stands here."""
        tariffs = tuple((tariff.text().strip(), price.text().strip()) for tariff, price in self._pairs)
        while tariffs and not any(tariffs[-1]):
            tariffs = tariffs[:-1]
        conditions = self.conditions.text().strip()
        return ZoneForm(self.name.text().strip(), self.places.text().strip(), self.categories, tariffs, conditions)

    def _on_kind(self) -> None:
        """A zone without a name is called like its category."""
        self._own = self.categories
        if self.categories and not self.name.text().strip():
            self.name.setText(", ".join(self.categories))
        self._show_places()
        self.changed.emit()

    def _show_places(self) -> None:
        seats = bool(self.categories)
        self.places.setEnabled(not seats)
        self.places.setPlaceholderText(translate("events", "by plan") if seats else translate("events", "Places"))

    def _show_pairs(self) -> None:
        """A further line of prices once the one before is full."""
        for place, line in enumerate(self._lines):
            before = self._pairs[: place * A_LINE]
            own = self._pairs[place * A_LINE : (place + 1) * A_LINE]
            is_used = any(field.text().strip() for pair in own for field in pair)
            line.setVisible(is_used or all(tariff.text().strip() for tariff, _ in before))
