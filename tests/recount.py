"""The money counted again from the journal alone, by rules of its own: imports nothing of the domain."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable


def recount(bodies: Iterable[bytes]) -> dict[str, dict[str, int]]:
    """Per order: price of live tickets, fees, rounding, payments, refunds, from the operations' bytes."""
    price: dict[str, int] = {}
    live: dict[str, str] = {}
    clicked: dict[str, str] = {}
    promised: dict[str, list[tuple[str, int]]] = {}
    fees: dict[str, int] = {}
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for body in bodies:
        whole = json.loads(body)
        kind, p = whole["header"]["kind"], whole["payload"]
        if kind == "order_taken_in":
            order = p["order"]["id"]
            for t in p["tickets"]:
                if t["id"] not in price:
                    price[t["id"]] = t["price"]
                    if t["state"] in ("valid", "used", "pending", "displaced"):
                        live[t["id"]] = order
            sums[order]["payments"] = sum(x["amount"] for x in p["payments"])
            sums[order]["refunds"] = sum(x["amount"] for x in p["refunds"])
        elif kind == "tickets_cancelled":
            for row in p["tickets"]:
                clicked[row["cancellation"]] = row["ticket"]
                live.pop(row["ticket"])
        elif kind == "cancellation_finished":
            for row in p["refunds"]:
                sums[p["order"]]["refunds"] += row["amount"]
                promised.setdefault(row["ticket"], []).append((row["id"], row["amount"]))
            for row in p["fees"]:
                sums[p["order"]]["fees"] += row["amount"]
                fees[row["ticket"]] = row["amount"]
        elif kind == "refund_paid_out":
            for refunds in promised.values():
                refunds[:] = [r for r in refunds if r[0] not in p["refunds"]]
        elif kind == "cancellation_kept":
            for name in p["cancels"]:
                live[clicked[name]] = p["order"]
                sums[p["order"]]["refunds"] -= sum(a for _, a in promised.pop(clicked[name], []))
                sums[p["order"]]["fees"] -= fees.pop(clicked[name], 0)
        elif kind == "ticket_reinstated":
            live[p["new"]], price[p["new"]] = p["order"], price[p["ticket"]]
            sums[p["order"]]["refunds"] -= sum(a for _, a in promised.pop(p["ticket"], []))
            sums[p["order"]]["fees"] -= p["fee"]
        elif kind == "goodwill_refunded":
            amount = sum(row["amount"] for row in p["refunds"])
            sums[p["order"]]["refunds"] += amount
            sums[p["order"]]["fees"] -= amount
        elif kind == "payment_recorded":
            sums[p["order"]]["payments"] += p["amount"]
            sums[p["order"]]["rounding"] += p["rounding"]
        elif kind == "order_split":
            for row in p["tickets"]:
                live[row["ticket"]] = p["new"]["id"]
            if p["payment"]:
                sums[p["new"]["id"]]["payments"] += p["payment"]["amount"]
                sums[p["new"]["id"]]["rounding"] += p["payment"]["rounding"]
        elif kind == "order_reissued":
            for name in p["without"]:
                live.pop(name)
            for row in p["tickets"]:
                live.pop(row["ticket"])
                live[row["id"]], price[row["id"]] = p["new"]["id"], price[row["ticket"]]
            for row in p["moved"]:
                sums[p["order"]]["payments"] -= row["amount"]
                sums[p["new"]["id"]]["payments"] += row["amount"]
    for ticket, order in live.items():
        sums[order]["price"] += price[ticket]
    return {order: dict(found) for order, found in sums.items()}
