"""How History says what was done: each kind of deed, its details, old and new values."""

from __future__ import annotations

from ticketoffice.desk.case_words import deed_word, words_of
from ticketoffice.desk.views import HistoryView, ValueChange
from ticketoffice.ui.words import code_label, labelled, money, of_the_desk, translate


def history_kind(line: HistoryView) -> str:
    """What an operation did, in words."""
    if line.kind == "unpaid_admitted" and ("admit", False) in line.details:
        return translate("history", "No longer admit unpaid")
    return kind_word(line.kind)


def kind_word(kind: str) -> str:
    """What operations of a kind do, in words; of what was done before this desk knew the order, what its rows say."""
    return {
        "not_here": translate("history", "What was done before is not at this desk"),
        "was_made": translate("history", "Order made"),
        "was_paid": translate("history", "Payment"),
        "was_cancelled": translate("history", "Cancelled"),
        "was_refunded": translate("history", "Refund recorded"),
        "was_entered": translate("history", "Admitted"),
        "was_reminded": translate("history", "Reminded"),
        "was_noted": translate("history", "Note"),
    }.get(kind) or of_the_desk(deed_word(kind))


def history_details(line: HistoryView, *, currency: str) -> str:
    """The details of an operation as a sentence part."""
    state = line.sync if line.sync == "contested" or line.refused is None else "refused"
    parts = [_sync_word(state)] if state not in (None, "accepted") else []
    parts += [", ".join(line.tickets)] if line.tickets else []
    parts += [of_the_desk(words_of(line.refused)[0])] if line.refused is not None else []
    for name, value in line.details:
        if name in ("amount", "refund_amount") and isinstance(value, int):
            if value:
                parts.append(money(value, currency))
        elif name in ("reason", "method", "refund_method"):
            parts.append(code_label(str(value)))
        elif name in ("invoice", "credit_note"):
            parts.append(str(value))
    parts += [_value_change(value) for value in line.values]
    parts += [line.note] if line.note else []
    if line.second_person:
        second = line.second_person
        alone = translate("history", "no second person")
        parts.append(alone if second == "none_by_rule" else translate("history", "with {name}").format(name=second))
    return " · ".join(parts)


def _value_change(value: ValueChange) -> str:
    """A field with its old and its new value, where that is known; what was erased says so."""
    name = _field(value.field)
    if value.new is None:
        return translate("history", "{field}: erased").format(field=name)
    if value.old is None:
        return labelled(name, value.new)
    nothing = translate("history", "(empty)")
    return translate("history", "{field}: {old} → {new}").format(
        field=name, old=value.old or nothing, new=value.new or nothing
    )


def _field(name: str) -> str:
    """What a field of a ticket or a customer is called."""
    return {
        "place": translate("tickets", "Place"),
        "tariff": translate("tickets", "Tariff"),
    }.get(name) or customer_field(name)


def customer_field(name: str) -> str:
    """What a field of a customer is called."""
    return {
        "name": translate("customer", "Name"),
        "company": translate("customer", "Company"),
        "email": translate("customer", "E-mail"),
        "phone": translate("customer", "Phone"),
        "language": translate("customer", "Language"),
    }[name]


def _sync_word(sync: str | None) -> str:
    """How far an operation has come, where the centre has not accepted it: what has no answer counts as not sent."""
    return {
        "local": translate("state", "not sent yet"),
        "sent": translate("state", "not sent yet"),
        "refused": translate("state", "Refused by the centre"),
        "contested": translate("state", "Conflict"),
    }.get(sync or "", "")
