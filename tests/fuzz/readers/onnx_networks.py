"""ONNX files for `svgconv model`: damaged bytes, and whole files with hostile contents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.fuzz import commands
from tests.fuzz.case import Case
from tests.fuzz.mutations import LETTERS, damaged_bytes, weighted
from tests.fuzz.reader import Reader

NAME = "ONNX networks"
SEEDS = tuple(
    path.read_bytes() for path in sorted((Path(__file__).parents[1] / "seeds").glob("*.onnx"))
)
SHAPES = ("4,11,9", "3,16,16", "2,40", "1,1,1", "4", "3,400,400", "1,2,3,4,5,6")
WHOLE = (0, 1, -1, 2, 3, 7, 64, -(2**31), 2**31 - 1, 2**32, 10**12, 2**63 - 1, -(2**63))
NAMES = (
    "",
    "x",
    "a/b",
    "../a",
    "a" * 5000,
    "b\nc",
    "é",
    *(one for one in LETTERS if one < "\ud800"),
)
KINDS = (
    "Conv", "ConvTranspose", "MaxPool", "AveragePool", "GlobalAveragePool", "Resize", "Pad",
    "Slice", "Concat", "Split", "Reshape", "Transpose", "Gemm", "MatMul", "Gather", "Shape",
    "Squeeze", "Unsqueeze", "Cast", "Range", "Expand", "Constant", "ConstantOfShape", "If", "Loop",
    "DepthToSpace", "SpaceToDepth", "ReduceMean", "Softmax", "Add", "Mul", "Pow", "Clip", "LSTM",
)  # fmt: skip


@st.composite
def _hostile(draw: st.DrawFn) -> bytes:
    """A whole model with some of its numbers, names, operators or connections replaced."""
    import onnx

    model = onnx.load_model_from_string(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 4))):
        _change(draw, model.graph)
    return bytes(model.SerializeToString())


def _change(draw: st.DrawFn, graph: Any) -> None:
    node = draw(st.sampled_from([*graph.node]))
    match draw(st.sampled_from(["attribute", "kind", "name", "link", "size", "constant", "order"])):
        case "attribute":
            one = (
                draw(st.sampled_from([*node.attribute])) if node.attribute else node.attribute.add()
            )
            one.name = one.name or draw(st.sampled_from(["pads", "axis", "perm", "kernel_shape"]))
            if draw(st.booleans()):
                one.i = draw(st.sampled_from(WHOLE))
            else:
                one.ints[:] = draw(st.lists(st.sampled_from(WHOLE), max_size=6))
            one.type = draw(st.sampled_from([one.type, 2, 7, 1, 3]))
        case "kind":
            node.op_type = draw(st.sampled_from(KINDS))
        case "name":
            node.name = draw(st.sampled_from(NAMES))
        case "link":
            names = [*graph.node[0].input, *(name for each in graph.node for name in each.output)]
            if node.input:
                node.input[draw(st.integers(0, len(node.input) - 1))] = draw(st.sampled_from(names))
        case "size":
            sizes = [*_sizes(graph)]
            if sizes:
                draw(st.sampled_from(sizes)).dim_value = draw(st.sampled_from(WHOLE))
        case "constant":
            if graph.initializer:
                tensor = draw(st.sampled_from([*graph.initializer]))
                tensor.dims[:] = draw(st.lists(st.sampled_from(WHOLE), max_size=4))
                tensor.data_type = draw(st.sampled_from([tensor.data_type, 0, 1, 6, 7, 8, 99]))
        case "order":
            nodes = draw(st.permutations([*graph.node]))
            copies = [type(each).FromString(each.SerializeToString()) for each in nodes]
            del graph.node[:]
            graph.node.extend(copies)


def _sizes(graph: Any) -> Iterator[Any]:
    for one in graph.input:
        yield from one.type.tensor_type.shape.dim


@st.composite
def _models(draw: st.DrawFn) -> Case:
    shape = ("-i", draw(st.sampled_from(SHAPES))) if draw(st.integers(0, 1)) else ()
    what = draw(st.sampled_from([(), (), ("--json",)]))
    content = draw(weighted((2, _hostile()), (1, damaged_bytes(SEEDS))))
    return Case(NAME, ("model", "a.onnx", *shape, *what), {**commands.DECOYS, "a.onnx": content})


READERS = (Reader(NAME, _models()),)
