"""The house of the seeds: two rows on a plan, eight standing places, two prices; what desks quarrel about is sold there too."""

from __future__ import annotations

from msgspec.structs import replace

from tests.house import house
from ticketoffice.desk.reading.parts import TakenPerformances
from ticketoffice.desk.reading.pretix_plan import taken_plan
from ticketoffice.domain.seating_plan import read
from ticketoffice.domain.taken_in import TakenPlan, TakenQuota, TakenTariff, TakenZone

STANDING = 8
ROWS = {"A": 14, "B": 8}
TARIFFS = (TakenTariff("Adult", 3000), TakenTariff("Child", 2000))


def selling_house() -> TakenPerformances:
    """The performance of `tests.house`, on sale."""
    [performance] = house().performances
    [hall] = performance.zones
    zones = (
        replace(hall, tariffs=TARIFFS, categories=("Hall",)),
        TakenZone("Standing", False, None, (TakenTariff("Adult", 1500),)),
    )
    quotas = (*performance.quotas, TakenQuota("s", "Standing", STANDING, ("Standing",)))
    return TakenPerformances((replace(performance, zones=zones, quotas=quotas, plan=_plan()),))


def _plan() -> TakenPlan:
    rows = [
        {
            "row_number": row,
            "position": {"x": 0, "y": 40 * n},
            "seats": [
                {
                    "seat_guid": f"{row}-{seat}",
                    "seat_number": str(seat),
                    "position": {"x": 30 * seat, "y": 0},
                    "category": "Hall",
                }
                for seat in range(1, seats + 1)
            ],
        }
        for n, (row, seats) in enumerate(ROWS.items())
    ]
    zone = {"name": "Hall", "position": {"x": 0, "y": 0}, "rows": rows, "areas": []}
    document = {
        "name": "Hall",
        "zones": [zone],
        "categories": [{"name": "Hall"}],
        "size": {"width": 500, "height": 100},
    }
    return taken_plan(read(document), external="hall", document=document)
