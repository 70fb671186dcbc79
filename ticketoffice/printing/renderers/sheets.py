"""Pages as PDF, or upon a system printer: painted alike, each on a paper of its own size."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter

from ticketoffice.printing.barcodes import drawn
from ticketoffice.printing.documents.page import Code, Page, Text
from ticketoffice.printing.renderers.drawn import INCH, SIDES
from ticketoffice.printing.renderers.pages import DOTS, FAMILY, INK, PAPER, application, pdf_writer, with_fonts


def pages_as_pdf(pages: Sequence[Page], *, title: str) -> bytes:
    """The bytes of a PDF with these pages. Raises RuleBroken `code_too_small`."""
    alive = application()
    with_fonts()
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    paint(pages, pdf_writer(buffer, title=title), dpi=DOTS)
    buffer.close()
    del alive
    return bytes(store.data())


def paint(pages: Sequence[Page], device: QPagedPaintDevice, *, dpi: int) -> bool:
    """Paints each page on a paper of its size; False where the device took none."""
    _paper(device, pages[0])
    painter = QPainter()
    if not painter.begin(device):
        return False
    for number, page in enumerate(pages):
        if number:
            _paper(device, page)
            device.newPage()
        _paint(page, painter, dpi=dpi)
    return painter.end()


def picture(page: Page, *, dpi: int) -> QImage:
    """A page as it looks on white paper, to be shown on a screen. Raises RuleBroken `code_too_small`."""
    alive = application()
    with_fonts()
    each = dpi / INCH
    image = QImage(round(page.width * each), round(page.height * each), QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(round(1000 * each))
    image.setDotsPerMeterY(round(1000 * each))
    image.fill(PAPER)
    painter = QPainter(image)
    try:
        _paint(page, painter, dpi=dpi)
    finally:
        painter.end()
    del alive
    return image


def _paper(device: QPagedPaintDevice, page: Page) -> None:
    size = QPageSize(
        QSizeF(page.width, page.height), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch
    )
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    device.setPageLayout(layout)


def _paint(page: Page, painter: QPainter, *, dpi: int) -> None:
    each = dpi / INCH
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(INK)
    for rule in page.rules:
        box = QRectF(rule.x * each, rule.y * each, max(1.0, rule.width * each), max(1.0, rule.height * each))
        painter.fillRect(box, INK)
    for text in page.texts:
        _write(text, painter, each=each)
    for code in page.codes:
        _draw(code, painter, dpi=dpi)


def _write(text: Text, painter: QPainter, *, each: float) -> None:
    font = QFont(FAMILY)
    font.setPointSizeF(text.size)
    font.setBold(text.bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    painter.setFont(font)
    box = QRectF(text.x * each, text.y * each, text.width * each, text.height * each)
    painter.drawText(box, SIDES[text.side] | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, text.text)


def _draw(code: Code, painter: QPainter, *, dpi: int) -> None:
    """Each black run is one box of whole dots."""
    left, top = round(code.x * dpi / INCH), round(code.y * dpi / INCH)
    for x, y, width, height in drawn(code.text, code.kind, width=code.width, height=code.height, dpi=dpi).bars():
        painter.fillRect(QRect(left + x, top + y, width, height), INK)
