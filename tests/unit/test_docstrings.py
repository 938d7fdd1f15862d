"""The examples in docstrings hold."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import svgconv

ROOT = Path(svgconv.__file__).parent
WITH_EXAMPLES = sorted(
    ".".join(("svgconv", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
    for path in ROOT.rglob("*.py")
    if ">>> " in path.read_text("utf-8")
)


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples_give_what_they_say(name: str) -> None:
    failed, attempted = doctest.testmod(importlib.import_module(name))
    assert attempted
    assert not failed


def test_there_are_examples() -> None:
    assert {"svgconv", "svgconv.operations.stack"} <= {*WITH_EXAMPLES}
