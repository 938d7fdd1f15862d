"""Scenes as SVG: elements, path data, texts, style sheets, recipes and SMIL."""
