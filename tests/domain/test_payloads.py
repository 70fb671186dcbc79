"""What is recorded has the shape that its kind says: no field is missing, unknown or of another type."""

from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints, is_typeddict

import pytest

from tests.domain.test_effects import everything_a_desk_does
from ticketoffice.domain import payloads
from ticketoffice.domain.operations import KINDS
from ticketoffice.store.book import Book


def misfits(value: object, shape: Any, *, place: str) -> list[str]:
    """Where a value is not of this shape; bool is no int."""
    if is_typeddict(shape):
        return _misfits_of_fields(value, shape, place=place)
    if get_origin(shape) in (UnionType, Union):
        return [] if any(not misfits(value, one, place=place) for one in get_args(shape)) else [place]
    if get_origin(shape) is list and isinstance(value, list):
        item = get_args(shape)[0]
        return [no for n, one in enumerate(value) for no in misfits(one, item, place=f"{place}[{n}]")]
    if get_origin(shape) is dict and isinstance(value, dict):
        _, item = get_args(shape)
        return [no for name, one in value.items() for no in misfits(one, item, place=f"{place}.{name}")]
    return [] if type(value) is shape else [place]


def _misfits_of_fields(value: object, shape: Any, *, place: str) -> list[str]:
    if not isinstance(value, dict):
        return [place]
    fields = get_type_hints(shape)
    wrong = [f"{place}.{name}" for name in (value.keys() - fields.keys()) | (shape.__required_keys__ - value.keys())]
    for name in value.keys() & fields.keys():
        wrong += misfits(value[name], fields[name], place=f"{place}.{name}")
    return wrong


def test_each_recorded_payload_has_the_shape_of_its_kind(file_book: Book) -> None:
    everything_a_desk_does(file_book)
    with file_book.read() as reading:
        recorded = [(line.kind, line.payload) for line in reading.history.lines()]
    assert {kind for kind, _ in recorded} == set(KINDS)
    assert [no for kind, payload in recorded for no in misfits(payload, KINDS[kind].payload, place=kind)] == []


def test_each_kind_has_a_shape_of_its_own() -> None:
    assert len({kind.payload for kind in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"ticket": None}, "admitted.ticket"),
        ({"ticket": 7}, "admitted.ticket"),
        ({"by": "hand"}, "admitted.by"),
        ({"note": {"note": "1"}}, "admitted.note.commitment"),
    ],
)
def test_another_shape_is_noticed(change: dict[str, Any], place: str) -> None:
    right = {"order": "1", "ticket": "2", "admission": "3"}
    assert misfits(right, payloads.Admitted, place="admitted") == []
    assert misfits(right | change, payloads.Admitted, place="admitted") == [place]
    del right["order"]
    assert misfits(right, payloads.Admitted, place="admitted") == ["admitted.order"]
