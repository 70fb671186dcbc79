"""The command `report`: its lines, its documents, its CSV files."""

import csv
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Desk

TOMORROW = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()


@pytest.fixture
def worked(desk: Desk) -> Desk:
    """Three cancellations of real orders: one in cash, one by transfer, one only clicked; the last two by Marc."""
    desk.say("cancel", "XHUVE-1", "--reason", "customer_asked", "--refund", "cash", "--note", "=1+1", "--as", "Lea")
    desk.say("cancel", "XHUVE-2", "--reason", "our_error", "--refund", "bank_transfer", "--as", "Marc")
    desk.say("cancel", "LHYFF-1", "--as", "Marc")
    return desk


def by_ticket(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {line["ticket"]: line for line in document["lines"]}


def test_cancellations(worked: Desk) -> None:
    found = worked.json("report", "cancellations")
    lines = by_ticket(found)
    assert list(lines) == ["LHYFF-1", "XHUVE-2", "XHUVE-1"]
    assert [line["state"] for line in lines.values()] == ["unfinished", "finished", "finished"]
    first = lines["XHUVE-1"]
    assert (first["by"], first["reason_label"], first["note"]) == ("Lea", "Customer asked", "=1+1")
    paid = next(t for t in worked.json("show", "XHUVE")["tickets"] if t["short"] == "XHUVE-1")["cancelled"]["refunds"]
    assert first["amount"]["amount"] == sum(r["amount"]["amount"] for r in paid) > 0
    assert {t["method"]: t["amount"]["amount"] for t in found["totals"]} == {
        "cash": first["amount"]["amount"],
        "bank_transfer": lines["XHUVE-2"]["amount"]["amount"],
    }
    text = worked.say("report", "cancellations", "--lang", "fr").out
    assert "XHUVE-1" in text and "Espèces : CHF" in text


def test_refunds_due(worked: Desk) -> None:
    found = worked.json("report", "refunds-due")
    (line,) = [x for x in found["lines"] if x["ticket"] == "XHUVE-2"]
    assert (line["method"], line["by"], line["order"]) == ("bank_transfer", "Marc", "XHUVE")
    worked.say("paid-out", "XHUVE-2", "--as", "Lea")
    assert "XHUVE-2" not in by_ticket(worked.json("report", "refunds-due"))


def test_filters(worked: Desk) -> None:
    assert list(by_ticket(worked.json("report", "cancellations", "--who", "lea"))) == ["XHUVE-1"]
    assert list(by_ticket(worked.json("report", "cancellations", "--method", "Virement"))) == ["XHUVE-2"]
    assert worked.json("report", "cancellations", "--since", TOMORROW)["lines"] == []
    assert worked.say("report", "cancellations", "--since", TOMORROW).out == "Nothing was cancelled here.\n"
    assert worked.say("report", "refunds-due", "--since", TOMORROW).out == "No refund is open.\n"


def test_csv(worked: Desk, tmp_path: Path) -> None:
    for what, count in (("cancellations", 3), ("refunds-due", len(worked.json("report", "refunds-due")["lines"]))):
        file = tmp_path / f"{what}.csv"
        done = worked.json("report", what, "--csv", str(file))
        assert (done["csv"], done["count"]) == (str(file), count)
        data = file.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf") and b"\r\r" not in data
        rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
        assert len(rows) == count
        assert {row["Currency"] for row in rows} == {"CHF"}
        if what == "cancellations":
            assert rows[-1]["Note"] == "'=1+1"
            assert worked.say("report", what, "--csv", str(file)).out.startswith("3 lines are in ")


@pytest.mark.parametrize("what", ["cancellations", "refunds-due", "credits", "cases"])
def test_a_folder_is_as_good_as_a_file(worked: Desk, tmp_path: Path, what: str) -> None:
    assert worked.json("report", what, "--csv", str(tmp_path))["csv"] == str(tmp_path / f"{what}.csv")
    assert (tmp_path / f"{what}.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_what_is_refused(worked: Desk, tmp_path: Path) -> None:
    assert worked.refused("report", "cancellations", "--method", "shells")["code"] == "unknown_method"
    assert worked.refused("report", "cancellations", "--who", "Nobody")["code"] == "nobody_called"
    gone = str(tmp_path / "gone" / "x.csv")
    assert worked.refused("report", "cancellations", "--csv", gone, code=5)["code"] == "no_folder"


@pytest.mark.parametrize("end", ["", "-wal"])
@pytest.mark.parametrize("words", [("report", "cancellations", "--csv"), ("doorlist", "opera/1", "--pdf")])
def test_no_paper_is_written_over_a_book(worked: Desk, tmp_path: Path, words: tuple[str, ...], end: str) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as made:
        made.execute("CREATE TABLE t (a)")
    made.close()
    before = other.read_bytes()
    performance = worked.json("today")["performances"][0]["performance"]
    said = [performance if word == "opera/1" else word for word in words]
    assert worked.refused(*said, f"{other}{end}", code=5)["code"] == "is_a_book"
    assert other.read_bytes() == before


HEAD = "order,created,state,method,customer,ticket,event,starts,zone,tariff,price,currency,ticket_state"
ROW = "RES{0},2089-11-01T10:00:00+01:00,pending,on_site,Ann Hall,code{0},Aida,2090-01-07T20:00:00+01:00,A,Adult,30.00,CHF,valid"


@pytest.fixture
def owing(fresh: Desk, tmp_path: Path) -> Desk:
    """One reservation paid 10.00 too much by transfer, one paid in part and released."""
    (tmp_path / "orders.csv").write_text("\n".join([HEAD, ROW.format(1), ROW.format(2)]), encoding="utf-8")
    fresh.say("import", str(tmp_path / "orders.csv"))
    fresh.say("pay", "RES1", "--method", "bank_transfer", "--amount", "40")
    fresh.say("pay", "RES2", "--method", "cash", "--amount", "5")
    performance = fresh.json("today")["performances"][0]["performance"]
    fresh.say("release", performance, "--order", "RES2")
    return fresh


def test_credits_are_listed_until_they_are_given_back(owing: Desk, tmp_path: Path) -> None:
    found = owing.json("report", "credits")
    lines = [(x["order"], x["customer"], x["amount"]["amount"], x["why"]) for x in found["lines"]]
    assert lines == [("RES1", "Ann Hall", 1000, "overpaid"), ("RES2", "Ann Hall", 500, "released")]
    assert found["totals"] == [{"amount": {"amount": 1500, "currency": "CHF"}, "count": 2}]
    assert all(x["since"].endswith("Z") and x["to_do"] == "Give it back to the customer." for x in found["lines"])
    text = owing.say("report", "credits", "--lang", "fr").out
    assert "RES1" in text and "CHF 15.00 (2)" in text and "Rendez" in text
    file = tmp_path / "credits.csv"
    assert owing.json("report", "credits", "--csv", str(file))["count"] == 2
    assert len(file.read_text("utf-8-sig").splitlines()) == 3
    for order in ("RES1", "RES2"):
        owing.say("give-back", order, "--refund", "cash")
    assert owing.say("report", "credits").out == "Nobody has credit.\n"


def test_open_cases_are_listed_with_what_to_do(owing: Desk) -> None:
    [case] = owing.json("report", "cases")["lines"]
    assert (case["order"], case["why"], case["amount"]["amount"]) == ("RES2", "credit_of_released", 500)
    assert case["case"] and case["to_do"]
    done = owing.json("close-case", case["case"], "--note", "she was called")
    assert done["operation"]
    assert owing.say("report", "cases").out == "No case is open.\n"
    assert owing.refused("close-case", case["case"], "--note", "again")["code"] == "case_closed"
    nothing = owing.refused("close-case", "nope", "--note", "x", code=4)
    assert (nothing["code"], nothing["next"]) == ("not_found", ["report cases"])
    assert nothing["message"].startswith("There is no case nope here.")


def test_a_case_is_closed_by_the_short_form_that_the_report_prints(owing: Desk) -> None:
    [case] = owing.json("report", "cases")["lines"]
    line = owing.say("report", "cases").out.splitlines()[0]
    short = line.split()[0]
    assert short == case["case"][:8]
    assert "RES2" in line
    done = owing.json("close-case", f" {short.upper()} ", "--note", "she was called")
    assert done["case"] == case["case"]
    assert owing.json("report", "cases")["lines"] == []


def test_credits_have_no_method(owing: Desk) -> None:
    assert owing.say("report", "credits", "--method", "cash", code=2).out == ""


def test_a_customer_to_whom_money_is_owed_is_erased_only_by_who_insists(owing: Desk) -> None:
    no = owing.refused("erase-customer", "RES1")
    assert (no["code"], no["next"]) == ("still_owed", ["give-back", "paid-out"])
    assert "CHF 10.00 are still owed to this customer (order RES1)" in no["message"]
    done = owing.json("erase-customer", "RES1", "--even-if-owed")
    assert done["still_owed"] == [{"order": "RES1", "amount": {"amount": 1000, "currency": "CHF"}}]
    assert owing.json("show", "RES1")["customer"] is None


def test_money_that_went_back_by_another_method_names_both(fresh: Desk, tmp_path: Path) -> None:
    fresh.say("catalogue", "make", "Gala", "--starts", "2090-12-24 20:00", "--zone", "Hall:20:Adult=30")
    number = fresh.say("sell", "2xgala:Hall:Adult", "--pay", "cash").out.split()[1]
    fresh.say("cancel", f"{number}-1", "--reason", "duplicate", "--refund", "card")
    fresh.say("cancel", f"{number}-2", "--reason", "duplicate", "--refund", "cash")
    billed = fresh.json("sell", "gala:Hall:Adult", "--pay", "invoice", "--customer", "Ann")["order"]["number"]
    fresh.say("pay", billed, "--method", "bank_transfer")
    fresh.say("cancel", f"{billed}-1", "--reason", "duplicate", "--refund", "later")
    lines = by_ticket(fresh.json("report", "cancellations"))
    refunds = {short: line["refunds"][0] for short, line in lines.items()}
    told = {short: (r["method"], r["paid_by"], r["paid_by_label"], r["another_way"]) for short, r in refunds.items()}
    assert told == {
        f"{number}-1": ("card", "cash", "Cash", True),
        f"{number}-2": ("cash", "cash", "Cash", False),
        f"{billed}-1": ("later", "bank_transfer", "Bank transfer", True),
    }
    text = fresh.say("report", "cancellations").out
    assert "Card (paid: Cash)" in text and text.count("(paid: ") == 2
    assert "Carte (payé : Espèces)" in fresh.say("report", "cancellations", "--lang", "fr").out
    fresh.say("report", "cancellations", "--csv", str(tmp_path / "c.csv"))
    rows = list(csv.DictReader((tmp_path / "c.csv").read_text("utf-8-sig").splitlines()))
    assert [(row["Ticket"], row["Method"], row["Paid by"]) for row in rows][1:] == [
        (f"{number}-2", "Cash", "Cash"),
        (f"{number}-1", "Card", "Cash"),
    ]
