"""The three kinds of TOML: a figure's file, a gallery's and a theme's."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.fuzz import commands
from tests.fuzz.case import Case
from tests.fuzz.mutations import as_bytes, damaged_bytes, damaged_text, weighted
from tests.fuzz.reader import Reader

OTHERS = (
    'figure = "padding_strides"\nstride = 1\ntheme = "dark"\n',
    'figure = "nn.Conv2d(1, 1, 3, padding=1)"\ninput_size = 4\nvalues = true\nsum = true\n',
    'figure = "y.toml"\nkernel_size = 2\n',
    'operation = "conv"\ninput_size = 5\nkernel_size = 3\nbeside = ["y.toml", "dilation"]\n',
    'operation = "conv"\ninput_size = [5, 4]\nkernel_size = 3\ntheme = "t.toml"\nframes = "0,2"\n',
    'operation = "conv"\nkernel_size = 2\nvalues = {input = "a.csv", weight = [[1, 2], [3, 4]]}\n',
    'operation = "stack"\ninput_size = 9\nlayers = ["Conv2d(k=3)", {operation = "max_pool",'
    " kernel_size = 2}]\n",
    'operation = "conv"\ninput_size = 4\nkernel_size = 3\nannotate = "title,legend"\nheading = "A"'
    '\nhold = 1.5\nplays = 2\nframe_duration = 0.5\ncrop = [1, 0, 2, 0]\n[theme]\nbase = "dark"\n'
    '[theme.input]\nfill = "#f80"\nhatch = "/"\n',
)
THEMES = (
    'base = "dark"\n',
    '[input]\nfill = "#ff8800"\nfill_opacity = 0.5\nstroke = "#333"\nstroke_width = 0.04\n',
    '[line]\nstroke = "#333"\nstroke_width = 0.1\n[output]\nhatch = "/"\n[kernel]\nhatch = "-"\n',
    'base = "print"\nwindow = {fill = "#123"}\nsum = {fill = "#000"}\n',
)
GALLERIES = (
    '[[sections]]\ntitle = "S"\n[[sections.figures]]\nname = "f"\ncaption = "C"\n',
    'title = "T"\nintroduction = "I"\nformats = ["svg", "still"]\n[[sections]]\ntitle = "S"\ntext ='
    ' "x"\n[[sections.figures]]\nname = "f"\n',
)
FILES = {
    **commands.DECOYS,
    "y.toml": b'operation = "conv"\ninput_size = 5\nkernel_size = 3\nbeside = "conv"\n',
    "t.toml": b'base = "dark"\n',
    "a.csv": b"1,2,3\n4,5,6\n7,8,9\n",
}


def _damaged(*texts: str) -> st.SearchStrategy[bytes]:
    """Texts with damaged words, and a few with damaged bytes."""
    words = damaged_text(texts, 4).map(as_bytes)
    return weighted((3, words), (1, damaged_bytes([as_bytes(text) for text in texts])))


def _tables() -> st.SearchStrategy[bytes]:
    return st.deferred(lambda: _damaged(*commands.tables(), *OTHERS, *OTHERS))


@st.composite
def _figures(draw: st.DrawFn) -> Case:
    files = {**FILES, "x.toml": draw(_tables())}
    if not draw(st.integers(0, 3)):
        files["y.toml"] = draw(_tables())
    return Case("figure files", draw(commands.around("x.toml")), files)


@st.composite
def _themes(draw: st.DrawFn) -> Case:
    files = {**FILES, "t.toml": draw(_damaged(*THEMES))}
    words = ("render", "conv", "-i", "4", "-k", "3", "--theme", "t.toml", "-o", "out.svg")
    return Case("theme files", words, files)


@st.composite
def _galleries(draw: st.DrawFn) -> Case:
    head = draw(damaged_text(GALLERIES))
    table = draw(st.deferred(lambda: st.sampled_from(commands.tables())))
    if not draw(st.integers(0, 3)):
        table = draw(damaged_text((table,)))
    words = draw(st.sampled_from([("make", "out"), ("make", "out", "--plain"),
                                  ("make", "out", "--fragment", "--base", "/a b\"<")]))  # fmt: skip
    return Case("galleries", words, {**FILES, "out/gallery.toml": as_bytes(head + table)})


READERS = (
    Reader("figure files", _figures()),
    Reader("theme files", _themes()),
    Reader("galleries", _galleries()),
)
