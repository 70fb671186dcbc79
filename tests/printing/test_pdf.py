"""The PDF of a paper: its pages are counted as they are painted, and nothing is painted outside of one."""

from __future__ import annotations

import pypdfium2
import pytest

from ticketoffice.printing.documents.document import Document
from ticketoffice.printing.renderers.pdf import pdf


def paper(*, rows: int, sums: int = 1, closing: int = 3) -> Document:
    return Document(
        title="Invoice A-00001",
        letterhead=("Theatre", "1000 Lausanne"),
        recipient=("Zoë Müller", "Rue 1", "1003 Lausanne"),
        facts=(("Order", "N1"), ("Date", "24.11.2026")),
        columns=("Event", "Date", "Place", "Tariff", "Price"),
        rows=tuple((f"Row {n}", "24.11.2026", "C-9", "Adult", "30.00") for n in range(1, rows + 1)),
        sums=tuple((f"Sum {n}", "30.00") for n in range(1, sums + 1)),
        closing=tuple(f"Closing {n}" for n in range(1, closing + 1)),
        page_of="Page {page} of {pages}",
        stamp="",
    )


def pages_of(document: Document) -> list[str]:
    """What stands on each page, without spaces: a reader of PDFs only guesses them."""
    with pypdfium2.PdfDocument(pdf(document)) as found:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in found]


@pytest.mark.parametrize(("sums", "closing"), [(1, 3), (2, 5), (4, 0)])
def test_the_pages_are_numbered_as_they_are_painted(qapp: object, sums: int, closing: int) -> None:
    seen = set()
    for rows in range(1, 81):
        document = paper(rows=rows, sums=sums, closing=closing)
        pages = pages_of(document)
        for number, text in enumerate(pages, start=1):
            assert f"Page{number}of{len(pages)}" in text, rows
            assert "EventDatePlaceTariffPrice" in text, "each page has the table's head"
        whole = "".join(pages)
        wanted = [f"Row{n}24.11.2026C-9" for n in range(1, rows + 1)]
        wanted += [f"Sum{n}30.00" for n in range(1, sums + 1)] + [f"Closing{n}" for n in range(1, closing + 1)]
        assert [text for text in wanted if whole.count(text) != 1] == []
        seen.add(len(pages))
    assert seen == {1, 2, 3}
