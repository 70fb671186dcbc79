"""Every command, thin: parse, open the book, call the deed, print text or one JSON document.

Exit codes: 0 done · 2 wrong usage · 3 refused by a rule · 4 not found · 5 not available now · 1 anything else.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ticketoffice import __version__
from ticketoffice import cli_print as show_as
from ticketoffice.desk.sentences import explain, opened_sentence, sentence
from ticketoffice.desk.words import code_of, label
from ticketoffice.domain.amounts import amount_text
from ticketoffice.domain.errors import RuleBroken, Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ticketoffice.domain.people import Who
    from ticketoffice.settings import Settings
    from ticketoffice.store.book import Book

NOT_FOUND = 4
SHOWN = 80
MOST_ROWS = 100_000
MOST_ORDERS = 10_000_000
PATHS = ("book", "file", "files", "pdf")
UNEXPECTED = (
    "Something went wrong in the program ({problem}). What was said to be done is done. "
    "Do it again with --verbose and report what is printed."
)


@dataclass(slots=True)
class Call:
    """One call of a command: its arguments, settings and the open book."""

    args: argparse.Namespace
    settings: Settings
    book: Book

    def who(self) -> Who:
        """The person of `--as`, with the second person of `--approve-as` or the reason of `--alone`."""
        from ticketoffice.desk.people import person_named
        from ticketoffice.domain.people import Who

        second = getattr(self.args, "approve_as", None)
        return Who(
            person_named(self.book, self.args.act_as or system_user()),
            second=person_named(self.book, second) if second else None,
            alone=getattr(self.args, "alone", None),
        )

    def tickets(self) -> list[str]:
        """The ids of the tickets that were named."""
        return [self.ticket(text) for text in self.args.tickets]

    def ticket(self, text: str) -> str:
        """The id of one ticket; an order's number is no ticket."""
        from ticketoffice.desk.find import order_of

        ticket = order_of(self.book, text)[1]
        if ticket is None:
            raise RuleBroken("not_found", data={"text": text.strip(), "kind": "order"}, next=("cancel-order",))
        return ticket

    def order(self, text: str) -> str:
        """The id of an order by its number or a ticket of it."""
        from ticketoffice.desk.find import order_of

        return order_of(self.book, text)[0]

    def out(self, document: dict[str, Any], lines: Sequence[str]) -> None:
        """Prints the document with `--json`, else the lines."""
        print(json.dumps(document, ensure_ascii=False) if self.args.json else "\n".join(map(show_as.printable, lines)))


def system_user() -> str:
    """The name under which this machine knows its user."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "desk"


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    args = _read_words(argv)
    from ticketoffice.settings import read_settings

    try:
        settings = read_settings()
        if args.command is None:
            return _window(args, settings)
        code = _run(args, settings)
        sys.stdout.flush()
        return code
    except (RuleBroken, Unavailable) as problem:
        return _refused(args, problem, book=None)
    except BrokenPipeError:
        _leave_the_pipe()
        return 1
    except KeyboardInterrupt:
        return 1
    except OSError as problem:
        where = Unavailable("cannot_write", data={"name": str(problem.filename or "?"), "why": problem.strerror})
        return _refused(args, where, book=None)
    except Exception as problem:
        return _unexpected(args, problem)


def _run(args: argparse.Namespace, settings: Settings) -> int:
    with _opened(args, settings) as book:
        try:
            return int(args.run(Call(args, settings, book)) or 0)
        except (RuleBroken, Unavailable) as problem:
            return _refused(args, problem, book=book if isinstance(problem, RuleBroken) else None)


def _leave_the_pipe() -> None:
    """The reader of our output is gone; what is still to be flushed at exit goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unexpected(args: argparse.Namespace, problem: Exception) -> int:
    if args.verbose:
        traceback.print_exception(problem)
    _say_error(args, {"code": "unexpected", "message": UNEXPECTED.format(problem=type(problem).__name__), "next": []})
    return 1


def _window(args: argparse.Namespace, settings: Settings) -> int:
    from ticketoffice.app import run

    return run(settings, book=args.book, demo=args.demo, language=args.lang, act_as=args.act_as)


@contextmanager
def _opened(args: argparse.Namespace, settings: Settings) -> Iterator[Book]:
    from ticketoffice.settings import secrets_of
    from ticketoffice.store.clock import SystemClock
    from ticketoffice.store.opening import Kind, open_book, open_reader, open_url

    place = args.book or str(settings.book)
    clock, secrets = SystemClock(), secrets_of(settings)
    if "://" in place:
        book = open_url(place, clock=clock, secrets=secrets)
    elif args.reads(args):
        looks = args.command == "doctor"
        book = open_reader(Path(place), clock=clock, secrets=secrets, damaged_too=looks)
    else:
        kind = Kind(mode="demo" if args.command == "demo" else "live")
        book = open_book(Path(place), clock=clock, secrets=secrets, kind=kind, make=args.makes_book)
        told = opened_sentence(book)
        if told is not None:
            print(told, file=sys.stderr)
    try:
        yield book
    finally:
        book.close()


def _refused(args: argparse.Namespace, problem: RuleBroken | Unavailable, *, book: Book | None) -> int:
    asked = next(iter(getattr(args, "tickets", None) or [getattr(args, "order", None) or ""]), "") or None
    told = sentence(problem.code, data=explain(book, problem, asked=asked))
    following = list(problem.next) if isinstance(problem, RuleBroken) else []
    error = {"code": problem.code, "message": told, "next": following}
    if problem.code == "final":
        error["why"] = str(problem.data.get("why"))
    _say_error(args, error)
    if isinstance(problem, Unavailable):
        return 5
    return NOT_FOUND if problem.code == "not_found" else 3


def _say_error(args: argparse.Namespace, error: dict[str, Any]) -> None:
    if args.json:
        print(json.dumps({"error": error}, ensure_ascii=False))
    else:
        print(show_as.printable(error["message"]), file=sys.stderr)


# --- reading commands ----------------------------------------------------------------------------------------------


def _find(call: Call) -> None:
    from ticketoffice.desk.find import find

    started = time.perf_counter()
    found = find(call.book, " ".join(call.args.text), limit=call.args.limit)
    took = (time.perf_counter() - started) * 1000
    lines = show_as.table(
        [
            (
                o.number,
                o.customer or "-",
                o.event,
                amount_text(o.total, o.currency),
                show_as.words_of(o.state),
                f"{o.matched}: {o.match_text or ''}",
            )
            for o in found.orders
        ]
    )
    nothing = f"No order here for '{found.query[:SHOWN]}'. {found.searched} orders searched."
    call.out(show_as.found_json(found, took_ms=took), lines or [nothing])


def _show(call: Call) -> None:
    from ticketoffice.desk.show import show

    order = show(call.book, call.order(call.args.order))
    language = call.args.lang or "en"
    call.out(show_as.order_json(order, language=language), show_as.order_lines(order, language=language))


def _free(call: Call) -> None:
    from ticketoffice.desk.catalogue import free

    found = free(call.book, call.args.performance)
    rows = [
        (z.zone, f"{z.sold} sold", f"{z.held} held", f"{z.free if z.free is not None else '?'} free")
        for z in found.zones
    ]
    rows += [(f"quota {q.name}", "", "", f"{q.free if q.free is not None else '?'} free") for q in found.quotas]
    call.out(show_as.free_json(found), [f"{found.performance}  {found.event}", *show_as.table(rows)])


def _check(call: Call) -> int:
    from ticketoffice.desk.admit import admit, check

    code = call.args.tickets[0]
    if call.args.admit:
        answer = admit(call.book, code, who=call.who(), performance=call.args.performance, zone=call.args.zone)
    else:
        answer = check(call.book, code, performance=call.args.performance, zone=call.args.zone)
    said = f"{answer.answer}  {show_as.words_of(answer.reason)}  {answer.short or answer.number}"
    call.out(show_as.check_json(answer), [said.rstrip()])
    return 0


def _journal(call: Call) -> int:
    from ticketoffice.store.chain import BAD_SIGNATURE
    from ticketoffice.store.checking import verify
    from ticketoffice.store.replay import replay

    document: dict[str, Any] = {"operations": [], "head": None, "verified": None, "replay": None}
    with call.book.read() as reading:
        facts = reading.facts()
        if call.args.since is not None or not (call.args.verify or call.args.replay):
            for line in reading.journal_lines(after=call.args.since or 0):
                document["operations"].append(
                    {
                        "seq": line.seq,
                        "epoch": line.epoch,
                        "id": line.id,
                        "kind": line.kind,
                        "at": show_as.instant(line.at),
                        "actor": line.actor,
                        "effect": line.effect,
                    }
                )
    document["head"] = {"epoch": facts.epoch, "seq": facts.seq}
    lines = [f"{o['seq']:>8}  {o['at']}  {o['kind']}" for o in document["operations"]]
    ok = True
    if call.args.verify or call.args.replay:
        fault = verify(call.book)
        ok = fault is None
        if call.args.verify:
            chain = fault is None or fault.endswith(BAD_SIGNATURE)
            document["verified"] = {"chain": chain, "signatures": ok, "fault": fault}
        if call.args.verify or not ok:
            lines.append("The journal is as it was written." if ok else f"The journal is damaged at {fault}.")
    if call.args.replay and ok:
        result = replay(call.book)
        ok = ok and result.equal
        document["replay"] = {
            "equal": result.equal,
            "operations": result.operations,
            "seconds": round(result.seconds, 2),
            "tables": result.tables,
        }
        different = [name for name, same in result.tables.items() if not same]
        lines.append(
            "Replay is equal, table by table." if result.equal else f"Replay differs in: {', '.join(different)}."
        )
    call.out(document, lines)
    return 0 if ok else 1


def _backup(call: Call) -> None:
    from ticketoffice.store.backing_up import backup

    backup(Path(call.args.book or call.settings.book), Path(call.args.file))
    call.out({"backup": str(call.args.file)}, [f"A consistent copy is in {call.args.file}."])


def _doctor(call: Call) -> int:
    from ticketoffice.store.checking import examine

    findings = examine(call.book, path=Path(call.args.book or call.settings.book))
    document = {
        "checks": [{"check": f.check, "ok": f.ok, "detail": f.detail} for f in findings],
        "ok": all(f.ok for f in findings),
    }
    call.out(document, [f"{'ok ' if f.ok else 'BAD'}  {f.check}: {f.detail}" for f in findings])
    return 0 if document["ok"] else 1


# --- deeds ---------------------------------------------------------------------------------------------------------


def _cancelled(call: Call, done: Any) -> None:
    from ticketoffice.desk.show import show

    order = show(call.book, done.order)
    language = call.args.lang or "en"
    shorts = {t.ticket: t.short for t in order.tickets}
    document = {
        "operation": done.changes.operations[0],
        "operations": list(done.changes.operations),
        "order": order.number,
        "tickets": [shorts[t] for t in done.tickets],
        "freed": [{"performance": f.performance, "zone": f.zone, "seat": f.seat} for f in done.freed],
        "finished": done.finished,
        "refunds": [
            {
                "ticket": shorts.get(r.ticket),
                "method": r.method,
                "method_label": label(r.method, language=language),
                "amount": show_as.money(r.amount, done.currency),
            }
            for r in done.refunds
        ],
        "reason": done.reason,
        "reason_label": label(done.reason, language=language) if done.reason else None,
        "hold_until": None if call.args.now else show_as.instant(done.hold_until),
        "commission_due": show_as.money(done.commission_due, done.currency),
        "order_state": done.order_state,
        "hand_out": show_as.money(done.hand_out, done.currency),
    }
    told = (
        "This records the refund; it does not send money."
        if done.finished
        else "Reason and refund are still to be said."
    )
    lines = [f"Cancelled {', '.join(document['tickets'])}. {told}"]
    if done.hand_out:
        lines.append(f"Hand out {amount_text(done.hand_out, done.currency)}.")
    if order.source:
        lines.append(f"Cancelled at this desk. {order.source} does not know yet: cancel it there too.")
    call.out(document, lines)


def _inform_preset(call: Call, order: str) -> str:
    given = getattr(call.args, "inform", None)
    if given is not None:
        if given == "email" and call.settings.mail is None:
            raise RuleBroken("no_mail_server")
        return str(given)
    return "later"


def _cancel(call: Call) -> None:
    tickets = call.tickets()
    _cancel_these(call, tickets)


def _cancel_these(call: Call, tickets: Sequence[str]) -> None:
    from ticketoffice.desk import cancel

    if call.args.reason is None:
        done = cancel.click(call.book, tickets, who=call.who(), now=call.args.now)
    else:
        done = cancel.cancel(call.book, tickets, who=call.who(), now=call.args.now, **_finish_words(call))
    _cancelled(call, done)


def _cancel_order(call: Call) -> None:
    """Its live tickets; where none is live the last one's own refusal tells when, by whom and what would help."""
    from ticketoffice.desk.show import show

    order = show(call.book, call.order(call.args.order))
    live = [t.ticket for t in order.tickets if t.state in ("valid", "held", "displaced")]
    tickets = live or [t.ticket for t in order.tickets[-1:]]
    if not tickets:
        raise RuleBroken("no_tickets")
    _cancel_these(call, tickets)


def _finish_words(call: Call) -> dict[str, Any]:
    args = call.args
    return {
        "reason": code_of(args.reason),
        "method": code_of(args.refund) if args.refund else None,
        "amount": _amount(args.amount),
        "paper": args.paper,
        "inform": _inform_preset(call, ""),
        "note": args.note,
    }


def _amount(text: str | None) -> int | None:
    from ticketoffice.domain.amounts import parse_amount

    if text is None:
        return None
    amount = parse_amount(text)
    if amount is None:
        raise RuleBroken("wrong_amount", data={"amount": text})
    return amount


def _finish(call: Call) -> None:
    from ticketoffice.desk import cancel

    done = cancel.finish(call.book, call.tickets(), who=call.who(), now=call.args.now, **_finish_words(call))
    _cancelled(call, done)


def _order_after(call: Call, operations: Sequence[str], order: str, said: str) -> None:
    from ticketoffice.desk.show import show

    view = show(call.book, order)
    language = call.args.lang or "en"
    document = {
        "operation": operations[0] if operations else None,
        "order": show_as.order_json(view, language=language),
    }
    call.out(document, [said, *show_as.order_lines(view, language=language)])


def _keep(call: Call) -> None:
    from ticketoffice.desk import cancel

    changes = cancel.keep(call.book, call.tickets(), who=call.who())
    _order_after(call, changes.operations, next(iter(changes.orders)), "Kept, still valid.")


def _reinstate(call: Call) -> None:
    from ticketoffice.desk import cancel

    changes, _ = cancel.reinstate(call.book, call.ticket(call.args.tickets[0]), who=call.who())
    _order_after(
        call,
        changes.operations,
        next(iter(changes.orders)),
        "Reinstated with a new number; the old paper stays refused.",
    )


def _paid_out(call: Call) -> None:
    from ticketoffice.desk import cancel

    changes = cancel.paid_out(call.book, call.tickets(), who=call.who())
    _order_after(call, changes.operations, next(iter(changes.orders)), "Handed out.")


def _goodwill(call: Call) -> None:
    from ticketoffice.desk import cancel

    changes = cancel.goodwill(
        call.book,
        call.ticket(call.args.tickets[0]),
        who=call.who(),
        method=code_of(call.args.refund),
        amount=_amount(call.args.amount) or 0,
        reason=code_of(call.args.reason or "other"),
        note=call.args.note,
    )
    _order_after(
        call, changes.operations, next(iter(changes.orders)), "Goodwill refund recorded; the ticket stays as it is."
    )


def _undo_entry(call: Call) -> None:
    from ticketoffice.desk.admit import undo_entry

    changes = undo_entry(call.book, call.ticket(call.args.tickets[0]), who=call.who(), reason=call.args.reason)
    _order_after(call, changes.operations, next(iter(changes.orders)), "Entry undone, the ticket is valid again.")


def _inform(call: Call) -> None:
    from ticketoffice.desk import cancel
    from ticketoffice.desk.mail import send_due

    if call.args.by == "email" and call.settings.mail is None:
        raise RuleBroken("no_mail_server")
    changes = cancel.inform(call.book, call.tickets(), who=call.who(), by=call.args.by)
    if call.args.by == "email" and call.settings.mail is not None:
        order = next(iter(changes.orders))
        if not send_due(call.book, server=call.settings.mail, only=order):
            _not_taken(call, order, tickets=changes.tickets)
    _order_after(call, changes.operations, next(iter(changes.orders)), "Told." if call.args.by == "told" else "Sent.")


def _invoice(call: Call) -> None:
    from ticketoffice.printing.invoices import save_invoice

    order = call.order(call.args.order)
    try:
        file = save_invoice(call.book, order, number=call.args.number, to=Path(call.args.pdf))
    except (OSError, ValueError) as problem:
        why = problem.strerror if isinstance(problem, OSError) else str(problem)
        raise Unavailable("cannot_write", data={"name": call.args.pdf, "why": why}) from problem
    call.out({"file": str(file)}, [f"Written to {file}."])


def _not_taken(call: Call, order: str, *, tickets: frozenset[str]) -> None:
    from ticketoffice.desk.show import show

    views = [t.cancelled for t in show(call.book, order).tickets if t.ticket in tickets and t.cancelled is not None]
    refused = next((view.notice_error for view in views if view.notice == "refused"), None)
    if refused is not None:
        raise RuleBroken("mail_refused", data={"why": refused})
    raise Unavailable("mail_failed")


def _reissue(call: Call) -> None:
    from ticketoffice.desk.invoice import reissue

    without = [call.ticket(text) for text in call.args.without]
    done = reissue(call.book, call.order(call.args.order), without=without, who=call.who())
    document = {
        "operation": done.changes.operations[0],
        "cancelled_order": done.cancelled_order,
        "order": done.order_number,
        "invoice": done.invoice,
        "credit_note": done.credit_note,
        "tickets": list(done.tickets),
    }
    call.out(
        document,
        [
            f"Order {done.cancelled_order} is cancelled; order {done.order_number} with invoice {done.invoice} replaces it."
        ],
    )


def _pay(call: Call) -> None:
    from ticketoffice.desk.payment import pay
    from ticketoffice.domain.amounts import amount_text

    paid = pay(
        call.book,
        call.order(call.args.order),
        method=code_of(call.args.method),
        amount=_amount(call.args.amount),
        who=call.who(),
    )
    said = f"{amount_text(paid.amount, paid.currency)} booked."
    if paid.rounding:
        said += f" In cash {amount_text(paid.amount - paid.rounding, paid.currency)} is rounded to it."
    _order_after(call, paid.changes.operations, paid.order, said)


def _split(call: Call) -> None:
    from ticketoffice.desk.payment import split

    tickets = [call.ticket(text) for text in call.args.tickets]
    method = code_of(call.args.method) if call.args.method else None
    done = split(call.book, call.order(call.args.order), tickets=tickets, who=call.who(), method=method)
    _order_after(call, done.changes.operations, done.order, f"New order {done.order_number}.")


def _erase(call: Call) -> None:
    from ticketoffice.desk.customer import erase_customer

    changes = erase_customer(call.book, call.order(call.args.order), who=call.who())
    call.out({"operations": list(changes.operations)}, ["The customer's data is erased; the figures stay as they are."])


def _rules(call: Call) -> None:
    from ticketoffice.desk.rules import change_rules, read_rules, rules_of

    values = dict(item.split("=", 1) for item in call.args.values)
    read_rules(values)
    rules = change_rules(call.book, values, who=call.who()) if values else rules_of(call.book)
    call.out({"rules": rules}, [f"{name} = {show_as.rule_text(value)}" for name, value in rules.items()])


def _import(call: Call) -> int:
    from ticketoffice.desk.import_orders import import_files
    from ticketoffice.desk.practice import shift_to

    files = list(_order_files(call.args.files))
    if call.args.shift_to is not None:
        shift_to(call.book, files, first_day=call.args.shift_to)
    report = import_files(
        call.book,
        files,
        who=call.who(),
        progress=lambda name, n: print(f"{name}: {n} orders", file=sys.stderr) if call.args.verbose else None,
    )
    refused: list[dict[str, Any]] = [
        {"file": r.file, "lines": list(r.lines), "order": r.data.get("order"), "message": sentence(r.code, data=r.data)}
        for r in (*report.refused, *report.unreadable)
    ]
    document = {
        "files": [{"name": f.name, "orders": _counts(f.orders), "tickets": _counts(f.tickets)} for f in report.files],
        "kept_local": [
            {"order": k.order, "ticket": k.ticket, "here": k.here, "file": k.file} for k in report.kept_local
        ],
        "refused": refused,
        "overbooked": [{"quota": name, "by": by} for name, by in report.overbooked],
    }
    lines = [
        f"{f.name}: {f.orders.added} new, {f.orders.changed} changed, {f.orders.same} the same, {f.orders.refused} refused"
        for f in report.files
        if f.name not in {r.file for r in report.unreadable}
    ]
    lines += [f"{k.ticket}: {k.here} here, {k.file} in the file; kept as it is here" for k in report.kept_local]
    lines += [
        f"{r['file']} line {_numbers(r['lines'])}: {r['message']}"
        if r["lines"]
        else _with_name(r["file"], r["message"])
        for r in refused
    ]
    call.out(document, lines)
    return 5 if report.unreadable else 3 if report.refused else 0


def _order_files(names: Sequence[str]) -> Iterator[Path]:
    from ticketoffice.desk.reading.files import files_in

    for name in names:
        found = files_in(Path(name))
        if not found:
            raise Unavailable("no_orders_files", data={"name": name})
        yield from found


def _numbers(lines: object) -> str:
    return ", ".join(map(str, lines)) if isinstance(lines, list) else ""


def _with_name(file: str, message: str) -> str:
    return message if file in message else f"{file}: {message}"


def _counts(count: Any) -> dict[str, int]:
    return {"added": count.added, "changed": count.changed, "same": count.same, "refused": count.refused}


def _demo(call: Call) -> None:
    from ticketoffice.desk.demo import fill

    done = fill(call.book, orders=call.args.orders, seed=call.args.seed, progress=_said if call.args.verbose else None)
    call.out(
        {"orders": done.orders, "tickets": done.tickets, "seconds": round(done.seconds, 1)},
        [f"{done.orders} orders, {done.tickets} tickets."],
    )


def _said(done: int) -> None:
    print(f"{done} orders", file=sys.stderr)


# --- the words -----------------------------------------------------------------------------------------------------


def _common(*, top: bool) -> argparse.ArgumentParser:
    missing: Any = None if top else argparse.SUPPRESS
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--book", type=_given, default=missing, help="the local database (or a database address)")
    common.add_argument(
        "--json", action="store_true", default=False if top else argparse.SUPPRESS, help="print one JSON document"
    )
    common.add_argument("--as", dest="act_as", metavar="NAME", default=missing, help="who acts")
    common.add_argument("--lang", choices=("en", "fr", "de", "it", "es"), default=missing)
    common.add_argument("--verbose", action="store_true", default=False if top else argparse.SUPPRESS)
    return common


def _given(text: str) -> str:
    """A word that is not empty."""
    if not text.strip():
        raise argparse.ArgumentTypeError("is empty")
    return text


def _count(*, least: int, most: int) -> Callable[[str], int]:
    def count(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"'{text[:SHOWN]}' is no number") from None
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f"{text[:SHOWN]} is not from {least} to {most}")
        return number

    return count


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text[:SHOWN]}' is no day like 2026-12-18") from None


def _read_words(argv: Sequence[str] | None) -> argparse.Namespace:
    """The call's words; bytes that are no text stay only in names of files."""
    args = parser().parse_args(argv)
    fault = args.check(args)
    if fault is not None:
        args.words.error(fault)
    for name, value in vars(args).items():
        if name not in PATHS:
            if isinstance(value, str):
                setattr(args, name, _as_text(value))
            elif isinstance(value, list):
                setattr(args, name, [_as_text(item) for item in value])
    return args


def _as_text(word: str) -> str:
    return word.encode("utf-8", "replace").decode("utf-8")


def _finish_needs_reason(args: argparse.Namespace) -> str | None:
    given = [name for name in ("refund", "amount", "paper", "inform", "note") if getattr(args, name) is not None]
    if args.reason is None and given:
        return f"--{given[0]} goes with --reason"
    return None


def _rules_have_names(args: argparse.Namespace) -> str | None:
    wrong = next((item for item in args.values if not item.partition("=")[0].strip() or "=" not in item), None)
    return None if wrong is None else f"'{wrong[:SHOWN]}' is not NAME=VALUE"


def _nothing_wrong(args: argparse.Namespace) -> None:
    return None


def _always(args: argparse.Namespace) -> bool:
    return True


def _never(args: argparse.Namespace) -> bool:
    return False


@functools.cache
def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    top = argparse.ArgumentParser(
        prog="ticketoffice",
        parents=[_common(top=True)],
        description="The box office. Without a command the window opens.",
    )
    top.add_argument("--version", action="version", version=__version__)
    top.add_argument("--demo", action="store_true", help="open the window on a fresh demonstration book")
    top.set_defaults(command=None, check=_nothing_wrong)
    commands = top.add_subparsers(dest="command", metavar="COMMAND")

    def add(
        name: str,
        run: Callable[[Call], Any],
        *,
        help: str,
        reads: Callable[[argparse.Namespace], bool] = _never,
        makes_book: bool = False,
        check: Callable[[argparse.Namespace], str | None] = _nothing_wrong,
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[_common(top=False)], help=help, description=help)
        made.set_defaults(run=run, reads=reads, makes_book=makes_book, check=check, words=made)
        return made

    _reading_words(add)
    _deed_words(add)
    return top


def _reading_words(add: Callable[..., argparse.ArgumentParser]) -> None:
    found = add("find", _find, help="orders, best first", reads=_always)
    found.add_argument("text", nargs="+")
    found.add_argument("--limit", type=_count(least=1, most=MOST_ROWS), default=50)
    add("show", _show, help="one order whole", reads=_always).add_argument("order")
    add("free", _free, help="places per zone and quota", reads=_always).add_argument("performance")
    check = add("check", _check, help="the control point's answer", reads=lambda args: not args.admit)
    check.add_argument("tickets", nargs=1, metavar="TICKET")
    check.add_argument("--performance")
    check.add_argument("--zone")
    check.add_argument("--admit", action="store_true")
    journal = add("journal", _journal, help="operations; verification; replay", reads=_always)
    journal.add_argument("--verify", action="store_true")
    journal.add_argument("--replay", action="store_true")
    journal.add_argument("--since", type=_count(least=0, most=2**53), metavar="SEQ")
    add("backup", _backup, help="a consistent copy while in use", reads=_always).add_argument("file", type=_given)
    add("doctor", _doctor, help="what is wrong with this installation", reads=_always)


def _deed_words(add: Callable[..., argparse.ArgumentParser]) -> None:
    def tickets(made: argparse.ArgumentParser, *, count: str | int = "+") -> argparse.ArgumentParser:
        made.add_argument("tickets", nargs=count, metavar="TICKET")
        return made

    def second(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
        made.add_argument("--approve-as", metavar="NAME")
        made.add_argument("--alone", metavar="REASON")
        return made

    def refund(made: argparse.ArgumentParser, *, needed: bool = False) -> argparse.ArgumentParser:
        made.add_argument("--reason", required=needed)
        made.add_argument("--refund", metavar="METHOD")
        made.add_argument("--amount")
        made.add_argument("--paper", choices=("back", "eticket", "missing"))
        made.add_argument("--inform", choices=("email", "told", "later"))
        made.add_argument("--note")
        made.add_argument("--now", action="store_true")
        return second(made)

    refund(tickets(add("cancel", _cancel, help="cancel tickets of one order", check=_finish_needs_reason)))
    whole = add("cancel-order", _cancel_order, help="cancel all live tickets of an order", check=_finish_needs_reason)
    refund(whole).add_argument("order")
    refund(tickets(add("finish", _finish, help="record reason and refund of a click")), needed=True)
    tickets(add("paid-out", _paid_out, help="the refund was handed out"))
    tickets(add("keep", _keep, help="the same ticket again"))
    second(tickets(add("reinstate", _reinstate, help="a new number on the same place"), count=1))
    goodwill = second(tickets(add("goodwill", _goodwill, help="refund a used ticket"), count=1))
    goodwill.add_argument("--refund", required=True, metavar="METHOD")
    goodwill.add_argument("--amount", required=True)
    goodwill.add_argument("--reason")
    goodwill.add_argument("--note")
    second(tickets(add("undo-entry", _undo_entry, help="the scan was a mistake"), count=1)).add_argument("--reason")
    tickets(add("inform", _inform, help="the customer was told, or is mailed")).add_argument(
        "--by", choices=("email", "told"), required=True
    )
    invoice = add("invoice", _invoice, help="write an order's invoice as PDF", reads=_always)
    invoice.add_argument("order")
    invoice.add_argument("--number", help="one of its papers, also a cancelled one or a credit note")
    invoice.add_argument("--pdf", type=_given, required=True, metavar="FILE", help="the file, or a folder")
    reissue = add("reissue", _reissue, help="cancel a waiting invoice order and make its successor")
    reissue.add_argument("order")
    reissue.add_argument("--without", nargs="+", required=True, metavar="TICKET")
    pay = add("pay", _pay, help="book a payment")
    pay.add_argument("order")
    pay.add_argument("--method", required=True)
    pay.add_argument("--amount")
    split = add("split", _split, help="split an on-site reservation")
    split.add_argument("order")
    split.add_argument("--tickets", nargs="+", required=True, metavar="TICKET")
    split.add_argument("--method", help="and pay the new order at once")
    taken = add("import", _import, help="take orders in from files", makes_book=True)
    taken.add_argument("files", nargs="+", metavar="FILE")
    taken.add_argument("--shift-to", type=_day, metavar="DATE", help="practice: move all dates by whole weeks")
    demo = add("demo", _demo, help="fill an empty book with a realistic venue", makes_book=True)
    demo.add_argument("--orders", type=_count(least=1, most=MOST_ORDERS), default=300)
    demo.add_argument("--seed", type=int, default=1)
    add("erase-customer", _erase, help="erase an order's customer for good").add_argument("order")
    rules = add(
        "rules",
        _rules,
        help="the venue's rules, or set them: NAME=VALUE …",
        reads=lambda args: not args.values,
        makes_book=True,
        check=_rules_have_names,
    )
    rules.add_argument("values", nargs="*", metavar="NAME=VALUE")
