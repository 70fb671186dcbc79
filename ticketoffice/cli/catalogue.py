"""Commands about what a venue itself puts on sale: catalogue make, change, copy, import; `central catalogue` at a centre."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from ticketoffice.cli.arguments import SHOWN, Add, always, day, given, parsed_amount
from ticketoffice.cli.call import Call
from ticketoffice.cli.selling import between_colons, named_parts
from ticketoffice.desk.sentences import sentence, spoken
from ticketoffice.desk.words import label
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.house_holds import HOLD_KINDS

if TYPE_CHECKING:
    from ticketoffice.desk.events import Made, ZoneWish

MOST_DIGITS = 9
NUMBERED = "plan"
"""What stands in the place of a number of places where a zone has the seats of the plan."""


def _make(call: Call) -> None:
    from ticketoffice.desk.events import EventWish, make_event
    from ticketoffice.desk.reading.plan_file import plan_of_file

    args = call.args
    plan = None if args.plan is None else plan_of_file(Path(args.plan))
    wish = EventWish(
        args.event.strip(),
        _instant(call, args.starts),
        _on_conditions(tuple(_zone(text) for text in args.zone), args.condition),
        args.currency.upper(),
        ends_at=_instant(call, args.ends) if args.ends else None,
        plan=plan,
        desk_until=_instant(call, args.sale_end) if args.sale_end else None,
    )
    done = make_event(call.book, [wish], who=call.who(), organiser=args.organiser)
    _tell(call, done, _on_sale(call, done))


def _on_sale(call: Call, done: Made) -> str:
    """What was put there is sold from now on; where it is not, the command by which it would be."""
    if done.ended:
        return call.say(
            "The desks do not sell {performances}: their sale has ended. `catalogue change` names another --sale-end.",
            performances=", ".join(done.ended),
        )
    return call.say("It is on sale.")


def _instant(call: Call, text: str) -> int:
    """A time of the venue: 2026-11-06 20:00. Raises RuleBroken `no_time`."""
    from ticketoffice.domain.calendar import to_instant

    with call.book.read() as reading:
        zone = ZoneInfo(reading.rules().timezone)
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as wrong:
        raise RuleBroken("no_time", data={"text": text[:SHOWN]}) from wrong
    return to_instant(moment if moment.tzinfo is not None else moment.replace(tzinfo=zone))


def _zone(text: str) -> ZoneWish:
    """NAME:PLACES:TARIFF=PRICE[,TARIFF=PRICE…]; `plan` or plan/CATEGORY in the place of a number: the plan's seats."""
    from ticketoffice.desk.events import ZoneWish
    from ticketoffice.domain.taken_in import TakenTariff

    name, places, prices = named_parts(text, most=3)
    tariffs = tuple(
        TakenTariff(tariff.strip(), parsed_amount(price) or 0)
        for tariff, _, price in (part.rpartition("=") for part in prices.split(","))
    )
    if places.partition("/")[0].casefold() == NUMBERED:
        return ZoneWish(name, tariffs, categories=(places.partition("/")[2] or name,))
    return ZoneWish(name, tariffs, _many(places))


def _many(digits: str) -> int:
    """So many places; of a number that no house has only its size counts."""
    return int(digits.lstrip("0")[:MOST_DIGITS] or 0)


def _on_conditions(zones: tuple[ZoneWish, ...], conditions: Sequence[str]) -> tuple[ZoneWish, ...]:
    """ZONE:TARIFF=NUMBER, or ZONE:TARIFF=TARIFF: from so many tickets on, or with that tariff."""
    from ticketoffice.desk.events import on_condition

    told = {_two(text): text.rpartition("=")[2].strip() for text in conditions}
    names = [zone.name for zone in zones]
    if (unknown := next((zone for zone, _ in told if zone not in names), None)) is not None:
        raise RuleBroken("no_zone", data={"zone": unknown, "names": ", ".join(names)})
    return tuple(replace(zone, tariffs=on_condition(zone.name, zone.tariffs, told)) for zone in zones)


def _zones_are_named(args: argparse.Namespace) -> str | None:
    for text in args.zone:
        parts = named_parts(text, most=3)
        places = parts[1].partition("/")[0].casefold() if len(parts) == 3 else ""
        is_whole = all(parts) and (places == NUMBERED or _is_number(places))
        if not is_whole or any(not part.rpartition("=")[0].strip() for part in parts[2].split(",")):
            return f"'{text[:SHOWN]}' is not NAME:PLACES:TARIFF=PRICE[,TARIFF=PRICE]"
    return _wrong_condition(args)


def _wrong_condition(args: argparse.Namespace) -> str | None:
    wrong = next((t for t in args.condition if "=" not in t or not all(_two(t))), None)
    return None if wrong is None else f"'{wrong[:SHOWN]}' is not ZONE:TARIFF=NUMBER, or ZONE:TARIFF=TARIFF"


def _change(call: Call) -> None:
    from ticketoffice.desk.events import Change, change_event

    args = call.args
    change = Change(
        name=args.name,
        starts_at=_instant(call, args.starts) if args.starts else None,
        desk_until=_instant(call, args.sale_end) if args.sale_end else None,
        prices={_two(text): parsed_amount(text.rpartition("=")[2]) or 0 for text in args.price},
        capacities={text.rpartition("=")[0].strip(): _many(text.rpartition("=")[2].strip()) for text in args.capacity},
        conditions={_two(text): text.rpartition("=")[2].strip() for text in args.condition},
    )
    done = change_event(call.book, args.performance, change, who=call.who())
    _tell(call, done, call.say("It is changed.") if done.changes else call.say("Nothing was changed."))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _two(text: str) -> tuple[str, str]:
    zone, tariff, *_ = *named_parts(text.rpartition("=")[0], most=2), ""
    return zone, tariff


def _changes_are_named(args: argparse.Namespace) -> str | None:
    wrong = next((t for t in args.price if not all(_two(t)) or "=" not in t), None)
    wrong = wrong or next(
        (t for t in args.capacity if not _is_number(t.rpartition("=")[2].strip()) or "=" not in t), None
    )
    if wrong is not None:
        return f"'{wrong[:SHOWN]}' is not ZONE:TARIFF=PRICE, or ZONE=PLACES"
    if (no := _wrong_condition(args)) is not None:
        return no
    wished = (args.name, args.starts, args.sale_end, args.price, args.capacity, args.condition)
    return None if any(wished) else "name what is to change"


def _copy(call: Call) -> None:
    from ticketoffice.desk.events import copy_event

    done = copy_event(call.book, call.args.performance, to=call.args.to, who=call.who())
    _tell(call, done, _on_sale(call, done))


def _hold(call: Call) -> None:
    from ticketoffice.desk.house_holds import HoldWish, keep_places
    from ticketoffice.desk.told_apart import performance_and_zone

    args = call.args
    performance, zone = performance_and_zone(call.book, between_colons(args.places))
    wish = HoldWish(
        performance,
        zone,
        args.kind,
        seats=tuple(args.seats),
        count=args.count,
        until=_instant(call, args.until) if args.until else None,
        name=args.name,
    )
    changes, hold = keep_places(call.book, wish, who=call.who())
    call.out({"operations": list(changes.operations), "house_hold": hold}, [call.say("The house keeps these places.")])


def _places_are_named(args: argparse.Namespace) -> str | None:
    parts = named_parts(args.places)
    if len(parts) < 2 or not all(parts):
        return f"'{args.places[:SHOWN]}' is not PERFORMANCE:ZONE"
    if bool(args.seats) == (args.count is not None):
        return "name --seats, or say with --count how many"
    return None


def _holds(call: Call) -> None:
    from ticketoffice.cli.documents import instant
    from ticketoffice.desk.house_holds import holds_of

    rows: list[dict[str, Any]] = [
        {
            "house_hold": h.id,
            "zone": h.zone_name,
            "kind": h.kind,
            "name": h.name,
            "places": h.places,
            "left": h.left,
            "seats": list(h.seats),
            "until": instant(h.until),
            "released": h.released,
            "made_by": h.made_by,
        }
        for h in holds_of(call.book, call.args.performance)
    ]
    lines = [
        f"{r['zone']}  {r['name'] or label(str(r['kind']), language=call.language)}  "
        + (call.say("released") if r["released"] else call.say("{left} of {n} left", left=r["left"], n=r["places"]))
        + f"  {', '.join(r['seats'])}".rstrip()
        for r in rows
    ]
    call.out({"house_holds": rows}, lines or [call.say("The house keeps nothing of it.")])


def _release(call: Call) -> None:
    from ticketoffice.desk.house_holds import release

    changes, freed = release(call.book, call.args.performance, call.args.hold, who=call.who())
    said = call.say("Released: {n} places are everybody's now.", n=freed)
    call.out({"operations": list(changes.operations), "freed": freed}, [said])


def _import(call: Call) -> int:
    from ticketoffice.desk.take_events import take_in_events

    done = take_in_events(call.book, Path(call.args.file), who=call.who())
    refused: list[dict[str, Any]] = []
    for one in done.refused:
        said = _said(call, one.code, one.data)
        refused.append({"lines": list(one.lines), "message": said if one.event is None else f"{one.event}: {said}"})
    lines = [*done.performances, *(f"{', '.join(map(str, r['lines']))}: {r['message']}".lstrip(": ") for r in refused)]
    call.out({"performances": list(done.performances), "refused": refused}, lines)
    return 3 if refused else 0


def _said(call: Call, code: str, data: Any) -> str:
    return sentence(code, data=dict(data), translate=spoken(call.language))


def _tell(call: Call, done: Made, said: str) -> None:
    document = {"operations": list(done.changes.operations), "performances": list(done.performances)}
    call.out(document, [*done.performances, said])


def _condition(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--condition",
        nargs="+",
        default=[],
        metavar="ZONE:TARIFF=NUMBER|TARIFF",
        help="from how many tickets on a tariff is, or with which other one it goes",
    )


def words(add: Add, *, within: Any = None, **opening: Any) -> None:
    """Adds these commands; `within` and `opening`: those of a centre."""
    alone = within is None
    top = add(
        "catalogue", _make, help="the venue's own performances: make, change, copy, import", within=within, **opening
    )
    group = top.add_subparsers(dest="what", metavar="WHAT", required=True)
    make = add(
        "make",
        _make,
        help="put a performance on sale",
        check=_zones_are_named,
        within=group,
        makes_book=alone,
        **opening,
    )
    make.add_argument("event", type=given)
    make.add_argument("--starts", required=True, metavar="'2026-11-06 20:00'")
    make.add_argument("--zone", nargs="+", required=True, metavar="NAME:PLACES:TARIFF=PRICE[,…]")
    make.add_argument(
        "--plan", type=given, metavar="FILE", help="a seating plan of pretix's; a zone's places are then plan/CATEGORY"
    )
    make.add_argument("--currency", default="CHF")
    _condition(make)
    make.add_argument("--ends")
    make.add_argument("--sale-end", help="until when the desks sell it")
    make.set_defaults(organiser="")
    if alone:
        make.add_argument("--organiser", metavar="NAME[,ADDRESS…]", help="who stands on tickets from now on")
    change = add(
        "change",
        _change,
        help="another name, time, price, number of places or sale end",
        check=_changes_are_named,
        within=group,
        **opening,
    )
    change.add_argument("performance")
    for name in ("name", "starts", "sale-end"):
        change.add_argument(f"--{name}", type=given)
    change.add_argument("--price", nargs="+", default=[], metavar="ZONE:TARIFF=PRICE")
    _condition(change)
    change.add_argument("--capacity", nargs="+", default=[], metavar="ZONE=PLACES")
    copy = add("copy", _copy, help="the same performance on other days", within=group, **opening)
    copy.add_argument("performance")
    copy.add_argument("--to", nargs="+", required=True, type=day, metavar="DATE")
    hold = add("hold", _hold, help="the house keeps places", check=_places_are_named, within=group, **opening)
    hold.add_argument("places", metavar="PERFORMANCE:ZONE")
    hold.add_argument("--kind", required=True, type=given, metavar="|".join(HOLD_KINDS))
    hold.add_argument("--seats", nargs="+", default=[], metavar="SEAT")
    hold.add_argument("--count", type=int, metavar="N", help="how many, of places without numbers")
    hold.add_argument("--until", type=given, metavar="'2026-12-24 19:30'", help="when they are everybody's")
    hold.add_argument("--name", type=given, help="what the house calls them")
    kept = add("holds", _holds, help="what the house keeps of a performance", within=group, reads=always, **opening)
    kept.add_argument("performance")
    freed = add("release", _release, help="places that the house kept are everybody's", within=group, **opening)
    freed.add_argument("performance")
    freed.add_argument("hold", metavar="NAME", help="the name, or the kind")
    into = add("import", _import, help="performances of a CSV file", within=group, makes_book=alone, **opening)
    into.add_argument("file")
