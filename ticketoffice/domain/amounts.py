"""Amounts as people type them: 30.5, 30,50, 1'000, 1 000 and 12.– are one language.

Worked examples: "30,50" is 3050 minor units, "1'000" is 100000, "1.234,50" is 123450, "12.-" is 1200; "12.345" is nothing sure and None.
"""

from __future__ import annotations

import re

MINUS = "\N{MINUS SIGN}"
_GROUPS = re.compile(r"[\s'’\u00a0\u202f]")
_SIMPLE = re.compile(r"\d{1,10}(?:[.,]\d{1,2})?")
_WHOLE = re.compile(r"(\d{1,10})[.,][-–—]+")
_GROUPED = re.compile(r"(\d{1,3}(?:([.,])\d{3})+)([.,])(\d{1,2})")


def amount_text(amount: int, currency: str) -> str:
    """An amount in minor units as everybody here reads it: CHF 1'234.50, with a real minus."""
    whole, cents = divmod(abs(amount), 100)
    sign = MINUS if amount < 0 else ""
    return f"{currency} {sign}{whole:,}".replace(",", "'") + f".{cents:02d}"


def plain_amount(amount: int) -> str:
    """An amount in minor units as it is typed: 30.00."""
    return f"{amount // 100}.{amount % 100:02d}"


def parse_amount(text: str) -> int | None:
    """Minor units of a currency with two decimals, or None where the text is no amount."""
    plain = _GROUPS.sub("", text.strip())
    if _SIMPLE.fullmatch(plain):
        whole, _, part = plain.replace(",", ".").partition(".")
        return int(whole) * 100 + int(part.ljust(2, "0") or 0)
    whole_only = _WHOLE.fullmatch(plain)
    if whole_only is not None:
        return int(whole_only.group(1)) * 100
    grouped = _GROUPED.fullmatch(plain)
    if grouped is None or grouped.group(2) == grouped.group(3):
        return None
    return int(re.sub(r"[.,]", "", grouped.group(1))) * 100 + int(grouped.group(4).ljust(2, "0"))
