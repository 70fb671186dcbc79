"""F40: one value has one way to be written, the one of RFC 8785; and what was hashed once hashes alike for ever."""

import hashlib
import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from ticketoffice.domain.canonical import LARGEST, NotCanonical, canonical

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
KEYS = st.text(st.characters(max_codepoint=126, min_codepoint=1), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXTS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)
VECTORS = [
    ({"b": 1, "a": "é"}, '{"a":"é","b":1}'),
    ({}, "{}"),
    ([], "[]"),
    ("", '""'),
    ({"a": [None, True, False, 0, -1, LARGEST]}, '{"a":[null,true,false,0,-1,9007199254740991]}'),
    ({"B": 1, "a": 2, "_": 3, "1": 4}, '{"1":4,"B":1,"_":3,"a":2}'),
    ('\b\t\n\f\r"\\/\x1f\x7f€😀', '"\\b\\t\\n\\f\\r\\"\\\\/\\u001f\x7f€😀"'),
]


@pytest.mark.parametrize(("value", "text"), VECTORS)
def test_the_published_vectors(value: Any, text: str) -> None:
    assert canonical(value) == text.encode() == rfc8785.dumps(value)


@given(VALUES)
@settings(max_examples=400, deadline=None)
def test_bytes_are_those_of_rfc_8785_or_the_value_is_refused(value: Any) -> None:
    try:
        made = canonical(value)
    except NotCanonical:
        return
    assert made == rfc8785.dumps(value)
    again = json.loads(made)
    assert again == value
    assert hashlib.sha256(canonical(again)).digest() == hashlib.sha256(made).digest()


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        0.1,
        float("nan"),
        LARGEST + 1,
        -LARGEST - 1,
        "a\x00",
        "\ud800",
        "e\u0301",
        {"é": 1},
        {1: 2},
        {"a": {3}},
        b"x",
    ],
)
def test_what_could_be_written_in_two_ways_is_refused(value: Any) -> None:
    for whole in (value, [value], {"deep": [{"er": value}]}):
        with pytest.raises(NotCanonical):
            canonical(whole)


def test_true_is_not_one() -> None:
    assert canonical([True, 1]) == b"[true,1]"
