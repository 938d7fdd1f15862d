"""States: what each frame reads and writes, as numpy arrays, without anything about pictures."""
