"""A reminder on paper: the invoice again, said to be one, payable until the last day."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from msgspec.structs import replace

from tests.conftest import NOW
from tests.house import house, on, taken
from ticketoffice.desk.find import order_of
from ticketoffice.desk.show import show
from ticketoffice.domain.taken_in import TakenPerson
from ticketoffice.printing.invoices import save_reminder
from ticketoffice.store.book import Book


def test_a_reminder_is_the_invoice_with_its_last_day(qapp: object, file_book: Book, tmp_path: Path) -> None:
    order = replace(on("A-1", number="INV", waiting=True), customer=TakenPerson("Zoé Müller", language="fr"))
    taken(file_book, house(), replace(order, created_at=NOW))
    name = order_of(file_book, "INV")[0]
    waits = show(file_book, name).waits
    assert waits is not None
    assert waits.last_on == "2026-12-04", "two days before the performance"
    file = save_reminder(file_book, name, number=2, to=tmp_path)
    assert file.name == "2026-INV-2.pdf"
    with pypdfium2.PdfDocument(file) as found:
        text = "".join(found[0].get_textpage().get_text_bounded().split())
    assert "Rappel2·Facture2026-INV" in text
    assert "04.12.2026" in text
    assert "CHF30.00" in text
