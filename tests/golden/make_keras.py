"""Make `keras.json.gz`: what Keras's layers compute and read. Run where Keras and JAX are.

    KERAS_BACKEND=jax python -m tests.golden.make_keras

Every case holds a FIGURE, the size of its input, and the expression in Keras that means the same.
For the calls of Keras that svgconv reads the two are equal; for calls of PyTorch the expression is
what ``explain`` has to print. A case has the output's shape, an input with the output that Keras
gives for it, the kernel if there is one, and for each output unit (row-major) the units of the
input that it depends on, as flat indices: those that change it when they alone are not zero, all
kernels being ones.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import os
from pathlib import Path
from typing import Any

os.environ.setdefault("KERAS_BACKEND", "jax")

import jax
import keras
import numpy as np

jax.config.update("jax_enable_x64", True)
keras.config.set_floatx("float64")

SEED = 20191104
HERE = Path(__file__).resolve()
DATA = HERE.with_name("keras.json.gz")

L = "keras.layers."
READ = [
    (f"{L}Conv2D(1, 3)", [5, 6]),
    (f"{L}Conv2D(1, (2, 3), (2, 1))", [5, 6]),
    (f'{L}Conv2D(1, 4, padding="same")', [5, 6]),
    (f'{L}Conv2D(1, 3, padding="SAME", dilation_rate=2)', [5, 6]),
    (f'{L}Conv1D(1, 3, padding="causal", dilation_rate=2)', [8]),
    (f'{L}Conv1D(1, 3, strides=2, padding="causal")', [8]),
    (f"{L}Conv1D(1, 4, strides=3)", [9]),
    (f"{L}Conv3D(1, 2, strides=2)", [3, 4, 4]),
    (f"{L}DepthwiseConv2D(3)", [5, 5]),
    (f"{L}DepthwiseConv1D(3, 2)", [7]),
    (f'{L}SeparableConv2D(1, 3, padding="same")', [5, 5]),
    (f"{L}SeparableConv1D(1, 3, strides=2)", [9]),
    *(
        (f'{L}Conv2DTranspose(1, {k}, strides={s}, padding="{word}")', [3, 2])
        for word in ("valid", "same")
        for k, s in ((3, 2), (2, 2), (2, 3), (4, 2), (5, 1), (1, 3), (5, 3))
    ),
    (f'{L}Conv2DTranspose(1, 3, 2, "same", 1)', [3, 3]),
    (f'{L}Conv2DTranspose(1, 3, 2, "same", 0)', [3, 3]),
    (f'{L}Conv2DTranspose(1, 3, 2, "valid", 1)', [3, 3]),
    (f'{L}Conv2DTranspose(1, 3, padding="same", dilation_rate=2)', [4, 4]),
    (f'{L}Conv1DTranspose(1, 4, strides=3, padding="same")', [4]),
    (f'{L}Conv3DTranspose(1, 2, strides=2)', [2, 2, 2]),
    (f"{L}MaxPooling2D()", [5, 6]),
    (f"{L}MaxPool2D((2, 3), 1)", [5, 6]),
    (f'{L}MaxPooling2D(3, strides=1, padding="same")', [4, 5]),
    (f"{L}MaxPooling1D(3, strides=2)", [8]),
    (f"{L}MaxPooling3D(2)", [4, 4, 5]),
    (f"{L}AveragePooling2D(2)", [5, 6]),
    (f'{L}AvgPool2D(3, strides=1, padding="same")', [4, 5]),
    (f"{L}AveragePooling1D(2, 1)", [5]),
    (f"{L}AveragePooling3D(2)", [4, 4, 5]),
    (f"{L}GlobalAveragePooling2D(keepdims=True)", [4, 5]),
    (f"{L}GlobalMaxPool1D()", [6]),
    (f"{L}GlobalAvgPool1D()", [5]),
    *(
        (f'{L}{call}, padding="same")', size)
        for size in ([6, 7], [7, 5])
        for call in (
            "Conv2D(1, 3, strides=2", "Conv2D(1, (4, 2), strides=(2, 3)", "Conv2D(1, 1, strides=2",
            "DepthwiseConv2D(3, strides=2", "SeparableConv2D(1, 3, strides=2",
            "MaxPooling2D(3, strides=2", "MaxPooling2D(2", "MaxPooling2D(2, strides=1",
            "AveragePooling2D(3, strides=2", "AveragePooling2D(2",
        )
    ),
    (f'{L}Conv1D(1, 5, strides=3, padding="same")', [7]),
    (f'{L}AveragePooling1D(3, strides=2, padding="same")', [6]),
    (f"keras.Sequential([{L}Conv2DTranspose(1, 3, 2), {L}Cropping2D(((0, 1), (1, 2)))])", [3, 4]),
    (f"{L}GlobalMaxPooling2D()", [3, 4]),
    (f"{L}AdaptiveAveragePooling2D((3, 2))", [7, 5]),
    (f"{L}AdaptiveMaxPooling1D(3)", [7]),
    (f"{L}UpSampling2D()", [3, 2]),
    (f"{L}UpSampling2D((2, 3))", [3, 2]),
    (f'{L}UpSampling2D(2, interpolation="bilinear")', [3, 4]),
    (f'{L}UpSampling2D(3, interpolation="bilinear")', [2, 3]),
    (f"keras.Sequential([{L}ZeroPadding2D(((1, 0), (2, 1))), {L}Conv2D(1, 3)])", [4, 5]),
    (f"keras.Sequential([{L}ZeroPadding1D((2, 0)), {L}Conv1D(1, 3)])", [6]),
    (f"keras.Sequential([{L}Conv2D(1, 3), {L}MaxPooling2D(), {L}Conv2D(1, 2)])", [9, 9]),
]  # fmt: skip
"""Calls of Keras that are read, and the size of their input."""

WRITTEN = [
    ("nn.Conv2d(1, 1, 3)", [5, 6], f"{L}Conv2D(1, 3)"),
    ("nn.Conv2d(1, 1, 3, padding=1)", [5, 6], f'{L}Conv2D(1, 3, padding="same")'),
    ("nn.Conv2d(1, 1, 4, padding='same')", [5, 6], f'{L}Conv2D(1, 4, padding="same")'),
    ("nn.Conv2d(1, 1, 3, stride=2, padding=1)", [5, 6],
     f"keras.Sequential([{L}ZeroPadding2D(1), {L}Conv2D(1, 3, strides=2)])"),
    ("nn.Conv2d(1, 1, (3, 2), stride=(1, 2), padding=(1, 0))", [5, 6],
     f"keras.Sequential([{L}ZeroPadding2D((1, 0)), {L}Conv2D(1, (3, 2), strides=(1, 2))])"),
    ("nn.Conv2d(1, 1, 3, dilation=2)", [6, 7], f"{L}Conv2D(1, 3, dilation_rate=2)"),
    ("nn.Sequential(nn.ZeroPad2d((0, 1, 2, 3)), nn.Conv2d(1, 1, 3))", [3, 4],
     f"keras.Sequential([{L}ZeroPadding2D(((2, 3), (0, 1))), {L}Conv2D(1, 3)])"),
    ("nn.Sequential(nn.ZeroPad2d((1, 2, 1, 2)), nn.Conv2d(1, 1, 4))", [4, 5],
     f'{L}Conv2D(1, 4, padding="same")'),
    ("nn.Sequential(nn.ZeroPad2d((2, 1, 2, 1)), nn.Conv2d(1, 1, 4))", [4, 5],
     f"keras.Sequential([{L}ZeroPadding2D(((2, 1), (2, 1))), {L}Conv2D(1, 4)])"),
    ("nn.Sequential(nn.ZeroPad1d((4, 0)), nn.Conv1d(1, 1, 3, dilation=2))", [7],
     f'{L}Conv1D(1, 3, padding="causal", dilation_rate=2)'),
    ("nn.Conv1d(1, 1, 3, stride=2, padding=1)", [7],
     f"keras.Sequential([{L}ZeroPadding1D(1), {L}Conv1D(1, 3, strides=2)])"),
    ("nn.Conv3d(1, 1, 2, stride=2, padding=(1, 0, 0))", [2, 4, 4],
     f"keras.Sequential([{L}ZeroPadding3D((1, 0, 0)), {L}Conv3D(1, 2, strides=2)])"),
    ("nn.ConvTranspose2d(1, 1, 3, stride=2)", [3, 3], f"{L}Conv2DTranspose(1, 3, strides=2)"),
    ("nn.ConvTranspose2d(1, 1, 2, stride=3)", [3, 3],
     f"{L}Conv2DTranspose(1, 2, strides=3, output_padding=0)"),
    ("nn.ConvTranspose2d(1, 1, 3, stride=2, padding=1)", [3, 3],
     f"keras.Sequential([{L}Conv2DTranspose(1, 3, strides=2), {L}Cropping2D(1)])"),
    ("nn.ConvTranspose2d(1, 1, 3, stride=2, padding=1, output_padding=1)", [3, 3],
     f"keras.Sequential([{L}Conv2DTranspose(1, 3, strides=2, output_padding=1),"
     f" {L}Cropping2D(1)])"),
    ("nn.ConvTranspose2d(1, 1, 4, stride=2, padding=1)", [3, 3],
     f'{L}Conv2DTranspose(1, 4, strides=2, padding="same")'),
    ("nn.ConvTranspose1d(1, 1, 3, padding=1)", [5], f'{L}Conv1DTranspose(1, 3, padding="same")'),
    ("nn.MaxPool2d(2)", [5, 6], f"{L}MaxPooling2D(2)"),
    ("nn.MaxPool2d(3, 1, 1)", [5, 6], f'{L}MaxPooling2D(3, strides=1, padding="same")'),
    ("nn.AvgPool2d(3, 2, 1)", [5, 6],
     f"keras.Sequential([{L}ZeroPadding2D(1), {L}AveragePooling2D(3, strides=2)])"),
    ("nn.AvgPool2d(3, 1, 1, count_include_pad=False)", [5, 6],
     f'{L}AveragePooling2D(3, strides=1, padding="same")'),
    ("nn.AdaptiveAvgPool2d(1)", [4, 5], f"{L}GlobalAveragePooling2D(keepdims=True)"),
    ("nn.AdaptiveMaxPool2d((3, 2))", [7, 5], f"{L}AdaptiveMaxPooling2D((3, 2))"),
    ("nn.Upsample(scale_factor=2)", [3, 4], f"{L}UpSampling2D(2)"),
    ("nn.Upsample(size=(6, 4), mode='bilinear')", [3, 4],
     f'{L}UpSampling2D((2, 1), interpolation="bilinear")'),
    ("nn.Sequential(nn.Conv2d(1, 1, 3), nn.MaxPool2d(2))", [8, 8],
     f"keras.Sequential([{L}Conv2D(1, 3), {L}MaxPooling2D(2)])"),
]  # fmt: skip
"""Calls of PyTorch, the size of their input, and their expression in Keras."""


def made(expression: str, size: list[int]) -> Any:
    """Return Keras's layer or layers, built for one channel of this size."""
    layer = eval(expression, {"keras": keras})
    layer.build((None, *size, 1))
    return layer


def computed(layer: Any, inputs: Any) -> Any:
    """Return the one channel of the output for some inputs."""
    outputs = np.asarray(layer(inputs[..., None]))
    return outputs[..., 0]


def kernels(layer: Any) -> list[Any]:
    """Return the kernels among the weights: those with more than one axis."""
    return [weight for weight in layer.weights if len(weight.shape) > 1]


def case_of(figure: str, size: list[int], expression: str, chance: Any) -> dict[str, Any]:
    """Return the golden data of one figure."""
    layer = made(expression, size)
    units = math.prod(size)
    for kernel in kernels(layer):
        kernel.assign(np.ones(kernel.shape))
    alone = computed(layer, np.eye(units).reshape(units, *size))
    depends = (alone.reshape(units, -1) > 0).T
    input_ = chance.integers(-9, 10, size)
    case = {
        "figure": figure,
        "size": size,
        "keras": expression,
        "shape": list(alone.shape[1:]),
        "reads": [row.nonzero()[0].tolist() for row in depends],
        "input": input_.tolist(),
    }
    if len(kernels(layer)) == 1:
        (kernel,) = kernels(layer)
        weight = chance.integers(-9, 10, kernel.shape)
        kernel.assign(weight.astype(float))
        case["weight"] = weight[..., 0, 0].tolist()
    if len(kernels(layer)) < 2:
        output = computed(layer, input_[None].astype(float))[0]
        case["output"] = np.round(output, 9).tolist()
    return case


def main() -> None:
    """Write the data."""
    chance = np.random.default_rng(SEED)
    each = [*((call, size, call) for call, size in READ), *WRITTEN]
    data = {
        "keras": keras.__version__,
        "script_sha256": hashlib.sha256(HERE.read_bytes()).hexdigest(),
        "cases": [case_of(*one, chance) for one in each],
    }
    text = json.dumps(data, separators=(",", ":")).encode()
    DATA.write_bytes(gzip.compress(text, mtime=0))


if __name__ == "__main__":
    main()
