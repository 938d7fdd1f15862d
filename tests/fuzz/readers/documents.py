"""Documents with figures: Markdown, reStructuredText, and what pandoc gives to its filter."""

from __future__ import annotations

import io
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import markdown
from docutils.core import publish_string
from docutils.parsers.rst import DirectiveError
from hypothesis import strategies as st
from sphinx.util.docutils import docutils_namespace

from svgconv.errors import SvgconvError
from svgconv.ext import pandoc
from svgconv.ext.docutils import FigureDirective, register
from svgconv.files.reading import read_bytes
from tests.fuzz import commands
from tests.fuzz.case import Case
from tests.fuzz.checks import file_problem
from tests.fuzz.hosts import by_program, hosted, page_problem, refused
from tests.fuzz.mutations import as_bytes, damaged_bytes, damaged_text, tokens, weighted
from tests.fuzz.reader import Reader

FIGURES = ("padding_strides", "conv", "nn.Conv2d(1, 1, 3, stride=2)", "nn.MaxPool2d(2)", "y.toml",
           "Conv1d(k=3) > MaxPool1d(2)")  # fmt: skip
OPTIONS = (
    ("input-size", "5"), ("kernel-size", "3"), ("view", "flat"), ("theme", "t.toml"),
    ("theme", "dark"), ("values", ""), ("no-digits", ""), ("at", "2"), ("at", "-1"), ("count", "4"),
    ("columns", "2"), ("frames", "0,2-3"), ("caption", "A *b* <c>"), ("alt", 'A "b"'),
    ("beside", "conv"), ("input-values", "a.csv"), ("width", "80mm"), ("hold", "1.5"),
    ("align", "center"), ("name", "stride"), ("class", "wide"), ("scale", "50"),
)  # fmt: skip
FILES = {
    **commands.DECOYS,
    "y.toml": b'operation = "conv"\ninput_size = 4\nkernel_size = 3\n',
    "t.toml": b'base = "dark"\n',
    "a.csv": b"1,2,3,4,5\n" * 5,
}
AROUND = (
    "Text `with` code.\n\n",
    "# A title\n\n",
    "> ",
    "- ",
    "    ",
    "```python\nx\n```\n\n",
    "~~~",
)
TARGETS = ("html", "html", "revealjs", "latex", "docx", "epub", "gfm", "plain", "pptx")
VERSIONS = ([1, 23, 1], [1, 22], [1, 23], [2])

MOST_PAGE = 20_000
"""The bytes of a page: programs take the square of the time for many brackets."""


@cache
def _texts() -> tuple[str, ...]:
    return (*FIGURES, *commands.calls()[:20])


@st.composite
def _block(draw: st.DrawFn) -> tuple[str, list[tuple[str, str]]]:
    """A FIGURE and its options."""
    figure = draw(st.sampled_from(_texts()))
    given = draw(st.lists(st.sampled_from(OPTIONS), max_size=3))
    if not draw(st.integers(0, 2)):
        given.append((draw(st.sampled_from(OPTIONS))[0], draw(tokens)))
    return figure, [*given, ("view", "flat"), ("input-size", "5")][: draw(st.integers(0, 5))]


def _fenced(figure: str, options: list[tuple[str, str]], fence: str, head: str) -> str:
    lines = [f"{name}: {text}" for name, text in options]
    if head == "{":
        words = " ".join(f'{name}="{text}"' for name, text in options)
        return "\n".join([f"{fence} {{.svgconv #f {words}}}", figure, fence, ""])
    return "\n".join([f"{fence}{head}svgconv", figure, *lines, fence, ""])


def _directive(figure: str, options: list[tuple[str, str]]) -> str:
    lines = [f"   :{name}: {text}" for name, text in options if name != "caption"]
    captions = [f"   {text}" for name, text in options if name == "caption"]
    return "\n".join([f".. svgconv:: {figure}", *lines, "", *captions, ""])


@st.composite
def _page(draw: st.DrawFn, suffix: str) -> str:
    """A page with one block or two, and its damage."""
    parts = []
    for _ in range(draw(st.integers(1, 2))):
        if not draw(st.integers(0, 2)):
            parts.append(draw(st.sampled_from(AROUND)))
        figure, options = draw(_block())
        if suffix == "md":
            fence, head = (
                draw(st.sampled_from(["```", "~~~~"])),
                draw(st.sampled_from(["", " ", "{"])),
            )
            parts.append(_fenced(figure, options, fence, head))
        else:
            parts.append(_directive(figure, options))
    text = "\n".join(parts)
    return draw(damaged_text((text,), 2)) if draw(st.booleans()) else text


@st.composite
def _pages(draw: st.DrawFn, program: str, suffix: str) -> Case:
    page = f"page.{suffix}"
    content = draw(weighted((8, _page(suffix).map(as_bytes)), (1, _bytes(suffix))))
    return Case(program, (program, page), {**FILES, page: content[:MOST_PAGE]})


@st.composite
def _bytes(draw: st.DrawFn, suffix: str) -> bytes:
    return draw(damaged_bytes([as_bytes(draw(_page(suffix)))]))


@st.composite
def _filtered(draw: st.DrawFn) -> Case:
    """A document of pandoc with blocks and damage, in the words or in the values."""
    blocks: list[Any] = []
    for _ in range(draw(st.integers(1, 2))):
        figure, options = draw(_block())
        attributes = draw(st.lists(st.sampled_from(OPTIONS), max_size=1))
        text = "\n".join([figure, *(f"{name}: {text}" for name, text in options)])
        if not draw(st.integers(0, 2)):
            text = draw(damaged_text((text,), 2))
        block = {"t": "CodeBlock", "c": [["f", ["svgconv"], attributes], text]}
        blocks.append({"t": "BlockQuote", "c": [block]} if draw(st.booleans()) else block)
    version = draw(st.sampled_from(VERSIONS))
    text = json.dumps({"pandoc-api-version": version, "meta": {}, "blocks": blocks})
    if not draw(st.integers(0, 3)):
        text = draw(damaged_text((text,), 2))
    content = as_bytes(text)
    if not draw(st.integers(0, 9)):
        content = draw(damaged_bytes([content]))
    return Case("pandoc", (FILTER, draw(st.sampled_from(TARGETS)), "page.pandoc"),
                {**FILES, "page.pandoc": content})  # fmt: skip


FILTER = f"svgconv-pandoc > {pandoc.FOLDER}"
"""The first word of a case of pandoc: what runs, and where its files are."""


def _content(name: str) -> bytes:
    if not Path(name).is_file():
        by_program("page", "does not exist")
    return read_bytes(Path(name))


def _in_markdown(words: tuple[str, ...]) -> None:
    """Convert a page as MkDocs does: a mistake ends the build with its line."""

    def convert() -> str:
        text = _content(words[1]).decode(errors="replace")
        extensions = ["fenced_code", "attr_list", "svgconv.ext.markdown"]
        try:
            return str(markdown.markdown(text, extensions=extensions))
        except SvgconvError as error:
            refused(error)

    hosted("Markdown", convert)


def _in_docutils(words: tuple[str, ...]) -> None:
    """Convert a page as Pelican does."""

    def convert() -> str:
        said = io.StringIO()
        settings = {"_disable_config": True, "embed_stylesheet": False, "warning_stream": said}
        with docutils_namespace():
            register()
            made: bytes = publish_string(
                _content(words[1]).decode(errors="replace"),
                writer="html5",
                settings_overrides=settings,
            )
        if said.getvalue():
            by_program("docutils", (OWN_WORDS or [said.getvalue()])[0])
        return made.decode()

    with patch.object(FigureDirective, "error", _noted):
        hosted("docutils", convert)


OWN_WORDS: list[str] = []
"""What the directive says to the program."""


def _noted(directive: FigureDirective, message: str) -> DirectiveError:
    """Note an error of the directive, and return it as docutils does.

    Raises
    ------
    ValueError: it is not one line.
    """
    if not message.isprintable() or ": " not in message:
        raise ValueError(f"says {message!r}")
    OWN_WORDS.append(message)
    return directive.directive_error(3, message)


def _in_pandoc(words: tuple[str, ...]) -> None:
    """Filter a document."""

    def convert() -> str:
        sys.stdin = io.TextIOWrapper(io.BytesIO(_content(words[2])))
        sys.argv = ["svgconv-pandoc", words[1]]
        pandoc.main()
        return ""

    hosted("pandoc", convert)


def _filter_problem(case: Case) -> str:
    """Say what is wrong with a document of pandoc, or with the files of its figures."""
    with open(1, "rb", closefd=False) as file:
        file.seek(0)
        made = json.load(file)
    if not isinstance(made, dict):
        return "prints no document"
    problems = map(file_problem, sorted(pandoc.FOLDER.glob("*")))
    return next(filter(None, problems), "") or page_problem(case)


READERS = (
    Reader("Markdown", st.deferred(lambda: _pages("Markdown", "md")), _in_markdown, page_problem),
    Reader("docutils", st.deferred(lambda: _pages("docutils", "rst")), _in_docutils, page_problem),
    Reader("pandoc", st.deferred(_filtered), _in_pandoc, _filter_problem),
)
