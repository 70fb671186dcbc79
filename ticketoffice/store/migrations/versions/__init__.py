"""The revisions, numbered as `tables.SCHEMA`."""
