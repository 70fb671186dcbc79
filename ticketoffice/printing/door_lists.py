"""The door list of a performance as a PDF or CSV file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ticketoffice.desk.door_list import door_list
from ticketoffice.domain.calendar import to_datetime

if TYPE_CHECKING:
    from ticketoffice.desk.evening_views import DoorList
    from ticketoffice.store.book import Book


def save_door_list(book: Book, performance: str, *, by: str, form: str, to: Path, language: str) -> Path:
    """Writes the list by `name` or `seat` as `pdf` or `csv`, whole or not at all, and returns the file.

    `to` is the file, or a folder that is there, in which the file is named after performance and day. Raises RuleBroken
    `not_found`, Unavailable `no_folder` or `cannot_write`.
    """
    from ticketoffice.printing.whole_file import export

    found = door_list(book, performance, by=by)
    file = to / _name_of(found, form=form) if to.is_dir() else to
    export(_bytes_of(found, form=form, language=language), file)
    return file


def _name_of(found: DoorList, *, form: str) -> str:
    tonight = found.performance
    day = f"{to_datetime(tonight.starts_at, timezone=tonight.timezone):%Y-%m-%d-%H%M}"
    name = re.sub(r"[^0-9A-Za-z.-]+", "_", tonight.performance)[:60].strip("_")
    return f"door-list-{name}-{day}-{found.by}.{form}"


def _bytes_of(found: DoorList, *, form: str, language: str) -> bytes:
    from ticketoffice.printing.documents import door_list as document

    if form == "csv":
        from ticketoffice.desk.csv_text import csv_bytes, delimiter_of

        columns, rows = document.door_list_table(found, language=language)
        return csv_bytes(columns, rows, delimiter=delimiter_of(language))
    from ticketoffice.printing.renderers.list_pdf import list_pdf

    return list_pdf(document.door_list_paper(found, language=language))
