"""Printed models: what Python's ``print`` shows of a model of PyTorch, in a .txt file or as `-`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import prod
from typing import Any

from svgconv.errors import SvgconvError, quoted
from svgconv.files.reading import names_text, read_call
from svgconv.models._calls import does_of_tree
from svgconv.models._rows import rows_of
from svgconv.models.base import (
    Input,
    Model,
    Node,
    Reader,
    Whole,
    needed,
)
from svgconv.operations._pass_through import PassThrough
from svgconv.specification.calls import parsed, short_name
from svgconv.specification.printed import place_of, places_of
from svgconv.specification.sequences import is_sequence, layers_in
from svgconv.specification.sizes import Size

FORM = "give what print(model) shows"


def takes(source: Any) -> bool:
    """Return whether a source is a .txt file, standard input, or the text itself."""
    return isinstance(source, str) and (names_text(source) or "(" in source)


def read(source: str, shape: Size | None) -> Model:
    """Return the model whose layers run in the order in which they are printed.

    Raises
    ------
    SvgconvError: the text is no printed model, or it has too many layers.
    """
    subject, text = (source, read_call(source)) if names_text(source) else ("model", source)
    if not text.strip():
        raise SvgconvError(subject, "is empty", FORM)
    tree = parsed(text, subject, FORM) if "(" in text else None
    if not isinstance(tree, ast.Call):
        raise SvgconvError(subject, f"{quoted(text.strip())} is not a printed model", FORM)
    return _Chain(needed(shape)).read(short_name(tree.func), tree)


@dataclass
class _Chain:
    """The layers of a printed model, each on the one before it.

    Attributes
    ----------
    shape: the model's input's.
    assumed: the classes of modules that print no order of their layers.
    """

    shape: Size
    nodes: list[Node] = field(default_factory=list)
    assumed: dict[str, None] = field(default_factory=dict)

    def read(self, name: str, tree: ast.Call) -> Model:
        self.nodes = [Node("input", "input", Input(), shape=self.shape)]
        for place, call in _layers(tree, "", self.assumed):
            self.nodes.append(
                Node(place, ast.unparse(call), does_of_tree(call), (len(self.nodes) - 1,))
            )
        notes = []
        if self.assumed:
            self._end_planes()
            names = ", ".join(self.assumed)
            notes.append(
                f"What is printed of {names} does not say in which order its layers run, nor what"
                " it adds or concatenates: this table takes the order in which they are printed."
                " An ONNX file, or file.py:name, says it."
            )
        return Model(name, tuple(self.nodes), tuple(notes))

    def _end_planes(self) -> None:
        """Put a flattening, or a mean, before a linear layer whose features it explains."""
        rows = rows_of(Model("", tuple(self.nodes)))
        for place, row in enumerate(rows):
            layer, shape = row.node.does, row.input_shape
            if isinstance(layer, PassThrough) and layer.module == "Linear" and shape is not None:
                if len(shape) == 1:
                    continue
                features = layer.given["in_features"]
                word = {prod(shape): "flatten", shape[0]: "mean"}.get(features)
                if word:
                    self._insert(place, Node(f"({word})", word, Whole(), (place - 1,), (features,)))
                return

    def _insert(self, place: int, node: Node) -> None:
        behind = [replace(one, inputs=(at,)) for at, one in enumerate(self.nodes[place:], place)]
        self.nodes[place:] = [node, *behind]


def _layers(tree: ast.expr, place: str, assumed: dict[str, None]) -> Iterator[tuple[str, ast.Call]]:
    """Yield the place and the call of every layer, in the order in which they are printed."""
    if not isinstance(tree, ast.Call):
        raise SvgconvError(f"layer {place}", f"{quoted(ast.unparse(tree))} is not a layer", FORM)
    parts = [(place_of(one.arg), one.value) for one in tree.keywords if place_of(one.arg)]
    if is_sequence(tree):  # an empty one, which many networks have, does nothing
        parts = parts or [(str(number), one) for number, one in enumerate(layers_in(tree))]
    elif parts:
        assumed[short_name(tree.func)] = None
    else:
        yield place or "0", tree
    for name, part in parts:
        for one in places_of(name):
            yield from _layers(part, f"{place}.{one}" if place else one, assumed)


READER = Reader(
    "a .txt file or - with what print(model) shows, a call in PyTorch or Keras in quotes",
    takes,
    read,
)
