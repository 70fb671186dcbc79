"""The words of two families of cases: of a ticket that had been cancelled before, and of an order that was never made.

The rest, and who says them, is in `desk.case_words`.
"""

from __future__ import annotations

from msgspec import Struct

from ticketoffice.domain.never_made import GIVEN_NEVER_MADE, NEVER_MADE


class CaseWords(Struct, frozen=True):
    """A case in short, `why` and what to `do`, and in three sentences: what happened, what is safe meanwhile, what is next."""

    why: str
    do: str
    what: str
    safe: str
    next: str


LOOK_THEN_SETTLE = "Look at the order, then settle it."
DONE_NEVER_MADE, UNBOOKED, GIVEN_UNBOOKED = "done_never_made", "unbooked", "given_unbooked"
"""What cases are called about an order whose making was refused, where nothing could be booked on the one that it was to
replace: neither money was taken nor given; or it was, by a desk that did not say what the order was made of.
"""
SPLIT_REFUSED = "split_refused"
"""What the case of a split that was refused is called where money was taken for it."""
BEFORE_SOMEBODY, REPLACED_SINCE = "already_cancelled_by", "already_cancelled_replaced"
PAID_TWICE, GIVEN_BESIDE = "already_cancelled_paid_twice", "already_cancelled_given"
"""What it is called that a ticket had been cancelled before, by what is known: by whom; what has its place since; that money
for it was handed out twice, or once by who came second.
"""
OF_CANCELLED_BEFORE: dict[str, CaseWords] = {
    "already_cancelled": CaseWords(
        "It had been cancelled elsewhere.",
        LOOK_THEN_SETTLE,
        "Ticket {ticket} had been cancelled elsewhere before that.",
        "It is cancelled once and its place is free; it is refunded once only.",
        "Was money handed out this time too? Then it stays recorded: say so to the person in charge. "
        "Close the case with a note.",
    ),
    BEFORE_SOMEBODY: CaseWords(
        "It had been cancelled elsewhere.",
        LOOK_THEN_SETTLE,
        "Ticket {ticket} had been cancelled elsewhere before that: {first}.",
        "It is cancelled once and its place is free; it is refunded once only.",
        "Was money handed out this time too? Then it stays recorded: say so to the person in charge. "
        "Close the case with a note.",
    ),
    REPLACED_SINCE: CaseWords(
        "It had been replaced elsewhere.",
        "Ask whether what replaced it is wanted; else cancel that.",
        "Ticket {ticket} had been replaced elsewhere before that: {first}. {successors} came in its place.",
        "What replaced it counts, and its place is held; the old ticket lets nobody in.",
        "Ask the customer: is order {successor} wanted? If not, cancel {successors} there, and the place is free. "
        "Then close the case with a note.",
    ),
    PAID_TWICE: CaseWords(
        "It had been cancelled elsewhere, and was paid out twice.",
        "Ask who handed it out the second time, then settle it.",
        "Ticket {ticket} had been cancelled elsewhere before that: {first}. Money for it was handed out both times: {given} too much.",
        "It is cancelled once and its place is free. Both hand-outs stay recorded; what was too much is counted once, "
        "with the case of the hand-out.",
        "Speak to {by} at desk {desk}, who handed out the second time, and ask the customer for {given}. Close the case with a note.",
    ),
    GIVEN_BESIDE: CaseWords(
        "It had been cancelled elsewhere, and money was handed out.",
        "Give nothing more for it, then settle it.",
        "Ticket {ticket} had been cancelled elsewhere before that: {first}. This time {given} were handed out for it.",
        "It is cancelled once and its place is free. The hand-out stays recorded.",
        "Speak to {by} at desk {desk}, who handed it out. What else was promised for this ticket is not to be given as well. "
        "Close the case with a note.",
    ),
    "already_reinstated": CaseWords(
        "It had been reinstated elsewhere.",
        LOOK_THEN_SETTLE,
        "Ticket {ticket} had been reinstated elsewhere before that.",
        "The ticket that was made there has the place and counts; the one that was made here lets nobody in.",
        "Take back a ticket that was printed here, and give the customer the one that counts. Close the case with a note.",
    ),
}
OF_ORDERS_NEVER_MADE: dict[str, CaseWords] = {
    NEVER_MADE: CaseWords(
        "Its order was refused, the money is here.",
        "Does it still count? Else give it back, then settle it.",
        "Money was taken for order {lost}, which was to replace order {order}; the centre refused that, and there is no "
        "order {lost}.",
        "The money is booked on the order that it was to replace: what that does not owe is its credit.",
        "Is order {order} still wanted? Then it counts there; else give it back to the customer. Close the case with a note.",
    ),
    GIVEN_NEVER_MADE: CaseWords(
        "Its order was refused, money was handed out.",
        "Compare it with what was taken, then settle it.",
        "Money was handed out for order {lost}, which was to replace order {order}; the centre refused that, and there is no "
        "order {lost}.",
        "The hand-out is booked on the order that it was to replace: only what is left of its credit is still owed.",
        "Compare it with what was taken for order {order}. Close the case with a note.",
    ),
    SPLIT_REFUSED: CaseWords(
        "It could not be split, the money is here.",
        "Does it still count? Else give it back, then settle it.",
        "Money was taken for tickets of order {order}, which were to be order {lost}; the centre refused that, and there is no "
        "order {lost}.",
        "The money is booked on the order that was to be split: what that does not owe is its credit.",
        "Is order {order} still wanted? Then it counts there; else give it back to the customer. Take back tickets that were "
        "printed. Close the case with a note.",
    ),
    UNBOOKED: CaseWords(
        "Its order was refused, the money is here.",
        "Book it on the order that stands, or give it back.",
        "Money was taken for order {lost}, which was to replace order {order}; the centre refused that, and there is no "
        "order {lost}. It could be booked on no other one.",
        "The payment stays recorded with this case; it counts for no order.",
        "Does order {order} still wait for its money? Book it there; else give it back to the customer. "
        "Close the case with a note.",
    ),
    GIVEN_UNBOOKED: CaseWords(
        "Its order was refused, money was handed out.",
        "Compare it with what was taken, then settle it.",
        "Money was handed out for order {lost}, which was to replace order {order}; the centre refused that, and there is no "
        "order {lost}. It could be booked on no other one.",
        "The hand-out stays recorded with this case; nothing more is to be given back for it.",
        "Compare it with what was taken for order {lost}. Close the case with a note.",
    ),
    DONE_NEVER_MADE: CaseWords(
        "Its order was refused.",
        "Is it still wanted? Do it on the order that stands.",
        "This was done on order {lost}, which was to replace order {order}; the centre refused that, and there is no order {lost}.",
        "It changed nothing; the order that it was to replace stands as the centre has it.",
        "Is it still wanted on order {order}? Do it there. Close the case with a note.",
    ),
}
REFUSED_DEEDS: dict[tuple[str | None, str], str] = {
    ("goodwill_refunded", "over_payment"): "goodwill_given_before",
    ("credit_refunded", "over_payment"): "credit_given_before",
    ("credit_refunded", "no_credit"): "credit_given_before",
    ("cancellation_finished", "already_finished"): "finished_before",
    ("cancellation_finished", "over_payment"): "finished_beyond",
    ("cancellation_kept", "final"): "kept_too_late",
    ("cancellation_kept", "not_cancelled"): "kept_before",
}
"""What the case of a refused deed is called by the deed and the reason, where the reason alone says too little."""
OF_REFUSED_DEEDS: dict[str, CaseWords] = {
    "goodwill_given_before": CaseWords(
        "It had been refunded elsewhere.",
        "Was money handed out? Ask for it; else settle it.",
        "For ticket {ticket} of order {order} no more was left to give out of goodwill: it had been given back elsewhere before that.",
        "What was promised this time is not to be given. Money that was handed out stays recorded, with a case of its own.",
        "Was money handed out this time too? Ask the customer for it and book it on the order. Close the case with a note.",
    ),
    "credit_given_before": CaseWords(
        "Its credit had been given back elsewhere.",
        "Was money handed out? Ask for it; else settle it.",
        "The credit of order {order} had been given back elsewhere before that, or counted for something else.",
        "What was promised this time is not to be given. Money that was handed out stays recorded, with a case of its own.",
        "Was money handed out this time too? Ask the customer for it and book it on the order. Close the case with a note.",
    ),
    "finished_before": CaseWords(
        "Its refund had been recorded elsewhere.",
        "Compare both refunds, then settle it.",
        "Reason and refund of ticket {ticket} had been recorded elsewhere before that.",
        "The refund that was recorded first counts. Money that was handed out this time stays recorded, with a case of its own.",
        "Look at the order: does the customer know which refund counts? Was money handed out this time too? Ask for what was too "
        "much. Close the case with a note.",
    ),
    "finished_beyond": CaseWords(
        "More was to be given back than was left.",
        "Record its refund again, then settle it.",
        "For ticket {ticket} of order {order} more was to be given back than was left of what was paid.",
        "The ticket stays cancelled and its place is free. Reason and refund are not recorded.",
        "Finish the cancellation again, with what is left. Then close the case with a note.",
    ),
    "kept_too_late": CaseWords(
        "It could not be kept any more.",
        "Is it still wanted? Reinstate it, then settle it.",
        "Ticket {ticket} was to be kept, but its cancellation could no longer be taken back.",
        "The ticket stays cancelled and lets nobody in.",
        "Does the customer still want to come? Reinstate it, under a new number, where its place is free. Close the case with a note.",
    ),
    "kept_before": CaseWords(
        "It had been taken back elsewhere.",
        LOOK_THEN_SETTLE,
        "A ticket of order {order} was to be kept, but its cancellation does not stand at the centre: it was refused or taken "
        "back before that.",
        "The ticket stands as the order shows it.",
        "Look whether the order shows what the customer wants. Close the case with a note.",
    ),
}
