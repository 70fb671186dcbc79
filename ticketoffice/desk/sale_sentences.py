"""What a "no" says to whoever sells: part of the sentences of `desk.sentences`."""

from __future__ import annotations

SALE_SENTENCES: dict[str, str] = {
    "nothing_chosen": "No ticket is chosen. Nothing was sold. Choose at least one.",
    "several_performances": "Several performances on sale are called {name}. Nothing was changed. Name one of them: {names}.",
    "no_zone": "This performance has no zone {zone}. Nothing was sold. It has: {names}.",
    "no_tariff": "Zone {zone} has no tariff {tariff}. Nothing was sold. It has: {names}.",
    "unknown_place": "There is no seat {seat} in zone {zone}. Nothing was sold. Choose a seat on the plan, or leave it out "
    "to be given the best one.",
    "seat_needed": "Zone {zone} has numbered seats. Nothing was sold. Name a seat, or let the best one be chosen.",
    "no_seats": "Zone {zone} has no numbered seats. Nothing was sold. Leave the seat out.",
    "place_taken": "{seat} has just been taken. Nothing was sold, no money was booked. Choose another seat.",
    "too_many_at_once": "One order has {most} tickets at most. Nothing was sold, no money was booked. Sell them as several orders.",
    "seat_once": "One seat is one ticket, and {seat} was named for several. Nothing was sold. Leave out how many, or the seat.",
    "place_twice": "One seat was chosen twice. Nothing was sold. Choose another one for one of the tickets.",
    "places_unknown": "This book does not know how many places zone {zone} has. Nothing was sold. Say how many there are, or take "
    "in the file that says it.",
    "sold_out": "There are not so many free places in zone {zone}. Nothing was sold, no money was booked. Take fewer, or another zone.",
    "sale_ended": "The desks sell this performance no longer: their sale ended {when}. Nothing was sold.",
    "performance_over_for_sale": "This performance is over. Nothing was sold. Choose another one.",
    "several_currencies": "Some of it is paid in {currency} and some in {other}. Nothing was sold. Sell it as two orders.",
    "nothing_paid": "Nobody said how it is paid. Nothing was sold. Choose a method.",
    "pays_alone": "{method} is not mixed with another method. Nothing was sold. Choose one of them.",
    "charge_spent": "Something was sold for this card payment already, or it was given back, or it is of another amount. Nothing was "
    "sold. Look at the terminal's last receipt, then take the money anew.",
    "correction_needs_note": "A correction says what had gone wrong. Nothing was changed. Type it as the note.",
    "nothing_to_correct": "This order has no such money that a desk took or handed out. Nothing was changed. Look at its payments.",
    "several_to_correct": "Several fit: {names}. Nothing was changed. Name the method and the amount.",
    "same_method": "It is recorded as {method} already. Nothing was changed. Choose the method by which it really came.",
    "no_coins_for": "{amount} cannot have been paid in cash: there are no coins for it. Nothing was changed. Look at the receipt.",
    "given_back_of_it": "Money of order {order} was given back of this payment already. Nothing was changed. Correct the refund instead, "
    "if it went another way.",
    "not_taken_here": "This money of order {order} was not taken at a desk. Nothing was changed. Correct it where it was taken.",
    "money_changed": "The money of order {order} has changed meanwhile. Nothing was changed by this. Look at its payments again.",
    "nothing_left_to_pay": "Nothing is left to pay for {amount} by {method}: what stands before it pays all. Nothing was sold, no "
    "money was booked. Leave it out, or take less before it.",
    "still_to_pay": "{left} are still to be paid. Nothing was sold, no money was booked. Take the rest, by any method.",
    "invoice_needs_customer": "An invoice needs the customer's name. Nothing was sold. Type it, then sell again.",
    "free_needs_note": "A free ticket says who invites. Nothing was sold. Type it as the note.",
    "lowered_needs_note": "A lowered price needs a reason. Nothing was sold. Type it as the note.",
    "place_held": "{seat} is kept by the house ({hold}). Nothing was sold. Choose another seat, or sell it from there and say who "
    "invites.",
    "no_hold": "The house keeps no such places any more. Nothing was sold. Choose again.",
    "no_hold_called": "The house keeps nothing called {hold} here. Nothing was changed. It keeps: {names}.",
    "several_holds": "The house keeps several things called {hold} here. Nothing was changed. Name one of them: {names}.",
    "hold_released": "The places kept by the house ({hold}) were released {when}. Nothing was sold. Sell them like any others.",
    "not_in_hold": "{seat} is not kept by the house ({hold}). Nothing was sold. Choose a seat that is.",
    "hold_empty": "Left of what the house keeps ({hold}): {rest}. Nothing was sold. Take fewer, or others.",
    "hold_needs_note": "A place that the house keeps says who invites. Nothing was sold. Type it as the note.",
    "no_hold_kind": "The house keeps places of these kinds: {names}; {kind} is none. Nothing was kept. Choose one of them.",
    "hold_needs_places": "Nobody said which places of zone {zone} are kept. Nothing was kept. Name seats where they are numbered, else "
    "how many.",
    "hold_too_large": "Free places there: {rest}, fewer than the {places} that the house is to keep. Nothing was kept. Keep fewer.",
    "hold_ends_at_once": "They would be released already. Nothing was kept. Choose a later time.",
    "hold_name_too_long": "A name of kept places has at most {most} characters. Nothing was kept. Type a shorter one.",
    "unpaid_exchange": "Order {order} is not paid yet, so its tickets pay for nothing. Nothing was changed. Take its payment first, or "
    "cancel the tickets.",
    "group_too_small": "Tariff {tariff} is for {least} tickets or more; these are {count}. Nothing was sold. Take more, or another tariff.",
    "companion_alone": "Tariff {tariff} goes with {other}, one for each, and there are not so many. Nothing was sold. Add {other}, or take "
    "another tariff.",
    "wrong_condition": "Tariff {tariff} of zone {zone} cannot depend on {said}. Nothing was changed. Type from how many tickets on it is, "
    "{least} to {most}, or another tariff that it goes with.",
    "condition_needs_tariff": "{text} is no condition of a tariff. Nothing was changed. Type it like Group: 10, Companion: Wheelchair.",
    "which_ticket": "Order {order} has several tickets, or none that is valid. Nothing was changed. Scan the ticket, or type its number.",
    "given_back_twice": "Ticket {ticket} is given back already. Nothing was changed. Name another one.",
    "lowered_not_exchanged": "One of the new tickets costs more by its tariff than it is offered for, and a lowered price is not paid with "
    "old tickets. Nothing was changed. Look at its price again, or sell it.",
    "refunded_already": "Money was given back for ticket {ticket} already. Nothing was changed. It pays for nothing any more.",
    "same_place": "Ticket {ticket} has this place already. Nothing was changed. Choose another one.",
    "same_tariff": "Ticket {ticket} has this tariff already. Nothing was changed. Choose another one.",
    "other_performance": "Ticket {ticket} is for another performance. Nothing was changed. Exchange it instead.",
    "other_price": "This place costs {above}, ticket {ticket} costs {left}. Nothing was changed. Exchange it, or choose "
    "a place of its price.",
    "nothing_on_sale": "No performance is on sale here that these tickets could be exchanged for. Nothing was changed. Take in the file "
    "with the prices, or cancel the tickets.",
    "no_other_place": "No other place at the price of ticket {ticket} is free. Nothing was changed. Exchange it for another zone or date.",
    "no_other_tariff": "The zone of ticket {ticket} has no other tariff. Nothing was changed. Exchange it for another zone.",
    "no_name": "Nobody is named. Nothing was changed. Type the holder's name.",
    "not_valid": "Ticket {ticket} is not valid, so no paper is given for it. Nothing was printed. Look at its order.",
    "catalogue_of_the_centre": "What is on sale comes from the centre. Nothing was changed. Change it there: `ticketoffice central "
    "catalogue`.",
    "of_its_source": "{performance} comes from {source}. Nothing was changed. Change it there, and take its next file in.",
    "no_time": "{text} is no time. Nothing was changed. Type it like 2026-11-06 20:00.",
    "event_needs_name": "An event needs a name of at most {most} characters. Nothing was made. Type one.",
    "event_needs_time": "An event needs a day and a time. Nothing was changed. Type them, like 2026-11-06 and 20:00.",
    "event_needs_zone": "An event needs at least one zone with a price. Nothing was made. Add one.",
    "no_currency": "{currency} is no currency that tickets are sold in. Nothing was made. Type three letters, like CHF.",
    "event_over": "A performance at that time would be over already. Nothing was changed. Type a day and a time that are still to come.",
    "event_is_there": "That is there already: {performance}. Nothing was made. Choose another day, or change that one.",
    "zone_twice": "Two zones have one name. Nothing was made. Call one of them otherwise.",
    "zone_needs_price": "Zone {zone} has no price. Nothing was made. Add a tariff.",
    "zone_needs_places": "Zone {zone} needs a number of places from 1 to {most}. Nothing was changed. Type one; of numbered seats the plan "
    "says it.",
    "zone_needs_name": "A zone has no name. Nothing was changed. Type one, like Hall.",
    "price_needs_tariff": "Price {price} of zone {zone} has no tariff. Nothing was changed. Name one, like Adult.",
    "tariff_needs_price": "Tariff {tariff} of zone {zone} has no price. Nothing was changed. Type an amount like 30.00.",
    "tariff_twice": "Zone {zone} has tariff {tariff} twice. Nothing was changed. Call one of them otherwise.",
    "no_category": "The plan has no category {category}. Nothing was made. It has: {names}.",
    "capacity_below": "{taken} places of zone {zone} are taken already. Nothing was changed. Type at least as many.",
    "ends_before_it_starts": "It would end before it starts. Nothing was made. Look at both times.",
    "sale_stands": "Order {order} is not a sale of this moment any more. Nothing was changed. Cancel its tickets instead.",
    "centre_sells": "This desk works with a centre, which sells these places. Nothing was changed. Do it where the centre answers.",
    "not_set_aside": "{seat} has just been taken at another desk. Nothing was sold, no money was booked. Choose another seat.",
    "not_answered": "The centre did not confirm the sale ({why}). It is taken back: hand nothing out, and give back what was "
    "paid.",
    "not_confirmed": "The centre refused the sale: {said} It is taken back: hand nothing out, and give back what was paid.",
    "exchange_refused": "The centre refused it: {said} The old ticket is valid as before. Hand nothing out; what was paid now is credit "
    "of its order: give it back.",
    "exchange_waits": "The centre did not confirm it ({why}). It is recorded here and goes there when the line is back. Hand nothing out "
    "before the order says that it was accepted.",
    "centre_away": "The centre does not answer ({why}), and this desk sells nothing that the centre does not keep for it. Nothing was "
    "sold. Sell again when the line is back.",
}
