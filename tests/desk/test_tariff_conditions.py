"""For whom a tariff is: groups of so many, and who comes along with somebody else; looked at for all tickets of an order together."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.conftest import DATA, NOW, lea, take_in
from tests.theatre import sold
from ticketoffice.desk import on_a_ticket
from ticketoffice.desk.choosing import Wanted, quote
from ticketoffice.desk.event_form import EventForm, ZoneForm, form_of, save_event
from ticketoffice.desk.events import Change, EventWish, ZoneWish, change_event, copy_event, make_event
from ticketoffice.desk.exchange_choices import proposal
from ticketoffice.desk.exchanging import exchange
from ticketoffice.desk.explaining import explain
from ticketoffice.desk.on_sale import TariffOnSale, performance_on_sale
from ticketoffice.desk.sentences import SENTENCES, sentence
from ticketoffice.domain.calendar import DAY, day_of
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.taken_in import TakenTariff
from ticketoffice.store.book import Book
from ticketoffice.store.replay import replay

HALL = ZoneWish(
    "Hall",
    (
        TakenTariff("Adult", 3000),
        TakenTariff("Group", 2000, least=10),
        TakenTariff("Wheelchair", 2500),
        TakenTariff("Companion", 0, companion_of="Wheelchair"),
    ),
    capacity=100,
)
GALA = EventWish("Gala", NOW + 30 * DAY, (HALL,))


@pytest.fixture
def gala(book: Book) -> Book:
    make_event(book, [GALA], who=lea(book))
    return book


def tickets(**counts: int) -> list[Wanted]:
    return [Wanted("Gala", "Hall", tariff.capitalize()) for tariff, count in counts.items() for _ in range(count)]


def refusal(deed: Callable[[], Any]) -> RuleBroken:
    with pytest.raises(RuleBroken) as no:
        deed()
    assert no.value.code in SENTENCES
    return no.value


def conditions(book: Book, performance: str = "Gala") -> dict[str, int | str | None]:
    tariffs: tuple[TariffOnSale, ...] = performance_on_sale(book, performance).zones[0].tariffs
    return {t.name: t.least if t.least is not None else t.companion_of for t in tariffs}


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ({"group": 9}, "group_too_small"),
        ({"group": 10}, None),
        ({"group": 9, "adult": 1}, None),
        ({"group": 1, "adult": 8}, "group_too_small"),
        ({"companion": 1}, "companion_alone"),
        ({"wheelchair": 1, "companion": 1}, None),
        ({"wheelchair": 1, "companion": 2}, "companion_alone"),
        ({"wheelchair": 2, "companion": 2, "group": 6}, None),
        ({"adult": 3}, None),
    ],
)
def test_all_tickets_of_an_order_together(gala: Book, chosen: dict[str, int], code: str | None) -> None:
    wanted = tickets(**chosen)
    if code is None:
        assert len(sold(gala, wanted, who=lea(gala)).tickets) == sum(chosen.values())
    else:
        assert refusal(lambda: quote(gala, wanted)).code == code
        assert refusal(lambda: sold(gala, wanted, who=lea(gala))).code == code
    assert replay(gala).equal


def test_the_sentences_say_what_is_missing(gala: Book) -> None:
    no = refusal(lambda: quote(gala, tickets(group=3)))
    told = "Tariff Group is for 10 tickets or more; these are 3. Nothing was sold. Take more, or another tariff."
    assert sentence(no.code, data=explain(gala, no)) == told
    no = refusal(lambda: quote(gala, tickets(companion=1)))
    assert "Companion goes with Wheelchair, one for each" in sentence(no.code, data=explain(gala, no))


def test_another_performance_of_the_order_does_not_count(gala: Book) -> None:
    day = day_of(GALA.starts_at + DAY, timezone="Europe/Zurich")
    first = performance_on_sale(gala, "Gala").performance
    [other] = copy_event(gala, first, to=[day], who=lea(gala)).performances
    assert conditions(gala, other)["Group"] == 10, "a copy has them too"
    both = [Wanted(first, "Hall", "Group")] * 6 + [Wanted(other, "Hall", "Group")] * 6
    assert refusal(lambda: sold(gala, both, who=lea(gala))).code == "group_too_small"
    apart = [Wanted(first, "Hall", "Wheelchair"), Wanted(other, "Hall", "Companion")]
    assert refusal(lambda: sold(gala, apart, who=lea(gala))).code == "companion_alone"


def test_a_ticket_gets_such_a_tariff_only_beside_the_others(gala: Book) -> None:
    done = sold(gala, tickets(adult=2, wheelchair=1), who=lea(gala))
    change = on_a_ticket.change_tariff
    assert refusal(lambda: change(gala, done.tickets[0], tariff="Group", who=lea(gala))).code == "group_too_small"
    change(gala, done.tickets[0], tariff="Companion", who=lea(gala))
    assert refusal(lambda: change(gala, done.tickets[1], tariff="Companion", who=lea(gala))).code == "companion_alone"


def test_what_is_had_in_an_exchange_is_looked_at_too(gala: Book) -> None:
    done = sold(gala, tickets(adult=1), who=lea(gala))
    no = refusal(lambda: exchange(gala, done.tickets, tickets(companion=1), who=lea(gala)))
    assert no.code == "companion_alone"


def test_one_of_a_group_is_proposed_as_one_and_said_to_be_too_few(gala: Book) -> None:
    """Whoever exchanges it sees why, and takes another tariff."""
    done = sold(gala, tickets(group=10), who=lea(gala))
    performance = performance_on_sale(gala, "Gala").id
    found = proposal(gala, done.tickets[:1], performance=performance)
    assert found.offer is None and found.problem is not None and found.problem.code == "group_too_small"
    [group] = found.groups
    other = proposal(gala, done.tickets[:1], performance=performance, groups=[replace(group, tariff="Adult")])
    assert other.offer is not None and other.offer.to_pay == 1000


def test_conditions_are_changed_and_taken_away(gala: Book) -> None:
    assert conditions(gala) == {"Adult": None, "Group": 10, "Wheelchair": None, "Companion": "Wheelchair"}
    change = Change(conditions={("Hall", "Group"): "15", ("Hall", "Companion"): ""}, prices={("Hall", "Group"): 1800})
    change_event(gala, "Gala", change, who=lea(gala))
    assert conditions(gala) == {"Adult": None, "Group": 15, "Wheelchair": None, "Companion": None}
    change_event(gala, "Gala", Change(prices={("Hall", "Group"): 1900}), who=lea(gala))
    assert conditions(gala)["Group"] == 15, "another price leaves it"
    assert replay(gala).equal


@pytest.mark.parametrize(
    ("wished", "code"),
    [
        ({("Hall", "Group"): "1"}, "wrong_condition"),
        ({("Hall", "Group"): "501"}, "wrong_condition"),
        ({("Hall", "Group"): "Group"}, "wrong_condition"),
        ({("Hall", "Group"): "Nobody"}, "wrong_condition"),
        ({("Hall", "Nobody"): "10"}, "no_tariff"),
        ({("Bar", "Group"): "10"}, "no_zone"),
    ],
)
def test_what_is_no_condition_is_refused(gala: Book, wished: dict[tuple[str, str], str], code: str) -> None:
    assert refusal(lambda: change_event(gala, "Gala", Change(conditions=wished), who=lea(gala))).code == code


def test_they_are_typed_on_a_line_of_the_zone(book: Book) -> None:
    tariffs = (("Adult", "30.00"), ("Group", "20.00"), ("Companion", "0.00"))
    hall = ZoneForm("Hall", "50", tariffs=tariffs, conditions="Group: 10, Companion: Adult")
    form = EventForm("Gala", "2026-12-30", "20:00", zones=(hall,))
    [name] = save_event(book, form, who=lea(book)).performances
    assert conditions(book, name) == {"Adult": None, "Group": 10, "Companion": "Adult"}
    assert form_of(book, name).zones == (hall,)
    without = replace(form, zones=(replace(hall, conditions="Group: 12"),))
    save_event(book, without, performance=name, who=lea(book))
    assert conditions(book, name) == {"Adult": None, "Group": 12, "Companion": None}
    for typed in ("Group", "Group:", "Nobody: 3"):
        wrong = replace(form, zones=(replace(hall, conditions=typed),))
        no = refusal(lambda wrong=wrong: save_event(book, wrong, performance=name, who=lea(book)))  # type: ignore[misc]
        assert (no.code, no.data["zone"]) == ("condition_needs_tariff", "Hall")


def test_pretix_says_from_how_many_on_an_item_is_sold(book: Book, tmp_path: Path) -> None:
    folder = DATA / "pretix-opera"
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    items = json.loads(gzip.decompress((folder / "items.json.gz").read_bytes()))
    rows = items["results"] if isinstance(items, dict) else items
    rows[0]["min_per_order"], rows[1]["min_per_order"] = 4, 1
    (tmp_path / "items.json.gz").write_bytes(gzip.compress(json.dumps(items).encode()))
    take_in(book, *sorted(tmp_path.glob("orders-*.json.gz")))
    zones = {zone.name: zone.tariffs for zone in performance_on_sale(book, "opera/4").zones}
    assert {t.least for t in zones["Zone A"]} == {4} and {t.least for t in zones["Zone B"]} == {None}
