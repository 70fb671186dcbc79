"""What a spreadsheet makes of our tables: LibreOffice opens them, and no text of other people's becomes a formula."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.desk.test_csv_text import VALUES
from tests.printing.test_door_lists import FORMULAS, listed, row
from ticketoffice.desk.csv_text import csv_bytes, delimiter_of
from ticketoffice.printing.documents.door_list import door_list_table

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def opened(file: Path, folder: Path, *, delimiter: str) -> list[ElementTree.Element]:
    """The cells that LibreOffice makes of a CSV file, formulas and all."""
    how = f"CSV:{ord(delimiter)},34,76,1,,0,false,true,false"
    subprocess.run(
        [
            str(shutil.which("soffice")),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            f"--infilter={how}",
            "--convert-to",
            "fods",
            "--outdir",
            str(folder),
            str(file),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return list(ElementTree.parse(folder / f"{file.stem}.fods").iter(f"{TABLE}table-cell"))


def texts(cells: list[ElementTree.Element]) -> list[str]:
    return ["\n".join("".join(part.itertext()) for part in cell) for cell in cells if len(cell)]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_text_stays_a_text(tmp_path: Path, long_run: bool, language: str) -> None:
    if not long_run and language != "en":
        pytest.skip("one language is enough without --long")
    found = listed(*(row(text, note=text) for text in (*FORMULAS, *VALUES)))
    columns, rows = door_list_table(found, language=language)
    file = tmp_path / "list.csv"
    file.write_bytes(csv_bytes(columns, rows, delimiter=delimiter_of(language)))
    cells = opened(file, tmp_path, delimiter=delimiter_of(language))
    assert [cell.get(f"{TABLE}formula") for cell in cells if cell.get(f"{TABLE}formula")] == []
    shown = texts(cells)
    assert columns[0] in shown, "the byte-order mark is no letter"
    assert sum(text == "'=1+1" for text in shown) >= 2
    assert [text for text in VALUES if f"'{text}" not in shown and text == text.strip()] == []
    values = [cell for cell in cells if cell.get(f"{OFFICE}value-type") not in (None, "string")]
    assert len(values) == 3 * len(found.rows), "the two counts and the time of printing of each row"
    kinds = {cell.get(f"{OFFICE}value-type") for cell in cells if "".join(cell.itertext()).strip().startswith("'")}
    assert kinds == {"string"}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_the_same_text_unguarded_would_be_a_formula(tmp_path: Path, long_run: bool) -> None:
    """What the test above looks for is seen where nobody guards."""
    if not long_run:
        pytest.skip("--long")
    file = tmp_path / "bare.csv"
    file.write_text("a\n=1+1\n")
    formulas = [cell.get(f"{TABLE}formula") for cell in opened(file, tmp_path, delimiter=",")]
    assert any(formulas)
