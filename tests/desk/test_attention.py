"""What needs somebody has one list and one table of words, in each language, whoever shows it."""

from __future__ import annotations

import pytest

from tests.conftest import lea
from tests.door import beside_the_door
from tests.house import house, on, taken
from ticketoffice.desk import owing, payment, release
from ticketoffice.desk.attention import attention
from ticketoffice.desk.case_words import CASES, CONTESTED, CREDITS, REFUSED, SETTLED, case_words, words_of
from ticketoffice.desk.credit import give_back
from ticketoffice.desk.find import order_of
from ticketoffice.desk.sentences import spoken
from ticketoffice.desk.syncing import sync_lists_of
from ticketoffice.domain.state import Case
from ticketoffice.store import tables
from ticketoffice.store.book import Book

LATER = "of_a_later_centre"
KINDS = (*(kind for kind in CASES if not kind.endswith(SETTLED)), LATER)


def put_cases(book: Book, number: str = "P") -> None:
    """A case of every kind, and one of a kind that only a later centre knows."""
    order = order_of(book, number)[0]
    rows = [Case(f"{n:032x}", kind, order, None, f"{n + 1000:032x}", n) for n, kind in enumerate(KINDS, 1)]
    values = [{name: getattr(row, name) for name in row.__struct_fields__} for row in rows]
    with beside_the_door(), book.engine.begin() as connection:
        connection.execute(tables.cases.insert(), values)


def test_every_list_has_every_kind_once(book: Book) -> None:
    taken(book, house(), on("A-1", "A-2", number="P"))
    put_cases(book)
    assert attention(book) == dict.fromkeys(sorted(KINDS), 1)
    cases = owing.cases(book).lines
    assert sorted(line.why.removesuffix(SETTLED) for line in cases) == sorted(KINDS)
    assert [view.kind for view in sync_lists_of(book).cases] == list(KINDS)


@pytest.mark.parametrize("kind", [*CASES, LATER])
@pytest.mark.parametrize("contested", [False, True])
def test_a_line_and_the_whole_sentences_say_the_same_words(kind: str, contested: bool) -> None:
    for translate in (str, spoken("fr")):
        whole = case_words(kind, ticket="P-1", order="P", contested=contested, translate=translate)
        why, do = words_of(kind, contested=contested)
        assert (whole.why, whole.do) == (translate(why), translate(do))
        assert all((whole.what, whole.safe, whole.next))


def test_no_case_is_called_as_another_one_but_those_that_are_alike() -> None:
    whats = [words.what for kind, words in CASES.items() if not kind.endswith(SETTLED)]
    assert len(set(whats)) == len(whats)
    assert words_of(LATER) == (REFUSED.why, REFUSED.do)
    assert words_of("used", contested=True) == (CONTESTED.why, CONTESTED.do)
    assert not CREDITS.keys() & CASES.keys()


def test_a_late_payment_that_was_given_back_speaks_of_no_money_that_is_owed(book: Book) -> None:
    who = lea(book)
    taken(book, house(), on("A-1", number="P", waiting=True))
    order = order_of(book, "P")[0]
    release.release(book, order, who=who)
    payment.pay(book, order, method="bank_transfer", amount=500, who=who)
    [owed] = sync_lists_of(book).cases
    assert "credit" in owed.safe and "give the money back" in owed.next
    give_back(book, order, who=who, method="cash")
    [settled] = sync_lists_of(book).cases
    assert owed.what == "Payment · CHF 5.00 · Order P was paid after it had been cancelled."
    assert settled.what == "Payment · Order P was paid after it had been cancelled."
    assert "credit" not in settled.safe and "Nothing is owed any more" in settled.safe
    assert settled.next == "Close the case with a note."
    assert [line.why for line in owing.cases(book).lines] == ["paid_late" + SETTLED]
    french = sync_lists_of(book, translate=spoken("fr")).cases[0]
    assert "avoir" not in french.safe.lower()
