"""Counts an evening from the files that were imported, with nothing of the program: what Today must say."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Counted:
    """One performance as its files have it; orders by number."""

    places: int | None = None
    free: int | None = None
    states: Counter[str] = field(default_factory=Counter)
    orders: set[str] = field(default_factory=set)
    unpaid: set[str] = field(default_factory=set)
    free_of_charge: set[str] = field(default_factory=set)
    noted: set[str] = field(default_factory=set)
    not_in: set[str] = field(default_factory=set)
    seats: dict[str, tuple[str | None, str]] = field(default_factory=dict)

    def add(self, order: str, *, state: str, price: float, note: str, seat: str | None, holder: str | None) -> None:
        """One live ticket."""
        self.states[state] += 1
        self.orders.add(order)
        if state == "unpaid":
            self.unpaid.add(order)
        if price == 0:
            self.free_of_charge.add(order)
        if note:
            self.noted.add(order)
        if state != "entered":
            self.not_in.add(order)
        if seat:
            self.seats[seat] = (holder, order)


def _read(path: Path) -> Any:
    page = json.loads(gzip.decompress(path.read_bytes()))
    return page["results"] if isinstance(page, dict) and "results" in page else page


def pretix(folder: Path) -> dict[str, Counted]:
    """The performances of an event by external name."""
    slug = _read(folder / "event.json.gz")["slug"]
    found: dict[str, Counted] = defaultdict(Counted)
    for quota in _read(folder / "quotas.json.gz"):
        own = found[slug if quota["subevent"] is None else f"{slug}/{quota['subevent']}"]
        own.places, own.free = quota["size"], quota["available_number"]
    for path in sorted(folder.glob("orders-*.json.gz")):
        for order in _read(path):
            for position in order["positions"]:
                if position["canceled"] or order["status"] in "ce":
                    continue
                entered = any(c["type"] == "entry" for c in position["checkins"])
                name = slug if position["subevent"] is None else f"{slug}/{position['subevent']}"
                found[name].add(
                    order["code"],
                    state="entered" if entered else "unpaid" if order["status"] == "n" else "valid",
                    price=float(position["price"]),
                    note=order["comment"],
                    seat=position["seat"]["name"] if position["seat"] else None,
                    holder=position["attendee_name"],
                )
    return dict(found)


def spreadsheet(path: Path) -> list[Counted]:
    """The performances of a CSV, by start."""
    found: dict[str, Counted] = defaultdict(Counted)
    rows: Iterable[dict[str, str]] = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    for row in rows:
        if row["ticket_state"] == "cancelled" or row["state"] in ("cancelled", "expired"):
            continue
        used = row["ticket_state"] == "used"
        found[row["starts"]].add(
            row["order"],
            state="entered" if used else "unpaid" if row["state"] == "pending" else "valid",
            price=float(row["price"]),
            note=row.get("note") or "",
            seat=row["seat"] or None,
            holder=row["customer"],
        )
    return [found[starts] for starts in sorted(found)]
