"""The money counted again from the journal alone, by rules of its own: imports nothing of the domain."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable

NO_MONEY = {"book_started", "person_changed", "rules_changed", "catalogue_changed", "customer_changed", "person_erased"}
NO_MONEY |= {
    "case_closed",
    "customer_told",
    "customer_not_told",
    "admitted",
    "entry_undone",
    "unpaid_admitted",
    "customer_reminded",
    "note_added",
    *("ticket_moved", "holder_changed", "collected", "printed", "tickets_mailed", "payment_corrected"),
    "drawer_moved",
    "counted",
    "closed",
}


def recount(bodies: Iterable[bytes]) -> dict[str, Counter[str]]:
    """Per order: price of live tickets, fees, rounding, payments, refunds, from the operations' bytes."""
    price, fees, live, clicked = dict[str, int](), dict[str, int](), dict[str, str](), dict[str, str]()
    promised, sums = defaultdict[str, dict[str, int]](dict), defaultdict[str, Counter[str]](Counter)
    for body in bodies:
        kind, p = (whole := json.loads(body))["header"]["kind"], whole["payload"]
        if kind == "order_taken_in":
            for t in p["tickets"]:
                live |= {t["id"]: p["order"]["id"]} if t["id"] not in price and t["state"] != "cancelled" else {}
                price.setdefault(t["id"], t["price"])
            for name in ("payments", "refunds"):
                sums[p["order"]["id"]][name] = sum(x["amount"] for x in p[name])
        elif kind == "order_sold":
            for t in p["tickets"]:
                live[t["id"]], price[t["id"]] = p["order"]["id"], t["price"]
            for row in p["payments"]:
                sums[p["order"]["id"]].update(payments=row["amount"], rounding=row["rounding"])
        elif kind == "sale_aborted":
            for ticket in [name for name, order in live.items() if order == p["order"]]:
                live.pop(ticket)
            for row in p["refunds"]:
                sums[p["order"]].update(refunds=row["amount"], rounding=-row["rounding"])
        elif kind == "order_exchanged":
            for row in p["gives_back"]:
                live.pop(row["ticket"])
            for t in p["tickets"]:
                live[t["id"]], price[t["id"]] = p["new"]["id"], t["price"]
            for row in p["moved"]:
                sums[row["order"]]["payments"] -= row["amount"]
                sums[p["new"]["id"]]["payments"] += row["amount"]
            for row in p.get("rounded", ()):
                sums[row["order"]]["rounding"] -= row["amount"]
                sums[p["new"]["id"]]["rounding"] += row["amount"]
            for row in p["payments"]:
                sums[p["new"]["id"]].update(payments=row["amount"], rounding=row["rounding"])
            sums[p["new"]["id"]]["fees"] += p["fee"]
            for row in p["refunds"]:
                sums[next(r["order"] for r in p["gives_back"] if r["ticket"] == row["ticket"])]["refunds"] += row[
                    "amount"
                ]
        elif kind == "ticket_replaced":
            live[p["new"]], price[p["new"]] = live.pop(p["ticket"]), price[p["ticket"]]
        elif kind == "tariff_changed":
            price[p["ticket"]] = p["price"]
            sums[p["order"]]["refunds"] += sum(row["amount"] for row in p["refunds"])
            if (money := p["payment"]) is not None:
                sums[p["order"]].update(payments=money["amount"], rounding=money["rounding"])
        elif kind in ("tickets_cancelled", "order_released"):
            for row in p["tickets"]:
                live.pop(clicked.setdefault(row["cancellation"], row["ticket"]))
        elif kind == "cancellation_finished":
            for row in p["refunds"]:
                promised[row["ticket"]][row["id"]] = row["amount"]
                sums[p["order"]]["refunds"] += row["amount"]
            for row in p["fees"]:
                fees[row["ticket"]] = row["amount"]
                sums[p["order"]]["fees"] += row["amount"]
        elif kind == "refund_paid_out":
            for row in promised.values():
                row |= dict.fromkeys(row.keys() & set(p["refunds"]), 0)
            sums[p["order"]].update(refunds=(more := p.get("rounding", 0)), rounding=-more)
        elif kind in ("cancellation_kept", "ticket_reinstated"):
            for old in [clicked[name] for name in p.get("cancels", ())] or [p["ticket"]]:
                live[p.get("new", old)], price[p.get("new", old)] = p["order"], price[old]
                back = sum(promised.pop(old, {}).values())
                sums[p["order"]].update(refunds=-back, fees=-p.get("fee", fees.pop(old, 0)))
        elif kind == "credit_refunded":
            sums[p["order"]]["refunds"] += sum(row["amount"] for row in p["refunds"])
        elif kind == "goodwill_refunded":
            for row in p["refunds"]:
                sums[p["order"]].update(refunds=row["amount"], fees=-row["amount"])
        elif kind in ("payment_recorded", "order_split"):
            order, money = (p["order"], p) if kind == "payment_recorded" else (p["new"]["id"], p["payment"])
            sums[order].update(payments=money["amount"], rounding=money["rounding"]) if money else None
            sums[p["order"]].update(payments=-(moved := sum(row["amount"] for row in p.get("moved", ()))))
            sums[order].update(payments=moved)
            live |= {row["ticket"]: order for row in p.get("tickets", ())}
            back = p.get("revives", {})
            live |= {clicked[name]: order for name in back.get("cancels", ()) if "again" not in back}
            for row in back.get("again", ()):
                live[row["new"]], price[row["new"]] = order, price[clicked[row["cancellation"]]]
        elif kind == "order_reissued":
            for row in p["tickets"]:
                live[row["id"]], price[row["id"]] = p["new"]["id"], price[row["ticket"]]
            for name in (*p["without"], *(row["ticket"] for row in p["tickets"])):
                del live[name]
            sums[p["order"]].update(payments=-(moved := sum(row["amount"] for row in p["moved"])))
            sums[p["new"]["id"]].update(payments=moved)
        elif kind not in {*NO_MONEY, "repeated_at_source"}:
            raise AssertionError(f"nobody has said what {kind} does to the money")
    for ticket, order in live.items():
        sums[order]["price"] += price[ticket]
    return sums


def drawer(bodies: Iterable[bytes], currencies: dict[str, str]) -> Counter[str]:
    """Per currency: what must lie in one desk's drawer since it was closed last, from its operations' bytes; `currencies`: those of
    the orders. Only cash moves it.
    """
    lies = Counter[str]()
    for body in bodies:
        kind, p = (whole := json.loads(body))["header"]["kind"], whole["payload"]
        if kind == "closed":
            lies.clear()
        elif kind == "drawer_moved":
            sign = {"opened": 1, "in": 1, "out": -1, "drop": -1, "no_sale": 0}[p["what"]]
            lies.update({row["currency"]: sign * row["amount"] for row in p["amounts"]})
        elif kind in ("order_sold", "order_exchanged", "sale_aborted"):
            rows, sign = (p["refunds"], -1) if kind == "sale_aborted" else (p["payments"], 1)
            of = (
                p["order"]["currency"]
                if kind == "order_sold"
                else p.get("new", {}).get("currency") or currencies[p["order"]]
            )
            lies[of] += sign * sum(row["amount"] for row in rows if row["method"] == "cash")
        elif kind in ("payment_recorded", "order_split", "tariff_changed"):
            money = p if kind == "payment_recorded" else p["payment"]
            lies[currencies[p["order"]]] += money["amount"] if money and money["method"] == "cash" else 0
        elif kind == "payment_corrected":
            sign = (p["method"] == "cash") - (p["was"] == "cash")
            lies[currencies[p["order"]]] += sign * p["amount"] * (1 if p["payment"] else -1)
        elif kind == "refund_paid_out":
            given = [row["amount"] for row in p["given"] if row["method"] == "cash"]
            lies[currencies[p["order"]]] -= sum(given) + p.get("rounding", 0)
    return lies
