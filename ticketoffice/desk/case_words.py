"""What cases and credits are called: in short for a line of a list, in whole sentences for who settles them; in English,
the screens translate it. One table, for every list, command and screen.

A case is closed by a person alone; none of these sentences asks to try again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from ticketoffice.desk.case_families import (
    LOOK_THEN_SETTLE,
    OF_CANCELLED_BEFORE,
    OF_ORDERS_NEVER_MADE,
    OF_PLACES_AND_MONEY,
    OF_REFUSED_DEEDS,
    CaseWords,
)
from ticketoffice.domain.cases import MACHINES_PARTED
from ticketoffice.domain.makings import NAMELESS_CASE

if TYPE_CHECKING:
    from ticketoffice.desk.report_views import CaseLine, When


NO_NAMES: Mapping[str, str | None] = MappingProxyType({})
_LOOK = "Look at the order, tell the customer what stands, and close the case with a note."
GIVE_IT_BACK = "Give it back to the customer."
ASK_THERE = "Ask there first, then give it back."
THEN_SETTLE = "Give it back, then settle it."
NOTHING_OWED = "Nothing is owed any more: settle it with a note."
FIND_OUT = "Find out who it was, then settle it."
CREDITS: dict[str, tuple[str, str]] = {
    "overpaid": ("More was paid than is owed.", GIVE_IT_BACK),
    "released": ("It was paid in part and released.", GIVE_IT_BACK),
    "late_payment": ("The money came too late.", "Give it back, or reserve anew."),
    "cancelled_at_source": ("Its source cancelled it, with no refund.", ASK_THERE),
}
"""Why a customer has credit, and what to do about it."""
NOTHING_LEFT, USED_NO_MORE = "_paid_back", "used_no_more"
"""What follows the name of a case of which nothing can be given back out of goodwill; of one whose entry was undone since."""
OF_CREDIT = ("paid_late", "paid_twice", "credit_of_released", "cancelled_paid")
"""The cases that a credit opened; once it is gone they are called `_settled`."""
SETTLED = "_settled"
PAID_LATE, PAID_REPLACED = "paid_late", "paid_late_replaced"
"""The case of money that came too late; what it is called where the order that replaced its own waits for money."""
DEEDS: dict[str, str] = {
    "book_started": "Book started",
    "person_changed": "Person at the desk",
    "rules_changed": "Rules changed",
    "catalogue_changed": "Performances changed",
    "order_taken_in": "Taken in",
    "order_sold": "Sold",
    "sale_aborted": "Sale taken back",
    "order_reissued": "Re-issued",
    "order_split": "Split",
    "order_exchanged": "Exchanged",
    "ticket_replaced": "Replaced, old number refused",
    "ticket_moved": "Moved to another place",
    "tariff_changed": "Tariff changed",
    "holder_changed": "Renamed",
    "collected": "Paper given out",
    "printed": "Printed",
    "tickets_mailed": "Tickets sent by e-mail",
    "tickets_cancelled": "Cancelled",
    "cancellation_finished": "Refund recorded",
    "cancellation_kept": "Kept",
    "ticket_reinstated": "Reinstated",
    "goodwill_refunded": "Goodwill refund",
    "credit_refunded": "Credit given back",
    "payment_recorded": "Payment",
    "refund_paid_out": "Handed out",
    "payment_corrected": "Method corrected",
    "customer_changed": "Customer changed",
    "customer_told": "Customer told",
    "customer_not_told": "Customer could not be told by e-mail",
    "person_erased": "Customer erased",
    "order_released": "Released",
    "unpaid_admitted": "Admit unpaid",
    "customer_reminded": "Reminded",
    "note_added": "Note",
    "repeated_at_source": "Repeated at the shop",
    "admitted": "Admitted",
    "entry_undone": "Entry undone",
    "case_closed": "Case closed",
    "drawer_moved": "Drawer",
    "counted": "Drawer counted",
    "closed": "Drawer closed",
    "unread": "Unreadable",
}
"""What each kind of deed is called, and what nobody could read."""
OF_A_NEWER_VERSION = "Done by a newer version"
"""What a deed is called whose kind only a newer version knows."""
CASES: dict[str, CaseWords] = {
    **OF_CANCELLED_BEFORE,
    **OF_ORDERS_NEVER_MADE,
    **OF_REFUSED_DEEDS,
    **OF_PLACES_AND_MONEY,
    "used": CaseWords(
        "It had entered before it was cancelled.",
        "Refund it as goodwill, or undo the entry.",
        "Ticket {ticket} had entered before it was cancelled.",
        "It stays used and its place is not sold again. Money that was handed out stays recorded.",
        "With a second person: a goodwill refund, or undo the entry. Then close the case with a note.",
    ),
    "used_paid_back": CaseWords(
        "It had entered before it was cancelled.",
        "Was the scan a mistake? Undo the entry; else settle it.",
        "Ticket {ticket} had entered before it was cancelled. Nothing is left to give back for it.",
        "It stays used and its place is not sold again. Money that was handed out stays recorded.",
        "Was the scan a mistake? Then, with a second person, undo the entry. Was money handed out that was not owed? Ask the "
        "customer for it. Close the case with a note.",
    ),
    "used_no_more": CaseWords(
        "It had entered before it was cancelled.",
        LOOK_THEN_SETTLE,
        "Ticket {ticket} had entered before it was cancelled; it is not used any more.",
        "The ticket stands as the order shows it. Money that was handed out stays recorded.",
        "Is it still to be cancelled? Do it on the order. Close the case with a note.",
    ),
    "customer_erased": CaseWords(
        "The customer had been erased.",
        "Ask whether the customer wants to be known again.",
        "The customer of order {order} had been erased elsewhere before that.",
        "What was typed is kept at no desk; tickets and money stand as they are.",
        "Where the customer wants to be known again, type the data anew. Then close the case with a note.",
    ),
    "replaced": CaseWords(
        "It had been replaced before.",
        "Ask which ticket is not wanted.",
        "Ticket {ticket} had been replaced elsewhere before that.",
        "The ticket that replaced it counts; this one lets nobody in.",
        "Ask the customer which ticket is not wanted, and cancel that one. Then close the case with a note.",
    ),
    "not_invoice_pending": CaseWords(
        "It no longer waited for its invoice.",
        "Open it and do again what is wanted.",
        "Order {order} no longer waited for its invoice when it was changed.",
        "The order stands as the centre has it; the new order that was made is gone.",
        "Open the order and do again what is still wanted. Take back papers that were given. Then close the case with a note.",
    ),
    "performance_over": CaseWords(
        "The performance was over.",
        "Refund it as goodwill, then settle it.",
        "The performance was over when this arrived at the centre.",
        "The order stands as it was. Money that was handed out stays recorded.",
        "With a second person: a goodwill refund. Then close the case with a note.",
    ),
    "performance_over_paid_back": CaseWords(
        "The performance was over.",
        LOOK_THEN_SETTLE,
        "The performance was over when this arrived at the centre. Nothing is left to give back for it.",
        "The order stands as it was. Money that was handed out stays recorded.",
        _LOOK,
    ),
    "place_taken": CaseWords(
        "Somebody else had been given its place.",
        "Find another place, or give it back.",
        "The place of ticket {ticket} had been given to somebody else.",
        "One person has this place. Money that was taken is booked as credit of the order.",
        "Choose another place with the customer, or give the money back. Then close the case with a note.",
    ),
    "displaced": CaseWords(
        "Its place has another ticket too.",
        "Find another place for one of them.",
        "The place of ticket {ticket} belongs to somebody else.",
        "One person has this place; the control point says LOOK for the other ticket.",
        "Choose another place with the customer, or give the money back. Then close the case with a note.",
    ),
    "over_refund": CaseWords(
        "Too much was given back.",
        "Ask who gave it, then settle it.",
        "Order {order}: more was given back than was due.",
        "Both refunds stay recorded as they were handed out.",
        "Ask the customer for what was given too much and book it on the order, or leave it. Another case about the same deed "
        "is about the same money. Close the case with a note.",
    ),
    "over_refund_settled": CaseWords(
        "Too much was given back.",
        NOTHING_OWED,
        "Order {order}: money was handed out that was not due then.",
        "Nothing is too much any more: it was brought back, or was due after all.",
        "Close the case with a note.",
    ),
    "over_refund_instead": CaseWords(
        "It was promised elsewhere, and given here.",
        "Tell the customer that it was the whole refund.",
        "Money was handed out for ticket {ticket}, for which another desk had promised it.",
        "It counts once: the promise is withdrawn as far as the money was given, and nobody is to give it again.",
        "Tell the customer that nothing more comes. Was the transfer made all the same? Then ask for it back. Close the case with a note.",
    ),
    "over_refund_not_cancelled": CaseWords(
        "It was given back, and is not cancelled.",
        "Cancel it where it is not wanted, then settle it.",
        "Money was handed out for ticket {ticket}, but its cancellation was refused: it is not cancelled.",
        "The hand-out stays recorded; it takes nothing from the other tickets of the order.",
        "Does the customer still come? Then ask for the money and book it on the order; else cancel the ticket: nothing more is "
        "given for it. Close the case with a note.",
    ),
    "double_payment": CaseWords(
        "It was paid here and at its source.",
        ASK_THERE,
        "Order {order} was paid twice, here and where it came from.",
        "Both payments are booked; nothing is lost.",
        "Ask first whether it was given back where it came from; if not, give back what was paid too much. "
        "Then close the case with a note.",
    ),
    "paid_late": CaseWords(
        "The money came too late.",
        THEN_SETTLE,
        "Order {order} was paid after it had been cancelled.",
        "The money is booked as credit of the order.",
        "Are its places still free? Bring the order back; else give the money back. Then close the case with a note.",
    ),
    "paid_twice": CaseWords(
        "It had been paid elsewhere.",
        "Compare both payments, then give back what is too much.",
        "Money was taken for order {order} that was no longer open: it had been paid elsewhere before that, or owed less.",
        "Both payments are booked; what is too much is credit of the order.",
        "Was it one bank transfer that two desks booked? Then nothing is to be given back: ask whoever reads the statement. Else "
        "give the credit back to the customer. Close the case with a note.",
    ),
    PAID_REPLACED: CaseWords(
        "The money came for an order that was replaced.",
        "Book it on the order that replaced it, or give it back.",
        "Order {order} was paid after it had been replaced by order {successor}, which still waits for its money.",
        "The money is booked as credit of the order that was replaced.",
        "Is order {successor} still wanted? Give the credit of order {order} back and take it as the payment of order {successor}; "
        "else give it to the customer. Then close the case with a note.",
    ),
    "credit_of_released": CaseWords(
        "It was paid in part and released.",
        THEN_SETTLE,
        "Order {order} was released although something had been paid.",
        "The money is booked as credit of the order.",
        "Give it back, or bring the order back. Then close the case with a note.",
    ),
    "cancelled_paid": CaseWords(
        "It was cancelled as unpaid, and had been paid.",
        THEN_SETTLE,
        "Tickets of order {order} were cancelled by a desk that had not heard that they had been paid at another one.",
        "The cancellation stands; the money is booked as credit of the order.",
        "Does the customer still come? Then reinstate the tickets; else give the money back. Then close the case with a note.",
    ),
    "paid_late_settled": CaseWords(
        "The money came too late.",
        NOTHING_OWED,
        "Order {order} was paid after it had been cancelled.",
        "Nothing is owed any more: the money was given back, or counts for places that the order has again.",
        "Close the case with a note.",
    ),
    "paid_twice_settled": CaseWords(
        "It had been paid elsewhere.",
        NOTHING_OWED,
        "Money was taken for order {order} that was no longer open: it had been paid elsewhere before that, or owed less.",
        "Nothing is owed any more: what was too much was given back, or counts for what the order owes since.",
        "Close the case with a note.",
    ),
    "cancelled_paid_settled": CaseWords(
        "It was cancelled as unpaid, and had been paid.",
        NOTHING_OWED,
        "Tickets of order {order} were cancelled by a desk that had not heard that they had been paid at another one.",
        "Nothing is owed any more: the money was given back, or counts for places that the order has again.",
        "Close the case with a note.",
    ),
    "credit_of_released_settled": CaseWords(
        "It was paid in part and released.",
        NOTHING_OWED,
        "Order {order} was released although something had been paid.",
        "Nothing is owed any more: the money was given back, or counts for places that the order has again.",
        "Close the case with a note.",
    ),
    "admitted_on_cancelled": CaseWords(
        "A cancelled ticket was let in.",
        FIND_OUT,
        "Somebody entered with ticket {ticket}, which was cancelled: {whose}. Given back for it: {refunded}.",
        "The cancellation stands; the entry is recorded beside it.",
        "Was its place sold again? Then two people look for it: offer one of them another place. Close the case with a note.",
    ),
    "admitted_before_cancelled": CaseWords(
        "It had entered before it was cancelled.",
        "Ask whether the money was rightly given back.",
        "Somebody had entered with ticket {ticket} before it was cancelled elsewhere: {whose}. Given back for it: {refunded}.",
        "The cancellation was accepted before the entry was heard of: it stands, and the entry is recorded beside it.",
        "Was its place sold again? Then two people look for it. Was money given back? Ask the customer. "
        "Close the case with a note.",
    ),
    "admitted_and_cancelled": CaseWords(
        "It was cancelled and let in at the same time.",
        "Ask both desks which was first.",
        "Somebody entered with ticket {ticket} at about the time when it was cancelled elsewhere: {whose}. Given back for it: {refunded}.",
        "The cancellation stands; the entry is recorded beside it.",
        "Ask both desks which was first, and who sits on its place. Close the case with a note.",
    ),
    "admitted_twice": CaseWords(
        "The ticket was let in twice.",
        FIND_OUT,
        "Somebody entered with ticket {ticket} a second time: {whose}.",
        "Both entries are recorded; the ticket lets nobody else in.",
        "Look who sits on its place. Close the case with a note.",
    ),
    "unknown_order": CaseWords(
        "Its order is not here.",
        FIND_OUT,
        "The centre does not know the order that this was about.",
        "What was done is kept as it was.",
        "Look for the order by its customer. Close the case with a note.",
    ),
    NAMELESS_CASE: CaseWords(
        "Its customer had been erased.",
        "Find out who it is for, then settle it.",
        "Order {order} was made of another one whose customer had been erased elsewhere before that: it bears no name.",
        "Its tickets and its money count as they stand.",
        "Does it wait for its money? Ask at the desk that made it who the customer is, and type the data anew. "
        "Close the case with a note.",
    ),
    MACHINES_PARTED: CaseWords(
        "Two machines worked as one desk.",
        "Find out why there are two, then settle it.",
        "This desk goes on from a copy of the book of {other_desk}, which another machine works with, too.",
        "What both did counts, each under its own name; nothing was lost.",
        "Find out who copied the machine and whether both are wanted, and count both drawers. Close the case with a note.",
    ),
    "unknown_ticket": CaseWords(
        "Its ticket is not here.",
        FIND_OUT,
        "Order {order} has no such ticket at the centre.",
        "What was done is kept as it was.",
        _LOOK,
    ),
}
REFUSED = CaseWords(
    "What was done was refused elsewhere.",
    LOOK_THEN_SETTLE,
    "The centre refused what was done with order {order}.",
    "The order stands as the centre has it. Money that was taken or handed out stays recorded.",
    _LOOK,
)
REFUSED_ALONE = CaseWords(
    REFUSED.why,
    "Do it again where it is still wanted.",
    "The centre refused what was done. It is about no order.",
    "What the centre has stands, at every desk.",
    "Is it still wanted? Do it again. Close the case with a note.",
)
"""About no order, or one that nobody here knows."""
CONTESTED = CaseWords(
    "Somebody else changed it first.",
    "Wait for the answer of the centre.",
    "Somebody else changed order {order} before this arrived at the centre.",
    "The order stands as the centre has it. Money that was taken or handed out here stays recorded. The centre still has to say no.",
    "Tell the customer what stands, and do nothing more with this ticket until the centre has answered.",
)
_DEEDS = (*DEEDS.values(), OF_A_NEWER_VERSION)
_ALL = (*CASES.values(), REFUSED, REFUSED_ALONE, CONTESTED)
TOLD_OF_CASES = tuple(
    dict.fromkeys(
        text
        for words in (*CREDITS.values(), *((w.why, w.do, w.what, w.safe, w.next) for w in _ALL), _DEEDS)
        for text in words
    )
)
"""All that is translated of it."""


def headed(
    text: str, *, desk: str | None, deed: str | None, amount: str | None = None, translate: Callable[[str], str]
) -> str:
    """A text about a case behind what it is about: the desk, its deed and the money, as far as they are known."""
    known = (desk, None if deed is None else translate(deed_word(deed)), amount, text)
    return " · ".join(part for part in known if part)


def deed_word(kind: str) -> str:
    """What deeds of a kind are called, in English."""
    return DEEDS.get(kind, OF_A_NEWER_VERSION)


def said(line: CaseLine, *, translate: Callable[[str], str], when: When | None = None) -> tuple[str, str]:
    """Why a line is there, behind where and with what deed it came about, and what to do about it; for every list. `when` says
    moments as its other columns do.
    """
    why, do = (translate(text) for text in words_of(line.why, contested=line.contested))
    why = f"{why} ({line.first.told(when)})" if line.first else why
    return headed(why, desk=line.desk, deed=line.deed, translate=translate), do


def words_of(code: str, *, contested: bool = False) -> tuple[str, str]:
    """Why a line of a list is there, and what to do about it: a credit's code, or a case's."""
    if code in CREDITS:
        return CREDITS[code]
    found = CONTESTED if contested else CASES.get(code, REFUSED)
    return found.why, found.do


def case_words(
    kind: str,
    *,
    ticket: str | None,
    order: str | None,
    lost: str | None = None,
    contested: bool = False,
    names: Mapping[str, str | None] = NO_NAMES,
    translate: Callable[[str], str] = lambda text: text,
) -> CaseWords:
    """The words of a case of this kind; what is contested says that the centre has not answered yet. `lost`: the number of an
    order that was never made; `names`: what else its sentences name.
    """
    unnamed = CONTESTED if contested else REFUSED
    found = CASES.get(kind, unnamed)
    if ticket is None and "{ticket}" in found.what:
        found = unnamed
    if found is REFUSED and order is None:
        found = REFUSED_ALONE
    named = {"ticket": ticket, "order": order, "lost": lost, **names}
    filled = _Filled({name: value for name, value in named.items() if value})
    told = CONTESTED if contested else found
    return CaseWords(
        translate(told.why),
        translate(told.do),
        translate(found.what).format_map(filled),
        translate(told.safe),
        translate(told.next).format_map(filled),
    )


class _Filled(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"
