"""Command lines around a FIGURE, and the figures of the catalogue to start from."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from functools import cache

from hypothesis import strategies as st

import svgconv
from svgconv.figure.snippets import command_line
from svgconv.sources.catalogue import catalogue, catalogue_text

DECOYS = {
    "secret.toml": b'operation = "conv"\ninput_size = 4\nkernel_size = 3\n',
    "secret.csv": b"1,2\n3,4\n",
}
"""Files that no case names, unless a hostile word does."""

SUFFIXES = ["svg"] * 8 + ["json", "png", "pdf", "gif", "svgz"]
"""Formats that take little time, SVG most often."""

KINDS = ("explain",) * 3 + ("render",) * 5 + ("states", "print", "frame", "strip")
"""What is done with a FIGURE, drawing it most often."""


def figures() -> Sequence[svgconv.Figure]:
    """Return the catalogue's figures, which are drawn in little time."""
    return [svgconv.load(name) for name in catalogue()]


@cache
def calls() -> tuple[str, ...]:
    """Return the PyTorch call of each figure of the catalogue, once."""
    found = (one.operation.torch_call() for figure in figures() for one in figure.figures)
    return tuple(dict.fromkeys(text for text in found if len(text) < 500))


@cache
def command_lines() -> tuple[tuple[str, ...], ...]:
    """Return a FIGURE and flags for each figure of the catalogue, as words."""
    return tuple(
        tuple(shlex.split(command_line(figure, "out.svg", (figure.operation.name, {})))[2:])
        for figure in figures()
    )


@cache
def tables() -> tuple[str, ...]:
    """Return the TOML of each figure of the catalogue."""
    parts = re.split(r"\[\[sections(?:\.figures)?\]\]\n", catalogue_text())[1:]
    return tuple(
        re.sub(r"^(name|caption) = .*\n", "", part, flags=re.MULTILINE).strip() + "\n"
        for part in parts
        if "name = " in part
    )


@st.composite
def around(draw: st.DrawFn, figure: str) -> tuple[str, ...]:
    """A command line that explains, prints or draws a FIGURE."""
    kind = draw(
        st.sampled_from(["explain"] * 3 + ["render"] * 5 + ["states", "print", "frame", "strip"])
    )
    if kind in ("explain", "states"):
        return (kind, figure)
    if kind == "print":
        return ("render", figure, "-o", "-")
    if kind == "frame":
        return ("frame", figure, "--at", "0", "-o", "out.svg")
    if kind == "strip":
        return ("strip", figure, "-o", "out.svg")
    return ("render", figure, "-o", f"out.{draw(st.sampled_from(SUFFIXES))}")
