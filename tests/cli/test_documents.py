"""Each command's JSON, field by field, as the public paper of the command line promises it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Desk
from tests.conftest import DATA

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
ID = re.compile(r"[0-9a-f]{32}")
MONEY = {"amount": int, "currency": str}
REFUND_LINE = {"payment": (ID, None), "method": str, "amount": MONEY, "paid_at": (INSTANT, None)}
CANCELLED = {
    "at": (INSTANT, None),
    "by": (str, None),
    "reason": (str, None),
    "note": (str, None),
    "paper": ({"back", "eticket", "missing"}, None),
    "refunds": [REFUND_LINE],
    "informed": (INSTANT, None),
    "finished": bool,
    "final": bool,
}
TICKET = {
    "number": str,
    "short": str,
    "holder": (str, None),
    "performance": str,
    "event": str,
    "starts": INSTANT,
    "zone": str,
    "tariff": str,
    "seat": (str, None),
    "price": MONEY,
    "state": {"valid", "held", "used", "cancelled", "exchanged", "reinstated"},
    "cancelled": (CANCELLED, None),
    "successor": (str, None),
    "sync": {"local", "sent", "accepted", "refused", "contested"},
}
CUSTOMER = {"name": (str, None), "email": (str, None), "phone": (str, None), "language": (str, None)}
SHOW = {
    "number": str,
    "state": {"paid", "pending", "partly_cancelled", "cancelled", "expired"},
    "method": str,
    "methods": [str],
    "method_label": str,
    "customer": (CUSTOMER, None),
    "total": MONEY,
    "balance": MONEY,
    "commission": (MONEY, None),
    "notes": [{"text": str, "at": (INSTANT, None), "by": (str, None)}],
    "tickets": [TICKET],
    "payments": [{"payment": ID, "method": str, "amount": MONEY, "paid_at": (INSTANT, None)}],
    "refunds": [REFUND_LINE],
    "history": [
        {"operation": ID, "kind": str, "at": INSTANT, "by": (str, None), "second_person": (str, None), "tickets": [str]}
    ],
}
MATCHED = {"name", "holder", "company", "email", "number", "ticket", "phone", "seat", "invoice", "note", "event"}
FIND = {
    "query": str,
    "orders": [
        {
            "number": str,
            "state": SHOW["state"],
            "customer": (str, None),
            "email": (str, None),
            "tickets": int,
            "total": MONEY,
            "created": (INSTANT, None),
            "matched": MATCHED,
        }
    ],
    "took_ms": (float, int),
}
CANCEL = {
    "operation": ID,
    "order": str,
    "tickets": [str],
    "freed": [{"performance": str, "zone": str, "seat": (str, None)}],
    "finished": bool,
    "refunds": [{"method": str, "amount": MONEY}],
    "reason": (str, None),
    "hold_until": (INSTANT, None),
    "commission_due": (MONEY, None),
    "order_state": SHOW["state"],
}
CHECK = {
    "answer": {"GO", "LOOK", "STOP"},
    "badge": (str, None),
    "reason": {
        "valid",
        "cancelled",
        "unpaid",
        "used",
        "unknown",
        "wrong_performance",
        "wrong_zone",
        "too_early",
        "change_refused",
    },
    "ticket": str,
    "since": (INSTANT, None),
    "by": (str, None),
    "list_age_s": (int, None),
}
FREE = {
    "performance": str,
    "zones": [
        {
            "zone": str,
            "capacity": (int, None),
            "sold": int,
            "held": int,
            "allotted": int,
            "free": (int, None),
            "sellable_here": (int, None),
        }
    ],
    "quotas": [{"name": str, "capacity": (int, None), "free": (int, None)}],
}
COUNTS = {"added": int, "changed": int, "same": int, "refused": int}
IMPORT = {
    "files": [{"name": str, "orders": COUNTS, "tickets": COUNTS}],
    "kept_local": [{"order": str, "ticket": str, "here": str, "file": str}],
    "refused": [{"file": str, "lines": [int], "message": str}],
}
REISSUE = {
    "operation": ID,
    "cancelled_order": str,
    "order": str,
    "invoice": str,
    "credit_note": (str, None),
    "tickets": [str],
}
DEED = {"operation": ID, "order": SHOW}
JOURNAL = {
    "operations": [{"seq": int, "epoch": ID, "id": ID, "kind": str, "at": INSTANT, "actor": (ID, None), "effect": str}],
    "head": {"epoch": ID, "seq": int},
    "verified": ({"chain": bool, "signatures": bool}, None),
    "replay": ({"equal": bool, "tables": dict}, None),
}
TAKING = {"method": str, "method_label": str, "taken": MONEY, "given": MONEY, "sum": MONEY, "count": int}
DRAWER = {
    "currency": str,
    **dict.fromkeys(("float", "earlier", "payments", "refunds", "put_in", "taken_out", "dropped"), MONEY),
    **{"expected": MONEY, "counted": (MONEY, None), "difference": (MONEY, None), "left": MONEY},
}
DAY = re.compile(r"\d{4}-\d\d-\d\d")
TILL = {
    "open": bool,
    "opened": (INSTANT, None),
    "by": (str, None),
    "day": DAY,
    "forgotten": bool,
    "drawer": [DRAWER],
    "takings": [TAKING],
    "deeds": dict,
    "no_sales": int,
    "left_before": [MONEY],
    "counts": int,
    "refunds_open": int,
    "waiting": (int, None),
    "waiting_amounts": [MONEY],
    "needs_reason": bool,
    "needs_second_person": bool,
}
CLOSING = {
    "number": re.compile(r"Z[A-Z]-\d{5}"),
    "day": DAY,
    "opened": INSTANT,
    "closed": INSTANT,
    "by": (str, None),
    "second_person": (str, None),
    "why": (str, None),
    "first": str,
    "last": str,
    "drawer": [DRAWER],
    "takings": [TAKING],
    "deeds": dict,
    "no_sales": int,
    "waiting": (int, None),
}
TAKINGS = {
    "report": {"takings"},
    "since": DAY,
    "until": DAY,
    "lines": [{"desk": (str, None), "by": (str, None), **TAKING}],
    "totals": [TAKING],
}


def misfit(value: Any, shape: Any, *, at: str = "$") -> str | None:
    """Where a document differs from its shape, or None; more fields than promised are allowed."""
    if isinstance(shape, tuple):
        found = [misfit(value, one, at=at) for one in shape]
        return None if None in found else found[0]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return f"{at} is no list"
        return next((bad for n, one in enumerate(value) if (bad := misfit(one, shape[0], at=f"{at}[{n}]"))), None)
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return f"{at} is no object: {value!r}"
        missing = [name for name in shape if name not in value]
        if missing:
            return f"{at} lacks {missing}"
        return next((bad for name in shape if (bad := misfit(value[name], shape[name], at=f"{at}.{name}"))), None)
    if isinstance(shape, re.Pattern):
        fits = isinstance(value, str) and shape.fullmatch(value) is not None
    elif isinstance(shape, set):
        fits = value in shape
    elif shape is None:
        fits = value is None
    else:
        fits = type(value) is shape
    return None if fits else f"{at} is {value!r}"


def fits(value: Any, shape: Any) -> None:
    assert misfit(value, shape) is None


def test_a_misfit_is_seen() -> None:
    good = {"amount": 8500, "currency": "CHF"}
    fits(good, MONEY)
    assert misfit({**good, "amount": 85.0}, MONEY) == "$.amount is 85.0"
    assert misfit({"amount": 8500}, MONEY) == "$ lacks ['currency']"
    assert misfit([good, None], [MONEY]) == "$[1] is no object: None"
    assert misfit("2026-12-18T20:00:00+01:00", INSTANT) is not None


@pytest.mark.parametrize("query", ["kisak", "LHYFF", "didier.keller", "aida", "wheelchair", ""])
def test_find(shelf: Desk, query: str) -> None:
    found = shelf.json("find", query)
    fits(found, FIND)
    assert found["query"] == query
    assert bool(found["orders"]) == bool(query)
    if query == "LHYFF":
        assert found["orders"][0]["total"] == {"amount": 4500, "currency": "CHF"}


@pytest.mark.parametrize("order", ["XHUVE", "7HMLB", "TEY9V", "S9HL7M", "SZXULJ", "DBJ9B", "SRVJYL"])
def test_show(shelf: Desk, order: str) -> None:
    shown = shelf.json("show", order)
    fits(shown, SHOW)
    assert shown["number"] == order
    assert sum(t["price"]["amount"] for t in shown["tickets"] if t["state"] != "cancelled") == shown["total"]["amount"]


def test_a_found_ticket_can_be_passed_on(shelf: Desk) -> None:
    code = shelf.json("show", "XHUVE")["tickets"][1]["number"]
    for text in (code, "XHUVE-2"):
        named = shelf.json("find", text)["orders"][0]["ticket"]
        assert shelf.json("check", named)["short"] == "XHUVE-2"


def test_show_has_every_state_of_a_ticket(desk: Desk) -> None:
    desk.say("cancel", "XHUVE-1", "--reason", "duplicate", "--refund", "cash", "--now")
    desk.say("reinstate", "XHUVE-1", "--alone", "nobody else is here today")
    assert desk.tickets("XHUVE") == {"XHUVE-1": "cancelled", "XHUVE-2": "valid", "XHUVE-3": "valid"}
    shown = desk.json("show", "XHUVE")
    fits(shown, SHOW)
    assert shown["tickets"][0]["successor"] == "XHUVE-3"
    assert set(desk.tickets("7HMLB").values()) == {"used", "valid"}
    assert set(desk.tickets("TEY9V").values()) == {"held"}


def test_cancel_with_reason_and_refund(desk: Desk) -> None:
    done = desk.json(
        *("cancel", "XHUVE-1", "--reason", "customer asked", "--refund", "Espèces", "--amount", "30,50"),
        *("--paper", "back", "--inform", "told", "--note", "at the counter", "--as", "Lea"),
    )
    fits(done, CANCEL)
    assert (done["order"], done["tickets"], done["order_state"]) == ("XHUVE", ["XHUVE-1"], "partly_cancelled")
    assert (done["reason"], done["reason_label"], done["finished"]) == ("customer_asked", "Customer asked", True)
    assert [(r["method"], r["method_label"], r["amount"]["amount"]) for r in done["refunds"]] == [
        ("cash", "Cash", 3050)
    ]
    assert done["freed"] == [{"performance": "opera/4", "zone": "Zone B", "seat": "Parterre, Row P, Seat 9"}]
    assert done["hand_out"] == {"amount": 3050, "currency": "CHF"}
    shown = desk.json("show", "XHUVE")
    fits(shown, SHOW)
    gone = shown["tickets"][0]["cancelled"]
    assert (gone["by"], gone["reason"], gone["note"], gone["paper"]) == (
        "Lea",
        "customer_asked",
        "at the counter",
        "back",
    )
    assert gone["informed"] is not None
    assert gone["refunds"][0]["amount"] == {"amount": 3050, "currency": "CHF"}
    finished = next(h for h in shown["history"] if h["kind"] == "cancellation_finished")
    assert finished["details"]["refunds"] == [{"method": "cash", "amount": {"amount": 3050, "currency": "CHF"}}]


def test_the_click_alone_then_finish_then_paid_out(desk: Desk) -> None:
    clicked = desk.json("cancel", "XHUVE-1")
    fits(clicked, CANCEL)
    assert (clicked["finished"], clicked["reason"], clicked["refunds"]) == (False, None, [])
    assert clicked["hold_until"] is not None
    finished = desk.json("finish", "XHUVE-1", "--reason", "duplicate", "--refund", "cash")
    fits(finished, CANCEL)
    assert finished["finished"] is True
    assert "Cash CHF 45.00" in desk.say("paid-out", "XHUVE-1").out.splitlines()[0]
    assert desk.refused("paid-out", "XHUVE-1")["code"] == "already_paid_out"
    handed = desk.json("inform", "XHUVE-1", "--by", "told")
    fits(handed, DEED)
    assert handed["order"]["refunds"][0]["paid_at"] is not None
    assert handed["order"]["refunded"] == {"amount": 4500, "currency": "CHF"}


def test_two_refunds_of_one_finish_both_stand_in_history(desk: Desk) -> None:
    desk.say("cancel", "XHUVE-1", "XHUVE-2", "--reason", "duplicate", "--refund", "cash")
    finished = next(h for h in desk.json("show", "XHUVE")["history"] if h["kind"] == "cancellation_finished")
    assert [line["amount"]["amount"] for line in finished["details"]["refunds"]] == [4500, 4500]


@pytest.mark.parametrize("finish", [(), ("--reason", "duplicate", "--refund", "cash")])
def test_now_is_final_at_once(desk: Desk, finish: tuple[str, ...]) -> None:
    done = desk.json("cancel", "XHUVE-1", *finish, "--now")
    fits(done, CANCEL)
    assert done["hold_until"] is None
    assert desk.refused("keep", "XHUVE-1")["code"] == "final"


def test_cancel_order(desk: Desk) -> None:
    done = desk.json("cancel-order", "TEY9V", "--reason", "our error")
    fits(done, CANCEL)
    assert done["order_state"] == "cancelled"
    assert done["tickets"] == ["TEY9V-1", "TEY9V-2"]


def test_keep_reinstate_goodwill_undo_inform(desk: Desk) -> None:
    desk.say("cancel", "XHUVE-1")
    kept = desk.json("keep", "XHUVE-1")
    fits(kept, DEED)
    assert kept["order"]["state"] == "paid"
    desk.say("cancel", "XHUVE-1", "--reason", "duplicate", "--refund", "cash", "--now")
    fits(desk.json("reinstate", "XHUVE-1", "--as", "Lea", "--approve-as", "Max"), DEED)
    two = ("--as", "Lea", "--approve-as", "Max")
    given = desk.json("goodwill", "7HMLB-1", "--refund", "cash", "--amount", "5", "--note", "bad seat", *two)
    fits(given, DEED)
    assert given["order"]["refunds"][-1]["goodwill"] is True
    assert given["order"]["history"][0]["by"] == "Lea"
    back = desk.json("undo-entry", "7HMLB-1", "--reason", "scanned twice", *two)
    fits(back, DEED)
    assert desk.tickets("7HMLB")["7HMLB-1"] == "valid"
    desk.say("cancel", "SVYARR-1", "--reason", "duplicate", "--refund", "card")
    told = desk.json("inform", "SVYARR-1", "--by", "told")
    fits(told, DEED)
    assert told["order"]["tickets"][0]["cancelled"]["informed"] is not None


def test_reissue_and_its_invoice(desk: Desk, tmp_path: Path) -> None:
    done = desk.json("reissue", "TEY9V", "--without", "TEY9V-1")
    fits(done, REISSUE)
    assert done["cancelled_order"] == "TEY9V"
    assert done["tickets"] == [f"{done['order']}-1"]
    shown = desk.json("show", done["order"])
    fits(shown, SHOW)
    assert shown["predecessor"] == "TEY9V"
    written = desk.json("invoice", done["order"], "--pdf", str(tmp_path / "papers" / "new.pdf"))
    assert Path(written["file"]).read_bytes().startswith(b"%PDF")
    credit = desk.json("invoice", "TEY9V", "--number", done["credit_note"], "--pdf", str(tmp_path / "papers"))
    assert Path(credit["file"]).name == f"{done['credit_note']}.pdf"


def test_pay(desk: Desk) -> None:
    part = desk.json("pay", "TEY9V", "--method", "cash", "--amount", "10")
    fits(part, DEED)
    assert part["order"]["state"] == "pending"
    whole = desk.json("pay", "TEY9V", "--method", "bank transfer")
    assert (whole["order"]["state"], whole["order"]["balance"]["amount"]) == ("paid", 0)
    assert [p["amount"]["amount"] for p in whole["order"]["payments"]] == [1000, 8000]


def test_split(fresh: Desk, tmp_path: Path) -> None:
    rows = [
        "order,created,state,method,customer,email,phone,language,ticket,event,starts,zone,tariff,seat,price,currency,ticket_state",
        *(
            f"RES1,2089-11-01T10:00:00+01:00,pending,on_site,Ann Hall,,,en,code{n},Aida,2090-01-07T20:00:00+01:00,A,Adult,,85.00,CHF,valid"
            for n in (1, 2, 3)
        ),
    ]
    (tmp_path / "orders.csv").write_text("\n".join(rows), encoding="utf-8")
    fresh.say("import", str(tmp_path / "orders.csv"))
    done = fresh.json("split", "RES1", "--tickets", "RES1-1", "RES1-2", "--method", "cash")
    fits(done, DEED)
    assert (done["order"]["state"], done["order"]["total"]["amount"]) == ("paid", 17000)
    assert fresh.json("show", "RES1")["total"]["amount"] == 8500
    assert (done["moved"]["amount"], done["old"]["number"], done["old"]["balance"]["amount"]) == (0, "RES1", 8500)
    assert fresh.json("journal", "--replay")["replay"]["equal"] is True


def test_split_of_what_is_partly_paid_names_both_orders(fresh: Desk, tmp_path: Path) -> None:
    head = "order,created,state,method,customer,ticket,event,starts,zone,tariff,price,currency,ticket_state"
    row = "RES1,2089-11-01T10:00:00+01:00,pending,on_site,Ann Hall,code{},Aida,2090-01-07T20:00:00+01:00,A,Adult,30.00,CHF,valid"
    (tmp_path / "orders.csv").write_text("\n".join([head, *(row.format(n) for n in (1, 2, 3))]), encoding="utf-8")
    fresh.say("import", str(tmp_path / "orders.csv"))
    fresh.say("pay", "RES1", "--method", "cash", "--amount", "20")
    said = fresh.say("split", "RES1", "--tickets", "RES1-1", "--method", "card").out
    new = said.split()[2].rstrip(",")
    told = (
        "CHF 0.00 open: CHF 20.00 of it had been paid before, CHF 10.00 are booked now. Order RES1 has CHF 60.00 open."
    )
    assert said.splitlines()[0] == f"New order {new}, {told}"
    found = [fresh.json("show", name) for name in ("RES1", new)]
    assert [(o["paid"]["amount"], o["balance"]["amount"], o["state"]) for o in found] == [
        (0, 6000, "pending"),
        (3000, 0, "paid"),
    ]
    assert fresh.json("journal", "--verify", "--replay")["replay"]["equal"] is True


def test_free(desk: Desk) -> None:
    before = desk.json("free", "opera/4")
    fits(before, FREE)
    desk.say("cancel", "XHUVE-1")
    after = desk.json("free", "opera/4")
    zones = [{z["zone"]: z[count] for z in found["zones"]} for found in (before, after) for count in ("sold", "free")]
    assert zones[2]["Zone B"] == zones[0]["Zone B"] - 1
    assert zones[3]["Zone B"] == zones[1]["Zone B"] + 1


def test_check_and_admit(desk: Desk) -> None:
    number = desk.json("show", "XHUVE")["tickets"][0]["number"]
    go = desk.json("check", number)
    fits(go, CHECK)
    assert (go["answer"], go["reason"], go["ticket"]) == ("GO", "valid", number)
    before = desk.written()
    assert desk.json("check", "XHUVE-1")["answer"] == "GO"
    assert desk.written() == before
    assert desk.json("check", number, "--performance", "opera/5")["reason"] == "wrong_performance"
    assert desk.json("check", number, "--zone", "Zone A")["reason"] == "wrong_zone"
    assert desk.json("check", number, "--admit", "--as", "Gate")["answer"] == "GO"
    used = desk.json("check", number, "--admit")
    fits(used, CHECK)
    assert (used["answer"], used["reason"], used["by"]) == ("STOP", "used", "Gate")
    desk.say("cancel", "XHUVE-2", "--as", "Lea")
    gone = desk.json("check", "XHUVE-2")
    assert (gone["answer"], gone["reason"], gone["by"]) == ("STOP", "cancelled", "Lea")
    assert desk.json("check", "LHYFF-1")["reason"] == "unpaid"
    unknown = desk.json("check", "no such code")
    fits(unknown, CHECK)
    assert (unknown["answer"], unknown["reason"]) == ("STOP", "unknown")
    assert desk.refused("check", number, "--performance", "mars", code=4)["code"] == "not_found"


def test_import_twice_changes_nothing(desk: Desk) -> None:
    desk.say("import", str(DATA / "orders.csv"), "--as", "Lea")
    before = desk.written()
    done = desk.json("import", str(DATA / "orders.csv"), "--as", "Lea")
    fits(done, IMPORT)
    assert done["files"][0]["orders"] == {"added": 0, "changed": 0, "same": 120, "refused": 0}
    assert desk.written() == before
    ticket = next(iter(desk.tickets("SVYARR")))
    desk.say("cancel", ticket)
    again = desk.json("import", str(DATA / "orders.csv"))
    fits(again, IMPORT)
    assert again["kept_local"] == [{"order": "SVYARR", "ticket": ticket, "here": "cancelled", "file": "valid"}]
    assert desk.tickets("SVYARR")[ticket] == "cancelled"


def test_journal(desk: Desk) -> None:
    whole = desk.json("journal")
    fits(whole, JOURNAL)
    assert (whole["verified"], whole["replay"]) == (None, None)
    assert whole["operations"][0]["kind"] == "book_started"
    head = whole["head"]["seq"]
    desk.say("cancel", "XHUVE-1", "--as", "Lea")
    since = desk.json("journal", "--since", str(head))
    assert [line["kind"] for line in since["operations"]] == ["tickets_cancelled"]
    checked = desk.json("journal", "--verify", "--replay")
    fits(checked, JOURNAL)
    assert checked["operations"] == []
    assert checked["verified"] == {"chain": True, "signatures": True, "records": True, "fault": None}
    assert checked["replay"]["equal"] is True
    assert set(checked["replay"]["tables"].values()) == {True}
    assert len(desk.json("journal", "--verify", "--since", str(head))["operations"]) == 1


def test_demo(fresh: Desk) -> None:
    made = fresh.json("demo", "--orders", "40", "--seed", "7")
    assert made["orders"] == 40
    assert made["tickets"] >= 40
    before = fresh.written()
    assert fresh.refused("demo", "--orders", "5")["code"] == "not_empty"
    assert fresh.written() == before


def test_the_drawer_and_the_takings(desk: Desk) -> None:
    fits(desk.json("cash", "report"), TILL)
    fits(desk.json("cash", "open", "200"), TILL)
    desk.say("pay", "TEY9V", "--method", "cash", "--amount", "10")
    fits(desk.json("cash", "move", "in", "5", "--why", "coins"), TILL)
    fits(desk.json("cash", "count", "100x2", "10x1", "5x1"), TILL)
    done = desk.json("cash", "close", "--as", "Lea")
    fits(done, CLOSING)
    assert desk.json("cash", "report", done["number"]) == done
    assert desk.json("cash", "report", "--list") == {"closings": [done]}
    fits(desk.json("report", "takings"), TAKINGS)
