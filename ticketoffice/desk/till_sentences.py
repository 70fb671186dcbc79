"""What is said about the card terminal and the drawer when something does not go: the sentences of `desk.sentences` for both."""

from __future__ import annotations

TERMINAL: dict[str, str] = {
    "terminal_unreachable": "The card terminal does not answer ({name}). Nothing was charged. Look whether it is on and at the network, "
    "or take another method.",
    "terminal_busy": "The card terminal is at another payment. Nothing was charged for this one. Wait until it has ended.",
    "terminal_unsettled": "What became of the card payment of {amount} before this one is not known yet. Nothing was charged now. Ask the "
    "terminal about that one first.",
    "terminal_declined": "The card was not charged. Ask for another card, or take another method.",
    "earlier_charged": "The card payment of {amount} before this one was charged, and nothing was sold for it. Nothing was charged now. "
    "Use it for this cart, or give it back at the terminal.",
    "earlier_declined": "The card payment of {amount} before this one was not charged. Nothing was charged now either. Press again to "
    "take this one.",
    "charged_not_done": "{said} The card was charged {amount}: press again, and it pays without being charged once more. Else give it back "
    "at the terminal and say so on the Sell page.",
    "terminal_unknown": "Nobody knows whether the card was charged {amount}: do not take the card again. What was sold stays open. Ask the "
    "terminal once more, or look at its last receipt and say what it shows.",
}
"""Refusals of the card terminal."""

DRAWER: dict[str, str] = {
    "drawer_open": "The drawer was opened {when} by {by} and is still open. Nothing was changed. Count and close it first.",
    "drawer_forgotten": "The drawer was opened {when} and not closed. Its money is in the figures. Count and close it.",
    "drawer_closed": "The drawer of this desk is not open. Nothing was changed; cash that was taken is in the figures all the same. "
    "Open it with its float.",
    "not_so_much_there": "By the book there does not lie so much in the drawer: {amount}. Nothing was changed. Look at the amount, or "
    "write down first what was put in.",
    "unknown_move": "There is no {what} of a drawer: {moves}. Nothing was changed.",
    "unknown_currency": "The currency {currency} is not counted here: {currencies}. Nothing was changed.",
    "short_why": "This needs a reason of at least {least} characters. Nothing was changed.",
    "wrong_pieces": "{text} is no count. Nothing was written. Write the value, an x and how many: 0.50x12.",
    "no_such_piece": "There is no note or coin of {amount}, or not so many. Nothing was written.",
    "not_counted": "Not all that lies in the drawer was counted since money moved last. Nothing was changed. Count it.",
    "counted_twice": "The drawer was counted twice. Nothing was changed. Close it as it was counted, with the reason of the difference.",
    "refunds_open": "Refunds of this desk that are still to be finished or handed out: {names}. The drawer stays open. Finish them, "
    "then close.",
    "payment_open": "What became of the last card payment is not known yet. The drawer stays open. Ask the terminal, then close.",
    "taken_not_sold": "{amount} in cash was taken for a cart that is not sold. The drawer stays open. Sell the cart, or give the money "
    "back and press its part of the payment, then close.",
    "wrong_left": "{amount} cannot be left in the drawer: {left} was counted. Nothing was changed.",
    "difference_unexplained": "The drawer differs by {amount}. It stays open. Say why, then close it.",
    "no_closing": "No closing here has the number {text}. Nothing was changed.",
}
"""Refusals of the drawer."""
