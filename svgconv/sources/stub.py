"""The package's type stub, ``svgconv/__init__.pyi``: what type checkers and editors read.

Run ``python -m svgconv.sources.stub`` after a change to an operation's parameters or to a figure's
options. A test compares the committed file with what this module writes.
"""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

from svgconv.figure.figure import Figure
from svgconv.operations import OPERATIONS
from svgconv.operations.base import Operation
from svgconv.options import options_of
from svgconv.sources.functions import (
    docstring_of,
    figure_annotation,
    option_text,
    parameters_of,
)
from svgconv.specification.parsers import annotation_of

STUB = Path(__file__).parents[1] / "__init__.pyi"

HEAD = '''"""svgconv draws convolution arithmetic as SMIL-animated SVG, true to PyTorch.

This file is written by ``python -m svgconv.sources.stub``.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from typing_extensions import Unpack

from svgconv.errors import SvgconvError as SvgconvError
from svgconv.explorer.builder import explore as explore
from svgconv.figure.figure import Figure as Figure
from svgconv.gallery.networks import model as model
from svgconv.notebook.widget import widget as widget
from svgconv.sources.load import compare as compare
from svgconv.sources.load import load as load
from svgconv.sources.solutions import solve as solve
from svgconv.strip.strip import Strip as Strip

__version__: str
__all__: list[str]

class _Options(TypedDict, total=False):
'''


def stub() -> str:
    """Return the stub of the package, with the functions of its own operations."""
    options = "".join(_option_lines())
    functions = map(_function, map(OPERATIONS.get, OPERATIONS.own_names()))
    aliases = (f"{name} = {OPERATIONS.canonical(name)}\n" for name in OPERATIONS.aliases())
    return HEAD + options + "\n" + "\n".join(functions) + "\n" + "".join(aliases)


def _option_lines() -> Iterator[str]:
    for name, option in options_of(Figure).items():
        text = textwrap.wrap(option_text(name), 88)
        body = f"\n{' ' * 4}".join(text)
        yield f"    {name}: {_type(figure_annotation(option))}\n"
        yield f'    """{body}"""\n' if len(text) == 1 else f'    """{body}\n    """\n'


def _function(operation: type[Operation]) -> str:
    known = options_of(operation)
    parameters = [
        f"    {name}: {_type(annotation_of(known[name].parse))}"
        + ("" if default is inspect.Parameter.empty else f" = {_literal(default)}")
        for name, default in parameters_of(operation).items()
    ]
    lines = ",\n".join([*parameters, "    **options: Unpack[_Options]"])
    text = textwrap.indent(docstring_of(operation, with_options=False), "    ")
    return f'def {operation.name}(\n{lines},\n) -> Figure:\n    """{text.strip()}\n    """\n'


def _type(annotation: object) -> str:
    return re.sub(r"\b(?:typing|collections\.abc)\.", "", inspect.formatannotation(annotation))


def _literal(default: object) -> str:
    text = repr(default)
    return f'"{text[1:-1]}"' if isinstance(default, str) else text


if __name__ == "__main__":
    STUB.write_text(stub(), "utf-8")
