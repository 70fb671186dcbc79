"""The page of the venue's own performances."""
