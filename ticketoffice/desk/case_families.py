"""The words of families of cases: of a ticket that had been cancelled before, of an order that was never made, of deeds that were
refused by what the centre had heard before them.

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
TARIFF_REFUSED, EXCHANGE_REFUSED = "tariff_refused", "exchange_refused_paid"
"""The same of another tariff, and of an exchange."""
REFUSED_PAID = {"tariff_changed": TARIFF_REFUSED, "order_exchanged": EXCHANGE_REFUSED}
"""By the deed, what its case is called where it was refused and money was taken with it; else it is a split's."""
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
OF_PLACES_AND_MONEY: dict[str, CaseWords] = {
    TARIFF_REFUSED: CaseWords(
        "Its tariff could not be changed, the money is here.",
        "Does it still count? Else give it back, then settle it.",
        "Money was taken for another tariff of ticket {ticket} of order {order}; the centre refused that.",
        "The ticket stands as the order shows it. The money is booked on the order: what that does not owe is its credit.",
        "Give the credit back to the customer. Is the other tariff still wanted, and not there yet? Change it again. "
        "Close the case with a note.",
    ),
    EXCHANGE_REFUSED: CaseWords(
        "It could not be exchanged, the money is here.",
        "Does it still count? Else give it back, then settle it.",
        "Money was taken for an exchange of tickets of order {order}, which were to be order {lost}; the centre refused that, and "
        "there is no order {lost}.",
        "The old tickets stand as their order shows them. The money is booked there: what it does not owe is its credit.",
        "Give the credit back to the customer. Is an exchange still wanted? Do it again. Take back tickets that were printed. "
        "Close the case with a note.",
    ),
    "same_tariff": CaseWords(
        "Its tariff had been changed elsewhere.",
        "Was money handed out? Ask for it; else settle it.",
        "Ticket {ticket} had this tariff already: it had been changed elsewhere before that.",
        "The ticket has the tariff that was wanted, and the difference counts once. Money that was handed out this time stays "
        "recorded, with a case of its own.",
        "Was money handed out this time too? Ask the customer for it and book it on the order. Close the case with a note.",
    ),
    "money_changed": CaseWords(
        "Its method had been corrected elsewhere.",
        "Ask both desks how it really came, then settle it.",
        "The method of money of order {order} was to be corrected, but this money had been corrected elsewhere before that.",
        "The correction that arrived first counts, in the drawer and in the takings. The amount and the customer's account are as "
        "they were.",
        "Ask at both desks how the money really came, or went. Is it still recorded wrongly? Correct it once more, on the order. "
        "Close the case with a note.",
    ),
    "given_back_of_it": CaseWords(
        "Its money had been given back elsewhere.",
        "Correct the refund if it went another way, then settle it.",
        "The method of a payment of order {order} was to be corrected, but money of it had been given back elsewhere before that.",
        "Payment and refund stay recorded by the methods that they had; the customer's account is as it was.",
        "Ask by which method the money came, and by which it was given back. Is the refund recorded wrongly? Correct that one. What "
        "is wrong of the payment shows when the drawer is counted: say it there. Close the case with a note.",
    ),
    "sale_stands": CaseWords(
        "It was taken back, but stands at the centre.",
        "Was its money given back? Then cancel it; else settle it.",
        "The sale of order {order} was taken back at its desk, which had no answer in time; but the centre had it, and something was "
        "done with it since.",
        "The order stands with its tickets and its payment, as the centre has it. Money that the desk gave back is not booked.",
        "Did the customer get the money back, and no tickets? Cancel what is still valid and record that refund as given. Did somebody "
        "enter? Find out who has the tickets, and ask for the money. Close the case with a note.",
    ),
    "place_held": CaseWords(
        "The house keeps its place.",
        "Find another place, or ask the house to release it.",
        "A place was to be given that the house had begun to keep before that.",
        "The house still has this place. A ticket that was to be moved or exchanged stands as it was.",
        "Choose another place with the customer, or have it released by the house. Take back a paper that was printed. Then close the "
        "case with a note.",
    ),
    "not_in_hold": CaseWords(
        "The house does not keep its place any more.",
        "Is the place free? Give it like any other, then settle it.",
        "A place was to be given as one that the house keeps, but the house had left it to everybody before that.",
        "Nobody was given this place by that. A ticket that was to be moved or exchanged stands as it was.",
        "Is the place still free? Give it like any other one; else choose another place with the customer. Take back a paper that was "
        "printed. Then close the case with a note.",
    ),
    "hold_empty": CaseWords(
        "The house had no such place left.",
        "Find another place, or ask the house for more.",
        "A place was to be given out of what the house keeps, but all of those had been given to others before that.",
        "No place was given twice. A ticket that was to be moved or exchanged stands as it was.",
        "Choose another place with the customer, or have the house keep more. Take back a paper that was printed. Then close the case "
        "with a note.",
    ),
}
"""What an exchange, a move, another tariff, a correction or a sale that was taken back met at the centre."""
