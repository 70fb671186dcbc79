"""Who a thing is: ids made where the thing is made, commitments to personal data, numbers that people read.

An id is 128 bits as 32 lower-case hexadecimal digits. What is imported gets an id from its source and external number,
so that the same line read twice is the same thing. Personal data never stands in an operation: only its commitment,
SHA-256(salt ‖ canonical fields).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from ticketoffice.domain.canonical import canonical

_SPACE = bytes.fromhex("6f1c3b0e4c0e5f0a9d530b6d7a3c1e52")
_VARIANT = dict(zip("0123456789abcdef", "89ab" * 4, strict=True))
ALPHABET = "23456789BCDFGHJKLNPRSTVX"
MILLISECOND = 12
"""So many digits of a time-ordered id say when it was made."""


def id_from(*names: str | int) -> str:
    """The id of the thing with these names (UUIDv5): the same names give the same id on every machine."""
    digest = hashlib.sha1(_SPACE + "\x1f".join(map(str, names)).encode(), usedforsecurity=False).hexdigest()
    return f"{digest[:12]}5{digest[13:16]}{_VARIANT[digest[16]]}{digest[17:32]}"


def child_id(parent: str, *, name: str) -> str:
    """An id derived from another one, for rows that an operation makes without naming them."""
    return hashlib.sha256(f"{parent}/{name}".encode()).hexdigest()[:32]


def time_id(*, at: int, random: bytes) -> str:
    """A time-ordered id (UUIDv7) of an instant in microseconds and ten random bytes."""
    value = (at // 1000) << 80 | int.from_bytes(random, "big")
    value = value & ~(0xF << 76) | 7 << 76
    value = value & ~(0x3 << 62) | 2 << 62
    return f"{value:032x}"


def following(last: str, drawn: str) -> str:
    """The id that was `drawn`, or the one after the `last` where both are of one millisecond and it would stand before that."""
    same = last[:MILLISECOND] == drawn[:MILLISECOND]
    return f"{int(last, 16) + 1:032x}" if same and drawn <= last else drawn


def commitment(*, salt: str, fields: Mapping[str, object]) -> str:
    """What an operation holds of personal data: 64 hexadecimal digits of SHA-256(salt ‖ canonical fields)."""
    return hashlib.sha256(bytes.fromhex(salt) + canonical(dict(fields))).hexdigest()


def order_number(random: bytes) -> str:
    """A new order number: seven characters drawn from seven random bytes and a check character. Example: `B7K3DXP` + `V`."""
    drawn = "".join(ALPHABET[byte % len(ALPHABET)] for byte in random[:7])
    return drawn + check_character(drawn)


def check_character(text: str) -> str:
    """The check character (Luhn mod 24): one wrong character, or two neighbours swapped, is caught."""
    total, factor = 0, 2
    for letter in reversed(text):
        product = factor * ALPHABET.index(letter)
        total += product // len(ALPHABET) + product % len(ALPHABET)
        factor = 1 if factor == 2 else 2
    return ALPHABET[-total % len(ALPHABET)]


def invoice_number(letter: str, number: int) -> str:
    """A number of a desk's own series: A-00012."""
    return f"{letter}-{number:05d}"


def closing_number(letter: str, number: int) -> str:
    """The number of a closing of a desk's drawer: ZA-00012."""
    return f"Z{letter}-{number:05d}"


def ticket_number(random: bytes) -> str:
    """A new ticket number: 17 unguessable characters of sixteen random bytes and a check character."""
    value = int.from_bytes(random, "big")
    drawn = ""
    for _ in range(17):
        value, rest = divmod(value, len(ALPHABET))
        drawn += ALPHABET[rest]
    return drawn + check_character(drawn)


def references(value: Any) -> Iterator[Mapping[str, Any]]:
    """The references to records in a payload, at any depth."""
    if isinstance(value, dict):
        if "commitment" in value and ("note" in value or "person" in value):
            yield value
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)
