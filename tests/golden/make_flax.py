"""Make `flax.json.gz`: what Flax's layers compute. Run where Flax is installed.

    python -m tests.golden.make_flax

Every case holds a call that svgconv reads, the size of its input, an input of one channel, the
kernel if there is one, and the output that Flax gives for them.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from flax import linen as nn

jax.config.update("jax_enable_x64", True)

SEED = 20191104
HERE = Path(__file__).resolve()
DATA = HERE.with_name("flax.json.gz")

CALLS = {
    "nn.Conv(features=1, kernel_size=(3, 3))": [5, 6],
    "nn.Conv(1, (3, 3), strides=2, padding='SAME')": [6, 7],
    "nn.Conv(1, (4, 2), strides=(2, 3))": [7, 5],
    "nn.Conv(1, (3, 2), strides=(2, 1), padding='VALID')": [6, 6],
    "nn.Conv(1, (3,), padding='CAUSAL', kernel_dilation=2)": [8],
    "nn.Conv(1, (3, 3), kernel_dilation=2, strides=2)": [8, 7],
    "nn.Conv(1, kernel_size=(2, 2, 2), padding=1)": [3, 3, 4],
    "nn.Conv(1, (3, 3), padding=((1, 0), (2, 1)))": [4, 5],
    "nn.max_pool(x, (2, 2), strides=(2, 2))": [5, 6],
    "nn.max_pool(x, (3, 3), strides=(2, 2), padding='SAME')": [6, 7],
    "nn.max_pool(x, (2, 3), padding=((1, 0), (1, 1)))": [4, 4],
    "nn.avg_pool(x, (3, 3), strides=(2, 2), padding='SAME')": [6, 7],
    "nn.avg_pool(x, (2, 2), padding='SAME', count_include_pad=False)": [4, 4],
    "nn.avg_pool(x, (3,))": [7],
}
"""Calls, and the size of their input."""


def case_of(call: str, size: list[int], chance: Any) -> dict[str, Any]:
    """Return the golden data of one call."""
    input_ = chance.integers(-9, 10, size)
    x = jnp.asarray(input_, float)[None, ..., None]
    layer = eval(call, {"nn": nn, "x": x})
    case = {"call": call, "size": size, "input": input_.tolist()}
    if isinstance(layer, nn.Module):
        layer = layer.clone(use_bias=False, param_dtype=jnp.float64, dtype=jnp.float64)
        shape = layer.init(jax.random.PRNGKey(0), x)["params"]["kernel"].shape
        kernel = chance.integers(-9, 10, shape)
        case["weight"] = kernel[..., 0, 0].tolist()
        layer = layer.apply({"params": {"kernel": jnp.asarray(kernel, float)}}, x)
    return {**case, "output": np.round(np.asarray(layer)[0, ..., 0], 9).tolist()}


def main() -> None:
    """Write the data."""
    chance = np.random.default_rng(SEED)
    data = {
        "script_sha256": hashlib.sha256(HERE.read_bytes()).hexdigest(),
        "cases": [case_of(call, size, chance) for call, size in CALLS.items()],
    }
    text = json.dumps(data, separators=(",", ":")).encode()
    DATA.write_bytes(gzip.compress(text, mtime=0))


if __name__ == "__main__":
    main()
