"""The readers that are tried: one file for each family, with its ``READERS``."""
