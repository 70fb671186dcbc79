"""A small theatre that sells: three rows of ten seats on a plan, twenty standing places, and prices."""

from __future__ import annotations

from collections.abc import Sequence

from tests.conftest import NOW
from ticketoffice.desk.choosing import Wanted
from ticketoffice.desk.reading.parts import TakenPerformances
from ticketoffice.desk.reading.pretix_plan import taken_plan
from ticketoffice.desk.selling import Sold, sell
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.calendar import DAY
from ticketoffice.domain.people import Who
from ticketoffice.domain.seating_plan import read
from ticketoffice.domain.taken_in import TakenPerformance, TakenPlan, TakenQuota, TakenTariff, TakenZone
from ticketoffice.store.book import Book

ROWS, SEATS, STANDING = "ABC", 10, 20
STARTS = NOW + 7 * DAY
TARIFFS = (TakenTariff("Adult", 3000), TakenTariff("Child", 2003))


def hall() -> TakenPlan:
    document = {
        "name": "Hall",
        "categories": [{"name": "Stalls", "color": "#7f4a91"}],
        "zones": [
            {
                "name": "Parterre",
                "position": {"x": 0, "y": 0},
                "rows": [
                    {
                        "row_number": row,
                        "position": {"x": 0, "y": 40 * n},
                        "seats": [
                            {
                                "seat_guid": f"{row}-{seat}",
                                "seat_number": str(seat),
                                "position": {"x": 30 * seat, "y": 0},
                                "category": "Stalls",
                            }
                            for seat in range(1, SEATS + 1)
                        ],
                    }
                    for n, row in enumerate(ROWS)
                ],
                "areas": [],
            }
        ],
        "size": {"width": 400, "height": 200},
    }
    return taken_plan(read(document), external="hall", document=document)


def evening(
    name: str = "p",
    *,
    starts_at: int = STARTS,
    desk_until: int | None = None,
    currency: str = "CHF",
    event: str = "Show",
) -> TakenPerformance:
    return TakenPerformance(
        source="t",
        external=name,
        event_external=event,
        event_name=event,
        name=event,
        starts_at=starts_at,
        ends_at=None,
        timezone="UTC",
        all_day=False,
        currency=currency,
        zones=(
            TakenZone("Hall", True, len(ROWS) * SEATS, TARIFFS, ("Stalls",)),
            TakenZone("Standing", False, None, (TakenTariff("Adult", 1500),)),
        ),
        quotas=(
            TakenQuota("q", "Hall", len(ROWS) * SEATS, ("Hall",)),
            TakenQuota("s", "Standing", STANDING, ("Standing",)),
        ),
        plan=hall(),
        desk_until=desk_until,
    )


def theatre(*evenings: TakenPerformance) -> TakenPerformances:
    return TakenPerformances(evenings or (evening(),))


def seats(*names: str, tariff: str = "Adult", performance: str = "p") -> list[Wanted]:
    return [Wanted(performance, "Hall", tariff, name) for name in names]


def best(count: int, *, tariff: str = "Adult", performance: str = "p") -> list[Wanted]:
    return [Wanted(performance, "Hall", tariff)] * count


def standing(count: int, *, performance: str = "p") -> list[Wanted]:
    return [Wanted(performance, "Standing", "Adult")] * count


def sold(book: Book, wanted: Sequence[Wanted], *, who: Who, pay: str = "cash", amount: int | None = None) -> Sold:
    return sell(book, wanted, pay=[Tender(pay, amount)], who=who)
