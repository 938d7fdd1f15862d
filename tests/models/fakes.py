"""Modules with the classes' names and attributes of PyTorch's, which is not installed here."""

from __future__ import annotations

from typing import Any


class Module:
    """What `torch.nn.Module` has: attributes, and the modules in it."""

    def __init__(self, *parts: Any, **attributes: Any) -> None:
        self._modules = {str(index): part for index, part in enumerate(parts)}
        vars(self).update(attributes)


Module.__module__ = "torch.nn.modules.module"


def forward(self: Any, input: Any) -> Any:
    raise AssertionError("it runs")


def layer(name: str, *parts: Any, package: str = "torch.nn.modules", **attributes: Any) -> Any:
    """Return a module of one of PyTorch's classes."""
    return type(name, (Module,), {"__module__": package, "forward": forward})(*parts, **attributes)


def conv(inputs: int = 1, outputs: int = 1, kernel: Any = (3, 3), **given: Any) -> Any:
    defaults = {
        "stride": (1, 1), "padding": (0, 0), "dilation": (1, 1), "groups": 1, "bias": object(),
        "padding_mode": "zeros",
    }  # fmt: skip
    sizes = {"in_channels": inputs, "out_channels": outputs, "kernel_size": kernel}
    return layer("Conv2d", **{**sizes, **defaults, **given})
