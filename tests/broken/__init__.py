"""What other programs did, done here on purpose, to see that the test of its row in the catalogue fails with it.

`variants.py` has each broken way as a context, `plugin.py` breaks the tests of the rows with them (`pytest -p
tests.broken.plugin …`), `test_broken_variants.py` runs them that way and wants them to fail.
"""
