"""The extensions of other programs, each with the program itself."""
