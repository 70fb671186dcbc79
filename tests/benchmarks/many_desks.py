"""`python -m tests.benchmarks.many_desks [--desks 40 --operations 1200 --processes 2] [--orders 100000]`: a first load
(`--orders 0`: none), what all desks hear of one, a storm of desks (`--operations 0`: none).
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.benchmarks.hearing import measure_hearing
from tests.benchmarks.loading import measure_load
from tests.benchmarks.storm import measure_storm

HEARD = 50
"""Operations that all desks hear one after the other."""


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.many_desks")
    parser.add_argument("--desks", type=int, default=40)
    parser.add_argument("--operations", type=int, default=1200)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--orders", type=int, default=100_000)
    wanted = parser.parse_args()
    if wanted.orders:
        with tempfile.TemporaryDirectory() as name:
            for figure in measure_load(orders=wanted.orders, folder=Path(name)):
                print(figure.line(), flush=True)
    with tempfile.TemporaryDirectory() as name:
        for figure in measure_hearing(desks=wanted.desks, operations=HEARD, folder=Path(name)):
            print(figure.line(), flush=True)
    if wanted.operations:
        with tempfile.TemporaryDirectory() as name:
            for figure in measure_storm(
                desks=wanted.desks, operations=wanted.operations, folder=Path(name), processes=wanted.processes
            ):
                print(figure.line(), flush=True)


if __name__ == "__main__":
    main()
