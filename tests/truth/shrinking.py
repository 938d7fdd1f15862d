"""Smaller specifications with the same fault, and the command line that shows it."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tests.truth.checks import found_in
from tests.truth.parameters import Parameters
from tests.truth.specification import Specification, input_shape, views, weight_shape

MOST_TRIES = 400
NEEDED = (
    "input_size", "kernel_size", "output_size", "layers", "upscale_factor", "downscale_factor",
    "mask", "offset", "size", "scale_factor", "mode",
)  # fmt: skip
COMMANDS = {"call": "explain", "arithmetic": "explain", "pixels": "render"}


def shrunk(made: Specification, seed: int, check: str) -> tuple[Specification, str]:
    """Return the smallest specification found with a fault of a check, and the fault."""
    fault = found_in(made, seed, check).get(check, "")
    tries, improved = 0, True
    while improved and tries < MOST_TRIES:
        improved = False
        for smaller in _smaller(made):
            tries += 1
            found = _found(smaller, seed, check)
            if found and tries < MOST_TRIES:
                made, fault, improved = smaller, found, True
                break
    return made, fault


def _found(made: Specification, seed: int, check: str) -> str:
    try:
        return found_in(made, seed, check).get(check, "")
    except Exception:
        return ""


def _smaller(made: Specification) -> Iterator[Specification]:
    """Yield specifications that are simpler in one way, the simplest first."""
    if made.sum:
        yield replace(made, sum=False)
    if made.values:
        yield replace(made, values=None, sum=False)
    if made.view and made.view != views(made)[0]:
        yield replace(made, view=views(made)[0])
    yield from _fewer_axes(made)
    for name in list(made.parameters):
        if name not in NEEDED:
            left = {key: value for key, value in made.parameters.items() if key != name}
            yield _fitted(made, left)
    for name, value in made.parameters.items():
        for smaller in _smaller_values(value):
            yield _fitted(made, {**made.parameters, name: smaller})
    if made.values:
        yield from _simpler_numbers(made)


def _fewer_axes(made: Specification) -> Iterator[Specification]:
    less = {"3d": "", "1d": None}.get(made.operation[-2:], "1d")
    names = ("conv", "conv_transpose", "max_pool", "avg_pool", "lp_pool",
             "adaptive_max_pool", "adaptive_avg_pool")  # fmt: skip
    if less is None or made.kind not in names:
        return
    dropped = ("divisor_override",) if less == "1d" else ()
    parameters = {
        name: value[1:] if isinstance(value, list) and len(value) == made.axes else value
        for name, value in made.parameters.items()
        if name not in dropped
    }
    view = made.view if made.view != "gather" else ""
    smaller = replace(made, operation=f"{made.kind}{less}", view=view)
    yield _fitted(smaller, parameters)


def _smaller_values(value: Any) -> Iterator[Any]:
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return
    if isinstance(value, int):
        if value > 0:
            yield from sorted({0 if value == 1 else 1, value // 2 or value, value - 1} - {value})
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for at in range(len(value)):
            if len(value) > 1:
                yield [*value[:at], *value[at + 1 :]]
            for name, inner in value[at].items():
                if name not in ("operation", "kernel_size", "output_size"):
                    left = {key: one for key, one in value[at].items() if key != name}
                    yield [*value[:at], left, *value[at + 1 :]]
                for smaller in _smaller_values(inner):
                    yield [*value[:at], {**value[at], name: smaller}, *value[at + 1 :]]
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            for smaller in _smaller_values(inner):
                yield [*value[:at], smaller, *value[at + 1 :]]


def _fitted(made: Specification, parameters: Parameters) -> Specification:
    """The specification with other parameters, and as many of its numbers as fit."""
    smaller = replace(made, parameters=parameters)
    if made.values is None:
        return smaller
    try:
        shapes = {"input": input_shape(smaller), "weight": weight_shape(smaller)}
        shapes["bias"] = (smaller.channels[1],)
        values = {name: _cut(rows, shapes[name]) for name, rows in made.values.items()}
    except (IndexError, KeyError, TypeError):
        return replace(smaller, values=None, sum=False)
    return replace(smaller, values=values)


def _cut(rows: Any, shape: tuple[int, ...]) -> Any:
    """The first numbers of each axis, repeated where there are too few."""
    while _depth(rows) > len(shape):
        rows = rows[0]
    while _depth(rows) < len(shape):
        rows = [rows]
    if not shape:
        return rows
    return [_cut(rows[at % len(rows)], shape[1:]) for at in range(shape[0])]


def _depth(rows: Any) -> int:
    return 1 + _depth(rows[0]) if isinstance(rows, list) else 0


def _simpler_numbers(made: Specification) -> Iterator[Specification]:
    assert made.values is not None
    for name, rows in made.values.items():
        flat = json.dumps(rows)
        for simple in (0, 1):
            for other in _one_simpler(rows, simple):
                if json.dumps(other) != flat:
                    yield replace(made, values={**made.values, name: other})


def _one_simpler(rows: Any, simple: int) -> Iterator[Any]:
    if not isinstance(rows, list):
        if rows not in (0, 1):
            yield simple
        return
    for at, row in enumerate(rows):
        for other in _one_simpler(row, simple):
            yield [*rows[:at], other, *rows[at + 1 :]]


def command_line(made: Specification, check: str) -> str:
    """Return one line for a shell that shows the fault."""
    command = COMMANDS.get(check, "states")
    values = made.values or {}
    if any(_depth(rows) > 2 for rows in values.values()):
        arguments = [f"{key}={value!r}" for key, value in (made.parameters | made.recipe).items()]
        code = f"svgconv.load({made.operation!r}, {', '.join(arguments)})"
        shown = f"print({code}.explain())" if command == "explain" else f"{code}.document()"
        shown = f"{code}.save('fault.png')" if command == "render" else shown
        shown = f"print({shown})" if command == "states" else shown
        return shlex.join(["python", "-c", f"import svgconv; {shown}"])
    words = ["svgconv", command, made.operation]
    for name, value in made.parameters.items():
        words += _flag(name, value)
    if made.view:
        words += ["--view", made.view]
    for name, rows in values.items():
        lines = rows if _depth(rows) == 2 else [rows]
        words.append(f"--{name}-values=" + ";".join(",".join(map(repr, row)) for row in lines))
    words += ["--sum"] * made.sum
    return shlex.join(words + (["-o", "fault.png"] if command == "render" else []))


def _flag(name: str, value: Any) -> list[str]:
    flag = f"--{name.replace('_', '-')}"
    if isinstance(value, bool):
        return [flag if value else f"--no-{flag[2:]}"]
    if name == "layers":
        return [flag, " > ".join(map(_layer, value))]
    if name == "offset":
        pairs = zip(value[::2], value[1::2], strict=True)
        return [f"{flag}=" + ";".join(f"{down},{right}" for down, right in pairs)]
    if name == "mask" and isinstance(value, list):
        return [flag, ",".join("".join(map(str, row)) for row in value)]
    if isinstance(value, list):
        value = [[one, one] if name == "padding" and not isinstance(one, list) and any(
            isinstance(other, list) for other in value) else one for one in value]  # fmt: skip
    flat = [value] if not isinstance(value, list) else [
        str("-" if one is None else one) for part in value
        for one in (part if isinstance(part, list) else [part])
    ]  # fmt: skip
    return [f"{flag}={','.join(map(str, flat))}"]


def _layer(layer: Parameters) -> str:
    name = "".join(part.capitalize() for part in layer["operation"].removesuffix("1d").split("_"))
    axes = 1 if layer["operation"].endswith("1d") else 2
    arguments = [f"{key}={_tuple(value)!r}" for key, value in layer.items() if key != "operation"]
    return f"{name}{axes}d({', '.join(arguments)})"


def _tuple(value: Any) -> Any:
    return tuple(map(_tuple, value)) if isinstance(value, list) else value
