"""The rules of the trade: pure functions over frozen rows.

Nothing here asks a clock, a disk, a network, a random source, Qt or a database; time and ids come in as arguments.
Every room may import this one; it imports the standard library alone.
"""
