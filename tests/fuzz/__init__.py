"""Hostile input for every reader: a case draws a figure, or is one line and status 2.

``make fuzz`` runs cases for some minutes (see `tests.fuzz.__main__`), and `tests.fuzz.test_fuzz`
runs the corpus and a few of them. To add a reader, add a file to ``readers``.
"""
