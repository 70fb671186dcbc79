"""The zones of a performance with their tariffs: a price and a quantity each. Digits set it, Up and Down move, + and − step."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLineEdit, QScrollArea, QToolButton, QWidget

from ticketoffice.desk.cart import Key
from ticketoffice.desk.on_sale import OnSale, TariffOnSale, ZoneOnSale
from ticketoffice.ui import words
from ticketoffice.ui.elided_label import ElidedLabel
from ticketoffice.ui.labels import Label, set_tip
from ticketoffice.ui.theme import BUTTON_HEIGHT
from ticketoffice.ui.words import translate

MOST = 999
SPACING = 4
FIELD_WIDTH = 56
STEPS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}
MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class QuantityField(QLineEdit):
    """`counted` carries the number that stands there now because of somebody; `moved` a step to a neighbour; `entered`: the keyboard
    came.
    """

    counted = Signal(int)
    entered = Signal()
    moved = Signal(int)

    def __init__(self, name: str, *, aloud: str) -> None:
        super().__init__("0")
        self.setObjectName(name)
        self.setAccessibleName(aloud)
        self.setValidator(QIntValidator(0, MOST, self))
        self.setFixedWidth(FIELD_WIDTH)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.textEdited.connect(lambda: self.counted.emit(self.count))

    @property
    def count(self) -> int:
        """The number that stands there; nothing is none."""
        return int(self.text()) if self.text().isdecimal() else 0

    def show_count(self, count: int) -> None:
        """How many it is by now; what is just being typed stays."""
        if count != self.count or (not self.hasFocus() and self.text() != str(count)):
            self.setText(str(count))
            if self.hasFocus():
                self.selectAll()

    def step(self, by: int) -> None:
        """One more or one less."""
        if self.isEnabled() and 0 <= self.count + by <= MOST:
            self.setText(str(self.count + by))
            self.selectAll()
            self.counted.emit(self.count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: +, −, Up and Down; Enter presses nothing here."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        elif key in STEPS:
            self.step(STEPS[key])
        elif key in MOVES:
            self.moved.emit(MOVES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: what is typed replaces the number."""
        super().focusInEvent(event)
        self.selectAll()
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: an empty field is a nought."""
        super().focusOutEvent(event)
        self.setText(str(self.count))


class TariffTable(QScrollArea):
    """`counted` carries the zone and the tariff (ids) of a quantity that somebody set, and the quantity; `built`: the fields are
    other ones now.
    """

    counted = Signal(str, str, int)
    built = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sell.tariffs")
        self.setAccessibleName(translate("sale", "Zones and tariffs"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._performance: OnSale | None = None
        self.fields: dict[Key, QuantityField] = {}
        self._frees: dict[str, Label] = {}
        self._in_hand: dict[str, str] = {}
        self._show_nothing()

    def _show_nothing(self) -> None:
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(SPACING)
        self._grid.setColumnStretch(1, 1)
        self.fields, self._frees = {}, {}

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_performance(self, on_sale: OnSale) -> None:
        """The zones of a performance. The same ones with other figures change where they are."""
        before, self._performance = self._performance, on_sale
        if before is None or _shape(before) != _shape(on_sale):
            self._build(on_sale)
        for zone in on_sale.zones:
            self._frees[zone.id].setText(_free(zone))
        self._open_fields()

    def clear(self) -> None:
        """No performance is looked at."""
        if self._performance is not None:
            self._performance = None
            self._show_nothing()
            self.setWidget(self._inside)
            self.built.emit()

    def show_counts(self, counts: Mapping[Key, int]) -> None:
        """How many of each are in the cart."""
        for key, field in self.fields.items():
            field.show_count(counts.get(key, 0))
        self._open_fields()

    def _build(self, on_sale: OnSale) -> None:
        self._show_nothing()
        row = 0
        for zone in on_sale.zones:
            free = self._frees[zone.id] = Label()
            free.setProperty("quiet", True)
            name = ElidedLabel(zone.name)
            font = name.font()
            font.setBold(True)
            name.setFont(font)
            name.setFixedHeight(BUTTON_HEIGHT)
            self._grid.addWidget(name, row, 0, 1, 2)
            self._grid.addWidget(free, row, 2, 1, 4, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row += 1
            for tariff in zone.tariffs:
                self._add(on_sale, zone, tariff, row=row)
                row += 1
        self._grid.setRowStretch(row, 1)
        self.setWidget(self._inside)
        self.built.emit()

    def _add(self, on_sale: OnSale, zone: ZoneOnSale, tariff: TariffOnSale, *, row: int) -> None:
        """One line: the tariff, its price, a step less, the quantity, a step more."""
        price = words.money(tariff.price, on_sale.currency)
        name, key = f"sell.quantity.{len(self.fields) + 1}", (on_sale.id, zone.id, tariff.id)
        aloud = translate("sale", "{zone}, {tariff}, {price}: how many")
        field = QuantityField(name, aloud=aloud.format(zone=zone.name, tariff=_named(tariff), price=price))
        self.fields[key] = field
        field.counted.connect(lambda count: self._on_counted(zone.id, tariff.id, count))
        field.entered.connect(self._show_focused)
        field.moved.connect(lambda by: self._move(field, by))
        label, cost = ElidedLabel(_named(tariff)), Label(price)
        label.setIndent(16)
        for part, column in ((label, 0), (cost, 2)):
            part.setFixedHeight(BUTTON_HEIGHT)
            self._grid.addWidget(part, row, column, 1, 2 if column == 0 else 1)
        cost.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        less = _step_button("\u2212", translate("sale", "One less: {tariff}").format(tariff=tariff.name))
        more = _step_button("+", translate("sale", "One more: {tariff}").format(tariff=tariff.name))
        less.setObjectName(f"{name}.less")
        more.setObjectName(f"{name}.more")
        less.clicked.connect(lambda: self._step(field, -1))
        more.clicked.connect(lambda: self._step(field, 1))
        self._grid.addWidget(less, row, 3)
        self._grid.addWidget(field, row, 4)
        self._grid.addWidget(more, row, 5)

    def _open_fields(self) -> None:
        """Of a zone without free places nothing is added; what the cart has of it is still taken out."""
        if self._performance is None:
            return
        frees = {zone.id: zone.free for zone in self._performance.zones}
        for (_, zone, _), field in self.fields.items():
            field.setEnabled(frees[zone] != 0 or field.count > 0)

    # --- what somebody does ---------------------------------------------------------------------------------------

    def take_focus(self) -> bool:
        """The first quantity that can be set; whether there is one."""
        field = next((field for field in self.fields.values() if field.isEnabled()), None)
        if field is not None:
            field.setFocus()
        return field is not None

    def tariff_of(self, zone: str) -> str | None:
        """The tariff of a zone that a seat is added as: the one whose quantity was set last, else the first."""
        of_zone = [tariff for (_, its, tariff) in self.fields if its == zone]
        last = self._in_hand.get(zone)
        return last if last in of_zone else (of_zone[0] if of_zone else None)

    def _step(self, field: QuantityField, by: int) -> None:
        field.setFocus()
        field.step(by)

    def _on_counted(self, zone: str, tariff: str, count: int) -> None:
        self._in_hand[zone] = tariff
        self.counted.emit(zone, tariff, count)

    def _move(self, field: QuantityField, by: int) -> None:
        fields = [one for one in self.fields.values() if one.isEnabled()]
        place = fields.index(field) + by
        if 0 <= place < len(fields):
            fields[place].setFocus()

    def _show_focused(self) -> None:
        """The row that has the keyboard is seen, however little room there is."""
        field = QApplication.focusWidget()
        if isinstance(field, QuantityField) and self.isAncestorOf(field):
            self.ensureWidgetVisible(field, 0, SPACING)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: also in another height."""
        super().resizeEvent(event)
        self._show_focused()


def _shape(on_sale: OnSale) -> object:
    """What the lines are made of."""
    return on_sale.id, on_sale.currency, [(z.id, z.name, z.tariffs) for z in on_sale.zones]


def _named(tariff: TariffOnSale) -> str:
    """A tariff, and for whom it is."""
    if tariff.least is not None:
        return f"{tariff.name} ({words.counted('sale', 'from %n ticket(s) on', tariff.least)})"
    if tariff.companion_of is not None:
        return f"{tariff.name} ({translate('sale', 'with {tariff}').format(tariff=tariff.companion_of)})"
    return tariff.name


def _free(zone: ZoneOnSale) -> str:
    if zone.free is None:
        return translate("sale", "free: not known")
    free = words.counted("sale", "%n free", zone.free) if zone.free else translate("sale", "sold out")
    kept = sum(hold.left for hold in zone.holds)
    return f"{free}, {words.counted('sale', '%n kept by the house', kept)}" if kept else free


def _step_button(text: str, aloud: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setAccessibleName(aloud)
    button.setFixedSize(BUTTON_HEIGHT, BUTTON_HEIGHT)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    set_tip(button, aloud)
    return button
