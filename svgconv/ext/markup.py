"""HTML of a document's figure."""

from __future__ import annotations

CALM = "(prefers-reduced-motion: reduce)"
"""Readers who ask for this get the still: a browser animates an SVG in an image regardless."""
