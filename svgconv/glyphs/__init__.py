"""Text as outlines, so that every renderer shows it alike with no font installed."""
