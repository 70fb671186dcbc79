"""The search bar and its results."""
