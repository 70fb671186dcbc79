"""From whose places a cart is sold: everybody's, or those that the house keeps for the press, the stage, wheelchairs or guests."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from ticketoffice.desk.cart import FromHold
from ticketoffice.desk.on_sale import OnSale
from ticketoffice.ui import words
from ticketoffice.ui.choice_row import ChoiceRow
from ticketoffice.ui.words import translate

EVERYBODY = ""


class HouseRow(ChoiceRow):
    """Seen where the house keeps something of the performance; `hold_wished` carries a FromHold, or None for everybody's places."""

    hold_wished = Signal(object)

    def __init__(self) -> None:
        super().__init__(name="sell.hold", title=translate("sale", "Places  Alt+H"))
        self._holds: dict[str, FromHold] = {}
        self._words: list[tuple[str, str]] = []
        self.chosen.connect(lambda code: self.hold_wished.emit(self._holds.get(code)))
        self.hide()

    def show_for(self, on_sale: OnSale, *, hold: FromHold | None) -> None:
        """What the house keeps of a performance, with how many places are left, and which of it is sold from."""
        several = len({zone.id for zone in on_sale.zones if zone.holds}) > 1
        told = [(EVERYBODY, translate("sale", "Everybody's"))]
        self._holds = {}
        for zone in on_sale.zones:
            for one in zone.holds:
                name = words.hold_name(one.kind, one.name) + (f", {zone.name}" if several else "")
                told.append((one.id, f"{name} {one.left}"))
                self._holds[one.id] = FromHold(on_sale.id, zone.id, one.id)
        if told != self._words:
            self._words = told
            self.set_choices(told)
        self.choose(hold.hold if hold is not None and hold.hold in self._holds else EVERYBODY)
        self.setVisible(bool(self._holds))

    def choose_next(self) -> None:
        """The next one, and after the last one everybody's; the keyboard stays where it is, so that it is spoken."""
        codes = [code for code, _ in self._words]
        code = codes[(codes.index(self.value() or EVERYBODY) + 1) % len(codes)] if codes else EVERYBODY
        self.choose(code)
        said = dict(self._words).get(code, "")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self.hold_wished.emit(self._holds.get(code))


def as_in_hand(on_sale: OnSale, hold: FromHold | None) -> OnSale:
    """A performance with the places that can be had: of the zone that a house hold is sold from those that it has left."""
    if hold is None or hold.performance != on_sale.id:
        return on_sale
    left = {one.id: one.left for zone in on_sale.zones for one in zone.holds}
    zones = (replace(z, free=left.get(hold.hold, 0), holds=()) if z.id == hold.zone else z for z in on_sale.zones)
    return replace(on_sale, zones=tuple(zones))
