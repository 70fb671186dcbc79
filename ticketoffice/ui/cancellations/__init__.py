"""The page of cancellations: what was cancelled, and the lists to work off."""
