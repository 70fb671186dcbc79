"""A centre of ours over HTTP: the client that speaks the port, its faults as codes, and whom it trusts.

`wire.py` has the addresses and shapes that both ends share, `client.py` asks, `finding.py` finds whom a code names, `faults.py`
turns whatever goes wrong into one code of the port, `trust.py` pins the centre's own authority. httpx2 is imported when the
first centre is spoken to.
"""
