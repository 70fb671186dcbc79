"""Real files in: counted, twice is once, newer files, broken ones."""

import csv
import gzip
import json
from collections import Counter
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DATA, NOW, lea, orders_files, take_in
from ticketoffice.desk import admit, cancel, import_orders
from ticketoffice.desk.catalogue import free
from ticketoffice.desk.csv_text import csv_bytes
from ticketoffice.desk.find import find, order_of
from ticketoffice.desk.import_orders import import_files
from ticketoffice.desk.show import load, order_view, show
from ticketoffice.domain.errors import Unavailable
from ticketoffice.store import saving
from ticketoffice.store.book import Book
from ticketoffice.store.replay import replay

ALL = [*orders_files("pretix-opera"), *orders_files("pretix-festival"), DATA / "orders.csv"]


def counted(path: Path) -> tuple[Counter[str], Counter[str]]:
    """Orders and tickets per state, counted from the file itself."""
    orders: Counter[str] = Counter()
    tickets: Counter[str] = Counter()
    if path.suffix == ".csv":
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        for number in {row["order"] for row in rows}:
            own = [row for row in rows if row["order"] == number]
            gone = [row["ticket_state"] == "cancelled" for row in own]
            state = own[0]["state"]
            orders["cancelled" if all(gone) else "partly_cancelled" if any(gone) and state == "paid" else state] += 1
            for row in own:
                tickets["held" if state == "pending" and row["ticket_state"] == "valid" else row["ticket_state"]] += 1
        return orders, tickets
    page = json.loads(gzip.decompress(path.read_bytes()))
    for order in page["results"] if isinstance(page, dict) else page:
        gone = [p["canceled"] or order["status"] == "c" for p in order["positions"]]
        state = {"n": "pending", "p": "paid", "e": "expired", "c": "cancelled"}[order["status"]]
        orders["cancelled" if all(gone) else "partly_cancelled" if any(gone) and state == "paid" else state] += 1
        for position, dead in zip(order["positions"], gone, strict=True):
            used = any(c["type"] == "entry" for c in position["checkins"])
            tickets["cancelled" if dead else "used" if used else "held" if state == "pending" else "valid"] += 1
    return orders, tickets


def in_book(book: Book) -> tuple[Counter[str], Counter[str]]:
    """Orders and tickets per state as the book shows them."""
    orders: Counter[str] = Counter()
    tickets: Counter[str] = Counter()
    with book.read() as reading:
        ids = [line.payload["order"]["id"] for line in reading.history.lines() if line.kind == "order_taken_in"]
        for order in dict.fromkeys(ids):  # in one snapshot: as `show`, but the catalogue is read once
            view = order_view(load(reading, order, now=NOW))
            orders[view.state] += 1
            tickets.update(t.state for t in view.tickets)
    return orders, tickets


def test_every_real_file_goes_in_as_counted_and_twice_is_once(book: Book) -> None:
    take_in(book, *ALL)
    orders: Counter[str] = Counter()
    tickets: Counter[str] = Counter()
    for path in ALL:
        found = counted(path)
        orders += found[0]
        tickets += found[1]
    assert in_book(book) == (orders, tickets)
    assert [free(book, p).quotas[0].free for p in ("opera/4", "opera/5", "opera/6", "festival")] == [57, 60, 92, 724]
    with book.read() as reading:
        seq = reading.facts().seq
    again = import_files(book, ALL, who=lea(book))
    assert sum(f.orders.same for f in again.files) == sum(orders.values())
    with book.read() as reading:
        assert reading.facts().seq == seq
    assert replay(book).equal


def a_page(folder: Path, change) -> Path:
    """The first page of the opera, changed by `change(orders)`, with the files beside it."""
    folder.mkdir(parents=True)
    for name in ("event", "items", "subevents", "quotas", "seatingplan", "invoices"):
        (folder / f"{name}.json.gz").write_bytes((DATA / "pretix-opera" / f"{name}.json.gz").read_bytes())
    page = json.loads(gzip.decompress((DATA / "pretix-opera" / "orders-01.json.gz").read_bytes()))
    orders = page["results"] if isinstance(page, dict) else page
    change(orders)
    path = folder / "orders-01.json.gz"
    path.write_bytes(gzip.compress(json.dumps(page).encode()))
    return path


def test_a_newer_file_adds_and_updates_and_never_revives(book: Book, tmp_path: Path) -> None:
    first = a_page(tmp_path / "a", lambda orders: orders.__delitem__(slice(48, None)))
    take_in(book, first)
    who = lea(book)
    order, _ = order_of(book, "KL3ZT")
    gone, stays = show(book, order).tickets
    cancel.cancel(book, [gone.ticket], who=who, reason="customer_asked", now=True)
    assert admit.admit(book, stays.number, who=who).answer == "GO"

    def newer(orders: list[dict]) -> None:
        orders[0]["positions"][0]["attendee_name"] = "Somebody Else"
        orders[5]["positions"][0]["seat"] = dict(
            orders[5]["positions"][0]["seat"], name="Parterre, Row Z, Seat 99", seat_guid="Z-99"
        )

    report = import_files(book, [a_page(tmp_path / "b", newer)], who=who)
    counts = report.files[0].orders
    assert (counts.added, counts.changed, counts.same, counts.refused) == (2, 2, 46, 0)
    assert {(k.ticket, k.here, k.file) for k in report.kept_local} == {
        ("KL3ZT-1", "cancelled", "valid"),
        ("KL3ZT-2", "used", "valid"),
    }
    view = show(book, order)
    assert [t.state for t in view.tickets] == ["cancelled", "used"]
    assert view.tickets[0].holder == "Heather Briggs" or view.tickets[0].holder == "Somebody Else"
    assert replay(book).equal


def test_a_batch_that_is_tried_again_is_counted_once(
    file_book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another writer was first: the transaction is rolled back and decided again."""
    path = a_page(tmp_path / "a", lambda orders: orders.__delitem__(0))
    import_files(file_book, [path], who=lea(file_book))
    gone = str(order_of(file_book, "THTZX-1")[1])
    cancel.click(file_book, [gone], who=lea(file_book))
    monkeypatch.setattr(saving, "save", failing_once(saving.save))
    newer = a_page(tmp_path / "b", lambda orders: [o.update(phone="+41 44 268 64 00") for o in orders[1:]])
    report = import_files(file_book, [newer], who=lea(file_book))
    [told] = report.files
    assert (told.orders.added, told.orders.changed, told.orders.refused) == (1, 49, 0)
    assert [(k.ticket, k.here, k.file) for k in report.kept_local] == [("THTZX-1", "cancelled", "valid")]
    assert (report.refused, len(report.orders)) == ([], 50)


def failing_once(save):
    failed = []

    def tried(*args, **named) -> None:
        save(*args, **named)
        if not failed:
            failed.append(True)
            raise saving.Conflict

    return tried


def test_a_newer_address_is_found_and_in_the_history(file_book: Book, tmp_path: Path) -> None:
    take_in(file_book, a_page(tmp_path / "a", lambda orders: None))
    order, _ = order_of(file_book, "KL3ZT")
    before = len(show(file_book, order).history)

    def newer(orders: list[dict]) -> None:
        next(o for o in orders if o["code"] == "KL3ZT")["email"] = "moved.house@example.org"

    import_files(file_book, [a_page(tmp_path / "b", newer)], who=lea(file_book))
    assert [hit.number for hit in find(file_book, "moved.house").orders] == ["KL3ZT"]
    assert len(show(file_book, order).history) == before + 1


def test_a_broken_order_costs_only_itself(file_book: Book, tmp_path: Path) -> None:
    def damage(orders: list[dict]) -> None:
        orders[3]["positions"][0]["price"] = "twelve"
        orders[4]["comment"] = "x" * 2_000_000
        orders[5]["email"] = "nul\x00here@example.org"
        del orders[6]["code"]

    report = import_files(file_book, [a_page(tmp_path / "a", damage)], who=lea(file_book))
    counts = report.files[0].orders
    assert (counts.added, counts.refused) == (46, 4)
    assert [(r.code, r.lines) for r in report.refused] == [
        ("wrong_amount", (4,)),
        ("too_long", (5,)),
        ("wrong_encoding", (6,)),
        ("missing_value", (7,)),
    ]
    assert replay(file_book).equal


def test_a_truncated_gzip_gives_what_it_still_has(file_book: Book, tmp_path: Path) -> None:
    path = a_page(tmp_path / "a", lambda orders: None)
    path.write_bytes(path.read_bytes()[:9000])
    report = import_files(file_book, [path], who=lea(file_book))
    assert 0 < report.files[0].orders.added < 50
    assert report.refused[-1].code == "truncated"


UNREADABLE = {
    "empty": b"",
    "half a header": b"\x1f\x8b\x08broken",
    "no gzip": b"no gzip at all",
    "no orders": gzip.compress(b'{"no": "orders"}'),
}


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_an_unreadable_file_is_one_sentence(file_book: Book, tmp_path: Path, content: bytes) -> None:
    path = a_page(tmp_path / "a", lambda orders: None)
    path.write_bytes(content)
    report = import_files(file_book, [path], who=lea(file_book))
    assert report.files[0].orders.added == 0
    assert report.unreadable or report.refused


CSV = "order;ticket;event;starts;zone;price;currency;state;method;seat;customer\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CSV + "A1;T1;Faust;2027-01-02T20:00:00+01:00;Parkett;30,50;CHF;paid;cash;C-12;Zoë Müller\n", "utf-8-sig"),
        (CSV + "A1;T1;Faust;2027-01-02T20:00:00+01:00;Parkett;30.50;CHF;paid;cash;C-12;Zoë Müller\n", "cp1252"),
        (
            CSV.replace(";", "\t")
            + "A1\tT1\tFaust\t2027-01-02T20:00:00+01:00\tParkett\t30.5\tCHF\tpaid\tcash\tC-12\tZoë Müller\n",
            "utf-8",
        ),
    ],
)
def test_spreadsheets_come_in_many_dialects(file_book: Book, tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "o.csv"
    path.write_bytes(text.encode(encoding))
    report = import_files(file_book, [path], who=lea(file_book))
    assert (report.files[0].orders.added, report.refused) == (1, [])
    view = show(file_book, order_of(file_book, "A1")[0])
    assert (view.total, view.tickets[0].holder, view.tickets[0].seat) == (3050, "Zoë Müller", "C-12")


def test_bad_rows_refuse_their_order_with_all_its_lines(file_book: Book, tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    good = "B{n};U{n};Faust;2027-01-02T20:00;Parkett;30;CHF;paid;cash;D-{n};Anna\n"
    path.write_text(
        CSV
        + good.format(n=1)
        + "C1;V1;Faust;2027-01-02T20:00;Parkett;30;CHF;paid;cash;E-1;Anna\n"
        + good.format(n=2)
        + "C1;V2;Faust;not a date;Parkett;30;CHF;paid;cash;E-2;Anna\n"
        + "D1;W1;Faust;2027-01-02T20:00;Parkett;-5;CHF;paid;cash;E-3;Anna\n"
        + ";W2;Faust;2027-01-02T20:00;Parkett;5;CHF;paid;cash;E-4;Anna\n"
        + "E1;W3;Faust\n"
        + "F1;W4;Faust;2027-01-02T20:00;Parkett;5;CHF;paid;cash;E-5;"
        + "x" * 1_000_000
        + "\n"
    )
    report = import_files(file_book, [path], who=lea(file_book))
    assert report.files[0].orders.added == 2
    assert [(r.code, r.lines) for r in report.refused] == [
        ("wrong_time", (3, 5)),
        ("wrong_amount", (6,)),
        ("missing_value", (7,)),
        ("too_few_cells", (8,)),
        ("too_long", (9,)),
    ]


def test_a_place_that_is_taken_displaces_the_newcomer(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text(
        CSV
        + "A1;T1;Faust;2027-01-02T20:00;P;30;CHF;paid;cash;C-1;A\nA2;T2;Faust;2027-01-02T20:00;P;30;CHF;paid;cash;C-1;B\n"
    )
    report = import_files(book, [path], who=lea(book))
    assert report.files[0].orders.added == 2
    assert show(book, order_of(book, "A2")[0]).tickets[0].state == "displaced"
    assert admit.check(book, "T2").answer == "LOOK"
    with book.read() as reading:
        assert [case.kind for case in reading.cases()] == ["displaced"]
    assert replay(book).equal


def test_an_order_number_of_another_source_is_refused(file_book: Book, tmp_path: Path) -> None:
    take_in(file_book, orders_files("pretix-opera")[0])
    path = tmp_path / "o.csv"
    path.write_text(CSV + "KL3ZT;T1;Faust;2027-01-02T20:00;P;30;CHF;paid;cash;C-1;A\n")
    report = import_files(file_book, [path], who=lea(file_book))
    assert [r.code for r in report.refused] == ["number_taken"]


def test_columns_of_one_name_are_refused(book: Book, tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text("order,ticket,event,starts,zone,price,currency,zone\n")
    report = import_files(book, [tmp_path / "o.csv"], who=lea(book))
    assert [(r.code, r.data["columns"]) for r in report.unreadable] == [("columns_twice", ["zone"])]


@pytest.mark.parametrize(
    ("code", "told"), [("disk_full", ["import_disk_full"]), ("database", ["database", "import_ended"])]
)
def test_an_import_that_ends_early_says_why_and_what_is_in(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, told: list[str]
) -> None:
    rows = [f"X{n},X{n}T,Aida,2030-01-01T20:00,Hall,10.00,CHF\n" for n in range(150)]
    (tmp_path / "a.csv").write_text("order,ticket,event,starts,zone,price,currency\n" + "".join(rows))
    batch, taken = import_orders._take_batch, []

    def once(*words: Any, **more: Any) -> Any:
        taken.append(words)
        if len(taken) == 2:
            raise Unavailable(code, data={"why": "x"})
        return batch(*words, **more)

    monkeypatch.setattr(import_orders, "_take_batch", once)
    report = import_files(book, [tmp_path / "a.csv", tmp_path / "a.csv"], who=lea(book))
    assert [r.code for r in report.unreadable] == told
    assert [f.orders.added for f in report.files] == [100]


def test_a_text_that_was_kept_a_text_for_a_spreadsheet_comes_in_as_it_was(file_book: Book, tmp_path: Path) -> None:
    """A file written as this program writes its tables: the apostrophes are none of the phone, the name, the note."""
    texts = ("12345678", "0001", "0791234567", "00123", "007", "-paid-")
    columns = [
        "order",
        "ticket",
        "event",
        "starts",
        "zone",
        "price",
        "currency",
        "state",
        "method",
        "phone",
        "customer",
        "note",
        "seat",
    ]
    number, ticket, phone, name, note, seat = texts
    row = [
        number,
        ticket,
        "1984",
        datetime(2027, 1, 2, 20),
        "1-2",
        Decimal("30.00"),
        "CHF",
        "paid",
        "cash",
        phone,
        name,
    ]
    path = tmp_path / "o.csv"
    path.write_bytes(csv_bytes(columns, [[*row, note, seat]], delimiter=";"))
    assert all(f"'{text}" in path.read_text("utf-8-sig") for text in texts)
    report = import_files(file_book, [path], who=lea(file_book))
    assert (report.files[0].orders.added, report.refused) == (1, [])
    view = show(file_book, order_of(file_book, number)[0])
    [found] = view.tickets
    assert view.customer is not None
    assert (view.number, found.number, view.customer.phone, view.customer.name) == (number, ticket, phone, name)
    assert ([one.text for one in view.notes], found.seat, found.event, found.zone) == ([note], seat, "1984", "1-2")
