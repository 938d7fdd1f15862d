"""Text as outlines, so that it looks the same everywhere, with no font installed."""
