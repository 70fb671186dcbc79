"""A test run in which each test of a row meets the broken way of that row (`-p tests.broken.plugin`)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.architecture.test_failures_of_others import CATALOGUE
from tests.broken.variants import BROKEN

ROW_OF = {CATALOGUE[row].partition("::")[2]: row for row in BROKEN}


@pytest.fixture(autouse=True)
def broken(request: pytest.FixtureRequest) -> Iterator[None]:
    """Only tests of rows are run with it."""
    with BROKEN[ROW_OF[request.node.originalname]]():
        yield
