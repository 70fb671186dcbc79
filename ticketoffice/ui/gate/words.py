"""What the control point answers, in words."""

from __future__ import annotations

from ticketoffice.ui.words import translate


def check_reason(reason: str) -> str:
    """The control point's reason in words."""
    return {
        "valid": translate("gate", "valid"),
        "cancelled": translate("gate", "CANCELLED"),
        "unpaid": translate("gate", "NOT PAID"),
        "used": translate("gate", "ALREADY USED"),
        "unknown": translate("gate", "UNKNOWN TICKET"),
        "wrong_performance": translate("gate", "OTHER PERFORMANCE"),
        "wrong_zone": translate("gate", "OTHER ZONE"),
        "too_early": translate("gate", "TOO EARLY"),
        "over": translate("gate", "PERFORMANCE OVER"),
        "displaced": translate("gate", "PLACE TAKEN TWICE"),
        "change_refused": translate("gate", "CHANGE REFUSED"),
    }.get(reason, reason)


def check_answer(answer: str) -> str:
    """GO, LOOK or STOP in the language of the screens."""
    return {"GO": translate("gate", "GO"), "LOOK": translate("gate", "LOOK"), "STOP": translate("gate", "STOP")}.get(
        answer, answer
    )
