"""The printed PyTorch call, executed in PyTorch, and the printed Python code."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import torch
import torch.nn.utils.prune  # a masked convolution is printed as a call of it
from torch import Tensor, nn
from torch.nn.modules.conv import _ConvNd

import svgconv
from svgconv.figure.snippets import command_line, python_code
from tests.truth.case import Case
from tests.truth.deformed import DeformConv2d


def check(case: Case) -> Iterator[str]:
    """Yield what the printed call computes differently, and code that makes another figure."""
    call = printed_call(case)
    truth = case.truth
    generator = torch.Generator().manual_seed(case.seed)
    inputs = torch.randn(1, *truth.input_shape, generator=generator, dtype=torch.float64)
    weight = torch.randn(truth.weight_shape, generator=generator, dtype=torch.float64)
    if not truth.weight_shape:
        weight = torch.ones(())
    try:
        result = executed(case, call, inputs, weight)
    except Exception as error:
        yield f"{call}: {type(error).__name__}: {str(error).splitlines()[0]}"
        return
    wanted = truth(inputs, weight if truth.weight_shape else None).flatten()
    if result.numel() != wanted.numel():
        yield f"{call}: {result.numel()} outputs, not {wanted.numel()}"
    elif not torch.allclose(result.flatten(), wanted, rtol=1e-5, atol=1e-6, equal_nan=True):
        yield f"{call}: {result.flatten()[:4].tolist()}..., not {wanted[:4].tolist()}..."
    yield from _read_back(case, call)


def printed_call(case: Case) -> str:
    """Return the call that ``explain`` prints."""
    (line,) = (
        line for line in case.figure.explain().splitlines() if line.startswith("  PyTorch: ")
    )
    call = line.removeprefix("  PyTorch: ")
    assert call == case.figure.operation.torch_call()
    return call


def executed(case: Case, call: str, inputs: Tensor, weight: Tensor) -> Tensor:
    """Return what a call computes with these weights.

    The weights of every convolution that it makes are set, since a call has only random ones.
    """

    def reset(layer: _ConvNd) -> None:
        with torch.no_grad():
            layer.weight.copy_(weight.reshape(layer.weight.shape) if weight.ndim else weight)
            if layer.bias is not None:
                layer.bias.zero_()

    made = case.specification
    values = inputs if len(case.truth.input_shape) > made.axes else inputs[:, None]
    if made.kind == "fold":
        values = inputs
    values = values.to(case.truth.dtype)
    packages = {"ops": SimpleNamespace(DeformConv2d=DeformConv2d)}
    names = {"nn": nn, "torch": torch, "x": values, "torchvision": SimpleNamespace(**packages)}
    before = torch.get_default_dtype()
    torch.set_default_dtype(case.truth.dtype)
    try:
        with patch.object(_ConvNd, "reset_parameters", reset), torch.no_grad():
            found = eval(call, names)
            result: Tensor = found(values) if isinstance(found, nn.Module) else found
    finally:
        torch.set_default_dtype(before)
    return result


def _read_back(case: Case, call: str) -> Iterator[str]:
    """Yield a call, a command or code that svgconv itself reads as another figure."""
    operation = case.figure.operation
    if operation.name != "fold":
        own: dict[str, Any] = {"input_size": list(operation.input_size)}
        if case.specification.kind == "unfold":  # which PyTorch's layer does not name
            own["in_channels"] = case.specification.channels[0]
        again = svgconv.load(call, **own).operation
        if again.all_parameters() != operation.all_parameters():
            yield f"{call} is read as {again.all_parameters()}"
    code = python_code(case.figure, "figure.svg", (operation.name, {}))
    _, line = code.splitlines()
    made = eval(line.rpartition(".save(")[0], {"svgconv": svgconv})
    if made.recipe != case.figure.recipe:
        yield f"the code makes another figure: {line}"
    assert command_line(case.figure, "figure.svg", (operation.name, {})).startswith("svgconv ")
