"""Make `keras_models.json.gz`: models of Keras. Run where keras and torch are installed.

    KERAS_BACKEND=torch python -m tests.golden.make_keras_models

Every case holds the ``config.json`` of a saved model, and of each layer, in the order of the model,
the shape of its output, the channels first, and the number of its weights that are learned.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import keras
from keras import layers

HERE = Path(__file__).resolve()
DATA = HERE.with_name("keras_models.json.gz")


def mobile() -> Any:
    """A small MobileNetV2, with the padding of Keras's own."""
    image = keras.Input((64, 48, 3), name="image")
    x = layers.ZeroPadding2D(((0, 1), (0, 1)))(image)
    x = layers.Conv2D(16, 3, strides=2, use_bias=False)(x)
    x = layers.ReLU(6.0)(layers.BatchNormalization()(x))
    for width, stride in ((16, 1), (24, 2), (24, 1)):
        before = x
        x = layers.Conv2D(6 * x.shape[-1], 1, padding="same", use_bias=False)(x)
        x = layers.ReLU(6.0)(layers.BatchNormalization()(x))
        x = layers.DepthwiseConv2D(3, strides=stride, padding="same", use_bias=False)(x)
        x = layers.ReLU(6.0)(layers.BatchNormalization(scale=False)(x))
        x = layers.Conv2D(width, 1, padding="same", use_bias=False)(x)
        if stride == 1 and before.shape[-1] == width:
            x = layers.Add()([before, x])
    x = layers.GlobalAveragePooling2D()(x)
    return keras.Model(image, layers.Dense(10, activation="softmax")(layers.Dropout(0.2)(x)))


def unet() -> Any:
    """Two levels of a U-Net."""
    image = keras.Input((32, 32, 1))
    left = layers.Conv2D(8, 3, padding="same", activation="relu")(image)
    x = layers.Conv2D(16, 3, padding="same")(layers.MaxPooling2D()(left))
    x = layers.Conv2DTranspose(8, 3, strides=2, padding="same")(x)
    x = layers.Concatenate()([x, left])
    other = layers.UpSampling2D(2)(layers.AveragePooling2D(2)(left))
    return keras.Model(image, layers.Conv2D(1, 1)(layers.Concatenate()([x, other])))


def sequence() -> Any:
    """A sequence with a model in it, a crop, a separable convolution, and dense layers."""
    inner = keras.Sequential([layers.Conv2D(8, 5, dilation_rate=2), layers.PReLU()], name="inner")
    return keras.Sequential([
        keras.Input((40, 40, 3)), inner, layers.Cropping2D(((1, 2), (3, 4))),
        layers.SeparableConv2D(12, 3, depth_multiplier=2), layers.LayerNormalization(),
        layers.Dense(6), layers.MaxPooling2D(3, strides=2, padding="same"), layers.Flatten(),
        layers.Dense(4, use_bias=False), layers.Activation("tanh"),
    ])  # fmt: skip


def causal() -> Any:
    """A WaveNet without gates."""
    blocks = [layers.Conv1D(8, 2, padding="causal", dilation_rate=2**at) for at in range(5)]
    return keras.Sequential([keras.Input((100, 4)), *blocks, layers.GlobalMaxPooling1D()])


MODELS = {"MobileNetV2": mobile, "U-Net": unet, "sequence": sequence, "causal": causal}


def rows(model: Any, within: str = "") -> list[dict[str, Any]]:
    """What Keras says of each layer, and of those of a model in the model."""
    found = []
    for one in model.layers:
        if isinstance(one, keras.layers.InputLayer):
            continue
        if hasattr(one, "layers"):
            found += rows(one, f"{within}{one.name}.")
            continue
        _, *shape = one.output.shape
        weights = sum(math.prod(weight.shape) for weight in one.trainable_weights)
        found.append({"name": f"{within}{one.name}", "shape": [shape[-1], *shape[:-1]],
                      "weights": weights})  # fmt: skip
    return found


def config(model: Any) -> str:
    """The text of the configuration in a saved model."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.keras"
        model.save(path)
        return zipfile.ZipFile(path).read("config.json").decode()


def main() -> None:
    cases = []
    for name, make in MODELS.items():
        keras.backend.clear_session()
        model = make()
        cases.append({"name": name, "config": config(model), "layers": rows(model)})
    data = {
        "keras": keras.__version__,
        "generator": hashlib.sha256(HERE.read_bytes()).hexdigest(),
        "cases": cases,
    }
    DATA.write_bytes(gzip.compress(json.dumps(data, separators=(",", ":")).encode(), 9, mtime=0))
    print(f"{len(cases)} models, {DATA.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
