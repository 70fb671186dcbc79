"""The book: one database, one journal, one door.

SQLAlchemy Core over SQLite at a desk and PostgreSQL at a centre, the same tables. No connection and no row object leaves
this room; frozen structs do. Nothing changes a business table but `Deed.record`, called inside `Book.write`.
Imported by desk and everything above it.
"""
