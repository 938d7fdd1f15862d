"""The documentation: its pages, and the examples that they hold."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]

PAGES = {
    str(path.relative_to(ROOT)): path
    for path in [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *(path for path in sorted((ROOT / "docs").rglob("*.md")) if "_build" not in path.parts),
    ]
}
"""Every page, by its path in the repository."""


def blocks(page: str, kind: str) -> list[str]:
    """The code blocks of one language, in the page's order."""
    return re.findall(rf"^```{kind}\n(.*?)^```", page, flags=re.DOTALL | re.MULTILINE)
