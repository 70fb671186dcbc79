"""The money of pretix's orders: payments, refunds and which ticket each gives back, invoices and credit notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from ticketoffice.desk.reading.json_objects import Fields
from ticketoffice.desk.reading.parts import BadValue, read_money
from ticketoffice.domain.taken_in import TakenInvoice, TakenPayment, TakenRefund

_METHODS = {"manual": "elsewhere", "free": "free", "banktransfer": "invoice", "boxoffice": "card"}
_REASONS = {"wrong date": "wrong_date", "customer asked": "customer_asked"}


class Invoices(Struct):
    """Invoices by order; `broken` is what is wrong with one of an order's."""

    by_order: dict[str, tuple[TakenInvoice, ...]] = field(default_factory=dict)
    broken: dict[str, BadValue] = field(default_factory=dict)

    def of(self, order: str) -> tuple[TakenInvoice, ...]:
        """Those of an order; raises BadValue if one of them is broken."""
        if order in self.broken:
            raise self.broken[order]
        return self.by_order.get(order, ())


def read_invoices(rows: Sequence[Fields]) -> Invoices:
    """All invoices; raises BadValue for one that names no order."""
    found = Invoices()
    for row in rows:
        order = row.word("order")
        try:
            found.by_order[order] = (*found.by_order.get(order, ()), _invoice(row))
        except BadValue as bad:
            found.broken[order] = bad
    return found


def _invoice(row: Fields) -> TakenInvoice:
    lines = row.parts("lines")
    return TakenInvoice(
        row.word("number"),
        "credit_note" if row.flag("is_cancellation") else "invoice",
        sum(read_money(line.value("gross_value"), name="gross_value") for line in lines),
        row.instant("date"),
        row.text("refers", longest=100),
    )


def read_payments(order: Fields) -> tuple[TakenPayment, ...]:
    """Money that was received; what was only begun, failed or is nothing is none."""
    found = []
    for p in order.parts("payments"):
        amount = p.price("amount", called="payment")
        if p.word("state") in ("confirmed", "refunded") and amount > 0:
            paid = p.instant("payment_date", "created")
            found.append(TakenPayment(str(p.number("local_id")), _method(p), amount, paid))
    return tuple(found)


def _method(payment: Fields) -> str:
    provider, kind = payment.word("provider"), payment.part("details").text("payment_type")
    if provider == "boxoffice" and kind in ("cash", "card"):
        return kind
    return _METHODS.get(provider, "elsewhere")


def order_method(order: Fields, *, payments: Sequence[TakenPayment]) -> str:
    """How an order is or will be paid: as its first payment, else as its last attempt."""
    if payments:
        return payments[0].method
    tried = order.parts("payments")
    return _method(tried[-1]) if tried else _METHODS.get(order.text("payment_provider") or "free", "elsewhere")


class Given(Struct, frozen=True):
    """Which ticket each refund gave back, by the refund's place in the list, and why each ticket was cancelled."""

    tickets: Mapping[int, str]
    reasons: Mapping[str, str | None]


def done_refunds(order: Fields) -> list[Fields]:
    """Refunds that were made."""
    return [refund for refund in order.parts("refunds") if refund.text("state") == "done"]


def match_refunds(refunds: Sequence[Fields], *, cancelled: Sequence[Fields]) -> Given:
    """A refund gives a ticket back where an amount and a cancelled price match one to one."""
    tickets: dict[int, str] = {}
    reasons: dict[str, str | None] = {}
    prices = {str(p.number("id")): p.price("price") for p in cancelled}
    for number, refund in enumerate(refunds):
        amount = refund.price("amount", called="refund")
        match = next((name for name, price in prices.items() if price == amount and name not in reasons), None)
        if match is not None:
            tickets[number], reasons[match] = match, _reason(refund)
    if len(refunds) == 1 and not tickets:
        reasons = dict.fromkeys(prices, _reason(refunds[0]))
    return Given(tickets, reasons)


def read_refunds(
    refunds: Sequence[Fields], *, payments: Sequence[TakenPayment], given: Given
) -> tuple[TakenRefund, ...]:
    """The refunds, each by the method of the payment it names."""
    methods = {p.external: p.method for p in payments}
    found = []
    for place, r in enumerate(refunds):
        named = r.number_or_none("payment")
        payment = str(named) if named is not None and str(named) in methods else None
        method = methods[payment] if payment else _METHODS.get(r.word("provider"), "elsewhere")
        amount = r.price("amount", called="refund")
        paid = r.instant("execution_date", "created")
        name = str(r.number("local_id"))
        found.append(TakenRefund(name, payment, given.tickets.get(place), method, amount, paid, _reason(r)))
    return tuple(found)


def _reason(refund: Fields) -> str | None:
    text = (refund.text("comment") or "").lower()
    return _REASONS.get(text, "other") if text else None
