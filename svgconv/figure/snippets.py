"""Snippets: the command line and the Python code that make a figure again."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.figure.recipe import with_unrecorded
from svgconv.files.output import Output
from svgconv.options import Compared, defaults, flag_of, given, options_of, plain_default
from svgconv.specification.number_texts import text_of_numbers

Named = tuple[str, Mapping[str, Any]]
"""A catalogue name and its figure's recipe, or an operation's name and an empty recipe."""


def command_line(figure: Figure, file: str, named: Named, output: Output | None = None) -> str:
    """Return the shell command that writes the figure to ``file``, as short as possible.

    Parameters
    ----------
    named: the figure that the command starts from (see `svgconv.sources.named.nearest_named`).
    output: the options of the file, if they are not the defaults.
    """
    name, recipe = named
    parameters, options = changes(figure, recipe)
    words = ["svgconv", "render" if figure.at is None else "frame", name]
    for key, value in (parameters | options | _given(output)).items():
        words += _flags(key, value)
    return shlex.join([*words, "-o", file])


def python_code(figure: Figure, file: str, named: Named, output: Output | None = None) -> str:
    """Return two lines of Python that write the figure to ``file``; see `command_line`."""
    name, recipe = named
    parameters, options = changes(figure, recipe)
    at = options.pop("at", None)
    arguments = [f"{key}={_literal(value)}" for key, value in (parameters | options).items()]
    function = f"svgconv.{name}"
    if recipe:
        function, arguments = "svgconv.load", [_quoted(name), *arguments]
    still = "" if at is None else f".frame({at})"
    saved = [_quoted(file), *(f"{key}={_literal(value)}" for key, value in _given(output).items())]
    return f"import svgconv\n{function}({', '.join(arguments)}){still}.save({', '.join(saved)})"


def _means(figure: Figure, name: str, value: Any) -> bool:
    """Return whether an option's value is that of the figure, such as a default in other words."""
    try:
        return bool(getattr(replace(figure, **{name: value}), name) == getattr(figure, name))
    except SvgconvError:
        return False


def changes(figure: Figure, recipe: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the parameters and the options that change a recipe into the figure's.

    An empty recipe stands for the operation's defaults.
    """
    declared = options_of(figure)
    own = with_unrecorded(figure.plain_recipe, declared)
    parameters = {} if recipe else own["parameters"]
    default = defaults(figure) | {"view": figure.operation.default_view}
    default |= figure.unrecorded_defaults
    default |= with_unrecorded(recipe, declared)
    options = {
        key: value
        for key, value in own.items()
        if key in declared
        and (figure.at is None or declared[key].in_still)
        and not (key in default and default[key] == value)
        and not (declared[key].unrecorded is not None and _means(figure, key, default[key]))
    }
    dropped = {
        name: plain_default(figure, name)
        for name, one in declared.items()
        if one.compared == Compared.INHERITED and name in recipe and name not in own
    }
    return parameters, options | dropped


def _given(output: Output | None) -> dict[str, Any]:
    return {} if output is None else given(output)


def _flags(key: str, value: Any) -> list[str]:
    """The flags that give an option; a table or a compared figure is JSON."""
    declared = options_of(Figure).get(key)
    if declared is not None and declared.split is not None:
        return [word for name, part in declared.split(value).items() for word in _flag(name, part)]
    if declared is not None and declared.repeated:
        return [word for one in value for word in (f"--{key}", json.dumps(one))]
    return _flag(key, value)


def _flag(key: str, value: Any) -> list[str]:
    if isinstance(value, bool):
        return [flag_of(key if value else f"no_{key}")]
    flag = flag_of(key)
    if isinstance(value, Mapping):
        return [flag, json.dumps(value)]
    if isinstance(value, list) and value and isinstance(value[0], list) and key.endswith("_values"):
        return [f"{flag}={text_of_numbers(value)}"]
    return [flag, ",".join(map(str, _numbers(value)))]


def _numbers(value: object) -> Iterator[object]:
    if isinstance(value, list):
        for part in value:
            yield from _numbers(part)
    else:
        yield value


def _literal(value: object) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return f"[{', '.join(map(repr, value))}]"
    if isinstance(value, list):
        return f"({', '.join(map(_literal, value))})"
    return _quoted(value) if isinstance(value, str) else repr(value)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
