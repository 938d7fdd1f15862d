"""Members of families are checked when they are first loaded; errors name their files."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from svgconv.encoders import ENCODERS
from svgconv.errors import SvgconvError
from svgconv.operations import OPERATIONS
from svgconv.registry import Family
from svgconv.themes import THEMES
from svgconv.views import VIEWS

FAMILIES: list[Family[Any]] = [OPERATIONS, VIEWS, THEMES, ENCODERS]

IMPORTS = """
from __future__ import annotations

from svgconv.scene.scene import Scene
from svgconv.scene.theme import Theme
from svgconv.states.odometer import Odometer
from svgconv.states.stack import StackStates
from svgconv.states.states import States
from svgconv.views import flat, tree
from svgconv.views.base import View
"""


def view(code: str = "", **changed: str) -> str:
    """The text of a view's file: some code, and the arguments of `View`, some of them changed."""
    sound = {
        "name": "'ridge'",
        "summary": "'A ridge.'",
        "states_type": "States",
        "draw": "flat.draw",
        "orientation": "'Row 0 is at the top.'",
    }
    arguments = [f"{name}={value}" for name, value in {**sound, **changed}.items()]
    return f"{IMPORTS}\n{code}\nVIEW = View({', '.join(arguments)})\n"


OPERATION = """
from svgconv.operations.base import Operation
from svgconv.operations.conv import Conv

class OPERATION(Conv):
    name = "ridge"
"""
THEME = """
from dataclasses import replace
from svgconv.themes.guide import THEME as GUIDE

THEME = replace(GUIDE, name="ridge")
"""
ENCODER = """
from svgconv.encoders.base import SIZE, Encoder

def encode(drawing):
    return b""

def recipe(path):
    return None

ENCODER = Encoder("A ridge.", encode, recipe, "image/x-ridge", "pixels", SIZE)
"""
SOUND = dict(zip(FAMILIES, (OPERATION, view(), THEME, ENCODER), strict=True))

Load = Callable[[Family[Any], str], object]


@pytest.fixture
def as_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Load]:
    """Loads a member from a file of this text, called ridge, in a folder of its own."""
    folder = tmp_path / "a_family"
    folder.mkdir()
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)

    def load(family: Family[Any], text: str) -> object:
        (folder / "ridge.py").write_text(text, "utf-8")
        return Family(family.noun, "a_family", family.exports, family.problem).get("ridge")

    yield load
    for name in [name for name in sys.modules if name.startswith("a_family")]:
        del sys.modules[name]


@pytest.fixture
def as_entry_point(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Load]:
    """Loads a member by an entry point called ridge, from a module of this text."""
    monkeypatch.syspath_prepend(tmp_path)

    def load(family: Family[Any], text: str) -> object:
        (tmp_path / "a_package.py").write_text(text, "utf-8")
        point = EntryPoint("ridge", f"a_package:{family.exports}", family.group)
        monkeypatch.setattr("svgconv.registry._entry_points", lambda _group: {"ridge": point})
        assert "ridge" in family.names()
        return family.get("ridge")

    yield load
    sys.modules.pop("a_package", None)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.noun)
def test_every_member_passes_the_checks(family: Family[Any]) -> None:
    assert len([family.get(name) for name in family.names()]) > 4


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.noun)
def test_a_sound_member_is_loaded(family: Family[Any], as_file: Load, as_entry_point: Load) -> None:
    assert as_file(family, SOUND[family])
    assert as_entry_point(family, SOUND[family])


ANYWHERE = [
    (VIEWS, "VIEW = 3", "3 is not a View"),
    (VIEWS, view(name="'edge'"), "its name is 'edge', not 'ridge'"),
    (VIEWS, view(summary="''"), "summary is '', not a line of text"),
    (VIEWS, view(summary=r"'two\nlines'"), r"summary is 'two\nlines', not a line of text"),
    (VIEWS, view(unknown="1"), "cannot be imported, TypeError: "),
    (VIEWS, view(states_type="int"), "states_type is <class 'int'>, not a class of states"),
    (VIEWS, view(states_type="3"), "states_type is 3, not a class of states"),
    (VIEWS, view(draw="3"), "draw is 3, not a function"),
    (
        VIEWS,
        view(draw="lambda states: None"),
        "draw takes (states), but is called with (states, theme)",
    ),
    (
        VIEWS,
        view(draw="tree.draw"),
        "draw takes states: StackStates, but is called with states: States",
    ),
    (
        VIEWS,
        view("def draw(states, theme: str | None): ...", draw="draw"),
        "draw takes theme: str | None, but is called with theme: Theme",
    ),
    (
        VIEWS,
        view("def draw(states, theme) -> list[Scene]: ...", draw="draw"),
        "draw returns list[Scene], not Scene",
    ),
    (
        VIEWS,
        view(draw="lambda s, t: None", cell_texts="lambda s, v, o: None"),
        "draw takes (s, t), but is called with (states, theme, texts)",
    ),
    (
        VIEWS,
        view(
            "def texts(states, values, output) -> bytes: ...\n"
            "def draw(states, theme, some: Theme | None): ...",
            cell_texts="texts",
            draw="draw",
        ),
        "draw takes some: Theme | None, but is called with texts: bytes",
    ),
    (
        VIEWS,
        view(cell_texts="lambda values, output: None"),
        "cell_texts takes (values, output), but is called with (states, values, output)",
    ),
    (
        VIEWS,
        view("def texts(s: StackStates, values, output): ...", cell_texts="texts"),
        "cell_texts takes s: StackStates, but is called with states: States",
    ),
    (
        VIEWS,
        view(grids="lambda states, theme: []"),
        "grids takes (states, theme), but is called with (states)",
    ),
    (
        VIEWS,
        view(grids="tree.grids"),
        "grids takes states: StackStates, but is called with states: States",
    ),
    (VIEWS, view(states="lambda: 3"), "states takes (), but is called with (operation)"),
    (
        VIEWS,
        view("def states(operation) -> Odometer: ...", states="states"),
        "states returns Odometer, not States",
    ),
    (VIEWS, view(odometer="lambda: 3"), "odometer takes (), but is called with (operation)"),
    (
        VIEWS,
        view("def count(operation) -> int: ...", odometer="count"),
        "odometer returns int, not Odometer",
    ),
    (VIEWS, view(description="lambda: 3"), "description takes (), but is called with (operation)"),
    (
        VIEWS,
        view("def describe(operation) -> list[str]: ...", description="describe"),
        "description returns list[str], not str",
    ),
    (OPERATIONS, "OPERATION = int", "<class 'int'> is not a class derived from Operation"),
    (OPERATIONS, OPERATION.replace("ridge", "edge"), "its name is 'edge', not 'ridge'"),
    (
        OPERATIONS,
        OPERATION.replace("(Conv)", "(Operation)"),
        "OPERATION has no torch_module, torch_signature, ",
    ),
    (
        OPERATIONS,
        OPERATION + '    states_kinds = ("windows", "scatter")\n',
        "OPERATION has no scatter_states, which its states_kinds need for 'scatter'",
    ),
    (
        OPERATIONS,
        OPERATION + "    has_weight = False\n",
        "OPERATION has no weight, which its states_kinds need for 'matrix'",
    ),
    (THEMES, "THEME = {}", "{} is not a Theme"),
    (THEMES, THEME.replace('"ridge"', '"edge"'), "its name is 'edge', not 'ridge'"),
    (
        THEMES,
        THEME.replace('name="ridge"', 'name="ridge", paints={"input": GUIDE.paints["input"]}'),
        "it has no paint for zeros, ",
    ),
    (
        THEMES,
        THEME.replace('name="ridge"', 'name="ridge", summary=" "'),
        "summary is ' ', not a line of text",
    ),
    (ENCODERS, "ENCODER = None", "None is not an Encoder"),
    (
        ENCODERS,
        ENCODER.replace('"A ridge."', '""'),
        "summary is '', not a line of text",
    ),
    (
        ENCODERS,
        ENCODER.replace("SIZE)", 'SIZE | {"colour"})'),
        "options has the unknown colour",
    ),
    (
        ENCODERS,
        ENCODER.replace("(drawing)", "(drawing, path)"),
        "encode takes (drawing, path), but is called with (drawing)",
    ),
    (
        ENCODERS,
        ENCODER.replace("(drawing)", "(drawing: str)"),
        "encode takes drawing: str, but is called with drawing: Drawing",
    ),
    (ENCODERS, ENCODER.replace("(drawing)", "(drawing) -> str"), "encode returns str, not bytes"),
    (ENCODERS, ENCODER.replace("(path)", "()"), "recipe takes (), but is called with (path)"),
    *(
        (family, "import nowhere", "cannot be imported, ModuleNotFoundError: ")
        for family in FAMILIES
    ),
    *((family, "1 +", "cannot be imported, SyntaxError: ") for family in FAMILIES),
]
"""A family, the text of a member's file, and what is wrong with it."""


@pytest.mark.parametrize(("family", "text", "problem"), ANYWHERE)
def test_an_unfit_file_is_named(
    family: Family[Any], text: str, problem: str, as_file: Load
) -> None:
    with pytest.raises(SvgconvError) as raised:
        as_file(family, text)
    assert str(raised.value).startswith(f"a_family.ridge: {problem}")
    assert str(raised.value).endswith("; correct this file")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(("family", "text", "problem"), ANYWHERE)
def test_an_unfit_entry_point_is_named(
    family: Family[Any], text: str, problem: str, as_entry_point: Load
) -> None:
    with pytest.raises(SvgconvError) as raised:
        as_entry_point(family, text)
    place = f"entry point ridge of {family.group}, a_package:{family.exports}"
    assert str(raised.value).startswith(f"{place}: {problem}")
    assert str(raised.value).endswith("; correct its package or uninstall it")


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.noun)
def test_a_file_must_export_its_member(family: Family[Any], as_file: Load) -> None:
    with pytest.raises(SvgconvError, match=rf"a_family\.ridge: {family.exports} is missing"):
        as_file(family, "")


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.noun)
def test_an_entry_point_must_name_what_exists(family: Family[Any], as_entry_point: Load) -> None:
    problem = re.escape(f"AttributeError: module 'a_package' has no attribute '{family.exports}'")
    with pytest.raises(SvgconvError, match=problem):
        as_entry_point(family, "")


def test_an_unfit_member_is_rejected_each_time(as_entry_point: Load) -> None:
    for _ in range(2):
        with pytest.raises(SvgconvError, match="3 is not a View"):
            as_entry_point(VIEWS, "VIEW = 3")


def test_an_unfit_member_does_not_affect_others(as_entry_point: Load) -> None:
    with pytest.raises(SvgconvError):
        as_entry_point(VIEWS, "import nowhere")
    assert VIEWS.get("flat").name == "flat"


def test_a_member_is_checked_once() -> None:
    checked: list[object] = []

    def problem(member: object) -> str:
        checked.append(member)
        return ""

    family: Family[Any] = Family("view", "svgconv.views", "VIEW", problem)
    assert family.get("flat") is family.get("flat")
    assert checked == [family.get("flat")]
