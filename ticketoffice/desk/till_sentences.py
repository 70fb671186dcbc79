"""What is said about the card terminal and the drawer when something does not go: the sentences of `desk.sentences` for both."""

from __future__ import annotations

TERMINAL: dict[str, str] = {
    "terminal_unreachable": "The card terminal does not answer ({name}). Nothing was charged. Look whether it is on and at the network, "
    "or take another method.",
    "terminal_busy": "The card terminal is at another payment. Nothing was charged for this one. Wait until it has ended.",
    "terminal_unsettled": "What became of the card payment of {amount} before this one is not known yet. Nothing was charged now. Ask the "
    "terminal about that one first.",
    "terminal_declined": "The card was not charged. Ask for another card, or take another method.",
    "terminal_unknown": "Nobody knows whether the card was charged {amount}: do not take the card again. What was sold stays open. Ask the "
    "terminal once more, or look at its last receipt and say what it shows.",
}
"""Refusals of the card terminal."""
