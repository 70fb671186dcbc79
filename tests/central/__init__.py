"""The central service: its API, its certificates, its processes."""
