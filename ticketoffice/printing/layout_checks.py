"""What is wrong with a layout that somebody edited, said so that they can mend it: where, what, and what would be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ticketoffice.domain.errors import RuleBroken
from ticketoffice.printing.barcodes import KINDS, LINEAR
from ticketoffice.printing.documents.tickets import FIELDS, NEEDED
from ticketoffice.printing.layouts import FORMATS, CodeSpot, Layout, RuleSpot, TextSpot
from ticketoffice.printing.letters import LINE, POINT

SIDES = ("left", "center", "right")
LETTERS = ("drawn", "printer")
NUMBERS: dict[str, tuple[float, float]] = {
    "width": (0.1, 420),
    "height": (0, 420),
    "each": (0, 420),
    "margin": (0, 50),
    "x": (0, 420),
    "y": (0, 420),
    "size": (4, 120),
    "gap": (0, 50),
}
COUNTS = {"lines": (1, 10), "after": (0, 99)}
CHOICES: dict[str, tuple[str, ...]] = {"side": SIDES, "letters": LETTERS, "kind": KINDS}
SWITCHES = ("bold", "beside", "turned")
SMALLEST_CODE = 12.0
"""Millimetres of a barcode with its quiet zone, below which no code of a ticket fits."""
OFF = 0.05
"""Millimetres that something may lie beside the paper by rounding."""


def checked(values: Mapping[str, Any], *, name: str) -> Layout:
    """The layout that these values say.

    Raises RuleBroken `layout_unknown_key`, `layout_lacks`, `layout_wrong_value`, `layout_unknown_field`, `layout_off_paper`,
    `layout_on_code`, `layout_small_code`.
    """
    top = {key: value for key, value in values.items() if key not in ("text", "rule", "code", "formats")}
    known = ("formats", "width", "height", "each", "turned", "letters", "margin", "text", "rule", "code")
    for key in values:
        if key not in known:
            raise RuleBroken(
                "layout_unknown_key", data={"layout": name, "place": "-", "key": key, "keys": " · ".join(known)}
            )
    for key in ("formats", "width", "text", "code"):
        if key not in values:
            raise RuleBroken("layout_lacks", data={"layout": name, "field": key})
    layout = Layout(
        name=name,
        formats=_formats(values["formats"], name=name),
        texts=tuple(TextSpot(**spot) for spot in _spots(values["text"], "text", TextSpot, name=name)),
        code=CodeSpot(**next(_spots([values["code"]], "code", CodeSpot, name=name))),
        rules=tuple(RuleSpot(**spot) for spot in _spots(values.get("rule", []), "rule", RuleSpot, name=name)),
        **{"height": 0.0, **_read(top, "-", name=name)},
    )
    _check_fields(layout)
    _check_code(layout)
    _check_places(layout)
    return layout


def _formats(value: Any, *, name: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or any(form not in list(FORMATS) for form in value):
        raise _wrong(name, "-", "formats", value, " · ".join(FORMATS))
    return tuple(value)


def _spots(value: Any, kind: str, spot: type, *, name: str) -> Iterator[dict[str, Any]]:
    """Each place of a kind as its struct takes it, once its keys and values are those of one."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise _wrong(name, "-", kind, "…", f"[[{kind}]]")
    keys = spot.__struct_fields__  # type: ignore[attr-defined]
    for number, one in enumerate(value, start=1):
        place = str(one.get("field") or one.get("words") or f"{kind} {number}")[:60]
        for key in one:
            if key not in keys:
                data: dict[str, object] = {"layout": name, "place": place, "key": key, "keys": " · ".join(keys)}
                raise RuleBroken("layout_unknown_key", data=data)
        yield _read(one, place, name=name)


def _read(values: Mapping[str, Any], place: str, *, name: str) -> dict[str, Any]:
    return {key: _value(key, value, place, name=name) for key, value in values.items()}


def _value(key: str, value: Any, place: str, *, name: str) -> Any:
    """A value as it is kept: numbers as floats. Raises RuleBroken `layout_wrong_value`."""
    if key in NUMBERS:
        least, most = NUMBERS[key]
        if type(value) not in (int, float) or not least <= value <= most:
            raise _wrong(name, place, key, value, f"{least:g} … {most:g}")
        return float(value)
    if key in COUNTS:
        low, high = COUNTS[key]
        if type(value) is not int or not low <= value <= high:
            raise _wrong(name, place, key, value, f"{low} … {high}")
    elif key in CHOICES and value not in CHOICES[key]:
        raise _wrong(name, place, key, value, " · ".join(CHOICES[key]))
    elif key in SWITCHES and type(value) is not bool:
        raise _wrong(name, place, key, value, "true · false")
    elif key in ("field", "words") and not isinstance(value, str):
        raise _wrong(name, place, key, value, '"…"')
    return value


def _wrong(layout: str, place: str, key: str, value: Any, expected: str) -> RuleBroken:
    data: dict[str, object] = {
        "layout": layout,
        "place": place,
        "key": key,
        "value": str(value)[:60],
        "expected": expected,
    }
    return RuleBroken("layout_wrong_value", data=data)


def _check_fields(layout: Layout) -> None:
    placed = {spot.field for spot in layout.texts}
    strange = next((field for field in placed if field and field not in FIELDS), None)
    if strange is not None:
        data: dict[str, object] = {"layout": layout.name, "field": strange[:60], "fields": " · ".join(FIELDS)}
        raise RuleBroken("layout_unknown_field", data=data)
    lacking = next((field for field in NEEDED if field not in placed), None)
    if lacking is None and not placed & {"when", "day"}:
        lacking = "when"
    if lacking is None and any(not spot.field and not spot.words for spot in layout.texts):
        lacking = "field"
    if lacking is not None:
        raise RuleBroken("layout_lacks", data={"layout": layout.name, "field": lacking})


def _check_code(layout: Layout) -> None:
    least = SMALLEST_CODE * (3 if layout.code.kind in LINEAR else 1)
    if layout.code.size < least:
        data: dict[str, object] = {"layout": layout.name, "size": f"{layout.code.size:g}", "least": f"{least:g}"}
        raise RuleBroken("layout_small_code", data=data)


def _check_places(layout: Layout) -> None:
    """Everything lies on the paper, and nothing on the barcode."""
    code = layout.code
    across = layout.width - 2 * layout.margin
    if layout.is_roll:
        wide = [(spot.field or spot.words, spot.x, spot.width or across - spot.x) for spot in layout.texts]
        for field, x, width in (*wide, ("code", 0.0, code.size)):
            if width <= 0 or x + width > across + OFF:
                raise _off(layout, field)
        return
    boxes = list(_boxes(layout))
    boxes += [("rule", rule.x, rule.y, rule.width, rule.height) for rule in layout.rules]
    for field, x, y, width, height in (*boxes, ("code", code.x, code.y, code.size, code.tall)):
        if width <= 0 or x + width > layout.width + OFF or y + height > layout.tall + OFF:
            raise _off(layout, field)
    for field, x, y, width, height in boxes:
        if x < code.x + code.size and code.x < x + width and y < code.y + code.tall and code.y < y + height:
            raise RuleBroken("layout_on_code", data={"layout": layout.name, "field": field})
    if layout.each > layout.height:
        raise _off(layout, "each")


def _boxes(layout: Layout) -> Iterator[tuple[str, float, float, float, float]]:
    """Each text's field, place, width and height, where every one needs all its lines."""
    top = end = 0.0
    for spot in layout.texts:
        if not spot.beside:
            top = spot.y if spot.y is not None else end + spot.gap
            end = top
        height = spot.lines * spot.size * LINE * POINT
        end = max(end, top + height)
        yield (spot.field or spot.words, spot.x, top, spot.width or layout.width - spot.x, height)


def _off(layout: Layout, field: str) -> RuleBroken:
    paper = f"{layout.width:g} × {layout.tall:g} mm" if not layout.is_roll else f"{layout.width:g} mm"
    return RuleBroken("layout_off_paper", data={"layout": layout.name, "field": field, "paper": paper})
