"""The port, whoever stands behind it: one suite for each implementation."""
