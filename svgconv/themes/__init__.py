"""The themes: one file each, a paint for every role."""

from __future__ import annotations

from svgconv.registry import Family
from svgconv.themes.base import Theme

THEMES: Family[Theme] = Family("theme", "svgconv.themes", "THEME")
