"""A seating plan of an arena, in pretix's format: two tiers of blocks with curved rows around a round court."""

from __future__ import annotations

import math
from typing import Any

BLOCKS = 24
ROWS = 26
INNER, BETWEEN_ROWS, BETWEEN_SEATS, BETWEEN_TIERS = 1300, 32, 30, 90
ROW_NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def arena(*, seats: int = 20_000) -> dict[str, Any]:
    """So many seats: 24 blocks in each of two tiers, 26 rows in each block; the last rows are shorter where it is not even."""
    left, zones = seats, []
    for tier in range(2):
        inner = INNER + tier * (ROWS * BETWEEN_ROWS + BETWEEN_TIERS)
        for block in range(BLOCKS):
            rows = []
            for row in range(ROWS):
                name = f"{tier + 1}{block + 1:02}-{ROW_NAMES[row]}"
                places = _arc(inner + row * BETWEEN_ROWS, block=block)[:left]
                left -= len(places)
                category = "Court" if tier == 0 and row < 8 else "Lower tier" if tier == 0 else "Upper tier"
                rows.append(
                    {
                        "row_number": ROW_NAMES[row],
                        "row_number_position": "both",
                        "position": {"x": 0, "y": 0},
                        "seats": [
                            {
                                "seat_guid": f"{name}-{n}",
                                "seat_number": str(n),
                                "position": place,
                                "category": category,
                            }
                            for n, place in enumerate(places, start=1)
                        ],
                    }
                )
            zones.append({"name": f"{'Lower' if tier == 0 else 'Upper'} {block + 1}", "rows": rows, "areas": []})
    zones[0]["areas"] = [_court()]
    return {
        "name": "Arena",
        "categories": [
            {"name": "Court", "color": "#b0552f"},
            {"name": "Lower tier", "color": "#2f6fb0"},
            {"name": "Upper tier", "color": "#4a9170"},
        ],
        "zones": zones,
        "size": {"width": 6200, "height": 6200},
    }


def _arc(radius: float, *, block: int) -> list[dict[str, float]]:
    """The places of a row, with a gangway of two seats on either side of its block."""
    angle = 2 * math.pi / BLOCKS
    count = int(angle * radius / BETWEEN_SEATS) - 2
    step = BETWEEN_SEATS / radius
    start = (block + 0.5) * angle - (count - 1) * step / 2
    return [
        {"x": round(radius * math.cos(start + n * step), 2), "y": round(radius * math.sin(start + n * step), 2)}
        for n in range(count)
    ]


def _court() -> dict[str, Any]:
    return {
        "shape": "circle",
        "position": {"x": 0, "y": 0},
        "circle": {"radius": 1000},
        "color": "#dddddd",
        "text": {"text": "Court", "position": {"x": 0, "y": 0}, "size": 120, "color": "#333333"},
    }
