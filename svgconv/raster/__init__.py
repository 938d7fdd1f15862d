"""Scenes as pixels, by cairosvg: what stands still is drawn once, what moves is drawn over it."""
