"""Schemathesis asks the API whatever its document allows, and what it forbids: never a 5xx, never an undocumented answer."""

from __future__ import annotations

import json
from collections import Counter

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.contract.desk import Writer
from ticketoffice.central.api import make_app
from ticketoffice.store.book import Book
from ticketoffice.store.replay import replay
from ticketoffice.sync.http import wire

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["as_documented", "not_so"])
def test_the_api_answers_only_what_it_documents(
    centre: Book, desk: Writer, long_run: bool, mode: GenerationMode
) -> None:
    """With a desk's token or without one; streams that do not end are asked elsewhere."""
    schema = schemathesis.openapi.from_asgi("/openapi.json", make_app(centre, authority="PEM"))
    counted: Counter[str] = Counter()
    for found in schema.get_all_operations():
        operation = found.ok()
        has_words = operation.path_parameters or operation.query or operation.body
        if operation.path != wire.NOTIFICATIONS and (has_words or mode is GenerationMode.POSITIVE):
            _ask(operation, mode=mode, desk=desk, examples=400 if long_run else 25, counted=counted)
    print(json.dumps(dict(sorted(counted.items())), indent=1))
    statuses: Counter[str] = Counter()
    for name, count in counted.items():
        statuses[name[-3:]] += count
    assert not [status for status in statuses if status.startswith("5")]
    assert statuses["200" if mode is GenerationMode.POSITIVE else "422"] > 40
    assert replay(centre).equal


def _ask(operation: APIOperation, *, mode: GenerationMode, desk: Writer, examples: int, counted: Counter[str]) -> None:
    name = f"{operation.method.upper()} {operation.path}"
    epoch = desk.epoch.epoch

    @settings(
        max_examples=examples, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=operation.as_strategy(generation_mode=mode), own=st.booleans(), stranger=st.integers(0, 9))
    def ask(case: Case, own: bool, stranger: int) -> None:
        if own and case.path_parameters and "epoch" in case.path_parameters:
            case.path_parameters["epoch"] = epoch
        answer = case.call(headers={} if stranger == 9 else {"Authorization": f"Bearer {desk.token}"})
        case.validate_response(answer, checks=CHECKS)
        counted[f"{name} {answer.status_code}"] += 1

    ask()
