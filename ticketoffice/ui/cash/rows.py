"""What stands on the reports of the drawer, line by line: a name and an amount."""

from __future__ import annotations

from collections.abc import Sequence

from ticketoffice.desk.case_words import deed_word
from ticketoffice.desk.cash_views import ClosingView, CurrencyView, TakingsReport, TakingView, TillView
from ticketoffice.ui import words
from ticketoffice.ui.words import counted, translate

Rows = list[tuple[str, str]]
COUNTED_DEEDS = ("tickets_cancelled", "order_reissued", "order_released")
"""The deeds whose number stands on a report."""


def x_rows(view: TillView) -> Rows:
    """The drawer now."""
    rows = [row for one in view.currencies for row in _currency(one)]
    rows += _rest(view.takings, view.deeds, no_sales=view.no_sales)
    if view.waiting:
        sums = ", ".join(words.money(amount, currency) for currency, amount in view.waiting_sums)
        rows.append((_waiting(view.waiting), sums))
    return rows


def z_rows(z: ClosingView) -> Rows:
    """A closing, as it will always be."""
    rows: Rows = []
    for one in z.currencies:
        rows += _currency(one)
        rows.append((translate("cash", "Counted"), words.money(one.counted or 0, one.currency)))
        rows.append((translate("cash", "Difference"), difference(one)))
        rows.append((translate("cash", "Left in the drawer"), words.money(one.left, one.currency)))
        rows.append((translate("cash", "For the bank"), words.money((one.counted or 0) - one.left, one.currency)))
    rows += _rest(z.takings, z.deeds, no_sales=z.no_sales)
    rows += [(translate("cash", "Reason"), z.why)] if z.why else []
    rows += [(translate("cash", "Second person"), z.second)] if z.second else []
    rows += [(_waiting(z.waiting), "")] if z.waiting else []
    rows.append((translate("cash", "Operations"), f"{z.first} – {z.last}"))
    return rows


def takings_rows(report: TakingsReport) -> list[tuple[str, ...]]:
    """What every desk has taken, by person and method, and below it all desks together."""
    lines = [(line.desk or "–", line.by or "–", *_amounts(line)) for line in report.lines]
    return [*lines, *((translate("cash", "All"), "", *_amounts(line)) for line in report.totals)]


def _amounts(line: TakingView) -> tuple[str, str, str, str]:
    taken, given, rest = (words.money(amount, line.currency) for amount in (line.taken, -line.given, line.sum))
    return (words.code_label(line.method), taken, given, rest)


def difference(one: CurrencyView) -> str:
    """How much lies there more or less than expected, in figures and in a word."""
    amount = one.difference or 0
    text = words.money(amount, one.currency)
    if not amount:
        return text
    word = translate("cash", "missing") if amount < 0 else translate("cash", "too much")
    return f"{text}  {word}"


def _currency(one: CurrencyView) -> Rows:
    named = (
        (translate("cash", "Float"), one.float),
        (translate("cash", "Cash before it was opened"), one.earlier),
        (translate("cash", "Cash taken"), one.payments),
        (translate("cash", "Cash handed out"), -one.refunds),
        (translate("cash", "Put in"), one.put_in),
        (translate("cash", "Taken out"), -one.taken_out),
        (translate("cash", "Dropped into the safe"), -one.dropped),
    )
    rows = [(name, words.money(amount, one.currency)) for name, amount in named if amount]
    return [*rows, (translate("cash", "Expected in the drawer"), words.money(one.expected, one.currency))]


def _rest(takings: Sequence[TakingView], deeds: Sequence[tuple[str, int]], *, no_sales: int) -> Rows:
    rows = [(f"{words.code_label(one.method)} ({one.count})", words.money(one.sum, one.currency)) for one in takings]
    rows += [(words.of_the_desk(deed_word(kind)), str(n)) for kind, n in deeds if kind in COUNTED_DEEDS]
    return [*rows, (translate("cash", "Opened without a sale"), str(no_sales))] if no_sales else rows


def _waiting(count: int) -> str:
    return counted("cash", "%n operation(s) of it wait for the centre", count)
