"""The cash drawer that hangs at a receipt printer: it opens for cash alone."""

from __future__ import annotations

from ticketoffice.domain.rules import in_coins
from ticketoffice.printing.renderers.escpos import drawer_kick


def kick_for(*methods: str) -> bytes:
    """What opens the drawer where one of these methods of payment or refund is cash; else nothing."""
    return drawer_kick() if any(in_coins(method) for method in methods) else b""
