"""Nodes of models as JSON holds them, so that a run where PyTorch is can be read elsewhere."""

from __future__ import annotations

from typing import Any

from svgconv.models.base import Does, Input, Node, Regrouped, Same, Shift, Unknown, Whole, does_of
from svgconv.operations._layer import Layer
from svgconv.operations._pass_through import PassThrough


def written(node: Node) -> dict[str, Any]:
    """Return a node as JSON holds it."""
    return {
        "name": node.name, "layer": node.layer, "does": _written(node.does),
        "inputs": [*node.inputs], "shape": None if node.shape is None else [*node.shape],
        "weights": node.weights,
    }  # fmt: skip


def _written(does: Does) -> list[Any]:
    match does:
        case Layer() | PassThrough():
            return ["layer", does.text]
        case Same(word):
            return ["same", word]
        case Shift(sides, steps, mode):
            return ["shift", [[*both] for both in sides], [*steps], mode]
        case Regrouped(kept, name):
            return ["regrouped", kept, name]
        case Unknown(reason):
            return ["unknown", reason]
        case Input():
            return ["input"]
        case Whole():
            return ["whole"]
    raise ValueError(does)


def node(values: dict[str, Any]) -> Node:
    """Return the node that `written` wrote."""
    shape = values["shape"]
    return Node(
        values["name"], values["layer"], _does(*values["does"]), tuple(values["inputs"]),
        None if shape is None else tuple(shape), values["weights"],
    )  # fmt: skip


def _does(kind: str, *given: Any) -> Does:
    match kind, given:
        case "layer", [text]:
            return does_of(text)
        case "same", [word]:
            return Same(word)
        case "shift", [sides, steps, mode]:
            return Shift(tuple((one, other) for one, other in sides), tuple(steps), mode)
        case "regrouped", [kept, name]:
            return Regrouped(kept, name)
        case "unknown", [reason]:
            return Unknown(reason)
        case "input", _:
            return Input()
    return Whole()
