"""What `cash` and `report takings` print with --json: documents of fixed shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ticketoffice.cli.documents import instant, money
from ticketoffice.desk.words import label

if TYPE_CHECKING:
    from ticketoffice.desk.cash_views import ClosingView, CurrencyView, TakingsReport, TakingView, TillView


def till_json(view: TillView, *, language: str) -> dict[str, Any]:
    """`cash open`, `cash move`, `cash count`, `cash report`: the drawer now."""
    return {
        "open": view.session is not None,
        "opened": instant(view.opened_at),
        "by": view.opened_by or None,
        "day": view.day.isoformat(),
        "forgotten": view.forgotten,
        "drawer": [_currency_json(one) for one in view.currencies],
        "takings": _takings_json(view.takings, language=language),
        "deeds": dict(view.deeds),
        "no_sales": view.no_sales,
        "left_before": [money(amount, currency) for currency, amount in view.left_before],
        "counts": view.counts,
        "refunds_open": view.refunds_open,
        "waiting": view.waiting,
        "waiting_amounts": [money(amount, currency) for currency, amount in view.waiting_sums],
        "needs_reason": view.needs_reason,
        "needs_second_person": view.needs_second,
    }


def closing_json(z: ClosingView, *, language: str) -> dict[str, Any]:
    """`cash close`, `cash report NUMBER`: a closing."""
    return {
        "number": z.number,
        "day": z.day.isoformat(),
        "opened": instant(z.opened_at),
        "closed": instant(z.closed_at),
        "by": z.closed_by or None,
        "second_person": z.second or None,
        "why": z.why or None,
        "first": z.first,
        "last": z.last,
        "drawer": [_currency_json(one) for one in z.currencies],
        "takings": _takings_json(z.takings, language=language),
        "deeds": dict(z.deeds),
        "no_sales": z.no_sales,
        "waiting": z.waiting,
    }


def takings_json(report: TakingsReport, *, language: str) -> dict[str, Any]:
    """`report takings`."""
    return {
        "report": "takings",
        "since": report.since.isoformat(),
        "until": report.until.isoformat(),
        "lines": [
            {"desk": line.desk or None, "by": line.by or None, **_taking_json(line, language=language)}
            for line in report.lines
        ],
        "totals": _takings_json(report.totals, language=language),
    }


def _currency_json(one: CurrencyView) -> dict[str, Any]:
    return {
        "currency": one.currency,
        **{
            name: money(getattr(one, name), one.currency)
            for name in (
                *("float", "earlier", "payments", "refunds", "put_in", "taken_out", "dropped"),
                *("expected", "counted", "difference", "left"),
            )
        },
    }


def _takings_json(takings: Sequence[TakingView], *, language: str) -> list[dict[str, Any]]:
    return [_taking_json(one, language=language) for one in takings]


def _taking_json(one: TakingView, *, language: str) -> dict[str, Any]:
    return {
        "method": one.method,
        "method_label": label(one.method, language=language),
        "taken": money(one.taken, one.currency),
        "given": money(one.given, one.currency),
        "sum": money(one.sum, one.currency),
        "count": one.count,
    }
