"""What cases and credits are called: in short for a line of a list, in whole sentences for who settles them; in English,
the screens translate it. One table, for every list, command and screen.

A case is closed by a person alone; none of these sentences asks to try again.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


class CaseWords(Struct, frozen=True):
    """A case in short, `why` and what to `do`, and in three sentences: what happened, what is safe meanwhile, what is next."""

    why: str
    do: str
    what: str
    safe: str
    next: str


_LOOK = "Look at the order, tell the customer what stands, and close the case with a note."
GIVE_IT_BACK = "Give it back to the customer."
ASK_THERE = "Ask there first, then give it back."
THEN_SETTLE = "Give it back, then settle it."
NOTHING_OWED = "Nothing is owed any more: settle it with a note."
FIND_OUT = "Find out who it was, then settle it."
LOOK_THEN_SETTLE = "Look at the order, then settle it."
CREDITS: dict[str, tuple[str, str]] = {
    "overpaid": ("More was paid than is owed.", GIVE_IT_BACK),
    "released": ("It was paid in part and released.", GIVE_IT_BACK),
    "late_payment": ("The money came too late.", "Give it back, or reserve anew."),
    "cancelled_at_source": ("Its source cancelled it, with no refund.", ASK_THERE),
}
"""Why a customer has credit, and what to do about it."""
OF_CREDIT = ("paid_late", "credit_of_released")
"""The cases that a credit opened; once it is gone they are called `_settled`."""
SETTLED = "_settled"
CASES: dict[str, CaseWords] = {
    "already_cancelled": CaseWords(
        "It had been cancelled elsewhere.",
        LOOK_THEN_SETTLE,
        "Ticket {ticket} had been cancelled elsewhere before it was cancelled here.",
        "It is cancelled once and its place is free; it is refunded once only.",
        "Was money handed out here too? Then it stays recorded: say so to the person in charge. Close the case with a note.",
    ),
    "used": CaseWords(
        "It had entered before it was cancelled.",
        "Refund it as goodwill, or undo the entry.",
        "Ticket {ticket} had entered before its cancellation arrived.",
        "It stays used and its place is not sold again. Money that was handed out here stays recorded.",
        "With a second person: a goodwill refund, or undo the entry. Then close the case with a note.",
    ),
    "replaced": CaseWords(
        "It had been replaced before.",
        "Ask which ticket is not wanted.",
        "Ticket {ticket} had been replaced elsewhere before it was cancelled here.",
        "The ticket that replaced it counts; this one lets nobody in.",
        "Ask the customer which ticket is not wanted, and cancel that one. Then close the case with a note.",
    ),
    "not_invoice_pending": CaseWords(
        "It no longer waited for its invoice.",
        "Open it and do again what is wanted.",
        "Order {order} no longer waited for its invoice when it was changed here.",
        "The order stands as the centre has it; the new order that was made here is gone.",
        "Open the order and do again what is still wanted. Take back papers that were given. Then close the case with a note.",
    ),
    "performance_over": CaseWords(
        "The performance was over.",
        "Refund it as goodwill, then settle it.",
        "The performance was over when this arrived at the centre.",
        "The order stands as it was. Money that was handed out here stays recorded.",
        "With a second person: a goodwill refund. Then close the case with a note.",
    ),
    "place_taken": CaseWords(
        "Somebody else had been given its place.",
        "Find another place, or give it back.",
        "The place of ticket {ticket} had been given to somebody else.",
        "One person has this place. Money that was taken here is booked as credit of the order.",
        "Choose another place with the customer, or give the money back. Then close the case with a note.",
    ),
    "displaced": CaseWords(
        "Its place has another ticket too.",
        "Find another place for one of them.",
        "The place of ticket {ticket} belongs to somebody else here.",
        "One person has this place; the control point says LOOK for the other ticket.",
        "Choose another place with the customer, or give the money back. Then close the case with a note.",
    ),
    "over_refund": CaseWords(
        "Too much was given back.",
        "Ask who gave it, then settle it.",
        "Order {order}: more was given back than was paid.",
        "Both refunds stay recorded as they were handed out.",
        "Ask the customer for what was given too much, or leave it. Close the case with a note.",
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
    "credit_of_released": CaseWords(
        "It was paid in part and released.",
        THEN_SETTLE,
        "Order {order} was released although something had been paid.",
        "The money is booked as credit of the order.",
        "Give it back, or bring the order back. Then close the case with a note.",
    ),
    "paid_late_settled": CaseWords(
        "The money came too late.",
        NOTHING_OWED,
        "Order {order} was paid after it had been cancelled.",
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
        "Somebody entered with ticket {ticket}, which was cancelled.",
        "The cancellation stands; the entry is recorded beside it.",
        "Was its place sold again? Then two people look for it: offer one of them another place. Close the case with a note.",
    ),
    "admitted_twice": CaseWords(
        "The ticket was let in twice.",
        FIND_OUT,
        "Somebody entered with ticket {ticket} a second time.",
        "Both entries are recorded; the ticket lets nobody else in.",
        "Look who sits on its place. Close the case with a note.",
    ),
    "unknown_order": CaseWords(
        "Its order is not here.",
        FIND_OUT,
        "The centre does not know the order that this was about.",
        "What was done here is kept as it was.",
        "Look for the order by its customer. Close the case with a note.",
    ),
    "unknown_ticket": CaseWords(
        "Its ticket is not here.",
        FIND_OUT,
        "Order {order} has no such ticket at the centre.",
        "What was done here is kept as it was.",
        _LOOK,
    ),
}
REFUSED = CaseWords(
    "What was done was refused elsewhere.",
    LOOK_THEN_SETTLE,
    "The centre refused what was done here with order {order}.",
    "The order stands as the centre has it. Money that was taken or handed out here stays recorded.",
    _LOOK,
)
CONTESTED = CaseWords(
    "Somebody else changed it first.",
    "Wait for the answer of the centre.",
    "Somebody else changed order {order} before this arrived at the centre.",
    "The order stands as the centre has it. Money that was taken or handed out here stays recorded. The centre still has to say no.",
    "Tell the customer what stands, and do nothing more with this ticket until the centre has answered.",
)
_ALL = (*CASES.values(), REFUSED, CONTESTED)
TOLD_OF_CASES = tuple(
    dict.fromkeys(
        text for words in (*CREDITS.values(), *((w.why, w.do, w.what, w.safe, w.next) for w in _ALL)) for text in words
    )
)
"""All that is translated of it."""


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
    contested: bool = False,
    translate: Callable[[str], str] = lambda text: text,
) -> CaseWords:
    """The words of a case of this kind; what is contested says that the centre has not answered yet."""
    unnamed = CONTESTED if contested else REFUSED
    found = CASES.get(kind, unnamed)
    if ticket is None and "{ticket}" in found.what:
        found = unnamed
    names = {"ticket": ticket or "?", "order": order or "?"}
    told = CONTESTED if contested else found
    return CaseWords(
        translate(told.why),
        translate(told.do),
        translate(found.what).format_map(names),
        translate(told.safe),
        translate(told.next),
    )
