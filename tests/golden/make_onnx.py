"""Make `onnx.json.gz`: operators with a window in ONNX Runtime. Run where these are installed.

    pip install onnx onnxruntime
    python -m tests.golden.make_onnx

Every case holds an operator's attributes, the shape of its input without the batch, the shape of
its weight, whole numbers for both, what ONNX Runtime computes, and for each output cell the input
units that it depends on: those that change it, where all others are zero and all weights are one.

Two things are left out, for which ONNX Runtime differs from the specification: a window larger than
the padded input, and a transposed convolution whose kernel is smaller than its stride with a word
for its padding, whose output is then not ``i·s``.
"""

from __future__ import annotations

import random
from itertools import islice
from typing import Any, TypeAlias

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from tests.golden.archive import write

SEED = 20261128
EACH = 40
KINDS = ("Conv", "ConvTranspose", "MaxPool", "AveragePool")

Case: TypeAlias = dict[str, Any]


def drawn(chance: random.Random, kind: str, axes: int) -> Case:
    """Random attributes; ONNX Runtime may reject them."""

    def each(least: int, most: int) -> list[int]:
        return [chance.randint(least, most) for _ in range(axes)]

    kernel = each(1, 4)
    found: Case = {"kernel_shape": kernel, "strides": each(1, 3)}
    word = chance.choice(["SAME_UPPER", "SAME_LOWER", "VALID", "", "", ""])
    if word:
        found["auto_pad"] = word
    else:
        found["pads"] = [chance.randint(0, (k - 1) // 2 + (kind[0] == "C")) for k in kernel * 2]
    if kind in ("Conv", "MaxPool") and not word.startswith("SAME"):
        found["dilations"] = each(1, 2)
    if kind == "ConvTranspose" and not word and chance.random() < 0.5:
        found["output_padding"] = [chance.randint(0, s - 1) for s in found["strides"]]
    if kind == "MaxPool" and not word:
        found["ceil_mode"] = chance.randint(0, 1)
    if kind == "AveragePool" and not word:
        found["count_include_pad"] = chance.randint(0, 1)
    return found


def specified(kind: str, attributes: Case, size: list[int]) -> bool:
    """Whether ONNX Runtime computes what the specification says."""
    same = attributes.get("auto_pad", "").startswith("SAME")
    kernel, axes = attributes["kernel_shape"], len(size)
    if kind == "ConvTranspose":
        pairs = zip(kernel, attributes["strides"], strict=True)
        return not same or all(k >= stride for k, stride in pairs)
    pads = attributes.get("pads", [0] * 2 * axes)
    gaps = attributes.get("dilations", [1] * axes)
    return same or all(
        gaps[axis] * (kernel[axis] - 1) + 1 <= size[axis] + pads[axis] + pads[axis + axes]
        for axis in range(axes)
    )


def session(kind: str, attributes: Case, weight: Any) -> Any:
    """The operator as a model whose input has any shape."""
    inputs = ["x"] + ["w"] * (weight is not None)
    node = helper.make_node(kind, inputs, ["y"], **attributes)
    axes = len(attributes["kernel_shape"])
    given = helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, 1] + [None] * axes)
    made = helper.make_tensor_value_info("y", TensorProto.FLOAT, [None] * (axes + 2))
    constants = [] if weight is None else [numpy_helper.from_array(weight, "w")]
    graph = helper.make_graph([node], "g", [given], [made], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )


def case(chance: random.Random, kind: str, axes: int) -> Case | None:
    """One case; None if ONNX Runtime rejects it."""
    attributes = drawn(chance, kind, axes)
    size = [chance.randint(1, 7) for _ in range(axes)]
    count = int(np.prod(size))
    weighted = kind.startswith("Conv")
    if not specified(kind, attributes, size):
        return None
    kernel = attributes["kernel_shape"]
    weight = np.array(
        [chance.randint(-3, 3) for _ in range(int(np.prod(kernel)))], np.float32
    ).reshape(1, 1, *kernel) if weighted else None  # fmt: skip
    values = np.array([chance.randint(-9, 9) for _ in range(count)], np.float32)
    one = np.eye(count, dtype=np.float32).reshape(count, 1, *size)
    try:
        (output,) = session(kind, attributes, weight).run(None, {"x": values.reshape(1, 1, *size)})
        ones = None if weight is None else np.ones_like(weight)
        (changed,) = session(kind, attributes, ones).run(None, {"x": one})
    except Exception:  # of several classes
        return None
    if not output.size or not np.isfinite(output).all():
        return None
    return {
        "kind": kind,
        "attributes": attributes,
        "input_size": size,
        "input": values.astype(int).tolist(),
        "weight": None if weight is None else weight.astype(int).ravel().tolist(),
        "output_size": list(output.shape[2:]),
        "output": output.ravel().tolist(),
        "reads": [line.nonzero()[0].tolist() for line in changed.reshape(count, -1).T],
    }


def cases() -> list[Case]:
    """The cases of every operator."""
    found: list[Case] = []
    for kind in KINDS:
        for axes in (1, 2):
            chance = random.Random(f"{SEED} {kind} {axes}")
            some = (case(chance, kind, axes) for _ in iter(int, 1))
            found += islice(filter(None, some), EACH)
    return found


if __name__ == "__main__":
    versions = {"onnx": onnx.__version__, "onnxruntime": onnxruntime.__version__}
    write("onnx", {**versions, "cases": cases()})
