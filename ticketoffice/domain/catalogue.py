"""What there is to see: events, performances, zones and quotas as a source or the venue names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from ticketoffice.domain.operation import Operation, Touches
from ticketoffice.domain.situation import Situation
from ticketoffice.domain.state import (
    Event,
    HouseHold,
    HouseHoldSeat,
    Performance,
    Plan,
    PlanSeat,
    Quota,
    QuotaZone,
    Row,
    Tariff,
    Zone,
    ZoneCategory,
)


def touches(payload: Mapping[str, Any]) -> Touches:
    """The performances that are described, with their quotas; of what the house is to keep the places."""
    held = tuple(dict.fromkeys(row["performance"] for row in payload.get("house_holds", ())))
    return Touches(
        performances=tuple(dict.fromkeys((*(row["id"] for row in payload["performances"]), *held))),
        seats=tuple((row["performance"], row["seat"]) for row in payload.get("house_hold_seats", ())),
        sold_in=held,
    )


def apply_changed(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The catalogue as described; what a quota has taken stays, absence removes nothing."""
    payload = operation.payload
    rows: list[Row] = [Event(**row) for row in payload["events"]]
    rows += [Performance(**row) for row in payload["performances"]]
    rows += [Zone(**row) for row in payload["zones"]]
    for row in payload["quotas"]:
        known = situation.quotas.get(row["id"])
        if known is None:
            rows.append(Quota(taken=0, overbooked=0, **row))
        else:
            over = 0 if row["capacity"] is None else max(known.overbooked, known.taken - row["capacity"])
            rows.append(replace(known, name=row["name"], capacity=row["capacity"], overbooked=max(0, over)))
    rows += [QuotaZone(**row) for row in payload["quota_zones"]]
    rows += [Tariff(**row) for row in payload.get("tariffs", ())]
    rows += [Plan(**row) for row in payload.get("plans", ())]
    rows += [PlanSeat(**row) for row in payload.get("seats", ())]
    rows += [ZoneCategory(**row) for row in payload.get("zone_categories", ())]
    rows += [HouseHold(**row) for row in payload.get("house_holds", ())]
    rows += [HouseHoldSeat(**row) for row in payload.get("house_hold_seats", ())]
    return tuple(rows)
