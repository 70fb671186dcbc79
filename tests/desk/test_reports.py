"""Reports and the lists to work off: what was cancelled, what is promised, who must hear of it; figures by hand."""

import csv
import io
import re
import shutil
import subprocess
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import event

from tests.conftest import DATA, NOW, lea, take_in
from tests.desk.test_csv_text import FORMULAS, VALUES
from tests.house import house, on, taken
from ticketoffice.desk import cancel, hand_out
from ticketoffice.desk.csv_text import csv_bytes
from ticketoffice.desk.find import order_of
from ticketoffice.desk.lists import customers_to_tell, lists, to_repeat_at_source
from ticketoffice.desk.people import person_named
from ticketoffice.desk.report_views import Asked, Part, Total
from ticketoffice.desk.reports import cancellations, cancellations_csv, refunds_due, refunds_due_csv
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.people import Who
from ticketoffice.domain.state import Refund
from ticketoffice.domain.still_open import is_owed
from ticketoffice.domain.taken_in import TakenPayment, TakenPerson
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock

HOUR, DAY = 3600, 24 * 3600


def ticket(book: Book, code: str) -> str:
    return str(order_of(book, code)[1])


def shorts(lines: object) -> list[str]:
    return [line.where.short for line in lines]  # type: ignore[attr-defined]


@pytest.fixture
def evening(file_book: Book, clock: HandClock) -> Book:
    """The same evening at a desk's own book."""
    return worked(file_book, clock)


@pytest.fixture
def on_each(book: Book, clock: HandClock) -> Book:
    """The same evening, once on each database."""
    return worked(book, clock)


def worked(book: Book, clock: HandClock) -> Book:
    """Eight tickets of 30.00, cancelled one after the other, each an hour later; the last two tomorrow, by Marc."""
    seats = [f"A-{n}" for n in range(1, 10)]
    cash = (TakenPayment("1", "cash", 3000 * len(seats), NOW),)
    person = TakenPerson("Zoë Keller", email="zoe@example.org", phone="+41 79 123 45 67")
    taken(book, house(), replace(on(*seats, number="H"), payments=cash, customer=person))
    who, marc = lea(book), Who(person_named(book, "Marc"))

    def gone(n: int, method: str, *, by: Who = who, inform: str = "later", amount: int | None = None) -> None:
        clock.advance(seconds=HOUR)
        cancel.cancel(
            book,
            [ticket(book, f"HT{n}")],
            who=by,
            reason="duplicate",
            method=method,
            inform=inform,
            amount=amount,
            paper="back",
            note="two of them",
        )

    gone(1, "cash")
    gone(2, "bank_transfer", inform="told")
    gone(3, "bank_transfer", amount=1234)
    gone(4, "nothing", inform="told")
    gone(5, "card")
    cancel.keep(book, [ticket(book, "HT5")], who=who)
    clock.advance(seconds=HOUR)
    cancel.click(book, [ticket(book, "HT6")], who=who)
    hand_out.paid_out(book, [ticket(book, "HT1")], who=who)
    clock.advance(seconds=DAY)
    gone(7, "twint", by=marc)
    gone(8, "bank_transfer", by=marc, inform="told")
    return book


def test_every_cancellation_with_its_money(evening: Book) -> None:
    report = cancellations(evening)
    assert shorts(report.lines) == [f"H-{n}" for n in (8, 7, 6, 5, 4, 3, 2, 1)]
    by_short = {line.where.short: line for line in report.lines}
    states = {short: line.state for short, line in by_short.items()}
    assert states == {f"H-{n}": "finished" for n in (1, 2, 3, 4, 7, 8)} | {"H-5": "kept", "H-6": "unfinished"}
    first, third, fourth = (by_short[f"H-{n}"] for n in (1, 3, 4))
    assert first.parts == (Part("cash", 3000, NOW + 6 * HOUR * 1_000_000, paid_by="cash"),)
    others = [(p.method, p.paid_by, p.another_way) for n in (2, 4, 7) for p in by_short[f"H-{n}"].parts]
    assert others == [("bank_transfer", "cash", True), ("nothing", None, False), ("twint", "cash", True)]
    assert (third.amount, third.parts[0].method, third.parts[0].paid_at) == (1234, "bank_transfer", None)
    assert (fourth.amount, [p.method for p in fourth.parts]) == (0, ["nothing"])
    assert by_short["H-5"].parts == by_short["H-6"].parts == (), "a refund that was taken back is none"
    assert (first.by, first.reason, first.note, first.paper) == ("Lea", "duplicate", "two of them", "back")
    assert (first.where.event, first.where.place, first.where.customer) == ("Show", "A-1", "Zoë Keller")
    assert first.at == NOW + HOUR * 1_000_000
    assert report.totals == (
        Total("bank_transfer", "CHF", 3000 + 1234 + 3000, 3),
        Total("cash", "CHF", 3000, 1),
        Total("twint", "CHF", 3000, 1),
    )


FILTERS = (
    (Asked(today=True), [8, 7]),
    (Asked(since=date(2026, 11, 25)), [8, 7]),
    (Asked(since=date(2026, 11, 26)), []),
    (Asked(who="marc "), [8, 7]),
    (Asked(who="Lea", method="cash"), [1]),
    (Asked(method="bank_transfer"), [8, 3, 2]),
    (Asked(method="bank_transfer", today=True), [8]),
    (Asked(method="card"), []),
    (Asked(method="nothing"), [4]),
)


def test_filters(on_each: Book) -> None:
    evening = on_each
    for asked, expected in FILTERS:
        report = cancellations(evening, asked)
        assert shorts(report.lines) == [f"H-{n}" for n in expected], asked
        if asked.method not in (None, "nothing"):
            assert {t.method for t in report.totals} == ({asked.method} if expected else set())
        assert sum(t.amount for t in report.totals) == sum(line.amount for line in report.lines)


def test_the_newest_only_and_that_there_are_more(evening: Book) -> None:
    report = cancellations(evening, Asked(most=3))
    assert (shorts(report.lines), report.more) == (["H-8", "H-7", "H-6"], True)
    assert not cancellations(evening, Asked(most=8)).more


def test_a_name_that_nobody_here_has(evening: Book) -> None:
    for report in (cancellations, refunds_due):
        with pytest.raises(RuleBroken) as no:
            report(evening, Asked(who="Nobody"))
        assert no.value.code == "nobody_called"


def test_refunds_due_are_the_promises_not_kept_of_every_method(on_each: Book) -> None:
    evening = on_each
    report = refunds_due(evening)
    assert shorts(report.lines) == ["H-2", "H-3", "H-7", "H-8"], "the oldest first"
    assert [(line.method, line.amount) for line in report.lines] == [
        ("bank_transfer", 3000),
        ("bank_transfer", 1234),
        ("twint", 3000),
        ("bank_transfer", 3000),
    ]
    assert report.totals == (Total("bank_transfer", "CHF", 7234, 3), Total("twint", "CHF", 3000, 1))
    line = report.lines[0]
    assert (line.by, line.where.customer, line.where.email) == ("Lea", "Zoë Keller", "zoe@example.org")
    assert line.where.phone == "+41 79 123 45 67"
    assert shorts(refunds_due(evening, Asked(who="Marc", method="twint")).lines) == ["H-7"]


def test_each_list_ends_by_its_deed(evening: Book) -> None:
    who = lea(evening)
    assert shorts(customers_to_tell(evening)) == ["H-1", "H-3", "H-7"]
    for line in customers_to_tell(evening):
        cancel.inform(evening, [str(line.where.ticket)], who=who, by="told")
    assert customers_to_tell(evening) == ()
    for due in refunds_due(evening).lines:
        hand_out.paid_out(evening, [str(due.where.ticket)], who=who)
    assert refunds_due(evening).lines == ()
    assert refunds_due(evening).totals == ()
    assert all(p.paid_at for line in cancellations(evening).lines for p in line.parts if p.amount)


def test_what_must_be_repeated_at_the_shop(evening: Book) -> None:
    """The order came from a shop: whatever was cancelled here and not taken back."""
    assert shorts(to_repeat_at_source(evening)) == [f"H-{n}" for n in (1, 2, 3, 4, 6, 7, 8)]
    assert {line.where.source for line in to_repeat_at_source(evening)} == {"t"}
    marked = {line.where.short for line in cancellations(evening).lines if line.to_repeat}
    assert marked == set(shorts(to_repeat_at_source(evening)))


def test_goodwill_by_transfer_is_due_and_no_cancellation(file_book: Book) -> None:
    book = file_book
    taken(book, house(), on("A-1", number="H"))
    from ticketoffice.desk.admit import admit

    admit(book, "HT1", who=lea(book), performance=None)
    cancel.goodwill(
        book,
        ticket(book, "HT1"),
        who=Who(lea(book).person, second=person_named(book, "Marc")),
        method="bank_transfer",
        amount=500,
    )
    (line,) = refunds_due(book).lines
    assert (line.goodwill, line.amount, line.where.short) == (True, 500, "H-1")
    assert cancellations(book).lines == ()


def test_what_happened_before_the_import_is_in_no_report(file_book: Book) -> None:
    book = file_book
    take_in(book, DATA / "orders.csv")
    assert cancellations(book).lines == ()
    assert refunds_due(book).lines == ()
    assert customers_to_tell(book) == to_repeat_at_source(book) == ()


def test_the_lists_are_of_any_day_and_by_the_same_people_and_methods(evening: Book) -> None:
    found = lists(evening, Asked(today=True, most=1))
    assert (shorts(found.report.lines), found.report.more) == (["H-8"], True)
    assert shorts(found.due.lines) == ["H-2", "H-3", "H-7", "H-8"]
    assert shorts(found.tell) == ["H-1", "H-3", "H-7"]
    assert (found.people, found.methods[:2]) == (("Lea", "Marc"), ("cash", "card"))
    marcs = lists(evening, Asked(who="Marc", method="twint"))
    assert [shorts(x) for x in (marcs.report.lines, marcs.due.lines, marcs.tell, marcs.repeat)] == [["H-7"]] * 4
    assert lists(evening, Asked(who="Marc", method="card")).tell == ()


def test_a_report_asks_few_questions(evening: Book) -> None:
    asked: Counter[str] = Counter()

    def count(*args: object) -> None:
        asked["statements"] += 1

    event.listen(evening.readers, "before_cursor_execute", count)
    for report in (cancellations, refunds_due, customers_to_tell):
        asked.clear()
        report(evening)
        assert asked["statements"] <= 8, report.__name__


def test_refunds_due_are_what_the_rule_says_on_real_orders(file_book: Book) -> None:
    """Against every refund of the book, one by one."""
    book = file_book
    take_in(book, DATA / "orders.csv")
    with book.read() as reading:
        from sqlalchemy import select

        from ticketoffice.store import tables

        orders = [str(row[0]) for row in reading.connection.execute(select(tables.orders.c.id))]
        dossiers = reading.dossiers(orders)
    who = Who(lea(book).person, alone="nobody else is here")
    done = 0
    for dossier in dossiers.values():
        for found in dossier.live[:1]:
            try:
                cancel.cancel(book, [found.id], who=who, reason="duplicate")
            except RuleBroken:
                continue
            done += 1
        if done == 40:
            break
    with book.read() as reading:
        refunds: list[Refund] = [r for d in reading.dossiers(orders).values() for r in d.refunds]
    open_ones = {r.id: r.amount for r in refunds if is_owed(r)}
    assert open_ones
    lines = refunds_due(book).lines
    assert {line.refund: line.amount for line in lines} == open_ones
    assert [line.at for line in lines] == sorted(line.at for line in lines)


# --- CSV -------------------------------------------------------------------------------------------------------------


HOSTILE = [*FORMULAS, *VALUES]
TIMES = {"cancellations": 2, "refunds-due": 2, "cells": 0}
"""How many columns of a file are times."""


@pytest.fixture
def hostile(file_book: Book) -> Book:
    """A customer, a note and a phone for each text that would change; each ticket is cancelled, its money due by transfer."""
    taken(file_book, house())
    for n, text in enumerate(HOSTILE):
        wild = text.replace("\x00", "").strip() or "x"
        order = on(f"A-{n + 1}", number=f"N{n}")
        tickets = tuple(replace(t, seat_name=wild) if hasattr(t, "seat_name") else t for t in order.tickets)
        taken(file_book, replace(order, customer=TakenPerson(wild, email="a@example.org", phone=wild), tickets=tickets))
        cancel.cancel(
            file_book,
            [ticket(file_book, f"N{n}T1")],
            who=lea(file_book),
            reason="other",
            method="bank_transfer",
            note=f"{wild}   .",
        )
    return file_book


def files(book: Book) -> dict[str, bytes]:
    """Every CSV file that these reports write, and the corpus cell by cell."""
    return {
        "cancellations": cancellations_csv(cancellations(book)),
        "refunds-due": refunds_due_csv(refunds_due(book)),
        "cells": csv_bytes(["before", "cell", "after"], [["a", text, Decimal("30.00")] for text in HOSTILE]),
    }


def test_every_file_has_a_line_each_and_no_cell_that_runs(hostile: Book) -> None:
    for name, table in files(hostile).items():
        head, *rows = csv.reader(io.StringIO(table.decode("utf-8-sig"), newline=""))
        assert len(rows) == len(HOSTILE), name
        assert {len(row) for row in rows} == {len(head)}
        for row in rows:
            assert not any(cell.lstrip()[:1] in tuple("=+-@＝＋－＠") and cell.strip() for cell in row), (name, row)


SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice Calc is not installed on this machine")
@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_a_spreadsheet_finds_text_and_no_formula(hostile: Book, tmp_path: Path, separator: str) -> None:
    """Opened as machines of three countries would; a flat document shows each cell with its formula, if it has one."""
    for name, table in files(hostile).items():
        (tmp_path / f"{name}.csv").write_bytes(table)
    (tmp_path / "unguarded.csv").write_text(f'"x"{separator}=1+1\n', encoding="utf-8")
    done = subprocess.run(
        [
            *(str(SOFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"),
            f"--infilter=CSV:{ord(separator)},34,76,1,,0,false,true",
            *("--convert-to", "fods", "--outdir", str(tmp_path), *map(str, sorted(tmp_path.glob("*.csv")))),
        ],
        capture_output=True,
        text=True,
        timeout=120,
    )
    opened = {path.stem: path.read_text("utf-8") for path in tmp_path.glob("*.fods")}
    assert opened.keys() == {"cancellations", "refunds-due", "cells", "unguarded"}, done.stderr
    assert "table:formula" in opened.pop("unguarded"), "this spreadsheet does run what is not guarded"
    for name, content in opened.items():
        assert content.count('office:value-type="string"') >= len(HOSTILE), name
        assert "table:formula" not in content, name
    if separator == ",":
        for name, content in opened.items():
            kinds = set(re.findall(r'office:value-type="(\w+)"', content))
            assert kinds <= {"string", "float", "date"}, name
            assert content.count('office:value-type="float"') == len(HOSTILE), (
                f"{name}: the amounts are numbers, and nothing else"
            )
            assert content.count('office:value-type="date"') == TIMES[name] * len(HOSTILE), name
        assert opened["cells"].count('office:value-type="float"') == len(HOSTILE), "the amounts, and nothing else"
