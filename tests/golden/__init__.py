"""Golden files: committed bytes that the tests make again."""

from __future__ import annotations

import shutil
from pathlib import Path

MISMATCHES = Path(__file__).parents[1] / "mismatches"


def same_bytes(made: Path, committed: Path) -> None:
    """Fail where the files differ, and keep the one that was made for a look at it."""
    if made.read_bytes() == committed.read_bytes():
        return
    MISMATCHES.mkdir(exist_ok=True)
    kept = shutil.copy(made, MISMATCHES / committed.name)
    raise AssertionError(f"{committed} differs from {kept}; if the change is meant: make gallery")
