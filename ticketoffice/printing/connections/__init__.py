"""The ways to a printer: each takes bytes and answers printed, unknown (some may have gone) or failed (nothing went).

No way ever sends a second time by itself: what is unknown is for a person to look at.
"""
