"""The sizes of paper pages."""

from __future__ import annotations

import re

from svgconv.errors import SvgconvError, quoted

PAGES = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""Width and height in millimetres."""


def page_size(page: str) -> tuple[float, float]:
    """Return a page's width and height in millimetres.

    Raises
    ------
    SvgconvError: a page that is not a known name or a size from 20 to 5000 mm.
    """
    if page.lower() in PAGES:
        return PAGES[page.lower()]
    found = re.fullmatch(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(?:mm)?", page)
    if not found or not all(20 <= float(side) <= 5000 for side in found.groups()):
        raise SvgconvError(
            "page", f"{quoted(page)} is not a page", "use a4, letter, or one such as 150x200mm"
        )
    return float(found[1]), float(found[2])
