"""What people do at a desk: find, cancel, pay, admit, take orders in; one file a deed.

Plain synchronous functions over a `Book`: work out the outcome, build the operation, record it, say what changed. They
know no screen and no SQL. Imported by `ui`, `cli` and `app`; imports `domain`, and `store` only for types.
"""
