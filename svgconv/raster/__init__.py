"""Scenes as pixels, drawn by cairosvg; still marks are drawn once for all frames."""
