"""The house of the seeds: two rows on a plan, eight standing places, two prices, a second date; what desks quarrel about is sold there."""

from __future__ import annotations

from msgspec.structs import replace

from tests.house import house
from ticketoffice.desk.house_holds import HoldWish, keep_places
from ticketoffice.desk.reading.parts import TakenPerformances
from ticketoffice.desk.reading.pretix_plan import taken_plan
from ticketoffice.domain.people import Who
from ticketoffice.domain.seating_plan import read
from ticketoffice.domain.taken_in import TakenPerformance, TakenPlan, TakenQuota, TakenTariff, TakenZone
from ticketoffice.store.book import Book

STANDING, TERRACE = 8, 6
DAY = 86_400 * 1_000_000
"""Microseconds."""
KEPT = (HoldWish("p", "Hall", "press", seats=("B-1", "B-8")), HoldWish("p", "Standing", "house", count=2))
"""What the house keeps of tonight."""
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
    tonight = replace(performance, zones=zones, quotas=quotas, plan=_plan())
    return TakenPerformances((tonight, _other_date(performance)))


def keep_the_houses(book: Book, *, who: Who) -> None:
    """The house keeps its places."""
    for wish in KEPT:
        keep_places(book, wish, who=who)


def _other_date(performance: TakenPerformance) -> TakenPerformance:
    """Few places at the price of a seat tonight: for whom the date does not suit."""
    terrace = TakenZone("Terrace", False, None, (TakenTariff("Adult", 3000),))
    quota = TakenQuota("t", "Terrace", TERRACE, ("Terrace",))
    later = performance.starts_at + 7 * DAY
    return replace(performance, external="q", name="Show again", starts_at=later, zones=(terrace,), quotas=(quota,))


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
