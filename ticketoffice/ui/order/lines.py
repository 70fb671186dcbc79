"""The lines of an order's tabs: its payments and its history, as the screens say them."""

from __future__ import annotations

from ticketoffice.desk.views import OrderView
from ticketoffice.ui import words
from ticketoffice.ui.order.history_words import history_details, history_kind
from ticketoffice.ui.words import translate


def payment_rows(order: OrderView) -> list[tuple[str, ...]]:
    """What was paid and given back, each with its sign and word, and the balance."""
    rows: list[tuple[str, ...]] = []
    for payment in order.payments:
        what = words.code_label(payment.method)
        if payment.counterpart:
            text = (
                translate("payments", "from order {number}")
                if payment.amount > 0
                else translate("payments", "moved to order {number}")
            )
            what = f"{what}, {text.format(number=payment.counterpart)}"
        left = words.money(payment.amount - payment.refunded, order.currency) if payment.amount > 0 else ""
        rows.append(
            (
                words.moment(payment.paid_at, timezone=order.timezone),
                f"{translate('payments', 'Payment')} {what}",
                words.money(payment.amount, order.currency),
                left,
            )
        )
    for refund in order.refunds:
        what = f"{translate('payments', 'Refund')} {words.code_label(refund.method)}"
        if refund.goodwill:
            what = f"{what} ({translate('payments', 'goodwill')})"
        if refund.is_owed:
            what = f"{what} - {translate('payments', 'not paid yet')}"
        rows.append(
            (
                words.moment(refund.promised_at, timezone=order.timezone),
                what,
                words.money(-refund.amount, order.currency),
                "",
            )
        )
    balance = (
        translate("payments", "Open")
        if order.balance > 0
        else translate("payments", "Credit")
        if order.balance < 0
        else translate("payments", "Balance")
    )
    rows.append(("", balance, words.money(abs(order.balance), order.currency), ""))
    return rows


def history_rows(order: OrderView) -> list[tuple[str, ...]]:
    """Who did what when, newest first."""
    return [
        (
            words.moment(line.at, timezone=order.timezone),
            line.by or "",
            history_kind(line),
            history_details(line, currency=order.currency),
        )
        for line in order.history
    ]
