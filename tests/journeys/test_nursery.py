"""A program that was forked is one like any other."""

from __future__ import annotations

import os

import pytest

from tests.nursery import begin


def test_it_has_its_own_words_environment_output_and_end() -> None:
    refused = begin(("show", "NOPE", "--book", "/nowhere/book.db"), environment=dict(os.environ))
    answered = begin(("--version",), environment=dict(os.environ))
    code, out, told = refused.communicate(timeout=60)
    assert (code, out) == (5, "")
    assert "/nowhere/book.db" in told
    code, out, told = answered.communicate(timeout=60)
    assert (code, told) == (0, "")
    assert out.strip().count(".") == 2


def test_one_that_does_not_end_is_ended(tmp_path: object) -> None:
    folders = {f"XDG_{name}_HOME": f"{tmp_path}/{name}" for name in ("DATA", "STATE", "CONFIG")}
    serve = ("central", "serve", "--address", "127.0.0.1", "--port", "0", "--json")
    served = begin(serve, environment={**os.environ, **folders})
    assert served.stdout.readline().startswith('{"url"')
    with pytest.raises(TimeoutError):
        served.communicate(timeout=0.1)
