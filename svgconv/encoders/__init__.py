"""The encoders: one file for each output format, named by the suffix that it writes."""

from __future__ import annotations

from pathlib import Path

from svgconv.encoders.base import Encoder
from svgconv.errors import SvgconvError
from svgconv.registry import Family

ENCODERS: Family[Encoder] = Family("format", "svgconv.encoders", "ENCODER")


def encoder_for(path: Path) -> Encoder:
    """The encoder of the path's suffix; `SvgconvError` names the suffixes that there are."""
    suffix = path.suffix.lower().removeprefix(".")
    if suffix not in ENCODERS.names():
        known = ", ".join(f".{name}" for name in ENCODERS.names())
        said = f"{path.suffix} is not a format" if suffix else "has no suffix to name its format"
        raise SvgconvError(path.name or str(path), said, f"use {known}")
    return ENCODERS.get(suffix)
