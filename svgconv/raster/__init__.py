"""Scenes as pixels, drawn by the cairo library; still marks are drawn once for all frames."""
