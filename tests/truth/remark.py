"""What the checks of remarks have in common."""

from __future__ import annotations

import re

LINES = {1: ("cell",), 2: ("row", "column"), 3: ("slice", "row", "column")}


def is_(shown: object, wanted: object) -> str:
    return "" if shown == wanted else f"it is {wanted}"


def numbers_in(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"-?\d+", text.replace(",", ""))]
