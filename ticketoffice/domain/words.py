"""Folding: how names, seats and phones become words of the index, and queries words that meet them.

Case, accents and special letters never hide a hit: é is e, ß is ss, ø is o and oe, ł is l, İ is i; ü is both u and ue
(likewise ö, ä, å, æ). The index holds every form, a query needs one of them. Worked example: "Müller-Weiß" is indexed
as muller, mueller, weiss and joined as mullerweiss, muellerweiss; "muel weiss" and "MULLER" both find it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product

_PLAIN = str.maketrans(
    {
        "ß": "ss",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "œ": "oe",
        "ħ": "h",
        "ŋ": "n",
        "ø": "o",
        "æ": "a",
    }
)
_LONG = {"ü": "ue", "ö": "oe", "ä": "ae", "å": "aa", "ø": "oe", "æ": "ae"}
_MOST_FORKS = 3
_JOINERS = dict.fromkeys(map(ord, "’‘`´ʼʹ′＇ʻ"), "'") | dict.fromkeys(map(ord, "‐‑‒–−"), "-")
_JOINED = re.compile(r"(?<=[^\W_])['-](?=[^\W_])")
_WORD = re.compile(r"[^\W_]+")


def _composed(text: str) -> str:
    """Lower-case letters, composed where Unicode can, without loose marks; one apostrophe and one hyphen for all."""
    plain = unicodedata.normalize("NFKC", text.translate(_JOINERS)).translate(_JOINERS)
    lower = unicodedata.normalize("NFKC", plain.replace("ẞ", "ß").replace("İ", "i").lower())
    return "".join(letter for letter in lower if not unicodedata.combining(letter))


def _plain(text: str) -> str:
    """Composed letters without their marks; letters that are not Latin stay, case-folded."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).translate(_PLAIN)
    return unicodedata.normalize("NFKD", bare.casefold())


def plain_form(text: str) -> str:
    """A short text as words are compared: composed, without case and accents."""
    return _plain(_composed(text))


def _forms(word: str) -> tuple[str, ...]:
    """Every spelling of one composed word; one with more than three forking letters has the all-short and all-long."""
    if word.isascii():
        return (word,)
    forks = sum(letter in _LONG for letter in word)
    if not forks:
        return (_plain(word),)
    if forks > _MOST_FORKS:
        return _plain(word), _plain("".join(_LONG.get(letter, letter) for letter in word))
    choices = [(letter, _LONG[letter]) if letter in _LONG else (letter,) for letter in word]
    return tuple(_plain("".join(chosen)) for chosen in product(*choices))


_SHORT = 80


def fold(text: str) -> tuple[str, ...]:
    """All words under which a text is indexed, in order, each once; O'Brien also as obrien.

    Short texts are remembered: with every letter typed the same names come again.
    """
    return _remembered(text) if len(text) <= _SHORT else _folded(text)


def _folded(text: str) -> tuple[str, ...]:
    composed = text.lower() if text.isascii() else _composed(text)
    found = _WORD.findall(composed)
    joined = _JOINED.sub("", composed)
    if joined != composed:
        found += _WORD.findall(joined)
    if composed.isascii():
        return tuple(dict.fromkeys(found))
    return tuple(dict.fromkeys(part for word in found for form in _forms(word) for part in _WORD.findall(form)))


_remembered = lru_cache(maxsize=4096)(_folded)


def query_words(text: str) -> tuple[str, ...]:
    """The words of a query; each must begin some word of an order."""
    composed = text.lower() if text.isascii() else _plain(_composed(text))
    return tuple(dict.fromkeys(_WORD.findall(composed)))


# --- phones --------------------------------------------------------------------------------------------------------

NATIONAL_DIGITS = 9
LOCAL_DIGITS = 7
SHORTEST_PHONE = 4
_PHONE = re.compile(r"[\d\s+\-./()]+")
_TWO_DIGIT_COUNTRIES = frozenset(
    [
        "20",
        "27",
        "30",
        "31",
        "32",
        "33",
        "34",
        "36",
        "39",
        "40",
        "41",
        "43",
        "44",
        "45",
        "46",
        "47",
        "48",
        "49",
        "51",
        "52",
        "53",
        "54",
        "55",
        "56",
        "57",
        "58",
        "60",
        "61",
        "62",
        "63",
        "64",
        "65",
        "66",
        "81",
        "82",
        "84",
        "86",
        "90",
        "91",
        "92",
        "93",
        "94",
        "95",
        "98",
    ]
)


def _digits(text: str) -> str:
    """ASCII digits of a number; the "(0)" of +41 (0)79 is nobody's digit."""
    plain = text.replace("(0)", "")
    if plain.isascii():
        return "".join(filter(str.isdigit, plain))
    digits = (unicodedata.digit(letter, -1) for letter in plain)
    return "".join(str(digit) for digit in digits if digit >= 0)


def phone_digits(text: str) -> str:
    """The digits of a phone number that all its spellings share: its last nine, without leading zeros.

    Worked example: "079 123 45 67", "+41 79 123 45 67" and "0041791234567" are all 791234567.
    """
    return _digits(text)[-NATIONAL_DIGITS:].lstrip("0")


def phone_forms(text: str) -> tuple[str, ...]:
    """Every beginning under which a phone number is looked up, each once: what all spellings share, with and without
    its country's code, and the seven digits without an area.

    Worked example: "+41 79 123 45 67" is 791234567, 41791234567 and 1234567.
    """
    digits = _digits(text)
    whole = digits.lstrip("0")
    forms = [phone_digits(text), whole]
    if _names_country(text, digits=digits):
        forms.append(whole[_country_digits(whole) :].lstrip("0"))
    if len(whole) > LOCAL_DIGITS:
        forms.append(whole[-LOCAL_DIGITS:])
    return tuple(dict.fromkeys(form for form in forms if form))


def phone_queries(text: str) -> tuple[str, ...]:
    """The beginnings that a query may mean if it is a phone number or the start of one, else nothing.

    Worked example: "+41 79 123" also means 79123, since many write their own number without the country.
    """
    digits = _digits(text)
    if len(digits) < SHORTEST_PHONE or not _PHONE.fullmatch(text.strip()):
        return ()
    whole = digits.lstrip("0")
    forms = [whole]
    if len(digits) > NATIONAL_DIGITS:
        forms.append(phone_digits(text))
    if _names_country(text, digits=digits):
        national = whole[_country_digits(whole) :].lstrip("0")
        forms.append(national if len(national) >= SHORTEST_PHONE else "")
    return tuple(dict.fromkeys(form for form in forms if form))


def _names_country(text: str, *, digits: str) -> bool:
    return text.lstrip().startswith("+") or digits.startswith("00")


def _country_digits(number: str) -> int:
    if number[:1] in ("1", "7"):
        return 1
    return 2 if number[:2] in _TWO_DIGIT_COUNTRIES else 3


# --- codes -----------------------------------------------------------------------------------------------------------


def code_form(text: str) -> str:
    """A code as the index knows it: case-folded, without spaces, dashes, dots, slashes and brackets."""
    return re.sub(r"[\s\-./()+]", "", text).casefold()
