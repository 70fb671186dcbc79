"""Canonical bytes: RFC 8785 restricted to ASCII keys, NFC strings, integers below 2^53, true, false and null.

Two machines that hold the same value must hash the same bytes, so there is exactly one way to write a value and no
float at all. Worked example: `{"b": 1, "a": "é"}` is `{"a":"é","b":1}` in UTF-8.
"""

from __future__ import annotations

import json
import unicodedata

LARGEST = 2**53 - 1
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


class NotCanonical(ValueError):
    """A value that has no canonical bytes; says where in the value it stands."""


def canonical(value: object) -> bytes:
    """The canonical bytes of `value`; raises NotCanonical for floats, large integers and texts that are not NFC."""
    if not _holds(value):
        _check(value, place="$")
    return _encode(value).encode("utf-8")


def _holds(value: object) -> bool:
    """Whether everything in it is plainly allowed; where it says no, `_check` looks closer and names the place."""
    kind = type(value)
    if kind is str:
        return value.isascii() and "\x00" not in value  # type: ignore[attr-defined, operator]
    if kind is int:
        return -LARGEST <= value <= LARGEST  # type: ignore[operator]
    if value is None or kind is bool:
        return True
    if kind is dict:
        for key in value:  # type: ignore[attr-defined]
            if type(key) is not str or not key.isascii():
                return False
        value = value.values()  # type: ignore[attr-defined]
    elif kind is not list and kind is not tuple:
        return False
    for item in value:  # type: ignore[attr-defined]
        if type(item) is str:
            if not item.isascii() or "\x00" in item:
                return False
        elif item is not None and not _holds(item):
            return False
    return True


def _check(value: object, *, place: str) -> None:
    kind = type(value)
    if kind is str:
        _check_text(value, place=place)  # type: ignore[arg-type]
    elif value is None or kind is bool:
        return
    elif kind is int:
        if not -LARGEST <= value <= LARGEST:  # type: ignore[operator]
            raise NotCanonical(f"{place}: integer beyond 2^53")
    elif kind is dict:
        for key, item in value.items():  # type: ignore[attr-defined]
            if type(key) is not str or not key.isascii():
                raise NotCanonical(f"{place}: key {key!r} is not ASCII")
            _check(item, place=f"{place}.{key}")
    elif kind in (list, tuple):
        for number, item in enumerate(value):  # type: ignore[arg-type]
            _check(item, place=f"{place}[{number}]")
    else:
        raise NotCanonical(f"{place}: {kind.__name__} has no canonical form")


def _check_text(text: str, *, place: str) -> None:
    if text.isascii():
        if "\x00" in text:
            raise NotCanonical(f"{place}: NUL")
        return
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise NotCanonical(f"{place}: lone surrogate")
    if "\x00" in text or not unicodedata.is_normalized("NFC", text):
        raise NotCanonical(f"{place}: not NFC or NUL")


def clean_text(text: str | None, *, longest: int | None = 500) -> str | None:
    """Text as the book takes it: NFC, trimmed, bounded (None: not), without control characters, lone surrogates or marks that turn
    the writing around (a name could show as another one); None if empty.
    """
    if text is None:
        return None
    kept = "".join(
        " " if letter in "\t\n\r" else letter
        for letter in unicodedata.normalize("NFC", text)
        if letter in "\t\n\r" or (unicodedata.category(letter) not in {"Cc", "Cs"} and letter not in TURNING)
    )
    return kept.strip()[:longest].strip() or None
