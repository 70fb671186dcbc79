"""A damaged book, whatever is wrong with it: people are told what to do, and what the database said is in --json alone."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from tests.cli.test_books import whole_in_one_file

RAW = re.compile(
    r"[Mm]alformed|not a database|no such|disk image|sqlite_|sql logic|in database main|[Bb]tree|[Ff]reelist|\b[Pp]age \d|\w+Error\b"
)
COMMANDS = (
    *(("find", "keller"), ("show", "LHYFF"), ("free", "opera/4"), ("check", "LHYFF-1"), ("today",), ("waiting",)),
    *(("report", "cancellations"), ("journal", "--verify"), ("journal", "--replay"), ("doctor",)),
    *(("backup", "{copy}"), ("cancel", "LHYFF-1"), ("note", "LHYFF", "hello"), ("rules",)),
)


def cut_in_half(book: Path) -> None:
    book.write_bytes(book.read_bytes()[: book.stat().st_size // 2])


def no_header(book: Path) -> None:
    data = book.read_bytes()
    book.write_bytes(data[:16] + bytes(84) + data[100:])


def rubbish_in_the_middle(book: Path) -> None:
    data = book.read_bytes()
    book.write_bytes(data[:4096] + b"\xa5" * (len(data) - 2 * 4096) + data[-4096:])


def rubbish_in_each_page(book: Path) -> None:
    data = bytearray(book.read_bytes())
    for start in range(4096, len(data), 4096):
        data[start : start + 12] = b"\x00" * 12
    book.write_bytes(data)


def without(*tables: str) -> Callable[[Path], None]:
    def drop(book: Path) -> None:
        connection = sqlite3.connect(book)
        for table in tables:
            connection.execute(f"DROP TABLE {table}")
        connection.commit()
        connection.close()

    return drop


def without_a_column(book: Path) -> None:
    connection = sqlite3.connect(book)
    connection.execute("ALTER TABLE orders RENAME COLUMN number TO other")
    connection.commit()
    connection.close()


DAMAGES: dict[str, Callable[[Path], None]] = {
    "cut in half": cut_in_half,
    "no header": no_header,
    "rubbish": rubbish_in_the_middle,
    "pages": rubbish_in_each_page,
    "no orders": without("orders"),
    "no tickets": without("tickets", "money_lines"),
    "no performances": without("performances", "zones"),
    "no operations": without("operations"),
    "no column": without_a_column,
}


@pytest.mark.parametrize("kind", DAMAGES)
def test_nobody_at_the_desk_reads_what_the_database_said(desk: Desk, kind: str, tmp_path: Path) -> None:
    whole_in_one_file(desk)
    DAMAGES[kind](desk.book)
    refused, copy = 0, str(tmp_path / "copy.db")
    for words in ([word.format(copy=copy) for word in command] for command in COMMANDS):
        answers = [desk.run(*words), desk.run(*words, "--lang", "fr")]
        for said in answers:
            assert RAW.search(said.out + said.err) is None, (words, said)
            assert "went wrong in the program" not in said.err, (words, said)
        document = desk.run(*words, "--json").document
        if document.get("error", {}).get("code") in ("damaged", "read_only", "database"):
            assert document["error"]["detail"], words
            assert document["error"]["detail"] not in answers[0].err
            assert answers[1].err != answers[0].err
            refused += 1
    assert refused >= 2
    [file, journal] = [c for c in desk.run("doctor", "--json").document["checks"] if c["check"] in ("file", "journal")]
    assert not (file["ok"] and journal["ok"])
    assert "BAD" in desk.run("doctor").out


@pytest.mark.parametrize("kind", ["cut in half", "rubbish", "pages"])
def test_a_damaged_copy_is_refused_in_our_words(desk: Desk, kind: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    desk.say("backup", str(copy))
    DAMAGES[kind](copy)
    for words in (("restore", str(copy)), ("restore", str(copy), "--lang", "fr")):
        said = desk.run(*words)
        assert said.code == 5
        assert RAW.search(said.out + said.err) is None, said
    error = desk.run("restore", str(copy), "--json").error
    assert error["code"] == "copy_damaged"
    assert error["detail"]
