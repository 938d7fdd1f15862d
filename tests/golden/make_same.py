"""Make `same.json.gz`: what SAME is in TensorFlow and ONNX. Run where all of these are installed:

    pip install tensorflow-cpu onnx onnxruntime torch
    python -m tests.golden.make_same

Every case holds an operation's parameters, the word, the framework, the shape of its output, its
values from `numbered` inputs and weights, and for each output cell the input units that it reads:
those that change it when they alone are 1. Keras runs on TensorFlow, because on PyTorch its average
pooling repeats the edge. ONNX runs in onnxruntime and in onnx's reference, which have to agree.
onnxruntime has no dilated convolution with a word, and the reference no maximum of such a pooling.

Every case also holds the PyTorch expression that svgconv prints for it. PyTorch evaluates it here,
and has to compute the framework's values.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import random
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
import onnxruntime
import torch
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator
from torch import nn

from svgconv.operations import OPERATIONS

SEED = 20151109
EACH = 16
HERE = Path(__file__).resolve()
DATA = HERE.with_name("same.json.gz")

Numbers: TypeAlias = Any
Case: TypeAlias = dict[str, Any]
KINDS = {"conv": "Conv", "conv_transpose": "ConvTranspose", "max_pool": "MaxPool",
         "avg_pool": "AveragePool"}  # fmt: skip
KERAS = {"conv": "Conv{}D", "conv_transpose": "Conv{}DTranspose", "max_pool": "MaxPooling{}D",
         "avg_pool": "AveragePooling{}D"}  # fmt: skip
SIZES = {1: 12, 2: 8, 3: 4}


def numbered(size: list[int], seed: int) -> Numbers:
    """Whole numbers, some negative, in this shape; the tests make the same."""
    flat = [(7 * n * n + 3 * n + seed) % 23 - 11 for n in range(int(np.prod(size)))]
    return np.array(flat, np.float32).reshape(size)


def each(chance: random.Random, axes: int, most: int) -> list[int]:
    """A number from 1 on for each axis."""
    return [chance.randint(1, most) for _ in range(axes)]


def drawn(chance: random.Random, operation: str, axes: int, framework: str) -> Case:
    """Random parameters that the framework draws correctly.

    Keras has no dilation with a stride, and none in a transposed convolution. onnxruntime forgets
    the dilation of a pooling; it rejects a pooling's window that is shorter than the stride, and
    gives a transposed convolution with such a kernel an output that is too small.
    """
    largest = 3 if axes == 3 else 5
    found: Case = {
        "input_size": each(chance, axes, SIZES[axes]),
        "kernel_size": each(chance, axes, largest),
        "stride": each(chance, axes, largest - 1),
    }
    if operation.startswith("conv"):
        found["dilation"] = each(chance, axes, 3)
        if framework == "keras":
            alone = operation == "conv_transpose" or chance.random() < 0.7
            found["dilation" if alone else "stride"] = [1] * axes
    if framework == "onnx" and operation != "conv":
        gaps = found.get("dilation", [1] * axes)
        taps = zip(found["stride"], gaps, found["kernel_size"], strict=True)
        found["stride"] = [min(s, d * (k - 1) + 1) for s, d, k in taps]
    return found


def by_keras(operation: str, parameters: Case, word: str, weight: Numbers) -> Callable[..., Any]:
    """Keras's layer as a function of a batch."""
    axes = len(parameters["input_size"])
    layer_class = getattr(keras.layers, KERAS[operation].format(axes))
    taps, strides = tuple(parameters["kernel_size"]), tuple(parameters["stride"])
    if weight is None:
        layer = layer_class(taps, strides=strides, padding="same")
    else:
        layer = layer_class(1, taps, strides=strides, padding="same", use_bias=False,
                            dilation_rate=tuple(parameters["dilation"]))  # fmt: skip
        layer.build((None, *parameters["input_size"], 1))
        layer.set_weights([weight[..., None, None]])
    return lambda batch: np.asarray(layer(batch[..., None]))[..., 0]


def by_onnx(operation: str, parameters: Case, word: str, weight: Numbers) -> Callable[..., Any]:
    """ONNX's node as a function of a batch."""
    attributes: Case = {"strides": parameters["stride"], "auto_pad": word.upper()}
    attributes["kernel_shape"] = parameters["kernel_size"]
    feeds = {} if weight is None else {"w": weight[None, None]}
    if weight is not None:
        attributes["dilations"] = parameters["dilation"]

    def run(batch: Numbers) -> Numbers:
        given = {"x": batch[:, None], **feeds}
        values = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, array.shape)
            for name, array in given.items()
        ]
        node = helper.make_node(KINDS[operation], list(given), ["y"], **attributes)
        result = helper.make_tensor_value_info("y", TensorProto.FLOAT, None)
        graph = helper.make_graph([node], "graph", values, [result])
        opset = [helper.make_opsetid("", 22)]
        model = helper.make_model(graph, opset_imports=opset, ir_version=10)
        outputs = []
        if operation != "conv" or set(parameters["dilation"]) == {1}:
            session = onnxruntime.InferenceSession(model.SerializeToString())
            outputs += session.run(None, given)
        if operation != "max_pool":
            outputs += ReferenceEvaluator(model).run(None, given)
        np.testing.assert_allclose(outputs[0], outputs[-1], rtol=1e-5)
        return outputs[0][:, 0]

    return run


RUNS = {"keras": by_keras, "onnx": by_onnx}


def by_torch(call: str, batch: Numbers, weight: Numbers) -> Numbers:
    """What PyTorch computes from an expression that svgconv prints."""
    layer_text, applied, crop = call.partition("(x)")
    layer = eval(layer_text, {"nn": nn})
    for module in layer.modules():
        if hasattr(module, "weight"):
            module.weight = nn.Parameter(torch.tensor(weight[None, None]), requires_grad=False)
            module.bias = None
    output = layer(torch.tensor(batch[:, None]))
    return (eval(f"output{crop}") if applied else output)[:, 0].numpy()


def case(framework: str, operation: str, parameters: Case, word: str) -> Case:
    """One case: the output's shape and values, what each output cell reads, PyTorch's call."""
    axes = len(parameters["input_size"])
    size, taps = parameters["input_size"], parameters["kernel_size"]
    weight = numbered(taps, 5) if operation.startswith("conv") else None
    ones = None if weight is None else np.ones(taps, np.float32)
    name = name_of(operation, axes)
    made = OPERATIONS.get(name).from_parameters({**parameters, "padding": word})
    inputs = numbered(size, 1)[None]
    (values,) = RUNS[framework](operation, parameters, word, weight)(inputs)
    (same,) = by_torch(made.torch_call(), inputs, weight)
    np.testing.assert_allclose(values, same, rtol=1e-5, err_msg=made.torch_call())
    units = np.eye(int(np.prod(size)), dtype=np.float32).reshape(-1, *size)
    reads = RUNS[framework](operation, parameters, word, ones)(units).reshape(len(units), -1).T
    return {
        "framework": framework,
        "operation": name,
        "parameters": {**parameters, "padding": word},
        "output": list(values.shape),
        "values": [round(float(value), 4) for value in values.ravel()],
        "reads": [np.flatnonzero(row).tolist() for row in reads],
        "call": made.torch_call(),
    }


def name_of(operation: str, axes: int) -> str:
    """The name in svgconv of an operation with this many axes."""
    return operation if axes == 2 else f"{operation}{axes}d"


def cases() -> list[Case]:
    """The cases of every operation, with both words, in both frameworks."""
    found: list[Case] = []
    for operation in KINDS:
        for axes in (1, 2, 3):
            for framework, word in (
                ("keras", "same_upper"), ("onnx", "same_upper"), ("onnx", "same_lower"),
            ):  # fmt: skip
                chance = random.Random(f"{SEED} {operation} {axes} {framework} {word}")
                some = (_case(chance, framework, operation, axes, word) for _ in iter(int, 1))
                found += islice(filter(None, some), EACH // (2 if axes == 3 else 1))
                print(operation, axes, framework, word, len(found))
    return found


def _case(
    chance: random.Random, framework: str, operation: str, axes: int, word: str
) -> Case | None:
    parameters = drawn(chance, operation, axes, framework)
    sizes, strides = np.array(parameters["input_size"]), np.array(parameters["stride"])
    if np.prod(sizes * strides if operation == "conv_transpose" else sizes) > 150:
        return None
    if name_of(operation, axes) == "avg_pool3d" and any(sizes < parameters["kernel_size"]):
        return None
    return case(framework, operation, parameters, word)


if __name__ == "__main__":
    golden = {
        "scripts": ["tests/golden/make_same.py"],
        "scripts_sha256": hashlib.sha256(HERE.read_bytes()).hexdigest(),
        "keras": keras.__version__,
        "tensorflow": __import__("tensorflow").__version__,
        "onnxruntime": onnxruntime.__version__,
        "pytorch": torch.__version__,
        "cases": cases(),
    }
    text = json.dumps(golden, separators=(",", ":"))
    DATA.write_bytes(gzip.compress(text.encode(), mtime=0))
