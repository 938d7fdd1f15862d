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
from tests.golden.networks import NETWORKS
from tests.models.described import written

HERE = Path(__file__).resolve()
DATA = HERE.with_name("models.json.gz")
WINDOWS = (nn.Conv1d, nn.Conv2d, nn.ConvTranspose1d, nn.ConvTranspose2d, nn.MaxPool2d,
           nn.AdaptiveAvgPool2d)  # fmt: skip
KEPT = 256
"""The most numbers of a constant that says a shape, and not a weight."""


def leaves(network: nn.Module) -> dict[str, nn.Module]:
    """The layers of PyTorch in a network, by name."""
    return {
        name: one
        for name, one in network.named_modules()
        if (isinstance(one, WINDOWS) or is_plain(one)) and "parametrizations" not in name
    }


def is_plain(module: nn.Module) -> bool:
    """Whether a module is a layer of PyTorch's own without layers in it."""
    return type(module).__module__.startswith("torch.nn") and not [*module.children()]


def layers(network: nn.Module, shape: list[int]) -> list[dict[str, Any]]:
    """What PyTorch says of each layer, in the order in which they run."""
    found: list[dict[str, Any]] = []
    names = {one: name for name, one in leaves(network).items()}

    def note(layer: nn.Module, given: Any, output: Any) -> None:
        weights = sum(one.numel() for one in layer.parameters())
        found.append({"name": names[layer], "kind": type(layer).__name__,
                      "shape": [*output.shape[1:]], "weights": weights})  # fmt: skip

    handles = [one.register_forward_hook(note) for one in names]
    network.eval()(torch.zeros(1, *shape))
    for handle in handles:
        handle.remove()
    return found


def plain(make: Any) -> nn.Module:
    """A new network, without the norms that its weights are computed from."""
    network = make().eval()
    for module in network.modules():
        if nn.utils.parametrize.is_parametrized(module):
            nn.utils.parametrize.remove_parametrizations(module, "weight")
    return network


def linear(make: Any) -> nn.Module:
    """A network with positive weights and without what hides a path."""
    network = plain(make)
    for module in network.modules():
        for name, one in [*module.named_children()]:
            if isinstance(one, nn.MaxPool2d):
                setattr(module, name, nn.AvgPool2d(one.kernel_size, one.stride, one.padding))
            elif is_plain(one) and not isinstance(one, (*WINDOWS, nn.Linear)):
                setattr(module, name, nn.Identity())
        if isinstance(module, (nn.Conv1d, nn.Conv2d, nn.ConvTranspose1d, nn.ConvTranspose2d)):
            nn.init.constant_(module.weight, 1 / module.weight[0].numel())
            if module.bias is not None:
                nn.init.zeros_(module.bias)
    return network


def fields(make: Any, shape: list[int]) -> dict[str, list[list[int]]]:
    """For each layer with a window [first, last] along each axis, for its middle output."""
    network = linear(make)
    for one in network.parameters():
        one.requires_grad_(False)
    outputs: dict[str, torch.Tensor] = {}
    names = {one: name for name, one in network.named_modules()}
    for one in names:
        if isinstance(one, (*WINDOWS, nn.AvgPool2d)):
            one.register_forward_hook(lambda layer, given, out: outputs.update({names[layer]: out}))
    inputs = torch.ones(1, *shape, requires_grad=True)
    network(inputs)
    found = {}
    for name, output in outputs.items():
        middle = [(size - 1) // 2 for size in output.shape[2:]]
        (gradient,) = torch.autograd.grad(
            output[(0, slice(None), *middle)].sum(), inputs, retain_graph=True
        )
        touched = (gradient[0] != 0).any(0).nonzero()
        low, high = touched.min(0).values.tolist(), touched.max(0).values.tolist()
        found[name] = [[*both] for both in zip(low, high, strict=True)]
    return found


def exported(make: Any, shape: list[int]) -> bytes:
    """The network in ONNX, without the weights' numbers."""
    file = io.BytesIO()
    torch.onnx.export(
        plain(make), (torch.zeros(1, *shape),), file, dynamo=False, input_names=["x"],
        training=torch.onnx.TrainingMode.PRESERVE,
    )  # fmt: skip
    model = onnx.load_model_from_string(file.getvalue())
    for tensor in model.graph.initializer:
        if torch.Size(tensor.dims).numel() > KEPT:
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
    code = HERE.read_bytes() + HERE.with_name("networks.py").read_bytes()
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
