"""Scenes as SVG: numbers and path data, elements, the head of the file, SMIL."""
