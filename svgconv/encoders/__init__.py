"""Output formats: one file each, named like the suffix of the files that it writes."""

from __future__ import annotations

from pathlib import Path

from svgconv.encoders.base import MOTION, OUTPUT_OPTIONS, TIMING, Encoder
from svgconv.errors import SvgconvError, enumeration, quoted
from svgconv.files.drawing import Drawing
from svgconv.registry import Family, mismatch, not_a_line


def problem(encoder: object) -> str:
    """Say what is wrong with a value that claims to be an encoder; ``""`` if nothing is."""
    if not isinstance(encoder, Encoder):
        return f"{quoted(encoder)} is not an Encoder"
    if unknown := sorted(encoder.options - OUTPUT_OPTIONS - TIMING - MOTION):
        return f"options has the unknown {', '.join(unknown)}"
    problems = (
        not_a_line(encoder, "summary", "media_type", "content"),
        mismatch("encode", encoder.encode, {"drawing": Drawing}, bytes),
        mismatch("recipe", encoder.recipe, {"path": Path}),
    )
    return next(filter(None, problems), "")


ENCODERS: Family[Encoder] = Family("format", "svgconv.encoders", "ENCODER", problem)


def encoder_for(path: Path) -> Encoder:
    """Return the encoder for a path's suffix.

    Raises
    ------
    SvgconvError: the suffix is missing or unknown; the message names the known ones.
    """
    suffix = path.suffix.lower().removeprefix(".")
    if suffix not in ENCODERS:
        raise SvgconvError(path, *_unknown(path))
    return ENCODERS.get(suffix)


def _unknown(path: Path) -> tuple[str, str]:
    """Return what is wrong with a path without a known suffix, and the remedy."""
    known = [f".{name}" for name in ENCODERS.names()]
    if path.suffix:
        return f"{path.suffix} is an unknown format", f"use {enumeration(known, 'or')}"
    if path.name.lower() in known:
        return "has no name", f"give one before the suffix, as in figure{path.name}"
    if path.is_dir():
        return "is a folder", "give a file in it"
    return "has no suffix, such as .svg", f"use {enumeration(known, 'or')}"
