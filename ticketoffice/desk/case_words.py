"""What a case says: what happened, what is safe meanwhile, what to do; in English, the screens translate it.

A case is closed by a person alone; none of these sentences asks to try again.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


class CaseWords(Struct, frozen=True):
    """The three sentences of a case."""

    what: str
    safe: str
    next: str


_LOOK = "Look at the order, tell the customer what stands, and close the case with a note."
CASES: dict[str, CaseWords] = {
    "already_cancelled": CaseWords(
        "Ticket {ticket} had been cancelled elsewhere before it was cancelled here.",
        "It is cancelled once and its place is free; it is refunded once only.",
        "Was money handed out here too? Then it stays recorded: say so to the person in charge. Close the case with a note.",
    ),
    "used": CaseWords(
        "Ticket {ticket} had entered before its cancellation arrived.",
        "It stays used and its place is not sold again. Money that was handed out here stays recorded.",
        "With a second person: a goodwill refund, or undo the entry. Then close the case with a note.",
    ),
    "replaced": CaseWords(
        "Ticket {ticket} had been replaced elsewhere before it was cancelled here.",
        "The ticket that replaced it counts; this one lets nobody in.",
        "Ask the customer which ticket is not wanted, and cancel that one. Then close the case with a note.",
    ),
    "not_invoice_pending": CaseWords(
        "Order {order} no longer waited for its invoice when it was changed here.",
        "The order stands as the centre has it; the new order that was made here is gone.",
        "Open the order and do again what is still wanted. Take back papers that were given. Then close the case with a note.",
    ),
    "performance_over": CaseWords(
        "The performance was over when this arrived at the centre.",
        "The order stands as it was. Money that was handed out here stays recorded.",
        "With a second person: a goodwill refund. Then close the case with a note.",
    ),
    "place_taken": CaseWords(
        "The place of ticket {ticket} had been given to somebody else.",
        "One person has this place. Money that was taken here is booked as credit of the order.",
        "Choose another place with the customer, or give the money back. Then close the case with a note.",
    ),
    "displaced": CaseWords(
        "The place of ticket {ticket} belongs to somebody else here.",
        "One person has this place; the control point says LOOK for the other ticket.",
        "Choose another place with the customer, or give the money back. Then close the case with a note.",
    ),
    "over_refund": CaseWords(
        "Order {order}: more was given back than was paid.",
        "Both refunds stay recorded as they were handed out.",
        "Ask the customer for what was given too much, or leave it. Close the case with a note.",
    ),
    "double_payment": CaseWords(
        "Order {order} was paid twice, here and where it came from.",
        "Both payments are booked; nothing is lost.",
        "Ask first whether it was given back where it came from; if not, give back what was paid too much. "
        "Then close the case with a note.",
    ),
    "paid_late": CaseWords(
        "Order {order} was paid after it had been cancelled.",
        "The money is booked as credit of the order.",
        "Are its places still free? Bring the order back; else give the money back. Then close the case with a note.",
    ),
    "credit_of_released": CaseWords(
        "Order {order} was released although something had been paid.",
        "The money is booked as credit of the order.",
        "Give it back, or bring the order back. Then close the case with a note.",
    ),
    "admitted_on_cancelled": CaseWords(
        "Somebody entered with ticket {ticket}, which was cancelled.",
        "The cancellation stands; the entry is recorded beside it.",
        "Was its place sold again? Then two people look for it: offer one of them another place. Close the case with a note.",
    ),
    "admitted_twice": CaseWords(
        "Somebody entered with ticket {ticket} a second time.",
        "Both entries are recorded; the ticket lets nobody else in.",
        "Look who sits on its place. Close the case with a note.",
    ),
    "unknown_order": CaseWords(
        "The centre does not know the order that this was about.",
        "What was done here is kept as it was.",
        "Look for the order by its customer. Close the case with a note.",
    ),
    "unknown_ticket": CaseWords(
        "Order {order} has no such ticket at the centre.",
        "What was done here is kept as it was.",
        _LOOK,
    ),
}
REFUSED = CaseWords(
    "The centre refused what was done here with order {order}.",
    "The order stands as the centre has it. Money that was taken or handed out here stays recorded.",
    _LOOK,
)
CONTESTED = CaseWords(
    "Somebody else changed order {order} before this arrived at the centre.",
    "The order stands as the centre has it. Money that was taken or handed out here stays recorded. The centre still has to say no.",
    "Tell the customer what stands, and do nothing more with this ticket until the centre has answered.",
)
TOLD_OF_CASES = tuple(
    dict.fromkeys(
        text for words in (*CASES.values(), REFUSED, CONTESTED) for text in (words.what, words.safe, words.next)
    )
)


def case_words(
    kind: str,
    *,
    ticket: str | None,
    order: str | None,
    contested: bool = False,
    translate: Callable[[str], str] = lambda text: text,
) -> CaseWords:
    """The sentences of a case of this kind; what is contested says that the centre has not answered yet."""
    found = CASES.get(kind, CONTESTED if contested else REFUSED)
    if ticket is None and "{ticket}" in found.what:
        found = CONTESTED if contested else REFUSED
    names = {"ticket": ticket or "?", "order": order or "?"}
    what, safe = translate(found.what).format_map(names), translate(found.safe)
    return CaseWords(
        what, translate(CONTESTED.safe) if contested else safe, translate(CONTESTED.next if contested else found.next)
    )
