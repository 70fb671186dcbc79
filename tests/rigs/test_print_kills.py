"""`kill -9` while a paper is sent: no paper without a record, nothing printed twice by itself, and the next one says what it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.rigs.printing import PLACES, WITHIN, PrintRig
from tests.rigs.printing_desk import FIRST

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that ends a process at once")


@pytest.fixture(scope="module")
def rig(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrintRig]:
    made = PrintRig(tmp_path_factory.mktemp("print"), seed=1)
    yield made
    made.close()


@pytest.mark.timeout(2400)
def test_no_paper_is_without_a_record_and_none_comes_twice(
    rig: PrintRig, long_run: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    table = rig.kills(350 if long_run else 2 * len(PLACES))
    with capsys.disabled():
        print(f"\n{table.text()}")
    assert table.faults() == []
    assert {place: n for place in PLACES if (n := table.places()[place]) < (50 if long_run else 2)} == {}
    assert all(kill.on_paper for kill in table.kills if kill.place == WITHIN), "the kill fell into a paper"


def test_a_desk_that_sends_before_it_writes_is_found(rig: PrintRig) -> None:
    found = rig.kill(FIRST, hasty=True)
    assert found.on_paper and "a paper without a record: waiting" in found.faults
