"""The flags of the command line, and the commands themselves."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from hypothesis import strategies as st

from svgconv.commands.application import COMMANDS, LISTS
from svgconv.figure.declaration import FigureOptions
from svgconv.files.output import Output
from svgconv.operations import OPERATIONS
from svgconv.options import Flag, options_of
from svgconv.strip.declaration import StripOptions
from tests.fuzz import commands
from tests.fuzz.case import Case
from tests.fuzz.mutations import HOSTILE, as_word, damaged_text, tokens
from tests.fuzz.reader import Reader

GIVEN = (
    "3", "0", "-1", "1,2", "1,1,2,2", "0,2-3", "title,legend", "flat", "matrix", "scatter", "dark",
    "print", "80mm", "400", "1.5", "#fdf6e3", "transparent", "reflect", "1,2;3,4", "a4", "index",
    '{"base": "dark", "output": {"hatch": "/"}}', '{"operation": "conv", "kernel_size": 2}',
    "conv", "dilation", "nn.Conv2d(1, 1, 3)", "A", "111,110,000", "first|middle|last",
)  # fmt: skip
"""Values that some flag takes."""


@cache
def _flags() -> dict[str, tuple[str, ...]]:
    """Return the flags of a figure, of a file and of a strip, with their short forms."""
    owners = [*map(OPERATIONS.get, OPERATIONS.names()), FigureOptions, Output, StripOptions]
    found: dict[str, Flag] = {}
    for owner in owners:
        for key, one in options_of(owner).items():
            found |= one.flags(key)
    long = {name: f"--{name.replace('_', '-')}" for name in found}
    return {
        name: (long[name],) if not flag.short else (long[name], flag.short)
        for name, flag in found.items()
    }


@st.composite
def _options(draw: st.DrawFn) -> Sequence[str]:
    """One flag, most often with a value."""
    name = draw(st.sampled_from(draw(st.sampled_from(list(_flags().values())))))
    value = draw(st.one_of(st.sampled_from(GIVEN), damaged_text(GIVEN), tokens))
    form = draw(st.sampled_from(["two", "two", "two", "one", "alone", "no"]))
    if form == "alone":
        return [name]
    if form == "no":
        return [name.replace("--", "--no-", 1)]
    return [f"{name}={value}"] if form == "one" else [name, value]


@st.composite
def _cases(draw: st.DrawFn) -> Case:
    words = [*draw(st.sampled_from(commands.command_lines()))]
    command = draw(st.sampled_from([*["render"] * 5, "frame", "strip", "explain", "states"]))
    if command == "frame":
        words += ["--at", draw(st.sampled_from(["0", "0", "-1", "99", *HOSTILE]))]
    elif command in ("explain", "states"):
        words = words[:-2]
    elif draw(st.booleans()):
        words[-1] = f"out.{draw(st.sampled_from(commands.SUFFIXES))}"
    for _ in range(draw(st.integers(0, 3))):
        places = [at for at, word in enumerate(words) if word.startswith("-")] or [len(words)]
        at = draw(st.sampled_from(places))
        words[at:at] = draw(_options())
    if draw(st.booleans()):
        places = [at for at, word in enumerate(words) if not word.startswith("out.")]
        at = draw(st.sampled_from(places))
        words[at] = draw(damaged_text((words[at],), 1))
    return Case("flags", _of(command, words), commands.DECOYS)


def _of(command: str, words: Sequence[str]) -> tuple[str, ...]:
    return tuple(as_word(word) for word in (command, *words))


@st.composite
def _commands(draw: st.DrawFn) -> Case:
    """A command that makes no large file, with words of others."""
    names = [*COMMANDS, *LISTS, "serv", "--version", "--help"]
    name = draw(st.sampled_from([one for one in names if one not in ("make", "explore")]))
    words = draw(
        st.lists(st.one_of(st.sampled_from(GIVEN), tokens, _options().map(" ".join)), max_size=3)
    )
    if draw(st.booleans()):
        words.append("--help")
    return Case("commands", _of(name, words), commands.DECOYS)


READERS = (
    Reader("flags", st.deferred(_cases)),
    Reader("commands", _commands()),
)
