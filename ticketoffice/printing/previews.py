"""How a ticket or a receipt looks with a layout, as a picture for the screen: drawn anew whenever its file has changed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

from ticketoffice.domain.errors import RuleBroken
from ticketoffice.printing.layouts import FORMATS, layout_files, own_folder, read_layout
from ticketoffice.printing.samples import sample_receipt, sample_tickets
from ticketoffice.printing.tickets import paper_pages

DPI = 203


def ticket_preview(form: str, layout: str | None, *, language: str) -> QImage:
    """A sample ticket. Raises RuleBroken, as `layouts.layout_for` says, or `code_too_small`."""
    return _drawn(sample_tickets(language=language), form, layout=layout, language=language)


def receipt_preview(form: str, *, language: str) -> QImage:
    """A sample receipt."""
    return _drawn(sample_receipt(language=language), form, layout=None, language=language)


def _drawn(paper: object, form: str, *, layout: str | None, language: str) -> QImage:
    from ticketoffice.printing.renderers.sheets import picture

    pages = paper_pages(paper, form=form, layout=layout, language=language)  # type: ignore[arg-type]
    return picture(pages[0], dpi=DPI)


def layouts_for(form: str) -> tuple[str, ...]:
    """The names of the layouts for a language of printers, the usual one first; one that cannot be read is named too, so that its
    preview can say what is wrong with it.
    """
    names = [name for name, file in layout_files().items() if _is_for(form, file)]
    usual = FORMATS[form]
    return (usual, *sorted(name for name in names if name != usual))


def _is_for(form: str, file: Path) -> bool:
    try:
        return form in read_layout(file).formats
    except RuleBroken:
        return True


def layout_file(form: str, layout: str | None) -> tuple[Path | None, Path]:
    """The file of a layout, where there is one, and the folder in which the venue's own lie."""
    return (layout_files().get(layout or FORMATS[form]), own_folder())
