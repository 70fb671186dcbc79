"""An order's invoice as a PDF file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ticketoffice.desk.invoice_paper import paper
from ticketoffice.desk.show import show

if TYPE_CHECKING:
    from ticketoffice.store.book import Book


def save_invoice(book: Book, order: str, *, number: str | None = None, to: Path) -> Path:
    """Writes the order's invoice (or the one with this number) and returns the file.

    `to` is a file that ends in .pdf, or a folder, in which the file has the invoice's number as its name. Raises
    RuleBroken `not_found` where the order has no such paper, OSError where the file cannot be written.
    """
    from ticketoffice.printing.documents.invoice import invoice_document
    from ticketoffice.printing.renderers.pdf import write_pdf

    sheet = paper(book, order, number=number)
    file = to if to.suffix.lower() == ".pdf" else to / f"{re.sub(r'[^0-9A-Za-z._-]', '_', sheet.number)}.pdf"
    write_pdf(invoice_document(sheet), file)
    return file


def save_reminder(book: Book, order: str, *, number: int, to: Path) -> Path:
    """Writes reminder `number` of the order's invoice and returns the file: `to` is that, or a folder.

    It is the invoice with the last day on which it can be paid. Raises RuleBroken `not_found`, OSError.
    """
    from ticketoffice.printing.documents.invoice import invoice_document
    from ticketoffice.printing.renderers.pdf import write_pdf

    sheet, waits = paper(book, order), show(book, order).waits
    if waits is not None and waits.last_on is not None:
        sheet = replace(sheet, due_on=waits.last_on)
    own_name = f"{re.sub(r'[^0-9A-Za-z._-]', '_', sheet.number)}-{number}.pdf"
    file = to if to.suffix.lower() == ".pdf" else to / own_name
    write_pdf(invoice_document(sheet, reminder=number), file)
    return file
