"""States: what every frame reads and writes, as numpy arrays; it knows nothing of pictures."""
