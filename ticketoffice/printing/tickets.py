"""Papers of an order as bytes or as a file: tickets, a receipt, the slip of what was cancelled, in each format that printers take."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ticketoffice.desk.paper_views import OrderTickets, ReceiptPaper, SlipPaper
from ticketoffice.printing.layouts import FORMATS, Layout, layout_for
from ticketoffice.printing.letters import DPI, ESCPOS_LETTERS, FGL_LETTERS, Letters

if TYPE_CHECKING:
    from ticketoffice.domain.people import Who
    from ticketoffice.printing.documents.page import Page, Row
    from ticketoffice.store.book import Book

Paper = OrderTickets | ReceiptPaper | SlipPaper
SHEET = "pdf-a4"
"""The format of a paper that goes to any printer."""
ENDINGS = {"escpos": "bin", "fgl": "fgl", "zpl": "zpl"}
"""How files of a format end where nobody says it; all others are PDF."""


class Roll(Struct, frozen=True):
    """What receipts and slips stand on: as long as they need where `height` is None."""

    width: float
    height: float | None
    margin: float


FOOT = 3.8
"""Millimetres from the lower edge at which the number of a page stands."""
ROLLS = {
    "pdf-a4": Roll(210.0, 297.0, 20.0),
    "pdf-82": Roll(82.0, None, 5.0),
    "pdf-101": Roll(101.6, None, 5.0),
    "escpos": Roll(72.0, None, 0.0),
    "fgl": Roll(203.2, 82.0, 6.0),
    "zpl": Roll(101.6, 76.2, 4.0),
}


def write(
    path: Path, paper: Paper, *, form: str, layout: str | None = None, language: str | None = None, copy: int = 0
) -> Path:
    """Writes a paper whole or not at all and returns the file; `form` is one of FORMATS, `copy` above 0 says DUPLICATA.

    `language`: of the paper, else the customer's. A receipt or slip has no layout. Raises as `paper_bytes`, and Unavailable
    `no_folder` or `cannot_write`.
    """
    from ticketoffice.printing.whole_file import export

    export(paper_bytes(paper, form=form, layout=layout, language=language, copy=copy), path)
    return path


def paper_bytes(
    paper: Paper, *, form: str, layout: str | None = None, language: str | None = None, copy: int = 0
) -> bytes:
    """A paper as a printer takes it. Raises RuleBroken `no_layout`, `layout_not_for`, `code_too_small`, or what is wrong with
    the layout (`layout_checks`).
    """
    pages = paper_pages(paper, form=form, layout=layout, language=language, copy=copy)
    chosen = layout_for(form, name=layout) if isinstance(paper, OrderTickets) else None
    return encoded(pages, form=form, layout=chosen)


def paper_pages(
    paper: Paper, *, form: str, layout: str | None = None, language: str | None = None, copy: int = 0
) -> list[Page]:
    """The same paper laid out, before it is any printer's. Raises RuleBroken as the layouts say."""
    said = language or paper.issued.language or "en"
    if isinstance(paper, OrderTickets):
        return _ticket_pages(paper, layout_for(form, name=layout), form=form, language=said, copy=copy)
    return _flowing_pages(paper, form=form, language=said, copy=copy)


def _ticket_pages(paper: OrderTickets, layout: Layout, *, form: str, language: str, copy: int) -> list[Page]:
    from ticketoffice.printing.documents.tickets import ticket_sheets
    from ticketoffice.printing.laid_out import ticket_pages

    sheets = ticket_sheets(paper, language=language, copy=copy)
    return ticket_pages(sheets, layout=layout, letters=letters_for(form, layout))


def _flowing_pages(paper: ReceiptPaper | SlipPaper, *, form: str, language: str, copy: int) -> list[Page]:
    from ticketoffice.printing.placing import flowed

    roll = ROLLS[form]
    rows = _rows(paper, width=roll.width - 2 * roll.margin, language=language, copy=copy)
    pages = flowed(rows, width=roll.width, letters=letters_for(form), margin=roll.margin, most=roll.height)
    return (
        pages
        if len(pages) == 1
        else [_numbered(page, n, of=len(pages), paper=paper) for n, page in enumerate(pages, 1)]
    )


def _numbered(page: Page, number: int, *, of: int, paper: ReceiptPaper | SlipPaper) -> Page:
    """Where one paper is not enough each says in its lower margin of what it is a part, and which one."""
    from ticketoffice.printing.documents.page import Text

    said = f"{paper.issued.order}  {number}/{of}"
    foot = Text(said, 4.0, page.height - FOOT, page.width - 8.0, FOOT - 1.0, 6.0, side="right")
    return replace(page, texts=(*page.texts, foot))


def _rows(paper: ReceiptPaper | SlipPaper, *, width: float, language: str, copy: int) -> list[Row]:
    from ticketoffice.printing.documents.receipts import receipt_rows, slip_rows

    if isinstance(paper, ReceiptPaper):
        return receipt_rows(paper, width=width, language=language, copy=copy)
    return slip_rows(paper, width=width, language=language, copy=copy)


def letters_for(form: str, layout: Layout | None = None) -> Letters:
    """What letters a format has: the printer's own, or the drawn ones."""
    from ticketoffice.printing.renderers.drawn import DrawnLetters

    if form == "escpos":
        return ESCPOS_LETTERS
    return FGL_LETTERS if form == "fgl" and layout is not None and layout.letters == "printer" else DrawnLetters()


def encoded(pages: Sequence[Page], *, form: str, layout: Layout | None = None) -> bytes:
    """Pages as a printer takes them. Raises RuleBroken `code_too_small`."""
    drawn = layout is None or layout.letters == "drawn"
    if form == "escpos":
        from ticketoffice.printing.renderers.escpos import escpos

        return escpos(pages, dpi=DPI)
    if form == "fgl":
        from ticketoffice.printing.renderers.fgl import fgl

        return fgl(pages, dpi=DPI, drawn_letters=drawn)
    if form == "zpl":
        from ticketoffice.printing.renderers.zpl import zpl

        return zpl(pages, dpi=DPI, turned=layout is not None and layout.turned, drawn_letters=drawn)
    from ticketoffice.printing.renderers.sheets import pages_as_pdf

    return pages_as_pdf(pages, title="ticketoffice")


class PrintedOut(Struct, frozen=True):
    """Tickets that are on paper: the file and what stands in it."""

    file: Path
    paper: OrderTickets


def save_tickets(
    book: Book, order: str, *, tickets: Sequence[str] = (), who: Who, to: Path, otherwise: str
) -> PrintedOut:
    """Prints tickets of an order (these ids, else all that open the gate) into a PDF file of their own in the folder `to`.

    They are in the customer's language, else in `otherwise`. That they are printed is in the journal before the file is written.
    Raises as `desk.papers.print_out`, Unavailable `no_folder`: then nothing is recorded; and `cannot_write`: the next paper then
    says DUPLICATA.
    """
    from ticketoffice.desk.papers import print_out
    from ticketoffice.printing.whole_file import export, make_folder

    made: list[bytes] = []

    def check(paper: OrderTickets) -> None:
        made.append(paper_bytes(paper, form=SHEET, language=paper.issued.language or otherwise))
        make_folder(to)

    paper = print_out(book, order, tickets=tickets, who=who, check=check)
    file = own_name(to, file_name(paper.issued.order, form=SHEET))
    export(made[0], file)
    return PrintedOut(file, paper)


def save_paper(book: Book, what: str, order: str, *, tickets: Sequence[str] = (), to: Path, otherwise: str) -> Path:
    """Writes a receipt of an order, or the slip of its cancelled tickets (these, else all), into a PDF file of its own in the folder.

    In the customer's language, else in `otherwise`. Raises as `desk.papers` says, and Unavailable `no_folder` or `cannot_write`.
    """
    from ticketoffice.desk.papers import receipt_paper, slip_paper
    from ticketoffice.domain.spool import RECEIPT
    from ticketoffice.printing.whole_file import make_folder

    paper: Paper = receipt_paper(book, order) if what == RECEIPT else slip_paper(book, order, tickets=tickets)
    make_folder(to)
    file = own_name(to, file_name(f"{paper.issued.order}-{what}", form=SHEET))
    return write(file, paper, form=SHEET, language=paper.issued.language or otherwise)


def own_name(folder: Path, name: str) -> Path:
    """A name that no file there has: an earlier paper may still be open."""
    file, number = folder / name, 1
    while file.exists():
        number += 1
        file = (folder / name).with_stem(f"{Path(name).stem}-{number}")
    return file


def file_name(order: str, *, form: str) -> str:
    """What a paper's file is called where nobody named it."""
    import re

    return f"{re.sub(r'[^0-9A-Za-z._-]', '_', order)}.{ENDINGS.get(form, 'pdf')}"


__all__ = ["ENDINGS", "FORMATS", "Paper", "encoded", "file_name", "letters_for", "paper_bytes", "save_tickets", "write"]
