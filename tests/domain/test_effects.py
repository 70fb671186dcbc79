"""The effect beside an operation: replay notices whatever somebody writes there."""

from msgspec.structs import replace
from sqlalchemy import select, update

from tests.conftest import alone, lea
from tests.door import beside_the_door
from tests.house import house, on, taken
from tests.theatre import best, evening, sold, standing, theatre
from ticketoffice.desk import admit, cancel, cash, invoice, notes, on_a_ticket, payment, release
from ticketoffice.desk.cases import close_case
from ticketoffice.desk.correcting import correct, correctable
from ticketoffice.desk.credit import give_back
from ticketoffice.desk.customer import change_customer, erase_customer
from ticketoffice.desk.e_tickets import mail_tickets
from ticketoffice.desk.exchanging import exchange
from ticketoffice.desk.find import order_of
from ticketoffice.desk.making import make
from ticketoffice.desk.rules import change_rules
from ticketoffice.desk.selling import abort
from ticketoffice.domain.operation import FULL, MONEY_ONLY, RECORDED_ONLY, REVIVED
from ticketoffice.domain.operations import KINDS
from ticketoffice.domain.taken_in import TakenPerson
from ticketoffice.store import tables
from ticketoffice.store.book import Book
from ticketoffice.store.replay import replay

NO_ROWS = {"book_started", "person_erased", "drawer_moved", "counted", "closed", "tickets_mailed"}
"""Kinds that change no row, whatever their effect."""


def _cancels(book: Book, number: str) -> list[str]:
    order = order_of(book, number)[0]
    with book.read() as reading:
        return [c.id for c in reading.dossiers([order])[order].cancellations if c.kept_at is None]


def everything_a_desk_does(book: Book) -> None:
    who = lea(book)
    waiting = replace(on("C-1", "C-2", number="R", waiting=True), method="on_site", invoices=())
    unknown = replace(on("D-1", number="U"), customer=None)
    tonight = replace(on("E-1", "E-2", number="T", waiting=True), method="on_site", invoices=())
    paid, invoices = on("A-1", "A-2", "A-3", number="P"), [on("B-1", "B-2", number="I", waiting=True)]
    invoices.append(on("F-1", number="J", waiting=True))
    taken(
        book,
        house(),
        theatre(evening("s")),
        unknown,
        replace(paid, customer=TakenPerson("Zoë Test", None, "zoe@example.org")),
        *invoices,
        waiting,
        tonight,
    )
    done = sold(book, best(2, performance="s"), who=who)
    abort(book, sold(book, best(1, performance="s"), who=who), who=who)
    lost = on_a_ticket.replace(book, done.tickets[0], who=who)
    on_a_ticket.move(book, lost.ticket, seat="C-1", who=who)
    on_a_ticket.change_tariff(book, lost.ticket, tariff="Child", who=who)
    on_a_ticket.rename(book, lost.ticket, name="Ines", who=who)
    on_a_ticket.printed(book, [lost.ticket], who=who)
    on_a_ticket.collect(book, [lost.ticket], who=who)
    other = sold(book, best(1, performance="s"), who=who)
    correct(book, other.order, correctable(book, other.order)[0].id, method="card", who=who, note="by mistake")
    exchange(book, [done.tickets[1]], standing(1, performance="s"), who=who)

    def ticket(code: str) -> str:
        return str(order_of(book, code)[1])

    mail_tickets(book, order_of(book, "P")[0], who=who, server=True)
    cancel.click(book, [ticket("PT1")], who=who)
    cancel.keep(book, [ticket("PT1")], who=who)
    cancel.cancel(book, [ticket("PT1")], who=who, reason="duplicate", method="cash", now=True)
    cancel.inform(book, [ticket("PT1")], who=who, by="told")
    cancel.reinstate(book, ticket("PT1"), who=who)
    admit.admit(book, "PT2", who=who)
    cancel.goodwill(book, ticket("PT2"), who=alone(book), method="card", amount=100)
    admit.undo_entry(book, ticket("PT2"), who=alone(book))
    invoice.reissue(book, order_of(book, "I")[0], without=[ticket("IT1")], who=who)
    payment.pay(book, order_of(book, "R")[0], method="card", amount=1000, who=who)
    payment.split(book, order_of(book, "R")[0], tickets=[ticket("RT1")], who=who, method="cash")
    cancel.cancel(book, [ticket("RT2")], who=who, reason="duplicate")
    unsent = {"order": order_of(book, "R")[0], "cancels": _cancels(book, "R"), "why": "stale"}
    book.write(lambda deed: deed.record(make(deed, "customer_not_told", who=who, payload=unsent)))
    payment.pay(book, order_of(book, "R")[0], method="bank_transfer", amount=3000, who=who)
    give_back(book, order_of(book, "R")[0], who=who, method="later")
    cancel.click(book, [ticket("PT3")], who=who)
    late = {"order": order_of(book, "P")[0], "ticket": ticket("PT3"), "admission": book.new_id()}
    book.write(lambda deed: deed.record(make(deed, "admitted", who=who, payload=late)))
    release.admit_unpaid(book, order_of(book, "J")[0], who=alone(book))
    release.release(book, order_of(book, "J")[0], who=who)
    payment.pay(book, order_of(book, "J")[0], method="cash", who=who)
    reminded = {"order": order_of(book, "P")[0], "number": 1, "how": "print"}
    book.write(lambda deed: deed.record(make(deed, "customer_reminded", who=who, payload=reminded)))
    release.release(book, order_of(book, "T")[0], who=who)
    notes.repeated_at_source(book, order_of(book, "T")[0], who=who)
    with book.read() as reading:
        surprise = reading.cases()[0].id
    close_case(book, surprise, who=who, note="she had been let in before the click")
    notes.add_note(book, order_of(book, "T")[0], text="she came too late", who=who)
    change_rules(book, {"doors_before_start": "90"}, who=who)
    change_customer(book, order_of(book, "U")[0], fields={"name": "Anna"}, who=who)
    erase_customer(book, order_of(book, "U")[0], who=alone(book))
    cancel.finish(book, [ticket("PT3")], who=who, reason="duplicate", method="later")
    cash.open_drawer(book, floats={"CHF": 20000}, who=who)
    lies = cash.till(book).currencies[0].expected
    cash.count(book, counts={"CHF": {5: lies // 5}}, who=who)
    cash.close(book, who=who)


def test_an_effect_that_was_written_over_is_noticed(file_book: Book) -> None:
    everything_a_desk_does(file_book)
    o = tables.operations.c
    with file_book.engine.connect() as connection:
        lines = connection.execute(select(o.id, o.kind, o.effect).order_by(o.seq)).all()
    assert {line.kind for line in lines} == set(KINDS)
    assert {line.effect for line in lines} == {FULL, MONEY_ONLY, RECORDED_ONLY, REVIVED}
    assert replay(file_book).equal
    for line in lines:
        for effect in {FULL, MONEY_ONLY, RECORDED_ONLY, REVIVED, "nonsense"} - {line.effect}:
            with beside_the_door(), file_book.engine.begin() as connection:
                connection.execute(update(tables.operations).where(o.id == line.id).values(effect=effect))
            assert replay(file_book).equal == (line.kind in NO_ROWS), (line.kind, line.effect, effect)
        with beside_the_door(), file_book.engine.begin() as connection:
            connection.execute(update(tables.operations).where(o.id == line.id).values(effect=line.effect))
    assert replay(file_book).equal
