"""JSON of other systems: the objects of a long list one by one, and single objects whose fields are read strictly."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ticketoffice.desk.reading.parts import (
    LONGEST_FIELD,
    BadValue,
    Unreadable,
    read_code,
    read_instant,
    read_price,
    read_text,
)

LARGEST_NUMBER = 2**31 - 1


class Fields:
    """One JSON object. Each question says what its field must be, and raises BadValue with the field's name otherwise."""

    def __init__(self, value: object, *, name: str) -> None:
        if not isinstance(value, dict):
            raise BadValue("wrong_value", field=name)
        self.values: dict[str, object] = value

    @classmethod
    def all_of(cls, value: object, *, name: str) -> list[Fields]:
        """The objects of a list."""
        if not isinstance(value, list):
            raise BadValue("wrong_value", field=name)
        return [cls(part, name=name) for part in value]

    def text(self, name: str, *, needed: bool = False, longest: int = LONGEST_FIELD) -> str | None:
        """A text, or nothing."""
        return read_text(self.values.get(name), name=name, needed=needed, longest=longest)

    def word(self, name: str) -> str:
        """A text that must be there, of at most 100 characters."""
        return read_code(self.values.get(name), name=name)

    def title(self, name: str) -> str:
        """A name in several languages: English, else the first that is there; or a plain text."""
        value = self.values.get(name)
        if isinstance(value, dict):
            value = value.get("en") or next(iter(value.values()), None)
        return read_code(value, name=name)

    def number(self, name: str, *, least: int = 0) -> int:
        """A whole number that must be there."""
        found = self.number_or_none(name, least=least)
        if found is None:
            raise BadValue("missing_value", field=name)
        return found

    def number_or_none(self, name: str, *, least: int = 0) -> int | None:
        """A whole number, or nothing."""
        value = self.values.get(name)
        return None if value is None else _whole(value, name=name, least=least)

    def numbers(self, name: str) -> tuple[int, ...]:
        """A list of whole numbers."""
        value = self.values.get(name)
        if not isinstance(value, list):
            raise BadValue("wrong_value", field=name)
        return tuple(_whole(part, name=name, least=0) for part in value)

    def numbers_by_name(self, name: str) -> dict[str, int]:
        """An object of whole numbers; nothing is none."""
        return {key: _whole(part, name=name, least=0) for key, part in self.part(name).values.items()}

    def flag(self, name: str) -> bool:
        """True or false; nothing is false."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, bool):
            raise BadValue("wrong_value", field=name)
        return bool(value)

    def price(self, name: str, *, called: str | None = None) -> int:
        """An amount that is not below zero; `called` is what people call it."""
        return read_price(self.values.get(name), name=called or name)

    def value(self, name: str) -> object:
        """What stands there, for a reader of `parts`."""
        return self.values.get(name)

    def instant(self, *names: str) -> int | None:
        """The first of these times that is there, as microseconds UTC."""
        for name in names:
            value = self.values.get(name)
            if value is not None and not isinstance(value, str):
                raise BadValue("wrong_time", field=name, value=str(value)[:40])
            if value:
                return read_instant(value, name=name)
        return None

    def part(self, name: str) -> Fields:
        """An object in this one; nothing is an empty one."""
        value = self.values.get(name)
        return Fields({} if value is None else value, name=name)

    def parts(self, name: str, *, needed: bool = False) -> list[Fields]:
        """The objects of a list in this one; nothing is none."""
        value = self.values.get(name)
        if value is None and needed:
            raise BadValue("missing_value", field=name)
        return Fields.all_of([] if value is None else value, name=name)


def _whole(value: object, *, name: str, least: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= LARGEST_NUMBER:
        raise BadValue("wrong_value", field=name)
    return value


class Objects:
    """The objects of a JSON array (bare, or under "results"), one by one: (line or ordinal, object or None if damaged)."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._decoder = json.JSONDecoder(parse_float=str)
        self.complete = False
        self.line = 1

    def __iter__(self) -> Iterator[tuple[int, Any]]:
        text = self._text
        place = self._start()
        one_line = text.count("\n", 0, 100_000) < 2
        ordinal, lines, seen = 0, 1, 0
        while True:
            place = _skip(text, place, " \t\r\n,")
            if place >= len(text):
                return
            if text[place] == "]":
                self.complete = True
                return
            ordinal += 1
            lines, seen = lines + text.count("\n", seen, place), place
            self.line = ordinal if one_line else lines
            try:
                found, place = self._decoder.raw_decode(text, place)
            except (ValueError, RecursionError):
                following = _next_object(text, place + 1)
                if following is None:
                    return
                yield self.line, None
                place = following
                continue
            yield self.line, found

    def _start(self) -> int:
        text = self._text
        place = _skip(text, 0, " \t\r\n")
        if text[place : place + 1] == "[":
            return place + 1
        found = text.find('"results"', place)
        bracket = text.find("[", found) if found >= 0 else -1
        if text[place : place + 1] != "{" or bracket < 0:
            raise Unreadable("not_orders", name="")
        return bracket + 1


def _skip(text: str, place: int, letters: str) -> int:
    while place < len(text) and text[place] in letters:
        place += 1
    return place


def _next_object(text: str, place: int) -> int | None:
    """Where the next order object begins after a damaged one: pretix writes `{"code"` first."""
    for mark in ('{"code"', '{\n"code"', '{ "code"'):
        found = text.find(mark, place)
        if found >= 0:
            return found
    return None


def read_json(data: bytes) -> Any:
    """A whole file: its value, or what stands under "results"; raises BadValue where it is damaged."""
    try:
        found = json.loads(data, parse_float=str)
    except (ValueError, RecursionError):
        raise BadValue("damaged_json", field="JSON") from None
    return found["results"] if isinstance(found, dict) and "results" in found else found
