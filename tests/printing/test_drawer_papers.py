"""The Z and the X on paper: every figure is the book's, none is cut, and a second paper says so."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import lea
from tests.desk.test_cash import reserved
from tests.house import house, taken
from tests.printing.orders import came_out
from tests.printing.test_spool import Printer, spooler
from ticketoffice.desk import cancel, cash, hand_out, payment, spool
from ticketoffice.desk.cash_views import ClosingView, CurrencyView
from ticketoffice.desk.find import order_of
from ticketoffice.desk.rules import change_rules
from ticketoffice.desk.spool import Wish
from ticketoffice.domain import spool as rules
from ticketoffice.domain.amounts import amount_text
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.printing.documents.closings import WORDS, drawer_rows
from ticketoffice.printing.documents.words import LANGUAGES
from ticketoffice.printing.drawer_papers import drawer_bytes, drawer_paper
from ticketoffice.store.book import Book

pytestmark = pytest.mark.usefixtures("qapp")
MINUS = "\N{MINUS SIGN}"
FORMS = ("pdf-a4", "pdf-82", "pdf-101", "escpos")


def evening(book: Book) -> None:
    """A float, cash and a card, a refund from the drawer, something into the safe, a drawer opened without a sale."""
    who = lea(book)
    change_rules(book, {"letterhead": "Opéra de Lausanne, Avenue du Théâtre 12"}, who=who)
    taken(book, house(), reserved("A-1", "A-2", number="ONE"), reserved("B-1", number="TWO"))
    cash.open_drawer(book, floats={"CHF": 20000, "EUR": 5000}, who=who)
    payment.pay(book, order_of(book, "ONE")[0], method="cash", who=who)
    payment.pay(book, order_of(book, "TWO")[0], method="card", who=who)
    ticket = str(order_of(book, "ONE-1")[1])
    cancel.cancel(book, [ticket], who=who, reason="duplicate", method="cash")
    hand_out.paid_out(book, [ticket], who=who)
    cash.move(book, what="drop", amounts={"CHF": 4000}, who=who)
    cash.move(book, what="no_sale", amounts={}, who=who, why="a coin was changed")


def closed(book: Book) -> ClosingView:
    evening(book)
    cash.count(book, counts={"CHF": {10000: 1, 5: 1799}, "EUR": {5000: 1}}, who=lea(book))
    return cash.close(book, who=lea(book), why="five centimes fell", left={})


def squeezed(text: str) -> str:
    return "".join(text.split())


def figures(one: CurrencyView, *, closed: bool) -> list[int]:
    """What the book says of a currency, as the closing was written down."""
    found = [one.float, one.payments, -one.refunds, one.put_in, -one.taken_out, -one.dropped]
    after = [one.counted or 0, one.difference or 0, one.left, (one.counted or 0) - one.left] if closed else []
    return [*(amount for amount in found if amount), one.expected, *after]


def figure(amount: int, currency: str) -> str:
    """An amount as it stands on a paper; receipt printers have no long minus."""
    return squeezed(amount_text(amount, currency)).replace(MINUS, "-")


def words_of(data: bytes, form: str) -> str:
    return "".join(words for _, words in came_out(data, form)).replace(MINUS, "-")


@pytest.mark.parametrize("form", FORMS)
def test_the_z_has_every_figure_of_the_book(file_book: Book, form: str) -> None:
    z = closed(file_book)
    words = words_of(drawer_bytes(drawer_paper(file_book, closing=z.number), form=form, language="en"), form)
    for one in z.currencies:
        for amount in figures(one, closed=True):
            assert figure(amount, one.currency) in words, (one.currency, amount)
    for taking in z.takings:
        assert figure(taking.sum, taking.currency) in words
    for text in (z.number, z.day.isoformat(), z.first, z.last, "fivecentimesfell", "OpéradeLausanne", "Lea"):
        assert squeezed(text) in words, text
    assert [(t.method, t.sum) for t in z.takings] == [("card", 3000), ("cash", 3000)]
    (chf,) = (one for one in z.currencies if one.currency == "CHF")
    assert (chf.expected, chf.counted, chf.difference) == (19000, 18995, -5)
    assert "Cancellations1" in words and "Openedwithoutasale1" in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_x_has_the_figures_of_now_in_the_language_of_the_desk(file_book: Book, language: str) -> None:
    evening(file_book)
    view = cash.till(file_book)
    words = words_of(drawer_bytes(drawer_paper(file_book), form="pdf-82", language=language), "pdf-82")
    for one in view.currencies:
        for amount in figures(one, closed=False):
            assert figure(amount, one.currency) in words
    assert squeezed(WORDS["now"][LANGUAGES.index(language)]) in words
    assert squeezed(WORDS["counted"][LANGUAGES.index(language)]) not in words, "nobody has counted it"


def test_no_figure_is_cut_on_a_narrow_paper(file_book: Book) -> None:
    z = closed(file_book)
    paper = drawer_paper(file_book, closing=z.number)
    for row in drawer_rows(paper, width=62.0, language="de"):
        for cell in row.cells:
            if cell.side == "right":
                assert cell.lines == 1 and cell.width is not None and cell.width >= 24


def test_a_closing_that_is_printed_again_says_duplicata(book: Book) -> None:
    z = closed(book)
    printer = Printer()
    for what, closing in ((rules.CLOSING, z.number), (rules.CLOSING, z.number), (rules.DRAWER_NOW, None)):
        wish = Wish(what, "tcp:192.0.2.9", "escpos", "en", closing=closing)
        assert spooler(book, printer).send(spool.ask(book, wish, who=lea(book)).id).state == rules.PRINTED
    assert ["DUPLICATA1" in words for words in printer.words()] == [False, True, False]


def test_a_closing_that_is_not_there_is_not_printed(book: Book) -> None:
    with pytest.raises(RuleBroken, match="not_found"):
        drawer_paper(book, closing="ZZ-99999")
    wish = Wish(rules.CLOSING, "tcp:192.0.2.9", "escpos", "en", closing="ZZ-99999")
    printer = Printer()
    ended = spooler(book, printer).send(spool.ask(book, wish, who=lea(book)).id)
    assert (ended.state, ended.reason, printer.got) == (rules.FAILED, "not_found", [])


def test_a_test_print_opens_no_gate_and_is_worth_nothing(book: Book) -> None:
    printer = Printer()
    for layout in ("roll-80", None):
        wish: Any = Wish(rules.TEST, "tcp:192.0.2.9", "escpos", "fr", layout=layout)
        assert spooler(book, printer).send(spool.ask(book, wish, who=lea(book)).id).state == rules.PRINTED
    ticket, receipt = printer.words()
    assert "SANSVALEUR" in ticket and "SANSVALEUR" in receipt and "Quittance" in receipt
