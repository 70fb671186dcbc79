"""Commands of an evening: what is on, who comes, and the door list."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ticketoffice.cli import documents as show_as
from ticketoffice.cli.arguments import Add, always, given
from ticketoffice.cli.call import Call
from ticketoffice.desk.words import label
from ticketoffice.domain.lists import places_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ticketoffice.cli.speech import Speech
    from ticketoffice.desk.cash_views import DrawerState
    from ticketoffice.desk.evening_views import DoorRow, EveningOrder, TonightView

FILTERS = ("all", "unpaid", "free", "with_note", "not_in")


def _today(call: Call) -> None:
    from ticketoffice.desk.cash import drawer_state
    from ticketoffice.desk.today import evening, performances

    if call.args.performance is None:
        views = performances(call.book)
        lines = show_as.table([_numbers(view, speech=call.speech) for view in views])
        drawer = drawer_state(call.book)
        document: dict[str, Any] = {
            "at": show_as.instant(call.book.clock.now()),
            "performances": [_tonight_json(view) for view in views],
            "drawer": {
                "open": drawer.opened_at is not None,
                "opened": show_as.instant(drawer.opened_at),
                "forgotten": drawer.forgotten,
            },
        }
        told = _forgotten(call, drawer)
        none = call.say("No performance is coming. `catalogue make` puts one on sale, `import` takes in orders.")
        call.out(document, [*told, *(lines or [none])])
        return
    found = evening(
        call.book, call.performance(call.args.performance), filter=call.args.filter, text=" ".join(call.args.text)
    )
    document = {
        "at": show_as.instant(found.at),
        "performance": _tonight_json(found.performance),
        "of": found.of,
        "orders": [_order_json(row) for row in found.orders],
    }
    speech = call.speech
    rows = show_as.table([_order_line(row, speech=speech) for row in found.orders])
    shown = speech.counted("{shown} of {n} order.", "{shown} of {n} orders.", found.of, shown=len(found.orders))
    call.out(document, ["  ".join(_numbers(found.performance, speech=speech)), *rows, shown])


def _forgotten(call: Call, drawer: DrawerState) -> list[str]:
    if not drawer.forgotten:
        return []
    when = call.speech.day(drawer.opened_at or 0, timezone=drawer.timezone)
    return [call.say("The drawer is open since {when} and was not closed. Count and close it.", when=when)]


def _numbers(view: TonightView, *, speech: Speech) -> tuple[str, ...]:
    say = speech.say
    return (
        view.performance,
        speech.day(view.starts_at, timezone=view.timezone),
        view.event,
        say("{count} places", count="?" if view.places is None else view.places),
        say("{count} sold", count=view.sold),
        say("{count} unpaid", count=view.unpaid),
        say("{count} free", count="?" if view.free is None else view.free),
        _kept(view, speech=speech) if view.kept else "",
        say("{count} entered", count=view.entered),
        say("{count} beyond the places", count=view.over) if view.over else "",
        say("over") if view.is_over else "",
    )


def _kept(view: TonightView, *, speech: Speech) -> str:
    named = [f"{hold.name or label(hold.kind, language=speech.language)} {hold.left}" for hold in view.kept_as]
    return speech.say("{count} kept by the house: {holds}", count=view.kept, holds=", ".join(named))


def _order_line(row: EveningOrder, *, speech: Speech) -> tuple[str, ...]:
    entered = speech.say("{entered} of {n} in", entered=row.entered, n=row.tickets) if row.entered else ""
    return (
        row.name or "-",
        _places(row),
        row.number,
        speech.order_state(row.state),
        entered,
        speech.labelled(speech.say("note"), " / ".join(row.notes)) if row.notes else "",
    )


def _places(row: EveningOrder | DoorRow) -> str:
    others = [zone if count == 1 else f"{count} × {zone}" for zone, count in row.others]
    return ", ".join(part for part in (places_text(row.seats), *others) if part)


def _tonight_json(view: TonightView) -> dict[str, Any]:
    return {
        "performance": view.performance,
        "event": view.event,
        "name": view.name,
        "starts": show_as.instant(view.starts_at),
        "over": view.is_over,
        "places": view.places,
        "sold": view.sold,
        "unpaid": view.unpaid,
        "free": view.free,
        "house_held": view.kept,
        "house_holds": [{"kind": h.kind, "name": h.name or None, "left": h.left} for h in view.kept_as],
        "beyond": view.over,
        "entered": view.entered,
        "displaced": view.displaced,
    }


def _others_json(others: Sequence[tuple[str, int]]) -> list[dict[str, Any]]:
    return [{"zone": zone, "count": count} for zone, count in others]


def _order_json(row: EveningOrder) -> dict[str, Any]:
    return {
        "number": row.number,
        "name": row.name,
        "names": list(row.names),
        "seats": list(row.seats),
        "unnumbered": _others_json(row.others),
        "tickets": row.tickets,
        "entered": row.entered,
        "state": row.state,
        "notes": list(row.notes),
    }


def _door_list(call: Call) -> None:
    from ticketoffice.desk.door_list import door_list
    from ticketoffice.printing.door_lists import save_door_list

    performance, by = call.performance(call.args.performance), call.args.by
    form, to = ("pdf", call.args.pdf) if call.args.pdf else ("csv", call.args.csv)
    if to is not None:
        file = save_door_list(call.book, performance, by=by, form=form, to=Path(to), language=call.language)
        call.out({"file": str(file)}, [call.say("Written to {file}.", file=file)])
        return
    found = door_list(call.book, performance, by=by)
    document = {
        "performance": _tonight_json(found.performance),
        "by": found.by,
        "at": show_as.instant(found.at),
        "rows": [_door_json(row) for row in found.rows],
    }
    lines = [_door_line(row, by_name=by == "name", speech=call.speech) for row in found.rows]
    head = "  ".join(_numbers(found.performance, speech=call.speech)).rstrip()
    call.out(document, [head, *show_as.table(lines)])


def _door_json(row: DoorRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "seats": list(row.seats),
        "unnumbered": _others_json(row.others),
        "tariffs": [{"tariff": tariff, "count": count} for tariff, count in row.tariffs],
        "tickets": row.tickets,
        "entered": row.entered,
        "number": row.number,
        "state": row.state,
        "note": row.note or None,
    }


def _door_line(row: DoorRow, *, by_name: bool, speech: Speech) -> tuple[str, ...]:
    ticked = "[x]" if row.entered == row.tickets else f"[{row.entered}]" if row.entered else "[ ]"
    who = (row.name or "-", _places(row))
    return (ticked, *(who if by_name else who[::-1]), row.number, speech.order_state(row.state), row.note)


def _is_about_one(args: argparse.Namespace) -> str | None:
    narrowed = args.text or args.filter != "all"
    return "--filter and --text are for one PERFORMANCE" if narrowed and args.performance is None else None


def words(add: Add) -> None:
    """Adds these commands."""
    today = add(
        "today", _today, help="the performances in numbers, or who comes to one", reads=always, check=_is_about_one
    )
    today.add_argument("performance", nargs="?", type=given)
    today.add_argument("--filter", choices=FILTERS, default="all")
    today.add_argument("--text", nargs="+", default=[], help="a name, a seat or an order's number")
    door = add("doorlist", _door_list, help="the door list of a performance", reads=always)
    door.add_argument("performance", type=given)
    door.add_argument("--by", choices=("name", "seat"), default="name")
    file = door.add_mutually_exclusive_group()
    file.add_argument("--pdf", type=given, metavar="FILE", help="the file, or a folder")
    file.add_argument("--csv", type=given, metavar="FILE", help="the file, or a folder")
