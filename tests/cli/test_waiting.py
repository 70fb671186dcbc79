"""Orders that wait, and notes, at the command line: documents field by field, and every no."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from tests.desk.test_mail import Box, serving
from tests.desks import Desk as JoinedDesk
from ticketoffice.desk.sentences import sentence
from ticketoffice.domain.calendar import to_instant
from ticketoffice.store.clock import SystemClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import Kind, open_book, open_url

DAY = re.compile(r"\d{4}-\d\d-\d\d")
TWO = ("--as", "Lea", "--approve-as", "Max")
FIELDS = {
    "number",
    "method",
    "customer",
    "email",
    "tickets",
    "open",
    "paid",
    "performance",
    "event",
    "starts",
    "admit_unpaid",
    "release",
    "due_on",
    "last_on",
    "reminders",
    "due",
    "due_since",
}


def waiting(desk: Desk) -> dict[str, dict[str, object]]:
    return {row["number"]: row for row in desk.json("waiting")["orders"]}


HEAD = "order,created,state,method,customer,email,phone,language,ticket,event,starts,zone,tariff,seat,price,currency,ticket_state"


def reserve(desk: Desk, *, starts: str) -> str:
    """Two reservations for one performance are taken in; what it is called."""
    rows = [
        f"{number},2019-11-01T10:00:00+01:00,pending,on_site,Ann Hall,,,en,{number}{n},Aida,{starts},A,Adult,,85.00,CHF,valid"
        for number in ("RES1", "RES2")
        for n in (1, 2)
    ]
    file = desk.home / "reserved.csv"
    file.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    desk.json("import", str(file), "--as", "Lea")
    return str(waiting(desk)["RES1"]["performance"])


def test_waiting_lists_what_is_open_and_until_when(desk: Desk) -> None:
    found = waiting(desk)
    assert {"TEY9V", "S9HL7M"} <= set(found)
    invoice = found["TEY9V"]
    assert set(invoice) == FIELDS
    assert (invoice["method"], invoice["release"], invoice["admit_unpaid"]) == ("invoice", None, False)
    assert DAY.fullmatch(str(invoice["due_on"]))
    assert DAY.fullmatch(str(invoice["last_on"]))
    told = desk.say("waiting").out
    assert all(number in told for number in found)
    assert "CHF" in told


def test_release_gives_up_what_is_named_and_only_that(desk: Desk) -> None:
    number, performance = "RES1", reserve(desk, starts="2090-01-07T20:00:00+01:00")
    row = waiting(desk)[number]
    released, starts = (datetime.fromisoformat(str(row[name])) for name in ("release", "starts"))
    assert starts - released == timedelta(minutes=30)
    assert desk.json("release", performance)["released"] == [], "its time has not come"
    assert desk.say("release", performance).out == "No reservation is due for release.\n"
    done = desk.json("release", performance, "--order", number)
    assert done["performance"] == performance
    [one] = done["released"]
    assert set(one) == {"operation", "order", "tickets", "credit"}
    assert (one["order"], one["credit"]["amount"]) == (number, 0)
    assert desk.json("show", number)["state"] == "expired"
    assert {desk.tickets(number)[short] for short in one["tickets"]} == {"cancelled"}
    assert number not in waiting(desk)
    assert waiting(desk)["RES2"]["tickets"] == 2
    assert desk.refused("release", performance, "--order", number)["code"] == "not_waiting"
    assert desk.refused("release", "mars", code=4)["code"] == "not_found"


def test_what_is_over_is_released_at_once(over: Desk) -> None:
    performance = reserve(over, starts="2020-01-07T20:00:00+01:00")
    over.json("pay", "RES2", "--method", "card", "--amount", "20")
    assert (waiting(over)["RES1"]["due"], waiting(over)["RES2"]["open"]) == ("release", chf(15000))
    told = over.say("release", performance).out
    assert "RES1: released RES1-1, RES1-2.\n" in told
    assert "RES2: released RES2-1, RES2-2. CHF 20.00 had been paid and are credit.\n" in told
    assert not {"RES1", "RES2"} & set(waiting(over))


def chf(amount: int) -> dict[str, object]:
    return {"amount": amount, "currency": "CHF"}


def test_a_note_is_shown_and_found(desk: Desk) -> None:
    done = desk.json("note", "XHUVE", "Comes by train, may be late", "--as", "Lea")
    assert set(done) == {"operation", "order"}
    assert ("Comes by train, may be late", "Lea") in [(note["text"], note["by"]) for note in done["order"]["notes"]]
    assert desk.json("find", "by train")["orders"][0]["number"] == "XHUVE"
    assert desk.refused("note", "XHUVE", "  ")["code"] == "note_missing"
    error = desk.refused("note", "XHUVE", "x" * 2005)
    assert error["code"] == "note_too_long" and "2005" in error["message"] and "2000" in error["message"]
    assert desk.refused("note", "NOPE", "text", code=4)["code"] == "not_found"


def test_an_invoice_may_go_in_unpaid_with_a_second_person(desk: Desk) -> None:
    assert desk.refused("admit-unpaid", "TEY9V")["code"] == "needs_second_person"
    error = desk.refused("admit-unpaid", "XHUVE", *TWO)
    assert error["code"] == "not_invoice_pending"
    assert error["message"] == sentence("not_invoice_pending_admit", data={"order": "XHUVE"})
    assert "cancelled one by one" not in error["message"]
    assert "Its tickets may now go in unpaid.\n" in desk.say("admit-unpaid", "TEY9V", *TWO).out
    desk.json("admit-unpaid", "TEY9V", "--off", *TWO)
    done = desk.json("admit-unpaid", "TEY9V", *TWO)
    assert done["order"]["number"] == "TEY9V"
    assert waiting(desk)["TEY9V"]["admit_unpaid"] is True
    assert desk.json("check", "TEY9V-1")["badge"] == "admit_unpaid"
    assert desk.say("check", "TEY9V-1").out.endswith("TEY9V-1  unpaid: invoice\n")
    assert desk.say("--lang", "fr", "check", "TEY9V-1").out.endswith("TEY9V-1  non payé : facture\n")
    assert desk.refused("admit-unpaid", "TEY9V", *TWO)["code"] == "unchanged"
    desk.json("admit-unpaid", "TEY9V", "--off", *TWO)
    assert desk.json("check", "TEY9V-1")["answer"] == "STOP"


@pytest.mark.parametrize(
    "words", [("note", "XHUVE"), ("release",), ("release", "x", "--order"), ("admit-unpaid",), ("waiting", "now")]
)
def test_wrong_usage(desk: Desk, words: tuple[str, ...]) -> None:
    assert desk.json(*words, code=2)["error"]["code"] == "usage"


# --- a moment of its own ---------------------------------------------------------------------------------------------


def now_is(patch: pytest.MonkeyPatch, moment: str) -> None:
    """From here on the machine's clock says this moment."""
    instant = to_instant(datetime.fromisoformat(moment))
    patch.setattr(SystemClock, "now", lambda clock: instant)


def billed(desk: Desk, folder: Path) -> None:
    """An invoice of 1 November 2088, due after 10 days, for a performance in January 2090; and a reservation for it."""
    show = "Aida,2090-01-07T20:00:00+01:00,A,Adult,,85.00,CHF,valid"
    rows = [
        f"{number},2088-11-01T10:00:00+01:00,pending,{method},Ann Hall,ann@example.org,,en,{number}{n},{show}"
        for number, method in (("BILL", "invoice"), ("RES", "on_site"))
        for n in (1, 2)
    ]
    (folder / "billed.csv").write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    desk.json("import", str(folder / "billed.csv"), "--as", "Lea")


@pytest.fixture
def due(fresh: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    now_is(monkeypatch, "2088-11-12T12:00:00+01:00")
    billed(fresh, tmp_path)
    return fresh


def test_what_is_not_released_yet_runs_out(due: Desk) -> None:
    line = next(line for line in due.say("waiting").out.splitlines() if line.startswith("RES "))
    assert "runs out 07.01.2090 19:30" in line
    assert "released" not in line
    french = next(line for line in due.say("waiting", "--lang", "fr").out.splitlines() if line.startswith("RES "))
    assert "expire le 07.01.2090 19:30" in french


def test_a_reminder_is_written_down_on_paper(
    due: Desk, qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert waiting(due)["BILL"]["due"] == "remind"
    assert due.refused("remind", "BILL", "--by", "print", "--pdf", str(tmp_path), code=4)["code"] == "not_found"
    assert waiting(due)["BILL"]["due"] == "remind", "it has no invoice to print, so nothing was written down"
    new = due.json("reissue", "BILL", "--without", "BILL-1")["order"]
    now_is(monkeypatch, "2088-11-24T12:00:00+01:00")
    done = due.json("remind", new, "--by", "print", "--pdf", str(tmp_path / "papers"), "--as", "Lea")
    assert (done["number"], done["how"], done["order"]["number"]) == (1, "print", new)
    assert Path(done["file"]).read_bytes().startswith(b"%PDF")
    assert done["operation"]
    row = waiting(due)[new]
    assert (row["due"], row["reminders"][0]["how"]) == (None, "print")  # type: ignore[index]
    assert due.refused("remind", new, "--by", "print")["code"] == "no_reminder"
    assert due.json("journal", "--replay")["replay"]["equal"] is True


def test_a_reminder_needs_a_server_or_paper(due: Desk) -> None:
    assert due.refused("remind", "BILL", "--by", "email")["code"] == "no_mail_server"
    assert due.say("remind", "BILL", "--by", "email", "--pdf", "x.pdf", code=2).out == ""
    assert waiting(due)["BILL"]["due"] == "remind", "nothing was written down"
    assert due.say("remind", "BILL", "--by", "print").out.startswith("Reminder 1 of order BILL is written down.\n")
    assert "\n    remind " in due.say("--help").out


def test_a_reminder_goes_out_by_mail(due: Desk) -> None:
    folder = due.home / "config" / "ticketoffice"
    folder.mkdir(parents=True, exist_ok=True)
    box = Box()
    with serving(box) as server:
        settings = (
            f'[mail]\nhost = "{server.host}"\nport = {server.port}\nsender = "{server.sender}"\nsecurity = "none"\n'
        )
        (folder / "settings.toml").write_text(settings, "utf-8")
        done = due.json("remind", "BILL", "--by", "email")
    assert (box.recipients, done["how"], done["file"]) == ([["ann@example.org"]], "email", None)


@pytest.mark.parametrize("mails", [True, False])
def test_with_a_centre_e_mail_is_its_affair(due: Desk, mails: bool) -> None:
    """Whether it mails is known at the desk, which needs no server of its own."""
    secrets = FileSecrets(due.home / "state" / "ticketoffice" / "keys")
    centre_secrets = FileSecrets(due.home / "centre")
    centre = open_url("sqlite://", clock=SystemClock(), secrets=centre_secrets, kind=Kind(mode="centre"))
    book = open_book(due.book, clock=SystemClock(), secrets=secrets)
    assert JoinedDesk(book, centre, mails=mails).sync().cause is None
    book.close()
    centre.close()
    if mails:
        said = due.say("remind", "BILL", "--by", "email").out
        assert said.startswith("Reminder 1 of order BILL is sent by the centre.\n")
        due.json("cancel", "RES-1", "--reason", "duplicate", "--refund", "nothing", "--inform", "told")
        assert due.refused("inform", "RES-1", "--by", "email")["code"] == "mail_by_centre"
    else:
        assert due.refused("remind", "BILL", "--by", "email")["code"] == "centre_mails_not"
        words = ("cancel", "RES-1", "--reason", "duplicate", "--refund", "nothing", "--inform", "email")
        assert due.refused(*words)["code"] == "centre_mails_not"
