"""Builds the explorer of the built-in ranges, and compares every figure with what svgconv draws.

Run by `make explore`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import svgconv
from svgconv.errors import SvgconvError
from svgconv.gallery.pool import Pool
from tests.command import run
from tests.explorer import Decoded, decoded

MOST_BYTES = 1_500_000
BEFORE = "index.html", "gallery.css", "dark.css", "explore.css", "explore.js"
"""The files that a browser reads before the first block."""
MOST_BEFORE = 60_000


@dataclass(frozen=True)
class Comparison:
    """The comparison of some documents with the figures that they should be."""

    documents: Sequence[Decoded]
    label: str = "comparison"

    @property
    def seconds(self) -> float:
        """About how long it takes."""
        return 0.004 * len(self.documents)

    def prepare(self) -> None:
        """Import nothing more."""

    def run(self) -> list[Mapping[str, str]]:
        """Return the controls of those that differ."""
        return [one.controls for one in self.documents if drawn(one) != (one.svg or one.document)]


def drawn(one: Decoded) -> str:
    options = {name: int(text) if text.isdigit() else text for name, text in one.controls.items()}
    del options["seed"]
    try:
        return svgconv.load(one.operation, **options).encode(".svg").decode()
    except SvgconvError:
        file = os.path.join(tempfile.gettempdir(), "impossible.svg")
        return run(*one.words, "-o", file).err.rstrip("\n")


def main() -> int:
    """Print what was built and compared; return how many figures or limits are wrong."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(svgconv.explore(folder).summary, flush=True)
        sizes = {path.name: path.stat().st_size for path in folder.iterdir()}
        documents = list(decoded(folder))
    parts = [Comparison(documents[start : start + 200]) for start in range(0, len(documents), 200)]
    with Pool() as pool:
        wrong = [one for _, found in pool.run(parts) for one in found]
    count = sum(bool(one.svg) for one in documents)
    print(f"{count:,} figures and {len(documents) - count:,} impossible ones: {len(wrong)} differ")
    print(*wrong[:20], sep="\n", end="\n" if wrong else "")
    before = sum(sizes[name] for name in BEFORE)
    print(f"{before:,} B before the first block; {sum(sizes.values()):,} B in all")
    return len(wrong) + (before > MOST_BEFORE) + (sum(sizes.values()) > MOST_BYTES)


if __name__ == "__main__":
    sys.exit(min(main(), 1))
