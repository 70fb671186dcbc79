"""Receipts and slips of cancelled tickets: each amount on paper is the book's, none is cut, and neither opens a gate."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from tests.conftest import lea
from tests.house import house, on, taken
from tests.printing.orders import came_out, mixed, order, scanned, sold, ticket
from ticketoffice.desk import cancel, payment
from ticketoffice.desk.demo import fill
from ticketoffice.desk.papers import receipt_paper, slip_paper
from ticketoffice.desk.show import show
from ticketoffice.domain.amounts import amount_text
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.taken_in import TakenPayment
from ticketoffice.printing.documents.receipts import receipt_rows, slip_rows
from ticketoffice.printing.letters import ESCPOS_LETTERS, PrinterLetters
from ticketoffice.printing.placing import CUT, flowed
from ticketoffice.printing.renderers.drawn import DrawnLetters
from ticketoffice.printing.tickets import ROLLS, paper_bytes
from ticketoffice.store import tables
from ticketoffice.store.book import Book

FORMS = ("pdf-a4", "pdf-82", "pdf-101", "escpos")
"""Where texts can be read again; labels and tickets have the same rows, drawn."""


def money_of(book: Book, order: str) -> dict[str, int]:
    """The sums of an order's money lines by kind, straight from the table."""
    lines = tables.money_lines.c
    with book.read() as reading:
        rows = reading.connection.execute(select(lines.kind, lines.amount).where(lines.order == order)).all()
    return {kind: sum(amount for one, amount in rows if one == kind) for kind, _ in rows}


def test_receipts_of_a_whole_venue_add_up_as_the_book_does(file_book: Book) -> None:
    fill(file_book, orders=250, seed=11)
    with file_book.read() as reading:
        orders = [row[0] for row in reading.connection.execute(select(tables.orders.c.id))]
    refunded = 0
    for name in orders:
        paper, lines, view = receipt_paper(file_book, name), money_of(file_book, name), show(file_book, name)
        get = lines.get
        assert paper.total == get("price", 0) + get("price_back", 0) + get("fee_kept", 0) + get("rounding", 0)
        assert sum(money.amount for money in paper.moneys) == -get("payment", 0) - get("refund", 0)
        assert paper.total - sum(money.amount for money in paper.moneys) == paper.open - paper.credit == view.balance
        assert sum(line.price * line.count for line in paper.lines) == view.total
        assert paper.total == view.total + paper.fees + paper.rounding
        refunded += any(money.amount < 0 for money in paper.moneys)
    assert refunded > 10


@pytest.mark.parametrize("form", FORMS)
def test_the_amounts_on_a_receipt_are_the_books(qapp: object, file_book: Book, form: str) -> None:
    cents = order("ODD", ticket(31, number="ODD", price=1232), state="pending", method="on_site", payments=())
    many, odd = sold(file_book, mixed(), cents)
    [dear] = [one.ticket for one in show(file_book, many).tickets if one.price == 123450]
    cancel.cancel(file_book, [dear], who=lea(file_book), reason="duplicate", method="cash", amount=100000, now=True)
    payment.pay(file_book, odd, method="cash", amount=None, who=lea(file_book))
    for name, wanted in ((many, [8550, 23450, 40550, 140550, -100000]), (odd, [1232, -2, 1230])):
        paper = receipt_paper(file_book, name)
        papers = came_out(paper_bytes(paper, form=form, language="en"), form)
        text = "".join(said for _, said in papers).replace("−", "-")
        for amount in wanted:
            assert amount_text(amount, "CHF").replace(" ", "").replace("−", "-") in text, (amount, text)
        assert "Total" + amount_text(paper.total, "CHF").replace(" ", "") in text.replace("\n", "")
        assert CUT not in text and "..." not in text
        assert scanned(papers) == [], "a receipt has no barcode"


def test_a_receipt_of_200_tickets_is_whole_on_every_paper(qapp: object, file_book: Book) -> None:
    tickets = [ticket(n, number="GROUP", price=123456) for n in range(1, 201)]
    [name] = sold(file_book, order("GROUP", *tickets))
    paper = receipt_paper(file_book, name)
    for form, roll in ROLLS.items():
        width = roll.width - 2 * roll.margin
        letters = ESCPOS_LETTERS if form == "escpos" else DrawnLetters()
        rows = receipt_rows(paper, width=width, language="fr", copy=3)
        pages = flowed(rows, width=roll.width, letters=letters, margin=roll.margin, most=roll.height)
        said = [text for page in pages for text in page.texts]
        assert any(text.text == "CHF 246'912.00" for text in said), form
        for page in pages:
            for text in page.texts:
                assert text.y + text.height <= page.height + 0.01
                assert text.x + letters.width(text.text, size=text.size, bold=text.bold) <= page.width + 0.02
        if roll.height is not None:
            assert len(pages) > 1 or form == "pdf-a4"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["en", "fr", "de", "it", "es"])
def test_a_slip_says_what_is_cancelled_and_given_back(qapp: object, file_book: Book, form: str, language: str) -> None:
    [name] = sold(file_book, mixed())
    tickets = [one.ticket for one in show(file_book, name).tickets]
    who = lea(file_book)
    cancel.cancel(file_book, tickets[:1], who=who, reason="wrong_date", method="cash", amount=8000, now=True)
    cancel.cancel(file_book, tickets[3:], who=who, reason="other", method="later", note="moved away", now=True)
    papers = came_out(paper_bytes(slip_paper(file_book, name), form=form, language=language), form)
    text = "".join(said for _, said in papers)
    assert scanned(papers) == []
    for wanted in ("KL3ZT-1", "KL3ZT-4", "CHF80.00", "CHF1'234.50", "CHF5.50", "CHF1'314.50", "Lea"):
        assert wanted in text
    assert "KL3ZT-2" not in text
    stamp = {"en": "CANCELLED", "fr": "ANNULÉ", "de": "STORNIERT", "it": "ANNULLATO", "es": "CANCELADO"}[language]
    assert stamp in text
    signature = {"en": "signature", "fr": "signature", "de": "Unterschrift", "it": "firma", "es": "firma"}[language]
    assert signature in text
    alone = slip_paper(file_book, name, tickets=tickets[3:])
    assert [line.short for line in alone.lines] == ["KL3ZT-4"]
    rows = slip_rows(alone, width=72, language=language)
    assert not any(signature in cell.text for row in rows for cell in row.cells), "nothing was handed out in cash"


def test_a_slip_is_of_what_is_cancelled(file_book: Book) -> None:
    [name] = sold(file_book, mixed())
    tickets = [one.ticket for one in show(file_book, name).tickets]
    with pytest.raises(RuleBroken) as no:
        slip_paper(file_book, name)
    assert no.value.code == "nothing_cancelled"
    cancel.click(file_book, tickets[:1], who=lea(file_book))
    assert [line.short for line in slip_paper(file_book, name).lines] == ["KL3ZT-1"]
    with pytest.raises(RuleBroken) as no:
        slip_paper(file_book, name, tickets=tickets[:2])
    assert no.value.code == "nothing_cancelled"
    cancel.keep(file_book, tickets[:1], who=lea(file_book))
    with pytest.raises(RuleBroken) as no:
        slip_paper(file_book, name)
    assert no.value.code == "nothing_cancelled"


def test_what_is_open_or_credit_stands_on_a_receipt(file_book: Book) -> None:
    open_order = order("OPEN", ticket(41, number="OPEN"), state="pending", method="on_site", payments=())
    paid_more = order("MORE", ticket(42, number="MORE"), payments=(TakenPayment("1", "card", 10000, None),))
    owes, credit = (receipt_paper(file_book, name) for name in sold(file_book, open_order, paid_more))
    assert (owes.open, owes.credit, owes.total) == (8550, 0, 8550)
    assert (credit.open, credit.credit, credit.total) == (0, 1450, 8550)


def test_money_that_moved_to_another_order_is_no_refund(file_book: Book) -> None:
    taken(file_book, house())
    site = replace(on("D-1", "D-2", number="SITE"), state="pending", method="on_site", payments=())
    taken(file_book, site)
    with file_book.read() as reading:
        name = reading.order_id("SITE")
    assert name is not None
    payment.pay(file_book, name, method="card", amount=4000, who=lea(file_book))
    first = show(file_book, name).tickets[0].ticket
    done = payment.split(file_book, name, tickets=[first], who=lea(file_book))
    for one in (done.old, done.order):
        paper = receipt_paper(file_book, one)
        assert {money.method for money in paper.moneys} <= {"card", "moved"}
        assert paper.total - sum(money.amount for money in paper.moneys) == paper.open - paper.credit
    said = [
        cell.text
        for row in receipt_rows(receipt_paper(file_book, done.order), width=72, language="fr")
        for cell in row.cells
    ]
    assert "D'une autre commande" in said


def test_a_printers_letters_shrink_before_an_amount_is_cut() -> None:
    assert isinstance(ESCPOS_LETTERS, PrinterLetters)
    assert len(ESCPOS_LETTERS.sizes(17.0)) == 2
    assert ESCPOS_LETTERS.sizes(4.0) == (min(grid.points(203) for grid in ESCPOS_LETTERS.grids),)
