"""A performance as it is typed: made, shown as it was typed, changed; what is missing is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.conftest import lea
from tests.desk.test_events import LIST, refusal, zones
from tests.house import taken
from tests.theatre import hall, sold, theatre
from ticketoffice.desk.choosing import Wanted
from ticketoffice.desk.event_form import EventForm, ZoneForm, copy_to, form_of, has_events, own_events, save_event
from ticketoffice.desk.on_sale import performance_on_sale
from ticketoffice.desk.papers import tickets_paper
from ticketoffice.desk.reading.plan_file import plan_of_file
from ticketoffice.desk.take_events import take_in_events
from ticketoffice.domain.calendar import HOUR
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.store.book import Book

CLUB = ZoneForm("Club", "80", tariffs=(("Adult", "25"), ("Student", "15,50"), ("", "")))
JAZZ = EventForm("Jazz", "30.12.2026", "21h", zones=(CLUB, ZoneForm()))


def saved(book: Book, form: EventForm = JAZZ, performance: str | None = None) -> str:
    return save_event(book, form, performance=performance, who=lea(book)).performances[0]


def test_what_is_typed_is_on_sale_and_is_shown_as_it_was_typed(file_book: Book) -> None:
    assert not has_events(file_book)
    name = saved(file_book)
    assert has_events(file_book)
    assert zones(file_book, name) == {"Club": (80, {"Adult": 2500, "Student": 1550})}
    club = ZoneForm("Club", "80", tariffs=(("Adult", "25.00"), ("Student", "15.50")))
    assert form_of(file_book, name) == EventForm("Jazz", "2026-12-30", "21:00", zones=(club,))
    own = own_events(file_book)
    assert (own.may_change, [(view.name, view.free) for view in own.events]) == (True, [("Jazz", 80)])


def test_what_is_saved_as_it_was_changes_nothing(file_book: Book) -> None:
    name = saved(file_book)
    form = form_of(file_book, name)
    same = save_event(file_book, form, performance=name, who=lea(file_book))
    assert (same.performances, bool(same.changes)) == ((name,), False)
    assert save_event(file_book, replace(form, name="Blues"), performance=name, who=lea(file_book)).changes


def test_the_form_of_a_performance_changes_it(file_book: Book) -> None:
    name = saved(file_book)
    sold(file_book, [Wanted(name, "Club", "Adult")] * 2, who=lea(file_book))
    form = form_of(file_book, name)
    bigger = ZoneForm("Club", "90", tariffs=(("Adult", "30"), ("Student", "15.50"), ("Late", "5")))
    changed = replace(form, name="Jazz & more", time="22:00", sale_end="21:30", zones=(bigger,))
    assert saved(file_book, changed, name) == name
    assert zones(file_book, name) == {"Club": (88, {"Adult": 3000, "Student": 1550, "Late": 500})}
    one = performance_on_sale(file_book, name)
    assert (one.name, one.until) == ("Jazz & more", one.starts_at - HOUR // 2)
    assert form_of(file_book, name).sale_end == "21:30"
    saved(file_book, replace(changed, sale_end=""), name)
    assert performance_on_sale(file_book, name).until is None, "again until its end"
    saved(file_book, replace(changed, sale_end="29.12.2026 18:00"), name)
    assert form_of(file_book, name).sale_end == "2026-12-29 18:00"
    few = replace(bigger, places="1")
    assert refusal(lambda: saved(file_book, replace(changed, zones=(few,)), name)) == "capacity_below"
    assert refusal(lambda: saved(file_book, replace(changed, name=" "), name)) == "event_needs_name"


def test_a_copy_is_free_on_the_day_that_is_typed(file_book: Book) -> None:
    name = saved(file_book)
    assert copy_to(file_book, name, day="31.12.2026", who=lea(file_book)).performances == ("jazz/2026-12-31",)
    assert refusal(lambda: copy_to(file_book, name, day="soon", who=lea(file_book))) == "no_time"


@pytest.mark.parametrize(
    ("form", "code", "where"),
    [
        (replace(JAZZ, name=""), "event_needs_name", {}),
        (replace(JAZZ, time=""), "event_needs_time", {}),
        (replace(JAZZ, day="31.2.2026"), "no_time", {"field": "day"}),
        (replace(JAZZ, sale_end="late"), "no_time", {"field": "sale_end"}),
        (replace(JAZZ, zones=(ZoneForm(),)), "event_needs_zone", {}),
        (replace(JAZZ, zones=(replace(CLUB, name=""),)), "zone_needs_name", {}),
        (replace(JAZZ, zones=(replace(CLUB, places="many"),)), "zone_needs_places", {"zone": "Club"}),
        (replace(JAZZ, zones=(replace(CLUB, tariffs=()),)), "zone_needs_price", {"zone": "Club"}),
        (replace(JAZZ, zones=(replace(CLUB, tariffs=(("", "25"),)),)), "price_needs_tariff", {"zone": "Club"}),
        (replace(JAZZ, zones=(replace(CLUB, tariffs=(("A", "x"),)),)), "tariff_needs_price", {"tariff": "A"}),
        (replace(JAZZ, zones=(replace(CLUB, tariffs=(("A", "1"), ("A", "2"))),)), "tariff_twice", {"tariff": "A"}),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_made(
    file_book: Book, form: EventForm, code: str, where: dict[str, str]
) -> None:
    with pytest.raises(RuleBroken) as no:
        saved(file_book, form)
    assert no.value.code == code
    assert where.items() <= dict(no.value.data).items()
    assert own_events(file_book).events == ()


def test_what_a_shop_brought_is_not_the_venues_own(file_book: Book) -> None:
    taken(file_book, theatre())
    assert own_events(file_book).events == ()
    assert has_events(file_book)


def test_a_plan_comes_from_a_file_of_its_own(tmp_path: Path, file_book: Book) -> None:
    file = tmp_path / "hall.json"
    file.write_text(hall().document)
    plan = plan_of_file(file)
    assert len(plan.seats) == 30
    stalls = ZoneForm("Parterre", categories=("Stalls",), tariffs=(("Adult", "30"),))
    name = saved(file_book, replace(JAZZ, zones=(stalls,), plan=plan))
    assert zones(file_book, name) == {"Parterre": (30, {"Adult": 3000})}
    form = form_of(file_book, name)
    assert [(z.places, z.categories) for z in form.zones] == [("30", ("Stalls",))]
    assert form.plan is not None and len(form.plan.seats) == 30
    for content, code in ((b"[]", "plan_none"), (b"{", "plan_none"), (b"\x1f\x8bno", "cannot_open")):
        file.write_bytes(content)
        with pytest.raises((RuleBroken, Unavailable)) as no:
            plan_of_file(file)
        assert no.value.code == code


def test_a_list_goes_in_but_for_what_is_refused(tmp_path: Path, file_book: Book) -> None:
    file = tmp_path / "season.csv"
    rows = (
        "Jazz;2026-12-30 21:00;Club;80;Adult;25;CHF;",
        "Bad;soon;Club;80;Adult;1;CHF;",
        "None;2026-12-31 21:00;Club;0;Adult;1;CHF;",
    )
    file.write_text(LIST + "\n".join(rows))
    for _ in range(2):
        done = take_in_events(file_book, file, who=lea(file_book))
        assert done.performances == ("jazz/2026-12-30",)
        assert [(r.lines, r.event, r.code) for r in done.refused] == [
            ((3,), None, "wrong_time"),
            ((), "None", "zone_needs_places"),
        ]
    file.write_text("event\nJazz\n")
    for gone in (file, tmp_path / "gone.csv"):
        with pytest.raises(Unavailable) as no:
            take_in_events(file_book, gone, who=lea(file_book))
        assert no.value.code in ("missing_columns", "cannot_open")


def test_the_first_event_names_the_organiser_of_the_tickets(file_book: Book) -> None:
    assert not own_events(file_book).names_organiser
    refusal(lambda: saved(file_book, replace(JAZZ, name="", organiser="Club du Lac")))
    assert not own_events(file_book).names_organiser, "with an event that is not made nothing is named"
    name = saved(file_book, replace(JAZZ, organiser=" Club du Lac, Quai 1 , 1000 Lausanne"))
    assert own_events(file_book).names_organiser
    order = sold(file_book, [Wanted(name, "Club", "Adult")], who=lea(file_book)).order
    assert tickets_paper(file_book, order).issued.organiser == ("Club du Lac", "Quai 1", "1000 Lausanne")
    saved(file_book, replace(JAZZ, day="31.12.2026"))
    assert own_events(file_book).names_organiser, "what is not typed stays"
