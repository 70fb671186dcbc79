"""The window of a real book, for journeys too."""

from tests.ui.conftest import desk, opera, settings

__all__ = ["desk", "opera", "settings"]
