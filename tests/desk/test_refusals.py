"""Each "no" has its own code, sentence and exit code, and changes nothing; and no code is without a test."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.conftest import FIRST_DAY, lea
from tests.desk.test_mail import Box, serving
from tests.house import house, on, taken
from ticketoffice import cli
from ticketoffice.desk import cancel, hand_out, invoice, payment
from ticketoffice.desk.customer import change_customer
from ticketoffice.desk.demo import fill
from ticketoffice.desk.explaining import explain
from ticketoffice.desk.find import order_of
from ticketoffice.desk.import_orders import FileReport, ImportReport, import_files, take_in
from ticketoffice.desk.people import person_named
from ticketoffice.desk.practice import shift_to
from ticketoffice.desk.sentences import MORE_EXACTLY, NOT_FOUND, SENTENCES, sentence
from ticketoffice.desk.show import show
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.taken_in import TakenOrder, TakenPerson
from ticketoffice.settings import MailServer, Settings
from ticketoffice.store import tables
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.deed import Deed
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book
from ticketoffice.store.replay import COMPARED, digest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def full(file_book: Book) -> Book:
    return filled(file_book)


def filled(book: Book) -> Book:
    taken(
        book,
        house(),
        on("A-1", "A-2", "A-3", number="PAID"),
        on("B-1", "B-2", number="OTHER"),
        on("C-1", "C-2", number="WAITS", waiting=True),
        replace(on("D-1", "D-2", number="SITE"), state="pending", method="on_site", payments=()),
    )
    return book


def ticket(book: Book, code: str) -> str:
    return str(order_of(book, code)[1])


def order(book: Book, number: str) -> str:
    return order_of(book, number)[0]


def digests(book: Book) -> list[str]:
    with book.read() as reading:
        return [digest(reading.connection, table) for table in (*COMPARED, tables.operations, tables.mails)]


def handed_out_twice(book: Book) -> None:
    """Two windows press "handed out" for one refund."""
    cancel.cancel(book, [ticket(book, "PAIDT1")], who=lea(book), reason="duplicate", now=True)
    hand_out.paid_out(book, [ticket(book, "PAIDT1")], who=lea(book))


def sold_again(book: Book) -> None:
    cancel.click(book, [ticket(book, "PAIDT1")], who=lea(book))
    taken(book, on("A-1", number="NEXT"))
    assert show(book, order(book, "NEXT")).tickets[0].state == "valid", "the place was free"
    with pytest.raises(RuleBroken) as no:
        cancel.keep(book, [ticket(book, "PAIDT1")], who=lea(book))
    assert (no.value.code, no.value.data["why"]) == ("final", "place_taken")
    cancel.reinstate(book, ticket(book, "PAIDT1"), who=lea(book))


def mailed_unfinished(book: Book) -> None:
    who = lea(book)
    taken(book, replace(on("E-1", number="MAIL"), customer=TakenPerson(name="A", email="a@example.org")))
    cancel.click(book, [ticket(book, "MAILT1")], who=who)
    cancel.inform(book, [ticket(book, "MAILT1")], who=who, by="email")


def mailed_nowhere(book: Book) -> None:
    cancel.cancel(book, [ticket(book, "PAIDT1")], who=lea(book), reason="duplicate", now=True)
    cancel.inform(book, [ticket(book, "PAIDT1")], who=lea(book), by="email")


def told_by_pigeon(book: Book) -> None:
    cancel.cancel(book, [ticket(book, "PAIDT1")], who=lea(book), reason="duplicate", now=True)
    cancel.inform(book, [ticket(book, "PAIDT1")], who=lea(book), by="pigeon")


def typed(**fields: str) -> Callable[[Book], object]:
    return lambda b: change_customer(b, order(b, "PAID"), fields=fields, who=lea(b))


REFUSALS: dict[str, tuple[str, Callable[[Book], object]]] = {
    "an unknown number": ("not_found", lambda b: order_of(b, "NOTHING")),
    "an unknown order": ("not_found", lambda b: show(b, b.new_id())),
    "an unknown ticket": ("not_found", lambda b: cancel.click(b, [b.new_id()], who=lea(b))),
    "no ticket at all": ("not_found", lambda b: cancel.click(b, [], who=lea(b))),
    "two orders at once": (
        "several_orders",
        lambda b: cancel.click(b, [ticket(b, "PAIDT1"), ticket(b, "OTHERT1")], who=lea(b)),
    ),
    "a mail before Finish": ("not_finished", mailed_unfinished),
    "a mail without address": ("no_address", mailed_nowhere),
    "told how": ("unknown_inform", told_by_pigeon),
    "told how, at Finish": (
        "unknown_inform",
        lambda b: cancel.cancel(b, [ticket(b, "PAIDT1")], who=lea(b), reason="duplicate", inform="pigeon"),
    ),
    "which paper": (
        "unknown_paper",
        lambda b: cancel.cancel(b, [ticket(b, "PAIDT1")], who=lea(b), reason="duplicate", paper="eaten"),
    ),
    "handed out twice": ("already_paid_out", handed_out_twice),
    "sold again": ("place_taken", sold_again),
    "a ticket of another order left out": (
        "not_live",
        lambda b: invoice.reissue(b, order(b, "WAITS"), without=[ticket(b, "PAIDT1")], who=lea(b)),
    ),
    "nothing left out": ("not_live", lambda b: invoice.reissue(b, order(b, "WAITS"), without=[], who=lea(b))),
    "all left out": (
        "nothing_left",
        lambda b: invoice.reissue(
            b, order(b, "WAITS"), without=[ticket(b, "WAITST1"), ticket(b, "WAITST2")], who=lea(b)
        ),
    ),
    "a paid order reissued": (
        "not_invoice_pending",
        lambda b: invoice.reissue(b, order(b, "PAID"), without=[ticket(b, "PAIDT1")], who=lea(b)),
    ),
    "a ticket alone of an invoice": (
        "invoice_pending",
        lambda b: cancel.click(b, [ticket(b, "WAITST1")], who=lea(b)),
    ),
    "a whole reservation split off": (
        "nothing_left",
        lambda b: payment.split(b, order(b, "SITE"), tickets=[ticket(b, "SITET1"), ticket(b, "SITET2")], who=lea(b)),
    ),
    "nothing split off": ("not_live", lambda b: payment.split(b, order(b, "SITE"), tickets=[], who=lea(b))),
    "a paid order split": (
        "not_on_site",
        lambda b: payment.split(b, order(b, "PAID"), tickets=[ticket(b, "PAIDT1")], who=lea(b)),
    ),
    "paid with gold": ("unknown_method", lambda b: payment.pay(b, order(b, "SITE"), method="gold", who=lea(b))),
    "paid with nothing": (
        "wrong_amount",
        lambda b: payment.pay(b, order(b, "SITE"), method="cash", amount=0, who=lea(b)),
    ),
    "paid again": ("nothing_open", lambda b: payment.pay(b, order(b, "PAID"), method="cash", who=lea(b))),
    "an address without a host": ("wrong_email", typed(email="no mail")),
    "a language that is none": ("wrong_language", typed(language="Klingon")),
    "a name of a page": ("too_long_here", typed(name="x" * 5000)),
    "nobody": ("name_missing", lambda b: person_named(b, " \t")),
    "a demonstration in a book in use": ("not_empty", lambda b: fill(b, orders=1, seed=1)),
    "dates moved in a book in use": ("not_empty", lambda b: shift_to(b, [], first_day=FIRST_DAY)),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_has_its_code_and_sentence_and_changes_nothing(
    full: Book, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, deed = REFUSALS[name]
    before, write = [digests(full)], full.write

    def watched(work: Callable[[Deed], object]) -> object:
        before.append(digests(full))
        return write(work)

    monkeypatch.setattr(full, "write", watched)
    with pytest.raises(RuleBroken) as no:
        deed(full)
    assert no.value.code == code
    assert digests(full) == before[-1], "as before the deed that was refused"
    told = sentence(code, data=explain(full, no.value, asked="PAID-1"))
    assert told == told.strip() != ""
    assert "{" not in told


def test_the_successor_of_a_cancelled_ticket_is_named(full: Book) -> None:
    first = ticket(full, "PAIDT1")
    cancel.click(full, [first], who=lea(full))
    cancel.reinstate(full, first, who=lea(full))
    with pytest.raises(RuleBroken) as no:
        cancel.click(full, [first], who=lea(full))
    told = sentence(no.value.code, data=explain(full, no.value))
    assert told == sentence(
        "already_cancelled_successor", data={"ticket": "PAID-1", "when": "on 24.11.2026 13:00", "successor": "PAID-4"}
    )


def refusal(book: Book, deed: Callable[[], object]) -> tuple[str, tuple[str, ...]]:
    """What a "no" says, and what it names as the next deed."""
    with pytest.raises(RuleBroken) as no:
        deed()
    return sentence(no.value.code, data=explain(book, no.value)), no.value.next


def test_a_chain_of_successors_names_its_last(full: Book) -> None:
    """Whoever follows the sentence finds a ticket that is live, or hears that there is none."""
    first = ticket(full, "PAIDT1")
    chain = [first]
    for _ in range(3):
        cancel.click(full, [chain[-1]], who=lea(full))
        chain.append(cancel.reinstate(full, chain[-1], who=lea(full))[1])
    for deed in (
        lambda: cancel.click(full, [first], who=lea(full)),
        lambda: cancel.reinstate(full, first, who=lea(full)),
    ):
        assert "PAID-6 replaces it" in refusal(full, deed)[0]
    cancel.cancel(full, [chain[-1]], who=lea(full), reason="duplicate")
    told, _ = refusal(full, lambda: cancel.click(full, [first], who=lea(full)))
    assert told == (
        "Ticket PAID-1 was already cancelled on 24.11.2026 13:00, and so was PAID-6, which replaced it. "
        "Nothing was changed; it is refunded once only."
    )


def test_what_was_only_clicked_names_finish(full: Book) -> None:
    first = ticket(full, "PAIDT1")
    cancel.click(full, [first], who=lea(full))
    told, following = refusal(full, lambda: cancel.cancel(full, [first], who=lea(full), reason="duplicate"))
    assert "refund is not recorded yet" in told
    assert "by Lea" in told
    assert following == ("finish",)
    cancel.finish(full, [first], who=lea(full), reason="duplicate")
    told, following = refusal(full, lambda: cancel.cancel(full, [first], who=lea(full), reason="duplicate"))
    assert (
        told
        == "Ticket PAID-1 was already cancelled on 24.11.2026 13:00 by Lea. Nothing was changed; it is refunded once only."
    )
    assert following == ("show",)


def test_nobody_is_named_where_nobody_is_known(book: Book) -> None:
    gone = on("A-1", "A-2", number="PAID")
    taken(book, house(), replace(gone, tickets=(replace(gone.tickets[0], state="cancelled"), gone.tickets[1])))
    told, _ = refusal(book, lambda: cancel.click(book, [ticket(book, "PAIDT1")], who=lea(book)))
    assert told == (
        "Ticket PAID-1 was already cancelled before the import. Nothing was changed; it is refunded once only."
    )


def test_a_reissued_order_names_the_order_that_replaced_it(full: Book) -> None:
    old, first = order(full, "WAITS"), ticket(full, "WAITST1")
    done = invoice.reissue(full, old, without=[first], who=lea(full))
    deed = lambda: invoice.reissue(full, old, without=[ticket(full, "WAITST2")], who=lea(full))  # noqa: E731
    assert refusal(full, deed)[0] == (
        f"Order WAITS is cancelled; order {done.order_number} replaces it. Nothing was changed. Go on with that one."
    )
    cancel.click(full, [t.ticket for t in show(full, done.order).tickets], who=lea(full))
    assert refusal(full, lambda: invoice.reissue(full, done.order, without=[first], who=lea(full)))[0] == (
        f"Order {done.order_number} is cancelled. Nothing was changed."
    )


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("currency_changed", lambda o: replace(o, currency="EUR")),
        (
            "ticket_number_taken",
            lambda o: replace(o, tickets=(replace(o.tickets[0], number="OTHERT1"), *o.tickets[1:])),
        ),
        ("number_taken", lambda o: replace(o, source="elsewhere")),
    ],
)
def test_an_order_that_no_book_can_hold_is_named_and_the_rest_goes_in(
    book: Book, code: str, change: Callable[[TakenOrder], TakenOrder]
) -> None:
    full = filled(book)
    before = show(full, order(full, "PAID"))
    report, told = ImportReport(), FileReport("x")
    bad, good = change(on("A-1", "A-2", "A-3", number="PAID")), on("F-1", number="NEW")
    take_in(full, [bad, good], who=lea(full), report=report, told=told)
    assert ([r.code for r in report.refused], told.orders.added, told.orders.refused) == ([code], 1, 1)
    assert show(full, order(full, "PAID")) == before


# --- files that cannot be read ------------------------------------------------------------------------------------

HEAD = "order;ticket;event;starts;zone;price;currency;state;method;seat;customer\n"
ROW = "A1;T1;Faust;2027-01-02T20:00;Parkett;30;CHF;paid;cash;C-1;Anna\n"
EVENT = {"slug": "x", "currency": "CHF", "name": {"en": "X"}, "date_from": "2027-01-02T20:00:00Z"}
ORDER = {
    "code": "ABC",
    "status": "p",
    "datetime": "2026-01-02T20:00:00Z",
    "payments": [],
    "refunds": [],
    "positions": [
        {"id": 1, "positionid": 1, "item": 7, "variation": None, "price": "1.00", "secret": "s1", "subevent": None}
    ],
}


def spreadsheet(folder: Path, text: str) -> Path:
    (folder / "o.csv").write_text(text, "utf-8")
    return folder / "o.csv"


def pretix(folder: Path, orders: object, *, event: object = EVENT, items: object = ()) -> Path:
    if event is not None:
        (folder / "event.json").write_text(json.dumps(event))
    (folder / "items.json").write_text(json.dumps(items))
    (folder / "orders.json").write_text(orders if isinstance(orders, str) else json.dumps(orders))
    return folder / "orders.json"


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


FILES: dict[str, Callable[[Path], Path]] = {
    "unknown_kind": lambda f: written(f / "o.txt", b"x"),
    "cannot_open": lambda f: f / "nothing.csv",
    "not_gzip": lambda f: written(f / "o.csv.gz", b"no gzip"),
    "missing_columns": lambda f: spreadsheet(f, "order;ticket\nA1;T1\n"),
    "missing_beside": lambda f: pretix(f, [], event=None),
    "wrong_catalogue": lambda f: pretix(f, [], event={"slug": "x"}),
    "not_orders": lambda f: pretix(f, '{"no": "orders"}'),
    "damaged_json": lambda f: pretix(f, '[{"code": "A", damaged, {"code": "B"'),
    "unknown_item": lambda f: pretix(f, [ORDER]),
    "unknown_performance": lambda f: pretix(
        f,
        [{**ORDER, "positions": [{**ORDER["positions"][0], "subevent": 99}]}],  # type: ignore[index]
        event={**EVENT, "has_subevents": True},
        items=[{"id": 7, "name": {"en": "Hall"}}],
    ),
    "unknown_state": lambda f: spreadsheet(f, HEAD + ROW.replace("paid", "eaten")),
    "currency_not_used": lambda f: spreadsheet(f, HEAD + ROW.replace("CHF", "JPY")),
    "wrong_currency": lambda f: spreadsheet(f, HEAD + ROW.replace("CHF", "Franken")),
    "too_many_cells": lambda f: spreadsheet(f, HEAD + ROW.replace("Anna", "Anna;x;y")),
    "wrong_encoding": lambda f: spreadsheet(f, HEAD + ROW.replace("Anna", "An\x00na")),
    "differs_in_order": lambda f: spreadsheet(f, HEAD + ROW + ROW.replace("T1", "T2").replace("CHF", "EUR")),
    "twice_in_order": lambda f: spreadsheet(f, HEAD + ROW + ROW.replace("C-1", "C-2")),
}


@pytest.mark.parametrize("code", FILES)
def test_a_file_that_cannot_be_read_is_a_sentence_with_its_lines(file_book: Book, tmp_path: Path, code: str) -> None:
    report = import_files(file_book, [FILES[code](tmp_path)], who=lea(file_book))
    found = [*report.unreadable, *report.refused]
    assert code in [r.code for r in found]
    assert sum(f.orders.added for f in report.files) == 0
    for r in found:
        assert "{" not in sentence(r.code, data=r.data)


def test_a_file_that_is_too_large_is_not_read(file_book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ticketoffice.desk.reading.files.LARGEST", 200)
    report = import_files(file_book, [spreadsheet(tmp_path, HEAD + ROW * 9)], who=lea(file_book))
    assert [r.code for r in report.unreadable] == ["too_large"]


# --- the commands: exit codes and JSON ----------------------------------------------------------------------------


class Desk:
    """The command line on a book and settings of its own."""

    def __init__(self, folder: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = folder / "book.db"
        self.settings = Settings(self.path, folder / "demo.db", folder / "keys", "en", "light", None, folder / "papers")
        monkeypatch.setattr("ticketoffice.settings.read_settings", lambda: self.settings)
        monkeypatch.setattr("ticketoffice.settings.secrets_of", lambda settings: FileSecrets(settings.secrets))
        monkeypatch.setattr("ticketoffice.store.clock.SystemClock", lambda: clock)

    def run(self, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, object]]:
        code = cli.main([*words, "--json", "--as", "Lea"])
        return code, json.loads(capsys.readouterr().out)


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> Desk:
    secrets = FileSecrets(tmp_path / "keys")
    book = open_book(tmp_path / "book.db", clock=clock, secrets=secrets)
    mailed = replace(on("A-1", number="MAIL"), customer=TakenPerson(name="A", email="a@example.org"))
    taken(
        book,
        house(),
        mailed,
        on("B-1", number="PAID"),
        on("C-1", number="WAITS", waiting=True),
        replace(on(number="EMPTY"), payments=()),
    )
    book.close()
    secrets.close()
    return Desk(tmp_path, clock, monkeypatch)


def error(answer: tuple[int, dict[str, object]]) -> tuple[int, str]:
    found = answer[1]["error"]
    assert isinstance(found, dict)
    assert "{" not in found["message"]
    return answer[0], found["code"]


def test_the_commands_answer_with_exit_code_and_json(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    run = desk.run
    assert error(run(capsys, "show", "NOTHING")) == (4, "not_found")
    assert error(run(capsys, "cancel", "PAID")) == (4, "not_found"), "an order is no ticket"
    assert error(run(capsys, "cancel-order", "EMPTY")) == (3, "no_tickets")
    assert error(run(capsys, "cancel", "MAIL-1", "--reason", "duplicate", "--inform", "email")) == (3, "no_mail_server")
    code, document = run(capsys, "cancel", "MAIL-1", "--refund", "cash")
    assert (code, document["error"]["code"]) == (2, "usage")
    assert "--refund goes with --reason" in document["error"]["message"]
    assert error(run(capsys, "cancel", "MAIL-1", "--reason", "duplicate", "--amount", "x")) == (3, "wrong_amount")
    assert run(capsys, "cancel", "MAIL-1", "--reason", "duplicate", "--now")[0] == 0
    assert error(run(capsys, "cancel", "MAIL-1")) == (3, "already_cancelled")
    assert error(run(capsys, "keep", "MAIL-1")) == (3, "final")
    assert error(run(capsys, "inform", "MAIL-1", "--by", "email")) == (3, "no_mail_server")
    desk.settings = replace(desk.settings, mail=MailServer("127.0.0.1", 9, "kasse@example.org"))
    assert error(run(capsys, "inform", "MAIL-1", "--by", "email")) == (5, "mail_failed")
    assert error(run(capsys, "cancel")) == (2, "usage")


def test_an_address_that_the_server_refuses_is_a_refusal_of_the_command(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.run(capsys, "cancel", "MAIL-1", "--reason", "duplicate", "--now")[0] == 0
    box = Box()
    box.refusals["a@example.org"] = "550 nobody of that name"
    with serving(box) as server:
        desk.settings = replace(desk.settings, mail=server)
        assert error(desk.run(capsys, "inform", "MAIL-1", "--by", "email")) == (3, "mail_refused")


def test_no_book_and_no_file_to_write_are_said(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert error(desk.run(capsys, "--book", str(tmp_path / "nothing.db"), "show", "A")) == (5, "no_book")
    assert error(desk.run(capsys, "backup", str(tmp_path / "book.db"))) == (5, "backup_onto_itself")
    (tmp_path / "file").write_text("in the way")
    inside = str(tmp_path / "file" / "copy")
    assert error(desk.run(capsys, "backup", inside)) == (5, "no_folder")
    assert error(desk.run(capsys, "backup", str(tmp_path / ("x" * 300)))) == (5, "cannot_write")
    assert error(desk.run(capsys, "invoice", "WAITS", "--pdf", inside)) == (5, "cannot_write")


def test_every_code_is_raised_somewhere_and_tested_somewhere() -> None:
    sources = [
        p.read_text("utf-8") for p in (ROOT / "ticketoffice").rglob("*.py") if not p.name.endswith("sentences.py")
    ]
    tests = [p.read_text("utf-8") for p in (ROOT / "tests").rglob("*.py")]
    made_up = {code for more in MORE_EXACTLY.values() for code in more} | set(NOT_FOUND.values())
    made_up |= {*(f"book_{why}" for why in ("restored", "keyless"))}
    made_up |= {f"{code}_unknown" for code in made_up if code.startswith("book_")}
    raised = "\n".join(sources)
    assert [c for c in SENTENCES if f'"{c}"' not in raised and c not in made_up] == []
    tested = "\n".join(tests)
    assert [c for c in SENTENCES if f'"{c}"' not in tested and c not in made_up] == []
    thrown = re.findall(r'(?:refused|RuleBroken|Unavailable|RefusedOrder|Unreadable|BadValue)\(\s*"([a-z_]+)"', raised)
    assert sorted(set(thrown) - set(SENTENCES)) == []
