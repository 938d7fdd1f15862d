"""What PyTorch says of a network's layers: shapes, parameters, and what gradients reach."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn

WINDOWS = (nn.Conv1d, nn.Conv2d, nn.ConvTranspose1d, nn.ConvTranspose2d, nn.MaxPool2d,
           nn.AdaptiveAvgPool2d)  # fmt: skip


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
