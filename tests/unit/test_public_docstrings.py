"""Everything public says what it takes, what it returns, and which errors it raises."""

from __future__ import annotations

import inspect
import re
from typing import Any

import pytest

import svgconv
from svgconv.figure.operation_options import without_meaning
from svgconv.gallery.networks import Network
from svgconv.operations import OPERATIONS
from svgconv.options import options_of

PUBLIC = [name for name in svgconv.__all__ if callable(getattr(svgconv, name))]
CLASSES = ("Figure", "Strip", "SvgconvError")
FUNCTIONS = [name for name in PUBLIC if name not in CLASSES]
WITHOUT_SOURCE = ("compare", "explore", "widget")
"""Functions that compute nothing that a paper or PyTorch defines."""
METHODS = [
    *((svgconv.Figure, name) for name in ("save", "encode", "svg", "frame", "strip")),
    *((svgconv.Strip, name) for name in ("save", "encode")),
    (Network, "save"),
]


def sections(made: Any) -> dict[str, dict[str, str]]:
    """Return the entries of each section of a docstring: their names, and their texts."""
    text = inspect.getdoc(made) or ""
    found: dict[str, dict[str, str]] = {}
    for title, body in re.findall(r"^(\w+)\n-{3,}\n(.*?)(?=\n\n|\Z)", text, re.S | re.M):
        entries = [entry.partition(": ") for entry in re.split(r"\n(?=\S)", body)]
        found[title] = {name: text for names, _, text in entries for name in names.split(", ")}
    return found


def check(made: Any, first: int = 0, undocumented: frozenset[str] = frozenset()) -> None:
    """Compare a signature with the docstring's parameters, and look for results and errors."""
    signature, found = inspect.signature(made), sections(made)
    taken = list(signature.parameters.values())[first:]
    assert all(one.annotation is not inspect.Parameter.empty for one in taken)
    assert signature.return_annotation is not inspect.Signature.empty
    assert {*found.get("Parameters", {})} == {one.name for one in taken} - undocumented
    assert all(found.get("Parameters", {}).values())
    assert all(found["Returns"].values())
    assert "SvgconvError" in found["Raises"]


def test_every_public_name_is_checked() -> None:
    assert {*svgconv.__all__} == {*CLASSES, *FUNCTIONS, "__version__"}
    assert {"load", "compare", "model", "solve", "explore", "conv", "conv2d"} <= {*FUNCTIONS}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_says_what_it_takes_returns_and_raises(name: str) -> None:
    made = getattr(svgconv, name)
    hidden: frozenset[str] = frozenset()
    if made.__module__ == "svgconv":
        options = options_of(svgconv.Figure)
        hidden = frozenset(without_meaning(OPERATIONS.get(made.__name__), options))
    check(made, undocumented=hidden)
    assert ("https://" in made.__doc__) == (name not in WITHOUT_SOURCE)


@pytest.mark.parametrize(("owner", "name"), METHODS)
def test_a_method_says_what_it_takes_returns_and_raises(owner: type, name: str) -> None:
    check(getattr(owner, name), first=1)


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_says_what_it_takes_and_describes_its_members(name: str) -> None:
    cls = getattr(svgconv, name)
    found = sections(cls)
    assert {*found["Parameters"]} == {*inspect.signature(cls).parameters}
    assert "SvgconvError" in found.get("Raises", {}) or issubclass(cls, Exception)
    members = [member for member in dir(cls) if member[0] != "_" and member not in dir(ValueError)]
    own = [member for member in members if member not in found["Parameters"]]
    assert [one for one in own if not inspect.getdoc(getattr(cls, one))] == []


def test_the_help_of_a_figure_names_all_options() -> None:
    text = inspect.getdoc(svgconv.Figure) or ""
    assert [name for name in options_of(svgconv.Figure) if f"\n{name}: " not in text] == []
