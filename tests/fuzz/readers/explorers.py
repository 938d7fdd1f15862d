"""Explorers: their ``explore.toml``, the flags, and the page that a gallery links to."""

from __future__ import annotations

import json
from pathlib import Path
from unittest.mock import patch

from hypothesis import strategies as st

from svgconv.explorer import explored
from svgconv.gallery import pool
from svgconv.operations import OPERATIONS
from svgconv.options import options_of
from tests.explorer import decoded
from tests.fuzz import commands
from tests.fuzz.case import Case
from tests.fuzz.checks import figure_problem, on_command_line
from tests.fuzz.hosts import picture_problem
from tests.fuzz.mutations import as_bytes, as_word, damaged_bytes, damaged_text, tokens, weighted
from tests.fuzz.reader import Reader

MOST = 24
"""The most figures of an explorer here, so that a case takes little time."""

FILES = (
    'title = "T"\n[[operations]]\noperation = "conv"\ninput_size = "3-4"\nkernel_size = [1, 3]\n'
    'padding = [0, [1, 0]]\npadding_mode = "zeros"\nview = "flat"\n',
    '[[operations]]\noperation = "max_pool1d"\ninput_size = "3,5"\nkernel_size = "2-3"\n'
    'ceil_mode = [false, true]\nview = ["flat"]\nseed = ["none", 7]\n',
    '[[operations]]\noperation = "upsample"\ninput_size = 3\nscale_factor = "2-3"\n'
    'mode = ["nearest", "bilinear"]\ntheme = ["guide", "t.toml"]\nview = "flat"\n',
    '[[operations]]\noperation = "conv1d"\ninput_size = 4\nkernel_size = 2\n'
    '[[operations]]\noperation = "avg_pool"\ninput_size = [4, 3]\nkernel_size = "1-2"\n'
    'theme = [{base = "dark"}, {input = {fill = "#123"}}]\nview = "flat"\n',
)
RANGES = (
    "1-3", "2", "0-1", "1,3", "1-2,5", "3-1", "none", "none,7", "flat", "flat,matrix", "same",
    "guide,dark", "t.toml", "zeros,reflect", "1-1000", "0-1001", "1-999999999", "1--3", ",",
)  # fmt: skip
STARTS = (
    ("conv", "-i", "3-4", "-k", "1-2", "-s", "1", "-p", "0", "-d", "1"),
    ("max_pool", "-i", "4", "-k", "2", "-s", "1-2", "-p", "0", "-d", "1"),
    ("conv_transpose1d", "-i", "2", "-k", "1-2", "-s", "1,3", "--output-padding", "0-1"),
    ("conv,conv1d", "-i", "4", "-k", "2"),
    ("upsample1d", "-i", "3", "--scale-factor", "2-3"),
)
GALLERY = (
    b'[[sections]]\ntitle = "S"\n[[sections.figures]]\nname = "f"\noperation = "conv"\n'
    b"input_size = 3\nkernel_size = 2\n"
)
SHOWN = [
    {
        "name": "conv",
        "parameters": [
            {"name": "input_size", "texts": ["3", "4"]},
            {"name": "kernel_size", "texts": ["2"]},
        ],
        "looks": [{"name": "view", "texts": ["flat"]}],
    }
]
PAGES = tuple(
    f'<!-- svgconv --><script type="application/json" id="explored">{json.dumps(one)}</script>\n'
    for one in (SHOWN, SHOWN * 2, [{**SHOWN[0], "parameters": []}])
)
THEME = b'base = "dark"\n'


def _explore(words: tuple[str, ...]) -> None:
    """Run svgconv with a smaller limit, in this process."""
    patch.object(explored, "MOST_FIGURES", MOST).start()
    patch.object(pool, "processors", lambda: 1).start()
    on_command_line(words)


def _problem(case: Case) -> str:
    """Say what is wrong with an explorer: each document is a figure that can be read, or a line."""
    if (problem := figure_problem(case)) or not Path("out").is_dir():
        return problem
    for one in decoded(Path("out")):
        if one.svg and (problem := picture_problem(one.svg.encode())):
            return problem
        if not one.svg and (not one.document.isprintable() or ": " not in one.document):
            return f"has the document {one.document[:100]!r}"
    return ""


_damaged = weighted(
    (4, damaged_text(FILES).map(as_bytes)), (1, damaged_bytes([*map(as_bytes, FILES)]))
)


@st.composite
def _files(draw: st.DrawFn) -> Case:
    theme = draw(st.sampled_from([THEME, THEME, b"base = 1\n", b"["]))
    files = {**commands.DECOYS, "out/explore.toml": draw(_damaged), "out/t.toml": theme}
    return Case("explorer files", ("explore", "out"), files)


@st.composite
def _flags(draw: st.DrawFn) -> Case:
    name, *start = draw(st.sampled_from(STARTS))
    flags = [*start]
    names = ["view", "theme", "seed", "operation", *options_of(OPERATIONS.get(name.split(",")[0]))]
    for _ in range(draw(st.integers(0, 2))):
        value = draw(weighted((3, st.sampled_from(RANGES)), (1, damaged_text(RANGES)), (1, tokens)))
        replaces: bool = bool(flags) and draw(st.booleans())
        if replaces:
            flags[2 * draw(st.integers(0, len(flags) // 2 - 1)) + 1] = value
        else:
            flags += [f"--{draw(st.sampled_from(names)).replace('_', '-')}", value]
    if not draw(st.integers(0, 9)):
        name = draw(damaged_text((name, "nn.Conv2d", "conv,max_pool")))
    words = ("explore", "out", "--operation", name, "--view", "flat", *flags)
    files = {**commands.DECOYS, "t.toml": THEME}
    return Case("explorer flags", tuple(map(as_word, words)), files)


@st.composite
def _pages(draw: st.DrawFn) -> Case:
    content = draw(damaged_text(PAGES).map(as_bytes))
    files = {"out/gallery.toml": GALLERY, "out/explore/index.html": content}
    return Case("explorer pages", ("make", "out", "--formats", "svg"), files)


READERS = (
    Reader("explorer files", _files(), _explore, _problem),
    Reader("explorer flags", st.deferred(_flags), _explore, _problem),
    Reader("explorer pages", _pages()),
)
