"""The fixtures of these tests."""

from chromium import browser, show

__all__ = ["browser", "show"]
