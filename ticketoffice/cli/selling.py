"""Commands that sell: sell, on-sale."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from ticketoffice.cli import documents as show_as
from ticketoffice.cli.arguments import SHOWN, Add, always, given, parsed_amount, second
from ticketoffice.cli.call import Call
from ticketoffice.cli.printing import followed, paper_options, printed_too
from ticketoffice.desk.words import code_of, label
from ticketoffice.domain.amounts import amount_text
from ticketoffice.domain.errors import RuleBroken, Unavailable

if TYPE_CHECKING:
    from ticketoffice.desk.choosing import Wanted
    from ticketoffice.desk.on_sale import HoldOnSale, OnSale, TariffOnSale
    from ticketoffice.desk.selling import Sold
    from ticketoffice.desk.tenders import Tender
    from ticketoffice.store.book import Book
    from ticketoffice.sync.selling import Counter

BETWEEN = re.compile(r"(?<!\\):")
FEWEST = 3
MOST_TIMES = 500
CUSTOMER = ("name", "company", "email", "phone", "language")


def _sell(call: Call) -> None:
    from ticketoffice.desk.selling import sell

    args = call.args
    tickets = [replace(one, hold=args.hold) for text in args.tickets for one in wanted(call.book, text)]
    deed: dict[str, Any] = {
        "pay": [tender(text) for text in args.pay],
        "who": call.who(),
        "customer": {"name": args.customer, "company": args.company, "email": args.email, "phone": args.phone},
        "note": args.note,
    }
    if call.book.paired:
        with counter_of(call) as counter:
            done = counter.sell(tickets, **deed)
    else:
        done = sell(call.book, tickets, **deed)
    papers = {
        "printed": None if args.out is None else printed_too(call, done.order),
        "mailed": _mailed(call, done) if args.e_tickets else None,
        "print_jobs": _followed(call, done),
    }
    call.tell_order(done.changes.operations, done.order, _said(call, done), also=_document(done) | papers)


def _followed(call: Call, done: Sold) -> list[dict[str, Any]]:
    """The drawer and the papers that come by themselves; tickets that are in a file, or go by e-mail, are not printed too."""
    from ticketoffice.printing.following import after_sale

    return followed(call, after_sale(done, here=call.args.out is None and not call.args.e_tickets))


def _mailed(call: Call, done: Sold) -> dict[str, Any]:
    """Sends what was sold by e-mail; a fault of that undoes no sale either."""
    from ticketoffice.cli.mailing import mail_out, said_of

    try:
        mailed = mail_out(call, done.order)
    except (RuleBroken, Unavailable) as no:
        return {"by": None, "error": call.tell_fault(no)}
    print(said_of(call, mailed), file=sys.stderr)
    return {"by": mailed["by"], "error": None}


@contextmanager
def counter_of(call: Call) -> Iterator[Counter]:
    """The counter of a desk with a centre, on a line of its own."""
    from ticketoffice.settings import secrets_of
    from ticketoffice.sync.line import by_http, line_of
    from ticketoffice.sync.round import Postman
    from ticketoffice.sync.selling import Counter

    with closing(line_of(call.book, secrets_of(call.settings), by_http())) as service:
        yield Counter(call.book, service, Postman(call.book, service))


def _document(done: Sold) -> dict[str, Any]:
    return {
        "total": show_as.money(done.total, done.currency),
        "paid": [{"method": method, "amount": show_as.money(amount, done.currency)} for method, amount in done.taken],
        "rounding": show_as.money(done.rounding, done.currency),
        "change": show_as.money(done.change, done.currency),
        "invoice": done.invoice,
    }


def _said(call: Call, done: Sold) -> str:
    total = amount_text(done.total, done.currency)
    if done.invoice is not None:
        return call.say(
            "Order {number}: {total} are to be paid by invoice {invoice}.",
            number=done.number,
            total=total,
            invoice=done.invoice,
        )
    if not done.taken and done.total:
        return call.say(
            "Order {number} is reserved: {total} are to be paid. Take them with `pay {number} --method`.",
            number=done.number,
            total=total,
        )
    said = [call.say("Order {number} is sold: {total}.", number=done.number, total=total)]
    if done.rounding:
        paid = amount_text(done.total + done.rounding, done.currency)
        said.append(call.say("In cash it is rounded to {amount}.", amount=paid))
    if done.change:
        said.append(call.say("Change {amount}.", amount=amount_text(done.change, done.currency)))
    return " ".join(said)


def wanted(book: Book, text: str) -> list[Wanted]:
    """PERFORMANCE:ZONE:TARIFF[:SEAT] as tickets: `3x` before it are three of them, `\\:` is a colon of a name; a name that has one is
    known without that too (`told_apart`). Raises RuleBroken `seat_once` for several tickets on one seat.
    """
    from ticketoffice.desk.choosing import Wanted
    from ticketoffice.desk.told_apart import told_apart

    times, rest = _times(text)
    named = told_apart(book, between_colons(rest))
    if named.seat is not None and times > 1:
        raise RuleBroken("seat_once", data={"seat": named.seat[:SHOWN]})
    return [Wanted(named.performance, named.zone, named.tariff, named.seat)] * times


def between_colons(text: str, *, most: int = 0) -> list[str]:
    """What stands between the colons that are none of a name (`\\:`), as it stands; at most so many parts, where that is said."""
    return [part.replace("\\:", ":") for part in BETWEEN.split(text, maxsplit=max(0, most - 1))]


def named_parts(text: str, *, most: int = 0) -> list[str]:
    """The same without the spaces around each."""
    return [part.strip() for part in between_colons(text, most=most)]


def _times(text: str) -> tuple[int, str]:
    found = re.fullmatch(r"(\d+)x(.+)", text, re.S | re.ASCII)
    return (1, text) if found is None else (int(found[1][:SHOWN]), found[2])


def tender(text: str) -> Tender:
    """METHOD[:AMOUNT]."""
    from ticketoffice.desk.tenders import Tender

    method, _, amount = text.partition(":")
    return Tender(code_of(method), parsed_amount(amount) if amount else None)


def _tickets_are_named(args: argparse.Namespace) -> str | None:
    return not_wanted(args.tickets)


def not_wanted(texts: Sequence[str]) -> str | None:
    """What is wrong with texts that `wanted` is to read; None where nothing is."""
    for text in texts:
        times, rest = _times(text)
        parts = named_parts(rest)
        if len(parts) < FEWEST or not all(parts):
            return f"'{text[:SHOWN]}' is not PERFORMANCE:ZONE:TARIFF[:SEAT]"
        if not 1 <= times <= MOST_TIMES:
            return f"'{text[:SHOWN]}' is not a number of tickets that can be sold at once: 1 to {MOST_TIMES}"
    return None


def _on_sale(call: Call) -> None:
    from ticketoffice.desk.on_sale import on_sale, performance_on_sale

    if call.args.performance is not None:
        found = performance_on_sale(call.book, call.args.performance)
        call.out(_performance_json(found), _performance_lines(call, found))
        return
    rows = on_sale(call.book)
    document = {
        "performances": [
            {"performance": r.performance, "event": r.event, "starts": show_as.instant(r.starts_at), "free": r.free}
            for r in rows
        ]
    }
    lines = [
        f"{r.performance}  {r.event}  {show_as.local(r.starts_at, r.timezone)}  "
        + (call.say("{n} free", n=r.free) if r.free is not None else "?")
        for r in rows
    ]
    call.out(document, lines or [call.say("Nothing is on sale. `catalogue make` puts a performance there.")])


def _performance_json(found: OnSale) -> dict[str, Any]:
    return {
        "performance": found.performance,
        "event": found.event,
        "starts": show_as.instant(found.starts_at),
        "until": show_as.instant(found.until),
        "zones": [
            {
                "zone": zone.name,
                "numbered": zone.numbered,
                "free": zone.free,
                "house_holds": [
                    {"kind": h.kind, "name": h.name, "left": h.left, "until": show_as.instant(h.until)}
                    for h in zone.holds
                ],
                "tariffs": [
                    {
                        "tariff": t.name,
                        "price": show_as.money(t.price, found.currency),
                        "least": t.least,
                        "companion_of": t.companion_of,
                    }
                    for t in zone.tariffs
                ],
            }
            for zone in found.zones
        ],
    }


def _performance_lines(call: Call, found: OnSale) -> list[str]:
    lines = [f"{found.event}  {show_as.local(found.starts_at, found.timezone)}  {found.performance}"]
    for zone in found.zones:
        free = "?" if zone.free is None else call.say("{n} free", n=zone.free)
        prices = ", ".join(
            f"{t.name} {amount_text(t.price, found.currency)}{_condition(call, t)}" for t in zone.tariffs
        )
        lines.append(f"  {zone.name}  {free}  {prices}")
        lines += [f"    {_hold_line(call, hold, timezone=found.timezone)}" for hold in zone.holds]
    return lines


def _condition(call: Call, tariff: TariffOnSale) -> str:
    """For whom a tariff is."""
    if tariff.least is not None:
        return f" ({call.say('from {n} tickets on', n=tariff.least)})"
    return "" if tariff.companion_of is None else f" ({call.say('with {tariff}', tariff=tariff.companion_of)})"


def _hold_line(call: Call, hold: HoldOnSale, *, timezone: str) -> str:
    """What the house keeps beside what is free."""
    said = call.say(
        "kept by the house: {n}, {hold}", n=hold.left, hold=hold.name or label(hold.kind, language=call.language)
    )
    if hold.until is None:
        return said
    return f"{said}  {call.say('until {when}', when=show_as.local(hold.until, timezone))}"


def words(add: Add) -> None:
    """Adds these commands."""
    sale = second(add("sell", _sell, help="sell tickets; the best seats where none is named", check=_tickets_are_named))
    sale.add_argument("tickets", nargs="+", metavar="[Nx]PERFORMANCE:ZONE:TARIFF[:SEAT]")
    sale.add_argument(
        "--pay", nargs="+", required=True, metavar="METHOD[:AMOUNT]", help="cash, card, …, one or several"
    )
    for name in ("customer", "company", "email", "phone"):
        sale.add_argument(f"--{name}", type=given)
    paper_options(sale, name="--print")
    sale.add_argument("--e-tickets", action="store_true", help="send the tickets to --email, as a PDF")
    sale.add_argument("--hold", type=given, metavar="NAME", help="from the places that the house keeps as this")
    sale.add_argument("--note", help="who invites, why a price is lower, or anything else")
    shelf = add(
        "on-sale", _on_sale, help="what can be sold: performances, or the zones and tariffs of one", reads=always
    )
    shelf.add_argument("performance", nargs="?")
