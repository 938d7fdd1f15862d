"""Make `models.json.gz`: real networks as PyTorch has them. Run where torch and onnx are installed.

    python -m tests.golden.make_models

Of every network in `networks.py` it holds:

- what `print` shows, and an ONNX export without the weights' numbers;
- the nodes that svgconv notes in a run on shapes alone (see `tests/models/described.py`);
- what PyTorch says of each layer, in the order in which they run: the output's shape, the number of
  parameters, and for a layer with a window the units along each axis that its middle output depends
  on: [first, last], measured by gradients. For the gradients every weight is positive, and what
  hides a path (a maximum, an activation) is replaced by an average or left out.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import logging
from pathlib import Path
from typing import Any

import onnx
import torch
from torch import nn

from svgconv.models import read_model
from tests.golden.measured import fields, layers, plain
from tests.golden.networks import NETWORKS
from tests.models.described import written

HERE = Path(__file__).resolve()
DATA = HERE.with_name("models.json.gz")
KEPT = 8
"""The most numbers of a constant that is a scale, and not a weight."""


def exported(make: Any, shape: list[int]) -> bytes:
    """The network in ONNX, without the weights' numbers."""
    file, network = io.BytesIO(), plain(make)
    for one in network.parameters():
        nn.init.normal_(one)  # the exporter keeps equal weights once
    torch.onnx.export(
        network, (torch.zeros(1, *shape),), file, dynamo=False, input_names=["x"],
        training=torch.onnx.TrainingMode.PRESERVE,
    )  # fmt: skip
    model = onnx.load_model_from_string(file.getvalue())
    for tensor in model.graph.initializer:
        if tensor.data_type == onnx.TensorProto.FLOAT and torch.Size(tensor.dims).numel() > KEPT:
            for part in ("raw_data", "float_data"):
                tensor.ClearField(part)
    for operator in model.graph.node:
        operator.ClearField("doc_string")
    return bytes(model.SerializeToString())


def case(name: str) -> dict[str, Any]:
    """One network."""
    torch.manual_seed(0)
    make, shape = NETWORKS[name]
    network = make()
    noted = read_model(network, tuple(shape))
    known, spans = layers(network, shape), fields(make, shape)
    return {
        "name": name,
        "input_shape": shape,
        "printed": str(network),
        "onnx": base64.b64encode(exported(make, shape)).decode(),
        "weights": sum(one.numel() for one in network.parameters()),
        "nodes": [written(one) for one in noted.nodes],
        "layers": [{**one, "units": spans.get(one["name"])} for one in known],
    }


def main() -> None:
    logging.disable(logging.WARNING)
    files = HERE, HERE.with_name("measured.py"), HERE.with_name("networks.py")
    code = b"".join(file.read_bytes() for file in files)
    data = {
        "torch": torch.__version__.split("+")[0],
        "onnx": onnx.__version__,
        "generator": hashlib.sha256(code).hexdigest(),
        "cases": [case(name) for name in NETWORKS],
    }
    text = json.dumps(data, separators=(",", ":")).encode()
    DATA.write_bytes(gzip.compress(text, 9, mtime=0))
    print(f"{len(data['cases'])} networks, {DATA.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
