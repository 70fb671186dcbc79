"""How fast it is: every figure a ratio against a baseline of the same run. `python -m tests.benchmarks --help`."""
