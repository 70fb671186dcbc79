"""Printers that print into pictures: each understands one language from its reference, and nothing of ours; what it does not
know is an error.
"""
