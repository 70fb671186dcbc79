"""Folding: how names, seats and phones become words of the index, and queries words that meet them.

Case, accents and special letters never hide a hit: é is e, ß is ss, ø is o and oe, ł is l, İ is i; ü is both u and ue
(likewise ö, ä, å, æ). The index holds every form, a query needs one of them. Worked example: "Müller-Weiß" is indexed as
muller, mueller, weiss and the joined form; "muel weiss" and "MULLER" both find it.
"""

from __future__ import annotations

import re
import unicodedata

_PLAIN = str.maketrans(
    {
        "ß": "ss",
        "ẞ": "ss",
        "ł": "l",
        "Ł": "l",
        "đ": "d",
        "Đ": "d",
        "ð": "d",
        "Ð": "d",
        "þ": "th",
        "Þ": "th",
        "ı": "i",
        "İ": "i",
        "œ": "oe",
        "Œ": "oe",
        "ħ": "h",
        "Ħ": "h",
        "ŋ": "n",
        "ø": "o",
        "Ø": "o",
        "æ": "a",
        "Æ": "a",
    }
)
_LONG = str.maketrans(
    {
        "ü": "ue",
        "Ü": "ue",
        "ö": "oe",
        "Ö": "oe",
        "ä": "ae",
        "Ä": "ae",
        "å": "aa",
        "Å": "aa",
        "ø": "oe",
        "Ø": "oe",
        "æ": "ae",
        "Æ": "ae",
    }
)
_WORD = re.compile(r"[^\W_]+")
_JOINERS = re.compile(r"['’`´-]")


def _plain(text: str) -> str:
    """Lower-case letters without marks; letters that are not Latin stay, case-folded."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def fold(text: str) -> tuple[str, ...]:
    """All words under which a text is indexed, in order, each once."""
    forms = [_plain(text)]
    if not text.isascii():
        composed = unicodedata.normalize("NFC", text)
        forms.append(_plain(composed.translate(_LONG)))
    words: dict[str, None] = {}
    for form in forms:
        words.update(dict.fromkeys(_WORD.findall(form)))
        if _JOINERS.search(form):
            words.update(dict.fromkeys(_WORD.findall(_JOINERS.sub("", form))))
    return tuple(words)


def query_words(text: str) -> tuple[str, ...]:
    """The words of a query; each must begin some word of an order."""
    return tuple(dict.fromkeys(_WORD.findall(_plain(text))))


def phone_digits(text: str) -> str:
    """The digits of a phone number that all its spellings share: without 00, country code and leading zero, at most 9.

    Worked example: "079 123 45 67", "+41 79 123 45 67" and "0041791234567" are all 791234567.
    """
    return re.sub(r"\D", "", text)[-9:].lstrip("0")


_SEAT_PART = re.compile(
    r"\b(?:row|rang|reihe|fila|rangée)\s+(\w+)|\b(?:seat|platz|siège|place|posto|asiento)\s+(\w+)", re.I
)


def seat_words(seat: str) -> tuple[str, ...]:
    """The words of a seat: as read, and row and number together. "Parterre, Row A, Seat 3" is also a3; "F-12" also f12."""
    words = dict.fromkeys(fold(seat))
    row = number = None
    for found in _SEAT_PART.finditer(seat):
        row, number = found.group(1) or row, found.group(2) or number
    if row is None or number is None:
        short = re.fullmatch(r"\s*([^\W\d_]{1,3})[\s-]*(\d{1,4})\s*", seat)
        row, number = (short.group(1), short.group(2)) if short else (None, None)
    if row and number:
        words[_plain(row + number)] = None
        words[_plain(row)] = None
        words[_plain(number)] = None
    return tuple(words)


def code_form(text: str) -> str:
    """A code as the index knows it: case-folded, without spaces, dashes, dots, slashes and brackets."""
    return re.sub(r"[\s\-./()+]", "", text).casefold()
