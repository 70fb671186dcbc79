"""Each of the nastiest failures of others, made on purpose, is noticed by the test of its row."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.architecture.test_failures_of_others import CATALOGUE
from tests.broken.variants import BROKEN

ROOT = Path(__file__).parents[2]
NASTIEST = {"F04", "F07", "F11", "F12", "F15", "F30", "F32", "F34", "F35", "F37"}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """How each row's test ended with its broken way: `failure`, `error` (it could not be run) or `passed`."""
    report = tmp_path_factory.mktemp("broken") / "report.xml"
    asked = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "tests.broken.plugin", "-p", "no:cacheprovider"]
    asked += [f"--junitxml={report}", "-k", "not postgresql", *(f"tests/{CATALOGUE[row]}" for row in BROKEN)]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout + done.stderr
    found: dict[str, set[str]] = {}
    for case in ElementTree.parse(report).iter("testcase"):
        name = case.get("name", "").partition("[")[0]
        found.setdefault(name, set()).add(next((child.tag for child in case), "passed"))
    return found


@pytest.mark.parametrize("row", BROKEN)
def test_the_test_of_its_row_fails_with_the_broken_way(row: str, outcomes: dict[str, set[str]]) -> None:
    assert "failure" in outcomes[CATALOGUE[row].partition("::")[2]]
    assert "error" not in outcomes[CATALOGUE[row].partition("::")[2]]


def test_each_of_the_nastiest_has_its_broken_way() -> None:
    """That of F30 stands beside its test: it needs a sequence of the database."""
    beside = (ROOT / "tests/store/test_feed_order.py").read_text("utf-8")
    assert "def test_f30_numbers_that_are_taken_early_are_skipped(" in beside
    assert BROKEN.keys() | {"F30"} == NASTIEST
