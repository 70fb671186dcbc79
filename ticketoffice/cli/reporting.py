"""The command `report`: cancellations, refunds due, credits, open cases and takings, as lines, as one document, or as a CSV file."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ticketoffice.cli import documents as show_as
from ticketoffice.cli.arguments import Add, always, day, given
from ticketoffice.cli.call import Call
from ticketoffice.desk import report_views, reports
from ticketoffice.desk.case_words import said
from ticketoffice.desk.sentences import spoken
from ticketoffice.desk.words import code_of, label
from ticketoffice.domain.amounts import amount_text
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.rules import METHODS
from ticketoffice.printing.whole_file import export


def _report(call: Call) -> None:
    args = call.args
    if args.csv is not None and Path(args.csv).is_dir():
        args.csv = str(Path(args.csv) / f"{args.what}.csv")
    if args.what == TAKINGS:
        _takings(call)
        return
    if args.what in CASES:
        _cases(call, report_views.Asked(since=args.since))
        return
    method = None if args.method is None else code_of(args.method)
    if method is not None and method not in METHODS:
        raise RuleBroken("unknown_method", data={"method": args.method, "methods": list(METHODS)})
    asked = report_views.Asked(since=args.since, method=method, who=args.who)
    (_cancellations if args.what == "cancellations" else _refunds_due)(call, asked)


def _cancellations(call: Call, asked: report_views.Asked) -> None:
    report = reports.cancellations(call.book, asked)
    if call.args.csv is not None:
        table = reports.cancellations_csv(report, language=call.language, translate=spoken(call.language))
        _written(call, table, lines=len(report.lines), totals=report.totals)
        return
    way = call.say("{method} (paid: {paid})")
    rows = [
        (
            call.speech.day(line.at, timezone=report.timezone, weekday=False),
            line.by,
            line.where.short or line.where.order_number,
            amount_text(line.amount, line.currency),
            report_views.ways(line.parts, way, lambda code: label(code, language=call.language)) or "-",
            label(line.reason, language=call.language) if line.reason else call.speech.word(line.state),
            line.where.event,
        )
        for line in report.lines
    ]
    lines = [_cancelled_json(line, language=call.language) for line in report.lines]
    _told(call, lines, rows, totals=report.totals, nothing=call.say("Nothing was cancelled here."))


def _refunds_due(call: Call, asked: report_views.Asked) -> None:
    report = reports.refunds_due(call.book, asked)
    if call.args.csv is not None:
        table = reports.refunds_due_csv(report, language=call.language, translate=spoken(call.language))
        _written(call, table, lines=len(report.lines), totals=report.totals)
        return
    rows = [
        (
            call.speech.day(line.at, timezone=report.timezone, weekday=False),
            line.where.short or line.where.order_number,
            amount_text(line.amount, line.currency),
            label(line.method, language=call.language),
            line.where.customer or "-",
            line.where.email or line.where.phone,
        )
        for line in report.lines
    ]
    lines = [_due_json(line, language=call.language) for line in report.lines]
    _told(call, lines, rows, totals=report.totals, nothing=call.say("No refund is open."))


CASES, TAKINGS = ("credits", "cases"), "takings"
"""The reports that are no list of methods."""


def _takings(call: Call) -> None:
    from ticketoffice.cli.cash_documents import takings_json
    from ticketoffice.desk.till_reports import takings, takings_csv

    report = takings(call.book, since=call.args.since, until=call.args.until)
    document = takings_json(report, language=call.language)
    totals = [
        call.speech.labelled(label(t.method, language=call.language), f"{amount_text(t.sum, t.currency)} ({t.count})")
        for t in report.totals
    ]
    if call.args.csv is not None:
        export(takings_csv(report, language=call.language, translate=spoken(call.language)), Path(call.args.csv))
        document = {k: v for k, v in document.items() if k != "lines"}
        document |= {"csv": str(call.args.csv), "count": len(report.lines)}
        call.out(document, [_file_said(call, lines=len(report.lines)), *totals])
        return
    rows = [
        (
            line.desk or "-",
            line.by or "-",
            label(line.method, language=call.language),
            amount_text(line.taken, line.currency),
            amount_text(-line.given, line.currency),
            amount_text(line.sum, line.currency),
            f"({line.count})",
        )
        for line in report.lines
    ]
    call.out(document, [*show_as.table(rows), *totals] or [call.say("Nothing was taken.")])


def _cases(call: Call, asked: report_views.Asked) -> None:
    from ticketoffice.desk import cases, owing

    report = (owing.credits if call.args.what == "credits" else owing.cases)(call.book, asked)
    translate = spoken(call.language)
    sums = [f"{amount_text(t.amount, t.currency)} ({t.count})" for t in report.totals]
    document: dict[str, Any] = {"report": call.args.what}
    totals = [{"amount": show_as.money(t.amount, t.currency), "count": t.count} for t in report.totals]
    if call.args.csv is not None:
        export(owing.cases_csv(report, language=call.language, translate=translate), Path(call.args.csv))
        document |= {"csv": str(call.args.csv), "count": len(report.lines), "totals": totals}
        call.out(document, [_file_said(call, lines=len(report.lines)), *sums])
        return

    def when(at: int, zone: str) -> str:
        return call.speech.day(at, timezone=zone, weekday=False)

    rows = [
        (
            *([] if line.is_credit else [(line.case or "-")[: cases.SHORT]]),
            when(line.since, report.timezone),
            line.where.short or line.where.order_number or "-",
            line.where.customer or "-",
            "-" if line.amount is None or not line.currency else amount_text(line.amount, line.currency),
            *said(line, translate=translate, when=when),
        )
        for line in report.lines
    ]
    document |= {"lines": [show_as.case_json(line, translate=translate) for line in report.lines], "totals": totals}
    nothing = call.say("Nobody has credit.") if call.args.what == "credits" else call.say("No case is open.")
    call.out(document, [*show_as.table(rows), *sums] or [nothing])


def _has_methods(args: argparse.Namespace) -> str | None:
    asked = args.method is not None or args.who is not None
    if args.until is not None and args.what != TAKINGS:
        return "--until is for takings"
    return f"{args.what} are not told by --method or --who" if asked and args.what in (*CASES, TAKINGS) else None


def _told(
    call: Call,
    lines: Sequence[dict[str, Any]],
    rows: Sequence[Sequence[str]],
    *,
    totals: Sequence[report_views.Total],
    nothing: str,
) -> None:
    document = {"report": call.args.what, "lines": list(lines), "totals": _totals_json(call, totals)}
    call.out(document, [*show_as.table(rows), *_total_lines(call, totals)] or [nothing])


def _written(call: Call, table: bytes, *, lines: int, totals: Sequence[report_views.Total]) -> None:
    export(table, Path(call.args.csv))
    document = {
        "report": call.args.what,
        "csv": str(call.args.csv),
        "count": lines,
        "totals": _totals_json(call, totals),
    }
    call.out(document, [_file_said(call, lines=lines), *_total_lines(call, totals)])


def _file_said(call: Call, *, lines: int) -> str:
    return call.speech.counted("{n} line is in {file}.", "{n} lines are in {file}.", lines, file=call.args.csv)


def _total_lines(call: Call, totals: Sequence[report_views.Total]) -> list[str]:
    return [
        call.speech.labelled(
            label(t.method, language=call.language), f"{amount_text(t.amount, t.currency)} ({t.count})"
        )
        for t in totals
    ]


def _totals_json(call: Call, totals: Sequence[report_views.Total]) -> list[dict[str, Any]]:
    return [
        {
            "method": t.method,
            "method_label": label(t.method, language=call.language),
            "amount": show_as.money(t.amount, t.currency),
            "count": t.count,
        }
        for t in totals
    ]


def _where_json(where: report_views.Where) -> dict[str, Any]:
    return {
        "order": where.order_number,
        "ticket": where.short,
        "event": where.event or None,
        "starts": show_as.instant(where.starts_at),
        "place": where.place or None,
        "customer": where.customer or None,
        "email": where.email or None,
        "phone": where.phone or None,
    }


def _cancelled_json(line: report_views.CancelledLine, *, language: str) -> dict[str, Any]:
    return {
        "at": show_as.instant(line.at),
        "by": line.by,
        **_where_json(line.where),
        "state": line.state,
        "amount": show_as.money(line.amount, line.currency),
        "refunds": [
            {
                "method": part.method,
                "method_label": label(part.method, language=language),
                "amount": show_as.money(part.amount, line.currency),
                "paid_at": show_as.instant(part.paid_at),
                "paid_by": part.paid_by,
                "paid_by_label": label(part.paid_by, language=language) if part.paid_by else None,
                "another_way": part.another_way,
            }
            for part in line.parts
        ],
        "reason": line.reason,
        "reason_label": label(line.reason, language=language) if line.reason else None,
        "note": line.note or None,
        "paper": line.paper,
        "informed": show_as.instant(line.told_at),
        "to_tell": line.to_tell,
        "to_repeat": line.where.source if line.to_repeat else None,
    }


def _due_json(line: report_views.DueLine, *, language: str) -> dict[str, Any]:
    return {
        "promised": show_as.instant(line.at),
        "by": line.by or None,
        **_where_json(line.where),
        "method": line.method,
        "method_label": label(line.method, language=language),
        "amount": show_as.money(line.amount, line.currency),
        "goodwill": line.goodwill,
    }


def words(add: Add) -> None:
    """Adds this command."""
    report = add(
        "report",
        _report,
        help="cancellations, refunds that are still due, credits of customers, open cases, takings",
        reads=always,
        check=_has_methods,
    )
    report.add_argument("what", choices=("cancellations", "refunds-due", *CASES, TAKINGS))
    report.add_argument("--csv", type=given, metavar="FILE", help="write them as CSV: the file, or a folder")
    report.add_argument("--since", type=day, metavar="DATE")
    report.add_argument("--until", type=day, metavar="DATE", help="the last business day of takings")
    report.add_argument("--method", help="a refund method or its label")
    report.add_argument("--who", metavar="NAME", help="who cancelled")
