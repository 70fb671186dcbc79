"""A card at the terminal of this desk: what is shown while it is waited for, and what is asked where nobody knows what became of it.
Wherever money is taken, this comes between the button and the deed.
"""
