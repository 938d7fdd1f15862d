"""The numbers of a figure: given, computed and formatted."""
