"""The gallery's page in real browsers: its controls, its readers, its print and its silence."""
