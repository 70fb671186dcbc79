"""Alembic's scripts: one revision for each version of the tables that was ever released."""
