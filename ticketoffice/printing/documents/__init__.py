"""What stands on a paper, in the customer's language, without knowing how it is painted."""
