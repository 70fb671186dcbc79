"""Runs seeds and prints what happened in them: `python -m tests.simulation --seeds 1000 --from 0`. Exit 1 on a violation."""

from __future__ import annotations

import argparse
import gc
import hashlib
import sys
import time
from collections import Counter
from pathlib import Path

from tests.simulation.planted import PLANTED
from tests.simulation.run import Seed, run
from tests.simulation.template import template

OURS = ("ticketoffice.", "tests.simulation.")
SELDOM = (50_000, 20, 50)
"""A seed makes much that is gone with it, and little in circles: looking for those often takes a sixth of the time."""


def main() -> int:
    """All seeds, one after the other; several processes share them by --from."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation")
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--planted", choices=PLANTED, help="plant this bug and stop at the first seed that finds it")
    parser.add_argument("--show", type=int, default=5, help="so many violations are printed whole")
    wanted = parser.parse_args()
    if wanted.planted is not None:
        found_after = seeds_until_found(wanted.planted, first=wanted.first, most=wanted.seeds)
        print(f"planted {wanted.planted}: " + (f"found after {found_after} seeds" if found_after else "not found"))
        return 0 if found_after else 1
    gc.set_threshold(*SELDOM)
    began, found = time.perf_counter(), [run(seed) for seed in range(wanted.first, wanted.first + wanted.seeds)]
    tell(found, seconds=time.perf_counter() - began, show=wanted.show)
    return 1 if any(seed.wrong for seed in found) else 0


def seeds_until_found(planted: str, *, first: int, most: int) -> int | None:
    """After how many seeds an oracle finds a planted bug; None where none of them does."""
    template()
    with PLANTED[planted]():
        return next((n + 1 for n in range(most) if run(first + n).wrong), None)


def code() -> str:
    """What the house and the seeds are made of: runs of the same code are added up, whatever changed beside it since."""
    files = {str(module.__file__) for name, module in sys.modules.items() if name.startswith(OURS)}
    return hashlib.sha256(b"".join(Path(file).read_bytes() for file in sorted(files))).hexdigest()[:12]


def tell(found: list[Seed], *, seconds: float, show: int) -> None:
    """The distribution, then the violations."""
    count = sum((seed.count for seed in found), Counter[str]())
    for name in sorted(count):
        print(f"{count[name]:>9}  {name}")
    desks = Counter(seed.desks for seed in found)
    operations = sorted(seed.operations for seed in found)
    print(f"code {code()}")
    print(f"seeds {found[0].seed} to {found[-1].seed}: {len(found)} in {seconds:.0f} s")
    print(
        f"desks {dict(sorted(desks.items()))}; operations {sum(operations)}, {operations[0]} to {operations[-1]} a seed"
    )
    broken = [seed for seed in found if seed.wrong]
    for seed in broken[:show]:
        print(f"seed {seed.seed}:", *seed.wrong, sep="\n    ")
    print(f"violations in {len(broken)} seeds {[seed.seed for seed in broken[:50]]}")


if __name__ == "__main__":
    sys.exit(main())
