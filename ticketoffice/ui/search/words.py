"""Why a row was found, in words."""

from __future__ import annotations

from ticketoffice.ui.words import translate


def matched(kind: str) -> str:
    """Why a row matched."""
    return {
        "number": translate("matched", "order number"),
        "ticket": translate("matched", "ticket number"),
        "invoice": translate("matched", "invoice"),
        "phone": translate("matched", "phone"),
        "name": translate("matched", "name"),
        "holder": translate("matched", "holder"),
        "company": translate("matched", "company"),
        "email": translate("matched", "e-mail"),
        "seat": translate("matched", "seat"),
        "note": translate("matched", "note"),
        "event": translate("matched", "event"),
        "date": translate("matched", "date"),
        "payment": translate("matched", "paid on"),
        "amount": translate("matched", "amount"),
        "method": translate("matched", "method"),
        "recent": translate("matched", "worked on last"),
    }.get(kind, kind)
