"""How a figure is asked for: the command line and the Python that make it."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping
from typing import Any

from svgconv.figure.comparison import NUMBERS
from svgconv.figure.figure import Figure
from svgconv.files.output import Output
from svgconv.sources import recipe_of
from svgconv.sources.catalogue import catalogue
from svgconv.sources.values import FLAGS as FLAGS_OF_VALUES

FLAGS = {"shown": "frames"}
"""Options whose flag has another name."""


def command_line(figure: Figure, file: str, output: Output | None = None) -> str:
    """The shell command that writes the figure to ``file``, as short as it can be said.

    ``output`` has the file's own options, where they are not the usual ones.
    """
    name, recipe = _known(figure)
    parameters, options = _told(figure, recipe)
    words = ["svgconv", "render" if figure.at is None else "frame", name]
    for key, value in (parameters | options | _chosen(output)).items():
        if key == "beside":
            words += [word for one in value for word in ("--beside", json.dumps(one))]
            continue
        if key == "values" and isinstance(value, dict):
            words += _values(value)
            continue
        if isinstance(value, dict):
            words += [f"--{key}", json.dumps(value)]
            continue
        flag = f"--{FLAGS.get(key, key).replace('_', '-')}"
        if isinstance(value, bool):
            words.append(flag if value else flag.replace("--", "--no-", 1))
        else:
            words += [flag, ",".join(map(str, _numbers(value)))]
    return shlex.join([*words, "-o", file])


def python_code(figure: Figure, file: str, output: Output | None = None) -> str:
    """Two lines of Python that write the figure to ``file``, with its own options."""
    name, recipe = _known(figure)
    parameters, options = _told(figure, recipe)
    at = options.pop("at", None)
    said = [f"{key}={_literal(value)}" for key, value in (parameters | options).items()]
    function = f"svgconv.{name}"
    if recipe:
        function, said = "svgconv.load", [_quoted(name), *said]
    still = "" if at is None else f".frame({at})"
    saved = [_quoted(file), *(f"{key}={_literal(value)}" for key, value in _chosen(output).items())]
    return f"import svgconv\n{function}({', '.join(said)}){still}.save({', '.join(saved)})"


def _chosen(output: Output | None) -> dict[str, object]:
    return {} if output is None else output.chosen


def _known(figure: Figure) -> tuple[str, Mapping[str, Any]]:
    """The catalogue's name of this figure, or else of its operation, with the recipe of the name.

    Of several figures of one operation it is the one beside which least must be said; where the
    catalogue has no such operation, it is the operation's own name, and nothing.
    """
    operation = figure.operation.name
    found: list[tuple[str, Mapping[str, Any]]] = []
    for name in catalogue():
        recipe = recipe_of(name)
        if recipe["operation"] == operation:
            entry = Figure.from_recipe(recipe)
            if (entry.operation, entry.beside) == (figure.operation, figure.beside):
                found.append((name, entry.recipe))
    return min(found, key=lambda one: len(_told(figure, one[1])[1]), default=(operation, {}))


def _told(figure: Figure, recipe: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The parameters and options that must be said beside what the name says."""
    said = figure.recipe
    parameters = {} if recipe else said["parameters"]
    usual = {"view": figure.operation.default_view, "theme": "guide", **recipe}
    options = {
        key: value
        for key, value in said.items()
        if key not in ("svgconv", "operation", "parameters", "numbers") and usual.get(key) != value
    }
    dropped = {key: False for key in NUMBERS if key in recipe and key not in said}
    return parameters, options | dropped


def _values(values: Mapping[str, Any]) -> list[str]:
    """The flags that say numbers."""
    words = ["--seed", str(values["seed"])] if "seed" in values else []
    for flag, key in FLAGS_OF_VALUES.items():
        if key in values:
            rows = values[key] if isinstance(values[key][0], list) else [values[key]]
            said = ";".join(",".join(map(repr, row)) for row in rows)
            words.append(f"--{flag.replace('_', '-')}={said}")
    return words


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
