"""Finding by phone, in whatever spelling and however little of it was typed."""

import pytest
from msgspec.structs import replace

from tests.house import house, on, taken
from ticketoffice.desk.admit import check
from ticketoffice.desk.find import find, find_tickets, order_of, others_of_customer, ticket_of
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.order_words import Query
from ticketoffice.domain.taken_in import TakenOrder, TakenPerson
from ticketoffice.store.book import Book

WRITTEN = ("+41 79 123 45 67", "079 123 45 67", "0041791234567")
TYPED = ("+4179123", "004179123", "079123", "0791", "+41 79 123 45 67", "791234567", "123 45 67", "41791234567")


@pytest.fixture
def phones(book: Book) -> Book:
    orders = [
        replace(on(f"A-{n}", number=f"TEL{n}"), customer=TakenPerson(name=f"Caller {n}", phone=written))
        for n, written in enumerate(WRITTEN)
    ]
    other = replace(on("B-1", number="OTHER"), customer=TakenPerson(name="Other", phone="+44 20 7946 0018"))
    taken(book, house(), *orders, other)
    return book


@pytest.mark.parametrize("typed", TYPED)
def test_a_phone_is_found_in_each_spelling_while_it_is_typed(phones: Book, typed: str) -> None:
    found = {(o.number, o.matched) for o in find(phones, typed).orders}
    assert found == {(f"TEL{n}", "phone") for n in range(len(WRITTEN))}


@pytest.mark.parametrize("typed", ["+44207946", "020 7946", "+442079460018", "946 0018"])
def test_a_foreign_phone_too(phones: Book, typed: str) -> None:
    assert [(o.number, o.matched) for o in find(phones, typed).orders] == [("OTHER", "phone")]


@pytest.mark.parametrize(
    "typed",
    [
        "TEL0-²",
        "TEL0-" + "1" * 5000,
        "TEL0-9",
        "\x00",
        "a\x00b",
        "\ud800",
        "T\udfffQQ",
        "'; DROP TABLE orders; --",
        '"',
        "%",
        "_",
        "*",
        "a:*",
        "& | !",
        "\\",
        "(" * 3000,
    ],
)
def test_whatever_is_typed_or_scanned_is_answered(phones: Book, typed: str) -> None:
    assert find(phones, typed).orders == ()
    assert check(phones, typed).reason == "unknown"
    with pytest.raises(RuleBroken) as no:
        order_of(phones, typed)
    assert no.value.code == "not_found"


@pytest.mark.parametrize("typed", ["TEL1-1", "tel1-1", " TEL1-1 "])
def test_a_short_number_finds_its_order_with_that_ticket(phones: Book, typed: str) -> None:
    found = find(phones, typed)
    order, ticket = order_of(phones, "TEL1T1")
    assert [(o.number, o.matched, o.match_text, o.ticket) for o in found.orders] == [
        ("TEL1", "ticket", "TEL1-1", ticket)
    ]
    assert (found.exact, found.exact_ticket) == (order, ticket)
    assert [row.short for row in find_tickets(phones, typed)] == ["TEL1-1"]


@pytest.fixture
def seats(book: Book) -> Book:
    """Two orders in the seat, with many others whose names and seats begin like the words of the question."""
    row_c = "Parterre, Row C, Seat {}"
    orders = [
        replace(on(row_c.format(n), number=f"N{n}"), customer=TakenPerson(name=f"Claire {n}th Party Rowan Seaton"))
        for n in (1, 90, 91, 19)
    ]
    orders.append(replace(on("Parterre, Row D, Seat 9", row_c.format(8), number="NEAR"), customer=TakenPerson("C. 9")))
    orders += [replace(on(row_c.format(9), number="SITS"), customer=TakenPerson(name="Zoë"))]
    orders += [replace(on("X-1", "Parterre, Row C, Seat 9", number="TWIN"), customer=TakenPerson(name="Ana"))]
    orders += [replace(on("Rang 3, Platz 12", number="RANG"), customer=TakenPerson(name="Uli"))]
    taken(book, house(), *(seated(order) for order in orders))
    return book


def seated(order: TakenOrder) -> TakenOrder:
    """With the names of the seats as a plan has them."""
    return replace(order, tickets=tuple(replace(t, seat_name=t.seat) for t in order.tickets))


@pytest.mark.parametrize(
    "typed",
    [
        "Parterre, Row C, Seat 9",
        "parterre row c seat 9",
        "Parterre C-9",
        "Row C Seat 9",
        "Reihe C, Platz 9",
        "C-9",
        "c9",
        "C 9",
    ],
)
def test_who_sits_on_exactly_that_seat_comes_first(seats: Book, typed: str) -> None:
    rows = [(row.number, row.matched, row.match_text) for row in find(seats, typed).orders]
    assert sorted(rows[:2]) == [(number, "seat", "Parterre, Row C, Seat 9") for number in ("SITS", "TWIN")]
    assert ("SITS", "seat") not in [row[:2] for row in rows[2:]]


def test_a_seat_in_a_numbered_row_comes_first_too(seats: Book) -> None:
    [first, *_] = find(seats, "Rang 3, Platz 12").orders
    assert (first.number, first.matched, first.match_text) == ("RANG", "seat", "Rang 3, Platz 12")


@pytest.mark.parametrize("typed", ["Parterre, Row C, Seat 9", "C-9", "c9"])
def test_the_ticket_on_that_seat_is_the_first_row(seats: Book, typed: str) -> None:
    rows = [(row.order_number, row.seat) for row in find_tickets(seats, typed)]
    assert sorted(rows[:2]) == [(number, "Parterre, Row C, Seat 9") for number in ("SITS", "TWIN")]
    assert ("TWIN", "X-1") in rows[2:]


def test_the_ticket_of_the_holder_who_was_typed_is_the_first_of_its_order(book: Book) -> None:
    order = on("A-1", "A-2", "A-3", number="THREE")
    names = ("Ada", "Zoë Müller", "Ada")
    tickets = tuple(replace(t, holder=TakenPerson(n)) for t, n in zip(order.tickets, names, strict=True))
    taken(book, house(), replace(order, tickets=tickets))
    assert [row.short for row in find_tickets(book, "mueller")] == ["THREE-2", "THREE-1", "THREE-3"]


@pytest.mark.parametrize(
    ("typed", "text", "bold"),
    [
        ("dur", "Claire Durand", ["Dur"]),
        ("mueller", "Anna Müller", ["Müller"]),
        ("MÜ", "Anna Müller", ["Mü"]),
        ("cla dur", "Durand Claire", ["Dur", "Cla"]),
        ("d du dur", "Durand", ["Dur"]),
        ("weiss", "Müller-Weiß", ["Weiß"]),
        ("obri", "Pat O’Brien", ["O’Bri"]),
        ("kl3", "KL3ZT-2", ["KL3"]),
        ("kl3zt2", "KL3ZT-2", ["KL3ZT-2"]),
        ("zoe", "Zoë", ["Zoë"]),
        ("urand", "Durand", []),
        ("<b>", "b <b>", ["b", "b"]),
        ("", "Durand", []),
    ],
)
def test_what_was_typed_is_found_again_in_a_text(typed: str, text: str, bold: list[str]) -> None:
    assert [text[start:end] for start, end in Query.of(typed).places_in(text)] == bold


def test_where_only_a_ticket_can_be_meant_an_orders_number_hides_none(book: Book) -> None:
    taken(book, house(), on("A-1", "A-2", number="N1"), on("B-1", number="N1-2"))
    assert order_of(book, "N1-2") == (order_of(book, "N1-2")[0], None)
    with book.read() as reading:
        second = reading.ticket_of_code("N1T2")
    assert second is not None
    assert ticket_of(book, "N1-2") == second[1]
    assert ticket_of(book, "N1") is None


def test_other_orders_of_the_same_address_or_number(book: Book) -> None:
    def by(number: str, *seats: str, **customer: str) -> TakenOrder:
        return replace(on(*seats, number=number), customer=TakenPerson(**customer))

    taken(
        book,
        house(),
        by("N1", "A-1", name="Ann Lee", email="ann@example.org", phone="079 123 45 67"),
        by("N2", "A-2", name="A. Lee", email="Ann@Example.org"),
        by("N3", "A-3", name="Office", phone="+41 79 123 45 67"),
        by("N4", "A-4", name="Ann Lee", email="ann@example.org.au"),
        by("N5", "A-5", name="Ann Lee"),
    )
    found = {n: sorted(r.number for r in others_of_customer(book, order_of(book, n)[0])) for n in ("N1", "N3", "N5")}
    assert found == {"N1": ["N2", "N3"], "N3": ["N1"], "N5": []}
