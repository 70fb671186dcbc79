"""Files with odd values: the broken order is refused with a sentence, the rest goes in, and twice is once."""

from __future__ import annotations

import copy
import csv
import gzip
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import DATA, NOW, lea
from ticketoffice.desk.catalogue import free
from ticketoffice.desk.import_orders import ImportReport, import_files
from ticketoffice.desk.sentences import SENTENCES, sentence
from ticketoffice.desk.show import show
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book

BESIDE = ("event", "items", "subevents", "quotas", "seatingplan", "invoices")
ORDERS = 8


def real(name: str) -> Any:
    found = json.loads(gzip.decompress((DATA / "pretix-opera" / f"{name}.json.gz").read_bytes()))
    return found["results"] if isinstance(found, dict) and "results" in found else found


def picked() -> list[dict[str, Any]]:
    """A few real orders: with seats and without, refunded, used, waiting for an invoice."""
    orders, invoiced = real("orders-01") + real("orders-02"), {i["order"] for i in real("invoices")}
    wishes: tuple[Callable[[dict[str, Any]], object], ...] = (
        lambda o: o["refunds"],
        lambda o: o["invoice_address"],
        lambda o: o["code"] in invoiced,
        lambda o: any(p["checkins"] for p in o["positions"]),
    )
    chosen = [next(o for o in orders if wish(o)) for wish in wishes]
    return [*chosen, *[o for o in orders if o not in chosen][: ORDERS - len(chosen)]]


FILES: dict[str, Any] = {name: real(name) for name in BESIDE} | {"orders-01": picked()}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an empty book in it."""
    folder = tmp_path_factory.mktemp("empty")
    secrets = FileSecrets(folder / "keys")
    open_book(folder / "book.db", clock=HandClock(NOW), secrets=secrets).close()
    secrets.close()
    return folder


def twice(empty: Path, folder: Path, files: dict[str, bytes]) -> ImportReport:
    """Takes files into a new book two times: nothing but refusals may come of them, and the second changes nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(empty, folder)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    paths = [folder / name for name in files if name.startswith("orders")]
    secrets = FileSecrets(folder / "keys")
    book = open_book(folder / "book.db", clock=HandClock(NOW), secrets=secrets)
    try:
        return _twice(book, paths)
    finally:
        book.close()
        secrets.close()


def _twice(book: Book, paths: list[Path]) -> ImportReport:
    first = import_files(book, paths, who=lea(book))
    for order in sorted(first.orders):
        show(book, order)
    with book.read() as reading:
        seq, performances = reading.facts().seq, reading.catalogue.all_performances()
    for performance in performances:
        free(book, performance.external)
    again = import_files(book, paths, who=lea(book))
    with book.read() as reading:
        assert reading.facts().seq == seq
    for one, two in zip(first.files, again.files, strict=True):
        assert (two.orders.added, two.orders.changed, two.orders.refused) == (0, 0, one.orders.refused)
        assert two.orders.same == one.orders.added
    for refused in (*first.refused, *first.unreadable):
        assert refused.code in SENTENCES
        told = sentence(refused.code, data={k: "X" if k in ("value", "order") else v for k, v in refused.data.items()})
        assert not [word for word in ("object", "NoneType", "indices", "{", "?") if word in told], told
    return first


def written(files: dict[str, Any]) -> dict[str, bytes]:
    return {f"{name}.json": json.dumps(content).encode() for name, content in files.items()}


def paths_of(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value, itself last."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [p for key, part in inside for p in paths_of(part, (*path, key))] + [path]


PLACES = {name: [p for p in paths_of(content) if p and len(p) < 8] for name, content in FILES.items()}
ODD = st.one_of(
    st.sampled_from(
        [
            *(None, True, False, 0, -1, 1, 2**31, 2**53, 2**63, 10**20, -(10**20), 10**400, 1.5, float("nan")),
            *(float("inf"), "", " ", "x", "²", "0", "-5.00", "99999.00", "9" * 5000, "\x00", "\ud800", "n", "c"),
            *("Mars/Olympus", "Europe", "../../etc", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"),
            *([], {}, [1], [None], ["x"], [[[]]], {"en": 1}, {"en": {}}, {"id": 1}, [{}], {"a": {"a": {"a": []}}}),
        ]
    ),
    st.integers(),
    st.text(max_size=12),
)


def put(files: dict[str, Any], *, file: str, path: tuple[Any, ...], value: Any) -> None:
    """Replaces a value; a list in place of its key deletes it, twice in place of an element repeats it."""
    here = files[file]
    for key in path[:-1]:
        here = here[key]
    if value is GONE:
        del here[path[-1]]
    elif value is AGAIN and isinstance(here, list):
        here.append(copy.deepcopy(here[path[-1]]))
    else:
        here[path[-1]] = None if value is AGAIN else value


GONE, AGAIN = object(), object()
CHANGES = st.sampled_from(["orders-01"] * 4 + list(BESIDE)).flatmap(
    lambda file: st.tuples(st.just(file), st.sampled_from(PLACES[file]), ODD | st.sampled_from([GONE, AGAIN]))
)


def test_odd_values_in_pretix_cost_their_order(empty: Path, tmp_path: Path, long_run: bool) -> None:
    @settings(
        max_examples=600 if long_run else 60,
        deadline=None,
        derandomize=not long_run,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(CHANGES)
    def search(change: tuple[str, tuple[Any, ...], Any]) -> None:
        file, path, value = change
        files = copy.deepcopy(FILES)
        put(files, file=file, path=path, value=value)
        report = twice(empty, tmp_path / "book", written(files))
        if file == "orders-01" and len(path) > 1:
            assert not report.unreadable
            assert report.files[0].orders.refused <= 1
            assert report.files[0].orders.added >= ORDERS - 1

    search()


@pytest.mark.parametrize(
    ("file", "path", "value"),
    [
        ("event", ("timezone",), "Mars/Olympus"),
        ("event", ("timezone",), "Europe"),
        ("event", ("currency",), "Fränkli"),
        ("quotas", (0, "size"), "100"),
        ("quotas", (0, "size"), -1),
        ("quotas", (0, "items"), "x"),
        ("items", (0, "id"), [1]),
        ("subevents", (0, "seat_category_mapping"), [1]),
        ("seatingplan", ("layout",), 7),
        ("invoices", (0, "order"), {}),
    ],
)
def test_a_broken_catalogue_is_one_sentence(
    empty: Path, tmp_path: Path, file: str, path: tuple[Any, ...], value: Any
) -> None:
    files = copy.deepcopy(FILES)
    put(files, file=file, path=path, value=value)
    report = twice(empty, tmp_path / "book", written(files))
    [told] = report.unreadable
    assert (told.code, told.data["name"], str(path[-1]) in str(told.data["field"])) == (
        "wrong_catalogue",
        f"{file}.json",
        True,
    )


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("positions", 0, "positionid"), 10**20, "wrong_value"),
        (("positions", 0, "positionid"), "1", "wrong_value"),
        (("positions", 0, "positionid"), 0, "wrong_value"),
        (("positions", 0, "price"), "-5.00", "wrong_amount"),
        (("positions", 0, "seat"), "C-9", "wrong_value"),
        (("positions", 0, "canceled"), "no", "wrong_value"),
        (("positions",), None, "missing_value"),
        (("refunds", 0, "amount"), "99999.00", "refund_too_large"),
        (("refunds", 0, "amount"), "-1.00", "wrong_amount"),
        (("payments", 0, "provider"), [], "wrong_value"),
        (("code",), "", "missing_value"),
        (("status",), ["p"], "wrong_value"),
    ],
)
def test_a_broken_value_names_its_field(
    empty: Path, tmp_path: Path, path: tuple[Any, ...], value: Any, code: str
) -> None:
    files = copy.deepcopy(FILES)
    put(files, file="orders-01", path=(0, *path), value=value)
    report = twice(empty, tmp_path / "book", written(files))
    assert [(r.code, r.lines) for r in report.refused] == [(code, (1,))]
    named = {"code": "code", "refunds": "refund", "payments": "provider"}.get(str(path[0]), str(path[-1]))
    assert named in str(report.refused[0].data["field"])
    assert report.files[0].orders.added == ORDERS - 1


def test_a_broken_invoice_costs_its_order(empty: Path, tmp_path: Path) -> None:
    files = copy.deepcopy(FILES)
    numbers = [o["code"] for o in files["orders-01"]]
    invoice = next(i for i in files["invoices"] if i["order"] in numbers)
    invoice["refers"] = ["x"]
    report = twice(empty, tmp_path / "book", written(files))
    assert [(r.code, r.lines, r.data["field"]) for r in report.refused] == [
        ("wrong_value", (numbers.index(invoice["order"]) + 1,), "refers")
    ]


@pytest.mark.parametrize("same", ["id", "positionid", "secret"])
def test_a_ticket_twice_in_an_order_is_refused(empty: Path, tmp_path: Path, same: str) -> None:
    files = copy.deepcopy(FILES)
    number, order = next((n, o) for n, o in enumerate(files["orders-01"], 1) if len(o["positions"]) > 1)
    order["positions"][1][same] = order["positions"][0][same]
    report = twice(empty, tmp_path / "book", written(files))
    assert [(r.code, r.lines) for r in report.refused] == [("twice_in_order", (number,))]


def test_an_order_twice_in_a_file_goes_in_once(empty: Path, tmp_path: Path) -> None:
    files = copy.deepcopy(FILES)
    again = copy.deepcopy(files["orders-01"][0])
    again["email"] = "somebody.else@example.org"
    files["orders-01"].append(again)
    report = twice(empty, tmp_path / "book", written(files))
    assert [(r.code, r.lines) for r in report.refused] == [("twice_in_file", (ORDERS + 1,))]


def test_a_number_too_long_to_be_one_damages_its_order(empty: Path, tmp_path: Path) -> None:
    content = written(copy.deepcopy(FILES))
    content["orders-01.json"] = content["orders-01.json"].replace(
        b'"positionid": 1,', b'"positionid": ' + b"1" * 5000 + b",", 1
    )
    report = twice(empty, tmp_path / "book", content)
    assert [r.code for r in report.refused] == ["damaged_json"]
    assert report.files[0].orders.added == ORDERS - 1


# --- spreadsheets ----------------------------------------------------------------------------------------------------

COLUMNS = (
    *("order", "ticket", "event", "starts", "zone", "price", "currency", "created", "state", "method"),
    *("customer", "email", "phone", "language", "seat", "ticket_state"),
)


def rows() -> list[dict[str, str]]:
    found = list(csv.DictReader((DATA / "orders.csv").read_text("utf-8").splitlines()))[:24]
    return [{name: row[name] for name in COLUMNS} for row in found]


ROWS = rows()
CELLS = st.one_of(
    st.sampled_from(
        [
            *("", " ", "x", "-1", "-5.00", "1e5", "9" * 12, "9" * 5000, "1.999", "NaN", "²", "٣", "\x00", "Z", "JPY"),
            *(
                "XYZ",
                "CHF ",
                "held",
                "expired",
                "paid",
                "cancelled",
                "2027-01-02",
                "0001-01-01",
                "9999-12-31T23:59:59Z",
            ),
            *("2027-01-02T20:00:00+23:59", "2027-02-30", "=1+1", '"', "a;b,c\td", "line\nbreak", "\ud7ff"),
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)


def sheet(table: list[dict[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(table)
    return out.getvalue().encode()


def test_odd_cells_cost_their_order(empty: Path, tmp_path: Path, long_run: bool) -> None:
    @settings(
        max_examples=600 if long_run else 60,
        deadline=None,
        derandomize=not long_run,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(0, len(ROWS) - 1), st.sampled_from(COLUMNS), CELLS)
    def search(row: int, column: str, cell: str) -> None:
        table = copy.deepcopy(ROWS)
        table[row][column] = cell
        report = twice(empty, tmp_path / "book", {"orders.csv": sheet(table)})
        assert not report.unreadable
        assert report.files[0].orders.refused <= 2

    search()


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("state", "cancelled", "differs_in_order"),
        ("method", "cash", "differs_in_order"),
        ("email", "other@example.org", "differs_in_order"),
        ("phone", "117", "differs_in_order"),
        ("currency", "EUR", "differs_in_order"),
        ("method", "shells", "unknown_method"),
        ("price", "-5.00", "wrong_amount"),
        ("price", "lots", "wrong_amount"),
        ("starts", "soon", "wrong_time"),
    ],
)
def test_a_broken_cell_names_column_and_value(empty: Path, tmp_path: Path, column: str, cell: str, code: str) -> None:
    table = copy.deepcopy(ROWS)
    assert table[0]["order"] == table[1]["order"], "an order of several rows"
    table[1][column] = cell
    if code == "unknown_method":
        table[0][column] = cell
    report = twice(empty, tmp_path / "book", {"orders.csv": sheet(table)})
    [refused] = report.refused
    told = sentence(refused.code, data=refused.data)
    assert (refused.code, column in told) == (code, True)
    assert code == "differs_in_order" or cell in told


def test_an_order_in_another_currency_than_its_performance_is_refused(empty: Path, tmp_path: Path) -> None:
    table = copy.deepcopy(ROWS)
    last = table[-1]["order"]
    for row in table:
        if row["order"] == last:
            row["currency"] = "EUR"
    report = twice(empty, tmp_path / "book", {"orders.csv": sheet(table)})
    [refused] = report.refused
    assert refused.code == "other_currency"
    assert sentence(refused.code, data=refused.data).startswith("EUR is not the currency of")


def test_sums_that_no_book_can_hold_are_refused(empty: Path, tmp_path: Path) -> None:
    table = [dict(ROWS[0], ticket=f"T{n}", seat="", price="9" * 12) for n in range(120)]
    report = twice(empty, tmp_path / "book", {"orders.csv": sheet(table)})
    assert [(r.code, len(r.lines)) for r in report.refused] == [("wrong_amount", 120)]
