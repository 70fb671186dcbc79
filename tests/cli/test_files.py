"""What `import` says of files of every kind: taken in, in part, or not at all; and that a no leaves nothing behind."""

from __future__ import annotations

import gzip
import json
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Desk
from tests.conftest import DATA, orders_files

CSV = (DATA / "orders.csv").read_text("utf-8")
SOME_ROWS = "\n".join(CSV.splitlines()[:13]) + "\n"


@pytest.fixture
def opera(tmp_path: Path) -> Path:
    """The opera's files without its orders."""
    folder = tmp_path / "opera"
    shutil.copytree(DATA / "pretix-opera", folder, ignore=shutil.ignore_patterns("orders-*"))
    return folder


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_csv_of_every_encoding(fresh: Desk, tmp_path: Path, encoding: str) -> None:
    text = SOME_ROWS.replace("Heather Briggs", "Zoë Müller-Weiß")
    file = tmp_path / "orders.csv"
    file.write_bytes(text.encode(encoding, "replace"))
    done = fresh.json("import", str(file))
    assert done["refused"] == []
    assert done["files"][0]["tickets"]["added"] == 12
    assert fresh.json("find", "zoe mueller")["orders"][0]["customer"] == "Zoë Müller-Weiß"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("gone.json", None, "gone.json cannot be opened (No such file or directory)."),
        ("letter.txt", b"Dear Madam", "letter.txt is neither JSON nor CSV."),
        ("empty.csv", b"", "Columns are missing"),
        ("bytes.csv", bytes(range(256)), "Columns are missing"),
        ("no.json.gz", b"this is no gzip", "no.json.gz is not a gzip file."),
        ("alone.json", b"[]", "event.json must lie beside the orders"),
    ],
)
def test_an_unreadable_file(desk: Desk, tmp_path: Path, name: str, data: bytes | None, said: str) -> None:
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    before = desk.written()
    done = desk.json("import", str(file), "--as", "Lea", code=5)
    assert [(r["file"], r["lines"]) for r in done["refused"]] == [(name, [])]
    assert said in done["refused"][0]["message"]
    told = desk.say("import", str(file), "--as", "Lea", code=5).out
    assert told.count(name) == 1
    assert "0 new" not in told
    assert desk.written() == before


@pytest.mark.parametrize("data", [b"", b"{]", b"null", b"42", b'"text"', b'{"count": 3}', b"\xff\xfe\x00"])
def test_what_is_no_list_of_orders(desk: Desk, opera: Path, data: bytes) -> None:
    (opera / "orders-01.json").write_bytes(data)
    done = desk.json("import", str(opera / "orders-01.json"), code=5)
    assert "no list of orders" in done["refused"][0]["message"]


def test_one_bad_file_does_not_keep_the_others_out(fresh: Desk, tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text(SOME_ROWS, encoding="utf-8")
    done = fresh.json("import", str(tmp_path / "gone.csv"), str(tmp_path / "orders.csv"), code=5)
    assert [f["tickets"]["added"] for f in done["files"]] == [0, 12]
    assert [r["file"] for r in done["refused"]] == ["gone.csv"]


def test_bad_lines_are_named_and_the_others_go_in(fresh: Desk, tmp_path: Path) -> None:
    head, *rows = SOME_ROWS.splitlines()
    rows[4] = rows[4].replace("CHF", "FRANCS")
    rows[9] = rows[9].replace(",valid", ",perhaps")
    (tmp_path / "orders.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    done = fresh.json("import", str(tmp_path / "orders.csv"), code=3)
    assert {line for r in done["refused"] for line in r["lines"]} >= {6, 11}
    assert all(r["message"] for r in done["refused"])
    assert done["files"][0]["orders"]["refused"] == len(done["refused"]) == 2
    assert done["files"][0]["orders"]["added"] > 0
    told = fresh.say("import", str(tmp_path / "orders.csv"), code=3).out
    assert "orders.csv line" in told


@pytest.mark.parametrize("share", [0.4, 0.7, 0.99])
def test_a_file_that_was_cut(fresh: Desk, opera: Path, share: float) -> None:
    data = orders_files("pretix-opera")[1].read_bytes()
    (opera / "orders-02.json.gz").write_bytes(data[: int(len(data) * share)])
    done = fresh.json("import", str(opera / "orders-02.json.gz"), code=3)
    assert 0 < done["files"][0]["orders"]["added"] < 50
    assert "ends in the middle of an order" in done["refused"][-1]["message"]
    assert done["refused"][-1]["lines"]
    shutil.copy(orders_files("pretix-opera")[1], opera)
    rest = fresh.json("import", str(opera / "orders-02.json.gz"))["files"][0]["orders"]
    assert rest["added"] + rest["same"] == 50
    assert rest["same"] == done["files"][0]["orders"]["added"]


def test_json_in_another_encoding_is_refused_line_by_line(fresh: Desk, opera: Path) -> None:
    text = gzip.decompress(orders_files("pretix-opera")[0].read_bytes()).decode()
    whole = len(json.loads(text)["results"])
    (opera / "orders-01.json").write_bytes(text.encode("cp1252", "replace"))
    done = fresh.json("import", str(opera / "orders-01.json"), code=3)
    counts = done["files"][0]["orders"]
    assert counts["added"] + counts["refused"] == whole
    assert {"characters that are no text" in r["message"] for r in done["refused"]} == {True}
    (opera / "orders-01.json").write_bytes(text.encode("utf-8-sig"))
    assert fresh.json("import", str(opera / "orders-01.json"))["files"][0]["orders"]["added"] == counts["refused"]


def test_a_folder(fresh: Desk, opera: Path, tmp_path: Path) -> None:
    shutil.copy(orders_files("pretix-opera")[0], opera)
    done = fresh.json("import", str(opera))
    assert sum(f["orders"]["added"] for f in done["files"]) == 50
    (tmp_path / "nothing").mkdir()
    error = fresh.refused("import", str(tmp_path / "nothing"), code=5)
    assert error["code"] == "no_orders_files"
    assert str(tmp_path / "nothing") in error["message"]


def test_shifted_dates(fresh: Desk) -> None:
    fresh.say("import", str(orders_files("pretix-opera")[0]), "--shift-to", "2090-01-02")
    starts = {t["starts"][:10] for t in fresh.json("show", "LHYFF")["tickets"]}
    assert starts == {"2090-01-07"}


def test_progress_goes_to_standard_error(fresh: Desk, tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text(SOME_ROWS, encoding="utf-8")
    said = fresh.say("import", str(tmp_path / "orders.csv"), "--json", "--verbose")
    assert said.document["files"][0]["name"] == "orders.csv"
    assert said.err.startswith("orders.csv: ")


LINE = "order,ticket,event,starts,zone,price,currency,seat\n{},{},Aida,2030-01-01T20:00,Hall,10.00,CHF,A-1\n"


def test_two_files_of_one_name_are_told_apart(fresh: Desk, tmp_path: Path) -> None:
    for name, number in (("monday", "X1"), ("tuesday", "X2")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "orders.csv").write_text(LINE.format(number, f"{number}T"))
    done = fresh.json("import", str(tmp_path / "monday" / "orders.csv"), str(tmp_path / "tuesday" / "orders.csv"))
    assert [f["name"] for f in done["files"]] == [str(tmp_path / d / "orders.csv") for d in ("monday", "tuesday")]


def test_a_ticket_on_a_taken_seat_is_named(fresh: Desk, tmp_path: Path) -> None:
    for name, number in (("one.csv", "X1"), ("two.csv", "X2")):
        (tmp_path / name).write_text(LINE.format(number, f"{number}T"))
    fresh.say("import", str(tmp_path / "one.csv"))
    said = fresh.say("import", str(tmp_path / "two.csv"))
    assert "X2-1: seat A-1 belongs to somebody else here." in said.out
    (tmp_path / "one.csv").write_text(LINE.format("X3", "X3T"))
    assert fresh.json("import", str(tmp_path / "one.csv"))["displaced"] == [
        {"order": "X3", "ticket": "X3-1", "seat": "A-1"}
    ]


def test_what_follows_a_complete_archive_is_no_part_of_it(fresh: Desk, tmp_path: Path) -> None:
    """`gzip -t` warns and goes on; a second member is read, a cut or changed one is said."""
    text = LINE.format("X1", "X1T").encode() + b"X2,X2T,Aida,2030-01-01T20:00,Hall,10.00,CHF,A-2\n"
    whole, half = gzip.compress(text), gzip.compress(text[:90]) + gzip.compress(text[90:])
    for name, data in (("a", whole + b"garbage"), ("b", whole + bytes(512)), ("c", half)):
        (tmp_path / f"{name}.csv.gz").write_bytes(data)
        done = fresh.json("import", str(tmp_path / f"{name}.csv.gz"))
        assert (done["files"][0]["orders"]["added"] + done["files"][0]["orders"]["same"], done["refused"]) == (2, [])
    changed = bytearray(whole)
    changed[-6] ^= 1
    for name, data in (("d", whole[:-12]), ("e", bytes(changed))):
        (tmp_path / f"{name}.csv.gz").write_bytes(data)
        assert "ends in the middle" in fresh.say("import", str(tmp_path / f"{name}.csv.gz"), code=3).out


def test_columns_of_one_name_and_tickets_that_were_left_out(fresh: Desk, tmp_path: Path) -> None:
    (tmp_path / "twice.csv").write_text(LINE.format("X1", "X1T").replace("zone", "seat", 1))
    said = fresh.say("import", str(tmp_path / "twice.csv"), code=5)
    assert "Two columns are called seat." in said.out or "Columns are missing" in said.out
    (tmp_path / "some.csv").write_text(LINE.format("X1", "X1T") + "X2,X2T,Aida,never,Hall,10.00,CHF,A-2\n" * 2)
    file = fresh.json("import", str(tmp_path / "some.csv"), code=3)["files"][0]
    assert (file["orders"]["refused"], file["tickets"]["refused"]) == (1, 2)


def test_an_interrupted_import_says_what_is_in(fresh: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ticketoffice.desk import import_orders

    rows = [f"X{n},X{n}T,Aida,2030-01-01T20:00,Hall,10.00,CHF,\n" for n in range(150)]
    (tmp_path / "many.csv").write_text(LINE.split("{}")[0] + "".join(rows))
    batch = import_orders._take_batch

    def pressed(*words: Any, **more: Any) -> Any:
        signal.raise_signal(signal.SIGINT)
        return batch(*words, **more)

    monkeypatch.setattr(import_orders, "_take_batch", pressed)
    said = fresh.say("import", str(tmp_path / "many.csv"), code=1)
    assert "100 new" in said.out and "Stopped." in said.out
    monkeypatch.undo()


def test_no_mark_turns_a_name_around(fresh: Desk, tmp_path: Path) -> None:
    text = "order,ticket,event,starts,zone,price,currency,customer\nX1,X1T,Aida,2030-01-01T20:00,Hall,10.00,CHF,Lea \u202egnimoC\n"
    (tmp_path / "o.csv").write_text(text, "utf-8")
    fresh.say("import", str(tmp_path / "o.csv"))
    assert fresh.json("show", "X1")["customer"]["name"] == "Lea gnimoC"
