"""Readers of other systems' files: each turns a file into the one shape of `domain.taken_in`, or says what is wrong with it.

The order is the unit: a bad line refuses its whole order and all its lines are named; the others go in.
"""
