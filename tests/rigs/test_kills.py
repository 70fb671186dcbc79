"""`kill -9` within a deed: what was acknowledged is there, nothing is half-written, chain and replay hold."""

from collections.abc import Iterator

import pytest

from tests.rigs.killing import PLACES, KillRig, Server
from tests.rigs.work import KINDS


@pytest.fixture(scope="module")
def rig(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KillRig]:
    with Server() as server:
        yield KillRig(tmp_path_factory.mktemp("kills"), server, seed=1)


@pytest.mark.timeout(2400)
def test_no_acknowledged_deed_is_lost(rig: KillRig, long_run: bool, capsys: pytest.CaptureFixture[str]) -> None:
    table = rig.kills(1000 if long_run else len(rig.aims))
    with capsys.disabled():
        print(f"\n{table.text()}")
    assert table.faults() == []
    least = 50 if long_run else 1
    assert {place: n for place in PLACES if (n := table.places()[place]) < least} == {}
    if long_run:
        assert {kind: n for kind in KINDS if (n := table.kinds()[kind]) < least} == {}
        assert {gap: n for gap in rig.between if (n := table.gaps()[gap]) < 20} == {}


def test_a_desk_that_speaks_before_commit_is_found(rig: KillRig) -> None:
    found = rig.hasty_kill()
    assert found.acknowledged == 1
    assert [fault.split(":")[0] for fault in found.faults] == ["lost", "untrue"]
