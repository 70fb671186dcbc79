"""Small drawings: the cross, the keep arrow, the padlock and the icons of states, painted in the colours of the look."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPixmapCache, QPolygonF

from ticketoffice.ui.theme import Tone, ToneColours, tokens

CROSS_SIZE = 16
CHIP_MARGINS = 30
ICON = 16
FINE = 3
"""Dots of a picture to a point of the screen, so that it is sharp on fine screens too."""
CASE_SHAPE = "refused"
"""The picture of what needs somebody: an octagon that calls."""
ANSWER_GRID = 24
"""The side of the square that the answers' pictures are drawn for."""


def paint_mark(painter: QPainter, centre: QPointF, *, mark: str) -> None:
    """What a ticket's cross does (`domain.cross`): the cross, the lock, the arrow back, or nothing."""
    if mark in ("cancels", "explains"):
        _paint_cross(painter, centre)
    elif mark == "lock":
        _paint_lock(painter, centre)
    elif mark in ("keep", "reinstate"):
        _paint_keep(painter, centre)


def _paint_cross(painter: QPainter, centre: QPointF) -> None:
    """The small black cross."""
    half = CROSS_SIZE / 2 - 1
    painter.setPen(_pen(tokens().cross, 2.4))
    painter.drawLine(centre + QPointF(-half, -half), centre + QPointF(half, half))
    painter.drawLine(centre + QPointF(-half, half), centre + QPointF(half, -half))


def _paint_keep(painter: QPainter, centre: QPointF) -> None:
    """A curved arrow back: keep the ticket."""
    painter.setPen(_pen(tokens().accent, 2.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    box = QRectF(centre.x() - 7, centre.y() - 6, 14, 13)
    painter.drawArc(box, -60 * 16, 220 * 16)
    tip = QPointF(centre.x() - 7, centre.y() + 1)
    painter.drawLine(tip, tip + QPointF(-1, -6))
    painter.drawLine(tip, tip + QPointF(6, -2))


def _paint_lock(painter: QPainter, centre: QPointF) -> None:
    """A padlock: this cross explains and does nothing by itself."""
    painter.setPen(_pen(tokens().cross, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(QRectF(centre.x() - 4, centre.y() - 8, 8, 10), 0, 180 * 16)
    painter.setBrush(QColor(tokens().cross))
    painter.drawRoundedRect(QRectF(centre.x() - 6, centre.y() - 2, 12, 9), 1.5, 1.5)


def paint_tick_box(painter: QPainter, centre: QPointF, *, ticked: bool) -> None:
    """A box to tick, with its tick."""
    look = tokens()
    painter.setPen(_pen(look.accent if ticked else look.quiet, 1.5))
    painter.setBrush(QColor(look.accent if ticked else look.field))
    painter.drawRoundedRect(QRectF(centre.x() - 8, centre.y() - 8, 16, 16), 3, 3)
    if ticked:
        painter.setPen(_pen(look.on_accent, 2))
        painter.drawPolyline([centre + QPointF(-4, 0), centre + QPointF(-1, 4), centre + QPointF(5, -4)])


def paint_state_icon(painter: QPainter, centre: QPointF, *, tone: Tone, colour: str, shape: str = "") -> None:
    """The tone's own shape: tick, hourglass, octagon with bar, slash; a `dot` for what is done and was right, a circle that is
    `half` full for what is done in part; an octagon for what was `refused`, opposed arrows for what is `contested`; a `lozenge` for a
    place that the house keeps.
    """
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(colour, 1.8))
    x, y = centre.x(), centre.y()
    if tone == Tone.OK:
        painter.drawPolyline([QPointF(x - 5, y), QPointF(x - 1, y + 4), QPointF(x + 5, y - 4)])
    elif tone == Tone.WAIT:
        path = QPainterPath(QPointF(x - 4, y - 5))
        for point in ((x + 4, y - 5), (x - 4, y + 5), (x + 4, y + 5), (x - 4, y - 5)):
            path.lineTo(QPointF(*point))
        painter.drawPath(path)
    elif shape == "refused":
        corners = ((-2.5, -6), (2.5, -6), (6, -2.5), (6, 2.5), (2.5, 6), (-2.5, 6), (-6, 2.5), (-6, -2.5), (-2.5, -6))
        painter.drawPolyline([QPointF(x + right, y + down) for right, down in corners])
        painter.drawLine(QPointF(x, y - 3), QPointF(x, y + 0.5))
        painter.drawPoint(QPointF(x, y + 3))
    elif shape == "contested":
        for up, to in ((-2.5, 1), (2.5, -1)):
            painter.drawLine(QPointF(x - 5, y + up), QPointF(x + 5, y + up))
            painter.drawLine(QPointF(x + 5 * to, y + up), QPointF(x + 2 * to, y + up - 2.5 * to))
    elif tone == Tone.STOP:
        painter.drawRect(QRectF(x - 5, y - 5, 10, 10))
        painter.drawLine(QPointF(x, y - 3), QPointF(x, y + 3))
    elif shape == "dot":
        painter.setBrush(QColor(colour))
        painter.drawEllipse(centre, 4, 4)
    elif shape == "lozenge":
        painter.drawPolygon(QPolygonF([QPointF(x, y - 6), QPointF(x + 6, y), QPointF(x, y + 6), QPointF(x - 6, y)]))
    elif shape == "half":
        painter.drawEllipse(centre, 5, 5)
        painter.setBrush(QColor(colour))
        painter.drawChord(QRectF(x - 5, y - 5, 10, 10), 90 * 16, 180 * 16)
    else:
        painter.drawEllipse(centre, 5, 5)
        painter.drawLine(QPointF(x - 3.5, y + 3.5), QPointF(x + 3.5, y - 3.5))


def paint_answer_icon(painter: QPainter, box: QRectF, *, answer: str, colour: str) -> None:
    """The control point's answer as a picture: a tick for GO, an eye for LOOK, a raised hand for STOP."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.center())
    painter.scale(box.width() / ANSWER_GRID, box.height() / ANSWER_GRID)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if answer == "GO":
        painter.setPen(_pen(colour, 3))
        painter.drawPolyline([QPointF(-8, 0), QPointF(-2, 6), QPointF(8, -6)])
    elif answer == "LOOK":
        painter.setPen(_pen(colour, 2))
        lids = QPainterPath(QPointF(-10, 0))
        lids.quadTo(0, -12, 10, 0)
        lids.quadTo(0, 12, -10, 0)
        painter.drawPath(lids)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QPointF(0, 0), 3, 3)
    elif answer == "STOP":
        for x, top in ((-4.5, -6.0), (-1.5, -9.0), (1.5, -9.0), (4.5, -7.0)):
            painter.setPen(_pen(colour, 2.2))
            painter.drawLine(QPointF(x, top), QPointF(x, 0))
        painter.drawLine(QPointF(-5, 3), QPointF(-9, -1))
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(QRectF(-5, 0, 10, 8), 3, 3)
    painter.restore()


def paint_paper(painter: QPainter, centre: QPointF, *, colour: str, given: bool) -> None:
    """A sheet of paper: written on, it is printed; with a tick, it was given out."""
    x, y = centre.x(), centre.y()
    painter.setPen(_pen(colour, 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(x - 4.5, y - 6, 9, 12))
    if given:
        painter.drawPolyline([QPointF(x - 2.5, y), QPointF(x - 0.5, y + 2.5), QPointF(x + 3, y - 2.5)])
        return
    for line in (-2.5, 0, 2.5):
        painter.drawLine(QPointF(x - 2, y + line), QPointF(x + 2, y + line))


def _pen(colour: str, width: float) -> QPen:
    return QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def whole_icon() -> QIcon:
    """Four corners: all of it is to be seen."""
    dots = QPixmap(ICON * FINE, ICON * FINE)
    dots.setDevicePixelRatio(FINE)
    dots.fill(Qt.GlobalColor.transparent)
    painter = QPainter(dots)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(tokens().text, 1.8))
    for _ in range(4):
        painter.drawPolyline([QPointF(2, 6), QPointF(2, 2), QPointF(6, 2)])
        painter.translate(ICON, 0)
        painter.rotate(90)
    painter.end()
    return QIcon(dots)


def state_icon(tone: Tone, *, shape: str = "") -> QIcon:
    """The tone's own shape, or this one, in the colour of its text, for a button that has the tone's fill."""
    dots = QPixmap(ICON * FINE, ICON * FINE)
    dots.setDevicePixelRatio(FINE)
    dots.fill(Qt.GlobalColor.transparent)
    painter = QPainter(dots)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_state_icon(painter, QPointF(ICON / 2, ICON / 2), tone=tone, colour=tokens().tones[tone].text, shape=shape)
    painter.end()
    return QIcon(dots)


def paint_chip(painter: QPainter, box: QRectF, *, word: str, tone: Tone, shape: str = "") -> None:
    """A state as a chip: the tone's fill, its icon and the word; on two lines where the box is high enough.

    There are few chips and they are painted with every letter that is typed: each one is drawn once and kept as a picture.
    """
    fine = painter.device().devicePixelRatioF()
    size, colours = box.size().toSize(), tokens().tones[tone]
    name = f"chip {size.width()} {size.height()} {fine} {tone} {shape} {colours.fill} {painter.font().key()} {word}"
    picture = QPixmap()
    if not QPixmapCache.find(name, picture):
        picture = _chip(size, fine, colours=colours, font=painter.font(), word=word, tone=tone, shape=shape)
        QPixmapCache.insert(name, picture)
    painter.drawPixmap(QPointF(box.left() - 1, box.top() - 1), picture)


def _chip(size: QSize, fine: float, *, colours: ToneColours, font: QFont, word: str, tone: Tone, shape: str) -> QPixmap:
    """The picture of a chip, with a point around it for its outline."""
    picture = QPixmap(round((size.width() + 2) * fine), round((size.height() + 2) * fine))
    picture.setDevicePixelRatio(fine)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    painter.setPen(_pen(colours.outline, 1))
    painter.setBrush(QColor(colours.fill))
    box = QRectF(1, 1, size.width(), size.height())
    painter.drawRoundedRect(box, 4, 4)
    paint_state_icon(painter, QPointF(box.left() + 12, box.center().y()), tone=tone, colour=colours.text, shape=shape)
    painter.setPen(QColor(colours.text))
    if box.height() >= 2 * painter.fontMetrics().height():
        painter.drawText(box.adjusted(24, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, word)
    else:
        text = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, int(box.width() - CHIP_MARGINS))
        painter.drawText(box.adjusted(24, 0, -6, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    painter.end()
    return picture
