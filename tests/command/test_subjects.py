"""A message is about an option that the command line has."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path

import pytest

import svgconv
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.files.output import Output
from svgconv.operations import OPERATIONS
from svgconv.options import options_of
from tests.command import run

ASKING = (
    "--values", "--seed 3", "--input-values 1,2;3,4", "--weight-values box", "--bias-values 1",
    "--sum", "--worksheet", "--shade grey", "--panels kernel", "--winners",
)  # fmt: skip
"""Options that ask for numbers."""
AGAINST = ("--symbols", "--no-values")
"""Options that cannot be combined with these."""
FIGURES = (
    "Conv2d(1,1,3)>MaxPool2d(2) -i 8",
    "conv -i 4 -k 3 --in-channels 9",
    "conv -i 3 -k 3 --view matrix",
    "deform_conv -i 5 -k 3 --offset 0",
)


@pytest.mark.parametrize("figure", FIGURES)
def test_an_option_that_asks_for_numbers_is_the_subject(figure: str, tmp_path: Path) -> None:
    path = str(tmp_path / "figure.svg")
    assert run("render", *figure.split(), "-o", path).err == ""
    rejected = 0
    pairs = [*product(AGAINST, ASKING), *pairwise(ASKING)]
    for options in [*pairs, *product((*ASKING, *AGAINST))]:
        flags = " ".join(options).split()
        result = run("render", *figure.split(), *flags, "-o", path)
        given = {flag for flag in flags if flag.startswith("--")}
        if result.status:
            rejected += 1
            subject, _, problem = result.err.partition(": ")
            assert subject in given, (flags, result.err)
            if other := re.search(r"combined with (?!the )([\w-]+)", problem):
                assert other[1] in given, (flags, result.err)
    assert rejected > len(ASKING)


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        ("conv -i 4 -k 3 --view matrix --symbols --shade grey",
         "--symbols: cannot be combined with --shade; leave one of the two out"),
        ("Conv2d(1,1,3)>MaxPool2d(2) -i 8 --shade grey",
         "--shade: stack is drawn without numbers; leave it out"),
        ("Conv2d(1,1,3)>MaxPool2d(2) -i 8 --values",
         "--values: stack is drawn without numbers; leave them out"),
        ("conv -i 4 -k 3 --in-channels 9 --worksheet",
         "--worksheet: some of the 9 channels are not drawn; use at most 4 channels"),
    ],
)  # fmt: skip
def test_the_message_names_what_is_given(arguments: str, answer: str, tmp_path: Path) -> None:
    result = run("render", *arguments.split(), "-o", str(tmp_path / "a.svg"))
    assert result.err.strip() == answer


OWNERS = [Figure, Output, *map(OPERATIONS.get, OPERATIONS.names())]
NAMES = {name for owner in OWNERS for key, one in options_of(owner).items()
         for name in (key, *one.flags(key)) if "_" in name}  # fmt: skip
"""The names of options that are no plain words."""
MARKED = re.compile("‹.*?›")
OF_CALLS = re.compile("_(keras|flax|layer_calls|calls|functions|pass_through)")
"""The modules whose messages are about the arguments of a call in Python."""
OF_A_CALL = ("output_size is missing",)
"""Messages about them in other modules."""


def _messages(path: Path) -> Iterator[str]:
    """Yield the texts of the problems and remedies of the errors that a module raises."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Error"):
            for text in (part for value in node.args[1:] for part in ast.walk(value)):
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield text.value


def test_options_in_messages_are_marked() -> None:
    folder = Path(svgconv.__file__).parent
    unmarked = [
        (str(path.relative_to(folder)), text)
        for path in folder.rglob("*.py")
        if not OF_CALLS.search(path.stem)
        for text in _messages(path)
        if {*re.findall(r"\w+", MARKED.sub("", text))} & NAMES or "--" in text.replace("--help", "")
    ]
    assert [one for one in unmarked if one[1] not in OF_A_CALL] == []
    assert any("‹worksheet›" in text for text in _messages(folder / "figure" / "worksheet.py"))


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        ("conv -i 5 -k 3 --no-values --sum",
         "--sum: needs numbers, which are turned off; leave out --no-values or --sum"),
        ("nn.Conv2d(3,4,3,groups=2) -i 5", "groups: 2 does not divide in_channels, 3; use 1"),
        ("nn.Conv2d(1,1,3) -i 5 --symbols",
         "--symbols: cannot be combined with the view oblique; use --view matrix"),
        ("nn.Conv2d(1,1,3)", "--input-size: missing, but required by conv; give --input-size"),
        ("conv -i 5 -k 3 --beside nn.Conv2d(1,1,9)",
         "--beside, kernel_size: 9 is larger than the padded input, 5; pad by 2 or use at most 5"),
    ],
)  # fmt: skip
def test_the_command_line_has_flags_and_a_call_has_names(
    arguments: str, answer: str, tmp_path: Path
) -> None:
    result = run("render", *arguments.split(), "-o", str(tmp_path / "a.svg"))
    assert result.err == f"{answer}\n"


def test_python_and_toml_have_names(tmp_path: Path) -> None:
    message = "sum: needs numbers, which are turned off; leave out no_values or sum"
    with pytest.raises(SvgconvError, match=f"^{message}$"):
        svgconv.conv(5, 3, values=False, sum=True)
    table = 'operation = "conv"\ninput_size = 5\nkernel_size = 3\nvalues = false\nsum = true\n'
    (tmp_path / "f.toml").write_text(table)
    result = run("render", str(tmp_path / "f.toml"), "-o", str(tmp_path / "a.svg"))
    assert result.err == f"{tmp_path / 'f.toml'}, {message}\n"
