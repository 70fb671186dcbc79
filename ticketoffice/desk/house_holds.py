"""What the house keeps of a performance: made and released where the catalogue is made, and named by whoever sells from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ticketoffice.desk.making import make
from ticketoffice.desk.on_sale import performance_of, seat_of, seats_of_zone, zone_of
from ticketoffice.desk.words import LABELS, code_of
from ticketoffice.domain.canonical import clean_text
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.house_holds import HOLD_KINDS, LONGEST_NAME, Standing, is_in_force
from ticketoffice.domain.outcome import Changes
from ticketoffice.domain.people import Who
from ticketoffice.domain.seats import brief_seat
from ticketoffice.domain.state import HouseHold, Performance
from ticketoffice.domain.words import plain_form

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed
    from ticketoffice.store.reading import Reading


class HoldWish(Struct, frozen=True):
    """Places to be kept, each part by id or name: `seats` of a numbered zone, else a `count`. `until`: microseconds UTC; None: for
    good.
    """

    performance: str
    zone: str
    kind: str
    seats: tuple[str, ...] = ()
    count: int | None = None
    until: int | None = None
    name: str | None = None


class HoldView(Struct, frozen=True):
    """A house hold as it stands: how many `places` it has and how many of them are `left`; `seats` that are left, as people read them.
    `released`: it keeps nothing any more.
    """

    id: str
    zone: str
    zone_name: str
    kind: str
    name: str | None
    places: int
    left: int
    seats: tuple[str, ...]
    until: int | None
    released: bool
    made_by: str | None


def holds_of(book: Book, performance: str) -> tuple[HoldView, ...]:
    """What the house keeps of a performance, or kept. Raises RuleBroken `not_found`, `several_performances`."""
    with book.read() as reading:
        at = book.clock.now()
        found = performance_of(reading, performance, at=at)
        zones, names = reading.catalogue.zones([found.id]), {seat.seat: seat.name for seat in reading.seats(found)}
        staff = reading.staff()
        views = [
            HoldView(
                s.hold.id,
                s.hold.zone,
                zones[s.hold.zone].name,
                s.hold.kind,
                s.hold.name,
                s.hold.places,
                s.rest if is_in_force(s.hold, at=at) else 0,
                tuple(sorted(brief_seat(names.get(seat, seat)) for seat in s.left)),
                s.hold.until,
                not is_in_force(s.hold, at=at),
                staff.get(s.hold.made_by or ""),
            )
            for s in reading.house_holds([found.id])
        ]
    return tuple(sorted(views, key=lambda view: (view.released, view.zone_name, view.kind, view.name or "", view.id)))


def keep_places(book: Book, wish: HoldWish, *, who: Who) -> tuple[Changes, str]:
    """The house keeps these places from now on; returns the new house hold's id too. Raises RuleBroken, and nothing is kept then."""

    def work(deed: Deed) -> tuple[Changes, str]:
        _refuse_at_a_desk(book)
        performance = performance_of(deed.reading, wish.performance, at=deed.at)
        zone = zone_of(deed.reading, performance, wish.zone)
        if zone.numbered == (not wish.seats) or (wish.seats and wish.count is not None):
            raise RuleBroken("hold_needs_places", data={"zone": zone.name})
        if wish.until is not None and wish.until <= deed.at:
            raise RuleBroken("hold_ends_at_once")
        names = seats_of_zone(deed.reading, performance, zone).names
        seats = list(dict.fromkeys(seat_of(names, zone, text) for text in wish.seats))
        hold = deed.new_id()
        row = {
            "id": hold,
            "performance": performance.id,
            "zone": zone.id,
            "kind": kind_of(wish.kind),
            "name": _name(wish.name),
            "places": len(seats) if seats else max(0, wish.count or 0),
            "until": wish.until,
            "made_by": who.person,
        }
        if not row["places"]:
            raise RuleBroken("hold_needs_places", data={"zone": zone.name})
        kept = [{"performance": performance.id, "seat": seat, "house_hold": hold} for seat in seats]
        deed.record(make(deed, "catalogue_changed", who=who, payload=_payload([row], kept)))
        return deed.changed(), hold

    return book.write(work)


def release(book: Book, performance: str, hold: str, *, who: Who) -> tuple[Changes, int]:
    """A house hold (id, kind or name) keeps nothing from now on; returns how many places that frees. Raises RuleBroken."""

    def work(deed: Deed) -> tuple[Changes, int]:
        _refuse_at_a_desk(book)
        found = performance_of(deed.reading, performance, at=deed.at)
        standing = hold_named(deed.reading, found.id, hold, at=deed.at)
        deed.record(
            make(deed, "catalogue_changed", who=who, payload=_payload([_row(standing.hold, until=deed.at)], []))
        )
        return deed.changed(), standing.rest

    return book.write(work)


def keep_alike(deed: Deed, old: Performance, new: Performance, *, moved: Callable[[int], int], who: Who) -> None:
    """The house keeps in one performance what it keeps in another one with the same zones; `moved`: what the end of a hold becomes."""
    zones = {zone.name: zone for zone in deed.reading.catalogue.zones([new.id]).values()}
    names = deed.reading.catalogue.zones([old.id])
    holds, seats = list[dict[str, Any]](), list[dict[str, str]]()
    for one in deed.reading.house_holds([old.id]):
        if not is_in_force(one.hold, at=deed.at):
            continue
        name, until = deed.new_id(), None if one.hold.until is None else moved(one.hold.until)
        zone = zones[names[one.hold.zone].name].id
        holds.append(_row(one.hold, until=until) | {"id": name, "performance": new.id, "zone": zone})
        seats += [{"performance": new.id, "seat": seat, "house_hold": name} for seat in sorted(one.seats)]
    if holds:
        deed.record(make(deed, "catalogue_changed", who=who, payload=_payload(holds, seats)))


def move_ends(deed: Deed, performance: Performance, *, by: int, who: Who) -> None:
    """A performance was moved by so many microseconds: what the house keeps until an instant before it goes with it."""
    standing = [one.hold for one in deed.reading.house_holds([performance.id]) if is_in_force(one.hold, at=deed.at)]
    rows = [_row(hold, until=hold.until + by) for hold in standing if hold.until is not None]
    if rows:
        deed.record(make(deed, "catalogue_changed", who=who, payload=_payload(rows, [])))


def _row(hold: HouseHold, *, until: int | None) -> dict[str, Any]:
    return {name: getattr(hold, name) for name in hold.__struct_fields__} | {"until": until}


def _payload(holds: list[dict[str, Any]], seats: list[dict[str, str]]) -> dict[str, Any]:
    nothing_else: dict[str, list[Any]] = {
        name: [] for name in ("events", "performances", "zones", "quotas", "quota_zones")
    }
    return {**nothing_else, "house_holds": holds, "house_hold_seats": seats}


def _refuse_at_a_desk(book: Book) -> None:
    if book.paired:
        raise RuleBroken("catalogue_of_the_centre")


def kind_of(text: str) -> str:
    """The kind that a code or a label in any language names; raises RuleBroken `no_hold_kind`."""
    found = code_of(text)
    if found not in HOLD_KINDS:
        raise RuleBroken("no_hold_kind", data={"kind": text[:LONGEST_NAME], "names": ", ".join(HOLD_KINDS)})
    return found


def _name(text: str | None) -> str | None:
    clean = clean_text(text, longest=None)
    if clean is not None and len(clean) > LONGEST_NAME:
        raise RuleBroken("hold_name_too_long", data={"most": LONGEST_NAME})
    return clean


def hold_named(reading: Reading, performance: str, text: str, *, at: int, zone: str | None = None) -> Standing:
    """The house hold of a performance (its id) that keeps places now and is called so: id, own name, or kind. Raises RuleBroken
    `no_hold_called`, `several_holds`.
    """
    standings = [s for s in reading.house_holds([performance]) if is_in_force(s.hold, at=at)]
    here = [s for s in standings if zone in (None, s.hold.zone)]
    exact = next((s for s in here if s.hold.id == text), None)
    if exact is not None:
        return exact
    wanted, kind = plain_form(text.strip()), code_of(text)
    by_name = [s for s in here if s.hold.name is not None and plain_form(s.hold.name) == wanted]
    found = by_name or [s for s in here if s.hold.kind == kind]
    if not found:
        names = ", ".join(sorted(s.hold.name or LABELS[s.hold.kind]["en"] for s in here)) or "-"
        raise RuleBroken("no_hold_called", data={"hold": text[:LONGEST_NAME], "names": names})
    if len(found) > 1:
        ids = ", ".join(sorted(s.hold.name or s.hold.id for s in found))
        raise RuleBroken("several_holds", data={"hold": text[:LONGEST_NAME], "names": ids})
    return found[0]
