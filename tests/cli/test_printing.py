"""`print`: an order's papers as files, in each format; what opens no gate is not printed, and the book stays as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Desk
from tests.conftest import lea
from tests.printing.orders import came_out, scanned
from tests.printing.printers.listening import Listening, listening
from ticketoffice.cli.printing import FORMATS
from ticketoffice.desk.find import order_of, ticket_of
from ticketoffice.desk.hand_out import AT_THE_COUNTER, paid_out
from ticketoffice.desk.spool import Wish, ask
from ticketoffice.printer_choice import FORMS
from ticketoffice.printing import layouts
from ticketoffice.printing.following import Follows, after_paid_out
from ticketoffice.printing.renderers.escpos import drawer_kick
from ticketoffice.printing.spooling import Spooler
from ticketoffice.store.clock import HandClock, SystemClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book

ORDER = "XHUVE"


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_a_file_whose_codes_the_gate_lets_in(desk: Desk, tmp_path: Path, form: str) -> None:
    before = desk.written(people=False)
    said = desk.json("print", ORDER, "--out", str(tmp_path / "paper"), "--format", form)
    assert said["file"] == str(tmp_path / "paper")
    codes = scanned(came_out((tmp_path / "paper").read_bytes(), form))
    assert len(codes) == len(said["tickets"]) > 0
    for code, short in zip(codes, said["tickets"], strict=True):
        answer = desk.json("check", code)
        assert (answer["answer"], answer["short"]) == ("GO", short)
    assert desk.written(people=False) == before + 1, "that it was printed stands in the journal"
    desk.json("print", ORDER, "--out", str(tmp_path / "receipt"), "--format", form, "--receipt")
    assert desk.written(people=False) == before + 1, "a receipt is only read"
    for short in said["tickets"]:
        desk.say("cancel", short, "--reason", "duplicate", "--refund", "cash", "--as", "Lea")
    assert {desk.json("check", code)["answer"] for code in codes} == {"STOP"}
    error = desk.refused("print", ORDER, "--out", str(tmp_path / "again"), "--format", form)
    assert error["code"] == "cancelled_not_printed"
    assert not (tmp_path / "again").exists()


def test_the_formats_of_the_command_are_those_of_the_papers() -> None:
    assert tuple(layouts.FORMATS) == FORMATS == FORMS


def test_some_tickets_a_receipt_and_a_slip(desk: Desk, tmp_path: Path) -> None:
    shorts = list(desk.tickets(ORDER))
    one = desk.json("print", ORDER, "--out", str(tmp_path), "--ticket", shorts[0])
    assert one == {"file": str(tmp_path / f"{ORDER}.pdf"), "tickets": shorts[:1]}
    receipt = desk.json("print", ORDER, "--out", str(tmp_path / "receipt.bin"), "--format", "escpos", "--receipt")
    assert receipt["tickets"] == []
    [(_, text)] = came_out((tmp_path / "receipt.bin").read_bytes(), "escpos")
    total = desk.json("show", ORDER)["total"]["amount"]
    assert f"TotalCHF{total // 100:,}.{total % 100:02}".replace(",", "'") in text
    assert desk.refused("print", ORDER, "--out", str(tmp_path / "slip"), "--slip")["code"] == "nothing_cancelled"
    desk.say("cancel", shorts[0], "--reason", "duplicate", "--refund", "card", "--as", "Lea")
    slip = desk.json("print", ORDER, "--out", str(tmp_path / "slip.bin"), "--format", "escpos", "--slip")
    assert slip["tickets"] == shorts[:1]
    [(_, text)] = came_out((tmp_path / "slip.bin").read_bytes(), "escpos")
    assert "CANCELLED" in text and shorts[0] in text


def test_the_paper_speaks_the_language_that_is_asked_for(desk: Desk, tmp_path: Path) -> None:
    told = {}
    for language in ("en", "fr"):
        file = str(tmp_path / language)
        desk.say("print", ORDER, "--out", file, "--format", "escpos", "--lang", language)
        told[language] = "".join(text for _, text in came_out(Path(file).read_bytes(), "escpos"))
    assert "Price" in told["en"] and "Prix" in told["fr"]
    assert "TRAINING" in told["en"] and "EXERCICE" in told["fr"], "dates were moved: a practice book"


def test_what_is_printed_after_it_was_given_out_is_a_duplicate(desk: Desk, tmp_path: Path) -> None:
    first, second = list(desk.tickets(ORDER))[:2]
    desk.say("collect", first)
    texts = {}
    for short in (first, second):
        desk.say("reprint", short, "--print", str(tmp_path / short), "--format", "escpos")
        texts[short] = "".join(text for _, text in came_out((tmp_path / short).read_bytes(), "escpos"))
    assert "DUPLICATA1" in texts[first], "its first paper was handed out, though not printed here"
    assert "DUPLICATA" not in texts[second], "of this one there was no paper yet"
    said = []
    for short in (first, first, second):
        desk.say("reprint", short, "--print", str(tmp_path / short), "--format", "escpos")
        said.append("".join(text for _, text in came_out((tmp_path / short).read_bytes(), "escpos")))
    numbers = [text.partition("DUPLICATA")[2][:1] for text in said]
    assert numbers == ["2", "3", "1"], "each paper has a number of its own, from what is known on"
    assert desk.json("journal", "--replay")["replay"]["equal"] is True


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("print", "NOBODY", "--out", "x"), 4),
        (("print", "TEY9V", "--out", "x"), 3),
        (("print", ORDER, "--out", "x", "--layout", "nothing"), 3),
        (("print", ORDER, "--out", "x", "--layout", "a4", "--format", "zpl"), 3),
        (("print", ORDER, "--out", "no/such/folder/x"), 5),
    ],
)
def test_what_cannot_be_printed_is_said(desk: Desk, words: tuple[str, ...], code: int) -> None:
    error = desk.refused(*words, code=code)
    assert "?" not in error["message"]


@pytest.mark.parametrize(
    "words",
    [("--receipt", "--slip"), ("--receipt", "--ticket", "A-1"), ("--slip", "--layout", "a4"), ("--format", "png")],
)
def test_words_that_do_not_belong_together_are_wrong_usage(desk: Desk, words: tuple[str, ...]) -> None:
    desk.say("print", ORDER, "--out", "x", *words, code=2)


def test_the_last_papers_are_listed(desk: Desk) -> None:
    assert desk.say("print-jobs").out == "Nothing was sent to a printer here yet.\n"
    assert desk.json("print-jobs") == {"jobs": []}
    secrets = FileSecrets(desk.home / "state" / "ticketoffice" / "keys")
    book = open_book(desk.book, clock=SystemClock(), secrets=secrets)
    order, who = order_of(book, "TEY9V")[0], lea(book)
    wish = Wish("receipt", "tcp:127.0.0.1:1", "escpos", "en", order=order)
    Spooler(step=lambda work: work(book), beside=lambda work: work(book)).send(ask(book, wish, who=who).id)
    book.close()
    secrets.close()
    (line,) = desk.say("print-jobs").out.splitlines()
    assert "receipt  TEY9V  tcp:127.0.0.1:1  not printed The printer 127.0.0.1:1 cannot be reached" in line
    assert "pas imprimé" in desk.say("print-jobs", "--lang", "fr").out
    (job,) = desk.json("print-jobs", "--limit", "5")["jobs"]
    assert (job["order"], job["state"], job["reason"], job["copies"]) == ("TEY9V", "failed", "printer_unreachable", 0)
    assert job["asked"] and job["ended"] and job["tickets"] == []


def with_printers(desk: Desk, printer: str, *, automatic: bool = True) -> None:
    """From now on this printer has the tickets and the receipts, and a drawer."""
    folder = desk.home / "config" / "ticketoffice"
    folder.mkdir(parents=True, exist_ok=True)
    lines = f'printer = "{printer}"\nlanguage = "escpos"\nautomatic = {str(automatic).lower()}\ndrawer = true\n'
    (folder / "settings.toml").write_text(f"[printers.tickets]\n{lines}[printers.receipts]\n{lines}", "utf-8")


def words_of(printer: Listening) -> list[str]:
    """What stands on each paper that came out; a pulse for the drawer has no words."""
    return [text for data in printer.papers for _, text in came_out(data, "escpos")]


@pytest.fixture
def live(fresh: Desk) -> Desk:
    """A venue alone, whose money is real."""
    fresh.say("catalogue", "make", "Gala", "--starts", "2090-12-24 20:00", "--zone", "Hall:20:Adult=30,Child=20")
    return fresh


def test_a_sale_by_command_prints_by_itself_as_the_window_does(live: Desk) -> None:
    with listening() as printer:
        with_printers(live, f"tcp:{printer.address}")
        said = live.json("sell", "2xgala:Hall:Adult", "--pay", "cash:100")
        jobs = [(job["what"], job["state"]) for job in said["print_jobs"]]
        assert jobs == [("kick", "printed"), ("tickets", "printed"), ("receipt", "printed")]
        assert [t["copies"] for t in said["order"]["tickets"]] == [1, 1], "the answer shows the order as it is then"
        assert live.json("print-jobs")["jobs"][0] == said["print_jobs"][-1]
        shorts = [ticket["short"] for ticket in said["order"]["tickets"]]
        told = live.say("sell", "gala:Hall:Child", "--pay", "card")
        assert "tickets: printed" in told.err and "receipt: printed" in told.err
        new = live.json("replace", shorts[0])["order"]["tickets"][-1]
        assert new["copies"] == 1
        exchanged = live.json("exchange", shorts[1], "--for", "gala:Hall:Child")
        assert [job["what"] for job in exchanged["print_jobs"]] == ["kick", "tickets"]
        assert exchanged["order"]["tickets"][0]["copies"] == 1
    papers = words_of(printer)
    assert len(papers) >= 7 and all("Gala" in text for text in papers)
    assert not any("DUPLICATA" in text for text in papers)


def test_what_goes_elsewhere_or_is_not_paid_is_not_printed_too(live: Desk, tmp_path: Path) -> None:
    with listening() as printer:
        with_printers(live, f"tcp:{printer.address}")
        said = live.json("sell", "gala:Hall:Adult", "--pay", "card", "--print", str(tmp_path / "paper.pdf"))
        assert [job["what"] for job in said["print_jobs"]] == ["receipt"], "the tickets are in the file"
        assert live.json("sell", "gala:Hall:Adult", "--pay", "on_site")["print_jobs"] == []
        free = live.json("sell", "gala:Hall:Adult", "--pay", "free", "--note", "the press")
        assert [job["what"] for job in free["print_jobs"]] == ["tickets"]
        with_printers(live, f"tcp:{printer.address}", automatic=False)
        said = live.json("sell", "gala:Hall:Adult", "--pay", "cash")
        assert [job["what"] for job in said["print_jobs"]] == ["kick"]
    assert live.json("show", said["order"]["number"])["tickets"][0]["copies"] == 0


def test_a_printer_that_does_not_answer_undoes_no_sale(live: Desk) -> None:
    with_printers(live, "tcp:127.0.0.1:1")
    told = live.say("sell", "gala:Hall:Adult", "--pay", "card")
    assert "is sold: CHF 30.00." in told.out
    assert told.err.count("not printed The printer 127.0.0.1:1 cannot be reached") == 2
    assert live.json("show", told.out.split()[1])["tickets"][0]["copies"] == 0, "the next paper is the first one"


def test_a_practice_book_opens_no_drawer(desk: Desk) -> None:
    with listening() as printer:
        with_printers(desk, f"tcp:{printer.address}")
        said = desk.json("sell", "opera/4:Zone B:Adult", "--pay", "cash")
    assert [job["what"] for job in said["print_jobs"]] == ["tickets", "receipt"]


def whats(said: dict[str, Any]) -> list[str]:
    """The drawer and the papers that followed a deed."""
    return [job["what"] for job in said["print_jobs"]]


def test_money_of_an_order_that_waited_opens_the_drawer(live: Desk) -> None:
    with listening() as printer:
        with_printers(live, f"tcp:{printer.address}")
        waits = [live.json("sell", "3xgala:Hall:Adult", "--pay", "on_site")["order"]["number"] for _ in range(2)]
        assert whats(live.json("pay", waits[0], "--method", "card", "--amount", "10")) == []
        assert whats(live.json("pay", waits[0], "--method", "cash")) == ["kick"]
        assert whats(live.json("split", waits[1], "--tickets", f"{waits[1]}-1")) == []
        assert whats(live.json("split", waits[1], "--tickets", f"{waits[1]}-2", "--method", "cash")) == ["kick"]
    assert printer.papers == [drawer_kick()] * 2, "no receipt comes by itself, as in the window"


def test_money_that_goes_back_opens_the_drawer_with_a_slip(live: Desk) -> None:
    with listening() as printer:
        with_printers(live, f"tcp:{printer.address}")
        shorts = [t["short"] for t in live.json("sell", "4xgala:Hall:Adult", "--pay", "cash")["order"]["tickets"]]
        came = len(printer.papers)
        asked = ("--reason", "duplicate", "--refund")
        assert whats(live.json("cancel", shorts[0])) == [], "a click says nothing about money yet"
        assert whats(live.json("finish", shorts[0], *asked, "cash")) == ["kick", "slip"]
        assert whats(live.json("paid-out", shorts[0])) == [], "the drawer has opened with it"
        assert whats(live.json("cancel", shorts[1], *asked, "cash", "--now")) == ["kick", "slip"]
        assert whats(live.json("cancel", shorts[2], *asked, "card")) == []
        assert whats(live.json("cancel", shorts[3], *asked, "nothing")) == []
        papers = [text for data in printer.papers[came:] for _, text in came_out(data, "escpos")]
    slips = [text for text in papers if text.strip()]
    assert [short in text for short, text in zip(shorts[:2], slips, strict=True)] == [True, True]


def test_a_refund_that_was_promised_long_ago_opens_the_drawer_when_it_is_given(live: Desk) -> None:
    short = live.json("sell", "gala:Hall:Adult", "--pay", "cash")["order"]["tickets"][0]["short"]
    live.say("cancel", short, "--reason", "duplicate", "--refund", "cash")
    secrets = FileSecrets(live.home / "state" / "ticketoffice" / "keys")
    later = HandClock(SystemClock().now() + AT_THE_COUNTER + 1_000_000)
    book = open_book(live.book, clock=later, secrets=secrets)
    ticket = ticket_of(book, short)
    assert ticket is not None
    done = paid_out(book, [ticket], who=lea(book))
    assert after_paid_out(done) == Follows(done.order, ("cash",)), "it was shut again meanwhile"
    book.close()
    secrets.close()


def test_another_tariff_goodwill_and_credit_open_the_drawer_for_their_cash(live: Desk) -> None:
    with listening() as printer:
        with_printers(live, f"tcp:{printer.address}")
        shorts = [t["short"] for t in live.json("sell", "3xgala:Hall:Adult", "--pay", "cash")["order"]["tickets"]]
        assert whats(live.json("tariff", shorts[0], "--to", "Child")) == ["kick"], "it goes back as it was paid"
        assert whats(live.json("tariff", shorts[0], "--to", "Adult", "--pay", "card")) == []
        assert whats(live.json("tariff", shorts[1], "--to", "Child", "--refund", "card")) == []
        live.say("check", shorts[2], "--admit")
        used = ("goodwill", shorts[2], "--amount", "5", "--alone", "the singer was ill", "--refund")
        assert whats(live.json(*used, "card")) == []
        assert whats(live.json(*used, "cash")) == ["kick"]
        waits = live.json("sell", "gala:Hall:Adult", "--pay", "on_site")["order"]["number"]
        live.say("pay", waits, "--method", "bank_transfer", "--amount", "50")
        assert whats(live.json("give-back", waits, "--refund", "card", "--amount", "5")) == []
        assert whats(live.json("give-back", waits, "--refund", "cash")) == ["kick"]


def test_a_printer_that_does_not_answer_undoes_no_refund(live: Desk) -> None:
    short = live.json("sell", "gala:Hall:Adult", "--pay", "cash")["order"]["tickets"][0]["short"]
    with_printers(live, "tcp:127.0.0.1:1")
    told = live.say("cancel", short, "--reason", "duplicate", "--refund", "cash")
    assert "Hand out CHF 30.00." in told.out
    assert told.err.count("not printed The printer 127.0.0.1:1 cannot be reached") == 2


def test_a_replacement_goes_into_a_file_where_one_is_named(live: Desk, tmp_path: Path) -> None:
    with listening() as printer:
        with_printers(live, f"tcp:{printer.address}")
        [old] = live.json("sell", "gala:Hall:Adult", "--pay", "card")["order"]["tickets"]
        said = live.json("replace", old["short"], "--print", str(tmp_path / "new"), "--format", "escpos")
    new = said["order"]["tickets"][-1]
    assert (said["printed"], said["print_jobs"]) == ({"file": str(tmp_path / "new"), "error": None}, [])
    assert new["copies"] == 1 and new["short"] != old["short"]
    [code] = scanned(came_out((tmp_path / "new").read_bytes(), "escpos"))
    assert live.json("check", code)["short"] == new["short"], "on the paper stands the ticket that counts alone"


def test_a_replacement_whose_paper_cannot_be_a_file_stands(live: Desk, tmp_path: Path) -> None:
    [old] = live.json("sell", "gala:Hall:Adult", "--pay", "card")["order"]["tickets"]
    said = live.json("replace", old["short"], "--print", str(tmp_path / "none" / "x.pdf"))
    assert said["printed"]["error"]["code"] == "no_folder"
    assert [t["copies"] for t in said["order"]["tickets"]] == [0, 0]
    assert live.json("replace", said["order"]["tickets"][-1]["short"])["printed"] is None


@pytest.mark.parametrize("automatic", [True, False])
def test_a_reprint_goes_to_the_printer_that_is_set(live: Desk, tmp_path: Path, automatic: bool) -> None:
    with listening() as printer:
        with_printers(live, f"tcp:{printer.address}", automatic=automatic)
        sold = live.json("sell", "2xgala:Hall:Adult", "--pay", "card", "--print", str(tmp_path / "first.pdf"))
        shorts = [ticket["short"] for ticket in sold["order"]["tickets"]]
        printer.papers.clear()
        said = live.json("reprint", shorts[1])
        assert (said["file"], said["tickets"]) == (None, shorts[1:])
        assert [(job["what"], job["state"], job["copies"]) for job in said["print_jobs"]] == [("tickets", "printed", 1)]
        [text] = words_of(printer)
        assert "DUPLICATA1" in text and shorts[1] in text
        assert live.say("reprint", shorts[1]).out.startswith(f"Printed by tcp:{printer.address}.\n")
        assert "Imprimé par" in live.say("reprint", shorts[1], "--lang", "fr").out
        into = live.json("reprint", shorts[0], "--print", str(tmp_path / "again.pdf"))
        assert into == {"file": str(tmp_path / "again.pdf"), "tickets": shorts[:1]}
        assert len(printer.papers) == 3, "what goes into a file is not printed too"


def test_a_reprint_that_did_not_come_out_is_no_success(live: Desk) -> None:
    [ticket] = live.json("sell", "gala:Hall:Adult", "--pay", "card")["order"]["tickets"]
    told = live.say("reprint", ticket["short"], code=2)
    assert "name a FILE with --print: no printer of tickets is set here" in told.err
    with_printers(live, "tcp:127.0.0.1:1")
    assert live.refused("reprint", ticket["short"], code=5)["code"] == "printer_unreachable"
    assert live.json("show", ticket["short"])["tickets"][0]["copies"] == 0


def test_what_names_no_organiser_says_so_until_there_is_one(live: Desk, tmp_path: Path) -> None:
    none = "Tickets name no organiser: `rules letterhead=NAME,ADDRESS` puts one on them."
    file = str(tmp_path / "paper.bin")
    words = ("sell", "gala:Hall:Adult", "--pay", "card", "--print", file, "--format", "escpos")
    assert none in live.say(*words).err
    short = live.json(*words)["order"]["tickets"][0]["short"]
    again = ("reprint", short, "--print", file, "--format", "escpos")
    assert none in live.say(*again).out and none in live.say("doctor").out
    assert "aucun organisateur" in live.say("doctor", "--lang", "fr").out
    another = ("catalogue", "make", "Revue", "--starts", "2090-12-25 20:00", "--zone", "Hall:20:Adult=30")
    live.say(*another, "--organiser", "Club du Lac, Quai 1")
    assert none not in live.say(*words).err + live.say(*again).out + live.say("doctor").out
    [(_, text)] = came_out(Path(file).read_bytes(), "escpos")
    assert "ClubduLac" in text.replace(" ", "")
