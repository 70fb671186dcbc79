"""Paper of a deed that the centre refused: whoever holds it is led to the order that stands, at every desk and at the centre."""

import hashlib
import json
from collections.abc import Callable
from unittest.mock import patch

import pytest
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import select, text, update

from tests.conftest import lea
from tests.desks import Desk
from tests.door import beside_the_door
from tests.house import house, on, taken
from tests.older_books import WITHOUT_SALES
from tests.sync.test_cases_everywhere import everywhere, lines
from tests.sync.test_never_made import hear_without_answers
from tests.sync.test_two_desks import ticket
from ticketoffice.cli.call import Call
from ticketoffice.cli.documents import check_json
from ticketoffice.cli.words import read_words
from ticketoffice.desk import admit, cancel, invoice, payment, release
from ticketoffice.desk.cases import close_case
from ticketoffice.desk.explaining import explain
from ticketoffice.desk.find import find, find_tickets, order_of, ticket_of, very_order_of
from ticketoffice.desk.making import make
from ticketoffice.desk.sentences import sentence, spoken
from ticketoffice.desk.show import show
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.operation import ACCEPTED
from ticketoffice.domain.outcome import Outcome
from ticketoffice.settings import read_settings
from ticketoffice.store import indexing, tables
from ticketoffice.store.book import Book
from ticketoffice.store.deed import Deed
from ticketoffice.store.migrating import migrate
from ticketoffice.store.reading import Reading
from ticketoffice.store.replay import replay
from ticketoffice.store.search_tables import search_codes

Join = Callable[..., Desk]


@pytest.fixture(autouse=True)
def _letters(request: pytest.FixtureRequest) -> None:
    """B has a series of invoices of its own, as a second desk has that joins by itself."""
    if "b" in request.fixturenames:
        has_letter_b(request.getfixturevalue("b"))


def has_letter_b(desk: Desk) -> None:
    with desk.book.engine.begin() as connection:
        connection.execute(update(tables.book).values(letter="B"))


class Printed(Struct, frozen=True):
    """What one desk has handed out: numbers of orders, of tickets (their own and short ones) and of invoices."""

    stands: str
    orders: tuple[str, ...] = ()
    tickets: tuple[str, ...] = ()
    invoices: tuple[str, ...] = ()


def reissued(desk: Desk, without: str) -> Printed:
    """The invoice order I without one of its tickets, paid in cash."""
    made = invoice.reissue(desk.book, order_of(desk.book, "I")[0], without=[ticket(desk, without)], who=lea(desk.book))
    new = show(desk.book, made.order)
    payment.pay(desk.book, made.order, method="cash", who=lea(desk.book))
    tickets = tuple(text for one in new.tickets for text in (one.number, one.short))
    papers = (made.invoice, *((made.credit_note,) if made.credit_note else ()))
    return Printed("I", (made.order_number,), tickets, papers)


def reinstated(desk: Desk) -> Printed:
    """The cancelled first ticket of P, back on its place with a new number."""
    _, new = cancel.reinstate(desk.book, ticket(desk, "PT1"), who=lea(desk.book))
    [one] = [t for t in show(desk.book, order_of(desk.book, "P")[0]).tickets if t.ticket == new]
    assert admit.check(desk.book, one.number).answer == "GO"
    return Printed("P", (), (one.number,))


def split(desk: Desk) -> Printed:
    """The first ticket of the reservation R, sold; the ticket keeps its number and has a new short one."""
    order = order_of(desk.book, "R")[0]
    made = payment.split(desk.book, order, tickets=[ticket(desk, "RT1")], who=lea(desk.book), method="cash")
    new = show(desk.book, made.order)
    return Printed("R", (new.number,), tuple(one.short for one in new.tickets))


def both_reissue(first: Desk, second: Desk) -> Printed:
    reissued(first, "IT1")
    return reissued(second, "IT2")


def both_reinstate(first: Desk, second: Desk) -> Printed:
    cancel.cancel(first.book, [ticket(first, "PT1")], who=lea(first.book), reason="duplicate", now=True, method="later")
    everywhere(first, second)
    reinstated(first)
    return reinstated(second)


def both_split(first: Desk, second: Desk) -> Printed:
    waits = replace(on("C-1", "C-2", number="R", waiting=True), method="on_site", invoices=())
    taken(first.book, waits)
    everywhere(first, second)
    split(first)
    return split(second)


DEEDS = {"reissue": both_reissue, "reinstate": both_reinstate, "split": both_split}


def led_to_what_stands(book: Book, printed: Printed) -> None:
    """All that can be asked with the paper in hand."""
    stands = order_of(book, printed.stands)[0]
    for number in (*printed.orders, *printed.tickets, *printed.invoices):
        for typed in (number, number.lower()):
            found = find(book, typed)
            assert [row.order for row in found.orders] == [stands], typed
            assert found.exact == stands
            assert order_of(book, typed) == (stands, None)
            assert {row.order for row in find_tickets(book, typed)} == {stands}
        assert found.orders[0].match_text == number
        with pytest.raises(RuleBroken) as no:
            very_order_of(book, number)
        assert (no.value.code, no.value.next) == ("change_refused", (f"show {printed.stands}",))
        with pytest.raises(RuleBroken) as no:
            ticket_of(book, number)
        assert no.value.code == "change_refused"
    for number in printed.tickets:
        answer = admit.check(book, number)
        assert (answer.answer, answer.reason, answer.order) == ("STOP", "change_refused", printed.stands)
        assert check_json(answer)["ticket"] == number
        assert admit.admit(book, number, who=lea(book)).reason == "change_refused"
    for number in (*printed.orders, *printed.invoices):
        assert admit.check(book, number).reason == "unknown", "it is no ticket's"


def codes(book: Book) -> list[tuple[str, ...]]:
    with book.read() as reading:
        rows = reading.connection.execute(select(search_codes))
        return sorted(tuple(str(value) for value in row) for row in rows)


def keeps_its_index(book: Book) -> None:
    """Built again it is the same, and so is the book that is replayed."""
    before = codes(book)
    with book.engine.begin() as connection:
        indexing.rebuild(connection)
    assert codes(book) == before
    assert replay(book).equal


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("swapped", [False, True], ids=["A first", "B first"])
def test_paper_of_a_refused_deed_leads_to_the_order_that_stands(a: Desk, b: Desk, deed: str, swapped: bool) -> None:
    first, second = (b, a) if swapped else (a, b)
    printed = DEEDS[deed](first, second)
    first.sync()
    for book in everywhere(first, second):
        led_to_what_stands(book, printed)
        keeps_its_index(book)
        assert [case.where.order_number for case in lines(book)][:1] == [printed.stands], "it opens with its case"
    for case in lines(first.book):
        close_case(first.book, str(case.case), who=lea(first.book), note="spoke to the customer")
    for book in everywhere(first, second):
        assert lines(book) == []
        led_to_what_stands(book, printed)
        keeps_its_index(book)


@pytest.mark.parametrize("deed", DEEDS)
def test_the_desk_knows_before_the_centre_has_answered(a: Desk, b: Desk, deed: str) -> None:
    printed = DEEDS[deed](a, b)
    a.sync()
    hear_without_answers(b)
    led_to_what_stands(b.book, printed)
    keeps_its_index(b.book)


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
@pytest.mark.parametrize("deed", DEEDS)
def test_a_desk_that_joins_later_knows_it_too(a: Desk, b: Desk, join: Join, deed: str, closed: bool) -> None:
    printed = DEEDS[deed](a, b)
    a.sync()
    everywhere(a, b)
    for case in lines(a.book) if closed else ():
        close_case(a.book, str(case.case), who=lea(a.book), note="spoke to the customer")
    everywhere(a, b)
    c = join("C")
    c.sync()
    led_to_what_stands(c.book, printed)
    keeps_its_index(c.book)


SINCE = [("centre", "last_told"), ("book", "scrub"), ("desk_epochs", "parted_from")]
"""The columns that came after version 8."""


def as_an_older_version_left_it(book: Book) -> None:
    """Its index has no number of what was refused, and its tables lack what came after version 8."""
    with patch.object(Reading, "refused_papers", lambda *_: {}), beside_the_door(), book.engine.begin() as connection:
        indexing.rebuild(connection)
        connection.execute(update(tables.book).values(schema=8))
        for statement in WITHOUT_SALES:
            connection.execute(text(statement))
        for table, column in SINCE:
            connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))


@pytest.mark.parametrize("answered", [True, False], ids=["refused", "not answered yet"])
@pytest.mark.parametrize("deed", DEEDS)
def test_a_book_of_an_older_version_knows_it_once_it_is_up_to_date(a: Desk, b: Desk, deed: str, answered: bool) -> None:
    printed = DEEDS[deed](a, b)
    a.sync()
    hear_without_answers(b)
    for book in everywhere(a, b) if answered else [b.book]:
        before = codes(book)
        as_an_older_version_left_it(book)
        assert find(book, printed.tickets[0]).exact is None
        with beside_the_door():
            migrate(book.engine, path=None, since=8, updating=lambda _: None)
        assert codes(book) == before
        led_to_what_stands(book, printed)
        keeps_its_index(book)


def test_of_an_older_book_only_the_orders_are_looked_at_about_which_something_was_refused(a: Desk, b: Desk) -> None:
    printed = both_reinstate(a, b)
    a.sync()
    [_, at_b, _] = everywhere(a, b)
    as_an_older_version_left_it(at_b)
    with patch.object(indexing, "refresh") as refreshed, beside_the_door():
        migrate(at_b.engine, path=None, since=8, updating=lambda _: None)
    [asked] = refreshed.call_args_list
    assert asked.args[1] == [order_of(at_b, printed.stands)[0]]


def test_an_order_made_of_one_that_was_never_made_leads_on(join: Join) -> None:
    a = join("A", lambda book: taken(book, house(), on("C-1", "C-2", "C-3", number="I", waiting=True)))
    a.sync()
    b = join("B")
    b.sync()
    has_letter_b(b)
    order = order_of(a.book, "I")[0]
    release.release(a.book, order, who=lea(a.book))
    once = invoice.reissue(b.book, order, without=[ticket(b, "IT1")], who=lea(b.book))
    [gone, _] = show(b.book, once.order).tickets
    twice = invoice.reissue(b.book, once.order, without=[gone.ticket], who=lea(b.book))
    [kept] = show(b.book, twice.order).tickets
    printed = Printed(
        "I",
        (once.order_number, twice.order_number),
        (gone.number, gone.short, kept.number, kept.short),
        (once.invoice, twice.invoice, str(twice.credit_note)),
    )
    a.sync()
    hear_without_answers(b)
    led_to_what_stands(b.book, printed)
    for book in everywhere(a, b):
        led_to_what_stands(book, printed)
        keeps_its_index(book)


def test_what_is_accepted_is_no_paper_of_a_refused_deed(a: Desk, b: Desk) -> None:
    kept = reissued(a, "IT1")
    a.sync()
    reissued(b, "IT2")
    for book in everywhere(a, b):
        order = order_of(book, kept.orders[0])[0]
        assert show(book, order).number == kept.orders[0]
        assert [row.order for row in find(book, kept.tickets[0]).orders] == [order]
        assert admit.check(book, kept.tickets[0]).answer == "GO"


def test_it_is_said_in_both_languages(a: Desk, b: Desk) -> None:
    printed = both_reissue(a, b)
    a.sync()
    number = printed.orders[0]
    for book in everywhere(a, b):
        with pytest.raises(RuleBroken) as no:
            very_order_of(book, number)
        data = explain(book, no.value)
        said = {language: sentence(no.value.code, data=data, translate=spoken(language)) for language in ("en", "fr")}
        assert said == {
            "en": f"{number} was printed for a change that the centre refused: it was never made. Nothing was changed. "
            "Look at order I.",
            "fr": f"{number} a été imprimé pour une modification que la centrale a refusée : elle n'a jamais été faite. "
            "Rien n'a été modifié. Regardez la commande I.",
        }


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("STOP  change refused", "The centre refused the change that made this ticket. Look at order I.")),
        (
            "fr",
            (
                "STOP  modification refusée",
                "La centrale a refusé la modification dont vient ce billet. Regardez la commande I.",
            ),
        ),
    ],
    ids=["en", "fr"],
)
def test_the_commands_say_it(
    a: Desk, b: Desk, capsys: pytest.CaptureFixture[str], language: str, said: tuple[str, str]
) -> None:
    printed = both_reissue(a, b)
    a.sync()
    everywhere(a, b)
    number = printed.tickets[0]
    for command, document in (("check", True), ("check", False), ("show", True)):
        args = read_words([command, number, "--lang", language, *(["--json"] if document else [])])
        args.run(Call(args, read_settings(), a.book))
        out = capsys.readouterr().out
        if command == "show":
            shown = json.loads(out)
            cases = {case["deed"]: (case["order"], case["never_made"]) for case in shown["cases"]}
            assert (shown["number"], cases["payment_recorded"]) == ("I", ("I", printed.orders[0]))
            assert cases["order_reissued"][0] == "I"
        elif document:
            answer = json.loads(out)
            assert (answer["answer"], answer["reason"], answer["ticket"]) == ("STOP", "change_refused", number)
            assert answer["order"] == "I"
        else:
            assert out.splitlines() == [f"{said[0]}  {number}", said[1]]


def test_a_number_that_no_index_takes_stops_nobody(a: Desk, b: Desk) -> None:
    """What no honest desk sends: the refusal is answered like any other one."""
    order = order_of(b.book, "I")[0]
    first, who = ticket(b, "IT1"), lea(b.book)
    long = "".join(hashlib.sha256(bytes([part])).hexdigest() for part in range(200))

    def work(deed: Deed) -> None:
        payload = {"order": order, "new": {"id": deed.new_id(), "number": long, "method": "cash"}, "payment": None}
        payload["tickets"] = [{"ticket": first, "position": 1}]
        operation = make(deed, "order_split", who=who, payload=payload)
        deed._written.append(Outcome.of(operation, ACCEPTED))

    b.book.write(work)
    for book in everywhere(b, a):
        assert [case.deed for case in lines(book)] == ["order_split"]
        assert order_of(book, "I") == (order, None)
        keeps_its_index(book)
