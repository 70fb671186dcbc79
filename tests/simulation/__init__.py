"""Desks and a centre under faults, from a seed that is printed: real code of both, a clock, a line and a disk of ours.

`world.py` is what there is, `deeds.py` what desks do, `faults.py` what goes wrong, `oracles.py` what must hold whatever
happened (it reads the databases with SQL of its own). `python -m tests.simulation --seeds N --from S` runs seeds;
`planted/` holds bugs that the oracles must find.
"""
