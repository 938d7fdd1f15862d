"""The published colours, and dark ones if the reader prefers dark pages.

Programs other than browsers show the published colours.
"""

from __future__ import annotations

from dataclasses import replace

from svgconv.themes.dark import THEME as DARK
from svgconv.themes.guide import THEME as GUIDE

THEME = replace(
    GUIDE,
    name="auto",
    summary="published colours, and dark ones for readers who prefer dark pages",
    dark=DARK,
)
