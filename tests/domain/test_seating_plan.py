"""A seating plan is read from pretix's format; what is wrong in a file is said with its place, in a sentence."""

from __future__ import annotations

import copy
import gzip
import json
import math
from collections.abc import Callable
from typing import Any

import pytest

from tests.arena import arena
from tests.conftest import DATA
from ticketoffice.desk.reading.json_objects import read_json
from ticketoffice.desk.sentences import sentence
from ticketoffice.domain import plan_file
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.seating_plan import Bounds, read

OPERA = gzip.decompress((DATA / "pretix-opera" / "seatingplan.json.gz").read_bytes())


def a_seat(number: str, x: float, y: float = 0, **more: Any) -> dict[str, Any]:
    return {
        "seat_guid": f"g{number}",
        "seat_number": number,
        "position": {"x": x, "y": y},
        "category": "Stalls",
        **more,
    }


def a_plan(*seats: dict[str, Any], **row: Any) -> dict[str, Any]:
    rows = [{"row_number": "C", "position": {"x": 5, "y": 10}, "seats": list(seats), **row}]
    return {
        "name": "Hall",
        "categories": [],
        "zones": [{"name": "Parterre", "position": {"x": 100, "y": 0}, "rows": rows}],
    }


def test_the_opera_has_its_seats_where_pretix_puts_them() -> None:
    plan = read(json.loads(OPERA))
    assert len(plan.by_guid) == 396
    assert (plan.name, plan.spacing, plan.bounds) == ("Hall opera", 30, Bounds(-10, -10, 640, 520))
    assert [category.name for category in plan.categories] == ["Stalls", "Circle"]
    assert plan.categories[0].colour == "#7f4a91"
    assert [row.number for row in plan.rows] == list("ABCDEFGHIJKLMNOPQR")
    assert {(row.area, row.shown, len(row.seats), len(row.runs)) for row in plan.rows} == {("Parterre", "both", 22, 1)}
    seat = plan.by_guid["M-3"]
    assert (seat.number, seat.category, plan.rows[seat.row].number, plan.rows[seat.row].rank) == (
        "3",
        "Circle",
        "M",
        12,
    )
    assert (seat.x, seat.y) == (60, 360)


def test_seats_are_called_as_on_the_tickets_that_pretix_sold() -> None:
    plan = read(json.loads(OPERA))
    orders = json.loads(gzip.decompress((DATA / "pretix-opera" / "orders-01.json.gz").read_bytes()))["results"]
    sold = {p["seat"]["seat_guid"]: p["seat"]["name"] for order in orders for p in order["positions"] if p["seat"]}
    assert len(sold) > 50
    assert {guid: plan.name_of(plan.by_guid[guid]) for guid in sold} == sold


def test_labels_of_a_row_stand_on_its_tickets() -> None:
    plan = read(a_plan(a_seat("7", 0), row_label="Loge %s", seat_label="Fauteuil %s"))
    assert plan.name_of(plan.by_guid["g7"]) == "Parterre, Loge C, Fauteuil 7"
    bare = a_plan(a_seat("7", 0), row_number="")
    bare["zones"][0]["name"] = ""
    without = read(bare)
    assert without.name_of(without.by_guid["g7"]) == "Seat 7"
    [row] = plan.rows
    assert (row.label, row.seat_label) == ("Loge C", "Fauteuil %s")


def test_coordinates_may_be_texts_as_files_beside_orders_are_read() -> None:
    document = a_plan(a_seat("1", 0.5), a_seat("2", 30.25))
    plan = read(read_json(json.dumps(document).encode()))
    assert [(seat.x, seat.y) for seat in plan.rows[0].seats] == [(105.5, 10), (135.25, 10)]


def test_an_aisle_parts_neighbours() -> None:
    [row] = read(a_plan(*(a_seat(str(n), x) for n, x in enumerate((0, 30, 60, 110, 140), start=1)))).rows
    assert [[seat.number for seat in run] for run in row.runs] == [["1", "2", "3"], ["4", "5"]]


def test_seats_stand_in_the_order_of_the_walk_whatever_the_file_says() -> None:
    by_number = [a_seat(str(n), 30 * (n // 2) * (1 if n % 2 else -1)) for n in range(1, 8)]
    [row] = read(a_plan(*by_number)).rows
    assert [seat.number for seat in row.seats] == ["6", "4", "2", "1", "3", "5", "7"]
    assert len(row.runs) == 1


def test_a_row_that_runs_round_the_stage_keeps_its_order() -> None:
    ring = [a_seat(str(n), 300 * math.cos(n / 10), 300 * math.sin(n / 10)) for n in range(1, 55)]
    [row] = read(a_plan(*ring)).rows
    assert [seat.number for seat in row.seats] == [str(n) for n in range(1, 55)]
    assert len(row.runs) == 1


def test_shapes_and_texts_are_turned_and_put_where_they_belong() -> None:
    document = a_plan(a_seat("1", 0))
    corner = {"x": 0, "y": 0}
    document["zones"][0]["areas"] = [
        {"shape": "rectangle", "position": {"x": 10, "y": 0}, "rectangle": {"width": 40, "height": 20}, "rotation": 90},
        {"shape": "circle", "position": corner, "circle": {"radius": 5}},
        {"shape": "ellipse", "position": corner, "ellipse": {"radius": {"x": 8, "y": 4}}},
        {"shape": "polygon", "position": corner, "polygon": {"points": [corner, {"x": 9, "y": 0}, {"x": 0, "y": 9}]}},
        {"shape": "text", "position": {"x": 50, "y": -60}, "text": {"text": " Stage ", "position": corner, "size": 20}},
        {"shape": "text", "position": corner, "text": {"text": "  ", "position": corner}},
        {"shape": "polygon", "position": corner, "polygon": {"points": []}},
        {},
    ]
    plan = read(document)
    turned, circle, ellipse, polygon = plan.shapes
    assert [(round(x), round(y)) for x, y in turned.corners] == [(110, 0), (110, 40), (90, 40), (90, 0)]
    assert {round(math.dist(corner, (100, 0)), 6) for corner in circle.corners} == {5}
    assert max(x for x, _ in ellipse.corners) == 108
    assert polygon.corners == ((100, 0), (109, 0), (100, 9))
    [text] = plan.texts
    assert (text.text, text.x, text.y, text.size) == ("Stage", 150, -60, 20)
    assert plan.bounds.top == -72


def wrong(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    document = copy.deepcopy(a_plan(a_seat("11", 0), a_seat("12", 30)))
    change(document)
    return document


def the_seat(document: dict[str, Any]) -> dict[str, Any]:
    return document["zones"][0]["rows"][0]["seats"][1]  # type: ignore[no-any-return]


def nan(document: dict[str, Any]) -> None:
    the_seat(document)["position"]["x"] = math.nan


BROKEN: dict[str, tuple[object, str, str]] = {
    "a list": ([], "plan_none", "it has no zones with rows"),
    "an order": ({"code": "ABC"}, "plan_none", "Choose the file that pretix or its plan editor saved"),
    "zones that are none": ({"zones": {}}, "plan_none", "Nothing was changed."),
    "a seat without a mark": (
        wrong(lambda d: the_seat(d).pop("seat_guid")),
        "plan_lacks",
        "The seating plan is not complete: seat_guid is missing at Parterre C-12. Nothing was changed.",
    ),
    "a seat nowhere": (
        wrong(lambda d: the_seat(d)["position"].pop("y")),
        "plan_lacks",
        "y is missing at Parterre C-12.",
    ),
    "a row without seats": (
        wrong(lambda d: d["zones"][0]["rows"][0].pop("seats")),
        "plan_lacks",
        "seats is missing at Parterre C.",
    ),
    "an area without rows": (wrong(lambda d: d["zones"][0].pop("rows")), "plan_lacks", "rows is missing at Parterre."),
    "a number that is no text": (
        wrong(lambda d: the_seat(d).update(seat_number=12)),
        "plan_wrong",
        "seat_number at Parterre C-seats 2.",
    ),
    "an empty mark": (wrong(lambda d: the_seat(d).update(seat_guid="")), "plan_wrong", "seat_guid at Parterre C-12."),
    "a place that is no number": (wrong(nan), "plan_wrong", "x at Parterre C-12."),
    "a place beyond the world": (
        wrong(lambda d: the_seat(d)["position"].update(x=10**400)),
        "plan_wrong",
        "x at Parterre C-12.",
    ),
    "a seat that is none": (
        wrong(lambda d: d["zones"][0]["rows"][0]["seats"].append(None)),
        "plan_wrong",
        "seats at Parterre C-seats 3.",
    ),
    "a seat without size": (wrong(lambda d: the_seat(d).update(radius=0)), "plan_wrong", "radius at Parterre C-12."),
    "a row's number on top": (
        wrong(lambda d: d["zones"][0]["rows"][0].update(row_number_position="top")),
        "plan_wrong",
        "row_number_position at Parterre C.",
    ),
    "a category without a name": (
        wrong(lambda d: d["categories"].append({"color": "red"})),
        "plan_lacks",
        "name is missing at categories 1.",
    ),
    "a shape without width": (
        wrong(lambda d: d["zones"][0].update(areas=[{"shape": "rectangle", "rectangle": {"height": 3}}])),
        "plan_lacks",
        "width is missing at Parterre areas 1.",
    ),
    "a zone that is none": (wrong(lambda d: d["zones"].append("Balcony")), "plan_wrong", "zones at zones 2."),
    "two seats of one mark": (
        wrong(lambda d: the_seat(d).update(seat_guid="g11")),
        "plan_seat_twice",
        "the same seat_guid, g11: Parterre, Row C, Seat 11 and Parterre, Row C, Seat 12.",
    ),
    "no seat": (wrong(lambda d: d["zones"][0]["rows"].clear()), "plan_without_seats", "has no seat."),
    "no area": ({"zones": []}, "plan_without_seats", "sell this zone by a number of places"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_plan_says_what_is_wrong_where(name: str) -> None:
    document, code, said = BROKEN[name]
    with pytest.raises(RuleBroken) as no:
        read(document)  # type: ignore[arg-type]
    assert no.value.code == code
    told = sentence(code, data=no.value.data)
    assert said in told
    assert "Nothing was changed." in told
    assert "{" not in told


def test_a_plan_of_a_whole_city_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_file, "MOST_SEATS", 1)
    with pytest.raises(RuleBroken) as no:
        read(a_plan(a_seat("1", 0), a_seat("2", 30)))
    assert no.value.code == "plan_too_large"
    assert sentence(no.value.code, data=no.value.data) == (
        "The seating plan has 2 seats; 1 is the most. Nothing was changed. Choose the plan of one house."
    )


def test_an_arena_is_read_whole() -> None:
    plan = read(arena())
    assert len(plan.by_guid) == 20_000
    assert [text.text for text in plan.texts] == ["Court"]
    assert {len(row.runs) for row in plan.rows if row.seats} == {1}
