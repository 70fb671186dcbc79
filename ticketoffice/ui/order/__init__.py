"""The order panel: its tickets and the strip, payments, customer, history."""
