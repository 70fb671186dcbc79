"""What every page of an exchange says in the same words: the fee, the old papers, and another number of tickets."""

from __future__ import annotations

from ticketoffice.desk.exchanging import Exchanged
from ticketoffice.ui import words
from ticketoffice.ui.words import translate


def fee_text(fee: int, currency: str) -> str:
    """What is charged, and what becomes of the old papers."""
    if not fee:
        return translate("exchange", "The old papers are refused as soon as this is finished.")
    text = translate("exchange", "Exchange fee {amount}. The old papers are refused as soon as this is finished.")
    return text.format(amount=words.money(fee, currency))


def warning_text(*, old: int, new: int) -> str:
    """That it is another number of tickets; nothing where it is the same."""
    if new == old:
        return ""
    text = (
        translate("exchange", "Fewer tickets than before: {new} instead of {old}.")
        if new < old
        else translate("exchange", "More tickets than before: {new} instead of {old}.")
    )
    return text.format(new=new, old=old)


def paper_word(code: str) -> str:
    """Where the old paper is."""
    return {
        "back": translate("strip", "back"),
        "eticket": translate("strip", "e-ticket"),
        "missing": translate("strip", "not back"),
    }[code]


def what_was_done(done: Exchanged, *, old: str) -> str:
    """The sentence of an exchange that is on disk; `old`: the short numbers that are refused from now on."""
    text = translate("exchange", "Exchanged into order {order}. Refused from now on: {old}.")
    said = [text.format(order=done.number, old=old)]
    for method, amount in done.taken:
        text = translate("exchange", "{amount} taken ({method}).")
        said.append(text.format(amount=words.money(amount, done.currency), method=words.code_label(method)))
    if done.change:
        text = translate("exchange", "Change {amount}.")
        said.append(text.format(amount=words.money(done.change, done.currency)))
    for method, amount in done.counted_out:
        text = translate("exchange", "{amount} goes back ({method}).")
        said.append(text.format(amount=words.money(amount, done.currency), method=words.code_label(method)))
    return " ".join(said)
