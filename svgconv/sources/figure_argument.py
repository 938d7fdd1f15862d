"""The FIGURE argument: a name, a call, a printed model, TOML, or a file that svgconv wrote."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from svgconv.encoders import ENCODERS
from svgconv.errors import SvgconvError, quoted
from svgconv.figure.comparison import check_count
from svgconv.figure.declaration import FigureOptions
from svgconv.figure.operation_options import not_drawn
from svgconv.figure.recipe import operation_of, parameters_in
from svgconv.files.reading import STANDARD_INPUT, TEXT, names_text, opened, read_call
from svgconv.operations import OPERATIONS
from svgconv.operations.base import Operation
from svgconv.options import options_of, required
from svgconv.sources.array_files import with_arrays
from svgconv.sources.catalogue import catalogue, named_recipe
from svgconv.sources.common_names import meant
from svgconv.sources.references import counted
from svgconv.sources.theme_files import with_theme
from svgconv.sources.toml import flat_recipe, read_toml
from svgconv.specification.calls import FORM
from svgconv.specification.limits import parsed_within_limits

NEED_NUMBERS = ("sum", "worksheet", "panels", "shade")
"""The options that have no meaning without numbers."""
EACH_OR_ALL = ("frame_duration", "duration")
"""Two options of which each replaces the other: the seconds of each frame, and of all frames."""


def recipe_of(figure: str, changes: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the recipe of a FIGURE, with ``changes`` made to it.

    Parameters
    ----------
    figure: a name of the catalogue; an operation's name; a PyTorch call such as
        ``"nn.Conv2d(1, 1, 3, stride=2)"``; the path of a TOML file or of a file that
        svgconv wrote, in any format.
    changes: parameters and options of the figure by name, which override the figure's own.

    Raises
    ------
    SvgconvError: the figure is none of these, or is malformed.
    """
    if not isinstance(figure, str):
        problem = f"{quoted(figure)} is not text"
        raise SvgconvError("figure", problem, "give a name, a call or a file")
    if not figure.strip():
        raise SvgconvError("figure", "is empty", "give a name, an operation, a call or a file")
    with counted():
        return changed(_recipe(figure, changes or {}), changes)


def changed(recipe: dict[str, Any], changes: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return a FIGURE's recipe with changes made to it."""
    parameters = dict(parameters_in(recipe))
    changes = with_theme(changes or {})
    if "values" in changes:
        changes["values"] = changed_values(recipe.get("values"), changes["values"])
        if changes["values"] is False:
            recipe = {key: value for key, value in recipe.items() if key not in NEED_NUMBERS}
    if changes.get("view"):
        unfit = not_drawn(str(changes["view"]), operation_of(recipe), options_of(FigureOptions))
        recipe = {key: value for key, value in recipe.items() if key not in unfit}
    known = options_of(FigureOptions)
    for one, other in (EACH_OR_ALL, EACH_OR_ALL[::-1]):
        if one in changes and other not in changes:
            recipe = {**recipe, other: None}
    for key, value in changes.items():
        (recipe if key in known else parameters)[key] = value
    return _with_compared({**recipe, "parameters": parameters})


def _recipe(figure: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    if names_text(figure):
        figure = _text_of(figure)
    elif _format(figure):
        return _inline(_recipe_in_file(Path(figure)))
    elif figure.endswith(".toml"):
        table = read_toml(Path(figure))
        if "sections" in table:
            raise SvgconvError(figure, "is a gallery", f"use svgconv make {Path(figure).parent}")
        return table_recipe(table, Path(figure).parent)
    if (found := recipe_in_words(figure, changes)) is not None:
        return found
    problem, remedy = "does not exist", meant(figure)
    with suppress(OSError, ValueError):
        if Path(figure).is_dir():
            problem, remedy = "is a folder", "give a file in it"
        if Path(figure).is_file():
            problem = "is a file of an unknown kind"
            remedy = f"name it *{TEXT} if it holds a call or a printed model"
    raise SvgconvError("figure", f"{quoted(figure)} {problem}", remedy)


def recipe_in_words(figure: str, changes: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the recipe of a call, a catalogue's name or an operation; None if it is none of these.

    It opens no file.

    Raises
    ------
    SvgconvError: a call that is malformed or not drawn.
    """
    if "(" in figure or ")" in figure:
        from svgconv.sources.layer_call import call_recipe

        return call_recipe(figure, changes)
    if (named := named_recipe(figure)) is not None:
        return named
    operation = operation_named(figure)
    return None if operation is None else {"operation": operation.name}


def _text_of(figure: str) -> str:
    """Return the text of standard input or of a file: a call, or a printed model."""
    text = read_call(figure)
    if "(" not in text:
        empty = "standard input is empty" if figure == STANDARD_INPUT else "is empty"
        problem = f"{quoted(text.strip())} is not a call" if text.strip() else empty
        raise SvgconvError(figure, problem, FORM)
    return text


def operation_named(name: str) -> type[Operation] | None:
    """Return the operation of a name, an alias or a class: ``conv``, ``conv2d``, ``nn.Conv2d``.

    None if there is none.
    """
    if name in OPERATIONS:
        return OPERATIONS.get(name)
    from svgconv.operations._calls import known_calls, operation_of, operations

    try:
        tree = ast.parse(name, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    if not isinstance(tree, (ast.Name, ast.Attribute)):
        return None
    try:
        return operation_of(tree, known_calls(operations()))[0]
    except SvgconvError:
        return None


def _format(figure: str) -> str:
    """Return the format of the file that a FIGURE names; ``""`` if it names none."""
    suffix = Path(figure).suffix.lower().removeprefix(".")
    return suffix if suffix and suffix in ENCODERS else ""


def _recipe_in_file(path: Path) -> dict[str, Any]:
    """Return the recipe of a file that svgconv wrote.

    Raises
    ------
    SvgconvError: the file cannot be read, or svgconv did not write it.
    """
    with opened(path) as file:
        if not file.seekable():
            raise SvgconvError(path, "is a pipe", "give a file")
    recipe = ENCODERS.get(_format(path.name)).found_recipe(path)
    if recipe is None:
        remedy = "give a file that svgconv wrote, or a name"
        raise SvgconvError(path, "holds no svgconv recipe", remedy)
    return dict(recipe)


def named_recipes() -> dict[str, dict[str, Any]]:
    """Return the recipe of every figure of the catalogue, by its name."""
    return {name: _with_compared(recipe) for name, recipe in catalogue().items()}


def _inline(recipe: dict[str, Any]) -> dict[str, Any]:
    """Return a picture's recipe, which svgconv writes whole: it may name no file of this machine.

    Raises
    ------
    SvgconvError: a compared figure is not a recipe of its own.
    """
    compared = recipe.get("beside", [])
    for one in compared if isinstance(compared, list) else [compared]:
        if not isinstance(one, Mapping) or "parameters" not in one or "beside" in one:
            raise SvgconvError(
                "beside", f"{quoted(one)} is not a whole recipe", "give a file that svgconv wrote"
            )
    return recipe


def _with_compared(recipe: dict[str, Any]) -> dict[str, Any]:
    """The recipe, with the compared figures as recipes, too."""
    compared = recipe.get("beside", [])
    several = compared if isinstance(compared, (list, tuple)) else [compared]
    check_count(1 + len(several))
    return {**recipe, "beside": list(map(_compared, several))} if several else recipe


def _compared(figure: object) -> Mapping[str, Any]:
    """The recipe of a compared figure: a FIGURE, a table as in TOML, a recipe, or JSON of these."""
    if isinstance(figure, Mapping):
        return _recipe_of_table(figure)
    if isinstance(figure, str):
        return _recipe_of_table(_json(figure)) if figure.startswith("{") else _whole(figure)
    raise SvgconvError("beside", f"{quoted(figure)} is not a figure", "give a name or a call")


def _whole(figure: str) -> dict[str, Any]:
    """The recipe of a FIGURE that has all parameters of its own, except the input size."""
    try:
        recipe = recipe_of(figure)
    except SvgconvError as error:
        if error.subject != "figure":
            raise
        raise SvgconvError("beside", error.problem, error.remedy) from None
    needed = {*required(operation_of(recipe))} - {"input_size"}
    if needed <= {*recipe["parameters"]}:
        return recipe
    example = 'give a name or a call, such as "nn.Conv2d(1, 1, 3)"'
    raise SvgconvError("beside", f"{quoted(figure)} needs parameters of its own", example)


def _recipe_of_table(table: Mapping[str, Any]) -> dict[str, Any]:
    return dict(table) if "parameters" in table else table_recipe(table)


def _json(text: str) -> dict[str, Any]:
    try:
        return dict(parsed_within_limits("beside", json.loads, text))
    except ValueError as error:
        if isinstance(error, SvgconvError):
            raise
        raise SvgconvError("beside", f"is not JSON ({error})", "name a figure") from None


def table_recipe(table: Mapping[str, Any], folder: Path | None = None) -> dict[str, Any]:
    """Return the recipe of a TOML table: ``figure`` or ``operation``, parameters and options.

    Parameters
    ----------
    folder: the folder of the files that the table names: a theme, arrays of numbers.

    Raises
    ------
    SvgconvError: neither ``figure`` nor ``operation``, or both; a file that cannot be read.
    """
    with counted():
        return _recipe_in_table(with_arrays(with_theme(table, folder), folder))


def _recipe_in_table(table: Mapping[str, Any]) -> dict[str, Any]:
    if "figure" in table:
        changes = {key: value for key, value in table.items() if key != "figure"}
        if "operation" in changes:
            raise SvgconvError("operation", "cannot be combined with figure", "give one of the two")
        return recipe_of(str(table["figure"]), changes)
    if "operation" not in table:
        raise SvgconvError("operation", "missing", "give operation or figure")
    return _with_compared(flat_recipe(table))


def changed_values(own: object, change: object) -> object:
    """Return the option ``values`` after a change: a seed replaces all, arrays only themselves."""
    if change is True:
        return own if own not in (None, False) else True
    if not isinstance(change, Mapping) or "seed" in change:
        return change
    if own is True or isinstance(own, (int, str)):
        own = {"seed": int(own)} if own is not False else {}
    return {**own, **change} if isinstance(own, Mapping) else change


def name_of(figure: str) -> str:
    """Return what a FIGURE's files are called: its name, its file's name, or nothing for a call."""
    if figure.endswith((".toml", TEXT)) or _format(figure):
        return Path(figure).stem
    return "" if figure == STANDARD_INPUT or "(" in figure else figure
