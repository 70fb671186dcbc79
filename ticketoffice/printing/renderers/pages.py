"""Pages of A4 as PDF: a layout says what is painted on each, Qt paints it with the fonts that come with the program, so
that every machine makes the same page."""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from ticketoffice import resources

DOTS = 300
FAMILY = "Noto Sans"
INK, QUIET, STAMP, PAPER = (QColor(colour) for colour in ("black", "dimgray", "gainsboro", "white"))
Stroke = Callable[[QPainter], object]
Layout = Callable[[QPdfWriter], list[list[Stroke]]]


def pages_pdf(title: str, layout: Layout, *, margin: float) -> bytes:
    """The bytes of a PDF whose pages are what the layout says; `margin` in millimetres."""
    alive = application()
    with_fonts()
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = pdf_writer(buffer, title=title)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(margin, margin, margin, margin), QPageLayout.Unit.Millimeter)
    pages = layout(writer)
    painter = QPainter(writer)
    for number, strokes in enumerate(pages):
        if number:
            writer.newPage()
        for stroke in strokes:
            stroke(painter)
    painter.end()
    buffer.close()
    del alive
    return bytes(store.data())


def pdf_writer(buffer: QBuffer, *, title: str) -> QPdfWriter:
    """What writes a PDF of ours."""
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS)
    writer.setTitle(title)
    writer.setCreator("ticketoffice")
    return writer


def with_fonts() -> None:
    """The papers' fonts are there from now on, once an application is."""
    if FAMILY not in QFontDatabase.families():
        for name in ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"):
            QFontDatabase.addApplicationFontFromData(resources.read_bytes(f"fonts/{name}"))


def font(points: float, *, bold: bool = False) -> QFont:
    """The papers' font."""
    made = QFont(FAMILY)
    made.setPointSizeF(points)
    made.setBold(bold)
    return made


def application() -> QGuiApplication:
    """Fonts need an application: the one that runs, or one without a screen."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication([])
