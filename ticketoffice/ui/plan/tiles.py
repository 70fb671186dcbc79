"""The sheet in pictures that are kept: what was painted once is only copied while somebody moves about.

The whole house is one picture. Nearer, the sheet is cut into square ones; a frame paints as many new ones as its time allows,
and where one is still missing the whole house, enlarged, stands in its place until the next frame. So no frame takes long,
however many seats the house has.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Collection

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap

from ticketoffice.ui.plan.camera import Camera
from ticketoffice.ui.plan.marks import Marks
from ticketoffice.ui.plan.sheet import Sheet

SIDE = 128
MOST = 400
"""Pictures that are kept, 26 MB on a plain screen."""
FRAME = 0.006
"""Seconds of a frame in which new pictures are begun."""
MANY = 20
"""Changed seats above which mending takes longer than painting all anew."""
Place = tuple[int, int, int]


class Tiles:
    """The pictures of one sheet on a screen with `fine` dots to a pixel, at the scales of one camera."""

    def __init__(self, sheet: Sheet, *, fine: float) -> None:
        self._sheet, self._fine = sheet, fine
        self._marks = Marks(fine=fine)
        self._whole: QPixmap | None = None
        self._before: QPixmap | None = None
        self._stale: set[int] = set()
        self._tiles: OrderedDict[Place, QPixmap] = OrderedDict()

    def forget(self) -> None:
        """All is painted anew."""
        self._whole = self._before = None
        self._tiles.clear()

    def stretch(self) -> None:
        """The scales are others: until `forget`, what is known of the whole house is shown as large as it must be."""
        self._before = self._whole or self._before
        self._whole = None
        self._tiles.clear()

    def paint(self, painter: QPainter, part: QRect, *, camera: Camera, in_full: bool = False) -> bool:
        """Paints a part of the view; whether something is still missing. `in_full` takes the time that it needs."""
        if self._before is not None:
            wide, high = camera.sheet
            painter.drawPixmap(QRectF(-camera.x, -camera.y, wide, high), self._before, QRectF(self._before.rect()))
            return False
        if camera.level == 0:
            painter.drawPixmap(-camera.x, -camera.y, self._whole_house(camera))
            return False
        until, missing, whole = time.perf_counter() + FRAME, False, camera.at(0)
        for down in range((camera.y + part.top()) // SIDE, (camera.y + part.bottom()) // SIDE + 1):
            for across in range((camera.x + part.left()) // SIDE, (camera.x + part.right()) // SIDE + 1):
                place = (camera.level, across, down)
                tile = self._tiles.get(place)
                if tile is None and (in_full or time.perf_counter() < until):
                    tile = self._tile(place, camera=camera)
                if tile is None:
                    missing = True
                    self._stand_in(painter, place, camera=camera, whole=whole)
                else:
                    self._tiles.move_to_end(place)
                    painter.drawPixmap(across * SIDE - camera.x, down * SIDE - camera.y, tile)
        while len(self._tiles) > MOST:
            self._tiles.popitem(last=False)
        return missing

    def change(self, numbers: Collection[int], *, camera: Camera) -> None:
        """These seats stand otherwise: what is seen of them is mended, the rest is painted when it is wanted."""
        if len(numbers) > MANY:
            self.forget()
            return
        for place in [place for place in self._tiles if place[0] != camera.level]:
            del self._tiles[place]
        self._stale.update(numbers)
        for number in numbers if camera.level else ():
            box = self._around(number, camera)
            for across in range(box.left() // SIDE, box.right() // SIDE + 1):
                for down in range(box.top() // SIDE, box.bottom() // SIDE + 1):
                    if (tile := self._tiles.get((camera.level, across, down))) is not None:
                        part = box.intersected(QRect(across * SIDE, down * SIDE, SIDE, SIDE))
                        self._paint_into(tile, (across * SIDE, down * SIDE), part, camera=camera)

    def _around(self, number: int, camera: Camera) -> QRect:
        return self._sheet.box_of(number, camera).adjusted(-1, -1, 1, 1)

    def _whole_house(self, camera: Camera) -> QPixmap:
        if self._whole is None or len(self._stale) > MANY:
            wide, high = camera.sheet
            self._whole = self._picture(wide, high)
            self._paint_into(self._whole, (0, 0), QRect(0, 0, wide, high), camera=camera)
        else:
            for number in self._stale:
                self._paint_into(self._whole, (0, 0), self._around(number, camera), camera=camera)
        self._stale.clear()
        return self._whole

    def _tile(self, place: Place, *, camera: Camera) -> QPixmap:
        tile = self._picture(SIDE, SIDE)
        left, top = place[1] * SIDE, place[2] * SIDE
        self._paint_into(tile, (left, top), QRect(left, top, SIDE, SIDE), camera=camera)
        self._tiles[place] = tile
        return tile

    def _picture(self, wide: int, high: int) -> QPixmap:
        picture = QPixmap(round(wide * self._fine), round(high * self._fine))
        picture.setDevicePixelRatio(self._fine)
        return picture

    def _paint_into(self, picture: QPixmap, corner: tuple[int, int], part: QRect, *, camera: Camera) -> None:
        """Paints a part of the sheet into the picture that begins at this corner of it."""
        painter = QPainter(picture)
        painter.translate(-corner[0], -corner[1])
        painter.setClipRect(part)
        self._sheet.paint(painter, part, camera=camera, marks=self._marks)
        painter.end()

    def _stand_in(self, painter: QPainter, place: Place, *, camera: Camera, whole: Camera) -> None:
        """The same part of the whole house, as large as it must be."""
        less = whole.scale / camera.scale * self._fine
        seen = QRectF(place[1] * SIDE * less, place[2] * SIDE * less, SIDE * less, SIDE * less)
        here = QRectF(place[1] * SIDE - camera.x, place[2] * SIDE - camera.y, SIDE, SIDE)
        painter.drawPixmap(here, self._whole_house(whole), seen)
