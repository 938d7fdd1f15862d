"""A message is about an option that the command line has."""

from __future__ import annotations

import re
from itertools import pairwise, product
from pathlib import Path

import pytest

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
        given = {flag[2:].replace("-", "_") for flag in flags if flag.startswith("--")}
        given |= {word.removeprefix("no_") for word in given}
        if result.status:
            rejected += 1
            subject, _, problem = result.err.partition(": ")
            assert subject in given, (flags, result.err)
            if other := re.search(r"combined with (?!the )(\w+)", problem):
                assert other[1] in given, (flags, result.err)
    assert rejected > len(ASKING)


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        ("conv -i 4 -k 3 --view matrix --symbols --shade grey",
         "symbols: cannot be combined with shade; leave one of the two out"),
        ("Conv2d(1,1,3)>MaxPool2d(2) -i 8 --shade grey",
         "shade: stack is drawn without numbers; leave it out"),
        ("Conv2d(1,1,3)>MaxPool2d(2) -i 8 --values",
         "values: stack is drawn without numbers; leave them out"),
        ("conv -i 4 -k 3 --in-channels 9 --worksheet",
         "worksheet: of 9 channels not all are drawn; use at most 4"),
    ],
)  # fmt: skip
def test_the_message_names_what_is_given(arguments: str, answer: str, tmp_path: Path) -> None:
    result = run("render", *arguments.split(), "-o", str(tmp_path / "a.svg"))
    assert result.err.strip() == answer
