"""The command `cash`: the drawer is opened, moved, counted and closed, and its reports are read."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ticketoffice.cli import documents as show_as
from ticketoffice.cli.arguments import Add, always, given, second
from ticketoffice.cli.call import Call
from ticketoffice.cli.cash_documents import closing_json, till_json
from ticketoffice.cli.printing import paper_options
from ticketoffice.desk.case_words import deed_word
from ticketoffice.desk.sentences import spoken
from ticketoffice.desk.words import label
from ticketoffice.domain.amounts import amount_text, parse_amount
from ticketoffice.domain.drawer import MOVES
from ticketoffice.domain.errors import RuleBroken

if TYPE_CHECKING:
    from ticketoffice.desk.cash_views import ClosingView, CurrencyView, TakingView, TillView

_MONEY = re.compile(r"(?:([A-Za-z]{3})[: ])?(.+)")
_PIECES = re.compile(r"(?:([A-Za-z]{3})[: ])?([^x×*]+)[x×*](\d{1,6})", re.IGNORECASE)


def _open(call: Call) -> None:
    from ticketoffice.desk import cash

    floats = _amounts(call, call.args.amounts)
    view = cash.open_drawer(call.book, floats=floats, who=call.who(), note=call.args.note)
    said = [call.say("The drawer is open with {amounts}.", amounts=_listed(floats))]
    said += [_earlier(call, one) for one in view.currencies if one.earlier]
    call.out(till_json(view, language=call.language), said)


def _move(call: Call) -> None:
    from ticketoffice.desk import cash

    amounts = _amounts(call, call.args.amounts)
    what = call.args.what.replace("-", "_")
    view = cash.move(call.book, what=what, amounts=amounts, who=call.who(), why=call.args.why)
    call.out(till_json(view, language=call.language), [_moved(call, what, _listed(amounts))])


def _count(call: Call) -> None:
    from ticketoffice.desk import cash

    counts: dict[str, dict[int, int]] = {}
    for text in call.args.pieces:
        found = _PIECES.fullmatch(text.strip())
        value = parse_amount(found.group(2)) if found else None
        if found is None or value is None:
            raise RuleBroken("wrong_pieces", data={"text": text[:40]})
        pieces = counts.setdefault((found.group(1) or call.usual_currency()).upper(), {})
        pieces[value] = pieces.get(value, 0) + int(found.group(3))
    view = cash.count(call.book, counts=counts, who=call.who())
    call.out(till_json(view, language=call.language), [*_counted(call, view.currencies), *_how_to_close(call, view)])


def _close(call: Call) -> None:
    from ticketoffice.desk import cash
    from ticketoffice.desk.card_charges import payment_open

    left = _amounts(call, call.args.leave)
    is_open = payment_open(call.book)
    file = _file_to_be(call, name="Z")
    done = cash.close(call.book, who=call.who(), why=call.args.why, left=left, payment_open=is_open)
    _tell(call, closing_json(done, language=call.language), _z_lines(call, done), view=done, file=file)


def _report(call: Call) -> None:
    from ticketoffice.desk import cash

    if call.args.list:
        found = cash.closings(call.book)
        rows = [(z.number, z.day.isoformat(), z.closed_by, *_differences(z.currencies)) for z in found]
        document = {"closings": [closing_json(z, language=call.language) for z in found]}
        call.out(document, show_as.table(_even(rows)) or [call.say("No drawer was closed here yet.")])
    elif call.args.number is not None:
        z = cash.closing(call.book, call.args.number)
        file = _file_to_be(call, name=z.number)
        _tell(call, closing_json(z, language=call.language), _z_lines(call, z), view=z, file=file)
    else:
        view, file = cash.till(call.book), _file_to_be(call, name="X")
        _tell(call, till_json(view, language=call.language), _x_lines(call, view), view=view, file=file)


def _file_to_be(call: Call, *, name: str) -> Path | None:
    """Where the report is written, if it is: a folder gives it a name. Raises as `check_place`, before anything is closed."""
    if call.args.out is None:
        return None
    from ticketoffice.printing.tickets import file_name
    from ticketoffice.printing.whole_file import check_place

    to = Path(call.args.out)
    file = to / file_name(name, form=call.args.format) if to.is_dir() else to
    check_place(file)
    return file


def _tell(
    call: Call, document: dict[str, Any], lines: list[str], *, view: ClosingView | TillView, file: Path | None
) -> None:
    """Says a report, and writes it as a paper where a file is named; then the document names the file."""
    if file is not None:
        from ticketoffice.printing.drawer_papers import save_drawer, with_letterhead

        paper = with_letterhead(call.book, view)
        save_drawer(paper, file, form=call.args.format, language=call.language)
        document, lines = {**document, "file": str(file)}, [*lines, call.say("Written to {file}.", file=file)]
    call.out(document, lines)


def _moved(call: Call, what: str, amounts: str) -> str:
    said = {
        "in": call.say("{amounts} was put into the drawer.", amounts=amounts),
        "out": call.say("{amounts} was taken out of the drawer.", amounts=amounts),
        "drop": call.say("{amounts} was dropped into the safe.", amounts=amounts),
        "no_sale": call.say("The drawer was opened without a sale."),
    }
    return said[what]


def _amounts(call: Call, texts: Sequence[str]) -> dict[str, int]:
    """Amounts like 200, or EUR:50; raises RuleBroken `wrong_amount`."""
    found: dict[str, int] = {}
    for text in texts:
        said = _MONEY.fullmatch(text.strip())
        amount = parse_amount(said.group(2)) if said else None
        if said is None or amount is None:
            raise RuleBroken("wrong_amount", data={"amount": text[:40]})
        currency = (said.group(1) or call.usual_currency()).upper()
        found[currency] = found.get(currency, 0) + amount
    return found


def _listed(amounts: dict[str, int]) -> str:
    return ", ".join(amount_text(amount, currency) for currency, amount in sorted(amounts.items())) or "0.00"


def _earlier(call: Call, one: CurrencyView) -> str:
    return call.say(
        "{amount} of cash came before it was opened: it is in the drawer, and counted in.",
        amount=amount_text(one.earlier, one.currency),
    )


def _counted(call: Call, currencies: Sequence[CurrencyView]) -> list[str]:
    rows = [
        (
            *(call.say("Counted"), amount_text(one.counted or 0, one.currency)),
            *(call.say("Expected"), amount_text(one.expected, one.currency)),
            *(call.say("Difference"), _difference(call, one)),
        )
        for one in currencies
    ]
    return show_as.table(rows)


def _difference(call: Call, one: CurrencyView) -> str:
    difference = one.difference or 0
    how = call.say("missing") if difference < 0 else call.say("too much") if difference > 0 else ""
    return f"{amount_text(difference, one.currency)} {how}".strip()


def _differences(currencies: Sequence[CurrencyView]) -> list[str]:
    return [amount_text(one.difference or 0, one.currency) for one in currencies]


def _how_to_close(call: Call, view: TillView) -> list[str]:
    """What comes next: closing it, or where the difference surprises one more count."""
    if view.needs_second:
        said = [
            call.say(
                "So large a difference is closed with a reason and a second person: --why, and --approve-as or --alone."
            )
        ]
    elif view.needs_reason:
        said = [call.say("It is closed with a reason: --why.")]
    else:
        said = [call.say("Close it with `cash close`.")]
    if view.may_count and any(one.difference for one in view.currencies):
        said.append(call.say("It may be counted once more; that count stands."))
    return said


def _even(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    width = max(map(len, rows), default=0)
    return [(*row, *[""] * (width - len(row))) for row in rows]


def _x_lines(call: Call, view: TillView) -> list[str]:
    speech = call.speech
    if view.session is None:
        lines = [call.say("The drawer is closed.")]
        lines += [call.say("{amount} was left in it.", amount=amount_text(amount, c)) for c, amount in view.left_before]
    else:
        opened = speech.day(view.opened_at or 0, timezone=view.timezone)
        lines = [call.say("The drawer is open since {when} ({by}).", when=opened, by=view.opened_by)]
    if view.forgotten:
        lines.append(call.say("It was opened on an earlier day and not closed. Count and close it."))
    lines += [_earlier(call, one) for one in view.currencies if one.earlier]
    lines += _figures(call, view.currencies, view.takings, view.deeds, no_sales=view.no_sales)
    if view.is_counted:
        lines += _counted(call, view.currencies)
    if view.waiting:
        lines.append(_waiting(call, view.waiting))
    if view.refunds_open:
        n = view.refunds_open
        lines.append(speech.counted("{n} refund is to be finished first.", "{n} refunds are to be finished first.", n))
    return lines


def _z_lines(call: Call, z: ClosingView) -> list[str]:
    speech = call.speech
    opened = speech.day(z.opened_at, timezone=z.timezone)
    closed = speech.day(z.closed_at, timezone=z.timezone)
    lines = [
        call.say("Closing {number} of {day}", number=z.number, day=z.day.isoformat()),
        call.say("Open from {opened} to {closed}, closed by {by}.", opened=opened, closed=closed, by=z.closed_by),
        speech.labelled(call.say("Operations"), f"{z.first} – {z.last}"),
        *_figures(call, z.currencies, z.takings, z.deeds, no_sales=z.no_sales),
        *_counted(call, z.currencies),
    ]
    for one in z.currencies:
        lines.append(speech.labelled(call.say("Left in the drawer"), amount_text(one.left, one.currency)))
        bank = amount_text((one.counted or 0) - one.left, one.currency)
        lines.append(speech.labelled(call.say("For the bank"), bank))
    lines += [speech.labelled(call.say("Reason"), z.why)] if z.why else []
    lines += [speech.labelled(call.say("Second person"), z.second)] if z.second else []
    lines += [_waiting(call, z.waiting)] if z.waiting else []
    return lines


def _waiting(call: Call, n: int) -> str:
    return call.speech.counted("{n} operation waits for the centre.", "{n} operations wait for the centre.", n)


def _figures(
    call: Call,
    currencies: Sequence[CurrencyView],
    takings: Sequence[TakingView],
    deeds: Sequence[tuple[str, int]],
    *,
    no_sales: int,
) -> list[str]:
    say = call.say
    rows: list[tuple[str, str]] = []
    for one in currencies:
        named = (
            (say("Float"), one.float),
            (say("Cash before it was opened"), one.earlier),
            (say("Cash taken"), one.payments),
            (say("Cash handed out"), -one.refunds),
            (say("Put in"), one.put_in),
            (say("Taken out"), -one.taken_out),
            (say("Dropped"), -one.dropped),
        )
        rows += [(name, amount_text(amount, one.currency)) for name, amount in named if amount]
        rows.append((say("Expected"), amount_text(one.expected, one.currency)))
    rows += [
        (label(t.method, language=call.language), f"{amount_text(t.sum, t.currency)} ({t.count})") for t in takings
    ]
    known = {kind: n for kind, n in deeds if kind in ("tickets_cancelled", "order_reissued", "order_released")}
    translate = spoken(call.language)
    rows += [(translate(deed_word(kind)), str(n)) for kind, n in known.items()]
    rows += [(say("Opened without a sale"), str(no_sales))] if no_sales else []
    return show_as.table(rows)


def _has_what(args: argparse.Namespace) -> str | None:
    if args.list and args.number is not None:
        return "--list names no number"
    return "--list is no paper" if args.list and args.out is not None else None


def words(add: Add) -> None:
    """Adds these commands."""
    cash = add("cash", _report, help="the drawer of this desk")
    deeds = cash.add_subparsers(dest="deed", metavar="DEED", required=True)
    opened = add("open", _open, help="open the drawer with its float", within=deeds)
    opened.add_argument("amounts", nargs="*", metavar="AMOUNT", help="200.00, or EUR:50 in another currency")
    opened.add_argument("--note", metavar="TEXT")
    moved = add("move", _move, help="put money in, take it out, drop it; open it without a sale", within=deeds)
    moved.add_argument("what", choices=tuple(what.replace("_", "-") for what in MOVES))
    moved.add_argument("amounts", nargs="*", metavar="AMOUNT")
    moved.add_argument("--why", metavar="TEXT", help="the reason; a drop may go without one")
    counted = add("count", _count, help="write down what lies in it, piece by piece", within=deeds)
    counted.add_argument("pieces", nargs="+", metavar="PIECES", help="100x3 0.05x7 EUR:20x1: value x how many")
    closed = second(add("close", _close, help="close the counted drawer: the Z report", within=deeds))
    closed.add_argument("--why", metavar="TEXT", help="the reason of a difference")
    closed.add_argument("--leave", nargs="+", default=[], metavar="AMOUNT", help="what stays in it (else the float)")
    paper_options(closed, name="--print", layouts=False)
    report = add(
        "report", _report, help="the drawer now (X), or a closing (Z)", reads=always, check=_has_what, within=deeds
    )
    report.add_argument("number", nargs="?", type=given, metavar="NUMBER", help="of a closing, like ZA-00001")
    paper_options(report, name="--print", layouts=False)
    report.add_argument("--list", action="store_true", help="all closings")
