"""Recipes in files of all formats: as the FIGURE, and in a file that would be replaced."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st

from svgconv.encoders import ENCODERS
from svgconv.encoders._gif_blocks import comment
from svgconv.encoders._png_chunks import SIGNATURE, chunk
from tests.fuzz import commands
from tests.fuzz.case import Case
from tests.fuzz.mutations import as_bytes, damaged_bytes, damaged_text
from tests.fuzz.reader import Reader

SEEDS = Path(__file__).parents[1] / "seeds"
"""A file of each format, as svgconv wrote it once."""

CONV = {"svgconv": "0.1", "operation": "conv", "parameters": {"input_size": 3, "kernel_size": 2}}
RECIPES = (
    json.dumps(CONV),
    json.dumps({**CONV, "beside": [CONV]}),
    json.dumps({**CONV, "values": {"seed": 1, "input": [[1, 2, 3]] * 3}, "sum": True}),
    json.dumps({**CONV, "theme": {"base": "dark", "input": {"fill": "#123"}}, "output": {}}),
    json.dumps({**CONV, "beside": ["secret.toml"], "theme": "secret.toml"}),
    json.dumps({**CONV, "frames": "0,2", "hold": 1.5, "plays": 2, "crop": [1, 0], "at": None}),
    '{"svgconv": "0.1", "operation": "stack", "parameters": {"layers": "Conv2d(k=3)",'
    ' "input_size": 5}}',
)
HEAD = chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\2\0\0\0")


def _svg(recipe: bytes) -> bytes:
    escaped = recipe.replace(b"&", b"&amp;").replace(b"<", b"&lt;")
    return b'<svg xmlns="http://www.w3.org/2000/svg"><metadata>%b</metadata></svg>' % escaped


def _png(recipe: bytes) -> bytes:
    text = chunk(b"tEXt", b"svgconv\0" + recipe)
    return SIGNATURE + HEAD + text + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def _gif(recipe: bytes) -> bytes:
    ascii_only = recipe.decode("ascii", "replace").encode("ascii", "replace").decode()
    return b"GIF89a\1\0\1\0\0\0\0" + comment(ascii_only) + b",\0\0\0\0\1\0\1\0\0\2\2D\1\0;"


WRAPPED: dict[str, Callable[[bytes], bytes]] = {
    "svg": _svg,
    "svgz": lambda recipe: gzip.compress(_svg(recipe), mtime=0),
    "json": lambda recipe: b'{"recipe": %b, "frames": []}' % recipe,
    "png": _png,
    "gif": _gif,
}
"""Small files around a recipe, by their suffixes."""


@st.composite
def _contents(draw: st.DrawFn, suffix: str) -> bytes:
    if suffix in WRAPPED and draw(st.booleans()):
        return WRAPPED[suffix](as_bytes(draw(damaged_text(RECIPES))))
    seed = (SEEDS / f"figure.{suffix}").read_bytes()
    return draw(damaged_bytes([seed]))


@st.composite
def _figures(draw: st.DrawFn) -> Case:
    suffix = draw(st.sampled_from(["svg", "svg", *ENCODERS.names()]))
    words = draw(commands.around(f"x.{suffix}"))
    return Case("pictures", words, {**commands.DECOYS, f"x.{suffix}": draw(_contents(suffix))})


@st.composite
def _targets(draw: st.DrawFn) -> Case:
    suffix = draw(st.sampled_from(ENCODERS.names()))
    words = ("render", "conv", "-i", "3", "-k", "2", "-o", f"out.{suffix}")
    if suffix in ("svg", "png", "pdf") and draw(st.booleans()):
        words = ("strip", *words[1:])
    return Case("targets", words, {**commands.DECOYS, f"out.{suffix}": draw(_contents(suffix))})


READERS = (Reader("pictures", _figures()), Reader("targets", _targets()))
