"""Commands on a ticket that are no cancellations: exchange, replace, move, tariff, rename, collect, reprint."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ticketoffice.cli import documents as show_as
from ticketoffice.cli.arguments import Add, given, tickets
from ticketoffice.cli.call import Call, usually
from ticketoffice.cli.printing import followed, paper_options, printed_too, tickets_out
from ticketoffice.cli.selling import counter_of, not_wanted, tender, wanted
from ticketoffice.desk.words import code_of
from ticketoffice.domain.amounts import amount_text
from ticketoffice.domain.rules import PAPERS

if TYPE_CHECKING:
    from ticketoffice.desk.exchanging import Exchanged
    from ticketoffice.desk.on_a_ticket import Done


def _exchange(call: Call) -> None:
    from ticketoffice.desk.exchanging import exchange
    from ticketoffice.printing.following import after_exchange

    args = call.args
    new = [one for text in args.wanted for one in wanted(call.book, text)]
    deed: dict[str, Any] = {
        "who": call.who(),
        "pay": [tender(text) for text in args.pay or ()],
        "refund": code_of(args.refund) if args.refund else None,
        "paper": args.paper,
    }
    if call.book.paired:
        with counter_of(call) as counter:
            done = counter.exchange(call.tickets(), new, **deed)
    else:
        done = exchange(call.book, call.tickets(), new, **deed)
    jobs = followed(call, after_exchange(done))
    also = _document(done) | {"print_jobs": jobs}
    call.tell_order(done.changes.operations, done.order, _exchanged(call, done), also=also)


def _document(done: Exchanged) -> dict[str, Any]:
    def sums(rows: tuple[tuple[str, int], ...]) -> list[dict[str, Any]]:
        return [{"method": method, "amount": show_as.money(amount, done.currency)} for method, amount in rows]

    return {
        "total": show_as.money(done.total, done.currency),
        "fee": show_as.money(done.fee, done.currency),
        "paid": sums(done.taken),
        "refunds": sums(done.given),
        "rounding": show_as.money(done.rounding, done.currency),
        "change": show_as.money(done.change, done.currency),
    }


def _exchanged(call: Call, done: Exchanged) -> str:
    said = [call.say("Exchanged into order {number}; the old papers are refused.", number=done.number)]
    taken, given_back = sum(amount for _, amount in done.taken), sum(amount for _, amount in done.counted_out)
    if taken:
        said.append(call.say("{amount} taken.", amount=amount_text(taken, done.currency)))
    if given_back:
        said.append(call.say("{amount} given back.", amount=amount_text(given_back, done.currency)))
    if done.change:
        said.append(call.say("Change {amount}.", amount=amount_text(done.change, done.currency)))
    return " ".join((*said, *usually(call, done.usual)))


def _new_tickets_are_named(args: argparse.Namespace) -> str | None:
    return not_wanted(args.wanted)


def _replace(call: Call) -> None:
    from ticketoffice.desk.on_a_ticket import replace
    from ticketoffice.printing.following import after_replacement

    done = replace(call.book, call.ticket(call.args.tickets[0]), who=call.who())
    out = call.args.out
    papers = {
        "printed": None if out is None else printed_too(call, done.order, tickets=[done.ticket]),
        "print_jobs": followed(call, after_replacement(done, here=out is None)),
    }
    _tell(call, done, call.say("Replaced by a new number; the old paper is refused."), also=papers)


def _move(call: Call) -> None:
    from ticketoffice.desk.on_a_ticket import move

    args = call.args
    ticket = call.ticket(args.tickets[0])
    if call.book.paired:
        with counter_of(call) as counter:
            done = counter.move(ticket, seat=args.seat, zone=args.zone, who=call.who())
    else:
        done = move(call.book, ticket, seat=args.seat, zone=args.zone, who=call.who())
    _tell(call, done, " ".join((call.say("Moved; its number stays."), *_print_anew(call, done))))


def _where_to(args: argparse.Namespace) -> str | None:
    return None if args.seat or args.zone else "name a --seat, or another --zone"


def _tariff(call: Call) -> None:
    from ticketoffice.desk.on_a_ticket import change_tariff
    from ticketoffice.printing.following import after_tariff

    args = call.args
    done = change_tariff(
        call.book,
        call.ticket(args.tickets[0]),
        tariff=args.to,
        who=call.who(),
        pay=[tender(args.pay)] if args.pay else (),
        refund=code_of(args.refund) if args.refund else None,
    )
    said = [call.say("The tariff is changed.")]
    if done.counted > 0:
        said.append(call.say("{amount} taken.", amount=amount_text(done.counted, done.currency)))
    if done.counted < 0:
        said.append(call.say("{amount} given back.", amount=amount_text(-done.counted, done.currency)))
    if done.change:
        said.append(call.say("Change {amount}.", amount=amount_text(done.change, done.currency)))
    jobs = followed(call, after_tariff(done))
    said += [*usually(call, done.usual), *_print_anew(call, done)]
    _tell(call, done, " ".join(said), also={"print_jobs": jobs})


def _rename(call: Call) -> None:
    from ticketoffice.desk.on_a_ticket import rename

    done = rename(call.book, call.ticket(call.args.tickets[0]), name=call.args.to, who=call.who())
    _tell(call, done, " ".join((call.say("Renamed; its number stays."), *_print_anew(call, done))))


def _print_anew(call: Call, done: Done) -> list[str]:
    """Of a ticket that opens the gate: what stands on its paper is not true any more."""
    from ticketoffice.desk.show import show

    order = show(call.book, done.order)
    short = next((t.short for t in order.tickets if t.ticket == done.ticket and t.state == "valid"), None)
    if short is None:
        return []
    said = call.say(
        "Its paper is wrong now; print it anew: `print {order} --ticket {ticket} --out FILE`.",
        order=order.number,
        ticket=short,
    )
    return [said]


def _tell(call: Call, done: Done, said: str, *, also: Mapping[str, Any] | None = None) -> None:
    call.tell_order(done.changes.operations, done.order, said, also=also)


def _collect(call: Call) -> None:
    from ticketoffice.desk.on_a_ticket import collect

    tickets = call.tickets()
    file = None
    if call.args.out is not None:
        file, _ = tickets_out(call, call.order(call.args.tickets[0]), tickets=tickets, out=call.args.out)
    changes = collect(call.book, tickets, who=call.who())
    said = call.say("Given out.")
    document = {"file": None if file is None else str(file)}
    call.tell_order(changes.operations, next(iter(changes.orders)), said, also=document)


def words(add: Add) -> None:
    """Adds these commands."""
    exchange = tickets(
        add("exchange", _exchange, help="give tickets back for others, in one act", check=_new_tickets_are_named)
    )
    exchange.add_argument(
        "--for", dest="wanted", nargs="+", required=True, metavar="[Nx]PERFORMANCE:ZONE:TARIFF[:SEAT]"
    )
    exchange.add_argument("--pay", nargs="+", metavar="METHOD[:AMOUNT]", help="how a difference is paid")
    exchange.add_argument(
        "--refund", metavar="METHOD", help="how a difference is given back; without it as it was paid"
    )
    exchange.add_argument("--paper", choices=PAPERS, help="where the old paper is")
    anew = tickets(add("replace", _replace, help="a new number for a lost ticket; the old one is refused"), count=1)
    paper_options(anew, name="--print")
    move = tickets(
        add("move", _move, help="another place of the same performance, at the same price", check=_where_to), count=1
    )
    move.add_argument("--seat", type=given)
    move.add_argument("--zone", type=given)
    tariff = tickets(add("tariff", _tariff, help="another tariff; the difference is paid or given back"), count=1)
    tariff.add_argument("--to", required=True, type=given, metavar="TARIFF")
    tariff.add_argument("--pay", metavar="METHOD[:AMOUNT]")
    tariff.add_argument("--refund", metavar="METHOD")
    rename = tickets(add("rename", _rename, help="another holder of a ticket"), count=1)
    rename.add_argument("--to", required=True, type=given, metavar="NAME")
    collect = tickets(add("collect", _collect, help="the papers of these tickets are given to the customer"))
    paper_options(collect, name="--print")
