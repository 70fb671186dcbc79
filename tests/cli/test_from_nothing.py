"""A venue alone at the command line: from no book at all to the Z report, each answer naming the step that comes after it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Desk

GALA = ("catalogue", "make", "Gala", "--starts", "2090-12-24 20:00", "--zone", "Hall:20:Adult=30,Child=20")


def test_each_answer_says_what_comes_next(fresh: Desk) -> None:
    assert "(`catalogue make`)" in fresh.refused("on-sale", code=5)["message"]
    fresh.say("rules", "timezone=Europe/Zurich")
    assert fresh.say("on-sale").out == "Nothing is on sale. `catalogue make` puts a performance there.\n"
    assert "`catalogue make`" in fresh.say("today").out
    assert "`on-sale`" in fresh.refused("sell", "Gala:Hall:Adult", "--pay", "cash", code=4)["message"]
    fresh.say(*GALA)
    assert "Open it with its float" in fresh.refused("cash", "count", "100x1")["message"]
    fresh.say("cash", "open", "200")

    reserved = fresh.say("sell", "gala:Hall:Adult", "--pay", "on_site").out
    number = reserved.split()[1]
    assert f"Take them with `pay {number} --method`." in reserved
    assert "CHF 30.00 booked." in fresh.say("pay", number, "--method", "cash").out

    clicked = fresh.say("cancel", f"{number}-1").out
    assert "still to be said: `finish`. Until then `keep` takes it back." in clicked
    waits = fresh.refused("cash", "close")["message"]
    assert f"{number}-1" in waits and "Finish them" in waits
    given = fresh.say("finish", f"{number}-1", "--reason", "customer asked", "--refund", "cash").out
    assert f"Hand out CHF 30.00.\nOnce it is given, say so: `paid-out {number}-1`." in given
    assert f"{number}-1" in fresh.refused("cash", "close")["message"]
    fresh.say("paid-out", f"{number}-1")

    assert "Count it." in fresh.refused("cash", "close")["message"]
    counted = fresh.say("cash", "count", "100x1").out
    assert (
        "--why, and --approve-as or --alone." in counted
        and "It may be counted once more; that count stands." in counted
    )
    assert "Close it with `cash close`." in fresh.say("cash", "count", "200x1").out
    assert fresh.say("cash", "close").out.startswith("Closing ")


def test_a_performance_is_called_alike_by_every_command(fresh: Desk) -> None:
    fresh.say(*GALA)
    short = fresh.json("sell", "gala:Hall:Adult", "--pay", "cash")["order"]["tickets"][0]["short"]
    for name in ("gala", "Gala", "gala/2090-12-24"):
        for words in (("free", name), ("today", name), ("doorlist", name), ("release", name), ("on-sale", name)):
            said = fresh.json(*words)["performance"]
            assert "gala/2090-12-24" in (said, said["performance"] if isinstance(said, dict) else said), words
        assert fresh.json("check", short, "--performance", name)["reason"] == "too_early", "not another performance"
    fresh.say("catalogue", "copy", "gala", "--to", "2090-12-25")
    for words in (("free", "gala"), ("doorlist", "gala"), ("check", short, "--performance", "gala")):
        error = fresh.refused(*words)
        assert error["code"] == "several_performances"
        assert "gala/2090-12-24, gala/2090-12-25" in error["message"] and "Nothing was changed." in error["message"]
    assert fresh.refused("doorlist", "Tosca", code=4)["code"] == "not_found"


def test_what_is_handed_out_at_once_asks_for_nothing_more(fresh: Desk) -> None:
    fresh.say(*GALA)
    number = fresh.say("sell", "2xgala:Hall:Adult", "--pay", "cash").out.split()[1]
    told = fresh.say("cancel", f"{number}-1", "--reason", "duplicate", "--now").out
    assert "paid-out" not in told
    told = fresh.say("cancel", f"{number}-2", "--reason", "duplicate", "--refund", "nothing").out
    assert "paid-out" not in told


def test_cash_that_goes_back_on_a_card_is_said(fresh: Desk) -> None:
    """The cashier chooses the method (1-domain 3.4); that it is another one than the money came by is told, and refused to nobody."""
    fresh.say(*GALA)
    number = fresh.say("sell", "4xgala:Hall:Adult", "--pay", "cash").out.split()[1]
    for position, method, told in ((1, "card", True), (2, "cash", False), (3, "later", False), (4, "nothing", False)):
        said = fresh.say("cancel", f"{number}-{position}", "--reason", "duplicate", "--refund", method).out
        assert ("Usually it goes back as it was paid: Cash." in said) == told, method
    by_two = fresh.say("sell", "2xgala:Hall:Adult", "--pay", "card:40", "cash").out.split()[1]
    said = fresh.say("cancel-order", by_two, "--reason", "duplicate").out
    assert "Usually" not in said, "each part goes back as it came"


def test_goodwill_credit_an_exchange_and_a_tariff_by_another_way_are_said_too(fresh: Desk) -> None:
    """As the cancellation is: the methods by which it came, where a desk gives it by another."""
    fresh.say(*GALA)
    number = fresh.say("sell", "4xgala:Hall:Adult", "--pay", "cash").out.split()[1]
    fresh.say("check", f"{number}-1", "--admit")
    waits = fresh.json("sell", "gala:Hall:Adult", "--pay", "on_site")["order"]["number"]
    fresh.say("pay", waits, "--method", "bank_transfer", "--amount", "100")
    good = ("goodwill", f"{number}-1", "--amount", "5", "--alone", "the singer was ill", "--refund")
    usual = "Usually it goes back as it was paid: "
    for words, method, told in (
        (good, "card", "Cash."),
        (good, "cash", None),
        (("give-back", waits, "--amount", "5", "--refund"), "cash", "Bank transfer."),
        (("give-back", waits, "--amount", "5", "--refund"), "bank_transfer", None),
        (("exchange", f"{number}-2", "--for", "gala:Hall:Child", "--refund"), "card", "Cash."),
        (("exchange", f"{number}-3", "--for", "gala:Hall:Child", "--refund"), "cash", None),
        (("tariff", f"{number}-4", "--to", "Child", "--refund"), "card", "Cash."),
    ):
        said = fresh.say(*words, method).out
        assert (usual + told in said) if told else ("Usually" not in said), (words, method)
    french = fresh.say("give-back", waits, "--refund", "cash", "--lang", "fr").out
    assert "D’habitude" in french


def test_a_paper_that_is_wrong_now_is_named_where_there_is_one(fresh: Desk, tmp_path: Path) -> None:
    fresh.say(*GALA)
    number = fresh.say("sell", "gala:Hall:Adult", "--pay", "cash").out.split()[1]
    asked = f"print it anew: `print {number} --ticket {number}-1 --out FILE`."
    assert asked in fresh.say("rename", f"{number}-1", "--to", "Bea").out
    assert asked in fresh.say("tariff", f"{number}-1", "--to", "Child").out
    assert fresh.json("print", number, "--ticket", f"{number}-1", "--out", str(tmp_path))["tickets"] == [f"{number}-1"]
    waits = fresh.say("sell", "gala:Hall:Adult", "--pay", "on_site").out.split()[1]
    assert "paper" not in fresh.say("rename", f"{waits}-1", "--to", "Bea").out, "it has none yet"


def test_a_reissue_names_the_paper_that_the_customer_needs(fresh: Desk) -> None:
    fresh.say(*GALA)
    old = fresh.json("sell", "2xgala:Hall:Adult", "--pay", "invoice", "--customer", "Ann")["order"]["number"]
    said = fresh.say("reissue", old, "--without", f"{old}-1").out
    new = said.partition("; order ")[2].split()[0]
    assert f"`invoice {new} --pdf FILE`" in said
    fresh.say("invoice", new, "--pdf", str(fresh.home / "invoice.pdf"))
