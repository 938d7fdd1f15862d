"""The package's functions: one for each operation, made from what the operation declares."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, reduce
from operator import or_
from typing import Any

from svgconv.errors import SvgconvError, nearest
from svgconv.figure.figure import Figure
from svgconv.figure.operation_options import without_meaning
from svgconv.operations import OPERATIONS
from svgconv.operations.base import Operation
from svgconv.options import Option, defaults, options_of, required
from svgconv.sources.array_files import with_arrays
from svgconv.sources.theme_files import with_theme
from svgconv.specification.docstrings import parameters_in
from svgconv.specification.option_schema import schema_of
from svgconv.specification.parsers import annotation_of, form_of

GUIDE = "https://arxiv.org/abs/1603.07285"
TYPES: Mapping[str, Any] = {
    "boolean": bool,
    "integer": int,
    "number": float,
    "string": str,
    "object": Mapping[str, Any],
    "array": Sequence[Any],
    "null": None,
}
"""Python's types for those of a JSON schema, in the order of a signature."""

WIDTH = 88
"""The width of a docstring."""


@cache
def function_of(name: str) -> Callable[..., Figure]:
    """Return the function that makes the figure of an operation.

    Its signature, annotations and docstring come from the operation and from the figure's options.

    Raises
    ------
    SvgconvError: no such operation.
    """
    operation = OPERATIONS.get(name)
    signature = signature_of(operation)

    def make(*arguments: Any, **keywords: Any) -> Figure:
        for key in keywords:
            if key not in signature.parameters:
                problem = f"unknown option of {name}"
                raise SvgconvError(key, problem, nearest(key, signature.parameters))
        _check_positions(name, [*parameters_of(operation)], len(arguments), keywords)
        given = signature.bind_partial(*arguments, **keywords).arguments
        parameters = {key: given.pop(key) for key in options_of(operation) if key in given}
        return Figure.from_recipe(
            {"operation": name, "parameters": parameters, **with_arrays(with_theme(given))}
        )

    make.__name__ = make.__qualname__ = name
    make.__module__ = "svgconv"
    make.__doc__ = docstring_of(operation)
    make.__signature__ = signature  # type: ignore[attr-defined]
    make.__annotations__ = {one.name: one.annotation for one in signature.parameters.values()}
    make.__annotations__["return"] = Figure
    return make


def _check_positions(
    name: str, own: Sequence[str], count: int, keywords: Mapping[str, Any]
) -> None:
    """Reject more values by position than a function takes, and a value that is given twice."""
    if count > len(own):
        problem = f"takes at most {len(own)} values by position, not {count}"
        raise SvgconvError(name, problem, 'give options by name, as in view="flat"')
    if twice := [key for key in own[:count] if key in keywords]:
        raise SvgconvError(name, f"{twice[0]} is given twice", "give it once")


def signature_of(operation: type[Operation]) -> inspect.Signature:
    """Return the signature of an operation's function.

    The operation's parameters come first and can be given by position. The figure's options follow
    as keywords.
    """
    known = options_of(operation)
    own = [
        inspect.Parameter(
            name,
            inspect.Parameter.POSITIONAL_OR_KEYWORD,
            default=default,
            annotation=annotation_of(known[name].parse),
        )
        for name, default in parameters_of(operation).items()
    ]
    of_figure = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=_plain_default(name, option),
            annotation=figure_annotation(option),
        )
        for name, option in options_of(Figure).items()
    ]
    return inspect.Signature([*own, *of_figure], return_annotation=Figure)


def parameters_of(operation: type[Operation]) -> dict[str, Any]:
    """Return the default of each of an operation's parameters, in the order of its function.

    Parameters without a default come first, with `inspect.Parameter.empty`.
    """
    names = list(dict.fromkeys([*operation.positional, *inspect.signature(operation).parameters]))
    default, needed = defaults(operation), required(operation)
    names.sort(key=lambda name: name not in needed)
    return {name: default.get(name, inspect.Parameter.empty) for name in names}


def _plain_default(name: str, option: Option) -> Any:
    default = defaults(Figure)[name]
    default = None if default is None else option.plain(default)
    return tuple(default) if isinstance(default, list) else default


def figure_annotation(option: Option) -> Any:
    """Return the type of the values that an option of a figure takes, by its JSON schema."""
    schema = schema_of(option)
    if "enum" in schema:
        return str
    types = schema.get("type", ())
    found = [TYPES[one] for one in TYPES if one in types or one == types]
    return reduce(or_, found) if found else Any


def docstring_of(operation: type[Operation], with_options: bool = True) -> str:
    """Return the docstring of an operation's function.

    Parameters
    ----------
    with_options: whether it describes each option of the figure.
    """
    summary, *details = _prose(operation)
    entries = [_entry(name, _parameter_text(operation, name)) for name in parameters_of(operation)]
    if with_options:
        own = options_of(Figure)
        rejected = without_meaning(operation, own)
        entries += [
            _entry(name, option_text(name, operation)) for name in own if name not in rejected
        ]
    else:
        entries.append(_entry("options", "The options of the figure (see `svgconv.Figure`)."))
    wrong = "a value that is malformed or out of range, or parameters that PyTorch rejects."
    parts = [
        f"Draw {summary[0].lower()}{summary[1:]}",
        *details,
        "Parameters\n----------\n" + "\n".join(entries),
        "Returns\n-------\n" + _entry("Figure", "Jupyter displays it; `save` writes it to a file."),
        "Raises\n------\n" + _entry("SvgconvError", wrong),
        *_example(operation),
        "\n".join(_sources(operation)),
    ]
    return "\n\n".join(parts) + "\n"


def _prose(operation: type[Operation]) -> list[str]:
    """The paragraphs of an operation's docstring before its first section."""
    text = inspect.cleandoc(operation.__doc__ or "")
    if not text or text.startswith(f"{operation.__name__}("):  # as a dataclass writes it
        text = f"{operation.name}."
    return re.split(r"\n\n", re.split(r"\n\n\w+\n---", text)[0])


def _parameter_text(operation: type[Operation], name: str) -> str:
    option = options_of(operation)[name]
    form = form_of(option.parse, operation.axes)
    text = f"{option.flag.help.rstrip('.')}{': ' * bool(form)}{form}."
    return f"{text} Default: {option.flag.default}." if option.flag.default else text


def option_text(name: str, operation: type[Operation] | None = None) -> str:
    """Return sentences about an option of a figure.

    Parameters
    ----------
    operation: the operation whose figure it is, for the values that exist for it.
    """
    option = options_of(Figure)[name]
    text = _documented(Figure).get(name) or option.flag.help
    if operation and option.choices:
        known = [f'"{one}"' for one in option.choices(operation)]
        if not all(one in text for one in known):
            text = f"{text.rstrip('.')}. Names: {', '.join(known)}."
    return f"{text[0].upper()}{text[1:]}"


@cache
def _documented(owner: type) -> dict[str, str]:
    """The text of each parameter in the docstrings of a class and its bases."""
    texts: dict[str, str] = {}
    for one in reversed(owner.__mro__):
        for entry in re.split(r"\n(?=\S)", parameters_in(one)):
            names, _, text = entry.partition(":")
            texts |= dict.fromkeys(re.split(", *", names), " ".join(text.split()))
    return texts


def _entry(name: str, text: str) -> str:
    return textwrap.fill(f"{name}: {text}", WIDTH, subsequent_indent="    ")


def _example(operation: type[Operation]) -> Iterator[str]:
    if operation.example:
        call = f'svgconv.{operation.name}({operation.example}).save("{operation.name}.svg")'
        yield f"Examples\n--------\n{call}"


def _sources(operation: type[Operation]) -> Iterator[str]:
    yield f"PyTorch: {operation.torch_page()}"
    if operation.guide:
        yield _entry("Guide to convolution arithmetic", f"{operation.guide}, {GUIDE}")
