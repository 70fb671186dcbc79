"""Commands that sell and those on a ticket: what their documents say, what they refuse, and what a printer's fault leaves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Desk

EVENING, NEXT = "opera/4", "opera/5"
TWO_PLACES = f"2x{EVENING}:Zone B:Adult"
MONEY = {"amount", "currency"}


def chf(amount: int) -> dict[str, Any]:
    return {"amount": amount, "currency": "CHF"}


def sold(desk: Desk, *words: str) -> list[str]:
    """The short numbers of two places in zone B, paid by card, or of what is named."""
    said = desk.json("sell", *(words or (TWO_PLACES, "--pay", "card")), "--as", "Lea")
    return [ticket["short"] for ticket in said["order"]["tickets"]]


def test_a_sale_says_what_was_paid_and_the_change(desk: Desk) -> None:
    said = desk.json("sell", TWO_PLACES, "--pay", "cash:100", "--customer", "Ann Hall", "--as", "Lea")
    assert {"total", "paid", "rounding", "change", "invoice", "printed"} <= set(said)
    assert (said["total"], said["change"], said["rounding"]) == (chf(9000), chf(1000), chf(0))
    assert said["paid"] == [{"method": "cash", "amount": chf(9000)}]
    assert (said["invoice"], said["printed"]) == (None, None)
    tickets = said["order"]["tickets"]
    assert [t["state"] for t in tickets] == ["valid", "valid"] and all(t["holder"] == "Ann Hall" for t in tickets)
    rows = [t["seat"].rpartition(", ")[0] for t in tickets]
    assert rows[0] == rows[1], "two places side by side"
    assert desk.json("check", tickets[0]["number"])["answer"] == "GO"
    again = desk.say("sell", f"{EVENING}:Zone A:Reduced", "--pay", "cash:50", "card", "--as", "Lea")
    assert "is sold: CHF 51.00." in again.out


def test_a_named_seat_an_invoice_a_reservation_and_a_free_ticket(desk: Desk) -> None:
    [one] = desk.json("sell", f"{EVENING}:Zone B:Adult:Parterre, Row P, Seat 1", "--pay", "card")["order"]["tickets"]
    assert one["seat"] == "Parterre, Row P, Seat 1"
    billed = desk.json("sell", TWO_PLACES, "--pay", "invoice", "--company", "School")
    assert billed["invoice"] and billed["paid"] == [] and billed["order"]["state"] == "pending"
    assert "are to be paid by invoice" in desk.say("sell", TWO_PLACES, "--pay", "invoice", "--customer", "Ann").out
    assert "is reserved: CHF 90.00" in desk.say("sell", TWO_PLACES, "--pay", "on_site").out
    free = desk.json("sell", f"{EVENING}:Zone B:Adult", "--pay", "free", "--note", "invited by the press office")
    assert (free["total"], free["order"]["tickets"][0]["price"]) == (chf(0), chf(0))


def test_a_sale_prints_and_a_printer_fault_undoes_nothing(desk: Desk, tmp_path: Path) -> None:
    paper = tmp_path / "paper.pdf"
    said = desk.json("sell", TWO_PLACES, "--pay", "card", "--print", str(paper))
    assert said["printed"] == {"file": str(paper), "error": None} and paper.read_bytes()[:4] == b"%PDF"
    order = said["order"]["number"]
    assert [t["copies"] for t in desk.json("show", order)["tickets"]] == [1, 1]
    told = desk.json("sell", TWO_PLACES, "--pay", "card", "--print", str(tmp_path / "nowhere" / "paper.pdf"))
    assert told["printed"]["file"] is None and told["printed"]["error"]["code"] == "no_folder"
    assert [t["state"] for t in told["order"]["tickets"]] == ["valid", "valid"]
    spoken = desk.say("sell", TWO_PLACES, "--pay", "card", "--print", str(tmp_path / "nowhere" / "paper.pdf"))
    assert "is sold" in spoken.out and "nowhere" in spoken.err


def test_what_is_on_sale(desk: Desk) -> None:
    rows = desk.json("on-sale")["performances"]
    assert [row["performance"] for row in rows if row["performance"].startswith("opera")] == [EVENING, NEXT, "opera/6"]
    assert set(rows[0]) == {"performance", "event", "starts", "free"}
    before = next(row["free"] for row in rows if row["performance"] == EVENING)
    sold(desk)
    found = desk.json("on-sale", EVENING)
    assert set(found) == {"performance", "event", "starts", "until", "zones"}
    zones = {zone["zone"]: zone for zone in found["zones"]}
    assert zones["Zone A"]["tariffs"] == [
        {"tariff": "Adult", "price": chf(8500), "least": None, "companion_of": None},
        {"tariff": "Reduced", "price": chf(5100), "least": None, "companion_of": None},
    ]
    assert zones["Zone A"]["numbered"] is True
    assert sum(zone["free"] for zone in zones.values()) == before - 2
    assert "Zone B" in desk.say("on-sale", EVENING).out


def test_an_exchange_says_what_was_paid_and_what_goes_back(desk: Desk, tmp_path: Path) -> None:
    one, two = sold(desk)
    number = desk.json("show", one.partition("-")[0])["tickets"][0]["number"]
    dearer = desk.json("exchange", one, "--for", f"{NEXT}:Zone A:Reduced", "--pay", "cash:20", "--paper", "back")
    assert set(dearer) >= {"total", "fee", "paid", "refunds", "rounding", "change", "order"}
    assert (dearer["total"], dearer["fee"], dearer["change"]) == (chf(5100), chf(0), chf(1400))
    assert (dearer["paid"], dearer["refunds"]) == ([{"method": "cash", "amount": chf(600)}], [])
    assert dearer["order"]["tickets"][0]["predecessor"] == one
    assert desk.json("check", number)["answer"] == "STOP"
    cheaper = desk.json("exchange", two, "--for", f"{NEXT}:Zone B:Reduced")
    assert cheaper["refunds"] == [{"method": "card", "amount": chf(1800)}]
    assert desk.tickets(one.partition("-")[0]) == {one: "exchanged", two: "exchanged"}
    [three, four] = sold(desk)
    said = desk.say("exchange", three, four, "--for", f"2x{NEXT}:Zone B:Adult").out
    assert "Exchanged into order" in said and "the old papers are refused" in said


def test_replace_move_rename_and_tariff_keep_the_order(desk: Desk) -> None:
    one, two = sold(desk, TWO_PLACES, "--pay", "card", "--customer", "Ann Hall")
    order = one.partition("-")[0]
    old = desk.json("show", order)["tickets"][0]["number"]
    replaced = desk.json("replace", one)
    new = replaced["order"]["tickets"][2]
    assert (new["short"], new["predecessor"], new["state"]) == (f"{order}-3", one, "valid")
    assert desk.json("check", old)["answer"] == "STOP" and desk.json("check", new["number"])["answer"] == "GO"
    moved = desk.json("move", two, "--seat", "Parterre, Row P, Seat 1")["order"]["tickets"][1]
    assert (moved["short"], moved["seat"]) == (two, "Parterre, Row P, Seat 1")
    assert desk.json("rename", two, "--to", "Bea Best")["order"]["tickets"][1]["holder"] == "Bea Best"
    less = desk.json("tariff", two, "--to", "Reduced")["order"]
    assert (less["tickets"][1]["tariff"], less["tickets"][1]["price"], less["balance"]) == (
        "Reduced",
        chf(2700),
        chf(0),
    )
    more = desk.say("tariff", two, "--to", "Adult", "--pay", "cash:20").out
    assert "The tariff is changed. CHF 18.00 taken. Change CHF 2.00." in more
    changed = [
        (line["kind"], value["old"], value["new"])
        for line in reversed(desk.json("show", order)["history"])
        for value in line["details"].get("changed", ())
    ]
    assert changed[1:] == [
        ("holder_changed", "Ann Hall", "Bea Best"),
        ("tariff_changed", "Adult", "Reduced"),
        ("tariff_changed", "Reduced", "Adult"),
    ]
    assert changed[0][0] == "ticket_moved" and changed[0][2] == "Parterre P-1"


def test_what_is_counted_out_is_said_in_coins_that_there_are(desk: Desk) -> None:
    desk.say("catalogue", "make", "Odd", "--starts", "2090-12-24 20:00", "--zone", "Hall:20:Adult=50.02,Child=20")
    assert "Nothing was changed." in desk.say("catalogue", "change", "odd/2090-12-24", "--price", "Hall:Child=20.-").out
    [one] = sold(desk, "odd/2090-12-24:Hall:Adult", "--pay", "cash")
    assert "CHF 30.00 given back." in desk.say("tariff", one, "--to", "Child", "--refund", "cash").out
    assert "CHF 30.00 taken." in desk.say("tariff", one, "--to", "Adult", "--pay", "cash").out
    [two] = sold(desk, "odd/2090-12-24:Hall:Adult", "--pay", "cash")
    assert "CHF 30.00 given back." in desk.say("exchange", two, "--for", "odd/2090-12-24:Hall:Child").out


def test_what_on_sale_prints_is_what_sell_takes(desk: Desk) -> None:
    """Times of day stand in the names of a list's performances, colons in the names of zones, tariffs and events."""
    zones = ("--zone", "Stand\\: left:20:Adult=30,Early: till 1 May=20", "Stand:20:Adult=25")
    desk.say("catalogue", "make", "Gala: the night", "--starts", "2090-12-24 20:00", *zones)
    names = [row["performance"] for row in desk.json("on-sale")["performances"]]
    assert any(":" in name for name in names), "as CSV brings them"
    refused, sold = set(), 0
    for name in [*names, "Gala: the night"]:
        for zone in desk.json("on-sale", name)["zones"]:
            for tariff in zone["tariffs"]:
                said = desk.json("sell", f"{name}:{zone['zone']}:{tariff['tariff']}", "--pay", "cash", code=None)
                sold += "error" not in said
                refused |= {said["error"]["code"]} if "error" in said else set()
                if "error" not in said:
                    [ticket] = said["order"]["tickets"]
                    assert (ticket["zone"], ticket["tariff"]) == (zone["zone"], tariff["tariff"])
    assert sold >= 6 and refused <= {"sold_out", "places_unknown"}, "no name is unknown"
    desk.say("catalogue", "change", "gala-the-night/2090-12-24", "--price", "Stand\\: left:Early: till 1 May=18")
    [held] = desk.json("catalogue", "hold", "gala-the-night/2090-12-24:Stand: left", "--kind", "press", "--count", "2")[
        "operations"
    ]
    assert held and desk.json("on-sale", "gala-the-night/2090-12-24")["zones"][0]["house_holds"][0]["left"] == 2


def test_papers_are_given_out_printed_and_printed_again(desk: Desk, tmp_path: Path) -> None:
    one, two = sold(desk)
    order = one.partition("-")[0]
    given = desk.json("collect", one, "--print", str(tmp_path / "one.pdf"))
    assert given["file"] == str(tmp_path / "one.pdf")
    tickets = given["order"]["tickets"]
    assert tickets[0]["collected"] is not None and tickets[0]["copies"] == 1 and tickets[1]["collected"] is None
    assert desk.json("collect", two)["file"] is None
    whole = desk.json("print", order, "--out", str(tmp_path))
    assert whole == {"file": str(tmp_path / f"{order}.pdf"), "tickets": [one, two]}
    again = desk.json("reprint", two, "--print", str(tmp_path / "again.pdf"))
    assert again == {"file": str(tmp_path / "again.pdf"), "tickets": [two]}
    copies = [t["copies"] for t in desk.json("show", order)["tickets"]]
    assert copies == [2, 3], "the second one was given out without a paper from here, and printed twice"
    assert "Given out." in desk.say("collect", one).out


AISLE = "Parterre, Row P, Seat 1"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("sell", "Tosca:Zone A:Adult", "--pay", "cash"), "not_found", "Tosca"),
        (("sell", "Aida:Zone A:Adult", "--pay", "cash"), "several_performances", "Several performances on sale are called Aida"),
        (("sell", f"{EVENING}:Zone Z:Adult", "--pay", "cash"), "no_zone", "It has: Zone A, Zone B"),
        (("sell", f"{EVENING}:Zone A:Child", "--pay", "cash"), "no_tariff", "It has: Adult, Reduced"),
        (("sell", f"{EVENING}:Zone A:Adult:Nowhere", "--pay", "cash"), "unknown_place", "no seat Nowhere"),
        (("sell", f"{EVENING}:Zone B:Adult:{{seat}}", "--pay", "cash"), "place_taken", "has just been taken"),
        (("sell", *(f"{EVENING}:Zone B:Adult:{AISLE}",) * 2, "--pay", "cash"), "place_twice", "chosen twice"),
        (("sell", f"2x{EVENING}:Zone A:Adult:{AISLE}", "--pay", "cash"), "seat_once", "One seat is one ticket"),
        (("sell", "csv/Aida/2020-01-01T20:00:00:Zone A:Adult", "--pay", "cash"), "not_found", "csv/Aida/2020-01-01T20:00:00"),
        (("sell", f"{EVENING}:Zone Z:Adult:B:1", "--pay", "cash"), "no_zone", "It has: Zone A, Zone B"),
        (("sell", f"{EVENING}:Zone A:Child:B:1", "--pay", "cash"), "no_tariff", "no tariff Child"),
        (("sell", f"{EVENING}:Zone A:Adult:B:1", "--pay", "cash"), "unknown_place", "no seat B:1"),
        (("sell", f"500x{EVENING}:Zone A:Adult", "--pay", "cash"), "sold_out", "not so many free places"),
        (("sell", TWO_PLACES, "--pay", "shells"), "unknown_method", "Cash"),
        (("sell", TWO_PLACES, "--pay", "invoice", "cash"), "pays_alone", "is not mixed"),
        (("sell", TWO_PLACES, "--pay", "cash:20"), "still_to_pay", "CHF 70.00 are still to be paid"),
        (("sell", TWO_PLACES, "--pay", "cash:20"), "still_to_pay", "Say how with `--pay METHOD[:AMOUNT]`."),
        (("sell", TWO_PLACES, "--pay", "card:100"), "over_open", "CHF 100.00"),
        (("sell", TWO_PLACES, "--pay", "cash", "twint:100"), "nothing_left_to_pay", "Nothing is left to pay for CHF 100.00 by TWINT"),
        (("sell", TWO_PLACES, "--pay", "invoice"), "invoice_needs_customer", "needs the customer's name"),
        (("sell", TWO_PLACES, "--pay", "free"), "free_needs_note", "says who invites"),
        (("on-sale", "Tosca"), "not_found", "Tosca"),
        (("exchange", "{one}", "--for", f"{NEXT}:Zone A:Adult"), "still_to_pay", "CHF 40.00 are still to be paid"),
        (("exchange", "{one}", "--for", f"{NEXT}:Zone A:Adult", "--pay", "invoice"), "unknown_method", "Cash"),
        (("exchange", "{one}", "--for", f"{NEXT}:Zone B:Reduced", "--refund", "gold"), "unknown_method", "Cash"),
        (("exchange", "{waiting}", "--for", f"{NEXT}:Zone B:Adult"), "unpaid_exchange", "is not paid yet"),
        (("exchange", "{billed}", "--for", f"{NEXT}:Zone B:Adult"), "invoice_pending", "invoice"),
        (("exchange", "{used}", "--for", f"{NEXT}:Zone B:Adult"), "used", "entered"),
        (("exchange", "{gone}", "--for", f"{NEXT}:Zone B:Adult"), "already_cancelled", "cancelled"),
        (("replace", "{used}"), "used", "entered"),
        (("replace", "{gone}"), "already_cancelled", "cancelled"),
        (("move", "{one}", "--seat", "{seat}"), "same_place", "has this place already"),
        (("move", "{one}", "--seat", "Nowhere"), "unknown_place", "no seat Nowhere"),
        (("move", "{one}", "--zone", "Zone A", "--seat", "Nowhere"), "other_price", "This place costs CHF 85.00"),
        (("tariff", "{one}", "--to", "Adult"), "same_tariff", "has this tariff already"),
        (("tariff", "{one}", "--to", "Child"), "no_tariff", "It has: Adult, Reduced"),
        (("tariff", "{reduced}", "--to", "Adult"), "still_to_pay", "CHF 18.00 are still to be paid"),
        (("tariff", "{billed}", "--to", "Reduced"), "invoice_pending", "invoice"),
        (("collect", "{waiting}"), "not_valid", "is not valid, so no paper is given"),
        (("collect", "{one}", "{used}"), "several_orders", "order by order"),
        (("print", "{gone_order}", "--out", "{home}/x"), "cancelled_not_printed", "is cancelled"),
        (("reprint", "{waiting}", "--print", "{home}/x"), "unpaid_not_printed", "is not paid"),
        (("reprint", "{used}", "--print", "{home}/x"), "used_not_printed", "has entered already"),
    ],
)  # fmt: skip
def test_a_refusal_has_its_code_and_sentence_and_sells_nothing(
    desk: Desk, words: tuple[str, ...], code: str, said: str
) -> None:
    names = prepared(desk, " ".join(words))
    asked = [word.format_map(names) for word in words]
    before = desk.written(people=False)
    error = desk.refused(*asked, code=4 if code == "not_found" else 3)
    assert error["code"] == code
    assert said in error["message"]
    assert desk.written(people=False) == before


def prepared(desk: Desk, text: str) -> dict[str, str]:
    """The tickets that the words of a call name, each made only where it is named."""
    names = {"home": str(desk.home)}
    if "{one}" in text or "{seat}" in text:
        names["one"], _ = sold(desk)
        order = desk.json("show", names["one"].partition("-")[0])
        names["seat"] = order["tickets"][0]["seat"]
    if "{waiting}" in text:
        names["waiting"] = sold(desk, TWO_PLACES, "--pay", "on_site")[0]
    if "{billed}" in text:
        names["billed"] = sold(desk, TWO_PLACES, "--pay", "invoice", "--customer", "Ann Hall")[0]
    if "{reduced}" in text:
        [names["reduced"]] = sold(desk, f"{EVENING}:Zone B:Reduced", "--pay", "card")
    if "{used}" in text:
        names["used"], _ = sold(desk)
        desk.say("check", names["used"], "--admit")
    if "{gone" in text:
        names["gone"], other = sold(desk)
        names["gone_order"] = other.partition("-")[0]
        for short in (names["gone"], other):
            desk.say("cancel", short, "--reason", "duplicate", "--refund", "cash", "--as", "Lea")
    return names


@pytest.mark.parametrize(
    "words",
    [
        ("sell", f"{EVENING}:Zone A", "--pay", "cash"),
        ("sell", f"0x{EVENING}:Zone A:Adult", "--pay", "cash"),
        ("sell", f"501x{EVENING}:Zone A:Adult", "--pay", "cash"),
        ("sell", f"99999999999x{EVENING}:Zone A:Adult", "--pay", "cash"),
        ("sell", f"{'9' * 5000}x{EVENING}:Zone A:Adult", "--pay", "cash"),
        ("sell", f"{EVENING}::Adult", "--pay", "cash"),
        ("sell", TWO_PLACES),
        ("exchange", "XHUVE-1"),
        ("exchange", "XHUVE-1", "--for", "nothing"),
        ("move", "XHUVE-1"),
        ("tariff", "XHUVE-1"),
        ("rename", "XHUVE-1"),
        ("rename", "XHUVE-1", "--to", " "),
        ("replace",),
        ("reprint", "XHUVE-1"),
    ],
)
def test_a_call_that_says_too_little_is_a_usage_error(desk: Desk, words: tuple[str, ...]) -> None:
    before = desk.written()
    assert desk.run(*words).code == 2
    assert desk.written() == before


@pytest.mark.parametrize(
    ("words", "english", "french"),
    [
        (("sell", TWO_PLACES, "--pay", "cash:100"), "is sold: CHF 90.00. Change CHF 10.00.", "est vendue"),
        (("exchange", "{one}", "--for", f"{NEXT}:Zone B:Adult"), "the old papers are refused", "refusés"),
        (("replace", "{one}"), "Replaced by a new number; the old paper is refused.", "Remplacé"),
        (
            ("move", "{one}", "--seat", AISLE),
            "Moved; its number stays. Its paper is wrong now; print it anew: `print ",
            "Déplacé",
        ),
        (("tariff", "{one}", "--to", "Reduced"), "The tariff is changed. CHF 18.00 given back.", "tarif"),
        (
            ("rename", "{one}", "--to", "Bea"),
            "Renamed; its number stays. Its paper is wrong now",
            "Son papier est faux",
        ),
        (("collect", "{one}"), "Given out.", "Remis"),
        (("reprint", "{one}", "--print", "{home}/p.pdf"), "Written to", "Écrit"),
    ],
)
def test_people_read_it_in_their_language(desk: Desk, words: tuple[str, ...], english: str, french: str) -> None:
    for language, said in (("en", english), ("fr", french)):
        names = prepared(desk, " ".join(words))
        free = [
            word.format_map(names).replace(AISLE, AISLE if language == "en" else AISLE[:-1] + "2") for word in words
        ]
        assert said in desk.say(*free, "--lang", language).out, language


@pytest.mark.parametrize(
    ("pay", "codes", "english", "french"),
    [
        (("cash:45", "card"), ["cash", "card"], "Cash, Card", "Espèces, Carte"),
        (("cash:20", "card"), ["card", "cash"], "Card, Cash", "Carte, Espèces"),
        (("card",), ["card"], "Card", "Carte"),
    ],
)
def test_an_order_is_called_by_all_the_methods_that_paid_it(
    desk: Desk, pay: tuple[str, ...], codes: list[str], english: str, french: str
) -> None:
    number = desk.json("sell", TWO_PLACES, "--pay", *pay, "--as", "Lea")["order"]["number"]
    for language, named in (("en", english), ("fr", french)):
        told = desk.json("show", number, "--lang", language)
        assert (told["methods"], told["method_label"]) == (codes, named)
        assert told["method"] == codes[0]
        first, *_ = desk.say("show", number, "--lang", language).out.splitlines()
        assert first.endswith(f"  {named}")
